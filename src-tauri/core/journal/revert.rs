//! Taking a whole group back, as an import is, wherever nothing was changed since; a person decides about the rest.
//!
//! What no later entry touched goes back without being compared, a body at a time; the few rows that were
//! touched are compared field by field: before the group, as the group left them, and now.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{Connection, named_params};

use super::apply::{self, Element, Fields};
use super::capture::Table;
use super::undo;
use crate::domain::Id;
use crate::domain::vocabulary;
use crate::error::{Error, Result};

vocabulary! {
    /// Why something stands when its import is taken back.
    ConflictKind {
        /// The field was changed since: a person may put it back all the same.
        Field = "field",
        /// The import made the row, and it was changed since: a person may remove it all the same.
        Row = "row",
        /// The import made the row, and something points to it since.
        Used = "used",
        /// The rulebook lets it change no more (I1).
        Final = "final",
    }
}

/// What taking an import back came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, specta::Type)]
pub struct Reverted {
    /// Rows put back as they were.
    pub restored: u32,
    /// What stands.
    pub conflicts: Vec<Conflict>,
}

/// A field with three values: before the import, by the import, and now.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, specta::Type)]
pub struct Conflict {
    /// Why it stands.
    pub kind: ConflictKind,
    /// The table.
    pub table: String,
    /// The row.
    pub row: Id,
    /// What the row is about, for a person.
    pub title: String,
    /// The field; `id` where the whole row is meant.
    pub field: String,
    /// Before the import; a record that it names by its title.
    pub before: Option<String>,
    /// As imported.
    pub imported: Option<String>,
    /// Now.
    pub now: Option<String>,
}

/// A person's word about a conflict: this field goes back, or this row goes, all the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Deserialize, specta::Type)]
pub struct TakeBack {
    /// The row.
    pub row: Id,
    /// The field, as the conflict names it.
    pub field: String,
}

/// What the group did to a row in all: its image before the group, and after.
#[derive(Debug, Default)]
struct Net {
    before: Option<Fields>,
    after: Option<Fields>,
}

/// Takes a group back wherever nothing was changed since, and where a person said so; the rest is listed.
pub fn revert(conn: &Connection, tables: &[Table], group: Id, decided: &[TakeBack]) -> Result<Reverted> {
    let touched = touched_since(conn, group)?;
    let mut taking = Taking {
        conn,
        tables,
        nets: nets(conn, group, &touched)?,
        decided: decided.iter().map(|word| (word.row, word.field.as_str())).collect(),
        references: HashMap::new(),
        restored: HashSet::new(),
        out: Reverted::default(),
    };
    let mut settled = HashSet::new();
    undo::each_reversed(conn, group, |element| {
        if !touched.contains(&element.1) {
            taking.plain(element)
        } else if settled.insert(element.1) {
            taking.compared(&element.0, element.1)
        } else {
            Ok(())
        }
    })?;
    taking.out.restored = u32::try_from(taking.restored.len()).unwrap_or(u32::MAX);
    Ok(taking.out)
}

/// Rows of the group that a later entry changed.
fn touched_since(conn: &Connection, group: Id) -> Result<HashSet<Id>> {
    let mut statement = conn.prepare_cached(include_str!("touched_since.sql"))?;
    let rows = statement.query_map(named_params! { ":group": group }, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The first image before and the last after of each of these rows.
fn nets(conn: &Connection, group: Id, rows: &HashSet<Id>) -> Result<HashMap<Id, Net>> {
    let mut nets: HashMap<Id, Net> = HashMap::new();
    if rows.is_empty() {
        return Ok(nets);
    }
    undo::each_reversed(conn, group, |(_, row, after, before)| {
        if !rows.contains(&row) {
            return Ok(());
        }
        let net = nets.entry(row).or_default();
        // Later entries were met first: their word after stands, an earlier one's word before.
        match (&mut net.after, after) {
            (Some(known), Some(after)) => {
                for (field, value) in after {
                    known.entry(field).or_insert(value);
                }
            }
            (known @ None, after) => *known = after,
            (Some(_), None) => {}
        }
        match (&mut net.before, before) {
            (Some(known), Some(before)) => known.extend(before),
            (known, before) => *known = before,
        }
        Ok(())
    })?;
    Ok(nets)
}

struct Taking<'a> {
    conn: &'a Connection,
    tables: &'a [Table],
    nets: HashMap<Id, Net>,
    decided: HashSet<(Id, &'a str)>,
    /// The columns that point to a table, each asked for once.
    references: HashMap<String, Vec<(String, String)>>,
    restored: HashSet<Id>,
    out: Reverted,
}

impl Taking<'_> {
    /// A row that stands as the group left it.
    fn plain(&mut self, (table, row, after, before): Element) -> Result<()> {
        if before.is_none() && self.used(&table, row)? {
            return self.note(ConflictKind::Used, &table, row, "id", &Net { before, after });
        }
        match apply::put_unseen(self.conn, self.tables, &table, row, after.is_some(), before.as_ref()) {
            Ok(()) => drop(self.restored.insert(row)),
            Err(Error::Immutable { .. }) => self.note(ConflictKind::Final, &table, row, "id", &Net { before, after })?,
            Err(other) => return Err(other),
        }
        Ok(())
    }

    /// A row that was changed since: field by field.
    fn compared(&mut self, table: &str, row: Id) -> Result<()> {
        let Some(net) = self.nets.remove(&row) else { return Ok(()) };
        let Some(current) = self.current(table, row)? else { return Ok(()) };
        let after = net.after.clone().unwrap_or_default();
        let is_changed = |field: &str| current.get(field).unwrap_or(&None) != after.get(field).unwrap_or(&None);
        let Some(before) = net.before.clone() else {
            let changed: Vec<String> = current.keys().filter(|field| is_changed(field)).cloned().collect();
            let said = changed.iter().any(|field| self.decided.contains(&(row, field.as_str())));
            if !changed.is_empty() && !said {
                for field in &changed {
                    self.note(ConflictKind::Row, table, row, field, &net)?;
                }
                return Ok(());
            }
            if self.used(table, row)? {
                return self.note(ConflictKind::Used, table, row, "id", &net);
            }
            return self.put(table, row, &current, None, &net);
        };
        let mut back = Fields::new();
        for (field, value) in before {
            if !is_changed(&field) || self.decided.contains(&(row, field.as_str())) {
                back.insert(field, value);
            } else if current.get(&field) != Some(&value) {
                self.note(ConflictKind::Field, table, row, &field, &net)?;
            }
        }
        if back.is_empty() { Ok(()) } else { self.put(table, row, &current, Some(&back), &net) }
    }

    fn put(&mut self, table: &str, row: Id, current: &Fields, to: Option<&Fields>, net: &Net) -> Result<()> {
        let from: Fields = match to {
            Some(to) => to.keys().map(|field| (field.clone(), current.get(field).cloned().flatten())).collect(),
            None => current.clone(),
        };
        match apply::put(self.conn, self.tables, table, row, Some(&from), to) {
            Ok(()) => drop(self.restored.insert(row)),
            Err(Error::Immutable { .. }) => self.note(ConflictKind::Final, table, row, "id", net)?,
            Err(other) => return Err(other),
        }
        Ok(())
    }

    fn current(&self, table: &str, row: Id) -> Result<Option<Fields>> {
        let table = self.tables.iter().find(|known| known.name == table).ok_or_else(|| Error::not_found("table", table))?;
        apply::current(self.conn, table, row)
    }

    fn used(&mut self, table: &str, row: Id) -> Result<bool> {
        if !self.references.contains_key(table) {
            self.references.insert(table.to_owned(), apply::references(self.conn, table)?);
        }
        apply::referenced(self.conn, self.references.get(table).map_or(&[][..], Vec::as_slice), row)
    }

    fn note(&mut self, kind: ConflictKind, table: &str, row: Id, field: &str, net: &Net) -> Result<()> {
        let current = self.current(table, row)?.unwrap_or_default();
        let parents = apply::parents(self.conn, table)?;
        let shown = |fields: Option<&Fields>| -> Result<Option<String>> {
            let Some(value) = fields.and_then(|fields| fields.get(field).cloned().flatten()) else { return Ok(None) };
            // A record that a field points to is told by its title.
            let parent = parents.get(field).zip(value.parse::<Id>().ok());
            let title = match parent {
                Some((parent, id)) => self.current(parent, id)?.map(|fields| title_of(&fields)),
                None => None,
            };
            Ok(Some(title.filter(|title| !title.is_empty()).unwrap_or(value)))
        };
        let (before, imported, now) = (shown(net.before.as_ref())?, shown(net.after.as_ref())?, shown(Some(&current))?);
        let conflict = Conflict {
            kind,
            table: table.to_owned(),
            row,
            title: title_of(&current),
            field: field.to_owned(),
            before,
            imported,
            now,
        };
        self.out.conflicts.push(conflict);
        Ok(())
    }
}

/// The fields by which a person knows a row, the best first.
const TITLES: &[&str] = &["name_zh", "name_en", "name", "printed_name", "ref", "code", "number", "held_on", "file_name", "on_date"];

fn title_of(fields: &BTreeMap<String, Option<String>>) -> String {
    TITLES.iter().find_map(|field| fields.get(*field).cloned().flatten()).unwrap_or_default()
}
