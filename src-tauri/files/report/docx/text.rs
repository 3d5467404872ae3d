//! The words of a .docx, read back from its bytes: what a reader sees, for whoever recomputes it.

use quick_xml::events::Event;

use super::super::Error;
use crate::read::package::{Package, add_text, attribute};

/// A piece of a document's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A paragraph outside tables: headings without their counted number, captions with theirs. Empty ones are left out.
    Paragraph(String),
    /// A table's rows of cells, head rows included. A cell that spans others is followed by an empty one for each column
    /// that it covers, and stands above an empty one in each row that it covers.
    Table(Vec<Vec<String>>),
}

/// The text of a .docx in reading order: line breaks as `\n`, tabs as `\t`, fields as what they show.
///
/// # Errors
/// [`Error::Write`] for what is no such file, or passes the limits of reading.
pub fn text(bytes: &[u8]) -> Result<Vec<Piece>, Error> {
    read(bytes).map_err(|error| Error::Write(error.to_string()))
}

/// What is being read.
#[derive(Default)]
struct Reading {
    pieces: Vec<Piece>,
    /// The text of the paragraph or cell at hand.
    text: String,
    rows: Vec<Vec<String>>,
    cells: Vec<String>,
    span: usize,
    /// How many tables and cells stand open.
    tables: usize,
    /// Within `w:t`, whose characters are text.
    is_text: bool,
    /// Within `w:r`: the tabs of a paragraph's properties are none of its text.
    is_run: bool,
    paragraphs: usize,
}

fn read(bytes: &[u8]) -> Result<Vec<Piece>, crate::read::Error> {
    let mut package = Package::open(bytes.to_vec())?;
    let mut xml = package.xml("word/document.xml")?.ok_or_else(|| crate::read::Error::Damaged("word/document.xml".to_owned()))?;
    let mut reading = Reading::default();
    while let Some(event) = xml.next()? {
        match &event {
            Event::Start(tag) => {
                if tag.name().as_ref() == "w:gridSpan" {
                    reading.span = span(tag)?;
                }
                reading.start(tag.name().as_ref());
            }
            Event::Empty(tag) => {
                if tag.name().as_ref() == "w:gridSpan" {
                    reading.span = span(tag)?;
                }
                reading.start(tag.name().as_ref());
                reading.end(tag.name().as_ref());
            }
            Event::End(tag) => reading.end(tag.name().as_ref()),
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) if reading.is_text => add_text(&event, &mut reading.text)?,
            _ => {}
        }
    }
    Ok(reading.pieces)
}

fn span(tag: &quick_xml::events::BytesStart<'_>) -> Result<usize, crate::read::Error> {
    Ok(attribute(tag, "val")?.and_then(|value| value.parse().ok()).unwrap_or(1).clamp(1, 1_024))
}

impl Reading {
    fn start(&mut self, tag: &str) {
        match tag {
            "w:tbl" => self.tables += 1,
            "w:tc" => {
                self.text.clear();
                (self.span, self.paragraphs) = (1, 0);
            }
            "w:p" if self.tables > 0 => {
                if self.paragraphs > 0 {
                    self.text.push('\n');
                }
                self.paragraphs += 1;
            }
            "w:p" => self.text.clear(),
            "w:t" => self.is_text = true,
            "w:r" => self.is_run = true,
            "w:br" if self.is_run => self.text.push('\n'),
            "w:tab" if self.is_run => self.text.push('\t'),
            _ => {}
        }
    }

    fn end(&mut self, tag: &str) {
        match tag {
            "w:t" => self.is_text = false,
            "w:r" => self.is_run = false,
            "w:p" if self.tables == 0 && !self.text.is_empty() => {
                self.pieces.push(Piece::Paragraph(std::mem::take(&mut self.text)))
            }
            "w:tc" => {
                self.cells.push(std::mem::take(&mut self.text));
                self.cells.resize(self.cells.len() + self.span - 1, String::new());
            }
            "w:tr" => self.rows.push(std::mem::take(&mut self.cells)),
            "w:tbl" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.pieces.push(Piece::Table(std::mem::take(&mut self.rows)));
                }
            }
            _ => {}
        }
    }
}
