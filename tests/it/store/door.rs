//! The write door and the journal behind it.

use daowei_core::journal::{self, Op};
use daowei_core::store::{settings, zones};
use daowei_tests::{Bureau, noon};

fn busy_bureau() -> Bureau {
    let mut bureau = Bureau::new();
    let company = bureau.company("示例甲");
    bureau.company("示例乙");
    bureau.cash(company, "2025-03-01", "1000.00");
    bureau.store.write(Op::ZoneAdded, noon("2025-01-05"), |tx| zones::add(tx, "邻区", false)).expect("a zone");
    bureau.store.undo(noon("2025-01-05")).expect("undone");
    bureau
}

#[test]
fn the_tables_rebuilt_from_the_journal_equal_the_tables() {
    let bureau = busy_bureau();
    assert_eq!(bureau.store.differences().expect("compared"), journal::Differences::default());
    bureau.store.conn().execute_batch("DROP TRIGGER capture_zone_UPDATE; UPDATE zone SET name = 'x'").expect("tampered");
    assert_eq!(bureau.store.differences().expect("compared").named[0].table, "zone");
}

#[test]
fn a_refused_write_leaves_nothing() {
    let mut bureau = busy_bureau();
    let (dump, chain) = (bureau.dump(), bureau.store.chain().expect("a chain"));
    let refused = bureau.store.write(Op::SettingChanged, noon("2025-01-06"), |tx| {
        settings::set(tx, "half", "done")?;
        zones::add(tx, "高新区", true)
    });
    assert_eq!(refused.expect_err("refused").code(), "exists");
    assert_eq!(bureau.dump(), dump);
    assert_eq!(bureau.store.chain().expect("a chain"), chain);
}

#[test]
fn an_action_is_one_entry_with_who_when_what_and_the_fields() {
    let mut bureau = Bureau::new();
    let id = bureau.store.write(Op::ZoneAdded, noon("2025-01-05"), |tx| zones::add(tx, "邻区", false)).expect("a zone").value;
    bureau.store.write(Op::ZoneChanged, noon("2025-01-06"), |tx| zones::set_counts(tx, id, true)).expect("changed");
    let history = journal::of_row(bureau.store.conn(), id).expect("history");
    let last = history.last().expect("a change");
    assert_eq!((last.field.as_str(), last.before.as_deref(), last.after.as_deref()), ("counts", Some("0"), Some("1")));
    assert_eq!(last.action.user.as_deref(), Some("admin"));
    assert_eq!(last.action.op, Op::ZoneChanged);
    assert!(last.action.at.starts_with("2025-01-06T04:00"));
}

#[test]
fn the_chain_breaks_at_each_changed_byte() {
    let bureau = busy_bureau();
    let conn = bureau.store.conn();
    journal::verify(conn).expect("whole before");
    conn.execute_batch("DROP TRIGGER journal_entry_update; DROP TRIGGER journal_entry_delete; PRAGMA recursive_triggers = OFF")
        .expect("to tamper");
    let columns =
        ["site", "seq", "op_id", "group_id", "hlc", "kind", "at", "user_id", "means", "subject", "prev_hash", "body", "hash"];
    for entry in [1, 3] {
        for column in columns {
            let sql = |text: &str| text.replace("COLUMN", column);
            let length: i64 = conn
                .query_row(&sql("SELECT length(CAST(COLUMN AS BLOB)) FROM journal_entry WHERE entry_no = ?1"), [entry], |row| {
                    row.get(0)
                })
                .unwrap_or(0);
            for at in 0..length {
                // Long bodies: every byte of the first and last 64, and each 97th between.
                if at > 64 && at < length - 64 && at % 97 != 0 {
                    continue;
                }
                conn.execute_batch("SAVEPOINT tamper").expect("to begin");
                let changed = tamper(conn, column, entry, usize::try_from(at).expect("a place"));
                if changed {
                    assert!(journal::verify(conn).is_err(), "{column} byte {at} of entry {entry} was changed unseen");
                }
                conn.execute_batch("ROLLBACK TO tamper; RELEASE tamper").expect("to go back");
            }
        }
    }
    conn.execute_batch("DELETE FROM journal_entry WHERE entry_no = (SELECT max(entry_no) FROM journal_entry)").expect("tampered");
    assert!(journal::verify(conn).is_err(), "a tail cut off is seen");
}

/// Flips one bit of one byte of a column, keeping its type; false where the table's own checks refuse the result.
fn tamper(conn: &rusqlite::Connection, column: &str, entry: i64, at: usize) -> bool {
    use rusqlite::types::Value;
    let value: Value = conn
        .query_row(&["SELECT ", column, " FROM journal_entry WHERE entry_no = ?1"].concat(), [entry], |row| row.get(0))
        .expect("a value");
    let other = match value {
        Value::Blob(mut bytes) => {
            bytes[at] ^= 1;
            Value::Blob(bytes)
        }
        Value::Text(text) => {
            let mut bytes = text.into_bytes();
            bytes[at] ^= 1;
            match String::from_utf8(bytes) {
                Ok(text) => Value::Text(text),
                Err(_) => return false,
            }
        }
        Value::Integer(integer) => Value::Integer(integer + 1),
        other => other,
    };
    let sql = ["UPDATE journal_entry SET ", column, " = ?2 WHERE entry_no = ?1"].concat();
    conn.execute(&sql, rusqlite::params![entry, other]).is_ok()
}

#[test]
fn the_clock_never_runs_back_and_sequences_have_no_gap() {
    let mut bureau = Bureau::new();
    for (at, key) in [("2025-03-01", "a"), ("2025-02-01", "b"), ("2025-02-01", "c")] {
        bureau.store.write(Op::SettingChanged, noon(at), |tx| settings::set(tx, key, "1")).expect("set");
    }
    let mut statement = bureau.store.conn().prepare("SELECT seq, hlc FROM journal_entry ORDER BY entry_no").expect("sql");
    let rows: Vec<(i64, i64)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows").collect::<Result<_, _>>().expect("rows");
    for (at, pair) in rows.windows(2).enumerate() {
        assert_eq!(pair[1].0, pair[0].0 + 1, "entry {at}");
        assert!(pair[1].1 > pair[0].1, "entry {at}");
    }
}
