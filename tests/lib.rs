//! What the tests share: a bureau in a temporary folder, and the harness that drives the real window.

mod bureau;
#[cfg(unix)]
pub mod e2e;

pub use bureau::{Bureau, PASSPHRASE, day, draft, machine, noon};
