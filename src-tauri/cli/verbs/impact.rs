//! What a list edition would change, in words: companies of each KPI line, and money counted elsewhere.

use daowei_core::domain::list::KpiLine;
use daowei_core::kpi::{EditionImpact, FundMoved};
use daowei_core::words::Words;
use serde_json::{Value, json};

use crate::answer::{table, value};

/// How many companies of a line are named in a terminal; `--json` holds all.
const NAMED: usize = 20;

/// How many lines of the ledger behind a move are: what leaves the row readable.
const REFERENCES: usize = 4;

/// The tables that a person reads before the edition is taken in.
pub fn told(words: &Words, impact: &EditionImpact) -> String {
    let mut out = words.text("cli-impact", [("date", impact.on.clone()), ("assign", impact.to_assign.to_string())]);
    out.push('\n');
    if impact.lines.is_empty() {
        out.extend([words.plain("cli-impact-no-line"), "\n".to_owned()]);
    } else {
        let lines = impact.lines.iter().map(|line| {
            json!({ "line": line.line, "entered": line.entered.len(), "left": line.left.len(), "stayed": line.stayed,
                    "to_assign": line.to_assign })
        });
        out.push_str(&table(words, &["line", "entered", "left", "stayed", "to_assign"], &lines.collect::<Vec<_>>()));
        out.push_str(&companies(words, impact));
    }
    out.push_str(&moves(words, impact));
    out
}

fn companies(words: &Words, impact: &EditionImpact) -> String {
    let mut rows: Vec<Value> = Vec::new();
    let mut more = 0;
    for line in &impact.lines {
        for (word, moved) in [("entered", &line.entered), ("left", &line.left)] {
            more += moved.len().saturating_sub(NAMED);
            rows.extend(moved.iter().take(NAMED).map(|one| {
                json!({ "line": line.line, "move": word, "name": one.name, "rank": one.rank, "rank_before": one.rank_before,
                        "owner": one.owner })
            }));
        }
    }
    let mut out = table(words, &["line", "move", "name", "rank_before", "rank", "owner"], &rows);
    if more > 0 {
        out.extend([words.text("cli-impact-more", [("count", more.to_string())]), "\n".to_owned()]);
    }
    out
}

fn moves(words: &Words, impact: &EditionImpact) -> String {
    let mut rows: Vec<Value> = Vec::new();
    for policy in &impact.policies {
        rows.extend(policy.moves.iter().map(|moved| {
            json!({ "policy": policy.policy, "in_force": moved.in_force, "year": moved.year, "closed": moved.closed,
                    "from": lines(words, &moved.from), "to": lines(words, &moved.to), "moved_fen": moved.moved_fen,
                    "funds": moved.funds.len(), "ref": references(&moved.funds) })
        }));
    }
    let still = impact.policies.iter().filter(|policy| policy.moves.is_empty()).map(|policy| policy.policy.code());
    let still: Vec<&str> = still.collect();
    let mut out = String::new();
    if !rows.is_empty() {
        out.push_str(&table(words, &["policy", "in_force", "year", "closed", "from", "to", "moved_fen", "funds", "ref"], &rows));
    }
    if !still.is_empty() {
        out.push_str(&words.text("cli-impact-still", [("policies", still.join(", "))]));
    }
    out
}

fn lines(words: &Words, lines: &[KpiLine]) -> String {
    if lines.is_empty() {
        return words.plain("cli-impact-nowhere");
    }
    lines.iter().map(|line| value(words, line.code())).collect::<Vec<_>>().join(" + ")
}

fn references(funds: &[FundMoved]) -> String {
    let more = if funds.len() > REFERENCES { ", …" } else { "" };
    let named: Vec<&str> = funds.iter().take(REFERENCES).map(|fund| fund.reference.as_str()).collect();
    [&named.join(", "), more].concat()
}
