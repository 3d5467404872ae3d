use super::*;

fn headers(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn keys(kind: Kind, texts: &[&str]) -> Vec<Option<&'static str>> {
    map(kind, &headers(texts), &Given::new()).columns.iter().map(|column| column.as_ref().map(|mapped| mapped.key)).collect()
}

const WAN: Option<Unit> = Some(Unit::Money { power: 4, currency: Some(daowei_core::domain::money::Currency::CNY) });

#[test]
fn every_canonical_header_is_its_own_column_in_both_languages() {
    for kind in Kind::ALL {
        for column in columns(*kind) {
            assert_eq!(keys(*kind, &[column.header]), [Some(column.key)], "{kind:?}");
            assert_eq!(keys(*kind, &[column.key]), [Some(column.key)], "{kind:?}");
        }
        assert_eq!(Kind::from_code(kind.code()), Some(*kind));
    }
}

#[test]
fn width_brackets_blanks_breaks_and_units_do_not_matter() {
    for text in [
        "协议投资额(万元)",
        "协议投资额（万元）",
        "协议 投资额\n（ 万 元 ）",
        "协议投资额【单位：万元】",
        "协议投资额：万元",
        "agreed_amount(万元)",
        "协议投资额万元",
    ] {
        let mapping = map(Kind::Projects, &headers(&[text]), &Given::new());
        let column = mapping.columns[0].as_ref().unwrap_or_else(|| panic!("{text}"));
        assert_eq!((column.key, column.unit), ("agreed_amount", WAN), "{text}");
    }
    assert_eq!(keys(Kind::Ownership, &["持股比例(%)", "持股比例％"]), [Some("percent"), None]);
}

#[test]
fn list_editions_of_the_web_are_recognised() {
    let fortune = ["Rank", "Name", "Revenue", "Revenue in percentage", "Profit", "Assets", "employees", "Change in rank"];
    assert_eq!(keys(Kind::Edition, &fortune), [Some("rank"), Some("name"), Some("revenue"), None, None, None, None, None]);
    let json = ["data_year", "money_unit", "company_name", "company_name_en", "rank", "industry", "revenue", "country", "city"];
    let expected = [
        None,
        Some("revenue_unit"),
        Some("name"),
        Some("name_en"),
        Some("rank"),
        Some("industry"),
        Some("revenue"),
        Some("country"),
        None,
    ];
    assert_eq!(keys(Kind::Edition, &json), expected);
    let tsv = map(Kind::Edition, &headers(&["rank", "name", "revenue_wan_cny"]), &Given::new());
    assert_eq!(tsv.columns[2].as_ref().unwrap().unit, WAN);
}

#[test]
fn a_canonical_header_wins_over_an_alias_and_a_person_over_both() {
    assert_eq!(keys(Kind::Funds, &["编号", "流水号", "企业名称", "投资方"]), [None, Some("ref"), None, Some("investor")]);
    let given: Given = [("投资方".to_owned(), None), ("怪列（万元）".to_owned(), Some("amount".to_owned()))].into();
    let mapping = map(Kind::Funds, &headers(&["投资方", "怪列(万元)", "金额"]), &given);
    assert_eq!(mapping.place("amount"), Some(1));
    assert_eq!(mapping.columns[1].as_ref().unwrap().unit, WAN);
    assert_eq!(mapping.ignored, ["投资方", "金额"]);
    assert_eq!(check_given(Kind::Funds, &given), Ok(()));
    let wrong: Given = [("x".to_owned(), Some("nowhere".to_owned()))].into();
    assert_eq!(check_given(Kind::Funds, &wrong), Err(GivenFault::UnknownKey("nowhere".to_owned())));
}

#[test]
fn what_a_kind_needs_is_missed_by_name() {
    let missing = |kind, texts: &[&str]| map(kind, &headers(texts), &Given::new()).missing(kind);
    assert_eq!(missing(Kind::Rates, &["日期", "汇率"]), ["币种"]);
    assert_eq!(missing(Kind::Companies, &["英文名"]), Vec::<&str>::new());
    assert_eq!(missing(Kind::Companies, &["行业"]), ["企业名称"]);
}

#[test]
fn units_are_read_whole_or_not_at_all() {
    let power = |text| match unit::parse(text) {
        Some(Unit::Money { power, currency }) => Some((power, currency.map(|currency| currency.code()))),
        _ => None,
    };
    assert_eq!(power("万元"), Some((4, Some("CNY"))));
    assert_eq!(power("人民币亿元"), Some((8, Some("CNY"))));
    assert_eq!(power("Million U.S. Dollar"), Some((6, Some("USD"))));
    assert_eq!(power("$ millions"), Some((6, Some("USD"))));
    assert_eq!(power("万"), Some((4, None)));
    assert_eq!(power("万美元"), Some((4, Some("USD"))));
    assert_eq!(power("万股"), None);
    assert_eq!(power("美元欧元"), None);
    assert_eq!(unit::parse("%"), Some(Unit::Percent));
    for (power, code, text) in [(4, "CNY", "万元"), (6, "USD", "百万美元"), (0, "CNY", "元"), (8, "HKD", "亿港元")] {
        assert_eq!(unit::shown(power, code.parse().ok()), text);
        assert_eq!(unit::parse(text), Some(Unit::Money { power, currency: code.parse().ok() }));
    }
}
