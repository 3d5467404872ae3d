//! What a question to the figures leaves for the next one on the same connection.
//!
//! A figure is worked out from the ledger each time it is asked for; nothing of it is a field of the store. But the rules of a
//! year, the standing of each investor and what the months add up to stay in memory, and the next question begins with them:
//! so what is shown after a verification costs a pass over the month of the line, not over two years.
//!
//! What is at hand is forgotten when it could be otherwise. Of this connection's own writes TEMP triggers tell (`watch.sql`): a
//! line that changed takes the months it is added to with it; a zone, an edition, a link of control, a close or whatever else
//! lines are judged by takes everything. After a commit of another connection everything goes too. Within a transaction that
//! has written nothing is taken or kept, for it may be rolled back.
//!
//! **Invariant:** only [`ask`] hands out what is kept, inside one state of the store.

use std::cell::RefCell;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::{Connection, MAIN_DB, TransactionState, named_params};

use super::key;
use super::ledger::{Book, Learned, take};
use crate::domain::Id;
use crate::error::{Error, Result};
use crate::store::in_one_state;

/// Lines that changed since the last question and are looked into one by one; after more, all months are added up anew.
const LINES_LOOKED_INTO: usize = 1_000;

thread_local! {
    /// The memory that a query just handed over: SQLite keeps it with the connection, and calls on this thread.
    static HANDED: RefCell<Option<Arc<Mutex<Memory>>>> = RefCell::default();
}

/// What a connection keeps.
#[derive(Default)]
struct Memory {
    kept: Option<Kept>,
    changed: Changed,
    /// How often something changed.
    changes: u64,
}

/// What was learned, and in which state of the store.
struct Kept {
    learned: Learned,
    data_version: i64,
}

/// What changed since the last question.
#[derive(Default)]
struct Changed {
    rules: bool,
    lines: Vec<Line>,
    more_lines: bool,
}

/// Where a changed line stands or stood, in months from January 0 of their years.
struct Line {
    id: Id,
    arrived: (i32, usize),
    verified: Option<(i32, usize)>,
}

/// Registers the SQL functions that the figures are taken with, and on a connection that writes what tells of changes; once a
/// connection, when it is opened on the current schema.
///
/// # Errors
/// [`Error::Db`].
pub fn install(conn: &Connection, writes: bool) -> Result<()> {
    take::install(conn)?;
    let memory: Arc<Mutex<Memory>> = Arc::default();
    let kept = Arc::clone(&memory);
    conn.create_scalar_function("kpi_memory", 0, FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DIRECTONLY, move |_| {
        HANDED.set(Some(Arc::clone(&kept)));
        Ok(true)
    })?;
    if writes {
        let of_rules = Arc::clone(&memory);
        conn.create_scalar_function("kpi_rules_changed", 0, FunctionFlags::SQLITE_UTF8, move |_| {
            locked(&of_rules).changed().rules = true;
            Ok(true)
        })?;
        conn.create_scalar_function("kpi_line_changed", 3, FunctionFlags::SQLITE_UTF8, move |context| {
            let line = Line::read(context);
            locked(&memory).changed().line(line);
            Ok(true)
        })?;
        conn.execute_batch(include_str!("kept/watch.sql"))?;
    }
    Ok(())
}

/// Asks with what earlier questions left, and leaves what this one learned.
pub(super) fn ask<T>(conn: &Connection, question: impl FnOnce(&mut Book<'_>) -> Result<T>) -> Result<T> {
    if conn.transaction_state(Some(MAIN_DB))? == TransactionState::Write {
        return question(&mut Book::open(conn)?);
    }
    in_one_state(conn, || {
        let data_version = conn.prepare_cached(include_str!("kept/data_version.sql"))?.query_row([], |row| row.get(0))?;
        let memory = memory(conn)?;
        let (kept, changed, changes) = locked(&memory).begin();
        let mut book = match kept.filter(|kept| kept.data_version == data_version && !changed.rules) {
            Some(mut kept) => {
                kept.learned.forget(conn, &changed)?;
                Book::again(conn, kept.learned)
            }
            None => Book::open(conn)?,
        };
        let answer = question(&mut book)?;
        if let Some(learned) = book.learned() {
            locked(&memory).end(Kept { learned, data_version }, changes);
        }
        Ok(answer)
    })
}

fn memory(conn: &Connection) -> Result<Arc<Mutex<Memory>>> {
    conn.prepare_cached(include_str!("kept/memory.sql"))?.query_row([], |_| Ok(()))?;
    HANDED.take().ok_or_else(|| Error::not_found("function", "kpi_memory"))
}

fn locked(memory: &Mutex<Memory>) -> MutexGuard<'_, Memory> {
    memory.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Memory {
    fn changed(&mut self) -> &mut Changed {
        self.changes += 1;
        &mut self.changed
    }

    /// What is kept, what changed since, and how often anything had.
    fn begin(&mut self) -> (Option<Kept>, Changed, u64) {
        (self.kept.take(), std::mem::take(&mut self.changed), self.changes)
    }

    /// Keeps what was learned unless something changed meanwhile: the question that follows has been told of it already.
    fn end(&mut self, kept: Kept, changes: u64) {
        if self.changes == changes {
            self.kept = Some(kept);
        }
    }
}

impl Changed {
    fn line(&mut self, line: Option<Line>) {
        match line {
            Some(line) if self.lines.len() < LINES_LOOKED_INTO => self.lines.push(line),
            _ => self.more_lines = true,
        }
    }
}

impl Line {
    /// From the values `id, arrived_on, verified_on`; nothing where they are not what the store writes.
    fn read(context: &Context<'_>) -> Option<Self> {
        let month = |at| key::optional_date(context.get_raw(at)).ok().map(|day| day.map(key::month_of_year));
        Some(Self { id: context.get(0).ok()?, arrived: month(1)??, verified: month(2)? })
    }
}

impl Learned {
    fn forget(&mut self, conn: &Connection, changed: &Changed) -> Result<()> {
        if changed.more_lines {
            self.sums.clear();
            self.came.clear();
            return Ok(());
        }
        let mut leaning = conn.prepare_cached(include_str!("kept/leaning.sql"))?;
        for line in &changed.lines {
            self.forget_line(line.arrived, line.verified);
            let mut rows = leaning.query(named_params! { ":fund": line.id })?;
            while let Some(row) = rows.next()? {
                let verified = key::optional_date(row.get_ref(1)?)?.map(key::month_of_year);
                self.forget_line(key::month_of_year(key::date(row.get_ref(0)?)?), verified);
            }
        }
        Ok(())
    }

    fn forget_line(&mut self, arrived: (i32, usize), verified: Option<(i32, usize)>) {
        self.sums.forget(arrived, verified);
        self.came.retain(|(year, _), _| *year <= arrived.0);
    }
}
