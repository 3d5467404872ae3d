//! R3, R5: which listed companies an investor's money counts for, and for which lines.
//!
//! An investor qualifies for a line through any listed company that is itself or controls it on the
//! arrival date, on an edition that the year's policy counts. Where several do, the one shown for a
//! line, and counted as its company (R12), is that with the best rank (unranked last), then by the
//! shortest chain, then by list code and company id so that the choice is the same everywhere.
//! Under **exclusive** attribution a fund goes to the first of F500, C500, I100 it qualifies for;
//! under **overlap** to each of them. The total holds each fund once, with the company of its first line.

use std::collections::hash_map::Entry;

use chrono::NaiveDate;

use super::control::{Reach, Register};
use super::key::IdMap;
use super::list::{Epoch, Lists};
use crate::domain::Id;
use crate::domain::list::{Attribution, KpiLine};

/// Why a fund counts for one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ground {
    /// The listed company: the head of the group.
    pub head: Id,
    /// By index in [`Lists::editions`].
    pub edition: usize,
    pub rank: Option<u32>,
    /// The links from the investor up to the head, by index in [`Register::links`].
    pub path: Vec<usize>,
}

/// The lines a fund qualifies for, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Standing {
    /// In the order of [`KpiLine::ALL`].
    pub lines: [Option<Ground>; 3],
}

/// A set of lines, one bit each, F500 lowest.
pub(super) type Lines = u8;

/// How many sets of lines there are.
pub(super) const SETS: usize = 8;

impl Standing {
    /// The set of lines it qualifies for.
    pub fn set(&self) -> Lines {
        self.lines.iter().enumerate().fold(0, |set, (line, ground)| set | (Lines::from(ground.is_some()) << line))
    }
}

/// Whether a fund that qualifies for this set of lines is counted in a line, or in the total (R5).
pub(super) fn counts_in(set: Lines, line: Option<KpiLine>, attribution: Attribution) -> bool {
    match (line, attribution) {
        (None, _) => set != 0,
        (Some(line), Attribution::Exclusive) => set != 0 && set.trailing_zeros() == line as u32,
        (Some(line), Attribution::Overlap) => set & (1 << line as u32) != 0,
    }
}

/// Finds the standing that a reach gives on the editions in force.
pub(super) fn standing(register: &Register, reach: Reach, lists: &Lists, editions: &[(KpiLine, usize)]) -> Standing {
    let mut standing = Standing::default();
    for reached in reach.reached {
        for &(line, edition) in editions {
            let Some(rank) = lists.rank(edition, reached.company) else { continue };
            let found = Ground { head: reached.company, edition, rank, path: reached.path.clone() };
            let kept = &mut standing.lines[line as usize];
            if kept.as_ref().is_none_or(|kept| order(&found, lists) < order(kept, lists)) {
                *kept = Some(found);
            }
        }
    }
    debug_assert!(standing.lines.iter().flatten().all(|ground| ground.path.iter().all(|link| *link < register.links.len())));
    standing
}

fn order<'l>(ground: &Ground, lists: &'l Lists) -> (bool, Option<u32>, usize, &'l str, Id) {
    let code = lists.lists[lists.editions[ground.edition].list].code.as_str();
    (ground.rank.is_none(), ground.rank, ground.path.len(), code, ground.head)
}

/// The standing of an investor while neither its chains nor the editions change.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub epoch: Epoch,
    /// By index in the book's standings; 0 is none.
    pub standing: u32,
    /// The lines of that standing.
    pub set: Lines,
}

impl Known {
    fn holds(&self, day: NaiveDate, epoch: Epoch) -> bool {
        self.epoch == epoch && self.from <= day && day <= self.to
    }
}

/// Where an investor stands among those met so far: looked up once a line, in a map small enough to stay near.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot(u32);

impl Slot {
    /// Not met yet.
    pub const NEW: Self = Self(u32::MAX >> 1);
    /// Marks one whose money counts on no day of the first epoch that was asked for.
    const NEVER: u32 = 1 << 31;

    /// Whether its money may count on some day, as far as is known; only where one epoch counts the whole year.
    #[inline(always)]
    pub const fn may_count(self) -> bool {
        self.0 & Self::NEVER == 0
    }
}

/// What is known of the investors met so far, in one year.
#[derive(Default)]
pub(super) struct Investors {
    slots: IdMap<Slot>,
    first: Vec<Known>,
    others: IdMap<Vec<Known>>,
}

impl Investors {
    /// Where an investor stands.
    #[inline(always)]
    pub fn slot(&self, investor: Id) -> Slot {
        self.slots.get(&investor).copied().unwrap_or(Slot::NEW)
    }

    /// What is known of the investor of a slot on a day.
    #[inline(always)]
    pub fn known(&self, slot: Slot, investor: Id, day: NaiveDate, epoch: Epoch) -> Option<Known> {
        let first = self.first.get((slot.0 & !Slot::NEVER) as usize)?;
        if first.holds(day, epoch) { Some(*first) } else { self.another(investor, day, epoch) }
    }

    #[cold]
    fn another(&self, investor: Id, day: NaiveDate, epoch: Epoch) -> Option<Known> {
        self.others.get(&investor)?.iter().rev().find(|known| known.holds(day, epoch)).copied()
    }

    /// Remembers what was found.
    pub fn learn(&mut self, investor: Id, known: Known) {
        match self.slots.entry(investor) {
            Entry::Vacant(slot) => {
                let never = known.set == 0 && known.from == NaiveDate::MIN && known.to == NaiveDate::MAX;
                // No store holds two thousand million companies; one that did would only be slow.
                let index = u32::try_from(self.first.len()).unwrap_or(Slot::NEW.0).min(Slot::NEW.0 - 1);
                slot.insert(Slot(if never { index | Slot::NEVER } else { index }));
                self.first.push(known);
            }
            Entry::Occupied(_) => self.others.entry(investor).or_default().push(known),
        }
    }
}
