//! Company names: folding for comparison. The full matcher of list editions builds on this.

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

/// A name as compared: half width, lower case, without blanks and punctuation.
///
/// Legal suffixes stay: 中国移动 and 中国移动有限公司 are different here; candidates beyond this
/// are for a person to confirm.
#[must_use]
pub fn fold(name: &str) -> String {
    half_width(name).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
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
}
