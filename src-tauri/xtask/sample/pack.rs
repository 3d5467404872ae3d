//! `pack.json`: the bureau, its people and rules, and which file is what, in the order of import.

use super::{companies, plans, real, targets};

/// The bureau.
pub const BUREAU: &str = "示例高新区投资促进局";

/// Name, role, unit.
pub const USERS: &[(&str, &str, &str)] = &[
    ("示例局长", "readonly", "局领导"),
    ("示例副局长", "deputy_director", "局领导"),
    ("示例科长一", "section_head", "招商一科"),
    ("示例科长二", "section_head", "招商二科"),
    ("示例科长三", "section_head", "招商三科"),
    ("示例员甲", "officer", "招商一科"),
    ("示例员乙", "officer", "招商一科"),
    ("示例员丙", "officer", "招商二科"),
    ("示例员丁", "officer", "招商二科"),
    ("示例员戊", "officer", "招商三科"),
    ("示例员己", "officer", "招商三科"),
];

/// What a sample edition says of its source.
const SAMPLE_SOURCE: &str = "示例榜单(虚构企业,仅供演示)";

/// The whole of pack.json.
pub fn json() -> String {
    let mut files = vec![file("companies.csv", "companies", None), file("ownership.csv", "ownership", None)];
    for (name, list, year, published, source) in editions() {
        let edition = format!(
            r#", "list": {}, "year": {year}, "published": {}, "basis_year": {}, "source": {}"#,
            text(list),
            text(&published),
            year - 1,
            text(source)
        );
        files.push(file(&format!("editions/{name}.csv"), "edition", Some(&edition)));
    }
    for kind in ["rates", "projects", "meetings", "targets", "funds"] {
        files.push(file(&format!("{kind}.csv"), kind, None));
    }
    let zones = ["示例高新区", "示例邻区"].map(|name| format!(r#"{{"name": {}, "counts": {}}}"#, text(name), name == "示例高新区"));
    let users: Vec<_> = USERS
        .iter()
        .map(|(name, role, unit)| format!(r#"{{"name": {}, "role": {}, "unit": {}}}"#, text(name), text(role), text(unit)))
        .collect();
    let list = |list: &companies::List| {
        format!(
            r#"{{"code": {}, "name_zh": {}, "name_en": {}, "line": {}}}"#,
            text(list.code),
            text(list.zh),
            text(list.en),
            text(list.line)
        )
    };
    let lists: Vec<_> = companies::LISTS.iter().map(list).collect();
    let scheme = |year: &i64| {
        format!(
            r#"{{"year": {year}, "edition_policy": "A", "attribution": "exclusive", "origins": ["foreign", "other_province"], "progress": "months", "merge_reviews": false, "note": "示例{year}年度口径"}}"#
        )
    };
    let schemes: Vec<_> = [2024, 2025, 2026].iter().map(scheme).collect();
    let closes: Vec<_> =
        targets::CLOSES.iter().map(|(period, on)| format!(r#"{{"period": {}, "on": {}}}"#, text(period), text(on))).collect();
    let receipts = plans::RECEIPTS.iter().map(|(project, company, due_on, wan, form, origin, owner, note)| {
        format!(
            r#"{{"project": {}, "company": {}, "due_on": {}, "wan": {wan}, "form": {}, "origin": {}, "owner": {}, "note": {}}}"#,
            text(project),
            text(company),
            text(due_on),
            text(form),
            text(origin),
            text(owner),
            text(note)
        )
    });
    let receipts: Vec<_> = receipts.collect();
    let supplements = plans::SUPPLEMENTS.iter().map(|(project, on, wan, document)| {
        format!(r#"{{"project": {}, "signed_on": {}, "wan": {wan}, "document": {}}}"#, text(project), text(on), text(document))
    });
    let supplements: Vec<_> = supplements.collect();
    let credits = plans::CREDITS.iter().map(|(project, units)| {
        let units = units.iter().map(|(unit, bp, talked_on)| {
            format!(r#"{{"unit": {}, "share_bp": {bp}, "talked_on": {}}}"#, text(unit), text(talked_on))
        });
        format!(r#"{{"project": {}, "units": [{}]}}"#, text(project), units.collect::<Vec<_>>().join(", "))
    });
    let credits: Vec<_> = credits.collect();
    let recognised = plans::RECOGNISED.iter().map(|(fund, level, wan, on, number)| {
        format!(
            r#"{{"fund": {}, "level": {}, "wan": {wan}, "on": {}, "number": {}}}"#,
            text(fund),
            text(level),
            text(on),
            text(number)
        )
    });
    let recognised: Vec<_> = recognised.collect();
    format!(
        "{{\n  \"format\": 1,\n  \"mark\": \"示例\",\n  \"about\": {},\n  \"bureau\": {},\n  \"zones\": {},\n  \"users\": {},\n  \"closed_by\": {},\n  \"lists\": {},\n  \"files\": {},\n  \"schemes\": {},\n  \"closes\": {},\n  \"receipts\": {},\n  \"supplements\": {},\n  \"credits\": {},\n  \"recognised\": {}\n}}\n",
        text("示例数据:企业、项目、走访与资金均为虚构;真实企业仅见于所注来源的榜单节选。"),
        text(BUREAU),
        array(&zones),
        array(&users),
        text(super::funds::VERIFIER),
        array(&lists),
        array(&files),
        array(&schemes),
        array(&closes),
        array(&receipts),
        array(&supplements),
        array(&credits),
        array(&recognised)
    )
}

/// File name, list, year, publication date and source of every edition, the oldest first in its list.
pub fn editions() -> Vec<(String, &'static str, i64, String, &'static str)> {
    let mut editions = vec![
        ("C500-2016".to_owned(), "C500", 2016, real::C500_2016_PUBLISHED.to_owned(), real::C500_2016_SOURCE),
        ("F500-2021".to_owned(), "F500", 2021, real::F500_2021_PUBLISHED.to_owned(), real::F500_2021_SOURCE),
    ];
    for list in companies::LISTS {
        for (at, year) in companies::YEARS.into_iter().enumerate() {
            editions.push((format!("{}-{year}-sample", list.code), list.code, year, list.published[at].to_owned(), SAMPLE_SOURCE));
        }
    }
    editions
}

fn file(name: &str, kind: &str, more: Option<&str>) -> String {
    format!(r#"{{"file": {}, "kind": {}{}}}"#, text(name), text(kind), more.unwrap_or(""))
}

fn array<T: AsRef<str>>(items: &[T]) -> String {
    let lines: Vec<_> = items.iter().map(|item| format!("    {}", item.as_ref())).collect();
    format!("[\n{}\n  ]", lines.join(",\n"))
}

fn text(of: &str) -> String {
    format!("\"{}\"", of.replace('\\', "\\\\").replace('"', "\\\""))
}
