//! Two editions of a list: who enters, leaves, rises and falls, and how we stand with each.

use rusqlite::{Connection, named_params};
use serde::Serialize;

use super::{Edition, editions};
use crate::domain::money::Fen;
use crate::domain::{Id, vocabulary};
use crate::error::{Error, Result};

vocabulary! {
    /// What became of a company between two editions.
    Move {
        /// 新入榜.
        Entered = "entered",
        /// 落榜.
        Left = "left",
        /// 上升.
        Rose = "rose",
        /// 下降.
        Fell = "fell",
        /// 持平; also where one of the ranks is missing.
        Stayed = "stayed",
    }
}

/// A company of one of the two editions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct MovedCompany {
    /// The company.
    pub company_id: Id,
    /// Its name.
    pub name: String,
    /// What became of it.
    #[serde(rename = "move")]
    pub change: Move,
    /// Its rank on the later edition.
    pub rank: Option<i32>,
    /// Its rank on the earlier one.
    pub rank_before: Option<i32>,
    /// How many ranks it rose; below zero: fell.
    pub places: Option<i32>,
    /// Who of us keeps the contact.
    pub owner: Option<String>,
    /// Whether it invests in a project in a zone that counts.
    pub in_zone: bool,
    /// How many meetings there were.
    pub meetings: i32,
    /// When it was last met.
    pub last_met_on: Option<String>,
    /// Verified money it paid itself, integer fen.
    pub delivered_fen: Fen,
}

/// Two editions compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Comparison {
    /// The later edition.
    pub edition: Edition,
    /// The earlier one; none where it is the list's first, and then all its companies enter.
    pub before: Option<Edition>,
    /// Its companies by rank, those that left last.
    pub companies: Vec<MovedCompany>,
}

/// How many companies a move has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
pub struct MoveCount {
    /// The move.
    #[serde(rename = "move")]
    pub change: Move,
    /// How many companies.
    pub count: u32,
}

/// A page of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ComparedPage {
    /// The earlier edition; none where it is the list's first.
    pub before: Option<Edition>,
    /// How many companies each move has, zeros included.
    pub counts: Vec<MoveCount>,
    /// The companies asked for.
    pub rows: Vec<MovedCompany>,
    /// How many there are of those.
    pub total: u32,
}

impl Comparison {
    /// A page of the companies with a move, or of all.
    #[must_use]
    pub fn page(&self, change: Option<Move>, offset: u32, limit: u32) -> ComparedPage {
        let of = |change: Option<Move>| self.companies.iter().filter(move |one| change.is_none_or(|change| one.change == change));
        let count = |change| u32::try_from(of(change).count()).unwrap_or(u32::MAX);
        ComparedPage {
            before: self.before.clone(),
            counts: Move::ALL.iter().map(|change| MoveCount { change: *change, count: count(Some(*change)) }).collect(),
            rows: of(change).skip(offset as usize).take(limit as usize).cloned().collect(),
            total: count(change),
        }
    }
}

/// Compares the edition of a year with that of another, or with the newest published before it.
///
/// # Errors
/// [`Error::NotFound`] for an edition that is not there.
pub fn compare(conn: &Connection, list_code: &str, year: i32, against: Option<i32>) -> Result<Comparison> {
    let mut of_list = editions(conn)?;
    of_list.retain(|edition| edition.list_code.eq_ignore_ascii_case(list_code.trim()));
    let of = |year: i32| of_list.iter().find(|edition| edition.year == year).cloned();
    let missing = |year: i32| Error::not_found("edition", [list_code, " ", &year.to_string()].concat());
    let edition = of(year).ok_or_else(|| missing(year))?;
    let before = match against {
        Some(year) => Some(of(year).ok_or_else(|| missing(year))?),
        None => of_list
            .iter()
            .filter(|other| other.id != edition.id && other.published_on <= edition.published_on && other.year < edition.year)
            .max_by_key(|other| (other.published_on, other.year))
            .cloned(),
    };
    let mut statement = conn.prepare_cached(include_str!("compare.sql"))?;
    let rows =
        statement.query_map(named_params! { ":edition": edition.id, ":before": before.as_ref().map(|before| before.id) }, read)?;
    let companies = rows.collect::<Result<_, _>>()?;
    Ok(Comparison { edition, before, companies })
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<MovedCompany> {
    let (rank, rank_before): (Option<i32>, Option<i32>) = (row.get("rank")?, row.get("rank_before")?);
    let places = rank.zip(rank_before).map(|(rank, before)| before - rank);
    let change = match (row.get("stands")?, row.get("stood")?) {
        (true, false) => Move::Entered,
        (false, _) => Move::Left,
        _ => match places.map_or(0, i32::signum) {
            1 => Move::Rose,
            -1 => Move::Fell,
            _ => Move::Stayed,
        },
    };
    Ok(MovedCompany {
        company_id: row.get("id")?,
        name: row.get("name")?,
        change,
        rank,
        rank_before,
        places,
        owner: row.get("owner")?,
        in_zone: row.get("in_zone")?,
        meetings: row.get("meetings")?,
        last_met_on: row.get("last_met_on")?,
        delivered_fen: row.get("delivered_fen")?,
    })
}
