//! `lint` and `test`.

use crate::{
    machine::Need,
    only,
    place::{BUILT_PAGES, Place},
    setup::set_up,
    step::{self, Failure, Steps},
    ui, verbs,
};

/// Packages whose tests sit beside their code. `daowei-tests` is not among them: with it Cargo
/// would compile Tauri a second time, for the features its WebDriver client asks of tokio.
const CRATES: &[&str] = &["-p", "daowei", "-p", "daowei-core", "-p", "daowei-files", "-p", "daowei-cli", "-p", "xtask"];

/// `cargo xtask lint`.
pub fn lint(place: &Place, steps: &mut Steps, options: &[String]) -> Result<(), Failure> {
    only(&[], options)?;
    set_up(place, steps, Need::Build, true)?;
    ui::build(place, steps)?;
    lints(place, steps)?;
    steps.step("Bindings up to date", || step::run(&mut verbs::make::bindings_test(place)))
}

/// `cargo xtask test [--quick]`.
///
/// The tests come last, so that the output ends with their runner's own closing lines.
pub fn test(place: &Place, steps: &mut Steps, options: &[String]) -> Result<(), Failure> {
    only(&["--quick"], options)?;
    let quick = options.iter().any(|option| option == "--quick");
    set_up(place, steps, if quick { Need::Build } else { Need::Window }, true)?;
    ui::build(place, steps)?;
    lints(place, steps)?;
    ui::test(place, steps)?;
    steps.step("The program", || verbs::run::build(place))?;
    steps.step("Unit tests", || {
        let mut cargo = place.cargo(&["test", "--quiet", "--features", BUILT_PAGES, "--lib", "--bins"]);
        step::run(cargo.args(CRATES))
    })?;
    steps.step("Stories on a real store, and the tidy test", || {
        let mut cargo = place.cargo(&["test", "--quiet", "-p", "daowei-tests", "--lib", "--test", "it"]);
        step::run(cargo.env("DAOWEI_CLI", place.built("daowei-cli")))
    })?;
    if quick {
        return Ok(());
    }
    steps.step("Journeys in the real window", || {
        let mut cargo = place.cargo(&["test", "-p", "daowei-tests", "--test", "journeys"]);
        step::run(verbs::run::journey_environment(place, &mut cargo))
    })
}

/// Everything that reads the sources without running them.
fn lints(place: &Place, steps: &mut Steps) -> Result<(), Failure> {
    steps.step("Rust formatting", || step::run(&mut place.cargo(&["fmt", "--all", "--check"])))?;
    ui::lint(place, steps)?;
    steps.step("Clippy", || {
        let clippy = ["clippy", "--quiet", "--workspace", "--all-targets", "--features", BUILT_PAGES];
        step::run(place.cargo(&clippy).args(["--", "-D", "warnings"]))
    })
}
