//! Pictures of the real window on a store: one, or every view in both languages, light and dark.
//!
//! `cargo xtask screenshots` and, where there is no display, `cargo xtask run` start it with the
//! programs' places and the store's passphrase in the environment.

use std::{
    env,
    path::{Path, PathBuf},
    process::ExitCode,
};

use daowei_tests::e2e::{Outcome, Setup, Trouble, Window};

/// Every view: its name in file names, and its address in the window.
const VIEWS: &[(&str, &str)] = &[
    ("today", "#/today"),
    ("kpi", "#/kpi"),
    ("targets", "#/targets"),
    ("meetings", "#/meetings"),
    ("projects", "#/projects"),
    ("funds", "#/funds"),
    ("reports", "#/reports"),
    ("settings", "#/settings"),
];
const LANGUAGES: &[&str] = &["zh-CN", "en"];
const THEMES: &[&str] = &["light", "dark"];

/// What to take pictures of.
enum Wanted {
    /// The window as it opens, into one file.
    Window(PathBuf),
    /// Every view, into a folder.
    All(PathBuf),
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (wanted, store) = match words[..] {
        ["--window", file, "--store", store] => (Wanted::Window(file.into()), store),
        ["--all", folder, "--store", store] => (Wanted::All(folder.into()), store),
        _ => {
            eprintln!("screenshots (--window FILE | --all FOLDER) --store FOLDER");
            return ExitCode::from(2);
        }
    };
    match take(wanted, store).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("{trouble}");
            ExitCode::FAILURE
        }
    }
}

/// Opens the window on the store and takes the pictures.
async fn take(wanted: Wanted, store: &str) -> Outcome {
    let passphrase = env::var("DAOWEI_PASSPHRASE").map_err(|_| Trouble::new("DAOWEI_PASSPHRASE is not set"))?;
    let setup = Setup::default().with("DAOWEI_STORE", store).with("DAOWEI_PASSPHRASE", passphrase);
    let window = Window::open(setup).await?;
    let taken = match wanted {
        Wanted::Window(file) => picture(&window, &file).await,
        Wanted::All(folder) => every_view(&window, &folder).await,
    };
    window.close().await?;
    taken
}

/// Walks through the views in each language and look.
async fn every_view(window: &Window, folder: &Path) -> Outcome {
    for language in LANGUAGES {
        for theme in THEMES {
            window.look(language, theme).await?;
            for (name, address) in VIEWS {
                window.go(address).await?;
                picture(window, &folder.join(format!("{name}.{language}.{theme}.png"))).await?;
            }
        }
    }
    Ok(())
}

/// Takes one picture once nothing moves any more.
async fn picture(window: &Window, file: &Path) -> Outcome {
    window.settle().await?;
    window.picture(file).await?;
    println!("{}", file.display());
    Ok(())
}
