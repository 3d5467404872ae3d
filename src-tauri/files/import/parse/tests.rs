use std::fmt::Write;

use chrono::NaiveDate;
use daowei_core::domain::fund::{Form, Origin, Status};
use daowei_core::domain::list::TargetLine;
use proptest::prelude::*;

use crate::columns::{Given, Kind};
use crate::import::rows::{Lines, Rows};
use crate::import::table::{Table, find};
use crate::import::{Error, parse::parse};
use crate::problem::Code;
use crate::read::{Options, read};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 1).unwrap()
}

fn table(kind: Kind, text: &str) -> Result<Table, Error> {
    let options = Options { file_name: "a.csv".to_owned(), encoding: None };
    find(read(text.as_bytes().to_vec(), &options)?, kind, None, &Given::new())
}

macro_rules! lines {
    ($kind:ident, $text:expr) => {
        match parse(&table(Kind::$kind, $text).unwrap(), today()) {
            Rows::$kind(lines) => lines,
            other => panic!("{other:?}"),
        }
    };
}

fn codes<T>(lines: &Lines<T>) -> Vec<(u32, Option<&str>, &'static str)> {
    lines.problems.iter().map(|problem| (problem.row, problem.column.as_deref(), problem.code)).collect()
}

const FUND_HEADER: &str = "流水号,项目,投资方,付款方,形式,来源,到账日,币种,金额,汇率,汇率单位,汇率日期,比例(%),落地区域,冲销流水号,凭证类型,凭证号,状态,填报人,认定人,认定日\n";

#[test]
fn a_ledger_of_funds_reads_as_it_stands() {
    let text = format!(
        "{FUND_HEADER}F-1,P1,甲,甲,现金,省外,2025-01-20,CNY,80000000.00,,,,,高新区,,进账单,0001,已认定,张,李,2025-02-05\n\
         F-2,P2,乙,乙,cash,foreign,2025-02-18,USD,10000000.00,7.1700,1,2025-02-17,,高新区,,bank_slip,0002,VERIFIED,张,李,2025-03-10\n\
         F-5,P1,甲,,现金,省外,2025-06-10,CNY,-20000000,1,1,,100,高新区,F-1,,,草稿,,,\n"
    );
    let lines = lines!(Funds, &text);
    assert_eq!(codes(&lines), []);
    let row = |at: usize| &lines.lines[at].value;
    assert_eq!(
        (row(0).amount_minor, row(0).form, row(0).origin, row(0).status),
        (8_000_000_000, Form::Cash, Origin::OtherProvince, Status::Verified)
    );
    assert_eq!((row(1).currency.code(), row(1).rate.map(|rate| rate.to_string())), ("USD", Some("7.1700".to_owned())));
    assert_eq!(
        (row(2).amount_minor, row(2).rate, row(2).reverses.as_deref(), row(2).share_bp),
        (-2_000_000_000, None, Some("F-1"), 10_000)
    );
    assert_eq!(lines.lines.iter().map(|line| line.row).collect::<Vec<_>>(), [2, 3, 4]);
}

#[test]
fn everything_wrong_with_a_line_of_funds_is_said_at_once() {
    let text = format!(
        "{FUND_HEADER},,,,礼金,省外,2027-01-01,CNY,约5000万,,,,,,,,,,,,\n\
         F-2,,乙,,现金,境外,2025-02-18,USD,1.005,7.17,10,2025-01-01,,,,,,已认定,张,张,2025-02-01\n\
         F-3,,乙,,现金,境外,2025-02-18,CNY,0,,,,,,,,,草稿,,李,\n\
         F-4,,乙,,现金,境外,2025-02-18,CNY,5,,,,0,,F-1,,77,已认定,,,\n"
    );
    let lines = lines!(Funds, &text);
    let expected = [
        (2, Some("流水号"), Code::Required.code()),
        (2, Some("投资方"), Code::Required.code()),
        (2, Some("形式"), Code::UnknownWord.code()),
        (2, Some("到账日"), Code::ArrivalAhead.code()),
        (2, Some("金额"), Code::Approximate.code()),
        (3, Some("金额"), Code::AmountTooFine.code()),
        (3, Some("汇率单位"), Code::NotAWholeNumber.code()),
        (3, Some("认定日"), Code::VerifiedBeforeArrival.code()),
        (3, Some("认定人"), Code::SelfVerified.code()),
        (4, Some("金额"), Code::AmountZero.code()),
        (4, Some("认定人"), Code::NotVerified.code()),
        (5, Some("比例(%)"), Code::NotAPercentage.code()),
        (5, Some("金额"), Code::ReversalNotNegative.code()),
        (5, Some("凭证类型"), Code::Required.code()),
        (5, Some("认定日"), Code::VerifiedWithoutDate.code()),
    ];
    assert_eq!(codes(&lines), expected);
    assert_eq!(lines.rejected, [2, 3, 4, 5]);
}

#[test]
fn a_rate_of_its_own_is_at_most_ten_days_old() {
    let line = |rate_date: &str| format!("{FUND_HEADER}F,,乙,,现金,境外,2025-02-18,USD,1,7.17,1,{rate_date},,,,,,,,,\n");
    for (date, good) in [("2025-02-18", true), ("2025-02-08", true), ("", true), ("2025-02-07", false), ("2025-02-19", false)] {
        let lines = lines!(Funds, &line(date));
        assert_eq!(lines.problems.is_empty(), good, "{date}");
        assert!(good || codes(&lines) == [(2, Some("汇率日期"), Code::RateDate.code())]);
    }
}

#[test]
fn amounts_take_the_unit_of_header_or_cell() {
    let text = "流水号,投资方,形式,来源,到账日,金额(万元)\n1,甲,现金,省外,20250120,8000\n2,甲,现金,省外,2025.1.20,1.2亿\n";
    let lines = lines!(Funds, text);
    assert_eq!(lines.lines.iter().map(|line| line.value.amount_minor).collect::<Vec<_>>(), [8_000_000_000, 12_000_000_000]);
    let text = "流水号,投资方,形式,来源,到账日,币种,金额(万元)\n1,甲,现金,省外,20250120,USD,8000\n";
    assert_eq!(codes(&lines!(Funds, text)), [(2, Some("金额(万元)"), Code::CurrencyConflict.code())]);
}

#[test]
fn projects_bring_shares_stages_and_titles_above_the_header() {
    let text = "××区重点项目台账\n单位:万元,,\n项目编码,项目名称,投资方,协议投资额(亿元),签约日期,阶段\n001,一期,甲:60%;乙：40%,1.5,2024-11-2,已签约\n合计,,,1.5,,\n002,二期,甲:70%;乙:40%,,,在谈\n003,三期,\"甲;乙\",约2,,投产\n";
    let lines = lines!(Projects, text);
    assert_eq!(lines.lines[0].value.investors, [("甲".to_owned(), Some(6_000)), ("乙".to_owned(), Some(4_000))]);
    assert_eq!(
        (lines.lines[0].row, lines.lines[0].value.code.as_str(), lines.lines[0].value.agreed_fen),
        (4, "001", Some(15_000_000_000))
    );
    assert_eq!(lines.lines[1].value.investors, [("甲".to_owned(), None), ("乙".to_owned(), None)]);
    assert_eq!(codes(&lines), [(6, Some("投资方"), Code::SharesOverWhole.code())]);
    assert_eq!(lines.skipped.iter().map(|problem| (problem.row, problem.code)).collect::<Vec<_>>(), [(5, Code::TotalsRow.code())]);
    let warned: Vec<_> = lines.warnings.iter().map(|problem| (problem.row, problem.code)).collect();
    assert_eq!(warned, [(7, Code::Approximate.code()), (7, Code::StageWithoutDate.code())]);
}

#[test]
fn editions_take_names_in_either_language_and_ranks_that_tie() {
    let text =
        "Rank,Name,Revenue,Profit\n1,Walmart,\"$648,125\",x\n372,示例集团,,\n372,JARDINE MATHESON,\"$1,000.5\",\n-,  No  Rank ,,\n";
    let lines = lines!(Edition, text);
    let seen: Vec<_> = lines
        .lines
        .iter()
        .map(|line| (line.value.rank, line.value.name_zh.as_deref(), line.value.name_en.as_deref(), line.value.revenue.as_deref()))
        .collect();
    let expected = [
        (Some(1), None, Some("Walmart"), Some("648125")),
        (Some(372), Some("示例集团"), None, None),
        (Some(372), None, Some("JARDINE MATHESON"), Some("1000.5")),
        (None, None, Some("No Rank"), None),
    ];
    assert_eq!(seen, expected);
    assert_eq!(lines.lines[0].value.revenue_unit.as_deref(), Some("美元"));
}

#[test]
fn ownership_targets_rates_meetings_and_companies() {
    let ownership = lines!(
        Ownership,
        "母公司,子公司,持股比例(%),控制方式,起,止\n甲,甲1,55,股权,2020-01-01,\n甲,甲2,,VIE协议,,\n甲,甲3,,equity,2021-1-1,2020-1-1\n"
    );
    assert_eq!(ownership.lines[0].value.percent_ppm, Some(550_000));
    assert_eq!(
        codes(&ownership),
        [(4, Some("止"), Code::DatesReversed.code()), (4, Some("持股比例(%)"), Code::EquityWithoutPercent.code())]
    );
    let targets = lines!(
        Targets,
        "年度,类别,单位,负责人,目标(万元),文号,生效日\n2025年,F500,,,40000,,2025-01-10\n2025,行业100强,,,,,\n2025,合计,,,0,,\n"
    );
    let seen: Vec<_> = targets.lines.iter().map(|line| (line.value.line, line.value.target_fen)).collect();
    assert_eq!(seen, [(TargetLine::F500, Some(40_000_000_000)), (TargetLine::I100, None), (TargetLine::Total, Some(0))]);
    let rates =
        lines!(Rates, "日期,币种,单位,汇率,来源\n2025-06-20,JPY,100,4.9023,PBOC\n2025-06-20,CNY,1,1,\n2025-06-20,美元,,0,\n");
    assert_eq!((rates.lines[0].value.unit, rates.lines[0].value.rate.to_string()), (100, "4.9023".to_owned()));
    assert_eq!(codes(&rates), [(3, Some("币种"), Code::RateOnCny.code()), (4, Some("汇率"), Code::Negative.code())]);
    let meetings =
        lines!(Meetings, "日期,方式,层级,企业,下一步,期限\n2025-06-20,拜访,区级,甲,回访,2025-07-01\n2025-06-20,拜访,,甲,,\n");
    assert_eq!(meetings.lines.len(), 1);
    assert_eq!(codes(&meetings), [(3, Some("层级"), Code::Required.code())]);
    let companies = lines!(
        Companies,
        "企业名称,英文名,别名,统一社会信用代码,国别\n示例,Sample,甲;乙；丙,10000000000000000Y,中国\n,,,,\n坏码,,,123,火星\n"
    );
    assert_eq!(companies.lines[0].value.aliases, ["甲", "乙", "丙"]);
    assert_eq!(companies.lines[0].value.country.as_deref(), Some("CN"));
    assert_eq!(codes(&companies), [(4, Some("统一社会信用代码"), Code::UsccForm.code())]);
}

#[test]
fn a_destroyed_or_foreign_header_is_said_to_be_so() {
    assert!(matches!(table(Kind::Companies, "??,??,??,????\n1,2,3,4\n"), Err(Error::HeaderDestroyed { .. })));
    assert!(matches!(table(Kind::Companies, "甲,乙\n1,2\n"), Err(Error::NoHeader { .. })));
    assert!(matches!(table(Kind::Rates, "日期,汇率\n2025-01-01,7\n"), Err(Error::ColumnsMissing { columns }) if columns == "币种"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever the cells hold, each row below the header is read, passed over or rejected, once.
    #[test]
    fn every_row_is_accounted_for(
        kind in prop::sample::select(Kind::ALL),
        rows in proptest::collection::vec(proptest::collection::vec("(|合计|-|[0-9]{1,9}|2025-0[1-9]-1[0-9]|现金|省外|USD|甲|[a-z ]{0,5}|\\PC{0,6})", 25), 0..16),
    ) {
        let mut text = String::new();
        let header: Vec<_> = crate::columns::columns(kind).iter().map(|column| column.header).collect();
        writeln!(text, "{}", header.join(",")).unwrap();
        for row in &rows {
            let cells: Vec<_> = row.iter().take(header.len()).map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            writeln!(text, "{}", cells.join(",")).unwrap();
        }
        let table = table(kind, &text).unwrap();
        let at: std::collections::BTreeSet<u32> = table.rows().map(|row| row.number()).collect();
        let expected = table.rows().count();
        macro_rules! check {
            ($lines:expr) => {{
                let lines = $lines;
                prop_assert_eq!(lines.count(), expected);
                let seen: Vec<u32> = lines.lines.iter().map(|line| line.row).chain(lines.skipped.iter().map(|problem| problem.row)).chain(lines.rejected.iter().copied()).collect();
                prop_assert_eq!(seen.iter().copied().collect::<std::collections::BTreeSet<_>>(), at);
                prop_assert!(lines.rejected.iter().all(|row| lines.problems.iter().any(|problem| problem.row == *row)));
            }};
        }
        match parse(&table, today()) {
            Rows::Companies(lines) => check!(lines),
            Rows::Ownership(lines) => check!(lines),
            Rows::Edition(lines) => check!(lines),
            Rows::Projects(lines) => check!(lines),
            Rows::Meetings(lines) => check!(lines),
            Rows::Funds(lines) => check!(lines),
            Rows::Targets(lines) => check!(lines),
            Rows::Rates(lines) => check!(lines),
        }
    }
}
