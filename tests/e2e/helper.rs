//! A program beside the test, which goes with everything it started.

use std::{
    io::{BufRead, BufReader},
    os::unix::process::CommandExt,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use super::{Outcome, Trouble, surroundings::REMEDY};

/// A program that ends, with all it started, when this value goes.
pub struct Helper(pub(super) Child);

impl Helper {
    /// Starts a program at the head of a process group of its own.
    pub(super) fn start(command: &mut Command, name: &str) -> Outcome<Self> {
        let child = command.stdin(Stdio::null()).process_group(0).spawn();
        child.map(Self).map_err(|error| Trouble::new(format!("{name}: {error}; {REMEDY}")))
    }

    /// The first line it prints.
    pub(super) fn first_line(&mut self, name: &str) -> Outcome<String> {
        let mut line = String::new();
        if let Some(out) = self.0.stdout.take() {
            BufReader::new(out).read_line(&mut line)?;
        }
        if line.trim().is_empty() {
            return Err(Trouble::new(format!("{name} did not start; {REMEDY}")));
        }
        Ok(line.trim().to_owned())
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        // It may have gone already, and there is nobody to tell.
        let _ = Command::new("kill").args(["-TERM", "--", &group]).stderr(Stdio::null()).status();
        let until = Instant::now() + Duration::from_secs(2);
        while Instant::now() < until {
            if matches!(self.0.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.0.wait();
    }
}
