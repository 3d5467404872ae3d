//! A table's rows → typed rows or problems, row by row, pure.

mod fields;
mod ledger;
mod people;

use std::num::NonZero;
use std::ops::Range;

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

fn each<T: Send>(table: &Table, read: impl Fn(&mut Fields<'_>) -> Option<T> + Sync) -> Lines<T> {
    several(table, |fields| read(fields).into_iter().collect())
}

/// A table of as many rows is read in parts, each on a thread of its own; fewer are read before a thread has begun.
const PARTED_FROM: usize = 4_000;

/// Reads rows that may hold several records each: a contribution of two companies, a day's rates.
fn several<T: Send>(table: &Table, read: impl Fn(&mut Fields<'_>) -> Vec<T> + Sync) -> Lines<T> {
    let body = table.layout.body.clone();
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let parts = if body.len() < PARTED_FROM { 1 } else { threads };
    let length = body.len().div_ceil(parts).max(1);
    let mut lines = Lines::default();
    if parts == 1 {
        part(table, body, &read, &mut lines);
    } else {
        std::thread::scope(|scope| {
            let starts = body.clone().step_by(length);
            let reading: Vec<_> = starts
                .map(|start| {
                    let (read, places) = (&read, start..(start + length).min(body.end));
                    scope.spawn(move || {
                        let mut lines = Lines::default();
                        part(table, places, read, &mut lines);
                        lines
                    })
                })
                .collect();
            for part in reading {
                lines.append(part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
        });
    }
    lines.warnings.extend(table.notices());
    lines
}

/// Reads the rows of some places of the body.
fn part<T>(table: &Table, places: Range<usize>, read: &impl Fn(&mut Fields<'_>) -> Vec<T>, lines: &mut Lines<T>) {
    for row in table.rows_at(places) {
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
