//! Stories on a real store, in one binary.

mod store;
