//! A quarter beside its money: projects that moved, meetings held, steps overdue, receipts to come (rulebook 8, 二 to 五).
//!
//! It reads and derives by dates, so that the same store and quarter give the same answer; amounts are integer fen. What
//! money counted stands in [`crate::kpi`]; these are counts and lists for people.

use chrono::NaiveDate;
use rusqlite::{Connection, Row, named_params};
use serde::{Deserialize, Serialize};

use crate::domain::meeting::{Level, Mode};
use crate::domain::money::Fen;
use crate::domain::period::Quarter;
use crate::error::Result;
use crate::store::fund::{Gaps, gaps};

/// How many leaders are listed.
const LEADERS_MAX: u32 = 20;

/// A quarter's work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarterWork {
    /// 新签约 in the quarter.
    pub signed: Vec<ProjectMoved>,
    /// 新开工 in the quarter.
    pub started: Vec<ProjectMoved>,
    /// 新投产 in the quarter.
    pub producing: Vec<ProjectMoved>,
    /// 新到资 in the quarter: the first verified money.
    pub funded: Vec<ProjectMoved>,
    /// Signed since 1 January.
    pub signed_in_year: Vec<ProjectMoved>,
    /// 签约未到资 at the quarter's end.
    pub unfunded: Vec<ProjectMoved>,
    /// The quarter's meetings.
    pub meetings: Meetings,
    /// The meetings since 1 January.
    pub meetings_in_year: Meetings,
    /// Who led meetings in the quarter, the busiest first.
    pub leaders: Vec<LeaderMet>,
    /// 逾期未办 at the quarter's end.
    pub overdue: Overdue,
    /// What has arrived and cannot be proved.
    pub gaps: Gaps,
    /// Receipts expected in the next quarter, by owner.
    pub expected: Vec<ReceiptExpected>,
}

/// A project and the day of what happened to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectMoved {
    /// 项目编码.
    pub code: String,
    /// 项目名称.
    pub name: String,
    /// 投资方, joined.
    pub investors: Option<String>,
    /// 落地区域.
    pub zone: Option<String>,
    /// 协议投资额; nothing where none was written.
    pub agreed_fen: Option<Fen>,
    /// The day.
    pub on: NaiveDate,
    /// 负责人.
    pub owner: Option<String>,
}

/// Meetings of a span of days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meetings {
    /// How many by level and mode.
    pub by: Vec<(Level, Mode, u32)>,
    /// Different companies met.
    pub companies: u32,
    /// Days on which somebody was out visiting.
    pub days_away: u32,
    /// Different trips.
    pub trips: u32,
}

impl Meetings {
    /// All of them.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.by.iter().map(|(_, _, count)| count).sum()
    }

    /// Those of a level.
    #[must_use]
    pub fn of_level(&self, level: Level) -> u32 {
        self.by.iter().filter(|(of, ..)| *of == level).map(|(_, _, count)| count).sum()
    }

    /// Those held this way.
    #[must_use]
    pub fn of_mode(&self, mode: Mode) -> u32 {
        self.by.iter().filter(|(_, of, _)| *of == mode).map(|(_, _, count)| count).sum()
    }
}

/// A leader's meetings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeaderMet {
    /// 我方带队, as written.
    pub leader: String,
    /// How many.
    pub meetings: u32,
    /// With how many companies.
    pub companies: u32,
    /// The last.
    pub last_on: NaiveDate,
}

/// Next steps past their day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Overdue {
    /// How many.
    pub steps: u32,
    /// Of how many people.
    pub people: u32,
    /// The oldest day.
    pub oldest_on: Option<NaiveDate>,
}

/// A receipt that is planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptExpected {
    /// The project's code.
    pub code: String,
    /// The project.
    pub project: String,
    /// Who will pay.
    pub payer: String,
    /// When.
    pub due_on: NaiveDate,
    /// How much.
    pub amount_fen: Fen,
    /// Whose task it is.
    pub owner: Option<String>,
}

/// The work of a quarter as it was known on a day; a day within the quarter ends it there.
///
/// # Errors
/// [`crate::error::Error::Db`], [`crate::error::Error::AmountRange`] from the gaps.
pub fn work(conn: &Connection, quarter: Quarter, as_of: NaiveDate) -> Result<QuarterWork> {
    let (from, to) = (quarter.first_day(), quarter.last_day().min(as_of.max(quarter.first_day())));
    let year = NaiveDate::from_ymd_opt(quarter.year(), 1, 1).unwrap_or(from);
    let next = quarter.last_day().succ_opt().map_or(quarter, Quarter::of);
    let moved = |kind: &str, from: NaiveDate| {
        let args = named_params! { ":kind": kind, ":from": from, ":to": to };
        rows(conn, include_str!("milestones.sql"), args, moved)
    };
    Ok(QuarterWork {
        signed: moved("SIGNED", from)?,
        started: moved("STARTED", from)?,
        producing: moved("PRODUCING", from)?,
        funded: rows(conn, include_str!("funded.sql"), named_params! { ":from": from, ":to": to, ":known": as_of }, self::moved)?,
        signed_in_year: moved("SIGNED", year)?,
        unfunded: rows(conn, include_str!("unfunded.sql"), named_params! { ":to": to }, self::moved)?,
        meetings: meetings(conn, from, to)?,
        meetings_in_year: meetings(conn, year, to)?,
        leaders: rows(
            conn,
            include_str!("leaders.sql"),
            named_params! { ":from": from, ":to": to, ":limit": LEADERS_MAX },
            |row| {
                Ok(LeaderMet {
                    leader: row.get("leader")?,
                    meetings: row.get("meetings")?,
                    companies: row.get("companies")?,
                    last_on: row.get("last_on")?,
                })
            },
        )?,
        overdue: conn.prepare_cached(include_str!("overdue.sql"))?.query_row(named_params! { ":day": to }, |row| {
            Ok(Overdue { steps: row.get("steps")?, people: row.get("people")?, oldest_on: row.get("oldest_on")? })
        })?,
        gaps: gaps(conn, quarter.year(), to)?,
        expected: rows(
            conn,
            include_str!("expected.sql"),
            named_params! { ":from": next.first_day(), ":to": next.last_day() },
            |row| {
                Ok(ReceiptExpected {
                    code: row.get("code")?,
                    project: row.get("name")?,
                    payer: row.get("payer")?,
                    due_on: row.get("due_on")?,
                    amount_fen: row.get("amount_fen")?,
                    owner: row.get("owner")?,
                })
            },
        )?,
    })
}

fn meetings(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<Meetings> {
    let span = named_params! { ":from": from, ":to": to };
    let by = rows(conn, include_str!("meetings.sql"), span, |row| Ok((row.get("level")?, row.get("mode")?, row.get("meetings")?)))?;
    let (companies, days_away, trips) = conn
        .prepare_cached(include_str!("reached.sql"))?
        .query_row(span, |row| Ok((row.get("companies")?, row.get("days_away")?, row.get("trips")?)))?;
    Ok(Meetings { by, companies, days_away, trips })
}

fn moved(row: &Row<'_>) -> rusqlite::Result<ProjectMoved> {
    Ok(ProjectMoved {
        code: row.get("code")?,
        name: row.get("name")?,
        investors: row.get("investors")?,
        zone: row.get("zone")?,
        agreed_fen: row.get("agreed_fen")?,
        on: row.get("happened_on")?,
        owner: row.get("owner")?,
    })
}

fn rows<T>(
    conn: &Connection,
    sql: &'static str,
    args: &[(&str, &dyn rusqlite::ToSql)],
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    let mut statement = conn.prepare_cached(sql)?;
    let found = statement.query_map(args, |row| read(row))?.collect::<std::result::Result<_, _>>()?;
    Ok(found)
}
