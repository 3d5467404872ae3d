//! The rulebook: what counts, for which line, in which period, and why. One file a rule family.
//!
//! Everything here reads; nothing writes. Every function takes a connection on the store's schema, on which
//! [`install`] was called, and derives its answer from the ledger, so that a figure on a screen, in a report and in a
//! frozen snapshot comes from the same code. Neighbours: `domain` (types), `store` (freezes what
//! [`snapshot`] returns when a period is closed).
//!
//! How a figure comes about: [`ledger`] reads a year's lines once, in the order of the covering
//! index; each is judged by scope (R2), attributed to listed companies through the control chain
//! (R3, R5) and posted to a month (R6); `tally` adds up; `table` sets targets, progress and ratios
//! beside the sums (R8–R12); `explain` lists the very lines that were added (R20).
//!
//! **Invariant:** an amount is added as exact integer fen and rounded only when shown.
//! **Invariant:** what a sum was worked out from is forgotten when it changes ([`kept`]), so a figure from memory is the figure
//! that a fresh pass gives.
//! **Invariant:** `table`, `months` and `explain` judge lines by the same pass, so they agree.

mod basis;
mod company;
mod compare;
mod control;
mod explain;
mod fdi;
mod impact;
mod kept;
mod key;
mod ledger;
mod list;
mod months;
mod outlook;
mod posting;
mod progress;
mod qualify;
mod query;
mod ratio;
mod scheme;
mod scope;
mod snapshot;
mod standing;
mod table;
mod tally;
mod target;
mod uncounted;
mod units;

pub use compare::{Cell, Comparison, Difference, LevelRecognised, Side, compare};
pub use explain::{Explanation, FundBehind, FundDetail, PathLink, VoucherBehind, explain};
pub use fdi::{Fdi, FdiFund, fdi};
pub use impact::{CompanyMoved, EditionImpact, FundMoved, FundsMoved, LineImpact, ListsBefore, PolicyImpact};
pub use kept::install;
pub use months::{KpiMonths, MonthFigure, MonthRow, months};
pub use outlook::{Expected, Outlook, OutlookRow, outlook};
pub use query::KpiQuery;
pub use ratio::Hundredths;
pub use scheme::scheme;
pub use snapshot::{
    EditionUsed, FrozenFund, FrozenGround, FrozenNames, Published, Snapshot, editions_in, from_snapshot, frozen, published,
    snapshot,
};
pub use standing::{
    CompanyStanding, FundStanding, GroupMember, StandingFilter, company_standing, fund_standings, funds_standing, would_count_in,
    years_with_funds,
};
pub use table::{KpiFigures, KpiRow, KpiTable, TargetRevision, table};
pub use uncounted::{UncountedFund, not_counted};
pub use units::{Surplus, UnitFigure, UnitRow, Units, units};
