//! Companies, ownership and list editions.

use daowei_core::domain::Id;
use daowei_core::domain::matching::Candidate;
use daowei_core::domain::name::fold;
use daowei_core::error::Error;
use daowei_core::store::company::{self, Company, Ownership};
use daowei_core::store::lists::{self, Entry, NewEntry};

use super::matching::{Meant, sought_of_company};
use super::{Applied, Applying, Refused, differ, differ_shown};
use crate::import::rows::{CompanyRow, EntryRow, OwnershipRow};
use crate::import::run::PlannedChange;
use crate::problem::Code;

/// The company a row is about and whether that was told by likeness, or else whom it may be about.
type About = (Option<(Id, bool)>, Vec<Candidate>);

impl Applying<'_> {
    pub(super) fn company_row(&mut self, row: &CompanyRow) -> Applied {
        self.title = row.name_zh.as_deref().or(row.name_en.as_deref()).unwrap_or_default().to_owned();
        let (found, doubts) = self.same_company(row)?;
        let Some((id, likeness)) = found else {
            let id = self.make_company(Company {
                name_zh: row.name_zh.clone(),
                name_en: row.name_en.clone(),
                uscc: row.uscc.clone(),
                lei: row.lei.clone(),
                country: row.country.clone(),
                headquarters: row.headquarters.clone(),
                industry: row.industry.clone(),
                note: row.note.clone(),
                owner_id: None,
            })?;
            for alias in &row.aliases {
                self.add_alias(id, alias)?;
            }
            let written = self.title.clone();
            self.doubt("name_zh", &written, doubts, true);
            return self.created(id);
        };
        let known = company::get(self.tx, id)?;
        let mut changes = Vec::new();
        let mut next = known.clone();
        let (mut former, mut written) = (Vec::new(), row.aliases.clone());
        for (field, old, new, slot) in [
            ("name_zh", &known.name_zh, &row.name_zh, &mut next.name_zh),
            ("name_en", &known.name_en, &row.name_en, &mut next.name_en),
        ] {
            // Width, case and blanks make no other name; a name that is but like the known one is an alias.
            let same = old.as_deref().map(fold) == new.as_deref().map(fold);
            if likeness && old.is_some() {
                written.extend(new.clone().filter(|_| !same));
            } else if !same && differ(&mut changes, field, old.as_deref(), new.as_deref()) {
                former.extend(old.clone());
                slot.clone_from(new);
            }
        }
        for (field, old, new, slot) in [
            ("uscc", &known.uscc, &row.uscc, &mut next.uscc),
            ("lei", &known.lei, &row.lei, &mut next.lei),
            ("country", &known.country, &row.country, &mut next.country),
            ("headquarters", &known.headquarters, &row.headquarters, &mut next.headquarters),
            ("industry", &known.industry, &row.industry, &mut next.industry),
            ("note", &known.note, &row.note, &mut next.note),
        ] {
            if differ(&mut changes, field, old.as_deref(), new.as_deref()) {
                slot.clone_from(new);
            }
        }
        let new_aliases: Vec<String> = {
            let mut names: Vec<String> = company::aliases(self.tx, id)?.iter().map(|alias| fold(alias)).collect();
            names.extend(
                [&known.name_zh, &known.name_en, &next.name_zh, &next.name_en].into_iter().flatten().map(|name| fold(name)),
            );
            written.retain(|alias| !names.contains(&fold(alias)));
            written
        };
        for alias in &new_aliases {
            changes.push(PlannedChange { field: "aliases", old: None, new: Some(alias.clone()) });
        }
        let settled = self.settle(id, "name_zh", changes)?;
        if next != known {
            self.change_company(id, next)?;
        }
        for alias in former.iter().chain(&new_aliases) {
            self.add_alias(id, alias)?;
        }
        Ok(settled)
    }

    /// The company a row is about: by credit code, then LEI, then name, then likeness (which is told); codes that
    /// contradict are a conflict. Where it is none, whom it may be all the same.
    fn same_company(&self, row: &CompanyRow) -> Result<About, Refused> {
        let by = |id| Ok((Some((id, false)), Vec::new()));
        if let Some(code) = &row.uscc {
            match company::by_uscc(self.tx, code)?.as_slice() {
                [one] => return by(*one),
                [] => {}
                _ => return self.refuse("uscc", Code::CompanyAmbiguous, code),
            }
        }
        if let Some(lei) = &row.lei {
            match company::by_lei(self.tx, lei)?.as_slice() {
                [one] => return by(*one),
                [] => {}
                _ => return self.refuse("lei", Code::CompanyAmbiguous, lei),
            }
        }
        let found = self.by_names(row.name_zh.as_deref(), row.name_en.as_deref())?;
        let Some(id) = found else {
            return Ok(match self.meant(&sought_of_company(row), true)? {
                Meant::Known(id) => (Some((id, true)), Vec::new()),
                Meant::New(candidates) => (None, candidates),
            });
        };
        let known = company::get(self.tx, id)?;
        let contradicts = |old: &Option<String>, new: &Option<String>| old.is_some() && new.is_some() && old != new;
        if contradicts(&known.uscc, &row.uscc) || contradicts(&known.lei, &row.lei) {
            return self.refuse("uscc", Code::CompanyConflict, known.title());
        }
        by(id)
    }

    /// The one company that either name means.
    fn by_names(&self, zh: Option<&str>, en: Option<&str>) -> Result<Option<Id>, Refused> {
        let mut found = None;
        for (key, name) in [("name_zh", zh), ("name_en", en)] {
            let Some(name) = name else { continue };
            match (company::by_name(self.tx, name)?.as_slice(), found) {
                ([], _) => {}
                ([one], None) => found = Some(*one),
                ([one], Some(other)) if *one == other => {}
                ([_], Some(_)) => return self.refuse(key, Code::CompanyConflict, name),
                (several, Some(other)) if several.contains(&other) => {}
                _ => return self.refuse(key, Code::CompanyAmbiguous, name),
            }
        }
        Ok(found)
    }

    pub(super) fn ownership_row(&mut self, row: &OwnershipRow) -> Applied {
        self.title = format!("{} → {}", row.parent, row.child);
        let parent_id = self.company("parent", &row.parent)?;
        let child_id = self.company("child", &row.child)?;
        if parent_id == child_id {
            return self.refuse("child", Code::OwnsItself, &row.child);
        }
        let percent_ppm = row.percent_ppm.and_then(|ppm| i32::try_from(ppm).ok());
        let link = Ownership {
            parent_id,
            child_id,
            percent_ppm,
            control: row.control,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
        };
        let parents = company::parents(self.tx, child_id)?;
        let known = parents.into_iter().find(|(_, known)| known.parent_id == parent_id && known.valid_from == row.valid_from);
        let Some((id, known)) = known else {
            let id = company::add_ownership(self.tx, &link)?;
            return self.created(id);
        };
        let mut changes = Vec::new();
        differ_shown(&mut changes, "percent", known.percent_ppm, link.percent_ppm);
        differ_shown(&mut changes, "control", Some(known.control), Some(link.control));
        differ_shown(&mut changes, "valid_to", known.valid_to, link.valid_to);
        let settled = self.settle(id, "child", changes)?;
        if !settled.1.is_empty() {
            let next = Ownership {
                percent_ppm: link.percent_ppm.or(known.percent_ppm),
                valid_to: link.valid_to.or(known.valid_to),
                ..link
            };
            company::change_ownership(self.tx, id, &next)?;
        }
        Ok(settled)
    }

    /// Finds or makes the edition that a list's rows belong to.
    pub(super) fn open_edition(&mut self) -> Result<(), Error> {
        let Some(wanted) = &self.batch.edition else { return Ok(()) };
        let Some(known) = lists::edition(self.tx, &wanted.list, wanted.year)? else {
            let list = match lists::by_code(self.tx, &wanted.list)? {
                Some(list) => list.id,
                None => {
                    self.warn(crate::problem::Problem::of_row(1, Code::ListMade).with("value", &wanted.list));
                    lists::add(self.tx, &wanted.list, &wanted.list, None, None)?
                }
            };
            self.edition =
                Some(lists::add_edition(self.tx, list, wanted.year, wanted.published_on, None, wanted.source.as_deref())?);
            return Ok(());
        };
        self.edition = Some(known.id);
        self.edition_locked = known.locked;
        self.entries = lists::entries(self.tx, known.id)?.into_iter().map(|entry| (entry.company_id, entry)).collect();
        let source = wanted.source.clone().or_else(|| known.source.clone());
        if known.published_on != wanted.published_on || known.source != source {
            if known.locked {
                let edition = [&known.list_code, " ", &known.year.to_string()].concat();
                return Err(Error::EditionFrozen { edition, published: known.published_on.to_string() });
            }
            lists::change_edition(self.tx, known.id, wanted.published_on, source.as_deref())?;
        }
        Ok(())
    }

    pub(super) fn entry_row(&mut self, row: &EntryRow) -> Applied {
        let printed = row.name_zh.as_deref().or(row.name_en.as_deref()).unwrap_or_default();
        self.title = printed.to_owned();
        let Some(edition) = self.edition else { return self.refuse("name_zh", Code::Refused, printed) };
        let company_id = self.entered_company(row)?;
        let rank = row.rank.and_then(|rank| i32::try_from(rank).ok());
        let Some(known) = self.entries.get(&company_id).cloned() else {
            if self.edition_locked {
                return self.refuse("name_zh", Code::EditionLocked, printed);
            }
            let entry = NewEntry {
                edition,
                company: company_id,
                rank,
                printed_name: printed,
                country: row.country.as_deref(),
                industry: row.industry.as_deref(),
                revenue: row.revenue.as_deref(),
                revenue_unit: row.revenue_unit.as_deref(),
            };
            let id = lists::add_entry(self.tx, &entry)?;
            let entry = Entry {
                id,
                company_id,
                rank,
                printed_name: printed.to_owned(),
                country: row.country.clone(),
                industry: row.industry.clone(),
                revenue: row.revenue.clone(),
                revenue_unit: row.revenue_unit.clone(),
            };
            self.entries.insert(company_id, entry);
            return self.created(id);
        };
        let mut changes = Vec::new();
        let mut next = known.clone();
        if differ_shown(&mut changes, "rank", known.rank, rank) {
            next.rank = rank;
        }
        if differ(&mut changes, "name", Some(&known.printed_name), Some(printed)) {
            printed.clone_into(&mut next.printed_name);
        }
        for (field, old, new, slot) in [
            ("country", &known.country, &row.country, &mut next.country),
            ("industry", &known.industry, &row.industry, &mut next.industry),
            ("revenue", &known.revenue, &row.revenue, &mut next.revenue),
            ("revenue_unit", &known.revenue_unit, &row.revenue_unit, &mut next.revenue_unit),
        ] {
            if differ(&mut changes, field, old.as_deref(), new.as_deref()) {
                slot.clone_from(new);
            }
        }
        if self.edition_locked && !changes.is_empty() {
            return self.refuse("name_zh", Code::EditionLocked, printed);
        }
        let settled = self.settle(known.id, "name_zh", changes)?;
        if !settled.1.is_empty() {
            lists::change_entry(self.tx, &next)?;
            self.entries.insert(company_id, next);
        }
        Ok(settled)
    }

    /// The company an entry names, made where it is unknown; what the edition knows fills what the company lacks.
    fn entered_company(&mut self, row: &EntryRow) -> Result<Id, Refused> {
        let country = row.country.clone().filter(|country| country.len() == 2);
        let (meant, doubts) = self.matching.of_row(self.row);
        let named = match meant {
            Some(id) => Some(id),
            None => self.by_names(row.name_zh.as_deref(), row.name_en.as_deref())?,
        };
        let Some(id) = named else {
            let written = self.title.clone();
            self.doubt("name_zh", &written, doubts, true);
            return self.make_company(Company {
                name_zh: row.name_zh.clone(),
                name_en: row.name_en.clone(),
                country,
                industry: row.industry.clone(),
                ..Company::default()
            });
        };
        if self.edition_locked {
            return Ok(id);
        }
        let known = company::get(self.tx, id)?;
        let mut next = known.clone();
        for (slot, new) in [
            (&mut next.name_zh, &row.name_zh),
            (&mut next.name_en, &row.name_en),
            (&mut next.country, &country),
            (&mut next.industry, &row.industry),
        ] {
            if slot.is_none() {
                slot.clone_from(new);
            }
        }
        if next != known {
            self.change_company(id, next)?;
        }
        // One of the two names is known to be this company's; the other is learned with it.
        for name in [&row.name_zh, &row.name_en].into_iter().flatten() {
            self.add_alias(id, name)?;
        }
        Ok(id)
    }
}
