//! What was verified and yet counts 0 in a figure, and why.

use chrono::NaiveDate;
use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};

use super::KpiQuery;
use super::explain::FundDetail;
use super::key;
use super::ledger::{Book, Pass, Seen};
use super::list::Lists;
use super::tally::month_of;
use crate::domain::Id;
use crate::domain::fund::Status;
use crate::domain::money::Fen;
use crate::domain::reading::Uncounted;
use crate::error::Result;

/// A verified line that counts 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct UncountedFund {
    /// 流水号.
    #[serde(rename = "ref")]
    pub reference: String,
    /// The line's id.
    pub id: Id,
    /// What it would have added at district level.
    pub recognised_fen: Fen,
    /// Why it counts 0.
    pub reason: Uncounted,
    /// The line's own data.
    #[serde(flatten)]
    pub detail: FundDetail,
}

/// The verified lines that arrived in the year by the end of `through` and are in no figure of it.
///
/// A live answer, in order of arrival and reference; of the published reading it says what the posted one does.
/// Everything counted is an empty list.
///
/// # Errors
/// As [`super::table`], without [`crate::error::Error::NotPublished`].
pub fn not_counted(conn: &Connection, query: &KpiQuery) -> Result<Vec<UncountedFund>> {
    query.checked()?;
    let mut book = Book::open(conn)?;
    let (from, to) = (key::first_of_year(query.year), query.through.last_day());
    let mut found: Vec<(Seen, Uncounted)> = Vec::new();
    book.pass(&Pass { status: Status::Verified, from, to, level: query.level }, |_, seen| {
        let reason = seen.uncounted.or_else(|| match month_of(seen, query.reading) {
            None => Some(Uncounted::PriorYear),
            Some((month, _)) if month / 3 >= usize::from(query.through.number()) => Some(Uncounted::PostedLater),
            Some(_) => None,
        });
        found.extend(reason.map(|reason| (*seen, reason)));
        Ok(())
    })?;
    let described = found.into_iter().map(|(seen, reason)| describe(&mut book, query.year, &seen, reason));
    let mut funds = described.collect::<Result<Vec<_>>>()?;
    funds.sort_by(|a, b| (&a.detail.arrived_on, &a.reference, a.id).cmp(&(&b.detail.arrived_on, &b.reference, b.id)));
    Ok(funds)
}

fn describe(book: &mut Book<'_>, year: i32, seen: &Seen, reason: Uncounted) -> Result<UncountedFund> {
    let mut statement = book.conn.prepare_cached(include_str!("explain/fund.sql"))?;
    let (reference, recognised_fen, detail) = statement.query_row(named_params! { ":fund": seen.fund }, |row| {
        Ok((row.get("ref")?, row.get("recognised_fen")?, FundDetail::read(row)?))
    })?;
    let minority = reason == Uncounted::NotOnList
        && match detail.arrived_on.parse() {
            Ok(arrived_on) => listed_holder(book, year, detail.investor_id, arrived_on)?,
            Err(_) => false,
        };
    let reason = if minority { Uncounted::Minority } else { reason };
    Ok(UncountedFund { reference, id: seen.fund, recognised_fen, reason, detail })
}

/// Whether a company on an edition that figures of the year depend on holds a part of the investor, without control.
pub(super) fn listed_holder(book: &mut Book<'_>, year: i32, investor: Id, arrived_on: NaiveDate) -> Result<bool> {
    let holders = book.register.holders(investor, arrived_on);
    let used: Vec<usize> = book.year(year)?.in_force.used().collect();
    let listed = |lists: &Lists, company: Id| used.iter().any(|edition| lists.rank(*edition, company).is_some());
    Ok(holders.into_iter().filter(|holder| *holder != investor).any(|holder| listed(&book.lists, holder)))
}
