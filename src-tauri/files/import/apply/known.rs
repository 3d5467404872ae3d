//! What the rows of a file name, each looked up once: a column holds the same few names over and over.

use std::collections::HashMap;

use daowei_core::domain::Id;
use daowei_core::domain::name::fold;

/// What names meant so far, as the rows write them. Only what every later row of the file would be told as well is kept.
#[derive(Default)]
pub(super) struct Known {
    /// Each with its name folded.
    companies: HashMap<String, (String, Id)>,
    projects: HashMap<String, Id>,
    zones: HashMap<String, Id>,
    people: HashMap<String, Id>,
}

impl Known {
    pub(super) fn company(&self, reference: &str) -> Option<Id> {
        self.companies.get(reference).map(|(_, id)| *id)
    }

    pub(super) fn put_company(&mut self, reference: &str, id: Id) {
        self.companies.insert(reference.to_owned(), (fold(reference), id));
    }

    /// A company took this name: whoever had it before is looked up again.
    pub(super) fn forget_company(&mut self, name: &str) {
        let name = fold(name);
        self.companies.retain(|_, (folded, _)| *folded != name);
    }

    /// A company took a code, or another record: whatever was known of companies is looked up again.
    pub(super) fn forget_companies(&mut self) {
        self.companies.clear();
    }

    pub(super) fn project(&self, reference: &str) -> Option<Id> {
        self.projects.get(reference).copied()
    }

    /// Files that name projects make none.
    pub(super) fn put_project(&mut self, reference: &str, id: Id) {
        self.projects.insert(reference.to_owned(), id);
    }

    pub(super) fn zone(&self, name: &str) -> Option<Id> {
        self.zones.get(name).copied()
    }

    pub(super) fn put_zone(&mut self, name: &str, id: Id) {
        self.zones.insert(name.to_owned(), id);
    }

    pub(super) fn person(&self, name: &str) -> Option<Id> {
        self.people.get(name).copied()
    }

    pub(super) fn put_person(&mut self, name: &str, id: Id) {
        self.people.insert(name.to_owned(), id);
    }
}
