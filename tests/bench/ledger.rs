//! A ledger of 100,000 lines in a year, in a real store: what is shown after a verification, a close, and the verification
//! of the whole store.

use std::time::{Duration, Instant};

use daowei_core::audit;
use daowei_core::domain::Id;
use daowei_core::domain::fund::VoucherKind;
use daowei_core::domain::list::Attribution;
use daowei_core::domain::period::{Period, Quarter};
use daowei_core::domain::reading::{Reading, RecognitionLevel};
use daowei_core::domain::user::Role;
use daowei_core::journal::Op;
use daowei_core::kpi::{self, KpiQuery};
use daowei_core::store::evidence::{Part, Voucher};
use daowei_core::store::fund::FundDraft;
use daowei_core::store::{Tx, close, evidence, fund, zones};
use daowei_tests::{Bureau, day, draft, noon};

use crate::kpi::{Dice, Size, YEAR, fill};
use crate::report;

/// 100,000 lines of ten years; and a year as a million of ten years have it, with the one before.
const SIZES: [Size; 2] = [Size { lines_a_year: 10_000, years: 10 }, Size { lines_a_year: 100_000, years: 2 }];
/// Lines verified one after the other.
const VERIFIED: usize = 40;
/// One frame.
const FRAME: Duration = Duration::from_millis(16);
/// What a close may take.
const CLOSE: Duration = Duration::from_secs(2);

/// Measures and prints.
pub fn run() {
    for size in SIZES {
        let mut bureau = filled(size);
        let lines = waiting(&mut bureau);
        let mut bureau = bureau.sign_in("审核");
        for quarter in 1..=3 {
            let period = Quarter::new(YEAR, quarter).expect("a quarter");
            let on = period.last_day() + chrono::Days::new(8);
            let closed =
                bureau.store.write(Op::PeriodClosed, noon("2026-01-20"), |tx| close::close(tx, Period::Quarter(period), on));
            closed.expect("closed");
        }
        reviewed(&bureau, &lines, size);
        shown(&mut bureau, &lines, size);
        if size.lines_a_year == 100_000 {
            closed(&mut bureau);
        }
        let begun = Instant::now();
        let found = bureau.store.verify().expect("asked");
        assert!(found.ok, "{:?}", found.checks);
        println!("the whole store verified, {} lines: {:.2?}", size.lines(), begun.elapsed());
    }
}

/// A store that holds the lines, by the door.
fn filled(size: Size) -> Bureau {
    let mut bureau = Bureau::new();
    bureau.add_user("审核", Role::DeputyDirector);
    let filled = bureau.store.write(Op::Imported, noon("2025-12-30"), |tx| {
        fill(tx, &mut Dice(0x2545_f491_4f6c_dd1d), size);
        Ok(())
    });
    filled.expect("filled");
    bureau
}

/// Lines that are ready to be verified, each with the slip that proves it.
fn waiting(bureau: &mut Bureau) -> Vec<Id> {
    let investor = bureau.company("示例集团");
    let zone = zones::all(bureau.store.conn()).expect("zones").into_iter().find(|zone| zone.counts).map(|zone| zone.id);
    let now = noon("2025-12-31");
    (0..VERIFIED)
        .map(|number| {
            let amount = format!("{}.00", 1_000 + number);
            let line = FundDraft { zone_id: zone, ..draft(investor, "2025-12-01", &amount) };
            let slip = Voucher {
                kind: VoucherKind::BankSlip,
                number: Some(number.to_string()),
                payer: Some("示例集团".to_owned()),
                payee: None,
                account_tail: None,
                dated_on: None,
                amount: Some(amount),
                currency: None,
            };
            let drafted = bureau.store.write(Op::FundDrafted, now, |tx| {
                let id = fund::draft(tx, &line)?;
                evidence::add(tx, id, &slip, None, Part::Whole)?;
                Ok(id)
            });
            let line = drafted.expect("a draft").value;
            let mut step = |op, go: fn(&Tx<'_>, Id) -> daowei_core::error::Result<()>| {
                bureau.store.write(op, now, |tx| go(tx, line)).expect("a step");
            };
            step(Op::FundSubmitted, fund::submit);
            step(Op::FundPassed, fund::pass);
            step(Op::FundRechecked, fund::recheck);
            line
        })
        .collect()
}

/// A line is verified through the door, and the year's table is made anew.
fn shown(bureau: &mut Bureau, lines: &[Id], size: Size) {
    let through = Quarter::new(YEAR, 4).expect("a quarter");
    let query = KpiQuery {
        year: YEAR,
        through,
        reading: Reading::Posted,
        attribution: Attribution::Exclusive,
        level: RecognitionLevel::District,
        as_of: through.last_day(),
    };
    kpi::table(bureau.store.conn(), &query).expect("what is shown before");
    let mut took = Vec::new();
    for line in lines {
        let begun = Instant::now();
        bureau.store.write(Op::FundVerified, noon("2025-12-31"), |tx| fund::verify(tx, *line)).expect("verified");
        kpi::table(bureau.store.conn(), &query).expect("the table");
        took.push(begun.elapsed());
    }
    let what = format!("a line verified and the table of a year of {} lines anew", size.lines_a_year);
    report::within(&what, &mut took, FRAME);
}

/// The fourth quarter and then the year: each is checked and freezes all lines of the year.
fn closed(bureau: &mut Bureau) {
    let (mut took, on) = (Vec::new(), day("2026-01-20"));
    for period in ["2025Q4", "2025"] {
        let period = period.parse().expect("a period");
        let begun = Instant::now();
        let ready = audit::ready(bureau.store.conn(), period, on, on).expect("asked");
        let checked = begun.elapsed();
        let closed = bureau.store.write(Op::PeriodClosed, noon("2026-01-20"), |tx| close::close(tx, period, on));
        closed.expect("closed");
        took.push(begun.elapsed());
        println!(
            "{period} checked in {checked:.2?} (open: {}), closed in {:.2?}",
            ready.open().join(", "),
            begun.elapsed() - checked
        );
    }
    report::within("a close of 100,000 lines, its checks included", &mut took, CLOSE);
}

/// What whoever reviews a line is told of it.
fn reviewed(bureau: &Bureau, lines: &[Id], size: Size) {
    let mut took: Vec<Duration> = lines
        .iter()
        .map(|line| {
            let begun = Instant::now();
            audit::of_fund(bureau.store.conn(), *line, day("2025-12-31")).expect("asked");
            begun.elapsed()
        })
        .collect();
    report::within(&format!("the rules asked of one line among {}", size.lines()), &mut took, FRAME);
}
