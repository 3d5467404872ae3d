//! 实际使用外资 (FDI actually used): a statistic of its own in US dollars, never mixed into the lines (rulebook 1).
//!
//! Verified foreign money that landed in a zone that counts, in a form the scheme counts, whoever paid it; repayments,
//! withdrawals and refunds are its deductions. It is posted to months as all money is (R6). Money in dollars counts by its own
//! amount and share; other money by its recognised amount over the stored dollar rate of its arrival, at most ten days old
//! (I7), rounded once to a cent. Where that rate is missing the line counts nothing and is named.

use chrono::{Days, NaiveDate};
use rusqlite::{Connection, OptionalExtension, named_params};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use serde::{Deserialize, Serialize};

use super::ledger::{Book, Pass};
use super::posting::Posting;
use super::ratio::{self, Hundredths};
use super::tally::month_of;
use super::{KpiQuery, key};
use crate::domain::Id;
use crate::domain::fund::{Origin, Status};
use crate::domain::money::{Fen, round_div};
use crate::domain::reading::{Missing, Reading, Uncounted};
use crate::error::{Error, Result};

/// The oldest dollar rate an arrival may take, in days (I7).
const RATE_DAYS_MAX: u64 = 10;

/// Foreign investment of a year through a quarter; `…_cents` are US cents as decimal strings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Fdi {
    /// The KPI year.
    pub year: i32,
    /// What was delivered less the deductions, year to date.
    pub ytd_cents: Fen,
    /// The same of the quarter.
    pub quarter_cents: Fen,
    /// What was delivered, year to date.
    pub gross_cents: Fen,
    /// Repaid, withdrawn or refunded, 0 or negative.
    pub deducted_cents: Fen,
    /// The target; a target of the line FDI is set in 万美元.
    pub target_cents: Option<Fen>,
    /// Completion, percent.
    pub completion_pct: Option<Hundredths>,
    /// Why there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completion_pct_reason: Option<Missing>,
    /// The lines, by arrival.
    pub funds: Vec<FdiFund>,
    /// Lines that lack a dollar rate and so count nothing here.
    pub rates_missing: Vec<String>,
}

/// A line of foreign investment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FdiFund {
    /// The line.
    pub id: Id,
    /// 流水号.
    #[serde(rename = "ref")]
    pub reference: String,
    /// 投资方.
    pub investor: String,
    /// 到账日.
    #[specta(type = String)]
    pub arrived_on: NaiveDate,
    /// 币种.
    pub currency: String,
    /// What it counts, in US cents.
    pub cents: Fen,
    /// The dollar rate it was turned by; nothing for dollars.
    pub rate: Option<String>,
}

/// Foreign investment of a year through a quarter, as posted, or restated where that is asked.
///
/// # Errors
/// As [`super::table`].
pub fn fdi(conn: &Connection, query: &KpiQuery) -> Result<Fdi> {
    query.checked()?;
    let reading = if query.reading == Reading::Restated { Reading::Restated } else { Reading::Posted };
    let (from, to) = (key::first_of_year(query.year), query.through.last_day());
    let mut book = Book::open(conn)?;
    let mut lines = Vec::new();
    book.pass(&Pass { status: Status::Verified, from, to, level: query.level }, |_, seen| {
        // Whoever paid, listed or not; but zone, form and level as everywhere. Which origins the lines count is not asked.
        let in_scope = matches!(seen.uncounted, None | Some(Uncounted::NotOnList | Uncounted::Origin | Uncounted::Minority));
        let month = month_of(seen, reading).filter(|(month, _)| month / 3 < usize::from(query.through.number()));
        if let (true, Some((month, _)), false) = (in_scope, month, seen.posting == Posting::Unknown) {
            lines.push((seen.fund, month));
        }
        Ok(())
    })?;
    let forms = book.year(query.year)?.scheme.forms.clone();
    let mut sums = Sums::default();
    let (mut funds, mut rates_missing) = (Vec::new(), Vec::new());
    let mut statement = conn.prepare_cached(include_str!("fdi/line.sql"))?;
    for (fund, month) in lines {
        let line = statement.query_row(named_params! { ":fund": fund }, Line::read)?;
        if line.origin != Origin::Foreign || !forms.contains(&line.form) {
            continue;
        }
        let Some((cents, rate)) = line.cents(conn)? else {
            rates_missing.push(line.reference);
            continue;
        };
        sums.add(cents, month / 3 + 1 == usize::from(query.through.number()));
        funds.push(FdiFund {
            id: fund,
            reference: line.reference,
            investor: line.investor,
            arrived_on: line.arrived_on,
            currency: line.currency,
            cents,
            rate,
        });
    }
    funds.sort_by(|a, b| (a.arrived_on, &a.reference).cmp(&(b.arrived_on, &b.reference)));
    let target_cents = target(conn, query)?;
    let ytd_cents = cents(sums.gross + sums.deducted)?;
    let completion = ratio::completion(ytd_cents, target_cents);
    Ok(Fdi {
        year: query.year,
        ytd_cents,
        quarter_cents: cents(sums.quarter)?,
        gross_cents: cents(sums.gross)?,
        deducted_cents: cents(sums.deducted)?,
        target_cents,
        completion_pct: completion.ok(),
        completion_pct_reason: completion.err(),
        funds,
        rates_missing,
    })
}

#[derive(Default)]
struct Sums {
    gross: i128,
    deducted: i128,
    quarter: i128,
}

impl Sums {
    fn add(&mut self, cents: Fen, in_quarter: bool) {
        let amount = i128::from(cents.0);
        if amount > 0 {
            self.gross += amount;
        } else {
            self.deducted += amount;
        }
        if in_quarter {
            self.quarter += amount;
        }
    }
}

fn cents(sum: i128) -> Result<Fen> {
    i64::try_from(sum).map(Fen).map_err(|_| Error::AmountRange { field: "fdi".to_owned() })
}

struct Line {
    reference: String,
    investor: String,
    origin: Origin,
    form: crate::domain::fund::Form,
    arrived_on: NaiveDate,
    currency: String,
    amount_minor: i64,
    share_bp: i64,
    recognised_fen: i64,
}

impl Line {
    fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            reference: row.get("ref")?,
            investor: row.get("investor")?,
            origin: row.get("origin")?,
            form: row.get("form")?,
            arrived_on: row.get("arrived_on")?,
            currency: row.get("currency")?,
            amount_minor: row.get("amount_minor")?,
            share_bp: row.get("share_bp")?,
            recognised_fen: row.get("recognised_fen")?,
        })
    }

    /// What it counts in cents and by which rate; nothing without a rate.
    fn cents(&self, conn: &Connection) -> Result<Option<(Fen, Option<String>)>> {
        if self.currency == "USD" {
            let share = round_div(i128::from(self.amount_minor) * i128::from(self.share_bp), 10_000);
            return Ok(Some((cents(share)?, None)));
        }
        let oldest = self.arrived_on.checked_sub_days(Days::new(RATE_DAYS_MAX)).unwrap_or(NaiveDate::MIN);
        let found: Option<(i64, String)> = conn
            .prepare_cached(include_str!("../store/rates/for_arrival.sql"))?
            .query_row(named_params! { ":currency": "USD", ":oldest": oldest, ":arrived_on": self.arrived_on }, |row| {
                Ok((row.get("unit")?, row.get("rate")?))
            })
            .optional()?;
        let Some((unit, rate)) = found else { return Ok(None) };
        let Ok(factor) = rate.parse::<Decimal>() else { return Ok(None) };
        // fen ÷ (rate ÷ unit) is cents, the rate as an integer over a power of ten: exact, rounded once.
        let (Some(numerator), scale) = (factor.mantissa().to_i64().filter(|whole| *whole > 0), factor.scale()) else {
            return Ok(None);
        };
        let shifted = i128::from(self.recognised_fen) * i128::from(unit) * 10_i128.pow(scale.min(18));
        Ok(Some((cents(round_div(shifted, i128::from(numerator)))?, Some(rate))))
    }
}

/// The target of the line FDI in force at the end of the period, in cents: the store holds 万 × 10⁶ of it as of any target.
fn target(conn: &Connection, query: &KpiQuery) -> Result<Option<Fen>> {
    let mut statement = conn.prepare_cached(include_str!("fdi/target.sql"))?;
    let mut rows = statement.query(named_params! {
        ":year": query.year, ":first_day": key::first_of_year(query.year), ":day": query.through.last_day(),
    })?;
    Ok(match rows.next()? {
        Some(row) => row.get(0)?,
        None => None,
    })
}
