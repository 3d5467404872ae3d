//! What enters and leaves Daowei as files.
//!
//! The way in is a row of rooms, each pure but the last: [`read`] turns bytes into cells (files from
//! outside in a child process, [`read::child`]), [`columns`] says which column is which, [`values`]
//! reads a cell as a date, an amount, a word, [`import`] makes typed rows of a table, a plan of the
//! rows and the store, and commits the plan through the one write door. The way out is [`report`].

pub mod columns;
pub mod import;
pub mod name;
pub mod problem;
pub mod read;
pub mod report;
pub mod sample;
pub mod values;
