//! The quarterly report as a file, and the files that were written.

use std::path::PathBuf;

use daowei_core::domain::list::Attribution;
use daowei_core::domain::period::Quarter;
use daowei_core::domain::reading::{Reading, RecognitionLevel};
use daowei_core::error::Error;
use daowei_core::store::scheme;
use daowei_files::report::write::write;
use daowei_files::report::{Format, Parts, Progress, Report, ReportOf};
use serde_json::json;

use super::files::write_whole;
use crate::answer::Answer;
use crate::desk::Desk;
use crate::failure::{Failure, Result};

/// What `report` is asked.
#[derive(Debug, clap::Args)]
pub struct ReportAsk {
    #[arg(long)]
    year: i32,
    #[arg(long, value_name = "1-4")]
    quarter: u8,
    #[arg(long, value_name = "xlsx|docx|pdf|csv", value_parser = format)]
    format: Format,
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[arg(long, default_value = "posted", value_name = "published|posted|restated")]
    reading: Reading,
    #[arg(long, value_name = "exclusive|overlap")]
    attribution: Option<Attribution>,
    #[arg(long, default_value = "district", value_name = "district|city|province")]
    level: RecognitionLevel,
}

fn format(code: &str) -> std::result::Result<Format, String> {
    Format::from_code(code).ok_or_else(|| "xlsx, docx, pdf, csv".to_owned())
}

/// `report`: the quarter as a file, every figure recomputed before anything is written.
pub fn report(desk: &Desk, ask: &ReportAsk) -> Result<Answer> {
    let quarter = Quarter::new(ask.year, ask.quarter).ok_or_else(|| Error::invalid("quarter", ask.quarter, "1-4"))?;
    let store = desk.read()?;
    let attribution = match ask.attribution {
        Some(attribution) => attribution,
        None => scheme::of(store.conn(), ask.year)?.attribution,
    };
    let of = ReportOf { quarter, reading: ask.reading, attribution, level: ask.level, as_of: desk.now.today };
    let report = Report::gather(store.conn(), &of, &desk.words)?;
    let file = write(&report, Parts::default(), ask.format, &desk.words, &daowei_pdf::print, &Progress::default())?;
    write_whole(&ask.out, &file.bytes)?;
    let path = ask.out.display().to_string();
    let told = [("path", path.clone()), ("checks", file.checks.len().to_string())];
    let text = [vec![desk.words.text("cli-report-written", told)], report.warnings.clone()].concat().join("\n");
    Answer::new(json!({ "file": path, "checks": file.checks, "warnings": report.warnings }), text)
}

impl From<daowei_files::report::Error> for Failure {
    fn from(error: daowei_files::report::Error) -> Self {
        match error {
            daowei_files::report::Error::Store(error) => error.into(),
            // A check that fails is a figure or a sentence to be mended, not a fault of the program.
            other @ (daowei_files::report::Error::Checks(_) | daowei_files::report::Error::Paper(..)) => {
                Self::new(crate::failure::REFUSED, other.code(), other.args())
            }
            other => Self::new(crate::failure::INTERNAL, other.code(), other.args()),
        }
    }
}
