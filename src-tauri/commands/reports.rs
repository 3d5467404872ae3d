//! The quarter out: looked at, exported, found in its folder.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use daowei_core::domain::list::Attribution;
use daowei_core::domain::period::Quarter;
use daowei_core::domain::reading::{Reading, RecognitionLevel};
use daowei_core::error::Error;
use daowei_core::journal::Op;
use daowei_core::kpi::{KpiMonths, KpiTable};
use daowei_core::store::reports::{self, ExportLine, Exported};
use daowei_core::words::{Language, Words};
use daowei_files::report::write::write;
use daowei_files::report::{Format, Parts, Progress, Report, ReportCheck, ReportOf, compose};
use serde::{Deserialize, Serialize};
use tauri::{Manager, State};
use tauri_plugin_dialog::DialogExt as _;
use tauri_plugin_opener::OpenerExt as _;

use crate::ipc::{Failure, IpcResult};
use crate::state::{App, Chosen};

/// The folder of exports in the person's documents.
const FOLDER: &str = "到位报表";
/// How many files of one name a folder takes before a person tidies up.
const SAME_NAME_MAX: u32 = 1000;

/// How many exports the history shows.
const EXPORTS_SHOWN: u32 = 200;

/// Which report.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, specta::Type)]
pub struct ReportAsk {
    /// Through this quarter.
    pub quarter: Quarter,
    /// In this reading.
    pub reading: Reading,
    /// With this attribution.
    pub attribution: Attribution,
    /// `zh-CN` or `en`.
    pub language: String,
    /// What of it is wanted.
    pub parts: Parts,
}

/// A report before it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ReportPreview {
    /// Its title.
    pub title: String,
    /// Table 1.
    pub table: KpiTable,
    /// The months, for the charts.
    pub months: KpiMonths,
    /// How many lines stand behind it.
    pub lines: u32,
    /// The rules and choices behind the figures.
    pub notes: Vec<String>,
    /// What was recomputed.
    pub checks: Vec<ReportCheck>,
    /// What a reader should know.
    pub warnings: Vec<String>,
}

/// A report that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ReportDone {
    /// Stands for the file.
    pub token: String,
    /// Its name.
    pub name: String,
    /// Its length.
    pub bytes: u32,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
}

impl ReportAsk {
    pub(super) fn gather(&self, app: &App, progress: &Progress) -> IpcResult<(Report, Words)> {
        let words = Words::new(self.language.parse::<Language>().unwrap_or(Language::ZhCn));
        let of = ReportOf {
            quarter: self.quarter,
            reading: self.reading,
            attribution: self.attribution,
            level: RecognitionLevel::District,
            as_of: app.now().today,
        };
        // Beside the window's connection: a large report keeps nobody waiting.
        let reader = app.read(daowei_core::store::Store::reader)?;
        let report = Report::gather_watched(reader.conn(), &of, &words, progress).map_err(failure)?;
        Ok((report, words))
    }
}

/// What the report will say.
#[tauri::command(async)]
#[specta::specta]
pub fn report_preview(app: State<'_, App>, ask: ReportAsk) -> IpcResult<ReportPreview> {
    let (report, _) = ask.gather(&app, &Progress::default())?;
    Ok(ReportPreview {
        title: report.title,
        table: report.table,
        months: report.months,
        lines: u32::try_from(report.lines.len()).unwrap_or(u32::MAX),
        notes: report.notes,
        checks: report.checks,
        warnings: report.warnings,
    })
}

fn failure(error: daowei_files::report::Error) -> Failure {
    Failure::with(error.code(), error.args())
}

/// The report that is being written, for whoever watches it.
#[derive(Debug, Default)]
pub struct Exporting(Mutex<Arc<Progress>>);

impl Exporting {
    fn current(&self) -> Arc<Progress> {
        Arc::clone(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn begin(&self) -> Arc<Progress> {
        let begun = Arc::new(Progress::default());
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&begun);
        begun
    }
}

/// How far the report is that is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
pub struct ReportProgress {
    /// Steps done.
    pub done: u32,
    /// Of how many, as far as is known; 0: it did not begin.
    pub total: u32,
}

/// How far the report is that is being written.
#[tauri::command(async)]
#[specta::specta]
pub fn report_progress(exporting: State<'_, Exporting>) -> ReportProgress {
    let (done, total) = exporting.current().steps();
    ReportProgress { done, total }
}

/// Stops the report that is being written; no file is left.
#[tauri::command(async)]
#[specta::specta]
pub fn report_cancel(exporting: State<'_, Exporting>) {
    exporting.current().cancel();
}

/// Writes the report in each format into the person's folder of exports, and notes each file with its hash; an earlier file
/// is never written over. Each is checked before any is written.
#[tauri::command(async)]
#[specta::specta]
pub fn report_export(
    handle: tauri::AppHandle,
    app: State<'_, App>,
    exporting: State<'_, Exporting>,
    ask: ReportAsk,
    formats: Vec<Format>,
) -> IpcResult<Vec<ReportDone>> {
    use sha2::Digest as _;
    let progress = exporting.begin();
    let (report, words) = ask.gather(&app, &progress)?;
    let files = formats.iter().map(|format| {
        Ok((*format, write(&report, ask.parts, *format, &words, &daowei_pdf::print, &progress).map_err(failure)?.bytes))
    });
    let files: Vec<(Format, Vec<u8>)> = files.collect::<IpcResult<_>>()?;
    let folder = folder(&handle, &app);
    std::fs::create_dir_all(&folder).map_err(Error::io(&folder))?;
    let mut done = Vec::new();
    for (format, bytes) in files {
        let path = free(&folder, &report.title, format.code());
        std::fs::write(&path, &bytes).map_err(Error::io(&path))?;
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let sha256: [u8; 32] = sha2::Sha256::digest(&bytes).into();
        let exported = Exported {
            quarter: report.of.quarter,
            reading: report.of.reading,
            language: report.language,
            format: format.code(),
            file_name: &name,
            bytes: bytes.len(),
            sha256,
        };
        // Whoever may read may export, and every export is noted.
        app.with(|store| store.write(Op::ReportExported, app.now(), |tx| reports::exported(tx, &exported)))?;
        let sha256 = daowei_core::journal::hex(&sha256);
        done.push(ReportDone {
            token: app.token(Chosen::File(path)),
            bytes: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
            name,
            sha256,
        });
    }
    Ok(done)
}

/// The report as paper shows it: the real PDF, in base64.
#[tauri::command(async)]
#[specta::specta]
pub fn report_pages(app: State<'_, App>, ask: ReportAsk) -> IpcResult<String> {
    use base64::Engine as _;
    let (report, words) = ask.gather(&app, &Progress::default())?;
    let (bytes, _) = daowei_pdf::print(&compose(&report, ask.parts, &words)).map_err(failure)?;
    Ok(base64::engine::general_purpose::STANDARD.encode(bytes))
}

/// What was exported, the latest first.
#[tauri::command(async)]
#[specta::specta]
pub fn report_exports(app: State<'_, App>) -> IpcResult<Vec<ExportLine>> {
    app.read(|store| reports::exports(store.conn(), None, EXPORTS_SHOWN))
}

/// A file that somebody holds, and the exports it is: none where it was changed or never written here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct FileProved {
    /// Its name.
    pub name: String,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
    /// The exports with this hash.
    pub exports: Vec<ExportLine>,
}

/// Asks for a file and says which export it is, by its hash.
#[tauri::command]
#[specta::specta]
pub async fn report_prove(handle: tauri::AppHandle) -> IpcResult<Option<FileProved>> {
    super::beside(handle.clone(), move |app| {
        use sha2::Digest as _;
        let Some(chosen) = handle.dialog().file().blocking_pick_file() else { return Ok(None) };
        let Ok(path) = chosen.into_path() else { return Ok(None) };
        let bytes = std::fs::read(&path).map_err(Error::io(&path))?;
        let sha256: [u8; 32] = sha2::Sha256::digest(&bytes).into();
        let exports = app.read(|store| reports::exports(store.conn(), Some(sha256), EXPORTS_SHOWN))?;
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Ok(Some(FileProved { name, sha256: daowei_core::journal::hex(&sha256), exports }))
    })
    .await
}

/// Shows a written report in its folder.
#[tauri::command(async)]
#[specta::specta]
pub fn open_folder(handle: tauri::AppHandle, app: State<'_, App>, token: String) -> IpcResult<()> {
    let Chosen::File(path) = app.chosen(&token)? else { return Err(Error::not_found("file", token).into()) };
    let shown = handle.opener().reveal_item_in_dir(&path);
    shown.map_err(|error| Error::Io { path: path.display().to_string(), source: std::io::Error::other(error) }.into())
}

/// The person's folder of exports; a trial's own data folder where one is set.
fn folder(handle: &tauri::AppHandle, app: &App) -> PathBuf {
    match handle.path().document_dir() {
        Ok(documents) if std::env::var_os("DAOWEI_DATA_DIR").is_none() => documents.join(FOLDER),
        _ => app.data.join("exports"),
    }
}

/// A path in the folder that is not taken: `name.xlsx`, `name (2).xlsx`, …
fn free(folder: &Path, title: &str, ending: &str) -> PathBuf {
    let title: String = title.chars().filter(|c| !c.is_control() && !r#"/\:*?"<>|"#.contains(*c)).take(80).collect();
    let first = folder.join([&title, ".", ending].concat());
    if !first.exists() {
        return first;
    }
    (2..SAME_NAME_MAX).map(|at| folder.join(format!("{title} ({at}).{ending}"))).find(|path| !path.exists()).unwrap_or(first)
}
