//! Names in a cell of people: `王示例、李示例(副局长)`.

/// A longer one is no name.
const NAME_CHARS_MAX: usize = 24;

/// The names in a text, each once, in its order; what stands in brackets is a post, no part of a name.
pub fn names(text: &str) -> Vec<String> {
    let mut plain = String::with_capacity(text.len());
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let mut out: Vec<String> = Vec::new();
    for part in plain.split(['、', ',', '，', ';', '；', '/', '\n', '|', '\t', '\u{3000}']) {
        // Chinese names are parted by blanks too, English ones hold them.
        let pieces: Vec<&str> = if part.is_ascii() { vec![part] } else { part.split(' ').collect() };
        for name in pieces.into_iter().map(str::trim) {
            let long = name.chars().count();
            if (2..=NAME_CHARS_MAX).contains(&long) && name.chars().all(|c| !c.is_numeric()) && !out.iter().any(|have| have == name)
            {
                out.push(name.to_owned());
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_of_people_is_its_names() {
        assert_eq!(names("王示例、李示例（副局长）, John Example"), ["王示例", "李示例", "John Example"]);
        assert_eq!(names("张甲 李乙/王示例"), ["张甲", "李乙", "王示例"]);
        assert_eq!(names("等3人、"), Vec::<String>::new());
    }
}
