//! Where companies are found by name: folded names, and the keys of like names. Derived: made anew where
//! the way of making them has changed.

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, named_params};

use crate::domain::Id;
use crate::domain::name::{self, Name};
use crate::error::Result;

/// Under which key `meta` says how the keys were made.
const MADE: &str = "company_keys";

/// Puts a company's names where [`super::by_name`] and [`super::candidates`] look; the door does so after
/// every write, this call makes them found within one.
pub(in crate::store) fn index_names(conn: &Connection, id: Id) -> Result<()> {
    for forget in ["DELETE FROM company_name WHERE company_id = :id", "DELETE FROM company_key WHERE company_id = :id"] {
        conn.prepare_cached(forget)?.execute(named_params! { ":id": id })?;
    }
    let named: Vec<(String, Option<String>)> = conn
        .prepare_cached(include_str!("names.sql"))?
        .query_map(named_params! { ":id": id }, |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let mut insert = conn.prepare_cached("INSERT OR IGNORE INTO company_name (folded, company_id) VALUES (:folded, :id)")?;
    let mut insert_key = conn.prepare_cached("INSERT OR IGNORE INTO company_key (key, company_id) VALUES (:key, :id)")?;
    for (written, country) in named {
        let name = Name::parse(&written);
        insert.execute(named_params! { ":folded": name.folded, ":id": id })?;
        for key in name::keys(&name, country.as_deref()) {
            insert_key.execute(named_params! { ":key": key, ":id": id })?;
        }
    }
    Ok(())
}

/// Makes all keys anew where they were made in another way, or never.
pub(in crate::store) fn settle(conn: &Connection) -> Result<()> {
    let version = name::version().to_string();
    let made: Option<String> =
        conn.query_row("SELECT value FROM meta WHERE key = :key", named_params! { ":key": MADE }, |row| row.get(0)).optional()?;
    if made.as_deref() == Some(version.as_str()) {
        return Ok(());
    }
    let tx = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
    let ids: Vec<Id> =
        tx.prepare("SELECT id FROM company ORDER BY id")?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for id in ids {
        index_names(&tx, id)?;
    }
    tx.prepare_cached(include_str!("../meta_set.sql"))?.execute(named_params! { ":key": MADE, ":value": version })?;
    tx.commit()?;
    Ok(())
}
