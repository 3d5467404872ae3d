//! The chain of entries: appending to it, and verifying it from the first entry on.

use rusqlite::{Connection, OptionalExtension, named_params};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::body::Bodies;
use super::hex;
use super::op::{Means, Op};
use crate::domain::Id;
use crate::error::{Error, Result};
use crate::store::{Batches, Ids, Now};

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
pub fn append(conn: &Connection, ids: &Ids, head: &Head<'_>, bodies: Bodies) -> Result<Option<Id>> {
    let bodies = bodies.finish();
    if bodies.is_empty() {
        return Ok(None);
    }
    let site = meta_bytes(conn, "site")?;
    let last = conn.prepare_cached(include_str!("last.sql"))?.query_row(named_params! { ":site": site }, |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, Option<[u8; 32]>>(2)?))
    })?;
    let (mut seq, mut hlc, mut prev) = (last.0, last.1, last.2.unwrap_or([0; 32]));
    let mut group = None;
    let mut ways = Batches::default();
    for body in bodies {
        let op_id = ids.next(head.now.unix_ms);
        let group_id = *group.get_or_insert(op_id);
        seq += 1;
        hlc = (hlc + 1).max(i64::try_from(head.now.unix_ms).unwrap_or(i64::MAX >> 16) << 16);
        let at = head.now.at();
        let head_text = head_text(head.op.code(), &at, head.user, head.means.code(), group_id, head.undoes, head.subject);
        let hash = hash(&site, op_id.as_bytes(), seq, hlc, &prev, &head_text, (body.packed.is_some(), &body.sha256));
        conn.prepare_cached(include_str!("append.sql"))?.execute(named_params! {
            ":site": site, ":seq": seq, ":op_id": op_id, ":group_id": group_id, ":hlc": hlc, ":kind": head.op, ":at": at,
            ":user": head.user, ":means": head.means, ":undoes": head.undoes, ":subject": head.subject, ":prev": prev,
            ":body": body.text, ":hash": hash, ":packed": body.packed,
        })?;
        let entry_no = conn.last_insert_rowid();
        for row in body.rows {
            if ways.put(include_str!("way.sql"), [row.into(), entry_no.into()]) {
                ways.settle(conn)?;
            }
        }
        prev = hash;
    }
    ways.settle(conn)?;
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

/// The hash of an entry; of its body, whether it is packed, and the SHA-256 of what is kept of it.
fn hash(
    site: &[u8],
    op_id: &[u8; 16],
    seq: i64,
    hlc: i64,
    prev: &[u8; 32],
    head: &str,
    (packed, body_sha256): (bool, &[u8; 32]),
) -> [u8; 32] {
    Sha256::new_with_prefix([if packed { 3 } else { 2 }])
        .chain_update(site)
        .chain_update(op_id)
        .chain_update(seq.to_be_bytes())
        .chain_update(hlc.to_be_bytes())
        .chain_update(prev)
        .chain_update(Sha256::digest(head))
        .chain_update(body_sha256)
        .finalize()
        .into()
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
        let (subject, body, packed): (String, String, Option<Vec<u8>>) =
            (row.get("subject")?, row.get("body")?, row.get("packed")?);
        let head = head_text(&kind, &at, row.get("user_id")?, &means, row.get("group_id")?, row.get("undoes")?, &subject);
        // A body is kept in one way: beside a packed one there is no text.
        let kept = match &packed {
            Some(packed) => Sha256::new().chain_update(&body).chain_update(packed).finalize(),
            None => Sha256::digest(&body),
        };
        let computed = hash(&site, op_id.as_bytes(), seq, hlc, &prev, &head, (packed.is_some(), &kept.into()));
        Ok(Self { site, seq, prev, stored: row.get("hash")?, computed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::MIGRATIONS;

    /// A long body that an earlier program wrote plainly verifies as it stands, and so does what is packed beside it.
    #[test]
    fn a_chain_of_before_bodies_were_packed_verifies() {
        let conn = Connection::open_in_memory().unwrap();
        for (_, sql) in &MIGRATIONS[..7] {
            conn.execute_batch(sql).unwrap();
        }
        conn.pragma_update(None, "user_version", 7).unwrap();
        let id = Id::from_parts(1, [7; 10]);
        let site = [1_u8; 16];
        let body = format!(r#"[["zone","{id}",{{"counts":"1","name":"{}"}},null]]"#, "高".repeat(9_000));
        let head = head_text("zone-added", "2025-01-02T00:00:00Z", None, "user", id, None, "");
        let first = hash(&site, id.as_bytes(), 1, 1, &[0; 32], &head, (false, &Sha256::digest(&body).into()));
        conn.execute(
            "INSERT INTO journal_entry (site, seq, op_id, group_id, hlc, kind, at, means, subject, prev_hash, body, hash)
             VALUES (?1, 1, ?2, ?2, 1, 'zone-added', '2025-01-02T00:00:00Z', 'user', '', zeroblob(32), ?3, ?4)",
            (site, id, &body, first),
        )
        .unwrap();
        crate::store::migrate(&conn).unwrap();
        assert_eq!(verify(&conn).unwrap(), ChainState { entries: 1, head: first });
        let packed = lz4_flex::compress_prepend_size(body.as_bytes());
        let second = hash(&site, id.as_bytes(), 2, 2, &first, &head, (true, &Sha256::digest(&packed).into()));
        conn.execute(
            "INSERT INTO journal_entry (site, seq, op_id, group_id, hlc, kind, at, means, subject, prev_hash, body, hash, packed)
             VALUES (?1, 2, ?2, ?2, 2, 'zone-added', '2025-01-02T00:00:00Z', 'user', '', ?3, '', ?4, ?5)",
            (site, id, first, second, &packed),
        )
        .unwrap();
        assert_eq!(verify(&conn).unwrap(), ChainState { entries: 2, head: second });
        conn.execute_batch("DROP TRIGGER journal_entry_update").unwrap();
        for at in 0..packed.len() {
            let mut changed = packed.clone();
            changed[at] ^= 1;
            conn.execute("UPDATE journal_entry SET packed = ?1 WHERE seq = 2", [changed]).unwrap();
            assert!(matches!(verify(&conn), Err(Error::ChainBroken { .. })), "byte {at}");
        }
    }
}
