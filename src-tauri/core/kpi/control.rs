//! The control chain: who controls a company on a date (rulebook 4, R3).
//!
//! A link carries control when it is over 50 % (strictly) or documented (actual control, VIE), and
//! is valid on the date, both ends included; a missing end is open. A chain holds when each of its
//! links does. Circles in the register end the walk and count nothing twice.

use chrono::NaiveDate;
use rusqlite::Connection;

use super::key::{self, IdMap};
use crate::domain::Id;
use crate::domain::company::Control;
use crate::error::Result;

/// Up to here a company among those reached is found by looking at each.
const FEW: usize = 16;

/// A link of the register, child to parent.
pub(super) struct Link {
    pub parent: Id,
    pub child: Id,
    pub percent_ppm: Option<i64>,
    pub control: Control,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Link {
    fn holds(&self) -> bool {
        self.control.holds(self.percent_ppm)
    }

    fn valid_on(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }
}

/// The whole register of ownership links.
pub(super) struct Register {
    pub links: Vec<Link>,
    up: IdMap<Vec<usize>>,
    down: IdMap<Vec<usize>>,
    /// Companies that were merged, and what each goes on as: lines and locked entries still name them.
    merged: IdMap<Id>,
}

/// A company that controls the one asked about, or that company itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reached {
    pub company: Id,
    /// The links from the company asked about up to this one, by index in [`Register::links`].
    pub path: Vec<usize>,
}

/// Who controls a company, and between which dates that stays so.
pub(super) struct Reach {
    pub reached: Vec<Reached>,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Register {
    pub fn load(conn: &Connection) -> Result<Self> {
        let mut this = Self { links: Vec::new(), up: IdMap::default(), down: IdMap::default(), merged: IdMap::default() };
        let mut statement = conn.prepare_cached(include_str!("control/links.sql"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let link = Link {
                parent: key::id(row.get_ref(0)?)?,
                child: key::id(row.get_ref(1)?)?,
                percent_ppm: row.get(2)?,
                control: row.get(3)?,
                from: key::optional_date(row.get_ref(4)?)?.unwrap_or(NaiveDate::MIN),
                to: key::optional_date(row.get_ref(5)?)?.unwrap_or(NaiveDate::MAX),
            };
            this.up.entry(link.child).or_default().push(this.links.len());
            this.down.entry(link.parent).or_default().push(this.links.len());
            this.links.push(link);
        }
        let mut statement = conn.prepare_cached(include_str!("control/merged.sql"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            this.merged.insert(key::id(row.get_ref(0)?)?, key::id(row.get_ref(1)?)?);
        }
        Ok(this)
    }

    /// The company that this one goes on as.
    pub fn survivor(&self, company: Id) -> Id {
        self.merged.get(&company).copied().unwrap_or(company)
    }

    /// The company itself and all that control it on a day, nearest first, each by a shortest path.
    pub fn reach(&self, company: Id, day: NaiveDate) -> Reach {
        let company = self.survivor(company);
        let (mut from, mut to) = (NaiveDate::MIN, NaiveDate::MAX);
        if !self.up.contains_key(&company) {
            return Reach { reached: vec![Reached { company, path: Vec::new() }], from, to };
        }
        // Whatever day: the answer can only change where a controlling link above begins or ends.
        let (reached, links) = self.walk(company, |link| link.holds(), &self.up, |link| link.parent);
        for link in &links {
            let link = &self.links[*link];
            for edge in [Some(link.from), link.to.succ_opt()].into_iter().flatten() {
                if edge <= day {
                    from = from.max(edge);
                } else if let Some(last) = edge.pred_opt() {
                    to = to.min(last);
                }
            }
        }
        if links.iter().all(|link| self.links[*link].valid_on(day)) {
            return Reach { reached, from, to };
        }
        let (reached, _) = self.walk(company, |link| link.holds() && link.valid_on(day), &self.up, |link| link.parent);
        Reach { reached, from, to }
    }

    /// Whether `head` is the company or controls it on a day.
    pub fn controls(&self, head: Id, company: Id, day: NaiveDate) -> bool {
        head == self.survivor(company) || self.reach(company, day).reached.iter().any(|reached| reached.company == head)
    }

    /// The company and all it has ever controlled, under every record that lines may name.
    pub fn group(&self, head: Id) -> Vec<Id> {
        let (reached, _) = self.walk(head, Link::holds, &self.down, |link| link.child);
        let mut group: Vec<Id> = reached.into_iter().map(|reached| reached.company).collect();
        let merged = self.merged.iter().filter(|(_, into)| group.contains(into)).map(|(id, _)| *id).collect::<Vec<_>>();
        group.extend(merged);
        group
    }

    /// The company and all it controls on a day, each by a shortest path from it.
    pub fn members(&self, head: Id, day: NaiveDate) -> Vec<Reached> {
        self.walk(head, |link| link.holds() && link.valid_on(day), &self.down, |link| link.child).0
    }

    /// All that hold any part of a company on a day, through any number of links, itself included.
    pub fn holders(&self, company: Id, day: NaiveDate) -> Vec<Id> {
        let (reached, _) = self.walk(self.survivor(company), |link| link.valid_on(day), &self.up, |link| link.parent);
        reached.into_iter().map(|reached| reached.company).collect()
    }

    /// Breadth first along the links that pass; each company once, with all links seen on the way.
    fn walk(
        &self,
        start: Id,
        passes: impl Fn(&Link) -> bool,
        edges: &IdMap<Vec<usize>>,
        far_end: impl Fn(&Link) -> Id,
    ) -> (Vec<Reached>, Vec<usize>) {
        let mut reached = vec![Reached { company: start, path: Vec::new() }];
        // Few as a rule; a set only where looking through them all would take longer.
        let mut seen: IdMap<()> = IdMap::default();
        let mut links = Vec::new();
        let mut next = 0;
        while next < reached.len() {
            for &link in edges.get(&reached[next].company).map_or(&[][..], Vec::as_slice) {
                if !passes(&self.links[link]) {
                    continue;
                }
                links.push(link);
                let company = far_end(&self.links[link]);
                if reached.len() == FEW {
                    seen.extend(reached.iter().map(|reached| (reached.company, ())));
                }
                let new = if reached.len() < FEW {
                    reached.iter().all(|reached| reached.company != company)
                } else {
                    seen.insert(company, ()).is_none()
                };
                if new {
                    let path = reached[next].path.iter().copied().chain([link]).collect();
                    reached.push(Reached { company, path });
                }
            }
            next += 1;
        }
        (reached, links)
    }
}
