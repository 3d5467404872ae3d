//! The report as a workbook: 表1 with its charts, 明细 (the lines), 口径说明 (notes and checks).
//!
//! Numbers are numbers with the unit in the header, sums are formulas that carry their values, so
//! that a reader sees the same figure whether or not their program recalculates; text is text,
//! whatever it begins with. The same report gives the same bytes: no author, no clock.

use std::collections::BTreeMap;

use daowei_core::domain::list::Attribution;
use daowei_core::domain::money::Fen;
use daowei_core::domain::reading::KpiFigure;
use daowei_core::kpi::KpiFigures;
use daowei_core::words::Words;
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Chart, ChartLegendPosition, ChartSolidFill, ChartType, Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Formula, Workbook, Worksheet, XlsxError,
};

use super::{Error, HEADERS, Progress, Report, line_name, lines, missing};

/// The row of table 1's header, its first line below it, and how many lines it has with the total.
const HEAD: u32 = 2;
const FIRST: u32 = HEAD + 1;
const ROWS: u32 = 4;

/// The header's row of the lines, and of the first line below it.
const LINES_HEAD: u32 = 1;
const LINES_FIRST: u32 = LINES_HEAD + 1;

/// The columns that the lines' sums and table 1's formulas look at.
const LINE_COLUMN: &str = "B";
const RECOGNISED_COLUMN: &str = "R";
const RECOGNISED: u16 = 17;

/// A4.
const A4: u8 = 9;

/// The look of the sheets: ink on paper, hairlines, and no colour but the lists' own.
struct Look {
    title: Format,
    unit: Format,
    head: Format,
    text: Format,
    wan: Format,
    pct: Format,
    count: Format,
    date: Format,
    amount: Format,
    rate: Format,
    none: Format,
    total_text: Format,
    total_wan: Format,
    note: Format,
}

impl Look {
    fn new() -> Self {
        let line = || Format::new().set_border(FormatBorder::Hair).set_align(FormatAlign::VerticalCenter);
        let number = |format: &str| line().set_num_format(format).set_align(FormatAlign::Right);
        Self {
            title: Format::new().set_bold().set_font_size(16).set_align(FormatAlign::Center),
            unit: Format::new().set_font_size(9).set_font_color(Color::RGB(0x0066_6666)),
            head: line().set_bold().set_text_wrap().set_align(FormatAlign::Center).set_background_color(Color::RGB(0x00F2_EFE9)),
            text: line(),
            wan: number("#,##0.00"),
            pct: number("0.00"),
            count: number("0"),
            date: line().set_num_format("yyyy-mm-dd"),
            amount: number("#,##0.00##"),
            rate: number("0.0000##"),
            none: line().set_align(FormatAlign::Right).set_font_color(Color::RGB(0x0066_6666)),
            total_text: line().set_bold(),
            total_wan: number("#,##0.00").set_bold(),
            note: Format::new().set_text_wrap().set_align(FormatAlign::Top),
        }
    }
}

/// The file's bytes.
pub(super) fn bytes(report: &Report, words: &Words, progress: &Progress) -> Result<Vec<u8>, Error> {
    let mut book = Workbook::new();
    // The day the report was made, as asked; the clock of this machine is nobody's business.
    let made = date(report.of.as_of)?;
    book.set_properties(&DocProperties::new().set_title(&report.title).set_creation_datetime(&made));
    let look = Look::new();
    let names = ["report-sheet-table", "report-sheet-lines", "report-sheet-notes"].map(|key| words.plain(key));
    table(book.add_worksheet().set_name(&names[0])?, report, &names, &look, words)?;
    detail(book.add_worksheet().set_name(&names[1])?, report, &look, words, progress)?;
    notes(book.add_worksheet().set_name(&names[2])?, report, &look, words)?;
    Ok(book.save_to_buffer()?)
}

impl From<XlsxError> for Error {
    fn from(error: XlsxError) -> Self {
        Self::Write(error.to_string())
    }
}

/// Fen as a number of 万元: moved by six places in decimal, and read as the nearest double.
fn wan(fen: Fen) -> f64 {
    double(Decimal::new(fen.0, 6))
}

fn double(decimal: Decimal) -> f64 {
    decimal.to_string().parse().unwrap_or(f64::NAN)
}

/// The value that a formula carries, as the file writes it.
fn carried(fen: Fen) -> String {
    Decimal::new(fen.0, 6).normalize().to_string()
}

fn date(day: chrono::NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    use chrono::Datelike;
    let small = |number: u32| u8::try_from(number).unwrap_or(1);
    ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(1900), small(day.month()), small(day.day()))
}

/// A4, landscape, so many pages wide, header and first column repeated, page numbers.
fn page(sheet: &mut Worksheet, head: u32, wide: u16) -> Result<(), XlsxError> {
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(wide, 0).set_print_center_horizontally(true);
    sheet.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3).set_footer("&C— &P —");
    sheet.set_repeat_rows(0, head)?;
    sheet.set_freeze_panes(head + 1, 1)?;
    sheet.set_repeat_columns(0, 0)?;
    Ok(())
}

fn table(sheet: &mut Worksheet, report: &Report, names: &[String; 3], look: &Look, words: &Words) -> Result<(), XlsxError> {
    let last = u16::try_from(HEADERS.len() - 1).unwrap_or(11);
    sheet.merge_range(0, 0, 0, last, &report.title, &look.title)?;
    let unit = words.text("report-unit", [("as_of", report.table.as_of.clone()), ("quarter", report.of.quarter.to_string())]);
    sheet.write_with_format(1, 0, unit, &look.unit)?;
    for (column, key) in (0..).zip(HEADERS) {
        sheet.write_with_format(HEAD, column, words.plain(key), &look.head)?;
    }
    sheet.set_row_height(0, 30)?.set_row_height(HEAD, 46)?;
    sheet.set_column_width(0, 16)?;
    for column in 1..=last {
        // The column of growth must hold the reason why there is none.
        sheet.set_column_width(column, if column == 5 { 20 } else { 14 })?;
    }
    for (row, (figure, figures)) in (FIRST..).zip(report.rows()) {
        sheet.set_row_height(row, 22)?;
        figures_row(sheet, row, figure, figures, report, &names[1], look, words)?;
    }
    let below = doubled(sheet, report, look, words)?;
    months(sheet, below + 1, report, &names[0], look, words)?;
    page(sheet, HEAD, 1)
}

#[expect(clippy::too_many_arguments, reason = "one row of one table, written in one place")]
fn figures_row(
    sheet: &mut Worksheet,
    row: u32,
    figure: KpiFigure,
    figures: &KpiFigures,
    report: &Report,
    lines_name: &str,
    look: &Look,
    words: &Words,
) -> Result<(), XlsxError> {
    let total = figure == KpiFigure::Total;
    let (text, number) = if total { (&look.total_text, &look.total_wan) } else { (&look.text, &look.wan) };
    sheet.write_with_format(row, 0, line_name(figure, words), text)?;
    match figures.target_fen {
        Some(target) => sheet.write_with_format(row, 1, wan(target), number)?,
        None => sheet.write_with_format(row, 1, missing(figures.target_fen_reason, words), &look.none)?,
    };
    let exclusive = report.of.attribution == Attribution::Exclusive;
    let rows = |column: &str| format!("=SUM({column}{}:{column}{})", FIRST + 1, FIRST + ROWS - 1);
    if total && exclusive {
        sheet.write_with_format(row, 2, Formula::new(rows("C")).set_result(carried(figures.quarter_fen)), number)?;
    } else {
        sheet.write_with_format(row, 2, wan(figures.quarter_fen), number)?;
    }
    let ytd = if total {
        // Under overlap the row below holds what is counted twice.
        let twice = if exclusive { String::new() } else { format!("-D{}", FIRST + ROWS + 1) };
        Formula::new([rows("D"), twice].concat())
    } else {
        let end = LINES_FIRST + u32::try_from(report.lines.len()).unwrap_or(0).max(1);
        let of = |column: &str| format!("'{lines_name}'!${column}${}:${column}${end}", LINES_FIRST + 1);
        Formula::new(format!("=SUMIF({},A{},{})", of(LINE_COLUMN), row + 1, of(RECOGNISED_COLUMN)))
    };
    sheet.write_with_format(row, 3, ytd.set_result(carried(figures.ytd_fen)), number)?;
    match figures.last_year_ytd_fen {
        Some(base) => sheet.write_with_format(row, 4, wan(base), number)?,
        None => sheet.write_with_format(row, 4, words.plain("report-none"), &look.none)?,
    };
    let at = row + 1;
    let ratios = [
        (5, figures.yoy_pct, figures.yoy_pct_reason, format!("=ROUND((D{at}-E{at})/E{at}*100,2)")),
        (6, figures.completion_pct, figures.completion_pct_reason, format!("=ROUND(D{at}/B{at}*100,2)")),
        (8, figures.lead_points, figures.lead_points_reason, format!("=ROUND(G{at}-H{at},2)")),
    ];
    for (column, value, reason, formula) in ratios {
        match value {
            Some(value) => sheet.write_with_format(row, column, Formula::new(formula).set_result(value.to_string()), &look.pct)?,
            None => sheet.write_with_format(row, column, missing(reason, words), &look.none)?,
        };
    }
    sheet.write_with_format(row, 7, double(Decimal::new(figures.time_pct.0, 2)), &look.pct)?;
    sheet.write_with_format(row, 9, figures.companies, &look.count)?;
    sheet.write_with_format(row, 10, figures.new_companies, &look.count)?;
    sheet.write_with_format(row, 11, wan(figures.pending_fen), number)?;
    Ok(())
}

/// Under overlap, what is counted twice: the rows less the total. Answers the next free row.
fn doubled(sheet: &mut Worksheet, report: &Report, look: &Look, words: &Words) -> Result<u32, XlsxError> {
    let row = FIRST + ROWS;
    if report.of.attribution == Attribution::Exclusive {
        return Ok(row);
    }
    sheet.write_with_format(row, 0, words.plain("report-doubled"), &look.text)?;
    sheet.write_with_format(row, 3, wan(report.table.double_counted_fen), &look.wan)?;
    Ok(row + 1)
}

/// The months that the charts draw: a column a line, and the total with its running sum.
fn months(sheet: &mut Worksheet, top: u32, report: &Report, name: &str, look: &Look, words: &Words) -> Result<(), XlsxError> {
    sheet.set_row_height(top, 30)?.write_with_format(top, 0, words.plain("report-month"), &look.head)?;
    let figures = KpiFigure::ALL;
    for (column, figure) in (1..).zip(figures) {
        sheet.write_with_format(top, column, line_name(*figure, words), &look.head)?;
    }
    sheet.write_with_format(top, 5, words.plain("report-cumulative"), &look.head)?;
    let mut count = 0;
    for (column, figure) in (1..).zip(figures) {
        let Some(months) = report.months.rows.iter().find(|months| months.line == *figure) else { continue };
        count = u32::try_from(months.months.len()).unwrap_or(0);
        for (row, month) in (top + 1..).zip(&months.months) {
            sheet.write_with_format(row, 0, words.text("report-month-of", [("month", month.month.to_string())]), &look.text)?;
            sheet.write_with_format(row, column, wan(month.month_fen), &look.wan)?;
            if *figure == KpiFigure::Total {
                let formula = Formula::new(format!("=SUM(E{}:E{})", top + 2, row + 1)).set_result(carried(month.cumulative_fen));
                sheet.write_with_format(row, 5, formula, &look.wan)?;
            }
        }
    }
    if count == 0 {
        return Ok(());
    }
    let (first, last) = (top + 1, top + count);
    let mut columns = Chart::new(ChartType::ColumnStacked);
    // The three lists' colours, the same as on the screen.
    for (column, color) in [(1, 0x002F_5D8A), (2, 0x008A_6D2F), (3, 0x005B_7F5E)] {
        columns
            .add_series()
            .set_name((name, top, column))
            .set_categories((name, first, 0, last, 0))
            .set_values((name, first, column, last, column))
            .set_format(&mut filled(color));
    }
    let mut running = Chart::new(ChartType::Line);
    running.add_series().set_name((name, top, 5)).set_categories((name, first, 0, last, 0)).set_values((name, first, 5, last, 5));
    columns.combine(&running);
    columns.title().set_name(&words.plain("report-chart-months"));
    columns.legend().set_position(ChartLegendPosition::Bottom);
    columns.y_axis().set_name(&words.plain("report-unit-wan"));
    columns.set_width(560).set_height(300).set_alt_text(words.plain("report-chart-months"));
    sheet.insert_chart(top, 6, &columns)?;
    let mut against = Chart::new(ChartType::Bar);
    for (column, color) in [(6, 0x003A_3A38), (7, 0x00C9_C2B4)] {
        let series = against.add_series().set_name((name, HEAD, column)).set_categories((name, FIRST, 0, FIRST + ROWS - 1, 0));
        series.set_values((name, FIRST, column, FIRST + ROWS - 1, column)).set_format(&mut filled(color));
    }
    against.title().set_name(&words.plain("report-chart-progress"));
    against.legend().set_position(ChartLegendPosition::Bottom);
    // In a bar chart the values run along x; from 0, or the bars lie about their lengths.
    against.x_axis().set_min(0);
    against.y_axis().set_reverse();
    against.set_width(560).set_height(260).set_alt_text(words.plain("report-chart-progress"));
    sheet.insert_chart(last + 2, 0, &against)?;
    Ok(())
}

/// A series in one colour.
fn filled(color: u32) -> ChartSolidFill {
    let mut fill = ChartSolidFill::new();
    fill.set_color(Color::RGB(color));
    fill
}

fn detail(sheet: &mut Worksheet, report: &Report, look: &Look, words: &Words, progress: &Progress) -> Result<(), Error> {
    sheet.write_with_format(0, 0, words.plain("report-lines-title"), &look.unit)?;
    for (column, key) in (0..).zip(lines::HEADERS) {
        sheet.write_with_format(LINES_HEAD, column, words.plain(key), &look.head)?;
    }
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for (row, line) in (LINES_FIRST..).zip(&report.lines) {
        progress.step()?;
        for (column, text) in [
            (0, &line.reference),
            (1, &line.line_name),
            (2, &line.project),
            (3, &line.investor),
            (4, &line.payer),
            (5, &line.form),
            (6, &line.origin),
            (9, &line.posted),
            (10, &line.late),
            (11, &line.currency),
            (18, &line.edition),
            (20, &line.path),
            (21, &line.zone),
            (22, &line.vouchers),
            (23, &line.reverses),
        ] {
            sheet.write_string_with_format(row, column, text, &look.text)?;
        }
        for (column, day) in [(7, line.arrived_on), (8, line.verified_on), (15, line.rate_on)] {
            match day {
                Some(day) => sheet.write_with_format(row, column, &date(day)?, &look.date)?,
                None => sheet.write_blank(row, column, &look.text)?,
            };
        }
        sheet.write_with_format(row, 12, double(line.amount), &look.amount)?;
        match line.rate {
            Some((rate, unit)) => {
                sheet.write_with_format(row, 13, double(rate), &look.rate)?.write_with_format(row, 14, unit, &look.count)?
            }
            None => sheet.write_blank(row, 13, &look.text)?.write_blank(row, 14, &look.text)?,
        };
        sheet.write_with_format(row, 16, double(Decimal::new(i64::from(line.share_bp), 2)), &look.pct)?;
        sheet.write_with_format(row, RECOGNISED, wan(line.recognised_fen), &look.wan)?;
        match line.rank {
            Some(rank) => sheet.write_with_format(row, 19, rank, &look.count)?,
            None => sheet.write_blank(row, 19, &look.text)?,
        };
        *sums.entry(&line.line_name).or_default() += line.recognised_fen.0;
    }
    let end = LINES_FIRST + u32::try_from(report.lines.len()).unwrap_or(0);
    let sum = sums.values().sum();
    let formula = format!("=SUM({RECOGNISED_COLUMN}{}:{RECOGNISED_COLUMN}{})", LINES_FIRST + 1, end.max(LINES_FIRST + 1));
    // One row apart, so that no formula over the lines reads it.
    sheet.write_with_format(end + 1, 0, words.plain("report-lines-sum"), &look.total_text)?;
    sheet.write_with_format(end + 1, RECOGNISED, Formula::new(formula).set_result(carried(Fen(sum))), &look.total_wan)?;
    sheet.set_row_height(LINES_HEAD, 34)?;
    for (column, width) in [(0, 16), (1, 12), (2, 24), (3, 26), (4, 26), (20, 40), (22, 24)] {
        sheet.set_column_width(column, width)?;
    }
    for column in [7, 8, 12, 15, 17, 18, 21, 23] {
        sheet.set_column_width(column, 13)?;
    }
    let last = u16::try_from(lines::HEADERS.len() - 1).unwrap_or(23);
    if end > LINES_FIRST {
        sheet.autofilter(LINES_HEAD, 0, end - 1, last)?;
    }
    Ok(page(sheet, LINES_HEAD, 2)?)
}

fn notes(sheet: &mut Worksheet, report: &Report, look: &Look, words: &Words) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 44)?.set_column_width(1, 10)?.set_column_width(2, 60)?;
    sheet.merge_range(0, 0, 0, 2, &words.plain("report-notes-title"), &look.head)?;
    let mut row = 1;
    for note in report.notes.iter().chain(&report.warnings) {
        sheet.merge_range(row, 0, row, 2, note, &look.note)?;
        sheet.set_row_height(row, if note.chars().count() > 55 { 34 } else { 18 })?;
        row += 1;
    }
    row += 1;
    for (column, key) in (0..).zip(["report-checks-title", "report-check-result", "report-check-value"]) {
        sheet.write_with_format(row, column, words.plain(key), &look.head)?;
    }
    for check in &report.checks {
        row += 1;
        let result = words.plain(if check.ok { "report-check-holds" } else { "report-check-fails" });
        sheet.write_string_with_format(row, 0, &check.name, &look.text)?;
        sheet.write_string_with_format(row, 1, result, &look.text)?;
        sheet.write_string_with_format(row, 2, &check.detail, &look.text)?;
    }
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}
