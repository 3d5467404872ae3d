//! Backups: one file with the encrypted database, the key slots and the vault; opened and checked after it
//! is made.
//!
//! The file is a tar of what lies in the folder, all of it encrypted already. The store's own backups leave the vault
//! out (its files are never changed or removed) and are thinned: all of the last day, then a day's last, then a
//! month's last.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use rusqlite::Connection;

use super::keys::StoreKey;
use super::{Access, BACKUPS, DATABASE, KEYS, Machine, Now, Store, VAULT, file};
use crate::error::{Error, Result};
use crate::journal;

/// The least minutes of work between two of the store's own backups.
pub const BACKUP_MINUTES: u64 = 15;
/// Days of which each day's last backup is kept.
const DAYS_KEPT: i64 = 30;
/// The ending of a backup's name.
pub const EXTENSION: &str = "daowei-backup";
const STAMP: &str = "%Y%m%d-%H%M%S%3f";

impl Store {
    /// Writes a backup, whole with its vault, opens it again and checks it.
    ///
    /// # Errors
    /// [`Error::BackupBad`] where the copy does not verify, [`Error::Exists`], [`Error::Io`].
    pub fn backup_to(&self, path: &Path) -> Result<()> {
        if path.exists() {
            return Err(Error::Exists { kind: "file".to_owned(), key: path.display().to_string() });
        }
        write(&self.folder, &self.conn, &self.key, path, true)
    }

    /// Makes one of the store's own backups and thins the older ones; its path.
    ///
    /// # Errors
    /// As [`Store::backup_to`].
    pub fn backup_here(&self, now: Now) -> Result<PathBuf> {
        let at = i64::try_from(now.unix_ms).ok().and_then(chrono::DateTime::from_timestamp_millis).unwrap_or_default();
        let folder = self.folder.join(BACKUPS);
        fs::create_dir_all(&folder).map_err(Error::io(&folder))?;
        let path = folder.join([&at.format(STAMP).to_string(), ".", EXTENSION].concat());
        if !path.exists() {
            write(&self.folder, &self.conn, &self.key, &path, false)?;
        }
        thin(&folder, at.naive_utc())?;
        Ok(path)
    }

    /// The store's own backups, newest first.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn backups(&self) -> Result<Vec<PathBuf>> {
        let mut all: Vec<PathBuf> = stamped(&self.folder.join(BACKUPS))?.into_iter().map(|(_, path)| path).collect();
        all.reverse();
        Ok(all)
    }

    /// When the store's own last backup was made, unix milliseconds; none: there is none.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn last_backup_ms(&self) -> Result<Option<u64>> {
        let last = stamped(&self.folder.join(BACKUPS))?.pop();
        Ok(last.and_then(|(at, _)| u64::try_from(at.and_utc().timestamp_millis()).ok()))
    }

    /// Whether the store's own next backup is due: something was written since the last one, and
    /// [`BACKUP_MINUTES`] have passed.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Db`].
    pub fn backup_due(&self, now: Now) -> Result<bool> {
        let last = stamped(&self.folder.join(BACKUPS))?.pop().map_or(0, |(at, _)| at.and_utc().timestamp_millis());
        let written: Option<i64> =
            self.conn.query_row("SELECT hlc >> 16 FROM journal_entry ORDER BY entry_no DESC LIMIT 1", [], |row| row.get(0)).ok();
        let now = i64::try_from(now.unix_ms).unwrap_or(i64::MAX);
        Ok(written.is_some_and(|written| written > last)
            && now - last >= i64::try_from(BACKUP_MINUTES * 60_000).unwrap_or(i64::MAX))
    }
}

/// Takes a backup into a new folder, which becomes a store with a site of its own.
///
/// A backup without vault, as the store makes for itself, is given the files of `vault` where that is named.
///
/// # Errors
/// [`Error::StoreExists`], [`Error::BackupBad`], [`Error::WrongPassphrase`].
pub fn restore(
    backup: &Path,
    folder: &Path,
    user: &str,
    passphrase: &str,
    machine: Machine,
    vault: Option<&Path>,
) -> Result<Store> {
    if fs::read_dir(folder).map(|mut entries| entries.next().is_some()).unwrap_or(false) {
        return Err(Error::StoreExists { path: folder.display().to_string() });
    }
    let beside = folder.with_extension("making");
    let _ = fs::remove_dir_all(&beside);
    unpack(backup, &beside)?;
    for part in [VAULT, BACKUPS] {
        fs::create_dir_all(beside.join(part)).map_err(Error::io(&beside))?;
    }
    if let Some(vault) = vault {
        copy_tree(vault, &beside.join(VAULT))?;
    }
    // Opened where it was unpacked: a bad one never becomes a store.
    let opened = Store::open(&beside, user, passphrase, machine.clone(), Access::Write).and_then(|store| {
        journal::verify(store.conn())?;
        match file::fault(store.conn())? {
            None => Ok(()),
            Some(detail) => Err(Error::BackupBad { path: backup.display().to_string(), detail }),
        }
    });
    if let Err(error) = opened {
        let _ = fs::remove_dir_all(&beside);
        return Err(error);
    }
    let _ = fs::remove_dir(folder);
    fs::rename(&beside, folder).map_err(Error::io(folder))?;
    Store::open(folder, user, passphrase, machine, Access::Write)
}

/// The copy that is made before a migration runs, named by the schema it holds.
pub(super) fn before_migration(folder: &Path, conn: &Connection, key: &StoreKey, version: i32) -> Result<()> {
    let path = folder.join(BACKUPS).join(["before-schema-", &(version + 1).to_string(), ".", EXTENSION].concat());
    if path.exists() {
        return Ok(());
    }
    fs::create_dir_all(folder.join(BACKUPS)).map_err(Error::io(folder))?;
    write(folder, conn, key, &path, false)
}

fn write(folder: &Path, conn: &Connection, key: &StoreKey, path: &Path, with_vault: bool) -> Result<()> {
    let beside = path.with_extension("making");
    let copy = path.with_extension("copy");
    let made = (|| {
        copy_database(conn, key, &copy)?;
        let out = fs::File::create(&beside).map_err(Error::io(&beside))?;
        let mut tar = tar::Builder::new(out);
        let io = |source| Error::Io { path: beside.display().to_string(), source };
        tar.append_path_with_name(&copy, DATABASE).map_err(io)?;
        let io = |source| Error::Io { path: beside.display().to_string(), source };
        tar.append_path_with_name(folder.join(KEYS), KEYS).map_err(io)?;
        if with_vault && folder.join(VAULT).is_dir() {
            tar.append_dir_all(VAULT, folder.join(VAULT)).map_err(Error::io(&beside))?;
        }
        let out = tar.into_inner().map_err(Error::io(&beside))?;
        out.sync_all().map_err(Error::io(&beside))?;
        check(&beside, key)?;
        fs::rename(&beside, path).map_err(Error::io(path))
    })();
    let _ = fs::remove_file(&copy);
    if made.is_err() {
        let _ = fs::remove_file(&beside);
    }
    made
}

/// A copy of a database that is being written to, under the same key.
fn copy_database(conn: &Connection, key: &StoreKey, path: &Path) -> Result<()> {
    let _ = fs::remove_file(path);
    let mut target = Connection::open_with_flags(path, rusqlite::OpenFlags::default())?;
    file::unlock(&target, key)?;
    {
        let backup = rusqlite::backup::Backup::new(conn, &mut target)?;
        backup.run_to_completion(1024, std::time::Duration::ZERO, None)?;
    }
    target.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    Ok(())
}

/// Opens a backup's database and verifies file and chain.
fn check(backup: &Path, key: &StoreKey) -> Result<()> {
    let bad = |detail: String| Error::BackupBad { path: backup.display().to_string(), detail };
    let folder = backup.with_extension("checking");
    let _ = fs::remove_dir_all(&folder);
    let checked = (|| {
        unpack(backup, &folder)?;
        let conn = file::open(&folder.join(DATABASE), key, Access::Read)?;
        if let Some(fault) = file::fault(&conn)? {
            return Err(bad(fault));
        }
        journal::verify(&conn).map(|_| ())
    })();
    let _ = fs::remove_dir_all(&folder);
    checked.map_err(|error| bad(error.to_string()))
}

/// Unpacks a backup; only the names a backup holds, and nothing outside `folder`.
fn unpack(backup: &Path, folder: &Path) -> Result<()> {
    let bad = |detail: &str| Error::BackupBad { path: backup.display().to_string(), detail: detail.to_owned() };
    let input = fs::File::open(backup).map_err(|_| bad("missing"))?;
    fs::create_dir_all(folder).map_err(Error::io(folder))?;
    let mut archive = tar::Archive::new(input);
    let mut found = BTreeSet::new();
    for entry in archive.entries().map_err(|error| bad(&error.to_string()))? {
        let mut entry = entry.map_err(|error| bad(&error.to_string()))?;
        let name = entry.path().map_err(|error| bad(&error.to_string()))?.to_path_buf();
        let known = name == Path::new(DATABASE) || name == Path::new(KEYS) || name.starts_with(VAULT);
        if !known || !entry.unpack_in(folder).map_err(|error| bad(&error.to_string()))? {
            return Err(bad("foreign"));
        }
        found.insert(name);
    }
    if found.contains(Path::new(DATABASE)) && found.contains(Path::new(KEYS)) { Ok(()) } else { Err(bad("incomplete")) }
}

fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).map_err(Error::io(to))?;
    for entry in fs::read_dir(from).map_err(Error::io(from))? {
        let entry = entry.map_err(Error::io(from))?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_tree(&entry.path(), &target)?;
        } else if !target.exists() {
            fs::copy(entry.path(), &target).map_err(Error::io(&target))?;
        }
    }
    Ok(())
}

/// The store's own backups with their instants, oldest first.
fn stamped(folder: &Path) -> Result<Vec<(NaiveDateTime, PathBuf)>> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    for entry in entries {
        let path = entry.map_err(Error::io(folder))?.path();
        let stamp =
            path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| NaiveDateTime::parse_from_str(stem, STAMP).ok());
        if let Some(at) = stamp.filter(|_| path.extension().is_some_and(|extension| extension == EXTENSION)) {
            all.push((at, path));
        }
    }
    all.sort();
    Ok(all)
}

/// Keeps everything of the last day, each day's last for [`DAYS_KEPT`] days, and each month's last.
fn thin(folder: &Path, now: NaiveDateTime) -> Result<()> {
    for path in superseded(&stamped(folder)?, now) {
        fs::remove_file(&path).map_err(Error::io(&path))?;
    }
    Ok(())
}

fn superseded(all: &[(NaiveDateTime, PathBuf)], now: NaiveDateTime) -> Vec<PathBuf> {
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for (at, path) in all.iter().rev() {
        let age_days = (now - *at).num_days();
        let slot = if age_days < 1 {
            continue;
        } else if age_days <= DAYS_KEPT {
            at.format("%Y%m%d").to_string()
        } else {
            at.format("%Y%m").to_string()
        };
        if !seen.insert(slot) {
            out.push(path.clone());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backups_are_thinned_to_days_and_months() {
        let at = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        let all: Vec<_> = [
            "2026-01-05 08:00",
            "2026-01-20 09:00",
            "2026-05-01 08:00",
            "2026-05-01 17:00",
            "2026-05-09 10:00",
            "2026-05-09 10:15",
        ]
        .iter()
        .map(|text| (at(text), PathBuf::from(text)))
        .collect();
        let gone = superseded(&all, at("2026-05-09 12:00"));
        assert_eq!(gone, [PathBuf::from("2026-05-01 08:00"), PathBuf::from("2026-01-05 08:00")]);
    }
}
