//! Steps with their time, and what a failed one says.

use std::{
    fmt,
    io::{self, Write},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// Why a verb stopped, in words for the person at the keyboard.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// A failure that says what to do.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self(error.to_string())
    }
}

/// The steps of one verb, each shown with its time.
pub struct Steps {
    verb: &'static str,
    started: Instant,
    done: Vec<(String, Duration)>,
}

impl Steps {
    /// Begins a verb.
    pub fn new(verb: &'static str) -> Self {
        Self { verb, started: Instant::now(), done: Vec::new() }
    }

    /// Does one step and shows how long it took.
    pub fn step<T>(&mut self, title: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
        println!("── {title}");
        let started = Instant::now();
        let outcome = work().map_err(|failure| Failure(format!("{title}: {failure}")))?;
        let took = started.elapsed();
        println!("   {} · {} since the start", seconds(took), seconds(self.started.elapsed()));
        self.done.push((title.to_owned(), took));
        Ok(outcome)
    }

    /// Shows a step that had nothing to do.
    pub fn skip(&mut self, title: &str) {
        println!("── {title}: nothing changed");
    }

    /// Closes a verb that did what it should; the longest steps first, on standard error, so that
    /// a test runner's own closing lines stay the last on standard output.
    pub fn close(mut self) {
        self.done.sort_by_key(|step| std::cmp::Reverse(step.1));
        let longest: Vec<String> = self
            .done
            .iter()
            .take(4)
            .filter(|(_, took)| took.as_secs() >= 1)
            .map(|(title, took)| format!("{title} {}", seconds(*took)))
            .collect();
        let longest = if longest.is_empty() { String::new() } else { format!(" ({})", longest.join(", ")) };
        say(&format!("xtask {}: done in {}{longest}", self.verb, seconds(self.started.elapsed())));
    }

    /// Closes a verb that failed.
    pub fn fail(self, failure: &Failure) {
        let took = seconds(self.started.elapsed());
        say(&format!("\nxtask {}: stopped after {took}\n{failure}", self.verb));
    }
}

/// Runs a command with its output shown; anything but success is a failure.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    let shown = show(command);
    let status = command.stdin(Stdio::null()).status().map_err(|error| Failure(format!("`{shown}` did not start: {error}")))?;
    if status.success() { Ok(()) } else { Err(Failure(format!("`{shown}` failed ({status})"))) }
}

/// What a command printed, or nothing where it is missing or failed.
pub fn ask(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A command as one would type it.
fn show(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

/// A time as people read it: `0.4 s`, `42 s`, `3 min 05 s`.
fn seconds(time: Duration) -> String {
    match time.as_secs() {
        0..10 => format!("{}.{} s", time.as_secs(), time.subsec_millis() / 100),
        whole @ 10..60 => format!("{whole} s"),
        whole => format!("{} min {:02} s", whole / 60, whole % 60),
    }
}

/// Writes a line for people to standard error.
fn say(text: &str) {
    // Nobody is left to tell if standard error is gone.
    let _ = writeln!(io::stderr(), "{text}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_well() {
        assert_eq!(seconds(Duration::from_millis(420)), "0.4 s");
        assert_eq!(seconds(Duration::from_secs(42)), "42 s");
        assert_eq!(seconds(Duration::from_secs(185)), "3 min 05 s");
    }

    #[test]
    fn a_failed_command_is_named() {
        let failure = run(Command::new("false").arg("x")).expect_err("`false` fails");
        assert!(failure.to_string().contains("`false x` failed"), "{failure}");
    }
}
