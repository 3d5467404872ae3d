//! Every sum and ratio of a report, computed a second time from its parts.

use daowei_core::domain::list::Attribution;
use daowei_core::domain::money::{hundredths, round_div};
use daowei_core::domain::reading::KpiFigure;
use daowei_core::kpi::{Explanation, KpiFigures, KpiMonths, KpiTable};
use daowei_core::words::Words;
use serde::Serialize;

/// Something that was recomputed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ReportCheck {
    /// What.
    pub name: String,
    /// Whether it holds.
    pub ok: bool,
    /// What was compared.
    pub detail: String,
}

/// All checks of a table, its months and its lines.
pub(super) fn all(table: &KpiTable, months: &KpiMonths, behind: &[Explanation], words: &Words) -> Vec<ReportCheck> {
    let mut checks = Vec::new();
    let mut add = |key: &str, line: Option<KpiFigure>, printed: String, again: String| {
        let line = line.map(|line| super::line_name(line, words));
        let name = match line {
            Some(line) => words.text(key, [("line", line)]),
            None => words.plain(key),
        };
        let ok = printed == again;
        let detail = if ok { printed } else { [printed.as_str(), " ≠ ", again.as_str()].concat() };
        checks.push(ReportCheck { name, ok, detail });
    };
    let rows: i128 = table.rows.iter().map(|row| i128::from(row.figures.ytd_fen.0)).sum();
    let total = i128::from(table.total.ytd_fen.0);
    let doubled = i128::from(table.double_counted_fen.0);
    add("report-check-total", None, total.to_string(), (rows - doubled).to_string());
    if table.attribution == Attribution::Exclusive {
        add("report-check-exclusive", None, doubled.to_string(), "0".to_owned());
        let quarters: i128 = table.rows.iter().map(|row| i128::from(row.figures.quarter_fen.0)).sum();
        add("report-check-quarter", None, i128::from(table.total.quarter_fen.0).to_string(), quarters.to_string());
    }
    let figures = table.rows.iter().map(|row| &row.figures).chain([&table.total]);
    for ((line, row), explanation) in KpiFigure::ALL.iter().zip(figures).zip(behind) {
        let line = Some(*line);
        let ytd = i128::from(row.ytd_fen.0);
        add("report-check-lines", line, ytd.to_string(), super::sum_of(explanation).to_string());
        add("report-check-count", line, row.funds.to_string(), explanation.funds.len().to_string());
        let month_sum = months
            .rows
            .iter()
            .find(|months| Some(months.line) == line)
            .map_or(0, |months| months.months.iter().map(|month| i128::from(month.month_fen.0)).sum::<i128>());
        add("report-check-months", line, ytd.to_string(), month_sum.to_string());
        // R12: the listed heads whose money is above nothing, counted again from the lines.
        let mut heads: std::collections::BTreeMap<_, i128> = std::collections::BTreeMap::new();
        for fund in &explanation.funds {
            *heads.entry(fund.head_id).or_default() += i128::from(fund.recognised_fen.0);
        }
        let companies = heads.values().filter(|sum| **sum > 0).count();
        add("report-check-companies", line, row.companies.to_string(), companies.to_string());
        for (key, printed, again) in ratios(row) {
            add(key, line, printed, again);
        }
        if let (Some(target), Some(printed)) = (row.target_fen, row.double_half) {
            let word = |met: bool| words.plain(if met { "report-yes" } else { "report-no" });
            add("report-check-half", line, word(printed), word(2 * ytd >= i128::from(target.0)));
        }
    }
    checks
}

/// The ratios of a row, as printed and computed again.
fn ratios(row: &KpiFigures) -> Vec<(&'static str, String, String)> {
    let mut out = Vec::new();
    let ytd = i128::from(row.ytd_fen.0);
    let percent = |part: i128, whole: i128| hundredths(round_div(part * 10_000, whole));
    if let (Some(target), Some(printed)) = (row.target_fen, row.completion_pct) {
        out.push(("report-check-completion", printed.to_string(), percent(ytd, i128::from(target.0).max(1))));
    }
    if let (Some(base), Some(printed)) = (row.last_year_ytd_fen, row.yoy_pct) {
        let base = i128::from(base.0);
        out.push(("report-check-yoy", printed.to_string(), percent(ytd - base, base.max(1))));
    }
    if let (Some(completion), Some(printed)) = (row.completion_pct, row.lead_points) {
        let again = hundredths(i128::from(completion.0) - i128::from(row.time_pct.0));
        out.push(("report-check-lead", printed.to_string(), again));
    }
    out
}
