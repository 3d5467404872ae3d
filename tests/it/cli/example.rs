//! The rulebook's worked example, brought in as canonical files and asked back to the fen and the shown digit.

use std::fmt::Write as _;

use serde_json::Value;

use super::Desk;

/// The example as data (rulebook 7).
pub(super) fn fixture() -> Value {
    serde_json::from_str(include_str!("../../fixtures/kpi-2025.json")).expect("the fixture")
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// The example's ledger as the canonical file of a bureau that kept it for a year.
fn funds(fixture: &Value) -> String {
    let mut out = "流水号,投资方,付款方,形式,来源,到账日,币种,金额,汇率,汇率单位,汇率日期,比例(%),落地区域,冲销流水号,凭证类型,凭证号,状态,填报人,认定人,认定日\n".to_owned();
    for line in fixture["lines"].as_array().expect("lines") {
        let minor = line["amount_minor"].as_i64().expect("an amount");
        let (sign, minor) = (if minor < 0 { "-" } else { "" }, minor.abs());
        let foreign = text(line, "currency") != "CNY";
        let rate = if foreign { [text(line, "rate"), ",1,", text(line, "arrival")].concat() } else { ",,".to_owned() };
        let share = line["share_bp"].as_i64().map_or_else(String::new, |bp| (bp / 100).to_string());
        let reverses = line["reverses"].as_i64().map_or_else(String::new, |id| format!("L{id}"));
        writeln!(
            out,
            "L{id},{who},{who},cash,{origin},{arrival},{currency},{sign}{whole}.{cents:02},{rate},{share},高新区,{reverses},{slip},VERIFIED,小李,副局长,{verified}",
            id = line["id"],
            who = text(line, "investor"),
            origin = text(line, "origin"),
            arrival = text(line, "arrival"),
            currency = text(line, "currency"),
            whole = minor / 100,
            cents = minor % 100,
            slip = if reverses.is_empty() { format!("bank_slip,{}", line["id"]) } else { ",".to_owned() },
            verified = text(line, "verified"),
        )
        .expect("text");
    }
    out
}

/// A bureau that holds the example, its first two quarters closed on their days.
pub(super) fn example(fixture: &Value) -> Desk {
    let desk = Desk::new("2026-03-01");
    desk.import("小李", "companies", "企业名称,国别\n甲,中国\n乙,美国\n丙,中国\n丁,中国\n", &[]);
    for edition in fixture["entries"].as_array().expect("editions") {
        let names = edition["companies"].as_array().expect("names").iter().enumerate();
        let rows: String = names.map(|(at, name)| format!("{},{}\n", at + 1, name.as_str().expect("a name"))).collect();
        let year = edition["edition"].to_string();
        let options =
            ["--list", text(edition, "list"), "--year", &year, "--published", text(edition, "published"), "--source", "示例"];
        desk.import("小李", "edition", &["排名,企业名称\n", &rows].concat(), &options);
    }
    desk.import("小李", "rates", "日期,币种,单位,汇率,来源\n2025-02-18,USD,1,7.1700,示例\n", &[]);
    let mut targets = "年度,类别,目标(万元)\n".to_owned();
    for (line, fen) in fixture["targets_fen"].as_object().expect("targets") {
        let wan = fen.as_i64().map_or_else(String::new, |fen| (fen / 1_000_000).to_string());
        writeln!(targets, "2025,{line},{wan}").expect("text");
    }
    desk.import("副局长", "targets", &targets, &[]);
    desk.import("副局长", "funds", &funds(fixture), &[]);
    let mut previous = Value::Null;
    for period in ["2025Q1", "2025Q2"] {
        let close = desk.done("副局长", &["close", period, "--on", text(&fixture["closes"], period)]);
        assert_eq!((&close["period"], &close["previous"]), (&period.into(), &previous));
        previous = close["sha256"].clone();
    }
    desk
}

/// The year to date of each row and the total, as the program answers them.
fn ytd(kpi: &Value) -> Vec<(String, String)> {
    let rows =
        kpi["rows"].as_array().expect("rows").iter().map(|row| (text(row, "line").to_owned(), text(row, "ytd_fen").to_owned()));
    rows.chain([("total".to_owned(), text(&kpi["total"], "ytd_fen").to_owned())]).collect()
}

#[test]
fn the_worked_example_comes_out_to_the_fen_and_the_shown_digit() {
    let fixture = fixture();
    let desk = example(&fixture);
    let expected = &fixture["expected"];
    let kpi = |options: &[&str]| desk.done("访客", &[&["kpi", "--year", "2025"], options].concat());

    for (attribution, figures) in [("exclusive", &expected["exclusive_ytd_fen"]), ("overlap", &expected["overlap_ytd_fen"])] {
        for (period, figures) in figures.as_object().expect("periods") {
            let table = kpi(&["--through", period, "--attribution", attribution]);
            let wanted: Vec<(String, String)> =
                ["F500", "C500", "I100", "total"].iter().map(|line| ((*line).to_owned(), figures[line].to_string())).collect();
            assert_eq!(ytd(&table), wanted, "{attribution} {period}");
        }
    }
    let half = kpi(&["--through", "2025Q2"]);
    assert_eq!((text(&half, "reading"), text(&half, "attribution"), text(&half, "progress")), ("posted", "exclusive", "months"));
    for (at, line) in ["F500", "C500", "I100"].iter().enumerate() {
        let (row, shown) = (&half["rows"][at], &expected["shown_2025Q2"][line]);
        for key in ["completion_pct", "time_pct", "lead_points", "double_half"] {
            if let Some(wanted) = shown.get(key) {
                assert_eq!(&row[key], wanted, "{line} {key}");
            }
        }
        if let Some(reason) = shown.get("reason") {
            assert_eq!(&row["completion_pct_reason"], reason, "{line}");
        }
        if let Some(wanted) = expected["qoq_2025Q2"].get(line) {
            assert_eq!(&row["qoq_pct"], wanted, "{line}");
        }
    }
    assert_eq!(half["rows"][0]["yoy_pct_reason"], "no_base");
    assert_eq!(half["total"]["late_fen"], expected["recognised_fen"]["3"].to_string());
    let overlap = kpi(&["--through", "2025Q2", "--attribution", "overlap"]);
    assert_eq!(overlap["double_counted_fen"], "24000000000");

    for (reading, figures) in [("posted", &expected["as_posted_quarter_fen"]), ("restated", &expected["restated_quarter_fen"])] {
        for (period, fen) in figures.as_object().expect("periods") {
            assert_eq!(
                kpi(&["--through", period, "--reading", reading])["total"]["quarter_fen"],
                fen.to_string(),
                "{reading} {period}"
            );
        }
    }
    // What was published stays what it was, without the line that came late.
    assert_eq!(kpi(&["--through", "2025Q1", "--reading", "published"])["total"]["ytd_fen"], "15170000000");
    desk.refused("访客", &["kpi", "--year", "2025", "--through", "2025Q3", "--reading", "published"], "not-published");
}

#[test]
fn every_figure_is_made_of_its_lines() {
    let fixture = fixture();
    let desk = example(&fixture);
    let expected = &fixture["expected"];
    for line in ["F500", "C500", "I100", "total"] {
        let told = desk.done("访客", &["explain", "--year", "2025", "--line", line, "--through", "2025Q2"]);
        let funds = told["funds"].as_array().expect("funds");
        let sum: i64 = funds.iter().map(|fund| text(fund, "recognised_fen").parse::<i64>().expect("fen")).sum();
        assert_eq!(told["total_fen"], sum.to_string(), "{line}");
        assert_eq!(told["total_fen"], expected["exclusive_ytd_fen"]["2025Q2"][line].to_string(), "{line}");
        for fund in funds {
            let id = text(fund, "ref").trim_start_matches('L').to_owned();
            assert_eq!(text(fund, "recognised_fen"), expected["recognised_fen"][&id].to_string(), "{id}");
            assert_eq!(fund["posted"], expected["posted"][&id], "{id}");
            let late = expected["late"]
                .as_array()
                .expect("late")
                .iter()
                .any(|late| Some(late) == id.parse::<u64>().ok().map(Value::from).as_ref());
            assert_eq!(fund["late"], late, "{id}");
        }
    }
    let told = desk.done("访客", &["explain", "--year", "2025", "--line", "F500", "--through", "2025Q2"]);
    let second = told["funds"].as_array().expect("funds").iter().find(|fund| fund["ref"] == "L2").expect("the dollars");
    let shown = (text(second, "edition"), second["rank"].as_i64(), text(second, "rate"), second["path"][0].as_str());
    assert_eq!(shown, ("F500 2024", Some(2), "7.1700", Some("乙")));
}

#[test]
fn an_import_is_taken_back_to_the_byte() {
    let desk = Desk::new("2026-03-01");
    desk.import("小李", "companies", "企业名称,国别,备注\n甲,中国,\n乙,美国,原来的备注\n", &[]);
    let before = desk.dump();
    let file = desk.file("more.csv", "企业名称,国别,备注\n乙,美国,改了的备注\n丙,中国,\n");
    let looked = desk.done("小李", &["import", &file, "--kind", "companies", "--dry-run"]);
    assert_eq!((&looked["import_id"], &looked["created"], &looked["updated"]), (&Value::Null, &1.into(), &1.into()));
    assert_eq!(desk.dump(), before, "a look changes nothing");
    let done = desk.done("小李", &["import", &file, "--kind", "companies"]);
    let sum: i64 =
        ["created", "updated", "unchanged", "skipped", "rejected"].iter().map(|key| done[*key].as_i64().expect(key)).sum();
    assert_eq!(done["rows"], sum);
    assert_ne!(desk.dump(), before);
    let back = desk.done("小李", &["revert", text(&done, "import_id")]);
    assert_eq!(back["conflicts"], serde_json::json!([]));
    assert_eq!(desk.dump(), before);
    desk.refused("小李", &["revert", text(&done, "import_id")], "not-found");
}

#[test]
fn a_look_at_an_edition_says_what_it_would_change_and_the_import_does_not() {
    let desk = Desk::new("2026-03-01");
    let options = |year| ["--list", "F500", "--year", year, "--published", "2025-07-29", "--source", "示例"];
    desk.import("小李", "edition", "排名,企业名称\n1,甲\n2,乙\n", &options("2025"));
    let file = desk.file("next.csv", "排名,企业名称\n1,甲\n2,丙\n");
    let asked = |more: &[&'static str]| -> Vec<String> {
        let head = ["import", &file, "--kind", "edition", "--list", "F500", "--year", "2026", "--published", "2025-12-01"];
        head.iter().chain(more).map(|&word| word.to_owned()).collect()
    };
    let run = |more: &[&'static str]| {
        let words = asked(more);
        desk.done("小李", &words.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let impact = run(&["--dry-run"])["impact"].take();
    let line = &impact["lines"][0];
    assert_eq!((text(&impact, "on"), text(line, "line"), &impact["to_assign"]), ("2025-12-01", "F500", &1.into()));
    assert_eq!((text(&line["entered"][0], "name"), text(&line["left"][0], "name"), &line["stayed"]), ("丙", "乙", &1.into()));
    let policies: Vec<&str> = impact["policies"].as_array().expect("policies").iter().map(|one| text(one, "policy")).collect();
    assert_eq!(policies, ["A", "B", "C"]);
    assert_eq!(run(&[])["impact"], Value::Null);
}

#[test]
fn a_bad_row_is_named_and_nothing_is_kept_unless_asked() {
    let desk = Desk::new("2026-03-01");
    let before = desk.dump();
    let file = desk.file("bad.csv", "日期,币种,单位,汇率,来源\n2025-02-18,USD,1,7.17,示例\n2025-02-19,USD,1,很高,示例\n");
    let ran = desk.run("小李", &["import", &file, "--kind", "rates", "--json"]);
    assert_eq!(ran.status, 1);
    let said: Value = serde_json::from_str(&ran.out).expect("a document");
    assert_eq!((&said["rows"], &said["rejected"], &said["import_id"]), (&2.into(), &1.into(), &Value::Null));
    let problem = &said["problems"][0];
    assert_eq!((&problem["row"], text(problem, "column"), text(problem, "code")), (&3.into(), "汇率", "value-not-a-number"));
    assert!(ran.err.lines().next().is_some_and(|line| line.contains('3') && line.contains("汇率")), "{}", ran.err);
    assert_eq!(desk.dump(), before, "all or nothing");
    let partial = desk.run("小李", &["import", &file, "--kind", "rates", "--partial", "--json"]);
    assert_eq!(partial.status, 0, "{}", partial.err);
    let said: Value = serde_json::from_str(&partial.out).expect("a document");
    assert_eq!((&said["created"], &said["rejected"]), (&1.into(), &1.into()));
    assert_eq!(desk.done("小李", &["list", "rates"])["rows"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_library_finds_the_total_in_the_report() {
    let desk = example(&fixture());
    for (lang, unit) in [("zh-CN", "万元"), ("en", "万元")] {
        let out = desk.path(&["q2-", lang, ".xlsx"].concat()).display().to_string();
        let asked = ["report", "--year", "2025", "--quarter", "2", "--format", "xlsx", "--out", &out, "--lang", lang];
        let told = desk.done("访客", &asked);
        assert_eq!(told["file"], out);
        let checks = told["checks"].as_array().expect("checks");
        assert!(!checks.is_empty() && checks.iter().all(|check| check["ok"] == true), "{told}");
        let mut book: calamine::Xlsx<_> = calamine::open_workbook(&out).expect("a workbook");
        let first = calamine::Reader::sheet_names(&book).first().cloned().expect("a sheet");
        let mut cells = book.worksheet_cells_reader(&first).expect("table 1");
        let (mut total, mut units) = (0, 0);
        while let Some(cell) = cells.next_cell().expect("a cell") {
            let text = calamine::Data::from(cell.get_value().clone()).to_string();
            total += u32::from(text == "37170");
            units += u32::from(text.contains(unit));
        }
        assert!(total >= 1 && units >= 1, "{lang}: the total of the half year stands {total} times, its unit {units} times");
    }
    let out = desk.path("q2.csv").display().to_string();
    desk.done("访客", &["report", "--year", "2025", "--quarter", "2", "--format", "csv", "--out", &out]);
    let text = std::fs::read_to_string(&out).expect("a file");
    assert!(text.starts_with('\u{feff}') && text.lines().any(|line| line.contains(",37170,")), "{text}");
    let ran = desk.run("访客", &["report", "--year", "2025", "--quarter", "5", "--format", "csv", "--out", &out]);
    assert_eq!(ran.status, 1, "{}", ran.err);
}
