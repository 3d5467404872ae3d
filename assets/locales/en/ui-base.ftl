### Words that are used everywhere

dash = —
dash-reason = {" "}({ $reason })
cross = ×
dot = ·
percent = { $value }%
number = { NUMBER($value) }
unit-wan = ¥10k
unit-yi = ¥100m
unit-yuan = ¥
unit-points = points
money-hidden = ••••••
money-hidden-label = amount hidden
amount-currency = { $currency } { $amount }
yes = Yes
no = No
all = All
close = Close
cancel = Cancel
save = Save
add = Add
clear = Clear
more = More
retry = Try again
loading = Loading
failed-title = This could not be read
field-optional = optional
progress-count = { $done } / { $total }
new = New
open-list = Show in the list
rows-total = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
separator-list = {", "}

undo = Undo
redo = Redo
notice-done = Done: { $op }
undo-done = Undone: { $op }
undo-none = Nothing to undo
undo-blocked = “{ $op }” cannot be undone; reverse or correct it instead
redo-done = Done again: { $op }
redo-none = Nothing to redo

ui-error-unknown = This was not done (code { $code }). Nothing was changed.
ui-error-internal = Something failed inside the program; nothing was changed. Try again, and look at the log if it comes back.

date-placeholder = e.g. 9.2, today
date-unreadable = This is not a date we can read
date-calendar = Open the calendar
amount-unreadable = This is not an amount we can read
amount-echo = that is { $amount } (¥10k)
amount-echo-minor = that is { $currency } { $amount }
company-placeholder = Name, pinyin or initials
company-none = No such company
company-choose = Choose a company from the list
project-placeholder = Project name or code
drop-choose = choose files
drop-over = Let go to add

line-F500 = Fortune Global 500
line-C500 = China 500
line-I100 = Industry 100
line-FDI = FDI actually used
line-total = Total (deduplicated)
line-none = Not listed

status-draft = Draft
status-submitted = Submitted
status-first-pass = First review
status-rechecked = Rechecked
status-verified = Verified
status-returned = Returned
status-rejected = Rejected

reason-no-base = nothing to compare with
reason-no-target = not set
reason-zero-target = target is 0
reason-year-over = the year is over

form-cash = Cash capital
form-shareholder-loan = Shareholder loan
form-fixed-assets = Fixed assets
form-land = Land
form-in-kind = In kind
form-intangible = Intangible
form-reinvested-profit = Reinvested profit
form-equity-purchase = Equity purchase

origin-foreign = Foreign
origin-other-province = Other province
origin-other-city = Other city
origin-local = Local

voucher-bank-slip = Bank slip
voucher-capital-verification = Capital verification
voucher-articles = Articles
voucher-resolution = Resolution
voucher-invoice = Invoice
voucher-payment-receipt = Payment receipt
voucher-land-receipt = Land receipt
voucher-appraisal = Appraisal
voucher-customs = Customs paper
voucher-handover = Handover paper
voucher-audit-report = Audit report
voucher-contract = Contract
voucher-other = Other

control-equity = equity
control-actual-control = actual control
control-vie = VIE

mode-visit = Visit
mode-received = Received
mode-video = Video
mode-call = Call
mode-event = Event

level-province = Province
level-city = City
level-district = District
level-section = Section

stage-target = Target
stage-lead = Lead
stage-negotiating = Negotiating
stage-to-sign = To sign
stage-signed = Signed
stage-registered = Registered
stage-started = Started
stage-funded = Funded
stage-producing = Producing
stage-paused = Paused
stage-dropped = Dropped

date-echo = { $weekday }, { $date }
weekday-0 = Sunday
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
drop-here-evidence = Drop evidence files here, or
arrow = →
notice-subject = { $op } · { $subject }
reason-base-not-positive = the earlier period is not above 0
reason-base-not-published = nothing was published then
reason-cny = in yuan
reason-unranked = unranked
filter-clear = Clear { $what }
lookup-none = Nothing found
views = View
views-none = none
views-save = Save as view
views-save-title = Save these filters as a view
views-name = Name
views-hint = Yours alone; one of the same name is replaced
views-forget = Forget this view
