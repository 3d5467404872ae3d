//! What the program holds while it runs: the open store, and the tokens of what was chosen in dialogs.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use daowei_core::domain::Id;
use daowei_core::error::Result;
use daowei_core::journal::Op;
use daowei_core::store::keys::KeyCost;
use daowei_core::store::{Machine, Now, Random, Store, Tx, Written};

use crate::ipc::{Changed, Failure, IpcResult};

/// Without a touch for so long, the store is locked.
pub const LOCK_AFTER: Duration = Duration::from_secs(10 * 60);

/// The program's state.
#[derive(Debug)]
pub struct App {
    session: Mutex<Session>,
    tokens: Mutex<HashMap<String, Chosen>>,
    /// The program's own folder: where the sample lies and where new stores are offered.
    pub data: PathBuf,
    /// Stands for the calendar's today in trials; `DAOWEI_TODAY`.
    today: Option<chrono::NaiveDate>,
}

/// The store and who touched it last.
#[derive(Debug)]
struct Session {
    folder: Option<PathBuf>,
    store: Option<Store>,
    touched: Instant,
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
        let session = Session { folder: None, store: None, touched: Instant::now() };
        Self { session: Mutex::new(session), tokens: Mutex::default(), data, today }
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
        let mut session = self.lock_session();
        session.store = None;
        session.folder = Some(folder.to_owned());
    }

    /// Holds an open store from now on.
    pub fn hold(&self, store: Store) {
        let mut session = self.lock_session();
        session.folder = Some(store.folder().to_owned());
        session.store = Some(store);
        session.touched = Instant::now();
    }

    /// Closes the store; its folder stays pointed to.
    pub fn lock(&self) {
        self.lock_session().store = None;
    }

    /// Closes the store when nobody touched it for [`LOCK_AFTER`]; whether it did.
    pub fn lock_if_idle(&self) -> bool {
        let mut session = self.lock_session();
        let idle = session.store.is_some() && session.touched.elapsed() >= LOCK_AFTER;
        if idle {
            session.store = None;
        }
        idle
    }

    /// Whether a store is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.lock_session().store.is_some()
    }

    /// A second connection where the store's own backup is due; asking is no touch.
    ///
    /// # Errors
    /// What the store says.
    pub fn reader_if_backup_due(&self, now: Now) -> IpcResult<Option<Store>> {
        let session = self.lock_session();
        match &session.store {
            Some(store) if store.backup_due(now)? => Ok(Some(store.reader()?)),
            _ => Ok(None),
        }
    }

    /// Reads from the open store.
    ///
    /// # Errors
    /// `locked` where none is open; what `ask` says.
    pub fn read<T>(&self, ask: impl FnOnce(&Store) -> Result<T>) -> IpcResult<T> {
        let mut session = self.lock_session();
        session.touched = Instant::now();
        let store = session.store.as_ref().ok_or_else(Failure::locked)?;
        Ok(ask(store)?)
    }

    /// Uses the open store for what is more than one read or write.
    ///
    /// # Errors
    /// `locked` where none is open; what `act` says.
    pub fn with<T>(&self, act: impl FnOnce(&mut Store) -> Result<T>) -> IpcResult<T> {
        let mut session = self.lock_session();
        session.touched = Instant::now();
        let store = session.store.as_mut().ok_or_else(Failure::locked)?;
        Ok(act(store)?)
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
        self.lock_tokens().insert(token.clone(), chosen);
        token
    }

    /// What a token stands for.
    ///
    /// # Errors
    /// `not-found`.
    pub fn chosen(&self, token: &str) -> IpcResult<Chosen> {
        self.lock_tokens().get(token).cloned().ok_or_else(|| daowei_core::error::Error::not_found("token", token).into())
    }

    fn lock_session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock_tokens(&self) -> MutexGuard<'_, HashMap<String, Chosen>> {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The record a write made, where it made one.
#[derive(Debug)]
pub struct Made(Option<Id>);

impl From<Id> for Made {
    fn from(id: Id) -> Self {
        Self(Some(id))
    }
}

impl From<()> for Made {
    fn from((): ()) -> Self {
        Self(None)
    }
}
