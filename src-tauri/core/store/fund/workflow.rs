//! The workflow: DRAFT → SUBMITTED → FIRST_PASS → RECHECKED → VERIFIED, back to RETURNED, or REJECTED.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, OptionalExtension, named_params};

use super::{FundLine, History, Line, insert, line, proven, status, take_reference};
use crate::domain::Id;
use crate::domain::fund::{LinkKind, ReturnReason, Status};
use crate::domain::money::{self, Fen};
use crate::domain::reading::RecognitionLevel;
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
/// [`Error::WrongStatus`], [`Error::SelfVerification`] (I5), [`Error::EvidenceMissing`], [`Error::ArrivalLate`] (I4),
/// [`Error::OverAgreed`] (I12).
pub fn verify(tx: &Tx<'_>, id: Id) -> Result<()> {
    verify_despite(tx, id, None)
}

/// As [`verify`], a blocking warning (I12) being overruled by who decides; `why` stands in the line's history.
///
/// # Errors
/// As [`verify`], without [`Error::OverAgreed`] where a reason is given.
pub fn verify_despite(tx: &Tx<'_>, id: Id, why: Option<&str>) -> Result<()> {
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
    let why = why.map(str::trim).filter(|why| !why.is_empty());
    if why.is_none() {
        refuse_over_agreed(tx, &current)?;
    }
    let grows = current.link_kind == Some(LinkKind::Correction) && current.amount_minor > 0;
    if (current.reverses.is_none() || grows) && !proven(tx, id)? {
        let ways = crate::domain::evidence::ways(current.form);
        let needs =
            ways.iter().map(|way| way.iter().map(|kind| kind.code()).collect::<Vec<_>>().join("+")).collect::<Vec<_>>().join(" / ");
        return Err(Error::EvidenceMissing { fund: current.reference, needs });
    }
    add_step(tx, id, current.status, Status::Verified, why.map(|why| ("overruled", why)))?;
    tx.subject(current.reference);
    tx.prepare_cached("UPDATE fund SET status = 'VERIFIED', verified_by = :who, verified_on = :on WHERE id = :id")?
        .execute(named_params! { ":who": tx.who, ":on": tx.now.today, ":id": id })?;
    Ok(())
}

/// I12: what a project's verified lines come to stays within its agreement and the supplements to it.
fn refuse_over_agreed(tx: &Tx<'_>, line: &FundLine) -> Result<()> {
    let Some(project) = line.project_id.filter(|_| line.recognised_fen > Fen::ZERO) else { return Ok(()) };
    let over: Option<(String, i64)> = tx
        .prepare_cached(include_str!("over_agreed.sql"))?
        .query_row(named_params! { ":project": project, ":more": line.recognised_fen }, |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match over {
        Some((project, over)) => Err(Error::OverAgreed { project, over: Fen(over).wan() }),
        None => Ok(()),
    }
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
    let left = left_minor(tx, &current)?;
    let amount_minor = -amount_minor.unwrap_or(left);
    check_reversal(tx, id, amount_minor)?;
    let draft = super::FundDraft { arrived_on: on, note: note.map(str::to_owned), ..current.as_draft() };
    let new = linked(tx, &current, draft, amount_minor, reference, LinkKind::Reversal)?;
    tx.subject([&line(tx, new)?.reference, " → ", &current.reference].concat());
    Ok(new)
}

/// Corrects the amount of a verified line by a linked line of the difference, dated as the line itself. The new line is
/// submitted and takes its own way to verification; what it adds must be proven.
///
/// `amount_minor` is what the line should have said, in its minor units; what was reversed of it since stays reversed.
///
/// # Errors
/// [`Error::WrongStatus`], [`Error::Invalid`] for the amount it has already, or one of the other sign.
pub fn correct(tx: &Tx<'_>, id: Id, amount_minor: i64, reference: Option<&str>, note: Option<&str>) -> Result<Id> {
    let current = verified(tx, id)?;
    let stands = current.amount_minor
        + tx.prepare_cached(include_str!("corrected.sql"))?.query_row(named_params! { ":id": id }, |row| row.get::<_, i64>(0))?;
    let difference = amount_minor - stands;
    if difference == 0 || (amount_minor < 0) != (current.amount_minor < 0) {
        return Err(Error::invalid("amount", amount_minor, format!("≠ {stands}")));
    }
    if difference.signum() != current.amount_minor.signum() && difference.unsigned_abs() > left_minor(tx, &current)?.unsigned_abs()
    {
        let left = money::grouped(i128::from(left_minor(tx, &current)?));
        return Err(Error::ReversalExceeds { fund: current.reference, left });
    }
    let draft = super::FundDraft { note: note.map(str::to_owned), ..current.as_draft() };
    let new = linked(tx, &current, draft, difference, reference, LinkKind::Correction)?;
    tx.subject([&line(tx, new)?.reference, " → ", &current.reference].concat());
    Ok(new)
}

/// Where the money of a verified line should have stood; what is left out stays as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize, specta::Type)]
pub struct TransferTo {
    /// Another investor.
    pub investor_id: Option<Id>,
    /// Another project.
    pub project_id: Option<Id>,
    /// Another zone.
    pub zone_id: Option<Id>,
    /// Another form.
    pub form: Option<crate::domain::fund::Form>,
    /// Another origin.
    pub origin: Option<crate::domain::fund::Origin>,
}

/// Moves what is left of a verified line to another investor, project, zone, form or origin: a line that takes it away here
/// and one that puts it there, both linked to it and dated as it is, each to be verified.
///
/// The reply is the two new lines, the one that takes away first.
///
/// # Errors
/// [`Error::WrongStatus`], [`Error::Missing`] where nothing would move, [`Error::ReversalExceeds`] where nothing is left.
pub fn transfer(tx: &Tx<'_>, id: Id, to: &TransferTo, reference: Option<&str>, note: Option<&str>) -> Result<[Id; 2]> {
    let current = verified(tx, id)?;
    let own = current.as_draft();
    let moved = super::FundDraft {
        investor_id: match to.investor_id {
            Some(investor) => crate::store::company::survivor(tx, investor)?,
            None => own.investor_id,
        },
        project_id: to.project_id.or(own.project_id),
        zone_id: to.zone_id.or(own.zone_id),
        form: to.form.unwrap_or(own.form),
        origin: to.origin.unwrap_or(own.origin),
        note: note.map(str::to_owned),
        ..own.clone()
    };
    if (super::FundDraft { note: own.note.clone(), ..moved.clone() }) == own {
        return Err(Error::Missing { field: "transfer".to_owned() });
    }
    let left = left_minor(tx, &current)?;
    if left == 0 {
        return Err(Error::ReversalExceeds { fund: current.reference, left: money::grouped(0) });
    }
    let away = super::FundDraft { note: note.map(str::to_owned), ..own };
    let away = linked(tx, &current, away, -left, None, LinkKind::Transfer)?;
    let there = linked(tx, &current, moved, left, reference, LinkKind::Transfer)?;
    tx.subject([&current.reference, " → ", &line(tx, there)?.reference].concat());
    Ok([away, there])
}

/// Notes what city or province recognised of a verified line (R16); a later notice replaces an earlier one.
///
/// # Errors
/// [`Error::WrongStatus`], [`Error::Invalid`] for the district's level, which is the verification itself, for an amount of the
/// other sign or more than the district recognised, and for a day in the future or before the verification.
pub fn recognise(tx: &Tx<'_>, id: Id, level: RecognitionLevel, amount: Fen, on: NaiveDate, number: Option<&str>) -> Result<()> {
    let current = line(tx, id)?;
    if current.status != Status::Verified {
        return Err(Error::WrongStatus { fund: current.reference, status: current.status.code().to_owned() });
    }
    let sql = match level {
        RecognitionLevel::District => return Err(Error::invalid("level", level, "city, province")),
        RecognitionLevel::City => include_str!("recognised_city.sql"),
        RecognitionLevel::Province => include_str!("recognised_province.sql"),
    };
    let own = current.recognised_fen;
    if (amount != Fen::ZERO && (amount < Fen::ZERO) != (own < Fen::ZERO)) || amount.0.unsigned_abs() > own.0.unsigned_abs() {
        return Err(Error::invalid("amount", amount.wan(), ["0 – ", &own.wan()].concat()));
    }
    if on > tx.now.today || current.verified_on.as_deref().is_some_and(|verified_on| *verified_on > *on.to_string()) {
        return Err(Error::invalid("date", on, current.verified_on.unwrap_or_default()));
    }
    tx.prepare_cached(include_str!("recognise.sql"))?.execute(named_params! {
        ":id": tx.new_id(), ":fund": id, ":level": level, ":amount": amount, ":on": on, ":number": number, ":who": tx.who,
    })?;
    tx.prepare_cached(sql)?.execute(named_params! { ":amount": amount, ":id": id })?;
    tx.subject(current.reference);
    Ok(())
}

fn verified(tx: &Tx<'_>, id: Id) -> Result<FundLine> {
    let current = line(tx, id)?;
    if current.status != Status::Verified || current.reverses.is_some() {
        return Err(Error::WrongStatus { fund: current.reference, status: current.status.code().to_owned() });
    }
    Ok(current)
}

/// A submitted line that puts a verified one right, at that one's rate.
fn linked(
    tx: &Tx<'_>,
    current: &FundLine,
    draft: super::FundDraft,
    amount_minor: i64,
    reference: Option<&str>,
    kind: LinkKind,
) -> Result<Id> {
    let currency = current.currency.parse().map_err(|_| Error::invalid("currency", &current.currency, "ISO 4217"))?;
    let rate = current.rate_columns();
    let (factor, unit) = rate.as_ref().map_or((rust_decimal::Decimal::ONE, 1), |(rate, unit, ..)| (*rate, *unit));
    let recognised = money::recognise(amount_minor, currency, factor, i64::from(unit), i64::from(draft.share_bp))
        .ok_or_else(|| Error::AmountRange { field: "amount".to_owned() })?;
    let zone_id = draft.zone_id.unwrap_or(current.zone_id);
    let mut new = Line {
        reference: reference.unwrap_or_default().trim().to_owned(),
        investor_id: draft.investor_id,
        draft: Cow::Owned(draft),
        currency,
        amount_minor,
        rate,
        zone_id,
        recognised,
    };
    take_reference(tx, &mut new)?;
    let history = History {
        status: Status::Submitted,
        submitted_by: tx.who,
        verified_by: None,
        verified_on: None,
        reverses: Some(current.id),
    };
    let id = insert(tx, &new, &history, kind)?;
    add_step(tx, id, Status::Draft, Status::Submitted, None)?;
    Ok(id)
}

/// I2: reversals of a line sum to no more than it, and have the other sign.
pub(super) fn check_reversal(conn: &Connection, id: Id, amount_minor: i64) -> Result<()> {
    let reversed = line(conn, id)?;
    if (amount_minor < 0) == (reversed.amount_minor < 0) {
        return Err(Error::ReversalSign { fund: reversed.reference });
    }
    let left = left_minor(conn, &reversed)?;
    if amount_minor.unsigned_abs() > left.unsigned_abs() {
        let shown = Fen(left);
        return Err(Error::ReversalExceeds { fund: reversed.reference, left: money::grouped(i128::from(shown.0)) });
    }
    Ok(())
}

/// What is left of a line after what was taken back, corrected and moved away, in its own minor units and sign; rejected lines
/// do not count.
fn left_minor(conn: &Connection, line: &FundLine) -> Result<i64> {
    let linked: i64 =
        conn.prepare_cached(include_str!("linked.sql"))?.query_row(named_params! { ":id": line.id }, |row| row.get(0))?;
    Ok(line.amount_minor + linked)
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
