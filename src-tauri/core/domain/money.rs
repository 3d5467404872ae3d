//! Money: integer minor units and a currency; every conversion exact, rounded once (R1).

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

/// An amount of CNY in integer fen. Crosses every boundary as a decimal string of fen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fen(pub i64);

impl Fen {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// In 万元 with two decimals and thousands separators, rounded half away from zero: `19,170.00`.
    #[must_use]
    pub fn wan(self) -> String {
        grouped(round_div(i128::from(self.0), 10_000))
    }

    /// In 亿元 with two decimals and thousands separators, rounded half away from zero.
    #[must_use]
    pub fn yi(self) -> String {
        grouped(round_div(i128::from(self.0), 100_000_000))
    }
}

impl std::iter::Sum for Fen {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self(amounts.map(|fen| fen.0).sum())
    }
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Fen {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fen {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map(Self).map_err(serde::de::Error::custom)
    }
}

impl specta::Type for Fen {
    fn definition(types: &mut specta::Types) -> specta::datatype::DataType {
        <String as specta::Type>::definition(types)
    }
}

impl rusqlite::types::ToSql for Fen {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        Ok(self.0.into())
    }
}

impl rusqlite::types::FromSql for Fen {
    fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
        value.as_i64().map(Self)
    }
}

/// `numerator ÷ denominator` to the nearest integer, half away from zero; `denominator` > 0.
#[must_use]
pub const fn round_div(numerator: i128, denominator: i128) -> i128 {
    let half = denominator / 2;
    // For an odd denominator no exact half exists, so the truncated half decides rightly.
    if numerator >= 0 { (numerator + half) / denominator } else { (numerator - half) / denominator }
}

/// An amount by shares in basis points: what rounding leaves goes to the largest remainders, the first of equal ones (R13, R19).
///
/// Shares that sum to 10000 give parts that sum to the amount, each less than one unit from its exact share. Of shares that
/// sum to less the rest is nobody's.
#[must_use]
pub fn by_shares(amount: i64, shares_bp: &[i32]) -> Vec<i64> {
    const WHOLE_BP: i128 = 10_000;
    let exact: Vec<i128> = shares_bp.iter().map(|share| i128::from(amount) * i128::from(*share)).collect();
    let mut parts: Vec<i128> = exact.iter().map(|part| part / WHOLE_BP).collect();
    let left = exact.iter().sum::<i128>() / WHOLE_BP - parts.iter().sum::<i128>();
    let mut by_rest: Vec<usize> = (0..exact.len()).collect();
    by_rest.sort_by_key(|at| std::cmp::Reverse((exact[*at] % WHOLE_BP).abs()));
    for at in by_rest.into_iter().take(usize::try_from(left.unsigned_abs()).unwrap_or(0)) {
        parts[at] += left.signum();
    }
    // A part of an amount that fits fits, while the shares are at most the whole.
    parts.into_iter().map(|part| i64::try_from(part).unwrap_or(0)).collect()
}

/// A number of hundredths as text with two decimals: -207 is `-2.07`.
#[must_use]
pub fn hundredths(value: i128) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let value = value.unsigned_abs();
    format!("{sign}{}.{:02}", value / 100, value % 100)
}

/// [`hundredths`] with thousands separators.
#[must_use]
pub fn grouped(value: i128) -> String {
    let plain = hundredths(value);
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "00"));
    let mut out = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out.push('.');
    out.push_str(decimals);
    out
}

/// An ISO 4217 currency that the ledger takes, and the digits of its minor unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency {
    code: &'static str,
    decimals: u32,
}

/// ISO 4217 codes seen in cross-border investment, with the digits of their minor unit.
const CURRENCIES: &[(&str, u32)] = &[
    ("CNY", 2),
    ("USD", 2),
    ("EUR", 2),
    ("HKD", 2),
    ("JPY", 0),
    ("GBP", 2),
    ("SGD", 2),
    ("KRW", 0),
    ("TWD", 2),
    ("MOP", 2),
    ("AUD", 2),
    ("CAD", 2),
    ("CHF", 2),
    ("NZD", 2),
    ("MYR", 2),
    ("THB", 2),
    ("RUB", 2),
    ("AED", 2),
    ("SAR", 2),
    ("ZAR", 2),
    ("SEK", 2),
    ("NOK", 2),
    ("DKK", 2),
    ("PLN", 2),
    ("HUF", 2),
    ("TRY", 2),
    ("MXN", 2),
    ("INR", 2),
];

impl Currency {
    /// 人民币.
    pub const CNY: Self = Self { code: "CNY", decimals: 2 };

    /// Its ISO 4217 code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// The digits of its minor unit: 2 for CNY, 0 for JPY.
    #[must_use]
    pub const fn decimals(self) -> u32 {
        self.decimals
    }
}

impl FromStr for Currency {
    type Err = super::UnknownCode;
    fn from_str(code: &str) -> Result<Self, Self::Err> {
        CURRENCIES.iter().find(|(known, _)| *known == code).map(|(code, decimals)| Self { code, decimals: *decimals }).ok_or_else(
            || super::UnknownCode {
                code: code.to_owned(),
                expected: CURRENCIES.iter().map(|(code, _)| *code).collect::<Vec<_>>().join(", "),
            },
        )
    }
}

/// Why an amount cannot be held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmountFault {
    /// More decimals than the currency has.
    #[error("more decimals than the currency has")]
    Decimals,
    /// Beyond what the ledger holds (about 92,233,720 billion in minor units).
    #[error("too large")]
    Range,
}

/// An amount in whole units of a currency as integer minor units, exactly.
///
/// # Errors
/// [`AmountFault::Decimals`] where a digit would be lost, [`AmountFault::Range`] beyond 64 bits.
pub fn to_minor(amount: Decimal, currency: Currency) -> Result<i64, AmountFault> {
    let scaled = amount.checked_mul(Decimal::from(10_i64.pow(currency.decimals))).ok_or(AmountFault::Range)?.normalize();
    if scaled.scale() > 0 {
        return Err(AmountFault::Decimals);
    }
    scaled.to_i64().ok_or(AmountFault::Range)
}

/// R1: amount × rate ÷ unit × share in fen, rounded half away from zero once.
///
/// `amount_minor` in the currency's minor unit, `rate` CNY per `rate_unit` whole units, `share_bp` basis points.
/// Nothing where the result is beyond 64 bits.
#[must_use]
pub fn recognise(amount_minor: i64, currency: Currency, rate: Decimal, rate_unit: i64, share_bp: i64) -> Option<Fen> {
    // rate = mantissa / 10^scale, so everything is one exact integer fraction.
    let numerator = i128::from(amount_minor).checked_mul(rate.mantissa())?.checked_mul(i128::from(share_bp))?.checked_mul(100)?;
    let denominator = 10_i128
        .checked_pow(rate.scale())?
        .checked_mul(10_i128.pow(currency.decimals))?
        .checked_mul(i128::from(rate_unit))?
        .checked_mul(10_000)?;
    i64::try_from(round_div(numerator, denominator)).ok().map(Fen)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Shares of investors that sum to the whole.
    fn any_shares() -> impl Strategy<Value = Vec<i32>> {
        prop::collection::vec(0..=10_000_i32, 0..6).prop_map(|mut cuts| {
            cuts.extend([0, 10_000]);
            cuts.sort_unstable();
            cuts.windows(2).map(|pair| pair[1] - pair[0]).collect()
        })
    }

    proptest! {
        /// R13: the parts sum to the total; each is its exact share, or the unit next to it, and nobody gets a left-over unit
        /// before one whose remainder is larger.
        #[test]
        fn r13_parts_sum_to_the_total_and_leftovers_go_to_the_largest_remainders(amount in any::<i64>(), shares in any_shares()) {
            let parts = by_shares(amount, &shares);
            prop_assert_eq!(parts.iter().map(|part| i128::from(*part)).sum::<i128>(), i128::from(amount));
            // What is missing of each part to its exact share, in ten-thousandths of the minor unit and away from zero.
            let missing = |at: usize| {
                let exact = i128::from(amount) * i128::from(shares[at]);
                (exact - i128::from(parts[at]) * 10_000) * i128::from(amount.signum())
            };
            for one in 0..shares.len() {
                prop_assert!(missing(one).abs() < 10_000);
                for other in 0..shares.len() {
                    let (got, waits) = (missing(one) < 0, missing(other) > 0);
                    prop_assert!(!(got && waits) || missing(one) + 10_000 >= missing(other));
                }
            }
        }
    }

    #[test]
    fn r13_of_equal_remainders_the_first_gets_what_is_left() {
        assert_eq!(by_shares(100, &[3_333, 3_333, 3_334]), [33, 33, 34]);
        assert_eq!(by_shares(101, &[5_000, 5_000]), [51, 50]);
        assert_eq!(by_shares(-101, &[5_000, 5_000]), [-51, -50]);
        assert_eq!(by_shares(1, &[2_500, 7_500]), [0, 1]);
        assert_eq!(by_shares(100, &[6_000]), [60], "the rest is nobody's");
    }

    fn recognised(minor: i64, code: &str, rate: &str, unit: i64, share_bp: i64) -> i64 {
        recognise(minor, code.parse().unwrap(), rate.parse().unwrap(), unit, share_bp).unwrap().0
    }

    /// Rulebook 7, example 6 and line 2.
    #[test]
    fn r1_rounds_once_half_away_from_zero() {
        assert_eq!(recognised(1_000_000_000, "USD", "7.1700", 1, 10_000), 7_170_000_000);
        assert_eq!(recognised(500_000_000, "JPY", "4.9023", 100, 10_000), 2_451_150_000);
        assert_eq!(recognised(123_456_789, "EUR", "7.8123", 1, 10_000), 964_481_473);
        assert_eq!(recognised(3_333_333, "HKD", "0.92345", 1, 5_100), 1_569_865);
        assert_eq!(recognised(-1, "CNY", "1", 1, 5_000), -1);
    }

    /// Rulebook 7, example 10.
    #[test]
    fn a_figure_is_shown_rounded_once() {
        assert_eq!(Fen(33_333_000).wan(), "33.33");
        assert_eq!(Fen(5_000).wan(), "0.01");
        assert_eq!(Fen(-5_000).wan(), "-0.01");
        assert_eq!(Fen(19_170_000_000).wan(), "19,170.00");
        assert_eq!(Fen(37_170_000_000).yi(), "3.72");
    }

    #[test]
    fn an_amount_keeps_every_digit_or_is_refused() {
        assert_eq!(to_minor("1234567.89".parse().unwrap(), Currency::CNY), Ok(123_456_789));
        assert_eq!(to_minor("1.500".parse().unwrap(), Currency::CNY), Ok(150));
        assert_eq!(to_minor("1.005".parse().unwrap(), Currency::CNY), Err(AmountFault::Decimals));
        assert_eq!(to_minor("99999999999999999".parse().unwrap(), Currency::CNY), Err(AmountFault::Range));
    }
}
