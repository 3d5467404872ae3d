//! 口径说明: which rules, editions and rates the figures stand on, said in sentences.

use std::collections::BTreeSet;

use daowei_core::domain::fund::{Form, Origin};
use daowei_core::domain::money::Fen;
use daowei_core::domain::reading::Missing;
use daowei_core::domain::scheme::Scheme;
use daowei_core::kpi::{Explanation, KpiTable};
use daowei_core::words::Words;

use super::ReportOf;

/// The notes, and the warnings.
pub(super) fn all(
    of: &ReportOf,
    table: &KpiTable,
    restated: Option<&KpiTable>,
    scheme: &Scheme,
    behind: &[Explanation],
    words: &Words,
) -> (Vec<String>, Vec<String>) {
    let word = |kind: &str, code: &str| words.plain(&["report-", kind, "-", &code.replace('_', "-").to_ascii_lowercase()].concat());
    let mut notes = vec![
        words.text(
            "report-note-figures",
            [("reading", word("reading", of.reading.code())), ("level", word("level", of.level.code()))],
        ),
        words.text(
            "report-note-scheme",
            [
                ("year", scheme.year.to_string()),
                ("version", scheme.version.to_string()),
                ("policy", word("policy", scheme.edition_policy.code())),
                ("attribution", word("attribution", of.attribution.code())),
            ],
        ),
        words.text("report-note-scope", [("origins", origins(&scheme.origins, words)), ("forms", forms(&scheme.forms, words))]),
        words
            .text("report-note-progress", [("progress", word("progress", scheme.progress.code())), ("as_of", table.as_of.clone())]),
    ];
    let editions: BTreeSet<&str> = behind.iter().flat_map(|one| &one.funds).map(|fund| fund.edition.as_str()).collect();
    if editions.is_empty() {
        notes.push(words.plain("report-note-no-editions"));
    } else {
        notes.push(words.text("report-note-editions", [("editions", editions.into_iter().collect::<Vec<_>>().join(", "))]));
    }
    notes.push(words.plain("report-note-control"));
    notes.push(words.plain("report-note-recognised"));
    notes.extend(rates(behind, words));
    notes.push(words.plain("report-note-rounding"));
    notes.push(words.plain("report-note-posting"));
    notes.push(words.text("report-note-late", [("late", table.total.late_fen.wan())]));
    if let Some(restated) = restated {
        let (now, then) = (restated.total.ytd_fen, table.total.ytd_fen);
        let args = [("restated", now.wan()), ("printed", then.wan()), ("difference", Fen(now.0.saturating_sub(then.0)).wan())];
        notes.push(words.text("report-note-restated", args));
    }
    if table.double_counted_fen != Fen::ZERO {
        notes.push(words.text("report-note-doubled", [("doubled", table.double_counted_fen.wan())]));
    }
    if table.total.prior_year_fen != Fen::ZERO || table.total.reversing_earlier_fen != Fen::ZERO {
        let args = [("prior", table.total.prior_year_fen.wan()), ("reversing", table.total.reversing_earlier_fen.wan())];
        notes.push(words.text("report-note-earlier", args));
    }
    notes.extend(revisions(table, words));
    (notes, warnings(table, words))
}

fn origins(origins: &[Origin], words: &Words) -> String {
    origins
        .iter()
        .map(|origin| words.plain(&["report-origin-", &origin.code().replace('_', "-")].concat()))
        .collect::<Vec<_>>()
        .join(" ")
}

fn forms(forms: &[Form], words: &Words) -> String {
    if forms.len() == Form::ALL.len() {
        return words.plain("report-forms-all");
    }
    forms.iter().map(|form| words.plain(&["report-form-", &form.code().replace('_', "-")].concat())).collect::<Vec<_>>().join(" ")
}

/// Each rate that a counted line was converted at.
fn rates(behind: &[Explanation], words: &Words) -> Vec<String> {
    let mut seen = BTreeSet::new();
    for fund in behind.iter().flat_map(|one| &one.funds) {
        if let Some(rate) = &fund.rate {
            let unit = fund.detail.rate_unit.unwrap_or(1);
            let on = fund.detail.rate_on.clone().unwrap_or_default();
            let source = fund.detail.rate_source.clone().unwrap_or_default();
            seen.insert((fund.detail.currency.clone(), on, unit, rate.clone(), source));
        }
    }
    let say = |(currency, on, unit, rate, source): (String, String, i32, String, String)| {
        let source = if source.is_empty() { words.plain("report-rate-source-unsaid") } else { source };
        words.text(
            "report-note-rate",
            [("currency", currency), ("on", on), ("unit", unit.to_string()), ("rate", rate), ("source", source)],
        )
    };
    seen.into_iter().map(say).collect()
}

/// Targets that were revised in the year, each with its history (R10).
fn revisions(table: &KpiTable, words: &Words) -> Vec<String> {
    let rows = table.rows.iter().map(|row| (daowei_core::domain::reading::KpiFigure::from_code(row.line.code()), &row.figures));
    let total = [(Some(daowei_core::domain::reading::KpiFigure::Total), &table.total)];
    rows.chain(total)
        .filter(|(_, figures)| figures.target_revisions.len() > 1)
        .filter_map(|(line, figures)| {
            let steps: Vec<String> = figures
                .target_revisions
                .iter()
                .map(|revision| {
                    let target = revision.target_fen.map_or_else(|| words.plain("report-none-no-target"), Fen::wan);
                    [revision.effective_on.clone(), target].join(" ").trim().to_owned()
                })
                .collect();
            let line = super::line_name(line?, words);
            Some(words.text("report-note-revised", [("line", line), ("steps", steps.join(" → "))]))
        })
        .collect()
}

fn warnings(table: &KpiTable, words: &Words) -> Vec<String> {
    let mut warnings = Vec::new();
    if table.total.pending_fen != Fen::ZERO {
        warnings.push(words.text("report-warning-pending", [("pending", table.total.pending_fen.wan())]));
    }
    if table.total.late_fen != Fen::ZERO {
        warnings.push(words.text("report-warning-late", [("late", table.total.late_fen.wan())]));
    }
    for row in &table.rows {
        if row.figures.target_fen_reason == Some(Missing::NoTarget) {
            let line = words.plain(&["report-line-", &row.line.code().to_ascii_lowercase()].concat());
            warnings.push(words.text("report-warning-no-target", [("line", line)]));
        }
    }
    warnings
}
