//! Verbs that make something: `bindings`, `sample`, `bench`, `screenshots`.

use std::{fs, process::Command};

use crate::{
    machine::Need,
    only,
    place::{BUILT_PAGES, Place},
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
    let test = ["test", "--quiet", "-p", "daowei", "--lib", "--features", BUILT_PAGES];
    let mut cargo = place.cargo(&test);
    cargo.arg("bindings_are_fresh");
    cargo
}

/// `cargo xtask sample`.
pub fn sample(place: &Place, steps: &mut Steps, options: &[String]) -> Result<(), Failure> {
    only(&[], options)?;
    set_up(place, steps, Need::Build, false)?;
    steps.step("The command line", || step::run(&mut place.cargo(&["build", "-p", "daowei-cli"])))?;
    steps.step("The sample bureau", || {
        let store = verbs::run::sample_folder(place);
        if store.exists() {
            fs::remove_dir_all(&store)?;
        }
        verbs::run::make_sample(place)
    })
}

/// `cargo xtask bench [NAME…]`.
pub fn bench(place: &Place, steps: &mut Steps, names: &[String]) -> Result<(), Failure> {
    set_up(place, steps, Need::Window, false)?;
    ui::build(place, steps)?;
    steps.step("The program, optimised", || {
        let build = ["build", "--release", "-p", "daowei", "--features", BUILT_PAGES];
        step::run(&mut place.cargo(&build))
    })?;
    steps.step("Measurements", || {
        let bench = ["run", "--release", "--quiet", "-p", "daowei-tests", "--bin", "bench", "--"];
        let mut cargo = place.cargo(&bench);
        cargo.args(names);
        verbs::run::journey_environment(place, &mut cargo);
        step::run(cargo.env("DAOWEI_APP", place.target.join("release/daowei")))
    })
}

/// `cargo xtask screenshots`.
pub fn screenshots(place: &Place, steps: &mut Steps, options: &[String]) -> Result<(), Failure> {
    only(&[], options)?;
    set_up(place, steps, Need::Window, false)?;
    ui::build(place, steps)?;
    steps.step("The program", || verbs::run::build(place))?;
    let store = verbs::run::sample_folder(place);
    if !store.is_dir() {
        steps.step("The sample bureau", || verbs::run::make_sample(place))?;
    }
    steps.step("Pictures of every view", || {
        let mut cargo = place.cargo(&["run", "--quiet", "-p", "daowei-tests", "--bin", "screenshots", "--"]);
        cargo.arg("--all").arg(place.root.join("docs/screenshots")).arg("--store").arg(store);
        cargo.env("DAOWEI_PASSPHRASE", verbs::run::SAMPLE_PASSPHRASE);
        step::run(verbs::run::journey_environment(place, &mut cargo))
    })
}
