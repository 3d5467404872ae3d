//! Undo, redo and taking back, as forward writes of the images before.
//!
//! The stack is read from the journal itself, so it survives a restart: a user's last action that is
//! neither undone nor an undoing. Redo puts back the last undoing, unless the user did something else since.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::apply::{self, Element};
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

/// What taking an import back came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, specta::Type)]
pub struct Reverted {
    /// Rows put back as they were.
    pub restored: u32,
    /// Fields that were changed since and therefore stand.
    pub conflicts: Vec<Conflict>,
}

/// A field with three values: before the import, by the import, and now.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, specta::Type)]
pub struct Conflict {
    /// The table.
    pub table: String,
    /// The row.
    pub row: Id,
    /// The field; `id` where the whole row is meant.
    pub field: String,
    /// Before the import.
    pub before: Option<String>,
    /// As imported.
    pub imported: Option<String>,
    /// Now.
    pub now: Option<String>,
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
    for (table, row, after, before) in group_elements(conn, group)?.into_iter().rev() {
        apply::put(conn, tables, &table, row, after.as_ref(), before.as_ref()).map_err(|error| match error {
            Error::Immutable { what } => Error::UndoRefused { op: what.clone(), subject: what },
            other => other,
        })?;
    }
    Ok(())
}

fn group_elements(conn: &Connection, group: Id) -> Result<Vec<Element>> {
    let mut statement = conn.prepare_cached("SELECT body FROM journal_entry WHERE group_id = :group ORDER BY entry_no")?;
    let mut rows = statement.query(named_params! { ":group": group })?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.extend(apply::elements(&row.get::<_, String>(0)?)?);
    }
    Ok(out)
}

/// Takes a group back wherever nothing was changed since; the rest is listed with its three values.
///
/// A field changed since keeps its value; a row made by the group and changed or used since stays.
pub fn revert(conn: &Connection, tables: &[Table], group: Id) -> Result<Reverted> {
    let mut out = Reverted::default();
    for (name, row, after, before) in group_elements(conn, group)?.into_iter().rev() {
        let table = tables.iter().find(|table| table.name == name).ok_or_else(|| Error::not_found("table", &name))?;
        let Some(current) = apply::current(conn, table, row)? else { continue };
        let conflict = |field: &str| Conflict {
            table: name.clone(),
            row,
            field: field.to_owned(),
            before: before.as_ref().and_then(|fields| fields.get(field).cloned().flatten()),
            imported: after.as_ref().and_then(|fields| fields.get(field).cloned().flatten()),
            now: current.get(field).cloned().flatten(),
        };
        let after_fields = after.clone().unwrap_or_default();
        let Some(before_fields) = before.clone() else {
            // A new row: gone again, if it stands as it was made.
            let changed = current.iter().find(|(field, value)| after_fields.get(*field).unwrap_or(&None) != *value);
            match changed {
                Some((field, _)) => out.conflicts.push(conflict(field)),
                None if apply::referenced(conn, &name, row)? => out.conflicts.push(conflict("id")),
                None => match apply::put(conn, tables, &name, row, after.as_ref(), None) {
                    Ok(()) => out.restored += 1,
                    Err(Error::Immutable { .. }) => out.conflicts.push(conflict("id")),
                    Err(other) => return Err(other),
                },
            }
            continue;
        };
        let (same, changed): (Vec<_>, Vec<_>) =
            before_fields.into_iter().partition(|(field, _)| current.get(field) == after_fields.get(field));
        out.conflicts.extend(changed.iter().map(|(field, _)| conflict(field)));
        if !same.is_empty() {
            let back: apply::Fields = same.into_iter().collect();
            let from: apply::Fields = back.keys().map(|field| (field.clone(), current.get(field).cloned().flatten())).collect();
            match apply::put(conn, tables, &name, row, Some(&from), Some(&back)) {
                Ok(()) => out.restored += 1,
                Err(Error::Immutable { .. }) => out.conflicts.extend(back.keys().map(|field| conflict(field))),
                Err(other) => return Err(other),
            }
        }
    }
    Ok(out)
}
