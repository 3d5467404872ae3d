//! Keeping a store: backups, keys, one writer, and what the exit status says.

use daowei_core::store::{Access, Store};
use daowei_tests::{PASSPHRASE, machine};
use serde_json::Value;

use super::{Desk, ran};

#[test]
fn a_backup_becomes_an_equal_store_of_its_own() {
    let desk = Desk::new("2025-09-20");
    desk.done("小李", &["company", "add", "--name", "示例甲"]);
    let slip = desk.file("slip.pdf", "%PDF-1.7 a slip");
    let fields =
        ["--investor", "示例甲", "--origin", "foreign", "--arrival", "2025-09-01", "--amount", "1000", "--evidence", &slip];
    desk.done("小李", &[&["fund", "submit", "--ref", "D-1", "--voucher-kind", "bank_slip"], &fields[..]].concat());
    let made = desk.done("小李", &["backup", "a.backup"]);
    assert_eq!(made["ok"], true);
    desk.refused("小李", &["backup", "a.backup"], "exists");
    let restore = |user: &str, file: &str, to: &str| {
        ran(desk.program(PASSPHRASE).args(["--store", to, "--as", user, "--json", "restore", file]))
    };
    let restored = restore("小李", "a.backup", "other");
    assert_eq!(restored.status, 0, "{}", restored.err);
    let said: Value = serde_json::from_str(&restored.out).expect("a document");
    let checks: Vec<&str> = said["checks"].as_array().expect("checks").iter().filter_map(|check| check["name"].as_str()).collect();
    assert_eq!(said["ok"], true);
    assert_eq!(checks, ["file", "schema", "foreign_keys", "chain", "closes", "journal_equals_tables", "evidence"]);
    let other = ran(desk.program(PASSPHRASE).args(["--store", "other", "dump"]));
    assert_eq!(other.out, desk.dump(), "equal bytes");
    assert_eq!(restore("小李", "a.backup", "other").status, 1, "never over a store");
    assert_eq!(restore("小李", "slip.pdf", "third").status, 1, "not from any file");
    assert!(!desk.path("third").exists());
}

#[test]
fn the_store_keeps_backups_by_itself() {
    let desk = Desk::new("2025-09-20");
    let own = std::fs::read_dir(desk.store().join("backups")).expect("backups").count();
    assert_eq!(own, 1, "one when it was made, the next after a quarter of an hour of work");
    let name = std::fs::read_dir(desk.store().join("backups")).expect("backups").next().expect("one").expect("one").path();
    let restored = ran(desk.program(PASSPHRASE).args(["--store", "again", "restore"]).arg(name));
    assert_eq!(restored.status, 0, "{}", restored.err);
}

#[test]
fn a_wrong_passphrase_is_told_and_never_taken_from_an_argument() {
    let desk = Desk::new("2025-09-20");
    let wrong = ran(desk.program("wrong passphrase").args(["--store", "store", "list", "zones", "--lang", "en"]));
    assert_eq!((wrong.status, wrong.err.as_str()), (1, "Wrong user or passphrase.\n"));
    let nobody = ran(desk.program(PASSPHRASE).args(["--store", "store", "--as", "nobody", "list", "zones", "--lang", "en"]));
    assert_eq!((nobody.status, nobody.err), (1, wrong.err));
    let none = ran(desk.program(PASSPHRASE).env_remove("DAOWEI_PASSPHRASE").args(["--store", "store", "list", "zones"]));
    assert_eq!(none.status, 2, "{}", none.err);
    let file = desk.file("secret", &[PASSPHRASE, "\n"].concat());
    let from_file = ran(desk.program("wrong passphrase").args(["--store", "store", "list", "zones", "--passphrase-file", &file]));
    assert_eq!(from_file.status, 0, "{}", from_file.err);
    let weak = ran(desk
        .program(PASSPHRASE)
        .env("DAOWEI_NEW_PASSPHRASE", "short")
        .args(["--store", "store", "user", "add", "x", "--role", "officer"]));
    assert_eq!(weak.status, 1, "{}", weak.err);
    // One's own passphrase is changed; the old one no longer opens.
    let mut change = desk.program(PASSPHRASE);
    change.env("DAOWEI_NEW_PASSPHRASE", "another passphrase").args(["--store", "store", "--as", "小李", "user", "passphrase"]);
    assert_eq!(ran(&mut change).status, 0);
    assert_eq!(desk.run("小李", &["list", "zones"]).status, 1);
}

#[test]
fn one_writes_and_others_read_beside_it() {
    let desk = Desk::new("2025-09-20");
    let held = Store::open(&desk.store(), "admin", PASSPHRASE, machine(3), Access::Write).expect("the store");
    let busy = desk.run("admin", &["company", "add", "--name", "示例甲", "--json"]);
    assert_eq!(busy.status, 1);
    let said: Value = serde_json::from_str(&busy.out).expect("a document");
    assert_eq!(said["error"]["code"], "store-busy");
    assert_eq!(desk.done("admin", &["list", "zones"])["rows"].as_array().map(Vec::len), Some(2));
    assert_eq!(desk.done("admin", &["verify"])["ok"], true);
    drop(held);
    desk.done("admin", &["company", "add", "--name", "示例甲"]);
}

#[test]
fn a_damaged_or_missing_store_is_an_error_never_a_new_one() {
    let desk = Desk::new("2025-09-20");
    let missing = ran(desk.program(PASSPHRASE).args(["--store", "nowhere", "--json", "list", "zones"]));
    assert_eq!(missing.status, 1);
    assert!(missing.out.contains("store-missing") && !desk.path("nowhere").exists());
    let database = desk.store().join("daowei.db");
    for (content, detail) in [(Vec::new(), "空"), (vec![7; 9_000], "daowei.db")] {
        std::fs::write(&database, content).expect("damage");
        for wal in ["daowei.db-wal", "daowei.db-shm"] {
            drop(std::fs::remove_file(desk.store().join(wal)));
        }
        let damaged = desk.run("admin", &["company", "add", "--name", "示例甲", "--json"]);
        assert_eq!(damaged.status, 1, "{}", damaged.err);
        assert!(damaged.out.contains("store-damaged") && damaged.err.contains(detail), "{}", damaged.err);
    }
    let again = ran(desk.program(PASSPHRASE).args(["--store", "store", "--json", "init", "--zone", "x"]));
    assert_eq!(again.status, 1);
    assert!(again.out.contains("store-exists"), "{}", again.out);
}

#[test]
fn wrong_usage_is_2_and_options_may_stand_before_or_behind_the_verb() {
    let desk = Desk::new("2025-09-20");
    let status = |args: &[&str]| ran(desk.program(PASSPHRASE).args(args)).status;
    assert_eq!(status(&["--store", "store", "no-such-verb"]), 2);
    assert_eq!(status(&["list", "zones"]), 2, "no store");
    assert_eq!(status(&["--store", "store", "kpi"]), 2, "no year");
    assert_eq!(status(&["--store", "store", "fund", "verify"]), 2, "no line");
    assert_eq!(status(&["--help"]), 0);
    let before = ran(desk.program(PASSPHRASE).args(["--json", "--store", "store", "list", "zones"]));
    let behind = ran(desk.program(PASSPHRASE).args(["list", "zones", "--store", "store", "--json"]));
    assert_eq!((before.status, before.out), (0, behind.out));
}

#[test]
fn pages_follow_one_another_without_gap_or_repeat() {
    let desk = Desk::new("2025-09-20");
    let names: String = (1..=25).map(|at| format!("示例{at:02}\n")).collect();
    desk.import("小李", "companies", &["企业名称\n", &names].concat(), &[]);
    let mut seen = Vec::new();
    let mut after: Option<String> = None;
    for _ in 0..4 {
        let key = after.clone().unwrap_or_default();
        let options: &[&str] = if after.is_some() { &["--after", &key] } else { &[] };
        let page = desk.done("访客", &[&["list", "companies", "--limit", "10"], options].concat());
        seen.extend(page["rows"].as_array().expect("rows").iter().map(|row| row["name_zh"].to_string()));
        after = page["next"].as_str().map(str::to_owned);
        if after.is_none() {
            break;
        }
    }
    let wanted: Vec<String> = (1..=25).map(|at| format!("\"示例{at:02}\"")).collect();
    assert_eq!((seen, after), (wanted, None));
}

#[test]
fn the_sample_is_made_by_one_verb() {
    let folder = tempfile::tempdir().expect("a folder");
    // A clock that stands before the end of the sample's history does not spoil it.
    let mut desk = Desk { folder, today: "2025-01-01" };
    let made = desk.done("admin", &["init", "--zone", "示例高新区", "--sample"]);
    assert!(made["users"].as_array().is_some_and(|users| users.len() > 10), "{made}");
    desk.today = "2026-11-23";
    let kpi = desk.done("示例局长", &["kpi", "--year", "2026", "--through", "2026Q3", "--reading", "published"]);
    let posted = desk.done("示例局长", &["kpi", "--year", "2026", "--through", "2026Q3"]);
    assert_ne!(kpi["total"]["ytd_fen"], "0");
    assert!(posted["rows"].as_array().is_some_and(|rows| rows.iter().all(|row| row["completion_pct"].is_string())), "{posted}");
    assert_eq!(desk.done("admin", &["list", "closes"])["rows"].as_array().map(Vec::len), Some(7));
    assert_eq!(desk.done("admin", &["verify"])["ok"], true);
}
