//! Words: on the screen they come from the .ftl files, in every language and for every error.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Source, lex, none, rust_under, under};

/// The languages, the first of them the one that is never missing.
const LANGUAGES: &[&str] = &["zh-CN", "en"];

/// A message: where it stands, and the variables it uses.
struct Message {
    place: String,
    variables: BTreeSet<String>,
}

/// The messages of a language by key; attributes as `key.attribute`.
fn messages(language: &str) -> (BTreeMap<String, Message>, Vec<String>) {
    let mut all = BTreeMap::new();
    let mut twice = Vec::new();
    for source in under(&format!("assets/locales/{language}")).iter().filter(|source| source.ends_in(&[".ftl"])) {
        let mut key = String::new();
        let mut byte = 0;
        for line in source.text.split_inclusive('\n') {
            let place = source.place(byte);
            byte += line.len();
            if let Some(found) = key_of(line, &key) {
                let message = Message { place: place.clone(), variables: BTreeSet::new() };
                if all.insert(found.clone(), message).is_some() {
                    twice.push(format!("{place} {found}"));
                }
                key = found;
            }
            if let Some(message) = all.get_mut(&key).filter(|_| !line.starts_with('#')) {
                message.variables.extend(variables(line));
            }
        }
    }
    (all, twice)
}

/// The key that a line of Fluent begins, if it begins one; an attribute belongs to the last key.
fn key_of(line: &str, last: &str) -> Option<String> {
    let (name, _) = line.split_once('=')?;
    let name = name.trim_end();
    let is_name = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if is_name(name) && !name.starts_with('_') {
        return Some(name.to_owned());
    }
    let attribute = name.trim_start().strip_prefix('.').filter(|attribute| is_name(attribute))?;
    Some(format!("{}.{attribute}", last.split('.').next().unwrap_or_default()))
}

/// The `$variables` in a line; a dollar sign outside braces is money.
fn variables(line: &str) -> impl Iterator<Item = String> + '_ {
    let within =
        line.match_indices('$').filter(|(at, _)| line[..*at].rfind(['{', '}']).is_some_and(|brace| line[brace..].starts_with('{')));
    within.map(|(at, _)| line[at + 1..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_' || *c == '-').collect())
}

#[test]
fn every_text_exists_in_every_language() {
    let (first, mut findings) = messages(LANGUAGES[0]);
    assert!(!first.is_empty(), "assets/locales/{} holds the texts of the program", LANGUAGES[0]);
    for language in &LANGUAGES[1..] {
        let (other, twice) = messages(language);
        findings.extend(twice);
        findings.extend(
            first
                .iter()
                .filter(|(key, _)| !other.contains_key(*key))
                .map(|(key, at)| format!("{} {key} is not in {language}", at.place)),
        );
        for (key, message) in &other {
            match first.get(key) {
                None => findings.push(format!("{} {key} is not in {}", message.place, LANGUAGES[0])),
                // A language may say it with another of the same arguments: a month's name for its number.
                Some(wanted) if wanted.variables.len() != message.variables.len() => {
                    findings.push(format!(
                        "{} {key} uses {:?}, {} uses {:?}",
                        message.place, message.variables, LANGUAGES[0], wanted.variables
                    ));
                }
                Some(_) => {}
            }
        }
    }
    none(&findings, "Each key stands once in each language, with as many variables:");
}

/// The codes are the words in `fn code` of every type whose name ends in Error, Problem or Refusal.
#[test]
fn every_error_code_has_a_message() {
    let (messages, _) = messages(LANGUAGES[0]);
    let missing = |code: &str| !messages.contains_key(&format!("error-{}", code.replace('_', "-")));
    let core = daowei_core::error::Error::CODES.iter().filter(|code| missing(code)).map(|code| format!("daowei_core::Error error-{code}"));
    let mut findings: Vec<String> = core.collect();
    for source in rust_under("src-tauri") {
        for (byte, code) in error_codes(&source) {
            if missing(&code) {
                findings.push(format!("{} error-{}", source.place(byte), code.replace('_', "-")));
            }
        }
    }
    none(&findings, "Whoever gets the error reads the message of its code; write it in assets/locales:");
}

/// The literals in the bodies of `fn code` within `impl …Error { … }`.
fn error_codes(source: &Source) -> Vec<(usize, String)> {
    let lexed = lex(&source.text);
    let mut codes = Vec::new();
    for (start, _) in lexed.code.match_indices("impl ") {
        let head = lexed.code[start..].split('{').next().unwrap_or_default();
        let name = head.rsplit(' ').find(|word| !word.is_empty()).unwrap_or_default().trim_end();
        if head.contains(';') || !["Error", "Problem", "Refusal"].iter().any(|ending| name.ends_with(ending)) {
            continue;
        }
        let Some(body) = block(&lexed.code, start) else { continue };
        for (offset, _) in lexed.code[body.clone()].match_indices("fn code(") {
            let Some(function) = block(&lexed.code, body.start + offset) else { continue };
            codes.extend(lexed.literals.iter().filter(|(byte, _)| function.contains(byte)).cloned());
        }
    }
    codes
}

/// The bytes of the first `{ … }` at or after a byte.
fn block(code: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let open = from + code[from..].find('{')?;
    let mut depth = 0_usize;
    for (offset, byte) in code[open..].bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(open..open + offset);
        }
    }
    None
}

#[test]
fn error_codes_are_found_where_they_stand() {
    let source = Source {
        path: "x.rs".to_owned(),
        text: "impl Error { pub fn code(&self) -> &'static str { match self { Self::A => \"not_there\", Self::B(e) => e.code() } } }\n\
               impl Colour { fn code(&self) -> &str { \"red\" } }"
            .to_owned(),
    };
    let codes: Vec<String> = error_codes(&source).into_iter().map(|(_, code)| code).collect();
    assert_eq!(codes, ["not_there"]);
}

/// Keys that the UI asks for by name.
#[test]
fn every_text_the_window_asks_for_exists() {
    let (messages, _) = messages(LANGUAGES[0]);
    let mut findings = Vec::new();
    for source in under("ui/src").iter().filter(|source| source.ends_in(&[".ts", ".vue"]) && !source.ends_in(&[".test.ts"])) {
        for opening in ["t(\"", "t('", "t(`"] {
            for (byte, _) in source.text.match_indices(opening) {
                // `t` alone, not the end of `import(` or `emit(`.
                if source.text[..byte].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
                    continue;
                }
                let key: String = source.text[byte + opening.len()..].chars().take_while(|c| !"\"'`$".contains(*c)).collect();
                let whole = !source.text[byte + opening.len() + key.len()..].starts_with('$');
                let exists = if whole { messages.contains_key(&key) } else { messages.keys().any(|known| known.starts_with(&key)) };
                if !exists {
                    findings.push(format!("{} {key}", source.place(byte)));
                }
            }
        }
    }
    none(&findings, "No .ftl file has these keys:");
}

#[test]
fn templates_hold_no_text() {
    let mut findings = Vec::new();
    for source in under("ui/src").iter().filter(|source| source.ends_in(&[".vue"])) {
        let (Some(from), Some(to)) = (source.text.find("<template"), source.text.rfind("</template>")) else { continue };
        for (byte, words) in template_words(&source.text[from..to]) {
            findings.push(format!("{} {words:?}", source.place(from + byte)));
        }
    }
    none(&findings, "Words on the screen come from assets/locales through t(…):");
}

/// Attributes whose value a person reads or hears.
const SPOKEN: &[&str] = &["title", "label", "alt", "placeholder", "aria-label", "aria-description", "aria-roledescription"];

/// Text between tags and in spoken attributes that has a letter in it, outside `{{ … }}`.
fn template_words(template: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < template.len() {
        let rest = &template[at..];
        if rest.starts_with("<!--") {
            at += rest.find("-->").map_or(rest.len(), |end| end + 3);
        } else if rest.starts_with('<') {
            let end = tag_end(rest);
            for (offset, name, value) in attributes(&rest[..end]) {
                if SPOKEN.contains(&name) && has_letter(value) {
                    found.push((at + offset, value.to_owned()));
                }
            }
            at += end;
        } else if rest.starts_with("{{") {
            at += rest.find("}}").map_or(rest.len(), |end| end + 2);
        } else {
            let end = rest.find(['<', '{']).filter(|end| *end > 0).unwrap_or(if rest.starts_with('{') { 1 } else { rest.len() });
            let words = rest[..end].trim();
            if has_letter(words) {
                found.push((at + rest.find(words).unwrap_or(0), words.to_owned()));
            }
            at += end;
        }
    }
    found
}

/// A letter of any script, entities such as `&nbsp;` aside.
fn has_letter(words: &str) -> bool {
    let mut inside = false;
    words.chars().any(|c| {
        inside = (inside || c == '&') && c != ';';
        !inside && c.is_alphabetic()
    })
}

/// The length of a tag; `>` within quotes does not end it.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (offset, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return offset + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// The plain attributes of a tag with their values, and where the values begin; bound ones
/// (`:title="…"`) have another name.
fn attributes(tag: &str) -> Vec<(usize, &str, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = tag[at..].find("=\"") {
        let from = at + offset + 2;
        let name_from = tag[..at + offset].rfind(char::is_whitespace).map_or(0, |space| space + 1);
        let Some(length) = tag[from..].find('"') else { break };
        found.push((from, &tag[name_from..at + offset], &tag[from..from + length]));
        at = from + length + 1;
    }
    found
}

#[test]
fn words_in_templates_are_found() {
    let words = |template: &str| template_words(template).into_iter().map(|(_, words)| words).collect::<Vec<_>>();
    assert_eq!(words("<p :title=\"a > b\">{{ t('x') }} · — 12</p>"), Vec::<String>::new());
    assert_eq!(words("<p title=\"到资\">&nbsp;</p>"), ["到资"]);
    assert_eq!(words("<p><!-- a --> Save {{ x }}</p>"), ["Save"]);
}
