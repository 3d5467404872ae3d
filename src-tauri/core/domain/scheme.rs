//! The rules of a KPI year (rulebook, *setting*): versioned, printed in the report, never hard-coded.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fund::{Form, Origin};
use super::list::{Attribution, EditionPolicy, KpiLine};
use super::project::Stage;
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

vocabulary! {
    /// Which projects 开工率 and 投产率 count as having reached a stage (rulebook 1).
    Reach {
        /// Whoever ever reached it.
        Cumulative = "cumulative",
        /// Only whoever stands there now: one that produces is no longer among the started.
        Current = "current",
    }
}

vocabulary! {
    /// How a completion is scored (R18).
    ScoreKind {
        /// Completion, up to a cap.
        Ratio = "ratio",
        /// 功效系数: 60 % + 40 % × (x − min) ÷ (max − min).
        Efficacy = "efficacy",
        /// A bonus for each whole step above the target.
        Step = "step",
    }
}

/// How a completion is scored (R18); percentages in basis points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(default)]
pub struct Score {
    /// Which way.
    pub kind: ScoreKind,
    /// The full score, in hundredths of a point.
    pub full: i32,
    /// Ratio and step: the highest completion that is counted.
    pub cap_bp: i32,
    /// Efficacy: the completion that earns 60 %.
    pub min_bp: i32,
    /// Efficacy: the completion that earns 100 %.
    pub max_bp: i32,
    /// Step: how much above the target a step is.
    pub step_bp: i32,
    /// Step: what a step earns, in hundredths of a point.
    pub bonus: i32,
}

impl Default for Score {
    fn default() -> Self {
        Self { kind: ScoreKind::Ratio, full: 10_000, cap_bp: 12_000, min_bp: 5_000, max_bp: 10_000, step_bp: 500, bonus: 100 }
    }
}

impl Score {
    /// The first number that no score can be reckoned with: its field, its value, what is expected.
    #[must_use]
    pub fn fault(&self) -> Option<(&'static str, i32, &'static str)> {
        let checks = [
            ("score_full", self.full, "> 0", self.full > 0),
            ("score_cap", self.cap_bp, ">= 100 %", self.cap_bp >= 10_000),
            ("score_min", self.min_bp, ">= 0", self.min_bp >= 0),
            ("score_max", self.max_bp, "> min", self.max_bp > self.min_bp),
            ("score_step", self.step_bp, "> 0", self.step_bp > 0),
            ("score_bonus", self.bonus, ">= 0", self.bonus >= 0),
        ];
        checks.into_iter().find(|(.., holds)| !holds).map(|(field, value, expected, _)| (field, value, expected))
    }

    /// The score of a completion, in hundredths of a point, rounded half away from zero.
    #[must_use]
    pub fn of(&self, completion_bp: i64) -> i64 {
        let full = i64::from(self.full);
        let share = |part: i64, whole: i64| super::money::round_div(i128::from(full) * i128::from(part), i128::from(whole.max(1)));
        let shown = |score: i128| i64::try_from(score).unwrap_or(i64::MAX);
        match self.kind {
            ScoreKind::Ratio => shown(share(completion_bp.clamp(0, self.cap_bp.into()), 10_000)),
            ScoreKind::Efficacy => {
                let (min, max) = (i64::from(self.min_bp), i64::from(self.max_bp).max(i64::from(self.min_bp) + 1));
                let part = 6_000 * (max - min) + 4_000 * (completion_bp.clamp(0, max) - min);
                shown(share(part.max(0), 10_000 * (max - min)))
            }
            ScoreKind::Step => {
                let capped = completion_bp.clamp(0, i64::from(self.cap_bp).max(10_000));
                let steps = (capped - 10_000).max(0) / i64::from(self.step_bp.max(1));
                shown(share(capped.min(10_000), 10_000)) + steps * i64::from(self.bonus)
            }
        }
    }
}

/// After how many days something is stale (rulebook 2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(default)]
pub struct Stale {
    /// A lead that nobody answered.
    pub lead_answered: u16,
    /// A lead that nobody judged.
    pub lead_judged: u16,
    /// A lead whose giver heard nothing.
    pub lead_feedback: u16,
    /// A negotiation without contact.
    pub negotiating: u16,
    /// Signed, and not registered.
    pub registered: u16,
}

impl Default for Stale {
    fn default() -> Self {
        Self { lead_answered: 1, lead_judged: 3, lead_feedback: 7, negotiating: 30, registered: 60 }
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
    /// How likely money is by its project's stage, in basis points (R15); what it leaves out is [`likely_bp`].
    #[serde(default)]
    pub forecast: BTreeMap<Stage, i32>,
    /// After how many days something is stale.
    #[serde(default)]
    pub stale: Stale,
    /// How 开工率 and 投产率 are counted.
    #[serde(default = "cumulative")]
    pub reach: Reach,
    /// How a completion is scored (R18).
    #[serde(default)]
    pub score: Score,
    /// Why it was changed.
    pub note: Option<String>,
}

const fn cumulative() -> Reach {
    Reach::Cumulative
}

/// R15's own probabilities, in basis points.
#[must_use]
pub const fn likely_bp(stage: Stage) -> i32 {
    match stage {
        Stage::Negotiating => 1_000,
        Stage::ToSign => 3_000,
        Stage::Signed | Stage::Registered => 6_000,
        Stage::Started | Stage::Funded | Stage::Producing => 8_500,
        Stage::Target | Stage::Lead | Stage::Paused | Stage::Dropped => 0,
    }
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
            forecast: BTreeMap::new(),
            stale: Stale::default(),
            reach: Reach::Cumulative,
            score: Score::default(),
            note: None,
        }
    }

    /// How likely money of a project in this stage is, in basis points (R15).
    #[must_use]
    pub fn likely_bp(&self, stage: Stage) -> i32 {
        self.forecast.get(&stage).copied().unwrap_or(likely_bp(stage))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R18: each way at its turning points, in hundredths of a point.
    #[test]
    fn r18_scores_by_ratio_efficacy_and_step() {
        let ratio = Score::default();
        assert_eq!([0, 4_793, 10_000, 12_000, 15_000].map(|bp| ratio.of(bp)), [0, 4_793, 10_000, 12_000, 12_000]);
        assert_eq!(ratio.fault(), None);
        assert_eq!(Score { max_bp: 5_000, ..Score::default() }.fault().map(|fault| fault.0), Some("score_max"));
        let efficacy = Score { kind: ScoreKind::Efficacy, ..Score::default() };
        assert_eq!([0, 5_000, 7_500, 10_000, 20_000].map(|bp| efficacy.of(bp)), [2_000, 6_000, 8_000, 10_000, 10_000]);
        let step = Score { kind: ScoreKind::Step, ..Score::default() };
        assert_eq!(
            [9_000, 10_000, 10_499, 10_500, 12_000, 13_000].map(|bp| step.of(bp)),
            [9_000, 10_000, 10_000, 10_100, 10_400, 10_400]
        );
    }
}
