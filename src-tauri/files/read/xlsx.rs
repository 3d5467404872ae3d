//! .xlsx: one pass over each sheet, cell by cell, never a range whose corners the file itself may claim.
//!
//! Written here on quick-xml rather than left to calamine, which reads .xls for us: values, merged
//! ranges and formulas without a cached value come of one pass instead of three, every byte is counted
//! while it inflates, and no table of strings is reserved by the length it claims.

mod parts;

use std::io::Read;

use quick_xml::events::{BytesStart, Event};

use super::limits::Limit;
use super::package::{Package, Xml, add_text, attribute};
use super::serial;
use super::strings::Strings;
use super::{Cell, Error, Merge, NO_CACHED_VALUE, Sink};
use parts::Styles;

/// Pushes every sheet of a workbook into `sink`.
pub(super) fn read(package: &mut Package, sink: &mut dyn Sink) -> Result<(), Error> {
    let book = parts::book(package)?;
    let styles = Styles::read(package, &book.styles)?;
    let strings = parts::strings(package, &book.strings)?;
    for (name, entry) in &book.sheets {
        sink.sheet(name)?;
        // A chart or dialog sheet holds no cells.
        let Some(xml) = package.xml(entry)? else { continue };
        Cells { xml, strings: &strings, styles: &styles, from_1904: book.from_1904, sink: &mut *sink }.read()?;
    }
    Ok(())
}

/// A sheet's cells under way.
struct Cells<'a, R> {
    xml: Xml<R>,
    strings: &'a Strings,
    styles: &'a Styles,
    from_1904: bool,
    sink: &'a mut dyn Sink,
}

/// The cell being read.
#[derive(Default)]
struct Open {
    row: u32,
    column: u32,
    kind: Kind,
    style: usize,
    formula: bool,
    text: String,
}

/// What a cell's `t` says that its value is.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Kind {
    #[default]
    Number,
    Shared,
    Inline,
    Formula,
    Bool,
    Error,
    Date,
}

/// Where in a cell the reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Nothing,
    Value,
    /// The reading aid of Japanese text, which is no part of it.
    Phonetic,
}

impl<R: Read> Cells<'_, R> {
    fn read(mut self) -> Result<(), Error> {
        let mut open = Open::default();
        let mut within = Within::Nothing;
        let mut next_column = 0;
        let mut scratch = String::new();
        while let Some(event) = self.xml.next()? {
            match &event {
                Event::Start(tag) | Event::Empty(tag) => {
                    let empty = matches!(event, Event::Empty(_));
                    match tag.local_name().as_ref() {
                        "row" => {
                            open.row = row_number(tag)?.unwrap_or(open.row.saturating_add(1));
                            next_column = 0;
                            self.sink.row(open.row)?;
                        }
                        "c" => {
                            begin(&mut open, tag, next_column)?;
                            next_column = open.column.saturating_add(1);
                        }
                        "f" => open.formula = true,
                        "v" | "t" if !empty && within == Within::Nothing => within = Within::Value,
                        "rPh" if !empty => within = Within::Phonetic,
                        "mergeCell" => {
                            if let Some(merge) = attribute(tag, "ref")?.as_deref().and_then(range) {
                                self.sink.merge(merge)?;
                            }
                        }
                        _ => {}
                    }
                }
                Event::End(tag) => match tag.local_name().as_ref() {
                    "v" | "t" if within == Within::Value => within = Within::Nothing,
                    "rPh" => within = Within::Nothing,
                    "c" => {
                        within = Within::Nothing;
                        let cell = value(&open, self.strings, self.styles, self.from_1904, &mut scratch)?;
                        self.sink.cell(open.column, cell)?;
                    }
                    _ => {}
                },
                other if within == Within::Value => add_text(other, &mut open.text)?,
                _ => {}
            }
        }
        Ok(())
    }
}

fn begin(open: &mut Open, tag: &BytesStart<'_>, next_column: u32) -> Result<(), Error> {
    (open.column, open.kind, open.style, open.formula) = (next_column, Kind::Number, 0, false);
    open.text.clear();
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| Error::Damaged(error.to_string()))?;
        let value = attribute.value.as_ref();
        match attribute.key.local_name().as_ref() {
            "r" => {
                let (column, row) = place(value).ok_or_else(|| Error::Damaged(value.chars().take(20).collect()))?;
                if row.is_some_and(|row| row != open.row) {
                    return Err(Error::Damaged(value.chars().take(20).collect()));
                }
                open.column = column;
            }
            "s" => open.style = value.parse().unwrap_or(0),
            "t" => {
                open.kind = match value {
                    "s" => Kind::Shared,
                    "inlineStr" => Kind::Inline,
                    "str" => Kind::Formula,
                    "b" => Kind::Bool,
                    "e" => Kind::Error,
                    "d" => Kind::Date,
                    _ => Kind::Number,
                };
            }
            _ => {}
        }
    }
    Ok(())
}

fn row_number(tag: &BytesStart<'_>) -> Result<Option<u32>, Error> {
    attribute(tag, "r")?.map(|number| number.parse().map_err(|_| Error::Damaged(format!("row {number:.20}")))).transpose()
}

fn value<'a>(
    open: &'a Open,
    strings: &'a Strings,
    styles: &Styles,
    from_1904: bool,
    scratch: &'a mut String,
) -> Result<Cell<'a>, Error> {
    let text = open.text.as_str();
    if open.formula && text.is_empty() && open.kind != Kind::Formula {
        return Ok(Cell::Error(NO_CACHED_VALUE));
    }
    if text.is_empty() {
        return Ok(Cell::Empty);
    }
    Ok(match open.kind {
        Kind::Number => serial::number(text, styles.shape(open.style), from_1904, scratch),
        Kind::Shared => {
            let at = text.trim().parse::<usize>().ok().filter(|at| *at < strings.len());
            Cell::text(strings.get(at.ok_or_else(|| Error::Damaged(format!("string {text:.20}")))?))
        }
        Kind::Inline | Kind::Formula => Cell::text(parts::unescaped(text, scratch)),
        Kind::Bool => Cell::Bool(matches!(text.trim(), "1" | "true")),
        Kind::Error => Cell::Error(text.trim()),
        Kind::Date => Cell::Date(text.trim().strip_suffix("T00:00:00").unwrap_or(text.trim())),
    })
}

/// `B7` as column 1 and row 7; `B` alone as column 1.
fn place(text: &str) -> Option<(u32, Option<u32>)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let column = text.bytes().take(letters).try_fold(0_u32, |column, letter| {
        let digit = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        column.checked_mul(26)?.checked_add(digit)
    })?;
    let row = if letters == text.len() { None } else { Some(text.get(letters..)?.parse().ok()?) };
    Some((column.checked_sub(1)?, row))
}

/// `A1:C3`; nothing for what is no range of two corners.
fn range(text: &str) -> Option<Merge> {
    let (first, last) = text.split_once(':')?;
    let ((left, top), (right, bottom)) = (place(first)?, place(last)?);
    let merge = Merge { top: top?, bottom: bottom?, left, right };
    let sane = merge.top <= merge.bottom && merge.left <= merge.right && u64::from(merge.bottom) <= Limit::Rows.most();
    sane.then_some(merge)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_spreadsheets_write_them() {
        assert_eq!(place("A1"), Some((0, Some(1))));
        assert_eq!(place("XFD1048576"), Some((16_383, Some(1_048_576))));
        assert_eq!(place("AB"), Some((27, None)));
        for wrong in ["", "1", "A-1", "A1B", "ZZZZZZZZ1"] {
            assert!(place(wrong).is_none_or(|(_, row)| row.is_none()), "{wrong}");
        }
        assert_eq!(range("B1:D1"), Some(Merge { top: 1, bottom: 1, left: 1, right: 3 }));
        assert_eq!(range("D1:B1"), None);
    }
}
