//! The figures: the KPI table, what a figure is made of, and closing a period.

use chrono::{Datelike as _, NaiveDate};
use daowei_core::domain::period::{Period, Quarter};
use daowei_core::domain::reading::{CompareBy, KpiFigure, KpiPart, Reading};
use daowei_core::domain::user::Right;
use daowei_core::error::Error;
use daowei_core::journal::Op;
use daowei_core::kpi::{self, KpiQuery};
use daowei_core::store::{Store, close, project, scheme};
use serde_json::{Value, json};

use crate::answer::{Answer, table, value};
use crate::args::Ask;
use crate::desk::Desk;
use crate::failure::Result;

/// The question that the options ask.
fn query(desk: &Desk, store: &Store, ask: &Ask) -> Result<KpiQuery> {
    let through = match ask.through {
        Some(period) => period.through(),
        None => usual(store, ask, desk.now.today)?,
    };
    let attribution = match ask.attribution {
        Some(attribution) => attribution,
        None => scheme::of(store.conn(), ask.year)?.attribution,
    };
    Ok(KpiQuery { year: ask.year, through, reading: ask.reading, attribution, level: ask.level, as_of: desk.now.today })
}

/// The quarter meant where none is said: the last one published, or the one in which today falls; of a year gone, its last.
fn usual(store: &Store, ask: &Ask, today: NaiveDate) -> Result<Quarter> {
    let wrong = || Error::invalid("year", ask.year, "1900-2200");
    let number = match ask.year.cmp(&today.year()) {
        std::cmp::Ordering::Less => 4,
        std::cmp::Ordering::Equal => Quarter::of(today).number(),
        std::cmp::Ordering::Greater => 1,
    };
    let usual = Quarter::new(ask.year, number).ok_or_else(wrong)?;
    if ask.reading != Reading::Published {
        return Ok(usual);
    }
    let closed = close::all(store.conn())?.into_iter().map(|close| close.period).filter(|period| period.year() == ask.year);
    Ok(closed.map(Period::through).max().unwrap_or(usual))
}

/// `kpi`: table 1.
pub fn kpi(desk: &Desk, ask: &Ask) -> Result<Answer> {
    let store = desk.read()?;
    let query = query(desk, &store, ask)?;
    let json = serde_json::to_value(kpi::table(store.conn(), &query)?)?;
    let mut rows = json["rows"].as_array().cloned().unwrap_or_default();
    let mut total = json["total"].clone();
    total["line"] = KpiFigure::Total.code().into();
    rows.push(total);
    let keys = [
        "line",
        "target_fen",
        "quarter_fen",
        "ytd_fen",
        "late_fen",
        "last_year_ytd_fen",
        "yoy_pct",
        "qoq_pct",
        "completion_pct",
        "time_pct",
        "lead_points",
        "companies",
        "new_companies",
        "pending_fen",
    ];
    let text = [heading(desk, &query), table(&desk.words, &keys, &rows)].concat();
    Answer::new(json, text)
}

fn heading(desk: &Desk, query: &KpiQuery) -> String {
    let word = |code: &str| value(&desk.words, code);
    let args = [
        ("through", query.through.to_string()),
        ("reading", word(query.reading.code())),
        ("attribution", word(query.attribution.code())),
        ("level", word(query.level.code())),
    ];
    [desk.words.text("cli-kpi-heading", args), "\n".to_owned()].concat()
}

/// `explain`: the lines behind a figure.
pub fn explain(desk: &Desk, ask: &Ask, line: KpiFigure, part: KpiPart) -> Result<Answer> {
    let store = desk.read()?;
    let query = query(desk, &store, ask)?;
    let explanation = kpi::explain(store.conn(), &query, line, part)?;
    let total =
        desk.words.text("cli-explain-total", [("line", value(&desk.words, line.code())), ("wan", explanation.total_fen.wan())]);
    let json = serde_json::to_value(explanation)?;
    let funds: Vec<Value> = json["funds"].as_array().cloned().unwrap_or_default();
    let keys = ["ref", "recognised_fen", "posted", "late", "edition", "rank", "path", "rate", "verified_by", "verified_on"];
    let text = [heading(desk, &query), table(&desk.words, &keys, &funds), total].concat();
    Answer::new(json, text)
}

/// `compare`: one figure read several ways, and the lines that make the difference.
pub fn compare(desk: &Desk, ask: &Ask, by: CompareBy, line: KpiFigure, part: KpiPart) -> Result<Answer> {
    let store = desk.read()?;
    let found = kpi::compare(store.conn(), &query(desk, &store, ask)?, by, line, part)?;
    let sides = found.sides.iter().map(|side| {
        let figures = side.figures.clone().unwrap_or_default();
        let mut row = json!({ "way": value(&desk.words, &side.code) });
        for (figure, fen) in KpiFigure::ALL.iter().zip(figures) {
            row[[&figure.code().to_lowercase(), "_fen"].concat()] = serde_json::to_value(fen).unwrap_or_default();
        }
        row
    });
    let sides: Vec<Value> = sides.collect();
    let differences = found.differences.iter().map(|one| {
        let adds: Vec<String> = one.cells.iter().map(|cell| cell.fen.map_or_else(|| "—".to_owned(), |fen| fen.wan())).collect();
        json!({ "ref": one.reference, "why": value(&desk.words, one.why.code()), "investor": one.detail.investor,
                "arrived_on": one.detail.arrived_on, "verified_on": one.detail.verified_on, "posted": one.posted,
                "adds": adds.join(" | "), "reverses": one.detail.reverses })
    });
    let differences: Vec<Value> = differences.collect();
    let mut text = table(&desk.words, &["way", "f500_fen", "c500_fen", "i100_fen", "total_fen"], &sides);
    if !differences.is_empty() {
        let keys = ["ref", "why", "investor", "arrived_on", "verified_on", "posted", "adds", "reverses"];
        text.extend(["\n", &table(&desk.words, &keys, &differences)]);
    }
    Answer::new(found, text)
}

/// `outlook`: what the rest of the year may bring.
pub fn outlook(desk: &Desk, ask: &Ask) -> Result<Answer> {
    let store = desk.read()?;
    let outlook = kpi::outlook(store.conn(), &query(desk, &store, ask)?)?;
    let rows = rows_of(&outlook.rows)?;
    let receipts = rows_of(&outlook.receipts)?;
    let line = ["line", "target_fen", "ytd_fen", "gap_fen", "needed_per_month_fen", "low_fen", "expected_fen", "high_fen", "score"];
    let receipt = ["due_on", "company", "project", "stage", "amount_fen", "weighed_fen", "lines", "owner"];
    let text = [table(&desk.words, &line, &rows), table(&desk.words, &receipt, &receipts)];
    Answer::new(outlook, text.join("\n"))
}

/// `funnel`: projects by stage, the rates of what was signed, and what stands still.
pub fn funnel(desk: &Desk) -> Result<Answer> {
    let store = desk.read()?;
    let funnel = project::funnel(store.conn(), desk.now.today)?;
    let stale = project::stale(store.conn(), desk.now.today)?;
    let percent = |pct: Option<kpi::Hundredths>| pct.map_or_else(|| "—".to_owned(), |pct| [&pct.to_string(), "%"].concat());
    let rates = desk.words.text(
        "cli-funnel-rates",
        [
            ("fulfilled", percent(funnel.fulfilled.pct)),
            ("started", percent(funnel.started.pct)),
            ("producing", percent(funnel.producing.pct)),
            ("delivered", percent(funnel.delivered_pct)),
            ("reach", value(&desk.words, funnel.reach.code())),
        ],
    );
    let text = [
        table(&desk.words, &["stage", "projects", "agreed_fen", "delivered_fen", "stale"], &rows_of(&funnel.stages)?),
        rates,
        table(&desk.words, &["code", "name", "stage", "why", "days", "limit", "owner"], &rows_of(&stale)?),
    ];
    Answer::new(json!({ "funnel": funnel, "stale": stale }), text.join("\n"))
}

/// `units`: the figures by unit.
pub fn units(desk: &Desk, ask: &Ask) -> Result<Answer> {
    let store = desk.read()?;
    let units = kpi::units(store.conn(), &query(desk, &store, ask)?)?;
    let mut rows = Vec::new();
    for unit in &units.rows {
        for figure in &unit.figures {
            let mut row = serde_json::to_value(figure)?;
            row["unit"] = unit.unit.clone().into();
            rows.push(row);
        }
    }
    let surplus = rows_of(&units.surplus)?;
    let text = [
        table(&desk.words, &["unit", "line", "target_fen", "ytd_fen", "completion_pct"], &rows),
        table(&desk.words, &["line", "parent_fen", "children_fen", "surplus_fen"], &surplus),
    ];
    Answer::new(units, text.join("\n"))
}

/// `fdi`: foreign investment actually used, in US dollars.
pub fn fdi(desk: &Desk, ask: &Ask) -> Result<Answer> {
    let store = desk.read()?;
    let fdi = kpi::fdi(store.conn(), &query(desk, &store, ask)?)?;
    let dollars = |cents: daowei_core::domain::money::Fen| cents.wan();
    let args = [
        ("ytd", dollars(fdi.ytd_cents)),
        ("quarter", dollars(fdi.quarter_cents)),
        ("gross", dollars(fdi.gross_cents)),
        ("deducted", dollars(fdi.deducted_cents)),
        ("missing", if fdi.rates_missing.is_empty() { "none".to_owned() } else { fdi.rates_missing.join(", ") }),
    ];
    let text = desk.words.text("cli-fdi", args);
    Answer::new(fdi, text)
}

fn rows_of(rows: &[impl serde::Serialize]) -> Result<Vec<Value>> {
    Ok(rows.iter().map(serde_json::to_value).collect::<Result<_, _>>()?)
}

/// `close`.
pub fn close(desk: &Desk, period: Period, on: Option<NaiveDate>) -> Result<Answer> {
    let on = on.unwrap_or(desk.now.today);
    let close =
        desk.write(Right::Decide, |store| Ok(store.write(Op::PeriodClosed, desk.now, |tx| close::close(tx, period, on))?.value))?;
    let args = [("period", close.period.to_string()), ("on", close.closed_on.to_string()), ("hash", close.sha256.clone())];
    let text = desk.words.text("cli-done-close", args);
    let json = json!({
        "period": close.period, "sha256": close.sha256, "previous": close.previous,
        "closed_on": close.closed_on.to_string(), "closed_by": close.closed_by,
    });
    Answer::new(json, text)
}
