//! R12: companies with funds, and which of them are newly attracted (新引进).
//!
//! A **company** of a line is a listed group head with net > 0 there, year to date: the heads are
//! those that [`super::qualify`] shows for its funds. On two lists it counts once in the total.
//!
//! It is **new** when no money of its group had ever come to the zone before 1 January of the year:
//! as money must come before it can leave, the first positive line is the first net > 0. For that
//! question being listed does not matter, only money: the verified lines of earlier years whose
//! investor was the head or controlled by it on their arrival date, and which this year's scheme
//! would count (zone, form, origin, basis). Nothing else of earlier years is read: where the pass
//! over the year before has met the group under the same scope, nothing at all, else a look-up a company.

use std::collections::BTreeMap;

use super::KpiQuery;
use super::key::IdMap;
use super::ledger::Book;
use super::tally::Tally;
use crate::domain::Id;
use crate::domain::list::{Attribution, KpiLine};
use crate::domain::reading::RecognitionLevel;
use crate::error::Result;

/// How many companies a row has, and how many of them are new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Count {
    pub companies: u32,
    pub new: u32,
}

/// The counts of F500, C500, I100 and the total.
pub(super) fn count(book: &mut Book<'_>, tally: &Tally, before: Option<&Tally>, query: &KpiQuery) -> Result<[Count; 4]> {
    let met = met_before(book, before, query.year)?;
    let mut nets: BTreeMap<Id, [i128; 4]> = BTreeMap::new();
    for (standing, net) in tally.nets() {
        let lines = &book.standings[standing].lines;
        let first = lines.iter().position(Option::is_some);
        for (line, ground) in lines.iter().enumerate() {
            let Some(ground) = ground else { continue };
            let sums = nets.entry(ground.head).or_default();
            if query.attribution == Attribution::Overlap || first == Some(line) {
                sums[line] += net;
            }
            if first == Some(line) {
                sums[TOTAL] += net;
            }
        }
    }
    let mut counts = [Count::default(); 4];
    for (head, sums) in nets {
        if sums.iter().all(|sum| *sum <= 0) {
            continue;
        }
        let new = !met.contains_key(&head) && !old(book, head, query.year, query.level)?;
        for (count, sum) in counts.iter_mut().zip(sums) {
            count.companies += u32::from(sum > 0);
            count.new += u32::from(sum > 0 && new);
        }
    }
    Ok(counts)
}

/// Where the total stands in the counts.
pub(super) const TOTAL: usize = KpiLine::ALL.len();

/// Whether money of the group came to the zone before the year.
fn old(book: &mut Book<'_>, head: Id, year: i32, level: RecognitionLevel) -> Result<bool> {
    if let Some(came) = book.came.get(&(year, level)).and_then(|heads| heads.get(&head)) {
        return Ok(*came);
    }
    let mut came = false;
    for company in book.register.group(head) {
        came = book.came_before(year, head, company, level)?;
        if came {
            break;
        }
    }
    book.came.entry((year, level)).or_default().insert(head, came);
    Ok(came)
}

/// The heads whose money counted in the year before, where that tells of this year's scope too.
fn met_before(book: &mut Book<'_>, before: Option<&Tally>, year: i32) -> Result<IdMap<()>> {
    let mut met = IdMap::default();
    let Some(before) = before else { return Ok(met) };
    book.year(year - 1)?;
    book.year(year)?;
    if !book.same_scope(year - 1, year) {
        return Ok(met);
    }
    for standing in before.came() {
        met.extend(book.standings[standing].lines.iter().flatten().map(|ground| (ground.head, ())));
    }
    Ok(met)
}
