//! Reading the journal: the history of the store, and of one row.

use rusqlite::{Connection, named_params};
use serde::Serialize;

use super::op::{Means, Op};
use super::{apply, body};
use crate::domain::Id;
use crate::error::Result;

/// An action as the history shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Entry {
    /// The first entry's place in the chain.
    pub entry: i32,
    /// The group's id, which is what undo takes back.
    pub group: Id,
    /// What was done.
    pub op: Op,
    /// To what: a name or a reference.
    pub subject: String,
    /// When, an RFC 3339 instant in UTC.
    pub at: String,
    /// By whom; none for the program itself.
    pub user: Option<String>,
    /// By what means.
    pub means: Means,
    /// Whether it was undone since.
    pub undone: bool,
}

/// One field's change, for the history of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct FieldChange {
    /// The action.
    pub action: Entry,
    /// The column.
    pub field: String,
    /// What it was.
    pub before: Option<String>,
    /// What it became.
    pub after: Option<String>,
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        entry: row.get("entry_no")?,
        group: row.get("group_id")?,
        op: row.get("kind")?,
        subject: row.get("subject")?,
        at: row.get("at")?,
        user: row.get("user_name")?,
        means: row.get("means")?,
        undone: row.get("undone")?,
    })
}

/// The latest actions, newest first, a group once; `before` an entry for the next page.
pub fn entries(conn: &Connection, before: Option<i32>, limit: u32) -> Result<Vec<Entry>> {
    let mut statement = conn.prepare_cached(include_str!("history.sql"))?;
    let rows = statement.query_map(named_params! { ":before": before, ":limit": limit }, read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The changed rows of the entries after `after`, in order; none where they are more than `bytes_max`.
pub(crate) fn since(conn: &Connection, after: i64, bytes_max: i64) -> Result<Option<Vec<apply::Element>>> {
    let bytes: i64 =
        conn.prepare_cached(include_str!("bytes_since.sql"))?.query_row(named_params! { ":after": after }, |row| row.get(0))?;
    if bytes > bytes_max {
        return Ok(None);
    }
    let mut out = Vec::new();
    let mut statement = conn.prepare_cached(include_str!("since.sql"))?;
    let mut rows = statement.query(named_params! { ":after": after })?;
    while let Some(row) = rows.next()? {
        out.extend(apply::elements(&body::text_in(row)?)?);
    }
    Ok(Some(out))
}

/// Every change of one row, oldest first.
pub fn of_row(conn: &Connection, row_id: Id) -> Result<Vec<FieldChange>> {
    let mut statement = conn.prepare_cached(include_str!("of_row.sql"))?;
    let mut rows = statement.query(named_params! { ":row": row_id })?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let action = read(row)?;
        for (_, id, after, before) in apply::elements(&body::text_in(row)?)? {
            if id != row_id {
                continue;
            }
            let (after, before) = (after.unwrap_or_default(), before.unwrap_or_default());
            let fields: std::collections::BTreeSet<_> = after.keys().chain(before.keys()).cloned().collect();
            for field in fields {
                out.push(FieldChange {
                    action: action.clone(),
                    before: before.get(&field).cloned().flatten(),
                    after: after.get(&field).cloned().flatten(),
                    field,
                });
            }
        }
    }
    Ok(out)
}
