//! Projects, their investors and milestones.

use daowei_core::domain::Id;
use daowei_core::domain::user::Right;
use daowei_core::journal::Op;
use daowei_core::store::fund::FundFilter;
use daowei_core::store::meeting::{MeetingFilter, MeetingLine};
use daowei_core::store::project::{
    self, Credit, Funnel, Milestone, Project, ProjectFilter, ProjectLine, Share, StaleProject, Supplement,
};
use daowei_core::store::{company, fund, meeting};
use serde::Serialize;
use tauri::State;

use crate::commands::funds::{FundRow, rows};
use crate::ipc::{Changed, IpcResult, Page};
use crate::state::App;

/// The most money and meetings that a panel shows.
const PANEL_ROWS: u32 = 200;

/// An investor with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ShareLine {
    /// The investor's name.
    pub company: String,
    /// The investor and its share.
    #[serde(flatten)]
    pub share: Share,
}

/// What the panel of a project shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ProjectPanel {
    /// As the grid shows it.
    pub line: ProjectLine,
    /// Its own fields.
    pub project: Project,
    /// Its investors.
    pub shares: Vec<ShareLine>,
    /// Its dated facts.
    pub milestones: Vec<Milestone>,
    /// Its money.
    pub funds: Vec<FundRow>,
    /// The talks about it.
    pub meetings: Vec<MeetingLine>,
    /// Agreements that add to its own (I12).
    pub supplements: Vec<Supplement>,
    /// The units that its money is credited to, or that claim it (R19, D7).
    pub credits: Vec<Credit>,
}

/// A page of projects.
#[tauri::command(async)]
#[specta::specta]
pub fn projects(app: State<'_, App>, filter: ProjectFilter, offset: u32, limit: u32) -> IpcResult<Page<ProjectLine>> {
    app.read(|store| Ok(project::page(store.conn(), &filter, offset, limit)?.into()))
}

/// All projects by stage, the rates of those that were signed, and how many are stale.
#[tauri::command(async)]
#[specta::specta]
pub fn project_funnel(app: State<'_, App>) -> IpcResult<Funnel> {
    let today = app.now().today;
    app.read(|store| project::funnel(store.conn(), today))
}

/// The projects that have stood still for longer than the year's scheme allows.
#[tauri::command(async)]
#[specta::specta]
pub fn projects_stale(app: State<'_, App>) -> IpcResult<Vec<StaleProject>> {
    let today = app.now().today;
    app.read(|store| project::stale(store.conn(), today))
}

/// One project with what belongs to it.
#[tauri::command(async)]
#[specta::specta]
pub fn project(app: State<'_, App>, id: Id) -> IpcResult<ProjectPanel> {
    app.read(|store| {
        let conn = store.conn();
        let named = |share: Share| Ok(ShareLine { company: company::get(conn, share.company_id)?.title().to_owned(), share });
        let of_project = FundFilter { project_id: Some(id), ..FundFilter::default() };
        let about = MeetingFilter { project_id: Some(id), ..MeetingFilter::default() };
        Ok(ProjectPanel {
            line: project::line(conn, id)?,
            project: project::get(conn, id)?,
            shares: project::shares(conn, id)?.into_iter().map(named).collect::<Result<_, daowei_core::error::Error>>()?,
            milestones: project::milestones(conn, id)?,
            funds: rows(store, fund::page(conn, &of_project, 0, PANEL_ROWS)?.0)?,
            meetings: meeting::page(conn, &about, 0, PANEL_ROWS)?.0,
            supplements: project::supplements(conn, id)?,
            credits: project::credits(conn, id)?,
        })
    })
}

/// Adds a project with its investors and milestones.
#[tauri::command(async)]
#[specta::specta]
pub fn project_add(app: State<'_, App>, project: Project, shares: Vec<Share>, milestones: Vec<Milestone>) -> IpcResult<Changed> {
    app.write(Right::Work, Op::ProjectAdded, |tx| project::add(tx, &project, &shares, &milestones))
}

/// Changes a project's own fields.
#[tauri::command(async)]
#[specta::specta]
pub fn project_change(app: State<'_, App>, id: Id, project: Project) -> IpcResult<Changed> {
    app.write(Right::Work, Op::ProjectChanged, |tx| project::change(tx, id, &project))
}

/// Adds a supplement to its agreement (I12).
#[tauri::command(async)]
#[specta::specta]
pub fn project_supplement(app: State<'_, App>, id: Id, supplement: Supplement) -> IpcResult<Changed> {
    app.write(Right::Work, Op::SupplementAdded, |tx| project::supplement(tx, id, &supplement))
}

/// Sets which units its money is credited to (R19).
#[tauri::command(async)]
#[specta::specta]
pub fn project_credits_set(app: State<'_, App>, id: Id, credits: Vec<Credit>) -> IpcResult<Changed> {
    app.write(Right::Decide, Op::CreditSet, |tx| project::set_credits(tx, id, &credits))
}

/// Adds a milestone.
#[tauri::command(async)]
#[specta::specta]
pub fn milestone_add(app: State<'_, App>, id: Id, milestone: Milestone) -> IpcResult<Changed> {
    app.write(Right::Work, Op::MilestoneAdded, |tx| project::add_milestone(tx, id, &milestone))
}
