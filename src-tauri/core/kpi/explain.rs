//! R20: every figure resolves to its lines, edition and rank, control path, rate, voucher and rule version.

use chrono::Datelike;
use rusqlite::{Connection, Row, named_params};
use serde::{Deserialize, Serialize};

use super::control::Link;
use super::key;
use super::ledger::{Book, Pass, Seen};
use super::posting::Posting;
use super::qualify;
use super::snapshot::{FrozenFund, FrozenGround, FrozenNames};
use super::tally::{fen, month_of};
use super::{KpiQuery, snapshot};
use crate::domain::Id;
use crate::domain::company::Control;
use crate::domain::fund::{Form, LinkKind, Origin, Status, VoucherKind};
use crate::domain::list::{Attribution, KpiLine};
use crate::domain::money::{Fen, hundredths};
use crate::domain::period::Quarter;
use crate::domain::reading::{KpiFigure, KpiPart, Missing, Reading, RecognitionLevel};
use crate::error::{Error, Result};

/// What a figure is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Explanation {
    /// F500, C500, I100 or total.
    pub line: KpiFigure,
    /// The figure: the sum of what follows.
    pub total_fen: Fen,
    /// The lines, in order of arrival and reference.
    pub funds: Vec<FundBehind>,
    /// Which sum of the row.
    pub part: KpiPart,
    /// The KPI year.
    pub year: i32,
    /// Through this quarter.
    pub through: Quarter,
    /// Which reading.
    pub reading: Reading,
    /// How funds on several lists are attributed.
    pub attribution: Attribution,
    /// Whose recognised amount.
    pub level: RecognitionLevel,
    /// The version of the year's scheme.
    pub scheme_version: i32,
}

/// A line of the ledger behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FundBehind {
    /// 流水号.
    #[serde(rename = "ref")]
    pub reference: String,
    /// The amount it adds to the figure.
    pub recognised_fen: Fen,
    /// The quarter it is posted to; null where it is not posted: a prior-year adjustment, or not yet verified.
    pub posted: Option<Quarter>,
    /// 补报: verified after the close of the quarter in which it arrived.
    pub late: bool,
    /// The edition that counts: list code and year, `F500 2024`.
    pub edition: String,
    /// The listed company's rank on it.
    pub rank: Option<u32>,
    /// Why there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank_reason: Option<Missing>,
    /// Company names from the investor up to the listed company.
    pub path: Vec<String>,
    /// CNY per `rate_unit` of the currency.
    pub rate: Option<String>,
    /// Why there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate_reason: Option<Missing>,
    /// The line's id.
    pub id: Id,
    /// Month it is counted in, 1 to 12, of the arrival year.
    pub month: u32,
    /// The KPI lines it qualifies for, by priority.
    pub lines: Vec<KpiLine>,
    /// The list's code.
    pub list: String,
    /// The edition's year.
    pub edition_year: i32,
    /// The listed company: the head of the group.
    pub head_id: Id,
    /// The links of the path, one fewer than its names.
    pub links: Vec<PathLink>,
    /// The line's own data.
    #[serde(flatten)]
    pub detail: FundDetail,
    /// Its vouchers.
    pub vouchers: Vec<VoucherBehind>,
}

/// A link of control.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct PathLink {
    /// The upper company.
    pub parent_id: Id,
    /// The lower company.
    pub child_id: Id,
    /// Percent with two to four decimals; null where only control is documented.
    pub percent: Option<String>,
    /// Equity, actual control or VIE.
    pub control: Control,
}

/// What a line of the ledger says itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FundDetail {
    /// The project's code.
    pub project_code: Option<String>,
    /// The project's name.
    pub project: Option<String>,
    /// The investor's id.
    pub investor_id: Id,
    /// The investor's name.
    pub investor: String,
    /// 付款方 as written.
    pub payer: Option<String>,
    /// 形式.
    pub form: Form,
    /// 来源.
    pub origin: Origin,
    /// 落地区域.
    pub zone: String,
    /// 到账日, `YYYY-MM-DD`.
    pub arrived_on: String,
    /// Where it stands.
    pub status: Status,
    /// 认定日; null while not verified.
    pub verified_on: Option<String>,
    /// 认定人; null in history that names none.
    pub verified_by: Option<String>,
    /// ISO 4217.
    pub currency: String,
    /// The amount in the currency's minor unit, as text.
    pub amount_minor: Fen,
    /// 1 or 100; null for CNY.
    pub rate_unit: Option<i32>,
    /// 汇率日期.
    pub rate_on: Option<String>,
    /// Where the rate is from.
    pub rate_source: Option<String>,
    /// The share that counts, in basis points.
    pub share_bp: i32,
    /// The reference of the line it is linked to.
    pub reverses: Option<String>,
    /// How it is linked to that.
    pub link_kind: Option<LinkKind>,
}

/// A voucher of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct VoucherBehind {
    /// 凭证类型.
    pub kind: VoucherKind,
    /// 凭证号.
    pub number: Option<String>,
    /// SHA-256 of the file, hexadecimal; null in history without a file.
    pub sha256: Option<String>,
    /// The file's name.
    pub file_name: Option<String>,
}

/// The lines behind a figure of the table: one part of one row.
///
/// Their `recognised_fen` sum to `total_fen`, which is the figure. Nothing counted is an empty list.
///
/// # Errors
/// As [`super::table`].
pub fn explain(conn: &Connection, query: &KpiQuery, line: KpiFigure, part: KpiPart) -> Result<Explanation> {
    query.checked()?;
    if query.reading == Reading::Published {
        return snapshot::published_explanation(conn, query, line, part);
    }
    let mut book = Book::open(conn)?;
    let funds = behind(&mut book, query, line.line(), part)?;
    answer(conn, query, line, part, book.year(query.year)?.scheme.version, &funds, None)
}

/// What things were called when a period was closed, and the close: what was added to a line after it is left out.
pub(super) struct Then<'s> {
    pub names: &'s FrozenNames,
    pub close: Id,
}

/// Puts the answer together from the lines, which come in any order.
pub(super) fn answer(
    conn: &Connection,
    query: &KpiQuery,
    line: KpiFigure,
    part: KpiPart,
    scheme_version: i32,
    funds: &[FrozenFund],
    then: Option<&Then<'_>>,
) -> Result<Explanation> {
    let shown = funds.iter().map(|fund| in_words(conn, fund, line.line(), query.level, then));
    let mut funds: Vec<FundBehind> = shown.collect::<Result<_>>()?;
    funds.sort_by(|a, b| (&a.detail.arrived_on, &a.reference, a.id).cmp(&(&b.detail.arrived_on, &b.reference, b.id)));
    Ok(Explanation {
        line,
        total_fen: fen(funds.iter().map(|fund| i128::from(fund.recognised_fen.0)).sum())?,
        funds,
        part,
        year: query.year,
        through: query.through,
        reading: query.reading,
        attribution: query.attribution,
        level: query.level,
        scheme_version,
    })
}

/// The lines behind one part of one row, or of the total.
pub(super) fn behind(book: &mut Book<'_>, query: &KpiQuery, line: Option<KpiLine>, part: KpiPart) -> Result<Vec<FrozenFund>> {
    let counted = seen_behind(book, query, line, part)?;
    counted.iter().map(|seen| freeze(book, query.reading, part, seen)).collect()
}

/// As [`behind`], as the pass found them.
pub(super) fn seen_behind(book: &mut Book<'_>, query: &KpiQuery, line: Option<KpiLine>, part: KpiPart) -> Result<Vec<Seen>> {
    let mut counted = Vec::new();
    let mut take = |_: &Book<'_>, seen: &Seen| {
        if in_part(seen, query, part) && qualify::counts_in(seen.set, line, query.attribution) {
            counted.push(*seen);
        }
        Ok(())
    };
    let (from, to) = (key::first_of_year(query.year), query.through.last_day());
    match part {
        KpiPart::Ytd | KpiPart::Quarter | KpiPart::Late => {
            book.pass(&Pass { status: Status::Verified, from, to, level: query.level }, take)?;
        }
        KpiPart::Pending => {
            for status in Status::ALL.iter().copied().filter(|status| status.pending()) {
                book.pass(&Pass { status, from, to, level: query.level }, &mut take)?;
            }
        }
        KpiPart::PriorYear => book.adjustments(from, to, query.level, take)?,
    }
    Ok(counted)
}

fn in_part(seen: &Seen, query: &KpiQuery, part: KpiPart) -> bool {
    let quarter = usize::from(query.through.number()) - 1;
    let month = month_of(seen, query.reading);
    match part {
        KpiPart::Ytd => month.is_some_and(|(month, _)| month / 3 <= quarter),
        KpiPart::Quarter => month.is_some_and(|(month, _)| month / 3 == quarter),
        KpiPart::Late => month.is_some_and(|(month, late)| late && month / 3 == quarter),
        KpiPart::Pending | KpiPart::PriorYear => true,
    }
}

pub(super) fn freeze(book: &Book<'_>, reading: Reading, part: KpiPart, seen: &Seen) -> Result<FrozenFund> {
    let (bare, _) = freeze_bare(book, reading, part, seen)?;
    Ok(FrozenFund { grounds: grounds_in_words(book, seen.standing)?, ..bare })
}

/// What a line refers to by id.
pub(super) struct Refers {
    pub project: Option<Id>,
    pub investor: Id,
    pub zone: Id,
    pub verified_by: Option<Id>,
}

/// A line without its grounds, and what it refers to.
pub(super) fn freeze_bare(book: &Book<'_>, reading: Reading, part: KpiPart, seen: &Seen) -> Result<(FrozenFund, Refers)> {
    let mut statement = book.conn.prepare_cached(include_str!("explain/frozen.sql"))?;
    let mut rows = statement.query(named_params! { ":fund": seen.fund })?;
    let Some(row) = rows.next()? else { return Err(Error::not_found("fund", seen.fund)) };
    let arrived_on = key::date(row.get_ref(1)?)?;
    let reading = if matches!(part, KpiPart::Pending | KpiPart::PriorYear) { Reading::Restated } else { reading };
    let month = month_of(seen, reading).map_or(seen.arrived, |(month, _)| month);
    let (posted, late) = match seen.posting {
        Posting::In { month, late } if part != KpiPart::Pending => (quarter_of(arrived_on.year(), month), late),
        Posting::In { .. } => (None, false),
        Posting::PriorYear | Posting::Unknown => (None, true),
    };
    let frozen = FrozenFund {
        id: seen.fund,
        reference: row.get(0)?,
        recognised_fen: [row.get(2)?, row.get(3)?, row.get(4)?],
        posted,
        late,
        month: u32::try_from(month).unwrap_or(0) + 1,
        standing: None,
        grounds: Vec::new(),
    };
    Ok((frozen, Refers { project: row.get(5)?, investor: row.get(6)?, zone: row.get(7)?, verified_by: row.get(8)? }))
}

/// The lines that a standing qualifies for, by priority, and why.
pub(super) fn grounds_in_words(book: &Book<'_>, standing: u32) -> Result<Vec<FrozenGround>> {
    let lines = KpiLine::ALL.iter().zip(&book.standings[standing as usize].lines);
    lines.filter_map(|(line, ground)| ground.as_ref().map(|ground| ground_in_words(book, *line, ground))).collect()
}

fn quarter_of(year: i32, month: usize) -> Option<Quarter> {
    Quarter::new(year, u8::try_from(month / 3 + 1).ok()?)
}

pub(super) fn ground_in_words(book: &Book<'_>, line: KpiLine, ground: &qualify::Ground) -> Result<FrozenGround> {
    let links: Vec<_> = ground.path.iter().map(|index| &book.register.links[*index]).collect();
    // The chain begins with the investor; that of a reversal with the investor of the line it reverses.
    let first = links.first().map_or(ground.head, |link| link.child);
    let mut statement = book.conn.prepare_cached(include_str!("explain/name.sql"))?;
    let mut name = |company: Id| Ok(statement.query_row(named_params! { ":company": company }, |row| row.get(0))?);
    let path = [first].into_iter().chain(links.iter().map(|link| link.parent)).map(&mut name).collect::<Result<_>>()?;
    let edition = &book.lists.editions[ground.edition];
    Ok(FrozenGround {
        line,
        list: book.lists.lists[edition.list].code.clone(),
        edition_year: edition.year,
        rank: ground.rank,
        head_id: ground.head,
        path,
        links: links.into_iter().map(PathLink::of).collect(),
    })
}

/// A frozen line with what the ledger says of it; a verified line never changes, so that is what it said `then`, but for what
/// others are called.
fn in_words(
    conn: &Connection,
    fund: &FrozenFund,
    line: Option<KpiLine>,
    level: RecognitionLevel,
    then: Option<&Then<'_>>,
) -> Result<FundBehind> {
    let missing = || Error::not_found("ground", fund.id);
    let ground = fund.grounds.iter().find(|ground| line.is_none_or(|line| line == ground.line)).ok_or_else(missing)?;
    let mut statement = conn.prepare_cached(include_str!("explain/fund.sql"))?;
    let (rate, mut detail, refers) = statement.query_row(named_params! { ":fund": fund.id }, |row| {
        let refers = Refers {
            project: row.get("project_id")?,
            investor: row.get("named_id")?,
            zone: row.get("zone_id")?,
            verified_by: row.get("verifier_id")?,
        };
        Ok((row.get::<_, Option<String>>("rate")?, FundDetail::read(row)?, refers))
    })?;
    if let Some(then) = then {
        detail.call_as(then.names, &refers);
    }
    Ok(FundBehind {
        reference: fund.reference.clone(),
        recognised_fen: fund.recognised(level).unwrap_or_default(),
        posted: fund.posted,
        late: fund.late,
        edition: format!("{} {}", ground.list, ground.edition_year),
        rank: ground.rank,
        rank_reason: ground.rank.is_none().then_some(Missing::Unranked),
        path: ground.path.clone(),
        rate_reason: rate.is_none().then_some(Missing::Cny),
        rate,
        id: fund.id,
        month: fund.month,
        lines: fund.grounds.iter().map(|ground| ground.line).collect(),
        list: ground.list.clone(),
        edition_year: ground.edition_year,
        head_id: ground.head_id,
        links: ground.links.clone(),
        vouchers: vouchers(conn, fund.id, then.map(|then| then.close))?,
        detail,
    })
}

impl PathLink {
    pub(super) fn of(link: &Link) -> Self {
        Self { parent_id: link.parent, child_id: link.child, percent: link.percent_ppm.map(percent), control: link.control }
    }
}

/// Parts per million as percent, with the decimals it needs but at least two.
fn percent(ppm: i64) -> String {
    if ppm % 100 == 0 { hundredths((ppm / 100).into()) } else { format!("{}.{:04}", ppm / 10_000, ppm % 10_000) }
}

impl FundDetail {
    /// Calls what the line refers to as it was called then; what was not written down keeps its name of today.
    fn call_as(&mut self, names: &FrozenNames, refers: &Refers) {
        if let Some((code, name)) = refers.project.and_then(|project| names.projects.get(&project)) {
            (self.project_code, self.project) = (Some(code.clone()), Some(name.clone()));
        }
        if let Some((company, name)) = names.companies.get(&refers.investor) {
            (self.investor_id, self.investor) = (*company, name.clone());
        }
        if let Some(name) = names.zones.get(&refers.zone) {
            self.zone.clone_from(name);
        }
        if let Some(name) = refers.verified_by.and_then(|user| names.users.get(&user)) {
            self.verified_by = Some(name.clone());
        }
    }

    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            project_code: row.get("project_code")?,
            project: row.get("project")?,
            investor_id: row.get("investor_id")?,
            investor: row.get("investor")?,
            payer: row.get("payer")?,
            form: row.get("form")?,
            origin: row.get("origin")?,
            zone: row.get("zone")?,
            arrived_on: row.get("arrived_on")?,
            status: row.get("status")?,
            verified_on: row.get("verified_on")?,
            verified_by: row.get("verified_by")?,
            currency: row.get("currency")?,
            amount_minor: row.get("amount_minor")?,
            rate_unit: row.get("rate_unit")?,
            rate_on: row.get("rate_on")?,
            rate_source: row.get("rate_source")?,
            share_bp: row.get("share_bp")?,
            reverses: row.get("reverses")?,
            link_kind: row.get("link_kind")?,
        })
    }
}

/// What a line of the ledger says itself.
pub(super) fn detail(conn: &Connection, fund: Id) -> Result<FundDetail> {
    let mut statement = conn.prepare_cached(include_str!("explain/fund.sql"))?;
    Ok(statement.query_row(named_params! { ":fund": fund }, FundDetail::read)?)
}

fn vouchers(conn: &Connection, fund: Id, close: Option<Id>) -> Result<Vec<VoucherBehind>> {
    let mut statement = conn.prepare_cached(include_str!("explain/vouchers.sql"))?;
    let rows = statement.query_map(named_params! { ":fund": fund, ":close": close }, |row| {
        Ok(VoucherBehind { kind: row.get(0)?, number: row.get(1)?, sha256: row.get(2)?, file_name: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
