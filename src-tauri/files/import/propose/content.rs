//! What a column holds, by its cells, and which canonical columns that may be.

use daowei_core::domain::company::Control;
use daowei_core::domain::fund::{Form, Origin, Status, VoucherKind};
use daowei_core::domain::list::TargetLine;
use daowei_core::domain::meeting::{Level, Mode};
use daowei_core::domain::project::{Basis, Stage};

use crate::columns::{self, CERTAIN, Given, Header, Kind, Mapped, Mapping, Unit, Why};
use crate::import::layout::Layout;
use crate::read::{Cell, Sheet};
use crate::values::{self, word::Word};

/// How many filled cells of a column are looked at.
const CELLS: usize = 120;

/// Of a hundred cells, how many must be what the column is said to be.
const MOST: usize = 90;

/// How sure a column is whose cells fit two columns, or one that the table can do without.
const DOUBTFUL: u8 = 45;

/// What a column's cells are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Date,
    Uscc,
    Lei,
    Percent,
    Money,
    Companies,
    ChineseNames,
    Ranks,
    Currency,
    Word(&'static str),
}

impl Holds {
    /// Chinese names are companies as well.
    fn is(self, wanted: Self) -> bool {
        self == wanted || (self, wanted) == (Self::ChineseNames, Self::Companies)
    }
}

/// The first cells of a table's columns.
#[derive(Default)]
pub(super) struct Samples {
    holds: Vec<Option<Holds>>,
}

impl Samples {
    pub(super) fn take(sheet: &Sheet, layout: &Layout) -> Self {
        let column = |column: usize| {
            let cells: Vec<Cell<'_>> = layout
                .body
                .clone()
                .filter_map(|place| sheet.row(place))
                .map(|row| row.cell(column))
                .filter(|cell| !cell.is_blank() && !values::is_missing(cell.shown()))
                .take(CELLS)
                .collect();
            holds(&cells)
        };
        Self { holds: layout.columns.clone().map(column).collect() }
    }

    /// Gives columns without a name for the keys that they can only be, and for those that they may be.
    pub(super) fn complete(&self, kind: Kind, layout: &Layout, given: &Given, mapping: &mut Mapping) {
        let left_out = |place: usize| {
            let header = Header::read(&layout.headers[place]).full;
            given.iter().any(|(name, key)| key.is_none() && Header::read(name).full == header)
        };
        let free: Vec<usize> = (0..mapping.columns.len())
            .filter(|place| mapping.columns[*place].is_none() && !mapping.notes.contains(place) && !left_out(*place))
            .collect();
        for column in columns::columns(kind) {
            if mapping.place(column.key).is_some() || instead(column.required, mapping) {
                continue;
            }
            let Some(wanted) = expects(column.key) else { continue };
            let fits: Vec<usize> = free
                .iter()
                .copied()
                .filter(|place| {
                    mapping.columns[*place].is_none()
                        && self.holds.get(*place).copied().flatten().is_some_and(|held| held.is(wanted))
                })
                .collect();
            let Some(place) = fits.first().copied() else { continue };
            // A credit code is nothing else; anything else is certain only where it is needed and alone.
            let own = matches!(wanted, Holds::Uscc | Holds::Lei | Holds::Word(_));
            let certain = fits.len() == 1 && (own || column.required.is_some());
            let header = &layout.headers[place];
            mapping.columns[place] = Some(Mapped {
                key: column.key,
                header: if header.is_empty() { letters(layout.columns.start + place) } else { header.clone() },
                unit: Header::read(header).unit,
                why: Why::Content,
                certainty: if certain { CERTAIN } else { DOUBTFUL },
            });
        }
        mapping.ignored = columns::ignored(&layout.headers, mapping);
    }
}

/// Whether another column does in this one's stead.
fn instead(required: Option<&'static [&'static str]>, mapping: &Mapping) -> bool {
    required.is_some_and(|others| others.iter().any(|key| mapping.place(key).is_some()))
}

/// A column without a header as a spreadsheet names it: A, B, … AA.
fn letters(column: usize) -> String {
    let (mut letters, mut rest) = (Vec::new(), column + 1);
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// What the cells of a canonical column are; nothing where they may be anything.
fn expects(key: &str) -> Option<Holds> {
    Some(match key {
        "date" | "arrival" | "signed_on" => Holds::Date,
        "uscc" => Holds::Uscc,
        "lei" => Holds::Lei,
        "percent" | "share" => Holds::Percent,
        "amount" | "agreed_amount" | "target" | "revenue" => Holds::Money,
        "name_zh" => Holds::ChineseNames,
        "investor" | "company" | "parent" | "child" => Holds::Companies,
        "rank" => Holds::Ranks,
        "currency" => Holds::Currency,
        "form" | "origin" | "status" | "voucher_kind" | "line" | "level" | "mode" | "basis" | "stage" | "control" => {
            return VOCABULARIES.iter().find(|(name, _)| *name == key).map(|(name, _)| Holds::Word(name));
        }
        _ => return None,
    })
}

/// Each vocabulary by its key.
type Vocabulary = (&'static str, fn(&str) -> bool);
const VOCABULARIES: &[Vocabulary] = &[
    ("form", |text| Form::read(text).is_ok()),
    ("origin", |text| Origin::read(text).is_ok()),
    ("status", |text| Status::read(text).is_ok()),
    ("voucher_kind", |text| VoucherKind::read(text).is_ok()),
    ("line", |text| TargetLine::read(text).is_ok()),
    ("level", |text| Level::read(text).is_ok()),
    ("mode", |text| Mode::read(text).is_ok()),
    ("basis", |text| Basis::read(text).is_ok()),
    ("stage", |text| Stage::read(text).is_ok()),
    ("control", |text| Control::read(text).is_ok()),
];

fn holds(cells: &[Cell<'_>]) -> Option<Holds> {
    if cells.is_empty() {
        return None;
    }
    let most = |is: &dyn Fn(&Cell<'_>) -> bool| cells.iter().filter(|cell| is(cell)).count() * 100 >= cells.len() * MOST;
    let digits = |cell: &Cell<'_>| cell.shown().bytes().all(|byte| byte.is_ascii_digit());
    if most(&|cell| values::code::uscc(cell).is_ok()) {
        return Some(Holds::Uscc);
    }
    if most(&|cell| values::code::lei(cell).is_ok()) {
        return Some(Holds::Lei);
    }
    // A five-digit number may be a serial date; a column of them is dates only where they are written so.
    if most(&|cell| values::date::parse(cell).is_ok() && !(digits(cell) && cell.shown().len() == 5)) {
        return Some(Holds::Date);
    }
    if most(&|cell| values::word::currency(cell.shown()).is_ok()) {
        return Some(Holds::Currency);
    }
    if let Some((key, _)) = VOCABULARIES.iter().find(|(_, is)| most(&|cell| is(cell.shown()))) {
        return Some(Holds::Word(key));
    }
    let number = |cell: &Cell<'_>| values::number::parse(cell).ok();
    if most(&|cell| number(cell).is_some_and(|number| matches!(number.unit, Some(Unit::Percent)))) {
        return Some(Holds::Percent);
    }
    if is_ranks(cells) {
        return Some(Holds::Ranks);
    }
    if most(&|cell| number(cell).is_some_and(|number| !matches!(number.unit, Some(Unit::Percent)))) && !most(&|cell| is_code(cell))
    {
        return Some(Holds::Money);
    }
    let chinese = most(&|cell| cell.shown().chars().any(values::companies::is_han));
    let names = if chinese { Holds::ChineseNames } else { Holds::Companies };
    most(&|cell| is_company(cell.shown())).then_some(names)
}

/// Numbers that rise by one, ties and gaps aside.
fn is_ranks(cells: &[Cell<'_>]) -> bool {
    let ranks: Vec<i64> = cells.iter().filter_map(|cell| cell.shown().trim().parse().ok()).collect();
    let steps = ranks.windows(2).filter(|pair| (0..=2).contains(&(pair[1] - pair[0]))).count();
    ranks.len() == cells.len()
        && ranks.len() >= 3
        && ranks.first().is_some_and(|first| *first <= 10)
        && steps * 10 >= ranks.len() * 8
}

/// Digits that are a code: with a leading zero, or longer than any amount.
fn is_code(cell: &Cell<'_>) -> bool {
    let text = cell.shown().trim();
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits && (text.len() > 11 || text.starts_with('0') && text.len() > 1)
}

/// How a company's name ends.
const COMPANY_ENDS: &[&str] = &[
    "公司",
    "集团",
    "厂",
    "银行",
    "合伙企业",
    "合伙企业(有限合伙)",
    "inc",
    "inc.",
    "ltd",
    "ltd.",
    "co.",
    "corp",
    "corp.",
    "corporation",
    "company",
    "group",
    "plc",
    "llc",
    "holdings",
    "s.a.",
    "ag",
    "se",
    "n.v.",
    "gmbh",
];

fn is_company(text: &str) -> bool {
    let text = daowei_core::domain::name::half_width(text).trim().to_lowercase();
    COMPANY_ENDS.iter().any(|end| text.ends_with(end))
}
