//! One row at a time onto the store, inside an open write. Neighbours: `run` decides whether it is kept.

mod companies;
mod funds;
mod known;
mod matching;
mod others;
mod projects;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use daowei_core::domain::Id;
use daowei_core::domain::name::fold;
use daowei_core::error::Error;
use daowei_core::store::fund::Incoming;
use daowei_core::store::lists::Entry;
use daowei_core::store::zones::{self, Zone};
use daowei_core::store::{Tx, company, people, project};

use self::known::Known;
use self::matching::{Matching, Meant};
use super::choices::Doubt;
use super::plausible;
use super::rows::{Line, Rows};
use super::run::{Batch, Fate, Plan, PlannedChange, PlannedRow, Watch};
use crate::problem::{Code, Problem};

/// Why a row is not taken: what the import says, or what the core refuses.
pub(super) enum Refused {
    Row(Problem),
    Core(Error),
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Core(error)
    }
}

/// For as many lines of funds the store is asked at once whether it knows them.
const LINES_AT_ONCE: usize = 512;

/// What a row came to: its fate and what it changed.
pub(super) type Applied = Result<(Fate, Vec<PlannedChange>), Refused>;

/// An import under way.
pub(super) struct Applying<'a> {
    tx: &'a Tx<'a>,
    batch: &'a Batch,
    watch: &'a Watch,
    zones: Vec<Zone>,
    known: Known,
    incoming: Incoming,
    row: u32,
    title: String,
    /// Names of this row whose company is in doubt.
    doubts: Vec<Doubt>,
    /// Which row of this file a record was touched by.
    touched: HashMap<Id, u32>,
    /// The edition's id and its entries by company, for a list.
    edition: Option<Id>,
    edition_locked: bool,
    entries: HashMap<Id, Entry>,
    matching: Matching,
    plan: Plan,
    refused: BTreeMap<u32, Vec<Problem>>,
}

/// Applies the rows that read well, but for the excluded.
///
/// # Errors
/// Failures of the database only; what is wrong with a row stands in the plan.
pub(super) fn apply(applying: &mut Applying<'_>, rows: &Rows, excluded: &BTreeSet<u32>) -> Result<(), Error> {
    match rows {
        Rows::Companies(lines) => applying.each(&lines.lines, excluded, |_| true, Applying::company_row),
        Rows::Ownership(lines) => applying.each(&lines.lines, excluded, |_| true, Applying::ownership_row),
        Rows::Edition(lines) => {
            applying.assign(&lines.lines, excluded)?;
            for odd in plausible::oddities(&lines.lines) {
                applying.row = odd.row;
                let problem = applying.problem(odd.key, odd.code);
                let problem = odd.args.into_iter().fold(problem, |problem, (name, value)| problem.with(name, value));
                applying.warn(problem);
            }
            applying.each(&lines.lines, excluded, |_| true, Applying::entry_row)
        }
        Rows::Projects(lines) => applying.each(&lines.lines, excluded, |_| true, Applying::project_row),
        Rows::Meetings(lines) => applying.each(&lines.lines, excluded, |_| true, Applying::meeting_row),
        Rows::Funds(lines) => {
            // A reversal may stand above the line it reverses.
            for lines in lines.lines.chunks(LINES_AT_ONCE) {
                applying.expect_funds(lines)?;
                applying.each(lines, excluded, |row| row.reverses.is_none(), Applying::fund_row)?;
            }
            applying.each(&lines.lines, excluded, |row| row.reverses.is_some(), Applying::fund_row)
        }
        Rows::Targets(lines) => applying.each(&lines.lines, excluded, |_| true, Applying::target_row),
        Rows::Rates(lines) => applying.each(&lines.lines, excluded, |_| true, Applying::rate_row),
    }
}

impl<'a> Applying<'a> {
    pub(super) fn new(tx: &'a Tx<'a>, batch: &'a Batch, watch: &'a Watch) -> Result<Self, Error> {
        let mut applying = Self {
            tx,
            batch,
            watch,
            zones: zones::all(tx)?,
            known: Known::default(),
            incoming: Incoming::default(),
            row: 0,
            title: String::new(),
            doubts: Vec::new(),
            touched: HashMap::new(),
            edition: None,
            edition_locked: false,
            entries: HashMap::new(),
            matching: Matching::default(),
            plan: Plan::default(),
            refused: BTreeMap::new(),
        };
        applying.open_edition()?;
        Ok(applying)
    }

    /// The plan, and the rows refused.
    pub(super) fn finish(self) -> (Plan, BTreeMap<u32, Vec<Problem>>) {
        (self.plan, self.refused)
    }

    fn each<T>(
        &mut self,
        lines: &[Line<T>],
        excluded: &BTreeSet<u32>,
        wanted: impl Fn(&T) -> bool,
        act: impl Fn(&mut Self, &T) -> Applied,
    ) -> Result<(), Error> {
        for line in lines.iter().filter(|line| wanted(&line.value) && !excluded.contains(&line.row)) {
            self.row = line.row;
            self.title.clear();
            self.watch.step();
            self.doubts.clear();
            match act(self, &line.value) {
                Ok((fate, changes)) => {
                    let doubts = std::mem::take(&mut self.doubts);
                    self.plan.rows.push(PlannedRow {
                        row: line.row,
                        title: std::mem::take(&mut self.title),
                        fate,
                        changes,
                        doubts,
                    });
                }
                Err(Refused::Row(problem)) => self.refused.entry(line.row).or_default().push(problem),
                Err(Refused::Core(error)) if error.internal() => return Err(error),
                Err(Refused::Core(error)) => {
                    let problem = Problem::of_refusal(line.row, &error);
                    self.refused.entry(line.row).or_default().push(problem);
                }
            }
        }
        Ok(())
    }

    /// A problem of this row in the column of a key.
    fn problem(&self, key: &'static str, code: Code) -> Problem {
        let header = self.batch.headers.get(key).map_or(key, String::as_str);
        Problem::of_row(self.row, code).in_column(header)
    }

    fn refuse<T>(&self, key: &'static str, code: Code, value: impl ToString) -> Result<T, Refused> {
        Err(Refused::Row(self.problem(key, code).with("value", value)))
    }

    fn warn(&mut self, problem: Problem) {
        self.plan.warnings.push(problem);
    }

    /// A record is written by one row of a file only: a second row that says the same is passed over,
    /// one that says something else is refused, for nobody knows which is right.
    fn settle(&mut self, id: Id, key: &'static str, changes: Vec<PlannedChange>) -> Applied {
        let earlier = self.touched.get(&id).copied();
        match earlier {
            Some(row) if changes.is_empty() => {
                let problem = self.problem(key, Code::DuplicateInFile).with("earlier", row).with("value", &self.title);
                self.warn(problem);
                Ok((Fate::Skipped, changes))
            }
            Some(row) => {
                let problem = self.problem(key, Code::DuplicateInFile).with("earlier", row).with("value", &self.title);
                Err(Refused::Row(problem))
            }
            None => {
                self.touched.insert(id, self.row);
                Ok((if changes.is_empty() { Fate::Unchanged } else { Fate::Updated }, changes))
            }
        }
    }

    fn created(&mut self, id: Id) -> Applied {
        self.touched.insert(id, self.row);
        Ok((Fate::Created, Vec::new()))
    }

    /// The company a row means by credit code, LEI, name or alias, or by a name that is like enough; an
    /// unknown name is made a company.
    fn company(&mut self, key: &'static str, reference: &str) -> Result<Id, Refused> {
        if let Some(id) = self.known.company(reference) {
            return Ok(id);
        }
        let lei = reference.len() == 20 && reference.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let found = match daowei_core::domain::uscc::parse(reference) {
            Ok(code) => company::by_uscc(self.tx, &code)?,
            Err(_) if lei => company::by_lei(self.tx, &reference.to_ascii_uppercase())?,
            Err(_) => company::by_name(self.tx, reference)?,
        };
        match found.as_slice() {
            [one] => {
                // Each row that names a company made in doubt is marked, not only the first.
                let doubts = self.matching.doubts_of(*one);
                if doubts.is_empty() {
                    self.known.put_company(reference, *one);
                }
                self.doubt(key, reference, doubts, false);
                Ok(*one)
            }
            [] if lei || daowei_core::domain::uscc::parse(reference).is_ok() => {
                Err(Refused::Core(Error::not_found("company", reference)))
            }
            [] => self.company_like(key, reference),
            _ => self.refuse(key, Code::CompanyAmbiguous, reference),
        }
    }

    /// The company that a name no company bears means; made where none is like enough.
    fn company_like(&mut self, key: &'static str, reference: &str) -> Result<Id, Refused> {
        let sought = company::Sought { names: vec![reference], ..company::Sought::default() };
        let candidates = match self.meant(&sought, false)? {
            Meant::Known(id) => {
                self.add_alias(id, reference)?;
                return Ok(id);
            }
            Meant::New(candidates) => candidates,
        };
        let id = self.make_company(company::Company {
            name_zh: has_han(reference).then(|| reference.to_owned()),
            name_en: (!has_han(reference)).then(|| reference.to_owned()),
            ..company::Company::default()
        })?;
        self.matching.learn(id, candidates.clone());
        if candidates.is_empty() {
            let problem = self.problem(key, Code::CompanyMade).with("value", reference);
            self.warn(problem);
        }
        self.doubt(key, reference, candidates, true);
        Ok(id)
    }

    fn make_company(&mut self, made: company::Company) -> Result<Id, Refused> {
        match (&made.uscc, &made.lei) {
            (None, None) => [&made.name_zh, &made.name_en].into_iter().flatten().for_each(|name| self.known.forget_company(name)),
            _ => self.known.forget_companies(),
        }
        let id = company::add(self.tx, made)?;
        self.matching.made(id);
        self.plan.companies_made += 1;
        Ok(id)
    }

    fn add_alias(&mut self, id: Id, alias: &str) -> Result<(), Refused> {
        self.known.forget_company(alias);
        company::add_alias(self.tx, id, alias)?;
        Ok(())
    }

    fn change_company(&mut self, id: Id, next: company::Company) -> Result<(), Refused> {
        self.known.forget_companies();
        company::change(self.tx, id, next)?;
        Ok(())
    }

    fn zone(&mut self, key: &'static str, name: Option<&str>) -> Result<Option<Id>, Refused> {
        let Some(name) = name else { return Ok(None) };
        if let Some(id) = self.known.zone(name) {
            return Ok(Some(id));
        }
        let Some(zone) = self.zones.iter().find(|zone| fold(&zone.name) == fold(name)) else {
            return self.refuse(key, Code::ZoneUnknown, name);
        };
        self.known.put_zone(name, zone.id);
        Ok(Some(zone.id))
    }

    fn project(&mut self, key: &'static str, reference: Option<&str>) -> Result<Option<Id>, Refused> {
        let Some(reference) = reference else { return Ok(None) };
        if let Some(id) = self.known.project(reference) {
            return Ok(Some(id));
        }
        match project::by_reference(self.tx, reference)?.as_slice() {
            [one] => {
                self.known.put_project(reference, *one);
                Ok(Some(*one))
            }
            [] => self.refuse(key, Code::ProjectUnknown, reference),
            _ => self.refuse(key, Code::ProjectAmbiguous, reference),
        }
    }

    /// A person of the history; somebody unknown becomes a user who no longer works here.
    fn person(&mut self, key: &'static str, name: Option<&str>) -> Result<Option<Id>, Refused> {
        let Some(name) = name else { return Ok(None) };
        if let Some(id) = self.known.person(name) {
            return Ok(Some(id));
        }
        if people::named(self.tx, name)?.is_none() {
            let problem = self.problem(key, Code::UserMade).with("value", name);
            self.warn(problem);
        }
        let id = people::named_or_former(self.tx, name)?;
        self.known.put_person(name, id);
        Ok(Some(id))
    }
}

/// Notes a change where the row says something and it is not what stands; a blank cell changes nothing.
fn differ(changes: &mut Vec<PlannedChange>, field: &'static str, old: Option<&str>, new: Option<&str>) -> bool {
    let differs = new.is_some() && new != old;
    if differs {
        changes.push(PlannedChange { field, old: old.map(str::to_owned), new: new.map(str::to_owned) });
    }
    differs
}

/// As [`differ`], for what prints itself.
fn differ_shown<T: PartialEq + ToString>(
    changes: &mut Vec<PlannedChange>,
    field: &'static str,
    old: Option<T>,
    new: Option<T>,
) -> bool {
    let differs = new.is_some() && new != old;
    if differs {
        changes.push(PlannedChange { field, old: old.map(|old| old.to_string()), new: new.map(|new| new.to_string()) });
    }
    differs
}

fn has_han(text: &str) -> bool {
    text.chars().any(
        |c| matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}'),
    )
}
