//! .csv, .tsv and their kin: separated text, with quotes.

use super::{Cell, Error, Options, Sink, encoding};

/// Pushes the records of separated text into `sink`; each record is numbered by its place among
/// the records, which is the row a spreadsheet program shows it in.
pub(super) fn read(bytes: &[u8], ending: &str, options: &Options, sink: &mut dyn Sink) -> Result<(), Error> {
    let (text, encoding) = encoding::decode(bytes, options.encoding)?;
    sink.encoding(encoding);
    sink.sheet("")?;
    let separator = if matches!(ending, "tsv" | "tab") { b'\t' } else { separator(&text) };
    let text = text.as_bytes();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text);
    let mut record = csv::StringRecord::new();
    let (mut number, mut start) = (0_u32, 0_usize);
    while reader.read_record(&mut record).map_err(|error| Error::Damaged(error.to_string()))? {
        // The csv reader passes over blank lines, which a spreadsheet shows: count them back in.
        number = number.saturating_add(blank_lines(text, start)).saturating_add(1);
        start = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        sink.row(number, record.iter().map(Cell::text).collect())?;
    }
    Ok(())
}

/// How many blank lines stand at `start`, where a record ended.
fn blank_lines(text: &[u8], start: usize) -> u32 {
    let mut rest = text.get(start..).unwrap_or_default();
    if start > 0 && text[start - 1] == b'\r' {
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    let mut lines = 0;
    while let Some(after) = [&b"\r\n"[..], b"\n", b"\r"].iter().find_map(|end| rest.strip_prefix(*end)) {
        rest = after;
        lines += 1;
    }
    lines
}

/// Comma, tab or semicolon: whichever the first lines hold most of outside quotes.
fn separator(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0_u32), (b'\t', 0), (b';', 0)];
    for byte in text.bytes().take(16 * 1024) {
        if byte == b'"' {
            quoted = !quoted;
        } else if !quoted && let Some((_, count)) = counts.iter_mut().find(|(separator, _)| *separator == byte) {
            *count += 1;
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| separator)
}
