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

/// What the labelled pairs come to, section by section.
#[derive(Default)]
struct Tally {
    pairs: u32,
    same: u32,
    matched: u32,
    wrong: u32,
    doubtful: u32,
}

/// The labelled pairs, `tests/fixtures/matching-pairs.tsv`: what matches by itself is right in at least 98 of 100
/// and is at least 90 of 100 of what should. `-- --nocapture` prints the figures and every pair that goes wrong.
#[test]
fn the_labelled_pairs_are_told_apart() {
    use daowei_core::domain::matching::Verdict;
    use daowei_core::domain::name::{Name, Named, like};
    let mut sections: BTreeMap<&str, Tally> = BTreeMap::new();
    for line in include_str!("../../fixtures/matching-pairs.tsv").lines().filter(|line| !line.starts_with('#')) {
        let [section, one, here, other, there, label] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let country = |code: &'static str| Some(code).filter(|code| !code.is_empty());
        let (a, b) = (Name::parse(one), Name::parse(other));
        let found = like(Named { name: &a, country: country(here) }, Named { name: &b, country: country(there) });
        let tally = sections.entry(section).or_default();
        let (same, clear) = (label == "same", found.as_ref().is_some_and(|found| found.verdict == Verdict::Clear));
        tally.pairs += 1;
        tally.same += u32::from(same);
        tally.matched += u32::from(same && clear);
        tally.wrong += u32::from(!same && clear);
        tally.doubtful += u32::from(found.is_some() && !clear);
        if same != clear {
            let why = found.map(|found| (found.score, found.reasons.iter().map(|reason| reason.ground).collect::<Vec<_>>()));
            println!("{label}, but {}: {one} [{here}] / {other} [{there}] {why:?}", if clear { "matched" } else { "not matched" });
        }
    }
    let sum = |of: fn(&Tally) -> u32| sections.values().map(of).sum::<u32>();
    let (matched, wrong, same) = (sum(|tally| tally.matched), sum(|tally| tally.wrong), sum(|tally| tally.same));
    for (section, tally) in &sections {
        let Tally { pairs, same, matched, wrong, doubtful } = tally;
        println!("{section}: {pairs} pairs, {same} same, {matched} matched, {wrong} wrongly, {doubtful} in doubt");
    }
    let per_mille = |part: u32, whole: u32| part * 1000 / whole.max(1);
    let (precision, recall) = (per_mille(matched, matched + wrong), per_mille(matched, same));
    println!("all: {} pairs, precision {precision} ‰, recall {recall} ‰", sum(|tally| tally.pairs));
    assert!(sum(|tally| tally.pairs) >= 600 && precision >= 980 && recall >= 900, "{precision} {recall}");
}
