### The window's frame: mark, find, places, foot

app-name = Daowei
app-seal = 到
skip-to-main = Skip to the page
find-placeholder = Find a company, project, person or command
sample = Sample
sample-title = Sample data: companies, projects and money are invented
who = { $name }
panel = Details
nav = Places

nav-today = Today
nav-kpi = KPI
nav-outlook = Outlook
nav-targets = Target companies
nav-meetings = Meetings
nav-projects = Projects
nav-funds = Delivered funds
nav-review = Review
nav-reports = Reports
nav-audit = Self-audit
nav-settings = Settings
nav-count-today = { $count ->
    [one] { $count } thing to do
   *[other] { $count } things to do
}
nav-count-companies = { $count ->
    [one] { $count } company
   *[other] { $count } companies
}
nav-count-meetings = { $count ->
    [one] { $count } meeting
   *[other] { $count } meetings
}
nav-count-projects = { $count ->
    [one] { $count } project
   *[other] { $count } projects
}
nav-count-review = { $count ->
    [one] { $count } line waits for review
   *[other] { $count } lines wait for review
}

foot-keys = Keys that work here
foot-chain-ok = ✓ Chain verified · { $count } entries
foot-chain-broken = ✗ Check failed: { $what }
foot-backup-none = No backup yet
foot-backup-now = Backed up just now
foot-backup-minutes = Backed up { $count } min ago
foot-backup-hours = Backed up { $count } h ago
foot-backup-days = Backed up { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}

key-close = close
key-next = next
key-previous = previous
key-mark = mark
key-pass-marked = pass the marked
key-next-voucher = next voucher
key-open = open
key-meeting = log a meeting
key-undo = undo
key-hide = hide amounts
key-pass = pass
key-return = return

role-officer = Officer
role-section-head = Section head
role-deputy-director = Deputy director
role-readonly = Read only
role-admin = Administrator

palette-title = Find and do
palette-empty = Nothing found for “{ $text }”
palette-empty-hint = Chinese, English, pinyin or initials will do
palette-views = Places
palette-commands = Commands
palette-company = Companies
palette-project = Projects
palette-person = People
palette-user = Users
palette-fund = Delivered funds
palette-meeting = Meetings
palette-hint = Enter opens the chosen one

command-meeting = Log a meeting
command-fund = Enter delivered funds
command-project = New project
command-lock = Lock
command-theme-light = Light look
command-theme-dark = Dark look
command-theme-system = Look of the system
command-language = Switch to Chinese
command-hide = Hide or show amounts
command-undo = Undo the last change
command-print = Print this page
foot-entries = { $count } entries
command-company = New company
command-passphrase = Change passphrase
command-switch-user = Sign in as somebody else
