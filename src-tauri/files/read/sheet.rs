//! What a file holds, kept small: the text of a sheet's cells in one piece, a few bytes a cell beside it.
//!
//! A ledger of 100,000 rows has two million cells; as boxed texts they would take three times the
//! memory and a trip to the allocator each.

use serde::{Deserialize, Serialize};

use super::encoding::Guess;
use super::{Error, Sink};

/// What a cell holds: its text as the file has it, and what the file says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cell<'a> {
    /// Nothing.
    #[default]
    Empty,
    /// Text, untouched.
    Text(&'a str),
    /// A number of a spreadsheet or of JSON, in the shortest decimal form that says the same number.
    Number(&'a str),
    /// A calendar date `YYYY-MM-DD`, with `THH:MM:SS` behind it where the cell holds a time of day.
    Date(&'a str),
    /// A truth value.
    Bool(bool),
    /// What a spreadsheet could not compute, such as `#REF!`, or [`NO_CACHED_VALUE`].
    Error(&'a str),
}

/// The [`Cell::Error`] of a formula whose value the file does not hold.
pub const NO_CACHED_VALUE: &str = "#FORMULA";

impl<'a> Cell<'a> {
    /// A text cell; blank text is an empty cell.
    #[must_use]
    pub fn text(text: &'a str) -> Self {
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// The cell as a person sees it.
    #[must_use]
    pub const fn shown(self) -> &'a str {
        match self {
            Self::Empty => "",
            Self::Text(text) | Self::Number(text) | Self::Date(text) | Self::Error(text) => text,
            Self::Bool(true) => "TRUE",
            Self::Bool(false) => "FALSE",
        }
    }

    /// Whether there is nothing in it but blanks.
    #[must_use]
    pub fn is_blank(self) -> bool {
        self.shown().trim().is_empty()
    }
}

/// What a slot of a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Empty,
    Text,
    Number,
    Date,
    Yes,
    No,
    Error,
}

/// A cell of a sheet: what it is, and where its text ends; it begins where the one before ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Slot {
    end: u32,
    what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Start {
    number: u32,
    slot: u32,
}

/// Cells that are shown as one: rows as a person counts them (from 1), columns from 0, ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// First row.
    pub top: u32,
    /// Last row.
    pub bottom: u32,
    /// First column.
    pub left: u32,
    /// Last column.
    pub right: u32,
}

/// A sheet's rows that are not blank, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Its name; empty for formats without sheets.
    pub name: String,
    /// Its merged cells.
    pub merges: Vec<Merge>,
    text: String,
    slots: Vec<Slot>,
    starts: Vec<Start>,
}

impl Sheet {
    /// A sheet without rows.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// How many rows are not blank.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether no row holds anything.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The row at a place among those that are not blank.
    #[must_use]
    pub fn row(&self, at: usize) -> Option<Row<'_>> {
        let start = self.starts.get(at)?;
        let end = self.starts.get(at + 1).map_or(self.slots.len(), |next| next.slot as usize);
        Some(Row { sheet: self, number: start.number, first: start.slot as usize, end })
    }

    /// The rows that are not blank.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = Row<'_>> + ExactSizeIterator {
        (0..self.len()).map(|at| self.row(at).unwrap_or(Row { sheet: self, number: 0, first: 0, end: 0 }))
    }

    /// The place of the first row whose number is at least this.
    #[must_use]
    pub fn place(&self, number: u32) -> usize {
        self.starts.partition_point(|start| start.number < number)
    }

    fn cell(&self, at: usize) -> Cell<'_> {
        let Some(slot) = self.slots.get(at) else { return Cell::Empty };
        let from = at.checked_sub(1).and_then(|before| self.slots.get(before)).map_or(0, |before| before.end);
        let text = self.text.get(from as usize..slot.end as usize).unwrap_or_default();
        match slot.what {
            What::Empty => Cell::Empty,
            What::Text => Cell::Text(text),
            What::Number => Cell::Number(text),
            What::Date => Cell::Date(text),
            What::Yes => Cell::Bool(true),
            What::No => Cell::Bool(false),
            What::Error => Cell::Error(text),
        }
    }

    /// Begins a row; a row that gets no cells is none.
    fn begin(&mut self, number: u32) {
        let slot = u32::try_from(self.slots.len()).unwrap_or(u32::MAX);
        match self.starts.last_mut() {
            Some(last) if last.slot == slot => last.number = number,
            _ => self.starts.push(Start { number, slot }),
        }
    }

    /// Puts a cell into the last row, at or beyond the column after its last one.
    fn push(&mut self, column: u32, cell: Cell<'_>) {
        let what = match cell {
            Cell::Empty => return,
            Cell::Text(_) => What::Text,
            Cell::Number(_) => What::Number,
            Cell::Date(_) => What::Date,
            Cell::Bool(true) => What::Yes,
            Cell::Bool(false) => What::No,
            Cell::Error(_) => What::Error,
        };
        let first = self.starts.last().map_or(0, |start| start.slot as usize);
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        while self.slots.len() < first + column as usize {
            self.slots.push(Slot { end, what: What::Empty });
        }
        if !matches!(cell, Cell::Bool(_)) {
            self.text.push_str(cell.shown());
        }
        self.slots.push(Slot { end: u32::try_from(self.text.len()).unwrap_or(u32::MAX), what });
    }

    /// Takes leave of a last row that got no cells.
    fn finish(&mut self) {
        if self.starts.last().is_some_and(|last| last.slot as usize == self.slots.len()) {
            self.starts.pop();
        }
    }
}

/// A row that is not blank, under the number a person sees beside it (the first row is 1).
#[derive(Clone, Copy)]
pub struct Row<'a> {
    sheet: &'a Sheet,
    /// Its number in the sheet; for JSON the header counts as row 1.
    pub number: u32,
    first: usize,
    end: usize,
}

impl<'a> Row<'a> {
    /// The cell of a column, the first being 0.
    #[must_use]
    pub fn cell(&self, column: usize) -> Cell<'a> {
        let at = self.first + column;
        if at < self.end { self.sheet.cell(at) } else { Cell::Empty }
    }

    /// How many cells it has, up to the last that is not empty.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.end - self.first
    }

    /// Whether it has none; a sheet's rows have some.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.end == self.first
    }

    /// Its cells from the first column on.
    pub fn cells(&self) -> impl DoubleEndedIterator<Item = Cell<'a>> + ExactSizeIterator + use<'a> {
        let sheet = self.sheet;
        (self.first..self.end).map(move |at| sheet.cell(at))
    }
}

impl PartialEq for Row<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number && self.cells().eq(other.cells())
    }
}

impl std::fmt::Debug for Row<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ", self.number)?;
        f.debug_list().entries(self.cells()).finish()
    }
}

/// What a file was found to be, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// .xlsx, .xlsm.
    Xlsx,
    /// The binary .xls of old.
    Xls,
    /// .ods.
    Ods,
    /// Text separated by commas, semicolons, tabs or bars.
    Separated,
    /// A JSON array of objects.
    Json,
    /// A table of a web page, and the .xls that is one.
    Html,
    /// A list written on, each rank behind the last amount.
    Running,
}

impl Format {
    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Separated => "separated",
            Self::Json => "json",
            Self::Html => "html",
            Self::Running => "running",
        }
    }
}

/// What a reader has to say about a file besides its cells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Note {
    /// What it is.
    Format(Format),
    /// The encoding its text was read in.
    Encoding(Guess),
    /// It ends within an entry, which was left out: its text as far as it goes.
    CutShort(String),
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Workbook {
    /// Its sheets, empty ones included.
    pub sheets: Vec<Sheet>,
    /// What it is; nothing only where nothing was read.
    pub format: Option<Format>,
    /// The encoding its text was read in, where that had to be found out.
    pub encoding: Option<Guess>,
    /// The entry within which it ends and which was left out.
    pub cut_short: Option<String>,
}

impl Workbook {
    /// Whether no sheet holds anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sheets.iter().all(Sheet::is_empty)
    }

    /// What `read` put into it, its last row finished.
    pub(super) fn finish(mut self) -> Result<Self, Error> {
        for sheet in &mut self.sheets {
            sheet.finish();
        }
        if self.is_empty() { Err(Error::Empty) } else { Ok(self) }
    }
}

impl Sink for Workbook {
    fn sheet(&mut self, name: &str) -> Result<(), Error> {
        self.sheets.push(Sheet::new(name));
        Ok(())
    }

    fn row(&mut self, number: u32) -> Result<(), Error> {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.begin(number);
        }
        Ok(())
    }

    fn cell(&mut self, column: u32, cell: Cell<'_>) -> Result<(), Error> {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.push(column, cell);
        }
        Ok(())
    }

    fn merge(&mut self, merge: Merge) -> Result<(), Error> {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.merges.push(merge);
        }
        Ok(())
    }

    fn note(&mut self, note: Note) -> Result<(), Error> {
        match note {
            Note::Format(format) => self.format = Some(format),
            Note::Encoding(guess) => self.encoding = Some(guess),
            Note::CutShort(text) => self.cut_short = Some(text),
        }
        Ok(())
    }
}
