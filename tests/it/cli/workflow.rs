//! Money by the workflow: submitted with a voucher, reviewed, verified by another, counted, explained, reversed.

use serde_json::Value;

use super::Desk;

/// The total of 2025 through its third quarter, in fen.
fn total(desk: &Desk) -> String {
    let kpi = desk.done("副局长", &["kpi", "--year", "2025", "--through", "2025Q3"]);
    kpi["total"]["ytd_fen"].as_str().expect("fen").to_owned()
}

/// A bureau with a listed company, its chain down to an investor, and a project.
fn listed() -> Desk {
    let desk = Desk::new("2025-09-20");
    desk.done("小李", &["company", "add", "--name", "示例甲", "--aliases", "甲集团", "--country", "CN"]);
    for (parent, child, percent) in [("示例甲", "示例甲一", "55"), ("示例甲一", "示例甲二", "60")] {
        desk.done("小李", &["company", "add", "--name", child]);
        desk.done("小李", &["ownership", "add", "--parent", parent, "--child", child, "--percent", percent]);
    }
    let options = ["--list", "F500", "--year", "2024", "--published", "2024-08-05", "--source", "示例"];
    desk.import("小李", "edition", "排名,企业名称\n7,示例甲\n", &options);
    let project = ["--code", "P-1", "--name", "示例项目", "--investor", "示例甲二:100%", "--zone", "高新区"];
    desk.done("小李", &[&["project", "add", "--agreed-amount", "5000", "--signed-on", "2025-03-01"], &project[..]].concat());
    desk
}

#[test]
fn money_counts_once_another_person_verified_it() {
    let desk = listed();
    let slip = desk.file("slip.pdf", "%PDF-1.7 a slip");
    let before = total(&desk);
    let submit = [
        "fund",
        "submit",
        "--ref",
        "D-1",
        "--project",
        "P-1",
        "--investor",
        "示例甲二",
        "--payer",
        "示例甲二",
        "--form",
        "cash",
        "--origin",
        "other_province",
        "--arrival",
        "2025-09-10",
        "--amount",
        "10000000.00",
        "--evidence",
        &slip,
        "--voucher-kind",
        "bank_slip",
        "--voucher-no",
        "0001",
        "--voucher-amount",
        "10000000.00",
    ];
    let line = desk.done("副局长", &submit);
    assert_eq!((&line["ref"], &line["status"]), (&"D-1".into(), &"SUBMITTED".into()));
    assert_eq!(desk.done("科长", &["fund", "pass", "D-1"])["status"], "FIRST_PASS");
    assert_eq!(desk.done("科长", &["fund", "recheck", "--ref", "D-1"])["status"], "RECHECKED");
    let said = desk.refused("副局长", &["fund", "verify", "D-1"], "self-verification");
    assert!(said.contains("D-1") && said.contains("副局长"), "{said}");
    desk.refused("科长", &["fund", "verify", "D-1"], "forbidden");
    assert_eq!(total(&desk), before);
    assert_eq!(desk.done("admin", &["fund", "verify", "D-1"])["status"], "VERIFIED");
    assert_eq!((before.as_str(), total(&desk).as_str()), ("0", "1000000000"), "by exactly that");

    let told = desk.done("访客", &["explain", "--year", "2025", "--line", "F500", "--through", "2025Q3"]);
    assert_eq!(told["funds"][0]["path"], serde_json::json!(["示例甲二", "示例甲一", "示例甲"]), "R3, the control path");
    assert_eq!(told["funds"][0]["rank"], 7);
    let shown = desk.done("访客", &["fund", "show", "D-1"]);
    assert_eq!(shown["evidence"][0]["file_name"], "slip.pdf");
    assert_eq!(shown["evidence"][0]["media_type"], "application/pdf");
    assert_eq!(shown["steps"].as_array().map(Vec::len), Some(4));

    // What is verified is not undone but corrected.
    let said = desk.refused("admin", &["undo"], "undo-refused");
    assert!(said.contains("D-1"), "{said}");
    let back = desk.done("小李", &["fund", "reverse", "D-1", "--amount", "4000000", "--on", "2025-09-15", "--ref", "D-1R"]);
    assert_eq!(back["status"], "SUBMITTED");
    desk.refused("小李", &["fund", "reverse", "D-1", "--amount", "6000000.01"], "reversal-exceeds");
    for (user, step) in [("科长", "pass"), ("科长", "recheck"), ("副局长", "verify")] {
        desk.done(user, &["fund", step, "D-1R"]);
    }
    assert_eq!(total(&desk), "600000000");
    let rows = desk.done("访客", &["list", "funds"]);
    let refs: Vec<&str> = rows["rows"].as_array().expect("rows").iter().filter_map(|row| row["ref"].as_str()).collect();
    assert_eq!((refs, &rows["next"]), (vec!["D-1", "D-1R"], &Value::Null));
}

#[test]
fn a_returned_line_is_changed_and_comes_again_and_a_rejected_one_is_final() {
    let desk = listed();
    let draft = ["--investor", "示例甲", "--origin", "foreign", "--arrival", "2025-09-01", "--currency", "USD", "--amount", "1000"];
    desk.refused("小李", &[&["fund", "draft", "--ref", "D-1"], &draft[..]].concat(), "rate-missing");
    desk.done("小李", &["rate", "add", "--date", "2025-08-29", "--currency", "USD", "--rate", "7.10"]);
    assert_eq!(desk.done("小李", &[&["fund", "draft", "--ref", "D-1"], &draft[..]].concat())["status"], "DRAFT");
    desk.refused("科长", &["fund", "pass", "D-1"], "wrong-status");
    desk.done("小李", &["fund", "submit", "D-1"]);
    desk.done("科长", &["fund", "return", "D-1", "--code", "amount", "--reason", "金额应为1200"]);
    let again = desk.done("小李", &["fund", "submit", "D-1", "--amount", "1200"]);
    assert_eq!(again["status"], "SUBMITTED");
    assert_eq!(desk.done("访客", &["fund", "show", "D-1"])["recognised_fen"], "852000");
    desk.refused("科长", &["fund", "reject", "D-1", "--reason", "不属实"], "forbidden");
    assert_eq!(desk.done("副局长", &["fund", "reject", "D-1", "--reason", "不属实"])["status"], "REJECTED");
    desk.refused("副局长", &["undo"], "undo-refused");
    desk.refused("小李", &["fund", "change", "D-1", "--amount", "1"], "wrong-status");
}

#[test]
fn cash_without_proof_is_not_verified_and_a_second_paper_can_be_added() {
    let desk = listed();
    let fields = ["--investor", "示例甲", "--origin", "foreign", "--arrival", "2025-09-01", "--amount", "1000"];
    desk.done("小李", &[&["fund", "submit", "--ref", "D-1"], &fields[..]].concat());
    desk.done("科长", &["fund", "pass", "D-1"]);
    desk.done("科长", &["fund", "recheck", "D-1"]);
    desk.refused("副局长", &["fund", "verify", "D-1"], "evidence-missing");
    desk.done("小李", &["fund", "evidence", "D-1", "--voucher-kind", "capital_verification", "--voucher-no", "Y-1"]);
    desk.done("小李", &["fund", "evidence", "D-1", "--voucher-kind", "resolution", "--voucher-no", "J-1"]);
    assert_eq!(desk.done("副局长", &["fund", "verify", "D-1"])["status"], "VERIFIED");
    // D1: the same slip for another line.
    let slip = ["--voucher-kind", "bank_slip", "--voucher-no", "0001", "--voucher-amount", "1000"];
    desk.done("小李", &[&["fund", "submit", "--ref", "D-2"], &fields[..], &slip[..]].concat());
    desk.refused("小李", &[&["fund", "submit", "--ref", "D-3"], &fields[..], &slip[..]].concat(), "voucher-twice");
}

#[test]
fn what_the_rulebook_does_not_forbid_is_undone_and_redone() {
    let desk = listed();
    let before = desk.dump();
    let meeting = desk.done(
        "小李",
        &[
            "meeting",
            "add",
            "--company",
            "甲集团",
            "--level",
            "province",
            "--topics",
            "战略合作",
            "--next-step",
            "回访",
            "--next-due",
            "2025-10-08",
        ],
    );
    assert_eq!(meeting["status"], "logged");
    let after = desk.dump();
    assert_eq!(desk.done("访客", &["list", "follow-ups"])["rows"].as_array().map(Vec::len), Some(1));
    let undone = desk.done("小李", &["undo"]);
    assert_eq!(undone["op"], "meeting-logged");
    assert_eq!(desk.dump(), before);
    desk.refused("副局长", &["undo"], "nothing-to-undo");
    let redone = desk.done("小李", &["redo"]);
    assert_eq!(redone["op"], "meeting-logged");
    assert_eq!(desk.dump(), after);
    desk.done("小李", &["follow-up", meeting["id"].as_str().expect("an id")]);
    assert_eq!(desk.done("访客", &["list", "follow-ups"])["rows"], serde_json::json!([]));
    let history = desk.done("访客", &["history", "--limit", "3"]);
    let ops: Vec<&str> = history.as_array().expect("entries").iter().filter_map(|entry| entry["op"].as_str()).collect();
    assert_eq!(ops, ["follow-up-done", "redone", "undone"]);
    let hits = desk.done("访客", &["search", "slj"]);
    assert_eq!(hits["hits"][0]["kind"], "company", "by initials: {hits}");
}

#[test]
fn rules_and_targets_are_for_those_who_decide_and_stand_once_a_period_is_closed() {
    let desk = listed();
    desk.refused("小李", &["scheme", "set", "--year", "2025", "--edition-policy", "B"], "forbidden");
    desk.refused("小李", &["target", "set", "--year", "2025", "--line", "F500", "--target", "40000"], "forbidden");
    desk.refused("访客", &["meeting", "add", "--company", "示例甲"], "forbidden");
    desk.refused("副局长", &["zone", "add", "新区"], "forbidden");
    let scheme = desk.done(
        "副局长",
        &[
            "scheme",
            "set",
            "--year",
            "2025",
            "--edition-policy",
            "B",
            "--origins",
            "foreign,other_province,other_city",
            "--merge-reviews",
            "true",
        ],
    );
    assert_eq!((&scheme["version"], &scheme["edition_policy"], &scheme["merge_reviews"]), (&1.into(), &"B".into(), &true.into()));
    assert_eq!(desk.done("访客", &["scheme", "show", "--year", "2025"]), scheme);
    desk.done("副局长", &["target", "set", "--year", "2025", "--line", "F500", "--target", "40000"]);
    let kpi = desk.done("访客", &["kpi", "--year", "2025", "--through", "2025Q3"]);
    assert_eq!(kpi["rows"][0]["target_fen"], "40000000000");
    desk.refused("副局长", &["close", "2025Q3"], "period-not-ready");
    desk.refused("小李", &["close", "2025Q1"], "forbidden");
    desk.done("副局长", &["close", "2025Q1", "--on", "2025-04-08"]);
    desk.refused("副局长", &["close", "2025Q1"], "period-closed");
    desk.refused("副局长", &["scheme", "set", "--year", "2025", "--edition-policy", "C"], "scheme-locked");
    desk.refused("副局长", &["undo"], "undo-refused");
}
