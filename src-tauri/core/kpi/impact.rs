//! What a change of the lists does to the figures: the same judgement before it and after it, line by line.
//!
//! Whoever is about to take in an edition reads [`ListsBefore`], makes the change in a transaction that is not kept, and
//! asks for the difference. Nothing is worked out here that the table does not work out too: a line of the ledger is
//! judged by the pass over its year ([`super::ledger`]), under each edition policy in place of the scheme's own.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::{Connection, named_params};
use serde::Serialize;

use super::explain::{self, freeze, grounds_in_words};
use super::key::{self, IdMap};
use super::ledger::{Book, Pass, Seen};
use super::list::Ranks;
use super::posting::Posting;
use super::qualify::{Lines, counts_in};
use super::snapshot::FrozenGround;
use super::standing;
use super::tally::fen;
use crate::domain::Id;
use crate::domain::fund::Status;
use crate::domain::list::{Attribution, EditionPolicy, KpiLine};
use crate::domain::money::Fen;
use crate::domain::period::Quarter;
use crate::domain::reading::{KpiPart, Reading, RecognitionLevel};
use crate::error::Result;

/// How the lists, and the lines of the ledger under each policy, stand before a change.
pub struct ListsBefore<'c> {
    conn: &'c Connection,
    published_on: NaiveDate,
    listed: [Ranks; 3],
    judged: Vec<Judged<'c>>,
}

/// What a list edition would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct EditionImpact {
    /// The day on which the KPI lines are compared: that of its publication, `YYYY-MM-DD`.
    pub on: String,
    /// The KPI lines whose companies change, by priority; none where the list feeds none.
    pub lines: Vec<LineImpact>,
    /// Companies that enter a line and have no owner among us yet, each once: targets to assign.
    pub to_assign: u32,
    /// The money that would be counted elsewhere, under policies A, B and C.
    pub policies: Vec<PolicyImpact>,
}

/// Who enters and leaves a KPI line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct LineImpact {
    /// The line.
    pub line: KpiLine,
    /// Companies that no edition in force listed, by rank.
    pub entered: Vec<CompanyMoved>,
    /// Companies that no edition in force lists any more, by the rank they had.
    pub left: Vec<CompanyMoved>,
    /// How many stay.
    pub stayed: u32,
    /// How many of those that enter have no owner among us yet.
    pub to_assign: u32,
}

/// A company that enters or leaves a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct CompanyMoved {
    /// The company; one that the import would make has no other record yet.
    pub company_id: Id,
    /// Its name.
    pub name: String,
    /// Its best rank on the line's lists after the change.
    pub rank: Option<u32>,
    /// Its best rank before.
    pub rank_before: Option<u32>,
    /// Who of us keeps the contact.
    pub owner: Option<String>,
}

/// What changes under an edition policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct PolicyImpact {
    /// The policy.
    pub policy: EditionPolicy,
    /// The years with verified money whose scheme has this policy.
    pub years: Vec<i32>,
    /// The money that moves, by year, then from which lines, then to which.
    pub moves: Vec<FundsMoved>,
}

/// Verified money of a year that would be counted elsewhere.
///
/// Of the restated reading: every verified line in the year in which it arrived, at district level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct FundsMoved {
    /// The year of arrival.
    pub year: i32,
    /// The KPI lines it counts in now, under the year's attribution; none: it counts 0.
    pub from: Vec<KpiLine>,
    /// Those it would count in.
    pub to: Vec<KpiLine>,
    /// How much, integer fen: the sum of its lines.
    pub moved_fen: Fen,
    /// Whether the year's scheme has this policy, so that its figures would really change.
    pub in_force: bool,
    /// Whether a period of the year is closed; what was published stands, what is posted and restated changes.
    pub closed: bool,
    /// The lines of the ledger, in order of arrival and reference.
    pub funds: Vec<FundMoved>,
}

/// A line of the ledger that would be counted elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct FundMoved {
    /// The line's id.
    pub id: Id,
    /// 流水号.
    #[serde(rename = "ref")]
    pub reference: String,
    /// The investor's name.
    pub investor: String,
    /// 到账日, `YYYY-MM-DD`.
    pub arrived_on: String,
    /// What it adds, integer fen.
    pub recognised_fen: Fen,
    /// The quarter it is posted to; null for a prior-year adjustment.
    pub posted: Option<Quarter>,
    /// Why it counts now: edition, rank, chain of control.
    pub before: Vec<FrozenGround>,
    /// Why it would count.
    pub after: Vec<FrozenGround>,
}

/// Every verified line of the ledger judged under one policy.
struct Judged<'c> {
    policy: EditionPolicy,
    book: Book<'c>,
    years: BTreeSet<i32>,
    /// Those that count: the set of KPI lines they qualify for, and the standing in the book.
    counted: IdMap<(Lines, u32)>,
}

impl<'c> ListsBefore<'c> {
    /// Reads how things stand, before an edition published on that day is touched.
    ///
    /// # Errors
    /// Failures of the database.
    pub fn read(conn: &'c Connection, published_on: NaiveDate) -> Result<Self> {
        let listed = Book::open(conn)?.listed_on(published_on)?;
        let judged = EditionPolicy::ALL.iter().map(|policy| judge(conn, *policy)).collect::<Result<_>>()?;
        Ok(Self { conn, published_on, listed, judged })
    }

    /// What changed since.
    ///
    /// # Errors
    /// Failures of the database; [`crate::error::Error::AmountRange`].
    pub fn compare(self) -> Result<EditionImpact> {
        let after = Book::open(self.conn)?.listed_on(self.published_on)?;
        let mut unowned = BTreeSet::new();
        let mut lines = Vec::new();
        for (line, (before, after)) in KpiLine::ALL.iter().zip(self.listed.iter().zip(&after)) {
            let found = line_impact(self.conn, *line, before, after, &mut unowned)?;
            if !found.entered.is_empty() || !found.left.is_empty() {
                lines.push(found);
            }
        }
        let policies = self.judged.into_iter().map(|before| policy_impact(self.conn, before)).collect::<Result<_>>()?;
        let to_assign = u32::try_from(unowned.len()).unwrap_or(u32::MAX);
        Ok(EditionImpact { on: self.published_on.to_string(), lines, to_assign, policies })
    }
}

fn line_impact(conn: &Connection, line: KpiLine, before: &Ranks, after: &Ranks, unowned: &mut BTreeSet<Id>) -> Result<LineImpact> {
    let mut company = conn.prepare_cached(include_str!("impact/company.sql"))?;
    let mut moved = |of: &Ranks, other: &Ranks| -> Result<Vec<CompanyMoved>> {
        let mut found = Vec::new();
        for id in of.keys().filter(|id| !other.contains_key(id)) {
            let (name, owner) = company.query_row(named_params! { ":company": id }, |row| Ok((row.get(0)?, row.get(1)?)))?;
            let rank = |ranks: &Ranks| ranks.get(id).copied().flatten();
            found.push(CompanyMoved { company_id: *id, name, rank: rank(after), rank_before: rank(before), owner });
        }
        found.sort_by(|a, b| by_rank(a).cmp(&by_rank(b)));
        Ok(found)
    };
    let (entered, left) = (moved(after, before)?, moved(before, after)?);
    let without: BTreeSet<Id> = entered.iter().filter(|one| one.owner.is_none()).map(|one| one.company_id).collect();
    let stayed = after.len() - entered.len();
    let to_assign = u32::try_from(without.len()).unwrap_or(u32::MAX);
    unowned.extend(without);
    Ok(LineImpact { line, entered, left, stayed: u32::try_from(stayed).unwrap_or(u32::MAX), to_assign })
}

fn by_rank(company: &CompanyMoved) -> (bool, Option<u32>, &str, Id) {
    let rank = company.rank.or(company.rank_before);
    (rank.is_none(), rank, &company.name, company.company_id)
}

fn judge(conn: &Connection, policy: EditionPolicy) -> Result<Judged<'_>> {
    let mut book = Book::open(conn)?.suppose_policy(policy);
    let mut counted = IdMap::default();
    let years: BTreeSet<i32> = standing::years(conn, Status::Verified)?.into_iter().collect();
    for year in &years {
        pass(&mut book, *year, |seen| {
            if seen.set != 0 {
                counted.insert(seen.fund, (seen.set, seen.standing));
            }
        })?;
    }
    Ok(Judged { policy, book, years, counted })
}

fn pass(book: &mut Book<'_>, year: i32, mut take: impl FnMut(&Seen)) -> Result<()> {
    let (from, to) = (key::first_of_year(year), NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX));
    book.pass(&Pass { status: Status::Verified, from, to, level: RecognitionLevel::District }, |_, seen| {
        if seen.posting != Posting::Unknown {
            take(seen);
        }
        Ok(())
    })
}

fn policy_impact(conn: &Connection, before: Judged<'_>) -> Result<PolicyImpact> {
    let mut book = Book::open(conn)?.suppose_policy(before.policy);
    let (mut years, mut moves) = (Vec::new(), Vec::new());
    for year in before.years {
        let attribution = book.year(year)?.scheme.attribution;
        let mut moved: BTreeMap<(Vec<KpiLine>, Vec<KpiLine>), Vec<Seen>> = BTreeMap::new();
        pass(&mut book, year, |seen| {
            let was = before.counted.get(&seen.fund).map_or(0, |(set, _)| *set);
            let (from, to) = (lines_of(was, attribution), lines_of(seen.set, attribution));
            if from != to {
                moved.entry((from, to)).or_default().push(*seen);
            }
        })?;
        let in_force = super::scheme(conn, year)?.edition_policy == before.policy;
        years.extend(in_force.then_some(year));
        let closed = book.year(year)?.closes.any();
        for ((from, to), seen) in moved {
            let funds = seen.iter().map(|seen| {
                let standing = before.counted.get(&seen.fund).map_or(0, |(_, standing)| *standing);
                fund_moved(&book, seen, grounds_in_words(&before.book, standing)?)
            });
            let mut funds = funds.collect::<Result<Vec<_>>>()?;
            funds.sort_by(|a, b| (&a.arrived_on, &a.reference, a.id).cmp(&(&b.arrived_on, &b.reference, b.id)));
            let moved_fen = fen(funds.iter().map(|fund| i128::from(fund.recognised_fen.0)).sum())?;
            moves.push(FundsMoved { year, from, to, moved_fen, in_force, closed, funds });
        }
    }
    Ok(PolicyImpact { policy: before.policy, years, moves })
}

/// The KPI lines in which a set of lines counts.
fn lines_of(set: Lines, attribution: Attribution) -> Vec<KpiLine> {
    KpiLine::ALL.iter().copied().filter(|line| counts_in(set, Some(*line), attribution)).collect()
}

fn fund_moved(book: &Book<'_>, seen: &Seen, before: Vec<FrozenGround>) -> Result<FundMoved> {
    let frozen = freeze(book, Reading::Restated, KpiPart::Ytd, seen)?;
    let detail = explain::detail(book.conn, seen.fund)?;
    Ok(FundMoved {
        id: seen.fund,
        reference: frozen.reference,
        investor: detail.investor,
        arrived_on: detail.arrived_on,
        recognised_fen: Fen(seen.amount_fen),
        posted: frozen.posted,
        before,
        after: frozen.grounds,
    })
}
