//! A company and what controls it (rulebook 4).

use super::vocabulary::vocabulary;

vocabulary! {
    /// 控制方式 of an ownership link.
    Control {
        /// 股权: controls above 50 %, strictly.
        Equity = "equity",
        /// 实际控制, documented, whatever the percent.
        ActualControl = "actual_control",
        /// 协议控制 (VIE), documented, whatever the percent.
        Vie = "vie",
    }
}

/// Half of a company in the parts per million in which the store holds percentages.
pub const HALF_PPM: i64 = 500_000;

impl Control {
    /// Whether a link of this kind and percentage (parts per million) carries control.
    #[must_use]
    pub fn holds(self, percent_ppm: Option<i64>) -> bool {
        match self {
            Self::Equity => percent_ppm.is_some_and(|ppm| ppm > HALF_PPM),
            Self::ActualControl | Self::Vie => true,
        }
    }
}
