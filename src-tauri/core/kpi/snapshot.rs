//! What a close freezes, and the published reading that comes out of it (R6, R7, R16).
//!
//! A snapshot is one JSON document, written with a fixed order of keys and without blanks, so that
//! the same figures always give the same bytes. It holds both attributions at each level, the
//! months, the rules and editions used, every line behind a figure, why it counts, and what projects, companies, zones and
//! people were called; what happens in the ledger afterwards changes none of it.
//!
//! The figures stand before the lines, so that a table is read without them. Format 1, of before the names were kept, wrote
//! the grounds at each line.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::NaiveDate;
use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};

use super::KpiQuery;
use super::explain::{self, Explanation, PathLink, Refers, Then};
use super::key;
use super::ledger::{Book, Pass, Seen};
use super::months::{self, KpiMonths};
use super::posting;
use super::qualify::{Lines, counts_in};
use super::table::{self, Base, KpiTable, Sums};
use super::target;
use crate::domain::Id;
use crate::domain::fund::Status;
use crate::domain::list::{Attribution, KpiLine};
use crate::domain::money::Fen;
use crate::domain::period::{Period, Quarter};
use crate::domain::reading::{KpiFigure, KpiPart, Reading, RecognitionLevel};
use crate::domain::scheme::Scheme;
use crate::error::{Error, Result};

/// The form of the document; a later program reads earlier ones.
const FORMAT: u32 = 2;
/// Where the lines begin in a document. A quotation mark within a text is written with a backslash before it, and the
/// `funds` of a table are a number: so this stands nowhere before.
const LINES: &str = ",\"funds\":[";

/// The figures of a period as they were published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The form of this document, 1 or 2.
    pub format: u32,
    /// What was closed.
    pub period: Period,
    /// The day of the close, `YYYY-MM-DD`: a line verified later is not in it.
    pub closed_on: String,
    /// The bureau's name; empty in format 1.
    #[serde(default)]
    pub bureau: String,
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
    /// Why lines count, each reason once; none in format 1.
    #[serde(default)]
    pub grounds: Vec<Vec<FrozenGround>>,
    /// What things were called; empty in format 1.
    #[serde(default)]
    pub names: FrozenNames,
}

/// What the lines refer to was called when the period was closed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FrozenNames {
    /// Code and name.
    pub projects: BTreeMap<Id, (String, String)>,
    /// The company that an investor went on as, and its name.
    pub companies: BTreeMap<Id, (Id, String)>,
    /// Name.
    pub zones: BTreeMap<Id, String>,
    /// Name.
    pub users: BTreeMap<Id, String>,
}

/// What a publication says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Published {
    /// The day of the close, `YYYY-MM-DD`.
    pub closed_on: String,
    /// The bureau's name then; empty where it was not kept.
    #[serde(default)]
    pub bureau: String,
    /// The rules in force.
    pub scheme: Scheme,
    /// Table 1 in both attributions at each level.
    pub tables: Vec<KpiTable>,
    /// The months of each of the tables.
    pub months: Vec<KpiMonths>,
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
    /// The lines it qualifies for and why, by index in [`Snapshot::grounds`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<u32>,
    /// The lines it qualifies for, by priority, and why; written here in format 1 only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
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

    /// The lines it qualifies for.
    pub(super) fn set(&self) -> Lines {
        self.grounds.iter().fold(0, |set, ground| set | (1 << ground.line as u32))
    }

    fn counts(&self, line: Option<KpiLine>, attribution: Attribution) -> bool {
        counts_in(self.set(), line, attribution)
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
    let mut freezing = Freezing::default();
    let mut part = |part| freezing.part(&mut book, &district, part);
    let (funds, pending, prior_year) = (part(KpiPart::Ytd)?, part(KpiPart::Pending)?, part(KpiPart::PriorYear)?);
    let frozen = Snapshot {
        format: FORMAT,
        period,
        closed_on: closed_on.to_string(),
        bureau: target::bureau(&book)?.unwrap_or_default(),
        scheme: book.year(period.year())?.scheme.clone(),
        editions: editions_used(&book),
        tables,
        months,
        funds,
        pending,
        prior_year,
        grounds: freezing.grounds,
        names: freezing.names,
    };
    Ok(serde_json::to_string(&frozen)?)
}

/// What is frozen of the lines beside themselves.
#[derive(Default)]
struct Freezing {
    /// The place in `grounds` of each standing of the book.
    places: BTreeMap<u32, u32>,
    grounds: Vec<Vec<FrozenGround>>,
    names: FrozenNames,
}

impl Freezing {
    fn part(&mut self, book: &mut Book<'_>, query: &KpiQuery, part: KpiPart) -> Result<Vec<FrozenFund>> {
        let counted = explain::seen_behind(book, query, None, part)?;
        counted.iter().map(|seen| self.line(book, query.reading, part, seen)).collect()
    }

    fn line(&mut self, book: &Book<'_>, reading: Reading, part: KpiPart, seen: &Seen) -> Result<FrozenFund> {
        let (bare, refers) = explain::freeze_bare(book, reading, part, seen)?;
        let place = match self.places.entry(seen.standing) {
            Entry::Occupied(place) => *place.get(),
            Entry::Vacant(free) => {
                self.grounds.push(explain::grounds_in_words(book, seen.standing)?);
                *free.insert(u32::try_from(self.grounds.len() - 1).unwrap_or(u32::MAX))
            }
        };
        self.names.learn(book.conn, &refers)?;
        Ok(FrozenFund { standing: Some(place), ..bare })
    }
}

impl FrozenNames {
    fn learn(&mut self, conn: &Connection, refers: &Refers) -> Result<()> {
        if let Some(project) = refers.project
            && let Entry::Vacant(free) = self.projects.entry(project)
        {
            let mut statement = conn.prepare_cached(include_str!("snapshot/project.sql"))?;
            free.insert(statement.query_row(named_params! { ":id": project }, |row| Ok((row.get(0)?, row.get(1)?)))?);
        }
        if let Entry::Vacant(free) = self.companies.entry(refers.investor) {
            let mut statement = conn.prepare_cached(include_str!("snapshot/company.sql"))?;
            free.insert(statement.query_row(named_params! { ":id": refers.investor }, |row| Ok((row.get(0)?, row.get(1)?)))?);
        }
        if let Entry::Vacant(free) = self.zones.entry(refers.zone) {
            let mut statement = conn.prepare_cached(include_str!("snapshot/zone.sql"))?;
            free.insert(statement.query_row(named_params! { ":id": refers.zone }, |row| row.get(0))?);
        }
        if let Some(user) = refers.verified_by
            && let Entry::Vacant(free) = self.users.entry(user)
        {
            let mut statement = conn.prepare_cached(include_str!("snapshot/user.sql"))?;
            free.insert(statement.query_row(named_params! { ":id": user }, |row| row.get(0))?);
        }
        Ok(())
    }
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
    posting::frozen(conn, period, |document, _| read(document))
}

fn read(document: &str) -> Result<Snapshot> {
    Ok(serde_json::from_str(document)?)
}

/// What was last published through a quarter, without its lines.
///
/// # Errors
/// [`Error::NotPublished`]; [`Error::Json`] where the document cannot be read.
pub fn published(conn: &Connection, through: Quarter) -> Result<Published> {
    posting::published(conn, through, |document, _| without_lines(document))
}

/// What the close of exactly this period froze, without its lines.
///
/// # Errors
/// As [`published`].
pub fn frozen(conn: &Connection, period: Period) -> Result<Published> {
    posting::frozen(conn, period, |document, _| without_lines(document))
}

fn without_lines(document: &str) -> Result<Published> {
    let figures = document.find(LINES).map_or_else(|| document.to_owned(), |lines| [&document[..lines], "}"].concat());
    Ok(serde_json::from_str(&figures)?)
}

/// R6, 通报: the table as it was published.
pub(super) fn published_table(conn: &Connection, query: &KpiQuery) -> Result<KpiTable> {
    let asked = |table: &KpiTable| table.attribution == query.attribution && table.level == query.level;
    published(conn, query.through)?.tables.into_iter().find(asked).ok_or_else(|| incomplete(query))
}

/// The months as they were published.
pub(super) fn published_months(conn: &Connection, query: &KpiQuery) -> Result<KpiMonths> {
    let asked = |months: &KpiMonths| months.attribution == query.attribution && months.level == query.level;
    published(conn, query.through)?.months.into_iter().find(asked).ok_or_else(|| incomplete(query))
}

/// The lines behind a published figure.
pub(super) fn published_explanation(conn: &Connection, query: &KpiQuery, line: KpiFigure, part: KpiPart) -> Result<Explanation> {
    let (snapshot, close) = posting::published(conn, query.through, |document, close| Ok((read(document)?, close)))?;
    let (names, version) = (snapshot.names.clone(), snapshot.scheme.version);
    let counts = |fund: &FrozenFund| fund.recognised(query.level).is_some() && fund.counts(line.line(), query.attribution);
    let funds: Vec<_> = lines_in(snapshot, query, part).filter(counts).collect();
    let then = Then { names: &names, close };
    explain::answer(conn, query, line, part, version, &funds, Some(&then))
}

/// The lines of the total as they were published, each with its grounds.
pub(super) fn published_lines(conn: &Connection, query: &KpiQuery, part: KpiPart) -> Result<Vec<FrozenFund>> {
    let snapshot = posting::published(conn, query.through, |document, _| read(document))?;
    Ok(lines_in(snapshot, query, part).filter(|fund| fund.recognised(query.level).is_some()).collect())
}

fn lines_in(snapshot: Snapshot, query: &KpiQuery, part: KpiPart) -> impl Iterator<Item = FrozenFund> {
    let through = query.through;
    let funds = match part {
        KpiPart::Ytd | KpiPart::Quarter | KpiPart::Late => snapshot.funds,
        KpiPart::Pending => snapshot.pending,
        KpiPart::PriorYear => snapshot.prior_year,
    };
    let in_part = move |fund: &FrozenFund| match part {
        KpiPart::Quarter => fund.posted == Some(through),
        KpiPart::Late => fund.posted == Some(through) && fund.late,
        KpiPart::Ytd | KpiPart::Pending | KpiPart::PriorYear => true,
    };
    let grounds = snapshot.grounds;
    funds.into_iter().filter(in_part).map(move |mut fund| {
        if let Some(kept) = fund.standing.and_then(|place| grounds.get(place as usize)) {
            fund.grounds.clone_from(kept);
        }
        fund
    })
}

fn incomplete(query: &KpiQuery) -> Error {
    Error::not_found("published", format!("{} {} {}", query.through, query.attribution, query.level))
}
