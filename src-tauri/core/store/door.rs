//! The one write door: the rows, their journal entry, the chain and what is derived, in one
//! transaction, or nothing.

use std::cell::RefCell;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::{Transaction, TransactionBehavior, named_params};

use super::batch::{Batches, Cell};
use super::{Access, Conn, Ids, Now, Store, search};
use crate::domain::Id;
use crate::error::{Error, Result};
use crate::journal::{self, Capture, ChainState, Means, Op, Reverted, TakeBack};

/// How many steps of SQLite's machine pass between two looks whether an import was cancelled.
const STEPS_BETWEEN_LOOKS: i32 = 20_000;

/// An open write: reads and writes through it land together.
#[derive(Debug)]
pub struct Tx<'s> {
    conn: &'s Conn,
    ids: &'s Ids,
    /// When.
    pub now: Now,
    /// Who; none for the program itself.
    pub who: Option<Id>,
    /// By what means.
    pub means: Means,
    subject: RefCell<String>,
    batches: RefCell<Batches>,
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

    /// Writes a row by `sql`, which inserts one row of parameters: with others of its table, but before anything is read.
    pub(super) fn put<const N: usize>(&self, sql: &'static str, row: [Cell; N]) -> Result<()> {
        let enough = self.batches.borrow_mut().put(sql, row);
        if enough { self.settle() } else { Ok(()) }
    }

    /// Writes the rows that wait.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub fn settle(&self) -> Result<()> {
        self.batches.borrow_mut().settle(self.conn)
    }
}

impl Deref for Tx<'_> {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        let settled = self.batches.borrow().is_settled();
        // What fails here fails the action at its end.
        if !settled && let Err(error) = self.settle() {
            self.batches.borrow_mut().keep(error);
        }
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

    /// As [`Store::write`], the rows coming from a file. Once `cancelled` is true, nothing of it stays.
    ///
    /// # Errors
    /// As [`Store::write`]; [`Error::Cancelled`].
    pub fn write_import<T>(
        &mut self,
        now: Now,
        cancelled: &Arc<AtomicBool>,
        act: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> Result<Written<T>> {
        let flag = Arc::clone(cancelled);
        // Asked every so many steps of the database's machine, a few thousand times a second.
        self.conn.progress_handler(STEPS_BETWEEN_LOOKS, Some(move || flag.load(Ordering::Relaxed)))?;
        let written = self.through(Op::Imported, Means::Import, None, Some(self.person.id), now, |tx| {
            let value = act(tx)?;
            if cancelled.load(Ordering::Relaxed) { Err(Error::Cancelled {}) } else { Ok(value) }
        });
        self.conn.progress_handler(0, None::<fn() -> bool>)?;
        match written {
            Err(_) if cancelled.load(Ordering::Relaxed) => Err(Error::Cancelled {}),
            written => written,
        }
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
        let tables = Arc::clone(&self.capture.tables);
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
        let tables = Arc::clone(&self.capture.tables);
        let written = self.through(Op::Redone, Means::Redo, undoes, Some(who), now, |tx| {
            let done = journal::redo(tx, &tables, who)?;
            tx.subject(done.subject.clone());
            Ok(done)
        })?;
        Ok(Changes { op: written.value.op, ..written.changes })
    }

    /// Takes an import back, updates included, as one action that undo takes back in turn. What was changed since
    /// stands and is listed, but for what a person `decided` to take back all the same.
    ///
    /// # Errors
    /// [`Error::NotFound`] for no such import that stands.
    pub fn revert_import(&mut self, import: Id, decided: &[TakeBack], now: Now) -> Result<Written<Reverted>> {
        self.reverting(import, decided, now, Ok)
    }

    /// What taking an import back would come to; nothing is kept.
    ///
    /// # Errors
    /// As [`Store::revert_import`].
    pub fn look_at_revert(&mut self, import: Id, now: Now) -> Result<Reverted> {
        let mut found = None;
        let left = self.reverting(import, &[], now, |reverted| {
            found = Some(reverted);
            // Leaves the transaction.
            Err::<Reverted, _>(Error::Cancelled {})
        });
        match (found, left) {
            (Some(found), _) => Ok(found),
            (None, left) => left.map(|written| written.value),
        }
    }

    fn reverting(
        &mut self,
        import: Id,
        decided: &[TakeBack],
        now: Now,
        then: impl FnOnce(Reverted) -> Result<Reverted>,
    ) -> Result<Written<Reverted>> {
        let who = self.person.id;
        let (group, file): (Id, String) = self
            .conn
            .query_row(include_str!("import_group.sql"), named_params! { ":import": import }, |row| Ok((row.get(0)?, row.get(1)?)))
            .map_err(|_| Error::not_found("import", import))?;
        let capture = self.capture.clone();
        self.through(Op::ImportReverted, Means::Undo, Some(group), Some(who), now, |tx| {
            tx.subject(file);
            then(journal::revert(tx, &capture, group, decided)?)
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
        let (subject, batches) = (RefCell::default(), RefCell::default());
        let tx = Tx { conn: &self.conn, ids: &self.ids, now, who, means, subject, batches };
        capture.set_undoing(means == Means::Undo);
        let value = act(&tx).and_then(|value| tx.settle().map(|()| value));
        capture.set_undoing(false);
        let value = value.map_err(named)?;
        let subject = tx.subject.into_inner();
        let recorded = capture.take();
        let head = journal::Head { op, now, user: who, means, undoes, subject: &subject };
        let entry = journal::append(&sql, &self.ids, &head, recorded.bodies)?;
        search::refresh(&sql, &capture, &recorded.kept)?;
        sql.commit().map_err(|error| in_use(error, &subject))?;
        // The tables stand in the order of their names.
        let tables = recorded.tables.iter().map(|table| capture.tables[*table].name.clone()).collect();
        Ok(Written { value, changes: Changes { op, subject, entry, tables } })
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
