//! The keys under which a company is found by names that are not written alike.
//!
//! A key is a 64-bit hash of what two names of one company have in common; the store keeps a company's
//! keys in an index, so that a name's candidates cost a few look-ups however many companies there are.
//! What is found is compared by [`super::like`]; a hash that meets another by chance costs a comparison.

use super::known::entities;
use super::parse::{Class, Name, Reading, Word};
use super::tables::TEXTS;

/// Raised when keys are made differently from the same tables.
const MAKING: u64 = 1;

/// What a key is made of.
#[derive(Clone, Copy)]
enum Kind {
    /// All words.
    Whole = 1,
    /// All words but places in front.
    Placeless = 2,
    /// What the words mean, in no order: the same in Chinese and English.
    Meaning = 3,
    /// The first word of the company's own.
    Own = 4,
    /// A known company.
    Known = 5,
}

/// FNV-1a.
fn hash(kind: Kind, text: &str) -> i64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ kind as u64;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash.cast_signed()
}

/// What keys depend on beside names; where it changes, all are made anew.
#[must_use]
pub fn version() -> i64 {
    TEXTS.iter().fold(hash(Kind::Whole, &MAKING.to_string()), |sum, text| sum.rotate_left(7) ^ hash(Kind::Whole, text))
}

/// The keys that a company with this name is kept under.
#[must_use]
pub fn keys(name: &Name, country: Option<&str>) -> Vec<i64> {
    let mut out = Vec::with_capacity(6);
    for reading in &name.readings {
        out.push(hash(Kind::Whole, &reading.key()));
        for whole in mended(&reading.key()) {
            out.push(hash(Kind::Whole, &whole));
        }
        if let Some(rest) = reading.placeless() {
            out.push(hash(Kind::Placeless, &text(rest)));
        }
        if let Some(meaning) = meaning(reading) {
            out.push(hash(Kind::Meaning, &meaning));
        }
        if reading.words.len() > 1
            && let Some(own) = reading.words.iter().find(|word| word.tells())
        {
            out.push(hash(Kind::Own, &own.text));
        }
    }
    out.extend(entities(name, country).iter().map(|at| hash(Kind::Known, &at.to_string())));
    tidy(out)
}

/// How many companies may share a key that is still worth looking under.
const SHARED_MAX: u32 = 48;

/// And a word alone: 中信, Samsung. One that more companies bear tells too little.
const OWN_SHARED_MAX: u32 = 12;

/// The keys to look under for companies that may be called this, each with the number of companies beyond
/// which it tells nothing.
#[must_use]
pub fn lookups(name: &Name, country: Option<&str>) -> Vec<(i64, u32)> {
    let mut out = keys(name, country);
    let mut words = Vec::new();
    for reading in &name.readings {
        out.push(hash(Kind::Placeless, &reading.key()));
        if let Some(rest) = reading.placeless() {
            out.push(hash(Kind::Whole, &text(rest)));
        }
        if let Some(own) = reading.words.iter().find(|word| word.tells()) {
            words.push(hash(Kind::Own, &own.text));
            out.push(hash(Kind::Whole, &own.text));
        }
    }
    let (words, mut out) = (tidy(words), tidy(out));
    out.retain(|key| !words.contains(key));
    let shared = out.into_iter().map(|key| (key, SHARED_MAX));
    shared.chain(words.into_iter().map(|key| (key, OWN_SHARED_MAX))).collect()
}

fn tidy(mut keys: Vec<i64>) -> Vec<i64> {
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn text(words: &[Word]) -> String {
    words.iter().map(|word| word.text.as_str()).collect()
}

/// What the words mean, in no order, without the country itself; nothing where that says too little.
fn meaning(reading: &Reading) -> Option<String> {
    let own: String = reading.words.iter().filter(|word| word.class == Class::Own).map(|word| word.concept.as_str()).collect();
    let mut rest: Vec<&str> = reading
        .words
        .iter()
        .filter(|word| word.class != Class::Own && word.concept != "china")
        .map(|word| word.concept.as_str())
        .collect();
    rest.sort_unstable();
    let enough = own.len() + rest.iter().map(|word| word.len()).sum::<usize>() >= 4;
    enough.then(|| [own.as_str(), "|", &rest.join(" ")].concat())
}

/// A name that lost a letter to a wrong encoding (`Telef?nica`), with each vowel in its place.
fn mended(key: &str) -> Vec<String> {
    if key.matches('?').count() != 1 {
        return Vec::new();
    }
    ["a", "e", "i", "o", "u"].iter().map(|vowel| key.replacen('?', vowel, 1)).collect()
}
