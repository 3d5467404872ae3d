//! The bureau itself: its store, users, zones, lists and the rules of a year.

use std::collections::BTreeMap;

use daowei_core::domain::list::KpiLine;
use daowei_core::domain::money::hundredths;
use daowei_core::domain::project::Stage;
use daowei_core::domain::scheme::{Scheme, Score, ScoreKind, Stale};
use daowei_core::domain::user::{Right, Role};
use daowei_core::error::Error;
use daowei_core::journal::Op;
use daowei_core::store::{NewBureau, Store, lists, people, scheme, zones};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::answer::{Answer, table, value};
use crate::args::{ListsVerb, SchemeVerb, UserVerb, ZoneVerb};
use crate::desk::{Desk, machine};
use crate::failure::{Failure, Result};

/// The user that a new store begins with.
const FIRST_USER: &str = "admin";

/// Makes a store.
pub fn init(desk: &Desk, zone: Option<String>, bureau: Option<String>, sample: bool) -> Result<Answer> {
    if sample {
        let mut store = daowei_files::sample::make(&desk.folder, &desk.passphrase()?, machine(), desk.now)?;
        // The pack brings its own zones; one of another name counts beside them.
        if let Some(zone) = zone.filter(|name| zones::named(store.conn(), name).is_ok_and(|known| known.is_none())) {
            store.write(Op::ZoneAdded, desk.now, |tx| zones::add(tx, &zone, true))?;
        }
        return made(desk, &store);
    }
    let zone = zone.ok_or_else(|| Failure::usage("cli-init-zone", NONE))?;
    let new =
        NewBureau { bureau: bureau.unwrap_or_else(|| zone.clone()), zone, user: FIRST_USER.to_owned(), role: Role::Admin, sample };
    let store = Store::create(&desk.folder, &new, &desk.passphrase()?, machine(), desk.now)?;
    made(desk, &store)
}

/// Says where a new store is and who can sign in.
fn made(desk: &Desk, store: &Store) -> Result<Answer> {
    desk.keep(store);
    let users: Vec<String> = people::all(store.conn())?.into_iter().filter(|user| user.active).map(|user| user.name).collect();
    let folder = desk.folder.display().to_string();
    let text = desk.words.text("cli-made-store", [("path", folder.clone()), ("users", users.join(", "))]);
    Answer::new(json!({ "store": folder, "users": users }), text)
}

/// No arguments.
const NONE: [(&str, &str); 0] = [];

/// `user add`, `user passphrase`.
pub fn user(desk: &Desk, verb: UserVerb) -> Result<Answer> {
    match verb {
        UserVerb::Add { name, role, new_passphrase_file } => {
            let secret = desk.new_passphrase(new_passphrase_file.as_deref())?;
            let id = desk.write(Right::Keep, |store| Ok(store.add_user(&name, role, &secret, desk.now)?))?;
            let text = desk.words.text("cli-done-user", [("name", name)]);
            Answer::new(json!({ "id": id }), text)
        }
        UserVerb::Passphrase { new_passphrase_file } => {
            let secret = desk.new_passphrase(new_passphrase_file.as_deref())?;
            desk.read()?.change_passphrase(&desk.passphrase()?, &secret)?;
            Answer::new(json!({ "user": desk.user }), desk.words.text("cli-done-passphrase", [("name", &desk.user)]))
        }
    }
}

/// `zone add`, `zone set`.
pub fn zone(desk: &Desk, verb: ZoneVerb) -> Result<Answer> {
    let (name, counts, new) = match verb {
        ZoneVerb::Add { name, counts } => (name, counts, true),
        ZoneVerb::Set { name, counts } => (name, counts, false),
    };
    let id = desk.write(Right::Keep, |store| {
        if new {
            return Ok(store.write(Op::ZoneAdded, desk.now, |tx| zones::add(tx, &name, counts))?.value);
        }
        let zone = zones::named(store.conn(), &name)?.ok_or_else(|| Error::not_found("zone", &name))?;
        store.write(Op::ZoneChanged, desk.now, |tx| zones::set_counts(tx, zone.id, counts))?;
        Ok(zone.id)
    })?;
    let key = if counts { "cli-done-zone-counts" } else { "cli-done-zone" };
    Answer::new(json!({ "id": id }), desk.words.text(key, [("name", name)]))
}

/// `lists add`, `lists line`.
pub fn lists(desk: &Desk, verb: ListsVerb) -> Result<Answer> {
    let (code, id) = match verb {
        ListsVerb::Add { code, name, name_en, line } => {
            let line = line.as_deref().map_or(Ok(None), line_of)?;
            let id = desk.write(Right::Keep, |store| {
                let add = store.write(Op::ListChanged, desk.now, |tx| lists::add(tx, &code, &name, name_en.as_deref(), line));
                Ok(add?.value)
            })?;
            (code, id)
        }
        ListsVerb::Line { code, line } => {
            let line = line_of(&line)?;
            let id = desk.write(Right::Keep, |store| {
                let list = lists::by_code(store.conn(), &code)?.ok_or_else(|| Error::not_found("list", &code))?;
                store.write(Op::ListChanged, desk.now, |tx| lists::set_line(tx, list.id, line))?;
                Ok(list.id)
            })?;
            (code, id)
        }
        ListsVerb::Compare { code, year, against } => return compare(desk, &code, year, against),
    };
    Answer::new(json!({ "id": id }), desk.words.text("cli-done-list", [("code", code)]))
}

/// `lists compare`: who enters, leaves, rises and falls.
fn compare(desk: &Desk, code: &str, year: i32, against: Option<i32>) -> Result<Answer> {
    let found = lists::compare(desk.read()?.conn(), code, year, against)?;
    let rows: Vec<Value> = found.companies.iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
    let columns = ["move", "rank", "rank_before", "name", "owner", "in_zone", "meetings", "last_met_on", "delivered_fen"];
    let text = table(&desk.words, &columns, &rows);
    Answer::new(found, text)
}

/// A KPI line, or `none`.
fn line_of(text: &str) -> Result<Option<KpiLine>> {
    if text == "none" {
        return Ok(None);
    }
    let wrong = || Error::invalid("list_lines", text, "F500, C500, I100, none");
    Ok(Some(KpiLine::from_code(text).ok_or_else(wrong)?))
}

/// `scheme set`, `scheme show`.
pub fn scheme(desk: &Desk, verb: SchemeVerb) -> Result<Answer> {
    let current = match verb {
        SchemeVerb::Show { year } => scheme::of(desk.read()?.conn(), year)?,
        SchemeVerb::Set { year, dry_run: true, .. } => {
            let found = desk.write(Right::Decide, |store| {
                let next = changed(scheme::of(store.conn(), year)?, &verb)?;
                Ok(scheme::preview(store, &next, desk.now)?)
            })?;
            let rows: Vec<Value> = found.rows.iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
            let moves: Vec<Value> = found.moves.iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
            let text = [
                table(
                    &desk.words,
                    &["line", "before_fen", "after_fen", "before_pct", "after_pct", "before_score", "after_score"],
                    &rows,
                ),
                table(&desk.words, &["ref", "investor", "recognised_fen", "before", "after"], &moves),
            ];
            return Answer::new(found, text.join("\n"));
        }
        SchemeVerb::Set { year, .. } => desk.write(Right::Decide, |store| {
            let next = changed(scheme::of(store.conn(), year)?, &verb)?;
            store.write(Op::SchemeSet, desk.now, |tx| scheme::set(tx, &next))?;
            Ok(scheme::of(store.conn(), year)?)
        })?,
    };
    let row = serde_json::to_value(&current)?;
    let words = &desk.words;
    let list = |texts: Vec<String>| texts.join(", ");
    let shown = [
        ("year", current.year.to_string()),
        ("version", current.version.to_string()),
        ("edition_policy", current.edition_policy.code().to_owned()),
        ("attribution", value(words, current.attribution.code())),
        ("origins", list(current.origins.iter().map(|one| value(words, one.code())).collect())),
        ("forms", list(current.forms.iter().map(|one| value(words, one.code())).collect())),
        ("progress", value(words, current.progress.code())),
        ("merge_reviews", words.plain(if current.merge_reviews { "cli-yes" } else { "cli-no" })),
        (
            "list_lines",
            list(current.list_lines.iter().map(|(code, line)| format!("{code}={}", line.map_or("none", KpiLine::code))).collect()),
        ),
        (
            "forecast",
            list(current.forecast.iter().map(|(stage, bp)| format!("{stage}={}%", hundredths(i128::from(*bp)))).collect()),
        ),
        ("reach", value(words, current.reach.code())),
        (
            "score",
            format!(
                "{}, full={}, cap={}%, min={}%, max={}%, step={}%, bonus={}",
                value(words, current.score.kind.code()),
                hundredths(current.score.full.into()),
                hundredths(current.score.cap_bp.into()),
                hundredths(current.score.min_bp.into()),
                hundredths(current.score.max_bp.into()),
                hundredths(current.score.step_bp.into()),
                hundredths(current.score.bonus.into()),
            ),
        ),
        (
            "stale_limits",
            format!(
                "lead_answered={}, lead_judged={}, lead_feedback={}, negotiating={}, registered={}",
                current.stale.lead_answered,
                current.stale.lead_judged,
                current.stale.lead_feedback,
                current.stale.negotiating,
                current.stale.registered
            ),
        ),
        ("note", current.note.clone().unwrap_or_default()),
    ];
    let rows: Vec<_> = shown
        .into_iter()
        .map(|(key, text)| json!({ "rule": words.plain(&["cli-column-", &key.replace('_', "-")].concat()), "value": text }))
        .collect();
    Answer::new(row, table(words, &["rule", "value"], &rows))
}

/// A year's rules with what the options say in place of their own.
fn changed(current: Scheme, verb: &SchemeVerb) -> Result<Scheme> {
    let SchemeVerb::Set {
        edition_policy,
        attribution,
        origins,
        forms,
        progress,
        merge_reviews,
        list_lines,
        forecast,
        reach,
        score,
        stale,
        note,
        ..
    } = verb
    else {
        return Ok(current);
    };
    Ok(Scheme {
        edition_policy: edition_policy.unwrap_or(current.edition_policy),
        attribution: attribution.unwrap_or(current.attribution),
        origins: match origins {
            Some(codes) => scheme::codes("origins", codes)?,
            None => current.origins,
        },
        forms: match forms {
            Some(codes) => scheme::codes("forms", codes)?,
            None => current.forms,
        },
        progress: progress.unwrap_or(current.progress),
        merge_reviews: merge_reviews.unwrap_or(current.merge_reviews),
        list_lines: match list_lines {
            Some(pairs) => lines_of(pairs)?,
            None => current.list_lines,
        },
        forecast: match forecast {
            Some(pairs) => forecast_of(pairs)?,
            None => current.forecast,
        },
        reach: reach.unwrap_or(current.reach),
        score: match score {
            Some(pairs) => score_of(current.score, pairs)?,
            None => current.score,
        },
        stale: match stale {
            Some(pairs) => stale_of(current.stale, pairs)?,
            None => current.stale,
        },
        note: note.clone().or(current.note),
        ..current
    })
}

/// `SIGNED=60,TO_SIGN=30`: percent by stage, as basis points.
fn forecast_of(pairs: &str) -> Result<BTreeMap<Stage, i32>> {
    let pairs = pairs.split(',').map(str::trim).filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let wrong = || Error::invalid("forecast", pair, "SIGNED=60,TO_SIGN=30");
            let (stage, percent) = pair.split_once('=').ok_or_else(wrong)?;
            let stage = Stage::from_code(stage.trim()).ok_or_else(wrong)?;
            Ok((stage, crate::fields::parts("forecast", percent, 100)?))
        })
        .collect()
}

/// `step,full=100,cap=120,step=5,bonus=1`: the way, points and percentages; what is not named stays.
fn score_of(mut score: Score, pairs: &str) -> Result<Score> {
    for pair in pairs.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
        let wrong = || Error::invalid("score", pair, "ratio|efficacy|step, full=100, cap=120, min=50, max=100, step=5, bonus=1");
        let Some((key, text)) = pair.split_once('=') else {
            score.kind = ScoreKind::from_code(pair).ok_or_else(wrong)?;
            continue;
        };
        let hundredths = text.trim().parse::<Decimal>().ok().and_then(|number| number.checked_mul(Decimal::ONE_HUNDRED));
        let number = hundredths.map(|number| number.normalize()).filter(|number| number.scale() == 0);
        let number = number.and_then(|number| i32::try_from(number.mantissa()).ok()).ok_or_else(wrong)?;
        *match key.trim() {
            "full" => &mut score.full,
            "cap" => &mut score.cap_bp,
            "min" => &mut score.min_bp,
            "max" => &mut score.max_bp,
            "step" => &mut score.step_bp,
            "bonus" => &mut score.bonus,
            _ => return Err(wrong().into()),
        } = number;
    }
    Ok(score)
}

/// `lead_answered=1,negotiating=30`: days; what is not named stays.
fn stale_of(mut stale: Stale, pairs: &str) -> Result<Stale> {
    for pair in pairs.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
        let wrong = || Error::invalid("stale", pair, "lead_answered=1,lead_judged=3,lead_feedback=7,negotiating=30,registered=60");
        let (key, days) = pair.split_once('=').ok_or_else(wrong)?;
        let limit = match key.trim() {
            "lead_answered" => &mut stale.lead_answered,
            "lead_judged" => &mut stale.lead_judged,
            "lead_feedback" => &mut stale.lead_feedback,
            "negotiating" => &mut stale.negotiating,
            "registered" => &mut stale.registered,
            _ => return Err(wrong().into()),
        };
        *limit = days.trim().parse().map_err(|_| wrong())?;
    }
    Ok(stale)
}

/// `ELEC100=I100,NET100=none`.
fn lines_of(pairs: &str) -> Result<BTreeMap<String, Option<KpiLine>>> {
    let pairs = pairs.split(',').map(str::trim).filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let wrong = || Error::invalid("list_lines", pair, "ELEC100=I100,NET100=none");
            let (code, line) = pair.split_once('=').ok_or_else(wrong)?;
            Ok((code.trim().to_owned(), line_of(line.trim())?))
        })
        .collect()
}
