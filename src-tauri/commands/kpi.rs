//! The figures, and what they are made of.

use daowei_core::domain::Id;
use daowei_core::domain::list::Attribution;
use daowei_core::domain::period::Quarter;
use daowei_core::domain::reading::{CompareBy, KpiFigure, KpiPart, Reading, RecognitionLevel};
use daowei_core::domain::user::Right;
use daowei_core::journal::Op;
use daowei_core::kpi::{self, Comparison, Explanation, Fdi, KpiMonths, KpiQuery, KpiTable, Outlook, UncountedFund, Units};
use daowei_core::store::receipts::{self, Receipt};
use serde::{Deserialize, Serialize};
use tauri::State;

use crate::ipc::{Changed, IpcResult};
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
    /// Whose recognised amount counts (R16); the district's where nothing is said.
    #[serde(default = "district")]
    pub level: RecognitionLevel,
}

const fn district() -> RecognitionLevel {
    RecognitionLevel::District
}

impl KpiAsk {
    fn query(self, app: &App) -> KpiQuery {
        KpiQuery {
            year: self.year,
            through: self.through,
            reading: self.reading,
            attribution: self.attribution,
            level: self.level,
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

/// One figure read several ways, and the lines that make the difference.
#[tauri::command(async)]
#[specta::specta]
pub fn kpi_compare(app: State<'_, App>, ask: KpiAsk, by: CompareBy, line: KpiFigure, part: KpiPart) -> IpcResult<Comparison> {
    let query = ask.query(&app);
    app.read(|store| kpi::compare(store.conn(), &query, by, line, part))
}

/// What the rest of the year may bring (R15), and what today's completion scores (R18).
#[tauri::command(async)]
#[specta::specta]
pub fn outlook(app: State<'_, App>, ask: KpiAsk) -> IpcResult<Outlook> {
    let query = ask.query(&app);
    app.read(|store| kpi::outlook(store.conn(), &query))
}

/// The figures by unit (R19), their targets beside the bureau's (R17).
#[tauri::command(async)]
#[specta::specta]
pub fn kpi_units(app: State<'_, App>, ask: KpiAsk) -> IpcResult<Units> {
    let query = ask.query(&app);
    app.read(|store| kpi::units(store.conn(), &query))
}

/// Foreign investment actually used, in US dollars.
#[tauri::command(async)]
#[specta::specta]
pub fn fdi(app: State<'_, App>, ask: KpiAsk) -> IpcResult<Fdi> {
    let query = ask.query(&app);
    app.read(|store| kpi::fdi(store.conn(), &query))
}

/// Plans a receipt, or changes one.
#[tauri::command(async)]
#[specta::specta]
pub fn receipt_save(app: State<'_, App>, id: Option<Id>, receipt: Receipt) -> IpcResult<Changed> {
    match id {
        Some(id) => app.write(Right::Work, Op::ReceiptChanged, |tx| receipts::change(tx, id, &receipt)),
        None => app.write(Right::Work, Op::ReceiptPlanned, |tx| receipts::add(tx, &receipt)),
    }
}

/// Settles a planned receipt today: it came, or was given up.
#[tauri::command(async)]
#[specta::specta]
pub fn receipt_settle(app: State<'_, App>, id: Id) -> IpcResult<Changed> {
    app.write(Right::Work, Op::ReceiptChanged, |tx| {
        let receipt = receipts::get(tx, id)?;
        receipts::change(tx, id, &Receipt { settled_on: Some(tx.now.today), ..receipt })
    })
}

/// Verified lines of the period that count 0, each with its reason.
#[tauri::command(async)]
#[specta::specta]
pub fn not_counted(app: State<'_, App>, ask: KpiAsk) -> IpcResult<Vec<UncountedFund>> {
    let query = ask.query(&app);
    app.read(|store| kpi::not_counted(store.conn(), &query))
}
