//! What a program with a window needs to show it: a display, a session bus, folders of its own.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use tempfile::TempDir;

use super::{Outcome, helper::Helper};

/// The folders of one window: thrown away at the end, or the caller's.
pub enum Home {
    /// Gone with the window.
    Own(TempDir),
    /// The caller's own.
    Kept(PathBuf),
}

impl Home {
    /// The folder itself.
    pub fn path(&self) -> &Path {
        match self {
            Self::Own(folder) => folder.path(),
            Self::Kept(folder) => folder,
        }
    }
}

/// Everything a window stands on. Fields end in the order they stand.
pub struct Stage {
    _bus: Helper,
    _display: Option<Helper>,
    /// The display's name.
    pub(super) display: String,
    /// What a program finds in its environment.
    pub(super) environment: Vec<(String, String)>,
    /// Home of what is started here: `daowei/` in it is the program's data folder.
    pub(super) home: Home,
}

impl Stage {
    /// Starts a display of `width` by `height` pixels and a bus; `more` goes into the environment as well.
    ///
    /// Where `memory` names a folder, the display keeps its picture there, in the file `Xvfb_screen0`.
    ///
    /// # Errors
    /// Where a program is missing, the error names the command that brings it.
    pub fn set(home: Home, (width, height): (u32, u32), more: &[(String, String)], memory: Option<&Path>) -> Outcome<Self> {
        let (display, shown) = start_display(width, height, memory)?;
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
        Ok(Self { _bus: bus, _display: display, display: shown, environment, home })
    }

    /// Starts a program here.
    ///
    /// # Errors
    /// Where it is missing.
    pub fn start(&self, program: &Path) -> Outcome<Helper> {
        let mut command = Command::new(program);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        Helper::start(self.surround(&mut command), &program.display().to_string())
    }

    /// Gives a command the environment of this place.
    pub(super) fn surround<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command.env_remove("WAYLAND_DISPLAY").envs(self.environment.iter().map(|(name, value)| (name, value)))
    }
}

/// A display of its own, or the one the person sits at where they asked for that.
fn start_display(width: u32, height: u32, memory: Option<&Path>) -> Outcome<(Option<Helper>, String)> {
    if is_watched()
        && memory.is_none()
        && let Ok(display) = env::var("DISPLAY")
    {
        return Ok((None, display));
    }
    // Xvfb picks a free number and writes it to the given descriptor once it takes clients.
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-nolisten", "tcp", "-noreset", "-dpi", "96", "-screen", "0"]);
    command.arg(format!("{width}x{height}x24"));
    if let Some(folder) = memory {
        command.arg("-fbdir").arg(folder);
    }
    let mut xvfb = Helper::start(command.stdout(Stdio::piped()).stderr(Stdio::null()), "Xvfb")?;
    let number = xvfb.first_line("Xvfb")?;
    Ok((Some(xvfb), format!(":{number}")))
}

/// Whether somebody wants to see it happen.
pub(super) fn is_watched() -> bool {
    env::var_os("DAOWEI_WATCH").is_some_and(|value| value == "1")
}
