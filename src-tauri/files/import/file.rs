//! The whole way of one file: bytes read in a child process, the table found, its rows read and run.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use daowei_core::store::{Now, Store};
use sha2::{Digest, Sha256};

use super::Error;
use super::run::{Batch, EditionOf, Imported, Mode, Origin, Watch, run};
use super::table::{Table, find};
use crate::columns::{Given, Kind};
use crate::read::limits::Limit;
use crate::read::{self, Encoding, Workbook, child};

/// What a person says about a file.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The sheet; nothing: the one that fits best.
    pub sheet: Option<String>,
    /// What headers mean, where the names do not tell.
    pub mapping: Given,
    /// The encoding, where the guess was wrong.
    pub encoding: Option<Encoding>,
    /// The edition that a list's rows belong to.
    pub edition: Option<EditionOf>,
}

/// A file read and not yet understood: its cells, and what tells it from others.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Its cells.
    pub workbook: Workbook,
    /// Its name and hash.
    pub origin: Origin,
}

/// Reads a file from outside in a child process of `program`, which must serve [`child::ARGUMENT`].
///
/// # Errors
/// [`Error::Read`].
pub fn open(path: &Path, program: &Path, encoding: Option<Encoding>, cancelled: Option<&AtomicBool>) -> Result<Opened, Error> {
    let io = |error: std::io::Error| Error::Read(read::Error::Io(error.to_string()));
    if std::fs::metadata(path).map_err(io)?.len() > Limit::FileBytes.most() {
        return Err(Error::Read(read::Error::too_much(Limit::FileBytes)));
    }
    let file_name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    open_bytes(&file_name, std::fs::read(path).map_err(io)?, program, encoding, cancelled)
}

/// As [`open`], for bytes already at hand.
///
/// # Errors
/// [`Error::Read`].
pub fn open_bytes(
    file_name: &str,
    bytes: Vec<u8>,
    program: &Path,
    encoding: Option<Encoding>,
    cancelled: Option<&AtomicBool>,
) -> Result<Opened, Error> {
    let origin = Origin { file_name: file_name.to_owned(), sha256: Sha256::digest(&bytes).into() };
    let workbook = child::read_bytes(bytes, program, &read::Options { file_name: file_name.to_owned(), encoding }, cancelled)?;
    Ok(Opened { workbook, origin })
}

/// An import done or looked at, and what it was made of.
#[derive(Debug, Clone)]
pub struct Taken {
    /// What came of it.
    pub imported: Imported,
    /// The rows as they were read.
    pub batch: Batch,
    /// The table they stand in.
    pub table: Table,
}

impl Opened {
    /// A file of this program's own making, such as the sample's, read in this process.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn own(file_name: &str, bytes: Vec<u8>) -> Result<Self, Error> {
        let origin = Origin { file_name: file_name.to_owned(), sha256: Sha256::digest(&bytes).into() };
        let workbook = read::read(bytes, &read::Options { file_name: file_name.to_owned(), encoding: None })?;
        Ok(Self { workbook, origin })
    }

    /// Imports the rows, or looks at what that would do.
    ///
    /// # Errors
    /// Every [`Error`]; what is wrong with rows is in the answer's plan.
    pub fn import(self, store: &mut Store, now: Now, kind: Kind, asked: Asked, mode: Mode, watch: &Watch) -> Result<Taken, Error> {
        let table = find(self.workbook, kind, asked.sheet.as_deref(), &asked.mapping)?;
        let batch = Batch::read(&table, asked.edition, now.today)?;
        let imported = run(store, now, &batch, &self.origin, mode, watch)?;
        Ok(Taken { imported, batch, table })
    }
}
