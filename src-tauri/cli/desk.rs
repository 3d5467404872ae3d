//! What a verb works with: the folder, who asks, the passphrase, the moment, the words. It opens the store.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use daowei_core::domain::user::Right;
use daowei_core::store::keys::KeyCost;
use daowei_core::store::{Access, Machine, Now, Random, Store};
use daowei_core::words::Words;
use zeroize::Zeroizing;

use crate::args::Global;
use crate::failure::{Failure, Result, io};

/// Holds the user's passphrase.
const PASSPHRASE: &str = "DAOWEI_PASSPHRASE";
/// Holds the first passphrase of a new user, or the next one of a user.
const NEW_PASSPHRASE: &str = "DAOWEI_NEW_PASSPHRASE";

/// What a verb works with.
#[derive(Debug)]
pub struct Desk {
    /// The store's folder.
    pub folder: PathBuf,
    /// Who asks.
    pub user: String,
    /// The moment; its date may be set apart for a trial run.
    pub now: Now,
    /// The words of the chosen language.
    pub words: Words,
    passphrase_file: Option<PathBuf>,
}

impl Desk {
    /// Of the options that every verb has.
    pub fn new(global: &Global, words: Words) -> Result<Self> {
        let folder = global.store.clone().ok_or_else(|| Failure::usage::<&str>("cli-no-store", []))?;
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let today = global.today.unwrap_or_else(|| chrono::Local::now().date_naive());
        let now = Now { unix_ms: u64::try_from(since.as_millis()).unwrap_or(0), today };
        Ok(Self { folder, user: global.user.clone(), now, words, passphrase_file: global.passphrase_file.clone() })
    }

    /// The user's passphrase.
    pub fn passphrase(&self) -> Result<Zeroizing<String>> {
        secret(self.passphrase_file.as_deref(), PASSPHRASE, "--passphrase-file")
    }

    /// The passphrase that is to be.
    pub fn new_passphrase(&self, file: Option<&Path>) -> Result<Zeroizing<String>> {
        secret(file, NEW_PASSPHRASE, "--new-passphrase-file")
    }

    /// The store for reading, beside whoever writes.
    pub fn read(&self) -> Result<Store> {
        Ok(Store::open(&self.folder, &self.user, &self.passphrase()?, machine(), Access::Read)?)
    }

    /// Opens the store for writing, refuses what the user's role does not allow, and lets `act` do its work; then
    /// makes the store's own backup where one is due.
    pub fn write<T>(&self, right: Right, act: impl FnOnce(&mut Store) -> Result<T>) -> Result<T> {
        let mut store = Store::open(&self.folder, &self.user, &self.passphrase()?, machine(), Access::Write)?;
        store.allow(right)?;
        let done = act(&mut store)?;
        self.keep(&store);
        Ok(done)
    }

    /// The store's own backup, where one is due. Its failure does not undo the work, and is told.
    pub fn keep(&self, store: &Store) {
        let kept = store.backup_due(self.now).and_then(|due| if due { store.backup_here(self.now).map(drop) } else { Ok(()) });
        if let Err(error) = kept {
            let detail = self.words.error(&error);
            eprintln!("{}", self.words.text("cli-backup-failed", [("detail", detail)]));
        }
    }
}

/// What the store takes from this machine.
pub fn machine() -> Machine {
    // As the window says it: another name would make another seat of the same store.
    let name = fs::read_to_string("/etc/machine-id").unwrap_or_else(|_| std::env::consts::OS.to_owned());
    Machine { random: Random::system(), name: name.trim().to_owned(), key_cost: KeyCost::STANDARD }
}

/// A passphrase from a file, whose last line break is not part of it, or from the environment; never from an argument.
fn secret(file: Option<&Path>, variable: &str, option: &'static str) -> Result<Zeroizing<String>> {
    if let Some(path) = file {
        let text = Zeroizing::new(fs::read_to_string(path).map_err(io(path))?);
        return Ok(Zeroizing::new(text.trim_end_matches(['\n', '\r']).to_owned()));
    }
    let found = std::env::var(variable).ok().filter(|text| !text.is_empty()).map(Zeroizing::new);
    found.ok_or_else(|| Failure::usage("cli-no-passphrase", [("variable", variable), ("option", option)]))
}
