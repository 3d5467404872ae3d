//! The cells of one row by their canonical keys; every problem is noted under its row and header.

use chrono::NaiveDate;
use daowei_core::domain::money::Currency;
use rust_decimal::Decimal;

use crate::columns::{Mapped, Measure, NOTE, Unit, columns};
use crate::import::table::{Table, TableRow};
use crate::problem::{Code, Problem};
use crate::read::{Cell, NO_CACHED_VALUE};
use crate::values::word::Word;
use crate::values::{self, Parsed};

/// What a text of the store holds at most, in characters: a long minute, not a book.
const TEXT_CHARS_MAX: usize = 20_000;

/// What a name holds at most, in characters: the longest company name we know of has 68.
const NAME_CHARS_MAX: usize = 500;

/// A row being read.
pub(super) struct Fields<'a> {
    table: &'a Table,
    row: TableRow<'a>,
    problems: Vec<Problem>,
    warnings: Vec<Problem>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(table: &'a Table, row: TableRow<'a>) -> Self {
        let mut fields = Self { table, row, problems: Vec::new(), warnings: Vec::new() };
        for (place, mapped) in table.mapping.columns.iter().enumerate() {
            if let (Some(mapped), Cell::Error(shown)) = (mapped, row.cell(place)) {
                let code = if shown == NO_CACHED_VALUE { Code::FormulaWithoutValue } else { Code::CellError };
                let problem = Problem::of_row(row.number(), code).in_column(&mapped.header).with("value", shown);
                fields.problems.push(problem);
            }
        }
        fields
    }

    /// What was wrong, and what is worth saying.
    pub(super) fn finish(self) -> (Vec<Problem>, Vec<Problem>) {
        (self.problems, self.warnings)
    }

    fn mapped(&self, key: &str) -> Option<(usize, &'a Mapped)> {
        self.table.mapped(key)
    }

    /// The cell of a key, blank where column or cell is not there or says that there is nothing; without a
    /// column, what every row says.
    pub(super) fn cell(&self, key: &str) -> Cell<'a> {
        let cell = match self.mapped(key) {
            Some((place, _)) => self.row.cell(place),
            None => self.table.constants.get(key).map_or(Cell::Empty, |text| Cell::text(text)),
        };
        if matches!(cell, Cell::Error(_)) || values::is_missing(cell.shown()) { Cell::Empty } else { cell }
    }

    /// The columns of a key that stands several times, each with its header and cell.
    pub(super) fn cells_of(&self, key: &'static str) -> impl Iterator<Item = (&'a str, Cell<'a>)> + use<'a> {
        let row = self.row;
        self.table.mapping.columns.iter().enumerate().filter_map(move |(place, mapped)| {
            let mapped = mapped.as_ref().filter(|mapped| mapped.key == key)?;
            let cell = row.cell(place);
            (!values::is_missing(cell.shown())).then_some((mapped.header.as_str(), cell))
        })
    }

    /// Whether the table has a column of this key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.mapped(key).is_some()
    }

    /// A year: `2025`, `2025年`, `2025年度`.
    pub(super) fn year(&mut self, key: &str) -> Option<i32> {
        self.take(key, |cell| {
            let text = cell.shown().trim();
            let text = text.strip_suffix('度').unwrap_or(text);
            let year = values::number::whole(&Cell::text(text.strip_suffix('年').unwrap_or(text)), 1900..=2200)?;
            i32::try_from(year).map_err(|_| Code::NotAWholeNumber)
        })
    }

    /// The unit a column's header names, or for money the one that the titles above the table name.
    fn header_unit(&self, key: &str) -> Option<Unit> {
        let own = self.mapped(key).and_then(|(_, mapped)| mapped.unit);
        let money = || columns(self.table.kind).iter().any(|column| column.key == key && column.measure == Measure::Money);
        own.or_else(|| self.table.layout.unit.filter(|_| money()))
    }

    /// Notes a problem of a column.
    pub(super) fn problem(&mut self, key: &str, code: Code) {
        let problem = self.said(key, code);
        self.note_problem(problem);
    }

    /// A cell may be asked for twice; what is wrong with it is said once.
    fn note_problem(&mut self, problem: Problem) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// Notes a problem with an argument of its own.
    pub(super) fn problem_with(&mut self, key: &str, code: Code, name: &str, value: impl ToString) {
        let problem = self.said(key, code).with(name, value);
        self.note_problem(problem);
    }

    /// Notes a problem of a column that stands for no key alone.
    pub(super) fn problem_at(&mut self, header: &str, code: Code, shown: &str) {
        let shown: String = shown.trim().chars().take(60).collect();
        let problem = Problem::of_row(self.row.number(), code).in_column(header).with("value", shown);
        self.note_problem(problem);
    }

    /// Notes what is worth saying about a column.
    pub(super) fn warning(&mut self, key: &str, code: Code) {
        let problem = self.said(key, code);
        self.warnings.push(problem);
    }

    fn said(&self, key: &str, code: Code) -> Problem {
        // What has no column goes by the name that a template gives it.
        let named = || columns(self.table.kind).iter().find(|column| column.key == key).map_or(key, |column| column.header);
        let header = self.mapped(key).map_or_else(named, |(_, mapped)| mapped.header.as_str());
        let shown: String = self.cell(key).shown().trim().chars().take(60).collect();
        Problem::of_row(self.row.number(), code).in_column(header).with("value", shown)
    }

    fn take<T>(&mut self, key: &str, read: impl FnOnce(&Cell<'_>) -> Parsed<T>) -> Option<T> {
        let cell = self.cell(key);
        if cell.is_blank() {
            return None;
        }
        read(&cell).map_err(|code| self.problem(key, code)).ok()
    }

    /// The value of a cell that must be there.
    pub(super) fn must<T>(&mut self, key: &str, value: Option<T>) -> Option<T> {
        if value.is_none() && self.cell(key).is_blank() && !self.is_error(key) {
            self.problem(key, Code::Required);
        }
        value
    }

    fn is_error(&self, key: &str) -> bool {
        self.mapped(key).is_some_and(|(place, _)| matches!(self.row.cell(place), Cell::Error(_)))
    }

    fn limited(&mut self, key: &str, most: usize) -> Option<String> {
        let text = self.cell(key).shown().trim();
        if text.is_empty() {
            return None;
        }
        // A NUL ends a text in the store's own tools; no ledger means one.
        if text.chars().count() > most || text.contains('\0') {
            self.problem(key, Code::TextTooLong);
            return None;
        }
        Some(text.to_owned())
    }

    /// Free text.
    pub(super) fn text(&mut self, key: &str) -> Option<String> {
        self.limited(key, TEXT_CHARS_MAX)
    }

    /// The note, with the columns that were added to it, each under its header.
    pub(super) fn note(&mut self) -> Option<String> {
        let mut note = self.text(NOTE);
        for place in &self.table.mapping.notes {
            let cell = self.row.cell(*place);
            if cell.is_blank() || values::is_missing(cell.shown()) || matches!(cell, Cell::Error(_)) {
                continue;
            }
            let header = self.table.layout.headers.get(*place).map_or("", String::as_str);
            let part = format!("{header}:{}", cell.shown().trim());
            note = Some(note.map_or_else(|| part.clone(), |held| format!("{held}\n{part}")));
        }
        if note.as_ref().is_some_and(|note| note.chars().count() > TEXT_CHARS_MAX) {
            self.problem(NOTE, Code::TextTooLong);
            return None;
        }
        note
    }

    /// A name: one line, blanks inside it single.
    pub(super) fn name(&mut self, key: &str) -> Option<String> {
        let name = self.limited(key, NAME_CHARS_MAX)?;
        if !name.contains(char::is_whitespace) {
            return Some(name);
        }
        Some(name.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// A code, every digit kept.
    pub(super) fn reference(&mut self, key: &str) -> Option<String> {
        self.take(key, values::code::reference)
    }

    /// A credit code.
    pub(super) fn uscc(&mut self, key: &str) -> Option<String> {
        self.take(key, values::code::uscc)
    }

    /// A legal entity identifier.
    pub(super) fn lei(&mut self, key: &str) -> Option<String> {
        self.take(key, values::code::lei)
    }

    /// A calendar date.
    pub(super) fn date(&mut self, key: &str) -> Option<NaiveDate> {
        self.take(key, values::date::parse)
    }

    /// A member of a vocabulary.
    pub(super) fn word<W: Word>(&mut self, key: &str) -> Option<W> {
        let cell = self.cell(key);
        if cell.is_blank() {
            return None;
        }
        W::read(cell.shown()).map_err(|code| self.problem_with(key, code, "expected", W::accepted())).ok()
    }

    /// A whole number.
    pub(super) fn whole(&mut self, key: &str, range: std::ops::RangeInclusive<i64>) -> Option<i64> {
        self.take(key, |cell| values::number::whole(cell, range))
    }

    /// A positive decimal.
    pub(super) fn rate(&mut self, key: &str) -> Option<Decimal> {
        self.take(key, values::number::rate)
    }

    /// A share in parts of `whole`.
    pub(super) fn share(&mut self, key: &str, whole: i64) -> Option<i64> {
        let unit = self.header_unit(key);
        self.take(key, |cell| values::number::share(cell, unit, whole))
    }

    /// A currency.
    pub(super) fn currency(&mut self, key: &str) -> Option<Currency> {
        self.take(key, |cell| values::word::currency(cell.shown()))
    }

    /// Money in whole units, with the currency that cell or header names.
    pub(super) fn money(&mut self, key: &str, roughly: bool) -> Option<(Decimal, Option<Currency>)> {
        let unit = self.header_unit(key);
        self.take(key, |cell| values::number::money(cell, unit, roughly))
    }

    /// Money in fen; another currency than CNY is refused. An estimate is taken with a warning.
    pub(super) fn fen(&mut self, key: &str) -> Option<i64> {
        let (amount, currency) = self.money(key, true)?;
        if currency.is_some_and(|currency| currency != Currency::CNY) {
            self.problem(key, Code::CurrencyConflict);
            return None;
        }
        if values::number::parse(&self.cell(key)).is_ok_and(|number| number.approximate) {
            self.warning(key, Code::Approximate);
        }
        let fen = values::number::minor(amount, Currency::CNY).map_err(|code| self.problem(key, code)).ok()?;
        if fen < 0 {
            self.problem(key, Code::Negative);
            return None;
        }
        Some(fen)
    }

    /// A revenue as a decimal in its own unit, and the unit: of the cell, of the header, of a column beside it.
    pub(super) fn revenue(&mut self, key: &str, unit_key: &str) -> Option<(String, Option<String>)> {
        let header = self.header_unit(key);
        let number = self.take(key, values::number::parse)?;
        let beside = values::is_missing(self.cell(unit_key).shown());
        let beside = if beside { None } else { crate::columns::unit::parse(self.cell(unit_key).shown()) };
        let told = [number.unit.filter(|_| number.scaled), header, beside, number.unit].into_iter().flatten().next();
        let unit = match told {
            Some(Unit::Money { power, currency }) => Some(crate::columns::unit::shown(power, currency)),
            _ => None,
        };
        Some((number.value.normalize().to_string(), unit))
    }

    /// A country as ISO 3166 alpha-2; an unknown one is warned about and left out.
    pub(super) fn country(&mut self, key: &str) -> Option<String> {
        let text = self.name(key)?;
        let code = values::country::code(&text);
        if code.is_none() {
            self.warning(key, Code::UnknownCountry);
        }
        code.map(str::to_owned)
    }
}
