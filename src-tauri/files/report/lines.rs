//! The lines behind the figures, as a report prints them.

use chrono::NaiveDate;
use daowei_core::domain::list::KpiLine;
use daowei_core::domain::money::{Currency, Fen};
use daowei_core::kpi::{Explanation, FundBehind};
use daowei_core::words::Words;
use rust_decimal::Decimal;

/// A line of the ledger under the KPI line it counts for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportLine {
    /// 流水号.
    pub reference: String,
    /// The KPI line.
    pub line: KpiLine,
    /// The KPI line's name.
    pub line_name: String,
    /// The project's code and name.
    pub project: String,
    /// 投资方.
    pub investor: String,
    /// 付款方.
    pub payer: String,
    /// 形式, in words.
    pub form: String,
    /// 来源, in words.
    pub origin: String,
    /// 到账日.
    pub arrived_on: Option<NaiveDate>,
    /// 认定日.
    pub verified_on: Option<NaiveDate>,
    /// The quarter it is posted to.
    pub posted: String,
    /// 补报, in words; empty for what came in time.
    pub late: String,
    /// ISO 4217.
    pub currency: String,
    /// In whole units of the currency.
    pub amount: Decimal,
    /// CNY per unit of the currency, and the unit; nothing for CNY.
    pub rate: Option<(Decimal, i32)>,
    /// The rate's day.
    pub rate_on: Option<NaiveDate>,
    /// The share that counts, in basis points.
    pub share_bp: i32,
    /// R1.
    pub recognised_fen: Fen,
    /// The edition that counts.
    pub edition: String,
    /// The rank on it.
    pub rank: Option<u32>,
    /// From the investor up to the listed company.
    pub path: String,
    /// 落地区域.
    pub zone: String,
    /// Kinds and numbers of its vouchers.
    pub vouchers: String,
    /// The line it reverses.
    pub reverses: String,
}

/// The lines of an explanation of one KPI line.
pub(super) fn of(explanation: &Explanation, words: &Words) -> Vec<ReportLine> {
    let Some(line) = explanation.line.line() else { return Vec::new() };
    explanation.funds.iter().map(|fund| one(fund, line, words)).collect()
}

fn one(fund: &FundBehind, line: KpiLine, words: &Words) -> ReportLine {
    let detail = &fund.detail;
    let decimals = detail.currency.parse::<Currency>().map_or(2, Currency::decimals);
    let vouchers = fund.vouchers.iter().map(|voucher| {
        let kind = words.plain(&["report-voucher-", &voucher.kind.code().replace('_', "-")].concat());
        voucher.number.as_ref().map_or(kind.clone(), |number| [kind.as_str(), " ", number].concat())
    });
    let code = detail.project_code.as_deref().unwrap_or_default();
    let name = detail.project.as_deref().unwrap_or_default();
    ReportLine {
        reference: fund.reference.clone(),
        line,
        line_name: words.plain(&["report-line-", &line.code().to_ascii_lowercase()].concat()),
        project: [code, name].join(" ").trim().to_owned(),
        investor: detail.investor.clone(),
        payer: detail.payer.clone().unwrap_or_default(),
        form: words.plain(&["report-form-", &detail.form.code().replace('_', "-")].concat()),
        origin: words.plain(&["report-origin-", &detail.origin.code().replace('_', "-")].concat()),
        arrived_on: detail.arrived_on.parse().ok(),
        verified_on: detail.verified_on.as_deref().and_then(|on| on.parse().ok()),
        posted: fund.posted.map(|quarter| quarter.to_string()).unwrap_or_default(),
        late: if fund.late { words.plain("report-late") } else { String::new() },
        currency: detail.currency.clone(),
        amount: Decimal::new(detail.amount_minor.0, decimals),
        rate: fund.rate.as_deref().and_then(|rate| rate.parse().ok()).map(|rate| (rate, detail.rate_unit.unwrap_or(1))),
        rate_on: detail.rate_on.as_deref().and_then(|on| on.parse().ok()),
        share_bp: detail.share_bp,
        recognised_fen: fund.recognised_fen,
        edition: fund.edition.clone(),
        rank: fund.rank,
        path: fund.path.join(" ← "),
        zone: detail.zone.clone(),
        vouchers: vouchers.collect::<Vec<_>>().join("; "),
        reverses: detail.reverses.clone().unwrap_or_default(),
    }
}

/// The keys of the lines' headers, in order.
pub(super) const HEADERS: [&str; 24] = [
    "report-line-col-ref",
    "report-line-col-line",
    "report-line-col-project",
    "report-line-col-investor",
    "report-line-col-payer",
    "report-line-col-form",
    "report-line-col-origin",
    "report-line-col-arrived",
    "report-line-col-verified",
    "report-line-col-posted",
    "report-line-col-late",
    "report-line-col-currency",
    "report-line-col-amount",
    "report-line-col-rate",
    "report-line-col-rate-unit",
    "report-line-col-rate-on",
    "report-line-col-share",
    "report-line-col-recognised",
    "report-line-col-edition",
    "report-line-col-rank",
    "report-line-col-path",
    "report-line-col-zone",
    "report-line-col-vouchers",
    "report-line-col-reverses",
];
