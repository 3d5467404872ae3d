//! The same company in two editions: clear matches attach, doubtful ones are marked, choices decide.

use std::collections::BTreeMap;

use daowei_core::domain::Id;
use daowei_core::store::{company, lists};
use daowei_files::import::run::Mode;
use daowei_tests::Bureau;

use super::edition;
use super::trial::folder;

/// Every company with its ranks by year, and the names that its entries print.
fn ranks(bureau: &Bureau) -> BTreeMap<Id, Vec<(i32, String)>> {
    let conn = bureau.store.conn();
    let mut out: BTreeMap<Id, Vec<(i32, String)>> = BTreeMap::new();
    for edition in lists::editions(conn).expect("editions") {
        for entry in lists::entries(conn, edition.id).expect("entries") {
            out.entry(entry.company_id).or_default().push((edition.year, entry.printed_name));
        }
    }
    out
}

#[test]
fn the_fortune_lists_meet_in_one_set_of_companies_in_either_order() {
    let Some(folder) = folder("the Fortune lists") else { return };
    let bytes = |name: &str| std::fs::read(folder.join("lists").join(name)).expect(name);
    let mut both = Vec::new();
    for reversed in [false, true] {
        let mut bureau = Bureau::new();
        let mut order =
            [(2021, "2021-08-02", "a.json", "global500-2021-zh-en.json"), (2024, "2024-08-05", "a.csv", "global500-2024-en.csv")];
        if reversed {
            order.reverse();
        }
        for (year, published, name, file) in order {
            let imported = edition(&mut bureau, "F500", year, published, name, bytes(file), Mode::Whole);
            assert!(imported.kept, "{:?}", imported.plan.problems);
        }
        let ranks = ranks(&bureau);
        let mut pairs: Vec<Vec<(i32, String)>> = ranks.into_values().collect();
        pairs.iter_mut().for_each(|pair| pair.sort());
        pairs.sort();
        assert!(pairs.iter().all(|pair| pair.len() <= 2), "two rows of one edition never meet");
        let met = pairs.iter().filter(|pair| pair.len() == 2).count();
        println!("{met} companies stand on both editions");
        assert!(met >= 400, "{met}");
        both.push(pairs);
        let conn = bureau.store.conn();
        assert_eq!(company::find(conn, "Meta Platforms").expect("Meta"), company::find(conn, "Facebook公司").expect("Facebook"));
    }
    assert!(both[0] == both[1], "the order of import does not matter");
}
