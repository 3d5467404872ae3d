//! Pages of projects for the grid and the command line.

use chrono::NaiveDate;
use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};

use super::stage;
use crate::domain::Id;
use crate::domain::money::Fen;
use crate::domain::project::{Basis, Stage};
use crate::error::Result;
use crate::store::{Conn, search};

/// Which projects a grid shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ProjectFilter {
    /// Only those this company invests in.
    pub company_id: Option<Id>,
    /// Only those whose headline stage this is.
    pub stage: Option<Stage>,
    /// Only those this user owns.
    pub owner_id: Option<Id>,
    /// Only those found by this text.
    pub text: Option<String>,
    /// Only those that are stale on this day, by the limits of its year's scheme.
    #[serde(default)]
    #[specta(type = Option<String>)]
    pub stale_on: Option<NaiveDate>,
}

/// One project of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ProjectLine {
    /// The id.
    pub id: Id,
    /// 项目编码.
    pub code: String,
    /// 项目名称.
    pub name: String,
    /// The investors' names, in their order.
    pub investors: Vec<String>,
    /// 落地区域.
    pub zone: Option<String>,
    /// Whether money that lands there counts.
    pub zone_counts: Option<bool>,
    /// 行业.
    pub industry: Option<String>,
    /// 协议投资额.
    pub agreed_fen: Option<Fen>,
    /// 认定口径.
    pub basis: Option<Basis>,
    /// The headline stage.
    pub stage: Stage,
    /// Signed on.
    pub signed_on: Option<String>,
    /// Verified money of all years.
    pub delivered_fen: Fen,
    /// 负责单位.
    pub owner_unit: Option<String>,
    /// 负责人.
    pub owner: Option<String>,
    /// The last meeting about it.
    pub last_met_on: Option<String>,
}

/// A page of projects, newest code first, from the `offset`-th on, and how many there are in all.
pub fn page(conn: &Conn, filter: &ProjectFilter, offset: u32, limit: u32) -> Result<(Vec<ProjectLine>, u32)> {
    let found = search::ids(conn, search::HitKind::Project, filter.text.as_deref())?;
    let stale = match filter.stale_on {
        Some(today) => Some(serde_json::to_string(&hexadecimal(super::stale(conn, today)?.iter().map(|one| one.id)))?),
        None => None,
    };
    let mut statement = conn.prepare_cached(include_str!("ids.sql"))?;
    let ids: Vec<Id> = statement
        .query_map(
            named_params! { ":company": filter.company_id, ":stage": filter.stage, ":owner": filter.owner_id, ":found": found, ":stale": stale, ":offset": offset, ":limit": limit },
            |row| row.get(0),
        )?
        .collect::<Result<_, _>>()?;
    let total = conn.prepare_cached(include_str!("count.sql"))?.query_row(
        named_params! { ":company": filter.company_id, ":stage": filter.stage, ":owner": filter.owner_id, ":found": found, ":stale": stale },
        |row| row.get(0),
    )?;
    Ok((ids.iter().map(|id| line(conn, *id)).collect::<Result<_>>()?, total))
}

fn hexadecimal(ids: impl Iterator<Item = Id>) -> Vec<String> {
    ids.map(|id| id.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect()).collect()
}

/// A page by key, in the order of ids: the projects after `after`.
pub fn page_after(conn: &Connection, after: Option<Id>, limit: u32) -> Result<Vec<ProjectLine>> {
    let mut statement =
        conn.prepare_cached("SELECT id FROM project WHERE :after IS NULL OR id > :after ORDER BY id LIMIT :limit")?;
    let ids: Vec<Id> =
        statement.query_map(named_params! { ":after": after, ":limit": limit }, |row| row.get(0))?.collect::<Result<_, _>>()?;
    ids.iter().map(|id| line(conn, *id)).collect()
}

/// What a grid shows of one project.
pub fn line(conn: &Connection, id: Id) -> Result<ProjectLine> {
    let mut investors = conn.prepare_cached(include_str!("investors.sql"))?;
    let investors: Vec<String> =
        investors.query_map(named_params! { ":project": id }, |row| row.get(0))?.collect::<Result<_, _>>()?;
    let stage = stage(conn, id)?;
    Ok(conn.prepare_cached(include_str!("line.sql"))?.query_row(named_params! { ":project": id }, |row| {
        Ok(ProjectLine {
            id,
            code: row.get("code")?,
            name: row.get("name")?,
            investors,
            zone: row.get("zone")?,
            zone_counts: row.get("zone_counts")?,
            industry: row.get("industry")?,
            agreed_fen: row.get("agreed_fen")?,
            basis: row.get("basis")?,
            stage,
            signed_on: row.get("signed_on")?,
            delivered_fen: row.get("delivered_fen")?,
            owner_unit: row.get("owner_unit")?,
            owner: row.get("owner")?,
            last_met_on: row.get("last_met_on")?,
        })
    })?)
}
