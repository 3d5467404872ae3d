//! A name taken apart: its readings, and of each the words and the legal form.

use pinyin::ToPinyin;

use super::chars::{fold, is_han, letters};
use super::tables::{EN, Entry, ZH};

/// What kind of word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A place.
    Place,
    /// One that many companies share, and that tells the trade: 银行, Motor.
    Common,
    /// One that many companies share, and that tells little: 投资, International.
    Weak,
    /// The company's own.
    Own,
}

/// A word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As it stands, folded.
    pub text: String,
    /// What it means in either language; of a Chinese word of the company's own, its sound.
    pub concept: String,
    /// Its kind.
    pub class: Class,
    /// The country of a place, ISO 3166 alpha-2; empty for other words.
    pub country: &'static str,
}

/// A form that a name may state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// 股份.
    Stock = 1,
    /// 集团, Group, 总公司.
    Group = 2,
    /// 控股, Holding.
    Holding = 4,
    /// 有限公司, Co., Ltd. and the like: says nothing.
    Limited = 8,
}

/// The forms that a name states.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Forms(u8);

impl Forms {
    /// With one more.
    #[must_use]
    pub const fn with(self, form: Form) -> Self {
        Self(self.0 | form as u8)
    }

    /// Whether it states this one.
    #[must_use]
    pub const fn has(self, form: Form) -> bool {
        self.0 & form as u8 != 0
    }

    /// Whether two names may state these and be one company's: what one leaves out may be anything, and
    /// two names written out in full state the same; 集团有限公司 and 集团股份有限公司 may be parent and child.
    #[must_use]
    pub const fn agree(self, other: Self) -> bool {
        let (one, two) = (self.0 & 7, other.0 & 7);
        let full = self.has(Form::Limited) && other.has(Form::Limited);
        let stock = self.has(Form::Stock) != other.has(Form::Stock);
        (one & two == one || one & two == two) && !(full && stock && one != 0 && two != 0)
    }
}

/// One way to read a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// Its words but for those of legal form, in order.
    pub words: Vec<Word>,
    /// Its legal form.
    pub forms: Forms,
    /// The words of legal form that were taken off, as written.
    pub dropped: Vec<String>,
    /// A place that stands in brackets: 华为(中国), Merck (U.S.).
    pub branch: Option<Word>,
    /// Whether it is Chinese.
    pub han: bool,
}

impl Reading {
    /// All its letters.
    #[must_use]
    pub fn key(&self) -> String {
        self.words.iter().map(|word| word.text.as_str()).collect()
    }

    /// Its words without the places in front; nothing where none stands there, or where what is left
    /// is not a company's own.
    #[must_use]
    pub fn placeless(&self) -> Option<&[Word]> {
        let from = self.words.iter().position(|word| word.class != Class::Place)?;
        let rest = &self.words[from..];
        (from > 0 && rest.iter().any(Word::tells)).then_some(rest)
    }
}

impl Word {
    /// Whether it is a company's own and long enough to tell it.
    #[must_use]
    pub fn tells(&self) -> bool {
        self.class == Class::Own && self.text.chars().map(|c| if is_han(c) { 2 } else { 1 }).sum::<usize>() >= 3
    }
}

/// A name taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    /// As [`fold`] gives it.
    pub folded: String,
    /// The whole name first, then what stands in brackets or beside it in the other language.
    pub readings: Vec<Reading>,
    /// What stands in brackets and is no part of the name.
    pub asides: Vec<String>,
}

impl Name {
    /// Takes a name apart.
    #[must_use]
    pub fn parse(written: &str) -> Self {
        let plain = letters(written);
        let (outer, inner) = brackets(&plain);
        let (mut readings, mut asides) = (Vec::new(), Vec::new());
        for part in sides(&outer) {
            readings.push(reading(&part));
        }
        for (part, within) in inner {
            let alone = reading(part.trim_start_matches("曾用名").trim_start_matches("简称").trim_start_matches('原'));
            let places = !alone.words.is_empty() && alone.words.iter().all(|word| word.class == Class::Place);
            match readings.first_mut() {
                // (集团), (Group).
                Some(main) if alone.words.is_empty() => {
                    main.forms = Forms(main.forms.0 | alone.forms.0);
                    main.dropped.extend(alone.dropped);
                }
                Some(main) if places => main.branch = alone.words.into_iter().next(),
                // 玖龙纸业(太仓)有限公司: what stands within a Chinese name, or briefly behind it, is a part of it.
                Some(main) if main.han && alone.han && (within || alone.key().chars().count() <= 3) => {
                    main.branch = Some(qualifier(&alone))
                }
                // A number behind a name, such as that of a share, says nothing of the name.
                _ if part.chars().all(|c| !c.is_alphabetic()) => asides.push(part),
                _ if alone.words.iter().map(|word| word.text.len()).sum::<usize>() >= 2 => {
                    readings.push(alone);
                    asides.push(part);
                }
                _ => {}
            }
        }
        readings.retain(|reading| !reading.words.is_empty());
        Self { folded: fold(written), readings, asides }
    }
}

/// What stands in brackets within a name, as one word.
fn qualifier(reading: &Reading) -> Word {
    let text = reading.key();
    Word { concept: text.clone(), text, class: Class::Own, country: "" }
}

/// What stands outside brackets, and inside each, with whether the name goes on behind it.
fn brackets(text: &str) -> (String, Vec<(String, bool)>) {
    let (mut outer, mut inner, mut depth) = (String::new(), Vec::<(String, bool)>::new(), 0_usize);
    for c in text.chars() {
        match c {
            '(' => {
                depth += 1;
                inner.push((String::new(), false));
            }
            ')' => depth = depth.saturating_sub(1),
            c if depth > 0 => inner.last_mut().map_or((), |part| part.0.push(c)),
            c => {
                outer.push(c);
                if is_han(c) {
                    inner.iter_mut().for_each(|part| part.1 = true);
                }
            }
        }
    }
    // A name that stands in brackets as a whole is no aside.
    if outer.chars().any(char::is_alphanumeric) {
        (outer, inner)
    } else {
        (inner.into_iter().map(|part| part.0).collect(), Vec::new())
    }
}

/// A Chinese name with the English one beside it is two: 华为 Huawei Technologies; CVS Health公司 is one.
fn sides(text: &str) -> Vec<String> {
    let last_han = text.char_indices().rev().find(|(_, c)| is_han(*c));
    if let Some((at, c)) = last_han {
        let (zh, rest) = text.split_at(at + c.len_utf8());
        let latin = rest.chars().filter(char::is_ascii_alphabetic).count();
        if latin >= 3 && rest.starts_with([' ', '/', ',', ';', '-', '|']) {
            return vec![zh.to_owned(), rest.to_owned()];
        }
    }
    vec![text.to_owned()]
}

fn reading(text: &str) -> Reading {
    if text.chars().any(is_han) { han(text) } else { latin(text) }
}

/// A Chinese name: forms off its end and its front, then the longest words that a table has.
fn han(text: &str) -> Reading {
    let mut out = Reading { han: true, ..Reading::default() };
    let mut rest: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    loop {
        let found = ZH.forms.iter().find(|(word, _)| rest.ends_with(word) || (*word == "株式会社" && rest.starts_with(word)));
        let Some((word, form)) = found else { break };
        let keep = if rest.ends_with(word) { rest[..rest.len() - word.len()].to_owned() } else { rest[word.len()..].to_owned() };
        out.forms = out.forms.with(form_of(form));
        out.dropped.insert(0, (*word).to_owned());
        rest = keep;
    }
    let chars: Vec<char> = rest.chars().collect();
    let (mut at, mut own) = (0, String::new());
    while at < chars.len() {
        let longest = ZH.longest.min(chars.len() - at);
        let found = (2..=longest).rev().find_map(|size| {
            let word: String = chars[at..at + size].iter().collect();
            ZH.get(&word).map(|entry| (word, entry, size))
        });
        match found {
            Some((word, entry, size)) => {
                flush(&mut out.words, &mut own);
                at += size;
                let place = matches!(entry, Entry::Place { .. });
                out.words.push(known(word, entry));
                // 深圳市, 云南省; but 广州市政.
                if place && matches!(chars.get(at), Some('市' | '省')) && chars.get(at + 1) != Some(&'政') {
                    at += 1;
                }
            }
            None => {
                own.push(chars[at]);
                at += 1;
            }
        }
    }
    flush(&mut out.words, &mut own);
    out
}

/// Ends a word of the company's own.
fn flush(words: &mut Vec<Word>, own: &mut String) {
    if own.is_empty() {
        return;
    }
    let text = std::mem::take(own);
    let sounds = text.as_str().to_pinyin().zip(text.chars());
    let concept = sounds.map(|(sound, c)| sound.map_or_else(|| c.to_string(), |sound| sound.plain().to_owned())).collect();
    words.push(Word { text, concept, class: Class::Own, country: "" });
}

fn known(text: String, entry: Entry) -> Word {
    match entry {
        Entry::Place { concept, country } => Word { text, concept: concept.to_owned(), class: Class::Place, country },
        Entry::Common { concept, weak } => {
            Word { text, concept: concept.to_owned(), class: if weak { Class::Weak } else { Class::Common }, country: "" }
        }
    }
}

fn form_of(form: &str) -> Form {
    match form {
        "stock" => Form::Stock,
        "group" => Form::Group,
        "holding" => Form::Holding,
        _ => Form::Limited,
    }
}

/// Words that say nothing in an English name.
const EMPTY: &[&str] = &["the", "of", "and", "for"];

/// Abbreviations that lists print.
const SHORT: &[(&str, &str)] = &[
    ("intl", "international"),
    ("natl", "national"),
    ("assn", "association"),
    ("mfg", "manufacturing"),
    ("elec", "electric"),
    ("svcs", "services"),
    ("ins", "insurance"),
    ("insur", "insurance"),
    ("fin", "financial"),
    ("hldgs", "holdings"),
    ("hldg", "holding"),
    ("grp", "group"),
    ("labs", "laboratories"),
    ("pharm", "pharmaceutical"),
    ("telecomm", "telecom"),
    ("engr", "engineering"),
    ("commun", "communications"),
    ("inds", "industries"),
];

/// A name in Latin letters: forms off its end (a group's word off its front too), then the longest
/// phrases that a table has.
fn latin(text: &str) -> Reading {
    let mut out = Reading::default();
    let mut tokens = tokens(text);
    loop {
        let found = EN.forms.iter().find_map(|(word, form)| {
            let size = word.split(' ').count();
            let ends = tokens.len() > size && tokens[tokens.len() - size..].join(" ") == **word;
            ends.then_some((size, *form))
        });
        let Some((size, form)) = found else { break };
        let dropped = tokens.split_off(tokens.len() - size);
        out.forms = out.forms.with(form_of(form));
        out.dropped.splice(0..0, dropped);
    }
    if tokens.len() > 1 && EN.forms.iter().any(|(word, form)| *form == "group" && *word == tokens[0]) {
        out.forms = out.forms.with(Form::Group);
        out.dropped.push(tokens.remove(0));
    }
    // Aluminum Corp. of China, People's Insurance Co. of China.
    tokens.retain(|token| !matches!(token.as_str(), "co" | "corp" | "company" | "corporation"));
    if tokens.is_empty() {
        tokens = out.dropped.pop().into_iter().collect();
    }
    let mut at = 0;
    while at < tokens.len() {
        let longest = EN.longest.min(tokens.len() - at);
        let found = (1..=longest).rev().find_map(|size| EN.get(&tokens[at..at + size].join(" ")).map(|entry| (entry, size)));
        let (word, size) = match found {
            Some((entry, size)) => (known(tokens[at..at + size].concat(), entry), size),
            None => {
                let text = tokens[at].clone();
                (Word { concept: text.clone(), text, class: Class::Own, country: "" }, 1)
            }
        };
        out.words.push(word);
        at += size;
    }
    out
}

/// The words of a name in Latin letters: dots and apostrophes join, all other signs part.
fn tokens(text: &str) -> Vec<String> {
    let joined: String = text.replace(".com", " ").chars().filter(|c| !matches!(c, '.' | '\'')).collect();
    joined
        .split(|c: char| !c.is_alphanumeric() && c != '?')
        .filter(|token| !token.is_empty() && !EMPTY.contains(token))
        .map(|token| SHORT.iter().find(|(short, _)| *short == token).map_or(token, |(_, long)| long).to_owned())
        .collect()
}
