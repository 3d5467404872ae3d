//! Lists and searches: pages in the order of a key, for scripts and for a quick look.

use daowei_core::domain::Id;
use daowei_core::error::Error;
use daowei_core::store::{Store, close, company, fund, lists, meeting, people, project, rates, search, targets, zones};
use serde::Serialize;
use serde_json::{Value, json};

use crate::answer::{Answer, table};
use crate::args::Listed;
use crate::desk::Desk;
use crate::failure::Result;

/// The longest page: what a script can take in one document without a second thought.
const LIMIT_MAX: u32 = 10_000;

/// `list …`.
pub fn list(desk: &Desk, what: Listed, limit: u32, after: Option<&str>) -> Result<Answer> {
    let limit = limit.clamp(1, LIMIT_MAX);
    let store = desk.read()?;
    let page = rows(&store, what, limit, after)?;
    let mut text = table(&desk.words, columns(what), &page.rows);
    if let Some(next) = &page.next {
        text.push_str(&desk.words.text("cli-more", [("key", next)]));
    }
    Answer::new(json!({ "rows": page.rows, "next": page.next }), text)
}

struct Page {
    rows: Vec<Value>,
    next: Option<String>,
}

fn rows(store: &Store, what: Listed, limit: u32, after: Option<&str>) -> Result<Page> {
    let conn = store.conn();
    // One row more than is shown tells whether there is a next page.
    let more = limit + 1;
    let id = |kind: &str| after.map(|key| key.parse::<Id>().map_err(|_| Error::not_found(kind, key))).transpose();
    match what {
        Listed::Companies => page(company::page_after(conn, id("company")?, more)?, limit, by_id),
        Listed::Projects => page(project::page_after(conn, id("project")?, more)?, limit, by_id),
        Listed::Meetings => page(meeting::page_after(conn, id("meeting")?, more)?, limit, by_id),
        Listed::Funds => page(fund::page_after(conn, id("fund")?, more)?, limit, by_id),
        Listed::Rates => {
            let key = after.map(rate_key).transpose()?;
            page(rates::page(conn, more, key)?, limit, |row| [text(row, "on_date"), "/", text(row, "id")].concat())
        }
        Listed::Targets => {
            let all: Vec<Value> = targets::all(conn, None)?
                .into_iter()
                .map(|(id, target)| {
                    let mut row = serde_json::to_value(target)?;
                    row["id"] = serde_json::to_value(id)?;
                    Ok(row)
                })
                .collect::<Result<_>>()?;
            page(behind(all, after, by_id), limit, by_id)
        }
        Listed::Editions => page(behind(lists::editions(conn)?, after, by_id), limit, by_id),
        Listed::Closes => page(behind(close::all(conn)?, after, by_period), limit, by_period),
        Listed::Users => page(behind(people::all(conn)?, after, by_id), limit, by_id),
        Listed::Zones => page(behind(zones::all(conn)?, after, by_id), limit, by_id),
        Listed::Lists => page(behind(lists::all(conn)?, after, by_id), limit, by_id),
        Listed::FollowUps => {
            let offset = after.map_or(Ok(0), |key| key.parse().map_err(|_| Error::invalid("after", key, "50")))?;
            let filter = meeting::MeetingFilter { open: true, ..meeting::MeetingFilter::default() };
            let (all, total) = meeting::page(conn, &filter, offset, limit)?;
            let next = (offset + limit < total).then(|| (offset + limit).to_string());
            Ok(Page { rows: all.iter().map(serde_json::to_value).collect::<Result<_, _>>()?, next })
        }
    }
}

fn text<'r>(row: &'r Value, key: &str) -> &'r str {
    row[key].as_str().unwrap_or_default()
}

fn by_id(row: &Value) -> String {
    text(row, "id").to_owned()
}

fn by_period(row: &Value) -> String {
    text(row, "period").to_owned()
}

/// `2025-03-07/<id>`.
fn rate_key(key: &str) -> Result<(chrono::NaiveDate, Id)> {
    let wrong = || Error::not_found("rate", key);
    let (date, id) = key.split_once('/').ok_or_else(wrong)?;
    Ok((date.parse().map_err(|_| wrong())?, id.parse().map_err(|_| wrong())?))
}

/// What stands behind the row with this key, of few rows read at once.
fn behind<T: Serialize>(all: Vec<T>, after: Option<&str>, key: fn(&Value) -> String) -> Vec<Value> {
    let all = all.into_iter().filter_map(|row| serde_json::to_value(row).ok());
    match after {
        None => all.collect(),
        Some(after) => all.skip_while(|row| key(row) != after).skip(1).collect(),
    }
}

fn page<T: Serialize>(found: Vec<T>, limit: u32, key: fn(&Value) -> String) -> Result<Page> {
    let mut rows: Vec<Value> = found.iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let next = if rows.len() > limit { rows.get(limit - 1).map(key) } else { None };
    rows.truncate(limit);
    Ok(Page { rows, next })
}

const fn columns(what: Listed) -> &'static [&'static str] {
    match what {
        Listed::Companies => &["name_zh", "name_en", "country", "industry", "uscc", "meetings", "last_met_on", "delivered_fen"],
        Listed::Editions => &["list_code", "year", "published_on", "basis_year", "entries", "locked", "source"],
        Listed::Projects => &["code", "name", "investors", "zone", "stage", "signed_on", "agreed_fen", "delivered_fen", "owner"],
        Listed::Meetings => &["held_on", "mode", "level", "company", "lead_person", "topics", "next_step", "next_due_on"],
        Listed::FollowUps => &["next_due_on", "company", "next_step", "next_owner", "held_on", "id"],
        Listed::Funds => &["ref", "arrived_on", "investor", "project", "recognised_fen", "zone", "status", "verified_on"],
        Listed::Targets => &["year", "line", "unit", "target_fen", "leader", "document", "effective_on"],
        Listed::Rates => &["on_date", "currency", "unit", "rate", "source"],
        Listed::Closes => &["period", "closed_on", "closed_by", "sha256"],
        Listed::Users => &["name", "role", "active"],
        Listed::Zones => &["name", "counts"],
        Listed::Lists => &["code", "name_zh", "name_en", "line"],
    }
}

/// `search`.
pub fn search(desk: &Desk, sought: &str, limit: u32) -> Result<Answer> {
    let store = desk.read()?;
    let hits = search::find(store.conn(), sought, None, limit.clamp(1, LIMIT_MAX))?;
    let rows: Vec<Value> = hits.iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
    let shown: Vec<Value> = rows
        .iter()
        .map(|row| {
            let mut shown = row.clone();
            shown["snippet"] = row["snippet"]["text"].clone();
            shown
        })
        .collect();
    let text = table(&desk.words, &["kind", "title", "snippet", "score", "id"], &shown);
    Answer::new(json!({ "hits": rows }), text)
}
