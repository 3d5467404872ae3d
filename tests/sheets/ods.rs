//! .ods, as LibreOffice writes it: repeats for what is empty, spans and covered cells for what is merged.

use std::io::Write;

use super::{Cell, Grid};

/// The file that holds this grid.
///
/// # Panics
/// Never: it is written into memory.
#[must_use]
pub fn write(grid: &Grid) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mime = "application/vnd.oasis.opendocument.spreadsheet";
    let urn = "urn:oasis:names:tc:opendocument:xmlns";
    let manifest = format!(
        r#"<manifest:manifest xmlns:manifest="{urn}:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/></manifest:manifest>"#
    );
    for (name, body) in [("mimetype", mime), ("META-INF/manifest.xml", &manifest), ("content.xml", &content(grid))] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("an entry");
        zip.write_all(body.as_bytes()).expect("its bytes");
    }
    zip.finish().expect("a zip").into_inner()
}

fn content(grid: &Grid) -> String {
    let urn = "urn:oasis:names:tc:opendocument:xmlns";
    let mut xml = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{urn}:office:1.0" xmlns:table="{urn}:table:1.0" xmlns:text="{urn}:text:1.0"><office:body><office:spreadsheet><table:table table:name="{}">"#,
        escaped(&grid.name)
    );
    for (row, cells) in (0..).zip(&grid.rows) {
        if cells.iter().all(|cell| *cell == Cell::Empty) {
            xml.push_str(r#"<table:table-row table:number-rows-repeated="1"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>"#);
            continue;
        }
        xml.push_str("<table:table-row>");
        for (column, cell) in (0..).zip(cells) {
            xml.push_str(&written(grid, row, column, cell));
        }
        xml.push_str(r#"<table:table-cell table:number-columns-repeated="900"/></table:table-row>"#);
    }
    // Down to the sheet's last row, as LibreOffice writes it.
    xml.push_str(r#"<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>"#);
    xml.push_str("</table:table></office:spreadsheet></office:body></office:document-content>");
    xml
}

fn written(grid: &Grid, row: u32, column: u32, cell: &Cell) -> String {
    let merge =
        grid.merges.iter().find(|(top, bottom, left, right)| (*top..=*bottom).contains(&row) && (*left..=*right).contains(&column));
    let (name, spans) = match merge {
        Some((top, bottom, left, right)) if (*top, *left) == (row, column) => (
            "table:table-cell",
            format!(r#" table:number-columns-spanned="{}" table:number-rows-spanned="{}""#, right - left + 1, bottom - top + 1),
        ),
        Some(_) => ("table:covered-table-cell", String::new()),
        None => ("table:table-cell", String::new()),
    };
    let paragraphs = |text: &str| text.split('\n').map(|line| format!("<text:p>{}</text:p>", escaped(line))).collect::<String>();
    match cell {
        Cell::Empty => format!("<{name}{spans}/>"),
        Cell::Text(text) => format!(r#"<{name}{spans} office:value-type="string">{}</{name}>"#, paragraphs(text)),
        Cell::Number(number) => {
            format!(r#"<{name}{spans} office:value-type="float" office:value="{number}"><text:p>{number}</text:p></{name}>"#)
        }
        Cell::Date(serial) => {
            let first = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day");
            let day = first + chrono::Days::new(u64::from(*serial));
            format!(r#"<{name}{spans} office:value-type="date" office:date-value="{day}"><text:p>{day}</text:p></{name}>"#)
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
