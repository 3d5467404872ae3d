//! Ids as hash keys, and dates as the store writes them: what the pass over the ledger does most.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use chrono::{Datelike, NaiveDate};
use rusqlite::types::{Value, ValueRef};

use crate::domain::Id;
use crate::error::{Error, Result};

/// A map keyed by row id.
pub(super) type IdMap<V> = HashMap<Id, V, BuildHasherDefault<IdHasher>>;

/// Hashes the 16 bytes of an id; they are random already, so mixing them once is enough.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct IdHasher(u64);

impl Hasher for IdHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(29) ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }
    fn write_usize(&mut self, _length: usize) {} // every id has the same length
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

/// The id in a column that is never NULL.
pub(super) fn id(value: ValueRef<'_>) -> Result<Id> {
    optional_id(value)?.ok_or_else(|| damaged("id", value))
}

/// The id in a column that may be NULL.
pub(super) fn optional_id(value: ValueRef<'_>) -> Result<Option<Id>> {
    match value {
        ValueRef::Null => Ok(None),
        ValueRef::Blob(bytes) => {
            <[u8; 16]>::try_from(bytes).map(|bytes| Some(Id::from_bytes(bytes))).map_err(|_| damaged("id", value))
        }
        _ => Err(damaged("id", value)),
    }
}

/// The calendar date in a text `YYYY-MM-DD`.
pub(super) fn date(value: ValueRef<'_>) -> Result<NaiveDate> {
    let ValueRef::Text(text) = value else { return Err(damaged("date", value)) };
    date_of(text).ok_or_else(|| damaged("date", value))
}

/// The date in a column that may be NULL.
pub(super) fn optional_date(value: ValueRef<'_>) -> Result<Option<NaiveDate>> {
    if value == ValueRef::Null { Ok(None) } else { date(value).map(Some) }
}

/// The date in a text `YYYY-MM-DD`, if it is one.
pub(super) fn date_of(text: &[u8]) -> Option<NaiveDate> {
    let number = |part: &[u8]| part.iter().try_fold(0_u32, |sum, c| c.is_ascii_digit().then(|| sum * 10 + u32::from(c - b'0')));
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = *text else { return None };
    let year = i32::try_from(number(&[y0, y1, y2, y3])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m0, m1])?, number(&[d0, d1])?)
}

/// The first day of a year.
pub(super) fn first_of_year(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MIN)
}

/// The month of a date as an index, January 0.
pub(super) fn month_index(date: NaiveDate) -> usize {
    date.month0() as usize
}

/// The year of a date, and its month as an index, January 0.
pub(super) fn month_of_year(date: NaiveDate) -> (i32, usize) {
    (date.year(), month_index(date))
}

/// The error for a value that the schema excludes.
pub(super) fn damaged(what: &str, value: ValueRef<'_>) -> Error {
    rusqlite::Error::InvalidColumnType(0, format!("{what} {:?}", Value::try_from(value).ok()), value.data_type()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_the_store_writes_it() {
        assert_eq!(date(ValueRef::Text(b"2025-02-28")).unwrap(), NaiveDate::from_ymd_opt(2025, 2, 28).unwrap());
        for wrong in ["2025-02-29", "2025-2-28", "2025/02/28", "20250228", "", "2025-02-28 "] {
            assert!(date(ValueRef::Text(wrong.as_bytes())).is_err(), "{wrong}");
        }
    }
}
