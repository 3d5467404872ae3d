//! The self-audit, the gap radar, and what somebody who reviews a line should see first.

use daowei_core::audit::{self, Finding, RuleAsked};
use daowei_core::domain::Id;
use daowei_core::store::fund::{self, Gaps};
use tauri::State;

use crate::ipc::IpcResult;
use crate::state::App;

/// Every rule asked of the whole store, on a connection of its own: the window goes on meanwhile.
#[tauri::command(async)]
#[specta::specta]
pub fn self_audit(app: State<'_, App>) -> IpcResult<Vec<RuleAsked>> {
    let today = app.now().today;
    let reader = app.read(daowei_core::store::Store::reader)?;
    Ok(audit::audit(reader.conn(), today)?)
}

/// The rules asked of one line.
#[tauri::command(async)]
#[specta::specta]
pub fn fund_findings(app: State<'_, App>, id: Id) -> IpcResult<Vec<Finding>> {
    let today = app.now().today;
    app.read(|store| audit::of_fund(store.conn(), id, today))
}

/// What of a year has arrived and cannot be proved yet.
#[tauri::command(async)]
#[specta::specta]
pub fn gaps(app: State<'_, App>, year: i32) -> IpcResult<Gaps> {
    let today = app.now().today;
    app.read(|store| fund::gaps(store.conn(), year, today))
}
