//! Journeys in the real window: `cargo xtask test` builds what they need and runs them.

mod carry;
mod first_run;
mod hostile;
mod import;
mod ledger;
mod main_job;
mod manners;
mod review;
mod window;
