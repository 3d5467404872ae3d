### The quarterly report: table 1, the lines, the notes, the checks

report-title = { $bureau }: delivered funds against targets, { $year } Q{ $quarter }
report-quarter-1 = 1
report-quarter-2 = 2
report-quarter-3 = 3
report-quarter-4 = 4
report-unit = As of { $as_of } ({ $quarter }); amounts in 万元 (CNY 10,000)
report-unit-wan = 万元 (CNY 10,000)
report-sheet-table = Table 1
report-sheet-lines = Lines
report-sheet-notes = Notes

report-line-f500 = Fortune Global 500
report-line-c500 = China 500
report-line-i100 = Industry 100
report-line-total = Total

report-col-line = Line
report-col-target = Target of the year (万元)
report-col-quarter = This quarter (万元)
report-col-ytd = Year to date (万元)
report-col-last-year = Same period last year (万元)
report-col-yoy = On last year (%)
report-col-completion = Completion (%)
report-col-time = Time progress (%)
report-col-lead = Ahead (behind) (points)
report-col-companies = Companies
report-col-new = Of them new
report-col-pending = Submitted, not yet verified (万元)

report-none = —
report-none-no-target = — (none set)
report-none-zero-target = — (target is 0)
report-none-no-base = — (no base last year)
report-none-base-not-positive = — (base not positive)
report-none-base-not-published = — (base not published)
report-none-year-over = — (year over)
report-none-cny = — (CNY)
report-none-unranked = — (no rank)

report-doubled = Of it counted twice
report-month = Month
report-month-of = Month { $month }
report-cumulative = Cumulative
report-chart-months = Delivered by month, and cumulative (万元)
report-chart-progress = Completion and time progress (%)

report-lines-title = What the year to date is made of; units in the header
report-lines-sum = Sum
report-late = late
report-line-col-ref = Reference
report-line-col-line = Line
report-line-col-project = Project
report-line-col-investor = Investor
report-line-col-payer = Payer
report-line-col-form = Form
report-line-col-origin = Origin
report-line-col-arrived = Arrived
report-line-col-verified = Verified
report-line-col-posted = Posted to
report-line-col-late = Late
report-line-col-currency = Currency
report-line-col-amount = Amount (whole units)
report-line-col-rate = Rate
report-line-col-rate-unit = Rate unit
report-line-col-rate-on = Rate of
report-line-col-share = Share (%)
report-line-col-recognised = Recognised (万元)
report-line-col-edition = Edition
report-line-col-rank = Rank
report-line-col-path = Control path (investor ← above)
report-line-col-zone = Zone
report-line-col-vouchers = Vouchers
report-line-col-reverses = Reverses

report-form-cash = cash
report-form-shareholder-loan = shareholder loan
report-form-fixed-assets = fixed assets
report-form-land = land
report-form-in-kind = in kind
report-form-intangible = intangible
report-form-reinvested-profit = reinvested profit
report-form-equity-purchase = equity purchase
report-forms-all = all forms

report-origin-foreign = foreign
report-origin-other-province = other province
report-origin-other-city = other city
report-origin-local = local

report-voucher-bank-slip = bank slip
report-voucher-capital-verification = capital verification
report-voucher-articles = articles
report-voucher-resolution = resolution
report-voucher-invoice = invoice
report-voucher-payment-receipt = payment receipt
report-voucher-land-receipt = land receipt
report-voucher-appraisal = appraisal
report-voucher-customs = customs papers
report-voucher-handover = handover papers
report-voucher-audit-report = audit report
report-voucher-contract = contract
report-voucher-other = other

report-reading-published = as published (frozen at the close)
report-reading-posted = as posted (by posted period)
report-reading-restated = restated (by arrival date)
report-level-district = the district
report-level-city = the city
report-level-province = the province
report-policy-a = A (locked at the start of the year: the newest edition published before 1 January)
report-policy-b = B (the newest edition published on or before the arrival)
report-policy-c = C (the newest edition at the signing, for arrivals within three years of it; later ones by A)
report-attribution-exclusive = exclusive (Fortune Global 500 before China 500 before Industry 100)
report-attribution-overlap = overlap (counted in each line, the total once)
report-progress-months = by complete months (months ÷ 12)
report-progress-quarters = by complete quarters (quarters ÷ 4)
report-progress-days = by days (day of the year ÷ days in the year)

report-notes-title = Notes on the rules
report-note-figures = Figures { $reading }, with the amounts recognised by { $level }.
report-note-scheme = Rules of { $year }, version { $version } (0 is the built-in default); edition policy: { $policy }; attribution: { $attribution }.
report-note-scope = Origins that count: { $origins }; forms that count: { $forms }; only money that lands in a zone that counts, by the zone of each line.
report-note-progress = Time progress { $progress }, to { $as_of }; ahead or behind is shown completion less shown time progress.
report-note-editions = Editions used: { $editions }.
report-note-no-editions = No money counted, so no edition was used.
report-note-control = An investor's own payment counts whole where the investor is on the list, or every link of some path up to a listed company is over 50 % or a documented control on the day of arrival; of a minority holding, only the listed company's own payment counts.
report-note-recognised = Recognised = amount × rate ÷ unit × share, rounded once to 1 fen, half away from zero.
report-note-rate = Rate: { $currency } of { $on }, per { $unit } CNY { $rate } ({ $source }).
report-rate-source-unsaid = source not stated
report-note-rounding = Figures are kept in fen and rounded to two decimals when shown; shown parts may not sum to the shown total in the last digit.
report-note-posting = Money verified by the close of the period in which it arrived is posted to it; later, to the next open period of the year, marked late; after the year's close it is a prior-year adjustment and not in this table.
report-note-late = Posted late in this quarter: { $late } 万元.
report-note-restated = Restated by arrival date, the year to date is { $restated } 万元 against { $printed } 万元 here, a difference of { $difference } 万元.
report-note-doubled = Under overlap the lines come to { $doubled } 万元 more than the total: money counted in several lines.
report-note-earlier = Memo: prior-year adjustments { $prior } 万元; reversals of earlier years' money { $reversing } 万元.
report-note-revised = The target of { $line } was revised (万元): { $steps }.

report-warning-pending = A further { $pending } 万元 is submitted and not yet verified; it is not counted.
report-warning-late = This quarter includes { $late } 万元 posted late.
report-warning-no-target = No target was set for { $line }, so it has no completion.

report-checks-title = Checks made
report-check-result = Result
report-check-value = Value
report-check-holds = holds
report-check-fails = fails
report-check-total = Total = lines − counted twice (fen)
report-check-exclusive = Nothing is counted twice under exclusive attribution (fen)
report-check-quarter = Quarter's total = lines of the quarter (fen)
report-check-lines = { $line }: year to date = sum of its lines (fen)
report-check-count = { $line }: number of lines
report-check-months = { $line }: year to date = sum of its months (fen)
report-check-completion = { $line }: completion
report-check-yoy = { $line }: on last year
report-check-lead = { $line }: ahead or behind
report-check-half = { $line }: half of the target at half of the year

error-report-checks-failed = The report was not written: recomputing gave other figures ({ $detail }).
error-report-cancelled = The export was cancelled; no file is left.
error-report-not-written = The report was not written ({ $detail }).
error-report-template = This Word template cannot be used ({ $detail }). Save it as .docx again, without macros or parts from outside, and check that every loop and optional chapter has its end.
error-report-placeholders = The template has placeholders that are not known: { $detail }. Use the names there are, or take them out.
error-report-sentence = The template was not kept: “{ $detail }” is wrong. Mend it as the editor says, and keep it again.
report-yes = yes
report-no = no
