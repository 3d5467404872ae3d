//! The sources as the tidy tests read them.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Folders that are made, not written.
const MADE: &[&str] = &["target", "node_modules", "dist", "gen", "out", ".git", "test-results"];

/// One file of the sources.
pub struct Source {
    /// Where it stands, from the top, with `/` between.
    pub path: String,
    /// Its text; empty for what is not UTF-8.
    pub text: String,
}

impl Source {
    /// The line number of a byte, counted from 1.
    pub fn line_of(&self, byte: usize) -> usize {
        self.text[..byte].matches('\n').count() + 1
    }

    /// The place of a byte as editors open it.
    pub fn place(&self, byte: usize) -> String {
        format!("{}:{}", self.path, self.line_of(byte))
    }

    /// Whether the path ends in one of these.
    pub fn ends_in(&self, endings: &[&str]) -> bool {
        endings.iter().any(|ending| self.path.ends_with(ending))
    }
}

/// The top of the sources.
pub fn top() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// Every file under a folder of the sources, in the order of their paths; none where it is missing.
pub fn under(folder: &str) -> Vec<Source> {
    let mut paths = Vec::new();
    walk(&top().join(folder), &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let shown = path.strip_prefix(top()).unwrap_or(&path).components().map(|part| part.as_os_str().to_string_lossy());
            let shown = shown.collect::<Vec<_>>().join("/");
            Source { path: shown, text: fs::read_to_string(&path).unwrap_or_default() }
        })
        .collect()
}

/// The Rust files under a folder.
pub fn rust_under(folder: &str) -> Vec<Source> {
    under(folder).into_iter().filter(|source| source.ends_in(&[".rs"])).collect()
}

/// Fails with every finding on a line of its own, under what to do about them.
pub fn none(findings: &[String], remedy: &str) {
    assert!(findings.is_empty(), "{remedy}\n  {}\n", findings.join("\n  "));
}

fn walk(folder: &Path, into: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if MADE.iter().any(|made| name == *made) {
            continue;
        }
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk(&path, into),
            Ok(kind) if kind.is_file() => into.push(path),
            _ => {}
        }
    }
}

/// Rust's own text, taken apart just enough to tell code from words.
pub struct Lexed {
    /// The code, byte for byte as long as the source: comments and the insides of literals blank.
    pub code: String,
    /// String literals: the byte each begins at, and what stands between its quotes.
    pub literals: Vec<(usize, String)>,
}

/// Blanks comments and literals, and keeps the literals beside.
pub fn lex(text: &str) -> Lexed {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut literals = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        let end = if rest.starts_with("//") {
            at + rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            at + rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some((from, to, end)) = string_at(text, at) {
            literals.push((at, text[from..to].to_owned()));
            end
        } else if let Some(end) = char_at(rest) {
            at + end
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        for byte in &mut code[at..end] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        at = end;
    }
    // Whole literals and comments were blanked, so no character was cut in two.
    Lexed { code: String::from_utf8(code).expect("blanked text is still UTF-8"), literals }
}

/// A string literal that begins here, plain or raw: the bytes of its inside and its end.
fn string_at(text: &str, at: usize) -> Option<(usize, usize, usize)> {
    let rest = &text[at..];
    let boundary = !text[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_');
    let opening = rest.strip_prefix('b').unwrap_or(rest);
    if let Some(after) = opening.strip_prefix('r').filter(|_| boundary) {
        let hashes = after.bytes().take_while(|byte| *byte == b'#').count();
        if after[hashes..].starts_with('"') {
            let from = text.len() - after.len() + hashes + 1;
            let close = format!("\"{}", "#".repeat(hashes));
            let to = from + text[from..].find(&close)?;
            return Some((from, to, to + close.len()));
        }
        return None;
    }
    if !rest.starts_with('"') {
        return None;
    }
    let mut escaped = false;
    for (offset, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some((at + 1, at + offset, at + offset + 1)),
            _ => {}
        }
    }
    None
}

/// The length of a character literal that begins here; a lifetime is none.
fn char_at(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    if let Some(escape) = inside.strip_prefix('\\') {
        let skip = escape.chars().next()?.len_utf8();
        return Some(2 + skip + escape[skip..].find('\'')? + 1);
    }
    let width = inside.chars().next()?.len_utf8();
    inside[width..].starts_with('\'').then_some(1 + width + 1)
}

/// The code without its unit tests, which may do what the rest may not.
pub fn without_tests(code: &str) -> &str {
    code.find("#[cfg(test)]").map_or(code, |tests| &code[..tests])
}

#[test]
fn code_and_words_are_told_apart() {
    let text = "let a = \"now()\"; // now()\nlet b = r#\"x\"y\"#; let c = '\"'; let d: &'static str = now();";
    let lexed = lex(text);
    assert_eq!(lexed.code.len(), text.len());
    assert_eq!(lexed.code.matches("now()").count(), 1);
    let words: Vec<&str> = lexed.literals.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(words, ["now()", "x\"y"]);
}
