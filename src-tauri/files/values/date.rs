//! Dates as people write them: `2026-9-2`, `2026.09.02`, `2024年3月5日`, `20251223`, serial numbers.

use chrono::{Datelike, Days, NaiveDate};
use daowei_core::domain::name::half_width;

use super::Parsed;
use crate::problem::Code;
use crate::read::Cell;

/// Serial numbers that are taken for dates: 1950 to 2150, in a spreadsheet's days since 1899-12-30.
const SERIALS: std::ops::RangeInclusive<u32> = 18_264..=91_676;

/// Years that are taken for years.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// Reads a cell that is not missing as a calendar date; a time of day behind it is left out.
///
/// # Errors
/// [`Code::DateWithoutDay`], [`Code::DateAmbiguous`], [`Code::NotADate`].
pub fn parse(cell: &Cell<'_>) -> Parsed<NaiveDate> {
    if let Some(date) = plain(cell.shown().trim()) {
        return Ok(date);
    }
    let text = half_width(cell.shown());
    let text = text.trim();
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if compact.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits(&compact);
    }
    // 2026-09-02T10:00:00, 2026/9/2 10:00 (a blank inside a date, as in 2024年 3月, is no end of it).
    let day_part = text.split(['T', 't']).next().unwrap_or(text);
    let day_part = match day_part.find(':') {
        Some(colon) => day_part[..colon].rsplit_once(char::is_whitespace).map_or(day_part, |(day, _)| day),
        None => day_part,
    };
    let parts = parts(day_part)?;
    match parts[..] {
        [year, month, day] if YEARS.contains(&year) => civil(year, month, day),
        [_, _, year] if YEARS.contains(&year) => Err(Code::DateAmbiguous),
        [year, month] if YEARS.contains(&year) && (1..=12).contains(&month) => Err(Code::DateWithoutDay),
        _ => Err(Code::NotADate),
    }
}

/// `2026-09-02`, as most files write it.
fn plain(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |range: std::ops::Range<usize>| {
        bytes[range].iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i32::from(byte - b'0')))
    };
    civil(number(0..4)?, number(5..7)?, number(8..10)?).ok()
}

/// The numbers between the separators; nothing else may stand there.
fn parts(text: &str) -> Parsed<Vec<i32>> {
    let mut parts = Vec::new();
    let mut digits = String::new();
    for c in text.chars().chain([' ']) {
        match c {
            '0'..='9' if digits.len() < 9 => digits.push(c),
            '-' | '/' | '.' | '年' | '月' | '日' | '号' | '—' | '–' | '−' | '、' | ',' => {
                if digits.is_empty() {
                    // 2024年3月5日 ends in a separator; anything else doubles one.
                    return Err(Code::NotADate);
                }
                parts.push(digits.parse().map_err(|_| Code::NotADate)?);
                digits.clear();
            }
            c if c.is_whitespace() => {}
            _ => return Err(Code::NotADate),
        }
    }
    if !digits.is_empty() {
        parts.push(digits.parse().map_err(|_| Code::NotADate)?);
    }
    Ok(parts)
}

/// `20251223`, `202512`, `2025`, or a serial number.
fn digits(text: &str) -> Parsed<NaiveDate> {
    let number = |range: std::ops::Range<usize>| text.get(range).and_then(|part| part.parse::<i32>().ok()).unwrap_or(-1);
    match text.len() {
        8 => civil(number(0..4), number(4..6), number(6..8)),
        6 if YEARS.contains(&number(0..4)) && (1..=12).contains(&number(4..6)) => Err(Code::DateWithoutDay),
        4 if YEARS.contains(&number(0..4)) => Err(Code::DateWithoutDay),
        5 => {
            let serial: u32 = text.parse().map_err(|_| Code::NotADate)?;
            let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).ok_or(Code::NotADate)?;
            if SERIALS.contains(&serial) {
                epoch.checked_add_days(Days::new(u64::from(serial))).ok_or(Code::NotADate)
            } else {
                Err(Code::NotADate)
            }
        }
        _ => Err(Code::NotADate),
    }
}

fn civil(year: i32, month: i32, day: i32) -> Parsed<NaiveDate> {
    let (month, day) = (u32::try_from(month).unwrap_or(0), u32::try_from(day).unwrap_or(0));
    NaiveDate::from_ymd_opt(year, month, day).filter(|date| YEARS.contains(&date.year())).ok_or(Code::NotADate)
}
