//! Files that come in: chosen, read in a child process, looked at, kept, taken back.

use std::sync::Arc;

use chrono::NaiveDate;
use daowei_core::domain::Id;
use daowei_core::domain::user::Right;
use daowei_core::error::Error;
use daowei_core::journal::{Op, Reverted};
use daowei_core::store::imports::{self, Run};
use daowei_files::columns::Kind;
use daowei_files::import::file::{Asked, open, open_bytes};
use daowei_files::import::run::{EditionOf, Fate, Mode, Plan, PlannedRow, Watch};
use daowei_files::problem::Problem;
use serde::{Deserialize, Serialize};
use tauri::State;
use tauri_plugin_dialog::DialogExt as _;

use crate::ipc::{Changed, IpcResult};
use crate::state::{App, Chosen};

/// The most rows of a plan that the window is shown.
const ROWS_SHOWN: usize = 500;

/// What is imported, and how.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, specta::Type)]
pub struct ImportAsk {
    /// companies, ownership, edition, projects, meetings, funds, targets or rates.
    pub kind: Kind,
    /// For an edition: the list's code.
    pub list_code: Option<String>,
    /// For an edition: its year.
    pub year: Option<i32>,
    /// For an edition: when it was published.
    #[specta(type = Option<String>)]
    pub published_on: Option<NaiveDate>,
    /// For an edition: where it was taken from.
    pub source: Option<String>,
}

/// A file chosen or dropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ChosenFile {
    /// Stands for it.
    pub token: String,
    /// Its name.
    pub name: String,
}

/// What an import would do, or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ImportOutcome {
    /// How many rows there are.
    pub rows: u32,
    /// How many make a record.
    pub created: u32,
    /// How many change one.
    pub updated: u32,
    /// How many say what stands already.
    pub unchanged: u32,
    /// How many are passed over.
    pub skipped: u32,
    /// How many are not taken.
    pub rejected: u32,
    /// The first rows with what becomes of them.
    pub shown: Vec<PlannedRow>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// What is worth saying.
    pub warnings: Vec<Problem>,
    /// The import, where it was kept.
    pub import: Option<Id>,
    /// What changed.
    pub changed: Option<Changed>,
}

/// An import that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ImportLine {
    /// The import.
    pub id: Id,
    /// Its file and rows.
    #[serde(flatten)]
    pub run: Run,
}

/// What taking an import back came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct TakenBack {
    /// Rows put back, and what stands because it was changed since.
    pub reverted: Reverted,
    /// What changed.
    pub changed: Changed,
}

/// Lets the person choose a file; none where they closed the dialog.
#[tauri::command(async)]
#[specta::specta]
pub fn import_choose(handle: tauri::AppHandle, app: State<'_, App>) -> IpcResult<Option<ChosenFile>> {
    let chosen = handle
        .dialog()
        .file()
        .add_filter("xlsx, xls, ods, csv, tsv, json", &["xlsx", "xls", "ods", "csv", "tsv", "txt", "json"])
        .blocking_pick_file();
    let Some(path) = chosen.and_then(|path| path.into_path().ok()) else { return Ok(None) };
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Ok(Some(ChosenFile { name, token: app.token(Chosen::File(path)) }))
}

/// Takes a file that was dropped on the window.
#[tauri::command(async)]
#[specta::specta]
pub fn import_drop(app: State<'_, App>, name: String, base64: String) -> IpcResult<ChosenFile> {
    use base64::Engine as _;
    let content = base64::engine::general_purpose::STANDARD.decode(base64).map_err(|_| Error::invalid("file", &name, "base64"))?;
    Ok(ChosenFile { token: app.token(Chosen::Content { name: name.clone(), content }), name })
}

/// What importing the file would do; nothing is kept.
#[tauri::command(async)]
#[specta::specta]
pub fn import_plan(app: State<'_, App>, token: String, ask: ImportAsk) -> IpcResult<ImportOutcome> {
    import(&app, &token, ask, Mode::DryRun)
}

/// Imports the file: all of it or nothing, or with `partial` the good rows.
#[tauri::command(async)]
#[specta::specta]
pub fn import_commit(app: State<'_, App>, token: String, ask: ImportAsk, partial: bool) -> IpcResult<ImportOutcome> {
    import(&app, &token, ask, if partial { Mode::Partial } else { Mode::Whole })
}

fn import(app: &App, token: &str, ask: ImportAsk, mode: Mode) -> IpcResult<ImportOutcome> {
    let program = std::env::current_exe().map_err(|source| Error::Io { path: "daowei".to_owned(), source })?;
    let opened = match app.chosen(token)? {
        Chosen::File(path) => open(&path, &program, None, None),
        Chosen::Content { name, content } => open_bytes(&name, content, &program, None, None),
        _ => return Err(Error::not_found("file", token).into()),
    }?;
    let edition = match (ask.list_code, ask.year, ask.published_on) {
        (Some(list), Some(year), Some(published_on)) => {
            Some(EditionOf { list, year, published_on, basis_year: None, source: ask.source })
        }
        _ => None,
    };
    let (now, watch) = (app.now(), Arc::new(Watch::default()));
    let asked = Asked { edition, ..Asked::default() };
    let imported = app.work(&watch, |store| Ok(opened.import(store, now, ask.kind, asked, mode, &watch)))??.imported;
    Ok(outcome(imported.plan, imported.import, imported.changes.map(|changes| Changed::of(changes, imported.import))))
}

fn outcome(plan: Plan, import: Option<Id>, changed: Option<Changed>) -> ImportOutcome {
    ImportOutcome {
        rows: u32::try_from(plan.rows.len()).unwrap_or(u32::MAX),
        created: plan.count(Fate::Created),
        updated: plan.count(Fate::Updated),
        unchanged: plan.count(Fate::Unchanged),
        skipped: plan.count(Fate::Skipped),
        rejected: plan.count(Fate::Rejected),
        shown: plan.rows.into_iter().take(ROWS_SHOWN).collect(),
        problems: plan.problems.into_iter().take(ROWS_SHOWN).collect(),
        warnings: plan.warnings.into_iter().take(ROWS_SHOWN).collect(),
        import,
        changed,
    }
}

/// Imports that stand, the newest first.
#[tauri::command(async)]
#[specta::specta]
pub fn imports_all(app: State<'_, App>, limit: u32) -> IpcResult<Vec<ImportLine>> {
    app.read(|store| Ok(imports::all(store.conn(), limit)?.into_iter().map(|(id, run)| ImportLine { id, run }).collect()))
}

/// Takes an import back, updates included.
#[tauri::command(async)]
#[specta::specta]
pub fn import_revert(app: State<'_, App>, id: Id) -> IpcResult<TakenBack> {
    let now = app.now();
    let written = app.with(|store| {
        store.allow(Right::Work)?;
        store.revert_import(id, &[], now)
    })?;
    Ok(TakenBack { reverted: written.value, changed: Changed { op: Op::ImportReverted, ..Changed::of(written.changes, None) } })
}
