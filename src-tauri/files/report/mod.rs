//! The quarter out: one model of figures, sentences, lines, notes and checks, from which every format is written.
//!
//! [`Report::gather`] reads the store once; [`compose`] makes a [`document::Document`] of it, free of any format; a renderer
//! puts that into a file; [`proof`] reads the file back and recomputes what it says. [`write::write`] is that whole way.
//!
//! **Invariant:** every figure of a report comes from `kpi`, the same as on the screen, and is
//! recomputed before anything is written; a report whose checks fail is not written.

pub mod chart;
mod check;
pub mod claims;
pub mod compose;
pub mod csv;
pub mod document;
pub mod docx;
pub mod facts;
pub mod fonts;
mod lines;
pub mod markup;
mod notes;
mod progress;
pub mod proof;
pub mod sentence;
pub mod write;
pub mod xlsx;

pub use compose::{Parts, compose};
pub use progress::Progress;

use chrono::NaiveDate;
use daowei_core::domain::list::Attribution;
use daowei_core::domain::money::Fen;
use daowei_core::domain::period::Period;
use daowei_core::domain::period::Quarter;
use daowei_core::domain::reading::{KpiFigure, KpiPart, Missing, Reading, RecognitionLevel};
use daowei_core::error::Error as Refusal;
use daowei_core::kpi::{self, Explanation, Fdi, KpiFigures, KpiMonths, KpiQuery, KpiTable};
use daowei_core::quarter::{self, QuarterWork};
use daowei_core::store::reports::{self, ReportTexts};
use daowei_core::store::{close, settings};
use daowei_core::words::{Language, Words};
use rusqlite::Connection;
use serde::Serialize;

pub use check::ReportCheck;
pub use lines::ReportLine;

/// Which report is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportOf {
    /// Through this quarter.
    pub quarter: Quarter,
    /// In this reading (R6).
    pub reading: Reading,
    /// With this attribution (R5).
    pub attribution: Attribution,
    /// With the amounts recognised at this level (R16).
    pub level: RecognitionLevel,
    /// The day on which it is made; time progress runs to it or to the quarter's end.
    pub as_of: NaiveDate,
}

/// A report's content.
#[derive(Debug, Clone)]
pub struct Report {
    /// What was asked for.
    pub of: ReportOf,
    /// The language it is written in.
    pub language: Language,
    /// Who issues it.
    pub bureau: String,
    /// Whether the quarter is closed; a report of an open one is marked 未关账.
    pub closed: bool,
    /// The title, with the bureau's name.
    pub title: String,
    /// Table 1.
    pub table: KpiTable,
    /// The months, for the charts.
    pub months: KpiMonths,
    /// 实际使用外资.
    pub fdi: Fdi,
    /// What happened beside the money.
    pub work: QuarterWork,
    /// The projects that brought money this year, the largest first.
    pub top: Vec<ProjectDelivered>,
    /// The bureau's own words.
    pub texts: ReportTexts,
    /// The lines behind the year to date, each under the line it counts for.
    pub lines: Vec<ReportLine>,
    /// The rules and choices behind the figures, as sentences.
    pub notes: Vec<String>,
    /// What was recomputed.
    pub checks: Vec<ReportCheck>,
    /// What a reader should know beside the figures, as sentences.
    pub warnings: Vec<String>,
}

/// A project and what it brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectDelivered {
    /// Code and name.
    pub project: String,
    /// Who paid, joined.
    pub investors: String,
    /// Counted, year to date.
    pub ytd_fen: Fen,
}

/// Why a report is not written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The figures cannot be had.
    #[error(transparent)]
    Store(#[from] Refusal),
    /// A figure does not stand up to being recomputed; which.
    #[error("checks failed: {0}")]
    Checks(String),
    /// The file cannot be written.
    #[error("write: {0}")]
    Write(String),
    /// A template that cannot be filled; what in it.
    #[error("template: {0}")]
    Template(String),
    /// Placeholders of a template that have no value; their names.
    #[error("placeholders: {0}")]
    Placeholders(String),
    /// The document cannot be put on paper: the printer's code and arguments.
    #[error("paper: {0}")]
    Paper(&'static str, Vec<(&'static str, String)>),
    /// Somebody asked to stop.
    #[error("cancelled")]
    Cancelled,
}

impl Error {
    /// The stable code; its sentence is the Fluent message `error-<code>`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Store(error) => error.code(),
            Self::Checks(_) => "report-checks-failed",
            Self::Write(_) => "report-not-written",
            Self::Template(_) => "report-template",
            Self::Placeholders(_) => "report-placeholders",
            Self::Paper(code, _) => code,
            Self::Cancelled => "report-cancelled",
        }
    }

    /// What it says, in the language of `words`.
    #[must_use]
    pub fn told(&self, words: &Words) -> String {
        words.text(&["error-", self.code()].concat(), self.args())
    }

    /// The message's arguments.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Store(error) => error.args().into_iter().collect(),
            Self::Checks(detail) | Self::Write(detail) | Self::Template(detail) | Self::Placeholders(detail) => {
                vec![("detail", detail.clone())]
            }
            Self::Paper(_, args) => args.clone(),
            Self::Cancelled => Vec::new(),
        }
    }
}

/// A file format of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, specta::Type)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// A workbook: a sheet a table, and the text.
    Xlsx,
    /// Word.
    Docx,
    /// Paper.
    Pdf,
    /// Separated text: table 1, and the lines below it.
    Csv,
}

impl Format {
    /// The format of this ending.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "xlsx" => Some(Self::Xlsx),
            "docx" => Some(Self::Docx),
            "pdf" => Some(Self::Pdf),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }

    /// The ending of its files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
        }
    }
}

/// The steps of gathering: table, months, what is behind each figure, the restated table, foreign money, the work.
const GATHER_STEPS: u32 = 5 + KpiFigure::ALL.len() as u32;

impl Report {
    /// Gathers a report and recomputes its figures; a check that fails is in it, and refuses the writing.
    ///
    /// # Errors
    /// What [`kpi::table`] refuses.
    pub fn gather(conn: &Connection, of: &ReportOf, words: &Words) -> Result<Self, Error> {
        Self::gather_watched(conn, of, words, &Progress::default())
    }

    /// As [`Self::gather`], told to whoever watches.
    ///
    /// # Errors
    /// As [`Self::gather`]; [`Error::Cancelled`].
    pub fn gather_watched(conn: &Connection, of: &ReportOf, words: &Words, progress: &Progress) -> Result<Self, Error> {
        progress.expect(GATHER_STEPS);
        let query = KpiQuery {
            year: of.quarter.year(),
            through: of.quarter,
            reading: of.reading,
            attribution: of.attribution,
            level: of.level,
            as_of: of.as_of,
        };
        let table = kpi::table(conn, &query)?;
        progress.step()?;
        let months = kpi::months(conn, &query)?;
        progress.step()?;
        let mut behind = Vec::new();
        for figure in KpiFigure::ALL {
            behind.push(kpi::explain(conn, &query, *figure, KpiPart::Ytd)?);
            progress.step()?;
        }
        // What was published says itself under which rules, by whom and when: it comes out again to the byte.
        let published = if of.reading == Reading::Published { Some(kpi::published(conn, of.quarter)?) } else { None };
        let closed_on = closed_on(conn, of.quarter)?;
        // A closed quarter's report is dated by its close, not by the day somebody prints it; restated figures are of today.
        let of = &ReportOf { as_of: if of.reading == Reading::Restated { of.as_of } else { closed_on.unwrap_or(of.as_of) }, ..*of };
        let named = published.as_ref().map(|published| published.bureau.clone()).filter(|bureau| !bureau.is_empty());
        let bureau = match named {
            Some(bureau) => bureau,
            None => settings::get(conn, settings::BUREAU)?.unwrap_or_default(),
        };
        let scheme = match published {
            Some(published) => published.scheme,
            None => kpi::scheme(conn, query.year)?,
        };
        let title = words.text(
            "report-title",
            [("bureau", bureau.clone()), ("year", query.year.to_string()), ("quarter", quarter_name(of.quarter, words))],
        );
        let fdi = kpi::fdi(conn, &query)?;
        progress.step()?;
        let work = quarter::work(conn, of.quarter, of.as_of)?;
        progress.step()?;
        let checks = check::all(&table, &months, &behind, words);
        let restated = match of.reading {
            Reading::Published | Reading::Restated => None,
            Reading::Posted => Some(kpi::table(conn, &KpiQuery { reading: Reading::Restated, ..query })?),
        };
        progress.step()?;
        let (notes, warnings) = notes::all(of, &table, restated.as_ref(), &scheme, &behind, words);
        let lines = behind.iter().filter(|one| one.line.line().is_some()).flat_map(|one| lines::of(one, words)).collect();
        let top = behind.iter().find(|one| one.line == KpiFigure::Total).map(top).unwrap_or_default();
        Ok(Self {
            of: *of,
            language: words.language(),
            bureau,
            closed: closed_on.is_some(),
            title,
            table,
            months,
            fdi,
            work,
            top,
            texts: reports::texts(conn, words.language())?,
            lines,
            notes,
            checks,
            warnings,
        })
    }

    /// The rows of table 1 with the total last.
    fn rows(&self) -> impl Iterator<Item = (KpiFigure, &KpiFigures)> {
        let total = [(KpiFigure::Total, &self.table.total)];
        KpiFigure::ALL.iter().copied().zip(self.table.rows.iter().map(|row| &row.figures)).chain(total)
    }
}

/// On which day the quarter was closed, by itself or with its year.
fn closed_on(conn: &Connection, quarter: Quarter) -> Result<Option<NaiveDate>, Refusal> {
    let closes = close::all(conn)?;
    let of = |period: Period| closes.iter().find(|close| close.period == period).map(|close| close.closed_on);
    let year = if quarter.number() == 4 { of(Period::Year(quarter.year())) } else { None };
    Ok(of(Period::Quarter(quarter)).or(year))
}

/// What each project brought, the largest first; what no project is named for is left out.
fn top(total: &Explanation) -> Vec<ProjectDelivered> {
    let mut projects: Vec<(String, Vec<String>, i64)> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for fund in &total.funds {
        let (Some(code), Some(name)) = (&fund.detail.project_code, &fund.detail.project) else { continue };
        let project = [code.as_str(), " ", name].concat();
        let at = *places.entry(project.clone()).or_insert_with(|| {
            projects.push((project, Vec::new(), 0));
            projects.len() - 1
        });
        let (_, investors, sum) = &mut projects[at];
        if !investors.contains(&fund.detail.investor) {
            investors.push(fund.detail.investor.clone());
        }
        *sum = sum.saturating_add(fund.recognised_fen.0);
    }
    projects.sort_by(|a, b| (-a.2, &a.0).cmp(&(-b.2, &b.0)));
    let delivered = |(project, investors, sum): (String, Vec<String>, i64)| ProjectDelivered {
        project,
        investors: investors.join("、"),
        ytd_fen: Fen(sum),
    };
    projects.into_iter().filter(|(.., sum)| *sum > 0).map(delivered).collect()
}

/// What a quarter is called in a text: 三, or 3.
fn quarter_name(quarter: Quarter, words: &Words) -> String {
    words.plain(&["report-quarter-", &quarter.number().to_string()].concat())
}

/// What is printed where a figure does not exist (R10, R11).
fn missing(reason: Option<Missing>, words: &Words) -> String {
    reason.map_or_else(
        || words.plain("report-none"),
        |reason| words.plain(&["report-none-", &reason.code().replace('_', "-")].concat()),
    )
}

/// What a KPI line is called.
fn line_name(figure: KpiFigure, words: &Words) -> String {
    words.plain(&["report-line-", &figure.code().to_ascii_lowercase()].concat())
}

/// The keys of table 1's headers, in order.
const HEADERS: [&str; 12] = [
    "report-col-line",
    "report-col-target",
    "report-col-quarter",
    "report-col-ytd",
    "report-col-last-year",
    "report-col-yoy",
    "report-col-completion",
    "report-col-time",
    "report-col-lead",
    "report-col-companies",
    "report-col-new",
    "report-col-pending",
];

/// The references behind an explanation, for a check.
fn sum_of(explanation: &Explanation) -> i128 {
    explanation.funds.iter().map(|fund| i128::from(fund.recognised_fen.0)).sum()
}
