//! Pictures of the real window on a store: one, or every view in both languages, light and dark.
//!
//! `cargo xtask screenshots` and, where there is no display, `cargo xtask run` start it with the
//! programs' places and the store's passphrase in the environment.

use std::{
    env,
    path::{Path, PathBuf},
    process::ExitCode,
};

use daowei_tests::e2e::{Key, Outcome, Setup, Trouble, Window};

/// The day the sample's history ends, so that a picture shows the same whenever it is taken.
const TODAY: &str = "2026-11-20";
const LANGUAGES: &[&str] = &["zh-CN", "en"];
const LOOKS: &[&str] = &["light", "dark"];

/// What there is to see: its name in file names, where it is in the window, and what is done there first.
struct Scene(&'static str, &'static str, Act);

/// What a scene shows beyond the view as it opens.
#[derive(Clone, Copy)]
enum Act {
    /// Nothing.
    Look,
    /// The record of the list's n-th row beside it.
    Open(usize),
    /// A dialog from anywhere, by its key.
    Press(char),
    /// A text in the field for searching, which nothing matches.
    Seek(&'static str),
    /// What is found from anywhere for a text.
    Find(&'static str),
}

/// Every view, and what opens in it.
const SCENES: &[Scene] = &[
    Scene("today", "#/today", Act::Look),
    Scene("kpi", "#/kpi", Act::Look),
    Scene("targets", "#/targets", Act::Look),
    Scene("targets-company", "#/targets", Act::Open(4)),
    Scene("targets-none", "#/targets", Act::Seek("qqqq")),
    Scene("lists", "#/lists", Act::Look),
    Scene("meetings", "#/meetings", Act::Open(2)),
    Scene("meeting-new", "#/meetings", Act::Press('m')),
    Scene("projects", "#/projects", Act::Open(3)),
    Scene("outlook", "#/outlook", Act::Look),
    Scene("review", "#/review", Act::Look),
    Scene("audit", "#/audit", Act::Look),
    Scene("funds", "#/funds", Act::Look),
    Scene("funds-line", "#/funds", Act::Open(6)),
    Scene("reports", "#/reports", Act::Look),
    Scene("settings", "#/settings/scheme", Act::Look),
    Scene("settings-targets", "#/settings/targets", Act::Look),
    Scene("import", "#/import", Act::Look),
    Scene("palette", "#/today", Act::Find("shi")),
];

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
    // Scenes by name, where not all are wanted.
    let only = env::var("DAOWEI_SCENES").ok();
    let (wanted, store) = match words[..] {
        ["--window", file, "--store", store] => (Wanted::Window(file.into()), store),
        ["--all", folder, "--store", store] => (Wanted::All(folder.into()), store),
        _ => {
            eprintln!("screenshots (--window FILE | --all FOLDER) --store FOLDER");
            return ExitCode::from(2);
        }
    };
    match take(wanted, store, only.as_deref()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("{trouble}");
            ExitCode::FAILURE
        }
    }
}

/// Opens the windows and takes the pictures.
async fn take(wanted: Wanted, store: &str, only: Option<&str>) -> Outcome {
    let passphrase = env::var("DAOWEI_PASSPHRASE").map_err(|_| Trouble::new("DAOWEI_PASSPHRASE is not set"))?;
    let plain = Setup::default().with("DAOWEI_TODAY", TODAY);
    let open = plain.clone().with("DAOWEI_STORE", store).with("DAOWEI_PASSPHRASE", passphrase);
    match wanted {
        Wanted::Window(file) => {
            let window = Window::open(open).await?;
            let taken = picture(&window, &file).await;
            window.close().await?;
            taken
        }
        Wanted::All(folder) => {
            let asked = |scene: &Scene| only.is_none_or(|only| only.split(',').any(|name| name == scene.0));
            // Before the work: nothing yet, and a store that waits for its passphrase.
            let locked = plain.clone().with("DAOWEI_STORE", store).with("DAOWEI_PASSPHRASE", "");
            for (name, setup) in [("first-run", plain), ("unlock", locked)] {
                let window = Window::open(setup).await?;
                let taken = each_look(&window, &folder, &[Scene(name, "", Act::Look)], asked).await;
                window.close().await?;
                taken?;
            }
            let window = Window::open(open).await?;
            let taken = each_look(&window, &folder, SCENES, asked).await;
            window.close().await?;
            taken
        }
    }
}

/// Walks through the scenes in each language and look.
async fn each_look(window: &Window, folder: &Path, scenes: &[Scene], asked: impl Fn(&Scene) -> bool) -> Outcome {
    for language in LANGUAGES {
        for look in LOOKS {
            window.look(language, look).await?;
            for Scene(name, address, act) in scenes.iter().filter(|scene| asked(scene)) {
                if !address.is_empty() {
                    window.go(address).await?;
                    window.settle().await?;
                }
                begin(window, *act).await?;
                picture(window, &folder.join(format!("{name}-{language}-{look}.png"))).await?;
                leave(window, *act).await?;
            }
        }
    }
    Ok(())
}

/// Does what a scene asks for.
async fn begin(window: &Window, act: Act) -> Outcome {
    match act {
        Act::Look => Ok(()),
        Act::Open(row) => {
            for _ in 0..=row {
                window.press(Key::Down).await?;
            }
            window.press(Key::Enter).await?;
            window.find("#side-panel h2").await.map(drop)
        }
        Act::Press(key) => {
            window.chord(Key::Control, key).await?;
            window.find("dialog[open]").await.map(drop)
        }
        Act::Seek(text) => {
            window.keys("/").await?;
            window.keys(text).await?;
            window.until("an empty list", "return document.querySelector('[role=grid]').ariaRowCount === '1'").await
        }
        Act::Find(text) => {
            window.ask_palette(text).await?;
            window.until("hits", "return document.querySelectorAll('dialog [role=option]').length > 4").await
        }
    }
}

/// Goes back to the view as it opens.
async fn leave(window: &Window, act: Act) -> Outcome {
    match act {
        Act::Look => Ok(()),
        Act::Open(_) => window.press(Key::Escape).await,
        Act::Press(_) | Act::Find(_) => {
            window.press(Key::Escape).await?;
            window.gone("dialog").await
        }
        // The first Escape empties the field, the second leaves it.
        Act::Seek(_) => {
            window.press(Key::Escape).await?;
            window.press(Key::Escape).await
        }
    }
}

/// Takes one picture once nothing moves any more.
async fn picture(window: &Window, file: &Path) -> Outcome {
    window.settle().await?;
    window.picture(file).await?;
    let small = packed(&std::fs::read(file)?).map_err(|error| Trouble::new(format!("{}: {error}", file.display())))?;
    std::fs::write(file, small)?;
    println!("{}", file.display());
    Ok(())
}

/// The same picture in fewer bytes: pages are flat, and pack best as they are, without the filters that photographs
/// profit from.
fn packed(picture: &[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(picture)).read_info()?;
    let mut pixels = vec![0; reader.output_buffer_size().ok_or("too large")?];
    let info = reader.next_frame(&mut pixels)?;
    let mut small = Vec::new();
    let mut encoder = png::Encoder::new(&mut small, info.width, info.height);
    encoder.set_color(info.color_type);
    encoder.set_depth(info.bit_depth);
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.write_header()?.write_image_data(&pixels[..info.buffer_size()])?;
    Ok(small)
}
