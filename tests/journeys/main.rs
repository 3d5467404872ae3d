//! Journeys in the real window: `cargo xtask test` builds what they need and runs them.

mod first_run;
mod window;
