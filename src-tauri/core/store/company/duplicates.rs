//! All companies against each other: groups that may be one company, scored and explained.
//!
//! Names are taken apart once and met through their keys, as in [`super::candidates`], so that the cost grows
//! with the companies and not with their pairs.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::Connection;
use serde::Serialize;

use crate::domain::Id;
use crate::domain::matching::{Ground, Reason, Verdict};
use crate::domain::name::{self, Likeness, Name, Named};
use crate::error::Result;

/// A key that more names share tells nothing of them.
const NAMES_OF_A_KEY_MAX: usize = 24;

/// From which score on two companies are shown as perhaps one.
const SCORE_MIN: i32 = 700;

/// The most companies in a group: likeness is not handed on without end.
const GROUP_MAX: usize = 12;

/// A company of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Duplicate {
    /// The company.
    pub id: Id,
    /// What it is called.
    pub title: String,
    /// English, where the title is Chinese.
    pub name_en: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
    /// 统一社会信用代码.
    pub uscc: Option<String>,
    /// How many records hang on it: entries, meetings, projects, lines.
    pub records: i32,
}

/// Two of a group, and why they may be one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Pair {
    /// One.
    pub one: Id,
    /// The other.
    pub other: Id,
    /// Thousandths.
    pub score: i32,
    /// Whether it would match by itself.
    pub verdict: Verdict,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// Companies that may be one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Group {
    /// The best of its pairs.
    pub score: i32,
    /// Whether a pair of it would match by itself.
    pub verdict: Verdict,
    /// Its companies, the one with the most records first: that is proposed to go on.
    pub companies: Vec<Duplicate>,
    /// Its pairs, the likeliest first.
    pub pairs: Vec<Pair>,
}

struct Known {
    id: Id,
    uscc: Option<String>,
    lei: Option<String>,
    country: Option<String>,
    names: Vec<Name>,
}

/// Every group, the likeliest first.
///
/// Companies that a person kept apart, that own each other, that stand on one edition at different ranks, or
/// whose codes differ are not held to be one.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn duplicates(conn: &Connection) -> Result<Vec<Group>> {
    let known = load(conn)?;
    let (apart, ranks) = (apart(conn)?, ranks(conn)?);
    let mut pairs = Vec::new();
    for (one, other) in meeting(&known) {
        let (a, b) = (&known[one], &known[other]);
        if apart.contains(&ordered(a.id, b.id)) || ranked_apart(&ranks, a.id, b.id) {
            continue;
        }
        if let Some(found) = alike(a, b) {
            pairs.push((one, other, found));
        }
    }
    pairs.sort_by_key(|(one, other, found)| (found.verdict, -found.score, *one, *other));
    grouped(conn, &known, pairs)
}

fn load(conn: &Connection) -> Result<Vec<Known>> {
    let mut statement = conn.prepare_cached(include_str!("duplicates/names.sql"))?;
    let mut rows = statement.query([])?;
    let mut out: Vec<Known> = Vec::new();
    while let Some(row) = rows.next()? {
        let id: Id = row.get(0)?;
        let name = Name::parse(&row.get::<_, String>(4)?);
        match out.last_mut() {
            Some(last) if last.id == id => last.names.push(name),
            _ => out.push(Known { id, uscc: row.get(1)?, lei: row.get(2)?, country: row.get(3)?, names: vec![name] }),
        }
    }
    Ok(out)
}

/// Pairs that are known not to be one, smaller id first.
fn apart(conn: &Connection) -> Result<HashSet<(Id, Id)>> {
    let mut statement = conn.prepare_cached(include_str!("duplicates/apart.sql"))?;
    let rows = statement.query_map([], |row| Ok(ordered(row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Where each company stands, by edition.
fn ranks(conn: &Connection) -> Result<HashMap<Id, Vec<(Id, i32)>>> {
    let mut statement = conn.prepare_cached(include_str!("duplicates/entries.sql"))?;
    let mut rows = statement.query([])?;
    let mut out: HashMap<Id, Vec<(Id, i32)>> = HashMap::new();
    while let Some(row) = rows.next()? {
        out.entry(row.get(0)?).or_default().push((row.get(1)?, row.get(2)?));
    }
    Ok(out)
}

/// Whether an edition names both, at different ranks.
fn ranked_apart(ranks: &HashMap<Id, Vec<(Id, i32)>>, one: Id, other: Id) -> bool {
    let (Some(mine), Some(theirs)) = (ranks.get(&one), ranks.get(&other)) else { return false };
    mine.iter().any(|(edition, rank)| theirs.iter().any(|(same, other)| edition == same && rank != other))
}

fn ordered(one: Id, other: Id) -> (Id, Id) {
    if one < other { (one, other) } else { (other, one) }
}

/// Pairs that share a key or a code, each once.
fn meeting(known: &[Known]) -> Vec<(usize, usize)> {
    let mut at: Vec<(i64, u32)> = Vec::new();
    let mut coded: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, company) in known.iter().enumerate() {
        for code in [&company.uscc, &company.lei].into_iter().flatten() {
            coded.entry(code).or_default().push(number);
        }
        let mut keys: Vec<i64> =
            company.names.iter().flat_map(|name| name::lookups(name, company.country.as_deref())).map(|key| key.0).collect();
        keys.sort_unstable();
        keys.dedup();
        at.extend(keys.into_iter().map(|key| (key, u32::try_from(number).unwrap_or(u32::MAX))));
    }
    at.sort_unstable();
    let mut out: Vec<(usize, usize)> = Vec::new();
    let mut together = |numbers: &[usize]| {
        for (place, one) in numbers.iter().enumerate() {
            out.extend(numbers[place + 1..].iter().map(|other| (*one, *other)));
        }
    };
    for same in at.chunk_by(|a, b| a.0 == b.0).filter(|same| (2..=NAMES_OF_A_KEY_MAX).contains(&same.len())) {
        together(&same.iter().map(|(_, number)| *number as usize).collect::<Vec<_>>());
    }
    coded.into_values().for_each(|numbers| together(&numbers));
    out.sort_unstable();
    out.dedup();
    out
}

/// How alike two companies are, if enough.
fn alike(a: &Known, b: &Known) -> Option<Likeness> {
    let same = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
    let differ = |one: &Option<String>, other: &Option<String>| one.is_some() && other.is_some() && one != other;
    for (ground, one, other) in [(Ground::SameUscc, &a.uscc, &b.uscc), (Ground::SameLei, &a.lei, &b.lei)] {
        if same(one, other) {
            let reasons = vec![Reason { ground, detail: one.clone() }];
            return Some(Likeness { score: 1000, verdict: Verdict::Clear, reasons });
        }
    }
    if differ(&a.uscc, &b.uscc) || differ(&a.lei, &b.lei) {
        return None;
    }
    let pairs = a.names.iter().flat_map(|one| b.names.iter().map(move |other| (one, other)));
    pairs
        .filter_map(|(one, other)| {
            let (here, there) = (a.country.as_deref(), b.country.as_deref());
            name::like(Named { name: one, country: here }, Named { name: other, country: there })
        })
        .filter(|found| found.score >= SCORE_MIN)
        .min_by_key(|found| (found.verdict, -found.score))
}

/// Joins pairs into groups, the likeliest pairs first, none beyond [`GROUP_MAX`].
fn grouped(conn: &Connection, known: &[Known], pairs: Vec<(usize, usize, Likeness)>) -> Result<Vec<Group>> {
    let mut group_of: HashMap<usize, usize> = HashMap::new();
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (next, (one, other, _)) in pairs.iter().enumerate() {
        let (mine, theirs) = (group_of.get(one).copied(), group_of.get(other).copied());
        let (into, from) = match (mine, theirs) {
            (Some(a), Some(b)) if a == b => continue,
            (Some(a), Some(b)) => (a, members.get(&b).cloned().unwrap_or_default()),
            (Some(a), None) => (a, vec![*other]),
            (None, Some(b)) => (b, vec![*one]),
            (None, None) => (next, vec![*one, *other]),
        };
        if members.get(&into).map_or(0, Vec::len) + from.len() > GROUP_MAX {
            continue;
        }
        if let (Some(a), Some(b)) = (mine, theirs)
            && a != b
        {
            members.remove(&b);
        }
        for number in from {
            group_of.insert(number, into);
            members.entry(into).or_default().push(number);
        }
    }
    let mut inside: BTreeMap<usize, Vec<Pair>> = BTreeMap::new();
    for (one, other, found) in pairs {
        let Some(group) = group_of.get(&one).filter(|group| group_of.get(&other) == Some(group)) else { continue };
        let Likeness { score, verdict, reasons } = found;
        inside.entry(*group).or_default().push(Pair { one: known[one].id, other: known[other].id, score, verdict, reasons });
    }
    let mut out = Vec::with_capacity(inside.len());
    for (group, pairs) in inside {
        let mut companies = Vec::new();
        for number in members.get(&group).into_iter().flatten() {
            companies.push(line(conn, known[*number].id)?);
        }
        companies.sort_by_key(|company: &Duplicate| (-company.records, company.id));
        let first = &pairs[0];
        out.push(Group { score: first.score, verdict: first.verdict, companies, pairs });
    }
    out.sort_by_key(|group| (group.verdict, -group.score, group.companies.first().map(|company| company.id)));
    Ok(out)
}

fn line(conn: &Connection, id: Id) -> Result<Duplicate> {
    Ok(conn.prepare_cached(include_str!("duplicates/line.sql"))?.query_row(rusqlite::named_params! { ":id": id }, |row| {
        Ok(Duplicate {
            id: row.get(0)?,
            title: row.get(1)?,
            name_en: row.get(2)?,
            country: row.get(3)?,
            uscc: row.get(4)?,
            records: row.get(5)?,
        })
    })?)
}
