//! The journal: undo, redo, and what was done.

use daowei_core::domain::user::Right;
use daowei_core::journal;
use daowei_core::store::Changes;
use serde_json::{Value, json};

use crate::answer::{Answer, table};
use crate::desk::Desk;
use crate::failure::Result;

/// `undo`.
pub fn undo(desk: &Desk) -> Result<Answer> {
    let changes = desk.write(Right::Work, |store| Ok(store.undo(desk.now)?))?;
    turned(desk, "cli-undone", changes)
}

/// `redo`.
pub fn redo(desk: &Desk) -> Result<Answer> {
    let changes = desk.write(Right::Work, |store| Ok(store.redo(desk.now)?))?;
    turned(desk, "cli-redone", changes)
}

fn turned(desk: &Desk, key: &str, changes: Changes) -> Result<Answer> {
    let text = desk.words.text(key, [("op", desk.words.op(changes.op)), ("subject", changes.subject.clone())]);
    Answer::new(json!({ "op": changes.op, "subject": changes.subject, "entry": changes.entry }), text)
}

/// `history`: the latest actions, newest first.
pub fn history(desk: &Desk, limit: u32, before: Option<i32>) -> Result<Answer> {
    let store = desk.read()?;
    let entries = journal::entries(store.conn(), before, limit)?;
    let rows: Vec<Value> = entries
        .iter()
        .map(|entry| {
            let mut row = serde_json::to_value(entry)?;
            row["op"] = desk.words.op(entry.op).into();
            Ok(row)
        })
        .collect::<Result<_>>()?;
    Answer::new(&entries, table(&desk.words, &["entry", "at", "user", "op", "subject", "means", "undone"], &rows))
}
