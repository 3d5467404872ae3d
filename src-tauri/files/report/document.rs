//! What a report says, free of any format: headings, paragraphs, tables, charts and annexes.
//!
//! The renderers ([`super::xlsx`], Word, PDF) put a [`Document`] on paper and add nothing of their own. A number is kept
//! exactly, with the decimals in which it is shown, so that each format shows the same digits; a number that follows from
//! others says how ([`Derived`]), which is at once the workbook's live formula and what is recomputed from the written file.

use chrono::NaiveDate;
use daowei_core::domain::money::Fen;
use daowei_core::kpi::Hundredths;
use daowei_core::words::Language;
use rust_decimal::{Decimal, RoundingStrategy};

/// A whole document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The language it is written in.
    pub language: Language,
    /// The title; a line break in it is one on paper.
    pub title: String,
    /// Who issues it: the bureau.
    pub issuer: String,
    /// Its date, in words.
    pub dated: String,
    /// The day it was made, for a file's own properties; never the clock's.
    pub made_on: NaiveDate,
    /// Written across every page: 未关账.
    pub watermark: Option<String>,
    /// Upright for a report, across for a form of many columns.
    pub landscape: bool,
    /// The text.
    pub body: Vec<Block>,
    /// The annexes, each on a page of its own.
    pub annexes: Vec<Annex>,
}

/// An annex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annex {
    /// Its title, without a number: the renderer counts.
    pub title: String,
    /// Across, for wide tables.
    pub landscape: bool,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading without its number: 一、 at level 1, （一） at level 2, 1. at level 3; the renderer counts.
    Heading {
        /// 1 to 3.
        level: u8,
        /// The text.
        text: String,
    },
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Box<Table>),
    /// A chart.
    Chart(Chart),
}

/// A paragraph, with the figures that it states.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// The text.
    pub text: String,
    /// Where a figure stands in it, in the order of the text.
    pub stated: Vec<Stated>,
    /// Smaller and not indented: a note below a table, a unit above it.
    pub small: bool,
    /// Written by a person: its numbers are no figures of the ledger, and are checked against each other.
    pub free: bool,
}

impl Paragraph {
    /// A paragraph that states no figure.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// A figure stated in a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// The bytes of the text that it takes.
    pub at: std::ops::Range<usize>,
    /// What it is: `F500.ytd_yi`; the checks look it up again under this name.
    pub name: String,
}

/// A table: a sheet of the workbook, a captioned table on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Stands for it in formulas of other tables; unique in a document, never shown.
    pub key: &'static str,
    /// The sheet's name in the workbook.
    pub sheet: String,
    /// Its caption, without a number: the renderer counts.
    pub caption: String,
    /// The unit of the amounts and the day, above it on the right.
    pub unit: Option<String>,
    /// The rows of the head; repeated on every page.
    pub head: Vec<Vec<HeadCell>>,
    /// The columns, the same number in every row.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Below it.
    pub note: Option<String>,
}

impl Table {
    /// The table as paper shows it: without the columns that only the workbook has room for. What a cell follows from
    /// is left out, because paper shows figures and no formulas. A table whose head spans columns has them all on paper.
    #[must_use]
    pub fn on_paper(&self) -> Self {
        let mut table = self.clone();
        if self.columns.iter().all(|column| column.paper) {
            return table;
        }
        let kept = |at: usize| self.columns.get(at).is_none_or(|column| column.paper);
        fn keep<T>(cells: &mut Vec<T>, kept: impl Fn(usize) -> bool) {
            let mut at = 0..;
            cells.retain(|_| at.next().is_none_or(&kept));
        }
        keep(&mut table.columns, kept);
        table.head.iter_mut().for_each(|row| keep(row, kept));
        for row in &mut table.rows {
            keep(&mut row.cells, kept);
            row.cells.iter_mut().for_each(|cell| cell.derived = None);
        }
        table
    }
}

/// A cell of a table's head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadCell {
    /// The text, with its unit in brackets.
    pub text: String,
    /// How many columns it spans.
    pub across: u16,
    /// How many rows of the head it spans.
    pub down: u16,
}

impl HeadCell {
    /// A cell of one column and one row.
    #[must_use]
    pub fn one(text: impl Into<String>) -> Self {
        Self { text: text.into(), across: 1, down: 1 }
    }
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its share of the table's width.
    pub width: u16,
    /// Where its text stands.
    pub align: Align,
    /// Whether it has room on paper; the workbook holds every column. See [`Table::on_paper`].
    pub paper: bool,
}

/// Where a column's text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Text.
    Left,
    /// Short words, dates.
    Centre,
    /// Numbers.
    Right,
}

/// A row of a table's body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Its cells, one a column. A cell that another covers is [`Content::Covered`].
    pub cells: Vec<Cell>,
    /// A sum of others: set apart.
    pub total: bool,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it holds.
    pub content: Content,
    /// How it follows from other cells.
    pub derived: Option<Derived>,
    /// How many rows it spans; more than one in forms only.
    pub down: u16,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Text, whatever it begins with.
    Text(String),
    /// A number, exact, and the decimals in which it is shown.
    Number {
        /// In the unit of the head.
        value: Decimal,
        /// Shown.
        decimals: u8,
        /// With commas between thousands.
        grouped: bool,
    },
    /// A day.
    Date(NaiveDate),
    /// A figure that does not exist, and what is printed in its place: —(未下达).
    Missing(String),
    /// Nothing.
    Blank,
    /// Covered by the cell above, which spans it.
    Covered,
}

/// How a number follows from other cells. Places are (row, column) of bodies, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Derived {
    /// The sum of these cells of the same table.
    Sum(Vec<(u32, u16)>),
    /// The sum of a column of another table's body rows that are no totals.
    SumOf {
        /// The other table.
        table: &'static str,
        /// The column.
        column: u16,
        /// Only rows whose text in this column is this one.
        only: Option<(u16, String)>,
    },
    /// part ÷ whole × 100, in the same table.
    Percent {
        /// The part.
        part: (u32, u16),
        /// The whole, above 0.
        whole: (u32, u16),
    },
    /// (now − base) ÷ base × 100, in the same table.
    Growth {
        /// The newer.
        now: (u32, u16),
        /// The older, above 0.
        base: (u32, u16),
    },
    /// One shown cell less another.
    Difference {
        /// From this.
        from: (u32, u16),
        /// That.
        less: (u32, u16),
    },
}

impl Cell {
    const fn of(content: Content) -> Self {
        Self { content, derived: None, down: 1 }
    }

    /// Text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        Self::of(if text.is_empty() { Content::Blank } else { Content::Text(text) })
    }

    /// 万元 with two decimals.
    #[must_use]
    pub fn wan(fen: Fen) -> Self {
        Self::number(Decimal::new(fen.0, 6), 2)
    }

    /// A shown percentage or number of points.
    #[must_use]
    pub fn hundredths(shown: Hundredths) -> Self {
        Self::of(Content::Number { value: Decimal::new(shown.0, 2), decimals: 2, grouped: false })
    }

    /// A number with these decimals, grouped by thousands.
    #[must_use]
    pub const fn number(value: Decimal, decimals: u8) -> Self {
        Self::of(Content::Number { value, decimals, grouped: true })
    }

    /// A number of things.
    #[must_use]
    pub fn count(count: u32) -> Self {
        Self::of(Content::Number { value: Decimal::from(count), decimals: 0, grouped: false })
    }

    /// A day; blank without one.
    #[must_use]
    pub fn date(day: Option<NaiveDate>) -> Self {
        Self::of(day.map_or(Content::Blank, Content::Date))
    }

    /// What does not exist, in words.
    #[must_use]
    pub fn missing(words: impl Into<String>) -> Self {
        Self::of(Content::Missing(words.into()))
    }

    /// The same cell, following from others.
    #[must_use]
    pub fn derived(mut self, derived: Derived) -> Self {
        self.derived = Some(derived);
        self
    }

    /// As it is shown, the same in every format.
    #[must_use]
    pub fn shown(&self) -> String {
        match &self.content {
            Content::Text(text) | Content::Missing(text) => text.clone(),
            Content::Number { value, decimals, grouped } => shown(*value, *decimals, *grouped),
            Content::Date(day) => day.to_string(),
            Content::Blank | Content::Covered => String::new(),
        }
    }
}

/// A number with these decimals, rounded once, half away from zero.
#[must_use]
pub fn shown(value: Decimal, decimals: u8, grouped: bool) -> String {
    let decimals = u32::from(decimals);
    let mut rounded = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(decimals);
    if rounded.is_zero() {
        rounded.set_sign_positive(true);
    }
    let text = rounded.to_string();
    if !grouped {
        return text;
    }
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, rest) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(rest) = rest {
        out.push('.');
        out.push_str(rest);
    }
    out
}

/// A chart: drawn as SVG on paper, native in the workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Its caption, without a number: the renderer counts.
    pub caption: String,
    /// What it shows, in words, for who cannot see it.
    pub alternative: String,
    /// The unit of its values.
    pub unit: String,
    /// What is drawn.
    pub plot: Plot,
    /// The table in whose sheet the workbook draws it.
    pub beside: &'static str,
}

/// What a chart draws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plot {
    /// A bar a line against its target, with a mark where the time stands, in percent.
    Bullets(Vec<Bullet>),
    /// Columns a month, with the cumulative line and the line of the target.
    Months {
        /// The months' names.
        months: Vec<String>,
        /// What each month brought.
        monthly: Series,
        /// The year to date.
        cumulative: Series,
        /// Where the target would have it; nothing without a target.
        target: Option<Series>,
    },
}

/// A line of a bullet chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bullet {
    /// Its name.
    pub name: String,
    /// Completion in percent; nothing without a target.
    pub percent: Option<Decimal>,
    /// Time progress in percent.
    pub time: Decimal,
    /// What is written at its end: 47.93 %, —(未下达).
    pub said: String,
}

/// A row of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What it is.
    pub name: String,
    /// A value a month.
    pub values: Vec<Decimal>,
}

impl Document {
    /// All blocks in reading order.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.body.iter().chain(self.annexes.iter().flat_map(|annex| &annex.blocks))
    }

    /// All tables in reading order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks().filter_map(|block| if let Block::Table(table) = block { Some(&**table) } else { None })
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{Cell, shown};

    #[test]
    fn a_number_is_rounded_once_and_half_away_from_zero() {
        assert_eq!(shown(Decimal::new(5000, 6), 2, true), "0.01");
        assert_eq!(shown(Decimal::new(-5000, 6), 2, true), "-0.01");
        assert_eq!(shown(Decimal::new(-4999, 6), 2, true), "0.00");
        assert_eq!(shown(Decimal::new(173_761_770_000, 6), 2, true), "173,761.77");
        assert_eq!(shown(Decimal::new(100_000_000, 6), 2, true), "100.00");
        assert_eq!(Cell::count(1234).shown(), "1234");
    }
}
