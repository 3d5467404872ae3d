//! Taking an import back after work went on: what nobody touched goes, what was edited shows three values and waits
//! for a person, and the whole is one action that undo takes back.

use daowei_core::journal::{self, ConflictKind, Op, TakeBack};
use daowei_core::store::{company, fund, imports};
use daowei_files::columns::Kind;
use daowei_files::import::file::{Asked, Opened};
use daowei_files::import::memory;
use daowei_files::import::rejects;
use daowei_files::import::run::{Fate, Mode, Watch};
use daowei_tests::{Bureau, noon};

use super::{TODAY, counts, import, take};

const BEFORE: &str = "企业名称,行业,总部\n示例甲,电池,北京\n示例乙,软件,上海\n示例丙,化工,广州\n";
const AFTER: &str = "企业名称,行业,总部\n示例甲,储能,深圳\n示例乙,云计算,上海\n示例丁,汽车,合肥\n示例戊,芯片,无锡\n";

fn edit(bureau: &mut Bureau, name: &str, change: impl FnOnce(&mut company::Company)) {
    let id = company::find(bureau.store.conn(), name).expect(name);
    let mut next = company::get(bureau.store.conn(), id).expect(name);
    change(&mut next);
    bureau.store.write(Op::CompanyChanged, noon(TODAY), |tx| company::change(tx, id, next)).expect("changed");
}

fn industry(bureau: &Bureau, name: &str) -> Option<String> {
    let id = company::find(bureau.store.conn(), name).expect(name);
    company::get(bureau.store.conn(), id).expect(name).industry
}

#[test]
fn what_was_edited_since_shows_three_values_and_waits() {
    let mut bureau = Bureau::new();
    take(&mut bureau, Kind::Companies, BEFORE);
    let imported = take(&mut bureau, Kind::Companies, AFTER);
    assert_eq!(counts(&imported), [2, 2, 0, 0, 0]);
    let id = imported.import.expect("an import");
    edit(&mut bureau, "示例甲", |company| company.industry = Some("氢能".to_owned()));
    edit(&mut bureau, "示例丁", |company| company.note = Some("已联系".to_owned()));
    edit(&mut bureau, "示例丙", |company| company.note = Some("与导入无关".to_owned()));
    let stood = bureau.dump();

    let looked = bureau.store.look_at_revert(id, noon(TODAY)).expect("looked at");
    assert_eq!(bureau.dump(), stood, "looking changes nothing");
    let told: Vec<_> = looked
        .conflicts
        .iter()
        .map(|one| {
            (one.kind, one.title.as_str(), one.field.as_str(), one.before.as_deref(), one.imported.as_deref(), one.now.as_deref())
        })
        .collect();
    assert!(told.contains(&(ConflictKind::Field, "示例甲", "industry", Some("电池"), Some("储能"), Some("氢能"))), "{told:?}");
    assert!(told.contains(&(ConflictKind::Row, "示例丁", "note", None, None, Some("已联系"))), "{told:?}");
    assert_eq!(told.len(), 2, "{told:?}");

    let reverted = bureau.store.revert_import(id, &[], noon(TODAY)).expect("taken back");
    assert_eq!(reverted.value.conflicts, looked.conflicts);
    assert_eq!(industry(&bureau, "示例甲").as_deref(), Some("氢能"), "what a person wrote stands");
    assert_eq!(industry(&bureau, "示例乙").as_deref(), Some("软件"));
    assert!(company::find(bureau.store.conn(), "示例丁").is_ok(), "a row that somebody worked on stays");
    assert!(company::find(bureau.store.conn(), "示例戊").is_err());
    assert!(imports::all(bureau.store.conn(), 9).expect("imports").iter().all(|other| other.id != id));

    let undone = bureau.store.undo(noon(TODAY)).expect("undone");
    assert_eq!(undone.op, Op::ImportReverted);
    assert_eq!(bureau.dump(), stood);
    bureau.store.redo(noon(TODAY)).expect("redone");
    assert!(company::find(bureau.store.conn(), "示例戊").is_err());
    bureau.store.undo(noon(TODAY)).expect("undone again");
    assert_eq!(bureau.dump(), stood);
    let history = journal::entries(bureau.store.conn(), None, 50).expect("history");
    let stands = history.iter().find(|entry| entry.op == Op::Imported).expect("the import");
    assert!(!stands.undone, "taking it back was undone, so the import stands");

    let decided: Vec<TakeBack> = looked.conflicts.iter().map(|one| TakeBack { row: one.row, field: one.field.clone() }).collect();
    let all = bureau.store.revert_import(id, &decided, noon(TODAY)).expect("taken back");
    assert!(all.value.conflicts.is_empty(), "{:?}", all.value.conflicts);
    assert_eq!(industry(&bureau, "示例甲").as_deref(), Some("电池"));
    assert!(company::find(bureau.store.conn(), "示例丁").is_err());
    assert_eq!(industry(&bureau, "示例丙").as_deref(), Some("化工"));
    journal::verify(bureau.store.conn()).expect("whole");
    assert!(bureau.store.verify().expect("verified").ok);
}

#[test]
fn what_others_build_on_stays() {
    let mut bureau = Bureau::new();
    let imported = take(&mut bureau, Kind::Companies, BEFORE);
    let used = company::find(bureau.store.conn(), "示例乙").expect("it");
    bureau.cash(used, "2025-03-01", "1000.00");
    let reverted = bureau.store.revert_import(imported.import.expect("an import"), &[], noon(TODAY)).expect("taken back").value;
    let told: Vec<_> = reverted.conflicts.iter().map(|one| (one.kind, one.title.as_str())).collect();
    assert_eq!(told, [(ConflictKind::Used, "示例乙")]);
    assert!(company::find(bureau.store.conn(), "示例甲").is_err());
    assert!(bureau.store.verify().expect("verified").ok);
}

/// Lines enough for several statements and several bodies: one is final, one reverses it, one was submitted since.
#[test]
fn of_many_lines_those_that_must_stay_are_told_and_the_rest_goes() {
    let mut bureau = Bureau::new();
    let line = |at: u32, amount: &str, rest: &str| {
        format!("L-{at},示例甲,现金,省外,2025-07-01,CNY,{amount},高新区,bank_slip,7{at:04},{rest}\n")
    };
    let lines: String = (0..700)
        .map(|at| match at {
            350 => line(at, "900", "VERIFIED,小李,老王,2025-07-05,"),
            620 => line(at, "-100", "已填报,小李,,,L-350"),
            _ => line(at, "1000.50", "草稿,,,,"),
        })
        .collect();
    let text =
        format!("流水号,投资方,形式,来源,到账日,币种,金额,落地区域,凭证类型,凭证号,状态,填报人,认定人,认定日,冲销流水号\n{lines}");
    let imported = take(&mut bureau, Kind::Funds, &text);
    assert_eq!(counts(&imported), [700, 0, 0, 0, 0]);
    assert_eq!(counts(&take(&mut bureau, Kind::Funds, &text)), [0, 0, 700, 0, 0]);
    let draft = fund::find(bureau.store.conn(), "L-500").expect("a draft");
    bureau.store.write(Op::FundSubmitted, noon(TODAY), |tx| fund::submit(tx, draft)).expect("submitted");
    let stood = bureau.dump();
    assert!(bureau.store.verify().expect("verified").ok, "what is packed rebuilds the tables");

    let reverted = bureau.store.revert_import(imported.import.expect("an import"), &[], noon(TODAY)).expect("taken back").value;
    let told =
        |kind: ConflictKind, table: &str| reverted.conflicts.iter().filter(|one| one.kind == kind && one.table == table).count();
    assert_eq!(told(ConflictKind::Final, "evidence_use"), 1, "{:?}", reverted.conflicts);
    assert_eq!((told(ConflictKind::Used, "evidence"), told(ConflictKind::Used, "fund")), (1, 1), "{:?}", reverted.conflicts);
    let left: i64 = bureau.store.conn().query_row("SELECT count(*) FROM fund", [], |row| row.get(0)).expect("a count");
    assert_eq!(left, 2, "the verified line and the one that was submitted since");
    assert!(bureau.store.verify().expect("verified").ok, "{:?}", bureau.store.verify());
    bureau.store.undo(noon(TODAY)).expect("undone");
    assert_eq!(bureau.dump(), stood);
    assert!(bureau.store.verify().expect("verified").ok);
}

#[test]
fn rows_not_taken_come_back_mended_and_touch_nothing_else() {
    let mut bureau = Bureau::new();
    let text = "单位,企业名称,统一社会信用代码,国别\n一,示例甲,10000000000000000Y,中国\n二,示例乙,10000000000000000X,中国\n三,,,\n四,示例丁,,火星\n";
    let opened = Opened::own("a.csv", text.as_bytes().to_vec()).expect("a file");
    let taken = opened
        .import(&mut bureau.store, noon(TODAY), Kind::Companies, Asked::default(), Mode::Partial, &Watch::default())
        .expect("an import");
    assert_eq!(counts(&taken.imported), [2, 0, 0, 0, 2]);
    let words = daowei_core::words::Words::new(daowei_core::words::Language::ZhCn);
    let bytes = rejects::write(&taken.table, &taken.imported.plan, &words).expect("a workbook");
    assert_eq!(bytes, rejects::write(&taken.table, &taken.imported.plan, &words).expect("a workbook"), "no clock in it");
    let stood = bureau.dump();
    let again = Opened::own("rejects.xlsx", bytes).expect("a file");
    let sheet = &again.workbook.sheets[0];
    let shown: Vec<Vec<&str>> = sheet.rows().map(|row| row.cells().map(daowei_files::read::Cell::shown).collect()).collect();
    assert_eq!(shown[0], ["单位", "企业名称", "统一社会信用代码", "国别", "拒收原因", "原文件行号"]);
    assert_eq!((shown[1][2], shown[1][5]), ("10000000000000000X", "3"));
    assert!(shown[1][4].starts_with("「统一社会信用代码」"), "{shown:?}");
    // The layout is known by the file's own headers, and ours are none of them.
    let known = memory::recall(bureau.store.conn(), shown[0].iter().copied()).expect("recalled").expect("a layout");
    assert_eq!((known.kind.as_str(), known.mapping.get("单位")), ("companies", Some(&None)));
    let kept = again
        .import(&mut bureau.store, noon(TODAY), Kind::Companies, Asked::default(), Mode::Partial, &Watch::default())
        .expect("an import");
    assert_eq!(counts(&kept.imported), [0, 0, 0, 0, 2]);
    assert_eq!(bureau.dump(), stood, "what is still wrong changes nothing");
}

#[test]
fn a_stopped_import_leaves_nothing() {
    let mut bureau = Bureau::new();
    let before = bureau.dump();
    let watch = Watch::default();
    watch.cancel();
    let opened = Opened::own("a.csv", BEFORE.as_bytes().to_vec()).expect("a file");
    let refused =
        opened.import(&mut bureau.store, noon(TODAY), Kind::Companies, Asked::default(), Mode::Whole, &watch).expect_err("stopped");
    assert_eq!(refused.code(), "cancelled");
    assert_eq!(bureau.dump(), before);
    let taken = import(&mut bureau, Kind::Companies, BEFORE, Mode::Whole).expect("an import");
    assert_eq!(taken.plan.count(Fate::Created), 3);
}
