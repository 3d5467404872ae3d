//! R6: the month and quarter to which a verified line is posted.
//!
//! The close of a quarter is the `period_close` row of that quarter; the fourth closes with the
//! year unless it was closed apart. A period without a close is open, and everything is in time
//! for it. Then a line that arrived in quarter q of year Y and was verified on day v is posted
//! 1. nowhere in Y, as a **prior-year adjustment**, if v is after the close of Y: only the restated
//!    reading of Y holds it, and the year of v prints it as a memo figure;
//! 2. to its arrival month, in time, if v is on or before the close of q;
//! 3. otherwise **late** to the first later quarter of Y that is open or closed on or after v. The
//!    month shown is the month of v, brought into that quarter. A line verified between a fourth
//!    quarter closed apart and the close of its year is late in the fourth quarter: the year's
//!    snapshot holds it, the quarter's does not.
//!
//! A reversal is posted by the same rules on its own dates (R7).

use chrono::{Datelike, NaiveDate};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, named_params};

use super::key;
use super::ledger::packed;

use crate::domain::Id;
use crate::domain::period::{Period, Quarter};
use crate::error::{Error, Result};

/// Where a line stands in the months of its arrival year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Posting {
    /// Posted to a month of the arrival year, January 0.
    In { month: usize, late: bool },
    /// Verified after the year's close.
    PriorYear,
    /// Verified after the close that is being frozen: unknown on that day.
    Unknown,
}

/// The closes of one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Closes {
    quarters: [Option<NaiveDate>; 4],
    year: Option<NaiveDate>,
}

impl Closes {
    pub fn load(conn: &Connection, year: i32) -> Result<Self> {
        let mut closes = Self::default();
        let quarter = |number| Quarter::new(year, number).map(Period::Quarter);
        let mut statement = conn.prepare_cached(include_str!("posting/closes.sql"))?;
        let mut rows = statement.query(named_params! {
            ":year": Period::Year(year),
            ":q1": quarter(1), ":q2": quarter(2), ":q3": quarter(3), ":q4": quarter(4),
        })?;
        while let Some(row) = rows.next()? {
            let period: Period = row.get(0)?;
            closes.set(period, key::date(row.get_ref(1)?)?);
        }
        Ok(closes)
    }

    /// Whether any period of the year is closed.
    pub fn any(&self) -> bool {
        self.year.is_some() || self.quarters.iter().any(Option::is_some)
    }

    /// Takes a period as closed on a day.
    pub fn set(&mut self, period: Period, closed_on: NaiveDate) {
        match period {
            Period::Year(_) => self.year = Some(closed_on),
            Period::Quarter(quarter) => self.quarters[usize::from(quarter.number() - 1)] = Some(closed_on),
        }
    }

    /// The last day of verification that keeps each quarter's arrivals in time, as the store writes days.
    pub fn in_time_until(&self, today: Option<NaiveDate>) -> [[u8; 10]; 4] {
        self.quarters.map(|quarter| {
            let last = [quarter, self.year, today].into_iter().flatten().min();
            last.map_or(*b"9999-12-31", packed::written)
        })
    }

    /// Where a line belongs that arrived on one day and was verified on another.
    pub fn post(&self, arrived_on: NaiveDate, verified_on: NaiveDate) -> Posting {
        if self.year.is_some_and(|close| verified_on > close) {
            return Posting::PriorYear;
        }
        let arrived = key::month_index(arrived_on);
        let in_time = |quarter: usize| self.quarters[quarter].is_none_or(|close| verified_on <= close);
        if in_time(arrived / 3) {
            return Posting::In { month: arrived, late: false };
        }
        let quarter = (arrived / 3 + 1..4).find(|quarter| in_time(*quarter)).unwrap_or(3);
        let verified = if verified_on.year() > arrived_on.year() { 11 } else { key::month_index(verified_on) };
        Posting::In { month: verified.clamp(quarter * 3, quarter * 3 + 2), late: true }
    }
}

/// What was last published through a quarter, handed to `read` with the close it is of: for a fourth quarter that was closed
/// apart, the snapshot of the year once that exists.
pub(super) fn published<T>(conn: &Connection, through: Quarter, read: impl FnOnce(&str, Id) -> Result<T>) -> Result<T> {
    let quarter = Period::Quarter(through);
    let year = if through.number() == 4 { Period::Year(through.year()) } else { quarter };
    newest(conn, year, quarter, read)
}

/// The snapshot of exactly this period, handed to `read`.
pub(super) fn frozen<T>(conn: &Connection, period: Period, read: impl FnOnce(&str, Id) -> Result<T>) -> Result<T> {
    newest(conn, period, period, read)
}

fn newest<T>(conn: &Connection, first: Period, second: Period, read: impl FnOnce(&str, Id) -> Result<T>) -> Result<T> {
    let mut statement = conn.prepare_cached(include_str!("posting/published.sql"))?;
    let mut rows = statement.query(named_params! { ":first": first, ":second": second })?;
    let Some(row) = rows.next()? else { return Err(Error::NotPublished { period: second.to_string() }) };
    let document = row.get_ref(0)?;
    read(document.as_str().map_err(|_| key::damaged("snapshot", ValueRef::Null))?, row.get(1)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn closed(closes: &[(&str, &str)]) -> Closes {
        let mut all = Closes::default();
        for (period, on) in closes {
            all.set(period.parse().unwrap(), day(on));
        }
        all
    }

    const WORKED: &[(&str, &str)] =
        &[("2025Q1", "2025-04-08"), ("2025Q2", "2025-07-08"), ("2025Q3", "2025-10-12"), ("2025", "2026-01-15")];

    /// Rulebook 7, line 3 and example 12.
    #[test]
    fn late_goes_to_the_next_open_quarter_and_never_past_the_year() {
        let closes = closed(WORKED);
        let post = |arrived, verified| closes.post(day(arrived), day(verified));
        assert_eq!(post("2025-03-28", "2025-04-08"), Posting::In { month: 2, late: false });
        assert_eq!(post("2025-03-28", "2025-04-12"), Posting::In { month: 3, late: true });
        assert_eq!(post("2025-03-28", "2025-07-09"), Posting::In { month: 6, late: true });
        assert_eq!(post("2025-12-30", "2026-01-10"), Posting::In { month: 11, late: false });
        assert_eq!(post("2025-03-28", "2026-01-10"), Posting::In { month: 11, late: true });
        assert_eq!(post("2025-12-30", "2026-01-20"), Posting::PriorYear);
        // Verified in July before Q2 closed: shown in Q2's last month.
        assert_eq!(post("2025-03-28", "2025-07-03"), Posting::In { month: 5, late: true });
    }

    #[test]
    fn an_open_period_takes_everything_in_time() {
        let closes = closed(&[("2025Q1", "2025-04-08")]);
        assert_eq!(closes.post(day("2025-05-01"), day("2027-01-01")), Posting::In { month: 4, late: false });
        assert_eq!(closes.post(day("2025-02-01"), day("2027-01-01")), Posting::In { month: 5, late: true });
    }

    #[test]
    fn a_fourth_quarter_closed_apart_leaves_room_until_the_year_closes() {
        let closes = closed(&[("2025Q4", "2026-01-05"), ("2025", "2026-01-15")]);
        assert_eq!(closes.post(day("2025-12-30"), day("2026-01-05")), Posting::In { month: 11, late: false });
        assert_eq!(closes.post(day("2025-12-30"), day("2026-01-10")), Posting::In { month: 11, late: true });
        assert_eq!(closes.post(day("2025-12-30"), day("2026-01-16")), Posting::PriorYear);
    }
}
