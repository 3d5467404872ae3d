//! What the panel of one company shows beside its own fields.

use rusqlite::{Connection, named_params};
use serde::Serialize;

use crate::domain::Id;
use crate::domain::list::KpiLine;
use crate::domain::money::Fen;
use crate::error::Result;

/// A company's place on an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct RankLine {
    /// The list's code.
    pub list_code: String,
    /// Its Chinese name.
    pub list_name_zh: String,
    /// Its English name.
    pub list_name_en: Option<String>,
    /// The KPI line it feeds.
    pub line: Option<KpiLine>,
    /// The edition's year.
    pub year: i32,
    /// The rank; may be missing.
    pub rank: Option<i32>,
}

/// One thing that happened with a company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct TimelineItem {
    /// meeting, project or fund.
    pub kind: String,
    /// The record.
    pub id: Id,
    /// The day; none for a project that is not signed.
    pub on: Option<String>,
    /// What it is called.
    pub title: String,
    /// What stands beneath.
    pub detail: Option<String>,
    /// Agreed, or recognised.
    pub amount_fen: Option<Fen>,
    /// Level, stage or status.
    pub status: Option<String>,
}

/// Where a company stood on each edition, newest first.
pub fn ranks(conn: &Connection, id: Id) -> Result<Vec<RankLine>> {
    let mut statement = conn.prepare_cached(include_str!("ranks.sql"))?;
    let rows = statement.query_map(named_params! { ":id": id }, |row| {
        Ok(RankLine {
            list_code: row.get(0)?,
            list_name_zh: row.get(1)?,
            list_name_en: row.get(2)?,
            line: row.get(3)?,
            year: row.get(4)?,
            rank: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What happened with a company, newest first.
pub fn timeline(conn: &Connection, id: Id, limit: u32) -> Result<Vec<TimelineItem>> {
    let mut statement = conn.prepare_cached(include_str!("timeline.sql"))?;
    let rows = statement.query_map(named_params! { ":id": id, ":limit": limit }, |row| {
        Ok(TimelineItem {
            kind: row.get(0)?,
            id: row.get(1)?,
            on: row.get(2)?,
            title: row.get(3)?,
            detail: row.get(4)?,
            amount_fen: row.get(5)?,
            status: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
