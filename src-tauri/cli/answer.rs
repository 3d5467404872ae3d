//! What a verb answers: one JSON document, or a text for a person, made from the same value.

use daowei_core::domain::money::Fen;
use daowei_core::words::Words;
use serde::Serialize;
use serde_json::Value;

use crate::failure::{REFUSED, Result};

/// What a verb answers.
#[derive(Debug)]
pub struct Answer {
    /// For `--json`.
    pub json: Value,
    /// For a person.
    pub text: String,
    /// A line each for standard error; there are some only where something was wrong.
    pub problems: Vec<String>,
    /// The exit status.
    pub status: u8,
}

impl Answer {
    /// An answer whose text is given.
    pub fn new(json: impl Serialize, text: impl Into<String>) -> Result<Self> {
        Ok(Self { json: serde_json::to_value(json)?, text: text.into(), problems: Vec::new(), status: 0 })
    }

    /// With problems; where it is refused because of them, with that status.
    #[must_use]
    pub fn with_problems(mut self, problems: Vec<String>, refused: bool) -> Self {
        self.problems = problems;
        if refused {
            self.status = REFUSED;
        }
        self
    }
}

/// Fields that hold a code of a closed vocabulary; in all others a text is what somebody wrote.
const CODED: &[&str] = &[
    "line",
    "status",
    "from_status",
    "to_status",
    "stage",
    "mode",
    "level",
    "role",
    "kind",
    "move",
    "means",
    "form",
    "origin",
    "why",
];

/// Rows of JSON objects as a table under the headers `cli-column-<key>`; `…_fen` is shown in 万元, two decimals.
pub fn table(words: &Words, keys: &[&str], rows: &[Value]) -> String {
    let header: Vec<String> = keys.iter().map(|key| words.plain(&["cli-column-", &key.replace('_', "-")].concat())).collect();
    let cells: Vec<Vec<String>> = rows.iter().map(|row| keys.iter().map(|key| cell(words, row, key)).collect()).collect();
    let right: Vec<bool> = (0..keys.len()).map(|at| cells.iter().all(|row| is_figure(&row[at]))).collect();
    let width = |at: usize| cells.iter().map(|row| columns(&row[at])).chain([columns(&header[at])]).max().unwrap_or(0);
    let widths: Vec<usize> = (0..keys.len()).map(width).collect();
    let mut out = String::new();
    for row in std::iter::once(&header).chain(&cells) {
        let mut line = String::new();
        for (at, text) in row.iter().enumerate() {
            let pad = " ".repeat(widths[at] - columns(text));
            let (before, after) = if right[at] { (pad.as_str(), "") } else { ("", pad.as_str()) };
            line.extend([if at > 0 { "  " } else { "" }, before, text, after]);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// A field of a row as a person reads it. What does not exist is a dash with the reason, where the row gives one.
fn cell(words: &Words, row: &Value, key: &str) -> String {
    match row.get(key) {
        Some(Value::String(text)) if key.ends_with("_fen") => text.parse().map_or_else(|_| text.clone(), |fen| Fen(fen).wan()),
        Some(Value::String(text)) if CODED.contains(&key) => value(words, text),
        Some(Value::String(text)) => one_line(text),
        Some(Value::Bool(truth)) => words.plain(if *truth { "cli-yes" } else { "cli-no" }),
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" → "),
        Some(Value::Number(number)) => number.to_string(),
        _ => match row.get([key, "_reason"].concat()).and_then(Value::as_str) {
            Some(reason) => {
                let why = words.plain(&["cli-reason-", &reason.replace('_', "-")].concat());
                words.text("cli-none-because", [("reason", why)])
            }
            None => String::new(),
        },
    }
}

/// The word for a code of a closed vocabulary; the code where there is none.
pub fn value(words: &Words, code: &str) -> String {
    let key = ["cli-value-", &code.replace('_', "-")].concat();
    if words.has(&key) { words.plain(&key) } else { code.to_owned() }
}

/// Minutes may hold line breaks; a table's row is one line.
fn one_line(text: &str) -> String {
    text.split(['\n', '\r']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" / ")
}

fn is_figure(text: &str) -> bool {
    text.is_empty() || text.starts_with(['—', '-']) || text.starts_with(|c: char| c.is_ascii_digit())
}

/// How many columns of a terminal a text takes: two a character of East Asian width.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// Wide and full-width blocks of UAX #11 that occur here.
const fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use daowei_core::words::Language;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_table_lines_up_chinese_and_figures() {
        let rows = [
            json!({"ref": "A1", "investor": "示例甲", "recognised_fen": "800000000000"}),
            json!({"ref": "A10", "investor": "乙", "recognised_fen": "-5000"}),
        ];
        let text = table(&Words::new(Language::En), &["ref", "investor", "recognised_fen"], &rows);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[1].ends_with("  800,000.00") && lines[2].ends_with("       -0.01"), "{text}");
        assert_eq!(columns(lines[1]), columns(lines[2]), "{text}");
    }

    #[test]
    fn what_does_not_exist_says_why() {
        let row = json!({"target_fen": null, "target_fen_reason": "no_target"});
        assert_eq!(cell(&Words::new(Language::ZhCn), &row, "target_fen"), "—(未下达)");
    }
}
