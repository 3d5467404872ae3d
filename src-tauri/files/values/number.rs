//! Numbers as people write them: `3,000万元`, `1.2亿`, `约5000万`, `$648,125`, `60%`, full-width digits.
//! Exact decimals throughout.

use std::borrow::Cow;

use daowei_core::domain::money::{self, AmountFault, Currency};
use daowei_core::domain::name::half_width;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Parsed;
use crate::columns::unit::{self, Unit};
use crate::problem::Code;
use crate::read::Cell;

/// What a spreadsheet program itself keeps of a number; digits beyond are noise of its arithmetic.
const SPREADSHEET_DIGITS: u32 = 15;

/// What a number is written with at most, in bytes: 28 digits with marks, unit and the words around them. A longer
/// text is no number, and is not taken apart as one.
const NUMBER_BYTES_MAX: usize = 240;

/// A number with what is written around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// The number as written, before its unit.
    pub value: Decimal,
    /// The unit behind (or the currency before) it, where there is one.
    pub unit: Option<Unit>,
    /// Whether the unit stands behind the number: `3000元` means yuan whatever the header says, while
    /// the sign before `$648,125` says nothing about its power of ten.
    pub scaled: bool,
    /// Whether it says that it is about so much.
    pub approximate: bool,
}

/// Words before a number that make it an estimate.
const ABOUT: &[&str] = &[
    "大约",
    "约为",
    "约",
    "近",
    "超过",
    "超",
    "逾",
    "拟投资",
    "拟投",
    "预计",
    "不低于",
    "不超过",
    "不少于",
    "计划",
    "~",
    "≈",
    ">",
    "<",
    "≥",
    "≤",
];

/// Words behind a number that make it an estimate.
const OR_SO: &[&str] = &["左右", "以上", "以内", "上下", "余", "多", "+"];

/// Reads a cell that is not missing as a number.
///
/// # Errors
/// [`Code::NotANumber`], [`Code::AmountTooLarge`] beyond 28 digits.
pub fn parse(cell: &Cell<'_>) -> Parsed<Number> {
    if let Cell::Number(text) = cell {
        return Ok(Number { value: spreadsheet(text)?, unit: None, scaled: false, approximate: false });
    }
    if cell.shown().trim().len() > NUMBER_BYTES_MAX {
        return Err(Code::NotANumber);
    }
    let text = cell.shown();
    if is_plain(text) {
        return Ok(Number { value: decimal(text)?, unit: None, scaled: false, approximate: false });
    }
    let text: String = half_width(cell.shown()).chars().filter(|c| !c.is_whitespace()).collect();
    let (mut rest, mut approximate) = (text.as_str(), false);
    while let Some(after) = ABOUT.iter().find_map(|word| rest.strip_prefix(word)) {
        (rest, approximate) = (after, true);
    }
    while let Some(before) = OR_SO.iter().find_map(|word| rest.strip_suffix(word)) {
        (rest, approximate) = (before, true);
    }
    // Accountants write (1,234.00) for what is below nothing.
    let (mut negative, mut inner) = match rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (true, inner),
        None => (false, rest),
    };
    let start = inner.find(|c: char| c.is_ascii_digit() || c == '.').ok_or(Code::NotANumber)?;
    let (mut front, body) = inner.split_at(start);
    for sign in ['-', '−', '–', '—', '－'] {
        if let Some(without) = front.strip_prefix(sign).or_else(|| front.strip_suffix(sign)) {
            if negative {
                return Err(Code::NotANumber);
            }
            (negative, front) = (true, without);
            break;
        }
    }
    front = front.strip_prefix('+').unwrap_or(front);
    inner = body;
    let (value, behind) = magnitude(inner)?;
    let before = if front.is_empty() { None } else { Some(unit::parse(front).ok_or(Code::NotANumber)?) };
    let scaled = behind.is_some();
    Ok(Number { value: if negative { -value } else { value }, unit: join(before, behind)?, scaled, approximate })
}

/// Whether a text is digits with at most one point after the first, as most files write amounts.
fn is_plain(text: &str) -> bool {
    let point = |byte: &u8| *byte == b'.';
    text.as_bytes().first().is_some_and(u8::is_ascii_digit)
        && text.bytes().all(|byte| byte.is_ascii_digit() || point(&byte))
        && text.as_bytes().iter().filter(|byte| point(byte)).count() <= 1
}

/// A currency before the number and a unit behind it are one unit.
fn join(before: Option<Unit>, behind: Option<Unit>) -> Parsed<Option<Unit>> {
    match (before, behind) {
        (None, unit) => Ok(unit),
        (Some(Unit::Money { power: 0, currency }), None) => Ok(Some(Unit::Money { power: 0, currency })),
        (Some(Unit::Money { power: 0, currency: first }), Some(Unit::Money { power, currency: second })) => {
            if first.is_some() && second.is_some() && first != second {
                return Err(Code::CurrencyConflict);
            }
            Ok(Some(Unit::Money { power, currency: first.or(second) }))
        }
        _ => Err(Code::NotANumber),
    }
}

/// The number and its unit: `1.2亿元`, and `3亿5000万元`, whose parts are summed into the smaller unit.
fn magnitude(text: &str) -> Parsed<(Decimal, Option<Unit>)> {
    let (value, tail) = digits(text)?;
    let Some(next) = tail.find(|c: char| c.is_ascii_digit()) else {
        return Ok((value, if tail.is_empty() { None } else { Some(unit::parse(tail).ok_or(Code::NotANumber)?) }));
    };
    let (first, rest) = tail.split_at(next);
    let Some(Unit::Money { power: high, currency: None }) = unit::parse(first) else { return Err(Code::NotANumber) };
    let (low_value, unit) = magnitude(rest)?;
    let (low, unit) = match unit {
        Some(Unit::Money { power, .. }) => (power, unit),
        None => (0, Some(Unit::Money { power: 0, currency: None })),
        Some(_) => return Err(Code::NotANumber),
    };
    let shift = high.checked_sub(low).filter(|shift| *shift > 0).ok_or(Code::NotANumber)?;
    let value = value.checked_mul(ten_to(shift)?).and_then(|high| high.checked_add(low_value)).ok_or(Code::AmountTooLarge)?;
    Ok((value, unit))
}

/// Digits with separators of thousands, a point, and a power of ten in scientific notation.
fn digits(text: &str) -> Parsed<(Decimal, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '\''))).unwrap_or(text.len());
    let (number, mut tail) = text.split_at(end);
    let (whole, decimals) = number.split_once('.').map_or((number, None), |(whole, decimals)| (whole, Some(decimals)));
    let groups: Vec<&str> = whole.split([',', '\'']).collect();
    let grouped =
        groups.len() == 1 || (!groups[0].is_empty() && groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
    let decimals_plain = decimals.is_none_or(|decimals| decimals.bytes().all(|byte| byte.is_ascii_digit()));
    if !grouped || !decimals_plain || (whole.is_empty() && decimals.is_none_or(str::is_empty)) {
        return Err(Code::NotANumber);
    }
    let mut plain = groups.concat();
    if let Some(decimals) = decimals {
        plain.push('.');
        plain.push_str(decimals);
    }
    if let Some(exponent) = tail.strip_prefix(['e', 'E']) {
        let sign = exponent.len() - exponent.trim_start_matches(['+', '-']).len();
        let end = exponent[sign..].find(|c: char| !c.is_ascii_digit()).map_or(exponent.len(), |end| sign + end);
        if end > sign && sign <= 1 {
            plain.push('e');
            plain.push_str(exponent[..end].trim_start_matches('+'));
            tail = &exponent[end..];
        }
    }
    Ok((decimal(&plain)?, tail))
}

/// A plain decimal text, exactly.
fn decimal(text: &str) -> Parsed<Decimal> {
    let text = text.strip_suffix('.').unwrap_or(text);
    let text = if text.starts_with('.') { Cow::Owned(format!("0{text}")) } else { Cow::Borrowed(text) };
    let parsed = if text.contains(['e', 'E']) { Decimal::from_scientific(&text) } else { Decimal::from_str_exact(&text) };
    parsed.map_err(|_| Code::AmountTooLarge)
}

/// A spreadsheet's number: beyond fifteen digits its decimals are noise (0.1 + 0.2) and rounded off.
fn spreadsheet(text: &str) -> Parsed<Decimal> {
    let digits = u32::try_from(text.bytes().filter(u8::is_ascii_digit).count()).unwrap_or(u32::MAX);
    if digits > SPREADSHEET_DIGITS && text.contains('.') {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        // Rust_decimal holds 28 digits; a double never needs more than 17 significant ones.
        let decimals: String = decimals.chars().take(28_usize.saturating_sub(whole.len())).collect();
        let value = decimal(&format!("{whole}.{decimals}"))?;
        return value
            .round_sf_with_strategy(SPREADSHEET_DIGITS, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
            .ok_or(Code::AmountTooLarge);
    }
    decimal(text)
}

fn ten_to(power: u32) -> Parsed<Decimal> {
    10_i64.checked_pow(power).map(Decimal::from).ok_or(Code::AmountTooLarge)
}

/// An amount of money in whole units, and its currency where cell or header names one. What the cell
/// says about its power of ten wins over the header; two different currencies are refused.
///
/// # Errors
/// As [`parse`], [`Code::CurrencyConflict`], [`Code::Approximate`] unless `roughly` is enough.
pub fn money(cell: &Cell<'_>, header: Option<Unit>, roughly: bool) -> Parsed<(Decimal, Option<Currency>)> {
    let number = parse(cell)?;
    if number.approximate && !roughly {
        return Err(Code::Approximate);
    }
    let (cell_power, cell_currency) = match number.unit {
        None => (None, None),
        Some(Unit::Money { power, currency }) => (number.scaled.then_some(power), currency),
        Some(_) => return Err(Code::NotANumber),
    };
    let (header_power, header_currency) = match header {
        Some(Unit::Money { power, currency }) => (power, currency),
        _ => (0, None),
    };
    let currency = match (cell_currency, header_currency) {
        (Some(first), Some(second)) if first != second => return Err(Code::CurrencyConflict),
        (first, second) => first.or(second),
    };
    let value = number.value.checked_mul(ten_to(cell_power.unwrap_or(header_power))?).ok_or(Code::AmountTooLarge)?;
    Ok((value.normalize(), currency))
}

/// Whole units → minor units of a currency.
///
/// # Errors
/// [`Code::AmountTooFine`], [`Code::AmountTooLarge`].
pub fn minor(amount: Decimal, currency: Currency) -> Parsed<i64> {
    money::to_minor(amount, currency).map_err(|fault| match fault {
        AmountFault::Decimals => Code::AmountTooFine,
        AmountFault::Range => Code::AmountTooLarge,
    })
}

/// A share of a whole in parts of `whole` (10,000 for basis points, 1,000,000 for millionths), from a
/// cell in percent (`60`, `60%`, `60.5 %`) or in basis points where its unit says so.
///
/// # Errors
/// [`Code::NotAPercentage`], [`Code::PercentageTooFine`].
pub fn share(cell: &Cell<'_>, header: Option<Unit>, whole: i64) -> Parsed<i64> {
    let number = parse(cell).map_err(|_| Code::NotAPercentage)?;
    if number.approximate {
        return Err(Code::Approximate);
    }
    let hundredths = match number.unit.or(header) {
        None | Some(Unit::Percent) => Decimal::ONE_HUNDRED,
        Some(Unit::BasisPoints) => Decimal::from(10_000),
        Some(Unit::Money { .. }) => return Err(Code::NotAPercentage),
    };
    if number.value.is_sign_negative() && !number.value.is_zero() || number.value > hundredths {
        return Err(Code::NotAPercentage);
    }
    let parts = (number.value * Decimal::from(whole) / hundredths).normalize();
    if parts.scale() > 0 {
        return Err(Code::PercentageTooFine);
    }
    parts.to_i64().ok_or(Code::NotAPercentage)
}

/// A whole number within a range.
///
/// # Errors
/// [`Code::NotAWholeNumber`].
pub fn whole(cell: &Cell<'_>, range: std::ops::RangeInclusive<i64>) -> Parsed<i64> {
    let number = parse(cell).map_err(|_| Code::NotAWholeNumber)?;
    let value = number.value.normalize();
    if number.unit.is_some() || number.approximate || value.scale() > 0 {
        return Err(Code::NotAWholeNumber);
    }
    value.to_i64().filter(|value| range.contains(value)).ok_or(Code::NotAWholeNumber)
}

/// A positive decimal without a unit, such as a rate; its digits as written.
///
/// # Errors
/// [`Code::NotANumber`], [`Code::Negative`] for nothing and less.
pub fn rate(cell: &Cell<'_>) -> Parsed<Decimal> {
    let number = parse(cell)?;
    if number.unit.is_some() || number.approximate {
        return Err(Code::NotANumber);
    }
    if number.value <= Decimal::ZERO { Err(Code::Negative) } else { Ok(number.value) }
}
