//! A header as compared: width, blanks, line breaks, brackets and units taken off.

use daowei_core::domain::name::{fold, half_width};

use super::unit::{self, Unit};

/// A header read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// All of it, folded, but for a unit in brackets.
    pub full: String,
    /// Without what stands in brackets, folded.
    pub bare: String,
    /// The unit in brackets, or behind a colon or comma.
    pub unit: Option<Unit>,
}

impl Header {
    /// Reads a header.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let text: String = half_width(text)
            .chars()
            .map(|c| match c {
                '[' | '{' | '【' | '〔' | '〈' | '《' => '(',
                ']' | '}' | '】' | '〕' | '〉' | '》' => ')',
                other => other,
            })
            .collect();
        let (mut full, mut bare, mut unit) = (String::new(), String::new(), None);
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once('(') {
            let (inside, after) = after.split_once(')').unwrap_or((after, ""));
            full.push_str(before);
            bare.push_str(before);
            match unit::parse(inside) {
                Some(found) => unit = Some(found),
                None => full.push_str(inside),
            }
            rest = after;
        }
        full.push_str(rest);
        bare.push_str(rest);
        // 营业收入:万元, 营业收入,万元, and a percent sign that stands free.
        if unit.is_none()
            && let Some((name, tail)) =
                bare.rsplit_once([':', ',', '、', '/']).or_else(|| bare.strip_suffix('%').map(|name| (name, "%")))
            && let Some(found) = unit::parse(tail)
        {
            unit = Some(found);
            bare = name.to_owned();
            full.clone_from(&bare);
        }
        Self { full: fold(&full), bare: fold(&bare), unit }
    }
}
