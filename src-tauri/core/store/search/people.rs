//! Names and telephones in a cell of people: `王示例、李示例(副局长,0871-65123456)`.

/// A longer one is no name.
const NAME_CHARS_MAX: usize = 24;

/// What stands before a telephone and is no name.
const LABELS: [&str; 9] = ["联系电话", "联系方式", "电话", "手机", "座机", "tel", "mobile", "phone", "cell"];

/// Somebody whom a cell names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The name; empty for telephones that stand by themselves.
    pub name: String,
    /// The telephones beside it, as written.
    pub phones: Vec<String>,
}

/// The people in a text, each once, in its order; what else stands in brackets is a post, no part of a name.
pub fn people(text: &str) -> Vec<Person> {
    let phones = phones(text, true);
    let mut cell = Cell::default();
    let (mut next, mut depth) = (0, 0_u32);
    for (at, c) in text.char_indices() {
        if let Some((range, phone)) = phones.get(next) {
            if at == range.start {
                cell.phone(phone);
            }
            if range.contains(&at) {
                next += usize::from(at + c.len_utf8() == range.end);
                continue;
            }
        }
        match c {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth = depth.saturating_sub(1),
            '、' | ',' | '，' | ';' | '；' | '/' | '\n' | '|' | '\t' | '\u{3000}' if depth == 0 => cell.flush(),
            _ if depth == 0 => cell.plain.push(c),
            _ => {}
        }
    }
    cell.flush();
    if !cell.waiting.is_empty() {
        cell.people.push(Person { name: String::new(), phones: cell.waiting });
    }
    cell.people
}

/// A cell as far as it was read.
#[derive(Default)]
struct Cell {
    people: Vec<Person>,
    /// What may be names, up to the next separator.
    plain: String,
    /// Telephones before the first name.
    waiting: Vec<String>,
}

impl Cell {
    fn flush(&mut self) {
        let part = std::mem::take(&mut self.plain);
        // Chinese names are parted by blanks too, English ones hold them.
        let pieces: Vec<&str> = if part.is_ascii() { vec![&part] } else { part.split(' ').collect() };
        for name in pieces.into_iter().map(str::trim) {
            let long = name.chars().count();
            let is_name = (2..=NAME_CHARS_MAX).contains(&long) && name.chars().all(|c| !c.is_numeric());
            if is_name && !self.people.iter().any(|have| have.name == name) {
                self.people.push(Person { name: name.to_owned(), phones: std::mem::take(&mut self.waiting) });
            }
        }
    }

    /// A telephone belongs to the name before it, or where it comes first to the one behind.
    fn phone(&mut self, phone: &str) {
        let before = self.plain.trim_end_matches([':', '：', '.', ' ', '-', '+']);
        let label = LABELS.iter().find(|label| {
            before.len() >= label.len()
                && before.is_char_boundary(before.len() - label.len())
                && before[before.len() - label.len()..].eq_ignore_ascii_case(label)
        });
        self.plain.truncate(before.len() - label.map_or(0, |label| label.len()));
        self.flush();
        let own = self.people.last_mut().map_or(&mut self.waiting, |person| &mut person.phones);
        if !own.iter().any(|have| have == phone) {
            own.push(phone.to_owned());
        }
    }
}

/// Digits that stand together.
struct Group {
    range: std::ops::Range<usize>,
    digits: String,
    /// Whether only a dash or a blank parts it from the group before.
    goes_on: bool,
    /// Whether a letter touches it: part of a code.
    touched: bool,
    plus: bool,
}

/// Telephones in a text, with their place: mobile ones, those with an area code, service numbers, foreign ones, and
/// with `local` those of seven or eight digits.
pub fn phones(text: &str, local: bool) -> Vec<(std::ops::Range<usize>, String)> {
    let groups = groups(text);
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(first) = groups.get(at) {
        let mut digits = String::new();
        let mut found = None;
        for (end, group) in groups.iter().enumerate().skip(at) {
            if group.touched || (end > at && !group.goes_on) {
                break;
            }
            digits.push_str(&group.digits);
            if is_phone(&digits, first.plus, local && (end == at || group.digits.len() == 4)) {
                found = Some(end);
                // A foreign number goes on as long as its groups do.
                if !first.plus {
                    break;
                }
            }
        }
        match found {
            Some(end) => {
                let range = first.range.start..groups[end].range.end;
                out.push((range.clone(), text[range].to_owned()));
                at = end + 1;
            }
            None => at += 1,
        }
    }
    out
}

fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut before = None;
    let mut between = String::new();
    for (at, c) in text.char_indices() {
        let digit = match c {
            '0'..='9' => Some(c),
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
            _ => None,
        };
        match digit {
            Some(digit) => {
                let end = at + c.len_utf8();
                match groups.last_mut().filter(|group| group.range.end == at) {
                    Some(group) => {
                        group.digits.push(digit);
                        group.range.end = end;
                    }
                    None => groups.push(Group {
                        range: at..end,
                        digits: digit.to_string(),
                        goes_on: matches!(between.as_str(), "-" | " " | "—" | "－" | "\u{a0}"),
                        touched: before.is_some_and(|c: char| c.is_ascii_alphabetic() || c == '.'),
                        plus: before == Some('+'),
                    }),
                }
                between.clear();
            }
            None => {
                if let Some(group) = groups.last_mut().filter(|group| group.range.end == at) {
                    group.touched |= c.is_ascii_alphabetic();
                }
                between.push(c);
            }
        }
        before = Some(c);
    }
    groups
}

fn is_phone(digits: &str, plus: bool, local: bool) -> bool {
    let own = digits.strip_prefix("86").filter(|own| own.len() == 11).unwrap_or(digits);
    let starts = |of: &str| own.starts_with(|c| of.contains(c));
    match own.len() {
        8..=15 if plus => true,
        11 if starts("1") => !own[1..].starts_with(['0', '1', '2']),
        10..=12 if starts("0") => true,
        10 => own.starts_with("400") || own.starts_with("800"),
        7 | 8 if local => starts("23456789") && !own.starts_with("400") && !own.starts_with("800"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        people(text).into_iter().map(|person| person.name).filter(|name| !name.is_empty()).collect()
    }

    #[test]
    fn a_cell_of_people_is_its_names() {
        assert_eq!(names("王示例、李示例（副局长）, John Example"), ["王示例", "李示例", "John Example"]);
        assert_eq!(names("张甲 李乙/王示例"), ["张甲", "李乙", "王示例"]);
        assert_eq!(names("等3人、"), Vec::<String>::new());
    }

    #[test]
    fn a_telephone_belongs_to_the_name_beside_it() {
        let of = |text: &str| people(text).into_iter().map(|person| (person.name, person.phones.join("|"))).collect::<Vec<_>>();
        let one = |name: &str, phones: &str| (name.to_owned(), phones.to_owned());
        assert_eq!(of("张示例13800001111"), [one("张示例", "13800001111")]);
        assert_eq!(of("张示例 电话:138 0000 1111"), [one("张示例", "138 0000 1111")]);
        assert_eq!(of("张示例(总裁,0871-65120000)、李乙"), [one("张示例", "0871-65120000"), one("李乙", "")]);
        assert_eq!(of("张示例 13800001111 李乙 13900002222"), [one("张示例", "13800001111"), one("李乙", "13900002222")]);
        assert_eq!(of("13800001111 张示例"), [one("张示例", "13800001111")]);
        assert_eq!(of("John Example, Tel. +852 2345 0000"), [one("John Example", "852 2345 0000")]);
        assert_eq!(of("4000000000"), [one("", "4000000000")]);
        assert_eq!(of("张示例 65120000"), [one("张示例", "65120000")]);
        assert_eq!(of("张示例,１３８００００１１１１"), [one("张示例", "１３８００００１１１１")]);
    }

    #[test]
    fn days_amounts_and_codes_are_no_telephones() {
        for text in ["2026-03-01", "91440300708461136T", "投资 12345678901 元", "3.14159265", "110101199001011234"] {
            assert_eq!(phones(text, true), [], "{text}");
        }
        assert_eq!(phones("注册资本 65120000 元", false), []);
        assert_eq!(phones("联系人 13800001111", false).len(), 1);
    }
}
