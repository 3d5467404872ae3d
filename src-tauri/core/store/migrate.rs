//! Migrations: numbered files, frozen once released (a test holds their hashes), run in order.

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::error::{Error, Result};

/// The migrations, in order; a store's `user_version` counts those it has.
pub const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_first", include_str!("migrations/0001_first.sql")),
    ("0002_import_layout", include_str!("migrations/0002_import_layout.sql")),
    ("0003_matching", include_str!("migrations/0003_matching.sql")),
    ("0004_search", include_str!("migrations/0004_search.sql")),
    ("0005_ledger_index", include_str!("migrations/0005_ledger_index.sql")),
    ("0006_company_grid", include_str!("migrations/0006_company_grid.sql")),
    ("0007_verified_index", include_str!("migrations/0007_verified_index.sql")),
    ("0008_phones", include_str!("migrations/0008_phones.sql")),
    ("0009_layout_constants", include_str!("migrations/0009_layout_constants.sql")),
    ("0010_rules", include_str!("migrations/0010_rules.sql")),
    ("0011_cheaper_writes", include_str!("migrations/0011_cheaper_writes.sql")),
    ("0012_reports", include_str!("migrations/0012_reports.sql")),
];

/// The schema that this program writes.
#[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "a handful of files")]
pub const SCHEMA_VERSION: i32 = MIGRATIONS.len() as i32;

/// The store's schema version.
///
/// # Errors
/// [`Error::StoreNewer`] where a newer program wrote it.
pub fn check(conn: &Connection) -> Result<i32> {
    let found: i32 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > SCHEMA_VERSION {
        return Err(Error::StoreNewer { found: found.to_string(), known: SCHEMA_VERSION.to_string() });
    }
    Ok(found)
}

/// Runs what is missing, each migration in a transaction of its own. A migration may change the text of the schema, which
/// nothing else may.
pub fn run(conn: &Connection) -> Result<()> {
    let from = check(conn)?;
    let defensive = conn.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
    let run = missing(conn, from);
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, defensive)?;
    run
}

fn missing(conn: &Connection, from: i32) -> Result<()> {
    for (version, (_, sql)) in (1_i32..).zip(MIGRATIONS).filter(|(version, _)| *version > from) {
        let tx = conn.unchecked_transaction()?;
        tx.execute_batch(sql)?;
        tx.pragma_update(None, "user_version", version)?;
        tx.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    /// A released migration never changes: a store that ran it once would differ from a new one.
    #[test]
    fn migrations_are_frozen() {
        let hashes: Vec<_> =
            MIGRATIONS.iter().map(|(name, sql)| [name, " ", &crate::journal::hex(&Sha256::digest(sql))[..16]].concat()).collect();
        assert_eq!(hashes.join("\n"), include_str!("migrations/hashes.txt").trim_end());
    }

    /// A store of before companies were matched by likeness: nobody in it is merged, and like names are found.
    #[test]
    fn companies_of_a_store_of_before_are_found_by_like_names() {
        use crate::store::company::{Sought, candidates, settle, survivor};
        let conn = Connection::open_in_memory().unwrap();
        for (_, sql) in &MIGRATIONS[..2] {
            conn.execute_batch(sql).unwrap();
        }
        conn.pragma_update(None, "user_version", 2).unwrap();
        let id = crate::domain::Id::from_parts(1, [7; 10]);
        conn.execute("INSERT INTO company (id, name_zh) VALUES (?1, '示例启明重工集团有限公司')", [id]).unwrap();
        run(&conn).unwrap();
        settle(&conn).unwrap();
        assert_eq!(check(&conn).unwrap(), SCHEMA_VERSION);
        assert_eq!(survivor(&conn, id).unwrap(), id);
        let found = candidates(&conn, &Sought { names: vec!["示例启明重工"], ..Sought::default() }).unwrap();
        assert_eq!(found.iter().map(|candidate| candidate.id).collect::<Vec<_>>(), [id]);
    }

    /// What a table checks of a row costs no table of its own.
    #[test]
    fn no_check_makes_a_table() {
        let conn = Connection::open_in_memory().unwrap();
        run(&conn).unwrap();
        let named = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%'";
        let tables: Vec<String> =
            conn.prepare(named).unwrap().query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
        assert!(tables.len() > 20);
        for table in tables {
            let sql = ["EXPLAIN INSERT INTO ", &table, " DEFAULT VALUES"].concat();
            let mut statement = conn.prepare(&sql).unwrap();
            let steps: Vec<String> = statement.query_map([], |row| row.get(1)).unwrap().collect::<Result<_, _>>().unwrap();
            assert!(!steps.contains(&"OpenEphemeral".to_owned()), "{table}");
        }
    }

    /// A word that a table refused before it was checked otherwise is still refused, and every other is still taken.
    #[test]
    fn checks_take_the_words_that_they_took() {
        let before = Connection::open_in_memory().unwrap();
        for (_, sql) in &MIGRATIONS[..7] {
            before.execute_batch(sql).unwrap();
        }
        let after = Connection::open_in_memory().unwrap();
        run(&after).unwrap();
        let words = "'visit', 'received', 'video', 'call', 'event', 'province', 'city', 'district', 'section', 'x', '', NULL";
        let insert = "INSERT INTO meeting (id, held_on, company_id, mode, level) VALUES (randomblob(16), '', zeroblob(16), ";
        for conn in [&before, &after] {
            conn.pragma_update(None, "foreign_keys", false).unwrap();
        }
        let mut taken = 0;
        for mode in words.split(", ") {
            for level in words.split(", ") {
                let sql = [insert, mode, ", ", level, ")"].concat();
                let [old, new] = [&before, &after].map(|conn| conn.execute(&sql, []).is_ok());
                assert_eq!(old, new, "{sql}");
                taken += i32::from(new);
            }
        }
        assert_eq!(taken, 20);
        assert!(after.execute_batch("PRAGMA integrity_check").is_ok());
    }
}
