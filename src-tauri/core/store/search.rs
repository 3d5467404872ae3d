//! Search: companies, people, projects, money and what was said in meetings, as people type.
//!
//! Two parts make one index. Names and codes are known by heart beside each connection ([`names`], [`codes`]): read from
//! the tables when first asked, kept up by the journal, so that a row costs nothing when it is written and a name is
//! found by any mixture of characters, pinyin and initials. What was said in meetings stands in an FTS5 table that the
//! door writes in the transaction of the rows ([`minutes`]).
//! **Invariant:** both can be made anew from the tables at any time, and are then the same.

mod codes;
mod filter;
mod find;
mod fold;
mod forms;
mod heart;
mod matcher;
mod minutes;
mod names;
mod people;
mod query;
mod sound;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, named_params};
use serde::Serialize;

use super::Conn;
use crate::domain::{Id, vocabulary};
use crate::error::Result;
use crate::journal::{Capture, RowChange};

pub use filter::ids;
pub use find::find;
pub(super) use heart::Heart;

vocabulary! {
    /// What a record that is found is; the order of equals.
    HitKind {
        /// 企业.
        Company = "company",
        /// 项目.
        Project = "project",
        /// Somebody a meeting names, ours or theirs.
        Person = "person",
        /// A user of the store.
        User = "user",
        /// 到资.
        Fund = "fund",
        /// 走访.
        Meeting = "meeting",
    }
}

/// A record found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Hit {
    /// What it is.
    pub kind: HitKind,
    /// The record; of a person, the meeting logged last that names them.
    pub id: Id,
    /// What it is called.
    pub title: String,
    /// Higher is better: 1000 the very name, 960 but for its legal form, 900 its beginning, 800 a later word of it; less by
    /// up to 120 where it was read by sound or initials; under 700 a guess; 500 and less what was said in a meeting, and
    /// what belongs to a company that was found.
    pub score: i32,
    /// The parts of the title that were typed, in characters, ends excluded.
    pub matched: Vec<(u32, u32)>,
    /// What was found where that is not the title: another name, a code, a sentence.
    pub snippet: Option<Snippet>,
}

/// A text around what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Snippet {
    /// The text.
    pub text: String,
    /// The parts of it that were typed, in characters, ends excluded.
    pub matched: Vec<(u32, u32)>,
}

/// The way the index is made; a store whose index was made another way makes it anew when it is opened.
const VERSION: &str = "2";

/// Makes the stored part of the index anew where it was made another way.
pub(super) fn settle(conn: &Connection) -> Result<()> {
    let known: Option<String> = conn.query_row("SELECT value FROM meta WHERE key = 'search'", [], |row| row.get(0)).optional()?;
    if known.as_deref() != Some(VERSION) {
        let tx = conn.unchecked_transaction()?;
        rebuild(&tx)?;
        tx.execute(include_str!("meta_set.sql"), named_params! { ":key": "search", ":value": VERSION })?;
        tx.commit()?;
    }
    Ok(())
}

/// Makes the stored part of the index anew from the tables.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn rebuild(conn: &Connection) -> Result<()> {
    conn.execute_batch(include_str!("search/empty.sql"))?;
    let columns = || minutes::TEXTS.iter().chain(&minutes::PEOPLE);
    let mut statement = conn.prepare("SELECT * FROM meeting ORDER BY held_on, id")?;
    let mut rows = statement.query([])?;
    let mut texts: Vec<(Id, NaiveDate, BTreeMap<&'static str, String>)> = Vec::new();
    loop {
        let row = rows.next()?;
        if let Some(row) = row {
            let mut own = BTreeMap::new();
            for column in columns() {
                if let Some(text) = row.get::<_, Option<String>>(*column)? {
                    own.insert(*column, text);
                }
            }
            texts.push((row.get("id")?, row.get("held_on")?, own));
        }
        if row.is_none() || texts.len() >= BATCH {
            let written = texts.iter().map(|(id, day, texts)| minutes::Written {
                id: *id,
                before: None,
                after: Some((*day, texts.iter().map(|(column, text)| (*column, text.as_str())).collect())),
            });
            minutes::put(conn, written.collect())?;
            texts.clear();
        }
        if row.is_none() {
            return Ok(());
        }
    }
}

/// Meetings indexed at a time when all are.
const BATCH: usize = 10_000;

/// Everything the index knows on this connection, sorted: two that know the same give the same lines.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn content(conn: &Conn) -> Result<Vec<String>> {
    let mut lines = conn.heart().keep_up(conn)?.content();
    let mut statement = conn.prepare(include_str!("search/content.sql"))?;
    for line in statement.query_map([], |row| row.get::<_, String>(0))? {
        lines.push(line?);
    }
    Ok(lines)
}

/// Forgets what is known by heart, so that it is learned anew from the tables.
pub fn forget(conn: &Conn) {
    *conn.heart() = Heart::default();
}

/// The tables whose changed rows [`refresh`] reads.
pub(super) const READS: &[&str] = &["company", "company_alias", "meeting"];

/// Brings the stored part of the index up to date with the changed rows of [`READS`]; called by the door before the
/// commit.
pub(super) fn refresh(conn: &Connection, capture: &Capture, rows: &[RowChange]) -> Result<()> {
    let table = |name: &str| capture.tables.iter().position(|table| table.name == name);
    let (company, alias, meeting) = (table("company"), table("company_alias"), table("meeting"));
    let mut companies: std::collections::BTreeSet<Id> = std::collections::BTreeSet::new();
    // The first image before and the last after of each meeting.
    let mut meetings: BTreeMap<Id, (&RowChange, &RowChange)> = BTreeMap::new();
    for change in rows {
        let of = Some(change.table);
        if of == company {
            companies.insert(change.row);
            // What a company was merged into is called by its names from now on, or no longer.
            let merged = capture.tables[change.table].columns.iter().position(|(column, _)| column == "merged_into");
            for image in [&change.before, &change.after].into_iter().flatten() {
                companies.extend(merged.and_then(|at| image[at].as_deref()).and_then(|id| id.parse::<Id>().ok()));
            }
        } else if of == alias {
            let columns = &capture.tables[change.table].columns;
            let at = columns.iter().position(|(column, _)| column == "company_id");
            for image in [&change.before, &change.after].into_iter().flatten() {
                companies.extend(at.and_then(|at| image[at].as_deref()).and_then(|id| id.parse::<Id>().ok()));
            }
        } else if of == meeting {
            meetings.entry(change.row).and_modify(|(_, last)| *last = change).or_insert((change, change));
        }
    }
    for id in companies {
        super::company::index_names(conn, id)?;
    }
    let Some(meeting) = meeting.filter(|_| !meetings.is_empty()) else { return Ok(()) };
    let place = |name: &str| capture.tables[meeting].columns.iter().position(|(column, _)| column == name);
    let held_on = place("held_on");
    let columns: Vec<(&'static str, usize)> =
        minutes::TEXTS.iter().chain(&minutes::PEOPLE).filter_map(|column| Some((*column, place(column)?))).collect();
    let written = meetings.iter().map(|(id, (first, last))| minutes::Written {
        id: *id,
        before: texts_of(first.before.as_deref(), held_on, &columns),
        after: texts_of(last.after.as_deref(), held_on, &columns),
    });
    minutes::put(conn, written.collect())
}

/// The day and the texts of a meeting's image.
fn texts_of<'i>(
    image: Option<&'i [Option<String>]>,
    held_on: Option<usize>,
    columns: &[(&'static str, usize)],
) -> Option<(NaiveDate, minutes::Texts<'i>)> {
    let image = image?;
    let day = image[held_on?].as_deref()?.parse().ok()?;
    Some((day, columns.iter().filter_map(|(column, at)| Some((*column, image[*at].as_deref()?))).collect()))
}
