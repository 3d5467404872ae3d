//! How changes are seen: TEMP triggers on every journaled table feed a buffer.
//!
//! The triggers are made from the store's own schema when a store is opened, so that no write
//! through this connection, undo included, can pass the journal by.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};

use super::body::{Bodies, Values, put_text};
use super::hex;
use crate::domain::Id;
use crate::error::Result;

/// A row's fields, in the table's order; values as the journal writes them.
pub type Image = Vec<Option<String>>;

/// One changed row: `before` is none for a new one, `after` for a deleted one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowChange {
    /// Its table, by its place in [`Capture::tables`].
    pub table: usize,
    /// Its id.
    pub row: Id,
    /// What it was.
    pub before: Option<Image>,
    /// What it is.
    pub after: Option<Image>,
}

/// A journaled table and its columns, in order; the first is `id`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns with whether each holds BLOB, INTEGER or TEXT.
    pub columns: Vec<(String, ColumnType)>,
    /// Places of the columns but `id`, by name, each with its key as a body writes it: `"name":`.
    pub keys: Vec<(usize, String)>,
}

/// What a column holds, as STRICT tables say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// Bytes, written as hexadecimal digits, 16 of them as a uuid.
    Blob,
    /// An integer, written in decimal.
    Integer,
    /// A text.
    Text,
}

/// What was recorded of a write.
#[derive(Debug, Default)]
pub struct Recorded {
    /// The bodies of its entries.
    pub bodies: Bodies,
    /// The changed rows of the tables whose images are kept, in order.
    pub kept: Vec<RowChange>,
    /// The tables with changed rows, by their places in [`Capture::tables`].
    pub tables: BTreeSet<usize>,
}

/// The buffer between the triggers and the door.
#[derive(Debug, Clone, Default)]
pub struct Capture {
    recorded: Arc<Mutex<Recorded>>,
    undoing: Arc<Mutex<bool>>,
    /// The journaled tables.
    pub tables: Arc<Vec<Table>>,
}

impl Capture {
    /// What was changed since the last call.
    pub fn take(&self) -> Recorded {
        std::mem::take(&mut *self.recorded.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Does something to many rows of a table that the database may refuse halfway; what it then takes back is recorded
    /// nowhere.
    pub fn whole<T>(&self, act: impl FnOnce() -> Result<T>) -> Result<T> {
        let locked = || self.recorded.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = {
            let mut recorded = locked();
            recorded.bodies.mark();
            recorded.kept.len()
        };
        let done = act();
        let mut recorded = locked();
        if done.is_err() {
            recorded.bodies.rewind();
            recorded.kept.truncate(kept);
        } else {
            recorded.bodies.keep();
        }
        done
    }

    /// Says whether images before are being put back, which lets append-only rows go.
    pub fn set_undoing(&self, undoing: bool) {
        *self.undoing.lock().unwrap_or_else(PoisonError::into_inner) = undoing;
    }
}

/// The journaled tables of a database: those with an `id`.
pub fn table_columns(conn: &Connection) -> Result<Vec<Table>> {
    let mut statement = conn.prepare(include_str!("tables.sql"))?;
    let mut rows = statement.query([])?;
    let mut tables: Vec<Table> = Vec::new();
    while let Some(row) = rows.next()? {
        let (table, column, kind): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let kind = match kind.as_str() {
            "BLOB" => ColumnType::Blob,
            "INTEGER" => ColumnType::Integer,
            _ => ColumnType::Text,
        };
        match tables.last_mut() {
            Some(last) if last.name == table => last.columns.push((column, kind)),
            _ => tables.push(Table { name: table, columns: vec![(column, kind)], keys: Vec::new() }),
        }
    }
    tables.retain(|table| table.columns.first().is_some_and(|(column, _)| column == "id"));
    for table in &mut tables {
        let mut places: Vec<usize> = (1..table.columns.len()).collect();
        places.sort_unstable_by_key(|at| &table.columns[*at].0);
        table.keys = places.into_iter().map(|at| (at, key(&table.columns[at].0))).collect();
    }
    Ok(tables)
}

/// A field's name as a body writes it before its value.
fn key(column: &str) -> String {
    let mut key = String::new();
    put_text(&mut key, column);
    key.push(':');
    key
}

/// Registers the functions on a fresh connection, and the triggers on one that writes. Of the tables named in `kept`
/// the door gets the images of changed rows beside the bodies.
pub fn install(conn: &Connection, writes: bool, kept: &[&str]) -> Result<Capture> {
    let capture = Capture { tables: Arc::new(table_columns(conn)?), ..Capture::default() };
    let undoing = Arc::clone(&capture.undoing);
    conn.create_scalar_function("undoing", 0, FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_INNOCUOUS, move |_| {
        Ok(*undoing.lock().unwrap_or_else(PoisonError::into_inner))
    })?;
    if writes {
        let (recorded, tables) = (Arc::clone(&capture.recorded), Arc::clone(&capture.tables));
        let kept: Vec<bool> = tables.iter().map(|table| kept.contains(&table.name.as_str())).collect();
        conn.create_scalar_function("journal_capture", -1, FunctionFlags::SQLITE_UTF8, move |context| {
            note(context, &tables, &kept, &recorded)?;
            Ok(ToSqlOutput::Owned(Value::Null))
        })?;
        for (number, table) in capture.tables.iter().enumerate() {
            for action in ["INSERT", "UPDATE", "DELETE"] {
                conn.execute_batch(&trigger(number, table, action))?;
            }
        }
    }
    Ok(capture)
}

/// The trigger that hands a changed row to `journal_capture(table, new…, old…)`; a side that is not there is
/// left out, told by the code 0 both, 1 new only, 2 old only.
fn trigger(number: usize, table: &Table, action: &str) -> String {
    let sides: &[&str] = match action {
        "INSERT" => &["NEW"],
        "UPDATE" => &["NEW", "OLD"],
        _ => &["OLD"],
    };
    let code = match action {
        "INSERT" => "1",
        "UPDATE" => "0",
        _ => "2",
    };
    let mut sql = String::from("CREATE TEMP TRIGGER \"capture_");
    sql.push_str(
        &[&table.name, "_", action, "\" AFTER ", action, " ON main.\"", &table.name, "\" BEGIN SELECT journal_capture("].concat(),
    );
    sql.push_str(&[&number.to_string(), ",", code].concat());
    for side in sides {
        for (column, _) in &table.columns {
            sql.push_str(&[",", side, ".\"", column, "\""].concat());
        }
    }
    sql.push_str("); END;");
    sql
}

fn note(context: &Context<'_>, tables: &[Table], kept: &[bool], recorded: &Mutex<Recorded>) -> rusqlite::Result<()> {
    let number = usize::try_from(context.get::<i64>(0)?).unwrap_or(usize::MAX);
    let sides: i64 = context.get(1)?;
    let Some(table) = tables.get(number) else { return Ok(()) };
    let width = table.columns.len();
    let (first, second) = (|at: usize| context.get_raw(2 + at), |at: usize| context.get_raw(2 + width + at));
    let (after, before): (Option<Values<'_>>, Option<Values<'_>>) = match sides {
        0 => (Some(&first), Some(&second)),
        1 => (Some(&first), None),
        _ => (None, Some(&first)),
    };
    if after.is_some() && before.is_some() && (0..width).all(|at| first(at) == second(at)) {
        return Ok(());
    }
    let row = context.get::<Id>(2)?;
    let mut recorded = recorded.lock().unwrap_or_else(PoisonError::into_inner);
    recorded.tables.insert(number);
    recorded.bodies.push(table, row, after, before);
    if kept.get(number).copied().unwrap_or(false) {
        let image = |side: Values<'_>| (0..width).map(|at| text_of(side(at))).collect::<Image>();
        recorded.kept.push(RowChange { table: number, row, before: before.map(image), after: after.map(image) });
    }
    Ok(())
}

/// A value as the journal writes it.
pub fn text_of(value: ValueRef<'_>) -> Option<String> {
    match value {
        ValueRef::Null => None,
        ValueRef::Integer(integer) => Some(integer.to_string()),
        ValueRef::Real(real) => Some(real.to_string()),
        ValueRef::Text(text) => Some(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(blob) => Some(match <[u8; 16]>::try_from(blob) {
            Ok(id) => Id::from_bytes(id).to_string(),
            Err(_) => hex(blob),
        }),
    }
}

/// A journal text as the value of a column; none where the text does not fit the column.
pub fn value_of(text: Option<&str>, kind: ColumnType) -> Option<Value> {
    let Some(text) = text else { return Some(Value::Null) };
    match kind {
        ColumnType::Text => Some(Value::Text(text.to_owned())),
        ColumnType::Integer => text.parse().ok().map(Value::Integer),
        ColumnType::Blob => super::unhex(text).map(Value::Blob),
    }
}
