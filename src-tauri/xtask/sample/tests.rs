//! What the pack promises: the counts, the rulebook's invariants, and that the committed files are these.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use super::{companies, csv, date::Date, files, meetings, pack, projects, rates, real, targets};

/// A file's rows, each by its header.
fn rows(name: &str) -> Vec<BTreeMap<String, String>> {
    static FILES: OnceLock<Vec<(String, String)>> = OnceLock::new();
    let text = FILES.get_or_init(files).iter().find(|(of, _)| of == name).map_or("", |(_, text)| text.as_str());
    let mut table = csv::read(text).into_iter();
    let header = table.next().unwrap_or_default();
    table.map(|row| header.iter().cloned().zip(row).collect()).collect()
}

/// Recognised fen of a line (rulebook R1), in whole numbers.
fn recognised_fen(fund: &BTreeMap<String, String>) -> i128 {
    let digits = |text: &str| text.replace('.', "").parse::<i128>().unwrap();
    let (rate, unit) =
        if fund["汇率"].is_empty() { (10_000, 1) } else { (digits(&fund["汇率"]), digits(&fund["汇率单位"])) };
    let (value, scale) = (digits(&fund["金额"]) * rate * digits(&fund["比例(%)"]), 10_000 * unit * 100);
    (value.abs() * 2 + scale) / (scale * 2) * value.signum()
}

fn distinct(rows: &[BTreeMap<String, String>], column: &str) -> usize {
    rows.iter().map(|row| row[column].as_str()).filter(|text| !text.is_empty()).collect::<BTreeSet<_>>().len()
}

fn found_below(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found_below(&path, into) } else { into.push(path) }
    }
}

#[test]
fn the_committed_pack_is_what_this_writes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/sample");
    let mut there = Vec::new();
    found_below(&folder, &mut there);
    let mut written = Vec::new();
    for (name, text) in files() {
        let path = folder.join(&name);
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == text, "{name} differs: write the pack again");
        assert!(!text.contains('\r') && !text.starts_with('\u{feff}') && text.ends_with('\n'), "{name}: LF, no BOM");
        written.push(path);
    }
    there.retain(|path| !written.contains(path) && path.extension().is_none_or(|ending| ending != "md"));
    assert!(there.is_empty(), "not of the pack: {there:?}");
}

#[test]
fn the_pack_holds_what_the_sample_shall_hold() {
    let funds = rows("funds.csv");
    assert_eq!((rows("projects.csv").len(), rows("meetings.csv").len(), funds.len()), (40, 300, 120));
    assert!((58..=66).contains(&companies::all().len()), "some sixty companies");
    assert_eq!((real::F500_2021.len(), real::C500_2016.len(), targets::CLOSES.len()), (120, 40, 7));
    for status in ["DRAFT", "SUBMITTED", "FIRST_PASS", "RECHECKED", "VERIFIED", "RETURNED", "REJECTED"] {
        assert!(funds.iter().any(|fund| fund["状态"] == status), "{status}");
    }
    let currencies: BTreeSet<_> = funds.iter().map(|fund| fund["币种"].as_str()).collect();
    assert_eq!(currencies, BTreeSet::from(["CNY", "JPY", "USD"]));
    for stage in ["TARGET", "LEAD", "NEGOTIATING", "TO_SIGN", "PAUSED", "DROPPED"] {
        assert!(rows("projects.csv").iter().any(|project| project["阶段"] == stage), "{stage}");
    }
    let years: BTreeSet<_> = rows("targets.csv").iter().map(|target| target["年度"].clone()).collect();
    assert_eq!(years.len(), 3);
}

#[test]
fn what_is_invented_says_so_and_real_companies_stay_on_their_lists() {
    let invented: BTreeSet<_> = companies::all().iter().map(|company| company.zh).collect();
    assert!(invented.iter().all(|name| name.starts_with("示例")));
    assert!(projects::all().iter().all(|project| project.name.starts_with("示例")));
    assert!(pack::USERS.iter().all(|(name, _, _)| name.starts_with("示例")));
    for (file, column) in [
        ("funds.csv", "投资方"),
        ("funds.csv", "付款方"),
        ("meetings.csv", "企业"),
        ("ownership.csv", "母公司"),
        ("ownership.csv", "子公司"),
    ] {
        for row in rows(file) {
            assert!(invented.contains(row[column].as_str()), "{file}: {}", row[column]);
        }
    }
    for (name, _, year, _, source) in pack::editions() {
        let names: Vec<_> = rows(&format!("editions/{name}.csv")).iter().map(|entry| entry["企业名称"].clone()).collect();
        let sample = year >= 2023;
        assert_eq!(source.contains("示例"), sample, "{name}");
        assert!(names.iter().all(|of| invented.contains(of.as_str()) == sample), "{name}");
    }
}

#[test]
fn credit_codes_check() {
    // An example that is printed beside the standard.
    assert_eq!(companies::check_character("91350100M000100Y4"), '3');
    let codes: Vec<_> = rows("companies.csv")
        .into_iter()
        .map(|company| company["统一社会信用代码"].clone())
        .filter(|code| !code.is_empty())
        .collect();
    assert!(
        codes
            .iter()
            .all(|code| code.len() == 18 && code.starts_with("9199") && code.ends_with(companies::check_character(&code[..17])))
    );
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
}

#[test]
fn lines_keep_the_rulebook() {
    let funds = rows("funds.csv");
    let projects: BTreeMap<_, _> = rows("projects.csv").into_iter().map(|project| (project["项目编码"].clone(), project)).collect();
    let listed = rates::all();
    let mut vouchers = BTreeSet::new();
    let mut delivered: BTreeMap<&str, i128> = BTreeMap::new();
    for fund in &funds {
        let reference = &fund["流水号"];
        let arrival = Date::of(&fund["到账日"]);
        assert!(arrival <= Date::of(meetings::LAST), "{reference}: I4");
        assert_eq!(fund["状态"] == "VERIFIED", !fund["认定日"].is_empty(), "{reference}");
        if let Some(verified) = Date::maybe(&fund["认定日"]) {
            assert!(arrival <= verified && verified <= Date::of(meetings::LAST), "{reference}: I4");
            assert_ne!(fund["填报人"], fund["认定人"], "{reference}: I5");
        }
        if fund["币种"] != "CNY" {
            let age = arrival.since(Date::of(&fund["汇率日期"]));
            assert!((0..=10).contains(&age), "{reference}: I7");
            let listed = listed.iter().any(|rate| {
                rate.currency == fund["币种"] && rate.on.to_string() == fund["汇率日期"] && rate.text() == fund["汇率"]
            });
            assert!(listed, "{reference}: a rate of the rates' file");
        }
        let voucher = (&fund["凭证类型"], &fund["凭证号"], &fund["金额"]);
        assert!(fund["凭证号"].is_empty() || vouchers.insert(voucher), "{reference}: D1");
        let project = &projects[&fund["项目"]];
        let spent = matches!(fund["形式"].as_str(), "fixed_assets" | "land");
        assert_eq!(project["认定口径"] == "EXPENDITURE", spent, "{reference}: D3");
        assert!(project["注册日期"].as_str() <= fund["到账日"].as_str(), "{reference}: before its company was registered");
        *delivered.entry(&fund["项目"]).or_default() += recognised_fen(fund);
    }
    for (code, fen) in delivered {
        let agreed: i128 = projects[code]["协议投资额(万元)"].parse().unwrap();
        assert!(fen <= agreed * 1_000_000, "{code}: I12");
    }
    for project in projects.values() {
        let shares = project["投资方"].split(';').filter_map(|one| one.split_once(':')?.1.strip_suffix('%')?.parse::<i64>().ok());
        assert!(shares.sum::<i64>() <= 100, "{}: I8", project["项目编码"]);
    }
}

#[test]
fn reversals_take_back_no_more_than_was_paid() {
    let funds = rows("funds.csv");
    let mut taken: BTreeMap<&str, i128> = BTreeMap::new();
    let mut earlier_year = 0;
    for fund in funds.iter().filter(|fund| !fund["冲销流水号"].is_empty()) {
        let paid = funds.iter().find(|of| of["流水号"] == fund["冲销流水号"]).unwrap();
        assert!(
            paid["状态"] == "VERIFIED"
                && paid["到账日"] < fund["到账日"]
                && paid["投资方"] == fund["投资方"]
                && paid["项目"] == fund["项目"]
        );
        earlier_year += usize::from(paid["到账日"][..4] != fund["到账日"][..4]);
        let left = taken.entry(&paid["流水号"]).or_insert_with(|| recognised_fen(paid));
        *left += recognised_fen(fund);
        assert!(*left >= 0, "I2");
    }
    assert_eq!((taken.len(), earlier_year), (4, 2));
    assert!(funds.iter().all(|fund| fund["冲销流水号"].is_empty() != fund["金额"].starts_with('-')));
}

#[test]
fn only_the_planned_lines_are_late() {
    let late: Vec<_> = rows("funds.csv")
        .into_iter()
        .filter(|fund| {
            let closed = targets::close_after(Date::of(&fund["到账日"]));
            matches!((closed, Date::maybe(&fund["认定日"])), (Some(close), Some(verified)) if verified > close)
        })
        .map(|fund| fund["到账日"].clone())
        .collect();
    assert_eq!(late, ["2025-03-27", "2025-06-26", "2025-09-26", "2025-12-29", "2026-03-26", "2026-09-28"]);
}

#[test]
fn ownership_runs_upwards_and_to_no_more_than_the_whole() {
    let links = rows("ownership.csv");
    for link in &links {
        // Up from a company one comes to it again in no number of steps.
        let mut above = vec![link["母公司"].as_str()];
        for _ in 0..links.len() {
            assert!(!above.contains(&link["子公司"].as_str()), "{} is its own parent", link["子公司"]);
            above = links.iter().filter(|up| above.contains(&up["子公司"].as_str())).map(|up| up["母公司"].as_str()).collect();
        }
        let holds = |other: &&BTreeMap<String, String>| {
            other["子公司"] == link["子公司"] && other["起"] <= link["起"] && (other["止"].is_empty() || link["起"] <= other["止"])
        };
        let percent: i64 = links.iter().filter(holds).filter_map(|other| other["持股比例(%)"].parse::<i64>().ok()).sum();
        assert!(percent <= 100, "{}", link["子公司"]);
    }
}

#[test]
fn meetings_read_like_meetings() {
    let meetings = rows("meetings.csv");
    assert!(distinct(&meetings, "议题") >= 80 && distinct(&meetings, "诉求") >= 80 && distinct(&meetings, "下一步") >= 80);
    for meeting in &meetings {
        let on = Date::of(&meeting["日期"]);
        assert!(Date::of(meetings::FIRST) <= on && on <= Date::of(meetings::LAST) && on.is_workday(), "{on}");
        assert!(Date::maybe(&meeting["期限"]).is_some_and(|due| due > on));
        assert!(Date::maybe(&meeting["完成日"]).is_none_or(|done| done >= on));
        assert!(!meeting.values().any(|text| text.contains(['{', '}'])), "a number was not filled in");
    }
    let open: Vec<_> = meetings.iter().filter(|meeting| meeting["完成日"].is_empty()).collect();
    let overdue = open.iter().filter(|meeting| Date::of(&meeting["期限"]) <= Date::of(meetings::LAST)).count();
    assert!((10..=40).contains(&open.len()) && (3..=12).contains(&overdue), "{} open, {overdue} overdue", open.len());
    let same = meetings.iter().map(|meeting| (&meeting["企业"], &meeting["议题"])).collect::<BTreeSet<_>>();
    assert_eq!(same.len(), meetings.len(), "no company hears the same twice");
}
