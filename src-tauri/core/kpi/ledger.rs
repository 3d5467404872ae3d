//! One pass over a year's lines: each is judged (R2), attributed (R3, R5) and posted (R6).
//!
//! The pass reads the covering index `fund_kpi` in its own order and nothing else, except for lines
//! that are linked to another one; what decides about a line is one value there ([`packed`]). What it needs beside (zones,
//! bases, editions, the register of control) is loaded once a question, or is at hand from the one before ([`super::kept`]);
//! the standing of an investor is worked out when the pass first meets it. So the cost grows with the lines of the year, not
//! with the ledger.
//!
//! Whoever wants the lines themselves reads them row by row ([`Book::pass`]); a sum has them handed over inside the
//! query ([`take`]), which is faster. Both come to [`Book::judge`].

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

pub(super) mod packed;
pub(super) mod take;

use self::packed::{Packed, Written};
use super::control::Register;
use super::key::{self, IdMap};
use super::list::{self, Edition, Epoch, InForce, Lists, Ranks};
use super::posting::{Closes, Posting};
use super::qualify::{self, Investors, Known, Lines, Slot, Standing};
use super::scheme;
use super::scope::{self, Ground, Scope};
use super::tally::parts::Sums;
use crate::domain::Id;
use crate::domain::fund::{LinkKind, Status};
use crate::domain::list::EditionPolicy;
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
    /// What lines add up to, as far as it was asked for.
    pub sums: Sums,
    /// Whether money came before a year, by head: as far as it was asked for.
    pub came: BTreeMap<(i32, RecognitionLevel), IdMap<bool>>,
    signed: Option<IdMap<NaiveDate>>,
    years: BTreeMap<i32, Year>,
    supposed: Option<(Period, NaiveDate)>,
    supposed_policy: Option<EditionPolicy>,
}

/// What a book without suppositions knows of the store, apart from the connection.
pub(super) struct Learned {
    ground: Ground,
    lists: Lists,
    register: Register,
    standings: Vec<Standing>,
    pub sums: Sums,
    pub came: BTreeMap<(i32, RecognitionLevel), IdMap<bool>>,
    signed: Option<IdMap<NaiveDate>>,
    years: BTreeMap<i32, Year>,
}

/// The rules of one year, and what is known under them.
pub(super) struct Year {
    pub scheme: Scheme,
    pub closes: Closes,
    pub in_force: InForce,
    pub scope: Scope,
    /// The last day that is in time for each quarter, as [`packed::order`] says it.
    in_time_until: [u128; 4],
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
    /// It puts another line right, and stands where that one stands, whoever its own investor is.
    pub linked: bool,
}

/// The day that several lines in a row arrived on, and what follows from it.
struct Day {
    text: Written,
    date: NaiveDate,
    /// January 0.
    month: usize,
    epoch: Epoch,
}

impl Day {
    const NONE: Self = Self { text: *b"0000-00-00", date: NaiveDate::MIN, month: 0, epoch: 0 };

    /// Another day than the one before; its epoch is set by [`Self::under`].
    fn read(text: Written) -> Result<Self> {
        let date = key::date(ValueRef::Text(&text))?;
        Ok(Self { text, date, month: key::month_index(date), epoch: 0 })
    }

    fn under(self, rules: &Year) -> Self {
        Self { epoch: rules.in_force.epoch(self.date), ..self }
    }
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
            sums: Sums::default(),
            came: BTreeMap::new(),
            signed: None,
            years: BTreeMap::new(),
            supposed: None,
            supposed_policy: None,
        })
    }

    /// Opens the store with what an earlier question learned and nothing has changed since.
    pub fn again(conn: &'c Connection, learned: Learned) -> Self {
        let Learned { ground, lists, register, standings, sums, came, signed, years } = learned;
        Self { conn, ground, lists, register, standings, sums, came, signed, years, supposed: None, supposed_policy: None }
    }

    /// What the next question may begin with; nothing where something was supposed.
    pub fn learned(self) -> Option<Learned> {
        let Self { ground, lists, register, standings, sums, came, signed, years, supposed, supposed_policy, .. } = self;
        let learned = Learned { ground, lists, register, standings, sums, came, signed, years };
        (supposed.is_none() && supposed_policy.is_none()).then_some(learned)
    }

    /// Takes a period as closed on a day, and that day as today: what its close is about to freeze.
    /// Lines verified later are not known, also where history is entered long after.
    pub fn suppose_closed(mut self, period: Period, closed_on: NaiveDate) -> Self {
        self.supposed = Some((period, closed_on));
        self
    }

    /// Takes an edition policy as that of every year, whatever its scheme says.
    pub fn suppose_policy(mut self, policy: EditionPolicy) -> Self {
        self.supposed_policy = Some(policy);
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
        let mut scheme = scheme(self.conn, year)?;
        scheme.edition_policy = self.supposed_policy.unwrap_or(scheme.edition_policy);
        let in_force = InForce::new(&self.lists, &scheme);
        if in_force.needs_signing() && self.signed.is_none() {
            self.signed = Some(scope::signing_dates(self.conn)?);
        }
        let today = self.supposed.map(|(_, closed_on)| closed_on);
        let mut closes = Closes::load(self.conn, year)?;
        if let Some((period, closed_on)) = self.supposed.filter(|(period, _)| period.year() == year) {
            closes.set(period, closed_on);
        }
        Ok(Year {
            scope: Scope::new(&scheme),
            scheme,
            in_time_until: closes.in_time_until(today).map(packed::order),
            closes,
            in_force,
            investors: Investors::default(),
        })
    }

    /// Reads the lines of a pass in order of arrival, judged under the rules of the year in which each arrived.
    pub fn pass(&mut self, pass: &Pass, seen: impl FnMut(&Self, &Seen) -> Result<()>) -> Result<()> {
        let mut statement = self.conn.prepare_cached(include_str!("ledger/arrived.sql"))?;
        let bounds = named_params! { ":status": pass.status, ":from": pass.from, ":to": pass.to };
        self.read(statement.query(bounds)?, pass.level, seen)
    }

    /// Judges one line at district level; one that no figure holds is not seen, unless `any` status is asked for.
    pub fn one(&mut self, fund: Id, any: bool, seen: impl FnMut(&Self, &Seen) -> Result<()>) -> Result<()> {
        let mut statement = self.conn.prepare_cached(include_str!("standing/one.sql"))?;
        self.read(statement.query(named_params! { ":fund": fund, ":any": any })?, RecognitionLevel::District, seen)
    }

    /// R3: the standing of a company's money if it arrived on a day, without a project.
    pub fn standing_on(&mut self, company: Id, day: NaiveDate) -> Result<&Standing> {
        let mut rules = self.take_year(day.year())?;
        let (epoch, slot) = (rules.in_force.epoch(day), rules.investors.slot(company));
        let known = self.standing(&mut rules, (slot, company), day, epoch, || None);
        self.put_back(Some(rules));
        Ok(&self.standings[known?.standing as usize])
    }

    /// The companies of each KPI line on a day, by the newest editions published by then, with the best rank of each.
    pub fn listed_on(&mut self, day: NaiveDate) -> Result<[Ranks; 3]> {
        let mut rules = self.take_year(day.year())?;
        let epoch = rules.in_force.epoch(day);
        let mut listed: [Ranks; 3] = Default::default();
        for &(line, edition) in rules.in_force.editions(self.conn, &mut self.lists, epoch)? {
            for (company, rank) in self.lists.ranks(edition) {
                let kept = listed[line as usize].entry(company).or_insert(rank);
                *kept = list::best(*kept, rank);
            }
        }
        self.put_back(Some(rules));
        Ok(listed)
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
        let mut day = Day::NONE;
        let mut rules: Option<Year> = None;
        while let Some(row) = rows.next()? {
            let packed = Packed::read(row.get_ref(column::PACKED)?)?;
            if packed.arrived_on() != day.text {
                day = Day::read(packed.arrived_on())?;
                if rules.as_ref().is_none_or(|rules| rules.scheme.year != day.date.year()) {
                    self.put_back(rules.take());
                    rules = Some(self.take_year(day.date.year())?);
                }
                day = rules.as_ref().map_or(Day::NONE, |rules| day.under(rules));
            }
            let Some(rules) = rules.as_mut() else { continue };
            let line = self.judge(rules, &day, packed, recognised(row, level)?, None)?;
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

    /// Judges a line; `sifted` has its investor's slot where zone, origin and form were found in scope before.
    #[inline(always)] // once a line: a call would cost as much as the judgement
    fn judge(&mut self, rules: &mut Year, day: &Day, line: Packed<'_>, amount: Option<i64>, sifted: Option<Slot>) -> Result<Seen> {
        let slot = sifted.unwrap_or_else(|| rules.investors.slot(line.investor()));
        let mut seen = Seen {
            fund: line.fund(),
            arrived: day.month,
            posting: self.posting(rules, day, line.verified_on())?,
            amount_fen: amount.unwrap_or(0),
            standing: 0,
            set: 0,
            uncounted: match sifted {
                Some(_) => self.ground.refuses_basis(line),
                None => rules.scope.refuses(&self.ground, line)?,
            },
            reverses_earlier: false,
            linked: line.linked(),
        };
        if seen.uncounted.is_none() && amount.is_none() {
            seen.uncounted = Some(Uncounted::Level);
        }
        if seen.uncounted.is_some() {
            return Ok(seen);
        }
        let reversed = if seen.linked { self.reversed(rules, seen.fund)? } else { None };
        let known = match reversed {
            Some((known, arrived_on)) => {
                seen.reverses_earlier = arrived_on.year() < day.date.year();
                known
            }
            None => self.standing(rules, (slot, line.investor()), day.date, day.epoch, || line.project())?,
        };
        (seen.standing, seen.set) = (known.standing, known.set);
        if seen.set == 0 {
            seen.uncounted = Some(Uncounted::NotOnList);
        }
        Ok(seen)
    }

    #[inline(always)]
    fn posting(&self, rules: &Year, day: &Day, verified_on: Option<Written>) -> Result<Posting> {
        match verified_on {
            Some(verified_on) if packed::order(verified_on) > rules.in_time_until[day.month / 3] => {
                let verified_on = key::date(ValueRef::Text(&verified_on))?;
                Ok(if self.known(verified_on) { rules.closes.post(day.date, verified_on) } else { Posting::Unknown })
            }
            _ => Ok(Posting::In { month: day.month, late: false }),
        }
    }

    /// R7: the standing of the line that a reversal takes back, and the arrival of the line it names.
    ///
    /// Nothing for a correction or a transfer: those stand for themselves.
    #[cold]
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
            let (epoch, slot) = (rules.in_force.epoch(line.arrived_on), rules.investors.slot(line.investor));
            return Ok(Some((self.standing(rules, (slot, line.investor), line.arrived_on, epoch, || line.project)?, named)));
        }
        let mut rules = self.take_year(year)?;
        let (epoch, slot) = (rules.in_force.epoch(line.arrived_on), rules.investors.slot(line.investor));
        let known = self.standing(&mut rules, (slot, line.investor), line.arrived_on, epoch, || line.project);
        self.put_back(Some(rules));
        Ok(Some((known?, named)))
    }

    /// R12: whether money came before a year from a company while `head` controlled it (or was it),
    /// in the scope of that year's scheme.
    pub fn came_before(&mut self, year: i32, head: Id, company: Id, level: RecognitionLevel) -> Result<bool> {
        let rules = self.take_year(year)?;
        let mut statement = self.conn.prepare_cached(include_str!("company/history.sql"))?;
        let mut rows = statement.query(named_params! { ":investor": company, ":before": key::first_of_year(year) })?;
        let mut came = false;
        while let Some(row) = rows.next()? {
            let packed = Packed::read(row.get_ref(column::PACKED)?)?;
            let date = |day: Written| key::date(ValueRef::Text(&day));
            let known = packed.verified_on().map(date).transpose()?.is_none_or(|verified_on| self.known(verified_on));
            came = known
                && recognised(row, level)?.is_some_and(|amount| amount > 0)
                && rules.scope.refuses(&self.ground, packed)?.is_none()
                && self.register.controls(head, company, date(packed.arrived_on())?);
            if came {
                break;
            }
        }
        self.put_back(Some(rules));
        Ok(came)
    }

    /// Whether two years, both met, count the same zones, origins and forms.
    pub fn same_scope(&self, one: i32, other: i32) -> bool {
        let scope = |year| self.years.get(&year).map(|year| &year.scope);
        scope(one).zip(scope(other)).is_some_and(|(one, other)| one.same_as(other))
    }

    /// The editions on which the lines read so far depend, in any year.
    pub fn editions_used(&self) -> impl Iterator<Item = &Edition> + '_ {
        self.years.values().flat_map(|year| year.in_force.used()).map(|edition| &self.lists.editions[edition])
    }

    /// Whether a verification is known on the day of the close that is supposed.
    fn known(&self, verified_on: NaiveDate) -> bool {
        self.supposed.is_none_or(|(_, closed_on)| verified_on <= closed_on)
    }

    fn link(&self, fund: Id) -> Result<Option<Linked>> {
        let mut statement = self.conn.prepare_cached(include_str!("ledger/link.sql"))?;
        statement.query_row(named_params! { ":fund": fund }, |row| Ok(Linked::read(row))).optional()?.transpose()
    }

    /// R3: the standing of an investor's money that arrived on a day.
    #[inline(always)]
    fn standing(
        &mut self,
        rules: &mut Year,
        (slot, investor): (Slot, Id),
        day: NaiveDate,
        arrival: Epoch,
        project: impl Fn() -> Option<Id>,
    ) -> Result<Known> {
        let signed = self.signed.as_ref().filter(|_| rules.in_force.needs_signing());
        let signed_on = signed.and_then(|signed| project().and_then(|project| signed.get(&project).copied()));
        let epoch = rules.in_force.counting(day, arrival, signed_on);
        if let Some(known) = rules.investors.known(slot, investor, day, epoch) {
            return Ok(known);
        }
        self.work_out(rules, investor, day, epoch)
    }

    #[cold]
    fn work_out(&mut self, rules: &mut Year, investor: Id, day: NaiveDate, epoch: Epoch) -> Result<Known> {
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

/// The columns of the queries that give lines row by row.
mod column {
    pub const PACKED: usize = 0;
    pub const RECOGNISED: usize = 1;
    pub const RECOGNISED_CITY: usize = 2;
    pub const RECOGNISED_PROVINCE: usize = 3;
}

/// The amount recognised at a level, if it is.
fn recognised(row: &Row<'_>, level: RecognitionLevel) -> Result<Option<i64>> {
    let value = row.get_ref(match level {
        RecognitionLevel::District => column::RECOGNISED,
        RecognitionLevel::City => column::RECOGNISED_CITY,
        RecognitionLevel::Province => column::RECOGNISED_PROVINCE,
    })?;
    Ok(if let ValueRef::Integer(fen) = value { Some(fen) } else { None })
}
