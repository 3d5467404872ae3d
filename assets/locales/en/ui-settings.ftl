### Settings

year = Year
settings-group-rules = Rules and targets
settings-group-data = Data
settings-group-bureau = Bureau
settings-scheme = Rules of a year
settings-scheme-text = One set of rules a year, a version each change; reports say which they used.
settings-targets = Targets
settings-targets-text = What was set and revised stays to be seen; not set is not zero.
settings-lists = Lists
settings-lists-text = Which list feeds which line; an edition that a figure rests on is locked.
settings-closes = Closes
settings-closes-text = A close freezes the published figures in a hash chain for good; what is verified later is late.
settings-duplicates = Duplicates
settings-duplicates-text = Companies that may be one, the likeliest first. Merging moves meetings, list entries and shares to one of them; verified lines keep their papers and count for the one that goes on. It can be undone.
settings-backup = Backup
settings-backup-text = Made by itself while there is work, each opened and checked, thinned to days and months.
settings-history = History
settings-history-text = Who changed what and when, chained so that nothing can vanish.
settings-users = People
settings-users-text = A passphrase of their own each; nobody verifies what they submitted.
settings-zones = Zones
settings-zones-text = Where money lands decides whether it counts; outside it can be verified and counts 0.
settings-look = Language and look
settings-zoom = Size on the screen
settings-look-text = Only for the screen of this computer.
settings-hide = Hide amounts

scheme-policy = Which edition counts
scheme-policy-A = Year's start
scheme-policy-B = At arrival
scheme-policy-C = At signing
scheme-policy-A-text = The newest edition published before 1 January, all year
scheme-policy-B-text = The newest edition published on or before the arrival
scheme-policy-C-text = Listed at signing, kept for arrivals within three years, then as at the year's start
scheme-progress = Time progress
scheme-progress-months = By months
scheme-progress-quarters = By quarters
scheme-progress-days = By days
scheme-merge = Merge first review and recheck
scheme-merge-text = A small bureau may review once, then verify
scheme-origins = Origins that count
scheme-forms = Forms that count
scheme-version = Version { $version }
scheme-save = Save as a new version

target-document = Document
target-effective = Effective
target-amount = Target (¥10k)
target-empty = Empty means none set
target-set = Set
target-revise = Revise
target-before = before
target-unit = Unit
target-leader = Answered for by
target-whole = Whole bureau
target-unit-add = Split to a unit
target-set-of = Set the target: { $line }
target-revise-of = Revise the target: { $line }
target-unit-of = Split to a unit: { $line }
target-revise-unit = Revise the target: { $line }, { $unit }
target-sum-over = The units' targets come to { $sum } ¥10k, { $by } more than the bureau's.
target-sum-under = The units' targets come to { $sum } ¥10k, { $by } less than the bureau's.
target-sum-even = The units' targets come to { $sum } ¥10k, as the bureau's.
target-sum-alone = The units' targets come to { $sum } ¥10k; the bureau has none of its own, so their sum is what counts.

list-line = Feeds
list-line-of = Which line { $list } feeds
list-line-none = none
list-editions = Editions
list-locked = { " · locked" }
list-edition-title = published { $date }, { $source }, { $count } entries
lists-empty = No lists yet

import-kind-companies = Companies
import-kind-ownership = Ownership
import-kind-edition = List edition
import-kind-projects = Projects
import-kind-meetings = Meetings
import-kind-funds = Funds
import-kind-targets = Targets
import-kind-rates = Rates

close-period = Quarter
close-on = Closed on
close-by = By
close-seal = Seal
close-do = Close
close-title = Close { $period }
close-text = A close freezes the published figures and cannot be undone. What is verified later counts as late in the next period.
close-pending-text = { $count ->
    [one] { $count } line still waits for review and will be late.
   *[other] { $count } lines still wait for review and will be late.
}
close-reason-closed = closed
close-reason-not-over = not over yet
close-reason-previous-open = close the one before

zone-counts = Counts
zone-counts-yes = counts
zone-counts-no = does not count
zone-add = New zone
user-name = Name
user-role = Role
user-may = May
user-add = New user
user-first-passphrase = First passphrase
user-admin-only = Only an administrator adds people.
role-may-officer = log meetings, make projects, submit funds
role-may-section-head = the same, first review and recheck
role-may-deputy-director = review, verify, close, change the rules
role-may-readonly = look
role-may-admin = everything, people and backups included
backup-now = Back up now
backup-busy = Backing up…
backup-done = Backed up and checked
backup-name = Backup
backup-size = Size
history-seq = No.
history-op = What
history-about = About
history-by = Who
history-means = By
means-user = hand
means-import = import
means-undo = undo
means-sync = sync
scheme-default = Not set yet: the defaults
}
means-redo = redo
means-system = system
company-source = Source
user-state = State
user-active = at work
user-left = left
user-me = (me)
user-change = Change
user-role-of = Role of { $name }
user-deactivate = Deactivate
user-reactivate = Bring back
user-deactivate-title = Deactivate { $name }
user-deactivate-text = They can sign in no more: their key is deleted at once. What they submitted and reviewed goes on naming them. To come back they need a new passphrase.
passphrase-title = Passphrase of { $name }
passphrase-text = It opens your own key alone, nobody else's changes. A forgotten passphrase cannot be recovered by anyone.
passphrase-old = Old passphrase
passphrase-new = New passphrase
passphrase-again = New passphrase again
passphrase-do = Change passphrase
passphrase-changed = Passphrase changed
switch-user = Sign in as somebody else
passphrase-differs = The two new passphrases differ
close-check-frozen = To be frozen: { $count ->
    [one] one line
   *[other] { $count } lines
}
close-check-waiting = { $count ->
    [one] One line waits for review
   *[other] { $count } lines wait for review
} ({ $sum }); verified after the close they are late
close-check-waiting-none = Nothing waits for review
close-check-drafts = { $count ->
    [one] One draft or returned line
   *[other] { $count } drafts or returned lines
} ({ $sum })
close-check-drafts-none = No drafts or returned lines
close-check-rates = No rate within ten days of the period's end: { $currencies }
close-check-rates-none = Rates of foreign currencies are there
close-check-targets = No target for the year: { $lines }; completion will be “—”
close-check-targets-none = Every line has its target
close-check-agreed = Delivered over the agreed amount, needs a supplementary agreement: { $projects }
close-check-agreed-none = No project is over its agreed amount
close-check-gaps = { $count } lines have arrived and cannot be proved, { $sum }
close-check-gaps-none = everything that arrived can be proved
close-check-broken = { $count } invariants are broken ({ $rules }); mend them first
close-check-broken-none = every invariant holds
close-reason = Why it is closed all the same
close-reason-hint = stands in the history
close-check-locks = The close locks editions: { $editions }
close-check-look = Look
close-do-anyway = Close anyway
close-done = { $period } was closed on { $date }
close-done-text = The seal is made of this period's figures and of the seal before it: a change anywhere in the chain shows. A close is not undone; what is wrong is corrected by a reversal.
close-to-report = Export the report

duplicates-found = { $count } groups, { $open } to look at
duplicates-none = No company seems to be there twice
duplicates-more = { $count } more in this group, to look at after merging
duplicates-field = Field
duplicates-field-name-zh = Chinese name
duplicates-field-name-en = English name
duplicates-field-uscc = Credit code
duplicates-field-lei = LEI
duplicates-field-country = Country
duplicates-field-headquarters = Headquarters
duplicates-field-industry = Industry
duplicates-field-note = Note
duplicates-kept = Goes on
duplicates-merged = Is merged
duplicates-moves = Moves: aliases { $aliases }, list entries { $entries }, ownership { $ownership }, project shares { $shares }, meetings { $meetings }; { $funds } lines and { $locked_entries } locked entries keep their record and count for the one that goes on.
duplicates-effect = This year to date ({ $line ->
    [total] total
   *[other] { $line }
  }, CNY 10,000):
duplicates-to = →
duplicates-merge = Merge
duplicates-swap = Swap
duplicates-apart = Not the same
scheme-preview = See what it changes
scheme-before = Now
scheme-after = After
scheme-moves = { $count } lines would count elsewhere
scheme-forecast = Probabilities
scheme-forecast-text = Planned receipts are weighed by their project's stage, in the outlook alone.
scheme-preview-title = The year's figures after the change
scheme-from-to = { $before } → { $after }
scheme-score = Score
scheme-score-ratio = Ratio
scheme-score-efficacy = Efficacy
scheme-score-step = Step bonus
scheme-score-ratio-text = Score = full score × completion, up to the cap
scheme-score-efficacy-text = Score = full score × (60% + 40% × (completion − min) ÷ (max − min))
scheme-score-step-text = The full score at the target, a bonus for each whole step above it, up to the cap
scheme-number-full = Full score
scheme-number-cap = Completion capped at
scheme-number-min = Min
scheme-number-max = Max
scheme-number-step = Step
scheme-number-bonus = Bonus a step
unit-score = points
unit-days = days
scheme-reach = Started and producing rates
scheme-reach-cumulative = Ever reached
scheme-reach-current = Stands there now
scheme-stale = Stale limits
scheme-stale-text = What is past them is marked in Projects and Today.
scheme-stale-lead-answered = Lead answered
scheme-stale-lead-judged = Lead judged
scheme-stale-lead-feedback = Lead fed back
scheme-stale-negotiating = Talks without contact
scheme-stale-registered = Signed, not registered
scheme-lists = Lists and lines
scheme-lists-text = Which line each list feeds this year; what is not said here is as the list itself says.
scheme-list-own = As the list: { $line }
scheme-note = Why it is changed
scheme-locked = { $period } is closed: the rules of this year can no longer change.
