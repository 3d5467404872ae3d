//! Invented exchange rates, one a week for each currency: a walk of small steps in ticks, no float.

use super::{csv::Sheet, date::Date, rng::Rng};

/// What every rate of the pack says of its origin.
pub const SOURCE: &str = "示例汇率(虚构中间价)";

/// A week's rate of a currency.
pub struct Rate {
    pub on: Date,
    pub currency: &'static str,
    /// How many units of the currency the rate is for: 1, or 100 for the yen.
    pub unit: i64,
    /// CNY per unit in ten-thousandths.
    pub ticks: i64,
}

impl Rate {
    /// As written: `7.1051`.
    pub fn text(&self) -> String {
        format!("{}.{:04}", self.ticks / 10_000, self.ticks % 10_000)
    }
}

/// Currency, unit, and in ticks: where it starts, how far a week moves it at most, and its bounds.
const WALKS: &[(&str, i64, i64, i64, i64, i64)] =
    &[("JPY", 100, 49_850, 320, 45_200, 52_600), ("USD", 1, 71_080, 110, 69_600, 72_100)];

/// All rates, by date and currency.
pub fn all() -> Vec<Rate> {
    let mut rates = Vec::new();
    for &(currency, unit, start, step, low, high) in WALKS {
        let mut rng = Rng::of(currency);
        let mut ticks = start;
        let mut on = Date::of("2023-12-29");
        while on <= Date::of("2026-11-20") {
            rates.push(Rate { on, currency, unit, ticks });
            ticks = (ticks + rng.between(-step, step)).clamp(low, high);
            on = on.plus(7);
        }
    }
    rates.sort_by_key(|rate| (rate.on, rate.currency));
    rates
}

/// The newest rate of a currency on or before a day (rulebook I7: at most ten days old).
pub fn on(currency: &str, day: Date) -> Rate {
    all()
        .into_iter()
        .rfind(|rate| rate.currency == currency && rate.on <= day)
        .unwrap_or_else(|| panic!("no rate of {currency} by {day}"))
}

/// The rates' file.
pub fn sheet() -> Sheet {
    let mut sheet = Sheet::new(&["日期", "币种", "单位", "汇率", "来源"]);
    for rate in all() {
        sheet.row(&[&rate.on.to_string(), rate.currency, &rate.unit.to_string(), &rate.text(), SOURCE]);
    }
    sheet
}
