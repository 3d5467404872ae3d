//! Meetings and their next steps.

use daowei_core::domain::Id;
use daowei_core::domain::user::Right;
use daowei_core::journal::Op;
use daowei_core::store::meeting::{self, Meeting, MeetingFilter, MeetingLine};
use tauri::State;

use crate::ipc::{Changed, IpcResult, Page};
use crate::state::App;

/// A page of meetings.
#[tauri::command(async)]
#[specta::specta]
pub fn meetings(app: State<'_, App>, filter: MeetingFilter, offset: u32, limit: u32) -> IpcResult<Page<MeetingLine>> {
    app.read(|store| Ok(meeting::page(store.conn(), &filter, offset, limit)?.into()))
}

/// One meeting.
#[tauri::command(async)]
#[specta::specta]
pub fn meeting(app: State<'_, App>, id: Id) -> IpcResult<MeetingLine> {
    app.read(|store| meeting::get(store.conn(), id))
}

/// Logs a meeting.
#[tauri::command(async)]
#[specta::specta]
pub fn meeting_add(app: State<'_, App>, meeting: Meeting) -> IpcResult<Changed> {
    app.write(Right::Work, Op::MeetingLogged, |tx| meeting::log(tx, &meeting))
}

/// Says that a next step was done.
#[tauri::command(async)]
#[specta::specta]
pub fn follow_up_done(app: State<'_, App>, id: Id) -> IpcResult<Changed> {
    app.write(Right::Work, Op::FollowUpDone, |tx| meeting::follow_up_done(tx, id))
}
