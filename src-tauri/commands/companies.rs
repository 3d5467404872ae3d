//! Companies, lists and editions.

use chrono::NaiveDate;
use daowei_core::domain::Id;
use daowei_core::domain::list::KpiLine;
use daowei_core::domain::user::Right;
use daowei_core::journal::Op;
use daowei_core::kpi::{self, CompanyStanding};
use daowei_core::store::company::{
    self, Company, CompanyFilter, CompanyLine, CompanySort, CreditCodeCheck, Ownership, RankLine, TimelineItem,
};
use daowei_core::store::lists::{self, ComparedPage, Edition, EntryLine, List, Move};
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
    /// The link's id.
    pub link_id: Id,
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
        let named = |link_id: Id, other: Id, link: Ownership| {
            Ok(OwnershipLine { id: other, name: company::get(conn, other)?.title().to_owned(), link_id, link })
        };
        Ok(CompanyPanel {
            id,
            company: company::get(conn, id)?,
            aliases: company::aliases(conn, id)?,
            ranks: company::ranks(conn, id)?,
            parents: company::parents(conn, id)?
                .into_iter()
                .map(|(id, link)| named(id, link.parent_id, link))
                .collect::<Result<_, daowei_core::error::Error>>()?,
            children: company::children(conn, id)?
                .into_iter()
                .map(|(id, link)| named(id, link.child_id, link))
                .collect::<Result<_, daowei_core::error::Error>>()?,
            timeline: company::timeline(conn, id, TIMELINE_ROWS)?,
        })
    })
}

/// Whether and why a company's money would count if it arrived on a day, and its group on that day.
#[tauri::command(async)]
#[specta::specta]
pub fn company_standing(app: State<'_, App>, id: Id, on: NaiveDate) -> IpcResult<CompanyStanding> {
    app.read(|store| kpi::company_standing(store.conn(), id, on))
}

/// What a text typed as a credit code comes to; `own` is the company that is being changed.
#[tauri::command(async)]
#[specta::specta]
pub fn credit_code_check(app: State<'_, App>, text: String, own: Option<Id>) -> IpcResult<CreditCodeCheck> {
    app.read(|store| company::check_credit_code(store.conn(), &text, own))
}

/// Adds a company with its aliases.
#[tauri::command(async)]
#[specta::specta]
pub fn company_add(app: State<'_, App>, company: Company, aliases: Vec<String>) -> IpcResult<Changed> {
    app.write(Right::Work, Op::CompanyAdded, |tx| {
        let id = company::add(tx, company)?;
        company::set_aliases(tx, id, &aliases)?;
        Ok(id)
    })
}

/// Changes a company's own fields and its aliases.
#[tauri::command(async)]
#[specta::specta]
pub fn company_change(app: State<'_, App>, id: Id, company: Company, aliases: Vec<String>) -> IpcResult<Changed> {
    app.write(Right::Work, Op::CompanyChanged, |tx| {
        company::change(tx, id, company)?;
        company::set_aliases(tx, id, &aliases)?;
        Ok(id)
    })
}

/// Adds an ownership link.
#[tauri::command(async)]
#[specta::specta]
pub fn ownership_add(app: State<'_, App>, link: Ownership) -> IpcResult<Changed> {
    app.write(Right::Work, Op::OwnershipAdded, |tx| company::add_ownership(tx, &link))
}

/// Changes what an ownership link says, or ends it; parent and child stay.
#[tauri::command(async)]
#[specta::specta]
pub fn ownership_change(app: State<'_, App>, id: Id, link: Ownership) -> IpcResult<Changed> {
    app.write(Right::Work, Op::OwnershipChanged, |tx| company::change_ownership(tx, id, &link))
}

/// Takes away an ownership link that never was.
#[tauri::command(async)]
#[specta::specta]
pub fn ownership_remove(app: State<'_, App>, id: Id) -> IpcResult<Changed> {
    app.write(Right::Work, Op::OwnershipRemoved, |tx| company::remove_ownership(tx, id))
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

/// A page of an edition's entries, by rank.
#[tauri::command(async)]
#[specta::specta]
pub fn edition_entries(app: State<'_, App>, edition: Id, offset: u32, limit: u32) -> IpcResult<Page<EntryLine>> {
    app.read(|store| lists::entry_lines(store.conn(), edition, offset, limit).map(Page::from))
}

/// A page of the companies of an edition and another, or the one before, by what became of them.
#[tauri::command(async)]
#[specta::specta]
pub fn edition_compare(
    app: State<'_, App>,
    list_code: String,
    year: i32,
    against: Option<i32>,
    change: Option<Move>,
    offset: u32,
    limit: u32,
) -> IpcResult<ComparedPage> {
    app.read(|store| Ok(lists::compare(store.conn(), &list_code, year, against)?.page(change, offset, limit)))
}

/// Maps a list to a line, or to none.
#[tauri::command(async)]
#[specta::specta]
pub fn list_set_line(app: State<'_, App>, id: Id, line: Option<KpiLine>) -> IpcResult<Changed> {
    app.write(Right::Decide, Op::ListChanged, |tx| lists::set_line(tx, id, line))
}
