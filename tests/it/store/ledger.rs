//! The workflow of a line and what it refuses (rulebook 5).

use daowei_core::domain::Id;
use daowei_core::domain::fund::{ReturnReason, Status, VoucherKind};
use daowei_core::domain::user::Role;
use daowei_core::error::Error;
use daowei_core::journal::Op;
use daowei_core::store::evidence::{Part, Voucher};
use daowei_core::store::{Tx, evidence, fund};
use daowei_tests::{Bureau, day, draft, noon};

fn act<T>(bureau: &mut Bureau, op: Op, act: impl FnOnce(&Tx<'_>) -> Result<T, Error>) -> Result<T, Error> {
    bureau.store.write(op, noon("2025-12-31"), act).map(|written| written.value)
}

/// A verified line of 1000 yuan, submitted by admin and verified by 副局长, who is signed in.
fn verified() -> (Bureau, Id) {
    let mut bureau = Bureau::new();
    bureau.add_user("副局长", Role::DeputyDirector);
    let company = bureau.company("示例甲");
    let line = bureau.cash(company, "2025-03-01", "1000.00");
    act(&mut bureau, Op::FundSubmitted, |tx| fund::submit(tx, line)).expect("submitted");
    let mut bureau = bureau.sign_in("副局长");
    act(&mut bureau, Op::FundPassed, |tx| fund::pass(tx, line)).expect("passed");
    act(&mut bureau, Op::FundRechecked, |tx| fund::recheck(tx, line)).expect("re-checked");
    act(&mut bureau, Op::FundVerified, |tx| fund::verify(tx, line)).expect("verified");
    (bureau, line)
}

#[test]
fn i1_a_verified_line_never_changes_or_vanishes() {
    let (bureau, line) = verified();
    let conn = bureau.store.conn();
    for sql in [
        "UPDATE fund SET note = 'x' WHERE id = ?1",
        "UPDATE fund SET amount_minor = 1 WHERE id = ?1",
        "UPDATE fund SET status = 'DRAFT', verified_on = NULL WHERE id = ?1",
        "DELETE FROM fund WHERE id = ?1",
        "DELETE FROM evidence_use WHERE fund_id = ?1",
        "UPDATE evidence SET number = 'x' WHERE id IN (SELECT evidence_id FROM evidence_use WHERE fund_id = ?1)",
    ] {
        let refused = conn.execute(sql, [line]).expect_err(sql).to_string();
        assert!(refused.contains("immutable"), "{sql}: {refused}");
    }
}

#[test]
fn i2_reversals_of_a_line_sum_to_no_more_than_it() {
    let (mut bureau, line) = verified();
    let on = day("2025-06-10");
    act(&mut bureau, Op::FundReversed, |tx| fund::reverse(tx, line, on, Some(60_000), None, None)).expect("600 back");
    let more = act(&mut bureau, Op::FundReversed, |tx| fund::reverse(tx, line, on, Some(40_001), None, None));
    assert_eq!(more.expect_err("refused").code(), "reversal-exceeds");
    let rest = act(&mut bureau, Op::FundReversed, |tx| fund::reverse(tx, line, on, None, None, None)).expect("the rest");
    let rest = fund::line(bureau.store.conn(), rest).expect("a line");
    assert_eq!((rest.amount_minor, rest.status), (-40_000, Status::Submitted));
    let sign = act(&mut bureau, Op::FundReversed, |tx| fund::reverse(tx, line, on, Some(-1), None, None));
    assert_eq!(sign.expect_err("refused").code(), "reversal-sign");
}

/// Rulebook 7, example 11.
#[test]
fn i3_a_slip_of_1000_supports_600_and_400_and_no_third() {
    let mut bureau = Bureau::new();
    let company = bureau.company("示例甲");
    let slip = Voucher {
        kind: VoucherKind::BankSlip,
        number: Some("0012".to_owned()),
        payer: Some("示例甲".to_owned()),
        payee: None,
        account_tail: None,
        dated_on: None,
        amount: Some("1000".to_owned()),
        currency: None,
    };
    let mut put = |yuan: &str, part: Part<'_>| {
        let line = act(&mut bureau, Op::FundDrafted, |tx| fund::draft(tx, &draft(company, "2025-03-01", yuan))).expect("a draft");
        act(&mut bureau, Op::EvidenceAdded, |tx| evidence::add(tx, line, &slip, None, part)).map(|_| line)
    };
    let first = put("600", Part::Whole).expect("the first part");
    assert_eq!(put("400", Part::Whole).expect_err("D1: not as a second voucher").code(), "voucher-twice");
    let second = put("500", Part::Of(Some("400"))).expect("as a split");
    assert_eq!(put("1", Part::Of(None)).expect_err("refused").code(), "voucher-exceeded");
    assert_eq!(put("1", Part::Of(Some("2"))).expect_err("more than the line").code(), "voucher-part");

    // What is known of it: as another line would be told, and as its own line is.
    let conn = bureau.store.conn();
    let known = |line| evidence::known(conn, None, &slip, line).expect("an answer").expect("a known voucher");
    let refs = |lines: &[Id]| lines.iter().map(|line| fund::line(conn, *line).expect("a line").reference).collect::<Vec<_>>();
    let (all, other) = (known(None), known(Some(second)));
    assert_eq!((all.used.as_str(), all.left.as_deref(), all.funds), ("1000.00", Some("0.00"), refs(&[first, second])));
    assert_eq!((other.used.as_str(), other.left.as_deref(), other.funds), ("600.00", Some("400.00"), refs(&[first])));
    assert_eq!(evidence::of_fund(conn, second).expect("papers")[0].used, "400.00");

    // A line that was covered as a whole is followed by its part, within I3; a part that was entered stands.
    let change = |bureau: &mut Bureau, line: Id, yuan: &str| {
        act(bureau, Op::FundChanged, |tx| fund::change(tx, line, &draft(company, "2025-03-01", yuan)))
    };
    assert_eq!(change(&mut bureau, first, "601").expect_err("refused").code(), "voucher-exceeded");
    change(&mut bureau, first, "550").expect("less");
    change(&mut bureau, second, "700").expect("its part stands");
    assert_eq!(evidence::of_fund(bureau.store.conn(), first).expect("papers")[0].used, "550.00");
    assert_eq!(evidence::of_fund(bureau.store.conn(), second).expect("papers")[0].used, "400.00");

    let slip_id = known_id(&bureau, &slip);
    act(&mut bureau, Op::FundChanged, |tx| evidence::release(tx, first, slip_id)).expect("taken away");
    assert_eq!(known_id(&bureau, &slip), slip_id, "the other line still has it");
    act(&mut bureau, Op::FundChanged, |tx| evidence::release(tx, second, slip_id)).expect("taken away");
    assert_eq!(evidence::known(bureau.store.conn(), None, &slip, None).expect("an answer"), None);
}

fn known_id(bureau: &Bureau, voucher: &Voucher) -> Id {
    evidence::known(bureau.store.conn(), None, voucher, None).expect("an answer").expect("a known voucher").id
}

#[test]
fn i4_money_does_not_arrive_tomorrow() {
    let mut bureau = Bureau::new();
    let company = bureau.company("示例甲");
    let refused = act(&mut bureau, Op::FundDrafted, |tx| fund::draft(tx, &draft(company, "2026-01-01", "1")));
    assert_eq!(refused.expect_err("refused").code(), "arrival-late");
}

#[test]
fn i5_the_submitter_never_verifies() {
    let mut bureau = Bureau::new();
    let company = bureau.company("示例甲");
    let line = bureau.cash(company, "2025-03-01", "1000.00");
    act(&mut bureau, Op::FundSubmitted, |tx| fund::submit(tx, line)).expect("submitted");
    let refused = act(&mut bureau, Op::FundVerified, |tx| fund::verify(tx, line)).expect_err("refused");
    assert_eq!(refused.code(), "self-verification");
}

#[test]
fn i7_a_rate_is_dated_on_or_up_to_ten_days_before_the_arrival() {
    use daowei_core::store::rates;
    let mut bureau = Bureau::new();
    let company = bureau.company("示例甲");
    let mut dollars = draft(company, "2025-03-02", "100.00");
    dollars.currency = "USD".to_owned();
    let missing = act(&mut bureau, Op::FundDrafted, |tx| fund::draft(tx, &dollars)).expect_err("refused");
    assert_eq!(missing.code(), "rate-missing");
    let rate = |on: &'static str, rate: &'static str| {
        move |tx: &Tx<'_>| rates::add(tx, day(on), "USD", 1, rate.parse().expect("a rate"), None)
    };
    act(&mut bureau, Op::RateAdded, rate("2025-02-19", "9")).expect("too old");
    assert_eq!(act(&mut bureau, Op::FundDrafted, |tx| fund::draft(tx, &dollars)).expect_err("refused").code(), "rate-missing");
    act(&mut bureau, Op::RateAdded, rate("2025-02-28", "7.17")).expect("Friday's");
    act(&mut bureau, Op::RateAdded, rate("2025-03-03", "8")).expect("later");
    let line = act(&mut bureau, Op::FundDrafted, |tx| fund::draft(tx, &dollars)).expect("a Sunday's arrival");
    let line = fund::line(bureau.store.conn(), line).expect("a line");
    assert_eq!((line.rate.as_deref(), line.rate_on.as_deref(), line.recognised_fen.0), (Some("7.17"), Some("2025-02-28"), 71_700));
}

#[test]
fn i8_shares_sum_to_at_most_100_percent() {
    use daowei_core::store::project::{self, Project, Share};
    let mut bureau = Bureau::new();
    let (a, b) = (bureau.company("示例甲"), bureau.company("示例乙"));
    let new = Project { name: "示例项目".to_owned(), ..Project::default() };
    let shares = |bp: i32| [Share { company_id: a, share_bp: Some(6_000) }, Share { company_id: b, share_bp: Some(bp) }];
    let over = act(&mut bureau, Op::ProjectAdded, |tx| project::add(tx, &new, &shares(4_001), &[]));
    assert_eq!(over.expect_err("refused").code(), "shares-exceed");
    act(&mut bureau, Op::ProjectAdded, |tx| project::add(tx, &new, &shares(4_000), &[])).expect("exactly all");
}

#[test]
fn cash_without_a_slip_is_not_verified() {
    let mut bureau = Bureau::new();
    bureau.add_user("副局长", Role::DeputyDirector);
    let company = bureau.company("示例甲");
    let line = act(&mut bureau, Op::FundDrafted, |tx| fund::draft(tx, &draft(company, "2025-03-01", "1000"))).expect("a draft");
    act(&mut bureau, Op::FundSubmitted, |tx| fund::submit(tx, line)).expect("submitted");
    let mut bureau = bureau.sign_in("副局长");
    act(&mut bureau, Op::FundPassed, |tx| fund::pass(tx, line)).expect("passed");
    act(&mut bureau, Op::FundRechecked, |tx| fund::recheck(tx, line)).expect("re-checked");
    assert_eq!(act(&mut bureau, Op::FundVerified, |tx| fund::verify(tx, line)).expect_err("refused").code(), "evidence-missing");
}

#[test]
fn a_returned_line_comes_back_and_a_rejected_one_is_final() {
    let mut bureau = Bureau::new();
    let company = bureau.company("示例甲");
    let line = bureau.cash(company, "2025-03-01", "1000.00");
    act(&mut bureau, Op::FundSubmitted, |tx| fund::submit(tx, line)).expect("submitted");
    act(&mut bureau, Op::FundReturned, |tx| fund::send_back(tx, line, ReturnReason::Payer, "付款方是关联公司")).expect("returned");
    assert_eq!(fund::line(bureau.store.conn(), line).expect("a line").reason.as_deref(), Some("付款方是关联公司"));
    act(&mut bureau, Op::FundSubmitted, |tx| fund::submit(tx, line)).expect("again");
    act(&mut bureau, Op::FundRejected, |tx| fund::reject(tx, line, "重复申报")).expect("rejected");
    assert_eq!(act(&mut bureau, Op::FundSubmitted, |tx| fund::submit(tx, line)).expect_err("final").code(), "wrong-status");
    let steps = fund::steps(bureau.store.conn(), line).expect("steps");
    assert_eq!(
        steps.iter().map(|step| step.to_status).collect::<Vec<_>>(),
        [Status::Submitted, Status::Returned, Status::Submitted, Status::Rejected]
    );
}

#[test]
fn the_middle_reviews_merge_by_a_setting() {
    use daowei_core::domain::scheme::Scheme;
    let mut bureau = Bureau::new();
    let company = bureau.company("示例甲");
    let line = bureau.cash(company, "2025-03-01", "1000.00");
    let merged = Scheme { merge_reviews: true, ..Scheme::default_of(2025) };
    act(&mut bureau, Op::SchemeSet, |tx| daowei_core::store::scheme::set(tx, &merged)).expect("set");
    act(&mut bureau, Op::FundSubmitted, |tx| fund::submit(tx, line)).expect("submitted");
    act(&mut bureau, Op::FundPassed, |tx| fund::pass(tx, line)).expect("passed");
    assert_eq!(fund::line(bureau.store.conn(), line).expect("a line").status, Status::Rechecked);
}

/// A draft has no submitter; whose it is, the journal says.
#[test]
fn a_draft_is_found_by_who_entered_it() {
    use daowei_core::store::fund::FundFilter;
    let mut bureau = Bureau::new();
    let officer = bureau.add_user("甲", Role::Officer);
    let admin = bureau.store.person().id;
    let company = bureau.company("示例甲");
    let first = bureau.cash(company, "2025-03-01", "1.00");
    let mut bureau = bureau.sign_in("甲");
    let second = bureau.cash(company, "2025-03-02", "2.00");
    act(&mut bureau, Op::FundChanged, |tx| fund::change(tx, first, &draft(company, "2025-03-01", "0.5")))
        .expect("changed by another");
    let of = |user: Id| {
        let filter = FundFilter { entered_by_id: Some(user), ..FundFilter::default() };
        let (lines, total, _) = fund::page(bureau.store.conn(), &filter, 0, 10).expect("lines");
        (lines.into_iter().map(|line| line.id).collect::<Vec<_>>(), total)
    };
    assert_eq!((of(admin), of(officer)), ((vec![first], 1), (vec![second], 1)));
}
