//! Numbers of headings, which the renderer counts: 一、 （一） 1. in Chinese, 1 1.1 1.1.1 in English.

use daowei_core::words::Language;

/// Where the counting stands.
#[derive(Debug, Default)]
pub struct Headings {
    counts: [u32; 3],
}

impl Headings {
    /// The number before the next heading of this level, with its own punctuation.
    pub fn next(&mut self, level: u8, language: Language) -> String {
        let at = usize::from(level.clamp(1, 3)) - 1;
        if let Some(count) = self.counts.get_mut(at) {
            *count += 1;
        }
        self.counts.iter_mut().skip(at + 1).for_each(|count| *count = 0);
        let [first, second, third] = self.counts;
        match (language, at) {
            (Language::ZhCn, 0) => [&chinese(first), "、"].concat(),
            (Language::ZhCn, 1) => ["（", &chinese(second), "）"].concat(),
            (Language::ZhCn, _) => [&third.to_string(), "."].concat(),
            (Language::En, 0) => [&first.to_string(), ". "].concat(),
            (Language::En, 1) => [&first.to_string(), ".", &second.to_string(), " "].concat(),
            (Language::En, _) => [&first.to_string(), ".", &second.to_string(), ".", &third.to_string(), " "].concat(),
        }
    }
}

/// 1 to 99 in Chinese: 一, 十, 十一, 二十, 九十九; plain digits beyond.
fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |at: u32| usize::try_from(at).ok().and_then(|at| DIGITS.get(at)).copied().unwrap_or_default();
    match number {
        1..=9 => digit(number).to_owned(),
        10..=19 => ["十", digit(number % 10)].concat(),
        20..=99 => [digit(number / 10), "十", digit(number % 10)].concat(),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_counted_each_level_within_the_one_above() {
        let mut headings = Headings::default();
        let said: Vec<String> = [1, 2, 2, 3, 1, 2, 3].iter().map(|level| headings.next(*level, Language::ZhCn)).collect();
        assert_eq!(said, ["一、", "（一）", "（二）", "1.", "二、", "（一）", "1."]);
        let mut headings = Headings::default();
        let said: Vec<String> = [1, 2, 2, 3, 1].iter().map(|level| headings.next(*level, Language::En)).collect();
        assert_eq!(said, ["1. ", "1.1 ", "1.2 ", "1.2.1 ", "2. "]);
    }

    #[test]
    fn numbers_read_as_they_are_said() {
        let said = [1, 9, 10, 11, 20, 21, 99, 100].map(chinese);
        assert_eq!(said, ["一", "九", "十", "十一", "二十", "二十一", "九十九", "100"]);
    }
}
