//! Undo and redo, as forward writes of the images before.
//!
//! The stack is read from the journal itself, so it survives a restart: a user's last action that is
//! neither undone nor an undoing. Redo puts back the last undoing, unless the user did something else since.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::apply::{self, Seen};
use super::body;
use super::capture::Table;
use super::op::Op;
use crate::domain::Id;
use crate::error::{Error, Result};

/// What an undo would take back, or a redo put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The group whose changes are turned around.
    pub group: Id,
    /// What the user did first.
    pub op: Op,
    /// To what.
    pub subject: String,
}

/// The user's last action that stands, if any.
pub fn next_undo(conn: &Connection, user: Id) -> Result<Option<Candidate>> {
    candidate(conn, include_str!("next_undo.sql"), user)
}

/// The user's last undoing that may be redone, if any.
pub fn next_redo(conn: &Connection, user: Id) -> Result<Option<Candidate>> {
    candidate(conn, include_str!("next_redo.sql"), user)
}

fn candidate(conn: &Connection, sql: &str, user: Id) -> Result<Option<Candidate>> {
    let read =
        |row: &rusqlite::Row<'_>| Ok(Candidate { group: row.get("group_id")?, op: row.get("kind")?, subject: row.get("subject")? });
    Ok(conn.prepare_cached(sql)?.query_row(named_params! { ":user": user }, read).optional()?)
}

/// Puts back the images before of the user's last action.
pub fn undo(conn: &Connection, tables: &[Table], user: Id) -> Result<Candidate> {
    let candidate = next_undo(conn, user)?.ok_or(Error::NothingToUndo {})?;
    if !candidate.op.undoable() {
        return Err(Error::UndoRefused { op: candidate.op.code().to_owned(), subject: candidate.subject });
    }
    turn_around(conn, tables, candidate.group)?;
    Ok(candidate)
}

/// Turns the user's last undoing around.
pub fn redo(conn: &Connection, tables: &[Table], user: Id) -> Result<Candidate> {
    let candidate = next_redo(conn, user)?.ok_or(Error::NothingToRedo {})?;
    turn_around(conn, tables, candidate.group)?;
    Ok(candidate)
}

fn turn_around(conn: &Connection, tables: &[Table], group: Id) -> Result<()> {
    each_reversed(conn, group, |seen| {
        let (after, before) = (seen.after()?, seen.before()?);
        apply::put(conn, tables, seen.table(), seen.row(), after.as_ref(), before.as_ref()).map_err(|error| match error {
            Error::Immutable { what } => Error::UndoRefused { op: what.clone(), subject: what },
            other => other,
        })
    })
}

/// Hands out what a group did, the last first, holding one body at a time.
pub fn each_reversed(conn: &Connection, group: Id, mut act: impl FnMut(&Seen<'_>) -> Result<()>) -> Result<()> {
    // The entries are known before the first is turned around: what that writes is not read again.
    let mut statement = conn.prepare_cached(include_str!("group_entries.sql"))?;
    let entries: Vec<i64> = statement.query_map(named_params! { ":group": group }, |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut bodies = conn.prepare_cached("SELECT entry_no, body, packed FROM journal_entry WHERE entry_no = :entry")?;
    for entry in entries {
        let text = bodies.query_row(named_params! { ":entry": entry }, |row| Ok(body::text_in(row)))??;
        for seen in apply::seen(&text)?.iter().rev() {
            act(seen)?;
        }
    }
    Ok(())
}
