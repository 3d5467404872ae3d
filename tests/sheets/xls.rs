//! The binary .xls of old (BIFF8), as much of it as a table takes: one sheet, a table of its texts, numbers,
//! dates, merged cells.

use super::{Cell, Grid, compound};

/// What a record holds at most; more goes on in one behind it.
const RECORD_MAX: usize = 8_224;

/// The place of the dates' format among those that [`globals`] writes.
const DATES: u16 = 1;

/// The file that holds this grid.
#[must_use]
pub fn write(grid: &Grid) -> Vec<u8> {
    let texts: Vec<&str> =
        grid.cells().filter_map(|(_, _, cell)| if let Cell::Text(text) = cell { Some(text.as_str()) } else { None }).collect();
    let length = globals(grid, &texts, 0).len();
    let mut stream = globals(grid, &texts, u32::try_from(length).expect("a small file"));
    stream.extend(sheet(grid));
    compound::wrap("Workbook", &stream)
}

/// The workbook's own records; the sheet begins `at` so many bytes.
fn globals(grid: &Grid, texts: &[&str], at: u32) -> Vec<u8> {
    let mut out = record(0x0809, &words(&[0x0600, 0x0005, 0x0dbb, 0x07cc, 0, 0, 0x0006, 0]));
    out.extend(record(0x0042, &words(&[1200])));
    for format in [0, 14] {
        let mut body = words(&[0, format, 0]);
        body.resize(20, 0);
        out.extend(record(0x00e0, &body));
    }
    let name: Vec<u16> = grid.name.encode_utf16().collect();
    let mut body = at.to_le_bytes().to_vec();
    body.extend([0, 0, u8::try_from(name.len()).expect("a short name"), 1]);
    body.extend(words(&name));
    out.extend(record(0x0085, &body));

    let count = u32::try_from(texts.len()).expect("a small file");
    let (mut kind, mut body) = (0x00fc, [count.to_le_bytes(), count.to_le_bytes()].concat());
    for text in texts {
        let text = string(text);
        if body.len() + text.len() > RECORD_MAX {
            out.extend(record(kind, &body));
            (kind, body) = (0x003c, Vec::new());
        }
        body.extend(text);
    }
    out.extend(record(kind, &body));
    out.extend(record(0x000a, &[]));
    out
}

fn sheet(grid: &Grid) -> Vec<u8> {
    let mut out = record(0x0809, &words(&[0x0600, 0x0010, 0x0dbb, 0x07cc, 0, 0, 0x0006, 0]));
    let mut texts = 0_u32;
    for (row, column, cell) in grid.cells() {
        let at = |format: u16| words(&[u16::try_from(row).expect("few rows"), u16::try_from(column).expect("few columns"), format]);
        match cell {
            Cell::Empty => {}
            Cell::Text(_) => {
                out.extend(record(0x00fd, &[at(0), texts.to_le_bytes().to_vec()].concat()));
                texts += 1;
            }
            Cell::Number(number) => out.extend(record(0x0203, &[at(0), number.to_le_bytes().to_vec()].concat())),
            Cell::Date(serial) => out.extend(record(0x0203, &[at(DATES), f64::from(*serial).to_le_bytes().to_vec()].concat())),
        }
    }
    if !grid.merges.is_empty() {
        let mut body = words(&[u16::try_from(grid.merges.len()).expect("few merged cells")]);
        for (top, bottom, left, right) in &grid.merges {
            body.extend(words(&[*top, *bottom, *left, *right].map(|at| u16::try_from(at).expect("a near cell"))));
        }
        out.extend(record(0x00e5, &body));
    }
    out.extend(record(0x000a, &[]));
    out
}

fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len()).expect("a record within its limit");
    [&kind.to_le_bytes(), &length.to_le_bytes(), body].concat()
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// A text with its length in front, in UTF-16.
fn string(text: &str) -> Vec<u8> {
    let wide: Vec<u16> = text.encode_utf16().collect();
    [&u16::try_from(wide.len()).expect("a short text").to_le_bytes()[..], &[1], &words(&wide)].concat()
}
