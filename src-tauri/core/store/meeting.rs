//! Meetings and what was to follow them (rulebook 3).

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, named_params};
use serde::{Deserialize, Serialize};

use super::{Conn, Tx, search};
use crate::domain::Id;
use crate::domain::meeting::{Level, Mode};
use crate::error::{Error, Result};

/// A meeting as it was logged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Meeting {
    /// 日期.
    #[specta(type = String)]
    pub held_on: NaiveDate,
    /// 方式.
    pub mode: Mode,
    /// 层级.
    pub level: Level,
    /// 企业.
    pub company_id: Id,
    /// 项目.
    pub project_id: Option<Id>,
    /// 地点.
    pub place: Option<String>,
    /// 我方带队.
    pub lead_person: Option<String>,
    /// 我方人员.
    pub our_people: Option<String>,
    /// 对方人员.
    pub their_people: Option<String>,
    /// 议题.
    pub topics: Option<String>,
    /// 诉求.
    pub asks: Option<String>,
    /// 承诺.
    pub promises: Option<String>,
    /// 卡点.
    pub blockers: Option<String>,
    /// 下一步.
    pub next_step: Option<String>,
    /// 责任人, as written.
    pub next_owner: Option<String>,
    /// 期限.
    #[specta(type = Option<String>)]
    pub next_due_on: Option<NaiveDate>,
    /// Done on.
    #[specta(type = Option<String>)]
    pub next_done_on: Option<NaiveDate>,
    /// 行程.
    pub trip: Option<String>,
}

/// A meeting of a page, with the names its ids stand for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct MeetingLine {
    /// The id.
    pub id: Id,
    /// The meeting.
    #[serde(flatten)]
    pub meeting: Meeting,
    /// The company's name.
    pub company: String,
    /// The project's name.
    pub project: Option<String>,
    /// Who logged it.
    pub logged_by: Option<String>,
}

/// Which meetings a page shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct MeetingFilter {
    /// With this company.
    pub company_id: Option<Id>,
    /// About this project.
    pub project_id: Option<Id>,
    /// Held this way.
    pub mode: Option<Mode>,
    /// Of this level.
    pub level: Option<Level>,
    /// From this day on.
    #[specta(type = Option<String>)]
    pub from: Option<NaiveDate>,
    /// To this day.
    #[specta(type = Option<String>)]
    pub to: Option<NaiveDate>,
    /// Only those with a next step not done yet.
    pub open: bool,
    /// Only next steps of this user.
    pub next_owner_id: Option<Id>,
    /// Found by this text.
    pub text: Option<String>,
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<MeetingLine> {
    Ok(MeetingLine {
        id: row.get("id")?,
        meeting: Meeting {
            held_on: row.get("held_on")?,
            mode: row.get("mode")?,
            level: row.get("level")?,
            company_id: row.get("company_id")?,
            project_id: row.get("project_id")?,
            place: row.get("place")?,
            lead_person: row.get("lead_person")?,
            our_people: row.get("our_people")?,
            their_people: row.get("their_people")?,
            topics: row.get("topics")?,
            asks: row.get("asks")?,
            promises: row.get("promises")?,
            blockers: row.get("blockers")?,
            next_step: row.get("next_step")?,
            next_owner: row.get("next_owner")?,
            next_due_on: row.get("next_due_on")?,
            next_done_on: row.get("next_done_on")?,
            trip: row.get("trip")?,
        },
        company: row.get("company")?,
        project: row.get("project")?,
        logged_by: row.get("logged_by_name")?,
    })
}

/// The meeting of this id.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &Connection, id: Id) -> Result<MeetingLine> {
    let found = conn.prepare_cached(include_str!("meeting/get.sql"))?.query_row(named_params! { ":id": id }, read).optional()?;
    found.ok_or_else(|| Error::not_found("meeting", id))
}

/// A page, the latest first, from the `offset`-th on, and how many there are in all.
pub fn page(conn: &Conn, filter: &MeetingFilter, offset: u32, limit: u32) -> Result<(Vec<MeetingLine>, u32)> {
    let found = search::ids(conn, search::HitKind::Meeting, filter.text.as_deref())?;
    let rows = conn
        .prepare_cached(include_str!("meeting/page.sql"))?
        .query_map(
            named_params! {
                ":company": filter.company_id, ":project": filter.project_id, ":mode": filter.mode, ":level": filter.level, ":from": filter.from, ":to": filter.to,
                ":open": filter.open, ":next_owner": filter.next_owner_id, ":found": found, ":offset": offset, ":limit": limit,
            },
            read,
        )?
        .collect::<Result<_, _>>()?;
    let total = conn.prepare_cached(include_str!("meeting/count.sql"))?.query_row(
        named_params! {
            ":company": filter.company_id, ":project": filter.project_id, ":mode": filter.mode, ":level": filter.level, ":from": filter.from, ":to": filter.to,
            ":open": filter.open, ":next_owner": filter.next_owner_id, ":found": found,
        },
        |row| row.get(0),
    )?;
    Ok((rows, total))
}

/// A page by key, in the order of ids: the meetings after `after`.
pub fn page_after(conn: &Connection, after: Option<Id>, limit: u32) -> Result<Vec<MeetingLine>> {
    let mut statement = conn.prepare_cached(include_str!("meeting/after.sql"))?;
    Ok(statement.query_map(named_params! { ":after": after, ":limit": limit }, read)?.collect::<Result<_, _>>()?)
}

/// Next steps not done yet and due by a day, the longest overdue first; of one user, or of all.
pub fn follow_ups(conn: &Connection, owner: Option<Id>, until: NaiveDate, limit: u32) -> Result<Vec<MeetingLine>> {
    let mut statement = conn.prepare_cached(include_str!("meeting/follow_ups.sql"))?;
    let rows = statement.query_map(named_params! { ":owner": owner, ":until": until, ":limit": limit }, read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Logs a meeting.
///
/// # Errors
/// [`Error::NotFound`] for its company or project, [`Error::Invalid`] for a date in the future.
pub fn log(tx: &Tx<'_>, meeting: &Meeting) -> Result<Id> {
    let company_id = super::company::survivor(tx, meeting.company_id)?;
    let company = super::company::get(tx, company_id)?;
    if let Some(project) = meeting.project_id {
        super::project::get(tx, project)?;
    }
    if meeting.held_on > tx.now.today {
        return Err(Error::invalid("date", meeting.held_on, tx.now.today));
    }
    tx.subject([company.title(), " ", &meeting.held_on.to_string()].concat());
    let next_owner_id =
        meeting.next_owner.as_deref().map(|name| super::people::named(tx, name)).transpose()?.flatten().map(|user| user.id);
    let id = tx.new_id();
    tx.prepare_cached(include_str!("meeting/log.sql"))?.execute(named_params! {
        ":id": id, ":held_on": meeting.held_on, ":mode": meeting.mode, ":level": meeting.level, ":company_id": company_id,
        ":project_id": meeting.project_id, ":place": meeting.place, ":lead_person": meeting.lead_person, ":our_people": meeting.our_people,
        ":their_people": meeting.their_people, ":topics": meeting.topics, ":asks": meeting.asks, ":promises": meeting.promises,
        ":blockers": meeting.blockers, ":next_step": meeting.next_step, ":next_owner": meeting.next_owner, ":next_owner_id": next_owner_id,
        ":next_due_on": meeting.next_due_on, ":next_done_on": meeting.next_done_on, ":trip": meeting.trip, ":logged_by": tx.who,
    })?;
    Ok(id)
}

/// Says that a next step was done today.
///
/// # Errors
/// [`Error::NotFound`].
pub fn follow_up_done(tx: &Tx<'_>, id: Id) -> Result<()> {
    let line = get(tx, id)?;
    tx.subject([line.company.as_str(), " ", line.meeting.next_step.as_deref().unwrap_or_default()].concat());
    tx.execute("UPDATE meeting SET next_done_on = :on WHERE id = :id", named_params! { ":id": id, ":on": tx.now.today })?;
    Ok(())
}
