### Reports

key-export = export
reports-text = Checked item by item, then written; each figure comes from where the KPI page has it.
reports-quarter = Quarter
reports-format = Format
reports-export = Export
reports-title = Investment promotion in { $zone }, { $period }
reports-table-1 = Table 1: the targets
reports-quarter-in = This quarter
reports-last-year = Same time last year
reports-completion = Completion
reports-time = Time progress
reports-companies = Companies
reports-new = of them new
reports-pending = Pending
reports-done = Written: { $name } ({ $size })
reports-open-folder = Open its folder
reports-checks-ok = All { $count } checks passed
reports-checks-failing = { $count ->
    [one] { $count } check asks for a look
   *[other] { $count } checks ask for a look
}
unit-percent = %
mark-ok = ✓
mark-look = !
format-xlsx = Excel
format-csv = CSV
format-docx = Word
format-pdf = PDF
export-busy = Exporting…
export-step-lines = Summing the lines…
export-step-file = Writing the file…
check-sums = The lines sum to the total
check-sums-failed = The lines do not sum to the total: { $detail }
check-ratios = Ratios agree when computed again
check-ratios-failed = A ratio differs when computed again: { $detail }
check-units = Units and decimals agree
check-units-failed = Units or decimals differ: { $detail }
check-closed = The period is closed
check-closed-failed = The period is not closed yet; figures may still move
check-evidence = Each line has its evidence
check-evidence-failed = Evidence is missing: { $detail }
