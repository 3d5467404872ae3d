//! Which column of a table is which: canonical headers, their aliases, the unit a header names, and a
//! mapping given by a person. Neighbours: `import::table` asks it for every row that may be a header.

mod canonical;
mod header;
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

/// A column of the file that was recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapped {
    /// Its canonical key.
    pub key: &'static str,
    /// Its header as the file has it.
    pub header: String,
    /// The unit its header names.
    pub unit: Option<Unit>,
}

/// What each column of a table is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// One element a column of the sheet.
    pub columns: Vec<Option<Mapped>>,
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
}

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
    match given.values().flatten().find(|key| canonical::named(kind, key).is_none()) {
        Some(key) => Err(GivenFault::UnknownKey(key.clone())),
        None => Ok(()),
    }
}

/// Says which column each header is. A canonical header wins over an alias, the earlier column over
/// the later; what a person gave wins over both.
#[must_use]
pub fn map(kind: Kind, headers: &[String], given: &Given) -> Mapping {
    let read: Vec<Header> = headers.iter().map(|text| Header::read(text)).collect();
    let given: HashMap<String, Option<&str>> =
        given.iter().map(|(header, key)| (Header::read(header).full, key.as_deref())).collect();
    let mut taken: HashMap<&'static str, (u8, usize)> = HashMap::new();
    let mut units = vec![None; headers.len()];
    for (place, header) in read.iter().enumerate().filter(|(_, header)| !header.full.is_empty()) {
        let found = match given.get(&header.full) {
            Some(key) => key.and_then(|key| canonical::named(kind, key)).map(|column| (column.key, 3, header.unit)),
            None => canonical::recognise(kind, header),
        };
        let Some((key, score, unit)) = found else { continue };
        units[place] = unit;
        let held = taken.entry(key).or_insert((score, place));
        if score > held.0 {
            *held = (score, place);
        }
    }
    let mut mapping = Mapping { columns: vec![None; headers.len()], ignored: Vec::new() };
    for (key, (_, place)) in taken {
        mapping.columns[place] = Some(Mapped { key, header: headers[place].trim().to_owned(), unit: units[place] });
    }
    mapping.ignored = headers
        .iter()
        .zip(&mapping.columns)
        .filter(|(header, column)| column.is_none() && !header.trim().is_empty())
        .map(|(header, _)| header.trim().to_owned())
        .collect();
    mapping
}

#[cfg(test)]
mod tests;
