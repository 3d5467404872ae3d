//! Lines handed over inside the query, for sums at district level.
//!
//! A row that crosses from SQLite to here costs as much as reading it from the index. So the query asks the function
//! `kpi_take` about each line's packed value, which puts it beside the ones before and says yes only when a batch
//! is full: then the query gives a row, and the batch is judged by the same [`Book::judge`] as in every other pass. A batch
//! is small: one that outgrows the processor's cache takes more time than all the rest.
//!
//! SQLite keeps a function as long as the connection, so it cannot borrow from a question; the
//! lines come over through a place of the thread, on which SQLite calls.

use std::cell::RefCell;

use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, named_params};

use super::packed::{BYTES, Packed};
use super::{Book, Day, Pass, Year};
use crate::domain::fund::Status;
use crate::domain::period::Quarter;
use crate::domain::reading::RecognitionLevel;
use crate::error::Result;
use crate::kpi::key;
use crate::kpi::tally::Tally;

/// Lines judged in one go.
const BATCH: usize = 256;

thread_local! {
    /// The lines taken since the last batch, end to end.
    static LINES: RefCell<Vec<[u8; BYTES]>> = const { RefCell::new(Vec::new()) };
}

/// Registers the SQL function that sums are taken with; once a connection, when it is opened.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn install(conn: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DIRECTONLY;
    Ok(conn.create_scalar_function("kpi_take", 1, flags, |context| {
        let value = context.get_raw(0);
        let refused = || rusqlite::Error::InvalidFunctionParameterType(0, value.data_type());
        let line = if let ValueRef::Blob(line) = value { line.try_into().ok() } else { None };
        let line = line.ok_or_else(refused)?;
        Ok(LINES.with_borrow_mut(|lines| {
            lines.push(line);
            lines.len() >= BATCH
        }))
    })?)
}

impl Book<'_> {
    /// Adds up the lines of one status that arrived in a year by the end of `through`.
    pub fn sum(&mut self, status: Status, through: Quarter, level: RecognitionLevel, tally: &mut Tally) -> Result<()> {
        if level != RecognitionLevel::District {
            let (from, to) = (key::first_of_year(through.year()), through.last_day());
            return self.pass(&Pass { status, from, to, level }, |_, line| {
                tally.add(line);
                Ok(())
            });
        }
        let (from, to) = (key::first_of_year(through.year()), through.last_day());
        let mut rules = self.take_year(through.year())?;
        let mut kept = Vec::new();
        let mut add = |book: &mut Self, lines: &[[u8; BYTES]]| -> Result<()> {
            let mut day = Day::NONE;
            book.sift(&rules, lines, &mut kept);
            for line in kept.iter().map(|at| Packed::of(&lines[*at])) {
                if line.arrived_on() != day.text {
                    day = Day::read(line.arrived_on())?.under(&rules);
                }
                let seen = book.judge(&mut rules, &day, line, Some(line.recognised_fen()))?;
                tally.add(&seen);
            }
            Ok(())
        };
        let conn = self.conn;
        let mut statement = conn.prepare_cached(include_str!("take.sql"))?;
        LINES.with_borrow_mut(Vec::clear);
        let mut full = statement.query(named_params! { ":status": status, ":from": from, ":to": to })?;
        while full.next()?.is_some() {
            let mut lines = LINES.take();
            add(self, &lines)?;
            lines.clear();
            LINES.set(lines);
        }
        let mut rest = LINES.take();
        add(self, &rest)?;
        rest.clear();
        LINES.set(rest);
        self.put_back(Some(rules));
        Ok(())
    }

    /// Leaves those lines of a batch that may count; a line that goes is one that [`Book::judge`] would refuse.
    ///
    /// Without branches, because whether a line counts cannot be foreseen: so the processor looks up many investors at a
    /// time, where it would else wait for each.
    fn sift(&self, rules: &Year, batch: &[[u8; BYTES]], kept: &mut Vec<usize>) {
        kept.clear();
        kept.resize(batch.len(), 0);
        let mut in_scope = 0;
        for (at, line) in batch.iter().enumerate() {
            kept[in_scope] = at;
            in_scope += usize::from(rules.scope.may_admit(&self.ground, Packed::of(line)));
        }
        let one_epoch = rules.in_force.one_epoch();
        let mut left = 0;
        for next in 0..in_scope {
            let at = kept[next];
            let line = Packed::of(&batch[at]);
            kept[left] = at;
            left += usize::from(!one_epoch | line.linked() | rules.investors.may_count(line.investor()));
        }
        kept.truncate(left);
    }
}
