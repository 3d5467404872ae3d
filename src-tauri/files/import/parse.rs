//! A table's rows → typed rows or problems, row by row, pure.

mod fields;
mod ledger;
mod people;

use chrono::NaiveDate;
use daowei_core::domain::name::fold;

use super::rows::{Line, Lines, Rows};
use super::table::Table;
use crate::columns::Kind;
use crate::problem::{Code, Problem};
use crate::read::Row;
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
        Kind::Meetings => Rows::Meetings(each(table, people::meeting)),
        Kind::Funds => Rows::Funds(each(table, |fields| ledger::fund(fields, today))),
        Kind::Targets => Rows::Targets(each(table, ledger::target)),
        Kind::Rates => Rows::Rates(each(table, ledger::rate)),
    }
}

fn each<T>(table: &Table, read: impl Fn(&mut Fields<'_>) -> Option<T>) -> Lines<T> {
    let mut lines = Lines::default();
    for row in &table.rows {
        // A target's 合计 is a target; anywhere else it is the sum of the rows around it.
        if table.kind != Kind::Targets && is_totals(row) {
            lines.skipped.push(Problem::of_row(row.number, Code::TotalsRow));
            continue;
        }
        let mut fields = Fields::new(table, row);
        let value = read(&mut fields);
        let (problems, warnings) = fields.finish();
        match value {
            Some(value) if problems.is_empty() => {
                lines.lines.push(Line { row: row.number, value });
                lines.warnings.extend(warnings);
            }
            _ => {
                lines.rejected.push(row.number);
                // A reader that gives up without a word would leave a row unexplained.
                let unsaid = problems.is_empty().then(|| Problem::of_row(row.number, Code::Refused));
                lines.problems.extend(problems.into_iter().chain(unsaid));
            }
        }
    }
    lines
}

/// A row whose first filled cell says that it sums others.
fn is_totals(row: &Row) -> bool {
    let first = row.cells.iter().find(|cell| !cell.is_blank()).map(|cell| fold(cell.shown()));
    matches!(first.as_deref(), Some("合计" | "小计" | "总计" | "共计" | "累计" | "total" | "subtotal" | "grandtotal"))
}

#[cfg(test)]
mod tests;
