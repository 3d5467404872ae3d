//! 统一社会信用代码, the unified social credit code: 18 characters, the last a check character (GB 32100-2015).

/// The code's alphabet, in the order of the characters' values: digits and capitals without I, O, S, V, Z.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// What is wrong with a text given as a credit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Not 18 characters.
    #[error("not 18 characters")]
    Length,
    /// A character that no code holds (I, O, S, V, Z, or none of the alphabet).
    #[error("a character outside the alphabet")]
    Character,
    /// The check character does not fit; the right one.
    #[error("check character should be {0}")]
    Check(char),
}

/// Reads a credit code: blanks taken out, full-width folded, capitals; checked by GB 32100.
///
/// # Errors
/// The [`Fault`] found first.
pub fn parse(text: &str) -> Result<String, Fault> {
    let code: String =
        super::name::half_width(text).chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
    if code.chars().count() != 18 {
        return Err(Fault::Length);
    }
    let values = code.bytes().map(|c| ALPHABET.iter().position(|a| *a == c)).collect::<Option<Vec<_>>>().ok_or(Fault::Character)?;
    let mut weight = 1;
    let mut sum = 0;
    for value in &values[..17] {
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    let check = (31 - sum % 31) % 31;
    if values[17] == check { Ok(code) } else { Err(Fault::Check(char::from(ALPHABET[check]))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_stands_by_its_check_character() {
        // Weights 3^i mod 31 of GB 32100: an all-zero body checks to 0.
        assert_eq!(parse("000000000000000000"), Ok("000000000000000000".to_owned()));
        // 1 in first place, weight 1: 31 - 1 = 30 -> Y.
        assert_eq!(parse("10000000000000000Y"), Ok("10000000000000000Y".to_owned()));
        assert_eq!(parse("100000000000000000"), Err(Fault::Check('Y')));
        assert_eq!(parse(&["１", &"０".repeat(16), "ｙ"].concat()), Ok("10000000000000000Y".to_owned()));
        assert_eq!(parse("1000000000000000Y"), Err(Fault::Length));
        assert_eq!(parse("I0000000000000000Y"), Err(Fault::Character));
    }
}
