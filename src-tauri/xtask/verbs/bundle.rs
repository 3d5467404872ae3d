//! `bundle`: the installable package, and a trial of it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    machine::{self, Need},
    only,
    place::Place,
    setup::set_up,
    step::{self, Failure, Steps},
    verbs,
};

/// `cargo xtask bundle [--try]`.
pub fn bundle(place: &Place, steps: &mut Steps, options: &[String]) -> Result<(), Failure> {
    only(&["--try"], options)?;
    let trial = options.iter().any(|option| option == "--try");
    if trial && !machine::is_root() {
        return Err(Failure::new("`bundle --try` installs and removes the package: it needs root's rights"));
    }
    set_up(place, steps, if trial { Need::Window } else { Need::Build }, false)?;
    let deb = steps.step("The package", || {
        step::run(&mut place.tauri(&["build", "--ci", "--bundles", "deb"]))?;
        newest_deb(&place.target.join("release/bundle/deb"))
    })?;
    fs::create_dir_all(place.out())?;
    let copy = place.out().join(deb.file_name().unwrap_or_default());
    fs::copy(&deb, &copy)?;
    println!("{}", copy.display());
    if trial { try_out(place, steps, &copy) } else { Ok(()) }
}

/// Installs the package, opens its window, and removes it without a trace.
fn try_out(place: &Place, steps: &mut Steps, deb: &Path) -> Result<(), Failure> {
    let name = field(deb, "Package")?;
    steps.step("Install it", || {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        step::run(apt.args(["install", "-y", "--no-install-recommends"]).arg(deb))
    })?;
    let files = step::ask("dpkg-query", &["-L", &name]).unwrap_or_default();
    let opened = steps.step("Open its window", || {
        let mut cargo = place.workspace("test", &["--lib", "--bins", "--test", "journeys", "window::"]);
        verbs::run::journey_environment(place, &mut cargo);
        step::run(cargo.env("DAOWEI_APP", "/usr/bin/daowei"))
    });
    steps.step("Remove it", || {
        let mut dpkg = Command::new("dpkg");
        step::run(dpkg.args(["--purge", &name]))?;
        let left: Vec<&str> = files.lines().filter(|path| Path::new(path).is_file()).collect();
        if left.is_empty() { Ok(()) } else { Err(Failure::new(format!("left behind:\n  {}", left.join("\n  ")))) }
    })?;
    opened
}

/// A field of the package's control file.
fn field(deb: &Path, name: &str) -> Result<String, Failure> {
    step::ask("dpkg-deb", &["-f", &deb.to_string_lossy(), name])
        .ok_or_else(|| Failure::new(format!("{} has no field {name}", deb.display())))
}

/// The package made last.
fn newest_deb(folder: &Path) -> Result<PathBuf, Failure> {
    fs::read_dir(folder)?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "deb"))
        .max_by_key(|path| path.metadata().and_then(|about| about.modified()).ok())
        .ok_or_else(|| Failure::new(format!("no .deb in {}", folder.display())))
}
