//! Daowei's core: the domain, the encrypted store, the journal and the KPI rules.
//!
//! No window, no async, no network, no clock of its own: instants, randomness and paths come in as
//! arguments. Direction: `store` (the door) → `journal`, `kpi` → SQL → `domain`, never back.

pub mod audit;
pub mod domain;
pub mod error;
pub mod journal;
pub mod kpi;
pub mod quarter;
pub mod store;
pub mod words;
