//! `run` and `dev`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    machine::{self, Need},
    only,
    place::Place,
    setup::set_up,
    step::{self, Failure, Steps},
    ui,
};

/// Opens the sample bureau; everyone may know it, for all in it is invented.
const SAMPLE_PASSPHRASE: &str = "daowei-sample";
/// Who looks at the sample: somebody who reviews, and sees the figures.
const SAMPLE_USER: &str = "示例副局长";
/// The zone of the sample bureau.
const SAMPLE_ZONE: &str = "示例高新区";
/// The quarter shown where there is no display: the last one the sample has closed.
const SAMPLE_YEAR: &str = "2026";
const SAMPLE_QUARTER: &str = "3";

/// `cargo xtask run`.
pub fn run(place: &Place, steps: &mut Steps, options: &[String]) -> Result<(), Failure> {
    only(&[], options)?;
    let display = machine::has_display();
    if !display {
        println!(
            "No display here (neither DISPLAY nor WAYLAND_DISPLAY is set): after the build this does the\n\
             sample's quarter on the command line, and takes a picture of the window on a display of its own."
        );
    }
    set_up(place, steps, if display { Need::Build } else { Need::Window }, false)?;
    ui::build(place, steps)?;
    let pictures: &[&str] = if display { &[] } else { PICTURES };
    steps.step("The program", || build(place, pictures))?;
    let store = sample_folder(place);
    if !store.is_dir() {
        steps.step("The sample bureau", || make_sample(place))?;
    }
    if display {
        println!("Opening the window on {}; its passphrase is {SAMPLE_PASSPHRASE}", store.display());
        return step::run(&mut program(place, &store));
    }
    without_display(place, steps, &store)
}

/// `cargo xtask dev`.
pub fn dev(place: &Place, steps: &mut Steps, options: &[String]) -> Result<(), Failure> {
    only(&[], options)?;
    set_up(place, steps, Need::Build, false)?;
    if !machine::has_display() {
        return Err(Failure::new("`dev` opens a window, and there is no display: set DISPLAY, or use `cargo xtask run`"));
    }
    step::run(&mut place.tauri(&["dev"]))
}

/// Builds the program and the command line, and `more` beside them.
pub fn build(place: &Place, more: &[&str]) -> Result<(), Failure> {
    step::run(place.workspace("build", &["--bin", "daowei", "--bin", "daowei-cli"]).args(more))
}

/// Where the sample bureau's store stands.
pub fn sample_folder(place: &Place) -> PathBuf {
    place.out().join("sample-bureau")
}

/// Makes the sample bureau; one that is there already stays.
pub fn make_sample(place: &Place) -> Result<(), Failure> {
    fs::create_dir_all(place.out())?;
    let store = sample_folder(place);
    step::run(cli(place, &store).args(["init", "--zone", SAMPLE_ZONE, "--sample"]))
}

/// Tells the journeys where the program, the command line and the driver are.
pub fn journey_environment<'a>(place: &Place, command: &'a mut Command) -> &'a mut Command {
    command
        .env("DAOWEI_APP", place.built("daowei"))
        .env("DAOWEI_CLI", place.built("daowei-cli"))
        .env("DAOWEI_TAURI_DRIVER", place.tauri_driver())
}

/// What [`build`] adds for [`take_pictures`].
pub const PICTURES: &[&str] = &["--bin", "screenshots"];

/// Pictures of the real window on a store: `--window` into one file, `--all` views into a folder.
pub fn take_pictures(place: &Place, which: &str, to: &Path, store: &Path) -> Result<(), Failure> {
    let mut pictures = place.command(place.built("screenshots"));
    pictures.arg(which).arg(to).arg("--store").arg(store).env("DAOWEI_PASSPHRASE", SAMPLE_PASSPHRASE);
    pictures.env("DAOWEI_USER", SAMPLE_USER);
    step::run(journey_environment(place, &mut pictures))
}

/// The main job without a window: the quarter's figures and report, and a picture of the window.
fn without_display(place: &Place, steps: &mut Steps, store: &Path) -> Result<(), Failure> {
    let through = format!("{SAMPLE_YEAR}Q{SAMPLE_QUARTER}");
    steps.step(&format!("The figures through {through}"), || {
        step::run(cli(place, store).args(["kpi", "--year", SAMPLE_YEAR, "--through", &through]))
    })?;
    let report = place.out().join(format!("sample-{through}.xlsx"));
    steps.step("The quarter's report", || {
        let quarter = ["report", "--year", SAMPLE_YEAR, "--quarter", SAMPLE_QUARTER];
        step::run(cli(place, store).args(quarter).args(["--format", "xlsx", "--out"]).arg(&report))
    })?;
    let picture = place.out().join("window.png");
    steps.step("A picture of the window", || take_pictures(place, "--window", &picture, store))?;
    println!("\nWritten:\n  {}\n  {}", report.display(), picture.display());
    Ok(())
}

/// The command line on a store.
fn cli(place: &Place, store: &Path) -> Command {
    let mut command = place.command(place.built("daowei-cli"));
    command.arg("--store").arg(store).env("DAOWEI_PASSPHRASE", SAMPLE_PASSPHRASE);
    command
}

/// The program on a store.
fn program(place: &Place, store: &Path) -> Command {
    let mut command = place.command(place.built("daowei"));
    command.env("DAOWEI_STORE", store).env("DAOWEI_USER", SAMPLE_USER).env("DAOWEI_PASSPHRASE", SAMPLE_PASSPHRASE);
    command
}
