//! What an import refuses, updates, and takes back.

use std::fmt::Write;

use daowei_core::domain::user::Role;
use daowei_core::store::{company, fund, imports};
use daowei_files::columns::Kind;
use daowei_files::import::Error;
use daowei_files::import::run::{Fate, Mode};
use daowei_tests::{Bureau, noon};
use proptest::prelude::*;

use super::example::{FUNDS, example};
use super::{TODAY, codes, counts, dump, import, take};

const HEADER: &str =
    "流水号,投资方,形式,来源,到账日,币种,金额,汇率,比例,落地区域,冲销流水号,凭证类型,凭证号,状态,填报人,认定人,认定日\n";

#[test]
fn what_the_ledger_forbids_is_said_by_row_and_nothing_is_kept() {
    let mut bureau = example();
    let before = dump(&bureau);
    let text = format!(
        "{HEADER}\
         G-1,甲,现金,省外,2025-07-01,CNY,100,,,高新区,,bank_slip,9001,VERIFIED,小李,老王,2025-07-02\n\
         G-2,甲,现金,省外,2025-07-01,CNY,100,,,高新区,,bank_slip,9001,VERIFIED,小李,老王,2025-07-02\n\
         G-3,甲,现金,省外,2025-07-01,CNY,-60000000.01,,,高新区,F-1,,,VERIFIED,小李,老王,2025-07-02\n\
         G-4,甲,现金,省外,2025-07-01,CNY,-1,,,高新区,F-9,,,DRAFT,,,\n\
         G-5,甲,现金,境外,2025-07-01,USD,1,,,高新区,,,,DRAFT,,,\n\
         G-6,甲,现金,境外,2025-07-01,CNY,1,,,火星区,,,,DRAFT,,,\n\
         F-1,甲,现金,省外,2025-01-20,CNY,1,,,高新区,,bank_slip,0001,VERIFIED,小李,老王,2025-02-05\n\
         G-7,甲,现金,省外,2025-07-01,CNY,100,,,高新区,,,,VERIFIED,小李,小李,2025-07-02\n\
         G-1,甲,现金,省外,2025-07-01,CNY,200,,,高新区,,bank_slip,9001,VERIFIED,小李,老王,2025-07-02\n"
    );
    let imported = import(&mut bureau, Kind::Funds, &text, Mode::Whole).expect("an import");
    let expected = [
        (3, "voucher-twice"),
        (4, "reversal-exceeds"),
        (5, "fund-reversed-unknown"),
        (6, "rate-missing"),
        (7, "zone-unknown"),
        (8, "fund-final"),
        (9, "fund-self-verified"),
        (10, "fund-final"),
    ];
    assert_eq!(codes(&imported), expected);
    assert!(!imported.kept && imported.import.is_none());
    assert_eq!(dump(&bureau), before);
    let partial = import(&mut bureau, Kind::Funds, &text, Mode::Partial).expect("an import");
    assert_eq!((counts(&partial), partial.kept), ([1, 0, 0, 0, 8], true));
    assert!(partial.plan.problems.iter().any(|problem| problem.row == 10));
    let run = imports::all(bureau.store.conn(), 1).expect("imports").remove(0).run;
    assert_eq!((run.rows_read, run.created, run.rejected, run.kind.as_str()), (9, 1, 8, "funds"));
}

#[test]
fn a_draft_may_be_overwritten_and_a_verified_line_may_not() {
    let mut bureau = example();
    let line = |amount: &str, rest: &str| format!("{HEADER}H-1,甲,现金,省外,2025-07-01,CNY,{amount},,,高新区,,{rest}\n");
    assert_eq!(counts(&take(&mut bureau, Kind::Funds, &line("100", ",,DRAFT,,,"))), [1, 0, 0, 0, 0]);
    let changed = take(&mut bureau, Kind::Funds, &line("200", ",,草稿,,,"));
    assert_eq!(counts(&changed), [0, 1, 0, 0, 0]);
    let change = &changed.plan.rows[0].changes[0];
    assert_eq!((change.field, change.old.as_deref(), change.new.as_deref()), ("amount", Some("100"), Some("200")));
    let verified = line("200", "bank_slip,77,VERIFIED,小李,老王,2025-07-05");
    assert_eq!(counts(&take(&mut bureau, Kind::Funds, &verified)), [0, 1, 0, 0, 0]);
    assert_eq!(counts(&take(&mut bureau, Kind::Funds, &verified)), [0, 0, 1, 0, 0]);
    let refused = import(&mut bureau, Kind::Funds, &line("300", "bank_slip,77,VERIFIED,小李,老王,2025-07-05"), Mode::Whole)
        .expect("an import");
    assert_eq!(codes(&refused), [(2, "fund-final")]);
}

#[test]
fn money_already_decided_is_for_those_who_decide() {
    let mut bureau = Bureau::new();
    bureau.add_user("小李", Role::Officer);
    let mut bureau = bureau.sign_in("小李");
    let refused = import(&mut bureau, Kind::Funds, FUNDS, Mode::DryRun).expect_err("refused");
    assert_eq!(refused.code(), "forbidden");
    let draft = format!("{HEADER}H-1,甲,现金,省外,2025-07-01,CNY,100,,,高新区,,,,DRAFT,,,\n");
    let taken = take(&mut bureau, Kind::Funds, &draft);
    assert_eq!(counts(&taken), [1, 0, 0, 0, 0]);
    assert_eq!(taken.plan.warnings.iter().map(|warning| warning.code).collect::<Vec<_>>(), ["company-made"]);
}

#[test]
fn companies_meet_by_code_then_by_name_and_an_import_is_taken_back() {
    let mut bureau = Bureau::new();
    take(
        &mut bureau,
        Kind::Companies,
        "企业名称,英文名,统一社会信用代码,行业\n示例甲集团,SAMPLE ALPHA,10000000000000000Y,电池\n示例乙,,,\n",
    );
    let before = dump(&bureau);
    let text = "企业名称,英文名,别名,统一社会信用代码,行业\n示例甲(集团)股份,Sample Alpha,甲集团;示例甲,10000000000000000Y,\n示例 乙,Beta,,,软件\n丙,,,,\n丙,,,,\n";
    let imported = take(&mut bureau, Kind::Companies, text);
    assert_eq!(counts(&imported), [1, 2, 0, 1, 0]);
    let conn = bureau.store.conn();
    let alpha = company::find(conn, "10000000000000000Y").expect("by its code");
    for name in ["示例甲集团", "示例甲(集团)股份", "甲集团", "示例甲", "sample alpha"] {
        assert_eq!(company::find(conn, name).expect(name), alpha, "{name}");
    }
    assert_eq!(company::get(conn, alpha).expect("it").industry.as_deref(), Some("电池"), "a blank cell changes nothing");
    let reverted = bureau.store.revert_import(imported.import.expect("an import"), &[], noon(TODAY)).expect("taken back").value;
    assert!(reverted.conflicts.is_empty(), "{:?}", reverted.conflicts);
    assert_eq!(dump(&bureau), before);
    let clash = "企业名称,统一社会信用代码\n示例甲集团,20000000000000000X\n";
    let code = daowei_core::domain::uscc::parse("20000000000000000X");
    let clash = if code.is_ok() { clash.to_owned() } else { clash.replace("20000000000000000X", "000000000000000000") };
    assert_eq!(codes(&import(&mut bureau, Kind::Companies, &clash, Mode::Whole).expect("an import")), [(2, "company-conflict")]);
}

#[test]
fn ownership_targets_rates_and_meetings_come_and_are_revised() {
    let mut bureau = example();
    let link = |percent: &str| format!("母公司,子公司,持股比例(%),控制方式,起,止\n甲,甲1,{percent},equity,2020-01-01,\n");
    let made = take(&mut bureau, Kind::Ownership, &link("55"));
    assert_eq!((counts(&made), made.plan.companies_made), ([1, 0, 0, 0, 0], 1));
    assert_eq!(counts(&take(&mut bureau, Kind::Ownership, &link("55"))), [0, 0, 1, 0, 0]);
    assert_eq!(counts(&take(&mut bureau, Kind::Ownership, &link("60"))), [0, 1, 0, 0, 0]);
    let circle =
        import(&mut bureau, Kind::Ownership, "母公司,子公司,持股比例(%)\n甲1,甲,51\n甲,甲,51\n", Mode::Whole).expect("an import");
    assert_eq!(codes(&circle), [(2, "ownership-cycle"), (3, "row-owns-itself")]);
    let target = take(&mut bureau, Kind::Targets, "年度,类别,目标(亿元),生效日\n2025,世界500强,4.5,2025-07-01\n");
    assert_eq!(counts(&target), [0, 1, 0, 0, 0]);
    assert_eq!(target.plan.rows[0].changes[0].old.as_deref(), Some("40,000.00"));
    let rates =
        import(&mut bureau, Kind::Rates, "日期,币种,单位,汇率\n2025-02-14,USD,1,7.2\n2025-02-17,美元,1,7.18\n", Mode::Partial)
            .expect("an import");
    assert_eq!((codes(&rates), counts(&rates)), (vec![(2, "rate-conflict")], [1, 0, 0, 0, 1]));
    let meetings = "日期,方式,层级,企业,议题,下一步,期限,项目\n2025-06-20,拜访,市级,甲,增资,回访,2025-07-01,P-1\n2025-06-21,电话,区级,戊,认识,,,\n";
    assert_eq!(counts(&take(&mut bureau, Kind::Meetings, meetings)), [2, 0, 0, 0, 0]);
    assert_eq!(counts(&take(&mut bureau, Kind::Meetings, meetings)), [0, 0, 2, 0, 0]);
    let projects =
        "项目编码,项目名称,投资方,落地区域,签约日期,开工日期,阶段\nP-1,甲一期,甲:70%;丁:30%,高新区,2024-11-02,2025-03-01,已开工\n";
    let changed = take(&mut bureau, Kind::Projects, projects);
    let fields: Vec<_> = changed.plan.rows[0].changes.iter().map(|change| change.field).collect();
    assert_eq!(fields, ["investor", "started_on"]);
}

#[test]
fn a_file_is_refused_as_a_whole_by_name() {
    let mut bureau = Bureau::new();
    let refuse = |bureau: &mut Bureau, kind, text: &str| import(bureau, kind, text, Mode::Whole).expect_err("refused").code();
    assert_eq!(refuse(&mut bureau, Kind::Companies, "??,??,????\n1,2,3\n"), "import-header-destroyed");
    assert_eq!(refuse(&mut bureau, Kind::Rates, "日期,汇率\n2025-01-01,7\n"), "import-columns-missing");
    assert_eq!(refuse(&mut bureau, Kind::Edition, "排名,企业名称\n1,甲\n"), "import-edition-unsaid");
    assert!(matches!(import(&mut bureau, Kind::Rates, " \n", Mode::Whole), Err(Error::Read(_))));
}

/// A line of a ledger that may be good or bad, on its own or beside the others.
fn any_line() -> impl Strategy<Value = String> {
    (
        0..12_u32,
        prop::sample::select(vec!["甲", "乙", "Yi Corporation", "新企业", ""]),
        prop::sample::select(vec!["2025-03-01", "2025-12-30", "2027-01-01", "某日"]),
        prop::sample::select(vec!["CNY,100,", "CNY,-50,", "USD,10,7.1", "USD,10,", "CNY,0,", "CNY,约100,"]),
        prop::sample::select(vec!["高新区", "", "别处"]),
        prop::sample::select(vec!["", "L-0", "L-1", "F-1"]),
        prop::sample::select(vec!["bank_slip,1", "bank_slip,2", ","]),
        prop::sample::select(vec![
            "VERIFIED,小李,老王,2025-12-31",
            "DRAFT,,,",
            "SUBMITTED,小李,,",
            "VERIFIED,小李,小李,2025-12-31",
            "RETURNED,小李,,",
        ]),
    )
        .prop_map(|(number, investor, arrived, money, zone, reverses, voucher, status)| {
            format!("L-{number},{investor},现金,省外,{arrived},{money},,{zone},{reverses},{voucher},{status}\n")
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// rows = created + updated + unchanged + skipped + rejected; a refusal leaves the store as it was; the good
    /// rows of a partial import are unchanged when they come again; and taking it back restores what may go.
    #[test]
    fn every_row_has_one_fate(lines in proptest::collection::vec(any_line(), 1..14)) {
        let mut bureau = Bureau::new();
        take(&mut bureau, Kind::Companies, super::example::COMPANIES);
        let mut text = HEADER.to_owned();
        for line in &lines {
            write!(text, "{line}").unwrap();
        }
        let rows = u32::try_from(lines.len()).unwrap();
        let before = dump(&bureau);
        let looked = import(&mut bureau, Kind::Funds, &text, Mode::DryRun).unwrap();
        prop_assert_eq!(counts(&looked).iter().sum::<u32>(), rows);
        prop_assert_eq!(dump(&bureau), before.clone());
        let whole = import(&mut bureau, Kind::Funds, &text, Mode::Whole).unwrap();
        prop_assert_eq!(counts(&whole).iter().sum::<u32>(), rows);
        prop_assert_eq!(whole.kept, whole.plan.count(Fate::Rejected) == 0);
        if !whole.kept {
            prop_assert_eq!(dump(&bureau), before);
            let partial = import(&mut bureau, Kind::Funds, &text, Mode::Partial).unwrap();
            prop_assert!(partial.kept);
            prop_assert_eq!(counts(&partial).iter().sum::<u32>(), rows);
            for row in partial.plan.rows.iter().filter(|row| row.fate == Fate::Rejected) {
                prop_assert!(partial.plan.problems.iter().any(|problem| problem.row == row.row));
            }
            for row in partial.plan.rows.iter().filter(|row| row.fate == Fate::Created) {
                prop_assert!(fund::find(bureau.store.conn(), &row.title).is_ok());
            }
        }
        let stands = dump(&bureau);
        let again = import(&mut bureau, Kind::Funds, &text, Mode::DryRun).unwrap();
        prop_assert_eq!(again.plan.count(Fate::Created), 0);
        prop_assert_eq!(dump(&bureau), stands);
    }
}
