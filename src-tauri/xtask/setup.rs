//! Set-up: what every verb does first, and what takes no time once it is done.

use std::fs;

use crate::{
    fresh::Stamp,
    machine::{self, Need},
    place::Place,
    step::{self, Failure, Steps},
};

/// The driver's version; it speaks to the web view of Tauri 2.
const TAURI_DRIVER: &str = "2.1.0";

/// Gets packages, toolchains, the UI's modules and, for the real window, its driver.
pub fn set_up(place: &Place, steps: &mut Steps, need: Need, lint: bool) -> Result<(), Failure> {
    steps.step("System packages and toolchains", || {
        machine::packages(need)?;
        machine::toolchains(lint)
    })?;
    modules(place, steps)?;
    if need == Need::Window && cfg!(target_os = "linux") {
        driver(place, steps)?;
    }
    Ok(())
}

/// Installs the UI's modules as its lock file names them.
fn modules(place: &Place, steps: &mut Steps) -> Result<(), Failure> {
    let stamp = Stamp::of(place, "npm-ci", &["ui/package.json", "ui/package-lock.json"])?;
    if stamp.is_fresh() && place.ui().join("node_modules").is_dir() {
        return Ok(());
    }
    steps.step("UI modules", || {
        step::run(&mut place.npm(&["ci", "--no-audit", "--no-fund", "--loglevel=error"]))?;
        stamp.note()
    })
}

/// Builds the driver into the target folder.
fn driver(place: &Place, steps: &mut Steps) -> Result<(), Failure> {
    if place.tauri_driver().is_file() {
        return Ok(());
    }
    steps.step("Driver of the real window", || {
        let build = place.tools().join("build");
        let mut cargo = place.cargo(&["install", "--quiet", "--locked", "--debug", "--version", TAURI_DRIVER]);
        cargo.arg("--root").arg(place.tools()).arg("--target-dir").arg(&build).arg("tauri-driver");
        step::run(&mut cargo)?;
        Ok(fs::remove_dir_all(build)?)
    })
}
