//! Codes and amounts: credit codes, references, voucher numbers, found by any part of four characters, shorter parts
//! by their beginning; amounts by what they come to.

use memchr::memmem;

use super::fold;
use crate::domain::Id;

/// A part shorter than this finds a code only as its beginning.
const PART_MIN: usize = 4;

/// Shorter than this nothing is looked up among codes.
const BEGINNING_MIN: usize = 2;

/// What a code belongs to: its kind's place in [`super::HitKind`], and its id.
pub type Owner = (super::HitKind, Id);

/// All codes, one behind the other.
#[derive(Debug, Default)]
pub struct Codes {
    /// As compared, each behind a byte 0.
    text: Vec<u8>,
    /// As written.
    shown: String,
    entries: Vec<Entry>,
    amounts: Vec<(i64, Id)>,
    /// Whether `amounts` is in order.
    sorted: bool,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    start: u32,
    shown: u32,
    owner: Option<Owner>,
}

/// A code that holds what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Whose it is.
    pub owner: Owner,
    /// The code as written.
    pub shown: String,
    /// 1000 for the whole, less for a beginning, less for a part.
    pub score: i32,
}

impl Codes {
    /// Adds a code.
    pub fn put(&mut self, owner: Owner, code: &str) {
        let folded = fold::code(code);
        if folded.is_empty() {
            return;
        }
        self.entries.push(Entry { start: place(self.text.len() + 1), shown: place(self.shown.len()), owner: Some(owner) });
        self.text.push(0);
        self.text.extend(folded);
        self.shown.push_str(code);
    }

    /// Adds an amount in minor units; its sign does not matter.
    pub fn put_amount(&mut self, fund: Id, minor: i64) {
        self.amounts.push((minor.saturating_abs(), fund));
        self.sorted = false;
    }

    /// Puts the amounts in order; called when a batch is in.
    pub fn settle(&mut self) {
        if !self.sorted {
            self.amounts.sort_unstable();
            self.amounts.dedup();
            self.sorted = true;
        }
    }

    /// Forgets what belongs to a record.
    pub fn forget(&mut self, owner: Owner) {
        for entry in self.entries.iter_mut().filter(|entry| entry.owner == Some(owner)) {
            entry.owner = None;
        }
    }

    /// Forgets what belongs to some lines of the ledger.
    pub fn forget_lines(&mut self, lines: &std::collections::BTreeSet<Id>) {
        for entry in &mut self.entries {
            if entry.owner.is_some_and(|(kind, id)| kind == super::HitKind::Fund && lines.contains(&id)) {
                entry.owner = None;
            }
        }
        self.amounts.retain(|(_, fund)| !lines.contains(fund));
    }

    /// Codes that hold `part`, as [`fold::code`] writes it.
    pub fn find(&self, part: &[u8], limit: usize) -> Vec<Found> {
        let mut out = Vec::new();
        if part.len() < BEGINNING_MIN {
            return out;
        }
        let from_beginning = part.len() < PART_MIN;
        let mut needle = Vec::with_capacity(part.len() + 1);
        if from_beginning {
            needle.push(0);
        }
        needle.extend_from_slice(part);
        let mut last = usize::MAX;
        for at in memmem::find_iter(&self.text, &needle) {
            let at = at + usize::from(from_beginning);
            let index = self.entries.partition_point(|entry| entry.start as usize <= at) - 1;
            let Entry { start, owner: Some(owner), .. } = self.entries[index] else { continue };
            if index == last {
                continue;
            }
            last = index;
            let end = self.entries.get(index + 1).map_or(self.text.len(), |next| next.start as usize - 1);
            let score = match (at == start as usize, at + part.len() == end) {
                (true, true) => 1000,
                (true, false) => 860,
                (false, true) => 720,
                (false, false) => 700,
            };
            out.push(Found { owner, shown: self.shown(index).to_owned(), score });
            if out.len() >= limit {
                break;
            }
        }
        out
    }

    /// Lines of exactly this amount in minor units.
    pub fn of_amount(&self, minor: i64) -> impl Iterator<Item = Id> + '_ {
        let from = self.amounts.partition_point(|(amount, _)| *amount < minor);
        self.amounts[from..].iter().take_while(move |(amount, _)| *amount == minor).map(|(_, fund)| *fund)
    }

    /// Every code and amount with what it belongs to.
    pub fn content(&self) -> impl Iterator<Item = String> + '_ {
        let codes = self.entries.iter().enumerate().filter_map(|(index, entry)| {
            let (kind, id) = entry.owner?;
            Some([kind.code(), "\t", &id.to_string(), "\t#", self.shown(index)].concat())
        });
        codes.chain(self.amounts.iter().map(|(minor, fund)| ["fund\t", &fund.to_string(), "\t=", &minor.to_string()].concat()))
    }

    fn shown(&self, index: usize) -> &str {
        let from = self.entries[index].shown as usize;
        let to = self.entries.get(index + 1).map_or(self.shown.len(), |next| next.shown as usize);
        &self.shown[from..to]
    }
}

#[expect(clippy::cast_possible_truncation, reason = "4 GiB of codes are a thousand times what a bureau has")]
const fn place(at: usize) -> u32 {
    at as u32
}

/// A typed amount in minor units: `8000000`, `8,000,000.00`, `800万`, `1.2亿`; none where it is no amount.
pub fn amount(text: &str) -> Option<i64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '，' | '¥' | '￥')).collect();
    let plain = plain.trim_end_matches('元');
    let (digits, unit_fen) = match plain.strip_suffix('万') {
        Some(digits) => (digits, 1_000_000_i64),
        None => plain.strip_suffix('亿').map_or((plain, 100), |digits| (digits, 10_000_000_000)),
    };
    let amount: rust_decimal::Decimal = digits.parse().ok()?;
    let minor = amount.checked_mul(unit_fen.into())?;
    (minor.fract().is_zero() && !minor.is_zero()).then(|| i64::try_from(minor.abs().trunc()).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::HitKind;
    use super::*;

    #[test]
    fn any_four_characters_find_a_code() {
        let id = |n: u8| Id::from_bytes([n; 16]);
        let mut codes = Codes::default();
        codes.put((HitKind::Company, id(1)), "91440300708461136T");
        codes.put((HitKind::Fund, id(2)), "2025-0001");
        codes.put((HitKind::Fund, id(3)), "2025-0002");
        let found = |codes: &Codes, part: &str| {
            codes.find(&fold::code(part), 10).into_iter().map(|found| found.owner.1).collect::<Vec<_>>()
        };
        assert_eq!(found(&codes, "7084"), [id(1)]);
        assert_eq!(found(&codes, "136t"), [id(1)]);
        assert_eq!(found(&codes, "20250002"), [id(3)]);
        assert_eq!(found(&codes, "20"), [id(2), id(3)]);
        assert_eq!(found(&codes, "02"), []);
        codes.forget((HitKind::Fund, id(3)));
        assert_eq!(found(&codes, "2025-000"), [id(2)]);
    }

    #[test]
    fn an_amount_is_found_however_it_is_typed() {
        assert_eq!(amount("8,000,000.00"), Some(800_000_000));
        assert_eq!(amount("800万"), Some(800_000_000));
        assert_eq!(amount("1.2亿元"), Some(12_000_000_000));
        assert_eq!(amount("12.345"), None);
        assert_eq!(amount("华为"), None);
    }
}
