//! How a text is compared: half width, lower case, simplified, without accents; what parts words becomes one gap.
//!
//! A compared text is a row of cells, one a character, so that a place in it is a place in the text as written.

/// One character as compared: its code point; those beyond the first plane fold into the private area.
pub type Cell = u16;

/// Stands between two fields.
pub const END: Cell = 0;

/// Stands for blanks and marks between words.
pub const GAP: Cell = 1;

/// The characters of a text as compared, each with its place among the text's own; gaps are blanks.
pub fn folded(text: &str) -> Vec<(char, u32)> {
    let mut out: Vec<(char, u32)> = Vec::with_capacity(text.len() / 2);
    for (place, c) in (0_u32..).zip(fast2s::convert(text).chars()) {
        let c = fold(c);
        if c == ' ' && out.last().is_none_or(|(last, _)| *last == ' ') {
            continue;
        }
        out.push((c, place));
    }
    if out.last().is_some_and(|(last, _)| *last == ' ') {
        out.pop();
    }
    out
}

/// Puts a text's cells behind `out`.
pub fn push_cells(out: &mut Vec<Cell>, text: &str) {
    out.extend(folded(text).into_iter().map(|(c, _)| cell(c)));
}

/// A compared text as cells.
pub fn cells(text: &str) -> Vec<Cell> {
    let mut out = Vec::new();
    push_cells(&mut out, text);
    out
}

/// The letters and digits of a code, lower case, without what stands between them.
pub fn code(text: &str) -> Vec<u8> {
    text.chars().map(fold).filter(char::is_ascii_alphanumeric).filter_map(|c| u8::try_from(c).ok()).collect()
}

/// Whether a cell is a Chinese character.
#[inline]
pub const fn is_han(cell: Cell) -> bool {
    matches!(cell, 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xe000..=0xfaff)
}

/// Whether a cell is a letter a to z.
#[inline]
pub const fn is_letter(cell: Cell) -> bool {
    matches!(cell, 0x61..=0x7a)
}

/// Whether a cell is a digit.
#[inline]
pub const fn is_digit(cell: Cell) -> bool {
    matches!(cell, 0x30..=0x39)
}

/// Whether a word begins at a place of a field.
#[inline]
pub const fn begins_word(field: &[Cell], at: usize) -> bool {
    if at == 0 || is_han(field[at]) {
        return true;
    }
    let before = field[at - 1];
    before == GAP || is_han(before) || is_letter(before) != is_letter(field[at])
}

#[expect(clippy::cast_possible_truncation, reason = "the first plane as it is, the others folded into 6144 places")]
const fn cell(c: char) -> Cell {
    match c as u32 {
        0x20 => GAP,
        plain @ 0..=0xffff => plain as Cell,
        beyond => (0xe000 + beyond % 0x1800) as Cell,
    }
}

fn fold(c: char) -> char {
    let c = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        other => other,
    };
    match c {
        'a'..='z' | '0'..='9' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        'À'..='Å' | 'à'..='å' => 'a',
        'Ç' | 'ç' => 'c',
        'È'..='Ë' | 'è'..='ë' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' => 'i',
        'Ñ' | 'ñ' => 'n',
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' => 'o',
        'Ù'..='Ü' | 'ù'..='ü' => 'u',
        'Š' | 'š' => 's',
        'Ž' | 'ž' => 'z',
        other if other.is_alphanumeric() => other.to_lowercase().next().unwrap_or(other),
        _ => ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_script_and_accents_do_not_tell_texts_apart() {
        assert_eq!(cells("華為（中國）"), cells("华为(中国"));
        assert_eq!(cells("Ｎestlé  S.A."), cells("nestle s a"));
        assert_eq!(code("F-2025/001"), b"f2025001");
    }

    #[test]
    fn a_place_is_a_place_in_the_text_as_written() {
        let places: Vec<u32> = folded("（华为） AG").iter().map(|(_, place)| *place).collect();
        assert_eq!(places, [1, 2, 3, 5, 6]);
    }
}
