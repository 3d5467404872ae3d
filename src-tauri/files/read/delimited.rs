//! .csv, .tsv and their kin, and a block pasted from a spreadsheet: separated text, with quotes.

use std::borrow::Cow;

use super::limits::Limit;
use super::{Cell, Error, Sink};

/// Pushes the records of separated text into `sink`; each record is numbered by its place among
/// the records, which is the row a spreadsheet program shows it in.
pub(super) fn read(text: &str, sink: &mut dyn Sink) -> Result<(), Error> {
    sink.sheet("")?;
    let mut rest = Records { text, at: 0, separator: separator(text), misquoted: 0 };
    let mut number = 0_u32;
    while rest.peek().is_some() {
        number = number.saturating_add(1);
        sink.row(number)?;
        rest.record(&mut |column, text| sink.cell(column, Cell::text(text)))?;
    }
    Ok(())
}

/// What to do with a field: its column and text.
type Each<'a> = dyn FnMut(u32, &str) -> Result<(), Error> + 'a;

/// Records of separated text (RFC 4180, any line end), a blank line being a record too. Written here rather
/// than left to a library so that a quote that never closes ends at the limit of a cell, not of memory.
struct Records<'a> {
    text: &'a str,
    at: usize,
    separator: u8,
    /// Quoted fields with something behind their quote, which is no way to quote.
    misquoted: u32,
}

impl<'a> Records<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes through the next record, and over its line end.
    fn record(&mut self, each: &mut Each<'_>) -> Result<(), Error> {
        let mut column = 0;
        loop {
            if u64::from(column) >= Limit::Columns.most() {
                return Err(Error::too_much(Limit::Columns));
            }
            each(column, &self.field()?)?;
            column += 1;
            match self.peek() {
                Some(byte) if byte == self.separator => self.at += 1,
                Some(b'\r') => {
                    self.at += 1;
                    self.at += usize::from(self.peek() == Some(b'\n'));
                    return Ok(());
                }
                Some(_) => {
                    self.at += 1;
                    return Ok(());
                }
                None => return Ok(()),
            }
        }
    }

    /// A field, up to its separator or line end.
    fn field(&mut self) -> Result<Cow<'a, str>, Error> {
        let mut quoted = Cow::Borrowed("");
        if self.peek() == Some(b'"') {
            self.at += 1;
            loop {
                let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
                let Some(length) = memchr::memchr(b'"', rest) else {
                    let part = self.limited(self.text.len(), quoted.len())?;
                    return Ok(quoted + part);
                };
                quoted += self.limited(self.at + length, quoted.len())?;
                self.at += 1;
                if self.peek() != Some(b'"') {
                    let ends = [None, Some(self.separator), Some(b'\r'), Some(b'\n')].contains(&self.peek());
                    self.misquoted += u32::from(!ends);
                    break;
                }
                quoted += "\"";
                self.at += 1;
            }
        }
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let length = memchr::memchr3(self.separator, b'\r', b'\n', rest).unwrap_or(rest.len());
        let plain = self.limited(self.at + length, quoted.len())?;
        Ok(quoted + plain)
    }

    /// The text up to `end`, unless the cell would grow beyond its limit.
    fn limited(&mut self, end: usize, held: usize) -> Result<&'a str, Error> {
        let part = self.text.get(self.at..end).unwrap_or_default();
        self.at = end;
        if (part.len() + held) as u64 > Limit::CellBytes.most() { Err(Error::too_much(Limit::CellBytes)) } else { Ok(part) }
    }
}

/// What may separate fields, the likelier first.
const SEPARATORS: [u8; 4] = [b'\t', b',', b';', b'|'];

/// How far the separator is looked for.
const LOOKED_AT_BYTES: usize = 64 * 1024;
const LOOKED_AT_RECORDS: usize = 200;

/// The separator that most lines hold equally often; for a text without any, the tab. A list of names
/// one a line stays one column even where a name has a comma in it.
fn separator(text: &str) -> u8 {
    let text = text.get(..text.floor_char_boundary(LOOKED_AT_BYTES)).unwrap_or(text);
    let of = |separator: u8| {
        let mut counts = std::collections::BTreeMap::<u32, u32>::new();
        let mut rest = Records { text, at: 0, separator, misquoted: 0 };
        while rest.peek().is_some() && counts.values().sum::<u32>() < LOOKED_AT_RECORDS as u32 {
            let (mut fields, mut filled) = (0, false);
            let counted = rest.record(&mut |_, text| {
                fields += 1;
                filled |= !text.trim().is_empty();
                Ok(())
            });
            if filled || fields > 1 {
                *counts.entry(fields).or_default() += 1;
            }
            if counted.is_err() {
                break;
            }
        }
        let lines: u32 = counts.values().sum();
        let (fields, same) = counts.into_iter().max_by_key(|(fields, same)| (*same, *fields)).unwrap_or((1, 0));
        // Lines of one field are no reason to believe in a separator, and neither is a single line among others.
        let believed = fields > 1 && (same > 1 || lines == 1 || fields > 2);
        let share = if believed { same * 100 / lines.max(1) } else { 0 };
        (if rest.misquoted > 0 { share.min(1) } else { share / 5 + 1 }, if believed { fields } else { 0 })
    };
    let scored = SEPARATORS.map(|separator| (of(separator), separator));
    let best = scored.into_iter().rev().max_by_key(|(fit, _)| *fit);
    best.filter(|((_, fields), _)| *fields > 0).map_or(b'\t', |(_, separator)| separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_one_that_keeps_lines_alike() {
        for (text, expected) in [
            ("a,b\n1,2\n", b','),
            ("a;b\n1;\"2,5\"\n3;4,5\n", b';'),
            ("a\tb\n1, 2, 3\tx\n", b'\t'),
            ("公司名称\nFoo, Inc.\n甲\n乙\n丙\n", b'\t'),
            ("标题\na,b,c\n1,2,3\n4,5,6\n", b','),
            ("a|b|c\n1|2|3\n", b'|'),
            ("名称\n甲;乙\n", b'\t'),
        ] {
            assert_eq!(separator(text), expected, "{text}");
        }
    }
}
