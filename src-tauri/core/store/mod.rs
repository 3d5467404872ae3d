//! The store: a folder with an encrypted SQLite database, key slots, a vault of evidence and
//! backups.
//!
//! **Invariant:** one process at a time writes, and writes only through [`Store::write`].
//! A missing, empty, truncated or foreign file is an error, never a new store.
//! Neighbours: `journal` (what a write leaves), `domain` (the types), `kpi` (reads).

pub mod backup;
mod batch;
pub mod clock;
pub mod close;
pub mod company;
mod conn;
mod door;
mod dump;
pub mod evidence;
mod file;
pub mod fund;
pub mod imports;
pub mod keys;
pub mod lists;
pub mod meeting;
mod migrate;
pub mod people;
pub mod project;
pub mod rates;
pub mod receipts;
pub mod reports;
pub mod scheme;
pub mod search;
mod seat;
pub mod settings;
pub mod targets;
mod vault;
mod verify;
pub mod views;
pub mod zones;

pub(crate) use batch::Batches;
pub use clock::{Ids, Now, Random};
pub use conn::Conn;
pub(crate) use conn::in_one_state;
pub use door::{Changes, Tx, Written};
#[cfg(test)]
pub(crate) use migrate::run as migrate;
pub use migrate::{MIGRATIONS, SCHEMA_VERSION};
pub use verify::{Check, Verification};

use std::fs;
use std::path::{Path, PathBuf};

use crate::domain::Id;
use crate::domain::user::{Right, Role};
use crate::error::{Error, Result};
use crate::journal::{self, Capture};
use crate::kpi;
use keys::{KeyCost, Slots, StoreKey};

/// The database's name in the folder.
pub const DATABASE: &str = "daowei.db";
/// The key slots' name in the folder.
pub const KEYS: &str = "keys.json";
/// The folder of encrypted evidence.
pub const VAULT: &str = "vault";
/// The folder of backups.
pub const BACKUPS: &str = "backups";

/// What a store takes from the machine around it.
#[derive(Debug, Clone)]
pub struct Machine {
    /// Randomness.
    pub random: Random,
    /// What tells this machine from others, such as its machine id; with the file's place on disk it
    /// tells a copied store from the one it was copied from.
    pub name: String,
    /// The cost of a guess at a passphrase, for slots made from now on.
    pub key_cost: KeyCost,
}

/// Whether a store is opened to be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Reading and writing; one process at a time.
    Write,
    /// Reading only, beside a writing process.
    Read,
}

/// The user a store was opened by.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, specta::Type)]
pub struct Person {
    /// The user.
    pub id: Id,
    /// The name.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

/// An open store.
pub struct Store {
    folder: PathBuf,
    conn: Conn,
    key: StoreKey,
    machine: Machine,
    ids: Ids,
    capture: Capture,
    person: Person,
    access: Access,
    /// Held while the store is open for writing; the lock goes with it.
    _lock: Option<fs::File>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("folder", &self.folder).field("access", &self.access).finish_non_exhaustive()
    }
}

/// What a new bureau's store begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBureau {
    /// The bureau's name, as reports print it.
    pub bureau: String,
    /// Its zone, which counts.
    pub zone: String,
    /// The first user's name.
    pub user: String,
    /// The first user's role.
    pub role: Role,
    /// Whether this is the sample.
    pub sample: bool,
}

impl Store {
    /// Makes a new store in `folder`, which must not exist or be empty, and opens it.
    ///
    /// # Errors
    /// [`Error::StoreExists`], [`Error::WeakPassphrase`], [`Error::Missing`], [`Error::Io`].
    pub fn create(folder: &Path, bureau: &NewBureau, passphrase: &str, machine: Machine, now: Now) -> Result<Self> {
        let occupied = fs::read_dir(folder).map(|mut entries| entries.next().is_some()).unwrap_or(false);
        if occupied {
            return Err(Error::StoreExists { path: folder.display().to_string() });
        }
        for (field, value) in [("bureau", &bureau.bureau), ("zone", &bureau.zone), ("user", &bureau.user)] {
            if value.trim().is_empty() {
                return Err(Error::Missing { field: field.to_owned() });
            }
        }
        let key = StoreKey::generate(&machine.random);
        let user = Ids::after(None, machine.random.clone()).next(now.unix_ms);
        let mut slots = Slots::default();
        slots.put(user, &bureau.user, passphrase, &key, machine.key_cost, &machine.random)?;
        // Everything is made beside and moved into place whole, so that no half store is ever found.
        let beside = folder.with_extension("making");
        let _ = fs::remove_dir_all(&beside);
        fs::create_dir_all(&beside).map_err(Error::io(&beside))?;
        for part in [VAULT, BACKUPS] {
            fs::create_dir_all(beside.join(part)).map_err(Error::io(&beside))?;
        }
        slots.write(&beside.join(KEYS))?;
        file::create(&beside.join(DATABASE), &key)?;
        let _ = fs::remove_dir(folder);
        fs::rename(&beside, folder).map_err(Error::io(folder))?;
        let mut store = Self::open_with(folder, user, key, machine, Access::Write)?;
        store.person = Person { id: user, name: bureau.user.clone(), role: bureau.role };
        store.write_as(journal::Op::BureauMade, None, now, |tx| settings::found(tx, user, bureau))?;
        Ok(store)
    }

    /// Opens the store in `folder` as `user`.
    ///
    /// # Errors
    /// [`Error::StoreMissing`], [`Error::StoreDamaged`], [`Error::KeysDamaged`], [`Error::WrongPassphrase`],
    /// [`Error::StoreBusy`] for writing, [`Error::StoreNewer`].
    pub fn open(folder: &Path, user: &str, passphrase: &str, machine: Machine, access: Access) -> Result<Self> {
        file::check(&folder.join(DATABASE))?;
        let (user, key) = Slots::read(&folder.join(KEYS))?.open(user, passphrase)?;
        Self::open_with(folder, user, key, machine, access)
    }

    /// Looks whether a store lies in a folder, without opening it.
    ///
    /// # Errors
    /// [`Error::StoreMissing`], [`Error::StoreDamaged`], [`Error::KeysDamaged`].
    pub fn look(folder: &Path) -> Result<()> {
        file::check(&folder.join(DATABASE))?;
        Slots::read(&folder.join(KEYS)).map(|_| ())
    }

    /// Opens a second connection to this store for reading, for work beside the window's.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn reader(&self) -> Result<Self> {
        Self::open_with(&self.folder, self.person.id, self.key.clone(), self.machine.clone(), Access::Read)
    }

    fn open_with(folder: &Path, user: Id, key: StoreKey, machine: Machine, access: Access) -> Result<Self> {
        let path = folder.join(DATABASE);
        let lock = match access {
            Access::Write => Some(file::lock(folder)?),
            Access::Read => None,
        };
        let conn = file::open(&path, &key, access)?;
        let known = migrate::check(&conn)?;
        if access == Access::Write && known < SCHEMA_VERSION {
            if known > 0 {
                backup::before_migration(folder, &conn, &key, known)?;
            }
            migrate::run(&conn)?;
        }
        let capture = journal::install(&conn, access == Access::Write, search::READS)?;
        kpi::install(&conn, access == Access::Write)?;
        if access == Access::Write {
            search::settle(&conn)?;
            seat::settle(&conn, &path, &machine)?;
            company::settle(&conn)?;
        }
        let person = people::person(&conn, user)?;
        let ids = Ids::after(journal::last_id(&conn)?, machine.random.clone());
        Ok(Self { folder: folder.to_owned(), conn: Conn::new(conn), key, machine, ids, capture, person, access, _lock: lock })
    }

    /// The connection, to read through.
    #[must_use]
    pub const fn conn(&self) -> &Conn {
        &self.conn
    }

    /// Its folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Who opened it.
    #[must_use]
    pub const fn person(&self) -> &Person {
        &self.person
    }

    /// Refuses what the user's role does not allow.
    ///
    /// # Errors
    /// [`Error::Forbidden`].
    pub fn allow(&self, right: Right) -> Result<()> {
        if self.person.role.may(right) {
            return Ok(());
        }
        Err(Error::Forbidden { user: self.person.name.clone(), role: self.person.role.code().to_owned() })
    }
}
