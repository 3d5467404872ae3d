//! Undo and redo as forward writes, across restarts.

use daowei_core::domain::user::Role;
use daowei_core::journal::{self, Op};
use daowei_core::store::{company, fund, settings};
use daowei_tests::{Bureau, noon};

#[test]
fn undo_restores_and_redo_repeats_after_a_restart() {
    let mut bureau = Bureau::new();
    let before = bureau.dump();
    bureau.company("示例甲");
    let after = bureau.dump();
    let mut bureau = bureau.sign_in("admin");
    let undone = bureau.store.undo(noon("2025-01-03")).expect("undone");
    assert_eq!((undone.op, undone.subject.as_str()), (Op::CompanyAdded, "示例甲"));
    assert_eq!(bureau.dump(), before);
    let mut bureau = bureau.sign_in("admin");
    bureau.store.redo(noon("2025-01-03")).expect("redone");
    assert_eq!(bureau.dump(), after);
    assert_eq!(bureau.store.redo(noon("2025-01-03")).expect_err("nothing left").code(), "nothing-to-redo");
    journal::verify(bureau.store.conn()).expect("whole");
}

#[test]
fn undo_goes_back_step_by_step_and_stops_at_the_founding() {
    let mut bureau = Bureau::new();
    let start = bureau.dump();
    for value in ["1", "2", "3"] {
        bureau.store.write(Op::SettingChanged, noon("2025-01-03"), |tx| settings::set(tx, "k", value)).expect("set");
    }
    for expected in [Some("2"), Some("1"), None] {
        bureau.store.undo(noon("2025-01-04")).expect("undone");
        assert_eq!(settings::get(bureau.store.conn(), "k").expect("read").as_deref(), expected);
    }
    assert_eq!(bureau.dump(), start);
    assert_eq!(bureau.store.undo(noon("2025-01-04")).expect_err("refused").code(), "nothing-to-undo");
}

#[test]
fn something_new_after_an_undo_ends_the_redo() {
    let mut bureau = Bureau::new();
    bureau.company("示例甲");
    bureau.store.undo(noon("2025-01-03")).expect("undone");
    bureau.company("示例乙");
    assert_eq!(bureau.store.redo(noon("2025-01-03")).expect_err("refused").code(), "nothing-to-redo");
}

#[test]
fn what_another_built_on_is_not_pulled_away() {
    let mut bureau = Bureau::new();
    bureau.add_user("乙", Role::Officer);
    let id = bureau.company("示例甲");
    let mut bureau = bureau.sign_in("乙");
    let mut changed = company::get(bureau.store.conn(), id).expect("a company");
    changed.note = Some("另一人写的".to_owned());
    bureau.store.write(Op::CompanyChanged, noon("2025-01-04"), |tx| company::change(tx, id, changed)).expect("changed");
    let mut bureau = bureau.sign_in("admin");
    let refused = bureau.store.undo(noon("2025-01-05")).expect_err("refused");
    assert_eq!((refused.code(), refused.args()["field"].as_str()), ("undo-conflict", "note"));
}

#[test]
fn a_company_that_has_money_is_not_undone_under_it() {
    let mut bureau = Bureau::new();
    bureau.add_user("乙", Role::Officer);
    let id = bureau.company("示例甲");
    let mut bureau = bureau.sign_in("乙");
    bureau.cash(id, "2025-03-01", "1000.00");
    let mut bureau = bureau.sign_in("admin");
    let dump = bureau.dump();
    assert_eq!(bureau.store.undo(noon("2025-12-31")).expect_err("refused").code(), "undo-in-use");
    assert_eq!(bureau.dump(), dump);
}

#[test]
fn a_submission_is_undone_and_a_verification_is_not() {
    let mut bureau = Bureau::new();
    bureau.add_user("副局长", Role::DeputyDirector);
    let company = bureau.company("示例甲");
    let line = bureau.cash(company, "2025-03-01", "1000.00");
    let drafted = bureau.dump();
    bureau.store.write(Op::FundSubmitted, noon("2025-12-31"), |tx| fund::submit(tx, line)).expect("submitted");
    bureau.store.undo(noon("2025-12-31")).expect("undone");
    assert_eq!(bureau.dump(), drafted);
    bureau.store.write(Op::FundSubmitted, noon("2025-12-31"), |tx| fund::submit(tx, line)).expect("submitted");
    let mut bureau = bureau.sign_in("副局长");
    let now = noon("2025-12-31");
    bureau.store.write(Op::FundPassed, now, |tx| fund::pass(tx, line)).expect("passed");
    bureau.store.write(Op::FundRechecked, now, |tx| fund::recheck(tx, line)).expect("re-checked");
    bureau.store.write(Op::FundVerified, now, |tx| fund::verify(tx, line)).expect("verified");
    let refused = bureau.store.undo(now).expect_err("refused");
    assert_eq!((refused.code(), refused.args()["op"].as_str()), ("undo-refused", "fund-verified"));
}
