//! Which company a row means: decided by a person, by itself, or in doubt.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use daowei_core::domain::Id;
use daowei_core::domain::matching::{Candidate, Ground, Reason, Verdict};
use daowei_core::error::Error;
use daowei_core::store::company::{self, Sought};
use daowei_core::store::lists;

use super::{Applying, Refused};
use crate::import::choices::{Choice, Doubt};
use crate::import::rows::{CompanyRow, EntryRow, Line};
use crate::problem::Code;

/// From which score on a doubtful company that stood on the list before is taken, where no other row and
/// no other company contends.
const OF_THE_LIST_MIN: i32 = 640;

/// What matching has found in this file so far.
#[derive(Default)]
pub(super) struct Matching {
    /// Companies that rows of this file made.
    made: HashSet<Id>,
    /// Whom else those may be that were made in doubt.
    doubts: HashMap<Id, Vec<Candidate>>,
    /// Which company each row of an edition means, and otherwise whom it may mean.
    rows: BTreeMap<u32, (Option<Id>, Vec<Candidate>)>,
}

impl Matching {
    pub(super) fn made(&mut self, id: Id) {
        self.made.insert(id);
    }

    /// Remembers whom else a company made in doubt may be.
    pub(super) fn learn(&mut self, id: Id, doubts: Vec<Candidate>) {
        if !doubts.is_empty() {
            self.doubts.insert(id, doubts);
        }
    }

    /// Whom else a company may be that this file made.
    pub(super) fn doubts_of(&self, id: Id) -> Vec<Candidate> {
        self.doubts.get(&id).cloned().unwrap_or_default()
    }

    /// What [`Applying::assign`] found for a row of an edition.
    pub(super) fn of_row(&mut self, row: u32) -> (Option<Id>, Vec<Candidate>) {
        self.rows.remove(&row).unwrap_or_default()
    }
}

/// Whom a name means.
pub(super) enum Meant {
    /// This company.
    Known(Id),
    /// None that is known, though perhaps one of these.
    New(Vec<Candidate>),
}

impl Applying<'_> {
    /// Whom a row's names mean, where no code and no name leads straight to a company.
    ///
    /// In a list of companies each row is another one: what an earlier row made is at most a doubt.
    pub(super) fn meant(&self, sought: &Sought<'_>, each_another: bool) -> Result<Meant, Refused> {
        if let Some(decided) = self.decided(sought)? {
            return Ok(decided);
        }
        let mut found = company::candidates(self.tx, sought)?;
        if each_another {
            for candidate in found.iter_mut().filter(|candidate| self.matching.made.contains(&candidate.id)) {
                candidate.verdict = Verdict::Doubtful;
                candidate.reasons.push(Reason { ground: Ground::SameFile, detail: None });
            }
            found.sort_by_key(|candidate| (candidate.verdict, -candidate.score));
        }
        Ok(match found.first() {
            Some(first) if first.verdict == Verdict::Clear => Meant::Known(first.id),
            _ => Meant::New(found),
        })
    }

    /// What a person decided for one of the names.
    fn decided(&self, sought: &Sought<'_>) -> Result<Option<Meant>, Refused> {
        match sought.names.iter().find_map(|name| self.batch.choices.of(name)) {
            Some(Choice::Company { id }) => {
                company::get(self.tx, id)?;
                Ok(Some(Meant::Known(company::survivor(self.tx, id)?)))
            }
            Some(Choice::New) => Ok(Some(Meant::New(Vec::new()))),
            None => Ok(None),
        }
    }

    /// Marks the row: it makes a new company although it may mean a known one.
    pub(super) fn doubt(&mut self, field: &'static str, written: &str, candidates: Vec<Candidate>, warn: bool) {
        let Some(first) = candidates.first() else { return };
        if warn {
            let problem = self.problem(field, Code::CompanyDoubtful).with("value", written).with("candidate", &first.title);
            self.warn(problem);
        }
        self.doubts.push(Doubt { field, written: written.to_owned(), candidates });
    }

    /// Decides for all rows of an edition at once: each row is another company, so that the best match
    /// comes first, whatever the order of rows.
    pub(super) fn assign(&mut self, lines: &[Line<EntryRow>], excluded: &BTreeSet<u32>) -> Result<(), Error> {
        let mut taken: HashSet<Id> = HashSet::new();
        let mut open: Vec<(u32, Vec<Candidate>)> = Vec::new();
        for line in lines.iter().filter(|line| !excluded.contains(&line.row)) {
            let sought = sought_of(&line.value);
            match self.decided(&sought) {
                Ok(Some(Meant::Known(id))) => {
                    taken.insert(id);
                    self.matching.rows.insert(line.row, (Some(id), Vec::new()));
                }
                Ok(Some(Meant::New(_))) => {
                    self.matching.rows.insert(line.row, (None, Vec::new()));
                }
                Err(Refused::Core(error)) if error.internal() => return Err(error),
                // A choice of a company that is gone: as though nothing had been decided.
                Ok(None) | Err(_) => {
                    let exact = self.exactly(&sought)?;
                    taken.extend(exact);
                    if exact.is_none() {
                        open.push((line.row, company::candidates(self.tx, &sought)?));
                    }
                }
            }
        }
        self.settle_clear(&mut open, &mut taken);
        let before = self.of_the_list()?;
        self.settle_of_the_list(&mut open, &mut taken, &before);
        for (row, mut candidates) in open {
            candidates.retain(|candidate| !taken.contains(&candidate.id));
            self.matching.rows.insert(row, (None, candidates));
        }
        Ok(())
    }

    /// The one company that bears one of the names exactly, where there is but one.
    fn exactly(&self, sought: &Sought<'_>) -> Result<Option<Id>, Error> {
        let mut ids = BTreeSet::new();
        for name in &sought.names {
            ids.extend(company::by_name(self.tx, name)?);
        }
        Ok(if ids.len() == 1 { ids.pop_first() } else { None })
    }

    fn settle_clear(&mut self, open: &mut Vec<(u32, Vec<Candidate>)>, taken: &mut HashSet<Id>) {
        let mut clear: Vec<(i32, u32, Id)> = Vec::new();
        for (row, candidates) in open.iter() {
            clear.extend(candidates.iter().filter(|one| one.verdict == Verdict::Clear).map(|one| (-one.score, *row, one.id)));
        }
        clear.sort_unstable();
        for (_, row, id) in clear {
            if !self.matching.rows.contains_key(&row) && taken.insert(id) {
                self.matching.rows.insert(row, (Some(id), Vec::new()));
            }
        }
        open.retain(|(row, _)| !self.matching.rows.contains_key(row));
    }

    /// Companies that stand on an edition of the list.
    fn of_the_list(&self) -> Result<HashSet<Id>, Error> {
        let Some(wanted) = &self.batch.edition else { return Ok(HashSet::new()) };
        let mut out = HashSet::new();
        for edition in lists::editions(self.tx)?.into_iter().filter(|edition| edition.list_code.eq_ignore_ascii_case(&wanted.list))
        {
            out.extend(lists::entries(self.tx, edition.id)?.into_iter().map(|entry| entry.company_id));
        }
        Ok(out)
    }

    /// A list names much the same companies year after year: a doubtful one that stood on it before is meant,
    /// where it is the row's only one and the row its only one.
    fn settle_of_the_list(&mut self, open: &mut Vec<(u32, Vec<Candidate>)>, taken: &mut HashSet<Id>, before: &HashSet<Id>) {
        let mut rows_of: HashMap<Id, u32> = HashMap::new();
        for (_, candidates) in open.iter() {
            for candidate in candidates {
                *rows_of.entry(candidate.id).or_default() += 1;
            }
        }
        let sure = |candidate: &Candidate| {
            let against = |reason: &Reason| matches!(reason.ground, Ground::CodesDiffer | Ground::CountryDiffers);
            candidate.score >= OF_THE_LIST_MIN && before.contains(&candidate.id) && !candidate.reasons.iter().any(against)
        };
        for (row, candidates) in open.iter() {
            let free: Vec<&Candidate> = candidates.iter().filter(|candidate| !taken.contains(&candidate.id)).collect();
            if let [only] = free[..]
                && sure(only)
                && rows_of.get(&only.id) == Some(&1)
            {
                taken.insert(only.id);
                self.matching.rows.insert(*row, (Some(only.id), Vec::new()));
            }
        }
        open.retain(|(row, _)| !self.matching.rows.contains_key(row));
    }
}

/// What an entry tells of its company.
pub(super) fn sought_of(row: &EntryRow) -> Sought<'_> {
    Sought {
        names: [&row.name_zh, &row.name_en].into_iter().flatten().map(String::as_str).collect(),
        country: row.country.as_deref().filter(|country| country.len() == 2),
        industry: row.industry.as_deref(),
        ..Sought::default()
    }
}

/// What a row of companies tells.
pub(super) fn sought_of_company(row: &CompanyRow) -> Sought<'_> {
    Sought {
        names: [&row.name_zh, &row.name_en].into_iter().flatten().map(String::as_str).collect(),
        uscc: row.uscc.as_deref(),
        lei: row.lei.as_deref(),
        country: row.country.as_deref().filter(|country| country.len() == 2),
        industry: row.industry.as_deref(),
    }
}
