//! `fuzz`: the targets of `tests/fuzz`, one after the other.

use std::{fs, path::Path};

use crate::{
    machine::Need,
    place::Place,
    setup::set_up,
    step::{self, Failure, Steps},
};

/// The version of cargo-fuzz that builds and starts the targets.
const CARGO_FUZZ: &str = "0.13.2";

/// Minutes for each target, where none are named.
const MINUTES: u32 = 10;

/// What one input may take, in seconds: as long as a whole file may.
const SECONDS_MAX: u32 = 25;

/// And in MiB: the reading process has 400 beside the program.
const MEMORY_MAX: u32 = 1024;

/// `cargo xtask fuzz [TARGET…] [--minutes N]`.
pub fn fuzz(place: &Place, steps: &mut Steps, options: &[String]) -> Result<(), Failure> {
    let known = targets(&place.root.join("tests/fuzz/targets"))?;
    let (mut wanted, mut minutes) = (Vec::new(), MINUTES);
    let mut rest = options.iter();
    while let Some(option) = rest.next() {
        match option.as_str() {
            "--minutes" => {
                let number = rest.next().and_then(|number| number.parse().ok()).filter(|number| *number > 0);
                minutes = number.ok_or_else(|| Failure::new("--minutes wants a number"))?;
            }
            name if known.iter().any(|target| target == name) => wanted.push(name.to_owned()),
            other => return Err(Failure::new(format!("no target `{other}`; there are {}", known.join(", ")))),
        }
    }
    if wanted.is_empty() {
        wanted = known;
    }
    set_up(place, steps, Need::Build, false)?;
    tool(place, steps)?;
    steps.step("The targets", || {
        let mut build = cargo_fuzz(place, "build");
        step::run(&mut build)
    })?;
    for target in &wanted {
        steps.step(&format!("{target}, {minutes} min"), || run(place, target, minutes))?;
    }
    Ok(())
}

fn run(place: &Place, target: &str, minutes: u32) -> Result<(), Failure> {
    let (corpus, findings) = (place.target.join("fuzz/corpus").join(target), place.target.join("fuzz/findings").join(target));
    for folder in [&corpus, &findings] {
        fs::create_dir_all(folder)?;
    }
    let mut command = cargo_fuzz(place, "run");
    // What is found on the way goes into the first folder; the seeds are only read.
    command.arg(target).arg(&corpus).arg(place.root.join("tests/fuzz/seeds").join(target)).arg("--");
    command.arg(format!("-max_total_time={}", minutes * 60)).arg(format!("-timeout={SECONDS_MAX}"));
    command.arg(format!("-rss_limit_mb={MEMORY_MAX}")).arg(format!("-artifact_prefix={}/", findings.display()));
    step::run(command.arg("-print_final_stats=1"))
}

/// The names of the targets, in order.
fn targets(folder: &Path) -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "rs") {
            names.extend(path.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
        }
    }
    names.sort();
    Ok(names)
}

/// cargo-fuzz on the workspace of the targets. No sanitizer: this project has no unsafe code, and what is looked for are
/// panics, overflows, time and memory; so a stable toolchain will do.
fn cargo_fuzz(place: &Place, verb: &str) -> std::process::Command {
    let mut command = place.command(place.tools().join("bin/cargo-fuzz"));
    command.args(["fuzz", verb, "--fuzz-dir", "tests/fuzz", "--sanitizer", "none"]);
    command.env("CARGO_TARGET_DIR", place.target.join("fuzz"));
    command
}

fn tool(place: &Place, steps: &mut Steps) -> Result<(), Failure> {
    if place.tools().join("bin/cargo-fuzz").is_file() {
        return Ok(());
    }
    steps.step("cargo-fuzz", || {
        let build = place.tools().join("build");
        let mut cargo = place.cargo(&["install", "--quiet", "--locked", "--debug", "--version", CARGO_FUZZ]);
        cargo.arg("--root").arg(place.tools()).arg("--target-dir").arg(&build).arg("cargo-fuzz");
        step::run(&mut cargo)?;
        Ok(fs::remove_dir_all(build)?)
    })
}
