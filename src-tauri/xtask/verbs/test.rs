//! `lint` and `test`.

use crate::{
    machine::Need,
    only,
    place::Place,
    setup::set_up,
    step::{self, Failure, Steps},
    ui, verbs,
};

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
    set_up(place, steps, if quick { Need::Test } else { Need::Window }, true)?;
    ui::build(place, steps)?;
    lints(place, steps)?;
    ui::test(place, steps)?;
    steps.step("The program", || verbs::run::build(place, &[]))?;
    let (title, journeys) = if quick {
        ("Unit tests, stories on a real store, the tidy test", &[][..])
    } else {
        ("Unit tests, stories on a real store, the tidy test, journeys in the real window", &["--test", "journeys"][..])
    };
    steps.step(title, || {
        let mut cargo = place.workspace("test", &["--quiet", "--lib", "--bins", "--test", "it"]);
        cargo.args(journeys);
        step::run(verbs::run::journey_environment(place, &mut cargo))
    })
}

/// Everything that reads the sources without running them.
fn lints(place: &Place, steps: &mut Steps) -> Result<(), Failure> {
    steps.step("Rust formatting", || step::run(&mut place.cargo(&["fmt", "--all", "--check"])))?;
    ui::lint(place, steps)?;
    steps.step("Clippy", || {
        let mut clippy = place.workspace("clippy", &["--quiet", "--all-targets"]);
        step::run(clippy.args(["--", "-D", "warnings"]))
    })
}
