//! Undo, redo, history, search.

use daowei_core::journal::{self, Entry, Op};
use daowei_core::store::search::{self, Hit, HitKind};
use serde::Serialize;
use tauri::State;

use crate::ipc::{Changed, IpcResult};
use crate::state::App;

/// What Ctrl+Z would take back, and what a redo would repeat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct UndoState {
    /// The last action that stands.
    pub undo: Option<UndoStep>,
    /// The last undoing.
    pub redo: Option<UndoStep>,
}

/// One step of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct UndoStep {
    /// What was done.
    pub op: Op,
    /// To what.
    pub subject: String,
    /// Whether the rulebook lets it be undone.
    pub allowed: bool,
}

impl From<journal::Candidate> for UndoStep {
    fn from(candidate: journal::Candidate) -> Self {
        Self { op: candidate.op, subject: candidate.subject, allowed: candidate.op.undoable() }
    }
}

/// What undo and redo would do.
#[tauri::command(async)]
#[specta::specta]
pub fn undo_peek(app: State<'_, App>) -> IpcResult<UndoState> {
    app.read(|store| {
        let (conn, me) = (store.conn(), store.person().id);
        Ok(UndoState { undo: journal::next_undo(conn, me)?.map(Into::into), redo: journal::next_redo(conn, me)?.map(Into::into) })
    })
}

/// Undoes the last action.
#[tauri::command(async)]
#[specta::specta]
pub fn undo(app: State<'_, App>) -> IpcResult<Changed> {
    let now = app.now();
    Ok(Changed::of(app.with(|store| store.undo(now))?, None))
}

/// Redoes the last undoing.
#[tauri::command(async)]
#[specta::specta]
pub fn redo(app: State<'_, App>) -> IpcResult<Changed> {
    let now = app.now();
    Ok(Changed::of(app.with(|store| store.redo(now))?, None))
}

/// The latest actions, newest first.
#[tauri::command(async)]
#[specta::specta]
pub fn history(app: State<'_, App>, before: Option<i32>, limit: u32) -> IpcResult<Vec<Entry>> {
    app.read(|store| journal::entries(store.conn(), before, limit))
}

/// Finds records by Chinese, English, pinyin or initials; of one kind where `kind` names it.
#[tauri::command(async)]
#[specta::specta]
pub fn find(app: State<'_, App>, text: String, kind: Option<HitKind>, limit: u32) -> IpcResult<Vec<Hit>> {
    app.read(|store| search::find(store.conn(), &text, kind, limit))
}
