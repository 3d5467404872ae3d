//! The months of a year, posted and cumulative (I9: they sum to the cumulative figure).

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::tally::{Tally, fen};
use super::{KpiQuery, kept, snapshot};
use crate::domain::list::{Attribution, KpiLine};
use crate::domain::money::Fen;
use crate::domain::period::Quarter;
use crate::domain::reading::{KpiFigure, Reading, RecognitionLevel};
use crate::error::Result;

/// What a month brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct MonthFigure {
    /// 1 to 12.
    pub month: u32,
    /// The month's figure in the reading asked for.
    pub month_fen: Fen,
    /// From January to the end of the month.
    pub cumulative_fen: Fen,
}

/// The months of a line, or of the total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct MonthRow {
    /// F500, C500, I100 or total.
    pub line: KpiFigure,
    /// January to the last month asked for, zeros included.
    pub months: Vec<MonthFigure>,
}

/// The months of a year through a quarter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct KpiMonths {
    /// The KPI year.
    pub year: i32,
    /// Through this quarter.
    pub through: Quarter,
    /// Which reading.
    pub reading: Reading,
    /// How funds on several lists are attributed.
    pub attribution: Attribution,
    /// Whose recognised amount.
    pub level: RecognitionLevel,
    /// F500, C500, I100, total.
    pub rows: Vec<MonthRow>,
}

/// The months of a year through a quarter, a row a line and the total.
///
/// # Errors
/// As [`super::table`].
pub fn months(conn: &Connection, query: &KpiQuery) -> Result<KpiMonths> {
    query.checked()?;
    if query.reading == Reading::Published {
        return snapshot::published_months(conn, query);
    }
    kept::ask(conn, |book| of_tally(&Tally::of(book, query.through, query.reading, query.level)?, query))
}

pub(super) fn of_tally(tally: &Tally, query: &KpiQuery) -> Result<KpiMonths> {
    let mut rows = Vec::new();
    for line in KpiFigure::ALL {
        rows.push(MonthRow { line: *line, months: row(tally, line.line(), query)? });
    }
    Ok(KpiMonths {
        year: query.year,
        through: query.through,
        reading: query.reading,
        attribution: query.attribution,
        level: query.level,
        rows,
    })
}

fn row(tally: &Tally, line: Option<KpiLine>, query: &KpiQuery) -> Result<Vec<MonthFigure>> {
    let mut cumulative = 0_i128;
    let months = (1..=query.through.last_month()).map(|month| {
        let month_fen = tally.sum(line, query.attribution, month as usize - 1..month as usize)?;
        cumulative += i128::from(month_fen.0);
        Ok(MonthFigure { month, month_fen, cumulative_fen: fen(cumulative)? })
    });
    months.collect()
}
