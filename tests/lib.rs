//! What the tests share: the harness that drives the real window.

#[cfg(unix)]
pub mod e2e;
