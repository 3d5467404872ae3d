//! Pages of the ledger for the grid, the review queue and the command line.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, named_params};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::FundDraft;
use crate::domain::Id;
use crate::domain::fund::{Form, LinkKind, Origin, Status};
use crate::domain::list::KpiLine;
use crate::domain::money::Fen;
use crate::domain::period::Quarter;
use crate::error::{Error, Result};
use crate::journal::hex;
use crate::kpi::{self, StandingFilter};
use crate::store::{Conn, search};

/// Which lines a grid shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FundFilter {
    /// In one of these statuses; empty: any.
    pub statuses: Vec<Status>,
    /// Of this project.
    pub project_id: Option<Id>,
    /// By this investor.
    pub investor_id: Option<Id>,
    /// Submitted by this user.
    pub submitted_by_id: Option<Id>,
    /// Entered first by this user, as the journal says; a draft has no submitter yet.
    pub entered_by_id: Option<Id>,
    /// Arrived from this day on.
    #[specta(type = Option<String>)]
    pub from: Option<NaiveDate>,
    /// Arrived to this day.
    #[specta(type = Option<String>)]
    pub to: Option<NaiveDate>,
    /// Counted in this KPI line under its year's attribution, or to be counted once verified.
    pub line: Option<KpiLine>,
    /// Posted to this quarter (R6).
    pub posted: Option<Quarter>,
    /// Only those that count 0 in the figures.
    #[serde(default)]
    pub uncounted: bool,
    /// Only those verified after the close of the quarter in which they arrived (补报).
    #[serde(default)]
    pub late: bool,
    /// Found by this text.
    pub text: Option<String>,
}

/// One line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct FundLine {
    /// The id.
    pub id: Id,
    /// 流水号.
    #[serde(rename = "ref")]
    pub reference: String,
    /// The project.
    pub project_id: Option<Id>,
    /// Its name.
    pub project: Option<String>,
    /// The investor.
    pub investor_id: Id,
    /// Its name.
    pub investor: String,
    /// 付款方.
    pub payer: Option<String>,
    /// 形式.
    pub form: Form,
    /// 来源.
    pub origin: Origin,
    /// 到账日.
    #[specta(type = String)]
    pub arrived_on: NaiveDate,
    /// 币种.
    pub currency: String,
    /// In the currency's minor unit, as a decimal string.
    #[serde(serialize_with = "as_text")]
    #[specta(type = String)]
    pub amount_minor: i64,
    /// 汇率.
    pub rate: Option<String>,
    /// 1 or 100.
    pub rate_unit: Option<i32>,
    /// 汇率日期.
    pub rate_on: Option<String>,
    /// Whose rate.
    pub rate_source: Option<String>,
    /// Basis points.
    pub share_bp: i32,
    /// The zone.
    pub zone_id: Id,
    /// Its name.
    pub zone: String,
    /// Whether money that lands there counts.
    pub zone_counts: bool,
    /// R1.
    pub recognised_fen: Fen,
    /// Where it stands.
    pub status: Status,
    /// The reference of the line it puts right.
    pub reverses: Option<String>,
    /// How it puts it right.
    pub link_kind: Option<LinkKind>,
    /// References of the lines that put it right, comma separated.
    pub reversed_by: Option<String>,
    /// 填报人.
    pub submitted_by_id: Option<Id>,
    /// Their name.
    pub submitted_by: Option<String>,
    /// Submitted on.
    pub submitted_on: Option<String>,
    /// 认定人.
    pub verified_by: Option<String>,
    /// 认定日.
    pub verified_on: Option<String>,
    /// How many papers prove it.
    pub papers: i32,
    /// Why it was last returned or rejected.
    pub reason: Option<String>,
    /// 审计年度 of reinvested profit (R14).
    pub audited_year: Option<i32>,
    /// 备注.
    pub note: Option<String>,
}

/// A step a line took.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct FundStep {
    /// From where.
    pub from_status: Option<Status>,
    /// To where.
    pub to_status: Status,
    /// By whom.
    pub user: Option<String>,
    /// When.
    #[specta(type = String)]
    pub stepped_on: NaiveDate,
    /// Why, as a code.
    pub reason_code: Option<String>,
    /// Why, in words.
    pub reason: Option<String>,
}

fn as_text<S: serde::Serializer>(amount: &i64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(amount)
}

impl FundLine {
    /// The line as it could be entered again.
    #[must_use]
    pub fn as_draft(&self) -> FundDraft {
        let decimals = self.currency.parse::<crate::domain::money::Currency>().map_or(2, crate::domain::money::Currency::decimals);
        FundDraft {
            reference: Some(self.reference.clone()),
            project_id: self.project_id,
            investor_id: self.investor_id,
            payer: self.payer.clone(),
            form: self.form,
            origin: self.origin,
            arrived_on: self.arrived_on,
            currency: self.currency.clone(),
            amount: Decimal::new(self.amount_minor, decimals).to_string(),
            rate: self.rate.clone(),
            rate_unit: self.rate_unit,
            rate_on: self.rate_on.as_deref().and_then(|on| on.parse().ok()),
            rate_source: self.rate_source.clone(),
            share_bp: self.share_bp,
            zone_id: Some(self.zone_id),
            audited_year: self.audited_year,
            note: self.note.clone(),
        }
    }

    pub(super) fn rate_columns(&self) -> Option<super::RateOfLine> {
        let rate = self.rate.as_deref()?.parse().ok()?;
        let on = self.rate_on.as_deref().and_then(|on| on.parse().ok()).unwrap_or(self.arrived_on);
        Some((rate, self.rate_unit?, on, self.rate_source.clone()))
    }
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<FundLine> {
    Ok(FundLine {
        id: row.get("id")?,
        reference: row.get("ref")?,
        project_id: row.get("project_id")?,
        project: row.get("project")?,
        investor_id: row.get("investor_id")?,
        investor: row.get("investor")?,
        payer: row.get("payer")?,
        form: row.get("form")?,
        origin: row.get("origin")?,
        arrived_on: row.get("arrived_on")?,
        currency: row.get("currency")?,
        amount_minor: row.get("amount_minor")?,
        rate: row.get("rate")?,
        rate_unit: row.get("rate_unit")?,
        rate_on: row.get("rate_on")?,
        rate_source: row.get("rate_source")?,
        share_bp: row.get("share_bp")?,
        zone_id: row.get("zone_id")?,
        zone: row.get("zone")?,
        zone_counts: row.get("zone_counts")?,
        recognised_fen: row.get("recognised_fen")?,
        status: row.get("status")?,
        reverses: row.get("reverses")?,
        link_kind: row.get("link_kind")?,
        reversed_by: row.get("reversed_by")?,
        submitted_by_id: row.get("submitted_by")?,
        submitted_by: row.get("submitted_by_name")?,
        submitted_on: row.get("submitted_on")?,
        verified_by: row.get("verified_by_name")?,
        verified_on: row.get("verified_on")?,
        papers: row.get("papers")?,
        reason: row.get("reason")?,
        audited_year: row.get("audited_year")?,
        note: row.get("note")?,
    })
}

/// The line of this id.
///
/// # Errors
/// [`Error::NotFound`].
pub fn line(conn: &Connection, id: Id) -> Result<FundLine> {
    let found = conn.prepare_cached(include_str!("line.sql"))?.query_row(named_params! { ":id": id }, read).optional()?;
    found.ok_or_else(|| Error::not_found("fund", id))
}

/// A page, the latest arrival first, from the `offset`-th on; how many there are in all, and what they sum to.
pub fn page(conn: &Conn, filter: &FundFilter, offset: u32, limit: u32) -> Result<(Vec<FundLine>, u32, Fen)> {
    let found = search::ids(conn, search::HitKind::Fund, filter.text.as_deref())?;
    let statuses =
        (!filter.statuses.is_empty()).then(|| filter.statuses.iter().map(|status| status.code()).collect::<Vec<_>>().join(","));
    let standing = standing(conn, filter)?;
    let ids: Vec<Id> = conn
        .prepare_cached(include_str!("ids.sql"))?
        .query_map(
            named_params! {
                ":statuses": statuses, ":project": filter.project_id, ":investor": filter.investor_id, ":submitted_by": filter.submitted_by_id, ":entered_by": filter.entered_by_id,
                ":from": filter.from, ":to": filter.to, ":standing": standing, ":found": found, ":offset": offset, ":limit": limit,
            },
            |row| row.get(0),
        )?
        .collect::<Result<_, _>>()?;
    let (total, sum) = conn.prepare_cached(include_str!("count.sql"))?.query_row(
        named_params! {
            ":statuses": statuses, ":project": filter.project_id, ":investor": filter.investor_id, ":submitted_by": filter.submitted_by_id, ":entered_by": filter.entered_by_id,
            ":from": filter.from, ":to": filter.to, ":standing": standing, ":found": found,
        },
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok((ids.into_iter().map(|id| line(conn, id)).collect::<Result<_>>()?, total, sum))
}

/// The lines that the filter takes by their standing, as a JSON array of their ids in hexadecimal; none: it does not ask.
fn standing(conn: &Connection, filter: &FundFilter) -> Result<Option<String>> {
    let asked = StandingFilter { line: filter.line, posted: filter.posted, uncounted: filter.uncounted, late: filter.late };
    if asked.is_open() {
        return Ok(None);
    }
    let ids: Vec<String> = kpi::funds_standing(conn, &asked)?.iter().map(|id| hex(id.as_bytes())).collect();
    Ok(Some(serde_json::to_string(&ids)?))
}

/// A page by key, in the order of ids: the lines after `after`.
pub fn page_after(conn: &Connection, after: Option<Id>, limit: u32) -> Result<Vec<FundLine>> {
    let mut statement = conn.prepare_cached("SELECT id FROM fund WHERE :after IS NULL OR id > :after ORDER BY id LIMIT :limit")?;
    let ids: Vec<Id> =
        statement.query_map(named_params! { ":after": after, ":limit": limit }, |row| row.get(0))?.collect::<Result<_, _>>()?;
    ids.into_iter().map(|id| line(conn, id)).collect()
}

/// The steps a line took, in order.
pub fn steps(conn: &Connection, id: Id) -> Result<Vec<FundStep>> {
    let mut statement = conn.prepare_cached(include_str!("steps.sql"))?;
    let rows = statement.query_map(named_params! { ":id": id }, |row| {
        Ok(FundStep {
            from_status: row.get(0)?,
            to_status: row.get(1)?,
            user: row.get(2)?,
            stepped_on: row.get(3)?,
            reason_code: row.get(4)?,
            reason: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
