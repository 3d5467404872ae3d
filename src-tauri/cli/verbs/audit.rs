//! What an auditor would ask: the rulebook's invariants and guards over the whole store, and what cannot be proved yet.

use daowei_core::audit::{self, Finding, Rule, Weight};
use daowei_core::domain::money::Fen;
use daowei_core::store::fund;
use serde_json::{Value, json};

use crate::answer::{Answer, table, value};
use crate::desk::Desk;
use crate::failure::Result;

/// `audit`: every rule, or one of them; exit status 1 where something is broken.
pub fn audit(desk: &Desk, only: Option<Rule>) -> Result<Answer> {
    let store = desk.read()?;
    let mut asked = audit::audit(store.conn(), desk.now.today)?;
    asked.retain(|one| only.is_none_or(|only| only == one.rule));
    let ok = asked.iter().all(|one| one.count == 0 || one.weight != Weight::Broken);
    let words = &desk.words;
    let rows: Vec<Value> = asked
        .iter()
        .map(|one| {
            json!({
                "rule": one.rule, "count": one.count, "weight": value(words, one.weight.code()),
                "what": words.plain(&["audit-", &one.rule.code().to_lowercase()].concat()),
            })
        })
        .collect();
    let sentences: Vec<String> = asked.iter().flat_map(|one| &one.findings).map(|found| sentence(desk, found)).collect();
    let text = [table(words, &["rule", "count", "weight", "what"], &rows), sentences.join("\n")].join("\n");
    Ok(Answer::new(json!({ "ok": ok, "rules": asked }), text)?.with_problems(Vec::new(), !ok))
}

/// A finding as a sentence: what was found, and what to do.
pub fn sentence(desk: &Desk, found: &Finding) -> String {
    let key = ["audit-", &found.rule.code().to_lowercase(), "-found"].concat();
    // A sentence says something else where there is none.
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
    desk.words.text(
        &key,
        [
            ("subject", found.subject.clone()),
            ("other", text(&found.other)),
            ("wan", found.amount_fen.unwrap_or(Fen::ZERO).wan()),
            ("on", text(&found.on)),
            ("detail", text(&found.detail)),
        ],
    )
}

/// `gaps`: what has arrived and cannot be proved.
pub fn gaps(desk: &Desk, year: i32) -> Result<Answer> {
    let store = desk.read()?;
    let gaps = fund::gaps(store.conn(), year, desk.now.today)?;
    let rows: Vec<Value> = gaps.rows.iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
    let owners: Vec<Value> = gaps.owners.iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
    let words = &desk.words;
    let text = [
        table(words, &["ref", "investor", "arrived_on", "recognised_fen", "status", "owner", "days"], &rows),
        table(words, &["owner", "lines", "sum_fen", "counting_fen"], &owners),
    ];
    Answer::new(gaps, text.join("\n"))
}
