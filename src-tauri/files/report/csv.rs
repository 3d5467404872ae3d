//! The report as separated text: table 1, a blank line, the lines behind it. UTF-8 with a mark, so
//! that spreadsheet programs read the Chinese.

use daowei_core::domain::money::Fen;
use daowei_core::words::Words;
use rust_decimal::Decimal;

use super::{Error, HEADERS, Progress, Report, line_name, lines, missing};

/// A field: text, which may look like a formula, or a number, which may begin with a minus.
enum Field {
    Text(String),
    Number(String),
}

impl Field {
    fn written(self) -> String {
        match self {
            Self::Text(text) => guarded(text),
            Self::Number(number) => number,
        }
    }
}

/// Text that a spreadsheet program would run as a formula begins with `'` instead.
fn guarded(text: String) -> String {
    let first = text.chars().find(|c| !c.is_whitespace() && !matches!(c, '\u{3000}' | '\u{feff}'));
    let runs = matches!(first, Some('=' | '+' | '-' | '@' | '|' | '%' | '＝' | '＋' | '－' | '＠' | '｜' | '％'));
    // A lone dash says "none" and runs nowhere, but is guarded all the same: the rule has no holes.
    if runs { ["'", &text].concat() } else { text }
}

fn wan(fen: Fen) -> Field {
    Field::Number(Decimal::new(fen.0, 6).normalize().to_string())
}

/// The file's bytes.
pub(super) fn bytes(report: &Report, words: &Words, progress: &Progress) -> Result<Vec<u8>, Error> {
    let wrong = |error: ::csv::Error| Error::Write(error.to_string());
    let mut writer = ::csv::WriterBuilder::new().flexible(true).from_writer("\u{feff}".as_bytes().to_vec());
    let mut write = |fields: Vec<Field>| writer.write_record(fields.into_iter().map(Field::written)).map_err(wrong);
    write(HEADERS.iter().map(|key| Field::Text(words.plain(key))).collect())?;
    for (figure, row) in report.rows() {
        let shown = |value: Option<String>, reason| value.map_or_else(|| Field::Text(missing(reason, words)), Field::Number);
        write(vec![
            Field::Text(line_name(figure, words)),
            row.target_fen.map_or_else(|| Field::Text(missing(row.target_fen_reason, words)), wan),
            wan(row.quarter_fen),
            wan(row.ytd_fen),
            row.last_year_ytd_fen.map_or_else(|| Field::Text(words.plain("report-none")), wan),
            shown(row.yoy_pct.map(|pct| pct.to_string()), row.yoy_pct_reason),
            shown(row.completion_pct.map(|pct| pct.to_string()), row.completion_pct_reason),
            Field::Number(row.time_pct.to_string()),
            shown(row.lead_points.map(|points| points.to_string()), row.lead_points_reason),
            Field::Number(row.companies.to_string()),
            Field::Number(row.new_companies.to_string()),
            wan(row.pending_fen),
        ])?;
    }
    write(vec![Field::Text(String::new())])?;
    write(lines::HEADERS.iter().map(|key| Field::Text(words.plain(key))).collect())?;
    for line in &report.lines {
        progress.step()?;
        let date = |date: Option<chrono::NaiveDate>| Field::Text(date.map(|date| date.to_string()).unwrap_or_default());
        write(vec![
            Field::Text(line.reference.clone()),
            Field::Text(line.line_name.clone()),
            Field::Text(line.project.clone()),
            Field::Text(line.investor.clone()),
            Field::Text(line.payer.clone()),
            Field::Text(line.form.clone()),
            Field::Text(line.origin.clone()),
            date(line.arrived_on),
            date(line.verified_on),
            Field::Text(line.posted.clone()),
            Field::Text(line.late.clone()),
            Field::Text(line.currency.clone()),
            Field::Number(line.amount.to_string()),
            Field::Number(line.rate.map(|(rate, _)| rate.to_string()).unwrap_or_default()),
            Field::Number(line.rate.map(|(_, unit)| unit.to_string()).unwrap_or_default()),
            date(line.rate_on),
            Field::Number(Decimal::new(i64::from(line.share_bp), 2).normalize().to_string()),
            wan(line.recognised_fen),
            Field::Text(line.edition.clone()),
            Field::Number(line.rank.map(|rank| rank.to_string()).unwrap_or_default()),
            Field::Text(line.path.clone()),
            Field::Text(line.zone.clone()),
            Field::Text(line.vouchers.clone()),
            Field::Text(line.reverses.clone()),
        ])?;
    }
    writer.into_inner().map_err(|error| Error::Write(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn text_that_would_run_is_quoted() {
        for text in ["=cmd|' /C calc'!A0", " +1", "\u{3000}@x", "\u{feff}-2", "＝1+1", "|x", "%x"] {
            assert_eq!(guarded(text.to_owned()), format!("'{text}"));
        }
        for text in ["示例", "1-2", "", "a=b"] {
            assert_eq!(guarded(text.to_owned()), text);
        }
    }
}
