//! Stories on a real store, and the tidiness of the sources.
#![allow(clippy::unwrap_used, reason = "what the stories share may panic as the stories do")]

mod audit;
mod cli;
mod crash;
mod files;
mod kpi;
mod store;
mod tidy;
