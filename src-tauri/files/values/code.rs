//! Codes, which are text however much they look like numbers: credit codes, LEIs, references.

use daowei_core::domain::name::half_width;
use daowei_core::domain::uscc::{self, Fault};

use super::Parsed;
use crate::problem::Code;
use crate::read::Cell;

/// The most digits that a spreadsheet program keeps of a number.
const DIGITS_KEPT: usize = 15;

/// A reference or code: trimmed text, every digit kept. `2025001.0` of a number cell is `2025001`.
///
/// # Errors
/// [`Code::CodeLostDigits`] where a spreadsheet program kept the code as a number and rounded it.
pub fn reference(cell: &Cell<'_>) -> Parsed<String> {
    let text = cell.shown().trim();
    let whole = text.strip_suffix(".0").unwrap_or(text);
    let digits = whole.bytes().filter(u8::is_ascii_digit).count();
    let scientific = |text: &str| {
        text.split_once(['e', 'E']).is_some_and(|(mantissa, power)| {
            mantissa.contains('.')
                && mantissa.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
                && power
                    .strip_prefix('+')
                    .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
        })
    };
    match cell {
        Cell::Number(_) if digits > DIGITS_KEPT => Err(Code::CodeLostDigits),
        Cell::Number(_) => Ok(whole.to_owned()),
        // 1.02900005115168E+14, as a spreadsheet program saves a long code into a .csv.
        _ if scientific(text) => Err(Code::CodeLostDigits),
        _ => Ok(text.to_owned()),
    }
}

/// A unified social credit code, checked by GB 32100.
///
/// # Errors
/// [`Code::UsccForm`], [`Code::UsccCheck`], [`Code::CodeLostDigits`].
pub fn uscc(cell: &Cell<'_>) -> Parsed<String> {
    uscc::parse(&reference(cell)?).map_err(|fault| match fault {
        Fault::Length | Fault::Character => Code::UsccForm,
        Fault::Check(_) => Code::UsccCheck,
    })
}

/// A legal entity identifier: 20 letters and digits, checked by ISO 17442 (modulo 97 is 1).
///
/// # Errors
/// [`Code::LeiForm`].
pub fn lei(cell: &Cell<'_>) -> Parsed<String> {
    let text: String = half_width(cell.shown()).chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
    if text.len() != 20 || !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(Code::LeiForm);
    }
    let remainder = text.chars().filter_map(|c| c.to_digit(36)).fold(0_u32, |sum, value| {
        let shift = if value >= 10 { 100 } else { 10 };
        (sum * shift + value) % 97
    });
    if remainder == 1 { Ok(text) } else { Err(Code::LeiForm) }
}
