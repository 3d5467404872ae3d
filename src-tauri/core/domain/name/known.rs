//! Names that are known to be one company's: Chinese and English ones, and former ones.
//!
//! A name means an entity when its words are those of one of the entity's names and its form does not
//! contradict that name: 中国石油天然气集团 is the group, 中国石油天然气股份 its listed subsidiary.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::parse::{Forms, Name, Reading};
use super::tables::{TEXTS, lines, words};

struct Known {
    countries: Vec<&'static str>,
    by_key: HashMap<String, Vec<(u16, Forms)>>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut known = Known { countries: Vec::new(), by_key: HashMap::new() };
    for (at, line) in (0_u16..).zip(lines(TEXTS[3])) {
        let [country, zh, en] = line[..] else { continue };
        known.countries.push(country);
        for written in words(zh).chain(words(en)) {
            for reading in Name::parse(written).readings {
                let named = known.by_key.entry(reading.key()).or_default();
                if !named.contains(&(at, reading.forms)) {
                    named.push((at, reading.forms));
                }
            }
        }
    }
    known
});

/// The known companies that a name may mean: none, one, or several of one name, which the country
/// (ISO 3166 alpha-2) tells apart where it is given.
#[must_use]
pub fn entities(name: &Name, country: Option<&str>) -> Vec<u16> {
    let mut out: Vec<u16> = Vec::new();
    for (place, reading) in name.readings.iter().enumerate() {
        // 人力资源公司（南方航空）: what a Chinese name has in brackets is no name of its own.
        let Some(named) = KNOWN.by_key.get(&reading.key()).filter(|_| place == 0 || !reading.han) else { continue };
        let hint = reading.branch.as_ref().map(|place| place.country).or(country);
        let fits: Vec<u16> = named.iter().filter(|(_, forms)| forms.agree(reading.forms)).map(|(at, _)| *at).collect();
        let there = |at: &u16| hint.is_some_and(|hint| same_country(KNOWN.countries[usize::from(*at)], hint));
        let several = fits.iter().any(|at| *at != fits[0]);
        let narrowed = several && fits.iter().any(there);
        for at in fits.into_iter().filter(|at| !narrowed || there(at)) {
            if !out.contains(&at) {
                out.push(at);
            }
        }
        // The name as a whole decides; what stands in brackets only where that is unknown.
        if !out.is_empty() {
            break;
        }
    }
    out
}

/// Whether a known company is named in just this form: 中国建筑股份有限公司 for the group of that name.
pub(super) fn in_this_form(reading: &Reading, entity: u16) -> bool {
    KNOWN.by_key.get(&reading.key()).is_some_and(|named| named.contains(&(entity, reading.forms)))
}

/// Whether two country codes are one country as lists print it: lists put Hong Kong, Macau and Taiwan
/// under China or by themselves.
pub(super) fn same_country(one: &str, other: &str) -> bool {
    let home = |code: &str| matches!(code, "CN" | "HK" | "MO" | "TW");
    one == other || (home(one) && home(other))
}
