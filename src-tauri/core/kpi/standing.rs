//! Where one line of the ledger, or one company on a day, stands in the figures (R3, R5, R6): the
//! same judgement as the pass over a year's lines, asked of one.

use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};

use super::control::Reached;
use super::explain::{PathLink, ground_in_words};
use super::key;
use super::ledger::{Book, Pass, Seen};
use super::posting::Posting;
use super::qualify::counts_in;
use super::snapshot::FrozenGround;
use super::uncounted::listed_holder;
use crate::domain::Id;
use crate::domain::fund::Status;
use crate::domain::list::{Attribution, EditionPolicy, KpiLine};
use crate::domain::period::Quarter;
use crate::domain::reading::{RecognitionLevel, Uncounted};
use crate::error::Result;

/// The most companies of a group that are listed.
const GROUP_MAX: usize = 500;

/// What the figures make of a line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FundStanding {
    /// The KPI lines it counts in under its year's attribution; of a line under review, those it would count in.
    pub counts_in: Vec<KpiLine>,
    /// Further KPI lines it qualifies for (就高不重复: a line of higher priority takes it).
    pub also_on: Vec<KpiLine>,
    /// Why it counts 0; null where it counts.
    pub uncounted: Option<Uncounted>,
    /// The quarter it is posted to; null while it is not verified, and for a prior-year adjustment.
    pub posted: Option<Quarter>,
    /// 补报: verified after the close of the quarter in which it arrived.
    pub late: bool,
}

/// Which lines of the ledger are asked for by their standing; all that is set must hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StandingFilter {
    /// Counted in this KPI line under its year's attribution.
    pub line: Option<KpiLine>,
    /// Posted to this quarter.
    pub posted: Option<Quarter>,
    /// Only those that count 0.
    pub uncounted: bool,
    /// Only late ones (补报).
    pub late: bool,
}

impl StandingFilter {
    /// Whether it lets every line pass.
    #[must_use]
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    fn takes(&self, status: Status, year: i32, attribution: Attribution, seen: &Seen) -> bool {
        let verified = status == Status::Verified;
        let (posted, late) = posted(year, verified, seen);
        self.line.is_none_or(|line| seen.uncounted.is_none() && counts_in(seen.set, Some(line), attribution))
            && self.posted.is_none_or(|quarter| posted == Some(quarter))
            && (!self.uncounted || seen.uncounted.is_some() || (verified && seen.posting == Posting::PriorYear))
            && (!self.late || late)
    }
}

/// What the figures make of each line, at district level; nothing for a line that no figure holds: a draft, a
/// returned or a rejected one.
pub fn fund_standings(conn: &Connection, funds: &[Id]) -> Result<Vec<Option<FundStanding>>> {
    let mut book = Book::open(conn)?;
    funds.iter().map(|fund| fund_standing(&mut book, *fund)).collect()
}

/// The KPI lines in which each line, of any status, would count if it were verified, under its year's attribution; empty where
/// it would count 0.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn would_count_in(conn: &Connection, funds: &[Id]) -> Result<Vec<Vec<KpiLine>>> {
    let mut book = Book::open(conn)?;
    let mut statement = conn.prepare_cached(include_str!("standing/arrival.sql"))?;
    let mut out = Vec::with_capacity(funds.len());
    for fund in funds {
        let mut set = 0;
        book.one(*fund, true, |_, seen| {
            set = seen.set;
            Ok(())
        })?;
        let arrived_on: NaiveDate = statement.query_row(named_params! { ":fund": fund }, |row| row.get("arrived_on"))?;
        let attribution = book.year(arrived_on.year())?.scheme.attribution;
        out.push(KpiLine::ALL.iter().copied().filter(|line| counts_in(set, Some(*line), attribution)).collect());
    }
    Ok(out)
}

fn fund_standing(book: &mut Book<'_>, fund: Id) -> Result<Option<FundStanding>> {
    let mut found = None;
    book.one(fund, false, |_, seen| {
        found = Some(*seen);
        Ok(())
    })?;
    let Some(seen) = found else { return Ok(None) };
    let mut statement = book.conn.prepare_cached(include_str!("standing/arrival.sql"))?;
    let (status, investor, arrived_on): (Status, Id, NaiveDate) = statement.query_row(named_params! { ":fund": fund }, |row| {
        Ok((row.get("status")?, row.get("investor_id")?, row.get("arrived_on")?))
    })?;
    let year = arrived_on.year();
    let attribution = book.year(year)?.scheme.attribution;
    let (posted, late) = posted(year, status == Status::Verified, &seen);
    let on = |counted: bool| {
        let lines = KpiLine::ALL.iter().copied().filter(|line| counts_in(seen.set, Some(*line), Attribution::Overlap));
        lines.filter(|line| counts_in(seen.set, Some(*line), attribution) == counted).collect()
    };
    let uncounted = match seen.uncounted {
        Some(Uncounted::NotOnList) if listed_holder(book, year, investor, arrived_on)? => Some(Uncounted::Minority),
        None if status == Status::Verified && seen.posting == Posting::PriorYear => Some(Uncounted::PriorYear),
        reason => reason,
    };
    Ok(Some(FundStanding { counts_in: on(true), also_on: on(false), uncounted, posted, late }))
}

/// The quarter to which a line is posted, and whether late.
fn posted(year: i32, verified: bool, seen: &Seen) -> (Option<Quarter>, bool) {
    match seen.posting {
        Posting::In { month, late } if verified => (u8::try_from(month / 3 + 1).ok().and_then(|q| Quarter::new(year, q)), late),
        _ => (None, false),
    }
}

/// The lines that a filter takes, in no order: verified ones and those under review.
pub fn funds_standing(conn: &Connection, filter: &StandingFilter) -> Result<Vec<Id>> {
    let mut book = Book::open(conn)?;
    let mut found = Vec::new();
    for status in Status::ALL.iter().copied().filter(|status| *status == Status::Verified || status.pending()) {
        if status != Status::Verified && (filter.posted.is_some() || filter.late) {
            continue;
        }
        for year in years(conn, status)?.into_iter().filter(|year| filter.posted.is_none_or(|quarter| quarter.year() == *year)) {
            let attribution = book.year(year)?.scheme.attribution;
            let (from, to) = (key::first_of_year(year), NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX));
            book.pass(&Pass { status, from, to, level: RecognitionLevel::District }, |_, seen| {
                if filter.takes(status, year, attribution, seen) {
                    found.push(seen.fund);
                }
                Ok(())
            })?;
        }
    }
    Ok(found)
}

/// The years in which verified money arrived or could have: from the first to the last, in order.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn years_with_funds(conn: &Connection) -> Result<Vec<i32>> {
    years(conn, Status::Verified)
}

/// The years between the first and the last arrival of a status, in order.
pub(super) fn years(conn: &Connection, status: Status) -> Result<Vec<i32>> {
    let mut statement = conn.prepare_cached(include_str!("standing/years.sql"))?;
    let (first, last): (Option<NaiveDate>, Option<NaiveDate>) =
        statement.query_row(named_params! { ":status": status }, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(first.zip(last).map_or_else(Vec::new, |(first, last)| (first.year()..=last.year()).collect()))
}

/// Whether and why a company's money would count if it arrived on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct CompanyStanding {
    /// The day asked about, `YYYY-MM-DD`.
    pub on: String,
    /// How editions are chosen in that day's year; under policy C, as for money without a project.
    pub policy: EditionPolicy,
    /// The version of that year's scheme.
    pub scheme_version: i32,
    /// The KPI lines it qualifies for, by priority: edition, rank, the chain of control up to the listed company.
    pub grounds: Vec<FrozenGround>,
    /// Why it qualifies for none.
    pub uncounted: Option<Uncounted>,
    /// Its group on that day, the head first; itself alone where no link of control holds.
    pub group: Vec<GroupMember>,
}

/// A company of a group, in the order of a tree: each after the one that controls it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct GroupMember {
    /// The company.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// How many links below the head.
    pub depth: u32,
    /// How it is held; null for the head.
    pub link: Option<PathLink>,
}

/// R3 of one company on one day, without regard to zone, form and origin.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for no such company.
pub fn company_standing(conn: &Connection, company: Id, on: NaiveDate) -> Result<CompanyStanding> {
    crate::store::company::get(conn, company)?;
    let mut book = Book::open(conn)?;
    let standing = book.standing_on(company, on)?.clone();
    let mut grounds = Vec::new();
    for (line, ground) in KpiLine::ALL.iter().zip(&standing.lines) {
        if let Some(ground) = ground {
            grounds.push(ground_in_words(&book, *line, ground)?);
        }
    }
    let uncounted = match grounds.is_empty() {
        true if listed_holder(&mut book, on.year(), company, on)? => Some(Uncounted::Minority),
        true => Some(Uncounted::NotOnList),
        false => None,
    };
    let scheme = &book.year(on.year())?.scheme;
    let (policy, scheme_version) = (scheme.edition_policy, scheme.version);
    Ok(CompanyStanding { on: on.to_string(), policy, scheme_version, grounds, uncounted, group: group(&book, company, on)? })
}

fn group(book: &Book<'_>, company: Id, on: NaiveDate) -> Result<Vec<GroupMember>> {
    let above = book.register.reach(company, on).reached;
    let head = above.last().map_or(company, |reached| reached.company);
    let mut members = book.register.members(head, on);
    // The links of a path, compared from the head on, are the order of a tree.
    members.sort_by(|a, b| a.path.cmp(&b.path));
    members.truncate(GROUP_MAX);
    let mut name = book.conn.prepare_cached(include_str!("explain/name.sql"))?;
    let member = |Reached { company, path }: Reached| {
        Ok(GroupMember {
            id: company,
            name: name.query_row(named_params! { ":company": company }, |row| row.get(0))?,
            depth: u32::try_from(path.len()).unwrap_or(u32::MAX),
            link: path.last().map(|link| PathLink::of(&book.register.links[*link])),
        })
    };
    members.into_iter().map(member).collect()
}
