//! The figures, and what they are made of.

use daowei_core::domain::list::Attribution;
use daowei_core::domain::period::Quarter;
use daowei_core::domain::reading::{KpiFigure, KpiPart, Reading, RecognitionLevel};
use daowei_core::kpi::{self, Explanation, KpiMonths, KpiQuery, KpiTable, UncountedFund};
use serde::{Deserialize, Serialize};
use tauri::State;

use crate::ipc::IpcResult;
use crate::state::App;

/// What is asked of the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct KpiAsk {
    /// The KPI year.
    pub year: i32,
    /// Through the end of this quarter.
    pub through: Quarter,
    /// Which reading (R6).
    pub reading: Reading,
    /// How funds on several lists are attributed (R5).
    pub attribution: Attribution,
}

impl KpiAsk {
    fn query(self, app: &App) -> KpiQuery {
        KpiQuery {
            year: self.year,
            through: self.through,
            reading: self.reading,
            attribution: self.attribution,
            level: RecognitionLevel::District,
            as_of: app.now().today,
        }
    }
}

/// Table 1.
#[tauri::command(async)]
#[specta::specta]
pub fn kpi(app: State<'_, App>, ask: KpiAsk) -> IpcResult<KpiTable> {
    let query = ask.query(&app);
    app.read(|store| kpi::table(store.conn(), &query))
}

/// Months and the cumulative line.
#[tauri::command(async)]
#[specta::specta]
pub fn kpi_months(app: State<'_, App>, ask: KpiAsk) -> IpcResult<KpiMonths> {
    let query = ask.query(&app);
    app.read(|store| kpi::months(store.conn(), &query))
}

/// The lines behind a figure.
#[tauri::command(async)]
#[specta::specta]
pub fn explain(app: State<'_, App>, ask: KpiAsk, line: KpiFigure, part: KpiPart) -> IpcResult<Explanation> {
    let query = ask.query(&app);
    app.read(|store| kpi::explain(store.conn(), &query, line, part))
}

/// Verified lines of the period that count 0, each with its reason.
#[tauri::command(async)]
#[specta::specta]
pub fn not_counted(app: State<'_, App>, ask: KpiAsk) -> IpcResult<Vec<UncountedFund>> {
    let query = ask.query(&app);
    app.read(|store| kpi::not_counted(store.conn(), &query))
}
