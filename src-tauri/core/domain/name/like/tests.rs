use super::*;

fn pair(one: (&str, &str), other: (&str, &str)) -> Option<Likeness> {
    let (a, b) = (Name::parse(one.0), Name::parse(other.0));
    let country = |code: &'static str| Some(code).filter(|code| !code.is_empty());
    let (x, y) = (one.1.to_owned(), other.1.to_owned());
    let leak = |code: String| country(Box::leak(code.into_boxed_str()));
    like(Named { name: &a, country: leak(x) }, Named { name: &b, country: leak(y) })
}

fn verdict(one: &str, other: &str) -> Option<Verdict> {
    pair((one, ""), (other, "")).map(|found| found.verdict)
}

fn ground(one: &str, other: &str) -> Option<Ground> {
    pair((one, ""), (other, "")).map(|found| found.reasons[0].ground)
}

#[test]
fn words_of_legal_form_do_not_tell_companies_apart() {
    for (one, other) in [
        ("示例科技有限公司", "示例科技"),
        ("示例科技股份有限公司", "示例科技"),
        ("示例重工集团有限公司", "示例重工(集团)公司"),
        ("示例航运总公司", "示例航运集团有限公司"),
        ("Example Motor Co., Ltd.", "EXAMPLE MOTOR"),
        ("Exémpel SA", "Exempel Group"),
        ("Groupe Exempla", "EXEMPLA GROUP"),
        ("Exemplar S.p.A.", "Exemplar"),
        ("臺灣範例電腦股份有限公司", "台湾范例电脑"),
        ("Ｅｘｅｍｐｌａ ＡＧ", "Exempla"),
    ] {
        assert_eq!(verdict(one, other), Some(Verdict::Clear), "{one} / {other}: {:?}", pair((one, ""), (other, "")));
        assert_eq!(ground(one, other), Some(Ground::Forms), "{one} / {other}");
    }
}

#[test]
fn a_word_that_tells_is_never_dropped() {
    for (one, other) in [
        ("中国移动", "中国移动香港有限公司"),
        ("中国建筑", "中国建材集团有限公司"),
        ("Samsung Electronics", "Samsung Life Insurance"),
        ("国家电网有限公司", "中国南方电网有限责任公司"),
        ("Mitsubishi", "Mitsubishi Heavy Industries"),
        ("招商银行股份有限公司", "招商局集团有限公司"),
        ("示例钢铁集团", "示例水泥集团"),
        ("北京示例银行", "上海示例银行"),
        ("联想控股股份有限公司", "联想集团有限公司"),
        ("中国石油天然气股份有限公司", "中国石油天然气集团有限公司"),
        ("上海大众汽车有限公司", "大众汽车"),
        ("Siemens", "Siemens Energy"),
        ("Exemplum Petroleum", "Exemplum Oil"),
        ("示例交投地产有限公司", "示例交投置地有限公司"),
        ("Hewlett Packard Enterprise", "HP"),
        ("Stellantis", "Fiat Chrysler Automobiles"),
        ("东风汽车集团股份有限公司", "东风汽车集团有限公司"),
        ("Prudential Financial", "Prudential plc"),
    ] {
        assert_ne!(verdict(one, other), Some(Verdict::Clear), "{one} / {other}: {:?}", pair((one, ""), (other, "")));
    }
}

#[test]
fn forms_that_contradict_each_other_leave_a_doubt() {
    let found = pair(("示例集团有限公司", ""), ("示例控股有限公司", "")).unwrap();
    assert_eq!(found.verdict, Verdict::Doubtful);
    assert!(found.reasons.iter().any(|reason| reason.ground == Ground::FormsDiffer));
}

#[test]
fn a_place_in_front_is_dropped_only_in_its_own_country_and_before_a_name_of_its_own() {
    assert_eq!(pair(("江苏示范范集团有限公司", "CN"), ("示范范集团", "CN")).unwrap().verdict, Verdict::Clear);
    assert_eq!(pair(("江苏示范范集团有限公司", ""), ("示范范集团", "")).unwrap().verdict, Verdict::Doubtful);
    assert_eq!(pair(("上海示范范汽车", "CN"), ("示范范汽车", "DE")), None);
    assert_eq!(pair(("北京银行", "CN"), ("银行", "CN")), None);
    assert_eq!(pair(("北京示范范集团", "CN"), ("上海示范范集团", "CN")), None);
}

#[test]
fn chinese_and_english_meet_by_meaning_and_sound() {
    assert_eq!(verdict("中国移动通信集团有限公司", "China Mobile Communications"), Some(Verdict::Clear));
    assert_eq!(verdict("江苏兴海能源集团有限公司", "Jiangsu Xinghai Energy Group"), Some(Verdict::Clear));
    assert_eq!(verdict("江苏兴海能源集团有限公司", "Jiangsu Xinghai Steel Group"), None);
    assert_eq!(verdict("沃尔玛", "WALMART"), Some(Verdict::Clear));
    assert_eq!(verdict("Facebook公司", "Meta Platforms"), Some(Verdict::Clear));
    assert_eq!(verdict("Daimler", "Mercedes-Benz Group"), Some(Verdict::Clear));
}

#[test]
fn what_stands_in_brackets_is_another_name_a_form_or_a_place() {
    assert_eq!(verdict("NTT (Nippon Telegraph & Telephone)", "NIPPON TELEGRAPH AND TELEPHONE"), Some(Verdict::Clear));
    assert_eq!(verdict("Exempla Widgets (formerly Oldname Widgets)", "Exempla Widgets"), Some(Verdict::Clear));
    assert_eq!(pair(("Merck (U.S.)", ""), ("Merck", "DE")), None);
    assert_eq!(pair(("Merck (U.S.)", ""), ("Merck", "US")).unwrap().verdict, Verdict::Clear);
    assert_ne!(pair(("示范范(中国)有限公司", ""), ("示范范", "KR")).map(|found| found.verdict), Some(Verdict::Clear));
}

#[test]
fn what_stands_within_a_chinese_name_is_a_part_of_it() {
    assert_eq!(verdict("示例纸业（太仓）有限公司", "示例纸业(东莞)有限公司"), None);
    assert_eq!(verdict("示例电子材料（昆山）有限公司", "示例电路板（昆山）有限公司"), None);
    assert_eq!(verdict("示例纸业（太仓）有限公司", "示例纸业有限公司"), Some(Verdict::Doubtful));
    assert_eq!(verdict("示例纸业（太仓）有限公司", "示例纸业(太仓)"), Some(Verdict::Clear));
    assert_eq!(verdict("示例重工有限公司（028641）", "示例重工有限公司"), Some(Verdict::Clear));
    assert_eq!(verdict("湖北工业大学", "湖北大学"), None);
    assert_eq!(verdict("戴尔（成都）有限公司", "戴尔(厦门)有限公司"), None);
    assert_eq!(verdict("格力电器（合肥）有限公司", "珠海格力电器股份有限公司"), Some(Verdict::Doubtful));
    assert_ne!(verdict("示例市第一小学（编外人员）", "示例县管理局（编外人员）"), Some(Verdict::Clear));
    assert_ne!(verdict("示例人力资源有限公司（南方航空）", "中国南方航空股份有限公司"), Some(Verdict::Clear));
    assert_eq!(verdict("示例银行吉林省分行", "示例银行吉林市分行"), None);
}

#[test]
fn a_letter_lost_to_a_wrong_encoding_is_any_letter() {
    assert_eq!(verdict("Telef?nica", "TELEFÓNICA"), Some(Verdict::Clear));
    assert_eq!(verdict("Exemplia Econ?mica", "Exemplia Económica"), Some(Verdict::Clear));
}

#[test]
fn another_country_makes_a_short_name_doubtful() {
    let found = pair(("Exmpl", "US"), ("EXMPL AG", "DE")).unwrap();
    assert_eq!(found.verdict, Verdict::Doubtful);
    assert_eq!(found.reasons[1].ground, Ground::CountryDiffers);
    assert_eq!(pair(("Exemplary Widgets", "NL"), ("EXEMPLARY WIDGETS", "GB")).unwrap().verdict, Verdict::Clear);
}
