//! List editions: names in two languages, ties, locked editions.

use daowei_core::journal::Op;
use daowei_core::store::{company, lists};
use daowei_files::import::run::Mode;
use daowei_tests::{Bureau, noon};

use super::{TODAY, codes, counts, edition};

const CHINESE: &str = r#"[
 {"data_year": "2021", "money_unit": "Million U.S. Dollar", "company_name": "示例零售", "company_name_en": "SAMPLE RETAIL", "rank": "1", "industry": "综合商业", "revenue": "559151", "country": "美国", "profit": "1"},
 {"data_year": "2021", "money_unit": "Million U.S. Dollar", "company_name": "示例电网有限公司", "company_name_en": "SAMPLE GRID", "rank": "2", "industry": "公用设施", "revenue": "386617.7", "country": "中国", "profit": "1"},
 {"data_year": "2021", "money_unit": "Million U.S. Dollar", "company_name": "示例怡和", "company_name_en": "SAMPLE JARDINE", "rank": "2", "industry": "车辆", "revenue": "32647", "country": "中国", "profit": "-1"}
]"#;

const ENGLISH: &str = "Rank,Name,Revenue,Profit\n1,Sample Retail,\"$648,125\",x\n3,Sample Grid,\"$545,947.5\",x\n4,Sample Newcomer,\"$494,890.1\",x\n";

#[test]
fn two_editions_in_two_languages_meet_in_one_set_of_companies() {
    let mut bureau = Bureau::new();
    let first = edition(&mut bureau, "F500", 2021, "2021-08-02", "a.json", CHINESE.into(), Mode::Whole);
    assert_eq!((counts(&first), first.plan.companies_made), ([3, 0, 0, 0, 0], 3));
    let second = edition(&mut bureau, "F500", 2024, "2024-08-05", "a.csv", ENGLISH.into(), Mode::Whole);
    assert_eq!((counts(&second), second.plan.companies_made), ([3, 0, 0, 0, 0], 1));
    let conn = bureau.store.conn();
    let retail = company::find(conn, "示例零售").expect("the retailer");
    assert_eq!(company::find(conn, "Sample Retail").expect("in English"), retail);
    assert_eq!(company::get(conn, retail).expect("it").country.as_deref(), Some("US"));
    let of = |year| lists::edition(conn, "F500", year).expect("editions").expect("the edition");
    let ranks: Vec<_> = lists::entries(conn, of(2021).id).expect("entries").iter().map(|entry| entry.rank).collect();
    assert_eq!(ranks, [Some(1), Some(2), Some(2)], "ranks may tie");
    let entry = lists::entries(conn, of(2024).id)
        .expect("entries")
        .into_iter()
        .find(|entry| entry.company_id == retail)
        .expect("its entry");
    assert_eq!((entry.rank, entry.printed_name.as_str(), entry.revenue.as_deref()), (Some(1), "Sample Retail", Some("648125")));
    let entry = lists::entries(conn, of(2021).id).expect("entries").remove(1);
    assert_eq!((entry.revenue.as_deref(), entry.revenue_unit.as_deref()), (Some("386617.7"), Some("百万美元")));
}

#[test]
fn an_edition_is_corrected_until_it_is_locked() {
    let mut bureau = Bureau::new();
    let import = |bureau: &mut Bureau, text: &str| edition(bureau, "C500", 2024, "2024-09-11", "a.csv", text.into(), Mode::Whole);
    import(&mut bureau, "排名,企业名称\n1,甲\n2,乙\n");
    assert_eq!(counts(&import(&mut bureau, "排名,企业名称\n1,甲\n3,乙\n,丙\n")), [1, 1, 1, 0, 0]);
    let id = lists::edition(bureau.store.conn(), "C500", 2024).expect("editions").expect("it").id;
    bureau.store.write(Op::EditionLocked, noon(TODAY), |tx| lists::lock(tx, id)).expect("locked");
    assert_eq!(counts(&import(&mut bureau, "排名,企业名称\n1,甲\n3,乙\n")), [0, 0, 2, 0, 0]);
    let refused = import(&mut bureau, "排名,企业名称\n2,甲\n4,丁\n");
    assert_eq!((codes(&refused), refused.kept), (vec![(2, "edition-locked"), (3, "edition-locked")], false));
}

#[test]
fn a_list_nobody_made_is_made_and_feeds_no_line() {
    let mut bureau = Bureau::new();
    let imported = edition(&mut bureau, "示例百强", 2024, "2024-09-11", "a.csv", "排名,企业名称\n1,甲\n1,甲\n".into(), Mode::Whole);
    assert_eq!(counts(&imported), [1, 0, 0, 1, 0]);
    assert_eq!(
        imported.plan.warnings.iter().map(|warning| warning.code).collect::<Vec<_>>(),
        ["list-made", "row-duplicate-in-file"]
    );
    let list = lists::by_code(bureau.store.conn(), "示例百强").expect("lists").expect("it");
    assert_eq!(list.line, None);
}

#[test]
fn two_editions_are_compared_and_odd_rows_are_warned_about() {
    let mut bureau = Bureau::new();
    edition(&mut bureau, "C500", 2023, "2023-09-11", "a.csv", "排名,企业名称\n1,示例甲\n2,示例乙\n3,示例丙\n".into(), Mode::Whole);
    let odd = "排名,企业名称,省份\n1,北京示例戊,天津市\n2,示例丙,\n3,示例甲,\n7,示例丁,\n";
    let second = edition(&mut bureau, "C500", 2024, "2024-09-11", "b.csv", odd.into(), Mode::Whole);
    let warned: Vec<_> = second.plan.warnings.iter().filter(|warning| warning.code.starts_with("edition-")).collect();
    let warned: Vec<_> = warned.iter().map(|warning| (warning.row, warning.code)).collect();
    assert_eq!(warned, [(2, "edition-province-contradicts"), (5, "edition-rank-gap")]);
    let found = lists::compare(bureau.store.conn(), "c500", 2024, None).expect("a comparison");
    assert_eq!(found.before.as_ref().map(|before| before.year), Some(2023));
    let moves: Vec<_> = found.companies.iter().map(|one| (one.name.as_str(), one.change.code(), one.places)).collect();
    assert_eq!(
        moves,
        [
            ("北京示例戊", "entered", None),
            ("示例丙", "rose", Some(1)),
            ("示例甲", "fell", Some(-2)),
            ("示例丁", "entered", None),
            ("示例乙", "left", None),
        ]
    );
    let page = found.page(Some(lists::Move::Entered), 1, 1);
    assert_eq!((page.rows.len(), page.rows[0].name.as_str(), page.total), (1, "示例丁", 2));
    assert_eq!(page.counts.iter().map(|of| of.count).collect::<Vec<_>>(), [2, 1, 1, 1, 0]);
    let (lines, total) = lists::entry_lines(bureau.store.conn(), found.edition.id, 1, 2).expect("entries");
    let lines: Vec<_> = lines.iter().map(|line| (line.rank, line.printed_name.as_str(), line.company.as_str())).collect();
    assert_eq!((lines, total), (vec![(Some(2), "示例丙", "示例丙"), (Some(3), "示例甲", "示例甲")], 4));
    let missing = lists::compare(bureau.store.conn(), "C500", 2024, Some(2020)).expect_err("no such edition");
    assert_eq!(missing.code(), "not-found");
}

/// Second-hand lists write their headers by program, and their place in words; from row 6 the column has slipped.
#[test]
fn a_column_that_slipped_is_warned_about_from_its_first_row_whatever_it_is_called() {
    let rows = "1\t上海示例甲公司\t上海市\n2\t北京示例乙公司\t北京市\n3\t示例丙集团\t浙江省\n4\t示例丁（山东）公司\t山东省\n\
                5\t杭州示例戊公司\t北京市\n6\t示例己集团\t浙江省\n7\t江西示例庚公司\t湖北省\n8\t厦门示例辛公司\t江西省\n9\t深圳示例壬公司\t福建省\n10\t示例癸\t广东省\n";
    for header in ["rank_as_found\tname\tprovince_as_found\n", "排名\t企业名称\t省份\n", "名次\t公司名称\t所属地区\n"]
    {
        let mut bureau = Bureau::new();
        let looked = edition(&mut bureau, "I100", 2025, "2025-11-01", "a.tsv", [header, rows].concat().into(), Mode::DryRun);
        let warned: Vec<_> = looked.plan.warnings.iter().filter(|warning| warning.code.starts_with("edition-")).collect();
        let warned: Vec<_> = warned.iter().map(|warning| (warning.row, warning.code)).collect();
        assert_eq!(warned.first(), Some(&(6, "edition-column-shifted")), "{header}");
        assert!(warned.iter().all(|(row, _)| *row >= 6), "{header}: {warned:?}");
    }
}
