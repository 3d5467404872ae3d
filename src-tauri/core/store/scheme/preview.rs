//! What another scheme would do to a year's figures, before it is saved: the scheme is set, the figures are read, and the
//! write is left before its end.

use chrono::NaiveDate;
use serde::Serialize;

use super::set;
use crate::domain::Id;
use crate::domain::list::KpiLine;
use crate::domain::money::Fen;
use crate::domain::period::Quarter;
use crate::domain::reading::{KpiFigure, KpiPart, Reading, RecognitionLevel};
use crate::domain::scheme::{Scheme, Score};
use crate::error::{Error, Result};
use crate::journal::Op;
use crate::kpi::{self, Explanation, Hundredths, KpiQuery, KpiTable};
use crate::store::{Now, Store};

/// A line of the table before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct SchemeRow {
    /// F500, C500, I100 or total.
    pub line: KpiFigure,
    /// The year to date under the scheme in force.
    pub before_fen: Fen,
    /// Under the other.
    pub after_fen: Fen,
    /// Completion before.
    pub before_pct: Option<Hundredths>,
    /// Completion after.
    pub after_pct: Option<Hundredths>,
    /// Lead or lag before, in points.
    pub before_points: Option<Hundredths>,
    /// Lead or lag after.
    pub after_points: Option<Hundredths>,
    /// What the completion scores before, in points (R18).
    pub before_score: Option<Hundredths>,
    /// What it scores after.
    pub after_score: Option<Hundredths>,
}

/// A line of the ledger that counts elsewhere under the other scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct SchemeMove {
    /// The line.
    pub id: Id,
    /// 流水号.
    #[serde(rename = "ref")]
    pub reference: String,
    /// The investor.
    pub investor: String,
    /// Its amount.
    pub recognised_fen: Fen,
    /// The lines it counts in now; empty: none.
    pub before: Vec<KpiLine>,
    /// The lines it would count in.
    pub after: Vec<KpiLine>,
}

/// What a change of a year's scheme does to its figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct SchemePreview {
    /// The year to date, posted, under each scheme's own attribution.
    pub rows: Vec<SchemeRow>,
    /// The lines that would count elsewhere, the largest first.
    pub moves: Vec<SchemeMove>,
}

/// The figures of a year under the scheme in force.
struct Figures {
    table: KpiTable,
    behind: Explanation,
    score: Score,
}

fn figures(conn: &rusqlite::Connection, year: i32, as_of: NaiveDate) -> Result<Figures> {
    let through = Quarter::new(year, 4).ok_or_else(|| Error::invalid("year", year, "1900-2200"))?;
    let Scheme { attribution, score, .. } = kpi::scheme(conn, year)?;
    let query = KpiQuery { year, through, reading: Reading::Posted, attribution, level: RecognitionLevel::District, as_of };
    let behind = kpi::explain(conn, &query, KpiFigure::Total, KpiPart::Ytd)?;
    Ok(Figures { table: kpi::table(conn, &query)?, behind, score })
}

impl Figures {
    fn score(&self, completion: Option<Hundredths>) -> Option<Hundredths> {
        completion.map(|completion| Hundredths(self.score.of(completion.0)))
    }

    /// Where each counted line counts.
    fn lines(&self) -> std::collections::BTreeMap<Id, (&kpi::FundBehind, Vec<KpiLine>)> {
        let of = |fund: &kpi::FundBehind| match self.table.attribution {
            crate::domain::list::Attribution::Exclusive => fund.lines.iter().copied().take(1).collect(),
            crate::domain::list::Attribution::Overlap => fund.lines.clone(),
        };
        self.behind.funds.iter().map(|fund| (fund.id, (fund, of(fund)))).collect()
    }
}

/// What setting `scheme` would do to its year. Nothing is kept.
///
/// # Errors
/// What [`set`] refuses.
pub fn preview(store: &mut Store, scheme: &Scheme, now: Now) -> Result<SchemePreview> {
    let before = figures(store.conn(), scheme.year, now.today)?;
    let mut after = None;
    let left = store.write(Op::SchemeSet, now, |tx| {
        set(tx, scheme)?;
        after = Some(figures(tx, scheme.year, now.today)?);
        // Leaves the transaction.
        Err::<(), _>(Error::Cancelled {})
    });
    let Some(after) = after else {
        left?;
        return Err(Error::Cancelled {});
    };
    let rows = KpiFigure::ALL
        .iter()
        .map(|line| {
            let (was, is) = (before.table.figures(line.line()), after.table.figures(line.line()));
            SchemeRow {
                line: *line,
                before_fen: was.ytd_fen,
                after_fen: is.ytd_fen,
                before_pct: was.completion_pct,
                after_pct: is.completion_pct,
                before_points: was.lead_points,
                after_points: is.lead_points,
                before_score: before.score(was.completion_pct),
                after_score: after.score(is.completion_pct),
            }
        })
        .collect();
    let (was, is) = (before.lines(), after.lines());
    let all: std::collections::BTreeSet<Id> = was.keys().chain(is.keys()).copied().collect();
    let mut moves: Vec<SchemeMove> = all
        .into_iter()
        .filter_map(|id| {
            let lines = |side: &std::collections::BTreeMap<Id, (&kpi::FundBehind, Vec<KpiLine>)>| {
                side.get(&id).map(|(_, lines)| lines.clone()).unwrap_or_default()
            };
            let (before, after) = (lines(&was), lines(&is));
            let fund = was.get(&id).or_else(|| is.get(&id))?.0;
            (before != after).then(|| SchemeMove {
                id,
                reference: fund.reference.clone(),
                investor: fund.detail.investor.clone(),
                recognised_fen: fund.recognised_fen,
                before,
                after,
            })
        })
        .collect();
    moves.sort_by(|a, b| (b.recognised_fen, &a.reference).cmp(&(a.recognised_fen, &b.reference)));
    Ok(SchemePreview { rows, moves })
}
