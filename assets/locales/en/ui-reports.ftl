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
reports-done = Exported { $names }
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
reports-parts = Contents
reports-part-charts = Charts
reports-part-lines = Annex 1, lines
reports-part-notes = Annex 2, rules
reports-part-checks = Annex 3, checks
reports-pages = The report as pages
reports-beside = Beside the pages
reports-side-words = Words
reports-side-checks = Checks
reports-side-exports = History
reports-checks-text = Each written file is read back and recomputed, sentence by sentence and table by table; one thing that does not agree, and no file is written.
reports-prove = Prove a file…
reports-prove-text = Choose a file at hand: its hash (SHA-256) tells whether it was exported here and is unchanged.
reports-proved = { $name } is exactly “{ $file }”, exported on { $date } by { $by }.
reports-not-proved = { $name } is none of the exports: it was not exported here, or was changed since.
reports-exports-none = Nothing was exported yet. Each file's day, person and hash will be kept here.
reports-exported = { $date }, { $by }, { $size }
reports-hash = Hash { $hash }…
reports-chapters = Further paragraphs
reports-chapters-text = They stand at a chapter's end and are kept for the next quarter; a line is a paragraph. Shares, growth and amounts in them are checked at the export.
reports-chapter-empty = None; press to add
reports-sentences = Sentences
reports-sentences-text = Press a sentence to change its template; what stands in braces comes from the ledger, and no figure is typed in.
reports-template = Template
reports-sentence-unused = This quarter has no case for this sentence.
reports-built-in = Back to the built-in
reports-own = The bureau's own
reports-unused-show = Show the { $count } that this quarter does not use
reports-unused-hide = Only what this quarter uses
report-place = {"{"} ${ $name } {"}"}
template-unknown-name = There is no figure “{ $detail }”; the names that there are stand below.
template-not-closed = A brace is not complete: { $detail }
template-empty = A template cannot be empty; to drop yours, press “Back to the built-in”.
template-figure = “{ $detail }” is a figure typed in and would be wrong next quarter; use a name in braces.
nobody = (nobody named)
format-docx = Word
format-pdf = PDF
