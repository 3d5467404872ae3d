//! The worked example of the rulebook's seventh section, from the fixture, to the fen and the shown digit.

use std::collections::BTreeMap;

use daowei_core::domain::Id;
use daowei_core::domain::list::Attribution;
use daowei_core::domain::money::{Currency, Fen, recognise};
use daowei_core::domain::reading::{KpiFigure, KpiPart, Missing, Reading};
use daowei_core::kpi::KpiQuery;
use serde_json::Value;

use super::ledger::{Ledger, figures, quarter, through, ytd};

pub struct Worked {
    pub ledger: Ledger,
    pub fixture: Value,
    pub companies: BTreeMap<String, Id>,
    pub lines: BTreeMap<String, Id>,
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// The example with its first `closes` periods closed on their days, in order.
pub fn worked(closes: usize) -> Worked {
    let fixture: Value = serde_json::from_str(include_str!("../../fixtures/kpi-2025.json")).unwrap();
    let mut this = Worked { ledger: Ledger::new(), companies: BTreeMap::new(), lines: BTreeMap::new(), fixture };
    let fixture = this.fixture.clone();
    for name in ["甲", "乙", "丙", "丁"] {
        let id = this.ledger.company(name);
        this.companies.insert(name.to_owned(), id);
    }
    let mut lists = BTreeMap::new();
    for entry in fixture["entries"].as_array().unwrap() {
        let code = text(&entry["list"]);
        let list = *lists.entry(code).or_insert_with(|| this.ledger.list(code, Some(code)));
        let names = entry["companies"].as_array().unwrap().iter();
        let entries: Vec<_> = names.zip(1..).map(|(name, rank)| (this.companies[text(name)], Some(rank))).collect();
        let year = entry["edition"].as_i64().unwrap().try_into().unwrap();
        this.ledger.edition(list, year, text(&entry["published"]), &entries);
    }
    for (line, target) in fixture["targets_fen"].as_object().unwrap() {
        this.ledger.target(2025, line, None, target.as_i64(), None);
    }
    for line in fixture["lines"].as_array().unwrap() {
        this.insert(line);
    }
    let in_order = [("2025Q1", "2025-04-08"), ("2025Q2", "2025-07-08"), ("2025Q3", "2025-10-12"), ("2025", "2026-01-15")];
    for (period, on) in in_order.into_iter().take(closes) {
        assert_eq!(text(&fixture["closes"][period]), on);
        this.ledger.close(period, on);
    }
    this
}

impl Worked {
    fn insert(&mut self, line: &Value) {
        let number = line["id"].to_string();
        let currency: Currency = text(&line["currency"]).parse().unwrap();
        let amount = line["amount_minor"].as_i64().unwrap();
        let rate = line["rate"].as_str();
        let share_bp = line["share_bp"].as_i64().unwrap_or(10_000);
        let fen = recognise(amount, currency, rate.unwrap_or("1").parse().unwrap(), 1, share_bp).unwrap();
        assert_eq!(Some(fen.0), self.fixture["expected"]["recognised_fen"][&number].as_i64(), "R1 of line {number}");
        let (arrival, verified) = (text(&line["arrival"]), text(&line["verified"]));
        let mut row = self.ledger.line(&number, self.companies[text(&line["investor"])], arrival, verified, fen.0);
        row.currency = currency.code();
        row.amount_minor = amount;
        row.rate = rate;
        row.share_bp = share_bp;
        row.origin = text(&line["origin"]);
        row.reverses = line.get("reverses").map(|reversed| self.lines[&reversed.to_string()]);
        let id = self.ledger.insert(&row);
        self.lines.insert(number, id);
    }

    fn expected(&self, key: &str, quarter: &str) -> [i64; 4] {
        let sums = &self.fixture["expected"][key][quarter];
        ["F500", "C500", "I100", "total"].map(|line| sums[line].as_i64().unwrap())
    }
}

fn overlap(quarter: &str) -> KpiQuery {
    KpiQuery { attribution: Attribution::Overlap, ..through(quarter) }
}

/// Example 1.
#[test]
fn the_first_half_in_both_attributions() {
    let worked = worked(4);
    for quarter in ["2025Q1", "2025Q2"] {
        assert_eq!(ytd(&worked.ledger.table(&through(quarter))), worked.expected("exclusive_ytd_fen", quarter));
        assert_eq!(ytd(&worked.ledger.table(&overlap(quarter))), worked.expected("overlap_ytd_fen", quarter));
    }
    let both = worked.ledger.table(&overlap("2025Q2"));
    assert_eq!(ytd(&both)[..3].iter().sum::<i64>(), 61_170_000_000);
    assert_eq!(both.double_counted_fen, Fen(24_000_000_000));
    assert_eq!(worked.ledger.table(&through("2025Q2")).double_counted_fen, Fen::ZERO);
}

/// Example 2.
#[test]
fn three_readings_of_the_same_quarters() {
    let worked = worked(4);
    let read = |reading, of: &str| worked.ledger.table(&KpiQuery { reading, ..through(of) });
    let expected = |key: &str, of: &str| worked.fixture["expected"][key][of].as_i64().unwrap();
    let published = read(Reading::Published, "2025Q1");
    assert_eq!(ytd(&published)[3], 15_170_000_000);
    for of in ["2025Q1", "2025Q2"] {
        assert_eq!(quarter(&read(Reading::Posted, of))[3], expected("as_posted_quarter_fen", of));
        assert_eq!(quarter(&read(Reading::Restated, of))[3], expected("restated_quarter_fen", of));
    }
    let posted = read(Reading::Posted, "2025Q2");
    assert_eq!(figures(&posted).map(|row| row.late_fen.0), [0, 15_000_000_000, 0, 15_000_000_000]);
}

/// Example 2: what was published stays, whatever is verified afterwards.
#[test]
fn a_published_quarter_stays_for_ever() {
    let mut worked = worked(1);
    let published = KpiQuery { reading: Reading::Published, ..through("2025Q1") };
    let before = worked.ledger.table(&published);
    let line = worked.ledger.line("99", worked.companies["甲"], "2025-01-05", "2025-04-09", 100);
    worked.ledger.insert(&line);
    worked.ledger.close("2025Q2", "2025-07-08");
    assert_eq!(worked.ledger.table(&published), before);
    assert_eq!(ytd(&before)[3], 15_170_000_000);
}

/// The postings of the table of section 7.
#[test]
fn every_line_is_posted_where_the_table_says() {
    let worked = worked(4);
    let explained = worked.ledger.explain(&through("2025Q4"), KpiFigure::Total, KpiPart::Ytd);
    assert_eq!(explained.funds.len(), 6);
    for fund in &explained.funds {
        let expected = &worked.fixture["expected"];
        assert_eq!(fund.posted.unwrap().to_string(), text(&expected["posted"][&fund.reference]), "line {}", fund.reference);
        let late = expected["late"]
            .as_array()
            .unwrap()
            .iter()
            .any(|late| late.as_u64().map(|late| late.to_string()).as_ref() == Some(&fund.reference));
        assert_eq!(fund.late, late, "line {}", fund.reference);
        assert_eq!(Some(fund.recognised_fen.0), expected["recognised_fen"][&fund.reference].as_i64());
    }
}

/// Example 3.
#[test]
fn progress_at_the_end_of_june() {
    let worked = worked(2);
    let table = worked.ledger.table(&through("2025Q2"));
    let shown = &worked.fixture["expected"]["shown_2025Q2"];
    let [f500, c500, i100, _] = figures(&table);
    assert_eq!(f500.completion_pct.unwrap().to_string(), text(&shown["F500"]["completion_pct"]));
    assert_eq!(f500.time_pct.to_string(), text(&shown["F500"]["time_pct"]));
    assert_eq!(f500.lead_points.unwrap().to_string(), text(&shown["F500"]["lead_points"]));
    assert_eq!(f500.double_half, Some(false));
    assert_eq!(f500.to_half_fen.unwrap().wan(), text(&shown["F500"]["to_half_wan"]));
    assert_eq!(f500.needed_per_month_fen.unwrap().wan().replace(',', ""), text(&shown["F500"]["needed_per_month_wan"]));
    assert_eq!(c500.completion_pct.unwrap().to_string(), text(&shown["C500"]["completion_pct"]));
    assert_eq!(c500.lead_points.unwrap().to_string(), text(&shown["C500"]["lead_points"]));
    assert_eq!(c500.double_half, Some(true));
    assert_eq!((i100.completion_pct, i100.completion_pct_reason), (None, Some(Missing::NoTarget)));
    assert_eq!((i100.double_half, i100.double_half_reason), (None, Some(Missing::NoTarget)));
    assert_eq!((i100.target_fen, i100.target_fen_reason), (None, Some(Missing::NoTarget)));
}

/// Example 4.
#[test]
fn growth_on_the_quarter_and_the_year_before() {
    let mut worked = worked(2);
    let table = worked.ledger.table(&through("2025Q2"));
    let [f500, c500, ..] = figures(&table);
    assert_eq!(f500.qoq_pct.unwrap().to_string(), text(&worked.fixture["expected"]["qoq_2025Q2"]["F500"]));
    assert_eq!((c500.qoq_pct, c500.qoq_pct_reason), (None, Some(Missing::NoBase)));
    assert_eq!((f500.last_year_ytd_fen, f500.yoy_pct, f500.yoy_pct_reason), (None, None, Some(Missing::NoBase)));
    // A first half of 15000 in 2024, under 2024's own edition: that of 2023.
    let list = worked.ledger.list("F500", Some("F500"));
    worked.ledger.edition(list, 2023, "2023-08-02", &[(worked.companies["乙"], Some(7))]);
    let line = worked.ledger.line("2024-1", worked.companies["乙"], "2024-03-01", "2024-03-02", 15_000_000_000);
    worked.ledger.insert(&line);
    let table = worked.ledger.table(&through("2025Q2"));
    let f500 = figures(&table)[0];
    assert_eq!(f500.last_year_ytd_fen, Some(Fen(15_000_000_000)));
    assert_eq!(f500.yoy_pct.unwrap().to_string(), "27.80");
    assert_eq!((f500.companies, f500.new_companies), (2, 1), "乙 came last year, 甲 is new");
}

/// Example 5.
#[test]
fn edition_policies_decide_where_a_newcomer_counts() {
    for (policy, line) in [("A", 1), ("B", 0), ("C", 1)] {
        let mut worked = worked(0);
        worked.ledger.scheme(2025, 1, policy, "foreign,other_province", "months", "{}");
        let project = worked.ledger.project("P1", None);
        worked.ledger.signed(project, "2024-11-20");
        let before = ytd(&worked.ledger.table(&through("2025Q3")));
        let mut paid = worked.ledger.line("9", worked.companies["丙"], "2025-09-10", "2025-09-20", 5_000_000_000);
        paid.project = Some(project);
        worked.ledger.insert(&paid);
        let after = ytd(&worked.ledger.table(&through("2025Q3")));
        let mut expected = before;
        expected[line] += 5_000_000_000;
        expected[3] += 5_000_000_000;
        assert_eq!(after, expected, "policy {policy}");
    }
}

/// Example 6.
#[test]
fn foreign_money_is_rounded_once() {
    let worked = worked(0);
    for case in worked.fixture["fx"].as_array().unwrap() {
        let currency: Currency = text(&case["currency"]).parse().unwrap();
        let minor = daowei_core::domain::money::to_minor(text(&case["amount"]).parse().unwrap(), currency).unwrap();
        let (unit, share_bp) = (case["unit"].as_i64().unwrap(), case["share_bp"].as_i64().unwrap());
        let fen = recognise(minor, currency, text(&case["rate"]).parse().unwrap(), unit, share_bp).unwrap();
        assert_eq!(Some(fen.0), case["fen"].as_i64(), "{}", case["currency"]);
    }
}

/// Example 7: the table says how time is measured.
#[test]
fn time_by_months_and_by_days() {
    for (progress, shown) in [("months", "33.33"), ("days", "37.81"), ("quarters", "25.00")] {
        let mut worked = worked(0);
        worked.ledger.scheme(2025, 1, "A", "foreign,other_province", progress, "{}");
        let table = worked.ledger.table(&KpiQuery { as_of: "2025-05-18".parse().unwrap(), ..through("2025Q2") });
        assert_eq!(table.total.time_pct.to_string(), shown);
        assert_eq!(table.progress.code(), progress);
    }
}

/// Example 8.
#[test]
fn control_chains_count_in_full_and_minorities_not_at_all() {
    let mut worked = worked(0);
    let before = ytd(&worked.ledger.table(&through("2025Q2")))[0];
    let [one, two, joint] = ["甲1", "甲2", "项目公司"].map(|name| worked.ledger.company(name));
    let head = worked.companies["甲"];
    worked.ledger.owns(head, one, Some(550_000), "equity", None, None);
    worked.ledger.owns(one, two, Some(600_000), "equity", None, None);
    worked.ledger.owns(head, joint, Some(340_000), "equity", None, None);
    for (reference, investor, fen) in [("c", two, 1_000_000_000), ("j", head, 340_000_000), ("p", joint, 660_000_000)] {
        let line = worked.ledger.line(reference, investor, "2025-05-20", "2025-05-21", fen);
        worked.ledger.insert(&line);
    }
    assert_eq!(ytd(&worked.ledger.table(&through("2025Q2")))[0], before + 1_000_000_000 + 340_000_000);
    let explained = worked.ledger.explain(&through("2025Q2"), KpiFigure::F500, KpiPart::Ytd);
    let chain = explained.funds.iter().find(|fund| fund.reference == "c").unwrap();
    assert_eq!(chain.path, ["甲2", "甲1", "甲"]);
    assert_eq!(chain.links.iter().map(|link| link.percent.clone().unwrap()).collect::<Vec<_>>(), ["60.00", "55.00"]);
    assert_eq!((chain.edition.as_str(), chain.rank), ("F500 2024", Some(1)));
    let zero = daowei_core::kpi::not_counted(&worked.ledger.conn, &through("2025Q2")).unwrap();
    assert_eq!(zero.iter().map(|fund| (fund.reference.as_str(), fund.reason.code())).collect::<Vec<_>>(), [("p", "minority")]);
}

/// Example 9.
#[test]
fn money_in_a_neighbouring_zone_counts_nothing() {
    let mut worked = worked(0);
    let before = worked.ledger.table(&through("2025Q2"));
    let neighbour = worked.ledger.zone("邻区", false);
    let mut line = worked.ledger.line("n", worked.companies["甲"], "2025-05-20", "2025-05-21", 5_000_000_000);
    line.zone = neighbour;
    worked.ledger.insert(&line);
    assert_eq!(worked.ledger.table(&through("2025Q2")), before);
    let zero = daowei_core::kpi::not_counted(&worked.ledger.conn, &through("2025Q2")).unwrap();
    assert_eq!(zero.iter().map(|fund| (fund.reference.as_str(), fund.reason.code())).collect::<Vec<_>>(), [("n", "zone")]);
}

/// Example 10: rows are rounded each for itself, the total from its own fen.
#[test]
fn the_total_is_not_the_sum_of_rounded_rows() {
    for (amounts, rows, total) in [
        ([33_333_000, 33_333_000, 33_334_000], ["33.33", "33.33", "33.33"], "100.00"),
        ([5_000, 5_000, 0], ["0.01", "0.01", "0.00"], "0.01"),
    ] {
        let mut ledger = Ledger::new();
        for (code, fen) in ["F500", "C500", "I100"].into_iter().zip(amounts) {
            let company = ledger.company(code);
            let list = ledger.list(code, Some(code));
            ledger.edition(list, 2024, "2024-08-01", &[(company, None)]);
            if fen != 0 {
                let line = ledger.line(code, company, "2025-02-01", "2025-02-02", fen);
                ledger.insert(&line);
            }
        }
        let table = ledger.table(&through("2025Q1"));
        let [f500, c500, i100, all] = figures(&table).map(|row| row.ytd_fen.wan());
        assert_eq!(([f500.as_str(), &c500, &i100], all.as_str()), (rows, total));
    }
}

/// Example 12.
#[test]
fn after_the_close_of_the_year_money_is_a_prior_year_adjustment() {
    let mut worked = worked(4);
    let before = ytd(&worked.ledger.table(&through("2025Q4")))[0];
    for (reference, verified, fen) in [("in time", "2026-01-10", 100), ("after", "2026-01-20", 7)] {
        let line = worked.ledger.line(reference, worked.companies["甲"], "2025-12-30", verified, fen);
        worked.ledger.insert(&line);
    }
    let posted = worked.ledger.table(&through("2025Q4"));
    assert_eq!(ytd(&posted)[0], before + 100);
    assert_eq!(quarter(&posted)[0], 100);
    let restated = worked.ledger.table(&KpiQuery { reading: Reading::Restated, ..through("2025Q4") });
    assert_eq!(ytd(&restated)[0], before + 107);
    let next = worked.ledger.table(&through("2026Q1"));
    assert_eq!((figures(&next)[0].ytd_fen.0, figures(&next)[0].prior_year_fen.0), (0, 7));
    let memo = worked.ledger.explain(&through("2026Q1"), KpiFigure::F500, KpiPart::PriorYear);
    assert_eq!((memo.total_fen.0, memo.funds[0].posted, memo.funds[0].late), (7, None, true));
}

/// The table and an explanation in the words of the command line.
#[test]
fn the_document_has_the_keys_that_scripts_rely_on() {
    let worked = worked(2);
    let json = serde_json::to_string(&worked.ledger.table(&through("2025Q2"))).unwrap();
    let start = concat!(
        r#"{"year":2025,"through":"2025Q2","reading":"posted","attribution":"exclusive","progress":"months","rows":[{"line":"F500","#,
        r#""target_fen":"40000000000","quarter_fen":"4000000000","ytd_fen":"19170000000","late_fen":"0","last_year_ytd_fen":null,"#,
        r#""yoy_pct":null,"yoy_pct_reason":"no_base","qoq_pct":"-73.63","completion_pct":"47.93","time_pct":"50.00","#,
        r#""lead_points":"-2.07","double_half":false,"companies":2,"new_companies":2,"pending_fen":"0","#,
    );
    assert_eq!(&json[..start.len()], start);
    let value: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&value["total"]["ytd_fen"], &value["double_counted_fen"]), (&"37170000000".into(), &"0".into()));
    let explained = worked.ledger.explain(&through("2025Q2"), KpiFigure::F500, KpiPart::Ytd);
    let json = serde_json::to_string(&explained).unwrap();
    let start = concat!(
        r#"{"line":"F500","total_fen":"19170000000","funds":[{"ref":"1","recognised_fen":"8000000000","posted":"2025Q1","late":false,"#,
        r#""edition":"F500 2024","rank":1,"path":["甲"],"rate":null,"rate_reason":"cny","#,
    );
    assert_eq!(&json[..start.len()], start);
}
