//! R12: companies with funds, and which of them are newly attracted (新引进).
//!
//! A **company** of a line is a listed group head with net > 0 there, year to date: the heads are
//! those that [`super::qualify`] shows for its funds. On two lists it counts once in the total.
//!
//! It is **new** when it never had a net > 0 in the zone before 1 January of the year. For that
//! question being listed does not matter, only money: all verified lines of earlier years whose
//! investor was the head or controlled by it on their arrival date, and which this year's scheme
//! would count (zone, form, origin, basis), added in order of arrival; one moment above zero
//! makes it an old friend. Nothing else of earlier years is read: one look-up a head, mostly.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::ledger::{Book, History};
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
pub(super) fn count(
    book: &mut Book<'_>,
    tally: &Tally,
    year: i32,
    attribution: Attribution,
    level: RecognitionLevel,
) -> Result<[Count; 4]> {
    let mut nets: BTreeMap<Id, [i128; 4]> = BTreeMap::new();
    for (standing, net) in tally.nets() {
        let lines = &book.standings[standing].lines;
        let first = lines.iter().position(Option::is_some);
        for (line, ground) in lines.iter().enumerate() {
            let Some(ground) = ground else { continue };
            let sums = nets.entry(ground.head).or_default();
            if attribution == Attribution::Overlap || first == Some(line) {
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
        let new = !old(book, head, year, level)?;
        for (count, sum) in counts.iter_mut().zip(sums) {
            count.companies += u32::from(sum > 0);
            count.new += u32::from(sum > 0 && new);
        }
    }
    Ok(counts)
}

/// Where the total stands in the counts.
pub(super) const TOTAL: usize = KpiLine::ALL.len();

/// Whether a group had a net > 0 in the zone before the year.
fn old(book: &mut Book<'_>, head: Id, year: i32, level: RecognitionLevel) -> Result<bool> {
    let ask = History { year, level, first_only: true };
    let group = book.register.group(head);
    // Most often the first line ever settles it.
    let mut first: Option<(NaiveDate, Id, i64)> = None;
    for company in &group {
        let earliest = book.history(head, *company, &ask)?;
        first = first.into_iter().chain(earliest).min();
    }
    match first {
        None => return Ok(false),
        Some((_, _, amount)) if amount > 0 => return Ok(true),
        Some(_) => {}
    }
    let mut lines = Vec::new();
    for company in &group {
        lines.extend(book.history(head, *company, &History { first_only: false, ..ask })?);
    }
    lines.sort_unstable();
    let mut net = 0_i128;
    Ok(lines.into_iter().any(|(_, _, amount)| {
        net += i128::from(amount);
        net > 0
    }))
}
