//! What crosses to the window: pages, changes, and failures as codes with arguments.

use std::collections::BTreeMap;

use daowei_core::domain::Id;
use daowei_core::error::Error;
use daowei_core::journal::Op;
use daowei_core::store::Changes;
use serde::Serialize;

/// The answer of a command.
pub type IpcResult<T> = Result<T, Failure>;

/// What went wrong: the window turns `error-<code>` into a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Failure {
    /// The stable code.
    pub code: String,
    /// The message's arguments.
    pub args: BTreeMap<String, String>,
}

impl Failure {
    /// A failure of this code without arguments.
    #[must_use]
    pub fn of(code: &str) -> Self {
        Self { code: code.to_owned(), args: BTreeMap::new() }
    }

    /// A failure of this code with arguments.
    #[must_use]
    pub fn with(code: &str, args: Vec<(&'static str, String)>) -> Self {
        Self { code: code.to_owned(), args: args.into_iter().map(|(name, value)| (name.to_owned(), value)).collect() }
    }

    /// No store is open.
    #[must_use]
    pub fn locked() -> Self {
        Self::of("locked")
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        if error.internal() {
            tracing::error!(code = error.code(), "a command failed");
        }
        Self {
            code: error.code().to_owned(),
            args: error.args().into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        }
    }
}

impl From<daowei_files::import::Error> for Failure {
    fn from(error: daowei_files::import::Error) -> Self {
        match error {
            daowei_files::import::Error::Store(error) => error.into(),
            other => Self::with(other.code(), other.args()),
        }
    }
}

/// A page of a list, and how many rows there are in all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// How many there are.
    pub total: u32,
}

impl<T> From<(Vec<T>, u32)> for Page<T> {
    fn from((rows, total): (Vec<T>, u32)) -> Self {
        Self { rows, total }
    }
}

/// What a write changed: the undo bar names `op`, and the queries over `tables` reload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Changed {
    /// What was done.
    pub op: Op,
    /// To what.
    pub subject: String,
    /// The tables whose rows changed.
    pub tables: Vec<String>,
    /// The record that was made, where one was.
    pub id: Option<Id>,
}

impl Changed {
    /// Of a write's changes.
    #[must_use]
    pub fn of(changes: Changes, id: Option<Id>) -> Self {
        Self { op: changes.op, subject: changes.subject, tables: changes.tables, id }
    }
}
