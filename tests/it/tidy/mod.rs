//! Reads the sources and fails on what the project's rules forbid, each rule by a test of its own
//! whose message says where and what to do instead.

mod rust;
mod shell;
mod source;
mod texts;
mod tree;
