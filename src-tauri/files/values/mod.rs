//! A cell's text → a value of the field, exact or refused: dates, amounts, shares, codes, words.
//!
//! Every parser is pure, takes whatever a person may have typed, and answers with a value, with
//! nothing for what stands for nothing (`-`, `无`), or with the [`Code`] that says what is wrong.

pub mod code;
pub mod companies;
pub mod country;
pub mod date;
pub mod number;
pub mod word;

use daowei_core::domain::name::half_width;

use crate::problem::Code;

/// What a parser answers: a value, or what is wrong.
pub type Parsed<T> = Result<T, Code>;

/// Whether a text stands for "there is none".
#[must_use]
pub fn is_missing(text: &str) -> bool {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{3000}');
    // Asked of every cell: most begin with what none of these does.
    let may = text.chars().next().is_none_or(|first| {
        matches!(
            first,
            '-' | '—' | '–' | '−' | '/' | '\\' | '_' | '.' | '…' | '(' | '#' | 'n' | 'N' | '无' | '暂' | '没' | '未' | '待'
        ) || ('\u{ff01}'..='\u{ff5e}').contains(&first)
    });
    if !may {
        return false;
    }
    let text = half_width(text);
    let text = text.trim();
    if text.chars().all(|c| matches!(c, '-' | '—' | '–' | '−' | '/' | '\\' | '_' | '.' | '…')) {
        return true;
    }
    matches!(
        text.to_lowercase().as_str(),
        "无" | "n/a" | "na" | "null" | "none" | "nil" | "暂无" | "没有" | "未知" | "待定" | "(空)" | "#n/a"
    )
}

#[cfg(test)]
mod tests;
