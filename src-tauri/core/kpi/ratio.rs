//! R8, R11: ratios shown with two decimals, each rounded once, half away from zero.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::money::{Fen, hundredths, round_div};
use crate::domain::reading::Missing;
use crate::error::Result;

/// A shown percentage or number of points with two decimals; crosses boundaries as text: `-2.07`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hundredths(pub i64);

impl Hundredths {
    /// 100 × `part` ÷ `whole` as shown; `whole` > 0. Saturates beyond 64 bits of hundredths.
    #[must_use]
    pub fn percent(part: i128, whole: i128) -> Self {
        let shown = round_div(part * 10_000, whole);
        Self(i64::try_from(shown).unwrap_or(if shown < 0 { i64::MIN } else { i64::MAX }))
    }

    /// The difference of two shown figures (R8), so that a reader can redo it.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl fmt::Display for Hundredths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hundredths(i128::from(self.0)))
    }
}

impl Serialize for Hundredths {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hundredths {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wrong = || serde::de::Error::custom(format_args!("{text} has not two decimals"));
        let (whole, decimals) = text.rsplit_once('.').filter(|(_, decimals)| decimals.len() == 2).ok_or_else(wrong)?;
        [whole, decimals].concat().parse().map(Self).map_err(|_| wrong())
    }
}

impl specta::Type for Hundredths {
    fn definition(types: &mut specta::Types) -> specta::datatype::DataType {
        <String as specta::Type>::definition(types)
    }
}

/// R8: completion = A ÷ T; R10: none without a target, none on a target of 0.
pub(super) fn completion(ytd: Fen, target: Option<Fen>) -> Result<Hundredths, Missing> {
    match target {
        None => Err(Missing::NoTarget),
        Some(Fen(0)) => Err(Missing::ZeroTarget),
        Some(target) => Ok(Hundredths::percent(i128::from(ytd.0), i128::from(target.0))),
    }
}

/// R11: growth on a base period; none where nothing counted then, none on a base ≤ 0.
pub(super) fn growth(now: Fen, base: Result<Fen, Missing>) -> Result<Hundredths, Missing> {
    let base = base?;
    if base <= Fen::ZERO {
        return Err(Missing::BaseNotPositive);
    }
    Ok(Hundredths::percent(i128::from(now.0) - i128::from(base.0), i128::from(base.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rulebook 7, examples 3 and 4.
    #[test]
    fn ratios_are_rounded_once() {
        let target = Some(Fen(40_000_000_000));
        assert_eq!(completion(Fen(19_170_000_000), target).map(|c| c.to_string()), Ok("47.93".into()));
        assert_eq!(completion(Fen(1), None), Err(Missing::NoTarget));
        assert_eq!(completion(Fen(1), Some(Fen(0))), Err(Missing::ZeroTarget));
        assert_eq!(growth(Fen(4_000), Ok(Fen(15_170))).map(|g| g.to_string()), Ok("-73.63".into()));
        assert_eq!(growth(Fen(19_170), Ok(Fen(15_000))).map(|g| g.to_string()), Ok("27.80".into()));
        assert_eq!(growth(Fen(1), Ok(Fen(0))), Err(Missing::BaseNotPositive));
        assert_eq!(growth(Fen(1), Err(Missing::NoBase)), Err(Missing::NoBase));
    }

    #[test]
    fn shown_figures_read_back() {
        for text in ["-2.07", "0.00", "-0.05", "47.93", "12345.60"] {
            let json = format!("\"{text}\"");
            let read: Hundredths = serde_json::from_str(&json).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), json);
        }
        assert!(serde_json::from_str::<Hundredths>("\"1.5\"").is_err());
    }
}
