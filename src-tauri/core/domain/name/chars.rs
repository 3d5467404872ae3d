//! The characters of names: width, case, diacritics, traditional and simplified.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Traditional to simplified, character by character: the single characters of the Unicode CLDR
/// transform Traditional-Simplified.
static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let lines = include_str!("simplified.txt").lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.flat_map(str::split_whitespace);
    pairs
        .filter_map(|pair| {
            let mut chars = pair.chars();
            Some((chars.next()?, chars.next()?))
        })
        .collect()
});

/// Full-width letters, digits, signs and blanks to their half-width forms; all else untouched.
#[must_use]
pub fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{3000}' => ' ',
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            other => other,
        })
        .collect()
}

/// A name as compared first: half width, lower case, without blanks and punctuation.
///
/// Legal suffixes stay: 中国移动 and 中国移动有限公司 are different here.
#[must_use]
pub fn fold(name: &str) -> String {
    half_width(name).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Traditional characters as simplified ones; all else untouched.
#[must_use]
pub fn simplified(text: &str) -> String {
    text.chars().map(|c| SIMPLIFIED.get(&c).copied().unwrap_or(c)).collect()
}

/// A text in lower case, half width, simplified, and without diacritics; signs stay.
#[must_use]
pub fn letters(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            '’' | '‘' | '`' | '´' => out.push('\''),
            '【' | '〔' | '[' | '「' | '《' => out.push('('),
            '】' | '〕' | ']' | '」' | '》' => out.push(')'),
            '\u{fffd}' => out.push('?'),
            other => out.push(SIMPLIFIED.get(&other).copied().unwrap_or(other)),
        }
    }
    out
}

/// Whether a character is Chinese.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_blanks_and_marks_do_not_tell_names_apart() {
        assert_eq!(fold("Ａｐｐｌｅ　Inc."), "appleinc");
        assert_eq!(fold("华为(中国)"), fold("华为（中国）"));
        assert_ne!(fold("中国移动"), fold("中国移动香港"));
    }

    #[test]
    fn traditional_characters_and_diacritics_become_plain() {
        assert_eq!(simplified("臺灣積體電路製造股份有限公司"), "台湾积体电路制造股份有限公司");
        assert_eq!(letters("Société Générale ＳＡ"), "societe generale sa");
        assert_eq!(letters("Koç · Mærsk · ﾄﾖﾀ").split(' ').next(), Some("koc"));
        assert_eq!(letters("鴻海（集團）"), "鸿海(集团)");
    }
}
