//! A file on its way in, as a person works on it: what it was found to be, what they said about it, what they
//! mended and decided, and the plan that follows. The file is read once; a plan is made of what is at hand.
//! Neighbours: `look` says what was found, `planned` hands out the plan's rows in pages.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use daowei_core::domain::Id;
use daowei_core::store::{Changes, Now, Store};
use rusqlite::Connection;

use super::Error;
use super::choices::{Choice, Choices};
use super::file::{Opened, open, open_bytes};
use super::look::{Look, Shape, look};
use super::planned::Planned;
use super::run::{Batch, EditionOf, Mode, Watch, run};
use super::table::Table;
use crate::read::Encoding;

/// Where a file comes from; kept so that it can be read in another encoding.
#[derive(Debug, Clone)]
pub enum Source {
    /// A file of this machine.
    File(PathBuf),
    /// What was dropped or pasted, under a name.
    Bytes(String, Vec<u8>),
}

impl Source {
    fn read(&self, program: &Path, encoding: Option<Encoding>, watch: &Watch) -> Result<Opened, Error> {
        match self {
            Self::File(path) => open(path, program, encoding, Some(watch.flag())),
            Self::Bytes(name, bytes) => open_bytes(name, bytes.clone(), program, encoding, Some(watch.flag())),
        }
    }
}

/// A file on its way in.
#[derive(Debug)]
pub struct Desk {
    program: PathBuf,
    source: Source,
    opened: Opened,
    shape: Shape,
    table: Option<Arc<Table>>,
    choices: Choices,
    edition: Option<EditionOf>,
}

/// What came of a commit.
#[derive(Debug)]
pub struct Committed {
    /// The plan that was kept, or why it was not.
    pub planned: Planned,
    /// The import, to take it back by.
    pub import: Option<Id>,
    /// What changed.
    pub changes: Option<Changes>,
}

impl Desk {
    /// Reads a file in a child process of `program`; the store has no part in it.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn read(source: Source, program: &Path, watch: &Watch) -> Result<Self, Error> {
        let opened = source.read(program, None, watch)?;
        Ok(Self {
            program: program.to_owned(),
            source,
            opened,
            shape: Shape::default(),
            table: None,
            choices: Choices::default(),
            edition: None,
        })
    }

    /// Finds out what the file is. What is wrong with its tables and columns is in the look.
    ///
    /// # Errors
    /// Failures of the database.
    pub fn look(mut self, conn: &Connection) -> Result<(Self, Look), Error> {
        let look = self.see(conn)?;
        Ok((self, look))
    }

    /// Reads the file again where a person knows its encoding better; does nothing where it is the same.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn read_again(&mut self, encoding: Option<Encoding>, watch: &Watch) -> Result<(), Error> {
        if encoding != self.shape.encoding {
            self.opened = self.source.read(&self.program, encoding, watch)?;
            self.shape.encoding = encoding;
        }
        Ok(())
    }

    /// Takes what a person says about the file. What was typed over goes where the table is another one.
    ///
    /// # Errors
    /// Failures of the database.
    pub fn shape(&mut self, shape: Shape, conn: &Connection) -> Result<Look, Error> {
        self.shape = shape;
        self.see(conn)
    }

    fn see(&mut self, conn: &Connection) -> Result<Look, Error> {
        let (look, table) = look(&self.opened, &self.shape, conn)?;
        let before = self.table.take();
        self.table = table.map(|mut table| {
            // The same place in the same sheet: what was typed over stays.
            if let Some(before) = before.filter(|before| before.layout.sheet == table.layout.sheet) {
                table.mends.clone_from(&before.mends);
            }
            Arc::new(table)
        });
        Ok(look)
    }

    /// Says which edition the rows belong to, for a list.
    pub fn set_edition(&mut self, edition: Option<EditionOf>) {
        self.edition = edition;
    }

    /// Types over a cell of a column of the table; nothing takes that back.
    pub fn mend(&mut self, row: u32, column: u32, text: Option<String>) {
        let Some(table) = &mut self.table else { return };
        let first = u32::try_from(table.layout.columns.start).unwrap_or(0);
        let mends = &mut Arc::make_mut(table).mends;
        match text {
            Some(text) => drop(mends.insert((row, first + column), text)),
            None => drop(mends.remove(&(row, first + column))),
        }
    }

    /// Decides which company a name means; nothing reopens it.
    pub fn decide(&mut self, written: &str, choice: Option<Choice>) {
        match choice {
            Some(choice) => self.choices.decide(written, choice),
            None => self.choices.reopen(written),
        }
    }

    /// What was decided.
    #[must_use]
    pub const fn choices(&self) -> &Choices {
        &self.choices
    }

    /// What importing the rows would do; nothing is kept.
    ///
    /// # Errors
    /// What keeps the file as a whole from being imported.
    pub fn plan(&self, store: &mut Store, now: Now, watch: &Watch) -> Result<Planned, Error> {
        Ok(self.run(store, now, Mode::DryRun, watch)?.planned)
    }

    /// Imports the rows: all of them or none, or with `partial` the good ones.
    ///
    /// # Errors
    /// As [`Desk::plan`]; `cancelled`.
    pub fn commit(&self, store: &mut Store, now: Now, partial: bool, watch: &Watch) -> Result<Committed, Error> {
        self.run(store, now, if partial { Mode::Partial } else { Mode::Whole }, watch)
    }

    fn run(&self, store: &mut Store, now: Now, mode: Mode, watch: &Watch) -> Result<Committed, Error> {
        let (table, batch) = self.batch(now.today)?;
        let imported = run(store, now, &batch, &self.opened.origin, mode, watch)?;
        let planned = Planned::new(table, imported.plan, imported.impact);
        Ok(Committed { planned, import: imported.import, changes: imported.changes })
    }

    fn batch(&self, today: NaiveDate) -> Result<(Arc<Table>, Batch), Error> {
        let table = self.table.clone().ok_or_else(|| Error::ColumnsMissing { columns: String::new() })?;
        let mut batch = Batch::read(&table, self.edition.clone(), today)?;
        batch.choices = self.choices.clone();
        Ok((table, batch))
    }
}
