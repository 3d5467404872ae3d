//! The workflow: DRAFT → SUBMITTED → FIRST_PASS → RECHECKED → VERIFIED, back to RETURNED, or REJECTED.

use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, named_params};

use super::{History, Line, insert, line, proven, status, take_reference};
use crate::domain::Id;
use crate::domain::fund::{LinkKind, ReturnReason, Status};
use crate::domain::money::{self, Fen};
use crate::error::{Error, Result};
use crate::store::{Tx, scheme};

/// Submits a draft or a returned line.
///
/// # Errors
/// [`Error::WrongStatus`].
pub fn submit(tx: &Tx<'_>, id: Id) -> Result<()> {
    step(tx, id, &[Status::Draft, Status::Returned], Status::Submitted, None)?;
    tx.execute(
        "UPDATE fund SET submitted_by = :who, submitted_on = :on WHERE id = :id",
        named_params! { ":who": tx.who, ":on": tx.now.today, ":id": id },
    )?;
    Ok(())
}

/// First review. Where the year's scheme merges the middle reviews, this is the re-check too.
///
/// # Errors
/// [`Error::WrongStatus`].
pub fn pass(tx: &Tx<'_>, id: Id) -> Result<()> {
    let arrived_on = line(tx, id)?.arrived_on;
    let merged = scheme::of(tx, arrived_on.year())?.merge_reviews;
    step(tx, id, &[Status::Submitted], if merged { Status::Rechecked } else { Status::FirstPass }, None)
}

/// Re-check.
///
/// # Errors
/// [`Error::WrongStatus`].
pub fn recheck(tx: &Tx<'_>, id: Id) -> Result<()> {
    step(tx, id, &[Status::FirstPass], Status::Rechecked, None)
}

/// Verifies a re-checked line; from then on it never changes (I1).
///
/// # Errors
/// [`Error::WrongStatus`], [`Error::SelfVerification`] (I5), [`Error::EvidenceMissing`], [`Error::ArrivalLate`] (I4).
pub fn verify(tx: &Tx<'_>, id: Id) -> Result<()> {
    let current = line(tx, id)?;
    // Said first: whoever submitted a line has no business at its verification, however far it is.
    if current.submitted_by_id.is_some() && current.submitted_by_id == tx.who {
        return Err(Error::SelfVerification { fund: current.reference, user: current.submitted_by.unwrap_or_default() });
    }
    if current.status != Status::Rechecked {
        return Err(Error::WrongStatus { fund: current.reference, status: current.status.code().to_owned() });
    }
    if current.arrived_on > tx.now.today {
        return Err(Error::ArrivalLate { arrived_on: current.arrived_on.to_string(), limit: tx.now.today.to_string() });
    }
    if current.reverses.is_none() && !proven(tx, id)? {
        let ways = crate::domain::evidence::ways(current.form);
        let needs =
            ways.iter().map(|way| way.iter().map(|kind| kind.code()).collect::<Vec<_>>().join("+")).collect::<Vec<_>>().join(" / ");
        return Err(Error::EvidenceMissing { fund: current.reference, needs });
    }
    add_step(tx, id, current.status, Status::Verified, None)?;
    tx.subject(current.reference);
    tx.prepare_cached("UPDATE fund SET status = 'VERIFIED', verified_by = :who, verified_on = :on WHERE id = :id")?
        .execute(named_params! { ":who": tx.who, ":on": tx.now.today, ":id": id })?;
    Ok(())
}

/// Sends a line under review back, with a reason.
///
/// # Errors
/// [`Error::WrongStatus`], [`Error::Missing`] without words for the reason "other".
pub fn send_back(tx: &Tx<'_>, id: Id, code: ReturnReason, reason: &str) -> Result<()> {
    if code == ReturnReason::Other && reason.trim().is_empty() {
        return Err(Error::Missing { field: "reason".to_owned() });
    }
    step(tx, id, &[Status::Submitted, Status::FirstPass, Status::Rechecked], Status::Returned, Some((code.code(), reason.trim())))
}

/// Rejects a line for good.
///
/// # Errors
/// [`Error::WrongStatus`], [`Error::Missing`] without a reason.
pub fn reject(tx: &Tx<'_>, id: Id, reason: &str) -> Result<()> {
    if reason.trim().is_empty() {
        return Err(Error::Missing { field: "reason".to_owned() });
    }
    step(tx, id, &[Status::Submitted, Status::FirstPass, Status::Rechecked], Status::Rejected, Some(("rejected", reason.trim())))
}

/// Reverses a verified line, or a part of it, by a negative line dated when the money left (R7). The new line is
/// submitted and takes its own way to verification.
///
/// `amount_minor` is how much left, of the sign of the line; none: all that is left.
///
/// # Errors
/// [`Error::WrongStatus`], [`Error::ReversalExceeds`] (I2), [`Error::ReversalSign`], [`Error::ArrivalLate`] (I4).
pub fn reverse(
    tx: &Tx<'_>,
    id: Id,
    on: NaiveDate,
    amount_minor: Option<i64>,
    reference: Option<&str>,
    note: Option<&str>,
) -> Result<Id> {
    let current = line(tx, id)?;
    if current.status != Status::Verified || current.reverses.is_some() {
        return Err(Error::WrongStatus { fund: current.reference, status: current.status.code().to_owned() });
    }
    if on > tx.now.today || on < current.arrived_on {
        return Err(Error::ArrivalLate { arrived_on: on.to_string(), limit: tx.now.today.to_string() });
    }
    let left = current.amount_minor - reversed_minor(tx, id)?;
    let amount_minor = -amount_minor.unwrap_or(left);
    check_reversal(tx, id, amount_minor)?;
    let draft = current.as_draft();
    let currency = current.currency.parse().map_err(|_| Error::invalid("currency", &current.currency, "ISO 4217"))?;
    let rate = current.rate_columns();
    let (factor, unit) = rate.as_ref().map_or((rust_decimal::Decimal::ONE, 1), |(rate, unit, ..)| (*rate, *unit));
    let recognised = money::recognise(amount_minor, currency, factor, i64::from(unit), i64::from(draft.share_bp))
        .ok_or_else(|| Error::AmountRange { field: "amount".to_owned() })?;
    let zone_id = current.zone_id;
    let mut reversal = Line {
        reference: reference.unwrap_or_default().trim().to_owned(),
        draft: super::FundDraft { arrived_on: on, note: note.map(str::to_owned), ..draft },
        currency,
        amount_minor,
        rate,
        zone_id,
        recognised,
    };
    take_reference(tx, &mut reversal)?;
    let history =
        History { status: Status::Submitted, submitted_by: tx.who, verified_by: None, verified_on: None, reverses: Some(id) };
    let new = insert(tx, &reversal, &history, LinkKind::Reversal)?;
    add_step(tx, new, Status::Draft, Status::Submitted, None)?;
    tx.subject([&reversal.reference, " → ", &current.reference].concat());
    Ok(new)
}

/// I2: reversals of a line sum to no more than it, and have the other sign.
pub(super) fn check_reversal(conn: &Connection, id: Id, amount_minor: i64) -> Result<()> {
    let reversed = line(conn, id)?;
    if (amount_minor < 0) == (reversed.amount_minor < 0) {
        return Err(Error::ReversalSign { fund: reversed.reference });
    }
    let left = reversed.amount_minor - reversed_minor(conn, id)?;
    if amount_minor.unsigned_abs() > left.unsigned_abs() {
        let shown = Fen(left);
        return Err(Error::ReversalExceeds { fund: reversed.reference, left: money::grouped(i128::from(shown.0)) });
    }
    Ok(())
}

/// How much of a line its reversals take back so far, in its own minor units and sign; rejected ones do not count.
fn reversed_minor(conn: &Connection, id: Id) -> Result<i64> {
    Ok(conn
        .prepare_cached("SELECT coalesce(-sum(amount_minor), 0) FROM fund WHERE reverses_id = :id AND status <> 'REJECTED'")?
        .query_row(named_params! { ":id": id }, |row| row.get(0))?)
}

fn step(tx: &Tx<'_>, id: Id, from: &[Status], to: Status, reason: Option<(&str, &str)>) -> Result<()> {
    let (reference, current) = status(tx, id)?;
    if !from.contains(&current) {
        return Err(Error::WrongStatus { fund: reference, status: current.code().to_owned() });
    }
    add_step(tx, id, current, to, reason)?;
    tx.subject(reference);
    tx.prepare_cached("UPDATE fund SET status = :to WHERE id = :id")?.execute(named_params! { ":to": to, ":id": id })?;
    Ok(())
}

fn add_step(tx: &Tx<'_>, id: Id, from: Status, to: Status, reason: Option<(&str, &str)>) -> Result<()> {
    let (code, text) = reason.unzip();
    tx.prepare_cached(include_str!("add_step.sql"))?.execute(named_params! {
        ":id": tx.new_id(), ":fund": id, ":from": from, ":to": to, ":who": tx.who, ":on": tx.now.today, ":code": code,
        ":reason": text.filter(|text| !text.is_empty()),
    })?;
    Ok(())
}
