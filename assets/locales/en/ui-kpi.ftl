### KPI, and where a figure comes from

separator-dot = { " · " }
day = { $name } { $day }
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
quarter-1 = first quarter
quarter-2 = second quarter
quarter-3 = third quarter
quarter-4 = fourth quarter
period-quarter = { $year }, { $quarter }
period-year = { $year }
size-bytes = { $count } bytes
size-kib = { $count } KB
size-mib = { $count } MB

period = Through
reading = Reading
reading-published = Published
reading-published-title = As frozen when the period was closed; it never changes
reading-posted = Posted
reading-posted-title = By posting period: the quarters sum to the year to date
reading-restated = Restated
reading-restated-title = By arrival date, live
attribution = Attribution
attribution-exclusive = Exclusive
attribution-exclusive-title = One line a fund: Fortune Global 500 first, then China 500, then Industry 100
attribution-overlap = Overlap
attribution-overlap-title = Every matching line; the total stays deduplicated

kpi-title = Delivered funds, { $period }
kpi-as-of = As of { $date }
kpi-time-months = time progress by months
kpi-time-quarters = time progress by quarters
kpi-time-days = time progress by days
kpi-closed = closed on { $date }
kpi-not-closed = not closed yet
kpi-line = Line
kpi-target = Year's target
kpi-ytd = Year to date
kpi-completion = Completion against time
kpi-lead = Lead (lag)
kpi-quarter = This quarter
kpi-qoq = On last quarter
kpi-yoy = On last year
kpi-needed = Needed a month
kpi-companies = { $count ->
    [one] { $count } company
   *[other] { $count } companies
}, { $fresh } new
kpi-pending = { $amount } pending
kpi-half-met = half by mid-year
kpi-to-half = { $amount } short of half
kpi-late = { $amount } of it late
kpi-doubled = The lines sum to { $amount } (¥10k) more than the deduplicated total: companies on several lists are counted in each.
kpi-months = By month, and cumulative
kpi-of-line = { $line } · ¥10k
kpi-bridge = Published → restated
kpi-bridge-of = { $period }, ¥10k
kpi-bridge-none = No quarter of this year is closed yet, so nothing was published to compare with.

chart-bullet = { $completion }% complete at { $time }% of the time
chart-month = { $month }
chart-months = { $name }: { $total } (¥10k) delivered in { $months } months
chart-month-hint = Month { $month }: { $amount }, { $total } to date (¥10k)
chart-tick-yi = { $other }m
chart-tick-wan = { $other }k
chart-target = target
chart-needed = { $amount } (¥10k) a month from here reaches the target
chart-reached = The year's target is reached
bridge-published = Published
bridge-late = Late
bridge-late-count = { $count } late
bridge-reversed = Reversed
bridge-reversed-count = { $count } reversed
bridge-corrected = Corrected
bridge-corrected-count = { $count } corrected
bridge-restated = Restated

explain-panel = The lines behind a figure
explain-basis = { $reading } · { $attribution } · rules version { $version }
explain-month = Only what was posted to month { $month }
explain-none = Nothing counts here yet
explain-arrived = arrived { $date }
explain-verified = verified { $date } by { $by }
explain-reverses = reverses { $ref }
explain-rate = { $amount } × { $rate } (rate of { $date })
explain-rate-hundred = { $amount } × { $rate } ÷ 100 (rate of { $date })
explain-share = { $amount } × { $share }% share
explain-path-step = { $company } { $control }
explain-entry = { $list }, { $year } edition, rank { $rank }
explain-entry-no-rank = { $list }, { $year } edition, listed
policy-A = locked at the start of the year
policy-B = newest at arrival
policy-C = as at signing
chip-reversal = reversal
chip-late = late, in { $period }
chip-voucher = { $kind } { $number }
missing-title = { $count } not counted
missing-why = Why ›
missing-hide = Hide
explain-title-ytd = { $line }: year to date from { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
explain-title-quarter = { $line }: this quarter from { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
explain-title-late = { $line }: { $count ->
    [one] { $count } late line
   *[other] { $count } late lines
}
explain-title-pending = { $line }: { $count ->
    [one] { $count } line waits
   *[other] { $count } lines wait
}
uncounted-zone = landed outside the zone
uncounted-form = its form does not count
uncounted-origin = its origin does not count
uncounted-basis = on another basis than its project
uncounted-level = not recognised at this level
uncounted-minority = held by less than half and not controlled
uncounted-not-on-list = the investor is on no list
uncounted-prior-year = an adjustment of an earlier year
uncounted-posted-later = posted to a later period
outlook-as-of = as of { $date }
outlook-add = Plan a receipt
outlook-change = Change a planned receipt
outlook-total = Total
outlook-no-target = none set
outlook-completion = Completion
outlook-gap = Gap
outlook-needed = Needed a month
outlook-range = Expected this year
outlook-to = to
outlook-expected = expected
outlook-if = If the ticked come
outlook-short = still short
outlook-closed = closed
outlook-lines-of = { $line }: what the delivered figure is made of
outlook-score = scores { $score } now
outlook-note = Expected = delivered + planned × probability of the stage; the low end counts signed projects only, the high end all in full. Probabilities are set in the year's rules. A forecast is in no delivered figure.
outlook-receipts = Planned receipts
outlook-none = No receipt is planned yet
outlook-none-text = Enter what is still to come this year, and see who closes the gap.
outlook-close-gap = Which would close the gap
outlook-clear = Clear ticks
outlook-suppose = Suppose
outlook-suppose-one = Suppose that { $company } pays
outlook-due = Due
outlook-overdue = overdue
outlook-stage = Stage and probability
outlook-amount = Amount
outlook-weighted = Weighted
outlook-settle = Settle
outlook-nobody = nobody
outlook-gaps = Arrived, and not proved yet
outlook-gaps-none = Everything that arrived can be proved
outlook-gaps-none-text = No voucher is missing.
outlook-gaps-close = { $days } days to the end of the period, { $date }
outlook-owner-lines = { $count } lines
outlook-missing = Missing
outlook-and =  and 
outlook-or = , or 
outlook-days = { $days } days
outlook-wrong-payer = the slip's payer is not the investor
outlook-fdi = FDI actually used
outlook-fdi-ytd = Year to date
unit-wan-usd = 10,000 USD
outlook-fdi-gross = delivered
outlook-fdi-deducted = deducted
outlook-fdi-rates = No dollar rate of the day, so not counted: { $refs }
outlook-units = Units
outlook-unit = Unit
outlook-surplus = { $line }: the units' targets differ from the bureau's by
chart-range = Delivered, expected range and target
audit-summary = { $broken } broken · { $blocking } blocking · { $warning } warnings · { $quiet } quiet
audit-again = Ask again
audit-store-ok = ✓ File, chain, closes, references and vouchers verify
audit-store-failed = Does not verify: { $checks }
audit-store-asking = Verifying the file…
audit-weight-broken = invariant
audit-weight-blocking = blocking
audit-weight-warning = warning
audit-count = { $count } found
audit-more = { $count } more: `audit` on the command line shows all

recognised-level = Recognised by
recognised-district = District
recognised-district-title = What the district recognised
recognised-city = City
recognised-city-title = What the city recognised; what it has not yet counts 0
recognised-province = Province
recognised-province-title = What the province recognised; what it has not yet counts 0
compare-title = Read another way
compare-of = { $period }, ¥10k
compare-by = Compare
compare-part = Which sum
compare-part-ytd = Year to date
compare-part-quarter = Quarter
compare-readings = Readings
compare-readings-title = Published, posted, restated
compare-attributions = Attribution
compare-attributions-title = Exclusive against overlap
compare-policies = Editions
compare-policies-title = What edition policies A, B and C would give
compare-levels = Levels
compare-levels-title = What district, city and province recognised
compare-way = Read as
compare-policy = { $code }, { $name }
compare-chosen = in use
compare-not-published = — (not published)
compare-gap = { $to } against { $from }: { $amount } ¥10k
compare-equals = { " = " }
compare-term = { $ref } { $why } { $amount }
compare-terms = { $count } { $why } { $amount }
compare-same = { $line } is the same every way.
compare-moved = The total is the same; money only moves between lines, as follows.
compare-why = Why it differs
compare-not-in = not in it
compare-untold = { $count } more; the command line's compare tells them
differs-late = late
differs-prior-year = prior-year adjustment
differs-after-publication = entered after publication
differs-changed = counts otherwise since publication
differs-several-lists = on several lists
differs-edition = another edition counts
differs-not-recognised = not yet recognised
differs-recognised-otherwise = recognised with another amount
formula-rounding = Reckoned in fen, rounded to two decimals when shown.
formula-of = { $part } ÷ { $whole } = { $result }%
formula-minus = { $left } − { $right } = { $result } points
formula-growth = ({ $now } − { $base }) ÷ { $base } = { $result }%
formula-completion = Completion = year to date ÷ year's target
formula-time-months = Time progress = complete months ÷ 12
formula-time-quarters = Time progress = complete quarters ÷ 4
formula-time-days = Time progress = day of the year ÷ days of the year
formula-lead = Lead (lag) = completion − time progress
formula-lead-rounding = Both are rounded to two decimals first, so that a reader can redo it.
formula-half = Half met: year to date × 2 ≥ year's target, compared in fen
formula-half-numbers = { $ytd } × 2 against { $target }
formula-quarter = On last quarter = (this quarter − last) ÷ last
formula-year = On last year = (year to date − same period last year) ÷ that period
formula-base = Not reckoned where the base is missing, 0 or below.
formula-needed = Needed a month = (year's target − year to date) ÷ months left
formula-needed-numbers = ({ $target } − { $ytd }) ÷ { $left } = { $result }
formula-expected = Expected completion = expected this year ÷ year's target
