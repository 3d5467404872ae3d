//! What is looked at before a close, and what a close leaves behind.

use daowei_core::domain::money::Fen;
use daowei_core::domain::period::Period;
use daowei_core::domain::reading::KpiFigure;
use daowei_core::journal::Op;
use daowei_core::store::close::{self, Unsettled};
use daowei_core::store::{fund, rates};
use daowei_tests::{Bureau, day, draft, noon};

#[test]
fn a_close_is_preceded_by_what_waits_and_is_not_undone() {
    let mut bureau = Bureau::new();
    let company = bureau.company("示例甲");
    let (drafted, submitted, later) = (
        bureau.cash(company, "2025-02-01", "100.00"),
        bureau.cash(company, "2025-03-01", "2000.00"),
        bureau.cash(company, "2025-04-01", "30000.00"),
    );
    for line in [submitted, later] {
        bureau.store.write(Op::FundSubmitted, noon("2025-12-31"), |tx| fund::submit(tx, line)).expect("submitted");
    }
    let mut dollars = draft(company, "2025-01-05", "1.00");
    dollars.currency = "USD".to_owned();
    bureau
        .store
        .write(Op::FundDrafted, noon("2025-12-31"), |tx| {
            rates::add(tx, day("2025-01-03"), "USD", 1, "7.00".parse().expect("a rate"), None)?;
            fund::draft(tx, &dollars)
        })
        .expect("a draft in dollars");
    let period: Period = "2025Q1".parse().expect("a period");
    let found = close::check(bureau.store.conn(), period, day("2025-04-08")).expect("a check");
    assert_eq!(found.waiting, Unsettled { lines: 1, sum_fen: Fen(200_000) }, "what arrived in April is April's");
    assert_eq!(found.drafts, Unsettled { lines: 2, sum_fen: Fen(10_700) });
    assert_eq!(found.rates_missing, ["USD"], "January's rate is too old for the end of March");
    assert_eq!(found.targets_missing, [KpiFigure::F500, KpiFigure::C500, KpiFigure::I100]);
    assert_eq!((found.funds, found.ytd_fen), (0, Fen(0)));
    assert!(fund::line(bureau.store.conn(), drafted).is_ok());

    let closed = bureau.store.write(Op::PeriodClosed, noon("2025-12-31"), |tx| close::close(tx, period, day("2025-04-08")));
    assert_eq!(closed.expect("closed").value.sha256.len(), 64);
    let refused = bureau.store.undo(noon("2025-12-31")).expect_err("refused");
    assert_eq!((refused.code(), refused.args()["subject"].as_str()), ("undo-refused", "2025Q1"));
}
