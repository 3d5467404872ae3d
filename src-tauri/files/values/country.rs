//! Countries and regions: ISO 3166 alpha-2 codes and the names in which lists give them.

use daowei_core::domain::name::fold;

/// Codes with their names: Chinese first, as exports write it.
const COUNTRIES: &[(&str, &[&str])] = &[
    ("CN", &["中国", "中国大陆", "中国内地", "中华人民共和国", "China", "Mainland China"]),
    ("HK", &["中国香港", "香港", "Hong Kong", "Hong Kong SAR", "Hong Kong, China"]),
    ("MO", &["中国澳门", "澳门", "Macau", "Macao"]),
    ("TW", &["中国台湾", "台湾", "Taiwan", "Taiwan, China", "Chinese Taipei"]),
    ("US", &["美国", "United States", "USA", "U.S.", "United States of America", "America"]),
    ("JP", &["日本", "Japan"]),
    ("DE", &["德国", "Germany"]),
    ("FR", &["法国", "France"]),
    ("GB", &["英国", "United Kingdom", "UK", "Britain", "Great Britain", "England"]),
    ("KR", &["韩国", "South Korea", "Korea", "Republic of Korea"]),
    ("CH", &["瑞士", "Switzerland"]),
    ("NL", &["荷兰", "Netherlands", "The Netherlands", "Holland"]),
    ("CA", &["加拿大", "Canada"]),
    ("ES", &["西班牙", "Spain"]),
    ("IT", &["意大利", "Italy"]),
    ("IN", &["印度", "India"]),
    ("AU", &["澳大利亚", "澳洲", "Australia"]),
    ("BR", &["巴西", "Brazil"]),
    ("MX", &["墨西哥", "Mexico"]),
    ("RU", &["俄罗斯", "俄国", "Russia", "Russian Federation"]),
    ("SG", &["新加坡", "Singapore"]),
    ("SE", &["瑞典", "Sweden"]),
    ("IE", &["爱尔兰", "Ireland"]),
    ("NO", &["挪威", "Norway"]),
    ("DK", &["丹麦", "Denmark"]),
    ("FI", &["芬兰", "Finland"]),
    ("BE", &["比利时", "Belgium"]),
    ("LU", &["卢森堡", "Luxembourg"]),
    ("AT", &["奥地利", "Austria"]),
    ("PL", &["波兰", "Poland"]),
    ("PT", &["葡萄牙", "Portugal"]),
    ("CZ", &["捷克", "Czech Republic", "Czechia"]),
    ("HU", &["匈牙利", "Hungary"]),
    ("GR", &["希腊", "Greece"]),
    ("TR", &["土耳其", "Turkey", "Türkiye"]),
    ("SA", &["沙特阿拉伯", "沙特", "Saudi Arabia"]),
    ("AE", &["阿联酋", "阿拉伯联合酋长国", "United Arab Emirates", "U.A.E."]),
    ("IL", &["以色列", "Israel"]),
    ("QA", &["卡塔尔", "Qatar"]),
    ("TH", &["泰国", "Thailand"]),
    ("MY", &["马来西亚", "Malaysia"]),
    ("ID", &["印度尼西亚", "印尼", "Indonesia"]),
    ("VN", &["越南", "Vietnam", "Viet Nam"]),
    ("PH", &["菲律宾", "Philippines"]),
    ("PK", &["巴基斯坦", "Pakistan"]),
    ("BD", &["孟加拉国", "Bangladesh"]),
    ("KZ", &["哈萨克斯坦", "Kazakhstan"]),
    ("NZ", &["新西兰", "New Zealand"]),
    ("ZA", &["南非", "South Africa"]),
    ("EG", &["埃及", "Egypt"]),
    ("NG", &["尼日利亚", "Nigeria"]),
    ("DZ", &["阿尔及利亚", "Algeria"]),
    ("AR", &["阿根廷", "Argentina"]),
    ("CL", &["智利", "Chile"]),
    ("CO", &["哥伦比亚", "Colombia"]),
    ("PE", &["秘鲁", "Peru"]),
    ("VE", &["委内瑞拉", "Venezuela"]),
    ("KW", &["科威特", "Kuwait"]),
    ("LA", &["老挝", "Laos"]),
    ("MM", &["缅甸", "Myanmar"]),
    ("KH", &["柬埔寨", "Cambodia"]),
    ("UA", &["乌克兰", "Ukraine"]),
    ("KY", &["开曼群岛", "Cayman Islands"]),
    ("VG", &["英属维尔京群岛", "维尔京群岛", "British Virgin Islands", "BVI"]),
    ("BM", &["百慕大", "Bermuda"]),
    ("WS", &["萨摩亚", "Samoa"]),
    ("SC", &["塞舌尔", "Seychelles"]),
    ("MU", &["毛里求斯", "Mauritius"]),
];

/// The code of a country given by code or name; nothing where it is not known.
#[must_use]
pub fn code(text: &str) -> Option<&'static str> {
    let text = fold(text);
    if text.is_empty() {
        return None;
    }
    let is = |(code, names): &&(&str, &[&str])| fold(code) == text || names.iter().any(|name| fold(name) == text);
    COUNTRIES.iter().find(is).map(|(code, _)| *code)
}

/// The Chinese name of a code, as exports write it.
#[must_use]
pub fn name_zh(code: &str) -> Option<&'static str> {
    COUNTRIES.iter().find(|(known, _)| *known == code).and_then(|(_, names)| names.first().copied())
}
