//! A workbook's table of strings, in one piece.

use super::Error;
use super::limits::{Limit, count};

/// The strings that cells name by their place.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Adds the next string.
    pub(super) fn add(&mut self, text: &str) -> Result<(), Error> {
        self.text.push_str(text);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        count(&mut 0, (self.text.len() + 4 * self.ends.len()) as u64, Limit::SharedStringBytes)
    }

    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// The string at a place; nothing beyond the last.
    pub(super) fn get(&self, at: usize) -> &str {
        let from = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let to = self.ends.get(at).copied().unwrap_or(from);
        self.text.get(from as usize..to as usize).unwrap_or_default()
    }
}
