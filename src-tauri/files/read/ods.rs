//! .ods: the cells of each table in one pass, repeats counted and not believed.

use quick_xml::events::{BytesStart, Event};

use super::limits::Limit;
use super::package::{Package, add_text, attribute};
use super::{Cell, Error, Merge, NO_CACHED_VALUE, Sink, serial};

/// Pushes every table of a document into `sink`.
pub(super) fn read(package: &mut Package, sink: &mut dyn Sink) -> Result<(), Error> {
    if locked(package)? {
        return Err(Error::Protected);
    }
    let Some(mut xml) = package.xml("content.xml")? else { return Err(Error::Damaged("content.xml".to_owned())) };
    let mut tables = Tables { sink, row: 0, repeats: 1, column: 0, cells: Vec::new(), open: None, note: 0, text: false };
    while let Some(event) = xml.next()? {
        match &event {
            Event::Start(tag) => tables.start(tag, false)?,
            Event::Empty(tag) => tables.start(tag, true)?,
            Event::End(tag) => tables.end(tag.local_name().as_ref())?,
            other => {
                if let (Some(open), true, 0) = (&mut tables.open, tables.text, tables.note) {
                    add_text(other, &mut open.text)?;
                }
            }
        }
    }
    Ok(())
}

/// Whether a password locks the document.
fn locked(package: &mut Package) -> Result<bool, Error> {
    let Some(mut xml) = package.xml("META-INF/manifest.xml")? else { return Ok(false) };
    while let Some(event) = xml.next()? {
        if let Event::Start(tag) | Event::Empty(tag) = &event
            && tag.local_name().as_ref() == "encryption-data"
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What a cell is, owned until its row ends, for a row may repeat.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Text,
    Number,
    Percent,
    Date,
    Bool,
    Error,
}

struct Open {
    what: What,
    /// The value that an attribute gives, before what is shown.
    value: Option<String>,
    text: String,
    paragraphs: u32,
    repeats: u32,
    formula: bool,
    typed: bool,
    spans: (u32, u32),
}

struct Tables<'a> {
    sink: &'a mut dyn Sink,
    row: u32,
    repeats: u32,
    column: u32,
    cells: Vec<(u32, What, String)>,
    open: Option<Open>,
    /// How deep in a comment.
    note: u32,
    text: bool,
}

impl Tables<'_> {
    fn start(&mut self, tag: &BytesStart<'_>, empty: bool) -> Result<(), Error> {
        match tag.local_name().as_ref() {
            "table" if self.open.is_none() => {
                self.row = 0;
                let name = attribute(tag, "name")?.unwrap_or_default();
                self.sink.sheet(&name)?;
            }
            "table-row" => {
                self.repeats = repeats(tag, "number-rows-repeated")?;
                self.column = 0;
                self.cells.clear();
                if empty {
                    self.end_row()?;
                }
            }
            "table-cell" | "covered-table-cell" => {
                self.open = Some(open(tag)?);
                if empty {
                    self.end_cell()?;
                }
            }
            "annotation" if !empty => self.note += 1,
            "p" | "h" if self.note == 0 => {
                if let Some(open) = &mut self.open {
                    if open.paragraphs > 0 {
                        open.text.push('\n');
                    }
                    open.paragraphs += 1;
                    self.text = !empty;
                }
            }
            "s" | "tab" | "line-break" if self.note == 0 => {
                if let Some(open) = &mut self.open {
                    let blanks = attribute(tag, "c")?.and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
                    match tag.local_name().as_ref() {
                        "s" => open.text.extend(std::iter::repeat_n(' ', blanks.min(1_024))),
                        "tab" => open.text.push('\t'),
                        _ => open.text.push('\n'),
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Error> {
        match name {
            "p" | "h" if self.note == 0 => self.text = false,
            "annotation" => self.note = self.note.saturating_sub(1),
            "table-cell" | "covered-table-cell" => return self.end_cell(),
            "table-row" => return self.end_row(),
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Error> {
        let Some(open) = self.open.take() else { return Ok(()) };
        let first = self.column;
        self.column = first.saturating_add(open.repeats);
        let row = self.row.saturating_add(1);
        if open.spans != (1, 1) {
            let (columns, rows) = open.spans;
            let merge =
                Merge { top: row, bottom: row.saturating_add(rows - 1), left: first, right: first.saturating_add(columns - 1) };
            self.sink.merge(merge)?;
        }
        let uncomputed = open.formula && !open.typed && open.text.is_empty();
        let (what, text) = if uncomputed { (What::Error, NO_CACHED_VALUE.to_owned()) } else { (open.what, shown(open)) };
        if text.trim().is_empty() {
            return Ok(());
        }
        for column in first..self.column {
            if u64::from(column) >= Limit::Columns.most() {
                return Err(Error::too_much(Limit::Columns));
            }
            self.cells.push((column, what, text.clone()));
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Error> {
        let times = std::mem::replace(&mut self.repeats, 1);
        if !self.cells.is_empty() {
            for _ in 0..times {
                self.row = self.row.saturating_add(1);
                self.sink.row(self.row)?;
                for (column, what, text) in &self.cells {
                    self.sink.cell(*column, cell(*what, text))?;
                }
            }
        } else {
            self.row = self.row.saturating_add(times);
        }
        self.cells.clear();
        Ok(())
    }
}

fn repeats(tag: &BytesStart<'_>, name: &str) -> Result<u32, Error> {
    Ok(attribute(tag, name)?.and_then(|count| count.parse().ok()).unwrap_or(1).max(1))
}

fn open(tag: &BytesStart<'_>) -> Result<Open, Error> {
    let mut open = Open {
        what: What::Text,
        value: None,
        text: String::new(),
        paragraphs: 0,
        repeats: repeats(tag, "number-columns-repeated")?,
        formula: attribute(tag, "formula")?.is_some(),
        typed: false,
        spans: (repeats(tag, "number-columns-spanned")?, repeats(tag, "number-rows-spanned")?),
    };
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| Error::Damaged(error.to_string()))?;
        // LibreOffice says the type a second time under a name of its own, and there alone that it is an error.
        if attribute.key.local_name().as_ref() == "value-type" {
            open.typed = true;
            match attribute.value.as_ref() {
                "float" | "currency" => open.what = What::Number,
                "percentage" => open.what = What::Percent,
                "date" => open.what = What::Date,
                "boolean" => open.what = What::Bool,
                "error" => {
                    open.what = What::Error;
                    break;
                }
                _ => {}
            }
        }
    }
    let named = match open.what {
        What::Number | What::Percent => "value",
        What::Date => "date-value",
        What::Bool => "boolean-value",
        What::Text => "string-value",
        What::Error => return Ok(open),
    };
    open.value = attribute(tag, named)?;
    Ok(open)
}

fn shown(open: Open) -> String {
    match (open.what, open.value) {
        (What::Percent, Some(value)) => {
            let mut scratch = String::new();
            serial::number(&value, serial::Shape::Percent, false, &mut scratch).shown().to_owned()
        }
        (What::Number, Some(value)) => {
            let mut scratch = String::new();
            serial::number(&value, serial::Shape::Plain, false, &mut scratch).shown().to_owned()
        }
        (What::Date, Some(value)) => value.strip_suffix("T00:00:00").unwrap_or(&value).to_owned(),
        (_, Some(value)) => value,
        (_, None) => open.text,
    }
}

fn cell(what: What, text: &str) -> Cell<'_> {
    match what {
        What::Text | What::Percent => Cell::text(text),
        What::Number => Cell::Number(text),
        What::Date => Cell::Date(text),
        What::Bool => Cell::Bool(text == "true"),
        What::Error => Cell::Error(text),
    }
}
