//! What to look at before a period is closed for good.

use chrono::NaiveDate;
use rusqlite::{Connection, named_params};
use serde::Serialize;

use crate::domain::fund::Status;
use crate::domain::money::Fen;
use crate::domain::period::Period;
use crate::domain::reading::{KpiFigure, Missing, Reading, RecognitionLevel};
use crate::error::{Error, Result};
use crate::kpi::{self, KpiQuery};
use crate::store::rates;

/// The most projects that are named.
const PROJECTS_NAMED: u32 = 20;

/// Lines of one state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, specta::Type)]
pub struct Unsettled {
    /// How many.
    pub lines: u32,
    /// What they come to, recognised.
    pub sum_fen: Fen,
}

/// What to look at before a period is closed; nothing of it forbids the close.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct CloseCheck {
    /// Which period.
    pub period: Period,
    /// What would be frozen: the total of the period, or of the year.
    pub period_fen: Fen,
    /// The year to date.
    pub ytd_fen: Fen,
    /// How many lines that is.
    pub funds: u32,
    /// Under review: verified after the close they are late (补报).
    pub waiting: Unsettled,
    /// Drafts and returned lines.
    pub drafts: Unsettled,
    /// Foreign currencies of the year without a rate for the period's last day (I7).
    pub rates_missing: Vec<String>,
    /// KPI lines without a target (R10).
    pub targets_missing: Vec<KpiFigure>,
    /// Projects whose verified money exceeds what was agreed (I12), some of them.
    pub over_agreed: Vec<String>,
    /// The editions that the close locks (I14): list code and year.
    pub locks: Vec<String>,
}

/// What to look at before a period is closed on a day.
///
/// # Errors
/// What [`kpi::table`] refuses.
pub fn check(conn: &Connection, period: Period, on: NaiveDate) -> Result<CloseCheck> {
    let through = period.through();
    let query = KpiQuery {
        year: period.year(),
        through,
        reading: Reading::Posted,
        attribution: kpi::scheme(conn, period.year())?.attribution,
        level: RecognitionLevel::District,
        as_of: on,
    };
    let table = kpi::table(conn, &query)?;
    let whole = matches!(period, Period::Year(_));
    let rows = table.rows.iter().map(|row| (KpiFigure::from_code(row.line.code()), &row.figures));
    let targets_missing =
        rows.filter(|(_, figures)| figures.target_fen_reason == Some(Missing::NoTarget)).filter_map(|(line, _)| line).collect();
    let (waiting, drafts) = unsettled(conn, period)?;
    Ok(CloseCheck {
        period,
        period_fen: if whole { table.total.ytd_fen } else { table.total.quarter_fen },
        ytd_fen: table.total.ytd_fen,
        funds: if whole { table.total.funds } else { table.total.quarter_funds },
        waiting,
        drafts,
        rates_missing: rates_missing(conn, period)?,
        targets_missing,
        over_agreed: over_agreed(conn)?,
        locks: locks(conn, period)?,
    })
}

fn days(period: Period) -> (NaiveDate, NaiveDate) {
    (NaiveDate::from_ymd_opt(period.year(), 1, 1).unwrap_or(NaiveDate::MIN), period.through().last_day())
}

fn unsettled(conn: &Connection, period: Period) -> Result<(Unsettled, Unsettled)> {
    let (from, to) = days(period);
    let mut statement = conn.prepare_cached(include_str!("unsettled.sql"))?;
    let mut rows = statement.query(named_params! { ":from": from, ":to": to })?;
    let (mut waiting, mut drafts) = (Unsettled::default(), Unsettled::default());
    while let Some(row) = rows.next()? {
        let (status, lines, sum): (Status, u32, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let of = if status.pending() { &mut waiting } else { &mut drafts };
        of.lines += lines;
        of.sum_fen.0 = of.sum_fen.0.checked_add(sum).ok_or_else(|| Error::AmountRange { field: "total".to_owned() })?;
    }
    Ok((waiting, drafts))
}

fn rates_missing(conn: &Connection, period: Period) -> Result<Vec<String>> {
    let (from, to) = days(period);
    let mut statement = conn.prepare_cached(include_str!("currencies.sql"))?;
    let used: Vec<String> = statement
        .query_map(named_params! { ":from": from, ":to": to }, |row| row.get(0))?
        .collect::<std::result::Result<_, _>>()?;
    let mut missing = Vec::new();
    for currency in used {
        match rates::for_arrival(conn, &currency, to) {
            Ok(_) => {}
            Err(Error::RateMissing { .. }) => missing.push(currency),
            Err(error) => return Err(error),
        }
    }
    Ok(missing)
}

fn over_agreed(conn: &Connection) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached(include_str!("over_agreed.sql"))?;
    let rows = statement.query_map(named_params! { ":limit": PROJECTS_NAMED }, |row| row.get(0))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

fn locks(conn: &Connection, period: Period) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached(include_str!("editions.sql"))?;
    let mut locks = Vec::new();
    for edition in kpi::editions_in(conn, period.year(), period.through())? {
        let (code, year, locked): (String, i32, bool) =
            statement.query_row(named_params! { ":id": edition }, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        if !locked {
            locks.push(format!("{code} {year}"));
        }
    }
    locks.sort();
    Ok(locks)
}
