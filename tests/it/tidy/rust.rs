//! What Rust sources must not hold, and where.

use std::{collections::BTreeSet, path::Path};

use super::source::{Lexed, Source, lex, none, rust_under, top, under, without_tests};

/// How a statement of SQL begins, or one of its later lines.
const SQL: &[&str] = &[
    "SELECT ",
    "INSERT INTO ",
    "INSERT OR ",
    "UPDATE ",
    "DELETE FROM ",
    "CREATE TABLE ",
    "CREATE INDEX ",
    "ALTER TABLE ",
    "DROP TABLE ",
    "FROM ",
    "WHERE ",
    "ORDER BY ",
    "GROUP BY ",
    "LIMIT ",
    "AND ",
    "VALUES ",
];

/// Whether words are SQL rather than prose: a keyword of it first, in capitals.
fn is_sql(words: &str) -> bool {
    let words = words.trim_start();
    SQL.iter().any(|keyword| words.starts_with(keyword))
}

#[test]
fn sql_stays_out_of_the_domain() {
    let mut findings = Vec::new();
    for source in under("src-tauri/core/domain") {
        if source.ends_in(&[".sql"]) {
            findings.push(source.path.clone());
        }
        for (byte, words) in lex(&source.text).literals {
            if is_sql(&words) {
                findings.push(source.place(byte));
            }
        }
    }
    none(&findings, "The domain is types and rules; put SQL beside its function in store/, journal/ or kpi/:");
}

/// Where statements are put together all the same, of names that the store's own schema gives and of
/// nothing that a person typed: the journal's images go back into whatever table they came from, and
/// the dump and the check read every table there is.
const FROM_THE_SCHEMA: &[&str] =
    &["src-tauri/core/journal/apply.rs", "src-tauri/core/journal/compare.rs", "src-tauri/core/store/dump.rs"];

/// A value that gets into SQL by anything but a parameter is how injection begins.
#[test]
fn sql_is_not_built_from_text() {
    let builders = ["format!", "write!", "writeln!", "format_args!", "push_str"];
    let mut findings = Vec::new();
    for source in rust_under("src-tauri").iter().filter(|source| !FROM_THE_SCHEMA.contains(&source.path.as_str())) {
        let lexed = lex(&source.text);
        for (byte, words) in &lexed.literals {
            let call = enclosing_call(&lexed.code, *byte);
            let list = lexed.code[*byte..].split_once(']').map_or("", |(_, after)| after);
            let joined = call.is_empty() && [".concat(", ".join("].iter().any(|glue| list.starts_with(glue));
            let builds = joined || builders.iter().any(|name| call.ends_with(name));
            if builds && is_sql(words) {
                findings.push(source.place(*byte));
            }
        }
    }
    none(&findings, "SQL stands in .sql files with named parameters; nothing is pasted into it:");
}

/// The code up to the name of the call that a byte is an argument of; empty where it is in none.
fn enclosing_call(code: &str, byte: usize) -> &str {
    let mut depth = 0_usize;
    for (at, c) in code[..byte].char_indices().rev() {
        match c {
            ')' => depth += 1,
            '(' if depth == 0 => return code[..at].trim_end(),
            '(' => depth -= 1,
            ';' | '{' | '}' => return "",
            _ => {}
        }
    }
    ""
}

#[test]
fn the_call_around_a_word_is_found() {
    let code = "a.b(c); write!(f(x), ";
    assert!(enclosing_call(code, code.len()).ends_with("write!"));
    assert_eq!(enclosing_call("let a = ", 8), "");
}

#[test]
fn the_core_has_no_clock_and_no_environment() {
    let banned = ["::now(", "now_v7(", "SystemTime", "Instant::", "env::var", "env::temp_dir", "env::current_dir"];
    let mut findings = Vec::new();
    for source in rust_under("src-tauri/core") {
        let lexed = lex(&source.text);
        for word in banned {
            for (byte, _) in without_tests(&lexed.code).match_indices(word) {
                findings.push(format!("{} {word}", source.place(byte)));
            }
        }
    }
    none(&findings, "Time, environment and folders come into the core as arguments:");
}

/// Logs hold codes, never a store's content: a name, an amount or a path in a log file is out of the safe.
#[test]
fn only_codes_are_logged() {
    let mut findings = Vec::new();
    for source in rust_under("src-tauri").iter().filter(|source| !source.path.contains("/xtask/")) {
        let lexed = lex(&source.text);
        for (byte, found) in lexed.code.match_indices("tracing::") {
            let Some((level, after)) = lexed.code[byte + found.len()..].split_once("!(") else { continue };
            let fields = after.split(';').next().unwrap_or_default();
            let plain = ["error", "warn", "info"].contains(&level) && fields.starts_with("code = ") && !fields.contains(['%', '?']);
            if !plain {
                findings.push(source.place(byte));
            }
        }
    }
    none(&findings, "Log an error's code and fixed words; what a person typed or a file holds stays out of logs:");
}

/// One write door: nothing outside the store and the journal opens a transaction or writes a row.
#[test]
fn writes_go_through_the_door() {
    let mut findings = Vec::new();
    for source in rust_under("src-tauri") {
        let inside = ["src-tauri/core/store", "src-tauri/core/journal"].iter().any(|door| source.path.starts_with(door));
        if inside || source.path.contains("/xtask/") {
            continue;
        }
        let lexed = lex(&source.text);
        let code = without_tests(&lexed.code);
        for word in [".transaction(", ".unchecked_transaction(", ".savepoint(", "Connection::open"] {
            for (byte, _) in code.match_indices(word) {
                findings.push(format!("{} {word}", source.place(byte)));
            }
        }
    }
    none(&findings, "Changes go through the store's write door, which also writes the journal:");
}

#[test]
fn every_sql_file_is_included() {
    let mut included = BTreeSet::new();
    let mut findings = Vec::new();
    for source in rust_under("src-tauri").iter().chain(&rust_under("tests")) {
        let lexed = lex(&source.text);
        for (byte, words) in &lexed.literals {
            if words.ends_with(".sql") {
                let file = top().join(Path::new(&source.path).parent().unwrap_or(Path::new(""))).join(words);
                match file.canonicalize() {
                    Ok(file) => drop(included.insert(file)),
                    Err(_) if lexed.code[..*byte].trim_end().ends_with("include_str!(") => {
                        findings.push(format!("{} names {words}, which is not there", source.place(*byte)));
                    }
                    Err(_) => {}
                }
            }
        }
    }
    for source in under("src-tauri").iter().chain(&under("tests")).filter(|source| source.ends_in(&[".sql"])) {
        if top().join(&source.path).canonicalize().is_ok_and(|file| !included.contains(&file)) {
            findings.push(source.path.clone());
        }
    }
    none(&findings, "A .sql file that nobody includes is dead; include it or delete it:");
}

/// A test file outside the module tree passes because it is never compiled.
#[test]
fn every_rust_file_is_a_module() {
    let roots = crate_roots();
    let sources: Vec<(Source, Lexed)> = rust_under("src-tauri")
        .into_iter()
        .chain(rust_under("tests"))
        .map(|source| {
            let lexed = lex(&source.text);
            (source, lexed)
        })
        .collect();
    let mut findings = Vec::new();
    for (source, _) in &sources {
        if roots.contains(&source.path) {
            continue;
        }
        let path = Path::new(&source.path);
        let folder = path.parent().unwrap_or(Path::new(""));
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        // `x/mod.rs` is the module `x` of the folder above; `x.rs` that of its own folder.
        let (home, name) = match stem.as_ref() {
            "mod" => (folder.parent().unwrap_or(Path::new("")), folder.file_name().unwrap_or_default().to_string_lossy()),
            _ => (folder, stem.clone()),
        };
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let declared = sources.iter().any(|(parent, code)| {
            let of = Path::new(&parent.path);
            let beside = of.parent() == Some(home) || of.with_extension("") == *home;
            beside
                && (code.code.contains(&format!("mod {name};"))
                    || code.literals.iter().any(|(_, words)| *words == file || words.ends_with(&format!("/{file}"))))
        });
        if !declared {
            findings.push(source.path.clone());
        }
    }
    none(&findings, "No `mod` declares these files, so they are never compiled:");
}

/// The files that Cargo itself is told of.
fn crate_roots() -> BTreeSet<String> {
    let mut roots = BTreeSet::new();
    let manifests: Vec<Source> =
        under("src-tauri").into_iter().chain(under("tests")).filter(|source| source.ends_in(&["Cargo.toml"])).collect();
    let top_manifest = std::fs::read_to_string(top().join("Cargo.toml")).expect("the workspace's manifest");
    let all = manifests.iter().map(|source| (source.path.trim_end_matches("Cargo.toml"), source.text.as_str()));
    for (folder, text) in all.chain([("", top_manifest.as_str())]) {
        for line in text.lines() {
            let value = line.strip_prefix("path = ").or_else(|| line.strip_prefix("build = "));
            if let Some(file) = value.map(|value| value.trim_matches('"')).filter(|file| file.ends_with(".rs")) {
                roots.insert(format!("{folder}{file}"));
            }
        }
    }
    roots
}

#[test]
fn nothing_is_switched_off_or_unfinished() {
    let banned = ["#[ignore", "todo!(", "unimplemented!(", "dbg!("];
    let mut findings = Vec::new();
    for source in rust_under("src-tauri").iter().chain(&rust_under("tests")) {
        let code = lex(&source.text).code;
        for word in banned {
            findings.extend(code.match_indices(word).map(|(byte, _)| format!("{} {word}", source.place(byte))));
        }
    }
    for source in under("ui/src").iter().filter(|source| source.ends_in(&[".ts", ".vue"])) {
        for word in [".skip(", ".only(", ".todo(", "xit(", "xdescribe("] {
            findings.extend(source.text.match_indices(word).map(|(byte, _)| format!("{} {word}", source.place(byte))));
        }
    }
    none(&findings, "Finish it, or take it out; a test that does not run tells nothing:");
}
