//! Which companies a row, or another company, may mean: looked up by codes and by the keys of names,
//! then scored and explained.

use std::collections::BTreeSet;

use rusqlite::{Connection, named_params};

use super::{Company, by_lei, by_uscc, get};
use crate::domain::Id;
use crate::domain::matching::{Candidate, Ground, Reason, Verdict};
use crate::domain::name::{self, Likeness, Name, Named};
use crate::error::Result;

/// How many candidates are told.
const CANDIDATES_MAX: usize = 5;

/// By how much a clear candidate must be better than the next to stand.
const LEAD: i32 = 20;

/// What is known of the company looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought<'a> {
    /// Its names, Chinese or English.
    pub names: Vec<&'a str>,
    /// 统一社会信用代码.
    pub uscc: Option<&'a str>,
    /// Legal entity identifier.
    pub lei: Option<&'a str>,
    /// ISO 3166 alpha-2.
    pub country: Option<&'a str>,
    /// 行业, as written.
    pub industry: Option<&'a str>,
}

/// The companies that may be meant, the likeliest first: those that are so by themselves before the doubtful.
/// At most one is clear, but for the same code borne by several.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn candidates(conn: &Connection, sought: &Sought<'_>) -> Result<Vec<Candidate>> {
    let names: Vec<Name> = sought.names.iter().map(|name| Name::parse(name)).collect();
    let country = sought.country.filter(|code| code.len() == 2);
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let coded = [
        (Ground::SameUscc, sought.uscc.map(|code| by_uscc(conn, code))),
        (Ground::SameLei, sought.lei.map(|lei| by_lei(conn, lei))),
    ];
    for (ground, ids) in coded {
        for id in ids.transpose()?.unwrap_or_default() {
            if seen.insert(id) {
                let title = get(conn, id)?.title().to_owned();
                let reasons = vec![Reason { ground, detail: None }];
                found.push(Candidate { id, title, score: 1000, verdict: Verdict::Clear, reasons });
            }
        }
    }
    for id in keyed(conn, &names, country)? {
        if seen.insert(id)
            && let Some(candidate) = scored(conn, id, sought, &names, country)?
        {
            found.push(candidate);
        }
    }
    found.sort_by_key(|candidate| (candidate.verdict, -candidate.score, candidate.id));
    leave_one_clear(&mut found);
    found.truncate(CANDIDATES_MAX);
    Ok(found)
}

/// The companies under the keys of the names.
fn keyed(conn: &Connection, names: &[Name], country: Option<&str>) -> Result<BTreeSet<Id>> {
    let mut statement = conn.prepare_cached("SELECT company_id FROM company_key WHERE key = :key LIMIT :limit")?;
    let mut out = BTreeSet::new();
    for (key, most) in names.iter().flat_map(|name| name::lookups(name, country)) {
        let ids: Vec<Id> =
            statement.query_map(named_params! { ":key": key, ":limit": most + 1 }, |row| row.get(0))?.collect::<Result<_, _>>()?;
        if ids.len() <= most as usize {
            out.extend(ids);
        }
    }
    Ok(out)
}

/// How like a company is to what is sought; nothing where it is another.
fn scored(conn: &Connection, id: Id, sought: &Sought<'_>, names: &[Name], country: Option<&str>) -> Result<Option<Candidate>> {
    let company = get(conn, id)?;
    let own: Vec<String> = [&company.name_zh, &company.name_en].into_iter().flatten().cloned().collect();
    let aliases = super::aliases(conn, id)?;
    let there = country_of(&company);
    let mut best: Option<Likeness> = None;
    for (at, written) in own.iter().chain(&aliases).enumerate() {
        let theirs = Name::parse(written);
        for mine in names {
            let Some(mut found) = name::like(Named { name: mine, country }, Named { name: &theirs, country: there }) else {
                continue;
            };
            if at >= own.len() && found.reasons[0].ground == Ground::SameName {
                found.reasons[0] = Reason { ground: Ground::Alias, detail: Some(written.clone()) };
            }
            let better = |best: &Likeness| (found.verdict, -found.score) < (best.verdict, -best.score);
            if best.as_ref().is_none_or(better) {
                best = Some(found);
            }
        }
    }
    let Some(mut found) = best else { return Ok(None) };
    let differ = |mine: Option<&str>, theirs: Option<&String>| mine.zip(theirs).is_some_and(|(mine, theirs)| mine != theirs);
    if differ(sought.uscc, company.uscc.as_ref()) || differ(sought.lei, company.lei.as_ref()) {
        found.verdict = Verdict::Doubtful;
        found.score -= 400;
        found.reasons.insert(0, Reason { ground: Ground::CodesDiffer, detail: None });
    }
    if sought.industry.is_some() && sought.industry == company.industry.as_deref() {
        found.reasons.push(Reason { ground: Ground::IndustrySame, detail: company.industry.clone() });
    }
    let title = company.title().to_owned();
    Ok(Some(Candidate { id, title, score: found.score, verdict: found.verdict, reasons: found.reasons }))
}

fn country_of(company: &Company) -> Option<&str> {
    company.country.as_deref()
}

/// Two that are equally clear are in doubt; one that is clearly better stands, and the rest are behind it.
fn leave_one_clear(found: &mut [Candidate]) {
    let coded = |candidate: &Candidate| matches!(candidate.reasons[0].ground, Ground::SameUscc | Ground::SameLei);
    let [first, rest @ ..] = found else { return };
    if first.verdict != Verdict::Clear {
        return;
    }
    let (lead, by_code) = (first.score, coded(first));
    let mut rivals = false;
    for other in rest.iter_mut().filter(|other| other.verdict == Verdict::Clear && !(by_code && coded(other))) {
        rivals |= !by_code && lead - other.score < LEAD;
        other.verdict = Verdict::Doubtful;
    }
    if rivals {
        first.verdict = Verdict::Doubtful;
    }
}
