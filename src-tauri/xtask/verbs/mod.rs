//! What each verb does, in terms of steps.

pub mod bundle;
pub mod fuzz;
pub mod make;
pub mod run;
pub mod test;
