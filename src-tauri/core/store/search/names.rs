//! Names known by heart: those of companies, people, projects, and of who pays and is paid, laid out to be read through
//! at every keystroke. A hundred thousand take about three milliseconds, however they are typed.

use std::collections::HashMap;

use super::HitKind;
use super::codes::Codes;
use super::fold::{self, Cell, END, GAP, begins_word, is_han, is_letter};
use super::forms::{form_long, is_form};
use super::matcher::{Match, may_nearly_begin, may_sound, nearly_stands, stands};
use super::query::Query;
use super::sound::Sounds;
use crate::domain::Id;

/// A longer name is cut when it is compared, in characters.
const NAME_CHARS_MAX: usize = 120;

/// A word of letters shorter than this is found only where a word begins.
const INSIDE_MIN: usize = 3;

/// A word shorter than this is taken as it is typed: no letter of it is wrong.
const NEAR_MIN: usize = 4;

/// With so many good names found, none is looked for that is only near.
const ENOUGH: usize = 5;

/// A word longer than this that was found at all is no slip of a finger.
const SLIP_MAX: usize = 8;

/// Two letters are looked for inside names only where fewer begin with them.
const BEGINNINGS_ENOUGH: usize = 50;

/// A name from this score on is what was typed and no guess.
const GOOD: i32 = 700;

/// What a name is to its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What it is called.
    Title,
    /// Its other own name, such as the English one.
    Own,
    /// What else it is called.
    Alias,
}

/// A record with its names.
#[derive(Debug)]
pub struct Doc {
    /// The kind; a doc of [`HitKind::Fund`] is somebody who pays or is paid.
    pub kind: HitKind,
    /// The record; of a person, and of who pays, an id of the name.
    pub id: Id,
    /// When it was last met, in days; 0 for never.
    pub met: u32,
    title_chars: u16,
    /// By place in [`Names::fields`].
    first: u32,
    fields: u32,
    gone: bool,
}

#[derive(Debug, Clone, Copy)]
struct Field {
    doc: u32,
    start: u32,
    /// Where its legal form begins, within the cells; `end` where it has none.
    form: u32,
    end: u32,
    text: u32,
    text_end: u32,
    role: Role,
}

/// A record one of whose names was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// By place in [`Names::docs`].
    pub doc: u32,
    /// By place in the fields.
    field: u32,
    /// The cells of the field that were typed; none where the parts lie about.
    cells: Option<(u16, u16)>,
    /// See [`super::Hit::score`].
    pub score: i32,
}

/// All names.
#[derive(Debug, Default)]
pub struct Names {
    /// The records.
    pub docs: Vec<Doc>,
    /// The lines of who pays and is paid, by the place of their doc.
    pub parties: HashMap<u32, Vec<Id>>,
    /// Codes and amounts.
    pub codes: Codes,
    fields: Vec<Field>,
    cells: Vec<Cell>,
    texts: String,
    by_id: HashMap<(HitKind, Id), u32>,
    sounds: Sounds,
}

#[expect(clippy::cast_possible_truncation, reason = "names of a bureau, not four billion characters")]
const fn place(at: usize) -> u32 {
    at as u32
}

impl Names {
    /// Adds a record by its names, the title first.
    pub fn put<'t>(&mut self, kind: HitKind, id: Id, met: u32, names: impl IntoIterator<Item = (Role, &'t str)>) -> u32 {
        let doc = place(self.docs.len());
        let first = place(self.fields.len());
        let mut title_chars = 0;
        for (role, text) in names {
            let (start, text_start) = (self.cells.len(), self.texts.len());
            fold::push_cells(&mut self.cells, text);
            self.cells.truncate(start + NAME_CHARS_MAX);
            self.sounds.learn(&self.cells[start..]);
            let end = place(self.cells.len());
            self.cells.push(END);
            self.texts.push_str(text);
            self.fields.push(Field {
                doc,
                start: place(start),
                form: end - place(form_long(&self.cells[start..end as usize])),
                end,
                text: place(text_start),
                text_end: place(self.texts.len()),
                role,
            });
            if role == Role::Title {
                title_chars = u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
            }
        }
        let fields = place(self.fields.len()) - first;
        self.docs.push(Doc { kind, id, met, title_chars, first, fields, gone: false });
        self.by_id.insert((kind, id), doc);
        doc
    }

    /// The place of a record.
    pub fn place(&self, kind: HitKind, id: Id) -> Option<u32> {
        self.by_id.get(&(kind, id)).copied()
    }

    /// Forgets a record.
    pub fn forget(&mut self, kind: HitKind, id: Id) {
        self.codes.forget((kind, id));
        let Some(doc) = self.by_id.remove(&(kind, id)) else { return };
        self.docs[doc as usize].gone = true;
        self.parties.remove(&doc);
        for field in self.fields_of(doc) {
            let Field { start, end, .. } = self.fields[field];
            self.cells[start as usize..end as usize].fill(END);
        }
    }

    /// Forgets what belongs to some lines of the ledger.
    pub fn forget_lines(&mut self, lines: &std::collections::BTreeSet<Id>) {
        self.codes.forget_lines(lines);
        let mut empty = Vec::new();
        for (doc, of) in &mut self.parties {
            of.retain(|line| !lines.contains(line));
            if of.is_empty() {
                empty.push(self.docs[*doc as usize].id);
            }
        }
        for party in empty {
            self.forget(HitKind::Fund, party);
        }
    }

    /// How many records were forgotten and still take room.
    pub fn gone(&self) -> usize {
        self.docs.len() - self.by_id.len()
    }

    fn fields_of(&self, doc: u32) -> std::ops::Range<usize> {
        let doc = &self.docs[doc as usize];
        doc.first as usize..(doc.first + doc.fields) as usize
    }

    fn field(&self, field: Field) -> &[Cell] {
        &self.cells[field.start as usize..field.end as usize]
    }

    /// What a record is called.
    pub fn title(&self, doc: u32) -> &str {
        let field = self.fields[self.docs[doc as usize].first as usize];
        &self.texts[field.text as usize..field.text_end as usize]
    }

    /// The name that was typed, where it is not the title, and the characters of it that were.
    pub fn matched(&self, found: Found) -> (Option<&str>, Vec<(u32, u32)>) {
        let field = self.fields[found.field as usize];
        let text = &self.texts[field.text as usize..field.text_end as usize];
        let folded = fold::folded(text);
        let ranges = found.cells.and_then(|(from, to)| {
            let from = folded.get(usize::from(from))?.1;
            Some((from, folded.get(usize::from(to).checked_sub(1)?)?.1 + 1))
        });
        ((field.role != Role::Title).then_some(text), ranges.into_iter().collect())
    }

    /// Every name and code with what it belongs to, sorted: two that know the same give the same lines.
    pub fn content(&self) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for doc in self.docs.iter().filter(|doc| !doc.gone) {
            let number = self.by_id[&(doc.kind, doc.id)];
            let names = self.fields_of(number).map(|field| {
                let field = self.fields[field];
                &self.texts[field.text as usize..field.text_end as usize]
            });
            let mut parts = vec![doc.kind.code().to_owned(), doc.id.to_string(), doc.met.to_string()];
            parts.extend(names.map(str::to_owned));
            let mut lines: Vec<String> = self.parties.get(&number).into_iter().flatten().map(Id::to_string).collect();
            lines.sort();
            parts.extend(lines);
            out.push(parts.join("\t"));
        }
        out.extend(self.codes.content());
        out.sort();
        out
    }

    /// Records of some kinds whose names were typed, each once, in no order.
    pub fn find(&self, query: &Query, wanted: impl Fn(HitKind) -> bool) -> Vec<Found> {
        let mut found = self.standing(query, &wanted);
        let parts = query.parts();
        if parts.len() > 1 {
            self.parts(&parts, &wanted, &mut found);
        }
        let good = found.iter().filter(|found| found.score >= GOOD).count();
        if good < ENOUGH {
            if let Some(letters) = query.letters().filter(|letters| letters.len() >= NEAR_MIN) {
                if good > 0 && letters.len() > SLIP_MAX {
                    return found;
                }
                self.near(&letters, &wanted, &mut found);
            } else if query.whole.len() >= INSIDE_MIN && query.whole.iter().all(|cell| is_han(*cell)) {
                self.gapped(&query.whole, &wanted, &mut found);
            }
        }
        found
    }

    /// Whether a record has a word among its names.
    pub fn has(&self, doc: u32, word: &[Cell]) -> bool {
        self.fields_of(doc).any(|field| {
            let field = self.field(self.fields[field]);
            (0..field.len()).any(|at| self.at(word, field, at).is_some())
        })
    }

    /// Where the whole of what was typed stands together.
    fn standing(&self, query: &Query, wanted: &impl Fn(HitKind) -> bool) -> Vec<Found> {
        let mut found = Vec::new();
        let word = query.whole.as_slice();
        let mut each = |number: u32, field: Field, cells: &[Cell], at: usize| {
            if let Some(stands) = self.at(word, cells, at) {
                let score = score(cells, at, stands, field.role);
                keep(&mut found, Found { doc: field.doc, field: number, cells: Some(span(at, stands.to)), score });
            }
        };
        if word.len() <= 2 && word.iter().all(|cell| is_letter(*cell)) {
            self.beginnings(wanted, &mut each);
            if word.len() == 1 || found.len() >= BEGINNINGS_ENOUGH {
                return found;
            }
            found.clear();
            let mut each = |number: u32, field: Field, cells: &[Cell], at: usize| {
                if let Some(stands) = self.at(word, cells, at) {
                    let score = score(cells, at, stands, field.role);
                    keep(&mut found, Found { doc: field.doc, field: number, cells: Some(span(at, stands.to)), score });
                }
            };
            self.starts(word, wanted, &mut each);
            return found;
        }
        self.starts(word, wanted, &mut each);
        found
    }

    /// A word at a place of a field, where it may begin.
    fn at(&self, word: &[Cell], field: &[Cell], at: usize) -> Option<Match> {
        let whole_word = begins_word(field, at);
        if !whole_word && (word.len() < INSIDE_MIN || is_han(field[at])) {
            return None;
        }
        let found = stands(word, field, at, &self.sounds)?;
        // Inside an English word letters stand for themselves only.
        (whole_word || (found.sounds == 0 && found.initials == 0)).then_some(found)
    }

    /// Calls back for each place where a word might begin.
    fn starts<'n>(&'n self, word: &[Cell], wanted: &impl Fn(HitKind) -> bool, mut each: impl FnMut(u32, Field, &'n [Cell], usize)) {
        let may = self.may_begin(word[0]);
        // A Chinese character is read on only where its sound goes on as the word does, or the next one may be what follows.
        let second = word.get(1).copied().filter(|second| is_letter(word[0]) && is_letter(*second));
        let follows = second.map(|second| self.may_begin(second));
        let mut sounds_on = vec![false; if second.is_some() { may.len() } else { 0 }];
        for cell in self.sounds.beginning(word[0]).iter().filter(|_| second.is_some()) {
            sounds_on[usize::from(*cell)] = may_sound(word, *cell, &self.sounds);
        }
        let goes_on = |at: usize, cell: Cell| {
            let Some(follows) = &follows else { return true };
            if !is_han(cell) {
                return true;
            }
            let next = match self.cells.get(at + 1) {
                Some(&GAP) => self.cells.get(at + 2),
                next => next,
            };
            sounds_on[usize::from(cell)] || next.is_some_and(|next| follows[usize::from(*next)])
        };
        self.each_of(&may, goes_on, wanted, &mut each);
    }

    /// Calls back for each place of a cell that may be what is looked for, and that goes on as it should.
    fn each_of<'n>(
        &'n self,
        may: &[bool],
        goes_on: impl Fn(usize, Cell) -> bool,
        wanted: &impl Fn(HitKind) -> bool,
        each: &mut impl FnMut(u32, Field, &'n [Cell], usize),
    ) {
        let mut number = 0;
        for (at, cell) in self.cells.iter().enumerate().filter(|(_, cell)| may[usize::from(**cell)]) {
            if !goes_on(at, *cell) {
                continue;
            }
            while self.fields[number].end as usize <= at {
                number += 1;
            }
            let field = self.fields[number];
            if wanted(self.docs[field.doc as usize].kind) {
                each(place(number), field, self.field(field), at - field.start as usize);
            }
        }
    }

    /// Calls back for the beginning of each name.
    fn beginnings<'n>(&'n self, wanted: &impl Fn(HitKind) -> bool, mut each: impl FnMut(u32, Field, &'n [Cell], usize)) {
        for (number, field) in (0_u32..).zip(&self.fields) {
            if field.start < field.end && wanted(self.docs[field.doc as usize].kind) {
                each(number, *field, self.field(*field), 0);
            }
        }
    }

    /// Which cells a word may begin with that begins with this one.
    fn may_begin(&self, first: Cell) -> Vec<bool> {
        let mut may = vec![false; usize::from(Cell::MAX) + 1];
        may[usize::from(first)] = true;
        for cell in self.sounds.beginning(first) {
            may[usize::from(*cell)] = true;
        }
        may
    }

    /// Where the parts of what was typed stand apart, each somewhere among the names.
    fn parts(&self, parts: &[&[Cell]], wanted: &impl Fn(HitKind) -> bool, found: &mut Vec<Found>) {
        let Some(longest) = parts.iter().max_by_key(|part| part.len() * if is_han(part[0]) { 3 } else { 1 }) else { return };
        let known: std::collections::HashSet<u32> = found.iter().map(|found| found.doc).collect();
        let mut more = Vec::new();
        self.starts(longest, wanted, |number, field, cells, at| {
            if more.last().is_some_and(|last: &Found| last.doc == field.doc) || known.contains(&field.doc) {
                return;
            }
            let Some(stands) = self.at(longest, cells, at) else { return };
            if parts.iter().all(|part| std::ptr::eq(*part, *longest) || self.has(field.doc, part)) {
                let score = (score(cells, at, stands, field.role) - 150).max(520);
                more.push(Found { doc: field.doc, field: number, cells: Some(span(at, stands.to)), score });
            }
        });
        found.extend(more);
    }

    /// Where every character stands in its order, with others between.
    fn gapped(&self, word: &[Cell], wanted: &impl Fn(HitKind) -> bool, found: &mut Vec<Found>) {
        let known: std::collections::HashSet<u32> = found.iter().map(|found| found.doc).collect();
        let mut more: Vec<Found> = Vec::new();
        self.starts(word, wanted, |number, field, cells, at| {
            if known.contains(&field.doc) || cells[at] != word[0] || more.last().is_some_and(|last| last.doc == field.doc) {
                return;
            }
            let mut next = 0;
            let end = cells[at..].iter().position(|cell| {
                next += usize::from(*cell == word[next]);
                next == word.len()
            });
            if let Some(end) = end {
                let between = i32::try_from(end + 1 - word.len()).unwrap_or(i32::MAX);
                more.push(Found { doc: field.doc, field: number, cells: None, score: 580 - between.min(50) });
            }
        });
        found.extend(more);
    }

    /// Where the letters stand but for one.
    fn near(&self, letters: &[u8], wanted: &impl Fn(HitKind) -> bool, found: &mut Vec<Found>) {
        let known: std::collections::HashMap<u32, i32> = found.iter().map(|found| (found.doc, found.score)).collect();
        let mut more: Vec<Found> = Vec::new();
        let mut each = |number: u32, field: Field, cells: &[Cell], at: usize| {
            // A slip that leads into 有限公司 leads to every company there is.
            if field.start as usize + at >= field.form as usize || !begins_word(cells, at) {
                return;
            }
            let Some(to) = nearly_stands(letters, cells, at, &self.sounds) else { return };
            let score = if at == 0 { 640 } else { 600 } - 10 * i32::from(field.role == Role::Alias);
            if known.get(&field.doc).is_none_or(|have| *have < score) {
                keep(&mut more, Found { doc: field.doc, field: number, cells: Some(span(at, to)), score });
            }
        };
        // Most characters that begin with the letter go on in a way that no single slip explains.
        let first = u16::from(letters[0]);
        let mut may = vec![false; usize::from(Cell::MAX) + 1];
        may[usize::from(first)] = true;
        for cell in self.sounds.beginning(first) {
            may[usize::from(*cell)] = may_nearly_begin(letters, *cell, &self.sounds);
        }
        self.each_of(&may, |_, _| true, wanted, &mut each);
        if more.is_empty() && found.is_empty() {
            // The first letter itself may be wrong: rare, and looked for where names and English words begin.
            let mut each = |number: u32, field: Field, cells: &[Cell], at: usize| {
                if let Some(to) = begins_word(cells, at).then(|| nearly_stands(letters, cells, at, &self.sounds)).flatten()
                    && !known.contains_key(&field.doc)
                {
                    keep(&mut more, Found { doc: field.doc, field: number, cells: Some(span(at, to)), score: 590 });
                }
            };
            may.fill(false);
            for cell in (u16::from(b'a')..=u16::from(b'z')).flat_map(|letter| self.sounds.beginning(letter)) {
                may[usize::from(*cell)] = may_nearly_begin(letters, *cell, &self.sounds);
            }
            for (number, field) in (0_u32..).zip(&self.fields) {
                if wanted(self.docs[field.doc as usize].kind) {
                    let cells = self.field(*field);
                    let begins = |at: &usize| is_letter(cells[*at]) || *at == 0 && may[usize::from(cells[0])];
                    (0..cells.len()).filter(begins).for_each(|at| each(number, *field, cells, at));
                }
            }
        }
        let better: std::collections::HashSet<u32> = more.iter().map(|found| found.doc).collect();
        found.retain(|have| !better.contains(&have.doc));
        found.extend(more);
    }

    /// The order in which two that were found are shown: the better, companies first, the shorter, the last met.
    pub fn rank(&self, found: &Found) -> impl Ord + use<> {
        let doc = &self.docs[found.doc as usize];
        (std::cmp::Reverse(found.score), doc.kind, doc.title_chars, std::cmp::Reverse(doc.met), found.doc)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "within NAME_CHARS_MAX")]
const fn span(from: usize, to: usize) -> (u16, u16) {
    (from as u16, to as u16)
}

/// Keeps the better of two places in one record; a record's fields come one behind the other.
fn keep(found: &mut Vec<Found>, new: Found) {
    match found.last_mut() {
        Some(last) if last.doc == new.doc => {
            if new.score > last.score {
                *last = new;
            }
        }
        _ => found.push(new),
    }
}

/// 1000 for the very name, 960 where only the legal form is left, 900 for a beginning, 800 for a later word, 680 inside
/// one; less where it was read by sound, by initials, or is not the title.
fn score(field: &[Cell], at: usize, stands: Match, role: Role) -> i32 {
    let place = match (at, &field[stands.to..]) {
        (0, []) => 1000,
        (0, rest) if is_form(rest) => 960,
        (0, _) => 900,
        (_, rest) if begins_word(field, at) => 800 + 20 * i32::from(rest.is_empty() || is_form(rest)),
        _ => 680,
    };
    let read = match (stands.sounds, stands.initials) {
        (0, 0) => 0,
        (_, initials) => 60 + 10 * i32::from(initials.min(6)),
    };
    let name = match role {
        Role::Title => 0,
        Role::Own => 5,
        Role::Alias => 15,
    };
    place - read - name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(all: &[&str]) -> Names {
        let mut names = Names::default();
        for (number, name) in (0_u8..).zip(all) {
            names.put(HitKind::Company, Id::from_bytes([number; 16]), 0, [(Role::Title, *name)]);
        }
        names
    }

    fn found(names: &Names, text: &str) -> Vec<String> {
        let mut found = names.find(&Query::read(text).expect("a query"), |_| true);
        found.sort_by_key(|found| names.rank(found));
        found.into_iter().map(|found| names.title(found.doc).to_owned()).collect()
    }

    #[test]
    fn the_shorter_beginning_comes_first_and_sounds_come_after() {
        let names = names(&["深圳华为投资有限公司", "华为数字技术有限公司", "华为技术有限公司", "花维科技", "华为"]);
        assert_eq!(found(&names, "华为"), ["华为", "华为技术有限公司", "华为数字技术有限公司", "深圳华为投资有限公司"]);
        assert_eq!(found(&names, "huawei")[..2], ["华为", "花维科技"]);
        assert_eq!(found(&names, "hw技术"), ["华为技术有限公司", "华为数字技术有限公司"]);
        assert_eq!(found(&names, "華為"), found(&names, "华为"));
    }

    #[test]
    fn a_wrong_letter_finds_what_was_meant() {
        let names = names(&["Microsoft", "Micron", "华为技术有限公司", "花花公子"]);
        assert_eq!(found(&names, "microsft"), ["Microsoft"]);
        assert_eq!(found(&names, "huawai"), ["华为技术有限公司"]);
        assert_eq!(found(&names, "nicrosoft"), ["Microsoft"]);
    }

    #[test]
    fn parts_may_stand_apart() {
        let names = names(&["深圳市华为技术有限公司", "Bank of China", "China Construction Bank", "中国银行"]);
        assert_eq!(found(&names, "华为 深圳"), ["深圳市华为技术有限公司"]);
        assert_eq!(found(&names, "深圳华为"), ["深圳市华为技术有限公司"]);
        assert_eq!(found(&names, "china bank"), ["China Construction Bank", "Bank of China"]);
    }

    #[test]
    fn what_was_forgotten_is_not_found() {
        let mut names = names(&["华为", "华为技术"]);
        names.forget(HitKind::Company, Id::from_bytes([0; 16]));
        assert_eq!(found(&names, "华为"), ["华为技术"]);
    }
}
