//! The words of names, from the tables beside this file: legal forms, places, common words.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The texts of the tables, for [`super::version`].
pub const TEXTS: [&str; 4] =
    [include_str!("forms.tsv"), include_str!("places.tsv"), include_str!("commons.tsv"), include_str!("known.tsv")];

/// What a word is, where a table has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// A place, in a country.
    Place { concept: &'static str, country: &'static str },
    /// A word that many companies share.
    Common { concept: &'static str, weak: bool },
}

/// The words of one language.
#[derive(Debug, Default)]
pub struct Words {
    entries: HashMap<&'static str, Entry>,
    /// Forms, the longest first.
    pub forms: Vec<(&'static str, &'static str)>,
    /// The longest entry: characters of a Chinese one, words of another.
    pub longest: usize,
}

impl Words {
    /// What a word is.
    pub fn get(&self, word: &str) -> Option<Entry> {
        self.entries.get(word).copied()
    }
}

/// The lines of a table, without its remarks.
pub fn lines(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t').collect())
}

/// The words of a cell.
pub fn words(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split(';').map(str::trim).filter(|word| !word.is_empty() && *word != "-")
}

pub static ZH: LazyLock<Words> = LazyLock::new(|| read(1, |word| word.chars().count()));
pub static EN: LazyLock<Words> = LazyLock::new(|| read(2, |word| word.split(' ').count()));

/// Reads one language's side of the tables; the first entry of a word stands.
fn read(side: usize, size: impl Fn(&str) -> usize) -> Words {
    let mut out = Words::default();
    let mut put = |word: &'static str, entry| {
        out.longest = out.longest.max(size(word));
        out.entries.entry(word).or_insert(entry);
    };
    for line in lines(TEXTS[1]) {
        if let [concept, country, ..] = line[..] {
            words(line[side + 1]).for_each(|word| put(word, Entry::Place { concept, country }));
        }
    }
    for line in lines(TEXTS[2]) {
        if let [concept, weak, ..] = line[..] {
            words(line[side + 1]).for_each(|word| put(word, Entry::Common { concept, weak: weak == "weak" }));
        }
    }
    for line in lines(TEXTS[0]) {
        if let [form, ..] = line[..] {
            out.forms.extend(words(line[side]).map(|word| (word, form)));
        }
    }
    out.forms.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_a_table_has_its_columns() {
        for (text, columns) in TEXTS.into_iter().zip([3, 4, 4, 3]) {
            for line in lines(text) {
                assert_eq!(line.len(), columns, "{line:?}");
            }
        }
    }

    #[test]
    fn words_are_written_as_names_are_once_they_are_folded() {
        for text in &TEXTS[..3] {
            for line in lines(text) {
                for word in
                    line[1..].iter().flat_map(|cell| words(cell)).filter(|word| !word.chars().all(|c| c.is_ascii_uppercase()))
                {
                    let plain = super::super::letters(word);
                    assert!(plain == word || word == "株式會社", "{word} is compared as {plain}");
                }
            }
        }
    }
}
