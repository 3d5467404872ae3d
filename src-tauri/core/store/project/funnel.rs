//! Where all projects stand together: the funnel of stages, the rates of what was signed (rulebook 1), and which projects are
//! stale by the limits of the year's scheme (rulebook 2).

use chrono::{Datelike, NaiveDate};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::domain::Id;
use crate::domain::money::Fen;
use crate::domain::project::Stage;
use crate::domain::scheme::{Reach, Stale};
use crate::domain::vocabulary;
use crate::error::{Error, Result};
use crate::kpi::Hundredths;
use crate::store::scheme;

vocabulary! {
    /// Which limit a stale project has passed (rulebook 2).
    StaleWhy {
        /// A lead that nobody answered.
        LeadAnswered = "lead_answered",
        /// A lead that nobody judged.
        LeadJudged = "lead_judged",
        /// A lead whose giver heard nothing.
        LeadFeedback = "lead_feedback",
        /// A negotiation without contact.
        Negotiating = "negotiating",
        /// Signed, and not registered.
        Registered = "registered",
    }
}

/// All projects by stage, and the rates of those that were signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Funnel {
    /// Every stage in its order, zeros included; paused and dropped last.
    pub stages: Vec<FunnelStage>,
    /// 履约率: registered or further ÷ signed.
    pub fulfilled: Rate,
    /// 开工率: started ÷ signed, by the scheme's convention.
    pub started: Rate,
    /// 投产率: producing ÷ signed, by the scheme's convention.
    pub producing: Rate,
    /// Delivered by the projects that were signed and say what they agreed.
    pub delivered_fen: Fen,
    /// What they agreed, supplements included.
    pub agreed_fen: Fen,
    /// 资金到位率: the one ÷ the other, percent; null where nothing was agreed.
    pub delivered_pct: Option<Hundredths>,
    /// Whether whoever ever reached a stage counts, or only whoever stands there now.
    pub reach: Reach,
    /// How many projects are stale.
    pub stale: u32,
}

/// The projects of one headline stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct FunnelStage {
    /// The stage.
    pub stage: Stage,
    /// How many projects.
    pub projects: u32,
    /// What they agreed, supplements included.
    pub agreed_fen: Fen,
    /// What of them is verified.
    pub delivered_fen: Fen,
    /// How many of them are stale.
    pub stale: u32,
}

/// A rate of projects with both its numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Rate {
    /// How many.
    pub part: u32,
    /// Of how many that were signed.
    pub whole: u32,
    /// Percent; null where none was signed.
    pub pct: Option<Hundredths>,
}

fn percent(part: i64, whole: i64) -> Option<Hundredths> {
    (whole > 0).then(|| Hundredths::percent(part.into(), whole.into()))
}

/// A project that has stood still for longer than the scheme allows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct StaleProject {
    /// The project.
    pub id: Id,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its headline stage.
    pub stage: Stage,
    /// Whose task it is.
    pub owner_id: Option<Id>,
    /// Their name, as written where it is no user's.
    pub owner: Option<String>,
    /// Which limit it has passed.
    pub why: StaleWhy,
    /// For how many days it has stood still.
    pub days: i32,
    /// How many the scheme allows.
    pub limit: u16,
}

struct Each {
    id: Id,
    code: String,
    name: String,
    owner_id: Option<Id>,
    owner: Option<String>,
    stage: Stage,
    agreed_fen: Option<Fen>,
    delivered_fen: Fen,
    signed_on: Option<NaiveDate>,
    registered: bool,
    started: bool,
    producing: bool,
    met_on: Option<NaiveDate>,
}

fn each(conn: &Connection) -> Result<Vec<Each>> {
    let mut statement = conn.prepare_cached(include_str!("funnel/each.sql"))?;
    let dated = |row: &rusqlite::Row<'_>, column: &str| row.get::<_, Option<NaiveDate>>(column).map(|on| on.is_some());
    let rows = statement.query_map([], |row| {
        Ok(Each {
            id: row.get("id")?,
            code: row.get("code")?,
            name: row.get("name")?,
            owner_id: row.get("owner_id")?,
            owner: row.get("owner")?,
            stage: row.get("headline")?,
            agreed_fen: row.get("agreed_fen")?,
            delivered_fen: row.get("delivered_fen")?,
            signed_on: row.get("signed_on")?,
            registered: dated(row, "registered_on")?,
            started: dated(row, "started_on")?,
            producing: dated(row, "producing_on")?,
            met_on: row.get("met_on")?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

impl Each {
    /// Which limit it has passed on a day, after how many days. A lead's days count from its entry.
    fn stale(&self, limits: &Stale, today: NaiveDate) -> Option<(StaleWhy, i32, u16)> {
        let days = |since: NaiveDate| i32::try_from((today - since).num_days()).unwrap_or(i32::MAX);
        let over = |why, since: NaiveDate, limit: u16| (days(since) > i32::from(limit)).then(|| (why, days(since), limit));
        let entered = self.id.made_on();
        match self.stage {
            Stage::Lead => {
                let of_lead = [
                    (StaleWhy::LeadFeedback, limits.lead_feedback),
                    (StaleWhy::LeadJudged, limits.lead_judged),
                    (StaleWhy::LeadAnswered, limits.lead_answered),
                ];
                of_lead.into_iter().find_map(|(why, limit)| over(why, entered?, limit))
            }
            Stage::Negotiating | Stage::ToSign => over(StaleWhy::Negotiating, self.met_on.or(entered)?, limits.negotiating),
            Stage::Signed => over(StaleWhy::Registered, self.signed_on?, limits.registered),
            _ => None,
        }
    }
}

/// The stale projects on a day by the limits of its year's scheme, newest code first.
///
/// # Errors
/// [`Error::Db`].
pub fn stale(conn: &Connection, today: NaiveDate) -> Result<Vec<StaleProject>> {
    let limits = scheme::of(conn, today.year())?.stale;
    let found = each(conn)?.into_iter().filter_map(|one| {
        let (why, days, limit) = one.stale(&limits, today)?;
        let Each { id, code, name, owner_id, owner, stage, .. } = one;
        Some(StaleProject { id, code, name, stage, owner_id, owner, why, days, limit })
    });
    Ok(found.collect())
}

/// All projects by stage on a day, and the rates of those that were signed.
///
/// By the cumulative convention whoever ever reached a stage counts, dropped ones too; by the current one only whoever stands
/// there now: one that produces is no longer among the started, and one that is paused or dropped among none.
///
/// # Errors
/// [`Error::AmountRange`], [`Error::Db`].
pub fn funnel(conn: &Connection, today: NaiveDate) -> Result<Funnel> {
    let scheme = scheme::of(conn, today.year())?;
    let all = each(conn)?;
    let sum = |amounts: &mut dyn Iterator<Item = Fen>| {
        let sum: i128 = amounts.map(|fen| i128::from(fen.0)).sum();
        i64::try_from(sum).map_err(|_| Error::AmountRange { field: "agreed".to_owned() })
    };
    let count = |of: &dyn Fn(&Each) -> bool| u32::try_from(all.iter().filter(|one| of(one)).count()).unwrap_or(u32::MAX);
    let stages = Stage::ALL.iter().map(|stage| {
        let here = || all.iter().filter(|one| one.stage == *stage);
        Ok(FunnelStage {
            stage: *stage,
            projects: count(&|one| one.stage == *stage),
            agreed_fen: Fen(sum(&mut here().filter_map(|one| one.agreed_fen))?),
            delivered_fen: Fen(sum(&mut here().map(|one| one.delivered_fen))?),
            stale: count(&|one| one.stage == *stage && one.stale(&scheme.stale, today).is_some()),
        })
    });
    let stages = stages.collect::<Result<_>>()?;
    let cumulative = scheme.reach == Reach::Cumulative;
    let stands = |one: &Each| cumulative || !matches!(one.stage, Stage::Paused | Stage::Dropped);
    let signed = |one: &Each| one.signed_on.is_some();
    let whole = count(&signed);
    let rate = |of: &dyn Fn(&Each) -> bool| {
        let part = count(&|one| signed(one) && stands(one) && of(one));
        Rate { part, whole, pct: percent(part.into(), whole.into()) }
    };
    let with_sum = || all.iter().filter(|one| signed(one) && one.agreed_fen.is_some());
    let delivered = sum(&mut with_sum().map(|one| one.delivered_fen))?;
    let agreed = sum(&mut with_sum().filter_map(|one| one.agreed_fen))?;
    Ok(Funnel {
        fulfilled: rate(&|one| one.registered || one.started || one.producing || one.delivered_fen > Fen::ZERO),
        started: rate(&|one| if cumulative { one.started || one.producing } else { one.started && !one.producing }),
        producing: rate(&|one| one.producing),
        delivered_fen: Fen(delivered),
        agreed_fen: Fen(agreed),
        delivered_pct: percent(delivered, agreed),
        reach: scheme.reach,
        stale: count(&|one| one.stale(&scheme.stale, today).is_some()),
        stages,
    })
}
