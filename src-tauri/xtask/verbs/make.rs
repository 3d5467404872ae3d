//! Verbs that make something: `bindings`, `sample`, `pack`, `bench`, `screenshots`.

use std::{fs, process::Command};

use crate::{
    machine::Need,
    only,
    place::Place,
    sample,
    setup::set_up,
    step::{self, Failure, Steps},
    ui, verbs,
};

/// `cargo xtask bindings`.
pub fn bindings(place: &Place, steps: &mut Steps, options: &[String]) -> Result<(), Failure> {
    only(&[], options)?;
    set_up(place, steps, Need::Build, false)?;
    ui::build(place, steps)?;
    steps.step("ui/src/api/bindings.ts", || step::run(bindings_test(place).env("DAOWEI_BINDINGS", "write")))
}

/// The test that compares the bindings with the commands, and writes them when told to.
pub fn bindings_test(place: &Place) -> Command {
    place.workspace("test", &["--quiet", "--lib", "--bins", "bindings_are_fresh"])
}

/// `cargo xtask sample`.
pub fn sample(place: &Place, steps: &mut Steps, options: &[String]) -> Result<(), Failure> {
    only(&[], options)?;
    set_up(place, steps, Need::Build, false)?;
    ui::build(place, steps)?;
    steps.step("The command line", || verbs::run::build(place, &[]))?;
    steps.step("The sample bureau", || {
        let store = verbs::run::sample_folder(place);
        if store.exists() {
            fs::remove_dir_all(&store)?;
        }
        verbs::run::make_sample(place)
    })
}

/// `cargo xtask pack`.
pub fn pack(place: &Place, steps: &mut Steps, options: &[String]) -> Result<(), Failure> {
    only(&[], options)?;
    steps.step("assets/sample", || Ok(sample::write(&place.root.join("assets/sample"))?))
}

/// `cargo xtask bench [NAME…]`.
pub fn bench(place: &Place, steps: &mut Steps, names: &[String]) -> Result<(), Failure> {
    set_up(place, steps, Need::Window, false)?;
    ui::build(place, steps)?;
    steps.step("The program and the bench, optimised", || {
        let programs = ["--bin", "daowei", "--bin", "daowei-cli", "--bin", "bench", "--example", "empty-window"];
        step::run(place.workspace("build", &["--release"]).args(programs))
    })?;
    steps.step("Measurements", || {
        let release = place.target.join("release");
        let mut bench = place.command(release.join("bench"));
        bench.args(names);
        verbs::run::journey_environment(place, &mut bench);
        bench.env("DAOWEI_APP", release.join("daowei")).env("DAOWEI_CLI", release.join("daowei-cli"));
        step::run(bench.env("DAOWEI_EMPTY_WINDOW", release.join("examples/empty-window")))
    })
}

/// `cargo xtask screenshots`.
pub fn screenshots(place: &Place, steps: &mut Steps, options: &[String]) -> Result<(), Failure> {
    only(&[], options)?;
    set_up(place, steps, Need::Window, false)?;
    ui::build(place, steps)?;
    steps.step("The program", || verbs::run::build(place, verbs::run::PICTURES))?;
    let store = verbs::run::sample_folder(place);
    if !store.is_dir() {
        steps.step("The sample bureau", || verbs::run::make_sample(place))?;
    }
    steps.step("Pictures of every view", || {
        let folder = place.root.join("docs/screenshots");
        verbs::run::take_pictures(place, "--all", &folder, &store)
    })
}
