//! Whether a period is ready to be closed: what still waits, what cannot be proved, which rules are broken.

use chrono::NaiveDate;
use rusqlite::Connection;
use serde::Serialize;

use super::{Finding, Weight, asked};
use crate::domain::period::Period;
use crate::error::{Error, Result};
use crate::store::close::{self, CloseCheck, Unsettled};
use crate::store::fund;

/// What to look at before a period is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Ready {
    /// Reviews, drafts, rates, targets, agreements, and what would be frozen.
    #[serde(flatten)]
    pub check: CloseCheck,
    /// Money of the period that has arrived and cannot be proved.
    pub gaps: Unsettled,
    /// Findings of rules that must never be broken.
    pub broken: Vec<Finding>,
}

impl Ready {
    /// What is not as it should be, as stable names; empty: ready.
    #[must_use]
    pub fn open(&self) -> Vec<&'static str> {
        let check = &self.check;
        [
            ("reviews", check.waiting.lines > 0),
            ("drafts", check.drafts.lines > 0),
            ("gaps", self.gaps.lines > 0),
            ("rates", !check.rates_missing.is_empty()),
            ("targets", !check.targets_missing.is_empty()),
            ("agreed", !check.over_agreed.is_empty()),
            ("rules", !self.broken.is_empty()),
        ]
        .into_iter()
        .filter_map(|(name, open)| open.then_some(name))
        .collect()
    }
}

/// What to look at before a period is closed on a day, which may lie before `today`.
///
/// # Errors
/// What the figures refuse.
pub fn ready(conn: &Connection, period: Period, on: NaiveDate, today: NaiveDate) -> Result<Ready> {
    let check = close::check(conn, period, on)?;
    let last = period.through().last_day();
    let mut gaps = Unsettled::default();
    for gap in fund::gaps(conn, period.year(), on)?.rows.iter().filter(|gap| gap.arrived_on <= last) {
        gaps.lines += 1;
        let sum = gaps.sum_fen.0.checked_add(gap.recognised_fen.0);
        gaps.sum_fen.0 = sum.ok_or_else(|| Error::AmountRange { field: "total".to_owned() })?;
    }
    let broken = asked(conn, today, |rule| rule.weight() == Weight::Broken)?;
    Ok(Ready { check, gaps, broken: broken.into_iter().flat_map(|asked| asked.findings).collect() })
}

/// Refuses to close what is not ready, unless whoever decides says why it is closed all the same.
///
/// # Errors
/// [`Error::CloseUnready`] names what is open; a broken rule cannot be overruled.
pub fn refuse_unready(conn: &Connection, period: Period, on: NaiveDate, today: NaiveDate, despite: Option<&str>) -> Result<()> {
    let ready = ready(conn, period, on, today)?;
    let open = ready.open();
    let overruled = despite.is_some_and(|why| !why.trim().is_empty()) && ready.broken.is_empty();
    if open.is_empty() || overruled {
        return Ok(());
    }
    Err(Error::CloseUnready { period: period.to_string(), what: open.join(",") })
}
