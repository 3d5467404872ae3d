use super::proposals;
use crate::columns::{CERTAIN, Given, Kind, Why};
use crate::import::layout::tables;
use crate::read::{Options, read};

fn best(text: &str) -> super::Proposal {
    let workbook = read(text.as_bytes().to_vec(), &Options::default()).unwrap();
    let layouts = tables(&workbook, None, None, &Given::new());
    proposals(&workbook, &layouts, Kind::ALL, &Given::new()).remove(0)
}

fn column(proposal: &super::Proposal, key: &str) -> (usize, Why, bool) {
    let place = proposal.mapping.place(key).unwrap_or_else(|| panic!("{key} in {proposal:?}"));
    let mapped = proposal.mapping.columns[place].as_ref().unwrap();
    (place, mapped.why, mapped.certainty >= CERTAIN)
}

#[test]
fn the_kind_is_found_by_what_the_header_says() {
    for (text, kind) in [
        ("企业名称,统一社会信用代码,行业\n甲,,\n", Kind::Companies),
        ("名次,企业名称,营业收入(万元)\n1,甲,3\n", Kind::Edition),
        ("流水号,投资方,形式,来源,到账日,金额(万元)\n1,甲,现金,省外,2025-01-01,3\n", Kind::Funds),
        ("项目编码,项目名称,投资主体,协议投资额(亿元)\nP1,一期,甲,3\n", Kind::Projects),
        ("日期,方式,层级,企业,议题\n2025-01-01,拜访,区级,甲,x\n", Kind::Meetings),
        ("年度,类别,目标(万元)\n2025,F500,3\n", Kind::Targets),
        ("日期,美元,欧元,林吉特\n2021-09-01,646.8,763.77,64.23\n", Kind::Rates),
        ("母公司,子公司,持股比例(%)\n甲,乙,60\n", Kind::Ownership),
    ] {
        assert_eq!(best(text).kind, kind, "{text}");
    }
}

#[test]
fn a_header_typed_in_pinyin_is_understood() {
    let proposal = best("qiyemingcheng,tongyishehuixinyongdaima,hangye\n甲公司,,\n");
    assert_eq!(column(&proposal, "name_zh"), (0, Why::Pinyin, true));
    assert_eq!(column(&proposal, "uscc"), (1, Why::Pinyin, true));
    assert_eq!(column(&best("qymc,zb,xydm\n甲公司,北京,\n"), "name_zh"), (0, Why::Pinyin, true));
}

#[test]
fn content_says_what_headers_do_not() {
    let proposal = best(
        "流水号,谁,钱从哪来,怎么来的,哪天,金额\nF1,甲公司,省外,现金,2025-03-01,300\nF2,乙集团,境外,股东借款,2025-03-02,400\nF3,丙公司,省外,现金,2025-03-02,400\n",
    );
    assert_eq!(proposal.kind, Kind::Funds);
    assert_eq!(column(&proposal, "investor"), (1, Why::Content, true));
    assert_eq!(column(&proposal, "origin"), (2, Why::Content, true));
    assert_eq!(column(&proposal, "form"), (3, Why::Content, true));
    assert_eq!(column(&proposal, "arrival"), (4, Why::Content, true));
    assert!(proposal.missing.is_empty());
    // Two columns of dates: either may be the arrival, so a person is asked.
    let doubtful = best("流水号,投资方,来源,形式,甲日,乙日,金额\nF1,甲公司,省外,现金,2025-03-01,2025-03-01,300\n");
    assert_eq!(column(&doubtful, "arrival"), (4, Why::Content, false));
}

#[test]
fn several_columns_given_as_notes_go_into_one() {
    let workbook = read("企业名称,企业性质,联系人\n甲公司,民营,张\n".into(), &Options::default()).unwrap();
    let given: Given = [("企业性质".to_owned(), Some("note".to_owned())), ("联系人".to_owned(), Some("note".to_owned()))].into();
    let table = crate::import::table::find(workbook, Kind::Companies, None, &given).unwrap();
    assert_eq!(table.mapping.notes, [1, 2]);
    let rows = crate::import::parse::parse(&table, chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap());
    let crate::import::rows::Rows::Companies(lines) = rows else { panic!("{rows:?}") };
    assert_eq!(lines.lines[0].value.note.as_deref(), Some("企业性质:民营\n联系人:张"));
}
