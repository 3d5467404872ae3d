//! Rows that are written many at a time. A statement a row opens every index of its table anew and keeps a copy of each page
//! that it touches; a statement for many does so once.
//!
//! **Invariant:** whoever reads through the transaction finds them written: [`super::Tx`] settles them before it lets
//! anyone at the connection.

use std::collections::VecDeque;

use chrono::NaiveDate;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, params_from_iter};

use crate::domain::Id;
use crate::domain::money::Fen;
use crate::error::{Error, Result};

/// As many rows of a table are written by one statement; fewer by smaller ones.
const ROWS: [usize; 3] = [128, 16, 1];

/// A value of a row that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    Null,
    Integer(i64),
    Id(Id),
    Word(&'static str),
    Text(String),
    Hash([u8; 32]),
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(integer) => ValueRef::Integer(*integer),
            Self::Id(id) => ValueRef::Blob(id.as_bytes()),
            Self::Word(word) => ValueRef::Text(word.as_bytes()),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Hash(hash) => ValueRef::Blob(hash),
        }))
    }
}

macro_rules! cells {
    ($($from:ty, $value:ident => $cell:expr;)+) => {
        $(impl From<$from> for Cell {
            fn from($value: $from) -> Self {
                $cell
            }
        })+
    };
}
cells! {
    i64, integer => Self::Integer(integer);
    i32, integer => Self::Integer(i64::from(integer));
    Fen, fen => Self::Integer(fen.0);
    Id, id => Self::Id(id);
    String, text => Self::Text(text);
    &'static str, word => Self::Word(word);
    NaiveDate, on => Self::Text(on.to_string());
    [u8; 32], hash => Self::Hash(hash);
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// The rows of one statement.
#[derive(Debug)]
struct Batch {
    /// The statement for one row.
    sql: &'static str,
    width: usize,
    cells: VecDeque<Cell>,
}

/// Rows that wait to be written, by the statements that write them.
#[derive(Debug, Default)]
pub struct Batches {
    batches: Vec<Batch>,
    waiting: bool,
    /// What went wrong where nobody could be told.
    failed: Option<Error>,
    /// Whether something went wrong: nothing of the action may then stay.
    broken: bool,
}

impl Batches {
    /// Adds a row to be written by `sql`, which inserts one; the reply is whether enough of them wait.
    pub fn put<const N: usize>(&mut self, sql: &'static str, row: [Cell; N]) -> bool {
        self.waiting = true;
        let place = self.batches.iter().position(|batch| batch.sql == sql).unwrap_or_else(|| {
            self.batches.push(Batch { sql, width: N, cells: VecDeque::new() });
            self.batches.len() - 1
        });
        let batch = &mut self.batches[place];
        batch.cells.extend(row);
        batch.cells.len() >= ROWS[0] * N
    }

    /// Writes what waits, in the order in which the statements were first met.
    ///
    /// # Errors
    /// [`Error::Db`]; from then on, always.
    pub fn settle(&mut self, conn: &Connection) -> Result<()> {
        if self.broken {
            return Err(self.failed.take().unwrap_or(Error::Db(rusqlite::Error::InvalidQuery)));
        }
        if !self.waiting {
            return Ok(());
        }
        self.waiting = false;
        for batch in &mut self.batches {
            if let Err(error) = batch.write(conn) {
                self.broken = true;
                return Err(error);
            }
        }
        Ok(())
    }

    /// Keeps what [`Batches::settle`] could not do, to be told when it is called again.
    pub fn keep(&mut self, error: Error) {
        self.failed = Some(error);
    }

    /// Whether there is nothing to settle.
    pub const fn is_settled(&self) -> bool {
        !self.waiting && !self.broken
    }
}

impl Batch {
    fn write(&mut self, conn: &Connection) -> Result<()> {
        for rows in ROWS {
            while self.cells.len() >= rows * self.width {
                let mut statement = conn.prepare_cached(&self.statement(rows))?;
                statement.execute(params_from_iter(self.cells.drain(..rows * self.width)))?;
            }
        }
        Ok(())
    }

    /// The statement for so many rows: its values, of which each is a parameter, repeated.
    fn statement(&self, rows: usize) -> String {
        let head = self.sql.split_once("VALUES").map_or(self.sql, |(head, _)| head);
        let row = ["(", &vec!["?"; self.width].join(","), ")"].concat();
        [head, "VALUES", &vec![row.as_str(); rows].join(",")].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "INSERT INTO line (no, name) VALUES (:no, :name);";

    #[test]
    fn rows_are_written_in_their_order_and_once() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("CREATE TABLE line (no INTEGER NOT NULL, name TEXT)").unwrap();
        let mut batches = Batches::default();
        let mut full = 0;
        for no in 0..300_i64 {
            full += usize::from(batches.put(ONE, [no.into(), (no % 2 == 0).then_some("even").into()]));
            if full == 1 {
                batches.settle(&conn).unwrap();
                full = 2;
            }
        }
        batches.settle(&conn).unwrap();
        batches.settle(&conn).unwrap();
        let rows: Vec<i64> = conn
            .prepare("SELECT no FROM line ORDER BY rowid")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .flatten()
            .collect();
        assert_eq!(rows, (0..300).collect::<Vec<_>>());
        let even: i64 = conn.query_row("SELECT count(*) FROM line WHERE name = 'even'", [], |row| row.get(0)).unwrap();
        assert_eq!(even, 150);
    }

    #[test]
    fn what_failed_once_fails_to_the_end() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("CREATE TABLE line (no INTEGER NOT NULL, name TEXT)").unwrap();
        let mut batches = Batches::default();
        batches.put(ONE, [Cell::Null, Cell::Null]);
        assert!(batches.settle(&conn).is_err());
        assert!(!batches.is_settled() && batches.settle(&conn).is_err());
    }
}
