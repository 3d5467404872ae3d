//! The project's own verbs: `cargo xtask` lists them.
//!
//! Light on purpose (std only), so that the first command in a fresh clone answers in seconds. It
//! starts the tools that do the work, shows each step with its time, and skips what has not
//! changed since it last succeeded.

mod fresh;
mod machine;
mod place;
mod sample;
mod setup;
mod step;
mod ui;
mod verbs;

use std::{env, process::ExitCode};

use place::Place;
use step::{Failure, Steps};

/// One verb: its name with options, what it does, and roughly how long.
struct Verb {
    name: &'static str,
    options: &'static str,
    does: &'static str,
    takes: &'static str,
    run: fn(&Place, &mut Steps, &[String]) -> Result<(), Failure>,
}

const VERBS: &[Verb] = &[
    Verb {
        name: "run",
        options: "",
        does: "builds the program and opens it on the sample bureau; without a display it does the sample's quarter on the command line and takes a picture of the window",
        takes: "first time 10 to 20 min, then seconds",
        run: verbs::run::run,
    },
    Verb {
        name: "dev",
        options: "",
        does: "opens the program with reload: pages at once, Rust after a rebuild",
        takes: "runs until closed",
        run: verbs::run::dev,
    },
    Verb {
        name: "test",
        options: "[--quick]",
        does: "lints, tests, builds, and journeys in the real window; --quick leaves out the window",
        takes: "first time 20 to 40 min, then 3 to 6 min; --quick 1 to 3 min",
        run: verbs::test::test,
    },
    Verb {
        name: "lint",
        options: "",
        does: "formatting, clippy, the UI's linter and types, stale bindings",
        takes: "1 min when warm",
        run: verbs::test::lint,
    },
    Verb {
        name: "bindings",
        options: "",
        does: "writes ui/src/api/bindings.ts afresh from the commands",
        takes: "1 min when warm",
        run: verbs::make::bindings,
    },
    Verb {
        name: "sample",
        options: "",
        does: "makes the sample bureau in out/ afresh",
        takes: "seconds when warm",
        run: verbs::make::sample,
    },
    Verb {
        name: "pack",
        options: "",
        does: "writes assets/sample afresh: the files the sample bureau is made from",
        takes: "at once",
        run: verbs::make::pack,
    },
    Verb {
        name: "bench",
        options: "[NAME…]",
        does: "measures against floors taken in the same run (docs/benchmarks.md)",
        takes: "5 to 10 min",
        run: verbs::make::bench,
    },
    Verb {
        name: "fuzz",
        options: "[TARGET…] [--minutes N]",
        does: "feeds readers of files and parsers of values what nobody meant for them, so many minutes each (10)",
        takes: "first time 10 min to build, then as long as asked",
        run: verbs::fuzz::fuzz,
    },
    Verb {
        name: "screenshots",
        options: "",
        does: "pictures of every view, zh-CN and en, light and dark, into docs/screenshots",
        takes: "3 min when warm",
        run: verbs::make::screenshots,
    },
    Verb {
        name: "bundle",
        options: "[--try]",
        does: "makes a .deb; --try also installs, starts and removes it (as root)",
        takes: "first time 15 to 25 min",
        run: verbs::bundle::bundle,
    },
];

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let Some(name) = arguments.next() else {
        print!("{}", help());
        return ExitCode::SUCCESS;
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        print!("{}", help());
        return ExitCode::SUCCESS;
    }
    let Some(verb) = VERBS.iter().find(|verb| verb.name == name) else {
        eprint!("cargo xtask has no verb `{name}`.\n\n{}", help());
        return ExitCode::from(2);
    };
    let rest: Vec<String> = arguments.collect();
    if rest.iter().any(|argument| matches!(argument.as_str(), "--help" | "-h")) {
        print!("{}", help());
        return ExitCode::SUCCESS;
    }

    let mut steps = Steps::new(verb.name);
    let outcome = Place::find().and_then(|place| (verb.run)(&place, &mut steps, &rest));
    match outcome {
        Ok(()) => {
            steps.close();
            ExitCode::SUCCESS
        }
        Err(failure) => {
            steps.fail(&failure);
            ExitCode::FAILURE
        }
    }
}

/// The list of verbs, as `cargo xtask` alone prints it.
fn help() -> String {
    let mut text = String::from("cargo xtask VERB\n\n");
    for verb in VERBS {
        let call = format!("{} {}", verb.name, verb.options);
        text.push_str(&format!("  {call:<16} {}\n  {:<16} ({})\n", verb.does, "", verb.takes));
    }
    text.push_str(
        "\nEach verb first sets up what it needs and is quick when nothing changed.\n\
         CARGO_TARGET_DIR is respected; steps that succeeded are remembered there.\n",
    );
    text
}

/// Refuses options a verb does not know.
fn only(allowed: &[&str], given: &[String]) -> Result<(), Failure> {
    match given.iter().find(|argument| !allowed.contains(&argument.as_str())) {
        Some(unknown) => Err(Failure::new(format!("unknown option `{unknown}`; `cargo xtask` lists what there is"))),
        None => Ok(()),
    }
}
