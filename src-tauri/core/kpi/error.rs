//! What a KPI question can be refused for, and what can fail beneath it.

use crate::domain::period::{Period, Quarter};

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The published reading of a period that nobody has closed.
    #[error("{0} is not closed, so nothing was published")]
    NotClosed(Period),
    /// The quarter asked for lies in another year than the one asked for.
    #[error("{through} is not in {year}")]
    OtherYear {
        /// The year asked for.
        year: i32,
        /// The quarter asked for.
        through: Quarter,
    },
    /// A sum beyond 64 bits of fen.
    #[error("a sum beyond 64 bits of fen")]
    Range,
    /// The store holds what its own rules exclude.
    #[error("damaged: {0}")]
    Damaged(String),
    /// The database failed.
    #[error("database")]
    Db(#[from] rusqlite::Error),
}

impl Error {
    /// The stable code; the user reads the message `error-<code>`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotClosed(_) => "kpi-not-closed",
            Self::OtherYear { .. } => "kpi-other-year",
            Self::Range => "kpi-range",
            Self::Damaged(_) => "kpi-damaged",
            Self::Db(_) => "database",
        }
    }

    /// The arguments of the message, name and value.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotClosed(period) => vec![("period", period.to_string())],
            Self::OtherYear { year, through } => vec![("year", year.to_string()), ("through", through.to_string())],
            Self::Damaged(what) => vec![("what", what.clone())],
            Self::Range | Self::Db(_) => Vec::new(),
        }
    }
}
