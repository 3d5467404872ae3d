//! What is shown for a text as it is typed: the best records of every kind, with what was typed in them.

use std::collections::{HashMap, HashSet};

use rusqlite::{OptionalExtension, named_params};

use super::fold::{self, Cell};
use super::names::{Found, Names};
use super::query::Query;
use super::{Hit, HitKind, Snippet, minutes};
use crate::domain::Id;
use crate::error::Result;
use crate::store::Conn;

/// Places that each kind has where several are asked for.
const PLACES_OF_A_KIND: usize = 3;

/// A company found this well brings its latest meetings and money along.
const BRINGS_ALONG: i32 = 780;

/// So many companies bring something along, and so many meetings and lines each.
const ALONG_MAX: usize = 3;

/// The most codes looked at for one text.
const CODES_MAX: usize = 200;

/// Meetings read to find those that hold what was typed as it was typed.
const MEETINGS_READ_MAX: u32 = 120;

/// Of a longer text so many characters are shown before what was typed, and after it.
const SNIPPET_CHARS: (u32, u32) = (12, 36);

/// Scores of what is no name: an amount, what belongs to a company, what was said.
const SCORE_AMOUNT: i32 = 850;
const SCORE_SAID: i32 = 500;
const SCORE_ALONG: i32 = 440;

/// Finds records, the best first; of one kind where one is named, else at least a few of each kind that has any.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn find(conn: &Conn, text: &str, kind: Option<HitKind>, limit: u32) -> Result<Vec<Hit>> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX).max(1);
    let mut heart = conn.heart();
    let names = heart.keep_up(conn)?;
    let Some(query) = Query::read(text) else { return Ok(Vec::new()) };
    let mut search = Search { conn, names, query: &query, kind, limit, hits: Vec::new() };
    search.names()?;
    search.codes()?;
    search.said(text)?;
    Ok(search.best())
}

struct Search<'a> {
    conn: &'a Conn,
    names: &'a Names,
    query: &'a Query,
    kind: Option<HitKind>,
    limit: usize,
    hits: Vec<Hit>,
}

impl Search<'_> {
    fn wants(&self, kind: HitKind) -> bool {
        self.kind.is_none_or(|wanted| wanted == kind)
    }

    fn names(&mut self) -> Result<()> {
        // A company's meetings and money are found by its name.
        let along = self.wants(HitKind::Meeting) || self.wants(HitKind::Fund);
        let found = self.names.find(self.query, |kind| self.wants(kind) || (along && kind == HitKind::Company));
        let mut by_kind: HashMap<HitKind, Vec<Found>> = HashMap::new();
        for one in found {
            by_kind.entry(self.names.docs[one.doc as usize].kind).or_default().push(one);
        }
        for (kind, mut found) in by_kind {
            if found.len() > self.limit {
                found.select_nth_unstable_by_key(self.limit, |found| self.names.rank(found));
                found.truncate(self.limit);
            }
            found.sort_unstable_by_key(|found| self.names.rank(found));
            if kind == HitKind::Company {
                let best = found.iter().filter(|found| found.score >= BRINGS_ALONG).take(ALONG_MAX);
                for company in best.map(|found| self.names.docs[found.doc as usize].id).collect::<Vec<_>>() {
                    self.along(company)?;
                }
            }
            // Each of these asks the tables.
            let most = if self.kind.is_none() && kind != HitKind::Company { PLACES_OF_A_KIND * 2 } else { self.limit };
            for one in found.into_iter().take(most) {
                match kind {
                    HitKind::Fund => self.lines_of(one)?,
                    HitKind::Person => self.person(one)?,
                    kind if self.wants(kind) => {
                        let hit = self.hit(kind, self.names.docs[one.doc as usize].id, one);
                        self.hits.push(hit);
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn hit(&self, kind: HitKind, id: Id, found: Found) -> Hit {
        let (text, matched) = self.names.matched(found);
        let title = self.names.title(found.doc).to_owned();
        match text {
            None => Hit { kind, id, title, score: found.score, matched, snippet: None },
            Some(text) => {
                let snippet = Some(Snippet { text: text.to_owned(), matched });
                Hit { kind, id, title, score: found.score, matched: Vec::new(), snippet }
            }
        }
    }

    /// The latest meeting that names somebody, and what it is called.
    fn latest(&self, doc: u32) -> Result<Option<(Id, String)>> {
        let mut statement = self.conn.prepare_cached(include_str!("latest_with.sql"))?;
        let name = self.names.title(doc);
        Ok(statement.query_row(named_params! { ":name": name }, |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    /// Somebody whom meetings name: the latest of them.
    fn person(&mut self, found: Found) -> Result<()> {
        if let Some((meeting, about)) = self.latest(found.doc)? {
            let hit = self.hit(HitKind::Person, meeting, found);
            self.hits.push(Hit { snippet: Some(Snippet { text: about, matched: Vec::new() }), ..hit });
        }
        Ok(())
    }

    /// The latest lines of somebody who pays or is paid.
    fn lines_of(&mut self, party: Found) -> Result<()> {
        let mut lines = self.names.parties.get(&party.doc).cloned().unwrap_or_default();
        lines.sort_unstable_by(|a, b| b.cmp(a));
        lines.dedup();
        let (_, matched) = self.names.matched(party);
        for id in lines.into_iter().take(self.limit.min(PLACES_OF_A_KIND * 2)) {
            let snippet = Snippet { text: self.names.title(party.doc).to_owned(), matched: matched.clone() };
            // Who pays is no name of the line: companies of that name stand before it.
            self.line(id, party.score - 300, Some(snippet))?;
        }
        Ok(())
    }

    fn line(&mut self, id: Id, score: i32, snippet: Option<Snippet>) -> Result<()> {
        let mut statement = self.conn.prepare_cached(include_str!("line_title.sql"))?;
        let title: Option<String> = statement.query_row(named_params! { ":id": id }, |row| row.get(0)).optional()?;
        if let Some(title) = title {
            let (matched, snippet) = in_title(&title, snippet);
            self.hits.push(Hit { kind: HitKind::Fund, id, title, score, matched, snippet });
        }
        Ok(())
    }

    /// The latest meetings and lines of a company that was found.
    fn along(&mut self, company: Id) -> Result<()> {
        let ids = |sql: &str| -> Result<Vec<Id>> {
            let mut statement = self.conn.prepare_cached(sql)?;
            let limit = if self.kind.is_some() { self.limit } else { ALONG_MAX };
            let limit = u32::try_from(limit).unwrap_or(u32::MAX);
            Ok(statement
                .query_map(named_params! { ":company": company, ":limit": limit }, |row| row.get(0))?
                .collect::<Result<_, _>>()?)
        };
        if self.wants(HitKind::Meeting) {
            for id in ids(include_str!("meetings_with.sql"))? {
                if let Some(said) = Said::read(self.conn, id)? {
                    self.hits.push(Hit {
                        kind: HitKind::Meeting,
                        id,
                        title: said.title,
                        score: SCORE_ALONG,
                        matched: Vec::new(),
                        snippet: None,
                    });
                }
            }
        }
        if self.wants(HitKind::Fund) {
            for id in ids(include_str!("lines_by.sql"))? {
                self.line(id, SCORE_ALONG, None)?;
            }
        }
        Ok(())
    }

    fn codes(&mut self) -> Result<()> {
        let mut codes = self.names.codes.find(&self.query.code, CODES_MAX);
        codes.sort_by_key(|found| std::cmp::Reverse(found.score));
        // Each of these asks the tables.
        let mut met_left = if self.kind.is_none() { PLACES_OF_A_KIND * 2 } else { self.limit };
        for found in codes {
            let (kind, id) = found.owner;
            if !self.wants(kind) {
                continue;
            }
            if matches!(kind, HitKind::Person | HitKind::Meeting) {
                if met_left == 0 {
                    continue;
                }
                met_left -= 1;
            }
            let matched = code_place(&found.shown, &self.query.code).into_iter().collect();
            let snippet = Some(Snippet { text: found.shown, matched });
            let score = found.score;
            match (kind, self.names.place(kind, id)) {
                (HitKind::Fund, _) => self.line(id, score, snippet)?,
                (HitKind::Meeting, _) => {
                    if let Some(said) = Said::read(self.conn, id)? {
                        self.hits.push(Hit { kind, id, title: said.title, score, matched: Vec::new(), snippet });
                    }
                }
                (_, Some(doc)) => {
                    let title = self.names.title(doc).to_owned();
                    // Of a person the record is the meeting that names them.
                    let id = if kind == HitKind::Person { self.latest(doc)?.map(|(meeting, _)| meeting) } else { Some(id) };
                    if let Some(id) = id {
                        self.hits.push(Hit { kind, id, title, score, matched: Vec::new(), snippet });
                    }
                }
                (_, None) => {}
            }
        }
        if let Some(minor) = self.query.amount.filter(|_| self.wants(HitKind::Fund)) {
            let lines: Vec<Id> = self.names.codes.of_amount(minor).collect();
            for id in lines.into_iter().rev().take(self.limit) {
                self.line(id, SCORE_AMOUNT, None)?;
            }
        }
        Ok(())
    }

    /// What was said in meetings; one of several words may also be the company's.
    fn said(&mut self, text: &str) -> Result<()> {
        if !self.wants(HitKind::Meeting) {
            return Ok(());
        }
        let mut left = if self.kind.is_none() { PLACES_OF_A_KIND * 2 } else { self.limit };
        if let Some(expression) = minutes::expression(text) {
            for id in minutes::holding(self.conn, &expression, MEETINGS_READ_MAX)? {
                if left > 0 && self.meeting(id, &self.query.words)? {
                    left -= 1;
                }
            }
        }
        for (at, word) in self.query.words.iter().enumerate().filter(|_| self.query.words.len() > 1) {
            let rest: Vec<Vec<Cell>> =
                self.query.words.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, word)| word.clone()).collect();
            let own = Query { whole: word.clone(), words: vec![word.clone()], code: Vec::new(), amount: None };
            let mut companies = self.names.find(&own, |kind| kind == HitKind::Company);
            companies.sort_unstable_by_key(|found| self.names.rank(found));
            companies.retain(|found| found.score >= BRINGS_ALONG);
            companies.truncate(CODES_MAX);
            if companies.is_empty() {
                continue;
            }
            let companies = super::filter::json(companies.iter().map(|found| self.names.docs[found.doc as usize].id));
            let Some(expression) = minutes::expression(&text_of(&rest)) else { continue };
            let ids: Vec<Id> = self
                .conn
                .prepare_cached(include_str!("holding_with.sql"))?
                .query_map(named_params! { ":terms": expression, ":companies": companies, ":limit": MEETINGS_READ_MAX }, |row| {
                    row.get(0)
                })?
                .collect::<Result<_, _>>()?;
            for id in ids {
                if left > 0 && self.meeting(id, &rest)? {
                    left -= 1;
                }
            }
        }
        Ok(())
    }

    /// Adds a meeting where its texts hold every word as it was typed.
    fn meeting(&mut self, id: Id, words: &[Vec<Cell>]) -> Result<bool> {
        let Some(said) = Said::read(self.conn, id)? else { return Ok(false) };
        let places: Vec<Option<(usize, (u32, u32))>> = words.iter().map(|word| said.place_of(word)).collect();
        let Some(places) = places.into_iter().collect::<Option<Vec<_>>>() else { return Ok(false) };
        let Some((text, _)) = places.first() else { return Ok(false) };
        let matched = places.iter().filter(|(other, _)| other == text).map(|(_, place)| *place).collect();
        let snippet = Some(cut(&said.texts[*text], matched));
        self.hits.push(Hit { kind: HitKind::Meeting, id, title: said.title, score: SCORE_SAID, matched: Vec::new(), snippet });
        Ok(true)
    }

    /// Each record once, the best first; a few places for each kind.
    fn best(self) -> Vec<Hit> {
        let Self { names, mut hits, limit, .. } = self;
        let met = |hit: &Hit| names.place(hit.kind, hit.id).map_or(0, |doc| names.docs[doc as usize].met);
        hits.sort_by_cached_key(|hit| {
            (std::cmp::Reverse(hit.score), hit.kind, hit.title.chars().count(), std::cmp::Reverse(met(hit)), hit.title.clone())
        });
        let mut seen = HashSet::new();
        hits.retain(|hit| seen.insert((hit.kind, hit.id, (hit.kind == HitKind::Person).then(|| hit.title.clone()))));
        let mut of_kind: HashMap<HitKind, usize> = HashMap::new();
        let kept: Vec<bool> = hits
            .iter()
            .map(|hit| {
                let count = of_kind.entry(hit.kind).or_default();
                *count += 1;
                *count <= PLACES_OF_A_KIND
            })
            .collect();
        let mut free = limit.saturating_sub(kept.iter().filter(|kept| **kept).count());
        let mut at = 0;
        hits.retain(|_| {
            at += 1;
            kept[at - 1] || {
                let room = free > 0;
                free = free.saturating_sub(1);
                room
            }
        });
        hits.truncate(limit);
        hits
    }
}

/// A meeting as it is shown among what was found.
struct Said {
    title: String,
    texts: Vec<String>,
}

impl Said {
    fn read(conn: &Conn, id: Id) -> Result<Option<Self>> {
        let mut statement = conn.prepare_cached(include_str!("said.sql"))?;
        let said = statement.query_row(named_params! { ":id": id }, |row| {
            let texts = (1..=minutes::TEXTS.len()).filter_map(|at| row.get::<_, Option<String>>(at).transpose());
            Ok(Self { title: row.get(0)?, texts: texts.collect::<Result<_, _>>()? })
        });
        Ok(said.optional()?)
    }

    fn place_of(&self, word: &[Cell]) -> Option<(usize, (u32, u32))> {
        self.texts.iter().enumerate().find_map(|(at, text)| Some((at, minutes::place_of(text, word)?)))
    }
}

/// The part of a text around what was typed.
fn cut(text: &str, mut matched: Vec<(u32, u32)>) -> Snippet {
    matched.sort_unstable();
    let chars: Vec<char> = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let length = u32::try_from(chars.len()).unwrap_or(u32::MAX);
    let first = matched.first().map_or(0, |range| range.0);
    let from = if length <= SNIPPET_CHARS.0 + SNIPPET_CHARS.1 { 0 } else { first.saturating_sub(SNIPPET_CHARS.0) };
    let to = (first + SNIPPET_CHARS.1).max(from + SNIPPET_CHARS.0 + SNIPPET_CHARS.1).min(length);
    let mut shown = String::new();
    if from > 0 {
        shown.push('…');
    }
    shown.extend(&chars[from as usize..to as usize]);
    if to < length {
        shown.push('…');
    }
    let by = u32::from(from > 0);
    matched.retain(|range| range.0 >= from && range.1 <= to);
    Snippet { text: shown, matched: matched.into_iter().map(|(a, b)| (a - from + by, b - from + by)).collect() }
}

/// A snippet that is part of the title marks the title instead.
fn in_title(title: &str, snippet: Option<Snippet>) -> (Vec<(u32, u32)>, Option<Snippet>) {
    let Some(snippet) = snippet else { return (Vec::new(), None) };
    match title.find(&snippet.text) {
        Some(at) => {
            let by = u32::try_from(title[..at].chars().count()).unwrap_or(0);
            (snippet.matched.iter().map(|(from, to)| (from + by, to + by)).collect(), None)
        }
        None => (Vec::new(), Some(snippet)),
    }
}

/// Where a code as written holds a part as compared.
fn code_place(shown: &str, part: &[u8]) -> Option<(u32, u32)> {
    let counted: Vec<(u8, u32)> = (0_u32..)
        .zip(shown.chars())
        .filter_map(|(place, c)| Some((*fold::code(c.encode_utf8(&mut [0; 4])).first()?, place)))
        .collect();
    let at = counted.windows(part.len()).position(|window| window.iter().map(|(byte, _)| byte).eq(part))?;
    Some((counted[at].1, counted[at + part.len() - 1].1 + 1))
}

fn text_of(words: &[Vec<Cell>]) -> String {
    let words = words.iter().map(|word| word.iter().filter_map(|cell| char::from_u32(u32::from(*cell))).collect::<String>());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_around_what_was_typed() {
        let text = "一二三四五六七八九十".repeat(10);
        let cut = cut(&text, vec![(50, 52)]);
        assert_eq!(cut.text.chars().skip(cut.matched[0].0 as usize).take(2).collect::<String>(), "一二");
        assert!(cut.text.starts_with('…') && cut.text.ends_with('…'));
    }

    #[test]
    fn a_part_of_a_code_is_marked_as_it_is_written() {
        assert_eq!(code_place("2025-0001", b"50001"), Some((3, 9)));
    }
}
