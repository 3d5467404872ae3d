//! Trials on real files, which are not part of this repository: `DAOWEI_TRIAL_DATA` names their folder.

use std::path::{Path, PathBuf};

use daowei_core::store::{company, lists};
use daowei_files::columns::{Given, Kind};
use daowei_files::import::file::open;
use daowei_files::import::run::Mode;
use daowei_files::import::table::find;
use daowei_files::read::{Cell, Encoding};
use daowei_tests::Bureau;

use super::{counts, edition};

/// The folder of real files, or a plain word that a trial does not run.
pub(super) fn folder(trial: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("DAOWEI_TRIAL_DATA").map(PathBuf::from);
    if folder.is_none() {
        println!("{trial}: not run, DAOWEI_TRIAL_DATA is not set");
    }
    folder
}

fn reader() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_reader"))
}

#[test]
fn the_fortune_lists_of_two_years_come_in() {
    let Some(folder) = folder("the Fortune lists") else { return };
    let mut bureau = Bureau::new();
    let bytes = |name: &str| std::fs::read(folder.join("lists").join(name)).expect(name);
    let first = edition(&mut bureau, "F500", 2024, "2024-08-05", "a.csv", bytes("global500-2024-en.csv"), Mode::Whole);
    assert!(first.kept, "{:?}", first.plan.problems);
    assert_eq!(counts(&first), [500, 0, 0, 0, 0]);
    let second = edition(&mut bureau, "F500", 2021, "2021-08-02", "a.json", bytes("global500-2021-zh-en.json"), Mode::Whole);
    assert!(second.kept, "{:?}", second.plan.problems);
    assert_eq!(counts(&second), [500, 0, 0, 0, 0]);
    println!("companies made by the second edition: {}", second.plan.companies_made);
    let conn = bureau.store.conn();
    assert_eq!(company::find(conn, "Walmart").expect("Walmart"), company::find(conn, "沃尔玛").expect("沃尔玛"));
    let id = lists::edition(conn, "F500", 2021).expect("editions").expect("2021").id;
    let tied = lists::entries(conn, id).expect("entries").iter().filter(|entry| entry.rank == Some(372)).count();
    assert_eq!(tied, 2);
    let china = edition(&mut bureau, "C500", 2016, "2016-08-27", "a.tsv", bytes("china500-2016-top40.tsv"), Mode::Whole);
    assert_eq!(counts(&china), [40, 0, 0, 0, 0]);
    let conn = bureau.store.conn();
    let id = lists::edition(conn, "C500", 2016).expect("editions").expect("2016").id;
    let entry = lists::entries(conn, id).expect("entries").remove(0);
    assert_eq!((entry.revenue.as_deref(), entry.revenue_unit.as_deref()), (Some("207134945"), Some("万元")));
}

#[test]
fn messy_files_are_read_or_refused_by_name() {
    let Some(folder) = folder("messy files") else { return };
    let read = |name: &str| open(&folder.join("messy").join(name), reader(), None, None).map(|opened| opened.workbook);
    let gbk = read("quarter-gbk.csv").expect("GBK");
    assert_eq!(gbk.encoding.map(|guess| guess.encoding), Some(Encoding::Gb18030));
    assert!(gbk.sheets[0].row(1).expect("a row").cells().any(|cell| cell == Cell::text("第二季度")));
    let codes = read("utf8-bom-long-codes.csv").expect("long codes");
    assert_eq!(codes.sheets[0].row(1).expect("a row").cell(0), Cell::text("102900005115168"));
    let destroyed = read("header-destroyed.csv").expect("its bytes are text");
    assert_eq!(find(destroyed, Kind::Companies, None, &Given::new()).expect_err("refused").code(), "import-header-destroyed");
    let shares = read("szse-a-shares-2025-12.xlsx").expect("an exchange's export");
    assert!(shares.sheets[0].len() >= 2_880);
    assert!(shares.sheets[0].row(1).expect("a row").cells().any(|cell| cell.shown().starts_with("00")), "leading zeros stay");
    let merged = read("merged-header.xlsx").expect("merged header");
    assert!(merged.sheets.len() >= 3);
    let wan = read("companies-wan-yuan.xlsx").expect("units in headers");
    assert!(wan.sheets[0].len() >= 1_382);
    let names = read("company-names-50k.xlsx").expect("many names");
    assert!(names.sheets[0].len() >= 50_612);
    assert!(read("sse-list-2025-12.xls").expect("the binary format of old").sheets[0].len() > 1_000);
}
