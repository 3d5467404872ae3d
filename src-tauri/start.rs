//! How the program begins, and what it does by itself: backups, and the lock when nobody is there.
//!
//! The environment may name a store to open (`DAOWEI_STORE`, with `DAOWEI_USER` and `DAOWEI_PASSPHRASE`), a
//! folder for the program's own data (`DAOWEI_DATA_DIR`), and a day to take for today in a trial (`DAOWEI_TODAY`).

use std::env;
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use daowei_core::store::{Access, Store};
use tauri::{AppHandle, Emitter, Manager};

use crate::commands::reports::Exporting;
use crate::state::App;

/// How often the program looks whether to lock or to back up.
const LOOK_EVERY: Duration = Duration::from_secs(15);
/// A longer pause than this between two looks means that the machine slept.
const SLEPT_AFTER: Duration = Duration::from_secs(90);
/// What the window hears when the store was locked under it.
const LOCKED: &str = "locked";

/// Makes the program's state and opens the store that the environment names.
pub fn state(app: &tauri::App) -> tauri::Result<()> {
    let data = match env::var_os("DAOWEI_DATA_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => app.path().app_data_dir()?,
    };
    let today = env::var("DAOWEI_TODAY").ok().and_then(|day| day.parse().ok());
    let state = App::new(data, today);
    match env::var_os("DAOWEI_STORE").map(PathBuf::from) {
        Some(folder) => open_named(&state, &folder),
        None => {
            let bureau = state.data.join("bureau");
            if Store::look(&bureau).is_ok() {
                state.point_to(&bureau);
            }
        }
    }
    app.manage(state);
    app.manage(Exporting::default());
    let handle = app.handle().clone();
    std::thread::spawn(move || keep_house(&handle));
    Ok(())
}

fn open_named(state: &App, folder: &std::path::Path) {
    let user = env::var("DAOWEI_USER").unwrap_or_else(|_| "admin".to_owned());
    let opened =
        env::var("DAOWEI_PASSPHRASE").ok().map(|passphrase| Store::open(folder, &user, &passphrase, App::machine(), Access::Write));
    match opened {
        Some(Ok(store)) => state.hold(store),
        Some(Err(error)) => {
            tracing::warn!(code = error.code(), "the named store did not open");
            state.point_to(folder);
        }
        None => state.point_to(folder),
    }
}

/// Locks after ten minutes without a touch and after sleep; backs up at most every fifteen minutes of work.
fn keep_house(handle: &AppHandle) {
    let mut last = SystemTime::now();
    loop {
        std::thread::sleep(LOOK_EVERY);
        let app = handle.state::<App>();
        let now = SystemTime::now();
        let locked = if slept(last, now) && app.is_open() {
            app.lock();
            true
        } else {
            app.lock_if_idle(Instant::now())
        };
        last = now;
        if locked {
            let _ = handle.emit(LOCKED, ());
        }
        if let Err(failure) = back_up_if_due(&app) {
            tracing::warn!(code = failure.code, "the backup was not made");
        }
    }
}

/// Whether the machine slept between two looks, by a clock that goes on meanwhile.
fn slept(last: SystemTime, now: SystemTime) -> bool {
    now.duration_since(last).is_ok_and(|since| since > SLEPT_AFTER)
}

fn back_up_if_due(app: &App) -> crate::ipc::IpcResult<()> {
    if !app.is_open() {
        return Ok(());
    }
    let now = app.now();
    // Looking is no touch: the time to the lock goes on.
    let Some(reader) = app.reader_if_backup_due(now)? else { return Ok(()) };
    reader.backup_here(now)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_pause_between_two_looks_is_sleep_and_a_clock_set_back_is_not() {
        let last = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
        assert!(!slept(last, last + LOOK_EVERY));
        assert!(!slept(last, last + SLEPT_AFTER));
        assert!(slept(last, last + SLEPT_AFTER + Duration::from_secs(1)));
        assert!(!slept(last, last - Duration::from_secs(3600)));
    }
}
