//! Verified lines handed over inside the query, for sums at district level.
//!
//! A row that crosses from SQLite to here costs as much as reading it from the index. So the query asks the function
//! `kpi_take` about each line's packed value, which puts it beside the ones before and says yes only when a batch
//! is full: then the query gives a row, and the batch is judged by the same [`Book::judge`] as in every other pass. A batch
//! is small: one that outgrows the processor's cache takes more time than all the rest.
//!
//! SQLite keeps a function as long as the connection, so it cannot borrow from a question; the
//! lines come over through a place of the thread, on which SQLite calls.

use std::cell::RefCell;

use chrono::{Datelike, NaiveDate};
use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, named_params};

use super::packed::{self, BYTES, Packed};
use super::{Book, Day, Pass, Year};
use crate::domain::fund::Status;
use crate::domain::reading::RecognitionLevel;
use crate::error::Result;
use crate::kpi::qualify::Slot;
use crate::kpi::scope::Gate;
use crate::kpi::tally::parts::Adding;

/// Lines judged in one go.
const BATCH: usize = 256;

thread_local! {
    /// The query that hands over lines just now.
    static TAKING: RefCell<Taking> = RefCell::default();
}

/// What decides at the query about a line, and the lines that it let through since the last batch.
#[derive(Default)]
struct Taking {
    gate: Gate,
    /// The last day asked for, as [`packed::order`] says it.
    last: u128,
    /// A line arrived after it: the query has given all.
    ended: bool,
    lines: Vec<[u8; BYTES]>,
}

/// Registers the SQL function that sums are taken with.
pub fn install(conn: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DIRECTONLY;
    Ok(conn.create_scalar_function("kpi_take", 1, flags, |context| {
        let value = context.get_raw(0);
        let refused = || rusqlite::Error::InvalidFunctionParameterType(0, value.data_type());
        let line: Option<&[u8; BYTES]> = if let ValueRef::Blob(line) = value { line.try_into().ok() } else { None };
        let line = line.ok_or_else(refused)?;
        Ok(TAKING.with_borrow_mut(|taking| {
            let packed = Packed::of(line);
            if packed::order(packed.arrived_on()) > taking.last {
                taking.ended = true;
                return true;
            }
            if taking.gate.admits(packed) {
                taking.lines.push(*line);
            }
            taking.lines.len() >= BATCH
        }))
    })?)
}

impl Book<'_> {
    /// Adds up the verified lines that arrived within some days of one year.
    pub fn sum(&mut self, from: NaiveDate, to: NaiveDate, level: RecognitionLevel, adding: &mut Adding) -> Result<()> {
        if level != RecognitionLevel::District {
            return self.pass(&Pass { status: Status::Verified, from, to, level }, |_, line| {
                adding.add(line);
                Ok(())
            });
        }
        let mut rules = self.take_year(from.year())?;
        let gate = Gate::new(&self.ground, &rules.scope);
        let mut kept = Vec::new();
        let mut add = |book: &mut Self, lines: &[[u8; BYTES]]| -> Result<()> {
            let mut day = Day::NONE;
            Self::sift(&rules, lines, &mut kept);
            for &(at, slot) in &kept {
                let line = Packed::of(&lines[at as usize]);
                if line.arrived_on() != day.text {
                    day = Day::read(line.arrived_on())?.under(&rules);
                }
                let seen = book.judge(&mut rules, &day, line, Some(line.recognised_fen()), Some(slot))?;
                adding.add(&seen);
            }
            Ok(())
        };
        let conn = self.conn;
        let mut statement = conn.prepare_cached(include_str!("take.sql"))?;
        TAKING.set(Taking { gate, last: packed::order(packed::written(to)), ended: false, lines: Vec::with_capacity(BATCH) });
        let mut full = statement.query(named_params! { ":from": from })?;
        while full.next()?.is_some() {
            let (mut lines, ended) = TAKING.with_borrow_mut(|taking| (std::mem::take(&mut taking.lines), taking.ended));
            add(self, &lines)?;
            lines.clear();
            TAKING.with_borrow_mut(|taking| taking.lines = lines);
            if ended {
                break;
            }
        }
        add(self, &TAKING.take().lines)?;
        self.put_back(Some(rules));
        Ok(())
    }

    /// Leaves those lines of a batch that may count, each with the slot of its investor; a line that goes is one that
    /// [`Book::judge`] would refuse.
    ///
    /// Without branches, because whether a line counts cannot be foreseen: so the processor looks up many investors at a
    /// time, where it would else wait for each.
    fn sift(rules: &Year, batch: &[[u8; BYTES]], kept: &mut Vec<(u32, Slot)>) {
        kept.clear();
        kept.resize(batch.len(), (0, Slot::NEW));
        let one_epoch = rules.in_force.one_epoch();
        let mut left = 0;
        for (at, line) in (0..).zip(batch) {
            let line = Packed::of(line);
            let slot = rules.investors.slot(line.investor());
            kept[left] = (at, slot);
            left += usize::from(!one_epoch | line.linked() | slot.may_count());
        }
        kept.truncate(left);
    }
}
