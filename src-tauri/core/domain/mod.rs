//! The field's types and rules: no SQL, no files, no clock. Neighbours: `store` reads and writes
//! them, `kpi` counts them.

pub mod company;
pub mod evidence;
pub mod fund;
pub mod id;
pub mod list;
pub mod matching;
pub mod meeting;
pub mod money;
pub mod name;
pub mod period;
pub mod project;
pub mod reading;
pub mod scheme;
pub mod uscc;
pub mod user;
mod vocabulary;

pub use id::Id;
pub use vocabulary::UnknownCode;
pub(crate) use vocabulary::vocabulary;
