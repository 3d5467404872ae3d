//! What is put right, planned and split by the rulebook: corrections, transfers, levels, receipts, credit, schemes.

use daowei_core::domain::Id;
use daowei_core::domain::fund::{Form, LinkKind, Origin, Status, VoucherKind};
use daowei_core::domain::list::{Attribution, KpiLine};
use daowei_core::domain::money::Fen;
use daowei_core::domain::period::Quarter;
use daowei_core::domain::project::MilestoneKind;
use daowei_core::domain::reading::{KpiFigure, Missing, Reading, RecognitionLevel, Uncounted};
use daowei_core::domain::scheme::Scheme;
use daowei_core::domain::user::Role;
use daowei_core::error::Error;
use daowei_core::journal::Op;
use daowei_core::kpi::{self, KpiQuery};
use daowei_core::store::evidence::{self, Voucher};
use daowei_core::store::fund::{FundDraft, History, TransferTo};
use daowei_core::store::lists::NewEntry;
use daowei_core::store::project::{Credit, Milestone, Project, Supplement};
use daowei_core::store::receipts::Receipt;
use daowei_core::store::targets::Target;
use daowei_core::store::{Tx, fund, lists, project, rates, receipts, scheme, targets, zones};
use daowei_tests::{Bureau, day, draft, noon};

fn act<T>(bureau: &mut Bureau, op: Op, act: impl FnOnce(&Tx<'_>) -> Result<T, Error>) -> Result<T, Error> {
    bureau.store.write(op, noon("2025-12-31"), act).map(|written| written.value)
}

fn query(quarter: &str) -> KpiQuery {
    let through: Quarter = quarter.parse().expect("a quarter");
    KpiQuery {
        year: through.year(),
        through,
        reading: Reading::Posted,
        attribution: Attribution::Exclusive,
        level: RecognitionLevel::District,
        as_of: through.last_day(),
    }
}

/// A bureau with 示例甲 on F500 and a project, the deputy director signed in.
fn listed() -> (Bureau, Id, Id) {
    let mut bureau = Bureau::new();
    bureau.add_user("副局长", Role::DeputyDirector);
    let investor = bureau.company("示例甲");
    let list = lists::by_code(bureau.store.conn(), "F500").expect("lists").map(|list| list.id);
    act(&mut bureau, Op::ListChanged, |tx| {
        let list = match list {
            Some(list) => list,
            None => lists::add(tx, "F500", "世界500强", None, Some(KpiLine::F500))?,
        };
        let edition = lists::add_edition(tx, list, 2024, day("2024-08-05"), None, None)?;
        lists::add_entry(
            tx,
            &NewEntry {
                edition,
                company: investor,
                rank: Some(1),
                printed_name: "示例甲",
                country: None,
                industry: None,
                revenue: None,
                revenue_unit: None,
            },
        )?;
        Ok(())
    })
    .expect("an edition");
    let new =
        Project { code: "P-1".to_owned(), name: "示例项目".to_owned(), agreed_fen: Some(Fen(1_000_000)), ..Project::default() };
    let project = act(&mut bureau, Op::ProjectAdded, |tx| project::add(tx, &new, &[], &[])).expect("a project");
    (bureau.sign_in("副局长"), investor, project)
}

/// A verified line as history brings it.
fn history(bureau: &mut Bureau, draft: FundDraft, verified_on: &str) -> Id {
    let history = History {
        status: Status::Verified,
        submitted_by: None,
        verified_by: None,
        verified_on: Some(day(verified_on)),
        reverses: None,
    };
    act(bureau, Op::Imported, |tx| fund::Incoming::default().bring_in(tx, &draft, &history)).expect("history")
}

fn ytd(bureau: &Bureau, quarter: &str) -> i64 {
    kpi::table(bureau.store.conn(), &query(quarter)).expect("a table").total.ytd_fen.0
}

/// Takes a submitted line on to its verification.
fn through_review(bureau: &mut Bureau, id: Id) {
    // Whoever submitted it does not verify it: another does.
    let submitter = fund::line(bureau.store.conn(), id).expect("a line").submitted_by;
    assert_eq!(submitter.as_deref(), Some("admin"));
    act(bureau, Op::FundPassed, |tx| fund::pass(tx, id)).expect("passed");
    act(bureau, Op::FundRechecked, |tx| fund::recheck(tx, id)).expect("re-checked");
    act(bureau, Op::FundVerified, |tx| fund::verify(tx, id)).expect("verified");
}

#[test]
fn a_correction_is_a_linked_line_of_the_difference() {
    let (mut bureau, investor, _) = listed();
    let id = history(&mut bureau, draft(investor, "2025-03-01", "1000.00"), "2025-03-10");
    let mut bureau = bureau.sign_in("admin");
    let new = act(&mut bureau, Op::FundCorrected, |tx| fund::correct(tx, id, 90_000, None, Some("看错一位"))).expect("corrected");
    let line = fund::line(bureau.store.conn(), new).expect("a line");
    assert_eq!((line.amount_minor, line.link_kind, line.arrived_on), (-10_000, Some(LinkKind::Correction), day("2025-03-01")));
    let same = act(&mut bureau, Op::FundCorrected, |tx| fund::correct(tx, id, 90_000, None, None)).expect_err("no difference left");
    assert_eq!(same.code(), "invalid");
    // What is left can be reversed, no more (I2).
    let on = day("2025-06-01");
    let more = act(&mut bureau, Op::FundReversed, |tx| fund::reverse(tx, id, on, Some(90_001), None, None)).expect_err("too much");
    assert_eq!(more.code(), "reversal-exceeds");
    let mut bureau = bureau.sign_in("副局长");
    through_review(&mut bureau, new);
    assert_eq!(ytd(&bureau, "2025Q4"), 90_000);
    let original = fund::line(bureau.store.conn(), id).expect("a line");
    assert_eq!(original.reversed_by.as_deref(), Some(line.reference.as_str()), "the link is shown both ways");
    // A correction that adds must be proven.
    let mut bureau = bureau.sign_in("admin");
    let more = act(&mut bureau, Op::FundCorrected, |tx| fund::correct(tx, id, 95_000, None, None)).expect("corrected again");
    let mut bureau = bureau.sign_in("副局长");
    act(&mut bureau, Op::FundPassed, |tx| fund::pass(tx, more)).expect("passed");
    act(&mut bureau, Op::FundRechecked, |tx| fund::recheck(tx, more)).expect("re-checked");
    let refused = act(&mut bureau, Op::FundVerified, |tx| fund::verify(tx, more)).expect_err("no paper");
    assert_eq!(refused.code(), "evidence-missing");
}

#[test]
fn a_transfer_takes_away_here_and_puts_there() {
    let (mut bureau, investor, _) = listed();
    let other = bureau.company("示例乙");
    let id = history(&mut bureau, draft(investor, "2025-03-01", "1000.00"), "2025-03-10");
    let mut bureau = bureau.sign_in("admin");
    let nothing = act(&mut bureau, Op::FundTransferred, |tx| fund::transfer(tx, id, &TransferTo::default(), None, None));
    assert_eq!(nothing.expect_err("nothing moves").code(), "missing");
    let to = TransferTo { investor_id: Some(other), ..TransferTo::default() };
    let [away, there] =
        act(&mut bureau, Op::FundTransferred, |tx| fund::transfer(tx, id, &to, Some("D-X"), None)).expect("transferred");
    let again = act(&mut bureau, Op::FundTransferred, |tx| fund::transfer(tx, id, &to, None, None));
    assert_eq!(again.expect_err("nothing is left").code(), "reversal-exceeds");
    let mut bureau = bureau.sign_in("副局长");
    assert_eq!(ytd(&bureau, "2025Q4"), 100_000, "nothing moves before it is verified");
    through_review(&mut bureau, away);
    through_review(&mut bureau, there);
    assert_eq!(ytd(&bureau, "2025Q4"), 0, "示例乙 is on no list");
    let line = fund::line(bureau.store.conn(), there).expect("a line");
    assert_eq!((line.amount_minor, line.investor.as_str(), line.reference.as_str()), (100_000, "示例乙", "D-X"));
}

#[test]
fn i12_blocks_a_verification_beyond_the_agreement_unless_it_is_supplemented_or_overruled() {
    let (bureau, investor, project) = listed();
    let mut bureau = bureau.sign_in("admin");
    let line = bureau.cash(investor, "2025-03-01", "12000.00");
    let mut of_project = fund::line(bureau.store.conn(), line).expect("a line").as_draft();
    of_project.project_id = Some(project);
    act(&mut bureau, Op::FundChanged, |tx| fund::change(tx, line, &of_project)).expect("changed");
    act(&mut bureau, Op::FundSubmitted, |tx| fund::submit(tx, line)).expect("submitted");
    let mut bureau = bureau.sign_in("副局长");
    act(&mut bureau, Op::FundPassed, |tx| fund::pass(tx, line)).expect("passed");
    act(&mut bureau, Op::FundRechecked, |tx| fund::recheck(tx, line)).expect("re-checked");
    let refused = act(&mut bureau, Op::FundVerified, |tx| fund::verify(tx, line)).expect_err("beyond the agreement");
    assert_eq!((refused.code(), refused.args()["over"].as_str()), ("over-agreed", "0.20"));
    // Overruled with a reason, which stands in its history; or supplemented.
    let overruled = bureau.store.write(Op::FundVerified, noon("2025-12-31"), |tx| {
        fund::verify_despite(tx, line, Some("补充协议在途"))?;
        let step = fund::steps(tx, line)?.pop().and_then(|step| step.reason);
        Err::<(), _>(Error::Missing { field: step.unwrap_or_default() })
    });
    assert_eq!(overruled.expect_err("left on purpose").args()["field"], "补充协议在途");
    let more = Supplement { signed_on: day("2025-05-01"), amount_fen: Fen(200_000), document: Some("补1".to_owned()) };
    act(&mut bureau, Op::SupplementAdded, |tx| project::supplement(tx, project, &more)).expect("a supplement");
    act(&mut bureau, Op::FundVerified, |tx| fund::verify(tx, line)).expect("verified");
}

#[test]
fn r14_profit_of_an_audited_year_is_reinvested_once() {
    let (mut bureau, investor, _) = listed();
    let profit = |year, reference: &str| FundDraft {
        form: Form::ReinvestedProfit,
        audited_year: Some(year),
        reference: Some(reference.to_owned()),
        ..draft(investor, "2025-03-01", "10")
    };
    act(&mut bureau, Op::FundDrafted, |tx| fund::draft(tx, &profit(2024, "D-1"))).expect("a draft");
    let again = act(&mut bureau, Op::FundDrafted, |tx| fund::draft(tx, &profit(2024, "D-2"))).expect_err("once");
    assert_eq!((again.code(), again.args()["fund"].as_str()), ("audited-twice", "D-1"));
    act(&mut bureau, Op::FundDrafted, |tx| fund::draft(tx, &profit(2023, "D-3"))).expect("another year");
    let cash = FundDraft { audited_year: Some(2024), ..draft(investor, "2025-03-01", "10") };
    assert_eq!(act(&mut bureau, Op::FundDrafted, |tx| fund::draft(tx, &cash)).expect_err("cash").code(), "invalid");
}

#[test]
fn r16_city_and_province_recognise_apart_and_only_by_a_notice() {
    let (mut bureau, investor, _) = listed();
    let id = history(&mut bureau, draft(investor, "2025-03-01", "1000.00"), "2025-03-10");
    let at = |bureau: &Bureau, level| {
        kpi::table(bureau.store.conn(), &KpiQuery { level, ..query("2025Q4") }).expect("a table").total.ytd_fen.0
    };
    assert_eq!(at(&bureau, RecognitionLevel::City), 0, "not recognised there yet");
    let missing = kpi::not_counted(bureau.store.conn(), &KpiQuery { level: RecognitionLevel::City, ..query("2025Q4") });
    assert_eq!(missing.expect("a list")[0].reason, Uncounted::Level, "and listed as a difference");
    let notice = |level, fen, on: &'static str| {
        move |tx: &Tx<'_>| fund::recognise(tx, id, level, Fen(fen), day(on), Some("市招〔2025〕1号"))
    };
    act(&mut bureau, Op::LevelRecognised, notice(RecognitionLevel::City, 80_000, "2025-05-01")).expect("the city's");
    act(&mut bureau, Op::LevelRecognised, notice(RecognitionLevel::City, 70_000, "2025-06-01")).expect("a later one");
    act(&mut bureau, Op::LevelRecognised, notice(RecognitionLevel::Province, 60_000, "2025-07-01")).expect("the province's");
    let levels = [RecognitionLevel::District, RecognitionLevel::City, RecognitionLevel::Province].map(|level| at(&bureau, level));
    assert_eq!(levels, [100_000, 70_000, 60_000]);
    for (level, fen, on) in [
        (RecognitionLevel::District, 1, "2025-06-01"),
        (RecognitionLevel::City, 100_001, "2025-06-01"),
        (RecognitionLevel::City, -1, "2025-06-01"),
        (RecognitionLevel::City, 1, "2025-03-09"),
        (RecognitionLevel::City, 1, "2026-06-01"),
    ] {
        let refused = act(&mut bureau, Op::LevelRecognised, notice(level, fen, on)).expect_err("refused");
        assert_eq!(refused.code(), "invalid", "{level} {fen} {on}");
    }
    // I1: without a notice that says so, even these columns stand.
    let bare = bureau.store.conn().execute("UPDATE fund SET recognised_city_fen = 1 WHERE id = ?1", [id]).expect_err("refused");
    assert!(bare.to_string().contains("immutable:fund"));
    assert!(bureau.store.verify().expect("asked").ok);
}

fn receipt(project: Id, company: Id, due_on: &str, fen: i64) -> Receipt {
    Receipt {
        project_id: project,
        company_id: company,
        due_on: day(due_on),
        amount_fen: Fen(fen),
        form: Form::Cash,
        origin: Origin::OtherProvince,
        owner_id: None,
        settled_on: None,
        note: None,
    }
}

#[test]
fn r15_the_forecast_weighs_planned_receipts_by_stage() {
    let (mut bureau, investor, signed) = listed();
    let stranger = bureau.company("示例乙");
    history(&mut bureau, draft(investor, "2025-03-01", "1000.00"), "2025-03-10");
    let talking = Project {
        code: "P-2".to_owned(),
        name: "在谈".to_owned(),
        stage: Some("TO_SIGN".parse().expect("a stage")),
        ..Project::default()
    };
    let talking = act(&mut bureau, Op::ProjectAdded, |tx| project::add(tx, &talking, &[], &[])).expect("a project");
    act(&mut bureau, Op::MilestoneAdded, |tx| {
        project::add_milestone(tx, signed, &Milestone { kind: MilestoneKind::Signed, happened_on: day("2025-02-01"), note: None })
    })
    .expect("signed");
    act(&mut bureau, Op::TargetSet, |tx| targets::set(tx, &target("F500", None, Some(400_000)))).expect("a target");
    let plan =
        |bureau: &mut Bureau, receipt: Receipt| act(bureau, Op::ReceiptPlanned, |tx| receipts::add(tx, &receipt)).expect("planned");
    plan(&mut bureau, receipt(signed, investor, "2025-11-01", 100_001));
    plan(&mut bureau, receipt(talking, investor, "2025-10-01", 50_000));
    plan(&mut bureau, receipt(signed, stranger, "2025-11-01", 70_000));
    plan(&mut bureau, receipt(signed, investor, "2026-02-01", 900_000));
    let gone = plan(&mut bureau, receipt(signed, investor, "2025-12-01", 800_000));
    act(&mut bureau, Op::ReceiptChanged, |tx| {
        let settled = Receipt { settled_on: Some(day("2025-09-01")), ..receipts::get(tx, gone)? };
        receipts::change(tx, gone, &settled)
    })
    .expect("given up");
    let as_of = day("2025-10-15");
    let outlook = kpi::outlook(bureau.store.conn(), &KpiQuery { as_of, ..query("2025Q3") }).expect("an outlook");
    let f500 = &outlook.rows[0];
    // 60 % of 1000.01 is 600.006, rounded once to 600.01; 30 % of 500.00 is 150.00.
    assert_eq!((f500.low_fen.0, f500.expected_fen.0, f500.high_fen.0), (160_001, 175_001, 250_001));
    assert_eq!((f500.gap_fen, f500.needed_per_month_fen), (Some(Fen(300_000)), Some(Fen(100_000))), "three months are left");
    assert_eq!(f500.expected_pct.map(|pct| pct.to_string()).as_deref(), Some("43.75"));
    assert_eq!(f500.score.map(|score| score.to_string()).as_deref(), Some("25.00"), "R18 by ratio");
    let named: Vec<_> =
        outlook.receipts.iter().map(|one| (one.company.as_str(), one.likely_bp, one.overdue, one.uncounted)).collect();
    assert_eq!(
        named,
        [("示例甲", 6_000, false, None), ("示例乙", 6_000, false, Some(Uncounted::NotOnList)), ("示例甲", 3_000, true, None),]
    );
    // Editable: a scheme of the year with another probability.
    let mut rules = Scheme::default_of(2025);
    rules.forecast.insert("SIGNED".parse().expect("a stage"), 10_000);
    act(&mut bureau, Op::SchemeSet, |tx| scheme::set(tx, &rules)).expect("a scheme");
    let sure = kpi::outlook(bureau.store.conn(), &KpiQuery { as_of, ..query("2025Q3") }).expect("an outlook");
    assert_eq!(sure.rows[0].low_fen.0, 200_001);
}

fn target(line: &str, unit: Option<&str>, fen: Option<i64>) -> Target {
    Target {
        year: 2025,
        line: line.parse().expect("a line"),
        unit: unit.map(str::to_owned),
        leader: None,
        target_fen: fen.map(Fen),
        document: None,
        effective_on: None,
    }
}

#[test]
fn r17_and_r19_units_share_credit_and_their_targets_may_exceed_the_bureaus() {
    let (mut bureau, investor, project) = listed();
    let of_project = FundDraft { project_id: Some(project), ..draft(investor, "2025-03-01", "0.01") };
    history(&mut bureau, of_project, "2025-03-10");
    history(&mut bureau, FundDraft { project_id: Some(project), ..draft(investor, "2025-04-01", "1.00") }, "2025-04-10");
    history(&mut bureau, draft(investor, "2025-05-01", "5.00"), "2025-05-10");
    let credit =
        |unit: &str, share_bp, talked_on: &str| Credit { unit: unit.to_owned(), share_bp, talked_on: Some(day(talked_on)) };
    let set = |bureau: &mut Bureau, credits: &[Credit]| act(bureau, Op::CreditSet, |tx| project::set_credits(tx, project, credits));
    let wrong = set(&mut bureau, &[credit("一局", Some(5_000), "2025-01-01"), credit("二局", Some(4_999), "2025-01-02")]);
    assert_eq!(wrong.expect_err("not the whole").code(), "credit-split");
    let sums = |bureau: &Bureau| {
        let units = kpi::units(bureau.store.conn(), &query("2025Q4")).expect("units");
        units.rows.iter().map(|row| (row.unit.clone(), row.figures[3].ytd_fen.0)).collect::<Vec<_>>()
    };
    let unit = |name: &str| Some(name.to_owned());
    set(&mut bureau, &[credit("一局", None, "2025-02-01"), credit("二局", None, "2025-01-02")]).expect("claims");
    assert_eq!(sums(&bureau), [(unit("二局"), 101), (None, 500)], "the first to talk (D7)");
    set(&mut bureau, &[credit("一局", Some(6_000), "2025-02-01"), credit("二局", Some(4_000), "2025-01-02")]).expect("a split");
    assert_eq!(sums(&bureau), [(unit("一局"), 61), (unit("二局"), 40), (None, 500)], "parts of each line sum to it");
    for one in [target("F500", None, Some(1_000)), target("F500", Some("一局"), Some(700)), target("F500", Some("二局"), Some(500))]
    {
        act(&mut bureau, Op::TargetSet, |tx| targets::set(tx, &one)).expect("a target");
    }
    let units = kpi::units(bureau.store.conn(), &query("2025Q4")).expect("units");
    let surplus = &units.surplus[0];
    assert_eq!((surplus.line, surplus.parent_fen, surplus.surplus_fen), (KpiFigure::F500, Some(Fen(1_000)), Some(Fen(200))));
    assert_eq!(units.rows[0].figures[0].completion_pct.map(|pct| pct.to_string()).as_deref(), Some("8.71"));
}

#[test]
fn fdi_is_a_line_of_its_own_in_dollars_with_its_deductions() {
    let (mut bureau, ..) = listed();
    // Whoever pays: FDI asks no list.
    let stranger = bureau.company("示例外资");
    let foreign = |arrived: &str, currency: &str, amount: &str, rate: Option<&str>| FundDraft {
        origin: Origin::Foreign,
        currency: currency.to_owned(),
        rate: rate.map(str::to_owned),
        ..draft(stranger, arrived, amount)
    };
    history(&mut bureau, foreign("2025-02-01", "USD", "1000.00", Some("7.1700")), "2025-02-10");
    history(&mut bureau, foreign("2025-05-06", "CNY", "71700.00", None), "2025-05-10");
    history(&mut bureau, foreign("2025-05-20", "EUR", "10.00", Some("7.8")), "2025-05-21");
    history(&mut bureau, FundDraft { origin: Origin::OtherProvince, ..foreign("2025-05-06", "CNY", "5.00", None) }, "2025-05-10");
    history(&mut bureau, foreign("2025-06-01", "USD", "-300.00", Some("7.2")), "2025-06-02");
    act(&mut bureau, Op::RateAdded, |tx| rates::add(tx, day("2025-05-01"), "USD", 100, "717".parse().expect("a rate"), None))
        .expect("a rate");
    act(&mut bureau, Op::TargetSet, |tx| targets::set(tx, &target("FDI", None, Some(2_140_000)))).expect("a target");
    let fdi = kpi::fdi(bureau.store.conn(), &query("2025Q2")).expect("a figure");
    assert_eq!((fdi.gross_cents, fdi.deducted_cents), (Fen(1_100_000), Fen(-30_000)));
    assert_eq!((fdi.ytd_cents, fdi.quarter_cents), (Fen(1_070_000), Fen(970_000)));
    assert_eq!(fdi.completion_pct.map(|pct| pct.to_string()).as_deref(), Some("50.00"));
    assert_eq!(fdi.rates_missing.len(), 1, "the euro's day has no dollar rate: {:?}", fdi.rates_missing);
    let none = kpi::fdi(bureau.store.conn(), &query("2024Q4")).expect("a figure");
    assert_eq!((none.ytd_cents, none.completion_pct_reason), (Fen::ZERO, Some(Missing::NoTarget)));
}

#[test]
fn the_gap_radar_names_what_has_arrived_and_cannot_be_proved() {
    let (bureau, investor, _) = listed();
    let mut bureau = bureau.sign_in("admin");
    let proven = bureau.cash(investor, "2025-03-01", "1000.00");
    let bare = act(&mut bureau, Op::FundDrafted, |tx| fund::draft(tx, &draft(investor, "2025-04-01", "600.00"))).expect("a draft");
    act(&mut bureau, Op::FundSubmitted, |tx| fund::submit(tx, bare)).expect("submitted");
    let outside = act(&mut bureau, Op::ZoneAdded, |tx| zones::add(tx, "邻区", false)).expect("a zone");
    let far = FundDraft { zone_id: Some(outside), ..draft(investor, "2025-05-01", "900.00") };
    act(&mut bureau, Op::FundDrafted, |tx| fund::draft(tx, &far)).expect("a draft");
    let gaps = fund::gaps(bureau.store.conn(), 2025, day("2025-12-01")).expect("gaps");
    assert!(gaps.rows.iter().all(|gap| gap.id != proven));
    let shown: Vec<_> = gaps.rows.iter().map(|gap| (gap.recognised_fen.0, gap.lines.as_slice(), gap.days)).collect();
    assert_eq!(shown, [(60_000, &[KpiLine::F500][..], 244), (90_000, &[][..], 214)], "what would count comes first");
    assert_eq!(gaps.rows[0].missing[0].iter().map(|kind| kind.code()).collect::<Vec<_>>(), ["bank_slip"]);
    assert_eq!((gaps.closes_after, gaps.days_left), (day("2025-12-31"), 30));
    let owners: Vec<_> = gaps.owners.iter().map(|one| (one.owner.as_deref(), one.counting_fen.0)).collect();
    assert_eq!(owners, [(Some("admin"), 60_000), (None, 0)]);
}

#[test]
fn a_scheme_shows_what_it_would_change_and_keeps_nothing() {
    let (mut bureau, investor, _) = listed();
    history(&mut bureau, draft(investor, "2025-03-01", "1000.00"), "2025-03-10");
    let local = FundDraft { origin: Origin::Local, reference: Some("D-L".to_owned()), ..draft(investor, "2025-04-01", "500.00") };
    history(&mut bureau, local, "2025-04-10");
    let (dump, chain) = (bureau.dump(), bureau.store.chain().expect("a chain"));
    let mut rules = Scheme::default_of(2025);
    rules.origins.push(Origin::Local);
    let preview = scheme::preview(&mut bureau.store, &rules, noon("2025-12-31")).expect("a preview");
    let total = preview.rows.last().expect("a total");
    assert_eq!((total.line, total.before_fen.0, total.after_fen.0), (KpiFigure::Total, 100_000, 150_000));
    assert_eq!(preview.moves.len(), 1);
    assert_eq!((preview.moves[0].reference.as_str(), preview.moves[0].after.as_slice()), ("D-L", &[KpiLine::F500][..]));
    assert_eq!((bureau.dump(), bureau.store.chain().expect("a chain")), (dump, chain), "nothing is kept");
    // What it said is what setting it does.
    act(&mut bureau, Op::SchemeSet, |tx| scheme::set(tx, &rules)).expect("set");
    assert_eq!(ytd(&bureau, "2025Q4"), 150_000);
}

/// The total of a joint venture on one slip: each investor its part, and only the listed one's counts.
#[test]
fn r13_a_projects_total_is_split_by_share_and_the_voucher_proves_each_part() {
    let (mut bureau, investor, project) = listed();
    let (second, third) = (bureau.company("示例乙"), bureau.company("示例丙"));
    let share = |company_id, share_bp| project::Share { company_id, share_bp };
    let set = |bureau: &mut Bureau, shares: [Option<i32>; 3]| {
        let shares: Vec<_> = [investor, second, third].into_iter().zip(shares).map(|(company, bp)| share(company, bp)).collect();
        act(bureau, Op::ProjectChanged, |tx| project::set_shares(tx, project, &shares)).expect("shares");
    };
    let mut total = draft(investor, "2025-06-25", "100.01");
    (total.project_id, total.reference, total.share_bp) = (Some(project), Some("JV".to_owned()), 6_000);
    let slip = Voucher {
        kind: VoucherKind::BankSlip,
        number: None,
        payer: Some("示例项目公司".to_owned()),
        payee: None,
        account_tail: None,
        dated_on: None,
        amount: None,
        currency: None,
    };
    let split =
        |bureau: &mut Bureau, total: &FundDraft| act(bureau, Op::FundSplit, |tx| fund::split(tx, total, Some((&slip, None))));

    for open in [[Some(5_100), Some(4_900), None], [Some(5_100), Some(2_450), Some(2_449)]] {
        set(&mut bureau, open);
        let before = bureau.dump();
        assert_eq!(split(&mut bureau, &total).unwrap_err().code(), "shares-open", "who paid how much is nobody's to guess");
        assert_eq!(bureau.dump(), before);
    }
    set(&mut bureau, [Some(3_333), Some(3_333), Some(3_334)]);
    let told = fund::investor_parts(bureau.store.conn(), project, &total.amount, "CNY").expect("parts");
    let lines = split(&mut bureau, &total).expect("three lines");
    let conn = bureau.store.conn();
    let lines: Vec<_> = lines.into_iter().map(|id| fund::line(conn, id).expect("a line")).collect();
    let said: Vec<_> = lines.iter().map(|line| (line.reference.as_str(), line.amount_minor)).collect();
    // 3333.3333, 3333.3333 and 3334.3334 fen: the fen that is left goes to the largest remainder.
    assert_eq!(said, [("JV-1", 3_333), ("JV-2", 3_333), ("JV-3", 3_335)]);
    assert!(lines.iter().all(|line| (line.share_bp, line.status) == (10_000, Status::Draft)), "each its own payment in full");
    assert_eq!(lines.iter().map(|line| line.investor_id).collect::<Vec<_>>(), [investor, second, third]);
    assert_eq!(told.iter().map(|part| part.amount.as_str()).collect::<Vec<_>>(), ["33.33", "33.33", "33.35"]);
    // I3: one voucher, used up by the parts.
    for line in &lines {
        let papers = evidence::of_fund(conn, line.id).expect("papers");
        assert_eq!((papers.len(), papers[0].voucher.amount.as_deref()), (1, Some("100.01")));
        assert_eq!(papers[0].used, line.as_draft().amount);
    }
    let more = FundDraft { amount: "33.34".to_owned(), ..lines[0].as_draft() };
    let refused = act(&mut bureau, Op::FundChanged, |tx| fund::change(tx, lines[0].id, &more));
    assert_eq!(refused.unwrap_err().code(), "voucher-exceeded");
    assert!(bureau.store.verify().expect("asked").ok);
    bureau.store.undo(noon("2025-12-31")).expect("undone as one");
    assert_eq!(fund::page_after(bureau.store.conn(), None, 9).expect("lines"), []);

    // One fen is the first one's of the largest remainder; who gets nothing gets no line.
    total.amount = "0.01".to_owned();
    let one = split(&mut bureau, &total).expect("a line");
    let line = fund::line(bureau.store.conn(), one[0]).expect("it");
    assert_eq!((one.len(), line.investor_id, line.amount_minor, line.reference.as_str()), (1, third, 1, "JV-1"));
}
