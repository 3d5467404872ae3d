//! The written file, read back: what it says is compared with what it was written from, and recomputed from its own numbers.
//!
//! Five questions are asked of a file before anybody gets it: is the document what its data give anew; does the file hold
//! every paragraph and every cell of it; does each sentence's number, unit and direction agree with the data; do totals and
//! ratios of each table follow from the table's own numbers; does any share or growth contradict its own sentence. One
//! failing answer stops the export, and says which number, where.

use daowei_core::domain::money::Currency;
use daowei_core::words::Words;
use rust_decimal::Decimal;

use super::claims::{self, Measure};
use super::compose::{Parts, compose};
use super::document::{Block, Content, Derived, Document, Paragraph, Table, shown};
use super::docx::Piece;
use super::facts::{Facts, Sign, Unit, facts};
use super::{Error, Report, ReportCheck};
use crate::read;

/// How many findings of one question are named.
const NAMED_MAX: usize = 5;

/// What a written file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// Running text, as a PDF gives it.
    Text(String),
    /// Paragraphs and tables in their order, as a Word file gives them.
    Pieces(Vec<Piece>),
    /// Sheets with their rows from the first on, as a workbook gives them.
    Sheets(Vec<Vec<Vec<String>>>),
}

/// A workbook's sheets, read by the reader of imports.
///
/// # Errors
/// [`Error::Write`] where the file cannot be read back.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Vec<Vec<String>>>, Error> {
    let options = read::Options { file_name: "report.xlsx".to_owned(), encoding: None };
    let book = read::read(bytes.to_vec(), &options).map_err(|error| Error::Write(error.to_string()))?;
    let rows = |sheet: &read::Sheet| {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for row in sheet.rows() {
            let at = usize::try_from(row.number).unwrap_or(usize::MAX).saturating_sub(1);
            rows.resize_with(at.min(rows.len() + BLANK_ROWS_MAX), Vec::new);
            rows.push(row.cells().map(|cell| cell.shown().to_owned()).collect());
        }
        rows
    };
    Ok(book.sheets.iter().map(rows).collect())
}

/// More blank rows than this one after another a report has nowhere.
const BLANK_ROWS_MAX: usize = 1000;

/// What the file says, beside the document's paragraphs and tables; nothing where a piece is not found in it.
struct Said {
    paragraphs: Vec<Option<String>>,
    /// Body rows, a text a column of the table on that medium.
    tables: Vec<Option<Vec<Vec<String>>>>,
    /// Whether numbers are exact, as in a workbook, or rounded as shown.
    exact: bool,
}

/// Text without what a layout may add or take: blanks and line ends.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{200b}' | '\u{ad}' | '\u{feff}')).collect()
}

/// The five questions to a written file.
#[must_use]
pub fn proof(report: &Report, parts: Parts, document: &Document, written: &Written, words: &Words) -> Vec<ReportCheck> {
    let facts = facts(report);
    let paragraphs: Vec<&Paragraph> = document.blocks().filter_map(|block| paragraph(block)).collect();
    let tables: Vec<&Table> = document.tables().collect();
    let said = said(&paragraphs, &tables, written);
    let fresh = compose(report, parts, words);
    let mut checks = Vec::new();
    let mut ask = |key: &str, findings: Vec<String>| {
        let ok = findings.is_empty();
        let more = findings.len().saturating_sub(NAMED_MAX);
        let mut detail = findings.into_iter().take(NAMED_MAX).collect::<Vec<_>>().join("; ");
        if more > 0 {
            detail.push_str(&[" … +", &more.to_string()].concat());
        }
        checks.push(ReportCheck { name: words.plain(key), ok, detail });
    };
    ask("report-check-fresh", differences(document, &fresh));
    ask("report-check-written", missing(&paragraphs, &tables, &said));
    let sentences = paragraphs.iter().zip(&said.paragraphs).flat_map(|(paragraph, said)| {
        let text = said.as_deref().unwrap_or(&paragraph.text);
        if paragraph.free { Vec::new() } else { sentence(paragraph, text, &facts) }
    });
    ask("report-check-sentences", sentences.collect());
    ask("report-check-tables", recomputed(&tables, &said));
    ask("report-check-claims", contradicted(&paragraphs, &facts));
    checks
}

fn paragraph(block: &Block) -> Option<&Paragraph> {
    if let Block::Paragraph(paragraph) = block { Some(paragraph) } else { None }
}

/// Where a document differs from the one that its data give anew.
fn differences(document: &Document, fresh: &Document) -> Vec<String> {
    let mut found = Vec::new();
    if document == fresh {
        return found;
    }
    let mut differ = |here: &str, there: &str| {
        if here != there {
            found.push([here, " ≠ ", there].concat());
        }
    };
    differ(&document.title, &fresh.title);
    differ(&document.issuer, &fresh.issuer);
    differ(&document.dated, &fresh.dated);
    differ(document.watermark.as_deref().unwrap_or_default(), fresh.watermark.as_deref().unwrap_or_default());
    let text = |document: &Document| -> Vec<String> {
        let mut texts = Vec::new();
        for block in document.blocks() {
            match block {
                Block::Heading { text, .. } => texts.push(text.clone()),
                Block::Paragraph(paragraph) => texts.push(paragraph.text.clone()),
                Block::Table(table) => {
                    texts.push(table.caption.clone());
                    texts.extend(table.unit.clone());
                    texts.extend(table.head.iter().flatten().map(|cell| cell.text.clone()));
                    texts.extend(table.rows.iter().flat_map(|row| &row.cells).map(super::document::Cell::shown));
                }
                Block::Chart(chart) => {
                    texts.extend([chart.caption.clone(), chart.alternative.clone(), format!("{:?}", chart.plot)])
                }
            }
        }
        texts
    };
    let (here, there) = (text(document), text(fresh));
    for (here, there) in here.iter().zip(&there) {
        differ(here, there);
    }
    if found.is_empty() {
        found.push([here.len().to_string(), there.len().to_string()].join(" ≠ "));
    }
    found
}

/// Finds the document's pieces in the file.
fn said(paragraphs: &[&Paragraph], tables: &[&Table], written: &Written) -> Said {
    match written {
        Written::Text(text) => in_text(paragraphs, tables, &squeezed(text)),
        Written::Pieces(pieces) => {
            let texts: Vec<&String> =
                pieces.iter().filter_map(|piece| if let Piece::Paragraph(text) = piece { Some(text) } else { None }).collect();
            let found: Vec<&Vec<Vec<String>>> =
                pieces.iter().filter_map(|piece| if let Piece::Table(rows) = piece { Some(rows) } else { None }).collect();
            Said {
                paragraphs: in_order(paragraphs, &texts),
                tables: tables
                    .iter()
                    .enumerate()
                    .map(|(at, table)| found.get(at).map(|rows| rows.iter().skip(table.head.len()).cloned().collect()))
                    .collect(),
                exact: false,
            }
        }
        Written::Sheets(sheets) => {
            let texts: Vec<&String> = sheets.iter().skip(tables.len()).flatten().filter_map(|row| row.first()).collect();
            let body = |at: usize, table: &Table| {
                let head = 1 + usize::from(table.unit.is_some()) + table.head.len();
                sheets.get(at).map(|rows| {
                    (0..table.rows.len()).map(|row| rows.get(head + row).cloned().unwrap_or_default()).collect::<Vec<_>>()
                })
            };
            Said {
                paragraphs: in_order(paragraphs, &texts),
                tables: tables.iter().enumerate().map(|(at, table)| body(at, table)).collect(),
                exact: true,
            }
        }
    }
}

/// Each paragraph's text among the file's, in their order.
fn in_order(paragraphs: &[&Paragraph], texts: &[&String]) -> Vec<Option<String>> {
    let squeezed_texts: Vec<String> = texts.iter().map(|text| squeezed(text)).collect();
    let mut from = 0;
    let mut find = |paragraph: &&Paragraph| {
        let sought = squeezed(&paragraph.text);
        let at = squeezed_texts.iter().skip(from).position(|text| *text == sought)?;
        from += at + 1;
        Some(paragraph.text.clone())
    };
    paragraphs.iter().map(&mut find).collect()
}

/// Pieces in running text: each behind the one before; what a page adds between them is passed over. Paragraphs and tables
/// are sought apart, because both keep their own order and a table may stand before or after the text beside it.
fn in_text(paragraphs: &[&Paragraph], tables: &[&Table], text: &str) -> Said {
    let mut from = 0;
    let mut find = |sought: &str| {
        let at = text[from..].find(sought)?;
        from += at + sought.len();
        Some(())
    };
    let paragraphs = paragraphs.iter().map(|paragraph| find(&squeezed(&paragraph.text)).map(|()| paragraph.text.clone())).collect();
    let mut from = 0;
    let mut cell = |sought: &str| {
        let sought_squeezed = squeezed(sought);
        let at = text[from..].find(&sought_squeezed)?;
        from += at + sought_squeezed.len();
        Some(sought.to_owned())
    };
    let tables = tables
        .iter()
        .map(|table| {
            let table = table.on_paper();
            table.rows.iter().map(|row| row.cells.iter().map(|one| cell(&one.shown())).collect::<Option<Vec<_>>>()).collect()
        })
        .collect();
    Said { paragraphs, tables, exact: false }
}

/// Pieces that the file does not hold as the document has them.
fn missing(paragraphs: &[&Paragraph], tables: &[&Table], said: &Said) -> Vec<String> {
    let mut found = Vec::new();
    for (paragraph, said) in paragraphs.iter().zip(&said.paragraphs) {
        if said.is_none() {
            found.push(paragraph.text.chars().take(60).collect());
        }
    }
    for (table, rows) in tables.iter().zip(&said.tables) {
        let paper;
        let shape = if said.exact {
            *table
        } else {
            paper = table.on_paper();
            &paper
        };
        let Some(rows) = rows else {
            found.push(table.caption.clone());
            continue;
        };
        if rows.len() != shape.rows.len() {
            found.push(format!("{}: {} ≠ {}", table.caption, rows.len(), shape.rows.len()));
            continue;
        }
        for (at, (row, written)) in shape.rows.iter().zip(rows).enumerate() {
            for (column, cell) in row.cells.iter().enumerate() {
                let said_text = written.get(column).map_or("", String::as_str);
                let same = match &cell.content {
                    Content::Number { value, decimals, .. } if said.exact => said_text
                        .parse::<Decimal>()
                        .is_ok_and(|read| shown(read, *decimals, false) == shown(*value, *decimals, false)),
                    _ => squeezed(said_text) == squeezed(&cell.shown()),
                };
                if !same {
                    found.push(format!("{} {}:{}: {} ≠ {}", table.caption, at + 1, column + 1, said_text, cell.shown()));
                }
            }
        }
    }
    found
}

/// What in a sentence does not agree with the data: a number, its unit, its direction, or a number that nobody stated.
fn sentence(paragraph: &Paragraph, text: &str, facts: &Facts) -> Vec<String> {
    // What no template made has no figures of its own: notes say what the figures say elsewhere, and are compared as text.
    if paragraph.stated.is_empty() {
        return Vec::new();
    }
    let numbers = claims::numbers(text);
    let mut wrong = Vec::new();
    let mut stated = Vec::new();
    for figure in &paragraph.stated {
        stated.push(figure.at.clone());
        let here = text.get(figure.at.clone()).unwrap_or_default();
        let Some(fact) = facts.get(&figure.name) else {
            wrong.push([figure.name.as_str(), ": ", here].concat());
            continue;
        };
        if here != fact.shown {
            wrong.push(format!("{here} ≠ {} ({})", fact.shown, figure.name));
            continue;
        }
        if matches!(fact.unit, Unit::Quarter) {
            continue;
        }
        let Some(number) = numbers.iter().find(|number| number.at == figure.at) else {
            wrong.push(format!("{here} ({})", figure.name));
            continue;
        };
        let right = match (fact.unit, number.unit) {
            (Unit::Large, Some(Measure::Money(fen))) => fen >= LARGE_FROM,
            (Unit::Small, Some(Measure::Money(fen))) => fen < LARGE_FROM && fen > i64::from(10_u8.pow(Currency::CNY.decimals())),
            (Unit::Dollars, Some(Measure::Dollars(cents))) => cents == 1_000_000 || cents == 100_000,
            (Unit::Percent, Some(Measure::Percent))
            | (Unit::Points, Some(Measure::Points))
            | (Unit::Count, Some(Measure::Count) | None)
            | (Unit::Month | Unit::Year, None) => true,
            _ => false,
        };
        if !right {
            wrong.push(format!("{}: {:?} ({})", number.written, fact.unit, figure.name));
        }
        // 超 and 欠, 增长 and 下降: the words before the number are its sign.
        if fact.sign == Sign::Words && number.falls != Some(fact.value.is_sign_negative()) {
            wrong.push(format!("± {} ({})", number.written, figure.name));
        }
    }
    let loose = numbers.iter().filter(|number| number.unit.is_some() && !stated.contains(&number.at));
    wrong.extend(loose.map(|number| ["? ", &number.written].concat()));
    wrong
}

/// From this unit on, in fen, money is in the large unit: 亿元, million.
const LARGE_FROM: i64 = 100_000_000;

/// Totals and ratios that do not follow from the numbers of their own table, as the file has them.
fn recomputed(tables: &[&Table], said: &Said) -> Vec<String> {
    let mut wrong = Vec::new();
    for (table, rows) in tables.iter().zip(&said.tables) {
        let Some(rows) = rows else { continue };
        let look = Look { tables, said, table, rows };
        for (at, row) in (0_u32..).zip(&table.rows) {
            for (column, cell) in (0_u16..).zip(&row.cells) {
                let Some(derived) = &cell.derived else { continue };
                let Some((printed, half)) = look.at((at, column)) else { continue };
                if let Some((again, give)) = look.again(derived, at, column)
                    && (printed - again).abs() > give + half
                {
                    let decimals = u8::try_from(printed.scale()).unwrap_or(2).max(2);
                    wrong.push(format!(
                        "{} {}:{}: {printed} ≠ {}",
                        table.caption,
                        at + 1,
                        column + 1,
                        shown(again, decimals, false)
                    ));
                }
            }
        }
    }
    wrong
}

struct Look<'a> {
    tables: &'a [&'a Table],
    said: &'a Said,
    table: &'a Table,
    rows: &'a [Vec<String>],
}

impl Look<'_> {
    /// The number in a place of the table as the file has it, and half of its last digit; nothing where it is not there.
    fn at(&self, place: (u32, u16)) -> Option<(Decimal, Decimal)> {
        self.of(self.table, self.rows, place)
    }

    fn of(&self, table: &Table, rows: &[Vec<String>], (row, column): (u32, u16)) -> Option<(Decimal, Decimal)> {
        let column = self.column(table, column)?;
        let text = rows.get(usize::try_from(row).ok()?)?.get(column)?;
        let value: Decimal = text.replace(',', "").trim().parse().ok()?;
        let half = if self.said.exact { Decimal::ZERO } else { Decimal::new(5, value.scale() + 1) };
        Some((value, half))
    }

    /// Where a column stands in the file: paper leaves some out.
    fn column(&self, table: &Table, column: u16) -> Option<usize> {
        let column = usize::from(column);
        if self.said.exact {
            return Some(column);
        }
        table.columns.get(column)?.paper.then(|| table.columns[..column].iter().filter(|column| column.paper).count())
    }

    /// A derived number, computed again, and how far rounding may take it.
    fn again(&self, derived: &Derived, row: u32, column: u16) -> Option<(Decimal, Decimal)> {
        let hundred = Decimal::ONE_HUNDRED;
        // What is rounded to its shown decimals even in a workbook.
        let rounded = self
            .table
            .rows
            .get(usize::try_from(row).ok()?)?
            .cells
            .get(usize::from(column))
            .map_or(2, |cell| if let Content::Number { decimals, .. } = cell.content { u32::from(decimals) } else { 2 });
        let half = Decimal::new(5, rounded + 1);
        match derived {
            Derived::Sum(cells) => {
                let mut sum = (Decimal::ZERO, Decimal::ZERO);
                for cell in cells {
                    let (value, half) = self.at(*cell)?;
                    sum = (sum.0 + value, sum.1 + half);
                }
                Some(sum)
            }
            Derived::SumOf { table, column, only } => {
                let at = self.tables.iter().position(|known| known.key == *table)?;
                let (other, rows) = (self.tables.get(at)?, self.said.tables.get(at)?.as_ref()?);
                let mut sum = (Decimal::ZERO, Decimal::ZERO);
                for (row, shape) in (0_u32..).zip(&other.rows).filter(|(_, shape)| !shape.total) {
                    if let Some((key, text)) = only {
                        let place = self.column(other, *key)?;
                        let here = rows.get(usize::try_from(row).ok()?)?.get(place)?;
                        if squeezed(here) != squeezed(text) {
                            continue;
                        }
                    }
                    debug_assert!(shape.cells.len() > usize::from(*column));
                    let (value, half) = self.of(other, rows, (row, *column))?;
                    sum = (sum.0 + value, sum.1 + half);
                }
                Some(sum)
            }
            Derived::Percent { part, whole } => {
                let ((part, dp), (whole, dw)) = (self.at(*part)?, self.at(*whole)?);
                let value = part.checked_div(whole)? * hundred;
                Some((value, half + spread(part, dp, whole, dw)))
            }
            Derived::Growth { now, base } => {
                let ((now, dn), (base, db)) = (self.at(*now)?, self.at(*base)?);
                let value = (now - base).checked_div(base)? * hundred;
                Some((value, half + spread(now, dn, base, db)))
            }
            // The difference of two shown figures is exact: a reader redoes it.
            Derived::Difference { from, less } => Some((self.at(*from)?.0 - self.at(*less)?.0, Decimal::ZERO)),
        }
    }
}

/// How far, in percent, part ÷ whole may lie from the true ratio when both were rounded.
fn spread(part: Decimal, half_part: Decimal, whole: Decimal, half_whole: Decimal) -> Decimal {
    let whole = whole.abs().max(Decimal::new(1, 6));
    let relative =
        half_part.checked_div(whole).unwrap_or_default() + (part.abs() * half_whole).checked_div(whole * whole).unwrap_or_default();
    relative * Decimal::ONE_HUNDRED
}

/// Free paragraphs that contradict themselves or the figures, and sentences that contradict themselves.
fn contradicted(paragraphs: &[&Paragraph], facts: &Facts) -> Vec<String> {
    let mut wrong = Vec::new();
    for paragraph in paragraphs {
        let found = claims::contradictions(&paragraph.text);
        wrong.extend(found.into_iter().map(|one| [one.written.as_str(), " ≠ ", &one.instead, ": ", &one.sentence].concat()));
        if !paragraph.free {
            continue;
        }
        for number in claims::numbers(&paragraph.text) {
            if matches!(number.unit, Some(Measure::Money(_) | Measure::Dollars(_)))
                && let Some(instead) = meant(&number, facts)
            {
                wrong.push([number.written.as_str(), " ≠ ", &instead].concat());
            }
        }
    }
    wrong
}

/// The figure of the report whose digits a number has in another order; nothing where the number is one of the report's own.
fn meant(number: &claims::Number, facts: &Facts) -> Option<String> {
    let written = number.value.to_string();
    let money: Vec<&str> = facts
        .iter()
        .filter(|(_, fact)| matches!(fact.unit, Unit::Large | Unit::Small | Unit::Dollars))
        .map(|(_, fact)| fact.shown.as_str())
        .collect();
    if money.iter().any(|shown| shown.replace(',', "") == written) {
        return None;
    }
    money.into_iter().find(|shown| claims::digits_exchanged(&written, shown)).map(str::to_owned)
}
