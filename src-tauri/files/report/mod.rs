//! The quarter out: being built.
