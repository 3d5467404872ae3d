//! Companies that are there twice: groups, what a merge would do, merging, keeping apart.

use daowei_core::domain::Id;
use daowei_core::domain::user::Right;
use daowei_core::journal::Op;
use daowei_core::store::company::{self, Company, Group, MergePreview};
use serde::Serialize;
use tauri::State;

use crate::ipc::{Changed, IpcResult};
use crate::state::App;

/// The most groups that a window holds; the rest come when these are worked off.
const GROUPS_MAX: usize = 500;

/// Companies that may be one, the likeliest groups first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct DuplicateGroups {
    /// The first of them.
    pub groups: Vec<Group>,
    /// How many there are.
    pub found: u32,
}

/// Finds companies that may be one.
#[tauri::command(async)]
#[specta::specta]
pub fn company_duplicates(app: State<'_, App>) -> IpcResult<DuplicateGroups> {
    app.read(|store| {
        let mut groups = company::duplicates(store.conn())?;
        let found = u32::try_from(groups.len()).unwrap_or(u32::MAX);
        groups.truncate(GROUPS_MAX);
        Ok(DuplicateGroups { groups, found })
    })
}

/// What a merge would do; `fields` are the survivor's, where a choice was made.
#[tauri::command(async)]
#[specta::specta]
pub fn company_merge_preview(app: State<'_, App>, kept: Id, merged: Id, fields: Option<Company>) -> IpcResult<MergePreview> {
    let now = app.now();
    app.with(|store| {
        store.allow(Right::Work)?;
        store.merge_preview(kept, merged, fields, now)
    })
}

/// Merges one company into another.
#[tauri::command(async)]
#[specta::specta]
pub fn company_merge(app: State<'_, App>, kept: Id, merged: Id, fields: Option<Company>) -> IpcResult<Changed> {
    app.write(Right::Work, Op::CompaniesMerged, |tx| company::merge(tx, kept, merged, fields).map(|_| kept))
}

/// Says that two companies are not one.
#[tauri::command(async)]
#[specta::specta]
pub fn companies_keep_apart(app: State<'_, App>, one: Id, other: Id) -> IpcResult<Changed> {
    app.write(Right::Work, Op::CompaniesKeptApart, |tx| company::keep_apart(tx, one, other))
}
