//! The binary .xls of old, read by calamine.
//!
//! Its format has no more than 65,536 rows and 256 columns a sheet, so the range that calamine makes of
//! one is bounded by itself; where it is too much all the same, it ends at the memory of the reading process.

use std::io::Cursor;

use calamine::{Data, ExcelDateTime, Reader, Xls, XlsError};

use super::limits::Limit;
use super::serial::{self, Shape};
use super::{Cell, Error, Merge, Sink};

/// Pushes every sheet of a compound file into `sink`.
pub(super) fn read(bytes: Vec<u8>, sink: &mut dyn Sink) -> Result<(), Error> {
    let locked = wide_contains(&bytes, "EncryptedPackage");
    let mut book: Xls<_> = match Xls::new(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(_) if locked => return Err(Error::Protected),
        Err(XlsError::Password) => return Err(Error::Protected),
        Err(error) => return Err(Error::Damaged(error.to_string())),
    };
    let from_1904 = book.has_1904_epoch();
    for name in book.sheet_names() {
        sink.sheet(&name)?;
        #[expect(clippy::disallowed_methods, reason = "the format's own bounds are the range's; see the head of this file")]
        let range = match book.worksheet_range(&name) {
            Ok(range) => range,
            // A sheet of macros or a chart holds no cells.
            Err(XlsError::WorksheetNotFound(_)) => continue,
            Err(error) => return Err(Error::Damaged(error.to_string())),
        };
        let (top, left) = range.start().unwrap_or((0, 0));
        let mut scratch = String::new();
        for (at, row) in (top..).zip(range.rows()) {
            if row.iter().all(|value| matches!(value, Data::Empty)) {
                continue;
            }
            sink.row(at.saturating_add(1))?;
            for (column, value) in (left..).zip(row) {
                sink.cell(column, cell(value, from_1904, &mut scratch))?;
            }
        }
        for merge in book.merge_cells_by_sheet_name(&name).unwrap_or_default() {
            let (start, end) = (merge.start, merge.end);
            if start.0 <= end.0 && start.1 <= end.1 && u64::from(end.0) < Limit::Rows.most() {
                sink.merge(Merge { top: start.0 + 1, bottom: end.0 + 1, left: start.1, right: end.1 })?;
            }
        }
    }
    Ok(())
}

/// Whether the bytes hold a text in UTF-16, as a compound file names its streams.
fn wide_contains(bytes: &[u8], text: &str) -> bool {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &wide).is_some()
}

fn cell<'a>(value: &'a Data, from_1904: bool, scratch: &'a mut String) -> Cell<'a> {
    match value {
        Data::Empty => Cell::Empty,
        Data::String(text) | Data::DurationIso(text) => Cell::text(text),
        Data::DateTimeIso(text) => Cell::Date(text),
        Data::Bool(truth) => Cell::Bool(*truth),
        Data::Int(number) => {
            *scratch = number.to_string();
            Cell::Number(scratch)
        }
        Data::Float(number) => {
            *scratch = number.to_string();
            Cell::Number(scratch)
        }
        Data::DateTime(moment) => moment_cell(moment, from_1904, scratch),
        Data::Error(error) => {
            *scratch = error.to_string();
            Cell::Error(scratch)
        }
    }
}

fn moment_cell<'a>(moment: &ExcelDateTime, from_1904: bool, scratch: &'a mut String) -> Cell<'a> {
    let plain = moment.as_f64().to_string();
    let shape = if moment.is_duration() { Shape::Plain } else { Shape::Date };
    let shown = serial::number(&plain, shape, from_1904, &mut *scratch);
    let (text, date) = (shown.shown().to_owned(), matches!(shown, Cell::Date(_)));
    *scratch = text;
    if date { Cell::Date(scratch) } else { Cell::Number(scratch) }
}
