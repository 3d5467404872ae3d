//! The chapters' sentences: every case of rise, fall, no base, no target, even with time, reversal and late lines.

use daowei_core::domain::list::KpiLine;
use daowei_core::domain::money::Fen;
use daowei_core::domain::reading::KpiFigure;
use daowei_core::kpi::{Hundredths, KpiFigures};

use super::super::Report;
use super::super::document::{Block, Paragraph};
use super::super::sentence::{Value, Writer, append, of_line};
use super::{Parts, heading, paragraph, table, tables};

fn fact(name: &str) -> Value {
    Value::Fact(name.to_owned())
}

/// The sentences said one after another, as one paragraph.
fn together(sentences: impl IntoIterator<Item = Paragraph>) -> Block {
    let mut whole = Paragraph::default();
    for sentence in sentences {
        append(&mut whole, &sentence);
    }
    // Sentences of languages with blanks end in one.
    whole.text.truncate(whole.text.trim_end().len());
    paragraph(whole)
}

/// 一、指标完成情况.
pub(super) fn figures(body: &mut Vec<Block>, report: &Report, parts: Parts, say: &Writer<'_>) {
    body.push(heading(2, say.words.plain("report-part-overall")));
    let total = &report.table.total;
    let mut overall = vec![of(say, "overall", None, total), quarter(say, total), companies(say, None)];
    if report.of.quarter.number() >= 2 {
        overall.extend(half(say, total));
    }
    overall.extend(memos(say, total));
    body.push(together(overall));
    body.push(heading(2, say.words.plain("report-part-lines")));
    for row in &report.table.rows {
        let mut sentences = vec![of(say, "line", Some(row.line), &row.figures), companies(say, Some(row.line))];
        if row.figures.late_fen != Fen::ZERO {
            sentences.push(say.say("late", &[("late", of_line(Some(row.line), "late"))]));
        }
        body.push(together(sentences));
    }
    body.push(heading(2, say.words.plain("report-part-fdi")));
    body.push(paragraph(fdi(report, say)));
    body.push(table(tables::first(report, say.words)));
    if parts.charts {
        body.push(Block::Chart(tables::bullets(report, say.words)));
        body.push(Block::Chart(tables::months_chart(report, say.words)));
    }
    body.push(table(tables::months(report, say.words)));
}

/// `1—9月,全区…累计到位资金…` of a line or the total.
fn of(say: &Writer<'_>, key: &str, line: Option<KpiLine>, row: &KpiFigures) -> Paragraph {
    let mut values = vec![
        ("month", fact("period.month")),
        ("ytd", of_line(line, "ytd")),
        ("growth", Value::Clause(Some(growth(say, line, row)))),
        ("progress", Value::Clause(progress(say, line, row))),
    ];
    if let Some(line) = line {
        values.push(("line", Value::Words(super::super::line_name(figure(line), say.words))));
    }
    say.say(key, &values)
}

const fn figure(line: KpiLine) -> KpiFigure {
    match line {
        KpiLine::F500 => KpiFigure::F500,
        KpiLine::C500 => KpiFigure::C500,
        KpiLine::I100 => KpiFigure::I100,
    }
}

/// Which of three cases a signed figure is.
const fn case(value: Hundredths, rise: &'static str, fall: &'static str, even: &'static str) -> &'static str {
    match value.0 {
        1.. => rise,
        0 => even,
        _ => fall,
    }
}

fn growth(say: &Writer<'_>, line: Option<KpiLine>, row: &KpiFigures) -> Paragraph {
    let key = row.yoy_pct.map_or("growth-no-base", |yoy| case(yoy, "growth-rise", "growth-fall", "growth-even"));
    say.say(key, &[("yoy", of_line(line, "yoy"))])
}

/// The clause of the target, left out without one.
fn progress(say: &Writer<'_>, line: Option<KpiLine>, row: &KpiFigures) -> Option<Paragraph> {
    row.completion_pct?;
    let lead = row
        .lead_points
        .map(|lead| say.say(case(lead, "lead-ahead", "lead-behind", "lead-even"), &[("lead", of_line(line, "lead"))]));
    let values = [("target", of_line(line, "target")), ("completion", of_line(line, "completion")), ("lead", Value::Clause(lead))];
    Some(say.say("progress", &values))
}

fn quarter(say: &Writer<'_>, row: &KpiFigures) -> Paragraph {
    let chain = row.qoq_pct.map(|qoq| say.say(case(qoq, "chain-rise", "chain-fall", "chain-even"), &[("qoq", fact("total.qoq"))]));
    let values = [("quarter", fact("period.quarter")), ("amount", fact("total.quarter")), ("chain", Value::Clause(chain))];
    say.say("quarter", &values)
}

fn companies(say: &Writer<'_>, line: Option<KpiLine>) -> Paragraph {
    say.say("companies", &[("companies", of_line(line, "companies")), ("new", of_line(line, "new"))])
}

fn half(say: &Writer<'_>, row: &KpiFigures) -> Option<Paragraph> {
    Some(match row.double_half? {
        true => say.say("half-met", &[("completion", fact("total.completion"))]),
        false => say.say("half-missed", &[("to_half", fact("total.to_half"))]),
    })
}

/// Late lines, reversals of earlier years, prior-year adjustments, what is on its way: said where there is any.
fn memos(say: &Writer<'_>, row: &KpiFigures) -> Vec<Paragraph> {
    [
        ("late", "late", row.late_fen),
        ("reversing", "reversing", row.reversing_earlier_fen),
        ("prior-year", "prior_year", row.prior_year_fen),
        ("pending", "pending", row.pending_fen),
    ]
    .into_iter()
    .filter(|(.., fen)| *fen != Fen::ZERO)
    .map(|(key, field, _)| say.say(key, &[(field, of_line(None, field))]))
    .collect()
}

fn fdi(report: &Report, say: &Writer<'_>) -> Paragraph {
    let fdi = &report.fdi;
    let deducted = (fdi.deducted_cents != Fen::ZERO).then(|| say.say("fdi-deducted", &[("deducted", fact("FDI.deducted"))]));
    let progress = fdi
        .completion_pct
        .map(|_| say.say("fdi-progress", &[("target", fact("FDI.target")), ("completion", fact("FDI.completion"))]));
    let values = [
        ("month", fact("period.month")),
        ("fdi", fact("FDI.ytd")),
        ("deducted", Value::Clause(deducted)),
        ("progress", Value::Clause(progress)),
    ];
    say.say("fdi", &values)
}

/// 二、重点项目进展.
pub(super) fn projects(body: &mut Vec<Block>, report: &Report, say: &Writer<'_>) {
    let work = &report.work;
    body.push(heading(2, say.words.plain("report-part-signed")));
    let key = if work.signed.is_empty() { "signed-none" } else { "signed" };
    let values = [
        ("quarter", fact("period.quarter")),
        ("signed", fact("projects.signed")),
        ("signed_agreed", fact("projects.signed_agreed")),
        ("signed_in_year", fact("projects.signed_in_year")),
        ("signed_in_year_agreed", fact("projects.signed_in_year_agreed")),
    ];
    let moved =
        [("started", fact("projects.started")), ("producing", fact("projects.producing")), ("funded", fact("projects.funded"))];
    body.push(together([say.say(key, &values), say.say("moved", &moved)]));
    body.extend(tables::signed(report, say.words).map(table));
    body.push(heading(2, say.words.plain("report-part-top")));
    body.extend(tables::top(report, say.words).map(table));
    body.push(heading(2, say.words.plain("report-part-unfunded")));
    let key = if work.unfunded.is_empty() { "unfunded-none" } else { "unfunded" };
    let values = [("unfunded", fact("projects.unfunded")), ("unfunded_agreed", fact("projects.unfunded_agreed"))];
    body.push(paragraph(say.say(key, &values)));
    body.extend(tables::unfunded(report, say.words).map(table));
}

/// 三、对接走访情况.
pub(super) fn meetings(body: &mut Vec<Block>, report: &Report, say: &Writer<'_>) {
    let work = &report.work;
    if work.meetings.total() == 0 {
        body.push(paragraph(say.say("meetings-none", &[("quarter", fact("period.quarter"))])));
    } else {
        let values = [
            ("quarter", fact("period.quarter")),
            ("total", fact("meetings.total")),
            ("companies", fact("meetings.companies")),
            ("visits", fact("meetings.visits")),
            ("received", fact("meetings.received")),
            ("days_away", fact("meetings.days_away")),
        ];
        let levels = ["province", "city", "district", "section"].map(|level| (level, fact(&["meetings.", level].concat())));
        let year = [
            ("month", fact("period.month")),
            ("total", fact("meetings_in_year.total")),
            ("companies", fact("meetings_in_year.companies")),
        ];
        body.push(together([say.say("meetings", &values), say.say("levels", &levels), say.say("meetings-year", &year)]));
    }
    if work.leaders.is_empty() {
        body.push(paragraph(say.say("leaders-none", &[])));
    }
    body.extend(tables::leaders(report, say.words).map(table));
}

/// 四、存在问题, found from the data.
pub(super) fn problems(body: &mut Vec<Block>, report: &Report, say: &Writer<'_>) {
    let before = body.len();
    for row in &report.table.rows {
        let line = Some(row.line);
        let named = ("line", Value::Words(super::super::line_name(figure(row.line), say.words)));
        if row.figures.lead_points.is_some_and(|lead| lead.0 < 0) {
            let values = [
                named,
                ("completion", of_line(line, "completion")),
                ("time", of_line(line, "time")),
                ("lead", of_line(line, "lead")),
                ("behind", of_line(line, "behind")),
            ];
            body.push(paragraph(say.say("problem-behind", &values)));
        } else if row.figures.target_fen.is_none() {
            body.push(paragraph(say.say("problem-no-target", &[named])));
        }
    }
    let work = &report.work;
    if work.overdue.steps > 0 {
        let values = [("steps", fact("overdue.steps")), ("people", fact("overdue.people"))];
        body.push(paragraph(say.say("problem-overdue", &values)));
    }
    if !work.gaps.rows.is_empty() {
        body.push(paragraph(say.say("problem-gaps", &[("lines", fact("gaps.lines")), ("sum", fact("gaps.sum"))])));
    }
    if !work.unfunded.is_empty() {
        let values = [("unfunded", fact("projects.unfunded")), ("unfunded_agreed", fact("projects.unfunded_agreed"))];
        body.push(paragraph(say.say("problem-unfunded", &values)));
    }
    if body.len() == before {
        body.push(paragraph(say.say("problem-none", &[])));
    }
}

/// 五、下步打算.
pub(super) fn next(body: &mut Vec<Block>, report: &Report, say: &Writer<'_>) {
    for row in &report.table.rows {
        if row.figures.gap_fen.is_some_and(|gap| gap > Fen::ZERO) && row.figures.needed_per_month_fen.is_some() {
            let line = Some(row.line);
            let values = [
                ("line", Value::Words(super::super::line_name(figure(row.line), say.words))),
                ("gap", of_line(line, "gap")),
                ("needed", of_line(line, "needed")),
            ];
            body.push(paragraph(say.say("next-need", &values)));
        }
    }
    let work = &report.work;
    if work.expected.is_empty() {
        body.push(paragraph(say.say("next-none", &[])));
    } else {
        let mut sentences =
            vec![say.say("next-expected", &[("receipts", fact("expected.receipts")), ("sum", fact("expected.sum"))])];
        for (at, owner) in super::owners(work).iter().enumerate() {
            let name = owner.owner.clone().unwrap_or_else(|| say.words.plain("report-nobody"));
            let values = [
                ("owner", Value::Words(name)),
                ("receipts", fact(&format!("owner.{at}.receipts"))),
                ("sum", fact(&format!("owner.{at}.sum"))),
            ];
            sentences.push(say.say("next-owner", &values));
        }
        body.push(together(sentences));
        body.extend(tables::expected(report, say.words).map(table));
    }
    if !work.gaps.rows.is_empty() {
        body.push(paragraph(say.say("next-gaps", &[("lines", fact("gaps.lines"))])));
    }
    if work.overdue.steps > 0 {
        body.push(paragraph(say.say("next-overdue", &[("steps", fact("overdue.steps"))])));
    }
}
