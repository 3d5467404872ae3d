//! The binary .xls of old (BIFF8, and BIFF5 before it): its records as they stand, row by row.
//!
//! Written here rather than left to calamine, which makes a range of the corners that cells claim: one cell of a crafted
//! file of 2 kB makes it ask for 45 GB, and others make it panic.

mod records;

use std::io::{Cursor, Read};

use super::limits::Limit;
use super::serial::{self, Shape};
use super::strings::Strings;
use super::{Cell, Error, Merge, Sink};
use records::{Record, Records, Texts, Writing, short};

/// Kinds of records (MS-XLS 2.3).
mod kind {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const EOF: u16 = 0x000a;
    pub(super) const DATE_1904: u16 = 0x0022;
    pub(super) const FILE_PASS: u16 = 0x002f;
    pub(super) const CODE_PAGE: u16 = 0x0042;
    pub(super) const BOUND_SHEET: u16 = 0x0085;
    pub(super) const MUL_RK: u16 = 0x00bd;
    pub(super) const R_STRING: u16 = 0x00d6;
    pub(super) const XF: u16 = 0x00e0;
    pub(super) const MERGE_CELLS: u16 = 0x00e5;
    pub(super) const SST: u16 = 0x00fc;
    pub(super) const LABEL_SST: u16 = 0x00fd;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const LABEL: u16 = 0x0204;
    pub(super) const BOOL_ERR: u16 = 0x0205;
    pub(super) const STRING: u16 = 0x0207;
    pub(super) const RK: u16 = 0x027e;
    pub(super) const FORMAT: u16 = 0x041e;
    pub(super) const BOF: u16 = 0x0809;
}

/// What a beginning says that a sheet is: rows and columns of cells.
const WORKSHEET: u16 = 0x0010;

/// How many records may stand between a formula and its text: one that shares it, one of an array, one of a table.
const BEHIND_FORMULA_MAX: usize = 3;

/// Pushes every sheet of a compound file into `sink`.
pub(super) fn read(bytes: Vec<u8>, sink: &mut dyn Sink) -> Result<(), Error> {
    let stream = stream(bytes)?;
    let book = Book::read(&stream)?;
    for (name, at) in &book.sheets {
        sink.sheet(name)?;
        sheet(&stream, *at, &book, sink)?;
    }
    Ok(())
}

/// The stream that holds the workbook.
fn stream(bytes: Vec<u8>) -> Result<Vec<u8>, Error> {
    let damaged = |error: std::io::Error| Error::Damaged(error.to_string());
    let most = bytes.len() as u64;
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    if file.is_stream("/EncryptedPackage") {
        return Err(Error::Protected);
    }
    let Some(name) = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name)) else {
        return Err(Error::Damaged("xls: no workbook".to_owned()));
    };
    let mut stream = Vec::new();
    // No stream is longer than its file, whatever it claims.
    file.open_stream(name).map_err(damaged)?.take(most).read_to_end(&mut stream).map_err(damaged)?;
    Ok(stream)
}

/// What the workbook says before its sheets.
struct Book {
    /// Their names, and where each begins.
    sheets: Vec<(String, usize)>,
    strings: Strings,
    /// By the place of the cell's format.
    shapes: Vec<Shape>,
    from_1904: bool,
    writing: Writing,
}

impl Book {
    fn read(stream: &[u8]) -> Result<Self, Error> {
        let mut records = Records::new(stream, 0);
        let first = records.next()?;
        let mut book = Self {
            sheets: Vec::new(),
            strings: Strings::default(),
            shapes: Vec::new(),
            from_1904: false,
            writing: match (first.kind, first.word(0)) {
                (kind::BOF, Ok(0x0600)) => Writing::Unicode,
                (kind::BOF, Ok(0x0500)) => Writing::Bytes(encoding_rs::WINDOWS_1252),
                _ => return Err(Error::Format("xls (Excel 4)".to_owned())),
            },
        };
        let mut formats: Vec<(u16, Shape)> = Vec::new();
        let mut styles: Vec<u16> = Vec::new();
        loop {
            let record = records.next()?;
            match record.kind {
                kind::EOF => break,
                kind::FILE_PASS => return Err(Error::Protected),
                kind::DATE_1904 => book.from_1904 = record.word(0)? == 1,
                kind::CODE_PAGE => {
                    if let Writing::Bytes(encoding) = &mut book.writing {
                        *encoding = code_page(record.word(0)?);
                    }
                }
                kind::BOUND_SHEET => {
                    let at = usize::try_from(record.long(0)?).unwrap_or(usize::MAX);
                    let name = Texts::new(&mut records, record, 6, book.writing).short_text();
                    book.sheets.push((name.ok_or_else(|| short(record.kind))?, at));
                    if book.sheets.len() as u64 > Limit::Sheets.most() {
                        return Err(Error::too_much(Limit::Sheets));
                    }
                }
                kind::FORMAT => {
                    let mut texts = Texts::new(&mut records, record, 2, book.writing);
                    let code = if matches!(book.writing, Writing::Unicode) { texts.text() } else { texts.short_text() };
                    formats.push((record.word(0)?, serial::format(&code.unwrap_or_default())));
                }
                kind::XF => styles.push(record.word(2)?),
                kind::SST => {
                    let count = record.long(4)?;
                    let mut texts = Texts::new(&mut records, record, 8, book.writing);
                    for _ in 0..count {
                        let Some(text) = texts.text() else { break };
                        book.strings.add(&text)?;
                    }
                }
                _ => {}
            }
        }
        let shape = |style: &u16| {
            let own = formats.iter().find(|(id, _)| id == style);
            own.map_or_else(|| serial::built_in(u32::from(*style)), |(_, shape)| *shape)
        };
        book.shapes = styles.iter().map(shape).collect();
        Ok(book)
    }
}

/// The encoding of a code page, as Windows numbers them.
fn code_page(number: u16) -> &'static encoding_rs::Encoding {
    match number {
        936 => encoding_rs::GBK,
        950 => encoding_rs::BIG5,
        932 => encoding_rs::SHIFT_JIS,
        949 => encoding_rs::EUC_KR,
        _ => encoding_rs::WINDOWS_1252,
    }
}

/// Where a sheet's records with cells stand, by row, and its merged cells.
struct Places {
    /// The row and where the record begins.
    cells: Vec<(u16, u32)>,
    merges: Vec<Merge>,
}

fn places(stream: &[u8], at: usize) -> Result<Places, Error> {
    let mut places = Places { cells: Vec::new(), merges: Vec::new() };
    let mut records = Records::new(stream, at);
    let first = records.next()?;
    // A sheet of macros or a chart holds no cells.
    if first.kind != kind::BOF || first.word(2)? != WORKSHEET {
        return Ok(places);
    }
    // Charts within the sheet have records of their own.
    let mut depth = 0_u32;
    loop {
        let record = records.next()?;
        match record.kind {
            kind::BOF => depth += 1,
            kind::EOF if depth == 0 => break,
            kind::EOF => depth -= 1,
            _ if depth > 0 => {}
            kind::FORMULA
            | kind::MUL_RK
            | kind::R_STRING
            | kind::LABEL_SST
            | kind::NUMBER
            | kind::LABEL
            | kind::BOOL_ERR
            | kind::RK => {
                places.cells.push((record.word(0)?, u32::try_from(record.at).unwrap_or(u32::MAX)));
            }
            kind::MERGE_CELLS => {
                for at in (0..usize::from(record.word(0)?)).map(|range| 2 + 8 * range) {
                    let [top, bottom, left, right] = [0, 2, 4, 6].map(|by| record.word(at + by).map(u32::from));
                    let merge = Merge { top: top? + 1, bottom: bottom? + 1, left: left?, right: right? };
                    if merge.top <= merge.bottom && merge.left <= merge.right {
                        places.merges.push(merge);
                    }
                }
                if places.merges.len() as u64 > Limit::Merges.most() {
                    return Err(Error::too_much(Limit::Merges));
                }
            }
            _ => {}
        }
    }
    // Blocks of rows follow each other, and some programs do not keep to it.
    if !places.cells.is_sorted_by_key(|(row, _)| *row) {
        places.cells.sort_by_key(|(row, _)| *row);
    }
    Ok(places)
}

/// What a cell holds, until its row is whole.
enum Value {
    Number(f64, u16),
    /// A whole number of hundredths.
    Hundredths(i32, u16),
    Text(String),
    Shared(u32),
    Bool(bool),
    Error(u8),
}

fn sheet(stream: &[u8], at: usize, book: &Book, sink: &mut dyn Sink) -> Result<(), Error> {
    let places = places(stream, at)?;
    let mut scratch = String::new();
    for row in places.cells.chunk_by(|one, next| one.0 == next.0) {
        let mut cells: Vec<(u16, Value)> = Vec::new();
        for (_, at) in row {
            let mut records = Records::new(stream, *at as usize);
            let record = records.next()?;
            cell(record, &mut records, book, &mut cells)?;
        }
        cells.sort_by_key(|(column, _)| *column);
        sink.row(u32::from(row[0].0) + 1)?;
        for (place, (column, value)) in cells.iter().enumerate() {
            // Of two cells in one place the later one stands.
            if cells.get(place + 1).is_none_or(|(next, _)| next != column) {
                sink.cell(u32::from(*column), shown(value, book, &mut scratch))?;
            }
        }
    }
    places.merges.into_iter().try_for_each(|merge| sink.merge(merge))
}

/// Takes the cells of a record.
fn cell<'a>(record: Record<'a>, records: &mut Records<'a>, book: &Book, cells: &mut Vec<(u16, Value)>) -> Result<(), Error> {
    let (column, style) = (record.word(2)?, record.word(4)?);
    let value = match record.kind {
        kind::NUMBER => Value::Number(record.double(6)?, style),
        kind::RK => packed(record.long(6)?, style),
        kind::MUL_RK => {
            let count = record.body.len().saturating_sub(6) / 6;
            // A row has 256 columns; what claims to go on beyond the last number of one has too many.
            let columns = (column..=u16::MAX).map(Some).chain([None]);
            for (column, at) in columns.zip((0..count).map(|at| 4 + 6 * at)) {
                let column = column.ok_or_else(|| Error::too_much(Limit::Columns))?;
                cells.push((column, packed(record.long(at + 2)?, record.word(at)?)));
            }
            return Ok(());
        }
        kind::LABEL_SST => Value::Shared(record.long(6)?),
        kind::LABEL | kind::R_STRING => {
            Value::Text(Texts::new(records, record, 6, book.writing).text().ok_or_else(|| short(record.kind))?)
        }
        kind::BOOL_ERR if record.byte(7)? == 0 => Value::Bool(record.byte(6)? != 0),
        kind::BOOL_ERR => Value::Error(record.byte(6)?),
        kind::FORMULA if record.word(12)? == 0xffff => match record.byte(6)? {
            0 => Value::Text(computed(records, book)?),
            1 => Value::Bool(record.byte(8)? != 0),
            2 => Value::Error(record.byte(8)?),
            _ => return Ok(()),
        },
        kind::FORMULA => Value::Number(record.double(6)?, style),
        _ => return Ok(()),
    };
    cells.push((column, value));
    Ok(())
}

/// The text that a formula came to, which stands behind it.
fn computed(records: &mut Records<'_>, book: &Book) -> Result<String, Error> {
    for _ in 0..=BEHIND_FORMULA_MAX {
        let record = records.next()?;
        if record.kind == kind::STRING {
            return Texts::new(records, record, 0, book.writing).text().ok_or_else(|| short(record.kind));
        }
    }
    Err(short(kind::FORMULA))
}

/// A number in 32 bits: the upper 30 of a double or a whole number, either of them a hundredth of what is meant.
fn packed(bits: u32, style: u16) -> Value {
    let whole = (bits >> 2).cast_signed() << 2 >> 2;
    let double = f64::from_bits(u64::from(bits & !3) << 32);
    match (bits & 2 != 0, bits & 1 != 0) {
        (true, true) => Value::Hundredths(whole, style),
        (true, false) => Value::Number(f64::from(whole), style),
        #[expect(clippy::float_arithmetic, reason = "the format itself keeps the number a hundredfold, as a double")]
        (false, true) => Value::Number(double / 100.0, style),
        (false, false) => Value::Number(double, style),
    }
}

fn shown<'a>(value: &'a Value, book: &'a Book, scratch: &'a mut String) -> Cell<'a> {
    let (plain, style) = match value {
        Value::Text(text) => return Cell::text(text),
        Value::Shared(at) => return Cell::text(book.strings.get(usize::try_from(*at).unwrap_or(usize::MAX))),
        Value::Bool(truth) => return Cell::Bool(*truth),
        Value::Error(code) => return Cell::Error(error(*code)),
        Value::Number(number, style) => (number.to_string(), style),
        Value::Hundredths(whole, style) => {
            let (sign, parts) = (if *whole < 0 { "-" } else { "" }, whole.unsigned_abs());
            (format!("{sign}{}.{:02}", parts / 100, parts % 100), style)
        }
    };
    let shape = book.shapes.get(usize::from(*style)).copied().unwrap_or_default();
    let mut own = String::new();
    let (text, made) = match serial::number(&plain, shape, book.from_1904, &mut own) {
        Cell::Date(text) => (text, Made::Date),
        Cell::Number(text) => (text, Made::Number),
        other => (other.shown(), Made::Text),
    };
    scratch.clear();
    scratch.push_str(text);
    match made {
        Made::Date => Cell::Date(scratch),
        Made::Number => Cell::Number(scratch),
        Made::Text => Cell::text(scratch),
    }
}

/// What a number was shown as.
enum Made {
    Date,
    Number,
    Text,
}

/// What a spreadsheet could not compute (MS-XLS 2.5.10).
const fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}
