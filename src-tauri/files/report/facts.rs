//! Every figure that a report states, under a name, in its unit: what sentences take and what checks look up again.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use daowei_core::domain::meeting::Level;
use daowei_core::domain::money::Fen;
use daowei_core::domain::reading::KpiFigure;
use daowei_core::kpi::{Fdi, Hundredths, KpiFigures};
use daowei_core::quarter::{ProjectMoved, QuarterWork};
use daowei_core::words::Language;
use rust_decimal::Decimal;

use super::Report;
use super::document::shown;

/// What a figure is counted in, as sentences write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// 亿元; in English million yuan.
    Large,
    /// 万元; in English thousand yuan.
    Small,
    /// 万美元; in English thousand US dollars.
    Dollars,
    /// Percent.
    Percent,
    /// 百分点.
    Points,
    /// A count of things: 家, 个, 次, 天, 笔, 人, 项; which one is the sentence's.
    Count,
    /// A month's number.
    Month,
    /// A year.
    Year,
    /// A quarter, in the language's own numeral.
    Quarter,
}

/// How a sentence says the sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// With the number itself.
    Own,
    /// In words, 增长 or 下降, 超 or 欠: the number is written without it.
    Words,
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Exact, in `unit`, with its sign.
    pub value: Decimal,
    /// As sentences write it, without a sign that words say.
    pub shown: String,
    /// Its unit.
    pub unit: Unit,
    /// Who says the sign.
    pub sign: Sign,
}

/// All figures by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts(BTreeMap<String, Fact>);

/// 1 亿元 or 1 million yuan, 1 万元 or 1 thousand yuan, 1 万美元 or 1 thousand dollars, as powers of ten of the minor unit.
const fn scales(language: Language) -> (u32, u32, u32) {
    match language {
        Language::ZhCn => (10, 6, 6),
        Language::En => (8, 5, 5),
    }
}

impl Facts {
    /// The figure of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Fact> {
        self.0.get(name)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Fact)> {
        self.0.iter().map(|(name, fact)| (name.as_str(), fact))
    }

    fn put(&mut self, name: impl Into<String>, value: Decimal, decimals: u8, unit: Unit, sign: Sign) {
        let written = if sign == Sign::Words { value.abs() } else { value };
        let text = shown(written, decimals, !matches!(unit, Unit::Month | Unit::Year));
        self.0.insert(name.into(), Fact { value, shown: text, unit, sign });
    }

    fn count(&mut self, name: impl Into<String>, count: usize) {
        self.put(name, Decimal::from(count), 0, Unit::Count, Sign::Own);
    }
}

/// The figures of a report, for sentences in its language.
#[must_use]
pub fn facts(report: &Report) -> Facts {
    let language = report.language;
    let (large, small, dollars) = scales(language);
    let mut facts = Facts::default();
    let quarter = report.of.quarter;
    facts.put("period.year", Decimal::from(quarter.year()), 0, Unit::Year, Sign::Own);
    // Of a quarter that is not over, the months say how far the figures go.
    let reached = report.table.as_of.parse().map_or(quarter.last_day(), |day: NaiveDate| day.min(quarter.last_day()));
    facts.put("period.month", Decimal::from(reached.month().max(quarter.last_month() - 2)), 0, Unit::Month, Sign::Own);
    let number = match language {
        Language::ZhCn => ["一", "二", "三", "四"][usize::from(quarter.number() - 1)].to_owned(),
        Language::En => quarter.number().to_string(),
    };
    let value = Decimal::from(quarter.number());
    facts.0.insert("period.quarter".to_owned(), Fact { value, shown: number, unit: Unit::Quarter, sign: Sign::Own });
    for (figure, figures) in report.rows() {
        of_line(&mut facts, figure, figures, large, small);
    }
    of_fdi(&mut facts, &report.fdi, dollars);
    of_work(&mut facts, &report.work, large, small);
    facts
}

fn of_line(facts: &mut Facts, figure: KpiFigure, row: &KpiFigures, large: u32, small: u32) {
    let line = figure.code();
    let name = |field: &str| [line, ".", field].concat();
    let mut amount = |field: &str, fen: Option<Fen>, scale: u32, unit: Unit| {
        if let Some(fen) = fen {
            facts.put(name(field), Decimal::new(fen.0, scale), 2, unit, Sign::Own);
        }
    };
    amount("ytd", Some(row.ytd_fen), large, Unit::Large);
    amount("quarter", Some(row.quarter_fen), large, Unit::Large);
    amount("target", row.target_fen, large, Unit::Large);
    amount("last_year", row.last_year_ytd_fen, large, Unit::Large);
    amount("late", Some(row.late_fen), small, Unit::Small);
    amount("pending", Some(row.pending_fen), small, Unit::Small);
    amount("prior_year", Some(row.prior_year_fen), small, Unit::Small);
    amount("reversing", Some(row.reversing_earlier_fen), small, Unit::Small);
    amount("to_half", row.to_half_fen, small, Unit::Small);
    amount("needed", row.needed_per_month_fen, small, Unit::Small);
    amount("gap", row.gap_fen, large, Unit::Large);
    // In money, behind the time: said as a positive number where it is behind.
    amount("behind", row.lead_fen.map(|lead| Fen(lead.0.saturating_neg())), small, Unit::Small);
    let mut shown = |field: &str, value: Option<Hundredths>, unit: Unit, sign: Sign| {
        if let Some(value) = value {
            facts.put(name(field), Decimal::new(value.0, 2), 2, unit, sign);
        }
    };
    shown("completion", row.completion_pct, Unit::Percent, Sign::Own);
    shown("time", Some(row.time_pct), Unit::Percent, Sign::Own);
    shown("yoy", row.yoy_pct, Unit::Percent, Sign::Words);
    shown("qoq", row.qoq_pct, Unit::Percent, Sign::Words);
    shown("lead", row.lead_points, Unit::Points, Sign::Words);
    facts.count(name("companies"), usize::try_from(row.companies).unwrap_or(usize::MAX));
    facts.count(name("new"), usize::try_from(row.new_companies).unwrap_or(usize::MAX));
    facts.count(name("funds"), usize::try_from(row.funds).unwrap_or(usize::MAX));
}

fn of_fdi(facts: &mut Facts, fdi: &Fdi, scale: u32) {
    let mut amount = |name: &str, cents: Fen| facts.put(name, Decimal::new(cents.0, scale), 2, Unit::Dollars, Sign::Own);
    amount("FDI.ytd", fdi.ytd_cents);
    amount("FDI.quarter", fdi.quarter_cents);
    amount("FDI.deducted", Fen(fdi.deducted_cents.0.saturating_neg()));
    if let Some(target) = fdi.target_cents {
        amount("FDI.target", target);
    }
    if let Some(completion) = fdi.completion_pct {
        facts.put("FDI.completion", Decimal::new(completion.0, 2), 2, Unit::Percent, Sign::Own);
    }
}

fn agreed(projects: &[ProjectMoved]) -> Decimal {
    projects.iter().filter_map(|project| project.agreed_fen).map(|fen| Decimal::from(fen.0)).sum()
}

fn of_work(facts: &mut Facts, work: &QuarterWork, large: u32, small: u32) {
    let scaled = |fen: Decimal, scale: u32| fen / Decimal::from(10_i64.pow(scale));
    for (name, projects) in [
        ("signed", &work.signed),
        ("started", &work.started),
        ("producing", &work.producing),
        ("funded", &work.funded),
        ("signed_in_year", &work.signed_in_year),
        ("unfunded", &work.unfunded),
    ] {
        facts.count(["projects.", name].concat(), projects.len());
        facts.put(["projects.", name, "_agreed"].concat(), scaled(agreed(projects), large), 2, Unit::Large, Sign::Own);
    }
    let size = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
    for (name, meetings) in [("meetings", &work.meetings), ("meetings_in_year", &work.meetings_in_year)] {
        facts.count([name, ".total"].concat(), size(meetings.total()));
        facts.count([name, ".companies"].concat(), size(meetings.companies));
        facts.count([name, ".days_away"].concat(), size(meetings.days_away));
        facts.count([name, ".trips"].concat(), size(meetings.trips));
        facts.count([name, ".visits"].concat(), size(meetings.of_mode(daowei_core::domain::meeting::Mode::Visit)));
        facts.count([name, ".received"].concat(), size(meetings.of_mode(daowei_core::domain::meeting::Mode::Received)));
        for level in Level::ALL {
            facts.count([name, ".", level.code()].concat(), size(meetings.of_level(*level)));
        }
    }
    for (at, leader) in work.leaders.iter().enumerate() {
        facts.count(format!("leader.{at}.meetings"), size(leader.meetings));
        facts.count(format!("leader.{at}.companies"), size(leader.companies));
    }
    facts.count("overdue.steps", size(work.overdue.steps));
    facts.count("overdue.people", size(work.overdue.people));
    facts.count("gaps.lines", work.gaps.rows.len());
    let sum: Decimal = work.gaps.rows.iter().map(|row| Decimal::from(row.recognised_fen.0)).sum();
    facts.put("gaps.sum", scaled(sum, small), 2, Unit::Small, Sign::Own);
    facts.count("expected.receipts", work.expected.len());
    let sum: Decimal = work.expected.iter().map(|row| Decimal::from(row.amount_fen.0)).sum();
    facts.put("expected.sum", scaled(sum, small), 2, Unit::Small, Sign::Own);
    for (at, owner) in super::compose::owners(work).iter().enumerate() {
        facts.count(format!("owner.{at}.receipts"), owner.receipts);
        facts.put(format!("owner.{at}.sum"), scaled(Decimal::from(owner.sum_fen), small), 2, Unit::Small, Sign::Own);
    }
}
