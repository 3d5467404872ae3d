//! Imports that stand: what each file brought, counted; and the layouts that were understood once.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, named_params};
use serde::Serialize;

use super::Tx;
use crate::domain::Id;
use crate::error::Result;

/// An import's file and its rows; `rows_read` is the sum of the five counts, which the table checks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, specta::Type)]
pub struct Run {
    /// What the rows were: companies, funds, …
    pub kind: String,
    /// The file's name, without its folder.
    pub file_name: String,
    /// The file's SHA-256.
    #[serde(skip)]
    pub sha256: [u8; 32],
    /// Rows below the header that were not blank.
    pub rows_read: u32,
    /// Rows that made a record.
    pub created: u32,
    /// Rows that changed one.
    pub updated: u32,
    /// Rows that said what stands already.
    pub unchanged: u32,
    /// Rows passed over, such as totals.
    pub skipped: u32,
    /// Rows that were not taken.
    pub rejected: u32,
}

/// Records an import in the transaction that brought its rows.
pub fn add(tx: &Tx<'_>, run: &Run) -> Result<Id> {
    tx.subject(run.file_name.as_str());
    let id = tx.new_id();
    tx.prepare_cached(include_str!("imports/add.sql"))?.execute(named_params! {
        ":id": id, ":kind": run.kind, ":file_name": run.file_name, ":sha256": run.sha256, ":rows_read": run.rows_read,
        ":created": run.created, ":updated": run.updated, ":unchanged": run.unchanged, ":skipped": run.skipped, ":rejected": run.rejected,
    })?;
    Ok(id)
}

/// An import that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Standing {
    /// The import.
    pub id: Id,
    /// Its file and rows.
    #[serde(flatten)]
    pub run: Run,
    /// When, an RFC 3339 instant in UTC.
    pub at: Option<String>,
    /// By whom.
    pub by: Option<String>,
}

/// Imports that stand, the newest first.
pub fn all(conn: &Connection, limit: u32) -> Result<Vec<Standing>> {
    let mut statement = conn.prepare_cached(include_str!("imports/all.sql"))?;
    let rows = statement.query_map(named_params! { ":limit": limit }, |row| {
        let run = Run {
            kind: row.get("kind")?,
            file_name: row.get("file_name")?,
            sha256: row.get("sha256")?,
            rows_read: row.get("rows_read")?,
            created: row.get("created")?,
            updated: row.get("updated")?,
            unchanged: row.get("unchanged")?,
            skipped: row.get("skipped")?,
            rejected: row.get("rejected")?,
        };
        Ok(Standing { id: row.get("id")?, run, at: row.get("at")?, by: row.get("by_name")? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What was said about a layout of columns when a file of it was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// SHA-256 of the normalised headers.
    pub signature: [u8; 32],
    /// What the rows were.
    pub kind: String,
    /// A header as the file has it, to its key; to none for a column left out.
    pub mapping: BTreeMap<String, Option<String>>,
    /// What every row says of a key that has no column.
    pub constants: BTreeMap<String, String>,
    /// For an edition: the list's code.
    pub list_code: Option<String>,
    /// For an edition: where it was taken from.
    pub source: Option<String>,
}

/// Remembers a layout in the transaction that imports a file of it; the later word stands.
pub fn remember(tx: &Tx<'_>, layout: &Layout) -> Result<()> {
    tx.prepare_cached(include_str!("imports/remember.sql"))?.execute(named_params! {
        ":signature": layout.signature, ":kind": layout.kind, ":mapping": serde_json::to_string(&layout.mapping)?,
        ":constants": serde_json::to_string(&layout.constants)?,
        ":list_code": layout.list_code, ":source": layout.source, ":used_on": tx.now.today,
    })?;
    Ok(())
}

/// The layout of this signature; none where no file of it was imported yet.
pub fn recall(conn: &Connection, signature: [u8; 32]) -> Result<Option<Layout>> {
    let found =
        conn.prepare_cached(include_str!("imports/recall.sql"))?.query_row(named_params! { ":signature": signature }, |row| {
            let texts = (row.get::<_, String>("mapping")?, row.get::<_, Option<String>>("constants")?);
            Ok((row.get::<_, String>("kind")?, texts, row.get("list_code")?, row.get("source")?))
        });
    let Some((kind, (mapping, constants), list_code, source)) = found.optional()? else { return Ok(None) };
    let constants = constants.map_or_else(|| Ok(BTreeMap::new()), |constants| serde_json::from_str(&constants))?;
    Ok(Some(Layout { signature, kind, mapping: serde_json::from_str(&mapping)?, constants, list_code, source }))
}
