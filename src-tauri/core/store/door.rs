//! The one write door: the rows, their journal entry, the chain and what is derived, in one
//! transaction, or nothing.

use std::collections::BTreeSet;
use std::ops::Deref;

use rusqlite::{Connection, Transaction, TransactionBehavior, named_params};

use super::{Access, Ids, Now, Store, search};
use crate::domain::Id;
use crate::error::{Error, Result};
use crate::journal::{self, Capture, ChainState, Means, Op, Reverted};

/// An open write: reads and writes through it land together.
#[derive(Debug)]
pub struct Tx<'s> {
    conn: &'s Connection,
    ids: &'s Ids,
    /// When.
    pub now: Now,
    /// Who; none for the program itself.
    pub who: Option<Id>,
    /// By what means.
    pub means: Means,
    subject: std::cell::RefCell<String>,
}

impl Tx<'_> {
    /// A fresh id.
    #[must_use]
    pub fn new_id(&self) -> Id {
        self.ids.next(self.now.unix_ms)
    }

    /// Says for the history what the action is about: a name or a reference.
    pub fn subject(&self, subject: impl Into<String>) {
        *self.subject.borrow_mut() = subject.into();
    }
}

impl Deref for Tx<'_> {
    type Target = Connection;
    fn deref(&self) -> &Connection {
        self.conn
    }
}

/// What a write changed, so that views reload just that.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, specta::Type)]
pub struct Changes {
    /// What was done; of an undo, what was undone.
    pub op: Op,
    /// To what.
    pub subject: String,
    /// The group of its entries; none where nothing changed.
    pub entry: Option<Id>,
    /// The tables whose rows changed.
    pub tables: Vec<String>,
}

/// What a write answers, and what it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written<T> {
    /// The answer.
    pub value: T,
    /// What changed.
    pub changes: Changes,
}

impl Store {
    /// Does what `act` does to the rows as one action of the user, or nothing.
    ///
    /// # Errors
    /// What `act` refuses; [`Error::ReadOnly`]; [`Error::UndoInUse`] where a row that something
    /// points to would go.
    pub fn write<T>(&mut self, op: Op, now: Now, act: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<Written<T>> {
        self.through(op, Means::User, None, Some(self.person.id), now, act)
    }

    /// As [`Store::write`], the rows coming from a file.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_import<T>(&mut self, now: Now, act: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<Written<T>> {
        self.through(Op::Imported, Means::Import, None, Some(self.person.id), now, act)
    }

    pub(super) fn write_as<T>(
        &mut self,
        op: Op,
        who: Option<Id>,
        now: Now,
        act: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> Result<Written<T>> {
        self.through(op, Means::System, None, who, now, act)
    }

    /// Undoes the user's last action.
    ///
    /// # Errors
    /// [`Error::NothingToUndo`], [`Error::UndoRefused`] where the rulebook makes it final,
    /// [`Error::UndoConflict`] and [`Error::UndoInUse`] where something was built on it since.
    pub fn undo(&mut self, now: Now) -> Result<Changes> {
        let who = self.person.id;
        let candidate = journal::next_undo(&self.conn, who)?;
        let tables = std::sync::Arc::clone(&self.capture.tables);
        let undoes = candidate.map(|candidate| candidate.group);
        let written = self.through(Op::Undone, Means::Undo, undoes, Some(who), now, |tx| {
            let done = journal::undo(tx, &tables, who)?;
            tx.subject(done.subject.clone());
            Ok(done)
        })?;
        Ok(Changes { op: written.value.op, ..written.changes })
    }

    /// Redoes the user's last undoing.
    ///
    /// # Errors
    /// [`Error::NothingToRedo`], [`Error::UndoConflict`].
    pub fn redo(&mut self, now: Now) -> Result<Changes> {
        let who = self.person.id;
        let undoes = journal::next_redo(&self.conn, who)?.map(|candidate| candidate.group);
        let tables = std::sync::Arc::clone(&self.capture.tables);
        let written = self.through(Op::Redone, Means::Redo, undoes, Some(who), now, |tx| {
            let done = journal::redo(tx, &tables, who)?;
            tx.subject(done.subject.clone());
            Ok(done)
        })?;
        Ok(Changes { op: written.value.op, ..written.changes })
    }

    /// Takes an import back, updates included; what was changed since stands and is listed.
    ///
    /// # Errors
    /// [`Error::NotFound`] for no such import that stands.
    pub fn revert_import(&mut self, import: Id, now: Now) -> Result<Written<Reverted>> {
        let who = self.person.id;
        let (group, file): (Id, String) = self
            .conn
            .query_row(include_str!("import_group.sql"), named_params! { ":import": import }, |row| Ok((row.get(0)?, row.get(1)?)))
            .map_err(|_| Error::not_found("import", import))?;
        let tables = std::sync::Arc::clone(&self.capture.tables);
        self.through(Op::ImportReverted, Means::Undo, Some(group), Some(who), now, |tx| {
            tx.subject(file);
            journal::revert(tx, &tables, group)
        })
    }

    fn through<T>(
        &mut self,
        op: Op,
        means: Means,
        undoes: Option<Id>,
        who: Option<Id>,
        now: Now,
        act: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> Result<Written<T>> {
        if self.access == Access::Read {
            return Err(Error::ReadOnly {});
        }
        let capture = self.capture.clone();
        capture.take();
        let sql = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
        let tx = Tx { conn: &sql, ids: &self.ids, now, who, means, subject: std::cell::RefCell::default() };
        capture.set_undoing(means == Means::Undo);
        let value = act(&tx);
        capture.set_undoing(false);
        let value = value.map_err(named)?;
        let subject = tx.subject.into_inner();
        let rows = capture.take();
        let head = journal::Head { op, now, user: who, means, undoes, subject: &subject };
        let entry = journal::append(&sql, &capture, &self.ids, &head, &rows)?;
        search::refresh(&sql, &capture, &rows)?;
        sql.commit().map_err(|error| in_use(error, &subject))?;
        let tables: BTreeSet<_> = rows.iter().map(|row| capture.tables[row.table].name.clone()).collect();
        Ok(Written { value, changes: Changes { op, subject, entry, tables: tables.into_iter().collect() } })
    }

    /// Where the chain stands, without verifying it.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub fn chain(&self) -> Result<ChainState> {
        journal::chain_state(&self.conn)
    }

    pub(super) fn capture(&self) -> &Capture {
        &self.capture
    }
}

/// A trigger's refusal as the rule it guards.
fn named(error: Error) -> Error {
    match error {
        Error::Db(source) => Error::from_write(source),
        other => other,
    }
}

/// A deferred foreign key that fails at the commit: something still points there.
fn in_use(error: rusqlite::Error, subject: &str) -> Error {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::ConstraintViolation) => Error::UndoInUse { what: subject.to_owned() },
        _ => Error::Db(error),
    }
}
