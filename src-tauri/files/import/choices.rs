//! What a person decided about names whose company was in doubt. Neighbours: `apply` asks them before it
//! makes a company, the window's queue fills them.

use std::collections::BTreeMap;

use daowei_core::domain::Id;
use daowei_core::domain::matching::Candidate;
use daowei_core::domain::name::fold;
use serde::{Deserialize, Serialize};

/// Which company a name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "means", rename_all = "snake_case")]
pub enum Choice {
    /// This one; it learns the name as an alias.
    Company {
        /// Which.
        id: Id,
    },
    /// None that is known: a company is made.
    New,
}

/// A name of a row whose company is in doubt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Doubt {
    /// The canonical key of the column.
    pub field: &'static str,
    /// The name as the row writes it; a choice is made for it.
    pub written: String,
    /// Whom it may mean, the likeliest first; never empty.
    pub candidates: Vec<Candidate>,
}

/// The choices made for a file: one a name, for all its rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices(BTreeMap<String, Choice>);

impl Choices {
    /// Decides for a name as a row writes it (its width, case and blanks do not matter).
    pub fn decide(&mut self, written: &str, choice: Choice) {
        self.0.insert(fold(written), choice);
    }

    /// Takes a decision back.
    pub fn reopen(&mut self, written: &str) {
        self.0.remove(&fold(written));
    }

    /// What was decided for a name.
    #[must_use]
    pub fn of(&self, written: &str) -> Option<Choice> {
        if self.0.is_empty() { None } else { self.0.get(&fold(written)).copied() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_holds_for_every_way_of_writing_the_same_name() {
        let mut choices = Choices::default();
        choices.decide("示例(集团)公司", Choice::New);
        assert_eq!(choices.of("示例（集团） 公司"), Some(Choice::New));
        assert_eq!(choices.of("示例公司"), None);
        choices.reopen("示例(集团)公司");
        assert_eq!(choices.of("示例(集团)公司"), None);
    }
}
