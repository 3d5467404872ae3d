//! Users, zones, schemes, targets, closes, backups.

use chrono::NaiveDate;
use daowei_core::audit::{self, Ready};
use daowei_core::domain::Id;
use daowei_core::domain::period::{Period, Quarter};
use daowei_core::domain::scheme::Scheme;
use daowei_core::domain::user::{Right, Role};
use daowei_core::error::Error;
use daowei_core::journal::Op;
use daowei_core::store::close::{self, Close};
use daowei_core::store::people::{self, User};
use daowei_core::store::scheme::SchemePreview;
use daowei_core::store::targets::{self, Target};
use daowei_core::store::views::{self, SavedView};
use daowei_core::store::zones::{self, Zone};
use daowei_core::store::{Verification, scheme};
use serde::Serialize;
use tauri::State;

use crate::ipc::{Changed, IpcResult};
use crate::state::App;

/// The closes there are, and what may be closed next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Closes {
    /// In the order of closing.
    pub closed: Vec<Close>,
    /// Quarters of this year and the last that have ended and are open.
    pub due: Vec<Quarter>,
}

/// A backup of the store's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct BackupLine {
    /// Its file's name, which tells when it was made.
    pub name: String,
    /// Its length in bytes.
    pub bytes: u32,
}

/// All users.
#[tauri::command(async)]
#[specta::specta]
pub fn users(app: State<'_, App>) -> IpcResult<Vec<User>> {
    app.read(|store| people::all(store.conn()))
}

/// Adds a user with a first passphrase.
#[tauri::command(async)]
#[specta::specta]
pub fn user_add(app: State<'_, App>, name: String, role: Role, passphrase: String) -> IpcResult<Changed> {
    let (now, passphrase) = (app.now(), zeroize::Zeroizing::new(passphrase));
    let id = app.with(|store| store.add_user(&name, role, &passphrase, now))?;
    Ok(Changed { op: Op::UserAdded, subject: name, tables: vec!["user".to_owned()], id: Some(id) })
}

/// Changes what a user may do.
#[tauri::command(async)]
#[specta::specta]
pub fn user_role_set(app: State<'_, App>, id: Id, role: Role) -> IpcResult<Changed> {
    let now = app.now();
    Ok(Changed::of(app.with(|store| store.set_role(id, role, now))?, Some(id)))
}

/// Ends a user's work here: their key goes, what they did goes on naming them.
#[tauri::command(async)]
#[specta::specta]
pub fn user_deactivate(app: State<'_, App>, id: Id) -> IpcResult<Changed> {
    let now = app.now();
    Ok(Changed::of(app.with(|store| store.deactivate_user(id, now))?, Some(id)))
}

/// Changes the signed-in user's passphrase.
#[tauri::command(async)]
#[specta::specta]
pub fn passphrase_change(app: State<'_, App>, old: String, next: String) -> IpcResult<()> {
    let (old, next) = (zeroize::Zeroizing::new(old), zeroize::Zeroizing::new(next));
    app.read(|store| store.change_passphrase(&old, &next))
}

/// The signed-in user's saved views.
#[tauri::command(async)]
#[specta::specta]
pub fn saved_views(app: State<'_, App>) -> IpcResult<Vec<SavedView>> {
    app.read(|store| views::of(store.conn(), store.person().id))
}

/// Saves a view of the signed-in user, in place of that of the same name.
#[tauri::command(async)]
#[specta::specta]
pub fn view_save(app: State<'_, App>, view: SavedView) -> IpcResult<Changed> {
    let me = app.read(|store| Ok(store.person().id))?;
    app.write(Right::Work, Op::ViewSaved, |tx| views::save(tx, me, view))
}

/// Forgets a saved view of the signed-in user.
#[tauri::command(async)]
#[specta::specta]
pub fn view_remove(app: State<'_, App>, area: String, name: String) -> IpcResult<Changed> {
    let me = app.read(|store| Ok(store.person().id))?;
    app.write(Right::Work, Op::ViewRemoved, |tx| views::remove(tx, me, &area, &name))
}

/// All zones.
#[tauri::command(async)]
#[specta::specta]
pub fn zones_all(app: State<'_, App>) -> IpcResult<Vec<Zone>> {
    app.read(|store| zones::all(store.conn()))
}

/// Adds a zone.
#[tauri::command(async)]
#[specta::specta]
pub fn zone_add(app: State<'_, App>, name: String, counts: bool) -> IpcResult<Changed> {
    app.write(Right::Keep, Op::ZoneAdded, |tx| zones::add(tx, &name, counts))
}

/// Says whether money that lands in a zone counts.
#[tauri::command(async)]
#[specta::specta]
pub fn zone_set_counts(app: State<'_, App>, id: Id, counts: bool) -> IpcResult<Changed> {
    app.write(Right::Keep, Op::ZoneChanged, |tx| zones::set_counts(tx, id, counts))
}

/// A year's rules.
#[tauri::command(async)]
#[specta::specta]
pub fn scheme_of(app: State<'_, App>, year: i32) -> IpcResult<Scheme> {
    app.read(|store| scheme::of(store.conn(), year))
}

/// Sets a year's rules as the next version.
#[tauri::command(async)]
#[specta::specta]
pub fn scheme_set(app: State<'_, App>, rules: Scheme) -> IpcResult<Changed> {
    app.write(Right::Decide, Op::SchemeSet, |tx| scheme::set(tx, &rules).map(|_| ()))
}

/// A year's targets with their revisions.
#[tauri::command(async)]
#[specta::specta]
pub fn targets_of(app: State<'_, App>, year: i32) -> IpcResult<Vec<Target>> {
    app.read(|store| Ok(targets::all(store.conn(), Some(year))?.into_iter().map(|(_, target)| target).collect()))
}

/// Sets or revises a target.
#[tauri::command(async)]
#[specta::specta]
pub fn target_set(app: State<'_, App>, target: Target) -> IpcResult<Changed> {
    app.write(Right::Decide, Op::TargetSet, |tx| targets::set(tx, &target))
}

/// The closes, and what is due.
#[tauri::command(async)]
#[specta::specta]
pub fn closes(app: State<'_, App>) -> IpcResult<Closes> {
    use chrono::Datelike as _;
    let today = app.now().today;
    app.read(|store| {
        let mut due = close::due(store.conn(), today.year() - 1, today)?;
        due.extend(close::due(store.conn(), today.year(), today)?);
        Ok(Closes { closed: close::all(store.conn())?, due })
    })
}

/// What to look at before a period is closed on a day.
#[tauri::command(async)]
#[specta::specta]
pub fn close_check(app: State<'_, App>, period: Period, on: NaiveDate) -> IpcResult<Ready> {
    let today = app.now().today;
    app.read(|store| audit::ready(store.conn(), period, on, today))
}

/// Closes a period: its figures are frozen. What is not ready is refused, unless a reason says why it is closed all the same;
/// that stands in the history.
#[tauri::command(async)]
#[specta::specta]
pub fn period_close(app: State<'_, App>, period: Period, on: NaiveDate, despite: Option<String>) -> IpcResult<Changed> {
    app.write(Right::Decide, Op::PeriodClosed, |tx| {
        audit::refuse_unready(tx, period, on, tx.now.today, despite.as_deref())?;
        close::close(tx, period, on)?;
        if let Some(why) = despite.as_deref().map(str::trim).filter(|why| !why.is_empty()) {
            tx.subject([&period.to_string(), " · ", why].concat());
        }
        Ok(())
    })
}

/// What setting a year's rules would do to its figures; nothing is kept.
#[tauri::command(async)]
#[specta::specta]
pub fn scheme_preview(app: State<'_, App>, rules: Scheme) -> IpcResult<SchemePreview> {
    let now = app.now();
    app.with(|store| {
        store.allow(Right::Decide)?;
        scheme::preview(store, &rules, now)
    })
}

/// The store's own backups, newest first.
#[tauri::command(async)]
#[specta::specta]
pub fn backups(app: State<'_, App>) -> IpcResult<Vec<BackupLine>> {
    app.read(|store| {
        let line = |path: std::path::PathBuf| {
            let bytes = std::fs::metadata(&path).map_err(Error::io(&path))?.len();
            let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            Ok(BackupLine { name, bytes: u32::try_from(bytes).unwrap_or(u32::MAX) })
        };
        store.backups()?.into_iter().map(line).collect()
    })
}

/// Makes a backup now, opened and checked.
#[tauri::command(async)]
#[specta::specta]
pub fn backup_now(app: State<'_, App>) -> IpcResult<()> {
    let now = app.now();
    // Beside the window's connection, so that the person goes on meanwhile.
    let reader = app.read(daowei_core::store::Store::reader)?;
    reader.backup_here(now)?;
    Ok(())
}

/// Verifies chain, closes, references and files.
#[tauri::command(async)]
#[specta::specta]
pub fn verify(app: State<'_, App>) -> IpcResult<Verification> {
    let reader = app.read(daowei_core::store::Store::reader)?;
    Ok(reader.verify()?)
}
