//! Lists, editions and entries: which edition of each list is in force on a date (rulebook 4).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Connection, named_params};

use super::key::{self, IdMap};
use crate::domain::Id;
use crate::domain::list::{EditionPolicy, KpiLine};
use crate::domain::scheme::Scheme;
use crate::error::Result;

/// Companies with their ranks; a company may be listed without one.
pub(super) type Ranks = IdMap<Option<u32>>;

/// The better of two ranks of one company.
pub(super) fn best(one: Option<u32>, other: Option<u32>) -> Option<u32> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// A list; rows of the same code are one list, whoever entered them.
pub(super) struct List {
    pub code: String,
    line: Option<KpiLine>,
}

/// An edition of a list; its entries are read when a figure first depends on them.
pub(super) struct Edition {
    pub id: Id,
    pub list: usize,
    pub year: i32,
    pub published_on: NaiveDate,
    ranks: Option<Ranks>,
}

/// Every list and edition of the store.
pub(super) struct Lists {
    pub lists: Vec<List>,
    /// Ascending by publication, then year, then id: of two published on one day the later year is newer.
    pub editions: Vec<Edition>,
    /// Companies that were merged, and what each goes on as.
    merged: IdMap<Id>,
}

impl Lists {
    pub fn load(conn: &Connection) -> Result<Self> {
        let mut by_id: IdMap<usize> = IdMap::default();
        let mut by_code: BTreeMap<String, usize> = BTreeMap::new();
        let mut lists = Vec::new();
        let mut statement = conn.prepare_cached(include_str!("list/lists.sql"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let code: String = row.get(1)?;
            let line: Option<KpiLine> = row.get(2)?;
            let index = *by_code.entry(code.clone()).or_insert_with(|| {
                lists.push(List { code, line });
                lists.len() - 1
            });
            by_id.insert(key::id(row.get_ref(0)?)?, index);
        }
        let mut editions = Vec::new();
        let mut statement = conn.prepare_cached(include_str!("list/editions.sql"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let Some(&list) = by_id.get(&key::id(row.get_ref(1)?)?) else { continue };
            let published_on = key::date(row.get_ref(3)?)?;
            editions.push(Edition { id: key::id(row.get_ref(0)?)?, list, year: row.get(2)?, published_on, ranks: None });
        }
        let mut merged = IdMap::default();
        let mut statement = conn.prepare_cached(include_str!("control/merged.sql"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            merged.insert(key::id(row.get_ref(0)?)?, key::id(row.get_ref(1)?)?);
        }
        Ok(Self { lists, editions, merged })
    }

    /// The rank of a company on an edition: absent, unranked, or a rank (the best of several rows).
    pub fn rank(&self, edition: usize, company: Id) -> Option<Option<u32>> {
        self.editions[edition].ranks.as_ref()?.get(&company).copied()
    }

    /// Every company of an edition whose entries are loaded, with its rank.
    pub fn ranks(&self, edition: usize) -> impl Iterator<Item = (Id, Option<u32>)> + '_ {
        self.editions[edition].ranks.iter().flatten().map(|(company, rank)| (*company, *rank))
    }

    fn load_entries(&mut self, conn: &Connection, edition: usize) -> Result<()> {
        let edition = &mut self.editions[edition];
        if edition.ranks.is_some() {
            return Ok(());
        }
        let mut ranks = Ranks::default();
        let mut statement = conn.prepare_cached(include_str!("list/entries.sql"))?;
        let mut rows = statement.query(named_params! { ":edition": edition.id })?;
        while let Some(row) = rows.next()? {
            let rank: Option<u32> = row.get(1)?;
            let company = key::id(row.get_ref(0)?)?;
            let kept = ranks.entry(self.merged.get(&company).copied().unwrap_or(company)).or_insert(rank);
            *kept = best(*kept, rank);
        }
        edition.ranks = Some(ranks);
        Ok(())
    }
}

/// A stretch of time without a publication: the number of publication dates on or before its days.
/// Editions in force are the same on all days of an epoch.
pub(super) type Epoch = u32;

/// Which lists feed which lines in a year, and which of their editions are in force when.
///
/// Policy A asks for the last day of the year before; B for the arrival date; C for the signing
/// date of the project, for arrivals up to and including three years after it, and otherwise for
/// what A asks. So each policy comes down to the editions in force on one date.
pub(super) struct InForce {
    policy: EditionPolicy,
    lines: Vec<Option<KpiLine>>,
    published: Vec<NaiveDate>,
    at_start: Epoch,
    by_epoch: BTreeMap<Epoch, Vec<(KpiLine, usize)>>,
}

impl InForce {
    pub fn new(lists: &Lists, scheme: &Scheme) -> Self {
        let lines: Vec<_> =
            lists.lists.iter().map(|list| scheme.list_lines.get(&list.code).copied().unwrap_or(list.line)).collect();
        let mut published: Vec<_> =
            lists.editions.iter().filter(|edition| lines[edition.list].is_some()).map(|edition| edition.published_on).collect();
        published.dedup(); // ascending already
        let mut this = Self { policy: scheme.edition_policy, lines, published, at_start: 0, by_epoch: BTreeMap::new() };
        this.at_start = key::first_of_year(scheme.year).pred_opt().map_or(0, |day| this.epoch(day));
        this
    }

    /// The epoch of a date.
    pub fn epoch(&self, day: NaiveDate) -> Epoch {
        u32::try_from(self.published.partition_point(|published| *published <= day)).unwrap_or(Epoch::MAX)
    }

    /// The epoch whose editions count for an arrival, given the epoch of the arrival itself and the
    /// project's signing date.
    pub fn counting(&self, arrived_on: NaiveDate, arrival: Epoch, signed_on: Option<NaiveDate>) -> Epoch {
        match self.policy {
            EditionPolicy::A => self.at_start,
            EditionPolicy::B => arrival,
            EditionPolicy::C => match signed_on {
                Some(signed) if signed.checked_add_months(chrono::Months::new(36)).is_none_or(|last| arrived_on <= last) => {
                    self.epoch(signed)
                }
                _ => self.at_start,
            },
        }
    }

    /// Whether the same editions count the whole year.
    pub fn one_epoch(&self) -> bool {
        self.policy == EditionPolicy::A
    }

    /// Whether the signing date decides.
    pub fn needs_signing(&self) -> bool {
        self.policy == EditionPolicy::C
    }

    /// The editions in force in an epoch with the line they feed, their entries loaded.
    pub fn editions(&mut self, conn: &Connection, lists: &mut Lists, epoch: Epoch) -> Result<&[(KpiLine, usize)]> {
        if !self.by_epoch.contains_key(&epoch) {
            let shown = &self.published[..epoch as usize];
            let mut newest: Vec<Option<usize>> = vec![None; lists.lists.len()];
            for (index, edition) in lists.editions.iter().enumerate() {
                if shown.last().is_some_and(|last| edition.published_on <= *last) {
                    newest[edition.list] = Some(index);
                }
            }
            let mut found = Vec::new();
            for (list, edition) in newest.into_iter().enumerate() {
                if let (Some(line), Some(edition)) = (self.lines[list], edition) {
                    lists.load_entries(conn, edition)?;
                    found.push((line, edition));
                }
            }
            self.by_epoch.insert(epoch, found);
        }
        Ok(self.by_epoch.get(&epoch).map_or(&[], Vec::as_slice))
    }

    /// The editions that figures have depended on so far.
    pub fn used(&self) -> impl Iterator<Item = usize> + '_ {
        self.by_epoch.values().flatten().map(|(_, edition)| *edition)
    }
}
