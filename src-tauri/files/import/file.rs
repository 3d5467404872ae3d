//! The whole way of one file: bytes read in a child process, the table found, its rows read and run.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use daowei_core::store::{Now, Store};
use sha2::{Digest, Sha256};

use super::Error;
use super::choices::Choices;
use super::run::{Batch, EditionOf, Imported, Mode, Origin, Watch, run};
use super::table::{Constants, Mends, Table, find_asked as find};
use crate::columns::{Given, Kind};
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
    /// What every row says of keys that have no column.
    pub constants: Constants,
    /// What a person typed in place of cells.
    pub mends: Mends,
    /// Which company a name means, where that is in doubt.
    pub choices: Choices,
    /// Whether columns that mean nothing here go into the records' notes.
    pub note_the_rest: bool,
}

/// A file read and not yet understood: its cells, and what tells it from others.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Its cells.
    pub workbook: Arc<Workbook>,
    /// Its name and hash.
    pub origin: Origin,
}

/// Reads a file from outside in a child process of `program`, which must serve [`child::ARGUMENT`].
///
/// # Errors
/// [`Error::Read`].
pub fn open(path: &Path, program: &Path, encoding: Option<Encoding>, cancelled: Option<&AtomicBool>) -> Result<Opened, Error> {
    let file_name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let options = read::Options { file_name: file_name.clone(), encoding };
    let (workbook, sha256) = child::read_file(path, program, &options, cancelled)?;
    Ok(Opened { workbook: Arc::new(workbook), origin: Origin { file_name, sha256 } })
}

/// As [`open`], for bytes: what was dropped, and what was pasted (`file_name` then says so).
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
    let options = read::Options { file_name: file_name.to_owned(), encoding };
    let (workbook, sha256) = child::read_bytes(bytes, program, &options, cancelled)?;
    Ok(Opened { workbook: Arc::new(workbook), origin: Origin { file_name: file_name.to_owned(), sha256 } })
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
        Ok(Self { workbook: Arc::new(workbook), origin })
    }

    /// Imports the rows, or looks at what that would do.
    ///
    /// # Errors
    /// Every [`Error`]; what is wrong with rows is in the answer's plan.
    pub fn import(self, store: &mut Store, now: Now, kind: Kind, asked: Asked, mode: Mode, watch: &Watch) -> Result<Taken, Error> {
        let table = find(self.workbook, kind, &asked)?;
        let mut batch = Batch::read(&table, asked.edition, now.today)?;
        batch.choices = asked.choices;
        let imported = run(store, now, &batch, &self.origin, mode, watch)?;
        Ok(Taken { imported, batch, table })
    }
}
