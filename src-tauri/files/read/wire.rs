//! What the reading process answers over its pipe: one JSON line a sheet, a row, and the end.

use serde::{Deserialize, Serialize};

use super::{Cell, Encoding, Error, Row, Sheet, Sink, Workbook};

/// A line of the answer.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Line {
    /// A sheet begins.
    #[serde(rename = "s")]
    Sheet(String),
    /// A row that is not blank.
    #[serde(rename = "r")]
    Row(u32, Vec<Wired>),
    /// The encoding found.
    #[serde(rename = "c")]
    Encoding(Encoding),
    /// The file could not be read; the last line.
    #[serde(rename = "x")]
    Error(Error),
    /// All rows were sent, so many; the last line. Without it the answer is cut short.
    #[serde(rename = "z")]
    End(u64),
}

/// A cell on the wire: a text whose first character says what it is; nothing for an empty cell.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wired(pub(super) Cell);

impl Serialize for Wired {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mark = match &self.0 {
            Cell::Empty => return serializer.serialize_unit(),
            Cell::Text(_) => 't',
            Cell::Number(_) => 'n',
            Cell::Date(_) => 'd',
            Cell::Bool(_) => 'b',
            Cell::Error(_) => 'e',
        };
        serializer.collect_str(&format_args!("{mark}{}", self.0.shown()))
    }
}

impl<'de> Deserialize<'de> for Wired {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Some(text) = Option::<std::borrow::Cow<'de, str>>::deserialize(deserializer)? else { return Ok(Self(Cell::Empty)) };
        let mut chars = text.chars();
        let (mark, rest) = (chars.next(), chars.as_str());
        Ok(Self(match mark {
            Some('t') => Cell::Text(rest.into()),
            Some('n') => Cell::Number(rest.into()),
            Some('d') => Cell::Date(rest.into()),
            Some('b') => Cell::Bool(rest == "TRUE"),
            Some('e') => Cell::Error(rest.into()),
            _ => return Err(serde::de::Error::custom("no cell")),
        }))
    }
}

/// Writes what a reader meets as lines.
pub(super) struct Writer<W> {
    out: W,
    rows: u64,
}

impl<W: std::io::Write> Writer<W> {
    pub(super) const fn new(out: W) -> Self {
        Self { out, rows: 0 }
    }

    /// The last line.
    pub(super) fn finish(mut self, read: Result<(), Error>) -> Result<(), Error> {
        let last = read.map_or_else(Line::Error, |()| Line::End(self.rows));
        self.line(&last)?;
        self.out.flush().map_err(|error| Error::Io(error.to_string()))
    }

    fn line(&mut self, line: &Line) -> Result<(), Error> {
        let io = |error: std::io::Error| Error::Io(error.to_string());
        serde_json::to_writer(&mut self.out, line).map_err(|error| Error::Io(error.to_string()))?;
        self.out.write_all(b"\n").map_err(io)
    }
}

impl<W: std::io::Write> Sink for Writer<W> {
    fn sheet(&mut self, name: &str) -> Result<(), Error> {
        self.line(&Line::Sheet(name.to_owned()))
    }

    fn row(&mut self, number: u32, mut cells: Vec<Cell>) -> Result<(), Error> {
        while cells.last().is_some_and(Cell::is_blank) {
            cells.pop();
        }
        if cells.is_empty() {
            return Ok(());
        }
        self.rows += 1;
        self.line(&Line::Row(number, cells.into_iter().map(Wired).collect()))
    }

    fn encoding(&mut self, encoding: Encoding) {
        // A pipe that is gone shows at the next row.
        drop(self.line(&Line::Encoding(encoding)));
    }
}

/// Collects lines into a workbook.
#[derive(Default)]
pub(super) struct Collector {
    pub(super) workbook: Workbook,
    rows: u64,
}

impl Collector {
    /// Takes a line; the workbook's end is `Some`.
    pub(super) fn take(&mut self, line: Line) -> Option<Result<(), Error>> {
        match line {
            Line::Sheet(name) => self.workbook.sheets.push(Sheet { name, rows: Vec::new() }),
            Line::Encoding(encoding) => self.workbook.encoding = Some(encoding),
            Line::Row(number, cells) => {
                self.rows += 1;
                let row = Row { number, cells: cells.into_iter().map(|wired| wired.0).collect() };
                if let Some(sheet) = self.workbook.sheets.last_mut() {
                    sheet.rows.push(row);
                }
            }
            Line::Error(error) => return Some(Err(error)),
            Line::End(rows) if rows == self.rows => return Some(Ok(())),
            Line::End(rows) => return Some(Err(Error::Exhausted(format!("{} of {rows} rows", self.rows)))),
        }
        None
    }
}
