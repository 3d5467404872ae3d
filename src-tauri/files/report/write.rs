//! The whole way of a report into a file: rendered, read back, recomputed; nothing is written where a check fails.

use daowei_core::words::Words;

use super::compose::{Parts, compose};
use super::document::Document;
use super::fonts::Fonts;
use super::proof::{self, Written};
use super::{Error, Format, Progress, Report, ReportCheck, csv, docx, xlsx};

/// Puts a document on paper: the file's bytes, and its text as a reader of the file sees it.
pub type Printer<'a> = &'a dyn Fn(&Document) -> Result<(Vec<u8>, String), Error>;

/// A report as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The bytes: the same store, quarter and program give the same.
    pub bytes: Vec<u8>,
    /// What was recomputed, of the figures and of the written file.
    pub checks: Vec<ReportCheck>,
}

/// Writes a report in a format.
///
/// # Errors
/// [`Error::Checks`] with what does not agree, [`Error::Write`], [`Error::Cancelled`].
pub fn write(
    report: &Report,
    parts: Parts,
    format: Format,
    words: &Words,
    print: Printer<'_>,
    progress: &Progress,
) -> Result<File, Error> {
    refuse(&report.checks)?;
    progress.expect(2);
    if format == Format::Csv {
        progress.expect(u32::try_from(report.lines.len()).unwrap_or(u32::MAX / 2));
        let bytes = csv::bytes(report, words, progress)?;
        progress.step()?;
        progress.step()?;
        return Ok(File { bytes, checks: report.checks.clone() });
    }
    let document = compose(report, parts, words);
    let (bytes, written) = match format {
        Format::Pdf => {
            let (bytes, text) = print(&document)?;
            (bytes, Written::Text(text))
        }
        Format::Docx => {
            let bytes = docx::bytes(&document, Fonts::here(), progress)?;
            let pieces = docx::text(&bytes)?;
            (bytes, Written::Pieces(pieces))
        }
        Format::Xlsx | Format::Csv => {
            let bytes = xlsx::bytes(&document, words, progress)?;
            let sheets = proof::sheets(&bytes)?;
            (bytes, Written::Sheets(sheets))
        }
    };
    progress.step()?;
    let proof = proof::proof(report, parts, &document, &written, words);
    refuse(&proof)?;
    progress.step()?;
    Ok(File { bytes, checks: [report.checks.clone(), proof].concat() })
}

/// Refuses where a check failed, naming each with what it found.
fn refuse(checks: &[ReportCheck]) -> Result<(), Error> {
    let failed: Vec<String> =
        checks.iter().filter(|check| !check.ok).map(|check| [check.name.as_str(), " ", &check.detail].concat()).collect();
    if failed.is_empty() { Ok(()) } else { Err(Error::Checks(failed.join("; "))) }
}
