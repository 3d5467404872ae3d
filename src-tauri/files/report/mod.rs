//! The quarter out: one model of figures, lines, notes and checks, from which every format is written.
//!
//! **Invariant:** every figure of a report comes from `kpi`, the same as on the screen, and is
//! recomputed here before anything is written; a report whose checks fail is not written.
//! Neighbours: [`xlsx`] and [`csv`] put the model into files; Word and PDF will as well.

pub mod chart;
mod check;
pub mod csv;
pub mod document;
pub mod fonts;
mod lines;
pub mod markup;
mod notes;
mod progress;
pub mod xlsx;

pub use progress::Progress;

use chrono::NaiveDate;
use daowei_core::domain::list::Attribution;
use daowei_core::domain::period::Quarter;
use daowei_core::domain::reading::{KpiFigure, KpiPart, Missing, Reading, RecognitionLevel};
use daowei_core::error::Error as Refusal;
use daowei_core::kpi::{self, Explanation, KpiFigures, KpiMonths, KpiQuery, KpiTable};
use daowei_core::store::settings;
use daowei_core::words::Words;
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
    /// The title, with the bureau's name.
    pub title: String,
    /// Table 1.
    pub table: KpiTable,
    /// The months, for the charts.
    pub months: KpiMonths,
    /// The lines behind the year to date, each under the line it counts for.
    pub lines: Vec<ReportLine>,
    /// The rules and choices behind the figures, as sentences.
    pub notes: Vec<String>,
    /// What was recomputed.
    pub checks: Vec<ReportCheck>,
    /// What a reader should know beside the figures, as sentences.
    pub warnings: Vec<String>,
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
            Self::Checks(detail) | Self::Write(detail) => vec![("detail", detail.clone())],
            Self::Cancelled => Vec::new(),
        }
    }
}

/// A file format of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, specta::Type)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// A workbook: table 1, the lines, the notes.
    Xlsx,
    /// Separated text: table 1, and the lines below it.
    Csv,
}

impl Format {
    /// The format of this ending.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "xlsx" => Some(Self::Xlsx),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }

    /// The ending of its files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }
}

/// The steps of gathering: table, months, what is behind each figure, the restated table.
const GATHER_STEPS: u32 = 3 + KpiFigure::ALL.len() as u32;

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
        let of = &ReportOf {
            as_of: published.as_ref().and_then(|published| published.closed_on.parse().ok()).unwrap_or(of.as_of),
            ..*of
        };
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
            [
                ("bureau", bureau),
                ("year", query.year.to_string()),
                ("quarter", words.plain(&["report-quarter-", &of.quarter.number().to_string()].concat())),
            ],
        );
        let checks = check::all(&table, &months, &behind, words);
        let restated = match of.reading {
            Reading::Published | Reading::Restated => None,
            Reading::Posted => Some(kpi::table(conn, &KpiQuery { reading: Reading::Restated, ..query })?),
        };
        progress.step()?;
        let (notes, warnings) = notes::all(of, &table, restated.as_ref(), &scheme, &behind, words);
        let lines = behind.iter().filter(|one| one.line.line().is_some()).flat_map(|one| lines::of(one, words)).collect();
        Ok(Self { of: *of, title, table, months, lines, notes, checks, warnings })
    }

    /// Refuses to be written where a check failed.
    fn checked(&self) -> Result<(), Error> {
        let failed: Vec<&str> = self.checks.iter().filter(|check| !check.ok).map(|check| check.name.as_str()).collect();
        if failed.is_empty() { Ok(()) } else { Err(Error::Checks(failed.join("; "))) }
    }

    /// The file's bytes in a format: the same store gives the same bytes.
    ///
    /// # Errors
    /// [`Error::Checks`], [`Error::Write`].
    pub fn bytes(&self, format: Format, words: &Words) -> Result<Vec<u8>, Error> {
        self.bytes_watched(format, words, &Progress::default())
    }

    /// As [`Self::bytes`], told to whoever watches.
    ///
    /// # Errors
    /// As [`Self::bytes`]; [`Error::Cancelled`].
    pub fn bytes_watched(&self, format: Format, words: &Words, progress: &Progress) -> Result<Vec<u8>, Error> {
        self.checked()?;
        progress.expect(u32::try_from(self.lines.len()).unwrap_or(u32::MAX / 2) + 1);
        let bytes = match format {
            Format::Xlsx => xlsx::bytes(self, words, progress),
            Format::Csv => csv::bytes(self, words, progress),
        }?;
        progress.step()?;
        Ok(bytes)
    }

    /// The rows of table 1 with the total last.
    fn rows(&self) -> impl Iterator<Item = (KpiFigure, &KpiFigures)> {
        let total = [(KpiFigure::Total, &self.table.total)];
        KpiFigure::ALL.iter().copied().zip(self.table.rows.iter().map(|row| &row.figures)).chain(total)
    }
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
