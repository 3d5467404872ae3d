//! The machine: which system it is, what is missing on it, and how to get that.

use std::{env, fs, process::Command};

use crate::step::{self, Failure};

/// What a verb is going to do, and so what it needs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Compile the program.
    Build,
    /// Compile it and test it without its window.
    Test,
    /// Compile it and drive its real window.
    Window,
}

/// A Debian package, and why it is needed.
struct Package {
    name: &'static str,
    need: Need,
}

/// What Debian 12 and Ubuntu 24.04 need; every line with its reason.
const PACKAGES: &[Package] = &[
    // The C compiler, linker and make: SQLCipher and its OpenSSL are built from source.
    Package { name: "build-essential", need: Need::Build },
    // OpenSSL's configuration is a Perl program.
    Package { name: "perl", need: Need::Build },
    Package { name: "pkg-config", need: Need::Build },
    // The web view, with the GTK headers.
    Package { name: "libwebkit2gtk-4.1-dev", need: Need::Build },
    // Chinese text on paper, on the screen and in pictures of it.
    Package { name: "fonts-noto-cjk", need: Need::Test },
    // The kai face of reports on paper, where the named one is not there.
    Package { name: "fonts-arphic-ukai", need: Need::Test },
    // WebDriver for the web view.
    Package { name: "webkit2gtk-driver", need: Need::Window },
    // A display where there is none.
    Package { name: "xvfb", need: Need::Window },
    // Typing into the system's own file dialogs.
    Package { name: "xdotool", need: Need::Window },
    // A session bus of its own for each window, so that single-instance windows do not meet.
    Package { name: "dbus-daemon", need: Need::Window },
    // Another program that opens what we write, and turns it into pages.
    Package { name: "libreoffice-writer-nogui", need: Need::Test },
    Package { name: "libreoffice-calc-nogui", need: Need::Test },
    // The words and the pictures of those pages.
    Package { name: "poppler-utils", need: Need::Test },
];

/// Whether a window can be opened where this runs.
pub fn has_display() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Whether this runs with root's rights.
pub fn is_root() -> bool {
    step::ask("id", &["-u"]).is_some_and(|id| id == "0")
}

/// Installs what is missing, or says what to type.
pub fn packages(need: Need) -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        println!("   {}", elsewhere());
        return Ok(());
    }
    if !is_debian() {
        return other_linux(need);
    }
    let missing = missing(need);
    if missing.is_empty() {
        return Ok(());
    }
    if !is_root() {
        return Err(Failure::new(format!(
            "these packages are missing and only root may install them. Type this, then the same command again:\n\n  \
             sudo apt-get update && sudo apt-get install -y --no-install-recommends {}",
            missing.join(" ")
        )));
    }
    println!("   installing {}", missing.join(", "));
    step::run(apt().arg("update").arg("-qq"))?;
    step::run(apt().args(["install", "-y", "-qq", "--no-install-recommends"]).args(&missing))
}

/// Checks Node and the parts of the Rust toolchain that are not always installed.
pub fn toolchains(lint: bool) -> Result<(), Failure> {
    let node = step::ask("node", &["--version"]).unwrap_or_default();
    if !is_at_least(&node, (20, 19)) {
        return Err(Failure::new(format!(
            "Node 20.19 or newer is needed, {}. Install it from your system or from Node's own site.",
            if node.is_empty() { "and there is none".to_owned() } else { format!("this is {node}") }
        )));
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    if step::ask(npm, &["--version"]).is_none() {
        return Err(Failure::new("npm is needed beside Node, and there is none."));
    }
    for part in if lint { &["clippy", "fmt"][..] } else { &[] } {
        if step::ask("cargo", &[part, "--version"]).is_none() {
            return Err(Failure::new("type `rustup component add clippy rustfmt` first"));
        }
    }
    Ok(())
}

/// apt-get that asks nothing.
fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// Packages that are needed and not installed.
fn missing(need: Need) -> Vec<&'static str> {
    let wanted: Vec<&str> = PACKAGES.iter().filter(|package| package.need <= need).map(|package| package.name).collect();
    // It fails where it does not know a package, and yet lists the others.
    let output = Command::new("dpkg-query")
        .args(["-W", "-f", "${Package} ${db:Status-Status}\n"])
        .args(&wanted)
        .output()
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .unwrap_or_default();
    let installed: Vec<&str> = output.lines().filter_map(|line| line.strip_suffix(" installed")).collect();
    wanted.into_iter().filter(|name| !installed.contains(name)).collect()
}

/// Whether this is Debian, Ubuntu or one of theirs.
fn is_debian() -> bool {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    release
        .lines()
        .filter(|line| line.starts_with("ID=") || line.starts_with("ID_LIKE="))
        .any(|line| line.contains("debian") || line.contains("ubuntu"))
}

/// Looks for the programs themselves where the package names are not known.
fn other_linux(need: Need) -> Result<(), Failure> {
    let mut lacking = Vec::new();
    for program in ["cc", "make", "perl", "pkg-config"] {
        if !is_in_path(program) {
            lacking.push(program.to_owned());
        }
    }
    if step::ask("pkg-config", &["--modversion", "webkit2gtk-4.1"]).is_none() {
        lacking.push("the development files of webkit2gtk-4.1".to_owned());
    }
    let for_tests = ["soffice", "pdftotext"].into_iter().filter(|_| need >= Need::Test);
    let for_window = ["WebKitWebDriver", "Xvfb", "xdotool", "dbus-daemon"].into_iter().filter(|_| need == Need::Window);
    lacking.extend(for_tests.chain(for_window).filter(|program| !is_in_path(program)).map(str::to_owned));
    if lacking.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "this system's packages are not known here. Install these, and a CJK font such as Noto Sans CJK, \
         then give the same command again:\n\n  {}",
        lacking.join("\n  ")
    )))
}

/// What to have on systems other than Linux.
fn elsewhere() -> &'static str {
    if cfg!(target_os = "macos") {
        "macOS: `xcode-select --install` gives the compiler; the web view is the system's. Journeys in the window run on Linux."
    } else {
        "Windows: the C++ build tools, Perl (for OpenSSL) and the WebView2 runtime must be there. Journeys in the window run on Linux."
    }
}

/// Whether a program is found in `PATH`.
fn is_in_path(program: &str) -> bool {
    env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

/// Whether `v20.19.4` is at least 20.19.
fn is_at_least(version: &str, wanted: (u32, u32)) -> bool {
    let mut parts = version.trim_start_matches('v').split('.').map(str::parse::<u32>);
    match (parts.next(), parts.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => (major, minor) >= wanted,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers() {
        assert!(is_at_least("v20.19.4", (20, 19)));
        assert!(is_at_least("v22.1.0", (20, 19)));
        assert!(!is_at_least("v20.9.0", (20, 19)));
        assert!(!is_at_least("v18.20.0", (20, 19)));
        assert!(!is_at_least("", (20, 19)));
    }
}
