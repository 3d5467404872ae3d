//! Where things are: the sources, the target folder, and what is made in them.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use crate::step::Failure;

/// What every build but `dev` selects: the whole workspace, so that all of them ask the same features
/// of their dependencies and nothing is compiled twice, and the built pages inside the program. The
/// target (`--bin`, `--lib`, `--test`) then says what is really wanted; the desktop program is always
/// among them, because Cargo leaves its features out of the count where it is not.
const EVERYTHING: &[&str] = &["--workspace", "--features", "daowei/custom-protocol"];

/// The folders of one checkout.
pub struct Place {
    /// The top of the sources.
    pub root: PathBuf,
    /// Cargo's target folder, wherever the environment or the configuration put it.
    pub target: PathBuf,
}

impl Place {
    /// Finds both from what Cargo told this program when it started it.
    pub fn find() -> Result<Self, Failure> {
        let manifest =
            env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).ok_or_else(|| Failure::new("start this as `cargo xtask`"))?;
        let root = manifest
            .ancestors()
            .nth(2)
            .map(Path::to_path_buf)
            .ok_or_else(|| Failure::new("the sources are not where src-tauri/xtask expects them"))?;
        // This program stands in <target>/<profile>/xtask.
        let target = env::current_exe()
            .ok()
            .and_then(|exe| exe.ancestors().nth(2).map(Path::to_path_buf))
            .ok_or_else(|| Failure::new("the target folder is not where this program stands"))?;
        Ok(Self { root, target })
    }

    /// The UI's folder.
    pub fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// What `run`, `sample` and `bundle` leave for people to open; ignored by git.
    pub fn out(&self) -> PathBuf {
        self.root.join("out")
    }

    /// Tools installed for this checkout only.
    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// The driver that the journeys talk to.
    pub fn tauri_driver(&self) -> PathBuf {
        self.tools().join("bin").join(program("tauri-driver"))
    }

    /// A program of this workspace in the dev profile.
    pub fn built(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(program(name))
    }

    /// A command that starts at the top of the sources.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// The Cargo that started this program, with these arguments.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = self.command(cargo);
        // What Cargo set for this program is not meant for what it starts.
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&name);
            }
        }
        command.args(arguments);
        command
    }

    /// Cargo on the workspace: a verb of its own, then what is wanted.
    pub fn workspace(&self, verb: &str, wanted: &[&str]) -> Command {
        let mut command = self.cargo(&[verb]);
        command.args(EVERYTHING).args(wanted);
        command
    }

    /// npm in the UI's folder.
    pub fn npm(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(if cfg!(windows) { "npm.cmd" } else { "npm" });
        command.current_dir(self.ui()).args(arguments);
        command
    }

    /// The Tauri CLI that the UI's lock file names.
    pub fn tauri(&self, arguments: &[&str]) -> Command {
        let name = if cfg!(windows) { "tauri.cmd" } else { "tauri" };
        let mut command = self.command(self.ui().join("node_modules/.bin").join(name));
        command.args(arguments);
        command
    }
}

/// A program's file name on this system.
fn program(name: &str) -> String {
    format!("{name}{}", env::consts::EXE_SUFFIX)
}
