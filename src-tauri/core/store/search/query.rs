//! What a person typed, taken apart.

use super::codes;
use super::fold::{self, Cell, GAP, is_digit, is_han, is_letter};

/// The longest query that is read, in characters: no name is longer.
const TYPED_CHARS_MAX: usize = 64;

/// A typed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Without blanks and marks.
    pub whole: Vec<Cell>,
    /// As parted by blanks and marks.
    pub words: Vec<Vec<Cell>>,
    /// As a part of a code; empty where it cannot be one.
    pub code: Vec<u8>,
    /// As an amount in minor units.
    pub amount: Option<i64>,
}

impl Query {
    /// Reads a text; none where there is nothing to look for.
    pub fn read(text: &str) -> Option<Self> {
        let text: String = text.trim().chars().take(TYPED_CHARS_MAX).collect();
        let cells = fold::cells(&text);
        let words: Vec<Vec<Cell>> =
            cells.split(|cell| *cell == GAP).filter(|word| !word.is_empty()).map(<[Cell]>::to_vec).collect();
        if words.is_empty() {
            return None;
        }
        let whole = words.concat();
        let code = if whole.iter().any(|cell| is_digit(*cell)) && !whole.iter().any(|cell| is_han(*cell)) {
            fold::code(&text)
        } else {
            Vec::new()
        };
        Some(Self { whole, words, code, amount: codes::amount(&text) })
    }

    /// The words; a single one is parted where Chinese and other letters meet.
    pub fn parts(&self) -> Vec<&[Cell]> {
        match self.words.as_slice() {
            [one] => one.chunk_by(|a, b| is_han(*a) == is_han(*b)).collect(),
            many => many.iter().map(Vec::as_slice).collect(),
        }
    }

    /// The letters, where it is one word of nothing else.
    pub fn letters(&self) -> Option<Vec<u8>> {
        let only = self.whole.iter().all(|cell| is_letter(*cell));
        only.then(|| self.whole.iter().filter_map(|cell| u8::try_from(*cell).ok()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart() {
        let query = Query::read(" hw技术 ").expect("a query");
        assert_eq!(query.parts(), [fold::cells("hw"), fold::cells("技术")]);
        assert_eq!(Query::read("Bank of China").expect("a query").words.len(), 3);
        assert_eq!(Query::read("800万").expect("a query").amount, Some(800_000_000));
        assert_eq!(Query::read("\" * ("), None);
    }
}
