//! How large a table's type may be, and how wide its columns: figures and dates never break over lines.

use std::collections::HashMap;

use daowei_files::report::document::{Content, Table};
use typst::layout::{Abs, Em};
use typst::text::{Font, FontInstance, FontVariations};

/// Sizes of type in points, the largest first: 小四, 五号, 小五 and smaller.
const SIZES: [f64; 9] = [12.0, 10.5, 9.0, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5];
/// A word this long, in ems, may be broken after all.
const WORD_MAX: f64 = 9.0;
/// No column is narrower, in ems: two Chinese characters.
const COLUMN_MIN: f64 = 2.0;

/// A table's type.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Size of the type.
    pub size: Abs,
    /// Room between a cell's text and its lines.
    pub pad: Abs,
    /// Width of each column, together as wide as the text.
    pub widths: Vec<Abs>,
}

/// The glyphs of a few fonts, the first that has a character.
pub struct Glyphs {
    fonts: Vec<FontInstance>,
    known: HashMap<char, Known>,
}

/// The glyph of a character.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// Which of the fonts.
    pub font: usize,
    /// Its number there.
    pub id: u16,
    /// How wide it is.
    pub advance: Em,
}

impl Glyphs {
    /// Of these fonts.
    pub fn new(fonts: impl IntoIterator<Item = Font>) -> Self {
        let instance = |font: Font| {
            let variant = font.info().variant;
            font.instantiate(variant, Abs::pt(10.0), &FontVariations::default())
        };
        Self { fonts: fonts.into_iter().map(instance).collect(), known: HashMap::new() }
    }

    /// One of the fonts.
    pub fn font(&self, at: usize) -> Option<&FontInstance> {
        self.fonts.get(at)
    }

    /// The glyph of a character; the box of the first font where none has it.
    pub fn of(&mut self, character: char) -> Known {
        if let Some(known) = self.known.get(&character) {
            return *known;
        }
        let found = self.fonts.iter().enumerate().find_map(|(font, face)| {
            let id = face.ttf().glyph_index(character)?.0;
            Some(Known { font, id, advance: face.x_advance(id)? })
        });
        let known = found.unwrap_or(Known { font: 0, id: 0, advance: Em::one() });
        self.known.insert(character, known);
        known
    }

    /// How wide a text is on one line.
    pub fn width(&mut self, text: &str) -> Em {
        text.chars().map(|one| self.of(one).advance).sum()
    }

    /// The widest part of a text that does not break.
    fn widest_word(&mut self, text: &str) -> Em {
        let (mut widest, mut word) = (Em::zero(), Em::zero());
        for character in text.chars() {
            let advance = self.of(character).advance;
            word = if holds_together(character) { word + advance } else { advance };
            if word > widest {
                widest = word;
            }
        }
        widest
    }
}

/// Letters and digits of words and figures, which are kept on one line.
pub fn holds_together(character: char) -> bool {
    character.is_ascii_graphic() || (character.is_alphanumeric() && !is_wide(character))
}

/// Characters of Chinese, Japanese and Korean, between which a line may break.
pub const fn is_wide(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// The largest type in which no figure of the table breaks, and its columns.
pub fn fit(table: &Table, room: Abs, text: &mut Glyphs, strong: &mut Glyphs) -> Fit {
    let columns = table.columns.len();
    let most = |ems: &mut Vec<Em>, at: usize, need: Em| {
        if let Some(known) = ems.get_mut(at)
            && need > *known
        {
            *known = need;
        }
    };
    let mut ems = vec![Em::new(COLUMN_MIN); columns];
    for row in &table.rows {
        let glyphs = if row.total { &mut *strong } else { &mut *text };
        for (at, cell) in row.cells.iter().enumerate() {
            let need = match &cell.content {
                Content::Number { .. } | Content::Date(_) => glyphs.width(&cell.shown()),
                Content::Text(text) | Content::Missing(text) => glyphs.widest_word(text).min(Em::new(WORD_MAX)),
                Content::Blank | Content::Covered => continue,
            };
            most(&mut ems, at, need);
        }
    }
    for row in &table.head {
        let mut at = 0;
        for cell in row {
            if cell.across == 1 && row.len() == columns {
                most(&mut ems, at, strong.widest_word(&cell.text).min(Em::new(WORD_MAX)));
            }
            at += usize::from(cell.across);
        }
    }
    let first = if columns <= 5 {
        0
    } else if columns <= 8 {
        1
    } else {
        2
    };
    let needs = |size: Abs, pad: Abs| -> Vec<Abs> { ems.iter().map(|em| em.at(size) + pad * 2.0 + Abs::pt(0.5)).collect() };
    let mut last = (Abs::pt(5.5), Abs::pt(1.5));
    for points in SIZES.into_iter().skip(first) {
        last = (Abs::pt(points), if points >= 9.0 { Abs::pt(3.0) } else { Abs::pt(1.5) });
        let needs = needs(last.0, last.1);
        if needs.iter().copied().sum::<Abs>() <= room {
            return Fit { size: last.0, pad: last.1, widths: shared(table, room, &needs) };
        }
    }
    let needs = needs(last.0, last.1);
    let all: Abs = needs.iter().copied().sum();
    Fit { size: last.0, pad: last.1, widths: needs.iter().map(|need| room * (*need / all)).collect() }
}

/// What each column needs, and of the rest as much as brings it near its share.
fn shared(table: &Table, room: Abs, needs: &[Abs]) -> Vec<Abs> {
    let shares: u32 = table.columns.iter().map(|column| u32::from(column.width.max(1))).sum();
    let lacking: Vec<Abs> = table
        .columns
        .iter()
        .zip(needs)
        .map(|(column, need)| (room * f64::from(column.width.max(1)) / f64::from(shares) - *need).max(Abs::zero()))
        .collect();
    let all: Abs = lacking.iter().copied().sum();
    let spare = room - needs.iter().copied().sum();
    if all == Abs::zero() {
        return needs.to_vec();
    }
    needs.iter().zip(&lacking).map(|(need, lacking)| *need + spare * (*lacking / all)).collect()
}
