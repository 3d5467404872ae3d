//! What is asked: a year through a quarter, in one reading, attribution and level, as of a day.

use chrono::NaiveDate;

use crate::domain::list::Attribution;
use crate::domain::period::Quarter;
use crate::domain::reading::{Reading, RecognitionLevel};
use crate::error::{Error, Result};

/// One question to the KPI.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KpiQuery {
    /// The KPI year.
    pub year: i32,
    /// Through the end of this quarter of that year.
    pub through: Quarter,
    /// Which reading (R6).
    pub reading: Reading,
    /// How funds on several lists are attributed (R5).
    pub attribution: Attribution,
    /// Whose recognised amount counts (R16).
    pub level: RecognitionLevel,
    /// Today; time progress runs to it or to the end of `through`, whichever comes first (R8).
    pub as_of: NaiveDate,
}

impl KpiQuery {
    /// Refuses a quarter of another year.
    pub(super) fn checked(&self) -> Result<()> {
        if self.through.year() == self.year { Ok(()) } else { Err(Error::invalid("through", self.through, self.year)) }
    }
}
