//! Tables of many rows, drawn row by row.
//!
//! typst lays out every cell as a paragraph of its own and keeps it: 10,000 rows of ten columns took seconds and a
//! gigabyte. Here a cell is a run of glyphs at a place; a row is one paragraph of the tagged structure, the head is
//! drawn on every page. A text that needs more than a glyph a character (Arabic, combining marks) is set by typst.

use std::ops::Range;

use daowei_files::report::document::Table;
use typst::World as _;
use typst::diag::SourceResult;
use typst::engine::Engine;
use typst::foundations::{Array, Content, Dict, NativeElement as _, Packed, StyleChain, Value, dict};
use typst::introspection::{Locator, MetadataElem, SplitLocator, Tag, TagFlags};
use typst::layout::{Abs, BlockElem, Em, Fragment, Frame, FrameItem, Point, Region, Regions, Size};
use typst::model::ParElem;
use typst::pdf::ArtifactElem;
use typst::syntax::Span;
use typst::text::{Glyph, Lang, Region as Country, TextElem, TextItem};
use typst::utils::hash128;
use typst::visualize::{Color, FixedStroke, Geometry};

use crate::data;
use crate::faces::{Faces, Role};
use crate::fit::{Fit, Glyphs, holds_together, is_wide};

/// Height of a line in sizes of the type.
const LINE: f64 = 1.3;
/// From a line's top to its baseline.
const BASE: f64 = 1.03;

/// The block that draws a table in this fit.
pub fn block(table: &Table, fit: &Fit, faces: &Faces) -> Value {
    let places = |role: Role| -> Array {
        faces.places(role).iter().filter_map(|place| i64::try_from(*place).ok()).map(Value::Int).collect()
    };
    let rows: Array = table
        .rows
        .iter()
        .map(|row| Value::Array(row.cells.iter().map(|cell| Value::Str(data::clean(&cell.shown()).into())).collect()))
        .collect();
    let totals: Array = table.rows.iter().map(|row| Value::Bool(row.total)).collect();
    let content = dict! {
        "size" => typst::layout::Length::from(fit.size),
        "pad" => typst::layout::Length::from(fit.pad),
        "widths" => data::widths(fit),
        "aligns" => data::aligns(table),
        "head" => data::head(table),
        "rows" => rows,
        "totals" => totals,
        "text" => places(Role::Text),
        "strong" => places(Role::Strong),
    };
    Value::Content(BlockElem::multi_layouter(Packed::new(MetadataElem::new(Value::Dict(content))), draw).pack())
}

/// The callback of [`block`]: the rows over as many regions as they need.
fn draw(
    packed: &Packed<MetadataElem>,
    engine: &mut Engine,
    locator: Locator,
    styles: StyleChain,
    mut regions: Regions,
) -> SourceResult<Fragment> {
    let Value::Dict(content) = &packed.value else { return Ok(Fragment::frame(Frame::soft(Size::zero()))) };
    let mut pen = Pen::new(content, engine, locator.split());
    let head = pen.head(&list(content, "head"));
    let first = pen.line + pen.pad * 2.0;
    let mut frames = Vec::new();
    if !regions.size.y.fits(head.height() + first) && regions.may_progress() {
        frames.push(Frame::soft(Size::zero()));
        regions.next();
    }
    let mut page = pen.page(&head, engine, frames.len());
    for (row, total) in list(content, "rows").iter().zip(list(content, "totals").iter()) {
        let Value::Array(cells) = row else { continue };
        let total = *total == Value::Bool(true);
        let row = pen.row(cells, total, engine, styles)?;
        let mut drawn = 0;
        while drawn < row.lines {
            let room = regions.size.y - page.y;
            let left = row.lines - drawn;
            let fits = pen.lines_in(room);
            // A row goes on the next page whole, if it has room on any page at all.
            let count = if fits >= left || (pen.lines_in(pen.fresh(&regions) - head.height()) < left && fits > 0) {
                fits.min(left)
            } else if page.rows > 0 && regions.may_break() {
                frames.push(pen.close(page));
                regions.next();
                page = pen.page(&head, engine, frames.len());
                continue;
            } else {
                left
            };
            pen.rows(&mut page, &row, drawn..drawn + count, total, engine);
            drawn += count;
        }
    }
    frames.push(pen.close(page));
    Ok(Fragment::frames(frames))
}

fn list(content: &Dict, key: &str) -> Array {
    content.get(key).ok().and_then(|value| value.clone().cast().ok()).unwrap_or_default()
}

fn number(content: &Dict, key: &str) -> usize {
    content.get(key).ok().and_then(|value| value.clone().cast().ok()).unwrap_or_default()
}

fn length(value: &Value) -> Abs {
    if let Value::Length(length) = value { length.abs } else { Abs::zero() }
}

/// A page's part of the table while it is drawn.
struct Page {
    items: Vec<(Point, FrameItem)>,
    /// How far it is drawn.
    y: Abs,
    /// Where the vertical lines begin: the head has its own.
    top: Abs,
    rows: usize,
}

/// A row, its texts broken into lines.
struct Line {
    cells: Vec<Drawn>,
    lines: usize,
}

enum Drawn {
    /// The text and its lines, each with its width.
    Lines(String, Vec<(Range<usize>, Em)>),
    /// Set by typst.
    Set(Frame),
}

/// What draws a table.
struct Pen<'a> {
    size: Abs,
    pad: Abs,
    line: Abs,
    /// The left of each column, and the right of the last.
    lefts: Vec<Abs>,
    aligns: Vec<i64>,
    text: Glyphs,
    strong: Glyphs,
    locator: SplitLocator<'a>,
}

impl<'a> Pen<'a> {
    fn new(content: &Dict, engine: &Engine, locator: SplitLocator<'a>) -> Self {
        let fonts = |key: &str| {
            let places = list(content, key);
            let places: Vec<usize> = places.iter().filter_map(|place| place.clone().cast().ok()).collect();
            Glyphs::new(places.into_iter().filter_map(|place| engine.world.font(place)))
        };
        let size = content.get("size").map_or(Abs::zero(), length);
        let mut lefts = vec![Abs::zero()];
        for width in list(content, "widths").iter() {
            lefts.push(lefts.last().copied().unwrap_or_default() + length(width));
        }
        Self {
            size,
            pad: content.get("pad").map_or(Abs::zero(), length),
            line: size * LINE,
            lefts,
            aligns: list(content, "aligns").iter().filter_map(|align| align.clone().cast().ok()).collect(),
            text: fonts("text"),
            strong: fonts("strong"),
            locator,
        }
    }

    fn width(&self) -> Abs {
        self.lefts.last().copied().unwrap_or_default()
    }

    fn left(&self, column: usize) -> Abs {
        self.lefts.get(column).copied().unwrap_or_else(|| self.width())
    }

    /// How many lines of a row have room in this height.
    fn lines_in(&self, height: Abs) -> usize {
        let mut lines = 0;
        let mut used = self.pad * 2.0 + self.line;
        while lines < 1000 && height.fits(used) {
            lines += 1;
            used += self.line;
        }
        lines
    }

    /// The height of a page that is still empty.
    fn fresh(&self, regions: &Regions) -> Abs {
        regions.backlog.first().copied().or(regions.last).unwrap_or(regions.size.y)
    }

    /// The head, drawn once.
    fn head(&mut self, cells: &Array) -> Frame {
        let mut heights: Vec<Abs> = Vec::new();
        let mut drawn = Vec::new();
        for cell in cells.iter() {
            let Value::Dict(cell) = cell else { continue };
            let text: String = cell.get("text").ok().and_then(|text| text.clone().cast().ok()).unwrap_or_default();
            let (x, y) = (number(cell, "x"), number(cell, "y"));
            let (right, down) = (x + number(cell, "across"), number(cell, "down"));
            let room = self.left(right) - self.left(x) - self.pad * 2.0;
            let lines = broken(&text, Em::from_abs(room, self.size), &mut self.strong);
            let height = self.line * count(lines.len()) + self.pad * 2.0;
            heights.resize(heights.len().max(y + down), Abs::zero());
            let above: Abs = heights.iter().skip(y).take(down - 1).copied().sum();
            if let Some(last) = heights.get_mut(y + down - 1) {
                last.set_max(height - above);
            }
            drawn.push((text, lines, x, right, y, down));
        }
        let sum = |to: usize| -> Abs { heights.iter().take(to).copied().sum() };
        let all = sum(heights.len());
        let mut items = Vec::new();
        for (text, lines, x, right, y, down) in &drawn {
            let (left, top) = (self.left(*x), sum(*y));
            let size = Size::new(self.left(*right) - left, sum(y + down) - top);
            let fill = Geometry::Rect(size).filled_and_stroked(Color::from_u8(242, 242, 242, 255), hairline());
            items.push((Point::new(left, top), FrameItem::Shape(fill, Span::detached())));
            let mut y = top + (size.y - self.line * count(lines.len())) / 2.0 + self.size * BASE;
            for (range, width) in lines {
                let line = text.get(range.clone()).unwrap_or_default();
                let x = left + (size.x - width.at(self.size)) / 2.0;
                put(&mut items, line, Point::new(x, y), self.size, &mut self.strong);
                y += self.line;
            }
        }
        let mut frame = Frame::soft(Size::new(self.width(), all));
        frame.push_multiple(items);
        frame
    }

    /// A page that begins with the head. Where the head is repeated it is no part of the text.
    fn page(&mut self, head: &Frame, engine: &mut Engine, nth: usize) -> Page {
        let elem = if nth == 0 { paragraph() } else { ArtifactElem::new(Content::empty()).pack() };
        let (start, end) = self.tags(elem, engine);
        let mut items = vec![(Point::zero(), start)];
        items.push((Point::zero(), FrameItem::Group(typst::layout::GroupItem::new(head.clone()))));
        items.push((Point::zero(), end));
        Page { items, y: head.height(), top: head.height(), rows: 0 }
    }

    /// The marks around a piece of the document's structure.
    fn tags(&mut self, mut elem: Content, engine: &mut Engine) -> (FrameItem, FrameItem) {
        let key = hash128(&elem);
        let location = self.locator.next_location(engine, key, Span::detached());
        elem.set_location(location);
        let flags = TagFlags { introspectable: false, tagged: true };
        (FrameItem::Tag(Tag::Start(elem, flags)), FrameItem::Tag(Tag::End(location, key, flags)))
    }

    fn row(&mut self, cells: &Array, total: bool, engine: &mut Engine, styles: StyleChain) -> SourceResult<Line> {
        let mut row = Line { cells: Vec::with_capacity(cells.len()), lines: 1 };
        for (column, cell) in cells.iter().enumerate() {
            let Value::Str(text) = cell else { continue };
            let room = self.left(column + 1) - self.left(column) - self.pad * 2.0;
            if text.chars().all(is_plain) {
                let glyphs = if total { &mut self.strong } else { &mut self.text };
                let lines = broken(text, Em::from_abs(room, self.size), glyphs);
                row.lines = row.lines.max(lines.len());
                row.cells.push(Drawn::Lines(text.as_str().to_owned(), lines));
                continue;
            }
            let region = Region::new(Size::new(room, Abs::inf()), typst::layout::Axes::splat(false));
            let content = TextElem::packed(text.as_str()).set(TextElem::size, typst::text::TextSize(self.size.into()));
            let locator = self.locator.next(&Span::detached());
            let set = (engine.library.routines.layout_frame)(engine, &content, locator, styles, region)?;
            let mut lines = 1;
            while self.line * count(lines) < set.height() {
                lines += 1;
            }
            row.lines = row.lines.max(lines);
            row.cells.push(Drawn::Set(set));
        }
        Ok(row)
    }

    /// Draws these lines of a row.
    fn rows(&mut self, page: &mut Page, row: &Line, part: Range<usize>, total: bool, engine: &mut Engine) {
        let (start, end) = self.tags(paragraph(), engine);
        page.items.push((Point::zero(), start));
        let whole = part.len() == row.lines;
        let height = self.line * count(part.len()) + self.pad * 2.0;
        for (column, cell) in row.cells.iter().enumerate() {
            let (left, right) = (self.left(column) + self.pad, self.left(column + 1) - self.pad);
            match cell {
                Drawn::Lines(text, lines) => {
                    let shift = if whole { self.line * count(row.lines - lines.len()) / 2.0 } else { Abs::zero() };
                    let mut y = page.y + self.pad + shift + self.size * BASE;
                    for (range, width) in lines.get(part.start..part.end.min(lines.len())).unwrap_or_default() {
                        let spare = right - left - width.at(self.size);
                        let x = match self.aligns.get(column) {
                            Some(0) | None => left,
                            Some(1) => left + spare / 2.0,
                            Some(_) => left + spare,
                        };
                        let glyphs = if total { &mut self.strong } else { &mut self.text };
                        put(&mut page.items, text.get(range.clone()).unwrap_or_default(), Point::new(x, y), self.size, glyphs);
                        y += self.line;
                    }
                }
                Drawn::Set(frame) if part.start == 0 => {
                    let group = FrameItem::Group(typst::layout::GroupItem::new(frame.clone()));
                    page.items.push((Point::new(left, page.y + (height - frame.height()) / 2.0), group));
                }
                Drawn::Set(_) => (),
            }
        }
        page.items.push((Point::zero(), end));
        let stroke = if total && part.start == 0 { strong() } else { hairline() };
        let line = Geometry::Line(Point::with_x(self.width())).stroked(stroke);
        page.items.push((Point::with_y(page.y), FrameItem::Shape(line, Span::detached())));
        page.y += height;
        page.rows += 1;
    }

    /// The page's frame, with the lines between its columns.
    fn close(&self, mut page: Page) -> Frame {
        if page.rows > 0 {
            let down = Geometry::Line(Point::with_y(page.y - page.top)).stroked(hairline());
            for left in &self.lefts {
                page.items.push((Point::new(*left, page.top), FrameItem::Shape(down.clone(), Span::detached())));
            }
            let across = Geometry::Line(Point::with_x(self.width())).stroked(hairline());
            page.items.push((Point::with_y(page.y), FrameItem::Shape(across, Span::detached())));
        }
        let mut frame = Frame::soft(Size::new(self.width(), page.y));
        frame.push_multiple(page.items);
        frame
    }
}

fn paragraph() -> Content {
    ParElem::new(Content::empty()).pack()
}

fn hairline() -> FixedStroke {
    FixedStroke::from_pair(Color::BLACK, Abs::pt(0.4))
}

fn strong() -> FixedStroke {
    FixedStroke::from_pair(Color::BLACK, Abs::pt(0.8))
}

fn count(lines: usize) -> f64 {
    f64::from(u32::try_from(lines).unwrap_or(u32::MAX))
}

/// Whether one glyph a character, from left to right, is all that the character needs.
const fn is_plain(character: char) -> bool {
    matches!(character,
        '\n' | ' '..='~' | '\u{a0}'..='\u{17f}' | '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{4ff}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20bf}' | '\u{2100}'..='\u{27bf}'
        | '\u{2e80}'..='\u{3029}' | '\u{3030}'..='\u{3098}' | '\u{309b}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{ff01}'..='\u{fffd}' | '\u{20000}'..='\u{3ffff}')
}

/// The text in lines no wider than `room`, broken between Chinese characters and after spaces; a word longer than a
/// line is broken where the line ends. A line neither begins with a closing mark nor ends with an opening one.
fn broken(text: &str, room: Em, glyphs: &mut Glyphs) -> Vec<(Range<usize>, Em)> {
    const NO_START: &str = "，。、；：？！）》】」』〉…—·,.;:?!)]}%‰”’";
    const NO_END: &str = "（《【「『〈([{“‘";
    let mut lines = Vec::new();
    let (mut start, mut width) = (0, Em::zero());
    // The last place where the line may break, and the width before it.
    let mut chance = (0, Em::zero());
    let mut before: Option<char> = None;
    for (at, character) in text.char_indices() {
        if character == '\n' {
            lines.push((start..at, width));
            (start, width, before) = (at + 1, Em::zero(), None);
            chance = (start, width);
            continue;
        }
        let may_break = before.is_some_and(|before| {
            let inside = holds_together(before) && holds_together(character) && before != '-';
            !inside
                && character != ' '
                && !NO_START.contains(character)
                && !NO_END.contains(before)
                && (before == ' ' || before == '-' || is_wide(before) || is_wide(character))
        });
        if may_break {
            chance = (at, width);
        }
        let advance = glyphs.of(character).advance;
        if width + advance > room && at > start && character != ' ' {
            if chance.0 <= start {
                chance = (at, width);
            }
            lines.push((start..chance.0, chance.1));
            width -= chance.1;
            start = chance.0;
        }
        width += advance;
        before = Some(character);
    }
    lines.push((start..text.len(), width));
    lines
}

/// Puts a line of text at its baseline, a run for each font.
fn put(items: &mut Vec<(Point, FrameItem)>, line: &str, mut at: Point, size: Abs, glyphs: &mut Glyphs) {
    let mut characters = line.char_indices().peekable();
    while let Some((first, character)) = characters.next() {
        let known = glyphs.of(character);
        let mut run = vec![glyph(known, 0, character)];
        let (mut end, mut width) = (first + character.len_utf8(), known.advance);
        while let Some((next, character)) = characters.peek().copied() {
            let more = glyphs.of(character);
            if more.font != known.font || next - first > usize::from(u16::MAX / 2) {
                break;
            }
            run.push(glyph(more, next - first, character));
            width += more.advance;
            end = next + character.len_utf8();
            characters.next();
        }
        let Some(font) = glyphs.font(known.font) else { continue };
        let item = TextItem {
            font: font.clone(),
            size,
            fill: Color::BLACK.into(),
            stroke: None,
            lang: Lang::CHINESE,
            region: "CN".parse::<Country>().ok(),
            text: line.get(first..end).unwrap_or_default().into(),
            glyphs: run,
        };
        items.push((at, FrameItem::Text(item)));
        at.x += width.at(size);
    }
}

fn glyph(known: crate::fit::Known, at: usize, character: char) -> Glyph {
    let start = u16::try_from(at).unwrap_or(u16::MAX);
    let end = u16::try_from(at + character.len_utf8()).unwrap_or(u16::MAX);
    Glyph {
        id: known.id,
        x_advance: known.advance,
        x_offset: Em::zero(),
        y_advance: Em::zero(),
        y_offset: Em::zero(),
        range: start..end,
        span: (Span::detached(), 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_chinese_characters_and_never_in_a_figure() {
        // No font: every character is an em wide.
        let mut glyphs = Glyphs::new([]);
        let mut said = |text: &str, room: f64| -> Vec<String> {
            let lines = broken(text, Em::new(room), &mut glyphs);
            lines.into_iter().map(|(range, _)| text[range].to_owned()).collect()
        };
        assert_eq!(said("示例精密制造（南京）公司", 6.0), ["示例精密制造", "（南京）公司"]);
        assert_eq!(said("累计到位，同比", 4.0), ["累计到", "位，同比"]);
        assert_eq!(said("合同123,456.78元", 11.0), ["合同", "123,456.78元"]);
        assert_eq!(said("ABCDEFGH", 3.0), ["ABC", "DEF", "GH"]);
        assert_eq!(said("一\n二", 9.0), ["一", "二"]);
        assert_eq!(said("", 9.0), [""]);
    }

    #[test]
    fn what_needs_shaping_is_left_to_typst() {
        assert!("示例㛃䶮𬭎 A-1（甲）℃±".chars().all(is_plain));
        assert!(!"شركة".chars().all(is_plain));
        assert!(!"e\u{301}".chars().all(is_plain));
    }
}
