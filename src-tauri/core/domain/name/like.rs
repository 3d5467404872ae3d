//! How alike two names are, and why.

use super::known::{entities, in_this_form, same_country};
use super::parse::{Class, Form, Name, Reading, Word};
use crate::domain::matching::{Ground, Reason, Verdict};

/// How alike two names are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// Thousandths: 1000 for the same name.
    pub score: i32,
    /// Whether they are one company's by themselves.
    pub verdict: Verdict,
    /// Why, the weightiest first.
    pub reasons: Vec<Reason>,
}

impl Likeness {
    fn new(score: i32, verdict: Verdict, ground: Ground, detail: impl Into<String>) -> Self {
        let detail = Some(detail.into()).filter(|detail: &String| !detail.is_empty());
        Self { score, verdict, reasons: vec![Reason { ground, detail }] }
    }

    fn also(mut self, ground: Ground, detail: impl Into<String>) -> Self {
        self.reasons.push(Reason { ground, detail: Some(detail.into()).filter(|detail: &String| !detail.is_empty()) });
        self
    }

    fn doubted(mut self, less: i32) -> Self {
        self.verdict = Verdict::Doubtful;
        self.score -= less;
        self
    }
}

/// A name and where its company is.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// The name taken apart.
    pub name: &'a Name,
    /// ISO 3166 alpha-2.
    pub country: Option<&'a str>,
}

/// How alike two names are; nothing where they are different companies' for all that can be seen.
#[must_use]
pub fn like(one: Named<'_>, other: Named<'_>) -> Option<Likeness> {
    let conflict = one.country.zip(other.country).is_some_and(|(a, b)| !same_country(a, b));
    let (mine, theirs) = (entities(one.name, one.country), entities(other.name, other.country));
    let ambiguous = mine.len() > 1 || theirs.len() > 1;
    let found = if one.name.folded == other.name.folded {
        Some(Likeness::new(1000, Verdict::Clear, Ground::SameName, ""))
    } else if let Some(&at) = mine.iter().find(|at| theirs.contains(at)) {
        same_entity(one, other, at)
    } else if !mine.is_empty() && !theirs.is_empty() {
        None
    } else {
        best(one, other)
    };
    let mut found = found?;
    if let [Reason { ground: Ground::Forms, detail: detail @ None }, ..] = &mut found.reasons[..] {
        // 示例重工(028641): what is dropped stands in brackets.
        *detail = one.name.asides.iter().chain(&other.name.asides).next().cloned();
    }
    Some(match (one.country.zip(other.country), conflict) {
        (_, true) if ambiguous && one.name.folded != other.name.folded => return None,
        (Some((a, b)), true) => {
            let countries = [a, " / ", b].concat();
            let own = matches!(found.reasons[0].ground, Ground::SameName | Ground::Forms | Ground::Known);
            let short = one.name.readings.first().is_none_or(|reading| reading.key().len() <= 6);
            if (own && !short && !ambiguous) || found.reasons[0].ground == Ground::Known {
                Likeness { score: found.score - 40, ..found }.also(Ground::CountryDiffers, countries)
            } else {
                found.doubted(200).also(Ground::CountryDiffers, countries)
            }
        }
        (Some((a, _)), false) => found.also(Ground::CountrySame, a),
        (None, _) if ambiguous && mine != theirs => found.doubted(100),
        (None, _) => found,
    })
}

/// The words by which a person knows the name again.
fn shown(name: &Name) -> String {
    let parts = |reading: &Reading| {
        let glue = if reading.han { "" } else { " " };
        reading.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(glue)
    };
    name.readings.first().map(parts).unwrap_or_default()
}

/// Two names of a known company. Where the words are the same, the forms still tell 东风汽车集团 from its
/// subsidiary 东风汽车集团股份, unless the table has the name in either form.
fn same_entity(one: Named<'_>, other: Named<'_>, entity: u16) -> Option<Likeness> {
    let detail = [shown(one.name), " = ".to_owned(), shown(other.name)].concat();
    let known = Likeness::new(960, Verdict::Clear, Ground::Known, detail);
    let (Some(a), Some(b)) = (one.name.readings.first(), other.name.readings.first()) else { return Some(known) };
    if a.key() != b.key() || (in_this_form(a, entity) && in_this_form(b, entity)) {
        return branches(known, a, b, one.country, other.country);
    }
    let found = Likeness::new(980, Verdict::Clear, Ground::Forms, off(a, b));
    let found = branches(found, a, b, one.country, other.country)?;
    Some(if a.forms.agree(b.forms) { found } else { found.doubted(150).also(Ground::FormsDiffer, off(a, b)) })
}

fn best(one: Named<'_>, other: Named<'_>) -> Option<Likeness> {
    let mut best: Option<Likeness> = None;
    for (i, a) in one.name.readings.iter().enumerate() {
        for (j, b) in other.name.readings.iter().enumerate() {
            let found = if a.han == b.han { alike(a, b, one.country, other.country) } else { translated(a, b) };
            // What stands in brackets is another name only where it is long enough to tell.
            let aside = (i > 0 && a.key().len() < 4) || (j > 0 && b.key().len() < 4) || (i > 0 && j > 0);
            let Some(found) = found.filter(|_| !aside) else { continue };
            // 某局（编外人员）: what a Chinese name has in brackets is as often no name at all.
            let unsure = (i > 0 && a.han) || (j > 0 && b.han);
            let found = if unsure { found.doubted(200) } else { found };
            if best
                .as_ref()
                .is_none_or(|best| (found.verdict == Verdict::Clear, found.score) > (best.verdict == Verdict::Clear, best.score))
            {
                best = Some(found);
            }
        }
    }
    best
}

/// The words of form that one states and the other does not.
fn off(a: &Reading, b: &Reading) -> String {
    let only = |x: &Reading, y: &Reading| x.dropped.iter().filter(|word| !y.dropped.contains(word)).cloned().collect::<Vec<_>>();
    let mut words = only(a, b);
    words.extend(only(b, a));
    words.dedup();
    words.join(if a.han { "、" } else { ", " })
}

/// Two names in one script.
fn alike(a: &Reading, b: &Reading, here: Option<&str>, there: Option<&str>) -> Option<Likeness> {
    let found = words(a, b, here, there)?;
    let found = branches(found, a, b, here, there)?;
    if a.forms.agree(b.forms) {
        return Some(found);
    }
    Some(found.doubted(150).also(Ground::FormsDiffer, off(a, b)))
}

/// What stands in brackets as a part of the name: 华为(中国) may be 华为 in China, Merck (U.S.) is Merck in the
/// US; 三星(中国) is not 三星 of Korea, and 戴尔(成都) is not 戴尔(厦门).
fn branches(found: Likeness, a: &Reading, b: &Reading, here: Option<&str>, there: Option<&str>) -> Option<Likeness> {
    match (&a.branch, &b.branch) {
        (None, None) => Some(found),
        (Some(x), Some(y)) => (x.concept == y.concept).then_some(found),
        (Some(place), None) => branch(found, place, there),
        (None, Some(place)) => branch(found, place, here),
    }
}

fn branch(found: Likeness, place: &Word, country: Option<&str>) -> Option<Likeness> {
    let score = found.score.min(930);
    let named = Likeness { score, ..found }.also(Ground::Place, place.text.clone());
    let whole_country = place.country != "CN" || place.concept == "china";
    match country {
        _ if place.country.is_empty() => Some(named.doubted(150)),
        Some(country) if same_country(country, place.country) && whole_country => Some(named),
        Some(country) if !same_country(country, place.country) => None,
        _ => Some(named.doubted(100)),
    }
}

fn words(a: &Reading, b: &Reading, here: Option<&str>, there: Option<&str>) -> Option<Likeness> {
    let tells = |words: &[Word]| words.iter().any(Word::tells);
    if same_letters(&a.key(), &b.key()) {
        return Some(Likeness::new(980, Verdict::Clear, Ground::Forms, off(a, b)));
    }
    let pairs = a.words.len() == b.words.len() && tells(&a.words);
    if pairs && a.words.iter().zip(&b.words).all(|(x, y)| means_same(x, y)) {
        // Motor and Motors are one word; Oil and Petroleum, 地产 and 置地 mean the same, and are two.
        let stem = |word: &Word| word.text.trim_end_matches('s').to_owned();
        let number = a.words.iter().zip(&b.words).all(|(x, y)| stem(x) == stem(y));
        let (score, verdict) = if number { (940, Verdict::Clear) } else { (720, Verdict::Doubtful) };
        return Some(Likeness::new(score, verdict, Ground::Words, differing(a, b)));
    }
    if let Some(found) = placeless(a, b, here, there) {
        return Some(found);
    }
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    if tells(&short.words)
        && let Some(extra) = beyond(&short.words, &long.words)
        && extra.iter().all(|word| matches!(word.class, Class::Common | Class::Weak))
    {
        let weak = extra.iter().all(|word| word.class == Class::Weak);
        return Some(Likeness::new(if weak { 720 } else { 600 }, Verdict::Doubtful, Ground::Words, listed(&extra, long.han)));
    }
    let strong = |words: &[Word]| words.iter().filter(|word| word.class != Class::Weak).cloned().collect::<Vec<_>>();
    let (x, y) = (strong(&a.words), strong(&b.words));
    let same = x.len() == y.len() && x.iter().zip(&y).all(|(x, y)| means_same(x, y));
    (tells(&x) && same).then(|| Likeness::new(620, Verdict::Doubtful, Ground::Words, differing(a, b)))
}

/// The same but for places in front of one of them.
fn placeless(a: &Reading, b: &Reading, here: Option<&str>, there: Option<&str>) -> Option<Likeness> {
    let key = |words: &[Word]| words.iter().map(|word| word.text.as_str()).collect::<String>();
    let (with, without, country) = match (a.placeless(), b.placeless()) {
        (Some(rest), None) if key(rest) == b.key() => (a, b, there),
        (None, Some(rest)) if key(rest) == a.key() => (b, a, here),
        _ => return None,
    };
    let place = &with.words[0];
    let own = without.words.iter().find(|word| word.tells())?;
    let detail = place.text.clone();
    match country {
        Some(country) if same_country(country, place.country) => {
            // A name of two characters alone is borne by many: 上海华谊, 浙江华谊.
            let long = without.words.len() > 1 || own.text.chars().count() >= 3 || without.forms.has(Form::Group);
            let verdict = if long { Verdict::Clear } else { Verdict::Doubtful };
            Some(Likeness::new(900, verdict, Ground::Place, detail))
        }
        // 上海大众汽车 is not 大众汽车 of Germany.
        Some(_) => None,
        None => Some(Likeness::new(820, Verdict::Doubtful, Ground::Place, detail)),
    }
}

fn means_same(x: &Word, y: &Word) -> bool {
    if x.class == Class::Own || y.class == Class::Own { same_letters(&x.text, &y.text) } else { x.concept == y.concept }
}

/// Equal letters, one that was lost in a wrong encoding fitting any.
fn same_letters(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let lost = a.contains('?') || b.contains('?');
    lost && a.chars().count() == b.chars().count() && a.chars().zip(b.chars()).all(|(x, y)| x == y || x == '?' || y == '?')
}

/// What `long` says beyond `short`, where it says all of `short` in order.
fn beyond<'w>(short: &[Word], long: &'w [Word]) -> Option<Vec<&'w Word>> {
    let (mut at, mut extra) = (0, Vec::new());
    for word in long {
        if short.get(at).is_some_and(|next| means_same(next, word)) {
            at += 1;
        } else {
            extra.push(word);
        }
    }
    (at == short.len()).then_some(extra)
}

fn listed(words: &[&Word], han: bool) -> String {
    words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(if han { "、" } else { " " })
}

/// The words of which only one of the names has them.
fn differing(a: &Reading, b: &Reading) -> String {
    let only = |x: &'_ Reading, y: &Reading| {
        let words = x.words.iter().filter(|word| !y.words.iter().any(|other| other.text == word.text));
        words.map(|word| word.text.clone()).collect::<Vec<_>>().join(if x.han { "" } else { " " })
    };
    [only(a, b), only(b, a)].join(" / ").trim_matches([' ', '/']).to_owned()
}

/// A Chinese name and an English one, word for word: what words mean, and how the company's own sound.
fn translated(a: &Reading, b: &Reading) -> Option<Likeness> {
    let own = |reading: &Reading| {
        reading.words.iter().filter(|word| word.class == Class::Own).map(|word| word.concept.as_str()).collect::<String>()
    };
    let bag = |reading: &Reading, classes: &[Class]| {
        let mut out: Vec<String> =
            reading.words.iter().filter(|word| classes.contains(&word.class)).map(|word| word.concept.clone()).collect();
        out.sort_unstable();
        out
    };
    let home = |mut places: Vec<String>| {
        places.retain(|place| place != "china");
        places
    };
    if own(a) != own(b) || home(bag(a, &[Class::Place])) != home(bag(b, &[Class::Place])) {
        return None;
    }
    let all = [Class::Common, Class::Weak];
    let (zh, en) = if a.han { (a, b) } else { (b, a) };
    let detail =
        [listed(&zh.words.iter().collect::<Vec<_>>(), true), " = ".to_owned(), listed(&en.words.iter().collect::<Vec<_>>(), false)]
            .concat();
    let letters = own(a).len();
    if bag(a, &all) == bag(b, &all) {
        let places = bag(a, &[Class::Place]) == bag(b, &[Class::Place]);
        let enough = letters >= 5 || (letters == 0 && places && zh.words.len() >= 3);
        return Some(match enough && a.forms.agree(b.forms) {
            true => Likeness::new(900, Verdict::Clear, Ground::Translated, detail),
            false => Likeness::new(740, Verdict::Doubtful, Ground::Translated, detail),
        });
    }
    let weakly = letters >= 5 && bag(a, &[Class::Common]) == bag(b, &[Class::Common]);
    weakly.then(|| Likeness::new(640, Verdict::Doubtful, Ground::Translated, detail))
}

#[cfg(test)]
mod tests;
