//! A file as the window works on it: looked at, mended in place, decided, written and taken back.

use std::path::Path;

use daowei_files::columns::{Kind, Why};
use daowei_files::import::choices::Choice;
use daowei_files::import::desk::{Desk, Source};
use daowei_files::import::look::Shape;
use daowei_files::import::planned::Filter;
use daowei_files::import::run::{EditionOf, Watch};
use daowei_files::read::Encoding;
use daowei_tests::{Bureau, day, noon};

use super::{TODAY, dump, take};

const LEDGER: &str = "高新区2026年到位资金台账,,,,,,\n编号,外来投资方名称,出资形式,资金来源,到账日期,到账金额(万元),经办\n\
    DW-1,示例甲集团,现金,省外,2026-01-05,1200,王\nDW-2,示例乙公司,现金,境外,2026.13.5,300,李\n\
    DW-3,示例丙公司,实物,省外,2026年2月3日,约5000,王\n合计,,,,,1500,\n";

fn reader() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_reader"))
}

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

fn lay(bureau: &Bureau, bytes: Vec<u8>) -> (Desk, daowei_files::import::look::Look) {
    let source = Source::Bytes("台账.csv".to_owned(), bytes);
    let desk = Desk::read(source, reader(), &Watch::default()).expect("a file");
    desk.look(bureau.store.conn()).expect("a look")
}

#[test]
fn a_gbk_ledger_is_looked_at_mended_written_and_taken_back() {
    let mut bureau = Bureau::new();
    let before = dump(&bureau);
    let (mut desk, look) = lay(&bureau, gbk(LEDGER));
    assert_eq!((look.encoding, look.kind, look.remembered), (Some(Encoding::Gb18030), Some(Kind::Funds), false));
    assert!(look.missing.is_empty() && look.problem.is_none(), "{look:?}");
    let table = &look.tables[0];
    assert_eq!((table.header_row, table.title.as_deref()), (2, Some("高新区2026年到位资金台账")));
    let column = |header: &str| look.columns.iter().find(|column| column.header == header).expect("a column");
    assert_eq!((column("编号").key.as_deref(), column("编号").reason), (Some("ref"), Some(Why::Alias)));
    assert_eq!((column("到账金额(万元)").unit.as_deref(), column("经办").key.as_deref()), (Some("万元"), None));
    assert_eq!(look.preview[1].cells[0], "编号");

    let watch = Watch::default();
    let planned = desk.plan(&mut bureau.store, noon(TODAY), &watch).expect("a plan");
    let counts = planned.counts();
    assert_eq!((counts.rows, counts.created, counts.skipped, counts.rejected), (4, 1, 1, 2));
    let (wrong, all) = planned.page(Filter::Rejected, 0, 100);
    assert_eq!((all, wrong[0].row, wrong[0].problems[0].column.as_deref()), (2, 4, Some("到账日期")));
    assert_eq!(dump(&bureau), before, "a plan keeps nothing");

    desk.mend(4, column("到账日期").at, Some("2026-01-15".to_owned()));
    desk.mend(5, column("到账金额(万元)").at, Some("5000".to_owned()));
    let planned = desk.plan(&mut bureau.store, noon(TODAY), &watch).expect("a plan");
    assert_eq!((planned.counts().created, planned.counts().rejected), (3, 0));
    let (rows, _) = planned.page(Filter::Created, 1, 1);
    assert_eq!((rows[0].row, rows[0].mended.clone(), rows[0].cells[4].as_str()), (4, vec![4], "2026-01-15"));

    let done = desk.commit(&mut bureau.store, noon(TODAY), false, &watch).expect("written");
    assert_eq!(watch.progress(), (3, 3));
    let id = done.import.expect("an import");
    let (_, again) = lay(&bureau, gbk(LEDGER));
    assert!(again.remembered, "the layout was seen before");
    let reason = |header: &str| again.columns.iter().find(|column| column.header == header).and_then(|column| column.reason);
    assert_eq!(reason("编号"), Some(Why::Remembered));
    let reverted = bureau.store.revert_import(id, &[], noon(TODAY)).expect("taken back").value;
    assert!(reverted.conflicts.is_empty(), "{:?}", reverted.conflicts);
    assert_eq!(dump(&bureau), before);
}

#[test]
fn what_was_found_can_be_said_otherwise() {
    let bureau = Bureau::new();
    let (mut desk, look) = lay(&bureau, gbk(LEDGER));
    assert!(look.kinds.iter().any(|one| one.kind == Kind::Projects));
    let mapping = [("经办".to_owned(), Some("note".to_owned())), ("资金来源".to_owned(), None)].into();
    let shaped = desk.shape(Shape { kind: look.kind, mapping, ..Shape::default() }, bureau.store.conn()).expect("a look");
    let column = |header: &str| shaped.columns.iter().find(|column| column.header == header).expect("a column");
    assert_eq!((column("经办").key.as_deref(), column("资金来源").key.as_deref()), (Some("note"), None));
    assert_eq!(shaped.missing, ["来源"]);
    let moved = Shape { header_row: Some(3), header_rows: Some(1), ..Shape::default() };
    let moved = desk.shape(moved, bureau.store.conn()).expect("a look");
    assert_eq!((moved.tables[0].header_row, moved.columns[0].header.as_str()), (3, "DW-1"));
    let other = Shape { kind: Some(Kind::Meetings), ..Shape::default() };
    let other = desk.shape(other, bureau.store.conn()).expect("a look");
    assert_eq!(other.kind, Some(Kind::Meetings));
    assert!(!other.missing.is_empty());
    desk.read_again(Some(Encoding::Windows1252), &Watch::default()).expect("read in another encoding");
    let garbled = desk.shape(Shape { encoding: Some(Encoding::Windows1252), ..Shape::default() }, bureau.store.conn());
    assert_eq!(garbled.expect("a look").encoding, Some(Encoding::Windows1252));
}

#[test]
fn a_name_in_doubt_is_decided_once_for_all_its_rows() {
    let mut bureau = Bureau::new();
    take(&mut bureau, Kind::Companies, "企业名称,国别\n示例甲集团有限公司,中国\n");
    let text =
        "日期,方式,层级,企业\n2026-01-05,拜访,区级,示例甲控股\n2026-01-06,拜访,区级,示例甲控股\n2026-01-07,拜访,区级,全新企业\n";
    let (mut desk, look) = lay(&bureau, text.as_bytes().to_vec());
    assert_eq!(look.kind, Some(Kind::Meetings));
    let planned = desk.plan(&mut bureau.store, noon(TODAY), &Watch::default()).expect("a plan");
    let (doubts, all) = planned.doubts(desk.choices(), 0, 10);
    assert_eq!((all, doubts[0].written.as_str(), doubts[0].rows, doubts[0].row), (1, "示例甲控股", 2, 2));
    assert_eq!(planned.counts().doubtful, 2);
    assert_eq!(planned.like("示例甲控股").len(), 1);
    let first = doubts[0].candidates[0].clone();
    desk.decide("示例甲控股", Some(Choice::Company { id: first.id }));
    assert_eq!(planned.doubts(desk.choices(), 0, 10).0[0].choice, Some(Choice::Company { id: first.id }));
    let planned = desk.plan(&mut bureau.store, noon(TODAY), &Watch::default()).expect("a plan");
    assert_eq!((planned.counts().doubtful, planned.counts().companies_made), (0, 1));
}

#[test]
fn a_list_is_of_the_edition_that_a_person_says() {
    let mut bureau = Bureau::new();
    let text = "排名,企业名称,营业收入(亿元)\n1,示例甲,100\n2,示例乙,90\n";
    let (mut desk, look) = lay(&bureau, text.as_bytes().to_vec());
    assert_eq!(look.kind, Some(Kind::Edition));
    let unsaid = desk.plan(&mut bureau.store, noon(TODAY), &Watch::default()).expect_err("unsaid");
    assert_eq!(unsaid.code(), "import-edition-unsaid");
    let edition = EditionOf {
        list: "C500".to_owned(),
        year: 2025,
        published_on: day("2025-09-01"),
        basis_year: None,
        source: Some("示例".to_owned()),
    };
    desk.set_edition(Some(edition));
    desk.commit(&mut bureau.store, noon(TODAY), false, &Watch::default()).expect("written");
    let (_, again) = lay(&bureau, text.as_bytes().to_vec());
    assert_eq!((again.remembered, again.list_code.as_deref()), (true, Some("C500")));
}

/// A ledger that leaves unsaid what is the same in all its rows: said once in the window, remembered for the next file.
#[test]
fn what_every_row_says_is_said_once_and_remembered() {
    let mut bureau = Bureau::new();
    let visits = |on: &str| format!("日期,企业,议题\n{on},示例甲集团,用地\n{on},示例乙公司,用电\n").into_bytes();
    let (mut desk, _) = lay(&bureau, visits("2026-02-01"));
    let kind = Some(Kind::Meetings);
    let look = desk.shape(Shape { kind, ..Shape::default() }, bureau.store.conn()).expect("a look");
    assert_eq!(look.missing, ["方式", "层级"]);
    let said = [("mode", "走访"), ("level", "区级"), ("date", "2020-01-01"), ("nothing", "x")];
    let constants = said.map(|(key, text)| (key.to_owned(), text.to_owned())).into();
    let look = desk.shape(Shape { kind, constants, ..Shape::default() }, bureau.store.conn()).expect("a look");
    assert_eq!(look.missing, Vec::<String>::new());
    assert_eq!(look.constants.keys().collect::<Vec<_>>(), ["level", "mode"], "a column says more than a word for all");
    let committed = desk.commit(&mut bureau.store, noon(TODAY), false, &Watch::default()).expect("a commit");
    assert_eq!(committed.planned.counts().created, 2);

    let (mut desk, look) = lay(&bureau, visits("2026-02-08"));
    assert!(look.remembered && look.missing.is_empty(), "{look:?}");
    assert_eq!(look.constants.get("level").map(String::as_str), Some("区级"));
    let constants = [("level".to_owned(), String::new())].into();
    let look = desk.shape(Shape { constants, ..Shape::default() }, bureau.store.conn()).expect("a look");
    assert_eq!(look.missing, ["层级"], "an empty word takes back what is remembered");
}
