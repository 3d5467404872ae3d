//! The rules one by one, where the worked example is silent.

use daowei_core::domain::list::Attribution;
use daowei_core::domain::reading::{KpiFigure, KpiPart, Missing, Reading, RecognitionLevel};
use daowei_core::kpi::{self, KpiQuery};

use super::ledger::{Ledger, figures, through, ytd};

/// A company on F500 alone, on the edition of 2024.
fn listed() -> (Ledger, daowei_core::domain::Id) {
    let mut ledger = Ledger::new();
    let head = ledger.company("集团");
    let list = ledger.list("F500", Some("F500"));
    ledger.edition(list, 2024, "2024-08-01", &[(head, Some(3))]);
    (ledger, head)
}

fn f500(ledger: &Ledger, quarter: &str) -> i64 {
    ytd(&ledger.table(&through(quarter)))[0]
}

/// Rulebook 4: both ends of a link's dates are included, and over 50 % is meant strictly.
#[test]
fn a_link_carries_control_from_its_first_to_its_last_day() {
    let (mut ledger, head) = listed();
    let (child, half, vie) = (ledger.company("子"), ledger.company("半"), ledger.company("协议"));
    ledger.owns(head, child, Some(500_001), "equity", Some("2025-02-10"), Some("2025-02-20"));
    ledger.owns(head, half, Some(500_000), "equity", None, None);
    ledger.owns(head, vie, None, "vie", None, None);
    for (reference, investor, arrived, fen) in [
        ("before", child, "2025-02-09", 1),
        ("first", child, "2025-02-10", 10),
        ("last", child, "2025-02-20", 100),
        ("after", child, "2025-02-21", 1_000),
        ("half", half, "2025-02-15", 10_000),
        ("vie", vie, "2025-02-15", 100_000),
    ] {
        let line = ledger.line(reference, investor, arrived, "2025-03-01", fen);
        ledger.insert(&line);
    }
    assert_eq!(f500(&ledger, "2025Q1"), 100_110);
    let reasons = kpi::not_counted(&ledger.conn, &through("2025Q1")).unwrap();
    let reasons: Vec<_> = reasons.iter().map(|fund| (fund.reference.as_str(), fund.reason.code())).collect();
    assert_eq!(reasons, [("before", "not_on_list"), ("half", "minority"), ("after", "not_on_list")]);
}

#[test]
fn a_circle_of_holdings_ends() {
    let (mut ledger, head) = listed();
    let (a, b) = (ledger.company("a"), ledger.company("b"));
    ledger.owns(a, b, Some(600_000), "equity", None, None);
    ledger.owns(b, a, Some(600_000), "equity", None, None);
    let line = ledger.line("1", a, "2025-02-01", "2025-02-01", 5);
    ledger.insert(&line);
    assert_eq!(f500(&ledger, "2025Q1"), 0);
    ledger.owns(head, b, None, "actual_control", None, None);
    assert_eq!(f500(&ledger, "2025Q1"), 5);
    assert_eq!(ledger.explain(&through("2025Q1"), KpiFigure::F500, KpiPart::Ytd).funds[0].path, ["a", "b", "集团"]);
}

/// Policy C keeps the status at signing for three years, the day itself included; then A.
#[test]
fn the_signing_status_lasts_three_years() {
    let (mut ledger, head) = listed();
    let list = ledger.list("F500", Some("F500"));
    ledger.edition(list, 2021, "2021-08-01", &[]); // not on it when this was in force
    for year in 2024..=2028 {
        ledger.scheme(year, 1, "C", "foreign,other_province", "months", "{}");
    }
    let (old, young, none) = (ledger.project("old", None), ledger.project("young", None), ledger.project("none", None));
    ledger.signed(old, "2020-02-02");
    ledger.signed(old, "2022-05-10"); // corrected: the newest row counts
    ledger.signed(young, "2024-09-01");
    for (reference, project, arrived, fen) in [
        ("kept out", old, "2025-05-10", 1),
        ("by A again", old, "2025-05-11", 10),
        ("signed as listed", young, "2025-05-10", 100),
        ("no signing", none, "2025-05-10", 1_000),
    ] {
        let mut line = ledger.line(reference, head, arrived, "2025-06-01", fen);
        line.project = Some(project);
        ledger.insert(&line);
    }
    assert_eq!(f500(&ledger, "2025Q2"), 1_110);
}

/// R2, D3: zone, form, origin and basis each keep a line out, and say so.
#[test]
fn what_is_out_of_scope_says_why() {
    let (mut ledger, head) = listed();
    let (capital, spent) = (ledger.project("资本", Some("CAPITAL")), ledger.project("投入", Some("EXPENDITURE")));
    let neighbour = ledger.zone("邻区", false);
    let base = ledger.line("", head, "2025-02-01", "2025-02-02", 1);
    let mut lines = Vec::new();
    for (reference, form, origin, zone, project) in [
        ("ok", "cash", "foreign", ledger.zone, None),
        ("zone", "cash", "foreign", neighbour, None),
        ("origin", "cash", "local", ledger.zone, None),
        ("basis-1", "cash", "foreign", ledger.zone, Some(spent)),
        ("basis-2", "land", "foreign", ledger.zone, Some(capital)),
        ("ok", "land", "foreign", ledger.zone, Some(spent)),
        ("ok", "in_kind", "foreign", ledger.zone, Some(capital)),
    ] {
        lines.push(super::ledger::Line { reference, form, origin, zone, project, ..base.clone() });
    }
    for line in &lines {
        ledger.insert(line);
    }
    assert_eq!(f500(&ledger, "2025Q1"), 3);
    let reasons = kpi::not_counted(&ledger.conn, &through("2025Q1")).unwrap();
    assert_eq!(reasons.iter().map(|fund| fund.reason.code()).collect::<Vec<_>>(), ["basis", "basis", "origin", "zone"]);
    ledger.conn.execute("INSERT INTO scheme (id, year, version, edition_policy, attribution, origins, forms, progress, merge_reviews, list_lines, note) VALUES (randomblob(16), 2025, 7, 'A', 'exclusive', 'foreign,local', 'cash', 'months', 0, '{\"F500\":\"C500\"}', NULL)", []).unwrap();
    assert_eq!(ytd(&ledger.table(&through("2025Q1"))), [0, 2, 0, 2], "cash of two origins, the list moved to another line");
    assert_eq!(ledger.table(&through("2025Q1")).scheme_version, 7);
}

/// R7: a reversal of last year's line takes that line's attribution, and this year's figure.
#[test]
fn reversing_last_years_line_reduces_this_year() {
    let (mut ledger, head) = listed();
    let newcomer = ledger.company("只在旧榜");
    let list = ledger.list("F500", Some("F500"));
    ledger.edition(list, 2023, "2023-08-01", &[(newcomer, None)]);
    let line = ledger.line("1", newcomer, "2024-05-01", "2024-05-02", 900);
    let first = ledger.insert(&line);
    let mut back = ledger.line("2", newcomer, "2025-02-01", "2025-02-02", -300);
    back.reverses = Some(first);
    ledger.insert(&back);
    let line = ledger.line("3", head, "2025-02-01", "2025-02-02", 1_000);
    ledger.insert(&line);
    let table = ledger.table(&through("2025Q1"));
    let row = figures(&table)[0];
    assert_eq!((row.ytd_fen.0, row.reversing_earlier_fen.0), (700, -300));
    assert_eq!((row.companies, row.new_companies), (1, 1), "a company whose net is negative is none");
    let explained = ledger.explain(&through("2025Q1"), KpiFigure::F500, KpiPart::Ytd);
    let back = explained.funds.iter().find(|fund| fund.reference == "2").unwrap();
    assert_eq!((back.edition_year, back.detail.reverses.as_deref()), (2023, Some("1")));
}

/// R10: a revision counts from its day on, keeps the history, and parts add up where nobody set the whole.
#[test]
fn targets_are_revised_and_added_up() {
    let (mut ledger, _) = listed();
    ledger.target(2025, "F500", None, Some(100), None);
    ledger.target(2025, "F500", None, Some(150), Some("2025-05-01"));
    ledger.target(2025, "C500", Some("一局"), Some(30), None);
    ledger.target(2025, "C500", Some("二局"), Some(20), None);
    ledger.target(2025, "C500", Some("二局"), Some(25), Some("2025-02-01"));
    ledger.target(2025, "I100", Some("高新区"), Some(0), None);
    ledger.target(2025, "I100", Some("一局"), Some(99), None);
    let first = ledger.table(&through("2025Q1"));
    let second = ledger.table(&through("2025Q2"));
    assert_eq!(figures(&first).map(|row| row.target_fen.unwrap().0), [100, 55, 0, 155]);
    assert_eq!(figures(&second).map(|row| row.target_fen.unwrap().0), [150, 55, 0, 205]);
    assert_eq!(figures(&second)[0].target_revisions.iter().map(|r| r.target_fen.unwrap().0).collect::<Vec<_>>(), [100, 150]);
    assert_eq!(figures(&second)[2].completion_pct_reason, Some(Missing::ZeroTarget));
    assert_eq!(figures(&second)[2].lead_points_reason, Some(Missing::ZeroTarget));
    assert_eq!(second.total.completion_pct.unwrap().to_string(), "0.00");
}

/// R10: a line without a target is not one of 0, so the others' sum is no target of the total.
#[test]
fn a_total_has_a_target_where_it_is_set_or_every_line_has_one() {
    let (mut ledger, _) = listed();
    assert_eq!(ledger.table(&through("2025Q1")).total.target_fen_reason, Some(Missing::NoTarget));
    ledger.target(2025, "F500", None, Some(100), None);
    ledger.target(2025, "C500", None, None, None);
    ledger.target(2025, "I100", None, Some(10), None);
    let total = ledger.table(&through("2025Q1")).total;
    let reasons = (total.target_fen_reason, total.completion_pct_reason, total.lead_points_reason, total.double_half_reason);
    let none = Some(Missing::NoTarget);
    assert_eq!((total.target_fen, total.completion_pct, reasons), (None, None, (none, none, none, none)));
    ledger.target(2025, "C500", None, Some(0), Some("2025-01-02"));
    assert_eq!(ledger.table(&through("2025Q1")).total.target_fen.unwrap().0, 110, "0 is a target");
    ledger.target(2025, "total", None, Some(500), None);
    let total = ledger.table(&through("2025Q1")).total;
    assert_eq!((total.target_fen.unwrap().0, total.completion_pct_reason), (500, None));
}

/// R12: a group counts once, by its head; new means that the group never had money in the zone.
#[test]
fn companies_are_heads_and_new_ones_never_came_before() {
    let (mut ledger, head) = listed();
    let (old, child) = (ledger.company("旧友"), ledger.company("子"));
    let list = ledger.list("C500", Some("C500"));
    ledger.edition(list, 2024, "2024-08-01", &[(old, Some(1)), (head, Some(2))]);
    ledger.owns(head, child, Some(700_000), "equity", None, None);
    for (reference, investor, arrived, fen) in [
        ("1", old, "2020-02-01", 5), // long before it was on any list
        ("2", old, "2025-02-01", 5),
        ("3", head, "2025-02-01", 5),
        ("4", child, "2025-02-01", 5),
    ] {
        let line = ledger.line(reference, investor, arrived, arrived, fen);
        ledger.insert(&line);
    }
    let table = ledger.table(&KpiQuery { attribution: Attribution::Overlap, ..through("2025Q1") });
    assert_eq!(figures(&table).map(|row| (row.companies, row.new_companies)), [(1, 1), (2, 1), (0, 0), (2, 1)]);
    // Money that came and went entirely before the year leaves the group known.
    let line = ledger.line("5", child, "2023-02-01", "2023-02-01", 7);
    let gone = ledger.insert(&line);
    let mut back = ledger.line("6", child, "2023-03-01", "2023-03-01", -7);
    back.reverses = Some(gone);
    ledger.insert(&back);
    assert_eq!(ledger.table(&through("2025Q1")).total.new_companies, 0);
}

/// R16: what a level has not recognised counts 0 there and is listed.
#[test]
fn another_level_counts_what_it_recognised() {
    let (mut ledger, head) = listed();
    for (reference, city_fen) in [("1", Some(80)), ("2", None)] {
        let mut line = ledger.line(reference, head, "2025-02-01", "2025-02-02", 100);
        line.city_fen = city_fen;
        ledger.insert(&line);
    }
    let city = KpiQuery { level: RecognitionLevel::City, ..through("2025Q1") };
    assert_eq!(ytd(&ledger.table(&city)), [80, 0, 0, 80]);
    let zero = kpi::not_counted(&ledger.conn, &city).unwrap();
    assert_eq!(zero.iter().map(|fund| (fund.reference.as_str(), fund.reason.code())).collect::<Vec<_>>(), [("2", "level")]);
}

/// R11: a base that is not positive gives no rate of growth.
#[test]
fn growth_needs_a_positive_base() {
    let (mut ledger, head) = listed();
    for (reference, arrived, fen) in [("1", "2025-02-01", 5), ("2", "2025-02-02", -5), ("3", "2025-05-01", 9)] {
        let line = ledger.line(reference, head, arrived, arrived, fen);
        ledger.insert(&line);
    }
    let row = ledger.table(&through("2025Q2")).total;
    assert_eq!((row.qoq_pct, row.qoq_pct_reason), (None, Some(Missing::BaseNotPositive)));
}

/// In transit: submitted, not decided, arrived by the end of the period.
#[test]
fn pending_money_is_counted_apart() {
    let (mut ledger, head) = listed();
    for (reference, arrived) in [("1", "2025-03-31"), ("2", "2025-04-01"), ("3", "2024-12-31")] {
        let mut line = ledger.line(reference, head, arrived, arrived, 11);
        line.verified = None;
        ledger.insert(&line);
    }
    let row = ledger.table(&through("2025Q1")).total;
    assert_eq!((row.pending_fen.0, row.ytd_fen.0), (11, 0));
    let explained = ledger.explain(&through("2025Q1"), KpiFigure::F500, KpiPart::Pending);
    assert_eq!((explained.funds.len(), explained.funds[0].posted), (1, None));
}

/// Restated and posted differ by the late lines, quarter by quarter.
#[test]
fn a_late_line_is_late_in_both_readings_in_its_own_quarter() {
    let (mut ledger, head) = listed();
    ledger.close("2025Q1", "2025-04-08");
    let line = ledger.line("1", head, "2025-03-01", "2025-05-05", 40);
    ledger.insert(&line);
    let late = |reading, quarter: &str| ledger.table(&KpiQuery { reading, ..through(quarter) }).total.late_fen.0;
    assert_eq!((late(Reading::Posted, "2025Q1"), late(Reading::Posted, "2025Q2")), (0, 40));
    assert_eq!((late(Reading::Restated, "2025Q1"), late(Reading::Restated, "2025Q2")), (40, 0));
    let zero = kpi::not_counted(&ledger.conn, &through("2025Q1")).unwrap();
    assert_eq!(zero[0].reason.code(), "posted_later");
}

/// A pass over a year reads the covering index and nothing else.
#[test]
fn a_pass_reads_only_the_covering_index() {
    let ledger = Ledger::new();
    for sql in [
        include_str!("../../../src-tauri/core/kpi/ledger/arrived.sql"),
        include_str!("../../../src-tauri/core/kpi/ledger/take.sql"),
    ] {
        let mut program = ledger.conn.prepare(&format!("EXPLAIN {sql}")).unwrap();
        let mut rows = program.raw_query();
        let (mut opened, mut read) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next().unwrap() {
            let (code, cursor): (String, i64) = (row.get(1).unwrap(), row.get(2).unwrap());
            assert!(!["NotFound", "SeekRowid", "NotExists", "Concat"].contains(&code.as_str()), "{code} in {sql}");
            match code.as_str() {
                "OpenRead" => opened.push(cursor),
                "Column" => read.push(cursor),
                _ => {}
            }
        }
        let index = *opened.last().unwrap(); // the table is opened before it, and never moved
        assert!(!read.is_empty() && read.iter().all(|cursor| *cursor == index), "{read:?} of {opened:?} in {sql}");
    }
}
