//! The ledger of delivered funds and its workflow (rulebook 5).
//!
//! **Invariant:** a VERIFIED or REJECTED line never changes or vanishes; the database's triggers hold it (I1). A
//! correction is a new line linked to it.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, OptionalExtension, named_params};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Tx, evidence, rates};
use crate::domain::Id;
use crate::domain::fund::{Form, LinkKind, Origin, Status};
use crate::domain::money::{self, Currency, Fen};
use crate::error::{Error, Result};

mod gaps;
mod incoming;
mod page;
mod shares;
mod workflow;
pub use gaps::{Gap, GapOwner, Gaps, gaps};
pub use incoming::Incoming;
pub use page::{FundFilter, FundLine, FundStep, line, page, page_after, steps};
pub use shares::{InvestorPart, investor_parts, split};
pub use workflow::{
    TransferTo, correct, pass, recheck, recognise, reject, reverse, send_back, submit, transfer, verify, verify_despite,
};

/// What a person enters of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FundDraft {
    /// 流水号; given when left empty.
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    /// 项目.
    pub project_id: Option<Id>,
    /// 投资方.
    pub investor_id: Id,
    /// 付款方, as the voucher names it.
    pub payer: Option<String>,
    /// 形式.
    pub form: Form,
    /// 来源.
    pub origin: Origin,
    /// 到账日.
    #[specta(type = String)]
    pub arrived_on: NaiveDate,
    /// 币种, ISO 4217.
    pub currency: String,
    /// 金额 in whole units of the currency, decimal.
    pub amount: String,
    /// 汇率, decimal; taken from the rates where it is left empty (I7).
    pub rate: Option<String>,
    /// 汇率单位, 1 or 100.
    pub rate_unit: Option<i32>,
    /// 汇率日期.
    #[specta(type = Option<String>)]
    pub rate_on: Option<NaiveDate>,
    /// Whose rate it is.
    pub rate_source: Option<String>,
    /// 比例 in basis points.
    pub share_bp: i32,
    /// 落地区域; the project's, or the zone that counts, where it is left empty.
    pub zone_id: Option<Id>,
    /// 审计年度 of reinvested profit (R14); of other forms nothing.
    #[serde(default)]
    pub audited_year: Option<i32>,
    /// 备注.
    pub note: Option<String>,
}

/// A rate as a line carries it: CNY for the unit, the unit (1 or 100), its day, whose it is.
pub(crate) type RateOfLine = (Decimal, i32, NaiveDate, Option<String>);

/// A line as the ledger holds it, after R1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line<'d> {
    pub reference: String,
    pub draft: Cow<'d, FundDraft>,
    /// Who invests: what the draft names, or what that went on as.
    pub investor_id: Id,
    pub currency: Currency,
    pub amount_minor: i64,
    pub rate: Option<RateOfLine>,
    pub zone_id: Id,
    pub recognised: Fen,
}

/// What a ledger kept for years brings with a line: it stands as it was decided then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// The status it has.
    pub status: Status,
    /// 填报人.
    pub submitted_by: Option<Id>,
    /// 认定人.
    pub verified_by: Option<Id>,
    /// 认定日.
    pub verified_on: Option<NaiveDate>,
    /// The line it reverses.
    pub reverses: Option<Id>,
}

/// Works out a line: currency, minor units, rate (I7), zone, and R1's amount.
///
/// # Errors
/// [`Error::Invalid`] for what no ledger takes, [`Error::RateMissing`], [`Error::ArrivalLate`] (I4), [`Error::NotFound`].
fn resolve<'d>(tx: &Tx<'_>, draft: &'d FundDraft, investor_id: Id) -> Result<Line<'d>> {
    let today = tx.now.today;
    if draft.arrived_on > today {
        return Err(Error::ArrivalLate { arrived_on: draft.arrived_on.to_string(), limit: today.to_string() });
    }
    let currency: Currency = draft
        .currency
        .trim()
        .parse()
        .map_err(|wrong: crate::domain::UnknownCode| Error::invalid("currency", wrong.code, wrong.expected))?;
    let amount: Decimal = draft.amount.trim().parse().map_err(|_| Error::invalid("amount", &draft.amount, "1234.56"))?;
    let amount_minor = money::to_minor(amount, currency).map_err(|fault| Error::invalid("amount", &draft.amount, fault))?;
    if amount_minor == 0 {
        return Err(Error::invalid("amount", 0, "≠ 0"));
    }
    if !(1..=10_000).contains(&draft.share_bp) {
        return Err(Error::invalid("share", draft.share_bp, "1-10000"));
    }
    refuse_audited_year(tx, draft, investor_id)?;
    let rate = rate_of(tx, draft, currency)?;
    let (factor, unit) = rate.as_ref().map_or((Decimal::ONE, 1), |(rate, unit, ..)| (*rate, *unit));
    let recognised = money::recognise(amount_minor, currency, factor, i64::from(unit), i64::from(draft.share_bp))
        .ok_or_else(|| Error::AmountRange { field: "amount".to_owned() })?;
    Ok(Line {
        reference: draft.reference.as_deref().unwrap_or_default().trim().to_owned(),
        draft: Cow::Borrowed(draft),
        investor_id,
        currency,
        amount_minor,
        rate,
        zone_id: zone_of(tx, draft)?,
        recognised,
    })
}

/// R14: profit of an audited year is reinvested once.
fn refuse_audited_year(tx: &Tx<'_>, draft: &FundDraft, investor: Id) -> Result<()> {
    let Some(year) = draft.audited_year else { return Ok(()) };
    if draft.form != Form::ReinvestedProfit || !(1900..=2200).contains(&year) || year > draft.arrived_on.year() {
        return Err(Error::invalid("audited_year", year, draft.arrived_on.year()));
    }
    let known: Option<String> = tx
        .prepare_cached(include_str!("fund/audited.sql"))?
        .query_row(named_params! { ":investor": investor, ":year": year, ":ref": draft.reference }, |row| row.get(0))
        .optional()?;
    match known {
        Some(fund) => Err(Error::AuditedTwice { year: year.to_string(), fund }),
        None => Ok(()),
    }
}

/// I7: a foreign currency's rate is dated on or before the arrival, at most ten days old.
fn rate_of(tx: &Tx<'_>, draft: &FundDraft, currency: Currency) -> Result<Option<RateOfLine>> {
    if currency == Currency::CNY {
        return Ok(None);
    }
    let Some(written) = draft.rate.as_deref().map(str::trim).filter(|rate| !rate.is_empty()) else {
        let found = rates::for_arrival(tx, currency.code(), draft.arrived_on)?;
        let rate = found.rate.parse().map_err(|_| Error::invalid("rate", &found.rate, "7.1234"))?;
        return Ok(Some((rate, found.unit, found.on_date, found.source)));
    };
    let rate: Decimal = written.parse().map_err(|_| Error::invalid("rate", written, "7.1234"))?;
    if rate <= Decimal::ZERO {
        return Err(Error::invalid("rate", written, "> 0"));
    }
    let unit = draft.rate_unit.unwrap_or(1);
    if unit != 1 && unit != 100 {
        return Err(Error::invalid("rate_unit", unit, "1, 100"));
    }
    let on = draft.rate_on.unwrap_or(draft.arrived_on);
    let oldest = draft.arrived_on - chrono::Days::new(rates::RATE_DAYS_MAX);
    if on > draft.arrived_on || on < oldest {
        return Err(Error::RateMissing { currency: currency.code().to_owned(), arrived_on: draft.arrived_on.to_string() });
    }
    Ok(Some((rate, unit, on, draft.rate_source.clone())))
}

fn zone_of(tx: &Tx<'_>, draft: &FundDraft) -> Result<Id> {
    if let Some(zone) = draft.zone_id {
        return Ok(zone);
    }
    if let Some(project) = draft.project_id
        && let Some(zone) = super::project::get(tx, project)?.zone_id
    {
        return Ok(zone);
    }
    let zones = super::zones::all(tx)?;
    match zones.iter().filter(|zone| zone.counts).collect::<Vec<_>>().as_slice() {
        [one] => Ok(one.id),
        _ => Err(Error::Missing { field: "zone".to_owned() }),
    }
}

/// Drafts a line.
///
/// # Errors
/// [`Error::Exists`] for a reference that is taken, [`Error::Invalid`], [`Error::RateMissing`] (I7), [`Error::ArrivalLate`] (I4).
pub fn draft(tx: &Tx<'_>, draft: &FundDraft) -> Result<Id> {
    let mut line = resolve(tx, draft, super::company::survivor(tx, draft.investor_id)?)?;
    take_reference(tx, &mut line)?;
    tx.subject(&line.reference);
    insert(
        tx,
        &line,
        &History { status: Status::Draft, submitted_by: None, verified_by: None, verified_on: None, reverses: None },
        LinkKind::Reversal,
    )
}

/// Changes a draft or a returned line.
///
/// # Errors
/// [`Error::WrongStatus`]; as [`draft`].
pub fn change(tx: &Tx<'_>, id: Id, draft: &FundDraft) -> Result<()> {
    let current = line(tx, id)?;
    if !current.status.editable() {
        return Err(Error::WrongStatus { fund: current.reference, status: current.status.code().to_owned() });
    }
    let resolved = resolve(tx, draft, super::company::survivor(tx, draft.investor_id)?)?;
    tx.subject(&current.reference);
    let (rate, unit, on, source) = rate_columns(&resolved);
    tx.prepare_cached(include_str!("fund/change.sql"))?.execute(named_params! {
        ":id": id, ":project_id": draft.project_id, ":investor_id": draft.investor_id, ":payer": draft.payer, ":form": draft.form,
        ":origin": draft.origin, ":arrived_on": draft.arrived_on, ":currency": resolved.currency.code(), ":amount_minor": resolved.amount_minor,
        ":rate": rate, ":rate_unit": unit, ":rate_on": on, ":rate_source": source, ":share_bp": draft.share_bp, ":zone_id": resolved.zone_id,
        ":recognised_fen": resolved.recognised, ":audited_year": draft.audited_year, ":note": draft.note,
    })?;
    evidence::follow(tx, id, current.amount_minor, resolved.amount_minor)
}

/// Throws a draft away, with its ties to evidence.
///
/// # Errors
/// [`Error::WrongStatus`] unless it is a draft that was never submitted.
pub fn delete(tx: &Tx<'_>, id: Id) -> Result<()> {
    let current = line(tx, id)?;
    if current.status != Status::Draft {
        return Err(Error::WrongStatus { fund: current.reference, status: current.status.code().to_owned() });
    }
    tx.subject(&current.reference);
    for paper in evidence::of_fund(tx, id)? {
        evidence::release(tx, id, paper.id)?;
    }
    tx.execute("DELETE FROM fund WHERE id = :id", named_params! { ":id": id })?;
    Ok(())
}

/// The line of this id or reference.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Ambiguous`].
pub fn find(conn: &Connection, reference: &str) -> Result<Id> {
    if let Ok(id) = reference.trim().parse::<Id>() {
        line(conn, id)?;
        return Ok(id);
    }
    match by_reference(conn, reference)?.as_slice() {
        [] => Err(Error::not_found("fund", reference)),
        [one] => Ok(*one),
        _ => Err(Error::Ambiguous { kind: "fund".to_owned(), key: reference.to_owned() }),
    }
}

/// Lines of this reference, by id.
pub fn by_reference(conn: &Connection, reference: &str) -> Result<Vec<Id>> {
    let mut statement = conn.prepare_cached("SELECT id FROM fund WHERE ref = :ref ORDER BY id")?;
    Ok(statement.query_map(named_params! { ":ref": reference.trim() }, |row| row.get(0))?.collect::<Result<_, _>>()?)
}

fn take_reference(tx: &Tx<'_>, line: &mut Line<'_>) -> Result<()> {
    if line.reference.is_empty() {
        let prefix = ["D", &line.draft.arrived_on.format("%Y").to_string(), "-"].concat();
        let last: Option<i64> = tx
            .prepare_cached("SELECT max(CAST(substr(ref, 7) AS INTEGER)) FROM fund WHERE ref GLOB :glob")?
            .query_row(named_params! { ":glob": [&prefix, "*"].concat() }, |row| row.get(0))?;
        line.reference = format!("{prefix}{:04}", last.unwrap_or(0) + 1);
    } else if !by_reference(tx, &line.reference)?.is_empty() {
        return Err(Error::Exists { kind: "fund".to_owned(), key: line.reference.clone() });
    }
    Ok(())
}

type RateColumns<'l> = (Option<String>, Option<i32>, Option<NaiveDate>, Option<&'l str>);

fn rate_columns<'l>(line: &'l Line<'_>) -> RateColumns<'l> {
    match &line.rate {
        Some((rate, unit, on, source)) => (Some(rate.to_string()), Some(*unit), Some(*on), source.as_deref()),
        None => (None, None, None, None),
    }
}

pub(super) fn insert(tx: &Tx<'_>, line: &Line<'_>, history: &History, link: LinkKind) -> Result<Id> {
    let id = tx.new_id();
    let draft = line.draft.as_ref();
    let (rate, unit, on, source) = rate_columns(line);
    let submitted_on = (history.status != Status::Draft).then_some(history.verified_on.unwrap_or(draft.arrived_on));
    // In the order of the statement.
    let row = [
        id.into(),
        line.reference.clone().into(),
        draft.project_id.into(),
        line.investor_id.into(),
        draft.payer.clone().into(),
        draft.form.code().into(),
        draft.origin.code().into(),
        draft.arrived_on.into(),
        line.currency.code().into(),
        line.amount_minor.into(),
        rate.into(),
        unit.into(),
        on.into(),
        source.map(str::to_owned).into(),
        draft.share_bp.into(),
        line.zone_id.into(),
        history.reverses.into(),
        history.reverses.map(|_| link.code()).into(),
        line.recognised.into(),
        history.status.code().into(),
        history.submitted_by.into(),
        submitted_on.into(),
        history.verified_by.into(),
        history.verified_on.into(),
        draft.audited_year.into(),
        draft.note.clone().into(),
    ];
    tx.put(include_str!("fund/insert.sql"), row)?;
    Ok(id)
}

/// Whether the evidence put to a line proves it (rulebook 5).
pub fn proven(conn: &Connection, id: Id) -> Result<bool> {
    let current = line(conn, id)?;
    let papers = evidence::papers(conn, id)?;
    Ok(crate::domain::evidence::proven(current.form, &papers))
}

/// The status alone.
fn status(conn: &Connection, id: Id) -> Result<(String, Status)> {
    let found = conn
        .prepare_cached("SELECT ref, status FROM fund WHERE id = :id")?
        .query_row(named_params! { ":id": id }, |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    found.ok_or_else(|| Error::not_found("fund", id))
}
