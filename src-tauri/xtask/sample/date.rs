//! Calendar dates, as far as the pack needs them (std has none).

use std::fmt;

/// A day, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i64);

impl Date {
    /// The day of a proleptic Gregorian date (Howard Hinnant's `days_from_civil`).
    pub fn ymd(year: i64, month: i64, day: i64) -> Self {
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let of_era = year - era * 400;
        let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
        Self(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
    }

    /// Reads `YYYY-MM-DD`, as the tables of this generator write it.
    pub fn of(text: &str) -> Self {
        let part = |from: usize, to: usize| text.get(from..to).and_then(|digits| digits.parse::<i64>().ok());
        match (part(0, 4), part(5, 7), part(8, 10)) {
            (Some(year), Some(month), Some(day)) => Self::ymd(year, month, day),
            _ => panic!("{text:?} is no date"),
        }
    }

    /// Reads a date where there is one; an empty text is none.
    pub fn maybe(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self::of(text))
    }

    /// Year, month and day.
    pub fn civil(self) -> (i64, i64, i64) {
        let z = self.0 + 719_468;
        let era = z.div_euclid(146_097);
        let of_era = z - era * 146_097;
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_index = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month_index + 2) / 5 + 1;
        let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
        (year_of_era + era * 400 + i64::from(month <= 2), month, day)
    }

    /// That many days later.
    pub fn plus(self, days: i64) -> Self {
        Self(self.0 + days)
    }

    /// Days from `other` to this one.
    pub fn since(self, other: Self) -> i64 {
        self.0 - other.0
    }

    /// 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> i64 {
        (self.0 + 3).rem_euclid(7)
    }

    /// Whether offices are open: Monday to Friday outside the holidays that move nobody's sample.
    pub fn is_workday(self) -> bool {
        let (year, month, day) = self.civil();
        let spring = match year {
            2024 => (Self::ymd(2024, 2, 9), Self::ymd(2024, 2, 17)),
            2025 => (Self::ymd(2025, 1, 28), Self::ymd(2025, 2, 4)),
            _ => (Self::ymd(2026, 2, 16), Self::ymd(2026, 2, 23)),
        };
        let holiday = (month == 1 && day == 1)
            || (month == 5 && day <= 5)
            || (month == 10 && day <= 7)
            || (spring.0 <= self && self <= spring.1);
        self.weekday() < 5 && !holiday
    }

    /// This day, or the first working day after it.
    pub fn workday(self) -> Self {
        let mut day = self;
        while !day.is_workday() {
            day = day.plus(1);
        }
        day
    }

    /// This day, or the last working day before it.
    pub fn workday_back(self) -> Self {
        let mut day = self;
        while !day.is_workday() {
            day = day.plus(-1);
        }
        day
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}
