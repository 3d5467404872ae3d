//! R8, R9: how far the year has run, and what is still needed.

use chrono::{Datelike, NaiveDate};

use super::key::first_of_year;
use super::ratio::Hundredths;
use crate::domain::money::{Fen, round_div};
use crate::domain::period::Quarter;
use crate::domain::scheme::Progress;

/// How much of a year has passed on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Elapsed {
    passed: u32,
    of: u32,
    /// Complete months of the year, 0 to 12.
    pub months: u32,
}

/// Time progress of `through`'s year on `as_of`, or on the last day of `through` if that is earlier.
///
/// A month is complete on its last day, a quarter with its last month. A day before the year
/// counts nothing.
pub(super) fn elapsed(progress: Progress, through: Quarter, as_of: NaiveDate) -> Elapsed {
    let day = as_of.min(through.last_day());
    let (first, next) = (first_of_year(through.year()), first_of_year(through.year() + 1));
    let days = |from: NaiveDate, to: NaiveDate| u32::try_from((to - from).num_days()).unwrap_or(0);
    let months = match day.succ_opt() {
        _ if day < first => 0,
        Some(tomorrow) if tomorrow >= next => 12,
        Some(tomorrow) => tomorrow.month0(),
        None => 12,
    };
    let (passed, of) = match progress {
        Progress::Months => (months, 12),
        Progress::Quarters => (months / 3, 4),
        Progress::Days => (if day < first { 0 } else { days(first, day) + 1 }, days(first, next)),
    };
    Elapsed { passed, of, months }
}

impl Elapsed {
    /// The shown time progress.
    pub fn shown(self) -> Hundredths {
        Hundredths::percent(self.passed.into(), self.of.into())
    }

    /// Ahead (+) or behind (−) of the time in money: A − T × time, rounded once.
    pub fn lead(self, ytd: Fen, target: Fen) -> i128 {
        let (passed, of) = (i128::from(self.passed), i128::from(self.of));
        round_div(i128::from(ytd.0) * of - i128::from(target.0) * passed, of)
    }

    /// What each remaining month must bring: (T − A) ÷ (12 − m), 0 once the target is reached;
    /// nothing when no month is left.
    pub fn needed_per_month(self, ytd: Fen, target: Fen) -> Option<i128> {
        let left = 12 - i128::from(self.months.min(12));
        (left > 0).then(|| round_div((i128::from(target.0) - i128::from(ytd.0)).max(0), left))
    }
}

/// R9, 双过半: 2A ≥ T, in fen.
pub(super) fn double_half(ytd: Fen, target: Fen) -> bool {
    2 * i128::from(ytd.0) >= i128::from(target.0)
}

/// What is missing to half of the target, the least amount that makes [`double_half`] true; 0 once it is.
pub(super) fn to_half(ytd: Fen, target: Fen) -> i128 {
    let missing = i128::from(target.0) - 2 * i128::from(ytd.0);
    (missing.max(0) + 1) / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(progress: Progress, through: &str, as_of: &str) -> String {
        elapsed(progress, through.parse().unwrap(), as_of.parse().unwrap()).shown().to_string()
    }

    /// Rulebook 7, example 7.
    #[test]
    fn time_runs_by_complete_months_quarters_or_days() {
        assert_eq!(shown(Progress::Months, "2025Q2", "2025-05-18"), "33.33");
        assert_eq!(shown(Progress::Days, "2025Q2", "2025-05-18"), "37.81");
        assert_eq!(shown(Progress::Quarters, "2025Q2", "2025-05-18"), "25.00");
        assert_eq!(shown(Progress::Months, "2025Q2", "2026-05-18"), "50.00");
        assert_eq!(shown(Progress::Months, "2025Q4", "2025-01-31"), "8.33");
        assert_eq!(shown(Progress::Months, "2025Q4", "2025-12-31"), "100.00");
        assert_eq!(shown(Progress::Days, "2024Q4", "2024-12-31"), "100.00");
        assert_eq!(shown(Progress::Days, "2025Q4", "2024-12-31"), "0.00");
        assert_eq!(shown(Progress::Months, "2025Q4", "2024-06-30"), "0.00");
    }

    /// Rulebook 7, example 3.
    #[test]
    fn what_is_missing_is_exact() {
        let (ytd, target) = (Fen(19_170_000_000), Fen(40_000_000_000));
        let half = elapsed(Progress::Months, "2025Q2".parse().unwrap(), "2025-06-30".parse().unwrap());
        assert!(!double_half(ytd, target));
        assert_eq!(to_half(ytd, target), 830_000_000);
        assert_eq!(half.needed_per_month(ytd, target), Some(3_471_666_667));
        assert_eq!(half.lead(ytd, target), -830_000_000);
        assert!(double_half(Fen(50), Fen(100)) && !double_half(Fen(50), Fen(101)));
        assert_eq!((to_half(Fen(50), Fen(100)), to_half(Fen(50), Fen(101))), (0, 1));
    }
}
