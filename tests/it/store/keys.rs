//! Opening a store: keys, locks, and files that are none.

use daowei_core::domain::user::Role;
use daowei_core::store::{Access, DATABASE, KEYS, Store};
use daowei_tests::{Bureau, PASSPHRASE, machine};

fn open_error(bureau: &Bureau, user: &str, passphrase: &str) -> &'static str {
    Store::open(&bureau.path(), user, passphrase, machine(3), Access::Read).expect_err("refused").code()
}

#[test]
fn a_wrong_passphrase_and_an_unknown_user_are_told_alike() {
    let bureau = Bureau::new();
    assert_eq!(open_error(&bureau, "admin", "not the passphrase"), "wrong-passphrase");
    assert_eq!(open_error(&bureau, "nobody", PASSPHRASE), "wrong-passphrase");
    assert!(Store::open(&bureau.path(), "admin", PASSPHRASE, machine(3), Access::Read).is_ok());
}

#[test]
fn one_process_writes_and_others_may_read() {
    let bureau = Bureau::new();
    let second = Store::open(&bureau.path(), "admin", PASSPHRASE, machine(3), Access::Write).expect_err("refused");
    assert_eq!(second.code(), "store-busy");
    assert!(Store::open(&bureau.path(), "admin", PASSPHRASE, machine(3), Access::Read).is_ok());
}

#[test]
fn a_reader_writes_nothing() {
    let bureau = Bureau::new();
    let mut reader = Store::open(&bureau.path(), "admin", PASSPHRASE, machine(3), Access::Read).expect("to read");
    let refused = reader.write(daowei_core::journal::Op::ZoneAdded, daowei_tests::noon("2025-01-03"), |tx| {
        daowei_core::store::zones::add(tx, "邻区", false)
    });
    assert_eq!(refused.expect_err("refused").code(), "read-only");
    assert!(reader.conn().execute("DELETE FROM zone", []).is_err());
}

#[test]
fn a_missing_empty_truncated_or_foreign_file_is_an_error_and_never_a_new_store() {
    let Bureau { folder, store } = Bureau::new();
    drop(store);
    let path = folder.path().join("store");
    let database = path.join(DATABASE);
    let whole = std::fs::read(&database).expect("the file");
    let code =
        || Store::open(&path, "admin", PASSPHRASE, machine(3), Access::Write).map(|_| "open").unwrap_or_else(|error| error.code());
    std::fs::write(&database, b"").expect("to write");
    assert_eq!(code(), "store-damaged");
    assert_eq!(std::fs::read(&database).expect("the file"), b"", "nothing was written into it");
    std::fs::write(&database, &whole[..3000]).expect("to write");
    assert_eq!(code(), "store-damaged");
    std::fs::write(&database, &whole[..8192]).expect("to write");
    assert_eq!(code(), "store-damaged");
    std::fs::write(&database, [b"SQLite format 3\0".as_slice(), &[0; 8192]].concat()).expect("to write");
    assert_eq!(code(), "store-damaged");
    std::fs::write(&database, vec![7; 8192]).expect("to write");
    assert_eq!(code(), "store-damaged");
    std::fs::remove_file(&database).expect("to remove");
    assert_eq!(code(), "store-missing");
    assert!(!database.exists());
    std::fs::write(&database, &whole).expect("to write");
    assert_eq!(code(), "open");
    std::fs::write(path.join(KEYS), b"{}").expect("to write");
    assert_eq!(code(), "keys-damaged");
}

#[test]
fn nothing_on_disk_is_readable_without_the_key() {
    let mut bureau = Bureau::new();
    bureau.company("绝密示例企业");
    bureau.store.vault_put("绝密凭证".as_bytes()).expect("kept");
    let secrets = ["绝密示例企业".as_bytes(), "绝密凭证".as_bytes(), "高新区".as_bytes(), PASSPHRASE.as_bytes()];
    let mut folders = vec![bureau.path()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).expect("a file");
            for secret in secrets {
                assert!(!bytes.windows(secret.len()).any(|window| window == secret), "{} holds plain text", path.display());
            }
        }
    }
}

#[test]
fn a_newer_store_is_refused_by_its_version() {
    let bureau = Bureau::new();
    bureau.store.conn().pragma_update(None, "user_version", 99).expect("to set");
    let refused = Store::open(&bureau.path(), "admin", PASSPHRASE, machine(3), Access::Read).expect_err("refused");
    assert_eq!(refused.code(), "store-newer");
    assert_eq!(refused.args()["found"], "99");
}

#[test]
fn only_an_admin_adds_users() {
    let mut bureau = Bureau::new();
    bureau.add_user("甲", Role::Officer);
    let mut bureau = bureau.sign_in("甲");
    let refused = bureau.store.add_user("乙", Role::Officer, PASSPHRASE, daowei_tests::noon("2025-02-01"));
    assert_eq!(refused.expect_err("refused").code(), "forbidden");
}

#[test]
fn the_pragmas_that_survive_a_power_cut_are_in_force() {
    let bureau = Bureau::new();
    let ask = |name: &str| {
        bureau
            .store
            .conn()
            .query_row(&["PRAGMA ", name].concat(), [], |row| row.get::<_, rusqlite::types::Value>(0))
            .expect("a pragma")
    };
    assert_eq!(ask("journal_mode"), rusqlite::types::Value::Text("wal".to_owned()));
    assert_eq!(ask("synchronous"), rusqlite::types::Value::Integer(2));
    assert_eq!(ask("foreign_keys"), rusqlite::types::Value::Integer(1));
    assert_eq!(ask("temp_store"), rusqlite::types::Value::Integer(2));
    let loose: i64 = bureau
        .store
        .conn()
        .query_row("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'", [], |row| row.get(0))
        .expect("a count");
    assert_eq!(loose, 0, "every table is STRICT");
}

#[test]
fn who_leaves_signs_in_no_more_and_comes_back_with_a_new_passphrase() {
    let now = daowei_tests::noon("2025-02-01");
    let mut bureau = Bureau::new();
    let officer = bureau.add_user("甲", Role::Officer);
    let own = bureau.store.person().id;
    let last = bureau.store.deactivate_user(own, now).expect_err("refused");
    assert_eq!(
        (last.code(), bureau.store.set_role(own, Role::Officer, now).expect_err("refused").code()),
        ("last-admin", "last-admin")
    );
    bureau.store.set_role(officer, Role::SectionHead, now).expect("a new role");
    bureau.store.deactivate_user(officer, now).expect("gone");
    assert_eq!(bureau.store.undo(now).expect_err("refused").code(), "undo-refused");
    assert_eq!(Store::sign_in_names(&bureau.path()).expect("names"), ["admin"]);
    let refused = Store::open(&bureau.path(), "甲", PASSPHRASE, machine(3), Access::Read).expect_err("refused");
    assert_eq!(refused.code(), "wrong-passphrase");
    let back = bureau.store.add_user("甲", Role::Officer, "another passphrase", now).expect("back");
    assert_eq!(back, officer, "history names the same person");
    Store::open(&bureau.path(), "甲", "another passphrase", machine(3), Access::Read).expect("to sign in");
}
