//! The rulebook's worked example, as a bureau would keep it in files.

use daowei_core::store::{company, evidence, fund, lists, targets};
use daowei_files::columns::Kind;
use daowei_files::import::run::Mode;
use daowei_tests::{Bureau, day};

use super::{counts, dump, edition, import, take};

/// The companies of the example.
pub(crate) const COMPANIES: &str = "企业名称,英文名,国别\n甲,,中国\n乙,Yi Corporation,美国\n丙,,中国\n丁,,中国\n";

/// The projects of the example.
pub(crate) const PROJECTS: &str = "项目编码,项目名称,投资方,落地区域,协议投资额(万元),签约日期,认定口径\n\
P-1,甲一期,甲:60%;丁:40%,高新区,50000,2024-11-02,CAPITAL\nP-2,乙项目,乙,高新区,2.5亿,2024-12-01,资本到账口径\nP-3,丙项目,丙,高新区,30000,2024-11-20,CAPITAL\n";

/// The rates of the example.
pub(crate) const RATES: &str = "日期,币种,单位,汇率,来源\n2025-02-14,USD,1,7.1700,示例\n";

/// The targets of the example.
pub(crate) const TARGETS: &str =
    "年度,类别,单位,负责人,目标(万元),文号,生效日\n2025,F500,,,40000,,2025-01-10\n2025,C500,,,30000,,2025-01-10\n2025,I100,,,,,\n";

/// The ledger of the example; line 2 takes its rate from the table.
pub(crate) const FUNDS: &str = "流水号,项目,投资方,付款方,形式,来源,到账日,币种,金额,汇率,汇率单位,汇率日期,比例(%),落地区域,冲销流水号,凭证类型,凭证号,状态,填报人,认定人,认定日\n\
F-5,P-1,甲,甲,cash,other_province,2025-06-10,CNY,-20000000.00,,,,,高新区,F-1,,,VERIFIED,小李,老王,2025-06-20\n\
F-1,P-1,甲,甲,现金,省外,2025-01-20,CNY,80000000.00,,,,,高新区,,bank_slip,0001,VERIFIED,小李,老王,2025-02-05\n\
F-2,P-2,乙,乙,cash,foreign,2025-02-18,USD,10000000.00,,,,,高新区,,bank_slip,0002,已认定,小李,老王,2025-03-10\n\
F-3,P-3,丙,丙,cash,other_province,2025-03-28,CNY,150000000.00,,,,,高新区,,bank_slip,0003,VERIFIED,小李,老王,2025-04-12\n\
F-4,,丁,丁,cash,other_province,2025-05-15,CNY,30000000.00,,,,,高新区,,bank_slip,0004,VERIFIED,小李,老王,2025-06-01\n\
F-6,P-1,甲,甲,cash,other_province,2025-06-25,CNY,100000000.00,,,,60,高新区,,bank_slip,0006,VERIFIED,小李,老王,2025-07-03\n";

/// A bureau that imported the whole example, ready for its closes.
pub(crate) fn example() -> Bureau {
    let mut bureau = Bureau::new();
    assert_eq!(counts(&take(&mut bureau, Kind::Companies, COMPANIES)), [4, 0, 0, 0, 0]);
    for (list, year, published, names) in [
        ("F500", 2024, "2024-08-05", "甲\n2,乙\n"),
        ("C500", 2024, "2024-09-11", "甲\n1,丙\n"),
        ("I100", 2024, "2024-07-30", "甲\n2,丁\n"),
        ("F500", 2025, "2025-07-29", "甲\n2,乙\n3,丙\n"),
    ] {
        let text = format!("排名,企业名称\n1,{names}");
        let imported = edition(&mut bureau, list, year, published, "a.csv", text.into_bytes(), Mode::Whole);
        assert!(imported.kept && imported.plan.companies_made == 0, "{:?}", imported.plan);
    }
    assert_eq!(counts(&take(&mut bureau, Kind::Projects, PROJECTS)), [3, 0, 0, 0, 0]);
    assert_eq!(counts(&take(&mut bureau, Kind::Rates, RATES)), [1, 0, 0, 0, 0]);
    assert_eq!(counts(&take(&mut bureau, Kind::Targets, TARGETS)), [3, 0, 0, 0, 0]);
    assert_eq!(counts(&take(&mut bureau, Kind::Funds, FUNDS)), [6, 0, 0, 0, 0]);
    bureau
}

#[test]
fn the_worked_example_comes_in_as_history() {
    let bureau = example();
    let conn = bureau.store.conn();
    let line = |reference: &str| fund::line(conn, fund::find(conn, reference).expect(reference)).expect("a line");
    let recognised: Vec<i64> = ["F-1", "F-2", "F-3", "F-4", "F-5", "F-6"].iter().map(|name| line(name).recognised_fen.0).collect();
    assert_eq!(recognised, [8_000_000_000, 7_170_000_000, 15_000_000_000, 3_000_000_000, -2_000_000_000, 6_000_000_000]);
    let second = line("F-2");
    assert_eq!((second.rate.as_deref(), second.rate_on.as_deref()), (Some("7.1700"), Some("2025-02-14")));
    assert_eq!((second.submitted_by.as_deref(), second.verified_by.as_deref()), (Some("小李"), Some("老王")));
    assert_eq!((second.verified_on.as_deref(), second.papers), (Some("2025-03-10"), 1));
    assert_eq!(line("F-5").reverses.as_deref(), Some("F-1"));
    let papers = evidence::of_fund(conn, second.id).expect("papers");
    assert_eq!((papers[0].voucher.number.as_deref(), papers[0].sha256.as_deref()), (Some("0002"), None));
    let yi = company::find(conn, "yi corporation").expect("by its English name");
    assert_eq!(yi, company::find(conn, "乙").expect("by its Chinese name"));
    assert_eq!(lists::edition(conn, "F500", 2025).expect("editions").expect("the edition").entries, 3);
    assert_eq!(targets::all(conn, Some(2025)).expect("targets").len(), 3);
    assert!(
        bureau
            .store
            .conn()
            .query_row("SELECT count(*) FROM user WHERE active = 0", [], |row| row.get::<_, i64>(0))
            .expect("a count")
            == 2
    );
}

#[test]
fn the_same_files_again_change_nothing() {
    let mut bureau = example();
    let before = dump(&bureau);
    for (kind, text, rows) in [
        (Kind::Companies, COMPANIES, 4),
        (Kind::Projects, PROJECTS, 3),
        (Kind::Rates, RATES, 1),
        (Kind::Targets, TARGETS, 3),
        (Kind::Funds, FUNDS, 6),
    ] {
        let again = take(&mut bureau, kind, text);
        assert_eq!((counts(&again), again.import), ([0, 0, rows, 0, 0], None), "{kind:?}");
    }
    let list = edition(&mut bureau, "F500", 2025, "2025-07-29", "a.csv", "排名,企业名称\n1,甲\n2,乙\n3,丙\n".into(), Mode::Whole);
    assert_eq!(counts(&list), [0, 0, 3, 0, 0]);
    assert_eq!(dump(&bureau), before);
}

#[test]
fn a_look_changes_nothing_and_says_what_a_commit_does() {
    let mut bureau = Bureau::new();
    let before = dump(&bureau);
    let looked = import(&mut bureau, Kind::Companies, COMPANIES, Mode::DryRun).expect("a look");
    assert!(!looked.kept && looked.import.is_none());
    assert_eq!(dump(&bureau), before);
    let done = take(&mut bureau, Kind::Companies, COMPANIES);
    assert_eq!(done.plan, looked.plan);
    assert!(done.import.is_some());
}

#[test]
fn history_may_come_in_after_its_year_and_projects_keep_their_dates() {
    let bureau = example();
    let conn = bureau.store.conn();
    let project = daowei_core::store::project::find(conn, "P-1").expect("a project");
    let milestones = daowei_core::store::project::milestones(conn, project).expect("milestones");
    assert_eq!(milestones.iter().map(|milestone| milestone.happened_on).collect::<Vec<_>>(), [day("2024-11-02")]);
    let shares = daowei_core::store::project::shares(conn, project).expect("shares");
    assert_eq!(shares.iter().map(|share| share.share_bp).collect::<Vec<_>>(), [Some(6_000), Some(4_000)]);
    let second =
        daowei_core::store::project::get(conn, daowei_core::store::project::find(conn, "P-2").expect("a project")).expect("it");
    assert_eq!(second.agreed_fen.map(|fen| fen.0), Some(25_000_000_000));
}
