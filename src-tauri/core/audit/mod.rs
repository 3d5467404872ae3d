//! Self-audit: every invariant (I) and guard (D) of the rulebook asked of the whole store, and what an auditor would ask
//! next of each thing found.
//!
//! One file of SQL a rule, each answering the same seven columns ([`Finding`]); rules about figures ask `kpi` itself. The
//! same rules are asked of one line ([`of_fund`]) where somebody reviews it. Neighbours: `store::verify` says whether the
//! file is as it was written; here is asked whether what was written is sound.

mod ready;
pub use ready::{Ready, ready, refuse_unready};

use chrono::NaiveDate;
use rusqlite::{Connection, named_params};
use serde::Serialize;

use crate::domain::Id;
use crate::domain::list::Attribution;
use crate::domain::money::Fen;
use crate::domain::period::Quarter;
use crate::domain::project::Stage;
use crate::domain::reading::{Reading, RecognitionLevel};
use crate::domain::vocabulary;
use crate::error::Result;
use crate::kpi::{self, KpiMonths, KpiQuery, KpiTable};
use crate::store::{close, project};

/// The most findings of a rule that are named; all are counted.
pub const NAMED: usize = 200;

vocabulary! {
    /// A rule that the audit asks; I1 and I11 are asked of the file, by `store::verify`.
    Rule {
        /// Reversals of a line sum to no more than it.
        I2 = "I2",
        /// Parts of a voucher sum to no more than it.
        I3 = "I3",
        /// Arrival by today, and by the verification.
        I4 = "I4",
        /// Who submits does not verify.
        I5 = "I5",
        /// Money outside the zone counts 0.
        I6 = "I6",
        /// A foreign currency has a rate of its time.
        I7 = "I7",
        /// Shares of a project sum to at most the whole.
        I8 = "I8",
        /// Months sum to the cumulative figure.
        I9 = "I9",
        /// Exclusive rows sum to the total.
        I10 = "I10",
        /// No more recognised than agreed, supplements included.
        I12 = "I12",
        /// FUNDED exactly where the verified net is above 0.
        I13 = "I13",
        /// An edition that a published figure depends on is locked.
        I14 = "I14",
        /// The same voucher twice.
        D1 = "D1",
        /// The same payer, payee and amount within three days.
        D2 = "D2",
        /// One basis a project.
        D3 = "D3",
        /// Money that passes through.
        D4 = "D4",
        /// Money back to the payer's group within thirty days (空转).
        D5 = "D5",
        /// Two units claim one project.
        D7 = "D7",
        /// Local and fiscal money.
        D8 = "D8",
        /// A move inside the city.
        D9 = "D9",
        /// A line of an earlier year again.
        D10 = "D10",
        /// Reinvested profit once an audited year.
        R14 = "R14",
    }
}

vocabulary! {
    /// What a finding of a rule means.
    Weight {
        /// It must not be: something is broken.
        Broken = "broken",
        /// The rulebook blocks it until it is put right.
        Blocking = "blocking",
        /// Look at it.
        Warning = "warning",
    }
}

impl Rule {
    /// What a finding of it means, at the worst.
    ///
    /// Profit of one audited year counted twice (R14) is the same money twice, as in D1. A line that names no audited year is
    /// only looked at: nothing says that it was counted before, and a ledger brought in has no column for the year.
    #[must_use]
    pub const fn weight(self) -> Weight {
        match self {
            Self::D1 | Self::D3 | Self::I12 | Self::R14 => Weight::Blocking,
            Self::D2 | Self::D4 | Self::D5 | Self::D7 | Self::D8 | Self::D9 | Self::D10 => Weight::Warning,
            _ => Weight::Broken,
        }
    }

    /// Its question in SQL; none where it is about figures.
    const fn sql(self) -> Option<&'static str> {
        Some(match self {
            Self::I2 => include_str!("i02.sql"),
            Self::I3 => include_str!("i03.sql"),
            Self::I4 => include_str!("i04.sql"),
            Self::I5 => include_str!("i05.sql"),
            Self::I7 => include_str!("i07.sql"),
            Self::I8 => include_str!("i08.sql"),
            Self::I12 => include_str!("i12.sql"),
            Self::D1 => include_str!("d01.sql"),
            Self::D2 => include_str!("d02.sql"),
            Self::D3 => include_str!("d03.sql"),
            Self::D4 => include_str!("d04.sql"),
            Self::D5 => include_str!("d05.sql"),
            Self::D7 => include_str!("d07.sql"),
            Self::D8 => include_str!("d08.sql"),
            Self::D9 => include_str!("d09.sql"),
            Self::D10 => include_str!("d10.sql"),
            Self::R14 => include_str!("r14.sql"),
            Self::I6 | Self::I9 | Self::I10 | Self::I13 | Self::I14 => return None,
        })
    }
}

/// Something a rule found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Finding {
    /// Which rule.
    pub rule: Rule,
    /// What it means.
    pub weight: Weight,
    /// What kind of record: fund, project, evidence, edition or year.
    pub kind: String,
    /// The record; none for a year.
    pub id: Option<Id>,
    /// What people call it: a reference, a name, a number.
    pub subject: String,
    /// The other side: another line, the investor, the units.
    pub other: Option<String>,
    /// The money it is about.
    pub amount_fen: Option<Fen>,
    /// The day it is about, `YYYY-MM-DD`.
    pub on: Option<String>,
    /// What else the sentence says: a share, a basis, a year.
    pub detail: Option<String>,
}

/// A rule and what it found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct RuleAsked {
    /// The rule.
    pub rule: Rule,
    /// What a finding of it means.
    pub weight: Weight,
    /// How many findings there are.
    pub count: u32,
    /// At most [`NAMED`] of them.
    pub findings: Vec<Finding>,
}

/// Asks every rule of the whole store. `today` is the day after which no money can have arrived.
///
/// # Errors
/// [`crate::error::Error::Db`], and what the figures refuse.
pub fn audit(conn: &Connection, today: NaiveDate) -> Result<Vec<RuleAsked>> {
    asked(conn, today, |_| true)
}

/// Asks some rules of the whole store; those about figures are asked together.
fn asked(conn: &Connection, today: NaiveDate, wanted: impl Fn(Rule) -> bool) -> Result<Vec<RuleAsked>> {
    let figures = of_figures(conn, today)?;
    Rule::ALL
        .iter()
        .filter(|rule| wanted(**rule))
        .map(|rule| {
            let mut findings = match rule.sql() {
                Some(sql) => ask(conn, *rule, sql, None, today)?,
                None => figures.iter().filter(|finding| finding.rule == *rule).cloned().collect(),
            };
            let count = u32::try_from(findings.len()).unwrap_or(u32::MAX);
            findings.truncate(NAMED);
            Ok(RuleAsked { rule: *rule, weight: rule.weight(), count, findings })
        })
        .collect()
}

/// Asks the rules of one line: what whoever reviews it should see first.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn of_fund(conn: &Connection, fund: Id, today: NaiveDate) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    for (rule, sql) in Rule::ALL.iter().filter_map(|rule| Some((*rule, rule.sql()?))) {
        found.extend(ask(conn, rule, sql, Some(fund), today)?);
    }
    Ok(found)
}

fn ask(conn: &Connection, rule: Rule, sql: &str, fund: Option<Id>, today: NaiveDate) -> Result<Vec<Finding>> {
    let mut statement = conn.prepare_cached(sql)?;
    if let Some(at) = statement.parameter_index(":fund")? {
        statement.raw_bind_parameter(at, fund)?;
    }
    if let Some(at) = statement.parameter_index(":today")? {
        statement.raw_bind_parameter(at, today)?;
    }
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let mut finding = Finding {
            rule,
            weight: rule.weight(),
            kind: row.get(0)?,
            id: row.get(1)?,
            subject: row.get(2)?,
            other: row.get(3)?,
            amount_fen: row.get(4)?,
            on: row.get(5)?,
            detail: row.get(6)?,
        };
        if rule == Rule::R14 && finding.detail.is_none() {
            finding.weight = Weight::Warning;
        }
        found.push(finding);
    }
    Ok(found)
}

/// The rules about figures: I6, I9, I10, I13, I14.
fn of_figures(conn: &Connection, today: NaiveDate) -> Result<Vec<Finding>> {
    let mut found = outside(conn)?;
    for year in kpi::years_with_funds(conn)? {
        found.extend(sums(conn, year, today)?);
    }
    found.extend(frozen_sums(conn)?);
    found.extend(stages(conn)?);
    found.extend(unlocked(conn)?);
    Ok(found)
}

fn finding(rule: Rule, kind: &str, id: Option<Id>, subject: String) -> Finding {
    Finding {
        rule,
        weight: rule.weight(),
        kind: kind.to_owned(),
        id,
        subject,
        other: None,
        amount_fen: None,
        on: None,
        detail: None,
    }
}

/// I6.
fn outside(conn: &Connection) -> Result<Vec<Finding>> {
    let mut statement = conn.prepare_cached(include_str!("i06.sql"))?;
    let lines: Vec<Outside> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .collect::<std::result::Result<_, _>>()?;
    let ids: Vec<Id> = lines.iter().map(|line| line.0).collect();
    let standings = kpi::fund_standings(conn, &ids)?;
    Ok(counted(lines, &standings))
}

/// A verified line that landed in a zone that does not count: its id and reference, the zone, the amount.
type Outside = (Id, String, String, Fen);

/// Those that a figure holds all the same.
fn counted(lines: Vec<Outside>, standings: &[Option<kpi::FundStanding>]) -> Vec<Finding> {
    let counted = |standing: &Option<kpi::FundStanding>| standing.as_ref().is_some_and(|standing| standing.uncounted.is_none());
    let found = lines.into_iter().zip(standings).filter(|(_, standing)| counted(standing));
    found
        .map(|((id, reference, zone, fen), _)| Finding {
            other: Some(zone),
            amount_fen: Some(fen),
            ..finding(Rule::I6, "fund", Some(id), reference)
        })
        .collect()
}

/// I9 and I10 of a year, posted.
fn sums(conn: &Connection, year: i32, today: NaiveDate) -> Result<Vec<Finding>> {
    let Some(through) = Quarter::new(year, 4) else { return Ok(Vec::new()) };
    let query = KpiQuery {
        year,
        through,
        reading: Reading::Posted,
        attribution: Attribution::Exclusive,
        level: RecognitionLevel::District,
        as_of: today,
    };
    let mut found = Vec::new();
    disagree(&year.to_string(), &kpi::table(conn, &query)?, &kpi::months(conn, &query)?, &mut found);
    Ok(found)
}

/// I9 and I10 of what each close froze, at every level.
fn frozen_sums(conn: &Connection) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    for close in close::all(conn)? {
        let frozen = kpi::frozen(conn, close.period)?;
        for (table, months) in frozen.tables.iter().zip(&frozen.months) {
            disagree(&close.period.to_string(), table, months, &mut found);
        }
    }
    // One sum that is wrong is wrong at several levels and in both attributions.
    found.dedup();
    Ok(found)
}

/// The rows of a table that do not sum to its total (I10), and the months that do not sum to a row (I9).
fn disagree(subject: &str, table: &KpiTable, months: &KpiMonths, found: &mut Vec<Finding>) {
    let mut say = |rule, figure: Fen, line: Option<String>| {
        found.push(Finding { detail: line, amount_fen: Some(figure), ..finding(rule, "year", None, subject.to_owned()) });
    };
    let rows: i128 = table.rows.iter().map(|row| i128::from(row.figures.ytd_fen.0)).sum();
    if rows - i128::from(table.double_counted_fen.0) != i128::from(table.total.ytd_fen.0)
        || (table.attribution == Attribution::Exclusive && table.double_counted_fen != Fen::ZERO)
    {
        say(Rule::I10, table.total.ytd_fen, None);
    }
    for row in &months.rows {
        let sum: i128 = row.months.iter().map(|month| i128::from(month.month_fen.0)).sum();
        let figure = table.figures(row.line.line()).ytd_fen;
        if sum != i128::from(figure.0) {
            say(Rule::I9, figure, Some(row.line.code().to_owned()));
        }
    }
}

/// I13: where the stage of a project could be another than its money says; with money it is derived from that very sum.
fn stages(conn: &Connection) -> Result<Vec<Finding>> {
    let mut statement = conn.prepare_cached(include_str!("i13.sql"))?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, name, code, net): (Id, String, String, bool) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let stage = project::stage(conn, id)?;
        let fits = match stage {
            Stage::Funded => net,
            Stage::Producing | Stage::Paused | Stage::Dropped => true,
            _ => !net,
        };
        if !fits {
            found.push(Finding {
                other: Some(code),
                detail: Some(stage.code().to_owned()),
                ..finding(Rule::I13, "project", Some(id), name)
            });
        }
    }
    Ok(found)
}

/// I14: of each closed period.
fn unlocked(conn: &Connection) -> Result<Vec<Finding>> {
    let mut statement = conn.prepare_cached(include_str!("i14.sql"))?;
    let mut found = Vec::new();
    for close in close::all(conn)? {
        for edition in kpi::editions_in(conn, close.period.year(), close.period.through())? {
            let (name, locked): (String, bool) =
                statement.query_row(named_params! { ":id": edition }, |row| Ok((row.get(0)?, row.get(1)?)))?;
            if !locked {
                found.push(Finding { other: Some(close.period.to_string()), ..finding(Rule::I14, "edition", Some(edition), name) });
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::list::KpiLine;
    use crate::domain::reading::Uncounted;

    /// I6 is asked of the judgement itself: no row of a store can make it count what its own zone leaves out.
    #[test]
    fn i6_finds_a_line_outside_the_zone_that_a_figure_holds() {
        let line = |byte: u8| (Id::from_bytes([byte; 16]), format!("D-{byte}"), "邻区".to_owned(), Fen(500_000));
        let standing = |uncounted| {
            let counts_in = vec![KpiLine::F500];
            Some(kpi::FundStanding { counts_in, also_on: Vec::new(), uncounted, posted: None, late: false })
        };
        let standings = [standing(Some(Uncounted::Zone)), standing(None), None];
        let found = counted(vec![line(1), line(2), line(3)], &standings);
        let expected = Finding {
            other: Some("邻区".to_owned()),
            amount_fen: Some(Fen(500_000)),
            ..finding(Rule::I6, "fund", Some(Id::from_bytes([2; 16])), "D-2".to_owned())
        };
        assert_eq!(found, [expected]);
    }
}
