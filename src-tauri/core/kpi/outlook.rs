//! R15: what the rest of the year may bring, by line: the planned receipts weighed by the stage of their projects, as a
//! range; R18: the score a completion earns.
//!
//! A receipt is judged as the money would be: its project's zone, its form and origin under the year's scheme (R2), its payer
//! on the day it is expected (R3), and exclusive attribution takes the first line (R5). A receipt whose day has passed is
//! overdue and still expected this year; it is not left out, and not hidden either.

use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};

use super::ledger::Book;
use super::qualify::counts_in;
use super::ratio::Hundredths;
use super::tally::fen;
use super::{KpiQuery, table};
use crate::domain::Id;
use crate::domain::fund::{Form, Origin};
use crate::domain::list::KpiLine;
use crate::domain::money::{Fen, round_div};
use crate::domain::period::Quarter;
use crate::domain::project::Stage;
use crate::domain::reading::{KpiFigure, Missing, Uncounted};
use crate::error::Result;

/// The outlook of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Outlook {
    /// The KPI year.
    pub year: i32,
    /// The day it is asked.
    #[specta(type = String)]
    pub as_of: NaiveDate,
    /// F500, C500, I100 and the total.
    pub rows: Vec<OutlookRow>,
    /// What is expected by the end of the year, the likeliest first, then the earliest.
    pub receipts: Vec<Expected>,
    /// The version of the year's scheme; 0 is the built-in default.
    pub scheme_version: i32,
}

/// A line's outlook. A forecast is never delivered money and is added to no figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct OutlookRow {
    /// F500, C500, I100 or total.
    pub line: KpiFigure,
    /// The target in force at the end of the year.
    pub target_fen: Option<Fen>,
    /// Delivered so far, posted.
    pub ytd_fen: Fen,
    /// T − A; negative once the target is exceeded.
    pub gap_fen: Option<Fen>,
    /// What each remaining month must bring.
    pub needed_per_month_fen: Option<Fen>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needed_per_month_fen_reason: Option<Missing>,
    /// The least: A and what signed projects plan, weighed.
    pub low_fen: Fen,
    /// A and all that is planned, weighed (R15).
    pub expected_fen: Fen,
    /// The most: A and all that is planned, in full.
    pub high_fen: Fen,
    /// The expected completion, percent.
    pub expected_pct: Option<Hundredths>,
    /// What today's completion scores by the scheme (R18), in points.
    pub score: Option<Hundredths>,
}

/// A planned receipt, weighed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Expected {
    /// The receipt.
    pub id: Id,
    /// Its project.
    pub project_id: Id,
    /// What that is called.
    pub project: String,
    /// Where that stands.
    pub stage: Stage,
    /// Who will pay.
    pub company_id: Id,
    /// What that is called.
    pub company: String,
    /// When it is expected.
    #[specta(type = String)]
    pub due_on: NaiveDate,
    /// Its day has passed.
    pub overdue: bool,
    /// How much.
    pub amount_fen: Fen,
    /// 形式.
    pub form: Form,
    /// 来源.
    pub origin: Origin,
    /// How likely, in basis points (R15).
    pub likely_bp: i32,
    /// The amount by that, rounded once.
    pub weighed_fen: Fen,
    /// The lines it would count in; empty where it would count 0.
    pub lines: Vec<KpiLine>,
    /// Why it would count 0.
    pub uncounted: Option<Uncounted>,
    /// Whose task it is.
    pub owner_id: Option<Id>,
    /// Their name.
    pub owner: Option<String>,
    /// 备注.
    pub note: Option<String>,
}

/// The outlook of the year of `query`, whose period is not asked: it looks from `as_of` to the end of the year.
///
/// # Errors
/// As [`super::table`].
pub fn outlook(conn: &Connection, query: &KpiQuery) -> Result<Outlook> {
    let whole = KpiQuery { through: Quarter::new(query.year, 4).unwrap_or(query.through), ..*query };
    let table = table(conn, &whole)?;
    let mut book = Book::open(conn)?;
    let scheme = book.year(query.year)?.scheme.clone();
    let receipts = expected(&mut book, &whole, &scheme)?;
    let rows = KpiFigure::ALL
        .iter()
        .map(|line| {
            let figures = table.figures(line.line());
            let of_line = |one: &&Expected| match line.line() {
                Some(line) => one.lines.contains(&line),
                None => !one.lines.is_empty(),
            };
            let sum = |of: fn(&Expected) -> Fen, wanted: fn(&Expected) -> bool| {
                let amounts = receipts.iter().filter(of_line).filter(|one| wanted(one)).map(|one| i128::from(of(one).0));
                fen(i128::from(figures.ytd_fen.0) + amounts.sum::<i128>())
            };
            let expected_fen = sum(|one| one.weighed_fen, |_| true)?;
            let percent = |amount: Fen| match figures.target_fen {
                Some(target) if target > Fen::ZERO => Some(Hundredths::percent(amount.0.into(), target.0.into())),
                _ => None,
            };
            Ok(OutlookRow {
                line: *line,
                target_fen: figures.target_fen,
                ytd_fen: figures.ytd_fen,
                gap_fen: figures.gap_fen,
                needed_per_month_fen: figures.needed_per_month_fen,
                needed_per_month_fen_reason: figures.needed_per_month_fen_reason,
                low_fen: sum(|one| one.weighed_fen, |one| signed(one.stage))?,
                expected_fen,
                high_fen: sum(|one| one.amount_fen, |_| true)?,
                expected_pct: percent(expected_fen),
                score: percent(figures.ytd_fen).map(|completion| Hundredths(scheme.score.of(completion.0))),
            })
        })
        .collect::<Result<_>>()?;
    Ok(Outlook { year: query.year, as_of: query.as_of, rows, receipts, scheme_version: scheme.version })
}

/// Whether an agreement stands.
const fn signed(stage: Stage) -> bool {
    matches!(stage, Stage::Signed | Stage::Registered | Stage::Started | Stage::Funded | Stage::Producing)
}

fn expected(book: &mut Book<'_>, query: &KpiQuery, scheme: &crate::domain::scheme::Scheme) -> Result<Vec<Expected>> {
    let last = query.through.last_day();
    let found: Vec<(Expected, Option<Id>)> = {
        let mut statement = book.conn.prepare_cached(include_str!("outlook/expected.sql"))?;
        let rows = statement.query_map(named_params! { ":by": last }, |row| {
            let due_on: NaiveDate = row.get("due_on")?;
            Ok((
                Expected {
                    id: row.get("id")?,
                    project_id: row.get("project_id")?,
                    project: row.get("project")?,
                    stage: Stage::Target,
                    company_id: row.get("company_id")?,
                    company: row.get("company")?,
                    due_on,
                    overdue: due_on < query.as_of,
                    amount_fen: row.get("amount_fen")?,
                    form: row.get("form")?,
                    origin: row.get("origin")?,
                    likely_bp: 0,
                    weighed_fen: Fen::ZERO,
                    lines: Vec::new(),
                    uncounted: None,
                    owner_id: row.get("owner_id")?,
                    owner: row.get("owner")?,
                    note: row.get("note")?,
                },
                row.get("zone_id")?,
            ))
        })?;
        rows.collect::<rusqlite::Result<_>>()?
    };
    let mut out = Vec::with_capacity(found.len());
    for (mut one, zone) in found {
        one.stage = book
            .conn
            .prepare_cached(include_str!("../store/project/stage.sql"))?
            .query_row(named_params! { ":project": one.project_id }, |row| row.get(0))?;
        one.likely_bp = scheme.likely_bp(one.stage);
        let weighed = round_div(i128::from(one.amount_fen.0) * i128::from(one.likely_bp), 10_000);
        one.weighed_fen = fen(weighed)?;
        // What was due in an earlier year comes in this one, if it comes.
        let day = if one.due_on.year() < query.year { query.as_of.min(last) } else { one.due_on };
        one.uncounted = book.year(query.year)?.scope.refuses_kind(one.origin, one.form);
        if !zone.is_none_or(|zone| book.ground.counts(zone)) {
            one.uncounted = Some(Uncounted::Zone);
        }
        if one.uncounted.is_none() {
            let set = book.standing_on(one.company_id, day)?.set();
            let lines = KpiLine::ALL.iter().copied();
            one.lines = lines.filter(|line| counts_in(set, Some(*line), query.attribution)).collect();
            one.uncounted = one.lines.is_empty().then_some(Uncounted::NotOnList);
        }
        out.push(one);
    }
    out.sort_by(|a, b| (b.likely_bp, a.due_on, a.id).cmp(&(a.likely_bp, b.due_on, b.id)));
    Ok(out)
}
