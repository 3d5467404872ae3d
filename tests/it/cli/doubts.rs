//! What a window would ask, told in files: which company a doubtful name means, and what every row says.

use super::Desk;

const VISITS: &str =
    "日期,企业,议题\n2025-03-01,示例远航动力集团(中国),用地\n2025-03-02,示例远航动力集团(中国),用电\n2025-03-03,示例乙,税收\n";

#[test]
fn a_doubtful_name_is_decided_by_a_file() {
    let desk = Desk::new("2025-09-20");
    let known = desk.done("小李", &["company", "add", "--name", "示例远航动力控股有限公司"])["id"].clone();
    let file = desk.file("visits.csv", VISITS);
    let import = ["import", &file, "--kind", "meetings", "--set", "mode=走访", "--set", "层级=区级"];
    let look = desk.done("小李", &[&import[..], &["--dry-run"]].concat());
    assert_eq!((&look["rows"], &look["created"]), (&3.into(), &3.into()), "{look}");
    let doubt = &look["doubts"][0];
    assert_eq!(
        (&doubt["written"], &doubt["rows"], &doubt["row"]),
        (&"示例远航动力集团(中国)".into(), &2.into(), &2.into()),
        "{look}"
    );
    assert_eq!((&doubt["field"], &doubt["candidates"][0]["id"]), (&"company".into(), &known));

    let wrong = desk.file("choices.json", r#"{"示例远航动力集团(中国)": "没有这家"}"#);
    desk.refused("小李", &[&import[..], &["--choices", &wrong]].concat(), "not-found");
    let choices = desk.file("choices.json", r#"{"示例远航动力集团(中国)": "示例远航动力控股有限公司", "示例乙": null}"#);
    let done = desk.done("小李", &[&import[..], &["--choices", &choices]].concat());
    assert_eq!(
        (&done["created"], &done["companies_made"], &done["doubts"]),
        (&3.into(), &1.into(), &serde_json::json!([])),
        "{done}"
    );
    let meetings = desk.done("小李", &["list", "meetings"]);
    let with: Vec<_> = meetings["rows"].as_array().expect("rows").iter().map(|row| row["company"].clone()).collect();
    assert_eq!(with.iter().filter(|company| **company == "示例远航动力控股有限公司").count(), 2, "{meetings}");
    // The name is an alias from now on, and asks no more.
    let again = desk.done("小李", &[&import[..], &["--dry-run"]].concat());
    assert_eq!(again["doubts"], serde_json::json!([]), "{again}");
}

#[test]
fn what_every_row_says_is_checked_as_a_cell_is() {
    let desk = Desk::new("2025-09-20");
    let file = desk.file("visits.csv", VISITS);
    let import = ["import", &file, "--kind", "meetings", "--set", "mode=走访"];
    desk.refused("小李", &import, "import-columns-missing");
    let ran = desk.run("小李", &[&import[..], &["--set", "level=星际"]].concat());
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("「层级」:不认识“星际”"), "{}", ran.err);
}
