//! The chain of entries: appending to it, and verifying it from the first entry on.

use rusqlite::{Connection, OptionalExtension, named_params};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::capture::{Capture, RowChange};
use super::op::{Means, Op};
use super::{BODY_BYTES_MAX, hex};
use crate::domain::Id;
use crate::error::{Error, Result};
use crate::store::{Ids, Now};

/// Where a chain stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainState {
    /// How many entries it has.
    pub entries: i64,
    /// The hash of the last one; zeros where there is none.
    pub head: [u8; 32],
}

/// Who did what and when, as an entry's head tells.
pub struct Head<'a> {
    pub op: Op,
    pub now: Now,
    pub user: Option<Id>,
    pub means: Means,
    pub undoes: Option<Id>,
    pub subject: &'a str,
}

/// Appends the entries of an action and the ways from its rows to them; nothing for no change.
///
/// The reply is the group's id.
pub fn append(conn: &Connection, capture: &Capture, ids: &Ids, head: &Head<'_>, rows: &[RowChange]) -> Result<Option<Id>> {
    if rows.is_empty() {
        return Ok(None);
    }
    let site = meta_bytes(conn, "site")?;
    let last = conn.prepare_cached(include_str!("last.sql"))?.query_row(named_params! { ":site": site }, |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, Option<[u8; 32]>>(2)?))
    })?;
    let (mut seq, mut hlc, mut prev) = (last.0, last.1, last.2.unwrap_or([0; 32]));
    let mut group = None;
    for (body, rows) in bodies(capture, rows)? {
        let op_id = ids.next(head.now.unix_ms);
        let group_id = *group.get_or_insert(op_id);
        seq += 1;
        hlc = (hlc + 1).max(i64::try_from(head.now.unix_ms).unwrap_or(i64::MAX >> 16) << 16);
        let at = head.now.at();
        let head_text = head_text(head.op.code(), &at, head.user, head.means.code(), group_id, head.undoes, head.subject);
        let hash = hash(&site, op_id.as_bytes(), seq, hlc, &prev, &head_text, &body);
        conn.prepare_cached(include_str!("append.sql"))?.execute(named_params! {
            ":site": site, ":seq": seq, ":op_id": op_id, ":group_id": group_id, ":hlc": hlc, ":kind": head.op, ":at": at,
            ":user": head.user, ":means": head.means, ":undoes": head.undoes, ":subject": head.subject, ":prev": prev,
            ":body": body, ":hash": hash,
        })?;
        let entry_no = conn.last_insert_rowid();
        let mut link = conn.prepare_cached("INSERT OR IGNORE INTO journal_row (row_id, entry_no) VALUES (:row, :entry)")?;
        for id in rows {
            link.execute(named_params! { ":row": id, ":entry": entry_no })?;
        }
        prev = hash;
    }
    let state = state(conn)?;
    conn.prepare_cached(include_str!("../store/meta_set.sql"))?
        .execute(named_params! { ":key": "head", ":value": head_record(&state) })?;
    Ok(group)
}

fn meta_bytes(conn: &Connection, key: &str) -> Result<Vec<u8>> {
    let text: String = conn
        .prepare_cached("SELECT value FROM meta WHERE key = :key")?
        .query_row(named_params! { ":key": key }, |row| row.get(0))?;
    super::unhex(&text).ok_or_else(|| Error::invalid(key, text, "hexadecimal digits"))
}

fn head_text(kind: &str, at: &str, user: Option<Id>, means: &str, group: Id, undoes: Option<Id>, subject: &str) -> String {
    json!([kind, at, user, means, group, undoes, subject]).to_string()
}

fn hash(site: &[u8], op_id: &[u8; 16], seq: i64, hlc: i64, prev: &[u8; 32], head: &str, body: &str) -> [u8; 32] {
    Sha256::new_with_prefix([2])
        .chain_update(site)
        .chain_update(op_id)
        .chain_update(seq.to_be_bytes())
        .chain_update(hlc.to_be_bytes())
        .chain_update(prev)
        .chain_update(Sha256::digest(head))
        .chain_update(Sha256::digest(body))
        .finalize()
        .into()
}

/// The bodies of a run of entries, each within [`BODY_BYTES_MAX`] unless one row alone is longer.
fn bodies(capture: &Capture, rows: &[RowChange]) -> Result<Vec<(String, Vec<Id>)>> {
    let mut out = Vec::new();
    let (mut body, mut ids) = (String::from("["), Vec::new());
    for change in rows {
        let element = element(capture, change)?;
        if body.len() > 1 && body.len() + element.len() + 1 > BODY_BYTES_MAX {
            body.push(']');
            out.push((std::mem::replace(&mut body, String::from("[")), std::mem::take(&mut ids)));
        }
        if body.len() > 1 {
            body.push(',');
        }
        body.push_str(&element);
        ids.push(change.row);
    }
    body.push(']');
    out.push((body, ids));
    Ok(out)
}

/// `[table, row, after, before]`; of an update only the fields that differ.
fn element(capture: &Capture, change: &RowChange) -> Result<String> {
    let table = &capture.tables[change.table];
    let fields = |image: &Option<Vec<Option<String>>>, other: &Option<Vec<Option<String>>>| {
        image.as_ref().map(|image| {
            let mut out = Map::new();
            for (at, (column, _)) in table.columns.iter().enumerate().skip(1) {
                let value = &image[at];
                let keep = match other {
                    Some(other) => other[at] != *value,
                    None => value.is_some(),
                };
                if keep {
                    out.insert(column.clone(), value.clone().map_or(Value::Null, Value::String));
                }
            }
            out
        })
    };
    let after = fields(&change.after, &change.before);
    let before = fields(&change.before, &change.after);
    Ok(serde_json::to_string(&(&table.name, change.row, after, before))?)
}

/// Where the chain stands, as its last entry says.
pub fn state(conn: &Connection) -> Result<ChainState> {
    let last = conn
        .prepare_cached("SELECT entry_no, hash FROM journal_entry ORDER BY entry_no DESC LIMIT 1")?
        .query_row([], |row| Ok(ChainState { entries: row.get(0)?, head: row.get(1)? }));
    match last {
        Ok(state) => Ok(state),
        Err(rusqlite::Error::QueryReturnedNoRows) => Ok(ChainState { entries: 0, head: [0; 32] }),
        Err(error) => Err(error.into()),
    }
}

/// The latest entry's id, above which new ids are made.
pub fn last_id(conn: &Connection) -> Result<Option<Id>> {
    Ok(conn.query_row("SELECT op_id FROM journal_entry ORDER BY entry_no DESC LIMIT 1", [], |row| row.get(0)).optional()?)
}

/// Recomputes every hash and link of the chain.
///
/// # Errors
/// [`Error::ChainBroken`] names the first entry that does not verify.
pub fn verify(conn: &Connection) -> Result<ChainState> {
    let mut statement = conn.prepare(include_str!("walk.sql"))?;
    let mut rows = statement.query([])?;
    let mut state = ChainState { entries: 0, head: [0; 32] };
    let mut seqs: std::collections::BTreeMap<Vec<u8>, i64> = std::collections::BTreeMap::new();
    while let Some(row) = rows.next()? {
        let entry: i64 = row.get("entry_no")?;
        // A value that is not even of its type was written by somebody else.
        let Ok(link) = Link::read(row) else { return Err(Error::ChainBroken { entry: entry.to_string() }) };
        let expected_seq = seqs.entry(link.site.clone()).or_insert(0);
        *expected_seq += 1;
        if entry != state.entries + 1 || link.seq != *expected_seq || link.prev != state.head || link.computed != link.stored {
            return Err(Error::ChainBroken { entry: (state.entries + 1).min(entry).to_string() });
        }
        state = ChainState { entries: state.entries + 1, head: link.stored };
    }
    // A tail that was cut off leaves the recorded head without its entry.
    let recorded: Option<String> =
        conn.prepare_cached("SELECT max(value) FROM meta WHERE key = 'head'")?.query_row([], |row| row.get(0))?;
    if recorded.is_some_and(|recorded| recorded != head_record(&state)) {
        return Err(Error::ChainBroken { entry: (state.entries + 1).to_string() });
    }
    Ok(state)
}

/// What `meta` keeps of the chain's end: count and hash.
pub fn head_record(state: &ChainState) -> String {
    [&state.entries.to_string(), ":", &hex(&state.head)].concat()
}

/// An entry as far as the chain is concerned.
struct Link {
    site: Vec<u8>,
    seq: i64,
    prev: [u8; 32],
    stored: [u8; 32],
    computed: [u8; 32],
}

impl Link {
    fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        let (site, seq, hlc): (Vec<u8>, i64, i64) = (row.get("site")?, row.get("seq")?, row.get("hlc")?);
        let (op_id, prev): (Id, [u8; 32]) = (row.get("op_id")?, row.get("prev_hash")?);
        let (kind, at, means): (String, String, String) = (row.get("kind")?, row.get("at")?, row.get("means")?);
        let (subject, body): (String, String) = (row.get("subject")?, row.get("body")?);
        let head = head_text(&kind, &at, row.get("user_id")?, &means, row.get("group_id")?, row.get("undoes")?, &subject);
        let computed = hash(&site, op_id.as_bytes(), seq, hlc, &prev, &head, &body);
        Ok(Self { site, seq, prev, stored: row.get("hash")?, computed })
    }
}
