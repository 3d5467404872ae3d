//! Units of money and shares, as headers and cells name them: 万元, 亿美元, million USD, %.

use daowei_core::domain::money::Currency;
use daowei_core::domain::name::half_width;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Money: so many tens, and the currency where the unit names one.
    Money {
        /// The power of ten: 4 for 万, 8 for 亿.
        power: u32,
        /// 元 is CNY here; 万 alone names none.
        currency: Option<Currency>,
    },
    /// Hundredths.
    Percent,
    /// Hundredths of hundredths.
    BasisPoints,
}

/// Words for powers of ten; a longer one stands before what it begins with.
const POWERS: &[(&str, u32)] = &[
    ("万亿", 12),
    ("十亿", 9),
    ("千万", 7),
    ("百万", 6),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("trillions", 12),
    ("trillion", 12),
    ("billions", 9),
    ("billion", 9),
    ("millions", 6),
    ("million", 6),
    ("thousands", 3),
    ("thousand", 3),
    ("wan", 4),
    ("yi", 8),
    ("mil", 6),
    ("mn", 6),
    ("bn", 9),
];

/// Words for currencies.
const CURRENCIES: &[(&str, &str)] = &[
    ("人民币", "CNY"),
    ("rmb", "CNY"),
    ("cny", "CNY"),
    ("cn¥", "CNY"),
    ("¥", "CNY"),
    ("￥", "CNY"),
    ("美元", "USD"),
    ("美金", "USD"),
    ("usdollars", "USD"),
    ("usdollar", "USD"),
    ("u.s.dollars", "USD"),
    ("u.s.dollar", "USD"),
    ("usd", "USD"),
    ("us$", "USD"),
    ("欧元", "EUR"),
    ("eur", "EUR"),
    ("€", "EUR"),
    ("港元", "HKD"),
    ("港币", "HKD"),
    ("hkd", "HKD"),
    ("hk$", "HKD"),
    ("日元", "JPY"),
    ("日币", "JPY"),
    ("jpy", "JPY"),
    ("英镑", "GBP"),
    ("gbp", "GBP"),
    ("£", "GBP"),
    ("新加坡元", "SGD"),
    ("新元", "SGD"),
    ("sgd", "SGD"),
    ("韩元", "KRW"),
    ("krw", "KRW"),
    ("新台币", "TWD"),
    ("台币", "TWD"),
    ("twd", "TWD"),
    ("新西兰元", "NZD"),
    ("nzd", "NZD"),
    ("林吉特", "MYR"),
    ("马来西亚林吉特", "MYR"),
    ("myr", "MYR"),
    ("泰铢", "THB"),
    ("thb", "THB"),
    ("俄罗斯卢布", "RUB"),
    ("卢布", "RUB"),
    ("rub", "RUB"),
    ("阿联酋迪拉姆", "AED"),
    ("迪拉姆", "AED"),
    ("aed", "AED"),
    ("沙特里亚尔", "SAR"),
    ("里亚尔", "SAR"),
    ("sar", "SAR"),
    ("南非兰特", "ZAR"),
    ("兰特", "ZAR"),
    ("zar", "ZAR"),
    ("瑞典克朗", "SEK"),
    ("sek", "SEK"),
    ("挪威克朗", "NOK"),
    ("nok", "NOK"),
    ("丹麦克朗", "DKK"),
    ("dkk", "DKK"),
    ("波兰兹罗提", "PLN"),
    ("兹罗提", "PLN"),
    ("pln", "PLN"),
    ("匈牙利福林", "HUF"),
    ("福林", "HUF"),
    ("huf", "HUF"),
    ("土耳其里拉", "TRY"),
    ("里拉", "TRY"),
    ("try", "TRY"),
    ("墨西哥比索", "MXN"),
    ("比索", "MXN"),
    ("mxn", "MXN"),
    ("印度卢比", "INR"),
    ("inr", "INR"),
    ("澳门元", "MOP"),
    ("澳门币", "MOP"),
    ("mop", "MOP"),
    ("澳大利亚元", "AUD"),
    ("加拿大元", "CAD"),
    ("澳元", "AUD"),
    ("aud", "AUD"),
    ("加元", "CAD"),
    ("cad", "CAD"),
    ("瑞士法郎", "CHF"),
    ("chf", "CHF"),
    ("元", "CNY"),
    ("圆", "CNY"),
    ("dollars", "USD"),
    ("dollar", "USD"),
    ("$", "USD"),
];

/// Reads a whole text as a unit: nothing where any part of it is something else.
#[must_use]
pub fn parse(text: &str) -> Option<Unit> {
    let text: String =
        half_width(text).chars().filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-')).flat_map(char::to_lowercase).collect();
    let text = text.strip_prefix("单位").map_or(text.as_str(), |rest| rest.trim_start_matches([':', '为']));
    match text {
        "" => return None,
        "%" | "percent" | "pct" | "百分比" => return Some(Unit::Percent),
        "bp" | "bps" | "基点" => return Some(Unit::BasisPoints),
        _ => {}
    }
    let (mut rest, mut power, mut currency) = (text, None, None);
    while !rest.is_empty() {
        if let (None, Some((after, found))) = (power, strip(rest, POWERS)) {
            (rest, power) = (after, Some(*found));
        } else if let Some((after, code)) = strip(rest, CURRENCIES) {
            // 人民币万元 names its currency twice.
            let found: Currency = code.parse().ok()?;
            if currency.is_some_and(|earlier| earlier != found) {
                return None;
            }
            (rest, currency) = (after, Some(found));
        } else {
            return None;
        }
    }
    Some(Unit::Money { power: power.unwrap_or(0), currency })
}

fn strip<'a, T>(text: &'a str, words: &'static [(&str, T)]) -> Option<(&'a str, &'static T)> {
    words.iter().find_map(|(word, meaning)| text.strip_prefix(word).map(|rest| (rest, meaning)))
}

/// The unit as a file of ours names it: `万元`, `百万美元`.
#[must_use]
pub fn shown(power: u32, currency: Option<Currency>) -> String {
    let power = match power {
        0 => "",
        3 => "千",
        4 => "万",
        6 => "百万",
        7 => "千万",
        8 => "亿",
        9 => "十亿",
        12 => "万亿",
        _ => return format!("1e{power}"),
    };
    let currency = match currency.map(Currency::code) {
        None | Some("CNY") => "元",
        Some("USD") => "美元",
        Some("EUR") => "欧元",
        Some("HKD") => "港元",
        Some("JPY") => "日元",
        Some("GBP") => "英镑",
        Some(code) => return format!("{power}{code}"),
    };
    format!("{power}{currency}")
}
