//! Exchange rates by day, with their unit and source.

use chrono::{Days, NaiveDate};
use rusqlite::{Connection, OptionalExtension, named_params};
use rust_decimal::Decimal;
use serde::Serialize;

use super::Tx;
use crate::domain::Id;
use crate::error::{Error, Result};

/// The oldest rate that an arrival may take, in days (I7).
pub const RATE_DAYS_MAX: u64 = 10;

/// A rate: so many CNY for `unit` of the currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Rate {
    /// The id.
    pub id: Id,
    /// Its day.
    #[specta(type = String)]
    pub on_date: NaiveDate,
    /// ISO 4217.
    pub currency: String,
    /// 1 or 100.
    pub unit: i32,
    /// CNY for `unit`, decimal.
    pub rate: String,
    /// Who published it.
    pub source: Option<String>,
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Rate> {
    Ok(Rate {
        id: row.get(0)?,
        on_date: row.get(1)?,
        currency: row.get(2)?,
        unit: row.get(3)?,
        rate: row.get(4)?,
        source: row.get(5)?,
    })
}

/// The newest rate dated on or before the arrival, at most [`RATE_DAYS_MAX`] days old (I7): a
/// Sunday's arrival takes Friday's.
///
/// # Errors
/// [`Error::RateMissing`].
pub fn for_arrival(conn: &Connection, currency: &str, arrived_on: NaiveDate) -> Result<Rate> {
    let oldest = arrived_on.checked_sub_days(Days::new(RATE_DAYS_MAX)).unwrap_or(NaiveDate::MIN);
    let found = conn
        .prepare_cached(include_str!("rates/for_arrival.sql"))?
        .query_row(named_params! { ":currency": currency, ":oldest": oldest, ":arrived_on": arrived_on }, read)
        .optional()?;
    found.ok_or_else(|| Error::RateMissing { currency: currency.to_owned(), arrived_on: arrived_on.to_string() })
}

/// The rate of a currency on one day, the one entered last; nothing where the day has none.
pub fn on_day(conn: &Connection, currency: &str, on_date: NaiveDate) -> Result<Option<Rate>> {
    let mut statement = conn.prepare_cached(include_str!("rates/on_day.sql"))?;
    Ok(statement.query_row(named_params! { ":currency": currency, ":on_date": on_date }, read).optional()?)
}

/// Rates, newest first.
pub fn page(conn: &Connection, limit: u32, after: Option<(NaiveDate, Id)>) -> Result<Vec<Rate>> {
    let (date, id) = after.unzip();
    let mut statement = conn.prepare_cached(include_str!("rates/page.sql"))?;
    Ok(statement.query_map(named_params! { ":date": date, ":id": id, ":limit": limit }, read)?.collect::<Result<_, _>>()?)
}

/// Adds a rate.
///
/// # Errors
/// [`Error::Invalid`] for a rate that is not above 0 or a unit other than 1 and 100.
pub fn add(tx: &Tx<'_>, on_date: NaiveDate, currency: &str, unit: i32, rate: Decimal, source: Option<&str>) -> Result<Id> {
    if rate <= Decimal::ZERO {
        return Err(Error::invalid("rate", rate, "> 0"));
    }
    if unit != 1 && unit != 100 {
        return Err(Error::invalid("rate_unit", unit, "1, 100"));
    }
    tx.subject([currency, " ", &on_date.to_string()].concat());
    let id = tx.new_id();
    tx.prepare_cached(include_str!("rates/add.sql"))?.execute(named_params! {
        ":id": id, ":on_date": on_date, ":currency": currency, ":unit": unit, ":rate": rate.to_string(), ":source": source,
    })?;
    Ok(id)
}
