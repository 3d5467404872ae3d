//! Puts images of rows back into the tables: for undo, and for taking an import back.
//!
//! The statements are made from the store's own schema; no text of a user's is ever part of one.

use std::collections::{BTreeMap, HashSet};

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::capture::{Table, text_of, value_of};
use crate::domain::Id;
use crate::error::{Error, Result};

/// The fields of one side of a change, as a body writes them.
pub type Fields = BTreeMap<String, Option<String>>;

/// A changed row as a body writes it: table, row, after, before.
pub type Element = (String, Id, Option<Fields>, Option<Fields>);

/// A changed row of a body, its fields not read yet.
#[derive(Debug, Deserialize)]
pub struct Seen<'b>(&'b str, Id, #[serde(borrow)] Option<&'b RawValue>, Option<&'b RawValue>);

impl<'b> Seen<'b> {
    /// Its table.
    pub const fn table(&self) -> &'b str {
        self.0
    }

    /// The row.
    pub const fn row(&self) -> Id {
        self.1
    }

    /// Whether the change left the row there.
    pub const fn stands(&self) -> bool {
        self.2.is_some()
    }

    /// What the row came to be.
    pub fn after(&self) -> Result<Option<Fields>> {
        fields(self.2)
    }

    /// What the row was.
    pub fn before(&self) -> Result<Option<Fields>> {
        fields(self.3)
    }
}

fn fields(side: Option<&RawValue>) -> Result<Option<Fields>> {
    Ok(side.map(|side| serde_json::from_str(side.get())).transpose()?)
}

/// Reads a body as far as which rows it tells of.
pub fn seen(body: &str) -> Result<Vec<Seen<'_>>> {
    Ok(serde_json::from_str(body)?)
}

/// Reads a body.
pub fn elements(body: &str) -> Result<Vec<Element>> {
    Ok(serde_json::from_str(body)?)
}

/// The table of this name.
fn named<'t>(tables: &'t [Table], name: &str) -> Result<&'t Table> {
    tables.iter().find(|table| table.name == name).ok_or_else(|| Error::not_found("table", name))
}

/// Makes the row as `to` says, where it stands as `from` says.
///
/// # Errors
/// [`Error::UndoConflict`] names the first field that stands otherwise.
pub fn put(conn: &Connection, tables: &[Table], name: &str, id: Id, from: Option<&Fields>, to: Option<&Fields>) -> Result<()> {
    let table = named(tables, name)?;
    let current = current(conn, table, id)?;
    let conflict = |field: &str| Error::UndoConflict { table: name.to_owned(), field: field.to_owned() };
    match (from, &current) {
        (None, Some(_)) | (Some(_), None) => return Err(conflict("id")),
        (None, None) => {}
        (Some(from), Some(current)) => {
            if let Some((field, _)) = from.iter().find(|(field, value)| current.get(*field).unwrap_or(&None) != *value) {
                return Err(conflict(field));
            }
            // A row is taken away only as it was made: a later change of another field stands in the way.
            if to.is_none()
                && let Some((field, _)) = current.iter().find(|(field, value)| value.is_some() && !from.contains_key(*field))
            {
                return Err(conflict(field));
            }
        }
    }
    match to {
        None => delete(conn, table, id),
        Some(to) if current.is_some() => update(conn, table, id, to),
        Some(to) => insert(conn, table, id, to),
    }
}

/// The fields of a row as the journal writes them, without its id.
pub fn current(conn: &Connection, table: &Table, id: Id) -> Result<Option<Fields>> {
    let sql = ["SELECT * FROM \"", &table.name, "\" WHERE id = ?1"].concat();
    let row = conn.prepare_cached(&sql)?.query_row([id], |row| {
        let mut fields = Fields::new();
        for (at, (column, _)) in table.columns.iter().enumerate().skip(1) {
            fields.insert(column.clone(), text_of(row.get_ref(at)?));
        }
        Ok(fields)
    });
    Ok(row.optional()?)
}

fn values(table: &Table, fields: &Fields) -> Result<Vec<(String, Value)>> {
    fields
        .iter()
        .map(|(field, text)| {
            let (_, kind) =
                table.columns.iter().find(|(column, _)| column == field).ok_or_else(|| Error::not_found("column", field))?;
            let value =
                value_of(text.as_deref(), *kind).ok_or_else(|| Error::invalid(field, text.as_deref().unwrap_or(""), "its type"))?;
            Ok((field.clone(), value))
        })
        .collect()
}

fn insert(conn: &Connection, table: &Table, id: Id, fields: &Fields) -> Result<()> {
    let values = values(table, fields)?;
    let mut sql = ["INSERT INTO \"", &table.name, "\" (id"].concat();
    for (column, _) in &values {
        sql.push_str(&[",\"", column, "\""].concat());
    }
    sql.push_str(") VALUES (?");
    sql.push_str(&",?".repeat(values.len()));
    sql.push(')');
    let id = Value::Blob(id.as_bytes().to_vec());
    conn.prepare_cached(&sql)?
        .execute(params_from_iter(std::iter::once(id).chain(values.into_iter().map(|(_, value)| value))))
        .map_err(Error::from_write)?;
    Ok(())
}

fn update(conn: &Connection, table: &Table, id: Id, fields: &Fields) -> Result<()> {
    let values = values(table, fields)?;
    if values.is_empty() {
        return Ok(());
    }
    let mut sql = ["UPDATE \"", &table.name, "\" SET "].concat();
    for (at, (column, _)) in values.iter().enumerate() {
        sql.push_str(&[if at > 0 { "," } else { "" }, "\"", column, "\" = ?"].concat());
    }
    sql.push_str(" WHERE id = ?");
    let id = Value::Blob(id.as_bytes().to_vec());
    conn.prepare_cached(&sql)?
        .execute(params_from_iter(values.into_iter().map(|(_, value)| value).chain([id])))
        .map_err(Error::from_write)?;
    Ok(())
}

fn delete(conn: &Connection, table: &Table, id: Id) -> Result<()> {
    let sql = ["DELETE FROM \"", &table.name, "\" WHERE id = ?1"].concat();
    conn.prepare_cached(&sql)?.execute([id]).map_err(Error::from_write)?;
    Ok(())
}

/// As [`put`], for a row of which it is known that it stands as it should; `stands` is whether it is there.
pub fn put_unseen(conn: &Connection, tables: &[Table], name: &str, id: Id, stands: bool, to: Option<&Fields>) -> Result<()> {
    let table = named(tables, name)?;
    match to {
        None => delete(conn, table, id),
        Some(to) if stands => update(conn, table, id, to),
        Some(to) => insert(conn, table, id, to),
    }
}

/// The columns of all tables that point to this one.
fn references(conn: &Connection, name: &str) -> Result<Vec<(String, String)>> {
    let mut statement = conn.prepare_cached(include_str!("references.sql"))?;
    let children = statement.query_map([name], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(children.collect::<Result<_, _>>()?)
}

/// The columns of a table that point to another, and to which.
pub fn parents(conn: &Connection, name: &str) -> Result<BTreeMap<String, String>> {
    let mut statement = conn.prepare_cached(include_str!("parents.sql"))?;
    let parents = statement.query_map([name], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(parents.collect::<Result<_, _>>()?)
}

/// What asks which of some rows of a table are pointed to.
pub struct Pointed {
    table: String,
    /// Whether anything points to the row, as SQL.
    condition: String,
}

impl Pointed {
    /// For this table.
    pub fn to(conn: &Connection, table: &str) -> Result<Self> {
        let exists = |(child, column): &(String, String)| {
            ["EXISTS (SELECT 1 FROM \"", child, "\" AS child WHERE child.\"", column, "\" = own.id)"].concat()
        };
        let each: Vec<String> = references(conn, table)?.iter().map(exists).collect();
        let condition = if each.is_empty() { "0".to_owned() } else { each.join(" OR ") };
        Ok(Self { table: table.to_owned(), condition })
    }

    /// Those of these rows that something points to.
    pub fn among(&self, conn: &Connection, rows: &[Id]) -> Result<HashSet<Id>> {
        let places = places(rows.len());
        let sql = ["SELECT id FROM \"", &self.table, "\" AS own WHERE id IN (", &places, ") AND (", &self.condition, ")"].concat();
        let mut statement = conn.prepare_cached(&sql)?;
        let found = statement.query_map(params_from_iter(rows), |row| row.get(0))?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

/// So many parameters.
fn places(rows: usize) -> String {
    vec!["?"; rows].join(",")
}

/// Takes rows of a table away, all of them or, where one must stay, none.
pub fn delete_all(conn: &Connection, table: &str, rows: &[Id]) -> Result<()> {
    let sql = ["DELETE FROM \"", table, "\" WHERE id IN (", &places(rows.len()), ")"].concat();
    conn.prepare_cached(&sql)?.execute(params_from_iter(rows)).map_err(Error::from_write)?;
    Ok(())
}

/// Points all rows that point to one row of `parent` to another, but for those of the tables `except`; what
/// may not change stays. The reply is how many rows of each table were moved.
pub fn repoint(conn: &Connection, parent: &str, from: Id, to: Id, except: &[&str]) -> Result<BTreeMap<String, u32>> {
    let mut moved = BTreeMap::new();
    for (table, column) in references(conn, parent)?.into_iter().filter(|(table, _)| !except.contains(&table.as_str())) {
        let sql = ["UPDATE \"", &table, "\" SET \"", &column, "\" = ?1 WHERE \"", &column, "\" = ?2"].concat();
        match conn.prepare_cached(&sql)?.execute([to, from]).map_err(Error::from_write) {
            Ok(rows) => *moved.entry(table).or_insert(0) += u32::try_from(rows).unwrap_or(u32::MAX),
            Err(Error::Immutable { .. }) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(moved)
}
