//! Whether a typed word stands at a place of a field: each of its characters as itself, by its pinyin or by its initial,
//! in any mixture (`hw技术`, `华为js`); and with one letter wrong.

use super::fold::{Cell, GAP, begins_word, is_han, is_letter};
use super::sound::Sounds;

/// Steps after which a word that can be read in very many ways is given up.
const STEPS_MAX: u32 = 600;

/// The longest English word that is read as one, in letters.
const WORD_MAX: usize = 32;

/// Where a word stands, and how it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// The cell behind the last one it covers.
    pub to: usize,
    /// Characters read by their whole sound.
    pub sounds: u16,
    /// Characters read by their initial, and English words by their first letter.
    pub initials: u16,
}

impl Match {
    const fn cost(self) -> u16 {
        self.sounds * 2 + self.initials * 5
    }
}

/// The best reading of `word` from `at` on.
pub fn stands(word: &[Cell], field: &[Cell], at: usize, sounds: &Sounds) -> Option<Match> {
    let mut reader = Reader { word, field, sounds, steps: 0 };
    reader.read(0, at, Match { to: at, sounds: 0, initials: 0 })
}

struct Reader<'a> {
    word: &'a [Cell],
    field: &'a [Cell],
    sounds: &'a Sounds,
    steps: u32,
}

impl Reader<'_> {
    fn read(&mut self, next: usize, at: usize, so_far: Match) -> Option<Match> {
        if next == self.word.len() {
            return Some(Match { to: at, ..so_far });
        }
        self.steps += 1;
        let at = if self.field.get(at) == Some(&GAP) { at + 1 } else { at };
        let cell = *self.field.get(at)?;
        if self.steps > STEPS_MAX {
            return None;
        }
        if cell == self.word[next] {
            let same = self.read(next + 1, at + 1, so_far);
            // Nothing reads better than the characters themselves.
            if same.is_some_and(|same| same.cost() == so_far.cost()) || !is_letter(cell) {
                return same;
            }
            return better(same, self.acronym(next, at, so_far));
        }
        if is_han(cell) && is_letter(self.word[next]) { self.sound(next, at, so_far) } else { None }
    }

    /// The letter as the first of an English word, the next letter as the first of the word after.
    fn acronym(&mut self, next: usize, at: usize, so_far: Match) -> Option<Match> {
        if next + 1 == self.word.len() || !begins_word(self.field, at) {
            return None;
        }
        let gap = self.field[at..].iter().position(|cell| *cell == GAP)?;
        self.read(next + 1, at + gap + 1, Match { initials: so_far.initials + 1, ..so_far })
    }

    fn sound(&mut self, next: usize, at: usize, so_far: Match) -> Option<Match> {
        let (sounds, rest) = (self.sounds, &self.word[next..]);
        let mut best = None;
        for reading in sounds.of(self.field[at]) {
            let same = reading.iter().zip(rest).take_while(|(have, want)| u16::from(**have) == **want).count();
            if same == 0 {
                continue;
            }
            if same == rest.len() || same == reading.len() {
                let whole = Match { sounds: so_far.sounds + 1, ..so_far };
                best = better(best, self.read(next + same, at + 1, whole));
            }
            let initial = Match { initials: so_far.initials + 1, ..so_far };
            if same < rest.len() && reading.len() > 1 {
                best = better(best, self.read(next + 1, at + 1, initial));
            }
            if same > 1 && same < rest.len() && reading[1] == b'h' && reading.len() > 2 {
                best = better(best, self.read(next + 2, at + 1, initial));
            }
        }
        best
    }
}

fn better(a: Option<Match>, b: Option<Match>) -> Option<Match> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.cost() < a.cost() { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// As [`stands`] for a word of letters with exactly one of them wrong, missing, doubled or changed with its neighbour;
/// characters by their whole sound only. Gives the cell behind the last one covered.
pub fn nearly_stands(word: &[u8], field: &[Cell], at: usize, sounds: &Sounds) -> Option<usize> {
    near(word, field, at, sounds, false)
}

fn near(word: &[u8], field: &[Cell], at: usize, sounds: &Sounds, wrong: bool) -> Option<usize> {
    if word.is_empty() {
        return wrong.then_some(at);
    }
    let at = if field.get(at) == Some(&GAP) { at + 1 } else { at };
    let readings = sounds.of(*field.get(at)?);
    if !readings.is_empty() {
        let rest = |taken: usize, wrong: bool| near(word.get(taken..)?, field, at + 1, sounds, wrong);
        return readings.iter().find_map(|letters| through(word, letters, wrong, rest));
    }
    // An English word is read at once, so that two of its letters may have changed places.
    let mut own = [0; WORD_MAX];
    let cells = field[at..].iter().take_while(|cell| is_letter(**cell)).take(WORD_MAX);
    let long = own.iter_mut().zip(cells).map(|(own, cell)| *own = u8::try_from(*cell).unwrap_or(0)).count();
    let rest = |taken: usize, wrong: bool| near(word.get(taken..)?, field, at + long, sounds, wrong);
    if long == 0 { None } else { through(word, &own[..long], wrong, rest) }
}

/// Whether a word may begin with this character's whole sound, or with the two letters of an initial such as zh.
pub fn may_sound(word: &[Cell], cell: Cell, sounds: &Sounds) -> bool {
    sounds.of(cell).iter().any(|reading| {
        let same = reading.iter().zip(word).take_while(|(have, want)| u16::from(**have) == **want).count();
        same > 0 && (same == word.len() || same == reading.len() || same > 1 && reading[1] == b'h')
    })
}

/// Whether a word may stand where this character does, as [`nearly_stands`] reads it, for all that the character itself says.
pub fn may_nearly_begin(word: &[u8], cell: Cell, sounds: &Sounds) -> bool {
    let any = |taken: usize, _: bool| (taken <= word.len()).then_some(taken);
    sounds.of(cell).iter().any(|letters| through(word, letters, false, any).is_some())
}

/// Reads what is written `letters`; `rest` reads on behind so many letters of the word, a wrong one among them or not yet.
fn through(word: &[u8], letters: &[u8], wrong: bool, rest: impl Fn(usize, bool) -> Option<usize>) -> Option<usize> {
    let same = letters.iter().zip(word).take_while(|(have, want)| have == want).count();
    if (same == letters.len() || same == word.len())
        && let Some(found) = rest(same, wrong)
    {
        return Some(found);
    }
    if wrong {
        return None;
    }
    let (have, want) = (&letters[same.min(letters.len())..], &word[same.min(word.len())..]);
    let goes_on = |have: &[u8], want: &[u8]| {
        let end = have.len().min(want.len());
        (have[..end] == want[..end]).then(|| word.len() - want.len() + end)
    };
    // One letter too many in the word, also between two characters.
    if !want.is_empty()
        && let Some(found) = goes_on(have, &want[1..]).and_then(|taken| rest(taken, true))
    {
        return Some(found);
    }
    let (Some(first), Some(_)) = (have.first(), want.first()) else { return None };
    // Another letter; one missing; two changed.
    goes_on(&have[1..], &want[1..])
        .and_then(|taken| rest(taken, true))
        .or_else(|| goes_on(&have[1..], want).and_then(|taken| rest(taken, true)))
        .or_else(|| {
            let changed = have.len() > 1 && want.len() > 1 && have[1] == want[0] && *first == want[1];
            changed.then(|| goes_on(&have[2..], &want[2..])).flatten().and_then(|taken| rest(taken, true))
        })
}

#[cfg(test)]
mod tests {
    use super::super::fold::cells;
    use super::*;

    fn sounds(text: &str) -> Sounds {
        let mut sounds = Sounds::default();
        sounds.learn(&cells(text));
        sounds
    }

    #[test]
    fn each_character_is_read_as_itself_by_sound_or_by_initial() {
        let name = "华为技术有限公司";
        let known = sounds(name);
        for typed in ["华为", "huawei", "hw", "huaw", "hwjs", "hw技术", "华为js", "huaweijishu", "huawjs", "hwjishu"] {
            assert!(stands(&cells(typed), &cells(name), 0, &known).is_some(), "{typed}");
        }
        for typed in ["huawai", "华位", "wh", "hwsj"] {
            assert!(stands(&cells(typed), &cells(name), 0, &known).is_none(), "{typed}");
        }
    }

    #[test]
    fn every_reading_counts() {
        for (name, typed) in [
            ("重庆银行", "chongqingyinhang"),
            ("重庆银行", "zhongqing"),
            ("厦门", "xiamen"),
            ("长安", "changan"),
            ("中国", "zhguo"),
        ] {
            assert!(stands(&cells(typed), &cells(name), 0, &sounds(name)).is_some(), "{typed}");
        }
    }

    #[test]
    fn first_letters_of_english_words_are_read_on() {
        let name = "Industrial & Commercial Bank of China";
        assert!(stands(&cells("icboc"), &cells(name), 0, &sounds(name)).is_some());
        assert!(stands(&cells("industrialcomm"), &cells(name), 0, &sounds(name)).is_some());
    }

    #[test]
    fn one_letter_may_be_wrong_and_no_more() {
        for (name, typed) in [
            ("华为技术", "huawai"),
            ("华为技术", "huwei"),
            ("华为技术", "huaweii"),
            ("华为技术", "hauwei"),
            ("华为技术", "huaweijoshu"),
            ("Microsoft", "microsft"),
            ("Microsoft", "micorsoft"),
            ("Microsoft", "nicrosoft"),
        ] {
            assert!(nearly_stands(typed.as_bytes(), &cells(name), 0, &sounds(name)).is_some(), "{typed}");
        }
        for (name, typed) in [("华为技术", "huawei"), ("华为技术", "haowai"), ("Microsoft", "mcrosfot")] {
            assert!(nearly_stands(typed.as_bytes(), &cells(name), 0, &sounds(name)).is_none(), "{typed}");
        }
    }
}
