//! The bureau's own settings: one row a key, under an id that every seat derives alike.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::{NewBureau, Tx};
use crate::domain::Id;
use crate::error::Result;

/// The bureau's name, as reports print it.
pub const BUREAU: &str = "bureau";
/// `1` where the store holds the sample.
pub const SAMPLE: &str = "sample";

/// The setting's value; nothing where it was never set.
pub fn get(conn: &Connection, key: &str) -> Result<Option<String>> {
    let value = conn
        .prepare_cached("SELECT value FROM setting WHERE key = :key")?
        .query_row(named_params! { ":key": key }, |row| row.get(0));
    Ok(value.optional()?)
}

/// Sets it.
pub fn set(tx: &Tx<'_>, key: &str, value: &str) -> Result<()> {
    tx.subject(key);
    tx.prepare_cached(include_str!("settings/set.sql"))?
        .execute(named_params! { ":id": Id::of_name("setting", key), ":key": key, ":value": value })?;
    Ok(())
}

/// The first rows of a new store: the bureau, its zone, its first user, and the lists every bureau has.
pub(super) fn found(tx: &Tx<'_>, user: Id, bureau: &NewBureau) -> Result<()> {
    set(tx, BUREAU, bureau.bureau.trim())?;
    if bureau.sample {
        set(tx, SAMPLE, "1")?;
    }
    super::people::insert(tx, user, bureau.user.trim(), bureau.role, true)?;
    super::zones::add(tx, &bureau.zone, true)?;
    super::lists::found(tx)?;
    tx.subject(bureau.bureau.trim());
    Ok(())
}
