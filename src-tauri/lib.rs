//! Being laid out.

/// Starts the window.
pub fn run() {}
