//! Trials on real files, which are not part of this repository: they stand in `shared/data` beside the
//! checkout, or where `DAOWEI_TRIAL_DATA` says.

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
    let above = || Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("")).to_path_buf();
    let beside = || above().join("shared/data");
    let folder = std::env::var_os("DAOWEI_TRIAL_DATA").map_or_else(beside, PathBuf::from);
    let there = folder.join("README.md").is_file();
    if !there {
        println!("{trial}: not run, there is no {}", folder.display());
    }
    there.then_some(folder)
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
fn a_list_whose_column_slipped_is_warned_about_from_that_row() {
    let Some(folder) = folder("a list whose column slipped") else { return };
    let bytes = std::fs::read(folder.join("lists/internet100-2025-corrupted-from-76.tsv")).expect("the list");
    let mut bureau = Bureau::new();
    let looked = edition(&mut bureau, "I100", 2025, "2025-11-01", "a.tsv", bytes, Mode::DryRun);
    assert_eq!(counts(&looked), [100, 0, 0, 0, 0]);
    let warned: Vec<_> = looked.plan.warnings.iter().filter(|warning| warning.code.starts_with("edition-")).collect();
    // Rank 76 stands in row 77, below the header.
    assert_eq!((warned[0].row, warned[0].code), (77, "edition-column-shifted"));
    assert!(warned.iter().all(|warning| warning.row >= 77), "{warned:?}");
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

/// What a file comes to as a kind: its rows and the columns found, or the code of the refusal.
fn found(folder: &Path, name: &str, kind: Kind) -> Result<(usize, Vec<&'static str>), &'static str> {
    let opened = open(&folder.join(name), reader(), None, None).map_err(|error| error.code())?;
    let table = find(opened.workbook, kind, None, &Given::new()).map_err(|error| error.code())?;
    let keys = table.mapping.columns.iter().flatten().map(|mapped| mapped.key).collect();
    Ok((table.rows().count(), keys))
}

#[test]
fn every_file_is_found_or_refused_as_its_readme_says() {
    let Some(folder) = folder("every file") else { return };
    let of = |name: &str, kind| found(&folder, name, kind);
    assert_eq!(of("lists/global500-2021-zh-en.json", Kind::Edition).expect("JSON").0, 500);
    assert_eq!(of("lists/global500-2024-en.csv", Kind::Edition).expect("dollars").0, 500);
    assert_eq!(of("lists/internet100-2025-corrupted-from-76.tsv", Kind::Edition).expect("a list").0, 100);
    let keys = vec!["rank", "name", "revenue"];
    assert_eq!(of("lists/china500-2016-top40.tsv", Kind::Edition), Ok((40, keys)));
    assert_eq!(of("lists/china500-2016-pasted-web-text.txt", Kind::Edition).expect("running text").0, 40);
    let (rows, keys) = of("messy/szse-a-shares-2025-12.xlsx", Kind::Companies).expect("an exchange's export");
    assert!(rows == 2_880 && keys.contains(&"name_zh") && keys.contains(&"name_en"), "{rows} {keys:?}");
    let (rows, keys) = of("messy/sse-list-2025-12.xls", Kind::Companies).expect("the binary format of old");
    assert!(rows > 1_600 && keys.contains(&"name_en") && !keys.contains(&"name_zh"), "{rows} {keys:?}");
    assert_eq!(of("messy/companies-wan-yuan.xlsx", Kind::Companies).expect("units").0, 1_381);
    assert_eq!(of("messy/company-names-50k.xlsx", Kind::Companies).expect("names").0, 50_611);
    assert_eq!(of("messy/header-destroyed.csv", Kind::Companies), Err("import-header-destroyed"));
    assert_eq!(of("messy/merged-header.xlsx", Kind::Companies), Err("import-no-header"));
    assert_eq!(of("messy/quarter-gbk.csv", Kind::Companies), Err("import-columns-missing"));
    let (rows, keys) = of("fx/pboc-mid-2020-2021.xlsx", Kind::Rates).expect("rates by currency");
    assert_eq!((rows, keys.len()), (223, 25));
}

#[test]
fn running_text_comes_out_as_the_table_beside_it() {
    let Some(folder) = folder("running text") else { return };
    let cells = |name: &str| {
        let opened = open(&folder.join("lists").join(name), reader(), None, None).expect(name);
        let table = find(opened.workbook, Kind::Edition, None, &Given::new()).expect(name);
        let row = |row: daowei_files::import::table::TableRow<'_>| [0, 1, 2].map(|column| row.cell(column).shown().to_owned());
        table.rows().map(row).collect::<Vec<_>>()
    };
    assert_eq!(cells("china500-2016-pasted-web-text.txt"), cells("china500-2016-top40.tsv"));
}

#[test]
fn merged_headers_are_joined() {
    let Some(folder) = folder("a merged header") else { return };
    let opened = open(&folder.join("messy/merged-header.xlsx"), reader(), None, None).expect("a workbook");
    let tables = daowei_files::import::layout::tables(&opened.workbook, None, None, &Given::new());
    assert_eq!(tables.len(), 1, "two sheets are empty");
    assert_eq!(tables[0].headers, ["贷款年利率", "客户流失率/信誉评级A", "客户流失率/信誉评级B", "客户流失率/信誉评级C"]);
    assert_eq!(tables[0].body.len(), 29);
}
