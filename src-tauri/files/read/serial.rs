//! Numbers as spreadsheets keep them, turned into what a person sees: no arithmetic on floats.

use super::Cell;

/// What a cell's format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Shape {
    /// The number itself.
    #[default]
    Plain,
    /// A percentage.
    Percent,
    /// Days since the epoch.
    Date,
}

/// The built-in number formats that show a date: those of every language, and 27 to 36 and 50 to 58,
/// which Chinese versions use for 年 月 日 (ECMA-376, part 1, 18.8.30).
pub(super) const fn built_in(id: u32) -> Shape {
    match id {
        9 | 10 => Shape::Percent,
        14..=17 | 22 | 27..=36 | 50..=58 => Shape::Date,
        _ => Shape::Plain,
    }
}

/// What a written number format shows, judged by its first section.
pub(super) fn format(code: &str) -> Shape {
    if code.eq_ignore_ascii_case("standard") {
        return Shape::Plain;
    }
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    let mut shape = Shape::Plain;
    for c in code.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' => bracketed = true,
            ']' => bracketed = false,
            _ if bracketed => {}
            ';' => return shape,
            '%' => return Shape::Percent,
            'y' | 'Y' | 'd' | 'D' => shape = Shape::Date,
            _ => {}
        }
    }
    shape
}

/// A number of a spreadsheet as a cell, with `scratch` to write into.
pub(super) fn number<'a>(text: &'a str, shape: Shape, from_1904: bool, scratch: &'a mut String) -> Cell<'a> {
    let text = text.trim();
    scratch.clear();
    if !is_shortest(text) {
        match text.parse::<f64>() {
            // The shortest decimal that reads back as the same number.
            Ok(number) if number.is_finite() => scratch.push_str(&number.to_string()),
            Ok(_) | Err(_) => return Cell::text(text),
        }
    }
    let plain = if scratch.is_empty() { text } else { scratch.as_str() };
    match shape {
        Shape::Plain => {}
        Shape::Percent => {
            *scratch = percent(plain);
            return Cell::Text(scratch);
        }
        Shape::Date => {
            if let Some(date) = date(plain, from_1904) {
                *scratch = date;
                return Cell::Date(scratch);
            }
        }
    }
    Cell::Number(if scratch.is_empty() { text } else { scratch })
}

/// Whether a text is a decimal that needs no looking at: at most fifteen digits, no power, nothing to take off.
fn is_shortest(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    let (mut points, mut count) = (0, 0);
    for byte in digits {
        match byte {
            b'0'..=b'9' => count += 1,
            b'.' => points += 1,
            _ => return false,
        }
    }
    let [first, .., last] = digits else { return count == 1 && text.len() == 1 };
    let leading = *first == b'0' && digits.get(1) != Some(&b'.');
    count <= 15 && points <= 1 && !leading && *first != b'.' && !(points == 1 && matches!(last, b'0' | b'.'))
}

/// A fraction as the percentage a person sees, the point moved and no arithmetic done.
pub(super) fn percent(fraction: &str) -> String {
    let (sign, digits) = fraction.strip_prefix('-').map_or(("", fraction), |rest| ("-", rest));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let decimals = format!("{decimals:0<2}");
    let (moved, rest) = decimals.split_at(2);
    let whole = format!("{whole}{moved}");
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        trimmed => trimmed,
    };
    let point = if rest.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{rest}%")
}

/// Days since 1899-12-30 (or 1904) as a date, with its time of day where there is one; nothing for
/// what is no date: below a day, beyond the year 9999, and the 29 February 1900 that never was.
fn date(serial: &str, from_1904: bool) -> Option<String> {
    let (whole, decimals) = serial.split_once('.').unwrap_or((serial, ""));
    let days: u32 = whole.parse().ok()?;
    let billionths: u64 = format!("{:0<9.9}", decimals).parse().ok()?;
    let seconds = (billionths * 86_400 + 500_000_000) / 1_000_000_000;
    let days = if from_1904 { days.checked_add(1_462)? } else { days };
    let shift = match days {
        0 | 60 => return None,
        1..60 => 1,
        61..2_958_466 => 0,
        _ => return None,
    };
    let days = u64::from(days) + shift + seconds / 86_400;
    let date = chrono::NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(chrono::Days::new(days))?;
    Some(match seconds % 86_400 {
        0 => date.to_string(),
        rest => format!("{date}T{:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, shape: Shape) -> String {
        number(text, shape, false, &mut String::new()).shown().to_owned()
    }

    #[test]
    fn numbers_are_shown_as_a_person_sees_them() {
        for (text, plain) in [
            ("4.2500000000000003E-2", "0.0425"),
            ("646.79999999999995", "646.8"),
            ("102900005115168", "102900005115168"),
            ("1.50", "1.5"),
            ("-7", "-7"),
            ("0", "0"),
            ("007", "7"),
            ("1e3", "1000"),
        ] {
            assert_eq!(shown(text, Shape::Plain), plain);
        }
        assert_eq!(shown("0.515", Shape::Percent), "51.5%");
        assert_eq!(shown("-1.5E-2", Shape::Percent), "-1.5%");
        for (serial, date) in [
            ("46267", "2026-09-02"),
            ("46267.5", "2026-09-02T12:00:00"),
            ("46267.999999999", "2026-09-03"),
            ("59", "1900-02-28"),
            ("61", "1900-03-01"),
            ("60", "60"),
            ("0.25", "0.25"),
            ("99999999", "99999999"),
        ] {
            assert_eq!(shown(serial, Shape::Date), date);
        }
        assert_eq!(number("44805", Shape::Date, true, &mut String::new()), Cell::Date("2026-09-02"));
    }

    #[test]
    fn formats_tell_dates_from_numbers() {
        for code in ["yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy/m/d;@", "m/d/yy", "dd-mmm"] {
            assert_eq!(format(code), Shape::Date, "{code}");
        }
        for code in ["0.00E+00", "General", "#,##0.00_);[Red](#,##0.00)", "\"日\"0", "0.0_d", "[h]:mm", "h:mm:ss", "@"] {
            assert_eq!(format(code), Shape::Plain, "{code}");
        }
        assert_eq!(format("0.00%"), Shape::Percent);
        assert_eq!((built_in(31), built_in(10), built_in(2)), (Shape::Date, Shape::Percent, Shape::Plain));
    }
}
