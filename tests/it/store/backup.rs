//! Backups, restoring, copies.

use daowei_core::journal;
use daowei_core::store::{Access, Store, backup};
use daowei_tests::{Bureau, PASSPHRASE, machine, noon};

fn site(store: &Store) -> String {
    store.conn().query_row("SELECT value FROM meta WHERE key = 'site'", [], |row| row.get(0)).expect("a site")
}

#[test]
fn a_backup_comes_back_as_an_equal_store_with_a_site_of_its_own() {
    let mut bureau = Bureau::new();
    bureau.company("示例甲");
    let kept = bureau.store.vault_put(b"%PDF-1.7 slip").expect("kept");
    let file = bureau.folder.path().join("copy.daowei-backup");
    bureau.store.backup_to(&file).expect("a backup");
    let restored =
        backup::restore(&file, &bureau.folder.path().join("restored"), "admin", PASSPHRASE, machine(9), None).expect("restored");
    let mut dump = Vec::new();
    restored.dump(&mut dump).expect("a dump");
    assert_eq!(String::from_utf8(dump).expect("UTF-8"), bureau.dump());
    assert_ne!(site(&restored), site(&bureau.store));
    assert_eq!(restored.vault_get(&kept).expect("the slip"), b"%PDF-1.7 slip");
    assert!(restored.verify().expect("verified").ok);
}

#[test]
fn a_broken_backup_never_becomes_a_store() {
    let bureau = Bureau::new();
    let file = bureau.folder.path().join("copy.daowei-backup");
    bureau.store.backup_to(&file).expect("a backup");
    let mut bytes = std::fs::read(&file).expect("the file");
    let middle = bytes.len() / 3;
    bytes[middle] ^= 0xff;
    let target = bureau.folder.path().join("restored");
    for content in [&bytes[..], &bytes[..bytes.len() / 2], b"not a backup"] {
        std::fs::write(&file, content).expect("to write");
        assert!(backup::restore(&file, &target, "admin", PASSPHRASE, machine(9), None).is_err());
        assert!(!target.exists());
    }
}

#[test]
fn a_copied_folder_is_another_site_and_the_chain_goes_on() {
    let mut bureau = Bureau::new();
    bureau.company("示例甲");
    let first = site(&bureau.store);
    let copy = bureau.folder.path().join("copy");
    std::fs::create_dir_all(&copy).expect("a folder");
    for name in ["daowei.db", "keys.json"] {
        bureau.store.conn().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").expect("a checkpoint");
        std::fs::copy(bureau.path().join(name), copy.join(name)).expect("copied");
    }
    let store = Store::open(&copy, "admin", PASSPHRASE, machine(5), Access::Write).expect("the copy");
    assert_ne!(site(&store), first);
    let mut bureau = Bureau { folder: bureau.folder, store };
    bureau.company("示例乙");
    journal::verify(bureau.store.conn()).expect("one chain over both sites");
    let again = site(&bureau.store);
    let store = bureau.store;
    drop(store);
    let store = Store::open(&copy, "admin", PASSPHRASE, machine(5), Access::Write).expect("again");
    assert_eq!(site(&store), again, "the same place is the same site");
}

#[test]
fn the_stores_own_backups_wait_for_work_and_for_fifteen_minutes() {
    let mut bureau = Bureau::new();
    let start = noon("2025-01-02");
    let later = |minutes: u64| daowei_core::store::Now { unix_ms: start.unix_ms + minutes * 60_000, today: start.today };
    assert!(bureau.store.backup_due(later(1)).expect("asked"), "nothing was backed up yet");
    bureau.store.backup_here(later(1)).expect("a backup");
    assert!(!bureau.store.backup_due(later(60)).expect("asked"), "nothing was written since");
    bureau.store.write(journal::Op::SettingChanged, later(5), |tx| daowei_core::store::settings::set(tx, "k", "v")).expect("set");
    assert!(!bureau.store.backup_due(later(10)).expect("asked"));
    assert!(bureau.store.backup_due(later(17)).expect("asked"));
    assert_eq!(bureau.store.backups().expect("a list").len(), 1);
}
