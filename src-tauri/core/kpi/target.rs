//! R10: the target in force, and its history.
//!
//! A target is the newest row of its year and line that is effective by the end of the period (no
//! date: from the start of the year); the later row where two take effect on one day. Rows of the
//! whole bureau decide: those without a unit, or, where there are none, those whose unit is the name
//! of a zone that counts or of the bureau itself (setting `bureau`). Where there are only targets of
//! parts, the line's target is the sum of each part's newest. A row without an amount says that
//! none was set (未下达), which is not 0.
//!
//! The total's target is that of the line `total`; without one, the sum of the lines' targets, but only where every line
//! has one. A line without a target is not a line whose target is 0 (R10): a sum over the others would be a target for
//! less than the total delivered is counted over. So the total then has no target either, "—(未下达)", and that same
//! figure and reason stand on the screen, on the command line and in the report.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, named_params};
use serde::{Deserialize, Serialize};

use super::key;
use super::ledger::Book;
use super::tally::fen;
use crate::domain::money::Fen;
use crate::domain::period::Quarter;
use crate::domain::reading::KpiFigure;
use crate::error::Result;

/// A target as it was set or revised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct TargetRevision {
    /// From this day, `YYYY-MM-DD`.
    pub effective_on: String,
    /// The target; null: none set.
    pub target_fen: Option<Fen>,
    /// The document that set it.
    pub document: Option<String>,
}

/// The target of a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Target {
    pub target_fen: Option<Fen>,
    /// The whole bureau's targets of the year in order; more than one: it was revised.
    pub revisions: Vec<TargetRevision>,
}

struct Set {
    unit: Option<String>,
    revision: TargetRevision,
}

/// The targets of F500, C500, I100 and the total at the end of a quarter.
pub(super) fn targets(book: &Book<'_>, through: Quarter) -> Result<[Target; 4]> {
    let mut sets: BTreeMap<KpiFigure, Vec<Set>> = BTreeMap::new();
    let mut statement = book.conn.prepare_cached(include_str!("target/in_force.sql"))?;
    let first_day = key::first_of_year(through.year());
    let mut rows =
        statement.query(named_params! { ":year": through.year(), ":first_day": first_day, ":day": through.last_day() })?;
    while let Some(row) = rows.next()? {
        let revision = TargetRevision { effective_on: row.get(2)?, target_fen: row.get(3)?, document: row.get(4)? };
        sets.entry(row.get(0)?).or_default().push(Set { unit: row.get(1)?, revision });
    }
    let mut whole = book.ground.counting_names.clone();
    whole.extend(bureau(book)?);
    let mut target = |figure| decide(sets.remove(&figure).unwrap_or_default(), &whole);
    let lines = [target(KpiFigure::F500)?, target(KpiFigure::C500)?, target(KpiFigure::I100)?];
    let mut total = target(KpiFigure::Total)?;
    if total.target_fen.is_none() {
        let all: Option<Vec<Fen>> = lines.iter().map(|line| line.target_fen).collect();
        total.target_fen = all.map(|all| fen(all.iter().map(|set| i128::from(set.0)).sum())).transpose()?;
    }
    let [f500, c500, i100] = lines;
    Ok([f500, c500, i100, total])
}

fn decide(sets: Vec<Set>, whole: &[String]) -> Result<Target> {
    let without_unit = sets.iter().any(|set| set.unit.is_none());
    let of_whole = |set: &&Set| match &set.unit {
        None => true,
        Some(unit) => !without_unit && whole.contains(unit),
    };
    let revisions: Vec<_> = sets.iter().filter(of_whole).map(|set| set.revision.clone()).collect();
    if let Some(newest) = revisions.last() {
        return Ok(Target { target_fen: newest.target_fen, revisions });
    }
    let mut parts: BTreeMap<Option<String>, Option<Fen>> = BTreeMap::new();
    for set in sets {
        parts.insert(set.unit, set.revision.target_fen);
    }
    let set: Vec<i128> = parts.values().flatten().map(|part| i128::from(part.0)).collect();
    let target_fen = if set.is_empty() { None } else { Some(fen(set.into_iter().sum())?) };
    Ok(Target { target_fen, revisions })
}

/// The bureau's name.
pub(super) fn bureau(book: &Book<'_>) -> Result<Option<String>> {
    let mut statement = book.conn.prepare_cached(include_str!("target/bureau.sql"))?;
    Ok(statement.query_row([], |row| row.get(0)).optional()?)
}
