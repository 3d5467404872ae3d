//! What the program holds while it runs: the open store, and the tokens of what was chosen in dialogs.
//!
//! The store has two connections. Whoever finds the writing one busy reads through the other, which sees what was
//! committed last: so the window answers while an import is at work.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use daowei_core::domain::Id;
use daowei_core::error::Result;
use daowei_core::journal::Op;
use daowei_core::store::keys::KeyCost;
use daowei_core::store::{Machine, Now, Random, Store, Tx, Written};
use daowei_files::import::run::Watch;

use crate::ipc::{Changed, Failure, IpcResult};

/// Without a touch for so long, the store is locked.
pub const LOCK_AFTER: Duration = Duration::from_secs(10 * 60);

/// The program's state.
#[derive(Debug)]
pub struct App {
    session: Mutex<Session>,
    /// The connection that writes; held as long as a write takes.
    store: Mutex<Option<Store>>,
    /// The connection that reads meanwhile.
    reader: Mutex<Option<Store>>,
    tokens: Mutex<HashMap<String, Chosen>>,
    /// The file that is on its way in, if one is.
    pub imports: crate::import_desk::Imports,
    /// The program's own folder: where the sample lies and where new stores are offered.
    pub data: PathBuf,
    /// Stands for the calendar's today in trials; `DAOWEI_TODAY`.
    today: Option<chrono::NaiveDate>,
}

/// Which store there is, who touched it last, and what keeps it busy. Held for moments only.
#[derive(Debug)]
struct Session {
    folder: Option<PathBuf>,
    open: bool,
    touched: Instant,
    /// The long work under way.
    work: Option<Arc<Watch>>,
}

/// What a token stands for: the window never holds a path.
#[derive(Debug, Clone)]
pub enum Chosen {
    /// A folder chosen in a dialog.
    Folder(PathBuf),
    /// A file chosen in a dialog, or written by an export.
    File(PathBuf),
    /// A file's content, dropped on the window.
    Content {
        /// The name it had.
        name: String,
        /// What is in it.
        content: Vec<u8>,
    },
    /// A file's content, kept in the vault.
    Evidence(daowei_core::store::evidence::KeptFile),
}

impl App {
    /// The state at the start; `data` is the program's own folder.
    #[must_use]
    pub fn new(data: PathBuf, today: Option<chrono::NaiveDate>) -> Self {
        let session = Session { folder: None, open: false, touched: Instant::now(), work: None };
        Self {
            session: Mutex::new(session),
            store: Mutex::default(),
            reader: Mutex::default(),
            tokens: Mutex::default(),
            imports: crate::import_desk::Imports::default(),
            data,
            today,
        }
    }

    /// The moment, by the system's clock and calendar.
    #[must_use]
    pub fn now(&self) -> Now {
        let unix_ms =
            SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| u64::try_from(since.as_millis()).unwrap_or(u64::MAX));
        Now { unix_ms, today: self.today.unwrap_or_else(|| chrono::Local::now().date_naive()) }
    }

    /// This machine, for a store.
    #[must_use]
    pub fn machine() -> Machine {
        let name = std::fs::read_to_string("/etc/machine-id").unwrap_or_else(|_| std::env::consts::OS.to_owned());
        Machine { random: Random::system(), name: name.trim().to_owned(), key_cost: KeyCost::STANDARD }
    }

    /// The folder of the store that is open, or that waits for a passphrase.
    #[must_use]
    pub fn folder(&self) -> Option<PathBuf> {
        self.lock_session().folder.clone()
    }

    /// Points to a store that waits for a passphrase.
    pub fn point_to(&self, folder: &Path) {
        self.lock();
        self.lock_session().folder = Some(folder.to_owned());
    }

    /// Holds an open store from now on.
    pub fn hold(&self, store: Store) {
        let folder = store.folder().to_owned();
        *lock(&self.reader) = store.reader().map_err(|error| tracing::warn!(code = error.code(), "no second connection")).ok();
        *lock(&self.store) = Some(store);
        let mut session = self.lock_session();
        session.folder = Some(folder);
        session.open = true;
        session.touched = Instant::now();
    }

    /// Closes the store; its folder stays pointed to. An import under way is stopped, and nothing of it stays.
    pub fn lock(&self) {
        {
            let mut session = self.lock_session();
            session.open = false;
            if let Some(work) = &session.work {
                work.cancel();
            }
        }
        self.imports.leave();
        *lock(&self.store) = None;
        *lock(&self.reader) = None;
    }

    /// Closes the store when by `now` nobody touched it for [`LOCK_AFTER`] and nothing is at work; whether it did.
    pub fn lock_if_idle(&self, now: Instant) -> bool {
        let idle = {
            let session = self.lock_session();
            session.open && session.work.is_none() && now.saturating_duration_since(session.touched) >= LOCK_AFTER
        };
        if idle {
            self.lock();
        }
        idle
    }

    /// Whether a store is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.lock_session().open
    }

    /// A second connection where the store's own backup is due; asking is no touch.
    ///
    /// # Errors
    /// What the store says.
    pub fn reader_if_backup_due(&self, now: Now) -> IpcResult<Option<Store>> {
        match &*lock(&self.reader) {
            Some(store) if store.backup_due(now)? => Ok(Some(store.reader()?)),
            _ => Ok(None),
        }
    }

    /// Reads from the open store, through its second connection where the first one is busy writing.
    ///
    /// # Errors
    /// `locked` where none is open; what `ask` says.
    pub fn read<T>(&self, ask: impl FnOnce(&Store) -> Result<T>) -> IpcResult<T> {
        self.touch()?;
        match self.store.try_lock() {
            Ok(store) => Ok(ask(store.as_ref().ok_or_else(Failure::locked)?)?),
            Err(TryLockError::Poisoned(store)) => Ok(ask(store.into_inner().as_ref().ok_or_else(Failure::locked)?)?),
            Err(TryLockError::WouldBlock) => Ok(ask(lock(&self.reader).as_ref().ok_or_else(Failure::locked)?)?),
        }
    }

    /// Uses the open store for what is more than one read or write.
    ///
    /// # Errors
    /// `locked` where none is open, `busy` while an import is at work; what `act` says.
    pub fn with<T>(&self, act: impl FnOnce(&mut Store) -> Result<T>) -> IpcResult<T> {
        self.touch()?;
        if self.lock_session().work.is_some() {
            return Err(Failure::of("busy"));
        }
        Ok(act(lock(&self.store).as_mut().ok_or_else(Failure::locked)?)?)
    }

    /// Uses the open store for long work that `watch` tells of and can stop; other writes are refused meanwhile.
    ///
    /// # Errors
    /// As [`App::with`].
    pub fn work<T>(&self, watch: &Arc<Watch>, act: impl FnOnce(&mut Store) -> Result<T>) -> IpcResult<T> {
        self.touch()?;
        {
            let mut session = self.lock_session();
            if session.work.is_some() {
                return Err(Failure::of("busy"));
            }
            session.work = Some(Arc::clone(watch));
        }
        let done = lock(&self.store).as_mut().ok_or_else(Failure::locked).and_then(|store| Ok(act(store)?));
        let mut session = self.lock_session();
        session.work = None;
        session.touched = Instant::now();
        done
    }

    /// Changes the open store as one action of the user.
    ///
    /// # Errors
    /// `locked` where none is open; what `act` refuses.
    pub fn write<T: Into<Made>>(
        &self,
        right: daowei_core::domain::user::Right,
        op: Op,
        act: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> IpcResult<Changed> {
        let now = self.now();
        let Written { value, changes } = self.with(|store| {
            store.allow(right)?;
            store.write(op, now, act)
        })?;
        Ok(Changed::of(changes, value.into().0))
    }

    /// Gives a token for something chosen.
    pub fn token(&self, chosen: Chosen) -> String {
        let mut bytes = [0; 16];
        Random::system().fill(&mut bytes);
        let token = daowei_core::journal::hex(&bytes);
        lock(&self.tokens).insert(token.clone(), chosen);
        token
    }

    /// What a token stands for.
    ///
    /// # Errors
    /// `not-found`.
    pub fn chosen(&self, token: &str) -> IpcResult<Chosen> {
        lock(&self.tokens).get(token).cloned().ok_or_else(|| daowei_core::error::Error::not_found("token", token).into())
    }

    /// What a token stands for, which is then forgotten.
    ///
    /// # Errors
    /// `not-found`.
    pub fn take_chosen(&self, token: &str) -> IpcResult<Chosen> {
        lock(&self.tokens).remove(token).ok_or_else(|| daowei_core::error::Error::not_found("token", token).into())
    }

    /// Adds to a content that comes in pieces.
    ///
    /// # Errors
    /// `not-found`.
    pub fn add_to_content(&self, token: &str, piece: &[u8]) -> IpcResult<()> {
        match lock(&self.tokens).get_mut(token) {
            Some(Chosen::Content { content, .. }) => {
                content.extend_from_slice(piece);
                Ok(())
            }
            _ => Err(daowei_core::error::Error::not_found("token", token).into()),
        }
    }

    /// Notes that somebody is there.
    fn touch(&self) -> IpcResult<()> {
        let mut session = self.lock_session();
        session.touched = Instant::now();
        if session.open { Ok(()) } else { Err(Failure::locked()) }
    }

    fn lock_session(&self) -> MutexGuard<'_, Session> {
        lock(&self.session)
    }
}

/// A lock whose holder panicked holds nothing half done: what it guards is replaced whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The record a write made, where it made one.
#[derive(Debug)]
pub struct Made(Option<Id>);

impl From<Id> for Made {
    fn from(id: Id) -> Self {
        Self(Some(id))
    }
}

impl From<Option<Id>> for Made {
    fn from(id: Option<Id>) -> Self {
        Self(id)
    }
}

impl From<()> for Made {
    fn from((): ()) -> Self {
        Self(None)
    }
}

#[cfg(test)]
mod tests {
    use daowei_core::domain::user::Role;
    use daowei_core::store::{NewBureau, settings};

    use super::*;

    fn open() -> (tempfile::TempDir, App) {
        let folder = tempfile::tempdir().expect("a folder");
        let app = App::new(folder.path().to_owned(), None);
        let new = NewBureau {
            bureau: "测试区投资促进局".to_owned(),
            zone: "高新区".to_owned(),
            user: "admin".to_owned(),
            role: Role::Admin,
            sample: false,
        };
        let machine = Machine { key_cost: KeyCost::TEST, ..App::machine() };
        let store = Store::create(&folder.path().join("store"), &new, "correct horse 42", machine, app.now()).expect("a store");
        app.hold(store);
        (folder, app)
    }

    #[test]
    fn ten_minutes_without_a_touch_lock_the_store() {
        let (_folder, app) = open();
        let touched = Instant::now();
        assert!(!app.lock_if_idle(touched + LOCK_AFTER - Duration::from_secs(5)));
        assert!(app.is_open());
        assert!(app.lock_if_idle(Instant::now() + LOCK_AFTER));
        assert!(!app.is_open());
        assert_eq!(app.read(|_| Ok(())).expect_err("locked").code, "locked");
        assert!(!app.lock_if_idle(touched + LOCK_AFTER + LOCK_AFTER), "what is locked is not locked again");
    }

    #[test]
    fn reads_are_answered_and_writes_refused_while_long_work_goes_on() {
        let (_folder, app) = open();
        let now = app.now();
        let watch = Arc::new(Watch::default());
        let (begun, begins) = std::sync::mpsc::channel();
        let (end, ends) = std::sync::mpsc::channel::<()>();
        std::thread::scope(|scope| {
            let (app, watch) = (&app, &watch);
            let work = scope.spawn(move || {
                app.work(watch, |store| {
                    begun.send(()).expect("somebody waits");
                    ends.recv().expect("somebody ends it");
                    store.write(Op::SettingChanged, now, |tx| settings::set(tx, "k", "v")).map(drop)
                })
            });
            begins.recv().expect("it began");
            let asked = Instant::now();
            let before = app.read(|store| settings::get(store.conn(), "k")).expect("an answer");
            assert!(asked.elapsed() < Duration::from_millis(100), "{:?}", asked.elapsed());
            assert_eq!(before, None);
            assert_eq!(app.with(|_| Ok(())).expect_err("refused").code, "busy");
            assert!(app.is_open() && !app.lock_if_idle(Instant::now() + LOCK_AFTER));
            end.send(()).expect("it listens");
            work.join().expect("it ended").expect("it wrote");
        });
        assert_eq!(app.read(|store| settings::get(store.conn(), "k")).expect("an answer").as_deref(), Some("v"));
        app.with(|_| Ok(())).expect("free again");
        app.lock();
        assert_eq!(app.read(|_| Ok(())).expect_err("locked").code, "locked");
    }
}
