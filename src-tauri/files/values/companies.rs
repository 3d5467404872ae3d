//! Several companies in one cell: `甲公司、乙公司`, `甲;乙`, `甲/乙`, one a line.

/// Splits a cell at what separates companies, and not at what belongs to a name: brackets, `Co., Ltd.`,
/// `A/S`. One company is one part.
#[must_use]
pub fn split(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_u32);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' | '[' | '【' | '《' => depth += 1,
            ')' | '）' | ']' | '】' | '》' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            ';' | '；' | '\n' | '\r' | '、' | '，' => {
                parts.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            ',' | '/' | '／' if parts_there(&text[start..at], &text[at + c.len_utf8()..]) => {
                parts.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// What stands behind a comma or a stroke and still belongs to the name before it.
const BELONGS: &[&str] = &["ltd", "inc", "llc", "co", "corp", "limited", "plc", "s.a", "n.v", "s", "lp", "l.p", "llp", "的"];

/// Whether a comma or a stroke with these texts on its sides parts two companies: a Chinese name on one side
/// at least, and none of the words that end a western name.
fn parts_there(before: &str, behind: &str) -> bool {
    let next = behind.split([',', '/', '、', ';', '；', '，', '\n']).next().unwrap_or_default().trim();
    let folded = next.trim_end_matches('.').to_lowercase();
    if next.is_empty() || BELONGS.contains(&folded.as_str()) {
        return false;
    }
    let chinese = |text: &str| text.chars().filter(|c| is_han(*c)).count() >= 2;
    chinese(before) && (chinese(next) || next.len() > 3) || chinese(next) && !before.trim().is_empty()
}

/// Whether a character is Chinese.
#[must_use]
pub const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn companies_part_where_people_part_them() {
        for (text, parts) in [
            ("甲公司、乙公司", vec!["甲公司", "乙公司"]),
            ("甲公司，乙公司", vec!["甲公司", "乙公司"]),
            ("甲公司/乙公司", vec!["甲公司", "乙公司"]),
            ("甲公司,乙公司", vec!["甲公司", "乙公司"]),
            ("甲公司\r\n乙公司\n", vec!["甲公司", "乙公司"]),
            ("示例(北京、上海)有限公司", vec!["示例(北京、上海)有限公司"]),
            ("Sample Co., Ltd.", vec!["Sample Co., Ltd."]),
            ("Sample A/S", vec!["Sample A/S"]),
            ("甲公司, Sample Inc.", vec!["甲公司", "Sample Inc."]),
            ("甲:60%;乙:40%", vec!["甲:60%", "乙:40%"]),
            ("甲公司", vec!["甲公司"]),
            ("", vec![]),
        ] {
            assert_eq!(split(text), parts, "{text}");
        }
    }
}
