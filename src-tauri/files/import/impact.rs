//! What an edition would change, in numbers for the review and in pages for whoever looks closer, so that a window
//! holds no more rows than it shows. What is counted comes from [`daowei_core::kpi`].

use daowei_core::domain::list::{EditionPolicy, KpiLine};
use daowei_core::domain::money::Fen;
use daowei_core::kpi::{CompanyMoved, EditionImpact, FundMoved, FundsMoved, LineImpact, PolicyImpact};
use serde::{Deserialize, Serialize};

/// What an edition would change, in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ImpactCounts {
    /// The day on which the KPI lines are compared: that of its publication, `YYYY-MM-DD`.
    pub on: String,
    /// The KPI lines whose companies change, by priority.
    pub lines: Vec<LineCounts>,
    /// Companies that enter a line and have no owner among us yet, each once.
    pub to_assign: u32,
    /// The money that would be counted elsewhere, under policies A, B and C.
    pub policies: Vec<PolicyCounts>,
}

/// How many companies enter and leave a KPI line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
pub struct LineCounts {
    /// The line.
    pub line: KpiLine,
    /// How many enter.
    pub entered: u32,
    /// How many leave.
    pub left: u32,
    /// How many stay.
    pub stayed: u32,
    /// How many of those that enter have no owner among us yet.
    pub to_assign: u32,
}

/// What moves under an edition policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct PolicyCounts {
    /// The policy.
    pub policy: EditionPolicy,
    /// The years with verified money whose scheme has it.
    pub years: Vec<i32>,
    /// The money that moves, each to be looked at by its place here.
    pub moves: Vec<MoveCounts>,
}

/// Verified money of a year that would be counted elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct MoveCounts {
    /// The year of arrival.
    pub year: i32,
    /// The KPI lines it counts in now; none: it counts 0.
    pub from: Vec<KpiLine>,
    /// Those it would count in.
    pub to: Vec<KpiLine>,
    /// How much, integer fen.
    pub moved_fen: Fen,
    /// How many lines of the ledger that is.
    pub funds: u32,
    /// Whether the year's scheme has this policy.
    pub in_force: bool,
    /// Whether a period of the year is closed.
    pub closed: bool,
}

/// Which companies of a KPI line are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, specta::Type)]
#[serde(rename_all = "lowercase")]
pub enum Moving {
    /// Those that enter.
    Entered,
    /// Those that leave.
    Left,
}

impl ImpactCounts {
    /// Counts what would change.
    #[must_use]
    pub fn of(impact: &EditionImpact) -> Self {
        Self {
            on: impact.on.clone(),
            lines: impact.lines.iter().map(line_counts).collect(),
            to_assign: impact.to_assign,
            policies: impact.policies.iter().map(policy_counts).collect(),
        }
    }
}

fn line_counts(impact: &LineImpact) -> LineCounts {
    LineCounts {
        line: impact.line,
        entered: count(&impact.entered),
        left: count(&impact.left),
        stayed: impact.stayed,
        to_assign: impact.to_assign,
    }
}

fn policy_counts(impact: &PolicyImpact) -> PolicyCounts {
    let counts = |moved: &FundsMoved| MoveCounts {
        year: moved.year,
        from: moved.from.clone(),
        to: moved.to.clone(),
        moved_fen: moved.moved_fen,
        funds: count(&moved.funds),
        in_force: moved.in_force,
        closed: moved.closed,
    };
    PolicyCounts { policy: impact.policy, years: impact.years.clone(), moves: impact.moves.iter().map(counts).collect() }
}

fn count<T>(rows: &[T]) -> u32 {
    u32::try_from(rows.len()).unwrap_or(u32::MAX)
}

/// A page of the companies that enter or leave a KPI line, by rank, and how many there are.
#[must_use]
pub fn companies(impact: &EditionImpact, line: KpiLine, moving: Moving, offset: u32, limit: u32) -> (Vec<CompanyMoved>, u32) {
    let of_line = impact.lines.iter().find(|found| found.line == line);
    let all = of_line.map_or(&[][..], |found| match moving {
        Moving::Entered => &found.entered,
        Moving::Left => &found.left,
    });
    page(all, offset, limit)
}

/// A page of the lines of the ledger behind the money that moves, by its place under a policy.
#[must_use]
pub fn funds(impact: &EditionImpact, policy: EditionPolicy, place: u32, offset: u32, limit: u32) -> (Vec<FundMoved>, u32) {
    let of_policy = impact.policies.iter().find(|found| found.policy == policy);
    let moved = of_policy.and_then(|found| found.moves.get(place as usize));
    page(moved.map_or(&[][..], |moved| &moved.funds), offset, limit)
}

fn page<T: Clone>(all: &[T], offset: u32, limit: u32) -> (Vec<T>, u32) {
    (all.iter().skip(offset as usize).take(limit as usize).cloned().collect(), count(all))
}
