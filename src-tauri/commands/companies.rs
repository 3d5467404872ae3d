//! Companies, lists and editions.

use daowei_core::domain::Id;
use daowei_core::domain::list::KpiLine;
use daowei_core::domain::user::Right;
use daowei_core::journal::Op;
use daowei_core::store::company::{self, Company, CompanyFilter, CompanyLine, CompanySort, Ownership, RankLine, TimelineItem};
use daowei_core::store::lists::{self, Edition, List};
use serde::Serialize;
use tauri::State;

use crate::ipc::{Changed, IpcResult, Page};
use crate::state::App;

/// The most of what happened that a panel shows.
const TIMELINE_ROWS: u32 = 200;

/// A link of ownership with the name of the other side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct OwnershipLine {
    /// The other company.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// The link.
    #[serde(flatten)]
    pub link: Ownership,
}

/// What the panel of a company shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct CompanyPanel {
    /// The id.
    pub id: Id,
    /// Its own fields.
    #[serde(flatten)]
    pub company: Company,
    /// Other names.
    pub aliases: Vec<String>,
    /// Where it stood on each edition.
    pub ranks: Vec<RankLine>,
    /// What stands above it.
    pub parents: Vec<OwnershipLine>,
    /// What stands below it.
    pub children: Vec<OwnershipLine>,
    /// What happened, newest first.
    pub timeline: Vec<TimelineItem>,
}

/// A page of companies.
#[tauri::command(async)]
#[specta::specta]
pub fn companies(
    app: State<'_, App>,
    filter: CompanyFilter,
    sort: CompanySort,
    offset: u32,
    limit: u32,
) -> IpcResult<Page<CompanyLine>> {
    app.read(|store| Ok(company::page(store.conn(), &filter, sort, offset, limit)?.into()))
}

/// One company with its history.
#[tauri::command(async)]
#[specta::specta]
pub fn company(app: State<'_, App>, id: Id) -> IpcResult<CompanyPanel> {
    app.read(|store| {
        let conn = store.conn();
        let named =
            |other: Id, link: Ownership| Ok(OwnershipLine { id: other, name: company::get(conn, other)?.title().to_owned(), link });
        Ok(CompanyPanel {
            id,
            company: company::get(conn, id)?,
            aliases: company::aliases(conn, id)?,
            ranks: company::ranks(conn, id)?,
            parents: company::parents(conn, id)?
                .into_iter()
                .map(|(_, link)| named(link.parent_id, link))
                .collect::<Result<_, daowei_core::error::Error>>()?,
            children: company::children(conn, id)?
                .into_iter()
                .map(|(_, link)| named(link.child_id, link))
                .collect::<Result<_, daowei_core::error::Error>>()?,
            timeline: company::timeline(conn, id, TIMELINE_ROWS)?,
        })
    })
}

/// Adds a company.
#[tauri::command(async)]
#[specta::specta]
pub fn company_add(app: State<'_, App>, company: Company) -> IpcResult<Changed> {
    app.write(Right::Work, Op::CompanyAdded, |tx| company::add(tx, company))
}

/// Changes a company's own fields.
#[tauri::command(async)]
#[specta::specta]
pub fn company_change(app: State<'_, App>, id: Id, company: Company) -> IpcResult<Changed> {
    app.write(Right::Work, Op::CompanyChanged, |tx| company::change(tx, id, company))
}

/// Adds an ownership link.
#[tauri::command(async)]
#[specta::specta]
pub fn ownership_add(app: State<'_, App>, link: Ownership) -> IpcResult<Changed> {
    app.write(Right::Work, Op::OwnershipAdded, |tx| company::add_ownership(tx, &link))
}

/// All lists.
#[tauri::command(async)]
#[specta::specta]
pub fn company_lists(app: State<'_, App>) -> IpcResult<Vec<List>> {
    app.read(|store| lists::all(store.conn()))
}

/// All editions, newest first.
#[tauri::command(async)]
#[specta::specta]
pub fn editions(app: State<'_, App>) -> IpcResult<Vec<Edition>> {
    app.read(|store| lists::editions(store.conn()))
}

/// Maps a list to a line, or to none.
#[tauri::command(async)]
#[specta::specta]
pub fn list_set_line(app: State<'_, App>, id: Id, line: Option<KpiLine>) -> IpcResult<Changed> {
    app.write(Right::Decide, Op::ListChanged, |tx| lists::set_line(tx, id, line))
}
