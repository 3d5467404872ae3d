//! The program and its store: make, open, unlock, lock.

use std::path::Path;

use daowei_core::domain::fund::Status;
use daowei_core::domain::user::{Right, Role};
use daowei_core::error::Error;
use daowei_core::store::fund::FundFilter;
use daowei_core::store::{Access, DATABASE, NewBureau, Person, Store, fund, meeting, settings, zones};
use serde::{Deserialize, Serialize};
use tauri::State;
use tauri_plugin_dialog::DialogExt as _;

use crate::ipc::IpcResult;
use crate::state::{App, Chosen};

/// How far the person has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// No store yet.
    None,
    /// A store that waits for a passphrase.
    Locked,
    /// An open store.
    Open,
}

/// What the frame of the window shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct AppStatus {
    /// How far the person has come.
    pub phase: Phase,
    /// The program's version.
    pub version: String,
    /// The calendar's today.
    #[specta(type = String)]
    pub today: chrono::NaiveDate,
    /// The open store.
    pub store: Option<StoreStatus>,
    /// Who can sign in to the store that is pointed to.
    pub users: Vec<String>,
    /// The folder's name, for the sign-in.
    pub folder: Option<String>,
    /// Who is signed in.
    pub user: Option<Person>,
    /// What the navigation counts.
    pub counts: Option<NavCounts>,
    /// How many entries the journal has.
    pub chain_entries: u32,
    /// Minutes since the last backup; none: there is none yet.
    pub backup_minutes: Option<u32>,
    /// The passphrase of the sample, which everyone may know.
    pub sample_passphrase: Option<String>,
}

/// The bureau of the open store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct StoreStatus {
    /// The bureau's name.
    pub name: String,
    /// Its zones that count.
    pub zone: String,
    /// Whether it is the sample.
    pub sample: bool,
}

/// What the navigation counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
pub struct NavCounts {
    /// What waits today.
    pub today: u32,
    /// Companies.
    pub companies: u32,
    /// Meetings.
    pub meetings: u32,
    /// Projects.
    pub projects: u32,
    /// Lines that wait for this user's review.
    pub review: u32,
}

/// A folder chosen in the system's dialog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ChosenFolder {
    /// Stands for it.
    pub token: String,
    /// Its name, to show.
    pub label: String,
    /// Whether a store lies in it.
    pub holds_store: bool,
}

/// What the first run asks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, specta::Type)]
pub struct NewStore {
    /// Where; none: the program's own folder.
    pub token: Option<String>,
    /// The bureau's name.
    pub bureau: String,
    /// Its zone, which counts.
    pub zone: String,
    /// The first user's name.
    pub user: String,
    /// Their passphrase.
    pub passphrase: String,
}

/// The passphrase of the sample bureau: all in it is invented.
pub const SAMPLE_PASSPHRASE: &str = "daowei-sample";

/// The statuses of lines that wait for somebody of a role.
pub fn waiting_for(role: Role) -> Vec<Status> {
    match (role.may(Right::Decide), role.may(Right::Review)) {
        (true, _) => vec![Status::Submitted, Status::FirstPass, Status::Rechecked],
        (false, true) => vec![Status::Submitted, Status::FirstPass],
        (false, false) => Vec::new(),
    }
}

/// The lines that wait for the person who is signed in.
pub fn review_filter(person: &Person) -> Option<FundFilter> {
    let statuses = waiting_for(person.role);
    (!statuses.is_empty()).then(|| FundFilter { statuses, ..FundFilter::default() })
}

/// What the frame shows.
#[tauri::command(async)]
#[specta::specta]
pub fn app_status(app: State<'_, App>) -> IpcResult<AppStatus> {
    status(&app)
}

fn status(app: &App) -> IpcResult<AppStatus> {
    let now = app.now();
    let folder = app.folder();
    let users = folder.as_deref().map(Store::sign_in_names).transpose()?.unwrap_or_default();
    let mut status = AppStatus {
        phase: if folder.is_some() { Phase::Locked } else { Phase::None },
        version: env!("CARGO_PKG_VERSION").to_owned(),
        today: now.today,
        store: None,
        users,
        folder: folder.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned()),
        user: None,
        counts: None,
        chain_entries: 0,
        backup_minutes: None,
        sample_passphrase: folder.filter(|folder| *folder == sample_folder(app)).map(|_| SAMPLE_PASSPHRASE.to_owned()),
    };
    if !app.is_open() {
        return Ok(status);
    }
    app.read(|store| {
        let conn = store.conn();
        status.phase = Phase::Open;
        status.user = Some(store.person().clone());
        let counting = zones::all(conn)?.into_iter().filter(|zone| zone.counts).map(|zone| zone.name);
        status.store = Some(StoreStatus {
            name: settings::get(conn, settings::BUREAU)?.unwrap_or_default(),
            zone: counting.collect::<Vec<_>>().join("、"),
            sample: settings::get(conn, settings::SAMPLE)?.is_some(),
        });
        status.counts = Some(counts(store, now.today)?);
        status.chain_entries = u32::try_from(store.chain()?.entries).unwrap_or(u32::MAX);
        status.backup_minutes =
            store.last_backup_ms()?.map(|at| u32::try_from(now.unix_ms.saturating_sub(at) / 60_000).unwrap_or(u32::MAX));
        Ok(())
    })?;
    Ok(status)
}

fn counts(store: &Store, today: chrono::NaiveDate) -> Result<NavCounts, Error> {
    let conn = store.conn();
    let count = |sql: &str| conn.prepare_cached(sql)?.query_row([], |row| row.get(0)).map_err(Error::from);
    let review = match review_filter(store.person()) {
        Some(filter) => fund::page(conn, &filter, 0, 0)?.1,
        None => 0,
    };
    let due = meeting::follow_ups(conn, Some(store.person().id), today, 100)?.len();
    let returned =
        FundFilter { statuses: vec![Status::Returned], submitted_by_id: Some(store.person().id), ..FundFilter::default() };
    let returned = fund::page(conn, &returned, 0, 0)?.1;
    Ok(NavCounts {
        today: u32::try_from(due).unwrap_or(u32::MAX) + returned + review,
        companies: count("SELECT count(*) FROM company")?,
        meetings: count("SELECT count(*) FROM meeting")?,
        projects: count("SELECT count(*) FROM project")?,
        review,
    })
}

/// Lets the person choose a folder; none where they closed the dialog.
#[tauri::command(async)]
#[specta::specta]
pub fn store_choose_folder(handle: tauri::AppHandle, app: State<'_, App>) -> IpcResult<Option<ChosenFolder>> {
    let Some(folder) = handle.dialog().file().blocking_pick_folder().and_then(|path| path.into_path().ok()) else {
        return Ok(None);
    };
    Ok(Some(ChosenFolder {
        label: folder.file_name().map_or_else(|| folder.display().to_string(), |name| name.to_string_lossy().into_owned()),
        holds_store: folder.join(DATABASE).exists(),
        token: app.token(Chosen::Folder(folder)),
    }))
}

/// Makes the bureau's store and opens it.
#[tauri::command(async)]
#[specta::specta]
pub fn store_create(app: State<'_, App>, store: NewStore) -> IpcResult<AppStatus> {
    let folder = match &store.token {
        Some(token) => match app.chosen(token)? {
            Chosen::Folder(folder) if folder.read_dir().is_ok_and(|mut entries| entries.next().is_some()) => folder.join("daowei"),
            Chosen::Folder(folder) => folder,
            _ => return Err(Error::not_found("folder", token).into()),
        },
        None => app.data.join("bureau"),
    };
    if let Some(parent) = folder.parent() {
        std::fs::create_dir_all(parent).map_err(Error::io(parent))?;
    }
    let bureau = NewBureau { bureau: store.bureau, zone: store.zone, user: store.user, role: Role::Admin, sample: false };
    let passphrase = zeroize::Zeroizing::new(store.passphrase);
    app.hold(Store::create(&folder, &bureau, &passphrase, App::machine(), app.now())?);
    status(&app)
}

/// Where the sample lies.
fn sample_folder(app: &App) -> std::path::PathBuf {
    app.data.join("sample")
}

/// Opens the sample, making it first where it is not there.
#[tauri::command(async)]
#[specta::specta]
pub fn store_open_sample(app: State<'_, App>) -> IpcResult<AppStatus> {
    let folder = sample_folder(&app);
    let store = if folder.join(DATABASE).exists() {
        Store::open(&folder, daowei_files::sample::OPENS_AS, SAMPLE_PASSPHRASE, App::machine(), Access::Write)?
    } else {
        std::fs::create_dir_all(&app.data).map_err(Error::io(&app.data))?;
        daowei_files::sample::make(&folder, SAMPLE_PASSPHRASE, App::machine(), app.now())?
    };
    app.hold(store);
    status(&app)
}

/// Points to a store that lies in a chosen folder; the passphrase comes next.
#[tauri::command(async)]
#[specta::specta]
pub fn store_open(app: State<'_, App>, token: String) -> IpcResult<AppStatus> {
    let Chosen::Folder(folder) = app.chosen(&token)? else { return Err(Error::not_found("folder", token).into()) };
    Store::look(&folder)?;
    app.point_to(&folder);
    status(&app)
}

/// Signs in to the store that is pointed to.
#[tauri::command(async)]
#[specta::specta]
pub fn unlock(app: State<'_, App>, user: String, passphrase: String) -> IpcResult<AppStatus> {
    let folder = app.folder().ok_or_else(|| Error::StoreMissing { path: String::new() })?;
    // The lock goes with the store that is open: it is left before another user takes it.
    app.lock();
    let passphrase = zeroize::Zeroizing::new(passphrase);
    app.hold(Store::open(&folder, &user, &passphrase, App::machine(), Access::Write)?);
    status(&app)
}

/// Shows everything in the window larger, in percent; sizes that the window does not offer are refused.
#[tauri::command]
#[specta::specta]
pub fn zoom(handle: tauri::AppHandle, percent: u32) -> IpcResult<()> {
    crate::window::zoom(&handle, percent)
}

/// Leaves the store; it waits for a passphrase again.
#[tauri::command(async)]
#[specta::specta]
pub fn lock(app: State<'_, App>) -> IpcResult<AppStatus> {
    app.lock();
    status(&app)
}
