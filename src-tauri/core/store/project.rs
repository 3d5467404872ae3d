//! Projects, their investors and their dated milestones (rulebook 2).

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, named_params};
use serde::{Deserialize, Serialize};

use super::Tx;
use crate::domain::Id;
use crate::domain::money::Fen;
use crate::domain::project::{Basis, MilestoneKind, Stage};
use crate::error::{Error, Result};

/// A project's own fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Project {
    /// 项目编码; given when left empty.
    pub code: String,
    /// 项目名称.
    pub name: String,
    /// 落地区域.
    pub zone_id: Option<Id>,
    /// 行业.
    pub industry: Option<String>,
    /// 协议投资额, never added to delivered funds.
    pub agreed_fen: Option<Fen>,
    /// 认定口径, one a project (D3).
    pub basis: Option<Basis>,
    /// The stage before signing, as judged: TARGET, LEAD, NEGOTIATING or TO_SIGN; none: TARGET.
    pub stage: Option<Stage>,
    /// PAUSED or DROPPED.
    pub side_exit: Option<Stage>,
    /// Why.
    pub side_reason: Option<String>,
    /// 负责单位.
    pub owner_unit: Option<String>,
    /// 负责人, as written.
    pub owner_name: Option<String>,
    /// 负责人 where that is a user.
    pub owner_id: Option<Id>,
    /// 备注.
    pub note: Option<String>,
}

/// An investor and its share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Share {
    /// The investor.
    pub company_id: Id,
    /// Basis points; none: named without a share.
    pub share_bp: Option<i32>,
}

/// A milestone that stands: the latest row of its kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Milestone {
    /// Which.
    pub kind: MilestoneKind,
    /// When.
    #[specta(type = String)]
    pub happened_on: NaiveDate,
    /// What to add.
    pub note: Option<String>,
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Project> {
    Ok(Project {
        code: row.get("code")?,
        name: row.get("name")?,
        zone_id: row.get("zone_id")?,
        industry: row.get("industry")?,
        agreed_fen: row.get("agreed_fen")?,
        basis: row.get("basis")?,
        stage: row.get("stage")?,
        side_exit: row.get("side_exit")?,
        side_reason: row.get("side_reason")?,
        owner_unit: row.get("owner_unit")?,
        owner_name: row.get("owner_name")?,
        owner_id: row.get("owner_id")?,
        note: row.get("note")?,
    })
}

/// The project of this id.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &Connection, id: Id) -> Result<Project> {
    let found =
        conn.prepare_cached("SELECT * FROM project WHERE id = :id")?.query_row(named_params! { ":id": id }, read).optional()?;
    found.ok_or_else(|| Error::not_found("project", id))
}

/// Projects of this code, or else of this name, by id.
pub fn by_reference(conn: &Connection, reference: &str) -> Result<Vec<Id>> {
    let mut statement = conn.prepare_cached(include_str!("project/by_reference.sql"))?;
    Ok(statement.query_map(named_params! { ":reference": reference.trim() }, |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// The one project meant by an id, code or name.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Ambiguous`].
pub fn find(conn: &Connection, reference: &str) -> Result<Id> {
    if let Ok(id) = reference.trim().parse::<Id>() {
        get(conn, id)?;
        return Ok(id);
    }
    match by_reference(conn, reference)?.as_slice() {
        [] => Err(Error::not_found("project", reference)),
        [one] => Ok(*one),
        _ => Err(Error::Ambiguous { kind: "project".to_owned(), key: reference.to_owned() }),
    }
}

/// Its investors, in the order they were named.
pub fn shares(conn: &Connection, project: Id) -> Result<Vec<Share>> {
    let mut statement =
        conn.prepare_cached("SELECT company_id, share_bp FROM investor_share WHERE project_id = :project ORDER BY id")?;
    let rows = statement
        .query_map(named_params! { ":project": project }, |row| Ok(Share { company_id: row.get(0)?, share_bp: row.get(1)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Its milestones that stand, by date.
pub fn milestones(conn: &Connection, project: Id) -> Result<Vec<Milestone>> {
    let mut statement = conn.prepare_cached(include_str!("project/milestones.sql"))?;
    let rows = statement.query_map(named_params! { ":project": project }, |row| {
        Ok(Milestone { kind: row.get(0)?, happened_on: row.get(1)?, note: row.get(2)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The headline stage: a side exit, else the furthest of what is dated, funded by verified money, and judged.
pub fn stage(conn: &Connection, project: Id) -> Result<Stage> {
    Ok(conn
        .prepare_cached(include_str!("project/stage.sql"))?
        .query_row(named_params! { ":project": project }, |row| row.get(0))?)
}

/// Adds a project with its investors and milestones.
///
/// # Errors
/// [`Error::Missing`] without a name, [`Error::Exists`] for a code that is taken, [`Error::SharesExceed`] (I8),
/// [`Error::Invalid`].
pub fn add(tx: &Tx<'_>, project: &Project, shares: &[Share], milestones: &[Milestone]) -> Result<Id> {
    let mut project = project.clone();
    if project.code.trim().is_empty() {
        project.code = next_code(tx)?;
    }
    if tx.prepare_cached("SELECT 1 FROM project WHERE code = :code")?.exists(named_params! { ":code": project.code.trim() })? {
        return Err(Error::Exists { kind: "project".to_owned(), key: project.code });
    }
    let id = tx.new_id();
    write(tx, include_str!("project/add.sql"), id, &project)?;
    set_shares(tx, id, shares)?;
    for milestone in milestones {
        add_milestone(tx, id, milestone)?;
    }
    tx.subject(project.name.trim());
    Ok(id)
}

/// Changes a project's own fields.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Missing`], [`Error::Invalid`].
pub fn change(tx: &Tx<'_>, id: Id, project: &Project) -> Result<()> {
    get(tx, id)?;
    write(tx, include_str!("project/change.sql"), id, project)
}

fn write(tx: &Tx<'_>, sql: &str, id: Id, project: &Project) -> Result<()> {
    if project.name.trim().is_empty() {
        return Err(Error::Missing { field: "project_name".to_owned() });
    }
    let stage = project.stage.unwrap_or(Stage::Target);
    if !matches!(stage, Stage::Target | Stage::Lead | Stage::Negotiating | Stage::ToSign) {
        return Err(Error::invalid("stage", stage, "TARGET, LEAD, NEGOTIATING, TO_SIGN"));
    }
    if project.side_exit.is_some_and(|exit| !matches!(exit, Stage::Paused | Stage::Dropped)) {
        return Err(Error::invalid("stage", project.side_exit.map_or("", Stage::code), "PAUSED, DROPPED"));
    }
    if project.side_exit.is_some() && project.side_reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) {
        return Err(Error::Missing { field: "reason".to_owned() });
    }
    tx.subject(project.name.trim());
    tx.prepare_cached(sql)?.execute(named_params! {
        ":id": id, ":code": project.code.trim(), ":name": project.name.trim(), ":zone_id": project.zone_id, ":industry": project.industry,
        ":agreed_fen": project.agreed_fen, ":basis": project.basis, ":stage": stage, ":side_exit": project.side_exit,
        ":side_reason": project.side_reason, ":owner_unit": project.owner_unit, ":owner_name": project.owner_name,
        ":owner_id": project.owner_id, ":note": project.note,
    })?;
    Ok(())
}

/// Sets a project's investors.
///
/// # Errors
/// [`Error::SharesExceed`] (I8), [`Error::Invalid`].
pub fn set_shares(tx: &Tx<'_>, project: Id, shares: &[Share]) -> Result<()> {
    let mut sum = 0;
    for share in shares {
        let share_bp = share.share_bp.unwrap_or(0);
        if !(0..=10_000).contains(&share_bp) {
            return Err(Error::invalid("share", share_bp, "0-10000"));
        }
        sum += share_bp;
    }
    if sum > 10_000 {
        return Err(Error::SharesExceed { project: get(tx, project)?.name });
    }
    tx.prepare_cached("DELETE FROM investor_share WHERE project_id = :project")?.execute(named_params! { ":project": project })?;
    let mut insert = tx.prepare_cached(
        "INSERT INTO investor_share (id, project_id, company_id, share_bp) VALUES (:id, :project, :company, :share_bp)",
    )?;
    for share in shares {
        insert.execute(
            named_params! { ":id": tx.new_id(), ":project": project, ":company": super::company::survivor(tx, share.company_id)?, ":share_bp": share.share_bp },
        )?;
    }
    Ok(())
}

/// Adds a milestone; a later row of a kind replaces an earlier one.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Invalid`] for a date in the future.
pub fn add_milestone(tx: &Tx<'_>, project: Id, milestone: &Milestone) -> Result<()> {
    if milestone.happened_on > tx.now.today {
        return Err(Error::invalid("date", milestone.happened_on, tx.now.today));
    }
    tx.subject(get(tx, project)?.name);
    tx.prepare_cached("INSERT INTO milestone (id, project_id, kind, happened_on, note) VALUES (:id, :project, :kind, :on, :note)")?.execute(
        named_params! { ":id": tx.new_id(), ":project": project, ":kind": milestone.kind, ":on": milestone.happened_on, ":note": milestone.note },
    )?;
    Ok(())
}

/// `P2026-0001` and on, by year of entry.
fn next_code(tx: &Tx<'_>) -> Result<String> {
    let prefix = ["P", &tx.now.today.format("%Y").to_string(), "-"].concat();
    let last: Option<i64> = tx
        .prepare_cached("SELECT max(CAST(substr(code, 7) AS INTEGER)) FROM project WHERE code GLOB :glob")?
        .query_row(named_params! { ":glob": [&prefix, "*"].concat() }, |row| row.get(0))?;
    Ok(format!("{prefix}{:04}", last.unwrap_or(0) + 1))
}

mod funnel;
mod page;
mod terms;
pub use funnel::{Funnel, FunnelStage, Rate, StaleProject, StaleWhy, funnel, stale};
pub use page::{ProjectFilter, ProjectLine, line, page, page_after};
pub use terms::{Credit, Supplement, credits, set_credits, supplement, supplements};
