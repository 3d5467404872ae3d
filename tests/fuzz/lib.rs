//! What each fuzz target does with its bytes. A reader answers cells or an error, within its limits; a parser
//! answers what it would read again from its own words. A panic is a finding, and so is too much time or memory.

#[path = "../sheets/compound.rs"]
mod compound;

use std::io::Write;

use chrono::NaiveDate;
use daowei_core::domain::money::Currency;
use daowei_core::domain::name::{Name, Named, keys, like, lookups};
use daowei_files::columns::{Given, Kind, unit};
use daowei_files::import::file::Opened;
use daowei_files::import::run::{Batch, EditionOf};
use daowei_files::import::{rows::Rows, table};
use daowei_files::read::limits::Limit;
use daowei_files::read::{Cell, Error, Options, Workbook, read};
use daowei_files::values::{code, companies, country, date, number, word};

/// A target's name, and what it does with a seed or a finding.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: &[Target] = &[
    ("xlsx", xlsx),
    ("xls", xls),
    ("ods", ods),
    ("delimited", delimited),
    ("clipboard", clipboard),
    ("json", json),
    ("html", html),
    ("running", running),
    ("dates", dates),
    ("amounts", amounts),
    ("units", units),
    ("shares", shares),
    ("names", names),
];

/// A workbook from its parts as text (`@name` begins one), so that changes reach the XML rather than die in the zip; what
/// begins like a zip is taken as it is.
pub fn xlsx(data: &[u8]) {
    let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let book = format!(r#"<workbook xmlns:r="{rel}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#);
    let rels =
        format!(r#"<Relationships><Relationship Id="r1" Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#);
    let top =
        format!(r#"<Relationships><Relationship Id="r1" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#);
    let usual = [("_rels/.rels", top), ("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", rels)];
    take(zipped(data, &usual), "a.xlsx");
}

/// An .ods, from its parts as [`xlsx`] is.
pub fn ods(data: &[u8]) {
    take(zipped(data, &[]), "a.ods");
}

/// A compound file as it is, or the records of a workbook put into one.
pub fn xls(data: &[u8]) {
    let whole = data.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    take(if whole { data.to_vec() } else { compound::wrap("Workbook", data) }, "a.xls");
}

/// Whether a panic in this file is caught by the .xls reader: those of the library that it asks.
pub fn is_beneath_xls(file: &str) -> bool {
    file.contains("calamine")
}

/// Separated text of any encoding.
pub fn delimited(data: &[u8]) {
    take(data.to_vec(), "a.csv");
}

/// A saved page.
pub fn html(data: &[u8]) {
    take(data.to_vec(), "a.html");
}

/// An array of objects.
pub fn json(data: &[u8]) {
    take(data.to_vec(), "a.json");
}

/// Running text.
pub fn running(data: &[u8]) {
    take(data.to_vec(), "a.txt");
}

/// A pasted block, and what its tables are for every kind: headers found, rows read, every row once.
pub fn clipboard(data: &[u8]) {
    let Ok(opened) = Opened::own("", data.to_vec()) else { return };
    let today = NaiveDate::from_ymd_opt(2026, 3, 1).expect("a day");
    for kind in Kind::ALL {
        let Ok(table) = table::find(opened.workbook.clone(), *kind, None, &Given::new()) else { continue };
        let edition = EditionOf { list: "F500".to_owned(), year: 2025, published_on: today, basis_year: None, source: None };
        let batch = Batch::read(&table, Some(edition), today).expect("rows or problems");
        let read = match &batch.rows {
            Rows::Companies(lines) => lines.count(),
            Rows::Ownership(lines) => lines.count(),
            Rows::Edition(lines) => lines.count(),
            Rows::Projects(lines) => lines.count(),
            Rows::Meetings(lines) => lines.count(),
            Rows::Funds(lines) => lines.count(),
            Rows::Targets(lines) => lines.count(),
            Rows::Rates(lines) => lines.count(),
        };
        assert_eq!(read, table.rows().count(), "every row has one fate");
    }
}

/// Dates: what was read is read again from what it says.
pub fn dates(data: &[u8]) {
    for cell in cells(&text(data)) {
        if let Ok(day) = date::parse(&cell) {
            assert_eq!(date::parse(&Cell::Text(&day.to_string())), Ok(day));
        }
    }
}

/// Amounts, rates, whole numbers and codes.
pub fn amounts(data: &[u8]) {
    let text = text(data);
    let (header, text) = text.split_once('|').unwrap_or(("", &text));
    let header = unit::parse(header);
    for cell in cells(text) {
        for roughly in [false, true] {
            if let Ok((amount, currency)) = number::money(&cell, header, roughly) {
                assert_eq!(number::money(&Cell::Text(&amount.to_string()), None, false), Ok((amount, None)));
                let _ = number::minor(amount, currency.unwrap_or(Currency::CNY));
            }
        }
        if let Ok(rate) = number::rate(&cell) {
            assert!(rate.is_sign_positive() && !rate.is_zero());
        }
        if let Ok(whole) = number::whole(&cell, 1..=1_000_000) {
            assert!((1..=1_000_000).contains(&whole));
        }
        if let Ok(code) = code::uscc(&cell) {
            assert_eq!(code::uscc(&Cell::Text(&code)), Ok(code.clone()));
        }
        let _ = (code::reference(&cell), code::lei(&cell));
    }
}

/// Units of headers and cells, and the words of closed vocabularies beside them.
pub fn units(data: &[u8]) {
    let text = text(data);
    if let Some(unit::Unit::Money { power, currency }) = unit::parse(&text) {
        let again = unit::parse(&unit::shown(power, currency));
        let plain = currency.unwrap_or(Currency::CNY);
        assert_eq!(again, Some(unit::Unit::Money { power, currency: Some(plain) }), "{text}");
    }
    let header = daowei_files::columns::Header::read(&text);
    assert!(header.bare.len() <= header.full.len() || header.unit.is_some());
    let _ = (word::currency(&text), word::truth(&text), country::code(&text));
    for kind in Kind::ALL {
        let _ = daowei_files::columns::map(*kind, std::slice::from_ref(&text), &Given::new());
    }
}

/// Shares: never more than the whole.
pub fn shares(data: &[u8]) {
    let text = text(data);
    let (header, text) = text.split_once('|').unwrap_or(("", &text));
    for whole in [10_000, 1_000_000] {
        for cell in cells(text) {
            if let Ok(share) = number::share(&cell, unit::parse(header), whole) {
                assert!((0..=whole).contains(&share));
            }
        }
    }
}

/// Names of companies: parted, taken apart, compared with each other and themselves.
pub fn names(data: &[u8]) {
    let text = text(data);
    let parts = companies::split(&text);
    assert!(parts.iter().all(|part| !part.trim().is_empty() && text.contains(part)));
    let parsed: Vec<Name> = parts.iter().take(4).map(|part| Name::parse(part)).collect();
    for name in &parsed {
        let _ = (keys(name, Some("CN")), lookups(name, None));
        let one = Named { name, country: Some("CN") };
        if let Some(same) = like(one, one) {
            assert_eq!(same.score, 1000, "a name is its own");
        }
        for other in &parsed {
            let other = Named { name: other, country: None };
            let (there, back) = (like(one, other), like(other, one));
            assert_eq!(
                there.map(|found| found.score),
                back.map(|found| found.score),
                "it does not matter which is asked about which"
            );
        }
    }
}

/// Reads a file and holds what came of it to what is promised.
fn take(bytes: Vec<u8>, name: &str) {
    let options = Options { file_name: name.to_owned(), encoding: None };
    match read(bytes, &options) {
        Ok(workbook) => within_limits(&workbook),
        Err(error) => assert!(!matches!(error, Error::Io(_) | Error::Exhausted(_)), "{error:?}"),
    }
}

fn within_limits(workbook: &Workbook) {
    assert!(!workbook.is_empty() && workbook.sheets.len() as u64 <= Limit::Sheets.most());
    for sheet in &workbook.sheets {
        let mut last = 0;
        for row in sheet.rows() {
            assert!(row.number > last && !row.is_empty() && row.len() as u64 <= Limit::Columns.most());
            last = row.number;
        }
    }
}

/// The text of a target that takes one.
fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

/// A text as each kind of cell that may hold it.
fn cells(text: &str) -> [Cell<'_>; 3] {
    [Cell::Text(text), Cell::Number(text), Cell::Date(text)]
}

/// A zip of the parts in `data`, and of those of `usual` that it does not name.
fn zipped(data: &[u8], usual: &[(&str, String)]) -> Vec<u8> {
    if data.starts_with(b"PK") {
        return data.to_vec();
    }
    let mut parts: Vec<(&[u8], Vec<u8>)> = Vec::new();
    for line in data.split_inclusive(|byte| *byte == b'\n') {
        match (line.strip_prefix(b"@"), parts.last_mut()) {
            (Some(name), _) => parts.push((name.trim_ascii(), Vec::new())),
            (None, Some((_, body))) => body.extend_from_slice(line),
            (None, None) => parts.push((b"content.xml", line.to_vec())),
        }
    }
    let named = |name: &str| parts.iter().any(|(part, _)| *part == name.as_bytes());
    let unnamed: Vec<(&str, &[u8])> =
        usual.iter().filter(|(name, _)| !named(name)).map(|(name, body)| (*name, body.as_bytes())).collect();
    let given = parts.iter().filter_map(|(name, body)| Some((std::str::from_utf8(name).ok()?, body.as_slice())));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, body) in unnamed.into_iter().chain(given) {
        // A name that is there already, or too long, is left out.
        if zip.start_file(name, stored).is_ok() {
            zip.write_all(body).expect("into memory");
        }
    }
    zip.finish().expect("into memory").into_inner()
}
