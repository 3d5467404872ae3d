//! The UI's own scripts, each skipped while its inputs are those of its last success.

use crate::{
    fresh::Stamp,
    place::Place,
    step::{self, Failure, Steps},
};

/// What the UI is made of: its sources and settings, and the texts it shows.
const INPUTS: &[&str] = &["ui", "assets/locales"];

/// Builds the pages into `ui/dist`, which the desktop package needs even to be checked.
pub fn build(place: &Place, steps: &mut Steps) -> Result<(), Failure> {
    let stamp = Stamp::of(place, "ui-build", INPUTS)?;
    if stamp.is_fresh() && place.ui().join("dist/index.html").is_file() {
        steps.skip("UI build");
        return Ok(());
    }
    script(place, steps, "UI build", "build", &stamp)
}

/// Linter and types.
pub fn lint(place: &Place, steps: &mut Steps) -> Result<(), Failure> {
    for (title, name) in [("UI linter", "lint"), ("UI types", "typecheck")] {
        let stamp = Stamp::of(place, &format!("ui-{name}"), INPUTS)?;
        if stamp.is_fresh() {
            steps.skip(title);
        } else {
            script(place, steps, title, name, &stamp)?;
        }
    }
    Ok(())
}

/// Tests; never skipped.
pub fn test(place: &Place, steps: &mut Steps) -> Result<(), Failure> {
    steps.step("UI tests", || step::run(&mut place.npm(&["run", "--silent", "test"])))
}

/// Runs one script and notes its success.
fn script(place: &Place, steps: &mut Steps, title: &str, name: &str, stamp: &Stamp) -> Result<(), Failure> {
    steps.step(title, || {
        step::run(&mut place.npm(&["run", "--silent", name]))?;
        stamp.note()
    })
}
