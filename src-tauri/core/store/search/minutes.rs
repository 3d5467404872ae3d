//! What was said in meetings: an FTS5 table of words, characters and pairs of characters, without positions.
//!
//! A document's number begins with the day, so that a query read backwards gives the latest meetings first and stops
//! when it has enough. The terms of a meeting are never kept beside the table: they come from the row.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, named_params};

use super::fold::{self, Cell};
use super::people::{self, Person};
use crate::domain::Id;
use crate::error::Result;

/// The columns of a meeting that are read, in the order in which a snippet is looked for.
pub const TEXTS: [&str; 10] =
    ["topics", "asks", "promises", "blockers", "next_step", "place", "trip", "lead_person", "our_people", "their_people"];

/// The columns that name people.
pub const PEOPLE: [&str; 4] = ["lead_person", "our_people", "their_people", "next_owner"];

/// The longest text of a meeting that is indexed, in characters.
const TEXT_CHARS_MAX: usize = 4_000;

/// The longest word of letters and digits that is indexed.
const WORD_CHARS_MAX: usize = 32;

/// How many bits of a document's number tell the meetings of a day apart.
const DAY_BITS: u32 = 24;

/// A meeting's texts by column.
pub type Texts<'t> = BTreeMap<&'static str, &'t str>;

/// A meeting that was written: its day and texts before, if it was there, and after, if it is.
#[derive(Debug)]
pub struct Written<'t> {
    /// The meeting.
    pub id: Id,
    /// The day and the texts before.
    pub before: Option<(NaiveDate, Texts<'t>)>,
    /// The day and the texts after.
    pub after: Option<(NaiveDate, Texts<'t>)>,
}

/// Brings the table up to date; what did not change in its words is passed over.
pub fn put(conn: &Connection, mut written: Vec<Written<'_>>) -> Result<()> {
    written.retain(|meeting| meeting.before != meeting.after);
    // FTS5 gathers what comes in the order of numbers, and writes whenever it does not.
    written.sort_by_key(|meeting| (meeting.after.as_ref().map(|(day, _)| *day), meeting.id));
    for meeting in &written {
        if let Some((_, texts)) = &meeting.before {
            take_out(conn, meeting.id, texts)?;
        }
    }
    let mut last = None;
    for meeting in &written {
        if let Some((day, texts)) = &meeting.after {
            last = Some(put_in(conn, meeting.id, *day, texts, last)?);
        }
    }
    Ok(())
}

fn take_out(conn: &Connection, id: Id, texts: &Texts<'_>) -> Result<()> {
    let doc: Option<i64> = conn
        .prepare_cached("SELECT doc_no FROM search_minutes WHERE meeting_id = :id")?
        .query_row(named_params! { ":id": id }, |row| row.get(0))
        .optional()?;
    if let Some(doc) = doc {
        conn.prepare_cached("DELETE FROM search_term WHERE rowid = :doc")?.execute(named_params! { ":doc": doc })?;
        conn.prepare_cached("DELETE FROM search_minutes WHERE doc_no = :doc")?.execute(named_params! { ":doc": doc })?;
    }
    let mut forget = conn.prepare_cached("DELETE FROM search_person WHERE name = :name AND meeting_id = :id")?;
    let mut forget_phone =
        conn.prepare_cached("DELETE FROM search_phone WHERE name = :name AND phone = :phone AND meeting_id = :id")?;
    for person in people_of(texts) {
        forget.execute(named_params! { ":name": person.name, ":id": id })?;
        for phone in person.phones {
            forget_phone.execute(named_params! { ":name": person.name, ":phone": phone, ":id": id })?;
        }
    }
    Ok(())
}

/// Adds a meeting; `last` is the number given before, which saves looking the day's highest up again.
fn put_in(conn: &Connection, id: Id, day: NaiveDate, texts: &Texts<'_>, last: Option<i64>) -> Result<i64> {
    let first = i64::from(chrono::Datelike::num_days_from_ce(&day)) << DAY_BITS;
    let doc = match last {
        Some(last) if last >> DAY_BITS == first >> DAY_BITS => last + 1,
        _ => conn
            .prepare_cached("SELECT coalesce(max(doc_no) + 1, :first) FROM search_minutes WHERE doc_no BETWEEN :first AND :last")?
            .query_row(named_params! { ":first": first, ":last": first + (1 << DAY_BITS) - 1 }, |row| row.get(0))?,
    };
    conn.prepare_cached("INSERT INTO search_minutes (doc_no, meeting_id) VALUES (:doc, :id)")?
        .execute(named_params! { ":doc": doc, ":id": id })?;
    let terms = document(TEXTS.iter().filter_map(|column| texts.get(column).copied()));
    conn.prepare_cached("INSERT INTO search_term (rowid, terms) VALUES (:doc, :terms)")?
        .execute(named_params! { ":doc": doc, ":terms": terms })?;
    let mut learn = conn.prepare_cached("INSERT OR IGNORE INTO search_person (name, meeting_id) VALUES (:name, :id)")?;
    let mut learn_phone =
        conn.prepare_cached("INSERT OR IGNORE INTO search_phone (name, phone, meeting_id) VALUES (:name, :phone, :id)")?;
    for person in people_of(texts) {
        if !person.name.is_empty() {
            learn.execute(named_params! { ":name": person.name, ":id": id })?;
        }
        for phone in person.phones {
            learn_phone.execute(named_params! { ":name": person.name, ":phone": phone, ":id": id })?;
        }
    }
    Ok(doc)
}

fn people_of(texts: &Texts<'_>) -> Vec<Person> {
    PEOPLE.iter().filter_map(|column| texts.get(column)).flat_map(|text| people::people(text)).collect()
}

/// The terms of some texts, each once.
fn document<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let (mut han, mut words): (Vec<(char, char)>, Vec<String>) = (Vec::new(), Vec::new());
    let mut left = TEXT_CHARS_MAX;
    for text in texts {
        let mut before = ' ';
        for (c, _) in fold::folded(text).into_iter().take(left) {
            left -= 1;
            if is_chinese(c) {
                han.push((c, '\0'));
                if is_chinese(before) {
                    han.push((before, c));
                }
            } else if c != ' ' {
                match words.last_mut() {
                    Some(word) if before != ' ' && !is_chinese(before) => word.push(c),
                    _ => words.push(c.to_string()),
                }
            }
            before = c;
        }
    }
    han.sort_unstable();
    han.dedup();
    words.sort_unstable();
    words.dedup();
    let mut out = String::with_capacity(han.len() * 6 + words.len() * 8);
    for (first, second) in han {
        out.push(first);
        if second != '\0' {
            out.push(second);
        }
        out.push(' ');
    }
    for word in words {
        out.extend(word.chars().take(WORD_CHARS_MAX));
        out.push(' ');
    }
    out
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// A typed text as an FTS5 expression, every term quoted; none where there is nothing to look for.
pub fn expression(text: &str) -> Option<String> {
    let mut out: Vec<String> = Vec::new();
    let folded: Vec<char> = fold::folded(text).into_iter().map(|(c, _)| c).collect();
    for run in folded.chunk_by(|a, b| is_chinese(*a) == is_chinese(*b) && *a != ' ' && *b != ' ') {
        match run {
            [' '] => {}
            [one] if is_chinese(*one) => out.push(quoted(&[*one], false)),
            many if is_chinese(many[0]) => out.extend(many.windows(2).map(|pair| quoted(pair, false))),
            word => out.push(quoted(&word[..word.len().min(WORD_CHARS_MAX)], true)),
        }
    }
    (!out.is_empty()).then(|| out.join(" AND "))
}

fn quoted(term: &[char], prefix: bool) -> String {
    // Folding left nothing but letters and digits.
    ["\"", &term.iter().collect::<String>(), "\"", if prefix { "*" } else { "" }].concat()
}

/// Meetings whose texts hold every term of an expression, the latest first.
pub fn holding(conn: &Connection, expression: &str, limit: u32) -> Result<Vec<Id>> {
    let mut statement = conn.prepare_cached(include_str!("holding.sql"))?;
    let rows = statement.query_map(named_params! { ":terms": expression, ":limit": limit }, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Where a text holds a word that was typed, in characters.
pub fn place_of(text: &str, word: &[Cell]) -> Option<(u32, u32)> {
    let mut cells = Vec::new();
    let folded = fold::folded(text);
    fold::push_cells(&mut cells, text);
    let at = cells.windows(word.len()).position(|window| window == word)?;
    // A word of letters begins where one begins in the text.
    let from = folded.get(at)?.1;
    Some((from, folded.get(at + word.len() - 1)?.1 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_its_characters_pairs_and_words() {
        let terms = document(["用电容量10MW", "用电"].into_iter());
        let mut terms: Vec<&str> = terms.split_whitespace().collect();
        terms.sort_unstable();
        assert_eq!(terms, ["10mw", "容", "容量", "用", "用电", "电", "电容", "量"]);
    }

    #[test]
    fn every_term_is_quoted() {
        assert_eq!(expression("华为").as_deref(), Some("\"华为\""));
        assert_eq!(expression("用電容").as_deref(), Some("\"用电\" AND \"电容\""));
        assert_eq!(expression("hw OR x").as_deref(), Some("\"hw\"* AND \"or\"* AND \"x\"*"));
        assert_eq!(expression("\" * ("), None);
    }

    #[test]
    fn a_place_is_told_in_characters_of_the_text() {
        assert_eq!(place_of("讨论「用電」容量", &fold::cells("用电")), Some((3, 5)));
    }
}
