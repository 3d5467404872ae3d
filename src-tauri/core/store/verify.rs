//! What an auditor asks of a store: chain, closes, references, file, and that the tables are what the journal says.

use serde::Serialize;

use super::{Store, close, file, migrate};
use crate::error::Result;
use crate::journal;

/// One question and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Check {
    /// What was asked, a stable name.
    pub name: String,
    /// Whether it holds.
    pub ok: bool,
    /// What was found.
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
    /// Verifies the store: `file`, `foreign_keys`, `chain`, `closes`, `journal_equals_tables`, `evidence`.
    ///
    /// # Errors
    /// [`crate::error::Error::Db`] where it cannot even be asked.
    pub fn verify(&self) -> Result<Verification> {
        let mut checks = Vec::new();
        let mut put = |name: &str, ok: bool, detail: String| checks.push(Check { name: name.to_owned(), ok, detail });
        let fault = file::fault(&self.conn)?;
        put("file", fault.is_none(), fault.unwrap_or_default());
        let loose: i64 = self.conn.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
        put("foreign_keys", loose == 0, loose.to_string());
        match journal::verify(&self.conn) {
            Ok(state) => put("chain", true, state.entries.to_string()),
            Err(error) => put("chain", false, error.to_string()),
        }
        match close::broken(&self.conn)? {
            None => put("closes", true, close::all(&self.conn)?.len().to_string()),
            Some(period) => put("closes", false, period.to_string()),
        }
        match self.first_difference() {
            Ok(None) => put("journal_equals_tables", true, String::new()),
            Ok(Some(difference)) => put("journal_equals_tables", false, difference),
            Err(error) => put("journal_equals_tables", false, error.to_string()),
        }
        let lost = self.lost_evidence()?;
        put("evidence", lost.is_none(), lost.unwrap_or_default());
        Ok(Verification { ok: checks.iter().all(|check| check.ok), checks })
    }

    /// Rebuilds every table from the journal in memory and names the first row that differs from the store's.
    ///
    /// # Errors
    /// [`crate::error::Error::Db`], [`crate::error::Error::UndoConflict`] where the journal contradicts itself.
    pub fn first_difference(&self) -> Result<Option<String>> {
        let target = rusqlite::Connection::open_in_memory()?;
        migrate::run(&target)?;
        // The journal already obeyed the triggers when it was written; a replay must not be asked again.
        for trigger in triggers(&target)? {
            target.execute_batch(&["DROP TRIGGER \"", &trigger, "\""].concat())?;
        }
        target.pragma_update(None, "foreign_keys", false)?;
        let tables = journal::table_columns(&self.conn)?;
        target.execute_batch("BEGIN")?;
        journal::rebuild_into(&self.conn, &target, &tables)?;
        target.execute_batch("COMMIT")?;
        for table in &tables {
            let sql = ["SELECT * FROM \"", &table.name, "\" ORDER BY id"].concat();
            let (mut own, mut rebuilt) = (self.conn.prepare(&sql)?, target.prepare(&sql)?);
            let (mut own, mut rebuilt) = (own.query([])?, rebuilt.query([])?);
            loop {
                let (a, b) = (own.next()?, rebuilt.next()?);
                let fields = |row: Option<&rusqlite::Row<'_>>| {
                    row.map(|row| {
                        (0..table.columns.len()).map(|at| row.get_ref(at).map(journal::text_of)).collect::<Result<Vec<_>, _>>()
                    })
                    .transpose()
                };
                let (a, b) = (fields(a)?, fields(b)?);
                if a == b {
                    if a.is_none() {
                        break;
                    }
                    continue;
                }
                let id = a.or(b).and_then(|fields| fields.into_iter().next().flatten()).unwrap_or_default();
                return Ok(Some([&table.name, " ", &id].concat()));
            }
        }
        Ok(None)
    }

    fn lost_evidence(&self) -> Result<Option<String>> {
        let mut statement = self.conn.prepare("SELECT DISTINCT sha256 FROM evidence WHERE sha256 IS NOT NULL ORDER BY 1")?;
        let hashes: Vec<[u8; 32]> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(hashes.iter().find(|sha256| self.vault_get(sha256).is_err()).map(|sha256| journal::hex(sha256)))
    }
}

fn triggers(conn: &rusqlite::Connection) -> Result<Vec<String>> {
    let mut statement = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}
