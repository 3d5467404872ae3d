//! The write door, a commit at a time, against a bare SQLite commit of the same rows.
//!
//! Both databases are SQLCipher files on the same disk, WAL and `synchronous=FULL`. The bare side writes the very rows
//! that an action leaves (the meeting, its journal entry, the way from the row to it, the search document), one
//! transaction each, prepared once, and does nothing else: no hash, no trigger, no index of words.

use std::time::Instant;

use daowei_core::domain::meeting::{Level, Mode};
use daowei_core::journal::Op;
use daowei_core::store::meeting::{self, Meeting};
use daowei_tests::{Bureau, day, noon};
use rusqlite::{Connection, params};

use crate::report;

/// Commits of each side.
const COMMITS: usize = 400;

/// Measures and prints.
pub fn run() {
    let mut bureau = Bureau::new();
    let company = bureau.company("示例电子科技集团有限公司");
    let logged = Meeting {
        held_on: day("2025-03-01"),
        mode: Mode::Visit,
        level: Level::District,
        company_id: company,
        project_id: None,
        place: Some("示例高新区".to_owned()),
        lead_person: Some("示例副局长".to_owned()),
        our_people: Some("示例员甲".to_owned()),
        their_people: Some("示例总裁".to_owned()),
        topics: Some("二期厂房选址与用电容量".to_owned()),
        asks: None,
        promises: None,
        blockers: None,
        next_step: Some("提供用电方案".to_owned()),
        next_owner: Some("示例员甲".to_owned()),
        next_due_on: Some(day("2025-03-15")),
        next_done_on: None,
        trip: None,
    };
    let now = noon("2025-12-31");
    let mut door = Vec::with_capacity(COMMITS);
    let bare_path = bureau.folder.path().join("bare.db");
    let bare = bare_database(&bare_path);
    let mut floor = Vec::with_capacity(COMMITS);
    // In turn, so that whatever else the machine does touches both alike.
    for at in 0..COMMITS {
        let start = Instant::now();
        bureau.store.write(Op::MeetingLogged, now, |tx| meeting::log(tx, &logged)).expect("a commit");
        door.push(start.elapsed());
        let rows = last_rows(bureau.store.conn());
        let start = Instant::now();
        bare_commit(&bare, &rows, at);
        floor.push(start.elapsed());
    }
    report::compare("write door, a commit", &mut floor, "bare commit of the same rows", &mut door, 2.0);
}

/// The rows of the last action, as bytes.
struct Rows {
    meeting: Vec<u8>,
    body: String,
    document: String,
}

fn last_rows(conn: &Connection) -> Rows {
    let body = conn
        .query_row("SELECT body FROM journal_entry ORDER BY entry_no DESC LIMIT 1", [], |row| row.get::<_, String>(0))
        .expect("an entry");
    let document = conn
        .query_row(
            "SELECT group_concat(term, ' ') FROM search_vocabulary WHERE doc = (SELECT max(doc_no) FROM search_minutes)",
            [],
            |row| row.get::<_, String>(0),
        )
        .expect("a document");
    Rows { meeting: body.clone().into_bytes(), body, document }
}

fn bare_database(path: &std::path::Path) -> Connection {
    let conn = Connection::open(path).expect("a database");
    conn.pragma_update(None, "key", ["x'", &"ab".repeat(48), "'"].concat()).expect("a key");
    conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).expect("WAL");
    conn.pragma_update(None, "synchronous", "FULL").expect("FULL");
    conn.execute_batch(
        "CREATE TABLE meeting (id INTEGER PRIMARY KEY, fields BLOB, held_on TEXT, company BLOB) STRICT;
         CREATE INDEX meeting_held ON meeting(held_on, id); CREATE INDEX meeting_company ON meeting(company, held_on);
         CREATE TABLE entry (no INTEGER PRIMARY KEY, head BLOB, body TEXT) STRICT;
         CREATE TABLE entry_row (row BLOB, no INTEGER, PRIMARY KEY (row, no)) STRICT, WITHOUT ROWID;
         CREATE VIRTUAL TABLE term USING fts5(body);",
    )
    .expect("tables");
    conn
}

fn bare_commit(conn: &Connection, rows: &Rows, at: usize) {
    let at = i64::try_from(at).expect("few");
    let tx = conn.unchecked_transaction().expect("a transaction");
    tx.prepare_cached("INSERT INTO meeting (id, fields, held_on, company) VALUES (?1, ?2, '2025-03-01', ?3)")
        .and_then(|mut insert| insert.execute(params![at, rows.meeting, [7_u8; 16]]))
        .expect("a row");
    tx.prepare_cached("INSERT INTO entry (no, head, body) VALUES (?1, ?2, ?3)")
        .and_then(|mut insert| insert.execute(params![at, [3_u8; 200], rows.body]))
        .expect("an entry");
    tx.prepare_cached("INSERT INTO entry_row (row, no) VALUES (?1, ?2)")
        .and_then(|mut insert| insert.execute(params![at.to_be_bytes(), at]))
        .expect("a way");
    tx.prepare_cached("INSERT INTO term (body) VALUES (?1)")
        .and_then(|mut insert| insert.execute(params![rows.document]))
        .expect("terms");
    tx.commit().expect("a commit");
}
