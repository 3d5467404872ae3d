//! The database file: checked before it is opened, keyed, and set to survive a power cut.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, config::DbConfig};

use super::keys::StoreKey;
use super::{Access, migrate};
use crate::error::{Error, Result};

/// The shortest file that can hold a database: one page.
const BYTES_MIN: u64 = 4096;

/// How long a reader waits for the writer's checkpoint, in milliseconds.
const BUSY_WAIT_MS: u64 = 5000;

/// Statements kept prepared: more than the verbs of one view use.
const STATEMENTS_KEPT: usize = 128;

/// Page cache in KiB (negative in the pragma): holds the indexes of a year's ledger.
const CACHE_KIB: i64 = 65_536;

/// Refuses a file that cannot be a store of ours, before a key is asked for.
///
/// # Errors
/// [`Error::StoreMissing`], [`Error::StoreDamaged`].
pub fn check(path: &Path) -> Result<()> {
    let shown = || path.display().to_string();
    let damaged = |detail: &str| Error::StoreDamaged { path: shown(), detail: detail.to_owned() };
    let Ok(mut file) = fs::File::open(path) else {
        return Err(Error::StoreMissing { path: shown() });
    };
    let bytes = file.metadata().map_err(Error::io(path))?.len();
    if bytes == 0 {
        return Err(damaged("empty"));
    }
    if bytes < BYTES_MIN {
        return Err(damaged("truncated"));
    }
    let mut head = [0; 16];
    file.read_exact(&mut head).map_err(Error::io(path))?;
    if head.starts_with(b"SQLite format 3") {
        return Err(damaged("foreign"));
    }
    Ok(())
}

/// How often the lock is asked for before the store is said to be held by another, and how long between.
///
/// A child that this program has just begun holds a copy of the lock until it runs its own program: whoever leaves a store and
/// opens it again meanwhile, as one does who signs in as another, would be told of another process that there is not.
const LOCK_ASKED: u32 = 50;
const LOCK_WAIT: Duration = Duration::from_millis(10);

/// Takes the lock that makes this process the only writer; waits for half a second where it is held.
///
/// # Errors
/// [`Error::StoreBusy`], [`Error::Io`].
pub fn lock(folder: &Path) -> Result<fs::File> {
    let path = folder.join("lock");
    let file = fs::File::options().create(true).truncate(false).write(true).open(&path).map_err(Error::io(&path))?;
    for _ in 0..LOCK_ASKED {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(fs::TryLockError::WouldBlock) => std::thread::sleep(LOCK_WAIT),
            Err(fs::TryLockError::Error(source)) => return Err(Error::Io { path: path.display().to_string(), source }),
        }
    }
    Err(Error::StoreBusy { path: folder.display().to_string() })
}

/// Makes the database with the current schema.
pub fn create(path: &Path, key: &StoreKey) -> Result<()> {
    let conn = Connection::open_with_flags(path, OpenFlags::default())?;
    unlock(&conn, key)?;
    pragmas(&conn)?;
    migrate::run(&conn)?;
    conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(())
}

/// Opens a database that is there.
///
/// # Errors
/// [`Error::StoreDamaged`] where the key fits but the file does not read.
pub fn open(path: &Path, key: &StoreKey, access: Access) -> Result<Connection> {
    check(path)?;
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    unlock(&conn, key)?;
    let readable: rusqlite::Result<i64> = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0));
    match readable {
        Ok(0) => return Err(Error::StoreDamaged { path: path.display().to_string(), detail: "no schema".to_owned() }),
        Ok(_) => {}
        Err(error) => return Err(Error::StoreDamaged { path: path.display().to_string(), detail: error.to_string() }),
    }
    pragmas(&conn)?;
    if access == Access::Read {
        conn.pragma_update(None, "query_only", true)?;
    }
    Ok(conn)
}

/// What is wrong with an open file, page by page: the cipher's seals, then the pages themselves.
pub fn fault(conn: &Connection) -> Result<Option<String>> {
    let unsealed: Vec<String> =
        conn.prepare("PRAGMA cipher_integrity_check")?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    if let Some(first) = unsealed.into_iter().next() {
        return Ok(Some(first));
    }
    let found: String = conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    Ok((found != "ok").then_some(found))
}

/// Gives a connection its key, and keeps the cipher's own log off standard error.
pub fn unlock(conn: &Connection, key: &StoreKey) -> Result<()> {
    conn.pragma_update(None, "cipher_log_level", "NONE")?;
    conn.pragma_update(None, "key", key.pragma().as_str())?;
    Ok(())
}

fn pragmas(conn: &Connection) -> Result<()> {
    conn.busy_timeout(std::time::Duration::from_millis(BUSY_WAIT_MS))?;
    conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "recursive_triggers", true)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.pragma_update(None, "cache_size", -CACHE_KIB)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    Ok(())
}
