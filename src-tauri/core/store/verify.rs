//! What an auditor asks of a store: file, schema, references, chain, closes, that every row is what the journal says, and
//! that the evidence is there.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde::Serialize;

use super::{MIGRATIONS, Store, close, file};
use crate::error::Result;
use crate::journal;

/// One question and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Check {
    /// What was asked, a stable name.
    pub name: String,
    /// Whether it holds.
    pub ok: bool,
    /// What was found: how many, or what does not hold and where.
    pub detail: String,
}

/// All answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Verification {
    /// Whether every check holds.
    pub ok: bool,
    /// The checks.
    pub checks: Vec<Check>,
}

impl Store {
    /// Verifies the store: `file`, `schema`, `foreign_keys`, `chain`, `closes`, `journal_equals_tables`, `evidence`.
    ///
    /// Whoever holds the key can write the file without this program. What was changed so is named: the table, the row,
    /// its reference and the column with what it holds and what the journal says; of the journal the entry, of a close
    /// the period, of the schema what stands otherwise (a guard taken away).
    ///
    /// # Errors
    /// [`crate::error::Error::Db`] where it cannot even be asked.
    pub fn verify(&self) -> Result<Verification> {
        // One state of the store for all questions, also while another process writes.
        let own = if self.conn.is_autocommit() { Some(self.conn.unchecked_transaction()?) } else { None };
        let mut checks = Vec::new();
        let mut put = |name: &str, bad: Option<String>, good: String| {
            checks.push(Check { name: name.to_owned(), ok: bad.is_none(), detail: bad.unwrap_or(good) });
        };
        put("file", found(file::fault(&self.conn)), String::new());
        put("schema", found(otherwise(&self.conn)), String::new());
        let loose: i64 = self.conn.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
        put("foreign_keys", (loose > 0).then(|| loose.to_string()), loose.to_string());
        match journal::verify(&self.conn) {
            Ok(state) => put("chain", None, state.entries.to_string()),
            Err(error) => put("chain", Some(error.to_string()), String::new()),
        }
        match close::verify(&self.conn) {
            Ok(Ok(closes)) => put("closes", None, closes.to_string()),
            Ok(Err(broken)) => put("closes", Some(broken), String::new()),
            Err(error) => put("closes", Some(error.to_string()), String::new()),
        }
        let differences = self.differences().map(|found| (found.count > 0).then(|| found.to_string()));
        put("journal_equals_tables", found(differences), String::new());
        put("evidence", found(self.lost_evidence()), String::new());
        drop(own);
        Ok(Verification { ok: checks.iter().all(|check| check.ok), checks })
    }

    /// Every row that is not what the journal says of it.
    ///
    /// # Errors
    /// [`crate::error::Error::Db`], [`crate::error::Error::Json`] where the journal cannot be read.
    pub fn differences(&self) -> Result<journal::Differences> {
        journal::differences(&self.conn, &self.capture().tables)
    }

    fn lost_evidence(&self) -> Result<Option<String>> {
        let mut statement = self.conn.prepare("SELECT DISTINCT sha256 FROM evidence WHERE sha256 IS NOT NULL ORDER BY 1")?;
        let hashes: Vec<[u8; 32]> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(hashes.iter().find(|sha256| self.vault_get(sha256).is_err()).map(|sha256| journal::hex(sha256)))
    }
}

/// What a check found wrong, or why it could not even look.
fn found(answer: Result<Option<String>>) -> Option<String> {
    answer.unwrap_or_else(|error| Some(error.to_string()))
}

type Schema = BTreeMap<(String, String), Option<String>>;

/// What of the schema is missing, stands otherwise or was added, against the migrations that the store has run.
fn otherwise(conn: &Connection) -> Result<Option<String>> {
    let version: u32 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let made = Connection::open_in_memory()?;
    for (_, migration) in MIGRATIONS.iter().take(version as usize) {
        made.execute_batch(migration)?;
    }
    let (stands, should) = (schema(conn)?, schema(&made)?);
    let wrong = should.keys().chain(stands.keys()).find(|part| stands.get(*part) != should.get(*part));
    Ok(wrong.map(|(kind, name)| [kind, " ", name].concat()))
}

fn schema(conn: &Connection) -> Result<Schema> {
    let mut statement = conn.prepare(include_str!("verify/schema.sql"))?;
    let parts = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
    Ok(parts.collect::<rusqlite::Result<_>>()?)
}
