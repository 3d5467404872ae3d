//! Which column of a table is which: canonical headers, their aliases, the unit a header names, and a
//! mapping given by a person. Neighbours: `import::table` asks it for every row that may be a header.

mod canonical;
mod header;
mod recognise;
pub mod unit;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

pub use canonical::{Column, Measure, columns};
pub use header::Header;
pub use unit::Unit;

/// What a file's rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// 企业.
    Companies,
    /// 股权关系.
    Ownership,
    /// 榜单 of a year.
    Edition,
    /// 项目.
    Projects,
    /// 走访.
    Meetings,
    /// 到位资金.
    Funds,
    /// 目标.
    Targets,
    /// 汇率.
    Rates,
}

impl Kind {
    /// Every kind, in the order in which files build upon each other.
    pub const ALL: &'static [Self] =
        &[Self::Companies, Self::Ownership, Self::Edition, Self::Projects, Self::Meetings, Self::Funds, Self::Targets, Self::Rates];

    /// Its stable code, as the command line takes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Companies => "companies",
            Self::Ownership => "ownership",
            Self::Edition => "edition",
            Self::Projects => "projects",
            Self::Meetings => "meetings",
            Self::Funds => "funds",
            Self::Targets => "targets",
            Self::Rates => "rates",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }
}

/// Why a column is taken for what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A person said so.
    Given,
    /// A file of the same layout was read so before.
    Remembered,
    /// The header is the one that templates and exports write.
    Canonical,
    /// The header is one seen in ledgers.
    Alias,
    /// The header is the name's pinyin, whole or by its initials.
    Pinyin,
    /// What stands below the header looks like it.
    Content,
}

/// The least certainty, in percent, at which a column is taken without asking a person.
pub const CERTAIN: u8 = 60;

/// A column of the file that was recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapped {
    /// Its canonical key.
    pub key: &'static str,
    /// Its header as the file has it.
    pub header: String,
    /// The unit its header names.
    pub unit: Option<Unit>,
    /// Why it is taken for this.
    pub why: Why,
    /// How sure that is, in percent.
    pub certainty: u8,
}

/// What each column of a table is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// One element a column of the table.
    pub columns: Vec<Option<Mapped>>,
    /// Columns whose cells are added to the record's note, under their headers.
    pub notes: Vec<usize>,
    /// Headers that mean nothing here; their columns are not taken.
    pub ignored: Vec<String>,
}

impl Mapping {
    /// Where a key stands.
    #[must_use]
    pub fn place(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.as_ref().is_some_and(|mapped| mapped.key == key))
    }

    /// How many columns were recognised.
    #[must_use]
    pub fn recognised(&self) -> usize {
        self.columns.iter().flatten().count()
    }

    /// The canonical headers that a kind needs and this mapping lacks.
    #[must_use]
    pub fn missing(&self, kind: Kind) -> Vec<&'static str> {
        columns(kind)
            .iter()
            .filter(|column| {
                column.required.is_some_and(|instead| !instead.iter().chain([&column.key]).any(|key| self.place(key).is_some()))
            })
            .map(|column| column.header)
            .collect()
    }

    /// Adds every column that means nothing here to the notes, where the kind has any.
    pub fn note_the_rest(&mut self, kind: Kind, headers: &[String]) {
        if !columns(kind).iter().any(|column| column.key == NOTE) {
            return;
        }
        for (place, header) in headers.iter().enumerate() {
            if self.columns.get(place).is_some_and(Option::is_none) && !header.trim().is_empty() && !self.notes.contains(&place) {
                self.notes.push(place);
            }
        }
        self.notes.sort_unstable();
        self.ignored.clear();
    }
}

/// The key of a column that holds the rates of one currency, which its header names.
pub const RATE_OF: &str = "rate_of";

/// The key of what a record holds beside its fields.
pub const NOTE: &str = "note";

/// What a person said about headers: the header as the file has it → canonical key, or nothing to
/// leave the column out.
pub type Given = HashMap<String, Option<String>>;

/// What is wrong with a mapping given by a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GivenFault {
    /// A key that the kind does not have.
    #[error("no column {0}")]
    UnknownKey(String),
}

/// Checks a given mapping against a kind.
///
/// # Errors
/// [`GivenFault::UnknownKey`] for a key or header that the kind does not have.
pub fn check_given(kind: Kind, given: &Given) -> Result<(), GivenFault> {
    let known = |key: &&String| canonical::named(kind, key).is_some() || kind == Kind::Rates && *key == RATE_OF;
    match given.values().flatten().find(|key| !known(key)) {
        Some(key) => Err(GivenFault::UnknownKey(key.clone())),
        None => Ok(()),
    }
}

/// Says which column each header is. A canonical header wins over an alias, and both over pinyin; the
/// earlier column wins over the later; what a person gave wins over all. Several columns given as
/// [`NOTE`] go into the note together, each under its header.
#[must_use]
pub fn map(kind: Kind, headers: &[String], given: &Given) -> Mapping {
    map_as(kind, headers, given, Why::Given)
}

/// As [`map`], saying why the columns given are what they are.
#[must_use]
pub fn map_as(kind: Kind, headers: &[String], given: &Given, why: Why) -> Mapping {
    let given: HashMap<String, Option<&str>> =
        given.iter().map(|(header, key)| (Header::read(header).full, key.as_deref())).collect();
    let mut mapping = Mapping { columns: vec![None; headers.len()], ..Mapping::default() };
    // For each key, the column that holds it so far and how well.
    let mut taken: HashMap<&'static str, (u16, usize)> = HashMap::new();
    let mut found: Vec<Option<Mapped>> = Vec::with_capacity(headers.len());
    for (place, text) in headers.iter().enumerate() {
        let header = Header::read(text);
        let mapped = match given.get(&header.full) {
            _ if header.full.is_empty() => None,
            Some(key) => {
                let column = key.and_then(|key| canonical::named(kind, key));
                if column.is_some_and(|column| column.key == NOTE && Header::read(column.header).full != header.full) {
                    mapping.notes.push(place);
                    None
                } else {
                    let unit = recognise::unit_of(text);
                    column.map(|column| Mapped { key: column.key, header: shown(text), unit, why, certainty: 100 })
                }
            }
            None => recognise::header(kind, text),
        };
        if let Some(mapped) = &mapped {
            let given = matches!(mapped.why, Why::Given | Why::Remembered);
            // Of two equal columns of money the one whose header names a unit is the amount.
            let fit = u16::from(mapped.certainty) * 2 + u16::from(mapped.unit.is_some()) + if given { 1_000 } else { 0 };
            let held = taken.entry(mapped.key).or_insert((fit, place));
            if fit > held.0 {
                *held = (fit, place);
            }
        }
        found.push(mapped);
    }
    for (_, place) in taken.into_values() {
        mapping.columns[place] = found[place].take();
    }
    if kind == Kind::Rates && mapping.place("currency").is_none() && mapping.place("rate").is_none() {
        by_currency(headers, &mut mapping);
    }
    mapping.ignored = ignored(headers, &mapping);
    mapping
}

/// A table of rates with a column for each currency.
fn by_currency(headers: &[String], mapping: &mut Mapping) {
    for (column, header) in mapping.columns.iter_mut().zip(headers) {
        if column.is_none() && crate::values::word::currency(header).is_ok() {
            let header = shown(header);
            *column = Some(Mapped { key: RATE_OF, header, unit: None, why: Why::Alias, certainty: 90 });
        }
    }
}

/// Headers whose columns are not taken.
pub(crate) fn ignored(headers: &[String], mapping: &Mapping) -> Vec<String> {
    headers
        .iter()
        .enumerate()
        .filter(|(place, header)| mapping.columns[*place].is_none() && !mapping.notes.contains(place) && !header.trim().is_empty())
        .map(|(_, header)| shown(header))
        .collect()
}

/// A header as a message shows it: in one line.
fn shown(header: &str) -> String {
    header.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
