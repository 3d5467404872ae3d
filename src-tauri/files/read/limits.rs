//! What a file may ask of this machine: each limit has a name, a value and a reason.

use serde::{Deserialize, Serialize};

use super::{Cell, Encoding, Error, Sink};

/// A named limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Limit {
    /// Bytes of the file itself. A ledger of 100,000 rows has 10 MB as .xlsx and 25 MB as .csv; its text
    /// is decoded in memory beside it, and both must fit the reading process.
    FileBytes,
    /// Bytes all entries of a zip unpack to, counted while they inflate. The same ledger unpacks to 60 MB.
    UnpackedBytes,
    /// Bytes of one string table, which the reader must hold whole.
    SharedStringBytes,
    /// Entries of a zip. A workbook of 100 sheets with pictures has some 400.
    ZipEntries,
    /// Sheets of a workbook.
    Sheets,
    /// Rows of a sheet: as many as a spreadsheet program itself can hold.
    Rows,
    /// Columns of a row. The widest ledger we know of has 61.
    Columns,
    /// Bytes of a cell: a spreadsheet's own limit of 32,767 characters, in UTF-8.
    CellBytes,
    /// Bytes of all cells together, which is what the importing program must hold.
    TextBytes,
    /// Filled cells altogether.
    Cells,
}

impl Limit {
    /// Its value.
    #[must_use]
    pub const fn most(self) -> u64 {
        match self {
            Self::FileBytes => 96 << 20,
            Self::UnpackedBytes => 512 << 20,
            Self::SharedStringBytes => 96 << 20,
            Self::ZipEntries => 4_096,
            Self::Sheets => 256,
            Self::Rows => 1_048_576,
            Self::Columns => 1_024,
            Self::CellBytes => 4 * 32_767,
            Self::TextBytes => 128 << 20,
            Self::Cells => 8_000_000,
        }
    }

    /// The word by which its message names it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::FileBytes => "file-bytes",
            Self::UnpackedBytes => "unpacked-bytes",
            Self::SharedStringBytes => "string-bytes",
            Self::ZipEntries => "zip-entries",
            Self::Sheets => "sheets",
            Self::Rows => "rows",
            Self::Columns => "columns",
            Self::CellBytes => "cell-bytes",
            Self::TextBytes => "text-bytes",
            Self::Cells => "cells",
        }
    }
}

/// A sink that holds every reader to the limits on sheets, rows, columns and text.
pub(super) struct Bounded<'a> {
    inner: &'a mut dyn Sink,
    sheets: u64,
    rows: u64,
    cells: u64,
    text_bytes: u64,
    last_row: u32,
}

impl<'a> Bounded<'a> {
    pub(super) fn new(inner: &'a mut dyn Sink) -> Self {
        Self { inner, sheets: 0, rows: 0, cells: 0, text_bytes: 0, last_row: 0 }
    }
}

/// Adds to a count and refuses where it passes its limit.
pub(super) fn count(counter: &mut u64, more: u64, limit: Limit) -> Result<(), Error> {
    *counter = counter.saturating_add(more);
    if *counter > limit.most() { Err(Error::too_much(limit)) } else { Ok(()) }
}

impl Sink for Bounded<'_> {
    fn sheet(&mut self, name: &str) -> Result<(), Error> {
        count(&mut self.sheets, 1, Limit::Sheets)?;
        (self.rows, self.last_row) = (0, 0);
        self.inner.sheet(name)
    }

    fn row(&mut self, number: u32, cells: Vec<Cell>) -> Result<(), Error> {
        count(&mut self.rows, 1, Limit::Rows)?;
        if number <= self.last_row {
            return Err(Error::Damaged(format!("row {number} after row {}", self.last_row)));
        }
        self.last_row = number;
        if cells.len() as u64 > Limit::Columns.most() {
            return Err(Error::too_much(Limit::Columns));
        }
        for cell in cells.iter().filter(|cell| !matches!(cell, Cell::Empty)) {
            let bytes = cell.shown().len() as u64;
            if bytes > Limit::CellBytes.most() {
                return Err(Error::too_much(Limit::CellBytes));
            }
            count(&mut self.text_bytes, bytes, Limit::TextBytes)?;
            count(&mut self.cells, 1, Limit::Cells)?;
        }
        self.inner.row(number, cells)
    }

    fn encoding(&mut self, encoding: Encoding) {
        self.inner.encoding(encoding);
    }
}
