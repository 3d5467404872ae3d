//! What a close freezes.

use daowei_core::domain::list::Attribution;
use daowei_core::domain::reading::{KpiFigure, KpiPart, Reading, RecognitionLevel};
use daowei_core::kpi::{self, KpiQuery};

use super::ledger::{Ledger, day, figures, through, ytd};
use super::worked::worked;

fn published(quarter: &str) -> KpiQuery {
    KpiQuery { reading: Reading::Published, ..through(quarter) }
}

#[test]
fn nothing_was_published_before_a_close() {
    let worked = worked(1);
    let refused = kpi::table(&worked.ledger.conn, &published("2025Q2")).unwrap_err();
    assert_eq!((refused.code(), refused.args()["period"].as_str()), ("not-published", "2025Q2"));
    assert_eq!(
        kpi::explain(&worked.ledger.conn, &published("2025Q2"), KpiFigure::Total, KpiPart::Ytd).unwrap_err().code(),
        "not-published"
    );
    assert_eq!(kpi::months(&worked.ledger.conn, &published("2025Q2")).unwrap_err().code(), "not-published");
    let wrong = kpi::table(&worked.ledger.conn, &KpiQuery { year: 2024, ..through("2025Q2") }).unwrap_err();
    assert_eq!(wrong.code(), "invalid");
}

/// The same ledger gives the same bytes, and they read back to the same figures.
#[test]
fn a_snapshot_is_canonical() {
    let worked = worked(0);
    let one = kpi::snapshot(&worked.ledger.conn, "2025Q1".parse().unwrap(), day("2025-04-08")).unwrap();
    let two = kpi::snapshot(&worked.ledger.conn, "2025Q1".parse().unwrap(), day("2025-04-08")).unwrap();
    assert_eq!(one, two);
    let read: kpi::Snapshot = serde_json::from_str(&one).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), one);
    assert_eq!(read.tables.len(), Attribution::ALL.len() * RecognitionLevel::ALL.len());
    assert_eq!(
        read.editions.iter().map(|e| (e.list.as_str(), e.year)).collect::<Vec<_>>(),
        [("C500", 2024), ("F500", 2024), ("I100", 2024)]
    );
    assert_eq!(read.funds.iter().map(|fund| fund.reference.as_str()).collect::<Vec<_>>(), ["1", "2"], "3 was verified later");
}

/// R6: the snapshot explains itself after the register of control has changed under it.
#[test]
fn a_published_figure_keeps_its_grounds() {
    let mut ledger = Ledger::new();
    let (head, child) = (ledger.company("集团"), ledger.company("子公司"));
    let list = ledger.list("F500", Some("F500"));
    ledger.edition(list, 2024, "2024-08-01", &[(head, Some(9))]);
    ledger.owns(head, child, Some(800_000), "equity", None, None);
    let mut line = ledger.line("1", child, "2025-02-01", "2025-02-03", 700);
    line.city_fen = Some(650);
    ledger.insert(&line);
    ledger.close("2025Q1", "2025-04-08");
    let before = ledger.explain(&published("2025Q1"), KpiFigure::F500, KpiPart::Quarter);
    ledger.conn.execute("DELETE FROM ownership", []).unwrap();
    assert_eq!(ytd(&ledger.table(&through("2025Q1")))[0], 0);
    assert_eq!(ledger.explain(&published("2025Q1"), KpiFigure::F500, KpiPart::Quarter), before);
    assert_eq!(before.funds[0].path, ["子公司", "集团"]);
    let city = KpiQuery { level: RecognitionLevel::City, ..published("2025Q1") };
    assert_eq!(ytd(&ledger.table(&city)), [650, 0, 0, 650]);
    assert_eq!(ledger.explain(&city, KpiFigure::Total, KpiPart::Ytd).total_fen.0, 650);
    let province = KpiQuery { level: RecognitionLevel::Province, ..published("2025Q1") };
    assert_eq!(ledger.explain(&province, KpiFigure::Total, KpiPart::Ytd).funds, []);
}

/// 同比 as published compares with what was published a year before.
#[test]
fn the_published_base_is_last_years_snapshot() {
    let mut ledger = Ledger::new();
    let head = ledger.company("集团");
    let list = ledger.list("F500", Some("F500"));
    ledger.edition(list, 2023, "2023-08-01", &[(head, Some(9))]);
    for (reference, arrived, verified, fen) in [
        ("a", "2024-02-01", "2024-02-03", 1_000),
        ("late", "2024-03-01", "2024-05-03", 500),
        ("b", "2025-02-01", "2025-02-03", 1_100),
    ] {
        let line = ledger.line(reference, head, arrived, verified, fen);
        ledger.insert(&line);
    }
    ledger.close("2024Q1", "2024-04-08");
    ledger.close("2025Q1", "2025-04-08");
    let read = |reading| {
        let table = ledger.table(&KpiQuery { reading, ..through("2025Q1") });
        let f500 = figures(&table)[0];
        (f500.last_year_ytd_fen.unwrap().0, f500.yoy_pct.unwrap().to_string())
    };
    assert_eq!(read(Reading::Published), (1_000, "10.00".to_owned()));
    assert_eq!(read(Reading::Restated), (1_500, "-26.67".to_owned()));
}

/// A fourth quarter closed apart has a snapshot of its own; the year's is the one last published.
#[test]
fn the_year_supersedes_its_fourth_quarter() {
    let mut ledger = Ledger::new();
    let head = ledger.company("集团");
    let list = ledger.list("F500", Some("F500"));
    ledger.edition(list, 2024, "2024-08-01", &[(head, None)]);
    for (reference, verified, fen) in [("1", "2026-01-04", 100), ("2", "2026-01-10", 10), ("3", "2026-01-20", 1)] {
        let line = ledger.line(reference, head, "2025-12-20", verified, fen);
        ledger.insert(&line);
    }
    ledger.close("2025Q4", "2026-01-05");
    assert_eq!(ytd(&ledger.table(&published("2025Q4")))[0], 100);
    ledger.close("2025", "2026-01-15");
    assert_eq!(ytd(&ledger.table(&published("2025Q4")))[0], 110);
    let quarter = kpi::from_snapshot(&ledger.conn, "2025Q4".parse().unwrap()).unwrap();
    assert_eq!(ytd(&quarter.tables[0])[0], 100);
}
