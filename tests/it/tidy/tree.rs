//! The tree: sizes, what the documents say of it, and what must not be in any file.

use super::source::{Source, none, top, under};

/// No file grows past what one can keep in mind.
const LINES: usize = 600;
/// Nor does the document that says where things are.
const ARCHITECTURE_LINES: usize = 200;

/// Files that are written by a program.
const GENERATED: &[&str] = &["ui/src/api/bindings.ts"];

/// Every text file of the project, lock files aside.
fn texts() -> Vec<Source> {
    under("")
        .into_iter()
        .filter(|source| !source.text.is_empty() && !source.ends_in(&["Cargo.lock", "package-lock.json", "LICENSE"]))
        .collect()
}

#[test]
fn files_stay_short() {
    let mut findings = Vec::new();
    for source in texts() {
        let written = source.ends_in(&[".rs", ".ts", ".mjs", ".vue", ".css", ".sql"]) && !GENERATED.contains(&source.path.as_str());
        let lines = source.text.lines().count();
        if written && lines > LINES {
            findings.push(format!("{} has {lines} lines", source.path));
        }
    }
    none(&findings, &format!("Split these by meaning; no file has over {LINES} lines:"));
}

#[test]
fn architecture_names_what_is_there() {
    let text = std::fs::read_to_string(top().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md says where things are");
    let mut findings = Vec::new();
    for path in paths_in(&text) {
        if !top().join(&path).exists() {
            findings.push(path);
        }
    }
    none(&findings, "ARCHITECTURE.md names paths that the tree lacks:");
    let lines = text.lines().count();
    assert!(lines <= ARCHITECTURE_LINES, "ARCHITECTURE.md has {lines} lines; it stays under {ARCHITECTURE_LINES} to be read whole");
}

/// Words between backticks that are paths of this tree: they begin with one of its folders, or are
/// files at its top. A placeholder such as `<noun>` or `*` ends what is checked.
fn paths_in(text: &str) -> Vec<String> {
    let tops = ["src-tauri/", "ui/", "tests/", "assets/", "docs/", ".ci/", ".cargo/"];
    let files = [".md", ".toml", ".json", ".lock"];
    text.split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| !word.contains(char::is_whitespace))
        .filter(|word| {
            tops.iter().any(|top| word.starts_with(top)) || (!word.contains('/') && files.iter().any(|end| word.ends_with(end)))
        })
        .map(|word| match word.find(['<', '*', '…', '{']) {
            Some(end) => word[..end].rsplit_once('/').map_or("", |(folder, _)| folder).to_owned(),
            None => word.to_owned(),
        })
        .collect()
}

#[test]
fn paths_in_a_document_are_found() {
    let text = "See `src-tauri/core/store/<noun>.rs`, `ui/src/api`, `Cargo.toml`, and `cargo xtask run`; not `i64`.";
    assert_eq!(paths_in(text), ["src-tauri/core/store", "ui/src/api", "Cargo.toml"]);
}

/// What one machine knows must not be in the project. The words are put together here so that this
/// file does not hold them.
#[test]
fn nothing_names_a_machine_or_a_registry() {
    let mut words: Vec<String> = [
        ["/wo", "rk/"],
        ["/ro", "ot/"],
        ["../sha", "red"],
        ["registry.npm", "js.org"],
        ["index.crates", ".io"],
        ["static.crates", ".io"],
        ["github.com/rust-lang/crates.io", "-index"],
        ["deb.debian", ".org"],
        ["py", "pi.org"],
        ["npm", "mirror.com"],
    ]
    .iter()
    .map(|parts| parts.concat())
    .collect();
    words.extend(std::env::var("HOME").ok().filter(|home| home.len() > 1).map(|home| format!("{home}/")));
    let mut findings = Vec::new();
    for source in texts() {
        for word in &words {
            findings.extend(source.text.match_indices(word).map(|(byte, _)| format!("{} {word}", source.place(byte))));
        }
    }
    none(&findings, "These say where a machine or a registry is; the project must work without knowing:");
}

#[test]
fn the_lock_of_the_ui_names_no_registry() {
    let lock = std::fs::read_to_string(top().join("ui/package-lock.json")).expect("ui/package-lock.json");
    let resolved = lock.lines().filter(|line| line.contains("\"resolved\": \"http")).count();
    assert_eq!(
        resolved, 0,
        "lines of ui/package-lock.json name a registry; npm install --omit-lockfile-registry-resolved leaves them out"
    );
}
