//! R19: the figures by unit, each project's money credited by its split; R17: what the units are set beside what the bureau is.
//!
//! A project's money goes to its units by their basis points, what is left of a fen by largest remainder, so that the parts of
//! a line sum to it. Where units only claim a project it goes to the first that talked (D7); where nobody is named, to
//! `project.owner_unit`; money without either stands under no unit and is not hidden.

use std::collections::BTreeMap;

use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};

use super::key::IdMap;
use super::ledger::{Book, Pass};
use super::qualify::counts_in;
use super::tally::{fen, month_of};
use super::{Hundredths, KpiQuery, key};
use crate::domain::Id;
use crate::domain::fund::Status;
use crate::domain::list::KpiLine;
use crate::domain::money::{Fen, by_shares};
use crate::domain::reading::{KpiFigure, Reading};
use crate::error::Result;

/// A year's figures by unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Units {
    /// The units that money is credited to or that are set a target, by name; money of no unit last.
    pub rows: Vec<UnitRow>,
    /// By how much the units' targets of a line exceed the bureau's own (R17); negative: they fall short.
    pub surplus: Vec<Surplus>,
}

/// A unit's figures, year to date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct UnitRow {
    /// The unit; none: money that no unit is named for.
    pub unit: Option<String>,
    /// Who answers for it, as its newest target says.
    pub leader: Option<String>,
    /// F500, C500, I100 and the total.
    pub figures: Vec<UnitFigure>,
}

/// A unit's figure of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct UnitFigure {
    /// Which line.
    pub line: KpiFigure,
    /// Credited to the unit.
    pub ytd_fen: Fen,
    /// What it is set; none: none set.
    pub target_fen: Option<Fen>,
    /// Completion, percent; none without a target above 0.
    pub completion_pct: Option<Hundredths>,
}

/// R17: child targets beside the parent's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Surplus {
    /// Which line.
    pub line: KpiFigure,
    /// The bureau's own target.
    pub parent_fen: Option<Fen>,
    /// What the units' sum to; none where no unit is set one.
    pub children_fen: Option<Fen>,
    /// Children − parent.
    pub surplus_fen: Option<Fen>,
}

/// Who is credited a project's money, in basis points that sum to 10000.
type Split = Vec<(String, i32)>;

/// The figures of a year through a quarter by unit, in the reading asked for; of the published reading, what is posted.
///
/// # Errors
/// As [`super::table`].
pub fn units(conn: &Connection, query: &KpiQuery) -> Result<Units> {
    query.checked()?;
    let reading = if query.reading == Reading::Restated { Reading::Restated } else { Reading::Posted };
    let splits = splits(conn)?;
    let mut book = Book::open(conn)?;
    let mut sums: BTreeMap<Option<String>, [i128; 4]> = BTreeMap::new();
    let (from, to) = (key::first_of_year(query.year), query.through.last_day());
    let mut counted = Vec::new();
    book.pass(&Pass { status: Status::Verified, from, to, level: query.level }, |_, seen| {
        let in_time = month_of(seen, reading).is_some_and(|(month, _)| month / 3 < usize::from(query.through.number()));
        if in_time && seen.set != 0 {
            counted.push(*seen);
        }
        Ok(())
    })?;
    let mut statement = conn.prepare_cached("SELECT project_id FROM fund WHERE id = :id")?;
    for seen in counted {
        let project: Option<Id> = statement.query_row(named_params! { ":id": seen.fund }, |row| row.get(0))?;
        let none = Vec::new();
        let split = project.and_then(|project| splits.get(&project)).unwrap_or(&none);
        for (unit, part) in parts(seen.amount_fen, split) {
            let sum = sums.entry(unit).or_default();
            for (at, line) in KpiFigure::ALL.iter().enumerate() {
                if counts_in(seen.set, line.line(), query.attribution) {
                    sum[at] += i128::from(part);
                }
            }
        }
    }
    let targets = targets(conn, query)?;
    for unit in targets.units.keys() {
        sums.entry(Some(unit.clone())).or_default();
    }
    let mut rows = Vec::new();
    for (unit, sums) in sums {
        let of_unit = unit.as_ref().and_then(|unit| targets.units.get(unit));
        let figures = KpiFigure::ALL
            .iter()
            .zip(sums)
            .map(|(line, sum)| {
                let target_fen = of_unit.and_then(|set| set.lines.get(line).copied().flatten());
                let measure = target_fen.filter(|target| *target > Fen::ZERO);
                Ok(UnitFigure {
                    line: *line,
                    ytd_fen: fen(sum)?,
                    target_fen,
                    completion_pct: measure.map(|target| Hundredths::percent(sum, target.0.into())),
                })
            })
            .collect::<Result<_>>()?;
        rows.push(UnitRow { leader: of_unit.and_then(|set| set.leader.clone()), unit, figures });
    }
    // None sorts first; it is told last.
    rows.sort_by(|a, b| (a.unit.is_none(), &a.unit).cmp(&(b.unit.is_none(), &b.unit)));
    let whole = super::target::targets(&book, query.through)?;
    let surplus = KpiFigure::ALL
        .iter()
        .zip(whole)
        .map(|(line, whole)| {
            let set: Vec<i128> = targets
                .units
                .values()
                .filter_map(|set| set.lines.get(line).copied().flatten())
                .map(|fen| i128::from(fen.0))
                .collect();
            let children = if set.is_empty() { None } else { Some(set.iter().sum::<i128>()) };
            let surplus = children.zip(whole.target_fen).map(|(children, parent)| children - i128::from(parent.0));
            Ok(Surplus {
                line: *line,
                parent_fen: whole.target_fen,
                children_fen: children.map(fen).transpose()?,
                surplus_fen: surplus.map(fen).transpose()?,
            })
        })
        .collect::<Result<_>>()?;
    Ok(Units { rows, surplus })
}

/// An amount by a split (R19).
fn parts(amount: i64, split: &Split) -> Vec<(Option<String>, i64)> {
    if split.is_empty() {
        return vec![(None, amount)];
    }
    let shares: Vec<i32> = split.iter().map(|(_, share_bp)| *share_bp).collect();
    split.iter().map(|(unit, _)| Some(unit.clone())).zip(by_shares(amount, &shares)).collect()
}

fn splits(conn: &Connection) -> Result<IdMap<Split>> {
    let mut splits: IdMap<Split> = IdMap::default();
    let mut statement = conn.prepare_cached(include_str!("units/splits.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        splits.entry(key::id(row.get_ref(0)?)?).or_default().push((row.get(1)?, row.get(2)?));
    }
    Ok(splits)
}

#[derive(Default)]
struct Set {
    leader: Option<String>,
    lines: BTreeMap<KpiFigure, Option<Fen>>,
}

#[derive(Default)]
struct Targets {
    units: BTreeMap<String, Set>,
}

/// The units' targets in force at the end of the period; a unit that is the whole bureau is none of them.
fn targets(conn: &Connection, query: &KpiQuery) -> Result<Targets> {
    let mut targets = Targets::default();
    let mut statement = conn.prepare_cached(include_str!("units/targets.sql"))?;
    let mut rows = statement.query(named_params! {
        ":year": query.year, ":first_day": key::first_of_year(query.year), ":day": query.through.last_day(),
    })?;
    while let Some(row) = rows.next()? {
        let (unit, line, target, leader): (String, KpiFigure, Option<Fen>, Option<String>) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let set = targets.units.entry(unit).or_default();
        set.lines.insert(line, target);
        set.leader = leader.or(set.leader.take());
    }
    Ok(targets)
}

/// The KPI lines, for the reader of [`UnitFigure`]: F500, C500, I100, then the total.
const _: () = assert!(KpiFigure::ALL.len() == KpiLine::ALL.len() + 1);

#[cfg(test)]
mod tests {
    use super::*;

    /// R19: parts sum to the line, and the fen that is left goes to the largest remainder.
    #[test]
    fn r19_parts_sum_to_the_amount() {
        let split = |bps: &[i32]| bps.iter().enumerate().map(|(at, bp)| (at.to_string(), *bp)).collect::<Split>();
        let amounts = |amount, bps: &[i32]| parts(amount, &split(bps)).into_iter().map(|(_, part)| part).collect::<Vec<_>>();
        assert_eq!(amounts(100, &[3_333, 3_333, 3_334]), [33, 33, 34]);
        assert_eq!(amounts(-101, &[5_000, 5_000]), [-51, -50]);
        assert_eq!(amounts(1, &[2_500, 7_500]), [0, 1]);
        for amount in [-7, 0, 1, 99, 1_234_567_891] {
            assert_eq!(amounts(amount, &[1_111, 2_222, 6_667]).iter().sum::<i64>(), amount);
        }
        assert_eq!(parts(5, &Vec::new()), [(None, 5)]);
    }
}
