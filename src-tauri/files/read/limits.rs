//! What a file may ask of this machine: each limit has a name, a value and a reason.

use serde::{Deserialize, Serialize};

use super::{Cell, Error, Merge, Note, Sink};

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
    /// Cells altogether, those left empty before a filled one included.
    Cells,
    /// Merged ranges altogether. A trip book of ten years has some thousand.
    Merges,
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
            Self::Merges => 100_000,
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
            Self::Merges => "merges",
        }
    }
}

/// A sink that holds every reader to the limits, and to rows and columns that rise.
pub(super) struct Bounded<'a> {
    inner: &'a mut dyn Sink,
    sheets: u64,
    rows: u64,
    cells: u64,
    merges: u64,
    text_bytes: u64,
    last_row: u32,
    next_column: u32,
}

impl<'a> Bounded<'a> {
    pub(super) fn new(inner: &'a mut dyn Sink) -> Self {
        Self { inner, sheets: 0, rows: 0, cells: 0, merges: 0, text_bytes: 0, last_row: 0, next_column: 0 }
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
        count(&mut self.text_bytes, name.len() as u64, Limit::TextBytes)?;
        (self.rows, self.last_row, self.next_column) = (0, 0, 0);
        self.inner.sheet(name)
    }

    fn row(&mut self, number: u32) -> Result<(), Error> {
        count(&mut self.rows, 1, Limit::Rows)?;
        if number <= self.last_row {
            return Err(Error::Damaged(format!("row {number} after row {}", self.last_row)));
        }
        if u64::from(number) > Limit::Rows.most() {
            return Err(Error::too_much(Limit::Rows));
        }
        (self.last_row, self.next_column) = (number, 0);
        self.inner.row(number)
    }

    fn cell(&mut self, column: u32, cell: Cell<'_>) -> Result<(), Error> {
        if cell.is_blank() {
            return Ok(());
        }
        if u64::from(column) >= Limit::Columns.most() {
            return Err(Error::too_much(Limit::Columns));
        }
        if column < self.next_column || self.last_row == 0 {
            return Err(Error::Damaged(format!("row {}: column {column} after {}", self.last_row, self.next_column)));
        }
        let bytes = cell.shown().len() as u64;
        if bytes > Limit::CellBytes.most() {
            return Err(Error::too_much(Limit::CellBytes));
        }
        count(&mut self.text_bytes, bytes, Limit::TextBytes)?;
        count(&mut self.cells, u64::from(column - self.next_column) + 1, Limit::Cells)?;
        self.next_column = column + 1;
        self.inner.cell(column, cell)
    }

    fn merge(&mut self, merge: Merge) -> Result<(), Error> {
        count(&mut self.merges, 1, Limit::Merges)?;
        if merge.top > merge.bottom || merge.left > merge.right {
            return Err(Error::Damaged(format!("{merge:?}")));
        }
        self.inner.merge(merge)
    }

    fn note(&mut self, note: Note) -> Result<(), Error> {
        self.inner.note(note)
    }
}
