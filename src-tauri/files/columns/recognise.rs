//! Which canonical column a header means, and how sure that is: by its name in either language, by an
//! alias, by pinyin, and, where it was joined of several rows, by the last of them that means something.

use std::collections::HashMap;
use std::sync::OnceLock;

use daowei_core::domain::name::fold;
use pinyin::ToPinyin;

use super::canonical::{Column, Measure, columns};
use super::header::Header;
use super::unit::{self, Unit};
use super::{Kind, Mapped, Why, shown};

/// How sure a header is that stands in the templates.
const CANONICAL: u8 = 100;
/// How sure a header is that was seen in ledgers.
const ALIAS: u8 = 90;
/// How sure the name's whole pinyin is.
const PINYIN: u8 = 80;
/// How sure its initials are; below three letters they are not looked at.
const INITIALS: u8 = 62;
/// What a header loses that is one part of a joined one: the last part, or the first.
const TAIL_LOSS: u8 = 10;
const HEAD_LOSS: u8 = 25;

/// Words in a header that count things, so that its numbers are no money.
const COUNTED: &[&str] = &["(个)", "(家)", "(户)", "(人)", "(次)", "(亩)", "(天)"];

/// The column a header stands for.
pub(super) fn header(kind: Kind, text: &str) -> Option<Mapped> {
    let whole = Header::read(text);
    let found = named(kind, &whole).map(|(column, certainty, why, unit)| (column, certainty, why, unit.or(whole.unit)));
    let (column, certainty, why, unit) = found.or_else(|| joined(kind, text))?;
    let counts = || {
        let text = daowei_core::domain::name::half_width(text);
        COUNTED.iter().any(|word| text.contains(word))
    };
    if column.measure == Measure::Money && unit.is_none() && counts() {
        return None;
    }
    Some(Mapped { key: column.key, header: shown(text), unit, why, certainty })
}

/// The unit a header names, in any of its parts.
pub(super) fn unit_of(text: &str) -> Option<Unit> {
    Header::read(text).unit.or_else(|| text.rsplit('/').find_map(|part| Header::read(part).unit))
}

type Found = (&'static Column, u8, Why, Option<Unit>);

/// A header joined of several rows: the longest end of it that is a name, else its beginning.
fn joined(kind: Kind, text: &str) -> Option<Found> {
    let tails = text.char_indices().filter(|(_, c)| *c == '/').map(|(at, _)| &text[at + 1..]);
    let tail = tails.filter_map(|tail| named(kind, &Header::read(tail))).next().map(|found| (found, TAIL_LOSS));
    let head = || text.split_once('/').and_then(|(head, _)| named(kind, &Header::read(head))).map(|found| (found, HEAD_LOSS));
    let ((column, certainty, why, unit), loss) = tail.or_else(head)?;
    Some((column, certainty.saturating_sub(loss), why, unit.or_else(|| unit_of(text))))
}

/// A header that is a name by itself.
fn named(kind: Kind, header: &Header) -> Option<Found> {
    let names = names(kind);
    if let Some(entry) = [&header.full, &header.bare].into_iter().find_map(|name| names.get(name)) {
        return entry.map(|(column, certainty, why)| (column, certainty, why, header.unit));
    }
    // A unit that stands at the end without brackets: 金额万元, revenue_wan_cny.
    header.full.char_indices().skip(1).find_map(|(at, _)| {
        let (column, certainty, why) = (*names.get(&header.full[..at])?)?;
        let measures = column.measure != Measure::None;
        unit::parse(&header.full[at..]).filter(|_| measures).map(|unit| (column, certainty, why, Some(unit)))
    })
}

/// A kind's names, folded: which column each means; nothing where the letters stand for several.
type Names = HashMap<String, Option<(&'static Column, u8, Why)>>;

fn names(kind: Kind) -> &'static Names {
    static INDEX: OnceLock<HashMap<Kind, Names>> = OnceLock::new();
    static NONE: OnceLock<Names> = OnceLock::new();
    let index = INDEX.get_or_init(|| Kind::ALL.iter().map(|kind| (*kind, index(*kind))).collect());
    index.get(&kind).unwrap_or_else(|| NONE.get_or_init(Names::new))
}

fn index(kind: Kind) -> Names {
    let mut names = Names::new();
    for column in columns(kind) {
        let canonical = [column.header, column.key].into_iter().map(|name| (name, CANONICAL, Why::Canonical));
        for (name, certainty, why) in canonical.chain(column.aliases.iter().map(|name| (*name, ALIAS, Why::Alias))) {
            let held = names.entry(Header::read(name).full).or_insert(Some((column, certainty, why)));
            if held.is_some_and(|(_, held, _)| certainty > held) {
                *held = Some((column, certainty, why));
            }
        }
    }
    for column in columns(kind) {
        for name in [&column.header].into_iter().chain(column.aliases) {
            let Some((whole, initials)) = sounds(name) else { continue };
            add_sound(&mut names, whole, (column, PINYIN, Why::Pinyin));
            if initials.len() >= 3 {
                add_sound(&mut names, initials, (column, INITIALS, Why::Pinyin));
            }
        }
    }
    names
}

/// Letters that stand for two columns stand for none, unless the one is the surer.
fn add_sound(names: &mut Names, letters: String, sound: (&'static Column, u8, Why)) {
    let held = names.entry(letters).or_insert(Some(sound));
    if let Some((column, certainty, _)) = *held
        && column.key != sound.0.key
    {
        *held = match certainty.cmp(&sound.1) {
            std::cmp::Ordering::Less => Some(sound),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => *held,
        };
    }
}

/// A Chinese name's pinyin without tones: whole, and its initials; nothing for a name with other letters.
fn sounds(name: &str) -> Option<(String, String)> {
    let (mut whole, mut initials) = (String::new(), String::new());
    for c in fold(name).chars() {
        let sound = c.to_pinyin()?.plain();
        // ü is typed as v.
        let sound = sound.replace('ü', "v");
        initials.push(sound.chars().next()?);
        whole.push_str(&sound);
    }
    (!whole.is_empty()).then_some((whole, initials))
}
