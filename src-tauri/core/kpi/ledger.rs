//! One pass over a year's lines: each is judged (R2), attributed (R3, R5) and posted (R6).
//!
//! The pass reads the covering index `fund_kpi` in its own order and nothing else, except for lines
//! that are linked to another one. What it needs beside (zones, bases, editions, the register of
//! control) is loaded once a question; the standing of an investor is worked out when the pass
//! first meets it. So the cost grows with the lines of the year, not with the ledger.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::control::Register;
use super::key::{self, IdMap};
use super::list::{Edition, Epoch, InForce, Lists};
use super::posting::{Closes, Posting};
use super::qualify::{self, Investors, Known, Lines, Standing};
use super::scheme;
use super::scope::{self, Ground, Scope};
use crate::domain::Id;
use crate::domain::fund::{Form, LinkKind, Origin, Status};
use crate::domain::period::Period;
use crate::domain::reading::{RecognitionLevel, Uncounted};
use crate::domain::scheme::Scheme;
use crate::error::Result;

/// How many reversals of reversals are followed to the line that money first came with.
const REVERSALS_FOLLOWED: usize = 64;

/// The store as one question sees it.
pub(super) struct Book<'c> {
    pub conn: &'c Connection,
    pub ground: Ground,
    pub lists: Lists,
    pub register: Register,
    /// Every standing met so far; the first is that of no line.
    pub standings: Vec<Standing>,
    signed: Option<IdMap<NaiveDate>>,
    years: BTreeMap<i32, Year>,
    supposed: Option<(Period, NaiveDate)>,
}

/// The rules of one year, and what is known under them.
pub(super) struct Year {
    pub scheme: Scheme,
    pub closes: Closes,
    pub in_force: InForce,
    scope: Scope,
    investors: Investors,
}

/// Which lines a pass reads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pass {
    pub status: Status,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub level: RecognitionLevel,
}

/// A line as the pass found it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub fund: Id,
    /// Month of arrival, January 0.
    pub arrived: usize,
    /// Where it is posted; as it arrived, in time, for a line not yet verified.
    pub posting: Posting,
    /// The amount recognised at the level asked for; 0 where not yet recognised.
    pub amount_fen: i64,
    /// By index in [`Book::standings`].
    pub standing: u32,
    /// The lines it qualifies for; empty exactly when `uncounted` says why.
    pub set: Lines,
    pub uncounted: Option<Uncounted>,
    /// It reverses a line that arrived in an earlier year (R7).
    pub reverses_earlier: bool,
}

/// What is asked of a company's earlier years.
#[derive(Debug, Clone, Copy)]
pub(super) struct History {
    /// Before this year, in the scope of its scheme.
    pub year: i32,
    pub level: RecognitionLevel,
    /// Only the first line found.
    pub first_only: bool,
}

/// The day that several lines in a row arrived on, and what follows from it.
struct Day {
    text: [u8; 10],
    date: NaiveDate,
    epoch: Epoch,
}

impl<'c> Book<'c> {
    /// Opens the store for one question.
    pub fn open(conn: &'c Connection) -> Result<Self> {
        Ok(Self {
            conn,
            ground: Ground::load(conn)?,
            lists: Lists::load(conn)?,
            register: Register::load(conn)?,
            standings: vec![Standing::default()],
            signed: None,
            years: BTreeMap::new(),
            supposed: None,
        })
    }

    /// Takes a period as closed on a day, and that day as today: what its close is about to freeze.
    /// Lines verified later are not known, also where history is entered long after.
    pub fn suppose_closed(mut self, period: Period, closed_on: NaiveDate) -> Self {
        self.supposed = Some((period, closed_on));
        self
    }

    /// The rules of a year.
    pub fn year(&mut self, year: i32) -> Result<&mut Year> {
        if !self.years.contains_key(&year) {
            let loaded = self.load_year(year)?;
            self.years.insert(year, loaded);
        }
        self.years.get_mut(&year).ok_or_else(|| key::damaged("year", ValueRef::Integer(year.into())))
    }

    fn load_year(&mut self, year: i32) -> Result<Year> {
        let scheme = scheme(self.conn, year)?;
        let in_force = InForce::new(&self.lists, &scheme);
        if in_force.needs_signing() && self.signed.is_none() {
            self.signed = Some(scope::signing_dates(self.conn)?);
        }
        let mut closes = Closes::load(self.conn, year)?;
        if let Some((period, closed_on)) = self.supposed.filter(|(period, _)| period.year() == year) {
            closes.set(period, closed_on);
        }
        Ok(Year { scope: Scope::new(&scheme), scheme, closes, in_force, investors: Investors::default() })
    }

    /// Reads the lines of a pass in order of arrival, each judged under the rules of the year in which it arrived.
    pub fn pass(&mut self, pass: &Pass, seen: impl FnMut(&Self, &Seen) -> Result<()>) -> Result<()> {
        let mut statement = self.conn.prepare_cached(include_str!("ledger/arrived.sql"))?;
        let bounds = named_params! { ":status": pass.status, ":from": pass.from, ":to": pass.to };
        self.read(statement.query(bounds)?, pass.level, seen)
    }

    /// Reads the lines verified within some days but after the close of the year in which they arrived (R6).
    pub fn adjustments(
        &mut self,
        from: NaiveDate,
        to: NaiveDate,
        level: RecognitionLevel,
        mut seen: impl FnMut(&Self, &Seen) -> Result<()>,
    ) -> Result<()> {
        let mut statement = self.conn.prepare_cached(include_str!("ledger/adjustments.sql"))?;
        let rows = statement.query(named_params! { ":from": from, ":to": to })?;
        self.read(rows, level, |book, line| if line.posting == Posting::PriorYear { seen(book, line) } else { Ok(()) })
    }

    fn read(
        &mut self,
        mut rows: rusqlite::Rows<'_>,
        level: RecognitionLevel,
        mut seen: impl FnMut(&Self, &Seen) -> Result<()>,
    ) -> Result<()> {
        let mut day = Day { text: *b"0000-00-00", date: NaiveDate::MIN, epoch: 0 };
        let mut rules: Option<Year> = None;
        while let Some(row) = rows.next()? {
            let arrived = row.get_ref(column::ARRIVED_ON)?;
            if !matches!(arrived, ValueRef::Text(text) if text == day.text) {
                day.date = key::date(arrived)?;
                if let (ValueRef::Text(text), year) = (arrived, day.date.year()) {
                    day.text.copy_from_slice(text);
                    if rules.as_ref().is_none_or(|rules| rules.scheme.year != year) {
                        self.put_back(rules.take());
                        rules = Some(self.take_year(year)?);
                    }
                }
                day.epoch = rules.as_ref().map_or(0, |rules| rules.in_force.epoch(day.date));
            }
            let Some(rules) = rules.as_mut() else { continue };
            let line = self.judge(rules, &day, row, level)?;
            seen(self, &line)?;
        }
        self.put_back(rules.take());
        Ok(())
    }

    /// A year's rules out of the book, so that a pass can use both; [`Self::put_back`] returns them.
    fn take_year(&mut self, year: i32) -> Result<Year> {
        match self.years.remove(&year) {
            Some(rules) => Ok(rules),
            None => self.load_year(year),
        }
    }

    fn put_back(&mut self, rules: Option<Year>) {
        if let Some(rules) = rules {
            self.years.insert(rules.scheme.year, rules);
        }
    }

    fn judge(&mut self, rules: &mut Year, day: &Day, row: &Row<'_>, level: RecognitionLevel) -> Result<Seen> {
        let amount = if let ValueRef::Integer(fen) = recognised(row, level)? { Some(fen) } else { None };
        let linked = row.get_ref(column::REVERSES)? != ValueRef::Null;
        let mut line = Seen {
            fund: key::id(row.get_ref(column::FUND)?)?,
            arrived: key::month_index(day.date),
            posting: match row.get_ref(column::VERIFIED_ON)? {
                ValueRef::Null => Posting::In { month: key::month_index(day.date), late: false },
                verified => self.post(rules, day.date, key::date(verified)?),
            },
            amount_fen: amount.unwrap_or(0),
            standing: 0,
            set: 0,
            uncounted: None,
            reverses_earlier: false,
        };
        line.uncounted = self.refuses(rules, row)?;
        if line.uncounted.is_none() && amount.is_none() {
            line.uncounted = Some(Uncounted::Level);
        }
        if line.uncounted.is_some() {
            return Ok(line);
        }
        let known = match linked.then(|| self.reversed(rules, line.fund)).transpose()?.flatten() {
            Some((known, arrived_on)) => {
                line.reverses_earlier = arrived_on.year() < day.date.year();
                known
            }
            None => {
                let investor = key::id(row.get_ref(column::INVESTOR)?)?;
                let project = key::optional_id(row.get_ref(column::PROJECT)?)?;
                self.standing(rules, investor, day.date, day.epoch, project)?
            }
        };
        (line.standing, line.set) = (known.standing, known.set);
        if line.set == 0 {
            line.uncounted = Some(Uncounted::NotOnList);
        }
        Ok(line)
    }

    /// R7: the standing of the line that a reversal takes back, and the arrival of the line it names.
    ///
    /// Nothing for a correction or a transfer: those stand for themselves.
    fn reversed(&mut self, rules: &mut Year, fund: Id) -> Result<Option<(Known, NaiveDate)>> {
        let mut line = self.link(fund)?;
        let mut named = None;
        for _ in 0..REVERSALS_FOLLOWED {
            let Some((Some(reversed), Some(LinkKind::Reversal))) = line.as_ref().map(|line| (line.reverses, line.kind)) else {
                break;
            };
            line = self.link(reversed)?;
            named = named.or(line.as_ref().map(|line| line.arrived_on));
        }
        let (Some(named), Some(line)) = (named, line) else { return Ok(None) };
        let year = line.arrived_on.year();
        if year == rules.scheme.year {
            let epoch = rules.in_force.epoch(line.arrived_on);
            return Ok(Some((self.standing(rules, line.investor, line.arrived_on, epoch, line.project)?, named)));
        }
        let mut rules = self.take_year(year)?;
        let epoch = rules.in_force.epoch(line.arrived_on);
        let known = self.standing(&mut rules, line.investor, line.arrived_on, epoch, line.project);
        self.put_back(Some(rules));
        Ok(Some((known?, named)))
    }

    /// R12: what came from a company while `head` controlled it (or was it), before a day and in the
    /// scope of `year`'s scheme: arrival, line and amount, oldest first; only the first where asked.
    pub fn history(&mut self, head: Id, company: Id, ask: &History) -> Result<Vec<(NaiveDate, Id, i64)>> {
        let mut found = Vec::new();
        let rules = self.take_year(ask.year)?;
        let mut statement = self.conn.prepare_cached(include_str!("company/history.sql"))?;
        let mut rows = statement.query(named_params! { ":investor": company, ":before": key::first_of_year(ask.year) })?;
        while let Some(row) = rows.next()? {
            let arrived_on = key::date(row.get_ref(column::ARRIVED_ON)?)?;
            let ValueRef::Integer(amount) = recognised(row, ask.level)? else { continue };
            let known = self.known(key::date(row.get_ref(column::VERIFIED_ON)?)?);
            if known && self.refuses(&rules, row)?.is_none() && self.register.controls(head, company, arrived_on) {
                found.push((arrived_on, key::id(row.get_ref(column::FUND)?)?, amount));
                if ask.first_only {
                    break;
                }
            }
        }
        self.put_back(Some(rules));
        Ok(found)
    }

    /// The editions on which the lines read so far depend, in any year.
    pub fn editions_used(&self) -> impl Iterator<Item = &Edition> + '_ {
        self.years.values().flat_map(|year| year.in_force.used()).map(|edition| &self.lists.editions[edition])
    }

    fn known(&self, verified_on: NaiveDate) -> bool {
        self.supposed.is_none_or(|(_, closed_on)| verified_on <= closed_on)
    }

    fn post(&self, rules: &Year, arrived_on: NaiveDate, verified_on: NaiveDate) -> Posting {
        if self.known(verified_on) { rules.closes.post(arrived_on, verified_on) } else { Posting::Unknown }
    }

    fn refuses(&self, rules: &Year, row: &Row<'_>) -> Result<Option<Uncounted>> {
        let project = key::optional_id(row.get_ref(column::PROJECT)?)?;
        let zone = key::id(row.get_ref(column::ZONE)?)?;
        Ok(rules.scope.refuses(&self.ground, zone, code(row, column::ORIGIN)?, code(row, column::FORM)?, project))
    }

    fn link(&self, fund: Id) -> Result<Option<Linked>> {
        let mut statement = self.conn.prepare_cached(include_str!("ledger/link.sql"))?;
        statement.query_row(named_params! { ":fund": fund }, |row| Ok(Linked::read(row))).optional()?.transpose()
    }

    /// R3: the standing of an investor's money that arrived on a day.
    fn standing(&mut self, rules: &mut Year, investor: Id, day: NaiveDate, arrival: Epoch, project: Option<Id>) -> Result<Known> {
        let signed = self.signed.as_ref().filter(|_| rules.in_force.needs_signing());
        let signed_on = signed.and_then(|signed| project.and_then(|project| signed.get(&project).copied()));
        let epoch = rules.in_force.counting(day, arrival, signed_on);
        if let Some(known) = rules.investors.known(investor, day, epoch) {
            return Ok(known);
        }
        let editions = rules.in_force.editions(self.conn, &mut self.lists, epoch)?;
        let reach = self.register.reach(investor, day);
        let (from, to) = (reach.from, reach.to);
        let standing = qualify::standing(&self.register, reach, &self.lists, editions);
        let set = standing.set();
        let index = if set == 0 { 0 } else { self.standings.len() };
        if set != 0 {
            self.standings.push(standing);
        }
        let known = Known { from, to, epoch, standing: u32::try_from(index).unwrap_or(0), set };
        rules.investors.learn(investor, known);
        Ok(known)
    }
}

/// What a reversal needs to know of the line it names.
struct Linked {
    reverses: Option<Id>,
    kind: Option<LinkKind>,
    arrived_on: NaiveDate,
    investor: Id,
    project: Option<Id>,
}

impl Linked {
    fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            reverses: key::optional_id(row.get_ref(0)?)?,
            kind: row.get(1)?,
            arrived_on: key::date(row.get_ref(2)?)?,
            investor: key::id(row.get_ref(3)?)?,
            project: key::optional_id(row.get_ref(4)?)?,
        })
    }
}

/// The columns of `ledger/*.sql`.
mod column {
    pub const ARRIVED_ON: usize = 0;
    pub const INVESTOR: usize = 1;
    pub const ZONE: usize = 2;
    pub const ORIGIN: usize = 3;
    pub const FORM: usize = 4;
    pub const VERIFIED_ON: usize = 5;
    pub const RECOGNISED: usize = 6;
    pub const RECOGNISED_CITY: usize = 7;
    pub const RECOGNISED_PROVINCE: usize = 8;
    pub const PROJECT: usize = 9;
    pub const REVERSES: usize = 10;
    pub const FUND: usize = 11;
}

/// The amount recognised at a level, NULL where it is not yet.
fn recognised<'r>(row: &'r Row<'_>, level: RecognitionLevel) -> rusqlite::Result<ValueRef<'r>> {
    row.get_ref(match level {
        RecognitionLevel::District => column::RECOGNISED,
        RecognitionLevel::City => column::RECOGNISED_CITY,
        RecognitionLevel::Province => column::RECOGNISED_PROVINCE,
    })
}

fn code<T: Coded>(row: &Row<'_>, column: usize) -> Result<T> {
    let value = row.get_ref(column)?;
    value.as_str().ok().and_then(T::of_code).ok_or_else(|| key::damaged("code", value))
}

/// A closed vocabulary as the pass reads it.
trait Coded: Sized {
    fn of_code(code: &str) -> Option<Self>;
}

impl Coded for Origin {
    fn of_code(code: &str) -> Option<Self> {
        Self::from_code(code)
    }
}

impl Coded for Form {
    fn of_code(code: &str) -> Option<Self> {
        Self::from_code(code)
    }
}
