//! Whoever holds the key changes the file by plain SQL, its guards taken away and put back: `verify` names what was changed.

use daowei_core::store::{Check, Verification};
use daowei_tests::Bureau;
use rusqlite::types::Value;
use rusqlite::{Connection, params};

use super::whole::whole;

/// A journaled table, or one of the journal.
struct Table {
    name: String,
    columns: Vec<Column>,
}

struct Column {
    name: String,
    kind: String,
    needed: bool,
}

fn tables(conn: &Connection) -> Vec<Table> {
    let names = "SELECT tables.name FROM pragma_table_list AS tables
                 WHERE tables.schema = 'main' AND tables.type = 'table' AND tables.strict = 1 AND (tables.name LIKE 'journal@_%' ESCAPE '@'
                   OR EXISTS (SELECT 1 FROM pragma_table_info(tables.name) AS columns WHERE columns.name = 'id'))
                 ORDER BY 1";
    let names: Vec<String> = conn
        .prepare(names)
        .expect("sql")
        .query_map([], |row| row.get(0))
        .expect("tables")
        .collect::<Result<_, _>>()
        .expect("names");
    let mut columns = conn.prepare("SELECT name, type, \"notnull\" OR pk FROM pragma_table_info(?)").expect("sql");
    names
        .into_iter()
        .map(|name| {
            let read = |row: &rusqlite::Row<'_>| Ok(Column { name: row.get(0)?, kind: row.get(1)?, needed: row.get(2)? });
            let columns = columns.query_map([&name], read).expect("columns").collect::<Result<_, _>>().expect("columns");
            Table { name, columns }
        })
        .collect()
}

/// Other values that a column of a STRICT table takes.
fn others(value: &Value, column: &Column) -> Vec<Value> {
    let other = match (value, column.kind.as_str()) {
        (Value::Integer(integer), _) => Value::Integer(integer + 1_000),
        (Value::Text(text), _) => Value::Text(text.clone() + "9"),
        (Value::Blob(bytes), _) => {
            let mut bytes = bytes.clone();
            bytes[0] ^= 1;
            Value::Blob(bytes)
        }
        (_, "INTEGER") => Value::Integer(1),
        (_, "BLOB") => Value::Blob(vec![7; 32]),
        (_, _) => Value::Text("9".to_owned()),
    };
    let mut others = vec![other];
    if !column.needed && *value != Value::Null {
        others.push(Value::Null);
    }
    others
}

/// The row to try: a verified line and what hangs on it, else the first there is.
fn victim(table: &str) -> &'static str {
    match table {
        "fund" => "WHERE status = 'VERIFIED'",
        "fund_step" | "evidence_use" => "WHERE fund_id IN (SELECT id FROM fund WHERE status = 'VERIFIED')",
        "evidence" => "WHERE sha256 IS NOT NULL",
        "edition" => "WHERE locked = 1",
        "entry" => "WHERE edition_id IN (SELECT id FROM edition WHERE locked = 1)",
        "journal_entry" => "WHERE entry_no = 5",
        _ => "",
    }
}

/// A bureau whose guards are down: no capture, no triggers, no CHECKs. What puts the triggers back is returned.
fn off_guard() -> (Bureau, String) {
    let bureau = whole();
    let found = bureau.store.verify().expect("asked");
    assert!(found.ok, "sound before: {:?}", found.checks);
    let conn = bureau.store.conn();
    let names = |sql: &str| -> Vec<(String, String)> {
        let mut statement = conn.prepare(sql).expect("sql");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("triggers");
        rows.collect::<Result<_, _>>().expect("triggers")
    };
    for (name, _) in names("SELECT name, sql FROM sqlite_temp_schema WHERE type = 'trigger'") {
        conn.execute_batch(&format!("DROP TRIGGER \"{name}\"")).expect("the journal is passed by");
    }
    let guards = names("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name");
    for (name, _) in &guards {
        conn.execute_batch(&format!("DROP TRIGGER \"{name}\"")).expect("a guard is taken away");
    }
    conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON").expect("no CHECKs");
    (bureau, guards.into_iter().map(|(_, sql)| sql + ";").collect())
}

/// Tries one change, puts the guards back, and asks; then all is as it was.
fn tried(bureau: &Bureau, guards: &str, change: impl FnOnce(&Connection) -> rusqlite::Result<usize>) -> Option<Verification> {
    let conn = bureau.store.conn();
    conn.execute_batch("SAVEPOINT tamper").expect("to begin");
    let changed = change(conn);
    conn.execute_batch(guards).expect("the guards are back");
    let found = changed.is_ok_and(|rows| rows > 0).then(|| bureau.store.verify().expect("asked"));
    conn.execute_batch("ROLLBACK TO tamper; RELEASE tamper").expect("to go back");
    found
}

fn bad(found: &Verification) -> Vec<&Check> {
    found.checks.iter().filter(|check| !check.ok).collect()
}

/// The row's own name in what is found: its id, as the journal writes it.
fn id_text(bytes: &Value) -> String {
    match bytes {
        Value::Blob(bytes) => daowei_core::domain::Id::from_bytes(bytes.as_slice().try_into().expect("16 bytes")).to_string(),
        other => panic!("no id: {other:?}"),
    }
}

/// Every column of every journaled table and of the journal, whatever the schema holds.
#[test]
fn every_column_that_is_changed_by_plain_sql_is_named() {
    let (bureau, guards) = off_guard();
    let conn = bureau.store.conn();
    let mut tried_columns = 0;
    for table in tables(conn) {
        let name = &table.name;
        let condition = victim(name);
        let sql = format!("SELECT * FROM {name} {condition} ORDER BY 1 LIMIT 1");
        let row: Vec<Value> = conn
            .query_row(&sql, [], |row| (0..table.columns.len()).map(|at| row.get(at)).collect())
            .unwrap_or_else(|error| panic!("give the bureau of `whole` something in {name}: {error}"));
        for (at, column) in table.columns.iter().enumerate() {
            for other in others(&row[at], column) {
                let keys: Vec<&str> = if name == "journal_row" { vec!["row_id", "entry_no"] } else { vec![&table.columns[0].name] };
                let filter = keys.iter().enumerate().map(|(key, name)| format!("{name} = ?{}", key + 2)).collect::<Vec<_>>();
                let sql = format!("UPDATE {name} SET \"{}\" = ?1 WHERE {}", column.name, filter.join(" AND "));
                let found = tried(&bureau, &guards, |conn| match keys.len() {
                    1 => conn.execute(&sql, params![other, row[0]]),
                    _ => conn.execute(&sql, params![other, row[0], row[1]]),
                });
                let what = format!("{name}.{} {:?} → {other:?}", column.name, row[at]);
                let found = found.unwrap_or_else(|| panic!("{what}: SQLite refused"));
                let bad = bad(&found);
                assert!(!found.ok && !bad.is_empty(), "{what}: unseen");
                let wanted = match name.as_str() {
                    "journal_entry" => vec!["journal entry 5 ".to_owned()],
                    "journal_row" => vec!["journal_row ".to_owned(), id_text(&row[0])],
                    _ if at == 0 => vec![name.clone(), id_text(&row[0]), ": missing".to_owned()],
                    _ => vec![name.clone(), id_text(&row[0]), format!(": {} ", column.name)],
                };
                let named = bad.iter().any(|check| wanted.iter().all(|part| check.detail.contains(part)));
                assert!(named, "{what}: {wanted:?} not named by {bad:?}");
                tried_columns += 1;
            }
        }
    }
    assert!(tried_columns > 200, "{tried_columns}");
}

/// A row put in, a row taken away, a guard left out, the tail of the journal or of the closes cut off.
#[test]
fn what_is_put_in_or_taken_away_by_plain_sql_is_named() {
    let (bureau, guards) = off_guard();
    let find = |what: &str, wanted: &[&str], sql: &str| {
        let found = tried(&bureau, &guards, |conn| conn.execute(sql, [])).unwrap_or_else(|| panic!("{what}: refused"));
        let bad = bad(&found);
        assert!(
            bad.iter().any(|check| wanted.iter().all(|part| check.detail.contains(part))),
            "{what}: {wanted:?} not named by {bad:?}"
        );
    };
    let columns: Vec<String> = {
        let mut statement = bureau.store.conn().prepare("SELECT name FROM pragma_table_info('fund')").expect("sql");
        statement.query_map([], |row| row.get(0)).expect("columns").collect::<Result<_, _>>().expect("columns")
    };
    let same = columns.iter().skip(2).cloned().collect::<Vec<_>>().join(", ");
    find(
        "a line put in",
        &["fund X-1 ", ": unknown"],
        &format!("INSERT INTO fund SELECT randomblob(16), 'X-1', {same} FROM fund WHERE ref = 'V-1'"),
    );
    find("a line taken away", &["fund V-1 ", ": missing"], "DELETE FROM fund WHERE ref = 'V-1'");
    find("a close taken away", &["period_close 2025Q1 ", ": missing"], "DELETE FROM period_close");
    find("the way to an entry", &["journal_row ", ": missing"], "DELETE FROM journal_row WHERE entry_no = 3");
    find("an entry", &["journal entry 4 "], "DELETE FROM journal_entry WHERE entry_no = 4");
    find(
        "the last entry",
        &["journal entry "],
        "DELETE FROM journal_entry WHERE entry_no = (SELECT max(entry_no) FROM journal_entry)",
    );
    let conn = bureau.store.conn();
    for statement in guards.split_inclusive("END;").filter(|statement| !statement.trim().is_empty()) {
        let left_out = guards.replace(statement, "");
        conn.execute_batch("SAVEPOINT tamper").expect("to begin");
        conn.execute_batch(&left_out).expect("the guards are back but for one");
        let found = bureau.store.verify().expect("asked");
        conn.execute_batch("ROLLBACK TO tamper; RELEASE tamper").expect("to go back");
        let name = statement.split_whitespace().nth(2).expect("CREATE TRIGGER name");
        assert!(bad(&found).iter().any(|check| check.name == "schema" && check.detail.contains(name)), "{name}: {found:?}");
    }
}
