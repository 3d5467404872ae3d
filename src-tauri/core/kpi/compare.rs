//! One figure read several ways side by side, and each line of the ledger that makes the difference: the three readings (R6),
//! both attributions (R5), the edition policies (R3), the levels of recognition (R16).
//!
//! Every side is the same pass as the table's, so a side's sums are what `table` says when it is asked that way.

use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};

use super::KpiQuery;
use super::explain::{self, FundDetail};
use super::key::IdMap;
use super::ledger::{Book, Seen};
use super::posting::Posting;
use super::qualify::{Lines, counts_in};
use super::snapshot::{self, FrozenFund};
use super::standing::{self, FundStanding};
use super::tally::fen;
use crate::domain::Id;
use crate::domain::list::{Attribution, EditionPolicy, KpiLine};
use crate::domain::money::Fen;
use crate::domain::period::Quarter;
use crate::domain::reading::{CompareBy, Differs, KpiFigure, KpiPart, Reading, RecognitionLevel};
use crate::error::{Error, Result};

/// The most lines of the ledger that are told; the largest differences come first.
const TOLD_MAX: usize = 500;

/// A part of the table read several ways.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Comparison {
    /// What changes from side to side.
    pub by: CompareBy,
    /// Which figure the differences are of.
    pub line: KpiFigure,
    /// Which sum: the year to date or the quarter.
    pub part: KpiPart,
    /// The KPI year.
    pub year: i32,
    /// Through this quarter.
    pub through: Quarter,
    /// The ways, in their own order.
    pub sides: Vec<Side>,
    /// The lines that differ between sides, the largest difference first.
    pub differences: Vec<Difference>,
    /// How many more differ than are told.
    pub untold: u32,
}

/// One way to read the figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Side {
    /// A code of a reading, attribution, policy or level.
    pub code: String,
    /// The figures are asked this way, or the scheme in force says so.
    pub chosen: bool,
    /// F500, C500, I100 and the total, in fen; null: the period was not published.
    pub figures: Option<Vec<Fen>>,
}

/// A line of the ledger that is not the same on every side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Difference {
    /// The line's id.
    pub id: Id,
    /// 流水号.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Why it differs.
    pub why: Differs,
    /// What it is on each side.
    pub cells: Vec<Cell>,
    /// The quarter it is posted to; null for a prior-year adjustment.
    pub posted: Option<Quarter>,
    /// What it adds at district level.
    pub recognised_fen: Fen,
    /// What city and province recognised of it; told where levels are compared.
    pub recognitions: Vec<LevelRecognised>,
    /// The line's own data.
    #[serde(flatten)]
    pub detail: FundDetail,
}

/// A line on one side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Cell {
    /// What it adds to the figure; null: it is not in it.
    pub fen: Option<Fen>,
    /// The KPI lines it counts in there.
    pub lines: Vec<KpiLine>,
    /// List code and year of the edition it counts by, `F500 2024`.
    pub edition: Option<String>,
    /// The listed company's rank on that.
    pub rank: Option<u32>,
}

/// What a level recognised of a line (R16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct LevelRecognised {
    /// City or province.
    pub level: RecognitionLevel,
    /// The amount.
    pub amount_fen: Fen,
    /// When, `YYYY-MM-DD`.
    pub on: String,
    /// The number of its paper.
    pub number: Option<String>,
}

/// Reads a figure every way that `by` names. Policies are compared as posted, whatever reading is asked.
///
/// On any two sides the figures of `line` differ by exactly the sum of what the differences differ by.
///
/// # Errors
/// As [`super::table`]; [`Error::Invalid`] for a part that is not of the year to date or the quarter.
pub fn compare(conn: &Connection, query: &KpiQuery, by: CompareBy, line: KpiFigure, part: KpiPart) -> Result<Comparison> {
    query.checked()?;
    if !matches!(part, KpiPart::Ytd | KpiPart::Quarter) {
        return Err(Error::invalid("part", part, "ytd, quarter"));
    }
    let sides = ways(conn, query, by)?.into_iter().map(|way| way.read(conn, part)).collect::<Result<Vec<_>>>()?;
    let mut differing = differing(&sides, line);
    let untold = u32::try_from(differing.len().saturating_sub(TOLD_MAX)).unwrap_or(u32::MAX);
    differing.truncate(TOLD_MAX);
    let funds: Vec<Id> = differing.into_iter().map(|(_, id)| id).collect();
    let standings = standing::fund_standings(conn, &funds)?;
    let described = funds.into_iter().zip(standings).map(|(id, standing)| describe(conn, &sides, (by, line), id, standing));
    let differences = described.collect::<Result<_>>()?;
    let sides = sides.iter().map(Read::side).collect::<Result<_>>()?;
    Ok(Comparison { by, line, part, year: query.year, through: query.through, sides, differences, untold })
}

/// One way to ask.
struct Way {
    code: &'static str,
    chosen: bool,
    query: KpiQuery,
    policy: Option<EditionPolicy>,
}

fn ways(conn: &Connection, query: &KpiQuery, by: CompareBy) -> Result<Vec<Way>> {
    let way = |code, chosen, query| Way { code, chosen, query, policy: None };
    Ok(match by {
        CompareBy::Readings => {
            let of = |one: &Reading| way(one.code(), *one == query.reading, KpiQuery { reading: *one, ..*query });
            Reading::ALL.iter().map(of).collect()
        }
        CompareBy::Attributions => {
            let of = |one: &Attribution| way(one.code(), *one == query.attribution, KpiQuery { attribution: *one, ..*query });
            Attribution::ALL.iter().map(of).collect()
        }
        CompareBy::Levels => {
            let of = |one: &RecognitionLevel| way(one.code(), *one == query.level, KpiQuery { level: *one, ..*query });
            RecognitionLevel::ALL.iter().map(of).collect()
        }
        CompareBy::Policies => {
            let in_force = super::scheme(conn, query.year)?.edition_policy;
            let reading = if query.reading == Reading::Published { Reading::Posted } else { query.reading };
            let query = KpiQuery { reading, ..*query };
            let of = |one: &EditionPolicy| Way { policy: Some(*one), ..way(one.code(), *one == in_force, query) };
            EditionPolicy::ALL.iter().map(of).collect()
        }
    })
}

impl Way {
    fn read(self, conn: &Connection, part: KpiPart) -> Result<Read<'_>> {
        let lines = if self.query.reading == Reading::Published {
            match snapshot::published_lines(conn, &self.query, part) {
                Ok(lines) => Some(Held::Frozen(lines.into_iter().map(|fund| (fund.id, fund)).collect())),
                Err(Error::NotPublished { .. }) => None,
                Err(other) => return Err(other),
            }
        } else {
            let mut book = Book::open(conn)?;
            if let Some(policy) = self.policy {
                book = book.suppose_policy(policy);
            }
            let seen = explain::seen_behind(&mut book, &self.query, None, part)?;
            Some(Held::Live(Box::new(book), seen.into_iter().map(|seen| (seen.fund, seen)).collect()))
        };
        Ok(Read { way: self, lines })
    }
}

/// A side as it was read.
struct Read<'c> {
    way: Way,
    lines: Option<Held<'c>>,
}

/// The lines in the part of the total.
enum Held<'c> {
    Live(Box<Book<'c>>, IdMap<Seen>),
    Frozen(IdMap<FrozenFund>),
}

impl Read<'_> {
    /// The set of lines that a fund counts for here and its amount; nothing where it is in no figure.
    fn of(&self, fund: Id) -> Option<(Lines, i64)> {
        match self.lines.as_ref()? {
            Held::Live(_, seen) => seen.get(&fund).map(|seen| (seen.set, seen.amount_fen)),
            Held::Frozen(frozen) => {
                let fund = frozen.get(&fund)?;
                fund.recognised(self.way.query.level).map(|fen| (fund.set(), fen.0))
            }
        }
    }

    fn funds(&self) -> Vec<Id> {
        match &self.lines {
            Some(Held::Live(_, seen)) => seen.keys().copied().collect(),
            Some(Held::Frozen(frozen)) => frozen.keys().copied().collect(),
            None => Vec::new(),
        }
    }

    fn adds(&self, fund: Id, line: Option<KpiLine>) -> Option<i64> {
        self.of(fund).filter(|(set, _)| counts_in(*set, line, self.way.query.attribution)).map(|(_, amount)| amount)
    }

    fn lines_of(&self, fund: Id) -> Vec<KpiLine> {
        let set = self.of(fund).map_or(0, |(set, _)| set);
        KpiLine::ALL.iter().copied().filter(|line| counts_in(set, Some(*line), self.way.query.attribution)).collect()
    }

    fn side(&self) -> Result<Side> {
        let funds = self.funds();
        let sum = |line: &KpiFigure| fen(funds.iter().filter_map(|fund| self.adds(*fund, line.line())).map(i128::from).sum());
        let figures = self.lines.is_some().then(|| KpiFigure::ALL.iter().map(sum).collect::<Result<_>>()).transpose()?;
        Ok(Side { code: self.way.code.to_owned(), chosen: self.way.chosen, figures })
    }

    fn cell(&self, fund: Id, line: Option<KpiLine>) -> Cell {
        let lines = self.lines_of(fund);
        let named = line.filter(|line| lines.contains(line)).or_else(|| lines.first().copied());
        let (edition, rank) = match (&self.lines, named) {
            (Some(Held::Live(book, seen)), Some(line)) => {
                let ground = seen.get(&fund).and_then(|seen| book.standings[seen.standing as usize].lines[line as usize].as_ref());
                let edition = ground.map(|ground| &book.lists.editions[ground.edition]);
                let told = edition.map(|edition| edition_text(&book.lists.lists[edition.list].code, edition.year));
                (told, ground.and_then(|ground| ground.rank))
            }
            (Some(Held::Frozen(frozen)), Some(line)) => {
                let ground = frozen.get(&fund).and_then(|fund| fund.grounds.iter().find(|ground| ground.line == line));
                (ground.map(|ground| edition_text(&ground.list, ground.edition_year)), ground.and_then(|ground| ground.rank))
            }
            _ => (None, None),
        };
        Cell { fen: self.adds(fund, line).map(Fen), lines, edition, rank }
    }
}

fn edition_text(list: &str, year: i32) -> String {
    [list, " ", &year.to_string()].concat()
}

/// The lines that are not the same on every side that exists, the largest difference first.
fn differing(sides: &[Read<'_>], line: KpiFigure) -> Vec<(i128, Id)> {
    let sides: Vec<_> = sides.iter().filter(|side| side.lines.is_some()).collect();
    let mut funds: Vec<Id> = sides.iter().flat_map(|side| side.funds()).collect();
    funds.sort_unstable();
    funds.dedup();
    let mut found: Vec<(i128, Id)> = funds
        .into_iter()
        .filter_map(|fund| {
            let amounts: Vec<Option<i64>> = sides.iter().map(|side| side.adds(fund, line.line())).collect();
            let counted = amounts.iter().map(|amount| i128::from(amount.unwrap_or(0)));
            let spread = counted.clone().max()? - counted.min()?;
            // The total is the same where a line only moves from row to row; the move is told.
            let moved = || line == KpiFigure::Total && sides.iter().any(|side| side.lines_of(fund) != sides[0].lines_of(fund));
            (spread != 0 || moved()).then_some((spread, fund))
        })
        .collect();
    found.sort_by(|a, b| (b.0, a.1).cmp(&(a.0, b.1)));
    found
}

fn describe(
    conn: &Connection,
    sides: &[Read<'_>],
    (by, line): (CompareBy, KpiFigure),
    id: Id,
    standing: Option<FundStanding>,
) -> Result<Difference> {
    let mut statement = conn.prepare_cached(include_str!("explain/fund.sql"))?;
    let (reference, recognised_fen, detail) = statement.query_row(named_params! { ":fund": id }, |row| {
        Ok((row.get("ref")?, row.get("recognised_fen")?, FundDetail::read(row)?))
    })?;
    let cells: Vec<Cell> = sides.iter().map(|side| side.cell(id, line.line())).collect();
    let late = standing.as_ref().is_some_and(|standing| standing.late);
    let posted = standing.and_then(|standing| standing.posted);
    let prior_year = sides.iter().any(|side| {
        matches!(&side.lines, Some(Held::Live(_, seen)) if seen.get(&id).is_some_and(|seen| seen.posting == Posting::PriorYear))
    });
    let why = match by {
        CompareBy::Readings if prior_year => Differs::PriorYear,
        CompareBy::Readings if late => Differs::Late,
        CompareBy::Readings if cells[0].lines.is_empty() => Differs::AfterPublication,
        CompareBy::Readings => Differs::Changed,
        CompareBy::Attributions => Differs::SeveralLists,
        CompareBy::Policies => Differs::Edition,
        CompareBy::Levels if cells.iter().any(|cell| cell.fen.is_none()) => Differs::NotRecognised,
        CompareBy::Levels => Differs::RecognisedOtherwise,
    };
    let recognitions = if by == CompareBy::Levels { recognitions(conn, id)? } else { Vec::new() };
    Ok(Difference { id, reference, why, cells, posted, recognised_fen, recognitions, detail })
}

fn recognitions(conn: &Connection, fund: Id) -> Result<Vec<LevelRecognised>> {
    let mut statement = conn.prepare_cached(include_str!("compare/recognitions.sql"))?;
    let rows = statement.query_map(named_params! { ":fund": fund }, |row| {
        Ok(LevelRecognised { level: row.get(0)?, amount_fen: row.get(1)?, on: row.get(2)?, number: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
