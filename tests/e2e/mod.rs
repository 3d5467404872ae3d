//! The real window, driven as a person would: its own display, session bus, data folder, driver.
//!
//! [`journey`] is what a test calls. Each window has everything of its own, so journeys run beside
//! each other, and a failed one leaves a picture of what was on the screen. `cargo xtask test`
//! builds what this needs and says where it is by `DAOWEI_APP`, `DAOWEI_CLI` and
//! `DAOWEI_TAURI_DRIVER`; without them the programs beside this test are taken.
//! `DAOWEI_WATCH=1` shows the windows on the display one sits at.

mod dialog;
mod hands;
mod helper;
mod stage;
mod surroundings;
mod trouble;
mod window;

pub use helper::Helper;
pub use stage::{Home, Stage};
pub use surroundings::{app_path, cli_path};
pub use thirtyfour::Key;
pub use trouble::{Outcome, Trouble, check, same};
pub use window::{Setup, Window, journey};
