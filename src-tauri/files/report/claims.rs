//! What a text claims in numbers, and whether it can be so: shares, growth, digits changed about.
//!
//! Published bulletins have stated a share of a number that was off by one, and an amount with two digits exchanged. Both
//! contradict another number of the same sentence, and that is found here without knowing what the text is about.

use rust_decimal::Decimal;

/// What a number in a text is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Money, and how many fen its unit has.
    Money(i64),
    /// US dollars, and how many cents its unit has.
    Dollars(i64),
    /// Percent.
    Percent,
    /// Percentage points.
    Points,
    /// Things: 家, 个, companies.
    Count,
}

/// A number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Its bytes, with a sign of its own, without the unit.
    pub at: std::ops::Range<usize>,
    /// As it is written, with its unit.
    pub written: String,
    /// Its value.
    pub value: Decimal,
    /// Half of its last digit; 0 for a count.
    pub half: Decimal,
    /// Its unit, where a known one follows.
    pub unit: Option<Measure>,
    /// What words before it say: it fell (true) or rose (false).
    pub falls: Option<bool>,
}

/// Units as texts write them, the longer before the shorter that it begins with.
const UNITS: &[(&str, Measure)] = &[
    ("亿美元", Measure::Dollars(10_000_000_000)),
    ("万美元", Measure::Dollars(1_000_000)),
    ("亿元", Measure::Money(10_000_000_000)),
    ("万元", Measure::Money(1_000_000)),
    ("亿", Measure::Money(10_000_000_000)),
    ("元", Measure::Money(100)),
    ("million", Measure::Money(100_000_000)),
    ("thousand", Measure::Money(100_000)),
    ("个百分点", Measure::Points),
    ("百分点", Measure::Points),
    ("percentage point", Measure::Points),
    ("points", Measure::Points),
    ("percent", Measure::Percent),
    ("%", Measure::Percent),
    ("％", Measure::Percent),
    ("家", Measure::Count),
    ("个", Measure::Count),
    ("项", Measure::Count),
    ("次", Measure::Count),
    ("场", Measure::Count),
    ("天", Measure::Count),
    ("笔", Measure::Count),
    ("人", Measure::Count),
    ("companies", Measure::Count),
    ("projects", Measure::Count),
    ("meetings", Measure::Count),
    ("lines", Measure::Count),
];

/// Words before a number that make it a fall, and a rise. The nearest counts.
const FALLS: &[&str] = &["下降", "减少", "降低", "回落", "欠", "落后", "低于", "down", "fell", "behind", "below"];
const RISES: &[&str] = &["增长", "上升", "增加", "提高", "超", "领先", "高于", "up", "rose", "grew", "ahead", "above"];

/// How far back, in characters, a word belongs to its number.
const WORD_REACH: usize = 16;

/// The numbers of a text, in order.
#[must_use]
pub fn numbers(text: &str) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let mut from = at;
        while at < bytes.len() && (bytes[at].is_ascii_digit() || (matches!(bytes[at], b',' | b'.') && digit_at(bytes, at + 1))) {
            at += 1;
        }
        let digits: String = text[from..at].chars().filter(|c| *c != ',').collect();
        let before = text[..from].chars().next_back();
        let part_of_word = before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        let Ok(mut value) = digits.parse::<Decimal>() else { continue };
        if part_of_word {
            continue;
        }
        if let Some(sign @ ('-' | '−' | '－')) = before {
            let earlier = text[..from - sign.len_utf8()].chars().next_back();
            if !earlier.is_some_and(|c| c.is_ascii_alphanumeric()) {
                from -= sign.len_utf8();
                value = -value;
            }
        }
        let rest = text[at..].trim_start_matches([' ', '\u{a0}']);
        let unit = UNITS.iter().find(|(word, _)| rest.starts_with(word));
        let dollars = text[..from].trim_end().ends_with("USD");
        let measure = unit.map(|(_, measure)| match measure {
            Measure::Money(fen) if dollars => Measure::Dollars(*fen),
            other => *other,
        });
        let half = match measure {
            Some(Measure::Count) => Decimal::ZERO,
            _ => Decimal::new(5, value.scale() + 1),
        };
        let since = found.last().map_or(0, |number| number.at.end);
        let written = [&text[from..at], unit.map_or("", |(word, _)| word)].concat();
        found.push(Number { at: from..at, written, value, half, unit: measure, falls: falls(&text[since..from]) });
    }
    found
}

fn digit_at(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_digit)
}

/// Which word of direction stands nearest before a number, in the same clause.
fn falls(before: &str) -> Option<bool> {
    let clause = before.rsplit(['，', ',', '。', '；', ';', '、', '(', '（']).next().unwrap_or(before);
    let start = clause.char_indices().rev().nth(WORD_REACH).map_or(0, |(at, _)| at);
    let near = clause[start..].to_ascii_lowercase();
    let last = |words: &[&str]| words.iter().filter_map(|word| near.rfind(word)).max();
    match (last(FALLS), last(RISES)) {
        (None, None) => None,
        (fall, rise) => Some(fall > rise),
    }
}

/// A claim that cannot be so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The number, as it is written.
    pub written: String,
    /// What it should be, from the others: `41.19`; or which number would make it true.
    pub instead: String,
    /// The sentence.
    pub sentence: String,
}

/// The contradictions within each sentence of a text.
#[must_use]
pub fn contradictions(text: &str) -> Vec<Contradiction> {
    text.split_inclusive(['。', '；', ';', '\n']).flat_map(sentence).collect()
}

fn sentence(text: &str) -> Vec<Contradiction> {
    let numbers = numbers(text);
    let mut found = Vec::new();
    for (at, percent) in numbers.iter().enumerate().filter(|(_, number)| number.unit == Some(Measure::Percent)) {
        let before = &text[..percent.at.start];
        let others: Vec<&Number> = numbers.iter().filter(|number| amount(number).is_some()).collect();
        let growth = percent.falls.is_some();
        let clause = before.rsplit(['，', ',', '。', '；']).next().unwrap_or(before);
        // A share says of what: …的r%, 占…r%, …率r%; growth says on what base.
        let share = !growth && ["占", "的", "率", "of", "share"].iter().any(|word| clause.contains(word));
        let based = growth && ["上年", "去年", "同期", "基数", "last year", "base"].iter().any(|word| text.contains(word));
        if !(share || based) {
            continue;
        }
        let mut pairs = others
            .iter()
            .flat_map(|a| others.iter().map(move |b| (*a, *b)))
            .filter(|(a, b)| a.at != b.at && same_kind(a, b) && amount(b).is_some_and(|whole| whole > Decimal::ZERO));
        let Some(first) = pairs.next() else { continue };
        let signed = if percent.falls == Some(true) { -percent.value } else { percent.value };
        let holds = |(a, b): (&Number, &Number)| {
            let (low, high) = ratio(a, b, growth);
            signed + percent.half >= low && signed - percent.half <= high
        };
        if holds(first) || pairs.any(holds) {
            continue;
        }
        let (part, whole) = nearest(&numbers[..at], &others).unwrap_or(first);
        let (low, high) = ratio(part, whole, growth);
        let middle = (low + high) / Decimal::TWO;
        let instead = super::document::shown(if growth { middle.abs() } else { middle }, scale(percent.value), false);
        let digits = growth.then(|| exchanged(part, whole, signed, percent)).flatten();
        let instead = digits.map_or(instead.clone(), |digits| [instead.as_str(), " / ", digits.as_str()].concat());
        found.push(Contradiction { written: percent.written.clone(), instead, sentence: text.trim().to_owned() });
    }
    found
}

fn scale(value: Decimal) -> u8 {
    u8::try_from(value.scale()).unwrap_or(2)
}

/// A number of money, dollars or things in its smallest unit.
fn amount(number: &Number) -> Option<Decimal> {
    match number.unit? {
        Measure::Money(unit) | Measure::Dollars(unit) => number.value.checked_mul(Decimal::from(unit)),
        Measure::Count => Some(number.value),
        Measure::Percent | Measure::Points => None,
    }
}

fn half(number: &Number) -> Decimal {
    match number.unit {
        Some(Measure::Money(unit) | Measure::Dollars(unit)) => number.half * Decimal::from(unit),
        _ => number.half,
    }
}

const fn same_kind(a: &Number, b: &Number) -> bool {
    matches!(
        (a.unit, b.unit),
        (Some(Measure::Money(_)), Some(Measure::Money(_)))
            | (Some(Measure::Dollars(_)), Some(Measure::Dollars(_)))
            | (Some(Measure::Count), Some(Measure::Count))
    )
}

/// Between which percentages a share or a growth lies, given that both numbers were rounded.
fn ratio(part: &Number, whole: &Number, growth: bool) -> (Decimal, Decimal) {
    let hundred = Decimal::ONE_HUNDRED;
    let (a, b) = (amount(part).unwrap_or_default(), amount(whole).unwrap_or_default());
    let (da, db) = (half(part), half(whole));
    let (low, high) = ((a - da).checked_div(b + db), (a + da).checked_div((b - db).max(Decimal::new(1, 6))));
    let (low, high) = (low.unwrap_or_default() * hundred, high.unwrap_or_default() * hundred);
    let (low, high) = if low <= high { (low, high) } else { (high, low) };
    if growth { (low - hundred, high - hundred) } else { (low, high) }
}

/// The two amounts that the percentage most likely speaks of: the last two of one kind before it, the smaller as the part.
fn nearest<'a>(before: &[Number], others: &[&'a Number]) -> Option<(&'a Number, &'a Number)> {
    let mut last = others.iter().copied().filter(|number| before.iter().any(|known| known.at == number.at)).rev();
    let (b, a) = (last.next()?, last.next()?);
    if !same_kind(a, b) {
        return None;
    }
    Some(if amount(a) <= amount(b) { (a, b) } else { (b, a) })
}

/// The number with two neighbouring digits exchanged that would make the growth true.
fn exchanged(part: &Number, whole: &Number, growth: Decimal, percent: &Number) -> Option<String> {
    for (number, other, is_part) in [(part, whole, true), (whole, part, false)] {
        let digits: Vec<char> = number.value.to_string().chars().collect();
        for at in 1..digits.len() {
            let mut tried = digits.clone();
            tried.swap(at - 1, at);
            let text: String = tried.into_iter().collect();
            let Ok(value) = text.parse::<Decimal>() else { continue };
            let guess = Number { value, ..number.clone() };
            for (a, b) in [(&guess, other), (other, &guess)] {
                let (low, high) = ratio(a, b, true);
                if growth + percent.half >= low && growth - percent.half <= high && (is_part || value != number.value) {
                    return Some(text);
                }
            }
        }
    }
    None
}

/// Whether two numbers hold the same digits in another order: 6793.18 and 6973.18.
#[must_use]
pub fn digits_exchanged(a: &str, b: &str) -> bool {
    let digits = |text: &str| {
        let mut digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
        digits.sort_unstable();
        digits
    };
    let bare = |text: &str| text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect::<String>();
    // Fewer than three digits are exchanged by chance.
    bare(a) != bare(b) && digits(a).len() >= 3 && digits(a) == digits(b)
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{Measure, contradictions, digits_exchanged, numbers};

    #[test]
    fn numbers_are_found_with_their_units_and_direction() {
        let found = numbers(
            "1—9月,全区世界500强企业累计到位资金17.38亿元,同比下降2.60%,欠时序进度 2.07 个百分点;到资企业12家,净额-3,000.50万元。",
        );
        let units: Vec<_> = found.iter().map(|number| number.unit).collect();
        assert_eq!(
            units,
            [
                None,
                None,
                None,
                Some(Measure::Money(10_000_000_000)),
                Some(Measure::Percent),
                Some(Measure::Points),
                Some(Measure::Count),
                Some(Measure::Money(1_000_000))
            ]
        );
        assert_eq!(found[4].falls, Some(true));
        assert_eq!(found[5].falls, Some(true));
        assert_eq!(found[7].value, Decimal::new(-300_050, 2));
        assert_eq!(numbers("up 27.80% to CNY 1,737.62 million")[0].falls, Some(false));
        assert_eq!(numbers("USD 1.5 million")[0].unit, Some(Measure::Dollars(100_000_000)));
        assert!(numbers("F500").is_empty());
    }

    /// The two errors that were really published.
    #[test]
    fn the_published_errors_are_found() {
        let found = contradictions("全市在库项目2578个,已开工1062个,开工率41.18%。");
        assert_eq!(found.len(), 1, "a denominator off by one");
        assert_eq!(found[0].instead, "41.19");
        assert!(contradictions("全市在库项目2579个,已开工1062个,开工率41.18%。").is_empty());
        let found = contradictions("实际到位资金6793.18亿元,上年同期6190.52亿元,同比增长12.64%。");
        assert_eq!(found.len(), 1, "transposed digits");
        assert!(found[0].instead.contains("6973.18"), "{found:?}");
        assert!(contradictions("实际到位资金6973.18亿元,上年同期6190.52亿元,同比增长12.64%。").is_empty());
        assert!(digits_exchanged("6793.18", "6973.18") && !digits_exchanged("6793.18", "6793.18"));
    }

    #[test]
    fn rounding_is_no_contradiction() {
        assert!(contradictions("累计到位资金17.38亿元,完成年度目标24.00亿元的72.40%,欠时序进度2.60个百分点。").is_empty());
        assert_eq!(contradictions("累计到位资金17.38亿元,完成年度目标24.00亿元的74.20%。").len(), 1);
        assert!(contradictions("同比增长12.64%。").is_empty(), "nothing to compare with");
        assert!(contradictions("签约12个,完成率80.00%。").is_empty());
    }
}
