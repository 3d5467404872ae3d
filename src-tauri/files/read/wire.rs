//! What the reading process answers over its pipe, in a few bytes a cell.
//!
//! A message is a byte that says what it is, then its numbers and texts. A number is 7 bits a byte,
//! the lowest first, the eighth bit saying that more follow (LEB128); a text is its length and its
//! UTF-8. The last message is the end with the number of cells, or the error; an answer without
//! one was cut short.

use std::io::{BufRead, Write};

use super::limits::{Bounded, Limit};
use super::{Cell, Error, Merge, Note, Sink, Workbook};

const SHEET: u8 = b'S';
const ROW: u8 = b'R';
const MERGE: u8 = b'M';
const NOTE: u8 = b'N';
const FAILED: u8 = b'X';
const END: u8 = b'Z';
const TEXT: u8 = b't';
const NUMBER: u8 = b'n';
const DATE: u8 = b'd';
const YES: u8 = b'y';
const NO: u8 = b'f';
const ERROR: u8 = b'e';

/// What an error or a note may take: a sentence, not a file.
const SAID_BYTES_MAX: u64 = 64 * 1024;

/// Writes what a reader meets.
pub(super) struct Writer<W> {
    out: W,
    cells: u64,
    row: Option<u32>,
}

impl<W: Write> Writer<W> {
    pub(super) const fn new(out: W) -> Self {
        Self { out, cells: 0, row: None }
    }

    /// The last message.
    pub(super) fn finish(mut self, read: Result<(), Error>) -> Result<(), Error> {
        match read {
            Ok(()) => {
                self.byte(END)?;
                self.number(self.cells)?;
            }
            Err(error) => self.said(FAILED, &error)?,
        }
        self.out.flush().map_err(io)
    }

    fn byte(&mut self, byte: u8) -> Result<(), Error> {
        self.out.write_all(&[byte]).map_err(io)
    }

    fn number(&mut self, mut number: u64) -> Result<(), Error> {
        let (mut bytes, mut filled) = ([0_u8; 10], 0);
        loop {
            let low = u8::try_from(number & 0x7f).unwrap_or(0);
            number >>= 7;
            bytes[filled] = if number == 0 { low } else { low | 0x80 };
            filled += 1;
            if number == 0 {
                return self.out.write_all(&bytes[..filled]).map_err(io);
            }
        }
    }

    fn text(&mut self, text: &str) -> Result<(), Error> {
        self.number(text.len() as u64)?;
        self.out.write_all(text.as_bytes()).map_err(io)
    }

    fn said(&mut self, what: u8, value: &impl serde::Serialize) -> Result<(), Error> {
        let text = serde_json::to_string(value).map_err(|error| Error::Io(error.to_string()))?;
        self.byte(what)?;
        self.text(&text)
    }
}

fn io(error: std::io::Error) -> Error {
    Error::Io(error.to_string())
}

impl<W: Write> Sink for Writer<W> {
    fn sheet(&mut self, name: &str) -> Result<(), Error> {
        self.row = None;
        self.byte(SHEET)?;
        self.text(name)
    }

    fn row(&mut self, number: u32) -> Result<(), Error> {
        // Sent with its first cell, for most of the rows that a format names are blank.
        self.row = Some(number);
        Ok(())
    }

    fn cell(&mut self, column: u32, cell: Cell<'_>) -> Result<(), Error> {
        if let Some(row) = self.row.take() {
            self.byte(ROW)?;
            self.number(u64::from(row))?;
        }
        self.cells += 1;
        let (what, text) = match cell {
            Cell::Empty => return Ok(()),
            Cell::Text(text) => (TEXT, text),
            Cell::Number(text) => (NUMBER, text),
            Cell::Date(text) => (DATE, text),
            Cell::Bool(true) => (YES, ""),
            Cell::Bool(false) => (NO, ""),
            Cell::Error(text) => (ERROR, text),
        };
        self.byte(what)?;
        self.number(u64::from(column))?;
        self.text(text)
    }

    fn merge(&mut self, merge: Merge) -> Result<(), Error> {
        self.byte(MERGE)?;
        for number in [merge.top, merge.bottom, merge.left, merge.right] {
            self.number(u64::from(number))?;
        }
        Ok(())
    }

    fn note(&mut self, note: Note) -> Result<(), Error> {
        self.said(NOTE, &note)
    }
}

/// Takes a whole answer. What a reader sends is not trusted: it is held to the same limits here.
pub(super) fn collect(input: impl BufRead) -> Result<Workbook, Error> {
    let mut workbook = Workbook::default();
    let mut wire = Wire { input, text: Vec::new() };
    let mut sink = Bounded::new(&mut workbook);
    let mut cells = 0;
    loop {
        match wire.byte()? {
            SHEET => {
                let name = wire.text(Limit::CellBytes.most())?;
                sink.sheet(name)?;
            }
            ROW => sink.row(wire.short()?)?,
            MERGE => {
                let [top, bottom, left, right] = [wire.short()?, wire.short()?, wire.short()?, wire.short()?];
                sink.merge(Merge { top, bottom, left, right })?;
            }
            NOTE => {
                let note = serde_json::from_str(wire.text(SAID_BYTES_MAX)?).map_err(|error| garbled(&error))?;
                sink.note(note)?;
            }
            FAILED => {
                return Err(serde_json::from_str(wire.text(SAID_BYTES_MAX)?).unwrap_or_else(|error| garbled(&error)));
            }
            END => {
                let sent = wire.number()?;
                return if sent == cells { workbook.finish() } else { Err(Error::Exhausted(format!("{cells}/{sent}"))) };
            }
            what => {
                let column = wire.short()?;
                let text = wire.text(Limit::CellBytes.most())?;
                let cell = match what {
                    TEXT => Cell::Text(text),
                    NUMBER => Cell::Number(text),
                    DATE => Cell::Date(text),
                    YES => Cell::Bool(true),
                    NO => Cell::Bool(false),
                    ERROR => Cell::Error(text),
                    _ => return Err(garbled(&what)),
                };
                cells += 1;
                sink.cell(column, cell)?;
            }
        }
    }
}

fn garbled(what: &impl std::fmt::Display) -> Error {
    Error::Exhausted(what.to_string())
}

struct Wire<R> {
    input: R,
    text: Vec<u8>,
}

impl<R: BufRead> Wire<R> {
    fn byte(&mut self) -> Result<u8, Error> {
        let mut byte = [0];
        self.fill(&mut byte)?;
        Ok(byte[0])
    }

    fn fill(&mut self, into: &mut [u8]) -> Result<(), Error> {
        self.input.read_exact(into).map_err(|error| match error.kind() {
            std::io::ErrorKind::UnexpectedEof => Error::Exhausted("cut short".to_owned()),
            _ => io(error),
        })
    }

    fn number(&mut self) -> Result<u64, Error> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(garbled(&number))
    }

    fn short(&mut self) -> Result<u32, Error> {
        u32::try_from(self.number()?).map_err(|error| garbled(&error))
    }

    fn text(&mut self, most: u64) -> Result<&str, Error> {
        let length = self.number()?;
        if length > most {
            return Err(garbled(&length));
        }
        let mut text = std::mem::take(&mut self.text);
        text.resize(usize::try_from(length).unwrap_or(0), 0);
        self.fill(&mut text)?;
        self.text = text;
        std::str::from_utf8(&self.text).map_err(|error| garbled(&error))
    }
}
