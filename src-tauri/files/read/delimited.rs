//! .csv, .tsv and their kin: separated text, with quotes.

use super::limits::Limit;
use super::{Cell, Error, Options, Sink, encoding};

/// Pushes the records of separated text into `sink`; each record is numbered by its place among
/// the records, which is the row a spreadsheet program shows it in.
pub(super) fn read(bytes: &[u8], ending: &str, options: &Options, sink: &mut dyn Sink) -> Result<(), Error> {
    let (text, encoding) = encoding::decode(bytes, options.encoding)?;
    sink.encoding(encoding);
    sink.sheet("")?;
    let separator = if matches!(ending, "tsv" | "tab") { b'\t' } else { separator(&text) };
    let mut rest = Records { text: &text, at: 0, separator };
    let mut number = 0_u32;
    while let Some(cells) = rest.record()? {
        number = number.saturating_add(1);
        sink.row(number, cells)?;
    }
    Ok(())
}

/// Records of separated text (RFC 4180, any line end), a blank line being a record too. Written here rather
/// than left to a library so that a quote that never closes ends at the limit of a cell, not of memory.
struct Records<'a> {
    text: &'a str,
    at: usize,
    separator: u8,
}

impl Records<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next record; nothing at the end.
    fn record(&mut self) -> Result<Option<Vec<Cell>>, Error> {
        if self.peek().is_none() {
            return Ok(None);
        }
        let mut cells = Vec::new();
        loop {
            if cells.len() as u64 >= Limit::Columns.most() {
                return Err(Error::too_much(Limit::Columns));
            }
            cells.push(self.field()?);
            match self.peek() {
                Some(byte) if byte == self.separator => self.at += 1,
                Some(b'\r') => {
                    self.at += 1;
                    self.at += usize::from(self.peek() == Some(b'\n'));
                    return Ok(Some(cells));
                }
                Some(_) => {
                    self.at += 1;
                    return Ok(Some(cells));
                }
                None => return Ok(Some(cells)),
            }
        }
    }

    /// A field, up to its separator or line end.
    fn field(&mut self) -> Result<Cell, Error> {
        let mut quoted = String::new();
        if self.peek() == Some(b'"') {
            self.at += 1;
            loop {
                let Some(length) = self.text.as_bytes()[self.at..].iter().position(|byte| *byte == b'"') else {
                    quoted.push_str(self.limited(self.text.len(), quoted.len())?);
                    return Ok(Cell::text(&quoted));
                };
                quoted.push_str(self.limited(self.at + length, quoted.len())?);
                self.at += 1;
                if self.peek() != Some(b'"') {
                    break;
                }
                quoted.push('"');
                self.at += 1;
            }
        }
        let separator = self.separator;
        let ends = |byte: &u8| *byte == separator || matches!(byte, b'\r' | b'\n');
        let end = self.text.as_bytes()[self.at..].iter().position(ends).map_or(self.text.len(), |length| self.at + length);
        let plain = self.limited(end, quoted.len())?;
        Ok(if quoted.is_empty() { Cell::text(plain) } else { Cell::text(&[quoted.as_str(), plain].concat()) })
    }

    /// The text up to `end`, unless the cell would grow beyond its limit.
    fn limited(&mut self, end: usize, held: usize) -> Result<&str, Error> {
        let part = &self.text[self.at..end];
        self.at = end;
        if (part.len() + held) as u64 > Limit::CellBytes.most() { Err(Error::too_much(Limit::CellBytes)) } else { Ok(part) }
    }
}

/// Comma, tab or semicolon: whichever the first lines hold most of outside quotes.
fn separator(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0_u32), (b'\t', 0), (b';', 0)];
    for byte in text.bytes().take(16 * 1024) {
        if byte == b'"' {
            quoted = !quoted;
        } else if !quoted && let Some((_, count)) = counts.iter_mut().find(|(separator, _)| *separator == byte) {
            *count += 1;
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| separator)
}
