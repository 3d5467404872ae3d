//! Taking a whole group back, as an import is, wherever nothing was changed since; a person decides about the rest.
//!
//! What no later entry touched goes back without being compared, a body at a time; the few rows that were
//! touched are compared field by field: before the group, as the group left them, and now.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{Connection, named_params};

use super::apply::{self, Fields, Pointed, Seen};
use super::capture::{Capture, Table};
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
pub fn revert(conn: &Connection, capture: &Capture, group: Id, decided: &[TakeBack]) -> Result<Reverted> {
    let touched = touched_since(conn, group)?;
    let mut taking = Taking {
        conn,
        capture,
        tables: &capture.tables,
        made: (String::new(), Vec::new()),
        nets: nets(conn, group, &touched)?,
        decided: decided.iter().map(|word| (word.row, word.field.as_str())).collect(),
        pointed: HashMap::new(),
        restored: HashSet::new(),
        out: Reverted::default(),
    };
    let mut settled = HashSet::new();
    undo::each_reversed(conn, group, |seen| {
        if !touched.contains(&seen.row()) {
            taking.plain(seen)
        } else if settled.insert(seen.row()) {
            taking.take_made()?;
            taking.compared(seen.table(), seen.row())
        } else {
            Ok(())
        }
    })?;
    taking.take_made()?;
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
    undo::each_reversed(conn, group, |seen| {
        if !rows.contains(&seen.row()) {
            return Ok(());
        }
        let (after, before) = (seen.after()?, seen.before()?);
        let net = nets.entry(seen.row()).or_default();
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

/// As many rows that the group made are taken away by one statement.
const MADE_AT_ONCE: usize = 128;

struct Taking<'a> {
    conn: &'a Connection,
    capture: &'a Capture,
    tables: &'a [Table],
    /// Rows of one table that the group made, which wait to be taken away together.
    made: (String, Vec<Id>),
    nets: HashMap<Id, Net>,
    decided: HashSet<(Id, &'a str)>,
    /// What asks whether rows of a table are pointed to, each made once.
    pointed: HashMap<String, Pointed>,
    restored: HashSet<Id>,
    out: Reverted,
}

impl Taking<'_> {
    /// A row that stands as the group left it.
    fn plain(&mut self, seen: &Seen<'_>) -> Result<()> {
        let (table, row) = (seen.table(), seen.row());
        let Some(before) = seen.before()? else {
            if self.made.0 != table || self.made.1.len() >= MADE_AT_ONCE {
                self.take_made()?;
                table.clone_into(&mut self.made.0);
            }
            self.made.1.push(row);
            return Ok(());
        };
        self.take_made()?;
        match apply::put_unseen(self.conn, self.tables, table, row, seen.stands(), Some(&before)) {
            Ok(()) => drop(self.restored.insert(row)),
            Err(Error::Immutable { .. }) => {
                self.note(ConflictKind::Final, table, row, "id", &Net { before: Some(before), after: seen.after()? })?;
            }
            Err(other) => return Err(other),
        }
        Ok(())
    }

    /// Takes the rows away that wait: together, but for those that something points to or that must stay.
    fn take_made(&mut self) -> Result<()> {
        let (table, rows) = std::mem::take(&mut self.made);
        if rows.is_empty() {
            return Ok(());
        }
        let pointed = self.pointed(&table, &rows)?;
        let free: Vec<Id> = rows.iter().copied().filter(|row| !pointed.contains(row)).collect();
        let together = || if free.is_empty() { Ok(()) } else { apply::delete_all(self.conn, &table, &free) };
        let alone = match self.capture.whole(together) {
            Ok(()) => {
                self.restored.extend(free);
                // What pointed to one of these may just have gone.
                rows.into_iter().filter(|row| pointed.contains(row)).collect()
            }
            Err(Error::Immutable { .. }) => rows,
            Err(other) => return Err(other),
        };
        for row in alone {
            self.take_one(&table, row)?;
        }
        Ok(())
    }

    fn take_one(&mut self, table: &str, row: Id) -> Result<()> {
        // The id of a row is told by no image.
        if !self.pointed(table, &[row])?.is_empty() {
            return self.note(ConflictKind::Used, table, row, "id", &Net::default());
        }
        match apply::put_unseen(self.conn, self.tables, table, row, true, None) {
            Ok(()) => drop(self.restored.insert(row)),
            Err(Error::Immutable { .. }) => self.note(ConflictKind::Final, table, row, "id", &Net::default())?,
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
            if !self.pointed(table, &[row])?.is_empty() {
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

    /// Those of these rows that something points to.
    fn pointed(&mut self, table: &str, rows: &[Id]) -> Result<HashSet<Id>> {
        let pointed = match self.pointed.get(table) {
            Some(pointed) => pointed,
            None => self.pointed.entry(table.to_owned()).or_insert(Pointed::to(self.conn, table)?),
        };
        pointed.among(self.conn, rows)
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
