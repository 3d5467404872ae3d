### Import: files, headers, and what is to say about each row

import-fate-created = created
import-fate-updated = updated
import-fate-unchanged = unchanged
import-fate-skipped = skipped
import-fate-rejected = rejected

# $row is the row in the sheet, $column the header.
import-at-cell = Row { $row }, column “{ $column }”: { $message }
import-in-column = “{ $column }”: { $message }
import-at-row = Row { $row }: { $message }
import-summary = { $rows } rows: { $created } created, { $updated } updated, { $unchanged } unchanged, { $skipped } skipped, { $rejected } rejected
import-nothing-kept = Rows were rejected, so nothing of the file was taken in. Mend them and import again, or import only the good rows.
import-rejects-sheet = Rows not taken
import-rejects-reason = Reason not taken
import-rejects-row = Row in the file
import-ignored-columns = Columns not taken: { $columns }

## Files

error-file-format = This kind of file ({ $detail }) is not supported. Save it as .xlsx or .csv and import that.
error-file-damaged = The file is damaged or incomplete ({ $detail }). Open it in a spreadsheet program, save a copy, and import that.
error-file-protected = The file is protected by a password. Save a copy without it and import that.
error-file-too-much = The file exceeds a limit ({ $what ->
    [file-bytes] bytes of the file
    [unpacked-bytes] unpacked bytes
    [string-bytes] bytes of its string table
    [zip-entries] entries of the archive
    [sheets] sheets
    [rows] rows
    [columns] columns
    [cell-bytes] bytes of one cell
    [text-bytes] bytes of text
    [merges] merged cells
   *[cells] cells
  }: at most { $most }). Split it and import the parts.
error-file-not-text = The file is no text in { $detail }. Choose another encoding, or save it as UTF-8.
error-file-empty = The file is empty.
error-file-exhausted = Reading used up its time or memory ({ $detail }); nothing was changed. Check the file, or split it.
error-file-io = The file cannot be reached ({ $detail }).

## Headers

error-import-no-sheet = There is no sheet called “{ $name }”; there are: { $sheets }.
error-import-no-header = None of the first rows is a header of { $kind ->
    [companies] companies
    [ownership] ownership
    [edition] a list edition
    [projects] projects
    [meetings] meetings
    [funds] delivered funds
    [targets] targets
   *[rates] exchange rates
  }. Columns it would have: { $expected }. A mapping can name them.
error-import-header-destroyed = The header was destroyed by a wrong encoding ({ $shown }) and cannot be recovered. Ask for the file again, or retype the header.
error-import-columns-missing = Columns that are needed are missing: { $columns }. Add them, or name them by a mapping.
error-import-mapping-key = The mapping names “{ $key }”, which is no column of this kind of table.
error-import-edition-unsaid = A list edition needs its list's code, its year and its publication date.

## Cells

error-cell-required = Must not be empty.
error-cell-formula-without-value = The formula has no computed value. Recalculate and save it in a spreadsheet program.
error-cell-error = The cell holds the error { $value }. Mend the formula.
error-cell-text-too-long = The text is too long, or holds invisible characters.
error-value-not-a-date = “{ $value }” is no date. Write 2026-09-02.
error-value-date-without-day = “{ $value }” lacks the day. Write 2026-09-02.
error-value-date-ambiguous = Day and month cannot be told apart in “{ $value }”. Write 2026-09-02.
error-value-not-a-number = “{ $value }” is no number.
error-value-approximate = “{ $value }” is an estimate; an exact number is needed here.
error-value-amount-too-fine = “{ $value }” is finer than the currency's smallest unit.
error-value-amount-too-large = “{ $value }” is more than the ledger holds.
error-value-amount-zero = An amount must not be 0.
error-value-negative = “{ $value }” must be above 0.
error-value-currency-conflict = The currency of “{ $value }” is not that of the header or the currency column.
error-value-unknown-currency = Unknown currency “{ $value }”. Use the ISO 4217 code, such as USD.
error-value-not-a-percentage = “{ $value }” is no percentage between 0 and 100.
error-value-percentage-too-fine = “{ $value }” has too many decimals.
error-value-unknown-word = Unknown word “{ $value }”. Accepted: { $expected }.
error-value-not-a-whole-number = “{ $value }” is no whole number in range.
error-value-uscc-form = “{ $value }” is no unified social credit code of 18 characters.
error-value-uscc-check = The check character of the credit code “{ $value }” does not fit; compare it with the source.
error-value-lei-form = “{ $value }” is no valid LEI (20 characters with check digits).
error-value-code-lost-digits = A spreadsheet program kept the code “{ $value }” as a number and lost its last digits. Format the column as text and enter it again.
error-value-unknown-country = Unknown country “{ $value }”; not taken.

## Rows

error-row-totals = A totals row, skipped.
error-row-header-repeated = The header once more, skipped.
error-row-footer = A note below the table, skipped.
error-file-other-tables = The file holds other tables that were not imported: { $value }. Choose another sheet to import them.
# $rows is how many rows got such a value.
error-file-cells-spread = Merged cells ({ $columns }) are read for every row they span. Rows that take a value from above: { $rows }.
error-file-cut-short = The file ends within an entry, which was left out: { $value }.
error-row-duplicate-in-file = “{ $value }” stands in row { $earlier } of this file already.
error-row-dates-reversed = It ends before it begins.
error-row-owns-itself = “{ $value }” cannot own itself.
error-row-equity-without-percent = Control by equity needs a percentage.
error-row-shares-over-whole = The investors' shares come to more than 100%.
error-row-refused = This row cannot be read.

## Companies, projects, zones, people, lists

error-company-ambiguous = “{ $value }” means several companies. Use the credit code.
error-company-conflict = “{ $value }” and the credit code or the other name mean different companies; compare them.
error-companies-parted = Several companies in one cell ({ $value }); each got a record.
error-company-doubtful = “{ $value }” may be the known “{ $candidate }”; nobody decided, so a new company is made. Decide it among the doubtful rows, or merge the two later (company merge).
error-company-made = The company “{ $value }” was made.
error-zone-unknown = There is no zone called “{ $value }”. Add it first (command line: zone add).
error-project-unknown = There is no project of the code or name “{ $value }”. Import the projects first.
error-project-ambiguous = “{ $value }” means several projects. Use the code.
error-project-stage-without-date = The stage “{ $value }” comes without its date; the stage is derived from the dates.
error-user-made = “{ $value }” is no user; entered as somebody who no longer works here.
error-list-made = The list “{ $value }” was made and feeds no line yet; say which in the settings.
error-edition-province-contradicts = The name of “{ $name }” points to { $place }, but the list says “{ $value }”. Check this row against the original list.
error-edition-column-shifted = From this row on this column seems to stand one row too low (the place of “{ $name }” is on the next row). Check row { $row } and all below against the original list.
error-edition-rank-gap = Ranks go from { $before } to { $rank }. Check whether companies are missing between.
error-edition-rank-against-revenue = Rank { $rank } has more revenue ({ $value }) than “{ $other }” ({ $more }), which ranks before it. Check rank and revenue.
error-edition-locked = This edition is locked, because closed figures stand on it; “{ $value }” can be neither added nor changed. Leave the row out, or give the year of the new edition.

## Delivered funds, exchange rates

error-fund-arrival-ahead = The arrival { $value } lies in the future.
error-fund-verified-before-arrival = Verified on { $value }, before it arrived.
error-fund-verified-ahead = The verification { $value } lies in the future.
error-fund-verified-without-date = A verified line needs the date of its verification.
error-fund-not-verified = A line that is not verified must name no verifier and no date of verification ({ $value }).
error-fund-self-verified = Submitted and verified by the same person ({ $value }).
error-fund-rate-date = The rate's date { $value } must be the arrival or one of the ten days before.
error-fund-rate-on-cny = An amount in CNY takes no rate ({ $value }).
error-fund-reversed-unknown = There is no line “{ $value }” to reverse.
error-fund-reversed-not-verified = “{ $value }” is not verified, or is a reversal itself, and cannot be reversed.
error-fund-reversal-not-negative = A reversal is negative ({ $value }).
error-fund-final = This line is verified or rejected and cannot change ({ $value }); correct it by a reversal of its own.
error-fund-in-review = This line is under review ({ $value }) and cannot be overwritten by a file.
error-fund-voucher-missing = The verified line “{ $value }” brings no voucher.
error-fund-investors-without-shares = Several companies share one contribution ({ $value }) and it does not say how much each gave. Write “甲:60%;乙:40%”, summing to 100 %.
error-rates-turned = Currencies published as so many for 100 CNY were turned into CNY per 100.
error-rate-conflict = That day has the rate { $known } (unit { $known_unit }) already, other than { $value } (unit { $unit }).
