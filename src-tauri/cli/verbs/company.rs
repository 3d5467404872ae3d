//! Companies: adding one, finding those that are there twice, merging them.

use daowei_core::domain::matching::{Reason, Verdict};
use daowei_core::domain::user::Right;
use daowei_core::error::Error;
use daowei_core::journal::Op;
use daowei_core::store::Store;
use daowei_core::store::company::{self, Company, Group, MergePreview};
use daowei_core::words::Words;
use serde_json::json;

use super::records::add;
use crate::answer::{Answer, table};
use crate::args::CompanyVerb;
use crate::desk::Desk;
use crate::failure::Result;

/// The most groups in one answer.
const GROUPS_MAX: u32 = 10_000;

/// `company …`.
pub fn company(desk: &Desk, verb: CompanyVerb) -> Result<Answer> {
    match verb {
        CompanyVerb::Add(fields) => add(desk, Right::Work, Op::CompanyAdded, |tx| fields.add(tx)),
        CompanyVerb::Duplicates { limit, clear } => duplicates(desk, limit.clamp(1, GROUPS_MAX), clear),
        CompanyVerb::Merge { kept, merged, take, dry_run } => merge(desk, &kept, &merged, &take, dry_run),
        CompanyVerb::Apart { one, other } => add(desk, Right::Work, Op::CompaniesKeptApart, |tx| {
            company::keep_apart(tx, company::find(tx, &one)?, company::find(tx, &other)?)
        }),
    }
}

/// `company duplicates`: the likeliest groups first.
fn duplicates(desk: &Desk, limit: u32, clear: bool) -> Result<Answer> {
    let store = desk.read()?;
    let mut groups = company::duplicates(store.conn())?;
    groups.retain(|group| !clear || group.verdict == Verdict::Clear);
    let found = groups.len();
    groups.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let mut text = String::new();
    for group in &groups {
        text.push_str(&told(&desk.words, group));
    }
    let count = found.to_string();
    text.push_str(&desk.words.text("cli-duplicates-found", [("count", &count)]));
    Answer::new(json!({ "groups": groups, "found": found }), text)
}

/// A group: its companies, and below them why.
fn told(words: &Words, group: &Group) -> String {
    let title = |id| group.companies.iter().find(|company| company.id == id).map_or("", |company| company.title.as_str());
    let mut out = String::new();
    for company in &group.companies {
        let name = company.name_en.as_ref().map_or_else(String::new, |name| [" ", name].concat());
        out.extend([company.title.as_str(), &name, "  ", &company.id.to_string(), "\n"]);
    }
    for pair in &group.pairs {
        let why: Vec<String> = pair.reasons.iter().map(|reason| because(words, reason)).collect();
        let verdict = words.plain(&["match-verdict-", pair.verdict.code()].concat());
        let score = pair.score.to_string();
        out.extend(["  ", &verdict, " ", &score, "  ", title(pair.one), " / ", title(pair.other), ": ", &why.join("; "), "\n"]);
    }
    out.push('\n');
    out
}

fn because(words: &Words, reason: &Reason) -> String {
    words.text(&["match-", reason.ground.code()].concat(), [("detail", reason.detail.as_deref().unwrap_or_default())])
}

/// `company merge KEPT MERGED`: the second goes on as the first, which keeps its own fields but for those of `--take`.
fn merge(desk: &Desk, kept: &str, merged: &str, take: &[String], dry_run: bool) -> Result<Answer> {
    desk.write(Right::Work, |store| {
        let (one, other) = (company::find(store.conn(), kept)?, company::find(store.conn(), merged)?);
        let fields = chosen(store, one, other, take)?;
        let preview = store.merge_preview(one, other, Some(fields.clone()), desk.now)?;
        let mut text = shown(&desk.words, &preview);
        if !dry_run {
            let written = store.merge_companies(one, other, Some(fields), desk.now)?;
            let what = desk.words.op(Op::CompaniesMerged);
            text.push_str(&desk.words.text("cli-done", [("op", what), ("subject", written.changes.subject)]));
        }
        Answer::new(json!({ "id": one, "merged": other, "kept": !dry_run, "preview": preview }), text)
    })
}

/// The survivor's fields: its own, filled from the other's; those that `--take` names are the other's.
fn chosen(store: &Store, one: daowei_core::domain::Id, other: daowei_core::domain::Id, take: &[String]) -> Result<Company> {
    let (mine, theirs) = (company::get(store.conn(), one)?, company::get(store.conn(), other)?);
    let mut next = company::filled(&mine, &theirs);
    for field in take {
        match field.as_str() {
            "name_zh" => next.name_zh.clone_from(&theirs.name_zh),
            "name_en" => next.name_en.clone_from(&theirs.name_en),
            "uscc" => next.uscc.clone_from(&theirs.uscc),
            "lei" => next.lei.clone_from(&theirs.lei),
            "country" => next.country.clone_from(&theirs.country),
            "headquarters" => next.headquarters.clone_from(&theirs.headquarters),
            "industry" => next.industry.clone_from(&theirs.industry),
            "note" => next.note.clone_from(&theirs.note),
            "owner" => next.owner_id = theirs.owner_id,
            _ => {
                let fields = "name_zh, name_en, uscc, lei, country, headquarters, industry, note, owner";
                return Err(Error::invalid("take", field, fields).into());
            }
        }
    }
    Ok(next)
}

fn shown(words: &Words, preview: &MergePreview) -> String {
    let fields: Vec<_> =
        preview.fields.iter().filter(|pair| pair.kept.is_some() || pair.merged.is_some()).map(|pair| json!(pair)).collect();
    let mut out = table(words, &["field", "kept", "merged", "chosen"], &fields);
    let moved = &preview.moved;
    let counts = [
        ("aliases", moved.aliases),
        ("entries", moved.entries),
        ("locked", moved.locked_entries),
        ("ownership", moved.ownership),
        ("shares", moved.shares),
        ("meetings", moved.meetings),
        ("funds", moved.funds),
    ];
    out.push_str(&words.text("cli-merge-moves", counts.map(|(name, count)| (name, count.to_string()))));
    out.push('\n');
    if !preview.effects.is_empty() {
        let line = |effect: &company::LineEffect| effect.line.map_or_else(|| "total".to_owned(), |line| line.code().to_owned());
        let effects: Vec<_> = preview
            .effects
            .iter()
            .map(|effect| json!({ "line": line(effect), "before_fen": effect.before_fen, "after_fen": effect.after_fen }))
            .collect();
        out.push_str(&table(words, &["line", "before_fen", "after_fen"], &effects));
    }
    out
}
