//! Daowei without a window: the same verbs over the same core, for scripts, tests and other programs.
//!
//! **Invariant:** with `--json` standard output is one JSON document (of `dump`, JSON lines) and nothing else; problems
//! go to standard error, a line each. Exit status: 0 done, 1 refused and nothing changed, 2 wrong usage, 3 internal.
//! A passphrase comes from the environment or a file, never from an argument.
//! Neighbours: `daowei_core` does everything; `daowei_files` reads and writes files.

mod answer;
mod args;
mod desk;
mod failure;
mod fields;
mod help;
mod verbs;

use std::io::Write as _;
use std::process::ExitCode;

use clap::FromArgMatches as _;
use daowei_core::words::Words;
use daowei_files::read::child;

use answer::Answer;
use args::{Cli, Verb};
use desk::Desk;
use failure::{Failure, INTERNAL};

/// The program.
#[must_use]
pub fn main() -> ExitCode {
    let args: Vec<_> = std::env::args_os().collect();
    if args.get(1).is_some_and(|first| first == child::ARGUMENT) {
        // Started by itself to read a file from outside, without key or store.
        return match child::serve(std::io::stdin().lock(), std::io::stdout().lock()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::from(INTERNAL),
        };
    }
    let words = Words::new(help::language(&args));
    let read = help::command(&words).try_get_matches_from(args).and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match read {
        Ok(cli) => cli,
        Err(told) => {
            // Help and version are answers; anything else is wrong usage.
            let status = told.exit_code();
            drop(told.print());
            return ExitCode::from(u8::try_from(status).unwrap_or(failure::USAGE));
        }
    };
    let json = cli.global.json;
    let desk = match Desk::new(&cli.global, words) {
        Ok(desk) => desk,
        Err(failure) => return refuse(&failure, &Words::new(cli.global.lang), json),
    };
    if matches!(cli.verb, Verb::Dump) {
        return match verbs::keep::dump(&desk) {
            Ok(()) => ExitCode::SUCCESS,
            Err(failure) => refuse(&failure, &desk.words, false),
        };
    }
    match verbs::run(&desk, cli.verb) {
        Ok(answer) => tell(&answer, json),
        Err(failure) => refuse(&failure, &desk.words, json),
    }
}

fn tell(answer: &Answer, json: bool) -> ExitCode {
    for problem in &answer.problems {
        eprintln!("{problem}");
    }
    let text = if json { answer.json.to_string() } else { answer.text.clone() };
    print(&text, answer.status)
}

fn refuse(failure: &Failure, words: &Words, json: bool) -> ExitCode {
    eprintln!("{}", failure.sentence(words));
    if json { print(&failure.json(words).to_string(), failure.status) } else { ExitCode::from(failure.status) }
}

/// Writes the answer; a reader that went away is no reason to panic.
fn print(text: &str, status: u8) -> ExitCode {
    let mut out = std::io::stdout().lock();
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    match out.write_all(text.as_bytes()).and_then(|()| out.write_all(end.as_bytes())).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::from(status),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::from(status),
        Err(_) => ExitCode::from(INTERNAL),
    }
}
