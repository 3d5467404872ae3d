//! The self-audit: each invariant and guard finds what it is about, and nothing in a ledger that is sound.

use daowei_core::audit::{Rule, Weight, audit, of_fund};
use daowei_core::domain::Id;
use rusqlite::params;

use crate::kpi::ledger::{Ledger, day, through, ytd};

const TODAY: &str = "2025-12-31";

/// Subject and other side of what a rule finds.
fn found(ledger: &Ledger, rule: Rule) -> Vec<(String, Option<String>)> {
    let asked = audit(&ledger.conn, day(TODAY)).unwrap();
    let of_rule = asked.into_iter().find(|asked| asked.rule == rule).unwrap();
    assert_eq!(of_rule.count as usize, of_rule.findings.len());
    of_rule.findings.into_iter().map(|found| (found.subject, found.other)).collect()
}

fn one(ledger: &Ledger, rule: Rule, subject: &str, other: Option<&str>) {
    assert_eq!(found(ledger, rule), [(subject.to_owned(), other.map(str::to_owned))], "{rule}");
}

/// A ledger that is sound: two investors, a project of one, three lines, one of them back again.
fn sound() -> (Ledger, Id, Id) {
    let mut ledger = Ledger::new();
    let (one, other) = (ledger.company("示例甲"), ledger.company("示例乙"));
    let first = ledger.line("D-1", one, "2025-01-20", "2025-02-05", 800_000);
    let first = ledger.insert(&first);
    let second = ledger.line("D-2", other, "2025-02-18", "2025-03-10", 700_000);
    ledger.insert(&second);
    let mut back = ledger.line("D-3", one, "2025-06-10", "2025-06-20", -200_000);
    back.reverses = Some(first);
    ledger.insert(&back);
    (ledger, one, other)
}

#[test]
fn a_sound_ledger_has_no_finding() {
    let (ledger, ..) = sound();
    for asked in audit(&ledger.conn, day(TODAY)).unwrap() {
        assert_eq!(asked.findings, [], "{}", asked.rule);
    }
    assert_eq!(Rule::ALL.iter().filter(|rule| rule.weight() == Weight::Broken).count(), 11);
}

#[test]
fn i2_finds_reversals_beyond_their_line() {
    let (mut ledger, one_company, _) = sound();
    let line = ledger.insert(&ledger.line("D-9", one_company, "2025-07-01", "2025-07-02", 100));
    for reference in ["D-10", "D-11"] {
        let mut back = ledger.line(reference, one_company, "2025-09-01", "2025-09-02", -60);
        back.reverses = Some(line);
        ledger.insert(&back);
    }
    one(&ledger, Rule::I2, "D-9", Some("D-10, D-11"));
}

fn voucher(ledger: &mut Ledger, kind: &str, number: &str, amount: Option<i64>, uses: &[(Id, i64)]) -> Id {
    let id = ledger.id();
    ledger
        .conn
        .execute(
            "INSERT INTO evidence (id, kind, number, amount_minor, currency) VALUES (?, ?, ?, ?, 'CNY')",
            params![id, kind, number, amount],
        )
        .unwrap();
    for (fund, minor) in uses {
        let use_id = ledger.id();
        ledger
            .conn
            .execute(
                "INSERT INTO evidence_use (id, evidence_id, fund_id, amount_minor) VALUES (?, ?, ?, ?)",
                params![use_id, id, fund, minor],
            )
            .unwrap();
    }
    id
}

fn waiting(ledger: &mut Ledger, reference: &str, investor: Id, arrived: &str, fen: i64) -> Id {
    let mut line = ledger.line(reference, investor, arrived, "", fen);
    line.verified = None;
    ledger.insert(&line)
}

#[test]
fn i3_finds_a_voucher_used_beyond_its_amount() {
    let (mut ledger, investor, _) = sound();
    let (a, b) =
        (waiting(&mut ledger, "D-8", investor, "2025-08-01", 600), waiting(&mut ledger, "D-9", investor, "2025-09-01", 401));
    voucher(&mut ledger, "bank_slip", "0012", Some(1_000), &[(a, 600), (b, 401)]);
    one(&ledger, Rule::I3, "0012", Some("D-8, D-9"));
}

#[test]
fn i4_finds_an_arrival_after_today() {
    let (mut ledger, investor, _) = sound();
    waiting(&mut ledger, "D-9", investor, "2026-01-01", 5);
    one(&ledger, Rule::I4, "D-9", None);
}

/// As whoever holds the key and not the program: without the guards.
fn unguarded(ledger: &Ledger, sql: &str) {
    ledger
        .conn
        .execute_batch(
            "DROP TRIGGER fund_final_update; DROP TRIGGER period_close_update; PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON",
        )
        .unwrap();
    ledger.conn.execute_batch(sql).unwrap();
}

#[test]
fn i5_finds_a_line_verified_by_who_submitted_it() {
    let (ledger, ..) = sound();
    unguarded(
        &ledger,
        "INSERT INTO user (id, name, role) VALUES (zeroblob(16), '老王', 'section_head');
         UPDATE fund SET submitted_by = zeroblob(16), verified_by = zeroblob(16) WHERE ref = 'D-1'",
    );
    one(&ledger, Rule::I5, "D-1", Some("老王"));
    ledger.conn.execute_batch("UPDATE fund SET submitted_by = NULL").unwrap();
    assert_eq!(found(&ledger, Rule::I5), []);
}

/// What it finds where the judgement itself were wrong is a test beside it.
#[test]
fn i6_looks_at_money_outside_the_zone_and_is_content_that_it_counts_0() {
    let (mut ledger, investor, _) = sound();
    let list = ledger.list("F500", Some("F500"));
    ledger.edition(list, 2024, "2024-08-05", &[(investor, Some(1))]);
    let mut outside = ledger.line("D-9", investor, "2025-08-01", "2025-08-20", 900);
    outside.zone = ledger.zone("邻区", false);
    ledger.insert(&outside);
    assert_eq!(found(&ledger, Rule::I6), []);
    assert_eq!(ytd(&ledger.table(&through("2025Q4"))), [600_000, 0, 0, 600_000]);
}

/// A ledger with a published first quarter: January 8000.00, F500.
fn published() -> Ledger {
    let (mut ledger, investor, _) = sound();
    let list = ledger.list("F500", Some("F500"));
    ledger.edition(list, 2024, "2024-08-05", &[(investor, Some(1))]);
    ledger.close("2025Q1", "2025-04-08");
    ledger
}

#[test]
fn i9_finds_months_that_do_not_sum_to_a_published_figure() {
    let ledger = published();
    assert_eq!(found(&ledger, Rule::I9), []);
    unguarded(&ledger, r#"UPDATE period_close SET snapshot = replace(snapshot, '"month_fen":"800000"', '"month_fen":"799999"')"#);
    let asked = audit(&ledger.conn, day(TODAY)).unwrap().into_iter().find(|asked| asked.rule == Rule::I9).unwrap();
    let mut named: Vec<_> = asked.findings.iter().map(|found| (found.subject.as_str(), found.detail.as_deref())).collect();
    named.sort_unstable();
    named.dedup();
    assert_eq!(named, [("2025Q1", Some("F500")), ("2025Q1", Some("total"))]);
    assert_eq!(found(&ledger, Rule::I10), []);
}

#[test]
fn i10_finds_published_rows_that_do_not_sum_to_their_total() {
    let ledger = published();
    assert_eq!(found(&ledger, Rule::I10), []);
    // The year to date of the row, which comes first, and not that of the total.
    unguarded(
        &ledger,
        r#"UPDATE period_close SET snapshot = substr(snapshot, 1, instr(snapshot, '"ytd_fen":"800000"') - 1)
             || '"ytd_fen":"900000"' || substr(snapshot, instr(snapshot, '"ytd_fen":"800000"') + 18)"#,
    );
    one(&ledger, Rule::I10, "2025Q1", None);
}

#[test]
fn i13_finds_a_stage_that_a_person_typed() {
    let (mut ledger, investor, _) = sound();
    let [funded, _, back] = ["P-1", "P-2", "P-3"].map(|code| ledger.project(code, None));
    let line = |ledger: &mut Ledger, reference: &str, project, fen, reverses| {
        let mut line = ledger.line(reference, investor, "2025-07-20", "2025-07-21", fen);
        (line.project, line.reverses) = (Some(project), reverses);
        ledger.insert(&line)
    };
    line(&mut ledger, "D-7", funded, 1_500, None);
    let came = line(&mut ledger, "D-8", back, 1_500, None);
    line(&mut ledger, "D-9", back, -1_500, Some(came));
    assert_eq!(found(&ledger, Rule::I13), [], "derived, it is always right");
    unguarded(&ledger, "UPDATE project SET stage = 'FUNDED'");
    let named: Vec<_> = found(&ledger, Rule::I13).into_iter().map(|(subject, _)| subject).collect();
    assert_eq!(named, ["P-2", "P-3"], "no verified line, and none that stayed");
}

#[test]
fn i7_finds_foreign_money_without_a_rate_of_its_time() {
    let (mut ledger, investor, _) = sound();
    let mut line = ledger.line("D-9", investor, "2025-07-20", "2025-07-21", 717);
    (line.currency, line.amount_minor, line.rate) = ("USD", 100, Some("7.17"));
    let id = ledger.insert(&line);
    one(&ledger, Rule::I7, "D-9", Some("USD"));
    ledger.conn.execute_batch("DROP TRIGGER fund_final_update").unwrap();
    ledger.conn.execute("UPDATE fund SET rate_on = '2025-07-10' WHERE id = ?", [id]).unwrap();
    assert_eq!(found(&ledger, Rule::I7), []);
    ledger.conn.execute("UPDATE fund SET rate_on = '2025-07-09' WHERE id = ?", [id]).unwrap();
    one(&ledger, Rule::I7, "D-9", Some("USD"));
}

#[test]
fn i8_finds_shares_beyond_the_whole() {
    let (mut ledger, first, second) = sound();
    let project = ledger.project("P-1", None);
    for (company, share) in [(first, 6_000), (second, 4_001)] {
        let id = ledger.id();
        ledger
            .conn
            .execute(
                "INSERT INTO investor_share (id, project_id, company_id, share_bp) VALUES (?, ?, ?, ?)",
                params![id, project, company, share],
            )
            .unwrap();
    }
    one(&ledger, Rule::I8, "P-1", Some("P-1"));
}

#[test]
fn i12_finds_more_verified_than_agreed_until_a_supplement_covers_it() {
    let (mut ledger, investor, _) = sound();
    let project = ledger.project("P-1", None);
    ledger.conn.execute("UPDATE project SET agreed_fen = 1000 WHERE id = ?", [project]).unwrap();
    let mut line = ledger.line("D-9", investor, "2025-07-20", "2025-07-21", 1_500);
    line.project = Some(project);
    let fund = ledger.insert(&line);
    one(&ledger, Rule::I12, "P-1", Some("P-1"));
    assert_eq!(of_fund(&ledger.conn, fund, day(TODAY)).unwrap()[0].amount_fen.unwrap().0, 500);
    let id = ledger.id();
    ledger
        .conn
        .execute(
            "INSERT INTO supplement (id, project_id, signed_on, amount_fen) VALUES (?, ?, '2025-07-01', 500)",
            params![id, project],
        )
        .unwrap();
    assert_eq!(found(&ledger, Rule::I12), []);
}

#[test]
fn i14_finds_an_edition_behind_a_published_figure_that_is_not_locked() {
    let (mut ledger, investor, _) = sound();
    let list = ledger.list("F500", Some("F500"));
    ledger.edition(list, 2024, "2024-08-05", &[(investor, Some(1))]);
    ledger.close("2025Q1", "2025-04-08");
    one(&ledger, Rule::I14, "F500 2024", Some("2025Q1"));
    ledger.conn.execute("UPDATE edition SET locked = 1", []).unwrap();
    assert_eq!(found(&ledger, Rule::I14), []);
}

#[test]
fn d1_finds_one_voucher_entered_twice() {
    let (mut ledger, investor, other) = sound();
    let lines = ["D-7", "D-8", "D-9"].map(|reference| waiting(&mut ledger, reference, investor, "2025-08-01", 600));
    voucher(&mut ledger, "bank_slip", "0012", None, &[(lines[0], 600)]);
    voucher(&mut ledger, "bank_slip", "0012", None, &[(lines[1], 600)]);
    // Of another kind, of another number, or another investor's part of one payment: not the same.
    voucher(&mut ledger, "invoice", "0012", None, &[(lines[2], 600)]);
    let part = waiting(&mut ledger, "D-10", other, "2025-08-01", 600);
    voucher(&mut ledger, "bank_slip", "0012", None, &[(part, 600)]);
    one(&ledger, Rule::D1, "0012", Some("D-7, D-8"));
}

#[test]
fn d2_finds_the_same_payer_payee_and_amount_within_three_days() {
    let (mut ledger, investor, other) = sound();
    let first = waiting(&mut ledger, "D-5", investor, "2025-08-01", 600);
    waiting(&mut ledger, "D-6", investor, "2025-08-04", 600);
    waiting(&mut ledger, "D-7", investor, "2025-08-08", 600);
    waiting(&mut ledger, "D-8", investor, "2025-08-02", 601);
    waiting(&mut ledger, "D-9", other, "2025-08-02", 600);
    one(&ledger, Rule::D2, "D-5", Some("D-6"));
    let of_one = of_fund(&ledger.conn, first, day(TODAY)).unwrap();
    assert_eq!(of_one.iter().map(|found| (found.rule, found.other.as_deref())).collect::<Vec<_>>(), [(Rule::D2, Some("D-6"))]);
}

#[test]
fn d3_finds_forms_of_the_other_basis() {
    let (mut ledger, investor, _) = sound();
    let (capital, expenditure) = (ledger.project("P-1", Some("CAPITAL")), ledger.project("P-2", Some("EXPENDITURE")));
    for (reference, form, project) in
        [("D-5", "land", capital), ("D-6", "cash", capital), ("D-7", "cash", expenditure), ("D-8", "in_kind", expenditure)]
    {
        let mut line = ledger.line(reference, investor, "2025-07-20", "2025-07-21", 1_500);
        (line.form, line.project) = (form, Some(project));
        ledger.insert(&line);
    }
    let named: Vec<_> = found(&ledger, Rule::D3).into_iter().map(|(subject, _)| subject).collect();
    assert_eq!(named, ["D-5", "D-7"]);
}

#[test]
fn d4_finds_money_that_is_handed_down() {
    let (mut ledger, parent, _) = sound();
    let child = ledger.company("示例甲一");
    ledger.owns(parent, child, Some(550_000), "equity", None, None);
    ledger.insert(&ledger.line("D-5", parent, "2025-08-01", "2025-08-20", 900));
    ledger.insert(&ledger.line("D-6", child, "2025-08-31", "2025-09-20", 900));
    ledger.insert(&ledger.line("D-7", child, "2025-09-01", "2025-09-20", 900));
    let away = ledger.zone("邻区", false);
    let mut outside = ledger.line("D-8", child, "2025-08-02", "2025-09-20", 900);
    outside.zone = away;
    ledger.insert(&outside);
    one(&ledger, Rule::D4, "D-5", Some("D-6"));
}

#[test]
fn d5_finds_money_back_to_the_group_within_thirty_days() {
    let (mut ledger, parent, _) = sound();
    let child = ledger.company("示例甲一");
    ledger.owns(parent, child, Some(550_000), "equity", None, None);
    ledger.insert(&ledger.line("D-5", child, "2025-08-01", "2025-08-20", 900));
    ledger.insert(&ledger.line("D-6", parent, "2025-08-31", "2025-09-20", -300));
    ledger.insert(&ledger.line("D-7", parent, "2025-09-01", "2025-09-20", -300));
    one(&ledger, Rule::D5, "D-6", Some("D-5"));
}

#[test]
fn d7_finds_units_that_claim_one_project() {
    let (mut ledger, ..) = sound();
    let project = ledger.project("P-1", None);
    let mut claim = |unit: &str, share: Option<i64>, talked: &str| {
        let id = ledger.id();
        ledger
            .conn
            .execute(
                "INSERT INTO credit (id, project_id, unit, share_bp, talked_on) VALUES (?, ?, ?, ?, ?)",
                params![id, project, unit, share, talked],
            )
            .unwrap();
    };
    claim("一局", None, "2025-03-01");
    claim("二局", None, "2025-02-01");
    let asked = audit(&ledger.conn, day(TODAY)).unwrap();
    let d7 = asked.iter().find(|asked| asked.rule == Rule::D7).unwrap();
    assert_eq!(d7.findings[0].detail.as_deref(), Some("二局"), "who talked first");
    ledger.conn.execute("UPDATE credit SET share_bp = 5000", []).unwrap();
    assert_eq!(found(&ledger, Rule::D7), [], "an explicit split settles it");
}

#[test]
fn d8_finds_fiscal_and_local_money() {
    let (mut ledger, ..) = sound();
    let office = ledger.company("示例区财政局");
    ledger.insert(&ledger.line("D-5", office, "2025-08-01", "2025-08-20", 900));
    one(&ledger, Rule::D8, "D-5", Some("示例区财政局"));
}

#[test]
fn d9_finds_a_move_inside_the_city() {
    let (mut ledger, investor, _) = sound();
    let away = ledger.zone("邻区", false);
    let (there, here) = (ledger.project("旧厂", None), ledger.project("新厂", None));
    for (project, zone, started) in [(there, away, Some("2023-01-01")), (here, ledger.zone, None)] {
        ledger.conn.execute("UPDATE project SET zone_id = ? WHERE id = ?", params![zone, project]).unwrap();
        let (share, milestone) = (ledger.id(), ledger.id());
        ledger
            .conn
            .execute("INSERT INTO investor_share (id, project_id, company_id) VALUES (?, ?, ?)", params![share, project, investor])
            .unwrap();
        if let Some(on) = started {
            ledger
                .conn
                .execute(
                    "INSERT INTO milestone (id, project_id, kind, happened_on) VALUES (?, ?, 'STARTED', ?)",
                    params![milestone, project, on],
                )
                .unwrap();
        }
    }
    ledger.signed(here, "2025-01-01");
    one(&ledger, Rule::D9, "新厂", Some("旧厂"));
}

#[test]
fn d10_finds_a_line_of_an_earlier_year_again() {
    let (mut ledger, investor, _) = sound();
    ledger.insert(&ledger.line("D-2024", investor, "2024-11-05", "2024-12-01", 4_200));
    let again = waiting(&mut ledger, "D-5", investor, "2024-11-05", 4_200);
    ledger.conn.execute("UPDATE fund SET submitted_on = '2025-02-03' WHERE id = ?", [again]).unwrap();
    one(&ledger, Rule::D10, "D-5", Some("D-2024"));
}

#[test]
fn r14_finds_profit_of_one_year_reinvested_twice() {
    let (mut ledger, investor, _) = sound();
    for (reference, year) in [("D-5", Some(2024)), ("D-6", Some(2024)), ("D-7", Some(2023)), ("D-8", None)] {
        let mut line = ledger.line(reference, investor, "2025-08-01", "", 900);
        (line.form, line.verified) = ("reinvested_profit", None);
        let id = ledger.insert(&line);
        ledger.conn.execute("UPDATE fund SET audited_year = ? WHERE id = ?", params![year, id]).unwrap();
    }
    assert_eq!(found(&ledger, Rule::R14), [("D-5".to_owned(), Some("D-6".to_owned())), ("D-8".to_owned(), None)]);
    let asked = audit(&ledger.conn, day(TODAY)).unwrap().into_iter().find(|asked| asked.rule == Rule::R14).unwrap();
    let weights: Vec<_> = asked.findings.iter().map(|found| found.weight).collect();
    assert_eq!(weights, [Weight::Blocking, Weight::Warning], "twice is twice; a year that is not named is only asked for");
}
