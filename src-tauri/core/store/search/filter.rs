//! Which rows of a list a text leaves: those found themselves, and those that belong to what was found.

use std::collections::HashSet;

use rusqlite::named_params;

use super::names::Names;
use super::query::Query;
use super::{HitKind, fold, minutes};
use crate::domain::Id;
use crate::error::Result;
use crate::store::Conn;

/// Codes of a list that hold what was typed, at most.
const CODES_MAX: usize = 100_000;

/// The rows of a kind that a text leaves, as a JSON array of ids in hexadecimal digits, for `IN (SELECT unhex(value)
/// FROM json_each(…))`; none where there is no text. Of several words each must be found, each in its own way:
/// `华为 用电` are the meetings with 华为 in which 用电 was said.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn ids(conn: &Conn, kind: HitKind, text: Option<&str>) -> Result<Option<String>> {
    let Some(query) = text.and_then(Query::read) else { return Ok(None) };
    let mut heart = conn.heart();
    let names = heart.keep_up(conn)?;
    let mut left = one(conn, names, kind, &query)?;
    if query.words.len() > 1 {
        let mut common: Option<HashSet<Id>> = None;
        for word in &query.words {
            let own = one(conn, names, kind, &of_word(word))?;
            common = Some(match common {
                None => own,
                Some(common) => common.into_iter().filter(|id| own.contains(id)).collect(),
            });
        }
        left.extend(common.unwrap_or_default());
    }
    Ok(Some(json(left)))
}

fn of_word(word: &[fold::Cell]) -> Query {
    let text: String = word.iter().filter_map(|cell| char::from_u32(u32::from(*cell))).collect();
    Query::read(&text).unwrap_or(Query { whole: word.to_vec(), words: vec![word.to_vec()], code: Vec::new(), amount: None })
}

/// What one text, taken as a whole, leaves.
fn one(conn: &Conn, names: &Names, kind: HitKind, query: &Query) -> Result<HashSet<Id>> {
    let mut left = HashSet::new();
    let (mut companies, mut projects, mut people) = (Vec::new(), Vec::new(), Vec::new());
    let wanted = |of: HitKind| {
        of == kind
            || match kind {
                HitKind::Project => of == HitKind::Company,
                HitKind::Fund => matches!(of, HitKind::Company | HitKind::Project),
                HitKind::Meeting => matches!(of, HitKind::Company | HitKind::Project | HitKind::Person),
                _ => false,
            }
    };
    for found in names.find(query, wanted) {
        let doc = &names.docs[found.doc as usize];
        match doc.kind {
            HitKind::Fund => left.extend(names.parties.get(&found.doc).into_iter().flatten().copied()),
            HitKind::Person => people.push(names.title(found.doc).to_owned()),
            of if of == kind => drop(left.insert(doc.id)),
            HitKind::Company => companies.push(doc.id),
            HitKind::Project => projects.push(doc.id),
            _ => {}
        }
    }
    for found in names.codes.find(&query.code, CODES_MAX) {
        match found.owner {
            (of, id) if of == kind => drop(left.insert(id)),
            // A telephone is somebody's, and they were met.
            (HitKind::Person, id) if kind == HitKind::Meeting => {
                people.extend(names.place(HitKind::Person, id).map(|doc| names.title(doc).to_owned()));
            }
            _ => {}
        }
    }
    if kind == HitKind::Fund {
        left.extend(query.amount.into_iter().flat_map(|minor| names.codes.of_amount(minor)));
    }
    let related = match kind {
        HitKind::Project => include_str!("projects_of.sql"),
        HitKind::Fund => include_str!("lines_of.sql"),
        HitKind::Meeting => include_str!("meetings_of.sql"),
        _ => return Ok(left),
    };
    let people = serde_json::to_string(&people)?;
    let (companies, projects) = (json(companies), json(projects));
    let all: [(&str, &dyn rusqlite::ToSql); 3] = [(":companies", &companies), (":projects", &projects), (":people", &people)];
    let used: Vec<_> = all.into_iter().filter(|(name, _)| related.contains(name)).collect();
    let mut statement = conn.prepare_cached(related)?;
    for id in statement.query_map(used.as_slice(), |row| row.get::<_, Id>(0))? {
        left.insert(id?);
    }
    if kind == HitKind::Meeting {
        let text: String = query.whole.iter().filter_map(|cell| char::from_u32(u32::from(*cell))).collect();
        if let Some(expression) = minutes::expression(&text) {
            let mut statement = conn.prepare_cached(include_str!("holding.sql"))?;
            for id in statement.query_map(named_params! { ":terms": expression, ":limit": u32::MAX }, |row| row.get::<_, Id>(0))? {
                left.insert(id?);
            }
        }
    }
    Ok(left)
}

/// Ids as a JSON array of their hexadecimal digits.
pub fn json(ids: impl IntoIterator<Item = Id>) -> String {
    let mut out = String::from("[");
    for id in ids {
        if out.len() > 1 {
            out.push(',');
        }
        out.push('"');
        out.push_str(&crate::journal::hex(id.as_bytes()));
        out.push('"');
    }
    out.push(']');
    out
}
