//! Table 1: each line and the total against target, time and the periods before (R4–R12).

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::company::{self, Count};
use super::ledger::Book;
use super::progress::{self, Elapsed};
use super::ratio::{self, Hundredths};
use super::tally::{Tally, fen};
use super::target::{self, Target};
use super::{KpiQuery, kept, snapshot};
use crate::domain::list::{Attribution, KpiLine};
use crate::domain::money::Fen;
use crate::domain::period::Quarter;
use crate::domain::reading::{Missing, Reading, RecognitionLevel};
use crate::domain::scheme::Progress;
use crate::error::{Error, Result};

pub use super::target::TargetRevision;

/// A KPI table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct KpiTable {
    /// The KPI year.
    pub year: i32,
    /// Through the end of this quarter.
    pub through: Quarter,
    /// Which reading (R6).
    pub reading: Reading,
    /// How funds on several lists are attributed (R5).
    pub attribution: Attribution,
    /// How time progress is measured (R8).
    pub progress: Progress,
    /// F500, C500 and I100 in this order, zeros included.
    pub rows: Vec<KpiRow>,
    /// All together, each fund once.
    pub total: KpiFigures,
    /// Under overlap, by how much the rows' year to date exceeds the total's; 0 under exclusive.
    pub double_counted_fen: Fen,
    /// Whose recognised amount counts (R16).
    pub level: RecognitionLevel,
    /// The day to which time progress runs, `YYYY-MM-DD`.
    pub as_of: String,
    /// The version of the year's scheme; 0 is the built-in default.
    pub scheme_version: i32,
}

/// A line of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct KpiRow {
    /// F500, C500 or I100.
    pub line: KpiLine,
    /// Its figures.
    #[serde(flatten)]
    pub figures: KpiFigures,
}

/// The figures of a line or of the total. What does not exist is null, and its `…_reason` says why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct KpiFigures {
    /// 年度目标 in force at the end of the period.
    pub target_fen: Option<Fen>,
    /// Why there is no target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_fen_reason: Option<Missing>,
    /// 本季到位.
    pub quarter_fen: Fen,
    /// 年初累计.
    pub ytd_fen: Fen,
    /// Of the quarter, what was verified after the close of the quarter in which it arrived (补报).
    pub late_fen: Fen,
    /// 上年同期 in the same reading; null where nothing counted then.
    pub last_year_ytd_fen: Option<Fen>,
    /// 同比, percent.
    pub yoy_pct: Option<Hundredths>,
    /// Why there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yoy_pct_reason: Option<Missing>,
    /// 环比: the quarter on the one before, percent.
    pub qoq_pct: Option<Hundredths>,
    /// Why there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qoq_pct_reason: Option<Missing>,
    /// 完成率, percent.
    pub completion_pct: Option<Hundredths>,
    /// Why there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completion_pct_reason: Option<Missing>,
    /// 时序进度, percent.
    pub time_pct: Hundredths,
    /// 超(欠)进度: shown completion − shown time progress, in percentage points.
    pub lead_points: Option<Hundredths>,
    /// Why there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead_points_reason: Option<Missing>,
    /// 双过半: 2A ≥ T (R9).
    pub double_half: Option<bool>,
    /// Why it cannot be said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub double_half_reason: Option<Missing>,
    /// 到资企业数 (R12).
    pub companies: u32,
    /// 其中新引进 (R12).
    pub new_companies: u32,
    /// 在途: submitted, not yet decided, arrived by the end of the period.
    pub pending_fen: Fen,
    /// T − A; negative once the target is exceeded.
    pub gap_fen: Option<Fen>,
    /// Ahead (+) or behind (−) of the time in money: A − T × time progress.
    pub lead_fen: Option<Fen>,
    /// The least amount that brings half of the target; 0 once it is there.
    pub to_half_fen: Option<Fen>,
    /// What each remaining month must bring: (T − A) ÷ (12 − m); 0 once the target is reached.
    pub needed_per_month_fen: Option<Fen>,
    /// Why there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed_per_month_fen_reason: Option<Missing>,
    /// Memo: verified in this year after the close of the year in which it arrived; in no figure of
    /// this row except the restated one of that year (R6).
    pub prior_year_fen: Fen,
    /// Memo: of the year to date, what reverses lines that arrived in earlier years (R7).
    pub reversing_earlier_fen: Fen,
    /// How many lines of the ledger are in the year to date.
    pub funds: u32,
    /// How many lines of the ledger are in the quarter.
    pub quarter_funds: u32,
    /// The targets of the year in the order they took effect; more than one: it was revised (R10).
    pub target_revisions: Vec<TargetRevision>,
}

/// Table 1 for a year through a quarter.
///
/// `target_fen` and every other amount in fen. The base of 同比 is the same reading's figure through
/// the same quarter of the year before, under that year's own scheme; of 环比 the quarter before.
///
/// # Errors
/// [`Error::NotPublished`] for the published reading of a period that was not closed,
/// [`Error::Invalid`] for a quarter of another year, [`Error::AmountRange`], [`Error::Db`].
pub fn table(conn: &Connection, query: &KpiQuery) -> Result<KpiTable> {
    query.checked()?;
    if query.reading == Reading::Published {
        return snapshot::published_table(conn, query);
    }
    kept::ask(conn, |book| {
        let sums = Sums::of(book, query)?;
        let base = Base::live(book, query)?;
        of_sums(book, query, &sums, &base)
    })
}

/// What one question adds up.
pub(super) struct Sums {
    pub now: Tally,
    pending: Tally,
    prior_year: Tally,
}

impl Sums {
    pub fn of(book: &mut Book<'_>, query: &KpiQuery) -> Result<Self> {
        Ok(Self {
            now: Tally::of(book, query.through, query.reading, query.level)?,
            pending: Tally::pending(book, query.through, query.level)?,
            prior_year: Tally::adjustments(book, query.through, query.level)?,
        })
    }
}

/// F500, C500, I100 and the total.
const FIGURES: [Option<KpiLine>; 4] = [Some(KpiLine::F500), Some(KpiLine::C500), Some(KpiLine::I100), None];

/// A base figure of each row, or why there is none.
type Bases = [Result<Fen, Missing>; 4];

/// What a year is compared with (R11).
pub(super) struct Base {
    /// Through the same quarter of the year before.
    ytd: Bases,
    /// The quarter before; nothing where that is in the same year.
    quarter: Option<Bases>,
    /// The sums of the year before, where they were read.
    before: Option<Tally>,
}

impl Base {
    /// The year before, live, in the reading asked for.
    pub fn live(book: &mut Book<'_>, query: &KpiQuery) -> Result<Self> {
        let first = query.through.number() == 1;
        let last_read = if first { query.through.before() } else { query.through.year_before() };
        let before = Tally::of(book, last_read, query.reading, query.level)?;
        let quarter = if first { Some(base_of(&before, query, 3..4)?) } else { None };
        Ok(Self { ytd: base_of(&before, query, 0..query.through.number().into())?, quarter, before: Some(before) })
    }

    /// The year before as it was published.
    pub fn published(conn: &Connection, query: &KpiQuery) -> Result<Self> {
        let frozen = |through, figure: fn(&KpiFigures) -> (Fen, u32)| -> Result<Bases> {
            let query = KpiQuery { year: query.year - 1, through, ..*query };
            let table = match snapshot::published_table(conn, &query) {
                Ok(table) => table,
                Err(Error::NotPublished { .. }) => return Ok([Err(Missing::BaseNotPublished); 4]),
                Err(other) => return Err(other),
            };
            Ok(FIGURES.map(|line| {
                let (fen, funds) = figure(table.figures(line));
                if funds == 0 { Err(Missing::NoBase) } else { Ok(fen) }
            }))
        };
        let first = query.through.number() == 1;
        Ok(Self {
            ytd: frozen(query.through.year_before(), |row| (row.ytd_fen, row.funds))?,
            quarter: if first { Some(frozen(query.through.before(), |row| (row.quarter_fen, row.quarter_funds))?) } else { None },
            before: None,
        })
    }
}

fn base_of(tally: &Tally, query: &KpiQuery, quarters: std::ops::Range<usize>) -> Result<Bases> {
    let mut bases = [Err(Missing::NoBase); 4];
    for (base, line) in bases.iter_mut().zip(FIGURES) {
        if tally.funds(line, query.attribution, quarters.clone()) > 0 {
            *base = Ok(tally.sum(line, query.attribution, quarters.start * 3..quarters.end * 3)?);
        }
    }
    Ok(bases)
}

impl KpiTable {
    /// The figures of a line, or of the total.
    #[must_use]
    pub fn figures(&self, line: Option<KpiLine>) -> &KpiFigures {
        self.rows.iter().find(|row| Some(row.line) == line).map_or(&self.total, |row| &row.figures)
    }
}

/// Sets everything else beside the sums.
pub(super) fn of_sums(book: &mut Book<'_>, query: &KpiQuery, sums: &Sums, base: &Base) -> Result<KpiTable> {
    let targets = target::targets(book, query.through)?;
    let counts = company::count(book, &sums.now, base.before.as_ref(), query)?;
    let scheme = &book.year(query.year)?.scheme;
    let time = progress::elapsed(scheme.progress, query.through, query.as_of);
    let mut figures = Vec::with_capacity(FIGURES.len());
    for (index, line) in FIGURES.into_iter().enumerate() {
        figures.push(Row { query, sums, base, time, line, index }.figures(&targets[index], counts[index])?);
    }
    let total = figures.remove(company::TOTAL);
    let rows: Vec<_> = KpiLine::ALL.iter().zip(figures).map(|(line, figures)| KpiRow { line: *line, figures }).collect();
    let in_rows: i128 = rows.iter().map(|row| i128::from(row.figures.ytd_fen.0)).sum();
    Ok(KpiTable {
        year: query.year,
        through: query.through,
        reading: query.reading,
        attribution: query.attribution,
        progress: scheme.progress,
        double_counted_fen: fen(in_rows - i128::from(total.ytd_fen.0))?,
        rows,
        total,
        level: query.level,
        as_of: query.as_of.min(query.through.last_day()).to_string(),
        scheme_version: scheme.version,
    })
}

/// One row in the making.
struct Row<'q> {
    query: &'q KpiQuery,
    sums: &'q Sums,
    base: &'q Base,
    time: Elapsed,
    line: Option<KpiLine>,
    index: usize,
}

impl Row<'_> {
    fn figures(&self, target: &Target, count: Count) -> Result<KpiFigures> {
        let (line, attribution, now) = (self.line, self.query.attribution, &self.sums.now);
        let last = usize::from(self.query.through.number());
        let quarter_fen = now.sum(line, attribution, last * 3 - 3..last * 3)?;
        let ytd_fen = now.sum(line, attribution, 0..last * 3)?;
        let measure = target.target_fen;
        let (yoy_pct, yoy_pct_reason) = parted(ratio::growth(ytd_fen, self.base.ytd[self.index]));
        let (qoq_pct, qoq_pct_reason) = parted(ratio::growth(quarter_fen, self.quarter_base(last)?));
        let completion = ratio::completion(ytd_fen, measure);
        let (lead_points, lead_points_reason) = parted(completion.map(|shown| shown.minus(self.time.shown())));
        let (completion_pct, completion_pct_reason) = parted(completion);
        let has_target = measure.ok_or(Missing::NoTarget);
        let (double_half, double_half_reason) = parted(has_target.map(|target| progress::double_half(ytd_fen, target)));
        let needed = has_target.and_then(|target| self.time.needed_per_month(ytd_fen, target).ok_or(Missing::YearOver));
        let (needed, needed_per_month_fen_reason) = parted(needed);
        let of_target = |amount: fn(Fen, Fen) -> i128| measure.map(|target| fen(amount(ytd_fen, target))).transpose();
        Ok(KpiFigures {
            target_fen: target.target_fen,
            target_fen_reason: target.target_fen.is_none().then_some(Missing::NoTarget),
            quarter_fen,
            ytd_fen,
            late_fen: now.late(line, attribution, last - 1)?,
            last_year_ytd_fen: self.base.ytd[self.index].ok(),
            yoy_pct,
            yoy_pct_reason,
            qoq_pct,
            qoq_pct_reason,
            completion_pct,
            completion_pct_reason,
            time_pct: self.time.shown(),
            lead_points,
            lead_points_reason,
            double_half,
            double_half_reason,
            companies: count.companies,
            new_companies: count.new,
            pending_fen: self.sums.pending.sum(line, attribution, 0..12)?,
            gap_fen: of_target(|ytd, target| i128::from(target.0) - i128::from(ytd.0))?,
            lead_fen: measure.map(|target| fen(self.time.lead(ytd_fen, target))).transpose()?,
            to_half_fen: of_target(progress::to_half)?,
            needed_per_month_fen: needed.map(fen).transpose()?,
            needed_per_month_fen_reason,
            prior_year_fen: self.sums.prior_year.sum(line, attribution, 0..12)?,
            reversing_earlier_fen: now.reversing_earlier(line, attribution)?,
            funds: now.funds(line, attribution, 0..last),
            quarter_funds: now.funds(line, attribution, last - 1..last),
            target_revisions: target.revisions.clone(),
        })
    }

    /// R11: the quarter before, of this year or of the one before.
    fn quarter_base(&self, quarter: usize) -> Result<Result<Fen, Missing>> {
        if let Some(before) = &self.base.quarter {
            return Ok(before[self.index]);
        }
        Ok(base_of(&self.sums.now, self.query, quarter - 2..quarter - 1)?[self.index])
    }
}

fn parted<T>(figure: Result<T, Missing>) -> (Option<T>, Option<Missing>) {
    match figure {
        Ok(figure) => (Some(figure), None),
        Err(missing) => (None, Some(missing)),
    }
}
