//! A document as values for the template: strings, numbers, pictures; never markup.

use chrono::Datelike as _;
use daowei_core::words::{Language, Words};
use daowei_files::report::chart;
use daowei_files::report::document::{Align, Annex, Block, Chart, Content, Document, Table};
use daowei_files::report::fonts::Fonts;
use typst::foundations::{Array, Bytes, Dict, Value, array, dict};
use typst::layout::Abs;

use crate::faces::{Faces, Role};
use crate::fit::{Fit, Glyphs, fit};
use crate::long;
use crate::numbers::Headings;

/// Tables of more rows are drawn by [`long`].
const LONG: usize = 120;

/// A table of at most so many rows and characters is kept on one page, where it surely has room.
const WHOLE: (usize, usize) = (12, 1_200);

/// A text as it is printed: without direction marks, which would turn the text around them, and with control
/// characters replaced. A line break stays one.
pub fn clean(text: &str) -> String {
    let marks =
        |one: &char| !matches!(one, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\r');
    let shown = |one: char| match one {
        '\n' => one,
        '\t' | '\u{2028}' | '\u{2029}' => ' ',
        other if other.is_control() => '\u{fffd}',
        other => other,
    };
    text.chars().filter(marks).map(shown).collect()
}

fn string(text: &str) -> Value {
    Value::Str(clean(text).into())
}

fn optional(text: Option<&String>) -> Value {
    text.map_or(Value::None, |text| string(text))
}

/// The values of a document.
pub fn inputs(document: &Document, fonts: &Fonts, words: &Words, faces: &Faces) -> Dict {
    let opened = |role: Role| faces.places(role).iter().filter_map(|place| faces.fonts.get(*place).cloned()).collect::<Vec<_>>();
    let mut writer = Writer {
        words,
        fonts,
        faces,
        language: document.language,
        text: Glyphs::new(opened(Role::Text)),
        strong: Glyphs::new(opened(Role::Strong)),
        headings: Headings::default(),
        tables: 0,
        figures: 0,
    };
    let body = writer.blocks(&document.body, document.landscape);
    let annexes: Array = document.annexes.iter().zip(1_u32..).map(|(annex, number)| writer.annex(annex, number)).collect();
    let made = document.made_on;
    let (lang, region) = match document.language {
        Language::ZhCn => ("zh", "CN"),
        Language::En => ("en", "GB"),
    };
    let title: String = clean(&document.title).replace('\n', "");
    dict! {
        "title" => title,
        "title-lines" => clean(&document.title).lines().map(|line| Value::Str(line.into())).collect::<Array>(),
        "issuer" => string(&document.issuer),
        "dated" => string(&document.dated),
        "made" => array![i64::from(made.year()), i64::from(made.month()), i64::from(made.day())],
        "lang" => lang,
        "region" => region,
        "watermark" => optional(document.watermark.as_ref()),
        "landscape" => document.landscape,
        "faces" => faces.value(),
        "body" => body,
        "annexes" => annexes,
        "note" => optional(writer.note().as_ref()),
    }
}

/// What counts headings, tables and figures through a document.
struct Writer<'a> {
    words: &'a Words,
    fonts: &'a Fonts,
    faces: &'a Faces,
    language: Language,
    text: Glyphs,
    strong: Glyphs,
    headings: Headings,
    tables: u32,
    figures: u32,
}

impl Writer<'_> {
    fn annex(&mut self, annex: &Annex, number: u32) -> Value {
        self.headings = Headings::default();
        let label = self.words.text("paper-annex", [("number", number.to_string())]);
        let gap = match self.language {
            Language::ZhCn => "：",
            Language::En => ": ",
        };
        let listed = [&label, gap, annex.title.as_str()].concat();
        Value::Dict(dict! {
            "label" => string(&label),
            "title" => string(&annex.title),
            "listed" => string(&listed),
            "landscape" => annex.landscape,
            "blocks" => self.blocks(&annex.blocks, annex.landscape),
        })
    }

    fn blocks(&mut self, blocks: &[Block], landscape: bool) -> Array {
        let room = Abs::mm(if landscape { 225.0 } else { 156.0 });
        blocks
            .iter()
            .map(|block| match block {
                Block::Heading { level, text } => {
                    let number = self.headings.next(*level, self.language);
                    Value::Dict(dict! {
                        "kind" => "heading",
                        "level" => i64::from(*level),
                        "text" => string(&[&number, text.as_str()].concat()),
                    })
                }
                Block::Paragraph(paragraph) => Value::Dict(dict! {
                    "kind" => "paragraph",
                    "text" => string(&paragraph.text),
                    "small" => paragraph.small,
                }),
                Block::Table(table) => self.table(&table.on_paper(), room),
                Block::Chart(chart) => self.chart(chart),
            })
            .collect()
    }

    fn chart(&mut self, chart: &Chart) -> Value {
        self.figures += 1;
        let svg = chart::svg(chart, self.words, self.fonts.chart_family());
        let number = self.words.text("paper-chart", [("number", self.figures.to_string())]);
        let caption = [&number, " ", chart.caption.as_str()].concat();
        Value::Dict(dict! {
            "kind" => "chart",
            "caption" => string(&caption),
            "alt" => string(&chart.alternative),
            "svg" => Value::Bytes(Bytes::new(svg.into_bytes())),
        })
    }

    fn table(&mut self, table: &Table, room: Abs) -> Value {
        self.tables += 1;
        let number = self.words.text("paper-table", [("number", self.tables.to_string())]);
        let caption = [&number, " ", table.caption.as_str()].concat();
        let fit = fit(table, room, &mut self.text, &mut self.strong);
        let spans = table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.down > 1 || cell.content == Content::Covered);
        let characters: usize =
            table.rows.iter().take(WHOLE.0).flat_map(|row| &row.cells).map(|cell| cell.shown().chars().count()).sum();
        let is_long = table.rows.len() > LONG && !spans;
        let (rows, long) = if is_long { (array![], long::block(table, &fit, self.faces)) } else { (rows(table), Value::None) };
        Value::Dict(dict! {
            "kind" => "table",
            "caption" => string(&caption),
            "unit" => optional(table.unit.as_ref()),
            "note" => optional(table.note.as_ref()),
            "size" => typst::layout::Length::from(fit.size),
            "pad" => typst::layout::Length::from(fit.pad),
            "widths" => widths(&fit),
            "aligns" => aligns(table),
            "head" => head(table),
            "rows" => rows,
            "whole" => table.rows.len() <= WHOLE.0 && characters <= WHOLE.1,
            "long" => long,
        })
    }

    /// What the document says at its end of fonts that are not there.
    fn note(&self) -> Option<String> {
        let mut said = Vec::new();
        let replaced: Vec<String> = self
            .faces
            .replaced
            .iter()
            .filter_map(|one| {
                let by = one.by.clone()?;
                Some(self.words.text("paper-font-replaced", [("named", one.face.named()), ("by", &by)]))
            })
            .collect();
        if !replaced.is_empty() {
            let all = replaced.join(&self.words.plain("paper-between"));
            said.push(self.words.text("paper-fonts-replaced", [("replaced", all)]));
        }
        if !self.faces.missing.is_empty() {
            said.push(self.words.text("paper-glyphs-missing", [("characters", self.codes())]));
        }
        (!said.is_empty()).then(|| said.join("\n"))
    }

    /// The missing characters as U+2CB4E: they cannot be shown.
    fn codes(&self) -> String {
        let codes: Vec<String> = self.faces.missing.chars().map(|one| format!("U+{:04X}", u32::from(one))).collect();
        codes.join(&self.words.plain("paper-between"))
    }
}

/// The widths of the columns.
pub fn widths(fit: &Fit) -> Array {
    fit.widths.iter().map(|width| Value::Length((*width).into())).collect()
}

/// Where the columns' texts stand: 0 left, 1 centre, 2 right.
pub fn aligns(table: &Table) -> Array {
    let place = |align: Align| match align {
        Align::Left => 0,
        Align::Centre => 1,
        Align::Right => 2,
    };
    table.columns.iter().map(|column| Value::Int(place(column.align))).collect()
}

/// The cells of the head in reading order, each with its place.
pub fn head(table: &Table) -> Array {
    let mut taken = vec![vec![false; table.columns.len()]; table.head.len()];
    let mut cells = Array::new();
    for (y, row) in table.head.iter().enumerate() {
        let mut x = 0;
        for cell in row {
            while taken.get(y).and_then(|row| row.get(x)).copied().unwrap_or(false) {
                x += 1;
            }
            let (across, down) = (usize::from(cell.across.max(1)), usize::from(cell.down.max(1)));
            for line in taken.iter_mut().skip(y).take(down) {
                line.iter_mut().skip(x).take(across).for_each(|one| *one = true);
            }
            cells.push(Value::Dict(dict! {
                "text" => string(&cell.text),
                "x" => x,
                "y" => y,
                "across" => across,
                "down" => down,
            }));
            x += across;
        }
    }
    cells
}

fn rows(table: &Table) -> Array {
    let row = |row: &daowei_files::report::document::Row| {
        let cells: Array = row
            .cells
            .iter()
            .filter(|cell| cell.content != Content::Covered)
            .map(|cell| Value::Dict(dict! { "text" => string(&cell.shown()), "down" => i64::from(cell.down.max(1)) }))
            .collect();
        Value::Dict(dict! { "cells" => cells, "total" => row.total })
    };
    table.rows.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn direction_marks_turn_nothing_and_control_characters_are_seen() {
        assert_eq!(clean("示例\u{202e}moc.elpmaxe\u{2066}\u{200f}"), "示例moc.elpmaxe");
        assert_eq!(clean("a\u{0}b\tc\nd"), "a\u{fffd}b c\nd");
        assert_eq!(clean("㛃䶮𬭎"), "㛃䶮𬭎");
    }
}
