//! Finding the table: which sheet, which row is the header, what its columns are.

use crate::columns::{self, Given, Kind, Mapping};
use crate::read::{Cell, Row, Sheet, Workbook};

use super::Error;

/// How far down a header is looked for: titles, units and notes above it took four rows at most.
const HEADER_ROWS: usize = 12;

/// A table of a file: its header mapped, its rows as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What its rows are.
    pub kind: Kind,
    /// The sheet it stands in; empty where the format has none.
    pub sheet: String,
    /// The header's row number.
    pub header_row: u32,
    /// What each column is.
    pub mapping: Mapping,
    /// The rows below the header that are not blank.
    pub rows: Vec<Row>,
}

/// Finds the table of a kind: in the sheet asked for, else in the sheet whose header fits best.
///
/// # Errors
/// [`Error::NoSheet`], [`Error::HeaderDestroyed`], [`Error::NoHeader`], [`Error::ColumnsMissing`],
/// [`Error::MappingKey`].
pub fn find(workbook: Workbook, kind: Kind, sheet: Option<&str>, given: &Given) -> Result<Table, Error> {
    columns::check_given(kind, given)?;
    let mut best: Option<(usize, usize, usize, Mapping)> = None;
    let mut destroyed = None;
    let mut seen = false;
    for (at, candidate) in
        workbook.sheets.iter().enumerate().filter(|(_, candidate)| sheet.is_none_or(|name| candidate.name == name))
    {
        seen = true;
        for (row_at, row) in candidate.rows.iter().enumerate().take(HEADER_ROWS) {
            destroyed = destroyed.or_else(|| is_destroyed(row).then(|| shown(row)));
            let headers: Vec<String> = row.cells.iter().map(|cell| cell.shown().to_owned()).collect();
            let mapping = columns::map(kind, &headers, given);
            let score = mapping.recognised();
            // The earlier row wins a tie: a data row may hold words that are headers as well.
            if score > 0 && best.as_ref().is_none_or(|(held, ..)| score > *held) {
                best = Some((score, at, row_at, mapping));
            }
        }
    }
    if let (Some(name), false) = (sheet, seen) {
        let sheets = workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>().join(", ");
        return Err(Error::NoSheet { name: name.to_owned(), sheets });
    }
    let complete = best.as_ref().is_some_and(|(.., mapping)| mapping.missing(kind).is_empty());
    if let (Some(shown), false) = (destroyed, complete) {
        return Err(Error::HeaderDestroyed { shown });
    }
    let Some((_, at, row_at, mapping)) = best else {
        let expected = columns::columns(kind).iter().map(|column| column.header).collect::<Vec<_>>().join(", ");
        return Err(Error::NoHeader { kind, expected });
    };
    let missing = mapping.missing(kind);
    if !missing.is_empty() {
        return Err(Error::ColumnsMissing { columns: missing.join(", ") });
    }
    let Some(Sheet { name, mut rows }) = workbook.sheets.into_iter().nth(at) else {
        return Err(Error::ColumnsMissing { columns: String::new() });
    };
    let body = rows.split_off(row_at + 1);
    let header_row = rows.last().map_or(1, |row| row.number);
    Ok(Table { kind, sheet: name, header_row, mapping, rows: body })
}

/// Whether most of a row's filled cells are nothing but question marks or replacement characters.
fn is_destroyed(row: &Row) -> bool {
    let filled = || row.cells.iter().filter(|cell| !cell.is_blank());
    let lost = |cell: &&Cell| cell.shown().trim().chars().all(|c| matches!(c, '?' | '\u{fffd}' | '？'));
    let (all, lost) = (filled().count(), filled().filter(lost).count());
    lost >= 2 && lost * 2 > all
}

fn shown(row: &Row) -> String {
    row.cells.iter().map(Cell::shown).collect::<Vec<_>>().join(",")
}
