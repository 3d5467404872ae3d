//! What a driven window needs around it: the programs, and a driver on a stage.

use std::{
    env,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use super::{
    Outcome, Trouble,
    helper::Helper,
    stage::{Home, Stage, is_watched},
};

/// The remedy for everything that is missing here.
pub(super) const REMEDY: &str = "`cargo xtask test` builds and installs what the journeys need";

/// How long a helper program may take to answer for the first time.
const START_LIMIT: Duration = Duration::from_secs(20);

/// The desktop program under test.
pub fn app_path() -> Outcome<PathBuf> {
    find("DAOWEI_APP", "daowei")
}

/// The command line of the same build.
pub fn cli_path() -> Outcome<PathBuf> {
    find("DAOWEI_CLI", "daowei-cli")
}

/// A program named by the environment, or the one in the target folder this test runs from.
fn find(variable: &str, beside: &str) -> Outcome<PathBuf> {
    let path = match env::var_os(variable) {
        Some(path) => PathBuf::from(path),
        None => debug_folder()?.join(beside),
    };
    if path.is_file() { Ok(path) } else { Err(Trouble::new(format!("{} is not there; {REMEDY}", path.display()))) }
}

/// `<target>/debug`: this program stands in it, or in its `deps`.
fn debug_folder() -> Outcome<PathBuf> {
    let exe = env::current_exe()?;
    let folder = exe.parent().unwrap_or(Path::new("."));
    let folder = if folder.ends_with("deps") { folder.parent() } else { Some(folder) };
    folder.map(Path::to_path_buf).ok_or_else(|| Trouble::new("no target folder"))
}

/// Everything around one driven window. Fields end in the order they stand: driver and window first.
pub(super) struct Surroundings {
    _driver: Helper,
    /// Where the driver listens.
    pub(super) url: String,
    /// What the window stands on.
    pub(super) stage: Stage,
}

impl Surroundings {
    /// Starts display, bus and driver for a window whose screen is `width` by `height` pixels.
    pub(super) fn start(home: Home, size: (u32, u32), more: &[(String, String)]) -> Outcome<Self> {
        let stage = Stage::set(home, size, more, None)?;
        let (port, native) = (free_port()?, free_port()?);
        let path = driver_path()?;
        let mut command = Command::new(&path);
        command.args(["--port", &port.to_string(), "--native-port", &native.to_string()]).stdout(Stdio::null());
        // Web view libraries talk a lot; DAOWEI_WATCH=1 lets them.
        if !is_watched() {
            command.stderr(Stdio::null());
        }
        let driver = Helper::start(stage.surround(&mut command), &path.display().to_string())?;
        // It takes requests before the web view's own driver behind it does.
        wait_for_port(port)?;
        wait_for_port(native)?;
        let url = format!("http://127.0.0.1:{port}");
        Ok(Self { _driver: driver, url, stage })
    }

    /// Starts the program once more in the same surroundings, as a second click on its icon does; whether it ended
    /// by itself and well.
    pub(super) fn start_again(&self) -> Outcome<bool> {
        let mut second = self.stage.start(&app_path()?)?;
        let until = Instant::now() + START_LIMIT;
        while Instant::now() < until {
            if let Some(status) = second.0.try_wait()? {
                return Ok(status.success());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(false)
    }
}

/// The driver that speaks WebDriver for Tauri windows.
fn driver_path() -> Outcome<PathBuf> {
    if let Some(path) = env::var_os("DAOWEI_TAURI_DRIVER") {
        return Ok(path.into());
    }
    let path = debug_folder()?.join("../tools/bin/tauri-driver");
    Ok(if path.is_file() { path } else { PathBuf::from("tauri-driver") })
}

/// A port nobody listens on just now.
fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Waits until somebody answers on a port of this machine.
fn wait_for_port(port: u16) -> Outcome {
    let until = Instant::now() + START_LIMIT;
    while Instant::now() < until {
        if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Err(Trouble::new(format!("tauri-driver does not answer; {REMEDY}")))
}
