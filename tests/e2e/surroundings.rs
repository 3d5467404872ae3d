//! What a window needs around it: programs, a display, a session bus, a driver, folders.

use std::{
    env,
    io::{BufRead, BufReader},
    net::TcpListener,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use tempfile::TempDir;

use super::{Outcome, Trouble};

/// The remedy for everything that is missing here.
const REMEDY: &str = "`cargo xtask test` builds and installs what the journeys need";

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

/// A program that ends, with all it started, when this value goes.
struct Helper(Child);

impl Helper {
    /// Starts a program at the head of a process group of its own.
    fn start(command: &mut Command, name: &str) -> Outcome<Self> {
        let child = command.stdin(Stdio::null()).process_group(0).spawn();
        child.map(Self).map_err(|error| Trouble::new(format!("{name}: {error}; {REMEDY}")))
    }

    /// The first line it prints.
    fn first_line(&mut self, name: &str) -> Outcome<String> {
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

/// Everything around one window. Fields end in the order they stand: driver and window first.
pub(super) struct Surroundings {
    _driver: Helper,
    _bus: Helper,
    _display: Option<Helper>,
    /// Where the driver listens.
    pub(super) url: String,
    /// The display's name.
    pub(super) display: String,
    /// What the program finds in its environment.
    environment: Vec<(String, String)>,
    /// Home of this window alone.
    pub(super) home: Home,
}

/// The folders of one window: thrown away at the end, or the caller's.
pub(super) enum Home {
    Own(TempDir),
    Kept(PathBuf),
}

impl Home {
    /// The folder itself.
    pub(super) fn path(&self) -> &Path {
        match self {
            Self::Own(folder) => folder.path(),
            Self::Kept(folder) => folder,
        }
    }
}

impl Surroundings {
    /// Starts display, bus and driver for a window whose screen is `width` by `height` pixels.
    pub(super) fn start(home: Home, (width, height): (u32, u32), more: &[(String, String)]) -> Outcome<Self> {
        let (display, shown) = start_display(width, height)?;
        let mut bus = Helper::start(
            Command::new("dbus-daemon")
                .args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
            "dbus-daemon",
        )?;
        let address = bus.first_line("dbus-daemon")?;

        let under = |name: &str| home.path().join(name).display().to_string();
        let mut environment: Vec<(String, String)> = [
            ("DISPLAY", shown.clone()),
            ("DBUS_SESSION_BUS_ADDRESS", address),
            ("DAOWEI_DATA_DIR", under("daowei")),
            ("XDG_DATA_HOME", under("data")),
            ("XDG_CONFIG_HOME", under("config")),
            ("XDG_CACHE_HOME", under("cache")),
            ("GDK_BACKEND", "x11".to_owned()),
            ("GTK_A11Y", "none".to_owned()),
            ("NO_AT_BRIDGE", "1".to_owned()),
            ("LIBGL_ALWAYS_SOFTWARE", "1".to_owned()),
            ("WEBKIT_DISABLE_DMABUF_RENDERER", "1".to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into();
        environment.extend_from_slice(more);

        let (port, native) = (free_port()?, free_port()?);
        let path = driver_path()?;
        let mut command = Command::new(&path);
        command
            .args(["--port", &port.to_string(), "--native-port", &native.to_string()])
            .stdout(Stdio::null())
            .env_remove("WAYLAND_DISPLAY")
            .envs(environment.iter().map(|(name, value)| (name, value)));
        // Web view libraries talk a lot; DAOWEI_WATCH=1 lets them.
        if !is_watched() {
            command.stderr(Stdio::null());
        }
        let driver = Helper::start(&mut command, &path.display().to_string())?;
        // It takes requests before the web view's own driver behind it does.
        wait_for_port(port)?;
        wait_for_port(native)?;
        let url = format!("http://127.0.0.1:{port}");
        Ok(Self { _driver: driver, _bus: bus, _display: display, url, display: shown, environment, home })
    }

    /// Starts the program once more in the same surroundings, as a second click on its icon does; whether it ended
    /// by itself and well.
    pub(super) fn start_again(&self) -> Outcome<bool> {
        let mut command = Command::new(app_path()?);
        command.env_remove("WAYLAND_DISPLAY").envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut second = Helper::start(&mut command, "daowei")?;
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

/// A display of its own, or the one the person sits at where they asked for that.
fn start_display(width: u32, height: u32) -> Outcome<(Option<Helper>, String)> {
    if is_watched()
        && let Ok(display) = env::var("DISPLAY")
    {
        return Ok((None, display));
    }
    // Xvfb picks a free number and writes it to the given descriptor once it takes clients.
    let mut xvfb = Helper::start(
        Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-noreset", "-dpi", "96", "-screen", "0"])
            .arg(format!("{width}x{height}x24"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null()),
        "Xvfb",
    )?;
    let number = xvfb.first_line("Xvfb")?;
    Ok((Some(xvfb), format!(":{number}")))
}

/// Whether somebody wants to see it happen.
fn is_watched() -> bool {
    env::var_os("DAOWEI_WATCH").is_some_and(|value| value == "1")
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
