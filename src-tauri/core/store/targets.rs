//! Targets by year and line; a revision is a further row with a later effective date (R10).

use chrono::NaiveDate;
use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};

use super::Tx;
use crate::domain::Id;
use crate::domain::list::TargetLine;
use crate::domain::money::Fen;
use crate::error::{Error, Result};

/// A target as it was set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Target {
    /// The KPI year.
    pub year: i32,
    /// What it is set for.
    pub line: TargetLine,
    /// For which unit; none: the whole bureau.
    pub unit: Option<String>,
    /// Who answers for it.
    pub leader: Option<String>,
    /// The target; none: not set, which is not 0 (R10).
    pub target_fen: Option<Fen>,
    /// The document that sets it.
    pub document: Option<String>,
    /// From when; none: from the year's first day.
    #[specta(type = Option<String>)]
    pub effective_on: Option<NaiveDate>,
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<(Id, Target)> {
    Ok((
        row.get(0)?,
        Target {
            year: row.get(1)?,
            line: row.get(2)?,
            unit: row.get(3)?,
            leader: row.get(4)?,
            target_fen: row.get(5)?,
            document: row.get(6)?,
            effective_on: row.get(7)?,
        },
    ))
}

/// A year's targets with their revisions, in the order of line, unit and effect; all years where none is given.
pub fn all(conn: &Connection, year: Option<i32>) -> Result<Vec<(Id, Target)>> {
    let mut statement = conn.prepare_cached(include_str!("targets/all.sql"))?;
    Ok(statement.query_map(named_params! { ":year": year }, read)?.collect::<Result<_, _>>()?)
}

/// Sets or revises a target.
///
/// # Errors
/// [`Error::Invalid`] below 0.
pub fn set(tx: &Tx<'_>, target: &Target) -> Result<Id> {
    if target.target_fen.is_some_and(|fen| fen < Fen::ZERO) {
        return Err(Error::invalid("target", target.target_fen.unwrap_or_default().wan(), ">= 0"));
    }
    tx.subject([&target.year.to_string(), " ", target.line.code()].concat());
    let id = tx.new_id();
    tx.prepare_cached(include_str!("targets/set.sql"))?.execute(named_params! {
        ":id": id, ":year": target.year, ":line": target.line, ":unit": target.unit, ":leader": target.leader,
        ":target_fen": target.target_fen, ":document": target.document, ":effective_on": target.effective_on,
    })?;
    Ok(id)
}
