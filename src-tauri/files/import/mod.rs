//! From cells to the store: tables are found in the sheets ([`layout`]), each proposed as what it may be
//! ([`propose`]), one is settled ([`table`]), its lines become typed rows
//! or problems ([`rows`], pure), rows and store become a plan ([`plan`], which writes nothing), and the
//! plan is committed through the one write door in one group, all or nothing unless asked otherwise.

mod apply;
pub mod choices;
pub mod desk;
pub mod file;
pub mod impact;
pub mod layout;
pub mod look;
pub mod memory;
pub mod parse;
pub mod planned;
mod plausible;
pub mod propose;
pub mod rejects;
pub mod rows;
pub mod run;
pub mod table;

use daowei_core::words::Words;

use crate::columns::{GivenFault, Kind};
use crate::read;

/// Why a file as a whole cannot be imported.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be read.
    #[error("file")]
    Read(#[from] read::Error),
    /// The store refused the import as a whole, or failed.
    #[error(transparent)]
    Store(#[from] daowei_core::error::Error),
    /// No sheet of this name; the names there are.
    #[error("no sheet {name} among {sheets}")]
    NoSheet {
        /// The name asked for.
        name: String,
        /// The names there are.
        sheets: String,
    },
    /// No row looks like the header of this kind; the headers it would have.
    #[error("no header of {kind:?}, such as {expected}")]
    NoHeader {
        /// The kind asked for.
        kind: Kind,
        /// Its canonical headers.
        expected: String,
    },
    /// The header consists of question marks: an earlier program lost its characters.
    #[error("header destroyed by a wrong encoding: {shown}")]
    HeaderDestroyed {
        /// The header as it stands.
        shown: String,
    },
    /// The header lacks columns that the kind needs.
    #[error("columns missing: {columns}")]
    ColumnsMissing {
        /// Their canonical headers.
        columns: String,
    },
    /// The mapping names a column that the kind does not have.
    #[error("mapping names {key}")]
    MappingKey {
        /// The key.
        key: String,
    },
    /// An edition without list, year or publication date.
    #[error("edition without list, year or publication date")]
    EditionUnsaid,
}

impl From<GivenFault> for Error {
    fn from(fault: GivenFault) -> Self {
        match fault {
            GivenFault::UnknownKey(key) => Self::MappingKey { key },
        }
    }
}

impl Error {
    /// The codes of this enum itself, for the test that each has its sentence.
    pub const CODES: &'static [&'static str] = &[
        "import-no-sheet",
        "import-no-header",
        "import-header-destroyed",
        "import-columns-missing",
        "import-mapping-key",
        "import-edition-unsaid",
    ];

    /// The stable code; its sentence is the Fluent message `error-<code>`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Read(error) => error.code(),
            Self::Store(error) => error.code(),
            Self::NoSheet { .. } => "import-no-sheet",
            Self::NoHeader { .. } => "import-no-header",
            Self::HeaderDestroyed { .. } => "import-header-destroyed",
            Self::ColumnsMissing { .. } => "import-columns-missing",
            Self::MappingKey { .. } => "import-mapping-key",
            Self::EditionUnsaid => "import-edition-unsaid",
        }
    }

    /// What it says, in the language of `words`.
    #[must_use]
    pub fn told(&self, words: &Words) -> String {
        words.text(&["error-", self.code()].concat(), self.args())
    }

    /// The message's arguments.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Read(error) => error.args(),
            Self::Store(error) => error.args().into_iter().collect(),
            Self::NoSheet { name, sheets } => vec![("name", name.clone()), ("sheets", sheets.clone())],
            Self::NoHeader { kind, expected } => vec![("kind", kind.code().to_owned()), ("expected", expected.clone())],
            Self::HeaderDestroyed { shown } => vec![("shown", shown.clone())],
            Self::ColumnsMissing { columns } => vec![("columns", columns.clone())],
            Self::MappingKey { key } => vec![("key", key.clone())],
            Self::EditionUnsaid => Vec::new(),
        }
    }
}
