//! What waits today.

use chrono::Days;
use daowei_core::domain::fund::Status;
use daowei_core::store::fund::FundFilter;
use daowei_core::store::meeting::MeetingLine;
use daowei_core::store::{fund, meeting};
use serde::Serialize;
use tauri::State;

use crate::commands::app::review_filter;
use crate::commands::funds::{FundRow, rows};
use crate::ipc::IpcResult;
use crate::state::App;

/// How far ahead the day's list of next steps looks.
const AHEAD_DAYS: u64 = 14;
/// The most rows a list of the day holds.
const ROWS_MAX: u32 = 100;

/// What waits for the person who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Today {
    /// Their next steps, overdue or due soon.
    pub follow_ups: Vec<MeetingLine>,
    /// Everyone's overdue next steps, where theirs are none.
    pub others_overdue: Vec<MeetingLine>,
    /// Their lines that were sent back.
    pub returned: Vec<FundRow>,
    /// Lines that wait for their review.
    pub waiting: Vec<FundRow>,
    /// Their drafts.
    pub drafts: Vec<FundRow>,
}

/// What waits today.
#[tauri::command(async)]
#[specta::specta]
pub fn today(app: State<'_, App>) -> IpcResult<Today> {
    let today = app.now().today;
    app.read(|store| {
        let (conn, me) = (store.conn(), store.person());
        let mine = |statuses: Vec<Status>| {
            let filter = FundFilter { statuses, submitted_by_id: Some(me.id), ..FundFilter::default() };
            rows(store, fund::page(conn, &filter, 0, ROWS_MAX)?.0)
        };
        let follow_ups = meeting::follow_ups(conn, Some(me.id), today + Days::new(AHEAD_DAYS), ROWS_MAX)?;
        let others_overdue = if follow_ups.is_empty() { meeting::follow_ups(conn, None, today, ROWS_MAX)? } else { Vec::new() };
        let waiting = match review_filter(me) {
            Some(filter) => rows(store, fund::page(conn, &filter, 0, ROWS_MAX)?.0)?,
            None => Vec::new(),
        };
        let drafts = FundFilter { statuses: vec![Status::Draft], entered_by_id: Some(me.id), ..FundFilter::default() };
        Ok(Today {
            follow_ups,
            others_overdue,
            returned: mine(vec![Status::Returned])?,
            waiting,
            drafts: rows(store, fund::page(conn, &drafts, 0, ROWS_MAX)?.0)?,
        })
    })
}
