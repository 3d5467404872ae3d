//! What a close freezes, and the published reading that comes out of it (R6, R7, R16).
//!
//! A snapshot is one JSON document, written with a fixed order of keys and without blanks, so that
//! the same figures always give the same bytes. It holds both attributions at each level, the
//! months, the rules and editions used, and every line behind a figure; what happens in the ledger
//! afterwards changes none of it.

use chrono::NaiveDate;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::KpiQuery;
use super::explain::{self, Explanation, PathLink};
use super::key;
use super::ledger::{Book, Pass};
use super::months::{self, KpiMonths};
use super::posting;
use super::qualify::counts_in;
use super::table::{self, Base, KpiTable, Sums};
use crate::domain::Id;
use crate::domain::fund::Status;
use crate::domain::list::{Attribution, KpiLine};
use crate::domain::money::Fen;
use crate::domain::period::{Period, Quarter};
use crate::domain::reading::{KpiFigure, KpiPart, Reading, RecognitionLevel};
use crate::domain::scheme::Scheme;
use crate::error::{Error, Result};

/// The form of the document; a later program reads earlier ones.
const FORMAT: u32 = 1;

/// The figures of a period as they were published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The form of this document, 1.
    pub format: u32,
    /// What was closed.
    pub period: Period,
    /// The day of the close, `YYYY-MM-DD`: a line verified later is not in it.
    pub closed_on: String,
    /// The rules in force.
    pub scheme: Scheme,
    /// The editions on which the figures depend.
    pub editions: Vec<EditionUsed>,
    /// Table 1 in both attributions at each level.
    pub tables: Vec<KpiTable>,
    /// The months in both attributions at each level.
    pub months: Vec<KpiMonths>,
    /// The lines behind the year to date.
    pub funds: Vec<FrozenFund>,
    /// The lines that were on their way.
    pub pending: Vec<FrozenFund>,
    /// The prior-year adjustments.
    pub prior_year: Vec<FrozenFund>,
}

/// An edition on which figures depend.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EditionUsed {
    /// The list's code.
    pub list: String,
    /// The edition's year.
    pub year: i32,
    /// When it was published, `YYYY-MM-DD`.
    pub published_on: String,
}

/// A line as it was frozen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenFund {
    /// The line's id.
    pub id: Id,
    /// 流水号.
    #[serde(rename = "ref")]
    pub reference: String,
    /// The amounts recognised at district, city and province level; null where not yet.
    pub recognised_fen: [Option<Fen>; 3],
    /// The quarter it is posted to; null for a prior-year adjustment and for what is not yet verified.
    pub posted: Option<Quarter>,
    /// 补报.
    pub late: bool,
    /// The month it is counted in, 1 to 12.
    pub month: u32,
    /// The lines it qualifies for, by priority, and why.
    pub grounds: Vec<FrozenGround>,
}

/// Why a line counts for a KPI line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FrozenGround {
    /// The KPI line.
    pub line: KpiLine,
    /// The list's code.
    pub list: String,
    /// The edition's year.
    pub edition_year: i32,
    /// The listed company's rank.
    pub rank: Option<u32>,
    /// The listed company.
    pub head_id: Id,
    /// Company names from the investor up to the listed company.
    pub path: Vec<String>,
    /// The links between them.
    pub links: Vec<PathLink>,
}

impl FrozenFund {
    /// The amount recognised at a level.
    pub(super) fn recognised(&self, level: RecognitionLevel) -> Option<Fen> {
        self.recognised_fen[level as usize]
    }

    fn counts(&self, line: Option<KpiLine>, attribution: Attribution) -> bool {
        let set = self.grounds.iter().fold(0, |set, ground| set | (1 << ground.line as u32));
        counts_in(set, line, attribution)
    }
}

/// The document that the close of a period on a day freezes.
///
/// The period is taken as closed on that day, whether or not its row is already written, and a line
/// verified later is not in it, also where the close of a past period is entered long after. What
/// is on its way is what the ledger says now.
///
/// # Errors
/// [`Error::AmountRange`], [`Error::Db`].
pub fn snapshot(conn: &Connection, period: Period, closed_on: NaiveDate) -> Result<String> {
    let through = period.through();
    let mut book = Book::open(conn)?.suppose_closed(period, closed_on);
    let ask = |attribution, level| KpiQuery {
        year: period.year(),
        through,
        reading: Reading::Published,
        attribution,
        level,
        as_of: closed_on,
    };
    let (mut tables, mut months) = (Vec::new(), Vec::new());
    for level in RecognitionLevel::ALL {
        let sums = Sums::of(&mut book, &ask(Attribution::Exclusive, *level))?;
        for attribution in Attribution::ALL {
            let query = ask(*attribution, *level);
            let base = Base::published(conn, &query)?;
            tables.push(table::of_sums(&mut book, &query, &sums, &base)?);
            months.push(months::of_tally(&sums.now, &query)?);
        }
    }
    let district = ask(Attribution::Exclusive, RecognitionLevel::District);
    let mut part = |part| explain::behind(&mut book, &district, None, part);
    let (funds, pending, prior_year) = (part(KpiPart::Ytd)?, part(KpiPart::Pending)?, part(KpiPart::PriorYear)?);
    let frozen = Snapshot {
        format: FORMAT,
        period,
        closed_on: closed_on.to_string(),
        scheme: book.year(period.year())?.scheme.clone(),
        editions: editions_used(&book),
        tables,
        months,
        funds,
        pending,
        prior_year,
    };
    Ok(serde_json::to_string(&frozen)?)
}

fn editions_used(book: &Book<'_>) -> Vec<EditionUsed> {
    let mut editions: Vec<EditionUsed> = book
        .editions_used()
        .map(|edition| EditionUsed {
            list: book.lists.lists[edition.list].code.clone(),
            year: edition.year,
            published_on: edition.published_on.to_string(),
        })
        .collect();
    editions.sort();
    editions.dedup();
    editions
}

/// The editions that the figures of a year through a quarter depend on (I14), in order of publication.
///
/// # Errors
/// [`Error::Db`].
pub fn editions_in(conn: &Connection, year: i32, through: Quarter) -> Result<Vec<Id>> {
    let mut book = Book::open(conn)?;
    let (from, to) = (key::first_of_year(year), through.last_day());
    book.pass(&Pass { status: Status::Verified, from, to, level: RecognitionLevel::District }, |_, _| Ok(()))?;
    let mut editions: Vec<_> = book.editions_used().map(|edition| (edition.published_on, edition.id)).collect();
    editions.sort();
    editions.dedup();
    Ok(editions.into_iter().map(|(_, id)| id).collect())
}

/// What the close of exactly this period froze.
///
/// # Errors
/// [`Error::NotPublished`]; [`Error::Json`] where the document cannot be read.
pub fn from_snapshot(conn: &Connection, period: Period) -> Result<Snapshot> {
    read(&posting::frozen(conn, period)?)
}

fn read(document: &str) -> Result<Snapshot> {
    Ok(serde_json::from_str(document)?)
}

/// R6, 通报: the table as it was published.
pub(super) fn published_table(conn: &Connection, query: &KpiQuery) -> Result<KpiTable> {
    let snapshot = read(&posting::published(conn, query.through)?)?;
    let asked = |table: &KpiTable| table.attribution == query.attribution && table.level == query.level;
    snapshot.tables.into_iter().find(asked).ok_or_else(|| incomplete(query))
}

/// The months as they were published.
pub(super) fn published_months(conn: &Connection, query: &KpiQuery) -> Result<KpiMonths> {
    let snapshot = read(&posting::published(conn, query.through)?)?;
    let asked = |months: &KpiMonths| months.attribution == query.attribution && months.level == query.level;
    snapshot.months.into_iter().find(asked).ok_or_else(|| incomplete(query))
}

/// The lines behind a published figure.
pub(super) fn published_explanation(conn: &Connection, query: &KpiQuery, line: KpiFigure, part: KpiPart) -> Result<Explanation> {
    let snapshot = read(&posting::published(conn, query.through)?)?;
    let funds = match part {
        KpiPart::Ytd | KpiPart::Quarter | KpiPart::Late => snapshot.funds,
        KpiPart::Pending => snapshot.pending,
        KpiPart::PriorYear => snapshot.prior_year,
    };
    let in_quarter = |fund: &FrozenFund| fund.posted == Some(query.through);
    let in_part = |fund: &FrozenFund| match part {
        KpiPart::Quarter => in_quarter(fund),
        KpiPart::Late => in_quarter(fund) && fund.late,
        KpiPart::Ytd | KpiPart::Pending | KpiPart::PriorYear => true,
    };
    let counts =
        |fund: &FrozenFund| in_part(fund) && fund.recognised(query.level).is_some() && fund.counts(line.line(), query.attribution);
    let funds: Vec<_> = funds.into_iter().filter(counts).collect();
    explain::answer(conn, query, line, part, snapshot.scheme.version, &funds)
}

fn incomplete(query: &KpiQuery) -> Error {
    Error::not_found("published", format!("{} {} {}", query.through, query.attribution, query.level))
}
