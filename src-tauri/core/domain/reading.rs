//! What can be asked of the KPI: which reading of a period, at which level, which figure of it.

use super::list::KpiLine;
use super::vocabulary::vocabulary;

vocabulary! {
    /// Which of the three readings of a period (R6).
    Reading {
        /// 通报: the frozen snapshot of the close.
        Published = "published",
        /// 入账: by posted period, live; quarters sum to the cumulative figure.
        Posted = "posted",
        /// 追溯: by arrival date, live.
        Restated = "restated",
    }
}

vocabulary! {
    /// Whose recognised amount counts (R16).
    RecognitionLevel {
        /// 区.
        District = "district",
        /// 市.
        City = "city",
        /// 省.
        Province = "province",
    }
}

vocabulary! {
    /// A row of the KPI table, or its total.
    KpiFigure {
        /// 世界500强.
        F500 = "F500",
        /// 国内500强.
        C500 = "C500",
        /// 行业100强.
        I100 = "I100",
        /// 合计, each fund once.
        Total = "total",
    }
}

impl KpiFigure {
    /// The line; nothing for the total.
    #[must_use]
    pub const fn line(self) -> Option<KpiLine> {
        match self {
            Self::F500 => Some(KpiLine::F500),
            Self::C500 => Some(KpiLine::C500),
            Self::I100 => Some(KpiLine::I100),
            Self::Total => None,
        }
    }
}

vocabulary! {
    /// Which sum of a row: each can be opened to the lines it is made of (R20).
    KpiPart {
        /// 年初至今累计.
        Ytd = "ytd",
        /// 本季到位.
        Quarter = "quarter",
        /// 其中补报: of the quarter, what was posted late.
        Late = "late",
        /// 在途: submitted, not yet verified.
        Pending = "pending",
        /// 以前年度调整: verified in this year after the close of the year in which it arrived.
        PriorYear = "prior_year",
    }
}

vocabulary! {
    /// What changes between figures that are set side by side.
    CompareBy {
        /// 三种口径: as published, posted and restated (R6).
        Readings = "readings",
        /// 就高不重复 and 全口径 (R5).
        Attributions = "attributions",
        /// The edition policies A, B and C (R3).
        Policies = "policies",
        /// 区/市/省 (R16).
        Levels = "levels",
    }
}

vocabulary! {
    /// Why a line of the ledger is not the same in figures that are set side by side.
    Differs {
        /// 补报: verified after the close of the period in which it arrived, and posted later (R6).
        Late = "late",
        /// 以前年度调整: verified after the close of its year (R6).
        PriorYear = "prior_year",
        /// In time by its dates, but entered after the figures were published.
        AfterPublication = "after_publication",
        /// It counts for something else than when the figures were published: the chain of control was put right since.
        Changed = "changed",
        /// Its company is on several lists (R5).
        SeveralLists = "several_lists",
        /// Another edition counts (R3).
        Edition = "edition",
        /// Not yet recognised at every level (R16).
        NotRecognised = "not_recognised",
        /// Recognised with another amount (R16).
        RecognisedOtherwise = "recognised_otherwise",
    }
}

vocabulary! {
    /// Why a figure does not exist; the value of a `…_reason` key.
    Missing {
        /// 未下达 (R10).
        NoTarget = "no_target",
        /// 目标为0 (R10).
        ZeroTarget = "zero_target",
        /// 上年同期无可比数: nothing counted in the base period (R11).
        NoBase = "no_base",
        /// The base period's figure is zero or negative (R11).
        BaseNotPositive = "base_not_positive",
        /// The base period was never published.
        BaseNotPublished = "base_not_published",
        /// No month is left in which money could still arrive.
        YearOver = "year_over",
        /// Paid in CNY: no rate was needed.
        Cny = "cny",
        /// The edition gives this company no rank.
        Unranked = "unranked",
    }
}

vocabulary! {
    /// Why a verified line counts 0 in a figure.
    Uncounted {
        /// It landed in a zone that does not count (I6).
        Zone = "zone",
        /// The year's scheme does not count its form.
        Form = "form",
        /// The year's scheme does not count its origin.
        Origin = "origin",
        /// Its form is not of the basis of its project (D3).
        Basis = "basis",
        /// Not yet recognised at the level asked for (R16).
        Level = "level",
        /// A listed company holds part of the investor, without control.
        Minority = "minority",
        /// Neither the investor nor whoever controls it is on the edition that counts.
        NotOnList = "not_on_list",
        /// Verified after the close of its year: a prior-year adjustment.
        PriorYear = "prior_year",
        /// Posted to a later quarter than the one asked for.
        PostedLater = "posted_later",
    }
}
