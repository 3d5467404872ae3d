//! The gap radar: money of a year that has arrived and cannot be proved yet, by whose task it is.

use chrono::NaiveDate;
use rusqlite::{Connection, named_params};
use serde::Serialize;

use super::evidence;
use crate::domain::Id;
use crate::domain::evidence::ways;
use crate::domain::fund::{Form, Status, VoucherKind};
use crate::domain::money::Fen;
use crate::domain::period::Quarter;
use crate::error::{Error, Result};
use crate::kpi;

/// A line that cannot be proved yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Gap {
    /// The line.
    pub id: Id,
    /// 流水号.
    #[serde(rename = "ref")]
    pub reference: String,
    /// The investor's name.
    pub investor: String,
    /// The project's name.
    pub project: Option<String>,
    /// 形式.
    pub form: Form,
    /// 到账日.
    #[specta(type = String)]
    pub arrived_on: NaiveDate,
    /// What it would count, recognised.
    pub recognised_fen: Fen,
    /// Where it stands.
    pub status: Status,
    /// Whose task it is: the project's owner, else who submitted it, else the company's owner.
    pub owner: Option<String>,
    /// Days since the arrival.
    pub days: i32,
    /// What is still missing, a way each: one of them whole proves it.
    pub missing: Vec<Vec<VoucherKind>>,
    /// A slip is there, but it names another payer than the investor.
    pub wrong_payer: bool,
    /// The KPI lines it would count in; empty where it would count 0.
    pub lines: Vec<crate::domain::list::KpiLine>,
}

/// What one person has to bring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct GapOwner {
    /// Who; nothing where nobody is named.
    pub owner: Option<String>,
    /// How many lines.
    pub lines: u32,
    /// What they come to.
    pub sum_fen: Fen,
    /// Of it, what would count in a KPI line.
    pub counting_fen: Fen,
}

/// The gap radar of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Gaps {
    /// The year.
    pub year: i32,
    /// The next quarter's end that is not past, after which it closes.
    #[specta(type = String)]
    pub closes_after: NaiveDate,
    /// Days to that end.
    pub days_left: i32,
    /// The lines, the largest that would count first.
    pub rows: Vec<Gap>,
    /// By owner, the largest sum first.
    pub owners: Vec<GapOwner>,
}

/// What of a year has arrived and cannot be proved.
///
/// # Errors
/// [`Error::Db`], [`Error::AmountRange`].
pub fn gaps(conn: &Connection, year: i32, today: NaiveDate) -> Result<Gaps> {
    struct Found {
        id: Id,
        owner: Option<String>,
    }
    let mut statement = conn.prepare_cached(include_str!("gaps.sql"))?;
    let found: Vec<Found> = statement
        .query_map(named_params! { ":year": year.to_string(), ":today": today }, |row| {
            Ok(Found { id: row.get(0)?, owner: row.get(1)? })
        })?
        .collect::<std::result::Result<_, _>>()?;
    let mut rows = Vec::new();
    for one in found {
        let line = super::line(conn, one.id)?;
        let papers = evidence::papers(conn, one.id)?;
        if crate::domain::evidence::proven(line.form, &papers) {
            continue;
        }
        let wrong_payer = papers.iter().any(|paper| paper.kind == VoucherKind::BankSlip && !paper.payer_is_investor);
        let has = |kind: &VoucherKind| {
            papers.iter().any(|paper| paper.kind == *kind && (*kind != VoucherKind::BankSlip || paper.payer_is_investor))
        };
        let missing = ways(line.form).iter().map(|way| way.iter().copied().filter(|kind| !has(kind)).collect()).collect();
        rows.push(Gap {
            id: line.id,
            reference: line.reference,
            investor: line.investor,
            project: line.project,
            form: line.form,
            arrived_on: line.arrived_on,
            recognised_fen: line.recognised_fen,
            status: line.status,
            owner: one.owner,
            days: days(line.arrived_on, today),
            missing,
            wrong_payer,
            lines: Vec::new(),
        });
    }
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    for (row, lines) in rows.iter_mut().zip(kpi::would_count_in(conn, &ids)?) {
        row.lines = lines;
    }
    rows.sort_by(|a, b| {
        (a.lines.is_empty(), -a.recognised_fen.0, &a.reference).cmp(&(b.lines.is_empty(), -b.recognised_fen.0, &b.reference))
    });
    let end = (1..=4)
        .filter_map(|number| Quarter::new(year, number))
        .map(Quarter::last_day)
        .find(|day| *day >= today)
        .or_else(|| Quarter::new(year, 4).map(Quarter::last_day));
    let closes_after = end.unwrap_or(today);
    let owners = by_owner(&rows)?;
    Ok(Gaps { year, closes_after, days_left: days(today, closes_after), rows, owners })
}

fn days(from: NaiveDate, to: NaiveDate) -> i32 {
    i32::try_from((to - from).num_days()).unwrap_or(i32::MAX)
}

fn by_owner(rows: &[Gap]) -> Result<Vec<GapOwner>> {
    let mut owners: Vec<GapOwner> = Vec::new();
    for row in rows {
        let at = owners.iter().position(|one| one.owner == row.owner).unwrap_or_else(|| {
            owners.push(GapOwner { owner: row.owner.clone(), lines: 0, sum_fen: Fen::ZERO, counting_fen: Fen::ZERO });
            owners.len() - 1
        });
        let add = |sum: Fen, more: Fen| {
            sum.0.checked_add(more.0).map(Fen).ok_or_else(|| Error::AmountRange { field: "total".to_owned() })
        };
        let one = &mut owners[at];
        one.lines += 1;
        one.sum_fen = add(one.sum_fen, row.recognised_fen)?;
        if !row.lines.is_empty() {
            one.counting_fen = add(one.counting_fen, row.recognised_fen)?;
        }
    }
    owners.sort_by(|a, b| (b.counting_fen, b.sum_fen, &a.owner).cmp(&(a.counting_fen, a.sum_fen, &b.owner)));
    Ok(owners)
}
