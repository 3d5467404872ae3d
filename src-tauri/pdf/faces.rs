//! The fonts of one document, opened: the faces of the page format in the order in which typst asks them.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use daowei_core::words::Language;
use daowei_files::report::document::{Block, Content, Document, Plot, Row};
use daowei_files::report::fonts::{Face, Fonts, Replaced};
use typst::foundations::{Bytes, Value, array, dict};
use typst::text::Font;

use crate::Error;
use crate::data::clean;

/// A place where a face of the page format stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The text, headings of level 3, tables.
    Text,
    /// Headings of level 1, heads of tables, rows of totals, captions.
    Strong,
    /// Headings of level 2.
    Second,
    /// Titles.
    Title,
    /// Page numbers.
    Number,
}

impl Role {
    const ALL: [Self; 5] = [Self::Text, Self::Strong, Self::Second, Self::Title, Self::Number];

    /// Its name in the template.
    const fn name(self) -> &'static str {
        match self {
            Self::Text => "fang",
            Self::Strong => "hei",
            Self::Second => "kai",
            Self::Title => "title",
            Self::Number => "song",
        }
    }

    const fn face(self) -> Face {
        match self {
            Self::Text => Face::FangSong,
            Self::Strong => Face::Hei,
            Self::Second => Face::Kai,
            Self::Title => Face::XiaoBiaoSong,
            Self::Number => Face::Song,
        }
    }
}

/// The opened fonts.
pub struct Faces {
    /// All of them, each once; a font's place here is its place in the book.
    pub fonts: Vec<Font>,
    /// The fonts of a role, as places in `fonts`, to be asked for a character one after the other.
    roles: HashMap<Role, Vec<usize>>,
    /// The faces for which other fonts stand.
    pub replaced: Vec<Replaced>,
    /// Characters of the document that none of them has.
    pub missing: String,
}

impl Faces {
    /// Opens what the document needs.
    pub fn open(document: &Document, found: &Fonts) -> Result<Self, Error> {
        let chinese = [Face::FangSong, Face::Song, Face::Hei, Face::Kai, Face::XiaoBiaoSong];
        let any = chinese.iter().find_map(|face| found.of(*face)).ok_or(Error::NoFont)?;
        let english = document.language == Language::En;
        let mut opened = Opened::default();
        let mut roles = HashMap::new();
        for role in Role::ALL {
            let mut places = Vec::new();
            if english && let Some(roman) = found.of(Face::Roman) {
                let bold = matches!(role, Role::Strong | Role::Title).then_some(roman.bold.as_ref()).flatten();
                places.push(match bold {
                    Some(bold) => opened.place(bold, 0)?,
                    None => opened.place(&roman.path, roman.index)?,
                });
            }
            let own = found.of(role.face()).unwrap_or(any);
            places.push(opened.place(&own.path, own.index)?);
            roles.insert(role, places);
        }
        // Other fonts are opened only for characters that a face lacks: a name with a rare one.
        let used = characters(document);
        for wide in found.wide() {
            let lacking = |places: &Vec<usize>| used.iter().any(|one| !opened.has(places, *one));
            if !roles.values().any(lacking) {
                break;
            }
            let place = opened.place(&wide.path, wide.index)?;
            for places in roles.values_mut() {
                if !places.contains(&place) && used.iter().any(|one| !opened.has(places, *one) && opened.has(&[place], *one)) {
                    places.push(place);
                }
            }
        }
        // What no such font has, the text's may have: a title's face may be poorer.
        let text = roles.get(&Role::Text).cloned().unwrap_or_default();
        for places in roles.values_mut() {
            let more: Vec<usize> = text.iter().filter(|place| !places.contains(place)).copied().collect();
            places.extend(more);
        }
        let missing = used.iter().filter(|one| !opened.has(&text, **one)).collect();
        let replaced = found.replaced().into_iter().filter(|one| english == (one.face == Face::Roman)).collect();
        Ok(Self { fonts: opened.fonts, roles, replaced, missing })
    }

    /// The places of a role's fonts.
    pub fn places(&self, role: Role) -> &[usize] {
        self.roles.get(&role).map_or(&[], Vec::as_slice)
    }

    /// Families and weights for the template.
    pub fn value(&self) -> Value {
        let mut all = typst::foundations::Dict::new();
        for role in Role::ALL {
            let mut families = array![];
            let mut weight = 400;
            for (nth, place) in self.places(role).iter().enumerate() {
                let Some(font) = self.fonts.get(*place) else { continue };
                families.push(Value::Str(font.info().family.as_str().to_lowercase().into()));
                if nth == 0 {
                    weight = font.info().variant.weight.to_number();
                }
            }
            all.insert(role.name().into(), Value::Dict(dict! { "families" => families, "weight" => i64::from(weight) }));
        }
        Value::Dict(all)
    }
}

/// Fonts while they are opened.
#[derive(Default)]
struct Opened {
    fonts: Vec<Font>,
    places: HashMap<(PathBuf, u32), usize>,
    files: HashMap<PathBuf, Bytes>,
}

impl Opened {
    /// The place of the font in this file, which is read once.
    fn place(&mut self, path: &Path, index: u32) -> Result<usize, Error> {
        let key = (path.to_owned(), index);
        if let Some(place) = self.places.get(&key) {
            return Ok(*place);
        }
        let wrong = |detail: String| Error::Font(path.display().to_string(), detail);
        let bytes = match self.files.get(path) {
            Some(bytes) => bytes.clone(),
            None => Bytes::new(std::fs::read(path).map_err(|error| wrong(error.to_string()))?),
        };
        self.files.insert(path.to_owned(), bytes.clone());
        let font = Font::new(bytes, index).ok_or_else(|| wrong("no font".to_owned()))?;
        let place = self.fonts.len();
        self.fonts.push(font);
        self.places.insert(key, place);
        Ok(place)
    }

    fn has(&self, places: &[usize], character: char) -> bool {
        places.iter().filter_map(|place| self.fonts.get(*place)).any(|font| font.info().coverage.contains(character.into()))
    }
}

/// Every character that the document shows and that needs a glyph.
fn characters(document: &Document) -> BTreeSet<char> {
    let mut all = BTreeSet::new();
    let mut take = |text: &str| all.extend(clean(text).chars().filter(|one| !one.is_control() && !is_silent(*one)));
    take(&document.title);
    take(&document.issuer);
    take(&document.dated);
    document.watermark.iter().for_each(|text| take(text));
    document.annexes.iter().for_each(|annex| take(&annex.title));
    for block in document.blocks() {
        match block {
            Block::Heading { text, .. } => take(text),
            Block::Paragraph(paragraph) => take(&paragraph.text),
            Block::Chart(chart) => {
                take(&chart.caption);
                if let Plot::Bullets(bullets) = &chart.plot {
                    bullets.iter().for_each(|bullet| take(&bullet.name));
                }
            }
            Block::Table(table) => {
                [Some(&table.caption), table.unit.as_ref(), table.note.as_ref()].into_iter().flatten().for_each(|text| take(text));
                table.head.iter().flatten().for_each(|cell| take(&cell.text));
                for cell in table.rows.iter().flat_map(|row: &Row| &row.cells) {
                    if let Content::Text(text) | Content::Missing(text) = &cell.content {
                        take(text);
                    }
                }
            }
        }
    }
    all
}

/// Whether a character has no look of its own: joiners, selectors, breaks.
const fn is_silent(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2028}'..='\u{2029}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}
