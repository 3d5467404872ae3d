//! The search index: companies, projects, meetings and lines by Chinese, English, pinyin, initials, and the
//! digits of codes.
//!
//! A document's terms are made here and kept in an FTS5 table: each Chinese character and each pair of them, each word,
//! and for every Chinese run its pinyin and its initials from every character on, so that `yidong` and `yd` find
//! 中国移动 by a prefix.

use pinyin::ToPinyin;
use rusqlite::{Connection, OptionalExtension, named_params};
use serde::Serialize;

use crate::domain::{Id, name};
use crate::error::Result;
use crate::journal::{Capture, RowChange};

/// How many characters on a pinyin term reaches: longer than any word typed.
const PINYIN_CHARS_MAX: usize = 12;

/// The longest text of a document that is indexed, in characters.
const BODY_CHARS_MAX: usize = 2_000;

/// A record found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Hit {
    /// company, project, meeting or fund.
    pub kind: String,
    /// The record.
    pub id: Id,
    /// What it is called.
    pub title: String,
    /// Higher is better: 1000 for the very name, less for a beginning, a part, a sound.
    pub score: i32,
}

/// What a person typed as an FTS5 expression, every term quoted; none where there is nothing to look for.
#[must_use]
pub fn terms(text: &str) -> Option<String> {
    let mut out = Vec::new();
    for run in runs(&name::half_width(text).to_lowercase()) {
        if is_han(run.chars().next().unwrap_or(' ')) {
            let chars: Vec<char> = run.chars().collect();
            match chars.as_slice() {
                [one] => out.push(quoted(&one.to_string(), false)),
                many => out.extend(many.windows(2).map(|pair| quoted(&pair.iter().collect::<String>(), false))),
            }
        } else {
            out.push(quoted(&run, true));
        }
    }
    (!out.is_empty()).then(|| out.join(" AND "))
}

fn quoted(term: &str, prefix: bool) -> String {
    ["\"", &term.replace('"', "\"\""), "\"", if prefix { "*" } else { "" }].concat()
}

/// Runs of Chinese characters, and of other letters and digits; all else parts them.
fn runs(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut last = None;
    for c in text.chars() {
        let class = if is_han(c) { Some(true) } else { c.is_alphanumeric().then_some(false) };
        match (class, last) {
            (Some(_), same) if class == same => {
                if let Some(run) = out.last_mut() {
                    run.push(c);
                }
            }
            (Some(_), _) => out.push(c.to_string()),
            (None, _) => {}
        }
        last = class;
    }
    out
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// The terms under which a text is found.
fn document(texts: &[Option<String>]) -> String {
    let mut out = String::new();
    let mut put = |term: &str| {
        out.push_str(term);
        out.push(' ');
    };
    for text in texts.iter().flatten() {
        let text: String = name::half_width(text).to_lowercase().chars().take(BODY_CHARS_MAX).collect();
        for run in runs(&text) {
            if !is_han(run.chars().next().unwrap_or(' ')) {
                put(&run);
                continue;
            }
            let chars: Vec<char> = run.chars().collect();
            for c in &chars {
                put(&c.to_string());
            }
            for pair in chars.windows(2) {
                put(&pair.iter().collect::<String>());
            }
            let sounds: Vec<&str> = run.as_str().to_pinyin().map(|sound| sound.map_or("", |sound| sound.plain())).collect();
            for from in 0..sounds.len() {
                let reach = &sounds[from..sounds.len().min(from + PINYIN_CHARS_MAX)];
                put(&reach.concat());
                if reach.len() > 1 {
                    put(&reach.iter().filter_map(|sound| sound.chars().next()).collect::<String>());
                }
            }
        }
    }
    out
}

/// Finds records, the best first.
pub fn find(conn: &Connection, text: &str, kind: Option<&str>, limit: u32) -> Result<Vec<Hit>> {
    let Some(terms) = terms(text) else { return Ok(Vec::new()) };
    let folded = name::fold(text);
    let mut statement = conn.prepare_cached(include_str!("search/find.sql"))?;
    let rows = statement.query_map(
        named_params! { ":terms": terms, ":kind": kind, ":text": text.trim(), ":like": ["%", &text.trim().replace(['%', '_'], ""), "%"].concat(), ":limit": limit.saturating_mul(4).max(40) },
        |row| Ok(Hit { kind: row.get(0)?, id: row.get(1)?, title: row.get(2)?, score: 0 }),
    )?;
    let mut hits: Vec<Hit> = rows.collect::<Result<_, _>>()?;
    for hit in &mut hits {
        hit.score = score(&folded, &hit.title);
    }
    hits.sort_by(|a, b| {
        b.score
            .cmp(&a.score)
            .then_with(|| a.title.chars().count().cmp(&b.title.chars().count()))
            .then_with(|| a.title.cmp(&b.title))
    });
    hits.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(hits)
}

fn score(folded: &str, title: &str) -> i32 {
    let own = name::fold(title);
    let sounds: String = own
        .as_str()
        .to_pinyin()
        .zip(own.chars())
        .map(|(sound, c)| sound.map_or_else(|| c.to_string(), |sound| sound.plain().to_owned()))
        .collect();
    let initials: String = own
        .as_str()
        .to_pinyin()
        .zip(own.chars())
        .filter_map(|(sound, c)| sound.map_or(Some(c), |sound| sound.plain().chars().next()))
        .collect();
    if own == folded {
        1000
    } else if own.starts_with(folded) {
        900
    } else if own.contains(folded) {
        800
    } else if sounds == folded || initials == folded {
        750
    } else if sounds.starts_with(folded) || initials.starts_with(folded) {
        700
    } else if sounds.contains(folded) || initials.contains(folded) {
        600
    } else {
        500
    }
}

/// Brings the index and the names up to date with changed rows; called by the door before the commit.
pub(super) fn refresh(conn: &Connection, capture: &Capture, rows: &[RowChange]) -> Result<()> {
    let mut changed: std::collections::BTreeSet<(&str, Id)> = std::collections::BTreeSet::new();
    for change in rows {
        match capture.tables[change.table].name.as_str() {
            kind @ ("company" | "project" | "meeting" | "fund") => {
                changed.insert((kind, change.row));
                // What a company was merged into is called by its names from now on, or no longer.
                let table = &capture.tables[change.table];
                let merged = table.columns.iter().position(|(column, _)| column == "merged_into");
                for image in [&change.before, &change.after].into_iter().flatten() {
                    if let Some(into) = merged.and_then(|at| image[at].as_deref()).and_then(|id| id.parse().ok()) {
                        changed.insert(("company", into));
                    }
                }
            }
            "company_alias" => {
                let alias = &capture.tables[change.table];
                let at = alias.columns.iter().position(|(column, _)| column == "company_id");
                for image in [&change.before, &change.after].into_iter().flatten() {
                    if let Some(company) = at.and_then(|at| image[at].as_deref()).and_then(|id| id.parse().ok()) {
                        changed.insert(("company", company));
                    }
                }
            }
            _ => {}
        }
    }
    for (kind, id) in changed {
        index(conn, kind, id)?;
    }
    Ok(())
}

fn index(conn: &Connection, kind: &str, id: Id) -> Result<()> {
    let sql = match kind {
        "company" => {
            super::company::index_names(conn, id)?;
            include_str!("search/company.sql")
        }
        "project" => include_str!("search/project.sql"),
        "meeting" => include_str!("search/meeting.sql"),
        _ => include_str!("search/fund.sql"),
    };
    let found: Option<Vec<Option<String>>> = conn
        .prepare_cached(sql)?
        .query_row(named_params! { ":id": id }, |row| (0..row.as_ref().column_count()).map(|at| row.get(at)).collect())
        .optional()?;
    let Some(texts) = found else {
        conn.prepare_cached("DELETE FROM search_doc WHERE row_id = :id")?.execute(named_params! { ":id": id })?;
        return Ok(());
    };
    let title = texts.first().cloned().flatten().unwrap_or_default();
    conn.prepare_cached(include_str!("search/put.sql"))?
        .execute(named_params! { ":kind": kind, ":id": id, ":title": title, ":body": document(&texts) })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_is_quoted() {
        assert_eq!(terms("华为"), Some("\"华为\"".to_owned()));
        assert_eq!(terms("hw OR x"), Some("\"hw\"* AND \"or\"* AND \"x\"*".to_owned()));
        assert_eq!(terms("\" * ("), None);
    }

    #[test]
    fn a_name_is_found_by_sound_from_any_character() {
        let body = document(&[Some("中国移动".to_owned())]);
        for term in ["移动", "zhongguoyidong", "yidong", "zgyd", "yd"] {
            assert!(body.split(' ').any(|have| have == term), "{term} in {body}");
        }
    }
}
