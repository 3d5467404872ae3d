//! A table's rows → typed rows or problems, row by row, pure.

mod fields;
mod ledger;
mod people;

use chrono::NaiveDate;

use super::layout::Aside;
use super::rows::{Line, Lines, Rows};
use super::table::{Table, TableRow};
use crate::columns::Kind;
use crate::problem::{Code, Problem};
use fields::Fields;

/// Reads every row of a table. Whatever is wrong with a row is said, not just what comes first.
///
/// `today` is the day beyond which no money can have arrived (I4).
#[must_use]
pub fn parse(table: &Table, today: NaiveDate) -> Rows {
    match table.kind {
        Kind::Companies => Rows::Companies(each(table, people::company)),
        Kind::Ownership => Rows::Ownership(each(table, people::ownership)),
        Kind::Edition => Rows::Edition(each(table, people::entry)),
        Kind::Projects => Rows::Projects(each(table, ledger::project)),
        Kind::Meetings => Rows::Meetings(several(table, people::meetings)),
        Kind::Funds => Rows::Funds(several(table, |fields| ledger::funds(fields, today))),
        Kind::Targets => Rows::Targets(each(table, ledger::target)),
        Kind::Rates => Rows::Rates(several(table, ledger::rates)),
    }
}

fn each<T>(table: &Table, read: impl Fn(&mut Fields<'_>) -> Option<T>) -> Lines<T> {
    several(table, |fields| read(fields).into_iter().collect())
}

/// Reads rows that may hold several records each: a contribution of two companies, a day's rates.
fn several<T>(table: &Table, read: impl Fn(&mut Fields<'_>) -> Vec<T>) -> Lines<T> {
    let mut lines = Lines::default();
    for row in table.rows() {
        let number = row.number();
        if let Some(code) = passed_over(table, &row) {
            lines.skipped.push(Problem::of_row(number, code));
            continue;
        }
        let mut fields = Fields::new(table, row);
        let values = read(&mut fields);
        let (problems, warnings) = fields.finish();
        if !values.is_empty() && problems.is_empty() {
            lines.lines.extend(values.into_iter().map(|value| Line { row: number, value }));
            lines.warnings.extend(warnings);
        } else {
            lines.rejected.push(number);
            // A reader that gives up without a word would leave a row unexplained.
            let unsaid = problems.is_empty().then(|| Problem::of_row(number, Code::Refused));
            lines.problems.extend(problems.into_iter().chain(unsaid));
        }
    }
    lines.warnings.extend(table.notices());
    lines
}

/// Why a row is no record.
fn passed_over(table: &Table, row: &TableRow<'_>) -> Option<Code> {
    match row.aside()? {
        // A target's 合计 in the column of lines is a target; anywhere else it is the sum of the rows around it.
        Aside::Totals(column) => {
            let line = table.mapped("line").map(|(place, _)| place + table.layout.columns.start);
            (table.kind != Kind::Targets || line != Some(column)).then_some(Code::TotalsRow)
        }
        Aside::Header => Some(Code::HeaderRepeated),
        Aside::Footer => Some(Code::FooterRow),
        Aside::Blank => None,
    }
}

#[cfg(test)]
mod tests;
