//! Bytes → cells: which format a file is in, and its sheets row by row, nothing lost.
//!
//! Every reader pushes rows into a [`Sink`] as it meets them, so that no reader holds a whole file
//! of cells, and each is bounded by [`limits`]. A file from outside is never read here directly but
//! through [`child`], in a process that holds no key and no store.
//! Neighbours: `columns` and `import` take the [`Workbook`] that a sink collected.

pub mod child;
mod delimited;
mod encoding;
mod json;
pub mod limits;
mod spreadsheet;
mod wire;

use serde::{Deserialize, Serialize};

pub use encoding::{Encoding, decode};

/// What a cell holds: its text as the file has it, and what the file says it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, untouched.
    Text(Box<str>),
    /// A number of a spreadsheet or of JSON, in the shortest decimal form that says the same number.
    Number(Box<str>),
    /// A calendar date `YYYY-MM-DD`, with `THH:MM:SS` behind it where the cell holds a time of day.
    Date(Box<str>),
    /// A truth value.
    Bool(bool),
    /// What a spreadsheet could not compute, such as `#REF!`, or [`NO_CACHED_VALUE`].
    Error(Box<str>),
}

/// The [`Cell::Error`] of a formula whose value the file does not hold.
pub const NO_CACHED_VALUE: &str = "#FORMULA";

impl Cell {
    /// A text cell; blank text is an empty cell.
    #[must_use]
    pub fn text(text: &str) -> Self {
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text.into()) }
    }

    /// The cell as a person sees it.
    #[must_use]
    pub fn shown(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Text(text) | Self::Number(text) | Self::Date(text) | Self::Error(text) => text,
            Self::Bool(true) => "TRUE",
            Self::Bool(false) => "FALSE",
        }
    }

    /// Whether there is nothing in it but blanks.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.shown().trim().is_empty()
    }
}

/// A row that is not blank, under the number a person sees beside it (the first row is 1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number in the sheet; for JSON the header counts as row 1.
    pub number: u32,
    /// Its cells from the first column on; cells to the right of the last filled one are left out.
    pub cells: Vec<Cell>,
}

/// A sheet's rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Its name; empty for formats without sheets.
    pub name: String,
    /// Its rows that are not blank, in order.
    pub rows: Vec<Row>,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Workbook {
    /// Its sheets, empty ones included.
    pub sheets: Vec<Sheet>,
    /// The encoding its text was read in, where that had to be found out.
    pub encoding: Option<Encoding>,
}

/// How a file is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// The file's name, of which only the ending matters.
    pub file_name: String,
    /// The encoding, where a person knows better than the guess.
    pub encoding: Option<Encoding>,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Error {
    /// No format that is read here; the file's ending.
    #[error("format of {0} is not read")]
    Format(String),
    /// The file is not what its format asks for: cut short, or damaged.
    #[error("damaged: {0}")]
    Damaged(String),
    /// Protected by a password.
    #[error("protected by a password")]
    Protected,
    /// More than one of the [`limits`] allows.
    #[error("more {what:?} than {most}")]
    TooMuch {
        /// Which limit.
        what: limits::Limit,
        /// Its value.
        most: u64,
    },
    /// The bytes are no text in the encoding.
    #[error("not {0}")]
    NotText(Encoding),
    /// Nothing but blanks.
    #[error("empty")]
    Empty,
    /// The reading process used up its time or its memory, or died of the file.
    #[error("reader ended without an answer: {0}")]
    Exhausted(String),
    /// The file or the reading process could not be reached.
    #[error("input or output: {0}")]
    Io(String),
}

impl Error {
    /// The stable code; its sentence is the Fluent message `error-<code>`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Format(_) => "file-format",
            Self::Damaged(_) => "file-damaged",
            Self::Protected => "file-protected",
            Self::TooMuch { .. } => "file-too-much",
            Self::NotText(_) => "file-not-text",
            Self::Empty => "file-empty",
            Self::Exhausted(_) => "file-exhausted",
            Self::Io(_) => "file-io",
        }
    }

    /// Every code, for the test that each has its sentence.
    pub const CODES: &'static [&'static str] = &[
        "file-format",
        "file-damaged",
        "file-protected",
        "file-too-much",
        "file-not-text",
        "file-empty",
        "file-exhausted",
        "file-io",
    ];

    /// The message's arguments.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Format(text) | Self::Damaged(text) | Self::Exhausted(text) | Self::Io(text) => {
                vec![("detail", text.clone())]
            }
            Self::TooMuch { what, most } => vec![("what", what.code().to_owned()), ("most", most.to_string())],
            Self::NotText(encoding) => vec![("detail", encoding.code().to_owned())],
            Self::Protected | Self::Empty => Vec::new(),
        }
    }

    pub(crate) fn too_much(what: limits::Limit) -> Self {
        Self::TooMuch { what, most: what.most() }
    }
}

/// Where a reader puts what it meets.
pub trait Sink {
    /// A sheet begins; the rows that follow are its own.
    ///
    /// # Errors
    /// Where the sink takes no more.
    fn sheet(&mut self, name: &str) -> Result<(), Error>;
    /// A row, blank or not; row numbers rise within a sheet.
    ///
    /// # Errors
    /// Where the sink takes no more.
    fn row(&mut self, number: u32, cells: Vec<Cell>) -> Result<(), Error>;
    /// The encoding that was found.
    fn encoding(&mut self, encoding: Encoding);
}

impl Sink for Workbook {
    fn sheet(&mut self, name: &str) -> Result<(), Error> {
        self.sheets.push(Sheet { name: name.to_owned(), rows: Vec::new() });
        Ok(())
    }

    fn row(&mut self, number: u32, mut cells: Vec<Cell>) -> Result<(), Error> {
        while cells.last().is_some_and(Cell::is_blank) {
            cells.pop();
        }
        if let (Some(sheet), false) = (self.sheets.last_mut(), cells.is_empty()) {
            cells.shrink_to_fit();
            sheet.rows.push(Row { number, cells });
        }
        Ok(())
    }

    fn encoding(&mut self, encoding: Encoding) {
        self.encoding = Some(encoding);
    }
}

/// Reads a whole file into memory: for files this program made itself and for tests.
/// Files from outside go through [`child::read_file`].
///
/// # Errors
/// As [`read_into`].
pub fn read(bytes: Vec<u8>, options: &Options) -> Result<Workbook, Error> {
    let mut workbook = Workbook::default();
    read_into(bytes, options, &mut limits::Bounded::new(&mut workbook))?;
    if workbook.sheets.iter().all(|sheet| sheet.rows.is_empty()) { Err(Error::Empty) } else { Ok(workbook) }
}

/// Finds a file's format by its first bytes and its ending and pushes its rows into `sink`.
///
/// # Errors
/// Every [`Error`] but those of the child process.
pub fn read_into(bytes: Vec<u8>, options: &Options, sink: &mut dyn Sink) -> Result<(), Error> {
    if bytes.len() as u64 > limits::Limit::FileBytes.most() {
        return Err(Error::too_much(limits::Limit::FileBytes));
    }
    let ending = options.file_name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if bytes.starts_with(b"PK") {
        return spreadsheet::read(bytes, &ending, sink);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        // A compound file: the binary .xls of old, or a workbook locked by a password.
        return if ending == "xls" { Err(Error::Format("xls".to_owned())) } else { Err(Error::Protected) };
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::Empty);
    }
    match ending.as_str() {
        "xlsx" | "xlsm" | "ods" => Err(Error::Damaged(ending)),
        "json" => json::read(&bytes, options, sink),
        "csv" | "tsv" | "tab" | "txt" => delimited::read(&bytes, &ending, options, sink),
        _ => Err(Error::Format(ending)),
    }
}

#[cfg(test)]
mod tests;
