//! Saved views of a grid: each user's own, by name, undone like all else.

use daowei_core::journal::Op;
use daowei_core::store::views::{self, SavedView};
use daowei_tests::{Bureau, noon};

#[test]
fn views_are_saved_by_name_replaced_forgotten_and_come_back_by_undo() {
    let mut bureau = Bureau::new();
    let (me, now) = (bureau.store.person().id, noon("2025-02-01"));
    let view =
        |name: &str, filter: &str| SavedView { area: "targets".to_owned(), name: name.to_owned(), filter: filter.to_owned() };
    let save = |bureau: &mut Bureau, view: SavedView| bureau.store.write(Op::ViewSaved, now, |tx| views::save(tx, me, view));
    save(&mut bureau, view(" 未走访前百 ", r#"{"tier":"1-100"}"#)).expect("saved");
    save(&mut bureau, view("未走访前百", r#"{"tier":"1-50"}"#)).expect("replaced");
    let kept = || vec![view("未走访前百", r#"{"tier":"1-50"}"#)];
    assert_eq!(views::of(bureau.store.conn(), me).expect("views"), kept());
    for wrong in [view("", "{}"), view("x", "no json"), view("x", "[1]")] {
        assert!(save(&mut bureau, wrong.clone()).is_err(), "{wrong:?}");
    }
    bureau.store.write(Op::ViewRemoved, now, |tx| views::remove(tx, me, "targets", "未走访前百")).expect("removed");
    assert_eq!(views::of(bureau.store.conn(), me).expect("views"), []);
    bureau.store.undo(now).expect("undone");
    assert_eq!(views::of(bureau.store.conn(), me).expect("views"), kept());
    let other = bureau.add_user("甲", daowei_core::domain::user::Role::Officer);
    assert_eq!(views::of(bureau.store.conn(), other).expect("views"), [], "nobody else's");
}
