//! The typed rows of every kind: a line of a file, read and checked by itself, before the store is asked.

use chrono::NaiveDate;
use daowei_core::domain::company::Control;
use daowei_core::domain::fund::{Form, Origin, Status, VoucherKind};
use daowei_core::domain::list::TargetLine;
use daowei_core::domain::meeting::{Level, Mode};
use daowei_core::domain::money::Currency;
use daowei_core::domain::project::{Basis, Stage};
use rust_decimal::Decimal;

use crate::problem::Problem;

/// A line under its row number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<T> {
    /// The row as a person sees it.
    pub row: u32,
    /// What it says.
    pub value: T,
}

/// A table's lines read. Every row below the header stands in exactly one of `lines`, `skipped` and `rejected`;
/// in `lines` more than once where it holds several records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines<T> {
    /// Rows that read well.
    pub lines: Vec<Line<T>>,
    /// Rows passed over, each with the reason.
    pub skipped: Vec<Problem>,
    /// Rows that did not read, each once.
    pub rejected: Vec<u32>,
    /// What is wrong with the rejected rows: at least one each.
    pub problems: Vec<Problem>,
    /// What is worth saying about rows that read well.
    pub warnings: Vec<Problem>,
}

impl<T> Default for Lines<T> {
    fn default() -> Self {
        Self { lines: Vec::new(), skipped: Vec::new(), rejected: Vec::new(), problems: Vec::new(), warnings: Vec::new() }
    }
}

impl<T> Lines<T> {
    /// How many rows were read.
    #[must_use]
    pub fn count(&self) -> usize {
        let own = self.lines.chunk_by(|one, next| one.row == next.row).count();
        own + self.skipped.len() + self.rejected.len()
    }

    /// Adds the lines of rows that stand below.
    pub(super) fn append(&mut self, mut below: Self) {
        self.lines.append(&mut below.lines);
        self.skipped.append(&mut below.skipped);
        self.rejected.append(&mut below.rejected);
        self.problems.append(&mut below.problems);
        self.warnings.append(&mut below.warnings);
    }
}

/// The lines of a table, by its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rows {
    /// 企业.
    Companies(Lines<CompanyRow>),
    /// 股权关系.
    Ownership(Lines<OwnershipRow>),
    /// 榜单 of a year.
    Edition(Lines<EntryRow>),
    /// 项目.
    Projects(Lines<ProjectRow>),
    /// 走访.
    Meetings(Lines<MeetingRow>),
    /// 到位资金.
    Funds(Lines<FundRow>),
    /// 目标.
    Targets(Lines<TargetRow>),
    /// 汇率.
    Rates(Lines<RateRow>),
}

impl Rows {
    /// How many rows read well.
    #[must_use]
    pub const fn good(&self) -> usize {
        match self {
            Self::Companies(lines) => lines.lines.len(),
            Self::Ownership(lines) => lines.lines.len(),
            Self::Edition(lines) => lines.lines.len(),
            Self::Projects(lines) => lines.lines.len(),
            Self::Meetings(lines) => lines.lines.len(),
            Self::Funds(lines) => lines.lines.len(),
            Self::Targets(lines) => lines.lines.len(),
            Self::Rates(lines) => lines.lines.len(),
        }
    }
}

/// A company; at least one of its names is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CompanyRow {
    /// Chinese name.
    pub name_zh: Option<String>,
    /// English name.
    pub name_en: Option<String>,
    /// Further names.
    pub aliases: Vec<String>,
    /// Credit code, checked.
    pub uscc: Option<String>,
    /// Legal entity identifier, checked.
    pub lei: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
    /// Seat.
    pub headquarters: Option<String>,
    /// Industry.
    pub industry: Option<String>,
    /// Anything else.
    pub note: Option<String>,
}

/// A link of ownership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnershipRow {
    /// The owner, by name, credit code or LEI.
    pub parent: String,
    /// The owned, by the same.
    pub child: String,
    /// Millionths of the whole; there where control is by equity.
    pub percent_ppm: Option<i64>,
    /// How it controls.
    pub control: Control,
    /// First day, included.
    pub valid_from: Option<NaiveDate>,
    /// Last day, included.
    pub valid_to: Option<NaiveDate>,
}

/// An entry of a list's edition; at least one of its names is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryRow {
    /// Rank; may tie, may be missing.
    pub rank: Option<i64>,
    /// Chinese name as printed.
    pub name_zh: Option<String>,
    /// English name as printed.
    pub name_en: Option<String>,
    /// ISO 3166 alpha-2 where the country is known, else as printed.
    pub country: Option<String>,
    /// Industry as printed.
    pub industry: Option<String>,
    /// Revenue as a decimal in `revenue_unit`.
    pub revenue: Option<String>,
    /// The unit of the revenue, as header or cell says it: 百万美元, 万元.
    pub revenue_unit: Option<String>,
    /// Province as printed; it is compared with the name, and not kept.
    pub province: Option<String>,
}

/// A project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectRow {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its investors, each with its share in basis points where the file says it.
    pub investors: Vec<(String, Option<i64>)>,
    /// Where it lands.
    pub zone: Option<String>,
    /// Industry.
    pub industry: Option<String>,
    /// Agreed amount in fen.
    pub agreed_fen: Option<i64>,
    /// Signed.
    pub signed_on: Option<NaiveDate>,
    /// Registered.
    pub registered_on: Option<NaiveDate>,
    /// Started.
    pub started_on: Option<NaiveDate>,
    /// Producing.
    pub producing_on: Option<NaiveDate>,
    /// What money counts.
    pub basis: Option<Basis>,
    /// The unit answering for it.
    pub owner_unit: Option<String>,
    /// The person answering for it.
    pub owner: Option<String>,
    /// Stage as the file says it.
    pub stage: Option<Stage>,
    /// Anything else; for a side exit, the reason.
    pub note: Option<String>,
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingRow {
    /// When.
    pub held_on: NaiveDate,
    /// How.
    pub mode: Mode,
    /// Whose.
    pub level: Level,
    /// With whom, by name, credit code or LEI.
    pub company: String,
    /// Where.
    pub place: Option<String>,
    /// Who led ours.
    pub lead_person: Option<String>,
    /// Who else was ours.
    pub our_people: Option<String>,
    /// Who was theirs.
    pub their_people: Option<String>,
    /// What about.
    pub topics: Option<String>,
    /// What they asked.
    pub asks: Option<String>,
    /// What we promised.
    pub promises: Option<String>,
    /// What blocks.
    pub blockers: Option<String>,
    /// What comes next.
    pub next_step: Option<String>,
    /// Who does it.
    pub next_owner: Option<String>,
    /// By when.
    pub next_due_on: Option<NaiveDate>,
    /// When it was done.
    pub next_done_on: Option<NaiveDate>,
    /// The project's code or name.
    pub project: Option<String>,
    /// The trip's name.
    pub trip: Option<String>,
}

/// A line of delivered funds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FundRow {
    /// Its reference.
    pub reference: String,
    /// The project's code or name.
    pub project: Option<String>,
    /// Who invests, by name, credit code or LEI.
    pub investor: String,
    /// Who paid, as the slip says.
    pub payer: Option<String>,
    /// In what form.
    pub form: Form,
    /// From where.
    pub origin: Origin,
    /// When it arrived.
    pub arrived_on: NaiveDate,
    /// Its currency.
    pub currency: Currency,
    /// Minor units, never 0.
    pub amount_minor: i64,
    /// CNY per `rate_unit`, as written; nothing for CNY, or to be taken from the rate table.
    pub rate: Option<Decimal>,
    /// 1 or 100.
    pub rate_unit: Option<i64>,
    /// The rate's day.
    pub rate_on: Option<NaiveDate>,
    /// The investor's share in basis points; 10,000 where the file says none.
    pub share_bp: i64,
    /// Where it lands; nothing: the project's zone.
    pub zone: Option<String>,
    /// The reference of the line it reverses.
    pub reverses: Option<String>,
    /// Its voucher's kind.
    pub voucher_kind: Option<VoucherKind>,
    /// Its voucher's number.
    pub voucher_no: Option<String>,
    /// Where it stands.
    pub status: Status,
    /// Who submitted it.
    pub submitted_by: Option<String>,
    /// Who verified it.
    pub verified_by: Option<String>,
    /// When it was verified.
    pub verified_on: Option<NaiveDate>,
    /// Anything else.
    pub note: Option<String>,
    /// Which part of its row's contribution it is, from 1: parts share the row's voucher.
    pub part: u32,
}

/// A target, or the revision of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetRow {
    /// KPI year.
    pub year: i32,
    /// For what.
    pub line: TargetLine,
    /// The unit that has it; nothing: the whole bureau.
    pub unit: Option<String>,
    /// Who answers for it.
    pub leader: Option<String>,
    /// Fen; nothing: none set, which is not 0 (R10).
    pub target_fen: Option<i64>,
    /// The document that sets it.
    pub document: Option<String>,
    /// From when.
    pub effective_on: Option<NaiveDate>,
}

/// A rate of exchange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateRow {
    /// Its day.
    pub on: NaiveDate,
    /// Its currency, never CNY.
    pub currency: Currency,
    /// 1 or 100.
    pub unit: i64,
    /// CNY per `unit`, as written.
    pub rate: Decimal,
    /// Who published it.
    pub source: Option<String>,
}
