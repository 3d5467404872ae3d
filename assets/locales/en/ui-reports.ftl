### Reports

key-export = export
reports-text = Checked item by item, then written; each figure comes from where the KPI page has it.
reports-quarter = Quarter
reports-format = Format
reports-export = Export
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
reports-checks-ok = All { $count } figures agree when computed again
reports-checks-failing = { $count ->
    [one] { $count } figure differs when computed again
   *[other] { $count } figures differ when computed again
}
unit-percent = %
mark-ok = ✓
mark-look = !
format-xlsx = Excel
format-csv = CSV
export-busy = Exporting…
reports-lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
reports-warnings = What a reader should know
reports-notes = Notes on the rules
reports-checks-all = Show each
