//! Periods of a KPI year: quarters and the year, and the dates they hold.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate};

/// A quarter of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: i32,
    quarter: u8,
}

impl Quarter {
    /// Quarter 1 to 4 of a year between 1900 and 2200.
    #[must_use]
    pub fn new(year: i32, quarter: u8) -> Option<Self> {
        ((1900..=2200).contains(&year) && (1..=4).contains(&quarter)).then_some(Self { year, quarter })
    }

    /// The quarter that holds a date.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self { year: date.year(), quarter: u8::try_from(date.month0() / 3 + 1).unwrap_or(4) }
    }

    /// Its year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// 1 to 4.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.quarter
    }

    /// Its last month, 3, 6, 9 or 12.
    #[must_use]
    pub const fn last_month(self) -> u32 {
        self.quarter as u32 * 3
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.last_month() - 2, 1).unwrap_or(NaiveDate::MIN)
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        self.first_day().checked_add_months(Months::new(3)).and_then(|day| day.pred_opt()).unwrap_or(NaiveDate::MAX)
    }

    /// The quarter before, in the year before for the first.
    #[must_use]
    pub const fn before(self) -> Self {
        if self.quarter == 1 {
            Self { year: self.year - 1, quarter: 4 }
        } else {
            Self { year: self.year, quarter: self.quarter - 1 }
        }
    }

    /// The same quarter a year earlier.
    #[must_use]
    pub const fn year_before(self) -> Self {
        Self { year: self.year - 1, quarter: self.quarter }
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}Q{}", self.year, self.quarter)
    }
}

/// What can be closed: a quarter or a year. Written `2025Q1` and `2025`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A quarter.
    Quarter(Quarter),
    /// A whole year; closing it closes its fourth quarter unless that was closed apart (R6).
    Year(i32),
}

impl Period {
    /// Its year.
    #[must_use]
    pub const fn year(self) -> i32 {
        match self {
            Self::Quarter(quarter) => quarter.year(),
            Self::Year(year) => year,
        }
    }

    /// The quarter through which its figures run.
    #[must_use]
    pub const fn through(self) -> Quarter {
        match self {
            Self::Quarter(quarter) => quarter,
            Self::Year(year) => Quarter { year, quarter: 4 },
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quarter(quarter) => quarter.fmt(f),
            Self::Year(year) => year.fmt(f),
        }
    }
}

/// A text that names no period; `2025Q1` and `2025` do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no period")]
pub struct NoPeriod(pub String);

impl FromStr for Period {
    type Err = NoPeriod;
    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        let wrong = || NoPeriod(text.to_owned());
        let (year, quarter) = match text.trim().split_once(['Q', 'q']) {
            Some((year, quarter)) => (year, Some(quarter)),
            None => (text.trim(), None),
        };
        let year: i32 = year.parse().map_err(|_| wrong())?;
        let Some(quarter) = quarter else {
            return if (1900..=2200).contains(&year) { Ok(Self::Year(year)) } else { Err(wrong()) };
        };
        let quarter = quarter.parse().map_err(|_| wrong())?;
        Quarter::new(year, quarter).map(Self::Quarter).ok_or_else(wrong)
    }
}

impl FromStr for Quarter {
    type Err = NoPeriod;
    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        match text.parse()? {
            Period::Quarter(quarter) => Ok(quarter),
            Period::Year(_) => Err(NoPeriod(text.to_owned())),
        }
    }
}

macro_rules! as_text {
    ($name:ident) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
        impl specta::Type for $name {
            fn definition(types: &mut specta::Types) -> specta::datatype::DataType {
                <String as specta::Type>::definition(types)
            }
        }
        impl rusqlite::types::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                Ok(self.to_string().into())
            }
        }
        impl rusqlite::types::FromSql for $name {
            fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
                value.as_str()?.parse().map_err(|wrong: NoPeriod| rusqlite::types::FromSqlError::Other(Box::new(wrong)))
            }
        }
    };
}
as_text!(Quarter);
as_text!(Period);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_and_write_alike() {
        for text in ["2025Q1", "2025Q4", "2025"] {
            assert_eq!(text.parse::<Period>().map(|period| period.to_string()), Ok(text.to_owned()));
        }
        for text in ["2025Q5", "2025Q0", "25", "Q1", "2025-Q1", ""] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_quarter_ends_on_its_last_day() {
        let q2 = "2025Q2".parse::<Quarter>().map(|q| (q.first_day().to_string(), q.last_day().to_string()));
        assert_eq!(q2, Ok(("2025-04-01".to_owned(), "2025-06-30".to_owned())));
    }
}
