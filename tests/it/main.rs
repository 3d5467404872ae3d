//! Stories on a real store, and the tidiness of the sources.

mod cli;
mod crash;
mod files;
mod kpi;
mod store;
mod tidy;
