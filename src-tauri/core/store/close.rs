//! Closing a period: its figures are frozen and hash-chained (I1, I11).
//!
//! A close's hash is `SHA-256( 0x01 ‖ period ‖ 0x00 ‖ closed_on ‖ 0x00 ‖ previous, 32 bytes, zeros for the
//! first ‖ SHA-256(snapshot) )`.

mod check;
pub use check::{CloseCheck, Unsettled, check};

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, named_params};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{Tx, lists};
use crate::domain::period::{Period, Quarter};
use crate::error::{Error, Result};
use crate::journal::hex;
use crate::kpi;

/// A closed period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Close {
    /// Which.
    pub period: Period,
    /// On which day; money verified by then is in it.
    #[specta(type = String)]
    pub closed_on: NaiveDate,
    /// By whom.
    pub closed_by: Option<String>,
    /// Its hash in hexadecimal.
    pub sha256: String,
    /// The hash of the close before it.
    pub previous: Option<String>,
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Close> {
    Ok(Close {
        period: row.get("period")?,
        closed_on: row.get("closed_on")?,
        closed_by: row.get("closed_by_name")?,
        sha256: hex(&row.get::<_, [u8; 32]>("sha256")?),
        previous: row.get::<_, Option<[u8; 32]>>("previous")?.map(|hash| hex(&hash)),
    })
}

/// All closes, in the order of closing.
pub fn all(conn: &Connection) -> Result<Vec<Close>> {
    let mut statement = conn.prepare_cached(include_str!("close/all.sql"))?;
    Ok(statement.query_map([], read)?.collect::<Result<_, _>>()?)
}

/// Whether any period of a year is closed.
pub fn any_in_year(conn: &Connection, year: i32) -> Result<bool> {
    Ok(conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM period_close WHERE substr(period, 1, 4) = :year)")?
        .query_row(named_params! { ":year": year.to_string() }, |row| row.get(0))?)
}

/// The frozen snapshot of a period, byte for byte.
///
/// # Errors
/// [`Error::NotPublished`].
pub fn snapshot(conn: &Connection, period: Period) -> Result<String> {
    let found = conn
        .prepare_cached("SELECT snapshot FROM period_close WHERE period = :period")?
        .query_row(named_params! { ":period": period }, |row| row.get(0))
        .optional()?;
    found.ok_or_else(|| Error::NotPublished { period: period.to_string() })
}

/// Closes a period on a day: freezes its figures and locks the editions they stand on (I14).
///
/// The day may lie in the past, for a ledger brought in as history; what was verified later is then late.
///
/// # Errors
/// [`Error::PeriodClosed`], [`Error::PeriodNotReady`] before the period has ended or while an earlier period of
/// the year that has a later one closed is open, [`Error::Invalid`] for a day in the future.
pub fn close(tx: &Tx<'_>, period: Period, on: NaiveDate) -> Result<Close> {
    if on > tx.now.today {
        return Err(Error::invalid("date", on, tx.now.today));
    }
    let last_day = period.through().last_day();
    if on <= last_day {
        return Err(Error::PeriodNotReady { period: period.to_string(), first: last_day.to_string() });
    }
    let closes = all(tx)?;
    if closes.iter().any(|close| close.period == period) {
        return Err(Error::PeriodClosed { period: period.to_string() });
    }
    refuse_out_of_order(&closes, period, on)?;
    let snapshot = kpi::snapshot(tx, period, on)?;
    let (ordinal, previous): (i64, Option<[u8; 32]>) = tx
        .prepare_cached("SELECT ordinal, sha256 FROM period_close ORDER BY ordinal DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?
        .map_or((0, None), |(ordinal, hash)| (ordinal, Some(hash)));
    let sha256 = hash(&period.to_string(), &on.to_string(), previous.as_ref(), &snapshot);
    tx.subject(period.to_string());
    tx.prepare_cached(include_str!("close/insert.sql"))?
        .execute(named_params! {
            ":id": tx.new_id(), ":period": period, ":closed_on": on, ":closed_by": tx.who, ":ordinal": ordinal + 1,
            ":snapshot": snapshot, ":sha256": sha256, ":previous": previous,
        })
        .map_err(Error::from_write)?;
    for edition in kpi::editions_in(tx, period.year(), period.through())? {
        lists::lock(tx, edition)?;
    }
    all(tx)?.pop().ok_or_else(|| Error::not_found("close", period))
}

/// A later period of the year, or one closed on a later day, must not stand closed already: its snapshot would change.
fn refuse_out_of_order(closes: &[Close], period: Period, on: NaiveDate) -> Result<()> {
    let mut same_year: Vec<&Close> = closes.iter().filter(|close| close.period.year() == period.year()).collect();
    same_year.sort_by_key(|close| close.period.through());
    if let Some(year) = same_year.iter().find(|close| matches!(close.period, Period::Year(_))) {
        return Err(Error::PeriodClosed { period: year.period.to_string() });
    }
    let own = period.through();
    if let Some(later) = same_year.iter().find(|close| close.period.through() > own) {
        return Err(Error::PeriodNotReady { period: period.to_string(), first: later.period.to_string() });
    }
    if let Some(earlier) = same_year.iter().find(|close| close.period.through() < own && close.closed_on > on) {
        return Err(Error::PeriodNotReady { period: period.to_string(), first: earlier.period.to_string() });
    }
    Ok(())
}

/// The quarters of a year that are not closed and have ended by a day, in order.
pub fn due(conn: &Connection, year: i32, today: NaiveDate) -> Result<Vec<Quarter>> {
    let closes = all(conn)?;
    let closed = |quarter: Quarter| {
        closes.iter().any(|close| close.period == Period::Quarter(quarter) || close.period == Period::Year(quarter.year()))
    };
    Ok((1..=4)
        .filter_map(|number| Quarter::new(year, number))
        .filter(|quarter| !closed(*quarter) && quarter.last_day() < today)
        .collect())
}

/// Recomputes the chain of closes (I11): how many there are, or the first period that does not verify and what of it.
///
/// # Errors
/// [`Error::Db`], also where a value is not even of its type.
pub fn verify(conn: &Connection) -> Result<Result<i64, String>> {
    let mut statement = conn.prepare(include_str!("close/chain.sql"))?;
    let mut rows = statement.query([])?;
    let (mut last, mut ordinal) = (None::<[u8; 32]>, 0_i64);
    while let Some(row) = rows.next()? {
        let (period, closed_on, snapshot): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (sha256, previous): ([u8; 32], Option<[u8; 32]>) = (row.get(3)?, row.get(4)?);
        ordinal += 1;
        let wrong = if row.get::<_, i64>(5)? != ordinal {
            "ordinal"
        } else if previous != last {
            "previous"
        } else if hash(&period, &closed_on, previous.as_ref(), &snapshot) != sha256 {
            "sha256"
        } else {
            last = Some(sha256);
            continue;
        };
        return Ok(Err(["period_close ", &period, ": ", wrong].concat()));
    }
    Ok(Ok(ordinal))
}

fn hash(period: &str, on: &str, previous: Option<&[u8; 32]>, snapshot: &str) -> [u8; 32] {
    Sha256::new_with_prefix([1])
        .chain_update(period)
        .chain_update([0])
        .chain_update(on)
        .chain_update([0])
        .chain_update(previous.unwrap_or(&[0; 32]))
        .chain_update(Sha256::digest(snapshot))
        .finalize()
        .into()
}
