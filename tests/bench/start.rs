//! From the start of the program to a window one can use, against a window of Tauri's with nothing in it.
//!
//! Both run on one display that keeps its picture in a file, and both are looked at in the same way: a first start shows
//! the picture at which the window comes to rest, each further start is over when that picture is there again. So
//! the time holds everything a person waits for, painting included, and nothing has to be built into the program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use daowei_tests::e2e::{Helper, Home, Outcome, Stage, Trouble, app_path, check, cli_path};

use crate::report;

/// Starts of each side, in turn.
const ROUNDS: usize = 15;
/// The screen, as large as the window, which no window manager places.
const SCREEN: (u32, u32) = (1440, 900);
/// Pixels that may differ where a picture is there again: the blinking bar of a field, no more.
const BLINKS: usize = 100;
/// A window that has not changed for so long has come to rest.
const REST: Duration = Duration::from_millis(1500);
/// How often the picture is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(2);
/// A window that is not there after so long does not come.
const PATIENCE: Duration = Duration::from_secs(60);
/// The passphrase of the sample here.
const PASSPHRASE: &str = "sample passphrase";

/// Measures and prints.
pub fn run() {
    if let Err(trouble) = measure() {
        panic!("{trouble}");
    }
}

fn measure() -> Outcome {
    let empty =
        PathBuf::from(std::env::var_os("DAOWEI_EMPTY_WINDOW").ok_or_else(|| Trouble::new("DAOWEI_EMPTY_WINDOW is not set"))?);
    let app = app_path()?;
    let home = tempfile::tempdir()?;
    let store = home.path().join("daowei/bureau");
    fs::create_dir_all(home.path().join("daowei"))?;
    let made = Command::new(cli_path()?)
        .args(["init", "--zone", "示例高新区", "--sample", "--store"])
        .arg(&store)
        .env("DAOWEI_PASSPHRASE", PASSPHRASE)
        .output()?;
    check(made.status.success(), format!("the sample was not made: {}", String::from_utf8_lossy(&made.stderr)))?;

    compare("start to the passphrase field", &empty, &app, home.path(), &[], 1.5)?;
    let opened = [("DAOWEI_STORE", store.display().to_string()), ("DAOWEI_PASSPHRASE", PASSPHRASE.to_owned())]
        .map(|(name, value)| (name.to_owned(), value));
    compare("start to Today with the sample's figures, its passphrase given", &empty, &app, home.path(), &opened, f64::INFINITY)
}

/// The starts of two programs in turn.
fn compare(what: &str, empty: &Path, app: &Path, home: &Path, more: &[(String, String)], times: f64) -> Outcome {
    let memory = tempfile::tempdir()?;
    let stage = Stage::set(Home::Kept(home.to_path_buf()), SCREEN, more, Some(memory.path()))?;
    let screen = Screen(memory.path().join("Xvfb_screen0"));
    let nothing = screen.look()?;
    let (empty_picture, app_picture) = (screen.at_rest(&stage, empty, &nothing)?, screen.at_rest(&stage, app, &nothing)?);
    let (mut floor, mut took) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        floor.push(screen.start(&stage, empty, &nothing, &empty_picture)?);
        took.push(screen.start(&stage, app, &nothing, &app_picture)?);
    }
    report::compare(what, &mut floor, "an empty Tauri window", &mut took, times);
    Ok(())
}

/// The file in which the display keeps its picture.
struct Screen(PathBuf);

impl Screen {
    /// What the screen shows now.
    fn look(&self) -> Outcome<Vec<u8>> {
        Ok(fs::read(&self.0)?)
    }

    /// The picture at which a program's window comes to rest.
    fn at_rest(&self, stage: &Stage, program: &Path, nothing: &[u8]) -> Outcome<Vec<u8>> {
        let running = stage.start(program)?;
        let start = Instant::now();
        let (mut picture, mut since) = (self.look()?, Instant::now());
        while since.elapsed() < REST || same(&picture, nothing) {
            check(start.elapsed() < PATIENCE, format!("{} showed no window at rest", program.display()))?;
            sleep(LOOK_EVERY);
            let now = self.look()?;
            if !same(&now, &picture) {
                (picture, since) = (now, Instant::now());
            }
        }
        self.end(running, nothing)?;
        Ok(picture)
    }

    /// How long a program takes until the screen shows a picture.
    fn start(&self, stage: &Stage, program: &Path, nothing: &[u8], picture: &[u8]) -> Outcome<Duration> {
        let start = Instant::now();
        let running = stage.start(program)?;
        while !same(&self.look()?, picture) {
            check(start.elapsed() < PATIENCE, format!("{} did not show its window again", program.display()))?;
            sleep(LOOK_EVERY);
        }
        let took = start.elapsed();
        self.end(running, nothing)?;
        Ok(took)
    }

    /// Ends a program and waits until its window is gone.
    fn end(&self, running: Helper, nothing: &[u8]) -> Outcome {
        drop(running);
        let start = Instant::now();
        while !same(&self.look()?, nothing) {
            check(start.elapsed() < PATIENCE, "a window stayed on the screen")?;
            sleep(LOOK_EVERY);
        }
        Ok(())
    }
}

/// Whether two pictures are the same but for what blinks.
fn same(one: &[u8], other: &[u8]) -> bool {
    let (one, other) = (one.chunks_exact(4), other.chunks_exact(4));
    one.len() == other.len() && one.zip(other).filter(|(one, other)| one != other).take(BLINKS + 1).count() <= BLINKS
}
