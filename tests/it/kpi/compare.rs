//! Figures side by side, and the lines of the ledger that make the difference.

use daowei_core::domain::list::KpiLine;
use daowei_core::domain::money::Fen;
use daowei_core::domain::reading::{CompareBy, Differs, KpiFigure, KpiPart, Reading, RecognitionLevel};
use daowei_core::kpi::{self, Comparison, KpiQuery};

use super::ledger::{Ledger, through};
use super::worked::worked;

fn compare(ledger: &Ledger, query: &KpiQuery, by: CompareBy, line: KpiFigure, part: KpiPart) -> Comparison {
    kpi::compare(&ledger.conn, query, by, line, part).unwrap()
}

/// The figure of `line` on each side.
fn figures(found: &Comparison, line: KpiFigure) -> Vec<Option<i64>> {
    found.sides.iter().map(|side| side.figures.as_ref().map(|figures| figures[line as usize].0)).collect()
}

/// Reference, why, and what the line is on each side.
fn told(found: &Comparison) -> Vec<(&str, Differs, Vec<Option<i64>>)> {
    let told = found.differences.iter();
    told.map(|one| (one.reference.as_str(), one.why, one.cells.iter().map(|cell| cell.fen.map(|fen| fen.0)).collect())).collect()
}

/// Example 2, R6: the first quarter as published, posted and restated differ by line 3, which was late, and by nothing else.
#[test]
fn r6_three_readings_differ_by_the_late_line() {
    let worked = worked(2);
    let of = |quarter| compare(&worked.ledger, &through(quarter), CompareBy::Readings, KpiFigure::Total, KpiPart::Quarter);
    let first = of("2025Q1");
    assert_eq!(figures(&first, KpiFigure::Total), [Some(15_170_000_000), Some(15_170_000_000), Some(30_170_000_000)]);
    assert_eq!(told(&first), [("3", Differs::Late, vec![None, None, Some(15_000_000_000)])]);
    assert_eq!(first.differences[0].posted.unwrap().to_string(), "2025Q2");
    assert_eq!(first.sides.iter().map(|side| side.chosen).collect::<Vec<_>>(), [false, true, false]);
    let second = of("2025Q2");
    assert_eq!(figures(&second, KpiFigure::Total), [Some(22_000_000_000), Some(22_000_000_000), Some(7_000_000_000)]);
    let late = vec![Some(15_000_000_000), Some(15_000_000_000), None];
    assert_eq!(told(&second), [("3", Differs::Late, late)]);
    let year_to_date = compare(&worked.ledger, &through("2025Q2"), CompareBy::Readings, KpiFigure::Total, KpiPart::Ytd);
    assert_eq!(told(&year_to_date), []);
    let open = of("2025Q3");
    assert_eq!(open.sides[0].figures, None, "not published");
}

/// R6, R7: what came after the close of the year, a reversal dated in it, and a line entered behind the publication's back.
#[test]
fn r6_every_reason_has_its_name() {
    let mut worked = worked(4);
    let head = worked.companies["乙"];
    let mut insert = |reference: &str, arrived: &str, verified: &str, fen, reverses| {
        let mut line = worked.ledger.line(reference, head, arrived, verified, fen);
        line.reverses = reverses;
        worked.ledger.insert(&line)
    };
    let entered = insert("entered", "2025-12-01", "2026-01-15", 100, None);
    insert("adjusted", "2025-12-30", "2026-01-20", 1_000, None);
    insert("reversed", "2025-12-31", "2026-02-01", -10, Some(entered));
    let found = compare(&worked.ledger, &through("2025Q4"), CompareBy::Readings, KpiFigure::F500, KpiPart::Ytd);
    assert_eq!(
        told(&found),
        [
            ("adjusted", Differs::PriorYear, vec![None, None, Some(1_000)]),
            ("entered", Differs::AfterPublication, vec![None, Some(100), Some(100)]),
            ("reversed", Differs::PriorYear, vec![None, None, Some(-10)]),
        ]
    );
    assert_eq!(found.differences[2].detail.reverses.as_deref(), Some("entered"));
    // R3: a chain of control that is put right later changes what counts, not what was published.
    let child = worked.ledger.company("乙之子");
    let line = worked.ledger.line("child", child, "2026-02-01", "2026-02-03", 7);
    worked.ledger.insert(&line);
    worked.ledger.owns(head, child, Some(600_000), "equity", None, None);
    worked.ledger.close("2026Q1", "2026-04-08");
    worked.ledger.conn.execute("DELETE FROM ownership", []).unwrap();
    let found = compare(&worked.ledger, &through("2026Q1"), CompareBy::Readings, KpiFigure::F500, KpiPart::Ytd);
    assert_eq!(told(&found), [("child", Differs::Changed, vec![Some(7), None, None])]);
}

/// Example 1, R5: both attributions, and which lines are on several lists.
#[test]
fn r5_attributions_side_by_side() {
    let worked = worked(2);
    let found = compare(&worked.ledger, &through("2025Q2"), CompareBy::Attributions, KpiFigure::C500, KpiPart::Ytd);
    assert_eq!(figures(&found, KpiFigure::C500), [Some(15_000_000_000), Some(27_000_000_000)]);
    assert_eq!(figures(&found, KpiFigure::Total), [Some(37_170_000_000), Some(37_170_000_000)]);
    let references: Vec<_> = found.differences.iter().map(|one| (one.reference.as_str(), one.why)).collect();
    assert_eq!(references, [("1", Differs::SeveralLists), ("6", Differs::SeveralLists), ("5", Differs::SeveralLists)]);
    let total = compare(&worked.ledger, &through("2025Q2"), CompareBy::Attributions, KpiFigure::Total, KpiPart::Ytd);
    assert_eq!(total.differences.len(), 3, "the total is the same, and what moves within it is told");
    assert_eq!(total.differences[0].cells[1].lines, [KpiLine::F500, KpiLine::C500, KpiLine::I100]);
}

/// Example 5, R3: 丙 enters F500 in July; policy B counts it there from then on.
#[test]
fn r3_edition_policies_side_by_side() {
    let mut worked = worked(0);
    let project = worked.ledger.project("P1", None);
    worked.ledger.signed(project, "2024-11-20");
    let mut paid = worked.ledger.line("9", worked.companies["丙"], "2025-09-10", "2025-09-20", 5_000_000_000);
    paid.project = Some(project);
    worked.ledger.insert(&paid);
    let found = compare(&worked.ledger, &through("2025Q3"), CompareBy::Policies, KpiFigure::F500, KpiPart::Quarter);
    assert_eq!(
        found.sides.iter().map(|side| (side.code.as_str(), side.chosen)).collect::<Vec<_>>(),
        [("A", true), ("B", false), ("C", false)]
    );
    assert_eq!(told(&found), [("9", Differs::Edition, vec![None, Some(5_000_000_000), None])]);
    let cells = &found.differences[0].cells;
    assert_eq!([&cells[0], &cells[1]].map(|cell| cell.edition.as_deref()), [Some("C500 2024"), Some("F500 2025")]);
}

/// R16: what city and province have not recognised yet counts 0 there and is listed, with the paper that recognised the rest.
#[test]
fn r16_levels_side_by_side() {
    let mut ledger = Ledger::new();
    let head = ledger.company("集团");
    let list = ledger.list("F500", Some("F500"));
    ledger.edition(list, 2024, "2024-08-01", &[(head, Some(9))]);
    for (reference, fen, city_fen) in [("all", 700, Some(700)), ("less", 500, Some(400)), ("none", 30, None)] {
        let mut line = ledger.line(reference, head, "2025-02-01", "2025-02-03", fen);
        line.city_fen = city_fen;
        ledger.insert(&line);
    }
    let query = KpiQuery { level: RecognitionLevel::City, reading: Reading::Posted, ..through("2025Q1") };
    let found = compare(&ledger, &query, CompareBy::Levels, KpiFigure::Total, KpiPart::Ytd);
    assert_eq!(figures(&found, KpiFigure::Total), [Some(1_230), Some(1_100), Some(0)]);
    assert_eq!(
        told(&found),
        [
            ("all", Differs::NotRecognised, vec![Some(700), Some(700), None]),
            ("less", Differs::NotRecognised, vec![Some(500), Some(400), None]),
            ("none", Differs::NotRecognised, vec![Some(30), None, None]),
        ]
    );
    assert_eq!(found.differences[1].recognised_fen, Fen(500));
    let refused = kpi::compare(&ledger.conn, &query, CompareBy::Levels, KpiFigure::Total, KpiPart::Pending).unwrap_err();
    assert_eq!(refused.code(), "invalid");
}
