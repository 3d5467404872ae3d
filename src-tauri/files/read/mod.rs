//! Bytes → cells: which format a file is in, and its sheets row by row, nothing lost.
//!
//! Every reader pushes cells into a [`Sink`] as it meets them, so that no reader holds a whole file
//! of cells, and each is bounded by [`limits`]. The content decides which reader it is, not the name. A file from outside is never read here directly but
//! through [`child`], in a process that holds no key and no store.
//! Neighbours: `columns` and `import` take the [`Workbook`] that a sink collected.

pub mod child;
mod delimited;
mod encoding;
mod html;
mod json;
pub mod limits;
mod ods;
pub(crate) mod package;
mod running;
mod serial;
mod sheet;
mod strings;
mod wire;
mod xls;
mod xlsx;

use serde::{Deserialize, Serialize};

pub use encoding::{Encoding, Guess, decode};
pub use sheet::{Cell, Format, Merge, NO_CACHED_VALUE, Note, Row, Sheet, Workbook};

/// How a file is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// The file's name, for a message; empty for what was pasted.
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
    /// A row begins, blank or not; row numbers rise within a sheet.
    ///
    /// # Errors
    /// Where the sink takes no more.
    fn row(&mut self, number: u32) -> Result<(), Error>;
    /// A cell of the row, blank or not; columns count from 0 and rise within a row.
    ///
    /// # Errors
    /// Where the sink takes no more.
    fn cell(&mut self, column: u32, cell: Cell<'_>) -> Result<(), Error>;
    /// Merged cells of the sheet.
    ///
    /// # Errors
    /// Where the sink takes no more.
    fn merge(&mut self, merge: Merge) -> Result<(), Error>;
    /// What is to be said about the file.
    ///
    /// # Errors
    /// Where the sink takes no more.
    fn note(&mut self, note: Note) -> Result<(), Error>;
}

/// Reads a whole file into memory: for files this program made itself and for tests.
/// Files from outside go through [`child::read_file`].
///
/// # Errors
/// As [`read_into`].
pub fn read(bytes: Vec<u8>, options: &Options) -> Result<Workbook, Error> {
    let mut workbook = Workbook::default();
    read_into(bytes, options, &mut limits::Bounded::new(&mut workbook))?;
    workbook.finish()
}

/// Finds a file's format by its content and pushes its cells into `sink`.
///
/// # Errors
/// Every [`Error`] but those of the child process.
pub fn read_into(bytes: Vec<u8>, options: &Options, sink: &mut dyn Sink) -> Result<(), Error> {
    if bytes.len() as u64 > limits::Limit::FileBytes.most() {
        return Err(Error::too_much(limits::Limit::FileBytes));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zipped(bytes, sink);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        // A compound file: the binary .xls of old, or a workbook locked by a password.
        sink.note(Note::Format(Format::Xls))?;
        return xls::read(bytes, sink);
    }
    if let Some(format) = foreign(&bytes) {
        return Err(Error::Format(format.to_owned()));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::Empty);
    }
    let (text, guess) = decode(&bytes, options.encoding)?;
    sink.note(Note::Encoding(guess))?;
    texts(&text, &options.file_name, sink)
}

/// A zip: a workbook, or an archive that somebody must unpack first.
fn zipped(bytes: Vec<u8>, sink: &mut dyn Sink) -> Result<(), Error> {
    let mut package = package::Package::open(bytes)?;
    if package.has("xl/workbook.xml") || package.has("_rels/.rels") && !package.has("word/document.xml") {
        sink.note(Note::Format(Format::Xlsx))?;
        return xlsx::read(&mut package, sink);
    }
    if package.has("content.xml") {
        sink.note(Note::Format(Format::Ods))?;
        return ods::read(&mut package, sink);
    }
    Err(Error::Format(if package.has("word/document.xml") { "docx" } else { "zip" }.to_owned()))
}

/// Formats that are known by their first bytes and not read here.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: &[(&[u8], &str)] = &[
        (b"%PDF", "pdf"),
        (b"\x89PNG", "png"),
        (b"\xff\xd8\xff", "jpg"),
        (b"GIF8", "gif"),
        (b"Rar!", "rar"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"\x1f\x8b", "gz"),
        (b"{\\rtf", "rtf"),
        (b"MIME-Version:", "mht"),
        (b"SQLite format 3", "sqlite"),
        (b"\x09\x08\x04\x00", "xls (Excel 4)"),
        (b"\x09\x08\x08\x00", "xls (Excel 5)"),
    ];
    KNOWN.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, format)| *format)
}

/// Text: JSON, a web page's table, a list written on, or separated fields.
fn texts(text: &str, file_name: &str, sink: &mut dyn Sink) -> Result<(), Error> {
    let start = text.trim_start();
    let ending = file_name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if start.starts_with(['[', '{']) {
        // A header may stand in brackets; what is no JSON at all is not forced to be.
        let looks = start[1..].trim_start().starts_with(['{', '[', '"', ']', '}']);
        if looks || ending == "json" {
            sink.note(Note::Format(Format::Json))?;
            return json::read(text.trim_start_matches('\u{feff}'), sink);
        }
    }
    if html::is_table(text) {
        sink.note(Note::Format(Format::Html))?;
        return html::read(text, sink);
    }
    if matches!(ending.as_str(), "xlsx" | "xlsm" | "ods" | "json") {
        return Err(Error::Damaged(ending));
    }
    if let Some(list) = running::find(text) {
        sink.note(Note::Format(Format::Running))?;
        return list.push(sink);
    }
    sink.note(Note::Format(Format::Separated))?;
    delimited::read(text, sink)
}

#[cfg(test)]
mod tests;
