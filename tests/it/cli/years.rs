//! What was published comes out again to the byte years later, from the store and from a backup of it.

use std::collections::BTreeMap;

use daowei_tests::PASSPHRASE;

use super::example::{example, fixture};
use super::{Desk, ran};

/// Everything that a store says of what was published, each answer under what was asked.
fn said(desk: &Desk, store: &str) -> BTreeMap<String, Vec<u8>> {
    let mut said = BTreeMap::new();
    let ask = |words: &[&str]| {
        let mut program = desk.program(PASSPHRASE);
        let ran = ran(program.args(["--store", store, "--as", "访客", "--today", desk.today, "--json"]).args(words));
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{words:?}: {}", ran.out);
        ran.out.into_bytes()
    };
    for quarter in ["1", "2"] {
        let through = ["2025Q", quarter].concat();
        let of = ["--year", "2025", "--through", &through, "--reading", "published"];
        for attribution in ["exclusive", "overlap"] {
            for level in ["district", "city", "province"] {
                let how = ["--attribution", attribution, "--level", level];
                said.insert(format!("kpi {through} {attribution} {level}"), ask(&[&["kpi"], &of[..], &how].concat()));
            }
            for line in ["F500", "C500", "I100", "total"] {
                let words = [&["explain", "--line", line, "--attribution", attribution], &of[..]].concat();
                said.insert(format!("explain {through} {attribution} {line}"), ask(&words));
            }
        }
        for (format, lang) in [("xlsx", "zh-CN"), ("xlsx", "en"), ("csv", "zh-CN")] {
            let out = desk.path("report.out").display().to_string();
            let how = ["--format", format, "--lang", lang, "--reading", "published", "--out", &out];
            ask(&[&["report", "--year", "2025", "--quarter", quarter], &how[..]].concat());
            said.insert(format!("report {through} {format} {lang}"), std::fs::read(&out).expect("the report"));
        }
    }
    said
}

/// Two years in which everything around the published figures changes.
fn two_years(desk: &mut Desk) {
    desk.today = "2025-10-20";
    let options = ["--list", "F500", "--year", "2026", "--published", "2025-09-01", "--source", "示例"];
    desk.import("小李", "edition", "排名,企业名称\n3,丙\n", &options);
    let revised = desk.file("revised.csv", "年度,类别,目标(万元),生效日\n2025,F500,52000,2025-08-01\n");
    desk.done("副局长", &["import", &revised, "--kind", "targets"]);
    let head = "流水号,投资方,付款方,形式,来源,到账日,币种,金额,落地区域,冲销流水号,凭证类型,凭证号,状态,填报人,认定人,认定日\n";
    let late = "N1,甲,甲,cash,other_province,2025-03-05,CNY,5000000,高新区,,bank_slip,N1,VERIFIED,小李,副局长,2025-10-10\n";
    let back = "N2,甲,甲,cash,other_province,2025-09-05,CNY,-1000000,高新区,L6,,,VERIFIED,小李,副局长,2025-10-11\n";
    desk.import("副局长", "funds", &[head, late, back].concat(), &[]);
    desk.done("小李", &["company", "add", "--name", "甲新控股"]);
    desk.done("小李", &["company", "merge", "甲新控股", "甲"]);
    desk.import("小李", "ownership", "母公司,子公司,持股比例(%),控制方式\n丙,乙,80,equity\n", &[]);
    desk.done("副局长", &["close", "2025Q3", "--on", "2025-10-12"]);
    desk.today = "2027-09-01";
    desk.done("副局长", &["close", "2025", "--on", "2026-01-15"]);
    desk.done("副局长", &["close", "2026", "--on", "2027-01-15"]);
}

#[test]
fn what_was_published_comes_out_again_to_the_byte() {
    let mut desk = example(&fixture());
    desk.today = "2025-07-09";
    let then = said(&desk, "store");
    let live = |desk: &Desk| desk.done("访客", &["kpi", "--year", "2025", "--through", "2025Q2", "--reading", "restated"]);
    let restated = live(&desk);
    two_years(&mut desk);
    assert_ne!(live(&desk)["total"], restated["total"], "the ledger moved on");
    let same = |now: &BTreeMap<String, Vec<u8>>, whence: &str| {
        for (asked, bytes) in &then {
            let shown = |bytes: &[u8]| String::from_utf8_lossy(&bytes[..bytes.len().min(4_000)]).into_owned();
            assert!(now[asked] == *bytes, "{whence}, {asked}:\n{}\n{}", shown(bytes), shown(&now[asked]));
        }
        assert_eq!(now.len(), then.len());
    };
    same(&said(&desk, "store"), "the store");
    desk.done("admin", &["backup", "years.backup"]);
    let restored = ran(desk.program(PASSPHRASE).args(["--store", "restored", "--json", "restore", "years.backup"]));
    assert_eq!(restored.status, 0, "{}", restored.err);
    same(&said(&desk, "restored"), "the backup");
    assert_eq!(desk.done("admin", &["verify"])["ok"], true);
}
