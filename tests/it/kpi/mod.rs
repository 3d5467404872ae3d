//! The KPI: the worked example to the fen, the rules one by one, and a recount of random ledgers.

mod compare;
mod kept;
pub mod ledger;
mod property;
mod published;
pub mod recount;
mod rules;
mod standing;
mod stored;
mod worked;
