//! Whether every row is what the journal says of it.
//!
//! The journal is read backwards once, an entry at a time: what an entry says of a field that no later entry has spoken
//! of is what the row must hold. Nothing of the rows is kept but which of their fields were spoken of, so a large store
//! needs little memory. A row that is made with a field left out has nothing there, or the default of a column that
//! came later. Rows that no entry made, and the ways from rows to entries, are counted and named where they differ.
//!
//! The statements are made from the store's own schema; no text of a user's is ever part of one.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, named_params};
use serde::de::IgnoredAny;

use super::apply::Fields;
use super::body;
use super::capture::{Table, text_of};
use crate::domain::Id;
use crate::error::{Error, Result};

/// The most differences that are named; further ones are counted.
const NAMED_MAX: usize = 20;
/// The most characters of a value that are shown.
const SHOWN_MAX: usize = 40;
/// The most columns of a table: one bit each.
const COLUMNS_MAX: usize = 63;
/// Every field of the row was spoken of.
const ALL: u64 = u64::MAX;

/// By what a person knows a row, the first of these that it has.
const NAMES: &[&str] =
    &["ref", "period", "code", "name", "name_zh", "name_en", "printed_name", "alias", "number", "key", "file_name"];

/// A row that is not what the journal says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its table.
    pub table: String,
    /// Its id, or of a way to an entry the row's id and the entry.
    pub row: String,
    /// Its reference, code or name, as it stands or as the journal says.
    pub name: Option<String>,
    /// What differs.
    pub what: What,
}

/// How a row differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A field holds something else.
    Field {
        /// The column.
        column: String,
        /// What the row holds.
        stands: Option<String>,
        /// What the journal says.
        said: Option<String>,
    },
    /// The journal made it, and it is not there.
    Missing,
    /// It is there, and the journal did not make it, or took it away.
    Unknown,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.table)?;
        if let Some(name) = &self.name {
            write!(f, " {}", shown(Some(name)))?;
        }
        write!(f, " {}: ", self.row)?;
        match &self.what {
            What::Field { column, stands, said } => {
                write!(f, "{column} {} ≠ {}", shown(stands.as_deref()), shown(said.as_deref()))
            }
            What::Missing => f.write_str("missing"),
            What::Unknown => f.write_str("unknown"),
        }
    }
}

fn shown(value: Option<&str>) -> String {
    let Some(value) = value else { return "NULL".to_owned() };
    let mut short: String = value.chars().take(SHOWN_MAX).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    short
}

/// All that differs: how many, and the first [`NAMED_MAX`] of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Differences {
    /// How many there are.
    pub count: usize,
    /// Some of them.
    pub named: Vec<Difference>,
}

impl Differences {
    fn put(&mut self, table: &str, row: impl fmt::Display, name: Option<String>, what: What) {
        self.count += 1;
        if self.named.len() < NAMED_MAX {
            self.named.push(Difference { table: table.to_owned(), row: row.to_string(), name, what });
        }
    }
}

impl fmt::Display for Differences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, difference) in self.named.iter().enumerate() {
            write!(f, "{}{difference}", if at > 0 { "; " } else { "" })?;
        }
        if self.count > self.named.len() {
            write!(f, "; … {}", self.count)?;
        }
        Ok(())
    }
}

/// A changed row as a body writes it, what it was before passed over: that is what an earlier entry says.
type Newest = (String, Id, Option<Fields>, Option<IgnoredAny>);

/// What was heard of a row so far.
struct Heard {
    table: usize,
    /// One bit a column; [`ALL`] once nothing earlier matters.
    told: u64,
    stands: bool,
}

/// Compares every row of the journaled tables with the journal.
///
/// # Errors
/// [`Error::Db`]; [`Error::Json`] where a body cannot be read.
pub fn differences(conn: &Connection, tables: &[Table]) -> Result<Differences> {
    if let Some(wide) = tables.iter().find(|table| table.columns.len() > COLUMNS_MAX) {
        return Err(Error::invalid("columns", &wide.name, COLUMNS_MAX));
    }
    let mut walk = Walk {
        conn,
        tables,
        queries: tables.iter().map(|table| ["SELECT * FROM \"", &table.name, "\" WHERE id = ?1"].concat()).collect(),
        defaults: defaults(conn)?,
        heard: HashMap::new(),
        missing: HashMap::new(),
        ways: 0,
        found: Differences::default(),
    };
    let mut statement = conn.prepare(include_str!("newest_first.sql"))?;
    let mut entries = statement.query([])?;
    while let Some(entry) = entries.next()? {
        walk.entry(entry.get(0)?, serde_json::from_str(&body::text_in(entry)?)?)?;
    }
    walk.untold()?;
    walk.unheard()?;
    walk.loose_ways()?;
    Ok(walk.found)
}

fn defaults(conn: &Connection) -> Result<BTreeMap<(String, String), String>> {
    let mut statement = conn.prepare(include_str!("defaults.sql"))?;
    let rows = statement.query_map([], |row| {
        let written: String = row.get(2)?;
        Ok(((row.get(0)?, row.get(1)?), written.trim_matches('\'').to_owned()))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

struct Walk<'a> {
    conn: &'a Connection,
    tables: &'a [Table],
    /// The row of an id, a table each.
    queries: Vec<String>,
    /// What a column holds where nothing was said of it.
    defaults: BTreeMap<(String, String), String>,
    heard: HashMap<Id, Heard>,
    /// Where rows that are gone stand among the named differences.
    missing: HashMap<Id, usize>,
    /// The ways from rows to entries that the bodies ask for.
    ways: i64,
    found: Differences,
}

impl Walk<'_> {
    fn entry(&mut self, entry_no: i64, elements: Vec<Newest>) -> Result<()> {
        let rows: BTreeSet<Id> = elements.iter().map(|element| element.1).collect();
        let mut way = self.conn.prepare_cached("SELECT 1 FROM journal_row WHERE row_id = :row AND entry_no = :entry")?;
        for row in rows {
            self.ways += 1;
            if !way.exists(named_params! { ":row": row, ":entry": entry_no })? {
                self.found.put("journal_row", format_args!("{row} {entry_no}"), None, What::Missing);
            }
        }
        for (name, id, after, before) in elements.into_iter().rev() {
            let table = self.tables.iter().position(|table| table.name == name);
            let table = table.ok_or_else(|| Error::not_found("table", &name))?;
            self.element(table, id, after.as_ref(), before.is_none())?;
        }
        Ok(())
    }

    /// What an entry says of a row; `made` where the row is new with it.
    fn element(&mut self, table: usize, id: Id, after: Option<&Fields>, made: bool) -> Result<()> {
        let own = &self.tables[table];
        let first = !self.heard.contains_key(&id);
        let told = self.heard.get(&id).map_or(0, |heard| heard.told);
        if told == ALL {
            self.remember_name(id, after);
            return Ok(());
        }
        let mut statement = self.conn.prepare_cached(&self.queries[table])?;
        let mut rows = statement.query([id])?;
        let row = rows.next()?;
        let (Some(row), Some(after)) = (row, after) else {
            // Heard first of all: what is said of it last is whether it is there.
            match (row, after) {
                (Some(row), None) if first => self.found.put(&own.name, id, name_of(own, row)?, What::Unknown),
                (None, Some(after)) if first => {
                    self.missing.insert(id, self.found.named.len());
                    self.found.put(&own.name, id, name_said(after), What::Missing);
                }
                _ => {}
            }
            self.heard.insert(id, Heard { table, told: ALL, stands: row.is_some() && after.is_some() });
            return Ok(());
        };
        let mut now = told;
        for (at, (column, _)) in own.columns.iter().enumerate().skip(1) {
            let said = after.get(column);
            if told & (1 << at) != 0 || (said.is_none() && !made) {
                continue;
            }
            now |= 1 << at;
            let said = said.and_then(Option::as_deref);
            let stands = row.get_ref(at)?;
            let left_out = !after.contains_key(column);
            if !same(stands, said) && (!left_out || !self.is_default(own, column, stands)) {
                let (stands, said) = (text_of(stands), said.map(str::to_owned));
                self.found.put(&own.name, id, name_of(own, row)?, What::Field { column: column.clone(), stands, said });
            }
        }
        self.heard.insert(id, Heard { table, told: if made { ALL } else { now }, stands: true });
        Ok(())
    }

    /// A row that is gone is called as an earlier entry called it.
    fn remember_name(&mut self, id: Id, said: Option<&Fields>) {
        if let Some(at) = self.missing.get(&id)
            && let Some(difference) = self.found.named.get_mut(*at)
        {
            difference.name = difference.name.take().or_else(|| said.and_then(name_said));
        }
    }

    fn is_default(&self, table: &Table, column: &str, stands: ValueRef<'_>) -> bool {
        self.defaults.get(&(table.name.clone(), column.to_owned())).is_some_and(|default| same(stands, Some(default)))
    }

    /// Rows of which some field was never spoken of: no entry made them.
    fn untold(&mut self) -> Result<()> {
        let mut untold: Vec<(usize, Id)> =
            self.heard.iter().filter(|(_, heard)| heard.told != ALL).map(|(id, heard)| (heard.table, *id)).collect();
        untold.sort_unstable();
        for (table, id) in untold {
            let name = self.name(table, id)?;
            self.found.put(&self.tables[table].name, id, name, What::Unknown);
        }
        Ok(())
    }

    /// Rows of which no entry speaks; looked for one by one only where a table holds more rows than were heard of.
    fn unheard(&mut self) -> Result<()> {
        for table in 0..self.tables.len() {
            let own = &self.tables[table].name;
            let stands = self.heard.values().filter(|heard| heard.table == table && heard.stands).count();
            let sql = ["SELECT count(*) FROM \"", own, "\""].concat();
            let rows: i64 = self.conn.query_row(&sql, [], |row| row.get(0))?;
            if usize::try_from(rows).is_ok_and(|rows| rows == stands) {
                continue;
            }
            let sql = ["SELECT id FROM \"", own, "\" ORDER BY id"].concat();
            let mut statement = self.conn.prepare(&sql)?;
            let mut ids = statement.query([])?;
            while let Some(row) = ids.next()? {
                let id: Id = row.get(0)?;
                if self.heard.get(&id).is_none_or(|heard| heard.table != table) {
                    let name = self.name(table, id)?;
                    self.found.put(own, id, name, What::Unknown);
                }
            }
        }
        Ok(())
    }

    /// Ways to entries that say nothing of the row; looked for only where there are more of them than there should be.
    fn loose_ways(&mut self) -> Result<()> {
        let ways: i64 = self.conn.query_row("SELECT count(*) FROM journal_row", [], |row| row.get(0))?;
        let missing = self.found.named.iter().filter(|found| found.table == "journal_row").count();
        if usize::try_from(self.ways - ways).is_ok_and(|less| less == missing) {
            return Ok(());
        }
        let mut bodies: HashMap<i64, BTreeSet<Id>> = HashMap::new();
        let mut statement = self.conn.prepare("SELECT row_id, entry_no FROM journal_row ORDER BY entry_no, row_id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (id, entry_no): (Id, i64) = (row.get(0)?, row.get(1)?);
            let said = match bodies.entry(entry_no) {
                Entry::Occupied(said) => said.into_mut(),
                Entry::Vacant(place) => place.insert(rows_of(self.conn, entry_no)?),
            };
            if !said.contains(&id) {
                self.found.put("journal_row", format_args!("{id} {entry_no}"), None, What::Unknown);
            }
        }
        Ok(())
    }

    fn name(&self, table: usize, id: Id) -> Result<Option<String>> {
        let mut statement = self.conn.prepare_cached(&self.queries[table])?;
        let mut rows = statement.query([id])?;
        rows.next()?.map_or(Ok(None), |row| name_of(&self.tables[table], row))
    }
}

/// The rows of which an entry speaks; none where there is no such entry.
fn rows_of(conn: &Connection, entry_no: i64) -> Result<BTreeSet<Id>> {
    let mut statement = conn.prepare_cached("SELECT entry_no, body, packed FROM journal_entry WHERE entry_no = :entry")?;
    let mut rows = statement.query(named_params! { ":entry": entry_no })?;
    let Some(row) = rows.next()? else { return Ok(BTreeSet::new()) };
    let body = body::text_in(row)?;
    Ok(serde_json::from_str::<Vec<Newest>>(&body)?.into_iter().map(|element| element.1).collect())
}

/// Whether a value is what the journal writes.
fn same(stands: ValueRef<'_>, said: Option<&str>) -> bool {
    match (stands, said) {
        (ValueRef::Null, None) => true,
        (ValueRef::Text(stands), Some(said)) => stands == said.as_bytes(),
        (ValueRef::Null, Some(_)) | (_, None) => false,
        (stands, Some(said)) => text_of(stands).as_deref() == Some(said),
    }
}

fn name_of(table: &Table, row: &Row<'_>) -> Result<Option<String>> {
    for name in NAMES {
        if let Some(at) = table.columns.iter().position(|(column, _)| column == name)
            && let Some(text) = text_of(row.get_ref(at)?)
        {
            return Ok(Some(text));
        }
    }
    Ok(None)
}

fn name_said(fields: &Fields) -> Option<String> {
    NAMES.iter().find_map(|name| fields.get(*name).cloned().flatten())
}
