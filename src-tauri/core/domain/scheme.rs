//! The rules of a KPI year (rulebook, *setting*): versioned, printed in the report, never hard-coded.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fund::{Form, Origin};
use super::list::{Attribution, EditionPolicy, KpiLine};
use super::vocabulary::vocabulary;

vocabulary! {
    /// How time progress is measured (R8).
    Progress {
        /// Complete months ÷ 12.
        Months = "months",
        /// Complete quarters ÷ 4.
        Quarters = "quarters",
        /// Day of the year ÷ days in the year.
        Days = "days",
    }
}

/// One version of a year's rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Scheme {
    /// The KPI year.
    pub year: i32,
    /// 1, 2, …; 0 is the built-in default of a year for which none was set.
    pub version: i32,
    /// Which edition counts.
    pub edition_policy: EditionPolicy,
    /// How a fund on several lists is attributed where nobody asks otherwise.
    pub attribution: Attribution,
    /// The origins that count (R2).
    pub origins: Vec<Origin>,
    /// The forms that count (R2).
    pub forms: Vec<Form>,
    /// How time progress is measured.
    pub progress: Progress,
    /// Whether first review and re-check are one step.
    pub merge_reviews: bool,
    /// Which list feeds which line this year; a list not named here keeps its own line.
    pub list_lines: BTreeMap<String, Option<KpiLine>>,
    /// Why it was changed.
    pub note: Option<String>,
}

impl Scheme {
    /// The rules of a year for which none was set: the rulebook's defaults.
    #[must_use]
    pub fn default_of(year: i32) -> Self {
        Self {
            year,
            version: 0,
            edition_policy: EditionPolicy::A,
            attribution: Attribution::Exclusive,
            origins: vec![Origin::Foreign, Origin::OtherProvince],
            forms: Form::ALL.to_vec(),
            progress: Progress::Months,
            merge_reviews: false,
            list_lines: BTreeMap::new(),
            note: None,
        }
    }
}
