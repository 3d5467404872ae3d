//! What the tests share: a bureau in a temporary folder, spreadsheets of every format, and the harness that drives the
//! real window.

mod bureau;
#[cfg(unix)]
pub mod e2e;
pub mod sheets;

pub use bureau::{Bureau, PASSPHRASE, day, draft, machine, noon};
