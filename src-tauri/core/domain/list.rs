//! Lists, their KPI lines, and the policy that says which edition counts (rulebook 4).

use super::vocabulary::vocabulary;

vocabulary! {
    /// A line of the KPI table, in order of priority under exclusive attribution (R5).
    KpiLine {
        /// 世界500强.
        F500 = "F500",
        /// 国内500强.
        C500 = "C500",
        /// 行业100强.
        I100 = "I100",
    }
}

vocabulary! {
    /// What a target is set for: a KPI line, foreign investment, or all of them together.
    TargetLine {
        /// 世界500强.
        F500 = "F500",
        /// 国内500强.
        C500 = "C500",
        /// 行业100强.
        I100 = "I100",
        /// 实际使用外资.
        Fdi = "FDI",
        /// 合计.
        Total = "total",
    }
}

vocabulary! {
    /// Which edition of a list counts for an arrival (rulebook 4).
    EditionPolicy {
        /// Locked at the start of the year: the newest edition published before 1 January.
        A = "A",
        /// The newest edition published on or before the arrival date.
        B = "B",
        /// The newest edition published on or before the project's signing, for arrivals within 3 years of it; later ones go by A.
        C = "C",
    }
}

vocabulary! {
    /// How a fund whose investor stands on several lists is attributed (R5).
    Attribution {
        /// 就高不重复: one line a fund, the first of [`KpiLine::ALL`].
        Exclusive = "exclusive",
        /// 全口径: every matching line; the total stays deduplicated.
        Overlap = "overlap",
    }
}
