//! The site: this incarnation of the store. A copied or restored store is a new one.

use std::fs;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension, named_params};
use sha2::{Digest, Sha256};

use super::Machine;
use crate::error::{Error, Result};
use crate::journal::hex;

/// Gives the store a new site id where it stands elsewhere than when it was last written.
pub fn settle(conn: &Connection, database: &Path, machine: &Machine) -> Result<()> {
    let here = place(database, machine)?;
    let known: Option<String> = conn.query_row("SELECT value FROM meta WHERE key = 'seat'", [], |row| row.get(0)).optional()?;
    if known.as_ref() == Some(&here) {
        return Ok(());
    }
    let mut site = [0; 16];
    machine.random.fill(&mut site);
    let tx = conn.unchecked_transaction()?;
    for (key, value) in [("site", hex(&site)), ("seat", here)] {
        tx.execute(include_str!("meta_set.sql"), named_params! { ":key": key, ":value": value })?;
    }
    tx.commit()?;
    Ok(())
}

/// What tells this file from a copy of it: the machine, and the file's number on its disk.
fn place(database: &Path, machine: &Machine) -> Result<String> {
    let metadata = fs::metadata(database).map_err(Error::io(database))?;
    Ok(hex(&Sha256::new_with_prefix(&machine.name).chain_update([0]).chain_update(file_number(&metadata)).finalize()))
}

#[cfg(unix)]
fn file_number(metadata: &fs::Metadata) -> Vec<u8> {
    use std::os::unix::fs::MetadataExt as _;
    [metadata.dev().to_be_bytes(), metadata.ino().to_be_bytes()].concat()
}

#[cfg(not(unix))]
fn file_number(metadata: &fs::Metadata) -> Vec<u8> {
    // A copy is made later than what it was copied from.
    let made = metadata.created().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
    made.map_or_else(Vec::new, |at| at.as_nanos().to_be_bytes().to_vec())
}
