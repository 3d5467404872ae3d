//! The cells of one row by their canonical keys; every problem is noted under its row and header.

use chrono::NaiveDate;
use daowei_core::domain::money::Currency;
use rust_decimal::Decimal;

use crate::columns::{Mapped, Mapping, Unit};
use crate::import::table::Table;
use crate::problem::{Code, Problem};
use crate::read::{Cell, NO_CACHED_VALUE, Row};
use crate::values::word::Word;
use crate::values::{self, Parsed};

/// What a text of the store holds at most, in characters: a long minute, not a book.
const TEXT_CHARS_MAX: usize = 20_000;

/// What a name holds at most, in characters: the longest company name we know of has 68.
const NAME_CHARS_MAX: usize = 500;

static EMPTY: Cell = Cell::Empty;

/// A row being read.
pub(super) struct Fields<'a> {
    mapping: &'a Mapping,
    row: &'a Row,
    problems: Vec<Problem>,
    warnings: Vec<Problem>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(table: &'a Table, row: &'a Row) -> Self {
        let mut fields = Self { mapping: &table.mapping, row, problems: Vec::new(), warnings: Vec::new() };
        for (mapped, cell) in table.mapping.columns.iter().zip(&row.cells) {
            if let (Some(mapped), Cell::Error(shown)) = (mapped, cell) {
                let code = if &**shown == NO_CACHED_VALUE { Code::FormulaWithoutValue } else { Code::CellError };
                let problem = Problem::of_row(row.number, code).in_column(&mapped.header).with("value", shown);
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
        let place = self.mapping.place(key)?;
        Some((place, self.mapping.columns[place].as_ref()?))
    }

    /// The cell of a key, blank where column or cell is not there or says that there is nothing.
    pub(super) fn cell(&self, key: &str) -> &'a Cell {
        let cell = self.mapped(key).and_then(|(place, _)| self.row.cells.get(place)).unwrap_or(&EMPTY);
        if matches!(cell, Cell::Error(_)) || values::is_missing(cell.shown()) { &EMPTY } else { cell }
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

    fn header_unit(&self, key: &str) -> Option<Unit> {
        self.mapped(key).and_then(|(_, mapped)| mapped.unit)
    }

    /// Notes a problem of a column.
    pub(super) fn problem(&mut self, key: &str, code: Code) {
        let problem = self.said(key, code);
        self.note(problem);
    }

    /// A cell may be asked for twice; what is wrong with it is said once.
    fn note(&mut self, problem: Problem) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// Notes a problem with an argument of its own.
    pub(super) fn problem_with(&mut self, key: &str, code: Code, name: &str, value: impl ToString) {
        let problem = self.said(key, code).with(name, value);
        self.note(problem);
    }

    /// Notes what is worth saying about a column.
    pub(super) fn warning(&mut self, key: &str, code: Code) {
        let problem = self.said(key, code);
        self.warnings.push(problem);
    }

    fn said(&self, key: &str, code: Code) -> Problem {
        let header = self.mapped(key).map_or(key, |(_, mapped)| mapped.header.as_str());
        let shown: String = self.cell(key).shown().trim().chars().take(60).collect();
        Problem::of_row(self.row.number, code).in_column(header).with("value", shown)
    }

    fn take<T>(&mut self, key: &str, read: impl FnOnce(&Cell) -> Parsed<T>) -> Option<T> {
        let cell = self.cell(key);
        if cell.is_blank() {
            return None;
        }
        read(cell).map_err(|code| self.problem(key, code)).ok()
    }

    /// The value of a cell that must be there.
    pub(super) fn must<T>(&mut self, key: &str, value: Option<T>) -> Option<T> {
        if value.is_none() && self.cell(key).is_blank() && !self.is_error(key) {
            self.problem(key, Code::Required);
        }
        value
    }

    fn is_error(&self, key: &str) -> bool {
        self.mapped(key).and_then(|(place, _)| self.row.cells.get(place)).is_some_and(|cell| matches!(cell, Cell::Error(_)))
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

    /// A name: one line, blanks inside it single.
    pub(super) fn name(&mut self, key: &str) -> Option<String> {
        self.limited(key, NAME_CHARS_MAX).map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "))
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
        if values::number::parse(self.cell(key)).is_ok_and(|number| number.approximate) {
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
