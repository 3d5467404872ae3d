//! A document as a workbook: a sheet a table, native charts, sums as live formulas; the text on sheets of its own.
//!
//! Numbers are numbers with the unit in the header, and what follows from other cells is a formula that carries its value,
//! so that a reader sees the same figure whether or not their program recalculates; text is text, whatever it begins with.
//! The same document gives the same bytes: no author, no clock.

use std::collections::BTreeMap;

use daowei_core::words::Words;
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Chart as NativeChart, ChartLegendPosition, ChartSolidFill, ChartType, Color, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};

use super::document::{Align, Block, Cell, Chart, Content, Derived, Document, Plot, Table};
use super::{Error, Progress};

/// A4.
const A4: u8 = 9;
/// The longest name a sheet may have.
const SHEET_NAME_MAX: usize = 31;
/// A table longer than this is one to search in: its head filters.
const FILTER_FROM: u32 = 20;
/// Rows that a chart takes below its table.
const CHART_ROWS: u32 = 18;
/// A column's share of a table's width as characters of a sheet.
const WIDTH: u16 = 1;
/// The narrowest column, in characters.
const WIDTH_MIN: u16 = 7;
/// Ink, a list's colour and a quiet one, as in the window.
const COLOURS: [u32; 3] = [0x001F_4E79, 0x00C0_4F15, 0x0088_8888];

/// The look of the sheets: ink on paper, hairlines.
#[derive(Default)]
struct Look {
    formats: BTreeMap<(String, &'static str, bool), Format>,
}

impl Look {
    fn cell(&mut self, number: &str, align: &'static str, total: bool) -> &Format {
        self.formats.entry((number.to_owned(), align, total)).or_insert_with(|| {
            let mut format =
                Format::new().set_border(FormatBorder::Hair).set_align(FormatAlign::VerticalCenter).set_align(match align {
                    "right" => FormatAlign::Right,
                    "centre" => FormatAlign::Center,
                    _ => FormatAlign::Left,
                });
            if !number.is_empty() {
                format = format.set_num_format(number);
            }
            if total { format.set_bold() } else { format }
        })
    }

    fn title() -> Format {
        Format::new().set_bold().set_font_size(16).set_align(FormatAlign::Center)
    }

    fn quiet() -> Format {
        Format::new().set_font_size(9).set_font_color(Color::RGB(0x0066_6666))
    }

    fn head() -> Format {
        Format::new()
            .set_border(FormatBorder::Hair)
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_background_color(Color::RGB(0x00F2_EFE9))
    }
}

impl From<XlsxError> for Error {
    fn from(error: XlsxError) -> Self {
        Self::Write(error.to_string())
    }
}

/// Where a table's body begins: below its title, its unit and its head.
fn first_row(table: &Table) -> u32 {
    1 + u32::from(table.unit.is_some()) + small(table.head.len())
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn narrow(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// A sheet's name as programs take it.
fn sheet_name(name: &str, taken: &mut Vec<String>) -> String {
    let clean: String = name.chars().filter(|c| !r"[]:*?/\'".contains(*c) && !c.is_control()).take(SHEET_NAME_MAX).collect();
    let mut free = clean.clone();
    for at in 2.. {
        if !free.is_empty() && !taken.contains(&free) {
            break;
        }
        free = [clean.chars().take(SHEET_NAME_MAX - 4).collect::<String>(), format!(" {at}")].concat();
    }
    taken.push(free.clone());
    free
}

/// The file's bytes.
///
/// # Errors
/// [`Error::Write`], [`Error::Cancelled`].
pub fn bytes(document: &Document, words: &Words, progress: &Progress) -> Result<Vec<u8>, Error> {
    let rows: usize = document.tables().map(|table| table.rows.len()).sum();
    progress.expect(small(rows));
    let mut book = Workbook::new();
    // The day the report was made, as asked; the clock of this machine is nobody's business.
    let made = date(document.made_on)?;
    book.set_properties(&DocProperties::new().set_title(&document.title).set_creation_datetime(&made));
    let mut taken = Vec::new();
    let sheets: BTreeMap<&str, String> = document.tables().map(|table| (table.key, sheet_name(&table.sheet, &mut taken))).collect();
    let mut look = Look::default();
    let marked = |sheet: &mut Worksheet| -> Result<(), XlsxError> {
        if let Some(mark) = &document.watermark {
            sheet.set_header(["&C&\"-,Bold\"&16", mark].concat());
        }
        Ok(())
    };
    for (at, table) in document.tables().enumerate() {
        let place = Place { words, document, table, sheets: &sheets };
        let sheet = book.add_worksheet().set_name(sheets.get(table.key).map_or(table.key, String::as_str))?;
        let title = if at == 0 { &document.title } else { &table.caption };
        place.write(sheet, title, &mut look, progress)?;
        marked(sheet)?;
    }
    let text = text_sheet(book.add_worksheet().set_name(sheet_name(&words.plain("report-sheet-text"), &mut taken))?, document)?;
    marked(text)?;
    for annex in &document.annexes {
        if annex.blocks.iter().any(|block| matches!(block, Block::Table(_))) {
            continue;
        }
        let sheet = book.add_worksheet().set_name(sheet_name(&annex.title, &mut taken))?;
        paragraphs(sheet, &annex.blocks, 0)?;
        paper(sheet)?;
        marked(sheet)?;
    }
    Ok(book.save_to_buffer()?)
}

/// The text of the report, so that a workbook says the same as paper.
fn text_sheet<'a>(sheet: &'a mut Worksheet, document: &Document) -> Result<&'a mut Worksheet, XlsxError> {
    sheet.write_string_with_format(0, 0, &document.title, &Format::new().set_bold().set_font_size(16).set_text_wrap())?;
    let below = paragraphs(sheet, &document.body, 1)?;
    let ending = [document.issuer.as_str(), " ", &document.dated].concat();
    sheet.write_string_with_format(below, 0, ending.trim(), &Format::new().set_align(FormatAlign::Right))?;
    paper(sheet)?;
    Ok(sheet)
}

fn paragraphs(sheet: &mut Worksheet, blocks: &[Block], from: u32) -> Result<u32, XlsxError> {
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let heading = Format::new().set_bold().set_text_wrap();
    sheet.set_column_width(0, 100)?;
    let mut row = from;
    for block in blocks {
        match block {
            Block::Heading { text, .. } => sheet.write_string_with_format(row, 0, text, &heading)?,
            Block::Paragraph(paragraph) => sheet.write_string_with_format(row, 0, &paragraph.text, &plain)?,
            Block::Table(_) | Block::Chart(_) => continue,
        };
        row += 1;
    }
    Ok(row)
}

/// A4 upright, as wide as a page, page numbers.
fn paper(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_paper_size(A4).set_portrait().set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.8, 0.8, 0.8, 0.8, 0.3, 0.3).set_footer("&C— &P —");
    Ok(())
}

/// A series of a chart: its name, and its values where it has them.
type NamedValues<'a> = (&'a str, Vec<Option<Decimal>>);

struct Place<'a> {
    words: &'a Words,
    document: &'a Document,
    table: &'a Table,
    sheets: &'a BTreeMap<&'a str, String>,
}

impl Place<'_> {
    fn write(&self, sheet: &mut Worksheet, title: &str, look: &mut Look, progress: &Progress) -> Result<(), Error> {
        let table = self.table;
        let last = narrow(table.columns.len().saturating_sub(1));
        if last > 0 {
            sheet.merge_range(0, 0, 0, last, title, &Look::title())?;
        } else {
            sheet.write_string_with_format(0, 0, title, &Look::title())?;
        }
        sheet.set_row_height(0, 30)?;
        if let Some(unit) = &table.unit {
            sheet.write_string_with_format(1, 0, unit, &Look::quiet())?;
        }
        let first = first_row(table);
        self.head(sheet, first - small(table.head.len()))?;
        for (at, column) in (0..).zip(&table.columns) {
            sheet.set_column_width(at, f64::from((column.width * WIDTH).max(WIDTH_MIN)))?;
        }
        for (at, row) in (0..).zip(&table.rows) {
            progress.step()?;
            for (column, cell) in (0..).zip(&row.cells) {
                let align = table.columns.get(usize::from(column)).map_or(Align::Left, |column| column.align);
                self.cell(sheet, first + at, column, cell, align, row.total, look)?;
            }
        }
        let mut below = first + small(table.rows.len()) + 1;
        if let Some(note) = &table.note {
            sheet.write_string_with_format(below, 0, note, &Look::quiet())?;
            below += 2;
        }
        for block in self.document.blocks() {
            if let Block::Chart(chart) = block
                && chart.beside == table.key
            {
                below = self.chart(sheet, below, chart, look)?;
            }
        }
        sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
        sheet.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3).set_footer("&C— &P —");
        sheet.set_repeat_rows(0, first - 1)?;
        sheet.set_freeze_panes(first, 1)?;
        let body = small(table.rows.iter().filter(|row| !row.total).count());
        if body > FILTER_FROM && table.head.len() == 1 {
            sheet.autofilter(first - 1, 0, first + body - 1, last)?;
        }
        Ok(())
    }

    fn head(&self, sheet: &mut Worksheet, from: u32) -> Result<(), XlsxError> {
        let head = Look::head();
        let deep = self.table.head.len();
        let mut covered = vec![vec![false; self.table.columns.len()]; deep];
        for (at, row) in self.table.head.iter().enumerate() {
            sheet.set_row_height(from + small(at), if deep == 1 { 46 } else { 26 })?;
            let mut column = 0_usize;
            for cell in row {
                while covered[at].get(column).copied().unwrap_or(false) {
                    column += 1;
                }
                let (down, across) = (usize::from(cell.down.max(1)), usize::from(cell.across.max(1)));
                for line in covered.iter_mut().skip(at).take(down) {
                    line.iter_mut().skip(column).take(across).for_each(|place| *place = true);
                }
                let (top, left) = (from + small(at), narrow(column));
                let (bottom, right) = (top + small(down - 1), narrow(column + across - 1));
                if down > 1 || across > 1 {
                    sheet.merge_range(top, left, bottom, right, &cell.text, &head)?;
                } else {
                    sheet.write_string_with_format(top, left, &cell.text, &head)?;
                }
                column += across;
            }
        }
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "a cell, its place and its look")]
    fn cell(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        cell: &Cell,
        align: Align,
        total: bool,
        look: &mut Look,
    ) -> Result<(), XlsxError> {
        let align = match align {
            Align::Left => "left",
            Align::Centre => "centre",
            Align::Right => "right",
        };
        match &cell.content {
            Content::Covered => {}
            Content::Blank if cell.down > 1 => {
                sheet.merge_range(row, column, row + u32::from(cell.down) - 1, column, "", look.cell("", align, total))?;
            }
            Content::Blank => {
                sheet.write_blank(row, column, look.cell("", align, total))?;
            }
            Content::Text(text) | Content::Missing(text) if cell.down > 1 => {
                sheet.merge_range(row, column, row + u32::from(cell.down) - 1, column, text, look.cell("", align, total))?;
            }
            Content::Text(text) | Content::Missing(text) => {
                sheet.write_string_with_format(row, column, text, look.cell("", align, total))?;
            }
            Content::Date(day) => {
                sheet.write_datetime_with_format(row, column, date(*day)?, look.cell("yyyy-mm-dd", "centre", total))?;
            }
            Content::Number { value, decimals, grouped } => {
                let format = look.cell(&number_format(*decimals, *grouped), align, total);
                match cell.derived.as_ref().map(|derived| self.formula(derived, *decimals)) {
                    Some(formula) => {
                        let formula = Formula::new(formula).set_result(value.normalize().to_string());
                        sheet.write_formula_with_format(row, column, formula, format)?
                    }
                    None => sheet.write_number_with_format(row, column, double(*value), format)?,
                };
            }
        }
        Ok(())
    }

    /// Where a cell of the table stands in its sheet: `D4`.
    fn at(&self, (row, column): (u32, u16)) -> String {
        [letters(column), (first_row(self.table) + row + 1).to_string()].concat()
    }

    fn formula(&self, derived: &Derived, decimals: u8) -> String {
        match derived {
            Derived::Sum(cells) => self.sum(cells),
            Derived::SumOf { table, column, only } => {
                let Some(other) = self.document.tables().find(|known| known.key == *table) else { return "0".to_owned() };
                let name = self.sheets.get(table).map_or(*table, String::as_str);
                let count = small(other.rows.iter().filter(|row| !row.total).count());
                let span = |column: u16| {
                    let (first, letters) = (first_row(other) + 1, letters(column));
                    format!("'{name}'!${letters}${first}:${letters}${}", first + count.saturating_sub(1))
                };
                match only {
                    Some((key, text)) => {
                        format!("SUMIF({},\"{}\",{})", span(*key), text.replace('"', "\"\""), span(*column))
                    }
                    None => format!("SUM({})", span(*column)),
                }
            }
            Derived::Percent { part, whole } => format!("ROUND({}/{}*100,{decimals})", self.at(*part), self.at(*whole)),
            Derived::Growth { now, base } => {
                let (now, base) = (self.at(*now), self.at(*base));
                format!("ROUND(({now}-{base})/{base}*100,{decimals})")
            }
            Derived::Difference { from, less } => format!("ROUND({}-{},{decimals})", self.at(*from), self.at(*less)),
        }
    }

    /// A sum of a range where the cells stand in one, else of each.
    fn sum(&self, cells: &[(u32, u16)]) -> String {
        let (Some(first), Some(last)) = (cells.first(), cells.last()) else { return "0".to_owned() };
        let down = cells.iter().zip(first.0..).all(|(cell, row)| *cell == (row, first.1));
        let across = cells.iter().zip(first.1..).all(|(cell, column)| *cell == (first.0, column));
        if down || across {
            return format!("SUM({}:{})", self.at(*first), self.at(*last));
        }
        cells.iter().map(|cell| self.at(*cell)).collect::<Vec<_>>().join("+")
    }

    /// A native chart below the table, over its own small block of numbers; the row below it.
    fn chart(&self, sheet: &mut Worksheet, from: u32, chart: &Chart, look: &mut Look) -> Result<u32, XlsxError> {
        let name = self.sheets.get(self.table.key).map_or(self.table.key, String::as_str);
        let (done, time) = (self.words.plain("report-col-completion"), self.words.plain("report-col-time"));
        let (names, series): (Vec<&str>, Vec<NamedValues<'_>>) = match &chart.plot {
            Plot::Bullets(bullets) => (
                bullets.iter().map(|bullet| bullet.name.as_str()).collect(),
                vec![
                    (done.as_str(), bullets.iter().map(|bullet| bullet.percent).collect()),
                    (time.as_str(), bullets.iter().map(|bullet| Some(bullet.time)).collect()),
                ],
            ),
            Plot::Months { months, monthly, cumulative, target } => {
                let mut series = vec![monthly, cumulative];
                series.extend(target);
                let all = |values: &[Decimal]| values.iter().copied().map(Some).collect();
                (
                    months.iter().map(String::as_str).collect(),
                    series.iter().map(|one| (one.name.as_str(), all(&one.values))).collect(),
                )
            }
        };
        sheet.write_string_with_format(from, 0, [chart.caption.as_str(), " ", &chart.unit].concat(), &Look::quiet())?;
        let head = from + 1;
        let bullets = matches!(chart.plot, Plot::Bullets(_));
        for (column, (title, values)) in (1_u16..).zip(&series) {
            sheet.write_string_with_format(head, column, *title, &Look::quiet())?;
            for (row, value) in (head + 1..).zip(values) {
                if let Some(value) = value {
                    sheet.write_number_with_format(row, column, double(*value), look.cell("#,##0.00", "right", false))?;
                }
            }
        }
        for (row, name) in (head + 1..).zip(&names) {
            sheet.write_string_with_format(row, 0, *name, look.cell("", "left", false))?;
        }
        let last = head + small(names.len());
        let mut native = NativeChart::new(if bullets { ChartType::Bar } else { ChartType::Column });
        let mut lines = NativeChart::new(ChartType::Line);
        for (column, _) in (1_u16..).zip(&series) {
            let to = if bullets || column == 1 { &mut native } else { &mut lines };
            let colour = Color::RGB(COLOURS[usize::from(column - 1) % COLOURS.len()]);
            let one = to.add_series().set_name((name, head, column)).set_categories((name, head + 1, 0, last, 0));
            one.set_values((name, head + 1, column, last, column));
            if bullets || column == 1 {
                let mut fill = ChartSolidFill::new();
                fill.set_color(colour);
                one.set_format(&mut fill);
            } else {
                one.set_format(rust_xlsxwriter::ChartLine::new().set_color(colour));
            }
        }
        if !bullets {
            native.combine(&lines);
        }
        native.title().set_name(&chart.caption);
        native.legend().set_position(ChartLegendPosition::Bottom);
        if bullets {
            // In a bar chart the values run along x; from 0, or the bars lie about their lengths.
            native.x_axis().set_min(0).set_name(&chart.unit);
            native.y_axis().set_reverse();
        } else {
            native.y_axis().set_name(&chart.unit);
        }
        native.set_alt_text(&chart.alternative);
        native.set_width(720).set_height(340);
        sheet.insert_chart(last + 2, 0, &native)?;
        Ok(last + 2 + CHART_ROWS + 2)
    }
}

/// A column's letters: A, B, … Z, AA.
fn letters(column: u16) -> String {
    rust_xlsxwriter::utility::column_number_to_name(column)
}

fn number_format(decimals: u8, grouped: bool) -> String {
    let whole = if grouped { "#,##0" } else { "0" };
    if decimals == 0 { whole.to_owned() } else { [whole, ".", &"0".repeat(usize::from(decimals))].concat() }
}

/// The nearest double, read from the decimal's digits.
fn double(decimal: Decimal) -> f64 {
    decimal.to_string().parse().unwrap_or(f64::NAN)
}

fn date(day: chrono::NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    use chrono::Datelike;
    let small = |number: u32| u8::try_from(number).unwrap_or(1);
    ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(1900), small(day.month()), small(day.day()))
}
