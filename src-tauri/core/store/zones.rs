//! Zones: where money lands, and which of them count (I6).

use rusqlite::{Connection, OptionalExtension, named_params};
use serde::Serialize;

use super::Tx;
use crate::domain::Id;
use crate::error::{Error, Result};

/// A zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Zone {
    /// The id.
    pub id: Id,
    /// The name.
    pub name: String,
    /// Whether money that lands there counts.
    pub counts: bool,
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Zone> {
    Ok(Zone { id: row.get(0)?, name: row.get(1)?, counts: row.get(2)? })
}

/// All zones, those that count first.
pub fn all(conn: &Connection) -> Result<Vec<Zone>> {
    let mut statement = conn.prepare_cached("SELECT id, name, counts FROM zone ORDER BY counts DESC, id")?;
    Ok(statement.query_map([], read)?.collect::<Result<_, _>>()?)
}

/// The zone of this name.
pub fn named(conn: &Connection, name: &str) -> Result<Option<Zone>> {
    let found = conn.prepare_cached("SELECT id, name, counts FROM zone WHERE name = :name ORDER BY id LIMIT 1")?;
    let mut found = found;
    Ok(found.query_row(named_params! { ":name": name.trim() }, read).optional()?)
}

/// Adds a zone.
///
/// # Errors
/// [`Error::Missing`], [`Error::Exists`].
pub fn add(tx: &Tx<'_>, name: &str, counts: bool) -> Result<Id> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::Missing { field: "name".to_owned() });
    }
    if named(tx, name)?.is_some() {
        return Err(Error::Exists { kind: "zone".to_owned(), key: name.to_owned() });
    }
    tx.subject(name);
    let id = tx.new_id();
    tx.prepare_cached("INSERT INTO zone (id, name, counts) VALUES (:id, :name, :counts)")?
        .execute(named_params! { ":id": id, ":name": name, ":counts": counts })?;
    Ok(id)
}

/// Says whether money that lands in a zone counts.
///
/// # Errors
/// [`Error::NotFound`].
pub fn set_counts(tx: &Tx<'_>, id: Id, counts: bool) -> Result<()> {
    let name: Option<String> =
        tx.query_row("SELECT name FROM zone WHERE id = :id", named_params! { ":id": id }, |row| row.get(0)).optional()?;
    tx.subject(name.ok_or_else(|| Error::not_found("zone", id))?);
    tx.execute("UPDATE zone SET counts = :counts WHERE id = :id", named_params! { ":id": id, ":counts": counts })?;
    Ok(())
}
