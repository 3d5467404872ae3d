//! Files that come in: chosen, dropped or pasted, looked at, reviewed, written, taken back.
//!
//! What takes a while runs beside the window's own threads; the window asks how far it is.

use std::sync::Arc;

use chrono::NaiveDate;
use daowei_core::domain::Id;
use daowei_core::domain::list::{EditionPolicy, KpiLine};
use daowei_core::domain::user::Right;
use daowei_core::error::Error;
use daowei_core::journal::{Op, Reverted, TakeBack};
use daowei_core::kpi::{CompanyMoved, FundMoved};
use daowei_core::store::imports::{self, Standing};
use daowei_core::words::{Language, Words};
use daowei_files::import::choices::Choice;
use daowei_files::import::desk::{Desk, Source};
use daowei_files::import::impact::{self, Moving};
use daowei_files::import::look::{Look, Shape};
use daowei_files::import::planned::{Counts, DoubtfulName, Filter, Planned, ReviewRow};
use daowei_files::import::rejects;
use daowei_files::import::run::{EditionOf, Watch};
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt as _;

use crate::ipc::{Changed, Failure, IpcResult, Page};
use crate::state::{App, Chosen};

/// The endings that are read.
const ENDINGS: &[&str] = &["xlsx", "xlsm", "xls", "ods", "csv", "tsv", "tab", "txt", "json", "html", "htm"];

/// A file chosen, dropped or pasted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ChosenFile {
    /// Stands for it.
    pub token: String,
    /// Its name.
    pub name: String,
}

/// Which edition a list's rows belong to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, specta::Type)]
pub struct EditionAsk {
    /// The list's code.
    pub list_code: String,
    /// Its year.
    pub year: i32,
    /// When it was published.
    #[specta(type = String)]
    pub published_on: NaiveDate,
    /// Where it was taken from.
    pub source: Option<String>,
}

/// How far the work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
pub struct ImportProgress {
    /// Rows done.
    pub done: u32,
    /// Rows there are.
    pub all: u32,
}

/// What came of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ImportDone {
    /// The import, where it was kept.
    pub id: Option<Id>,
    /// Its rows.
    pub counts: Counts,
    /// What changed.
    pub changed: Option<Changed>,
}

/// For all names that are in doubt for the same reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, specta::Type)]
#[serde(rename_all = "lowercase")]
pub enum LikeChoice {
    /// Each the likeliest.
    First,
    /// Each a new company.
    New,
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
#[tauri::command]
#[specta::specta]
pub async fn import_choose(handle: AppHandle) -> IpcResult<Option<ChosenFile>> {
    super::beside(handle.clone(), move |app| {
        let chosen = handle.dialog().file().add_filter(ENDINGS.join(", "), ENDINGS).blocking_pick_file();
        let Some(path) = chosen.and_then(|path| path.into_path().ok()) else { return Ok(None) };
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Ok(Some(ChosenFile { name, token: app.token(Chosen::File(path)) }))
    })
    .await
}

/// Begins a file that was dropped on the window; its content follows in pieces.
#[tauri::command(async)]
#[specta::specta]
pub fn import_drop(app: State<'_, App>, name: String) -> IpcResult<ChosenFile> {
    Ok(ChosenFile { token: app.token(Chosen::Content { name: name.clone(), content: Vec::new() }), name })
}

/// A piece of a dropped file, as base64.
#[tauri::command(async)]
#[specta::specta]
pub fn import_drop_piece(app: State<'_, App>, token: String, base64: String) -> IpcResult<()> {
    use base64::Engine as _;
    let piece = base64::engine::general_purpose::STANDARD.decode(base64).map_err(|_| Error::invalid("file", &token, "base64"))?;
    app.add_to_content(&token, &piece)
}

/// Takes what was pasted: the table of a page where there is one, else the text.
#[tauri::command(async)]
#[specta::specta]
pub fn import_paste(app: State<'_, App>, name: String, text: String, html: String) -> IpcResult<ChosenFile> {
    let is_table = html.to_ascii_lowercase().contains("<table");
    let (ending, content) = if is_table { ("html", html) } else { ("txt", text) };
    let file = [&name, ".", ending].concat();
    Ok(ChosenFile { token: app.token(Chosen::Content { name: file, content: content.into_bytes() }), name })
}

/// Reads a file and says what it is; nothing is kept.
#[tauri::command]
#[specta::specta]
pub async fn import_open(handle: AppHandle, token: String) -> IpcResult<Look> {
    super::beside(handle, move |app| {
        let source = match app.take_chosen(&token)? {
            Chosen::File(path) => Source::File(path),
            Chosen::Content { name, content } => Source::Bytes(name, content),
            _ => return Err(Error::not_found("file", token).into()),
        };
        let program = std::env::current_exe().map_err(|source| Error::Io { path: "daowei".to_owned(), source })?;
        let watch = app.imports.begin();
        // Read before the store is asked: whatever the file does, no store is held meanwhile.
        let opened = Desk::read(source, &program, &watch)?;
        let (desk, look) = app.read(|store| Ok(opened.look(store.conn())))??;
        app.imports.put(desk);
        Ok(look)
    })
    .await
}

/// As [`import_open`], with what a person says about the file.
#[tauri::command]
#[specta::specta]
pub async fn import_shape(handle: AppHandle, shape: Shape) -> IpcResult<Look> {
    super::beside(handle, move |app| {
        let watch = app.imports.begin();
        app.imports.with(|desk| {
            desk.read_again(shape.encoding, &watch)?;
            Ok(app.read(|store| Ok(desk.shape(shape, store.conn())))??)
        })
    })
    .await
}

/// What would become of the rows; nothing is kept.
#[tauri::command]
#[specta::specta]
pub async fn import_plan(handle: AppHandle, edition: Option<EditionAsk>) -> IpcResult<Counts> {
    super::beside(handle, move |app| {
        let edition = edition.map(|ask| EditionOf {
            list: ask.list_code,
            year: ask.year,
            published_on: ask.published_on,
            basis_year: None,
            source: ask.source,
        });
        app.imports.with(|desk| {
            desk.set_edition(edition);
            plan(app, desk)
        })
    })
    .await
}

/// Plans again, after decisions.
#[tauri::command]
#[specta::specta]
pub async fn import_replan(handle: AppHandle) -> IpcResult<Counts> {
    super::beside(handle, |app| app.imports.with(|desk| plan(app, desk))).await
}

/// Types over a cell, or with none takes that back, and plans again.
#[tauri::command]
#[specta::specta]
pub async fn import_mend(handle: AppHandle, row: u32, column: u32, text: Option<String>) -> IpcResult<Counts> {
    super::beside(handle, move |app| {
        app.imports.with(|desk| {
            desk.mend(row, column, text);
            plan(app, desk)
        })
    })
    .await
}

fn plan(app: &App, desk: &Desk) -> IpcResult<Counts> {
    let (now, watch) = (app.now(), app.imports.begin());
    let planned = app.work(&watch, |store| Ok(desk.plan(store, now, &watch)))??;
    Ok(app.imports.keep(planned).counts())
}

/// A page of the rows of the last plan.
#[tauri::command(async)]
#[specta::specta]
pub fn import_rows(app: State<'_, App>, filter: Filter, offset: u32, limit: u32) -> IpcResult<Page<ReviewRow>> {
    Ok(app.imports.planned()?.page(filter, offset, limit).into())
}

/// A page of the companies that the edition of the last plan brings into a KPI line, or takes out of it.
#[tauri::command(async)]
#[specta::specta]
pub fn import_impact_companies(
    app: State<'_, App>,
    line: KpiLine,
    moving: Moving,
    offset: u32,
    limit: u32,
) -> IpcResult<Page<CompanyMoved>> {
    let planned = app.imports.planned()?;
    Ok(planned.impact.as_ref().map_or_else(Default::default, |of| impact::companies(of, line, moving, offset, limit)).into())
}

/// A page of the lines of the ledger behind money that would be counted elsewhere, by its place under a policy.
#[tauri::command(async)]
#[specta::specta]
pub fn import_impact_funds(
    app: State<'_, App>,
    policy: EditionPolicy,
    place: u32,
    offset: u32,
    limit: u32,
) -> IpcResult<Page<FundMoved>> {
    let planned = app.imports.planned()?;
    Ok(planned.impact.as_ref().map_or_else(Default::default, |of| impact::funds(of, policy, place, offset, limit)).into())
}

/// A page of the names whose company is in doubt.
#[tauri::command]
#[specta::specta]
pub async fn import_doubts(handle: AppHandle, offset: u32, limit: u32) -> IpcResult<Page<DoubtfulName>> {
    super::beside(handle, move |app| {
        let planned = app.imports.planned()?;
        app.imports.with(|desk| Ok(planned.doubts(desk.choices(), offset, limit).into()))
    })
    .await
}

/// Decides which company a name means, for every row that writes it; none reopens it.
#[tauri::command]
#[specta::specta]
pub async fn import_decide(handle: AppHandle, written: String, choice: Option<Choice>) -> IpcResult<()> {
    super::beside(handle, move |app| {
        app.imports.with(|desk| {
            desk.decide(&written, choice);
            Ok(())
        })
    })
    .await
}

/// Decides for every name that is in doubt for the same reasons as this one.
#[tauri::command]
#[specta::specta]
pub async fn import_decide_like(handle: AppHandle, written: String, choice: LikeChoice) -> IpcResult<()> {
    super::beside(handle, move |app| {
        let planned = app.imports.planned()?;
        app.imports.with(|desk| {
            for (name, first) in planned.like(&written) {
                let choice = match choice {
                    LikeChoice::First => Choice::Company { id: first.id },
                    LikeChoice::New => Choice::New,
                };
                desk.decide(name, Some(choice));
            }
            Ok(())
        })
    })
    .await
}

/// How far the step under way is.
#[tauri::command(async)]
#[specta::specta]
pub fn import_progress(app: State<'_, App>) -> ImportProgress {
    let (done, all) = app.imports.progress();
    ImportProgress { done, all }
}

/// Stops the step under way; nothing of it stays.
#[tauri::command(async)]
#[specta::specta]
pub fn import_cancel(app: State<'_, App>) {
    app.imports.cancel();
}

/// Imports the rows: all of them or none, or with `partial` the good ones.
#[tauri::command]
#[specta::specta]
pub async fn import_commit(handle: AppHandle, partial: bool) -> IpcResult<ImportDone> {
    super::beside(handle, move |app| {
        let (now, watch) = (app.now(), app.imports.begin());
        let done = app.imports.with(|desk| Ok(app.work(&watch, |store| Ok(desk.commit(store, now, partial, &watch)))??))?;
        let changed = done.changes.map(|changes| Changed::of(changes, done.import));
        Ok(ImportDone { id: done.import, counts: app.imports.keep(done.planned).counts(), changed })
    })
    .await
}

/// Writes the rows that were not taken where the person says; none where they closed the dialog.
#[tauri::command]
#[specta::specta]
pub async fn import_rejects(handle: AppHandle, name: String, language: Language) -> IpcResult<Option<ChosenFile>> {
    super::beside(handle.clone(), move |app| {
        let Planned { table, plan, .. } = &*app.imports.planned()?;
        let bytes = rejects::write(table, plan, &Words::new(language))
            .map_err(|error| Failure::with("report-write", vec![("detail", error.to_string())]))?;
        let chosen = handle
            .dialog()
            .file()
            .add_filter("xlsx", &["xlsx"])
            .set_file_name(daowei_files::name::safe(&name))
            .blocking_save_file();
        let Some(path) = chosen.and_then(|path| path.into_path().ok()) else { return Ok(None) };
        std::fs::write(&path, bytes).map_err(Error::io(&path))?;
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Ok(Some(ChosenFile { name, token: app.token(Chosen::File(path)) }))
    })
    .await
}

/// Leaves the file that is on its way in; a step under way is stopped.
#[tauri::command]
#[specta::specta]
pub async fn import_leave(handle: AppHandle) -> IpcResult<()> {
    super::beside(handle, |app| {
        app.imports.leave();
        Ok(())
    })
    .await
}

/// Imports that stand, the newest first.
#[tauri::command(async)]
#[specta::specta]
pub fn imports_all(app: State<'_, App>, limit: u32) -> IpcResult<Vec<Standing>> {
    app.read(|store| imports::all(store.conn(), limit))
}

/// What taking an import back would come to; nothing is kept.
#[tauri::command]
#[specta::specta]
pub async fn import_revert_look(handle: AppHandle, id: Id) -> IpcResult<Reverted> {
    super::beside(handle, move |app| {
        let (now, watch) = (app.now(), Arc::new(Watch::default()));
        app.work(&watch, |store| store.look_at_revert(id, now))
    })
    .await
}

/// Takes an import back, updates included, and what a person said of what was edited since.
#[tauri::command]
#[specta::specta]
pub async fn import_revert(handle: AppHandle, id: Id, decided: Vec<TakeBack>) -> IpcResult<TakenBack> {
    super::beside(handle, move |app| {
        let (now, watch) = (app.now(), Arc::new(Watch::default()));
        let written = app.work(&watch, |store| {
            store.allow(Right::Work)?;
            store.revert_import(id, &decided, now)
        })?;
        Ok(TakenBack { reverted: written.value, changed: Changed { op: Op::ImportReverted, ..Changed::of(written.changes, None) } })
    })
    .await
}
