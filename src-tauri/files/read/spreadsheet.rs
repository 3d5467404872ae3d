//! .xlsx: cells streamed one by one, never a range whose corners the file itself may claim.

use std::collections::HashSet;
use std::io::{Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxError};

use super::limits::{Limit, count};
use super::{Cell, Error, NO_CACHED_VALUE, Sink};

type Book = Xlsx<Cursor<Vec<u8>>>;

/// Pushes every sheet of a zipped workbook into `sink`.
pub(super) fn read(bytes: Vec<u8>, ending: &str, sink: &mut dyn Sink) -> Result<(), Error> {
    let contents = inspect(&bytes)?;
    if !contents.workbook {
        return Err(Error::Format(if ending.is_empty() { "zip".to_owned() } else { ending.to_owned() }));
    }
    let mut book: Book = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    for name in book.sheet_names() {
        sink.sheet(&name)?;
        let uncomputed = if contents.formulas { uncomputed(&mut book, &name)? } else { HashSet::new() };
        sheet(&mut book, &name, &uncomputed, sink)?;
    }
    Ok(())
}

fn damaged(error: XlsxError) -> Error {
    match error {
        XlsxError::Password => Error::Protected,
        other => Error::Damaged(other.to_string()),
    }
}

struct Contents {
    workbook: bool,
    formulas: bool,
}

/// Inflates every entry once into nothing, counting, so that no later reader meets an entry that
/// grows without bound; finds on the way whether any sheet holds formulas.
fn inspect(bytes: &[u8]) -> Result<Contents, Error> {
    let damaged = |error: zip::result::ZipError| Error::Damaged(error.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut entries = 0;
    count(&mut entries, archive.len() as u64, Limit::ZipEntries)?;
    let mut contents = Contents { workbook: false, formulas: false };
    let mut unpacked = 0;
    let mut buffer = vec![0; 64 * 1024];
    for i in 0..archive.len() {
        let mut entry = archive.by_index(i).map_err(damaged)?;
        let name = entry.name().map_err(damaged)?.to_ascii_lowercase();
        contents.workbook |= name == "xl/workbook.xml" || name.starts_with("xl/worksheets/");
        let (strings, sheet) = (name.ends_with("sharedstrings.xml"), name.starts_with("xl/worksheets/"));
        let mut string_bytes = 0;
        let mut kept = 0;
        loop {
            // The last two bytes stay in front, so that a tag cut by the buffer's end is still seen.
            let read = entry.read(&mut buffer[kept..]).map_err(|error| Error::Damaged(error.to_string()))?;
            if read == 0 {
                break;
            }
            count(&mut unpacked, read as u64, Limit::UnpackedBytes)?;
            if strings {
                count(&mut string_bytes, read as u64, Limit::SharedStringBytes)?;
            }
            let filled = kept + read;
            if sheet && !contents.formulas {
                let seen = &buffer[..filled];
                contents.formulas = seen.windows(3).any(|tag| matches!(tag, b"<f>" | b"<f " | b":f>" | b":f "));
            }
            kept = filled.min(2);
            buffer.copy_within(filled - kept..filled, 0);
        }
    }
    Ok(contents)
}

/// The cells whose formula has no cached value.
fn uncomputed(book: &mut Book, name: &str) -> Result<HashSet<(u32, u32)>, Error> {
    let mut cells = HashSet::new();
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(cells),
        Err(error) => return Err(damaged(error)),
    };
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(damaged)? {
        if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
            cells.insert(cell.pos);
        }
    }
    Ok(cells)
}

fn sheet(book: &mut Book, name: &str, uncomputed: &HashSet<(u32, u32)>, sink: &mut dyn Sink) -> Result<(), Error> {
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        // A chart or dialog sheet holds no cells.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(error) => return Err(damaged(error)),
    };
    let percent: Vec<bool> = reader.styles().iter().map(is_percent).collect();
    let mut row: Vec<Cell> = Vec::new();
    let mut current = None;
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(damaged)? {
        let (at, column) = cell.get_position();
        let value = if uncomputed.contains(&(at, column)) {
            Cell::Error(NO_CACHED_VALUE.into())
        } else {
            value(cell.get_value(), percent.get(style).copied().unwrap_or(false))
        };
        if value.is_blank() {
            continue;
        }
        if current != Some(at)
            && let Some(done) = current.replace(at)
        {
            sink.row(done + 1, std::mem::take(&mut row))?;
        }
        let column = column as usize;
        if column as u64 >= Limit::Columns.most() {
            return Err(Error::too_much(Limit::Columns));
        }
        if row.len() <= column {
            row.resize(column + 1, Cell::Empty);
        }
        row[column] = value;
    }
    current.map_or(Ok(()), |done| sink.row(done + 1, row))
}

fn is_percent(style: &calamine::Style) -> bool {
    style.number_format.as_ref().is_some_and(|format| format.format_code.contains('%'))
}

fn value(value: &DataRef<'_>, percent: bool) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(number.to_string().into()),
        DataRef::Float(number) => self::number(*number, percent),
        DataRef::String(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Bool(truth) => Cell::Bool(*truth),
        DataRef::DateTime(moment) => date(moment),
        DataRef::DateTimeIso(text) => Cell::Date(text.as_str().into()),
        DataRef::DurationIso(text) => Cell::text(text),
        DataRef::Error(error) => Cell::Error(error.to_string().into()),
    }
}

/// The shortest decimal that reads back as the same number. A cell shown as a percentage becomes
/// the text a person sees, `60%`, with the decimal point moved and no arithmetic done.
fn number(number: f64, percent: bool) -> Cell {
    if !number.is_finite() {
        return Cell::text(&number.to_string());
    }
    let shortest = number.to_string();
    if !percent {
        return Cell::Number(shortest.into());
    }
    let (sign, digits) = shortest.strip_prefix('-').map_or(("", shortest.as_str()), |rest| ("-", rest));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let decimals = format!("{decimals:0<2}");
    let (moved, rest) = decimals.split_at(2);
    let whole = format!("{whole}{moved}");
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        trimmed => trimmed,
    };
    let point = if rest.is_empty() { "" } else { "." };
    Cell::Text(format!("{sign}{whole}{point}{rest}%").into())
}

/// A date, with its time of day where there is one; what is no date stays the serial number.
fn date(moment: &ExcelDateTime) -> Cell {
    let serial = || number(moment.as_f64(), false);
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let Some(date) = chrono::NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day)) else { return serial() };
    if moment.is_duration() || !(1.0..2_958_466.0).contains(&moment.as_f64()) {
        return serial();
    }
    if (hour, minute, second) == (0, 0, 0) {
        Cell::Date(date.to_string().into())
    } else {
        Cell::Date(format!("{date}T{hour:02}:{minute:02}:{second:02}").into())
    }
}
