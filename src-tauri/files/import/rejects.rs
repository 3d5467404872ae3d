//! The rows that were not taken, as a workbook to be mended and taken in again: the file's own headers, the cells as
//! they were, the reason in a note on each cell that is wrong, and two columns of ours at the end that an import
//! passes over. Text stays text, so that no code loses a digit on the way.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use daowei_core::words::{Language, Words};
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatBorder, Note, Workbook, Worksheet, XlsxError};

use super::run::{Fate, Plan};
use super::table::Table;
use crate::columns::{self, Header, Measure, Unit, unit};

/// The two columns of ours: why a row was not taken, and which row of the file it was.
const OWN: [&str; 2] = ["import-rejects-reason", "import-rejects-row"];

/// Whether a header is one that [`write`] added, in any language.
#[must_use]
pub fn is_own_column(header: &str) -> bool {
    static FOLDED: OnceLock<BTreeSet<String>> = OnceLock::new();
    let own = FOLDED.get_or_init(|| {
        let of = |language: &Language| OWN.map(|key| Header::read(&Words::new(*language).plain(key)).full);
        Language::ALL.iter().flat_map(of).collect()
    });
    own.contains(&Header::read(header).full)
}

/// Writes the rows of `table` that the plan does not take.
///
/// # Errors
/// Where the workbook cannot be written.
pub fn write(table: &Table, plan: &Plan, words: &Words) -> Result<Vec<u8>, XlsxError> {
    let headers = headers(table);
    let rejected: BTreeSet<u32> = plan.rows.iter().filter(|row| row.fate == Fate::Rejected).map(|row| row.row).collect();
    let mut reasons: BTreeMap<u32, Vec<(Option<usize>, String)>> = BTreeMap::new();
    for problem in &plan.problems {
        let at = problem.column.as_ref().and_then(|column| headers.iter().position(|(_, header, _)| header == column));
        reasons.entry(problem.row).or_default().push((at, problem.message(words)));
    }
    let mut book = Workbook::new();
    // No author, no clock: the same rows give the same bytes.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let sheet = book.add_worksheet().set_name(words.plain("import-rejects-sheet"))?;
    let look = Look::new();
    let own = u16::try_from(headers.len()).unwrap_or(u16::MAX);
    for (at, (.., shown)) in (0_u16..).zip(&headers) {
        sheet.write_string_with_format(0, at, shown, &look.head)?;
        sheet.set_column_width(at, 16)?;
    }
    sheet.write_string_with_format(0, own, words.plain(OWN[0]), &look.head)?.set_column_width(own, 56)?;
    sheet.write_string_with_format(0, own + 1, words.plain(OWN[1]), &look.head)?.set_column_width(own + 1, 12)?;
    sheet.set_freeze_panes(1, 0)?;
    let rows = table.rows().filter(|row| rejected.contains(&row.number()));
    for (line, row) in (1_u32..).zip(rows) {
        let said = reasons.get(&row.number()).map(Vec::as_slice).unwrap_or_default();
        let cells: Vec<&str> = headers.iter().map(|(at, ..)| row.cell(*at).shown()).collect();
        for (at, cell) in (0_u16..own).zip(&cells) {
            text(sheet, line, at, cell, &look.text)?;
        }
        mark(sheet, line, said, &cells, &look)?;
        let all = said.iter().map(|(at, reason)| in_column(&headers, *at, reason, words)).collect::<Vec<_>>().join("\n");
        text(sheet, line, own, &all, &look.reason)?;
        text(sheet, line, own + 1, &row.number().to_string(), &look.text)?;
    }
    book.save_to_buffer()
}

/// The columns with their places: headers as problems name them, and as they are written. A unit that stood in a
/// title is put in brackets behind, so that the sheet says it by itself.
fn headers(table: &Table) -> Vec<(usize, String, String)> {
    let of = |(at, header): (usize, &String)| {
        let mapped = table.mapping.columns.get(at).and_then(Option::as_ref);
        let money = mapped.is_some_and(|mapped| {
            columns::columns(table.kind).iter().any(|column| column.key == mapped.key && column.measure == Measure::Money)
        });
        let unit = mapped.and_then(|mapped| mapped.unit.is_none().then_some(table.layout.unit)).flatten().filter(|_| money);
        let named = mapped.map_or_else(|| header.clone(), |mapped| mapped.header.clone());
        let shown = match unit {
            Some(Unit::Money { power, currency }) => [header, "(", &unit::shown(power, currency), ")"].concat(),
            _ => header.clone(),
        };
        (at, named, shown)
    };
    table.layout.headers.iter().enumerate().map(of).filter(|(_, header, _)| !is_own_column(header)).collect()
}

/// A note with the reason on each cell that is wrong.
fn mark(sheet: &mut Worksheet, line: u32, said: &[(Option<usize>, String)], cells: &[&str], look: &Look) -> Result<(), XlsxError> {
    let mut notes: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (at, reason) in said {
        // What is about the whole row stands on its first cell.
        notes.entry(at.unwrap_or(0)).or_default().push(reason);
    }
    for (at, reasons) in notes {
        let column = u16::try_from(at).unwrap_or(u16::MAX);
        text(sheet, line, column, cells.get(at).copied().unwrap_or_default(), &look.wrong)?;
        sheet.insert_note(line, column, &Note::new(reasons.join("\n")).add_author_prefix(false))?;
    }
    Ok(())
}

fn in_column(headers: &[(usize, String, String)], at: Option<usize>, reason: &str, words: &Words) -> String {
    match at.and_then(|at| headers.get(at)) {
        Some((_, header, _)) => words.text("import-in-column", [("column", header.as_str()), ("message", reason)]),
        None => reason.to_owned(),
    }
}

fn text(sheet: &mut Worksheet, line: u32, column: u16, shown: &str, look: &Format) -> Result<(), XlsxError> {
    // A blank text would be a cell that is there and empty.
    if shown.is_empty() {
        sheet.write_blank(line, column, look)?
    } else {
        sheet.write_string_with_format(line, column, shown, look)?
    };
    Ok(())
}

/// Quiet but for what is wrong.
struct Look {
    head: Format,
    text: Format,
    wrong: Format,
    reason: Format,
}

impl Look {
    fn new() -> Self {
        // The text format keeps what is typed into the cell as it is typed.
        let line = || Format::new().set_border(FormatBorder::Hair).set_num_format("@");
        Self {
            head: line().set_bold().set_background_color(Color::RGB(0x00F2_EFE9)),
            text: line(),
            wrong: line().set_background_color(Color::RGB(0x00FB_EEEC)).set_font_color(Color::RGB(0x00B8_322A)),
            reason: line().set_text_wrap().set_font_color(Color::RGB(0x00B8_322A)),
        }
    }
}
