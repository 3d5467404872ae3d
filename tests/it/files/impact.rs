//! What a list edition would change, said before it is taken in, and held against what it then does.

use std::collections::BTreeMap;

use daowei_core::domain::list::{EditionPolicy, KpiLine};
use daowei_core::domain::period::{Period, Quarter};
use daowei_core::domain::reading::{Reading, RecognitionLevel};
use daowei_core::domain::scheme::Scheme;
use daowei_core::journal::Op;
use daowei_core::kpi::{self, EditionImpact, KpiQuery, PolicyImpact};
use daowei_core::store::{close, company, lists, scheme};
use daowei_files::columns::Kind;
use daowei_files::import::file::{Asked, Opened};
use daowei_files::import::run::{EditionOf, Fate, Imported, Mode, Watch};
use daowei_tests::{Bureau, day, noon};

use super::example::example;
use super::{TODAY, codes, dump, edition, take};

/// The edition of the stories: of the three on F500 2024, 乙 leaves, 丁 and a newcomer enter. Published in the year in
/// which the example's money arrived, between its first and its second quarter.
const NEXT: &str = "排名,企业名称\n1,甲\n2,丁\n3,示例新秀\n";

/// Money that makes the policies differ: of a project signed after the publication, and after it without a project.
const LATER: &str = "流水号,项目,投资方,形式,来源,到账日,币种,金额,落地区域,凭证类型,凭证号,状态,填报人,认定人,认定日\n\
G-1,P-9,乙,现金,境外,2025-03-02,CNY,1000.00,高新区,bank_slip,0101,VERIFIED,小李,老王,2025-03-03\n\
G-2,,丁,现金,省外,2025-08-02,CNY,700.05,高新区,bank_slip,0102,VERIFIED,小李,老王,2025-08-03\n\
G-3,,丁,现金,省外,2026-01-05,CNY,20.00,高新区,bank_slip,0103,VERIFIED,小李,老王,2026-01-06\n";

fn bureau() -> Bureau {
    let mut bureau = example();
    take(&mut bureau, Kind::Projects, "项目编码,项目名称,投资方,落地区域,签约日期\nP-9,乙二期,乙,高新区,2025-06-01\n");
    take(&mut bureau, Kind::Funds, LATER);
    bureau
}

fn published(bureau: &mut Bureau, on: &str, mode: Mode) -> Imported {
    edition(bureau, "F500", 2026, on, "a.csv", NEXT.into(), mode)
}

fn look(bureau: &mut Bureau, on: &str) -> EditionImpact {
    published(bureau, on, Mode::DryRun).impact.expect("an edition was looked at")
}

/// Ytd of each line of a year, as the table says it, every verified line in the year of its arrival.
fn figures(bureau: &Bureau, year: i32) -> [i64; 3] {
    let attribution = kpi::scheme(bureau.store.conn(), year).expect("a scheme").attribution;
    let query = KpiQuery {
        year,
        through: Quarter::new(year, 4).expect("a quarter"),
        reading: Reading::Restated,
        attribution,
        level: RecognitionLevel::District,
        as_of: day(TODAY),
    };
    let table = kpi::table(bureau.store.conn(), &query).expect("a table");
    [0, 1, 2].map(|row: usize| table.rows[row].figures.ytd_fen.0)
}

/// What the moves of a policy add to each line of a year.
fn added(impact: &PolicyImpact, year: i32) -> [i64; 3] {
    let mut lines: BTreeMap<KpiLine, i64> = KpiLine::ALL.iter().map(|line| (*line, 0)).collect();
    for moved in impact.moves.iter().filter(|moved| moved.year == year) {
        assert_eq!(moved.moved_fen.0, moved.funds.iter().map(|fund| fund.recognised_fen.0).sum::<i64>());
        for line in &moved.from {
            *lines.entry(*line).or_default() -= moved.moved_fen.0;
        }
        for line in &moved.to {
            *lines.entry(*line).or_default() += moved.moved_fen.0;
        }
    }
    [KpiLine::F500, KpiLine::C500, KpiLine::I100].map(|line| lines[&line])
}

fn set_policy(bureau: &mut Bureau, policy: EditionPolicy, attribution: daowei_core::domain::list::Attribution) {
    for year in [2025, 2026] {
        let next = Scheme { edition_policy: policy, attribution, ..scheme::of(bureau.store.conn(), year).expect("a scheme") };
        bureau.store.write(Op::SchemeSet, noon(TODAY), |tx| scheme::set(tx, &next)).expect("set");
    }
}

#[test]
fn who_enters_and_leaves_and_whom_nobody_owns_is_said_before() {
    let mut bureau = bureau();
    let ding = company::find(bureau.store.conn(), "丁").expect("丁");
    let owner = bureau.store.person().id;
    let owned = |known: company::Company| company::Company { owner_id: Some(owner), ..known };
    bureau
        .store
        .write(Op::CompanyChanged, noon(TODAY), |tx| company::change(tx, ding, owned(company::get(tx, ding)?)))
        .expect("an owner");
    let before = dump(&bureau);
    let found = look(&mut bureau, "2026-02-01");
    assert_eq!(dump(&bureau), before, "a look changes nothing");
    let line = &found.lines[0];
    let named = |all: &[kpi::CompanyMoved]| -> Vec<_> {
        all.iter().map(|one| (one.name.clone(), one.rank_before, one.rank, one.owner.is_some())).collect()
    };
    assert_eq!((found.on.as_str(), found.lines.len(), line.line), ("2026-02-01", 1, KpiLine::F500));
    assert_eq!(named(&line.entered), [("丁".to_owned(), None, Some(2), true), ("示例新秀".to_owned(), None, Some(3), false)]);
    assert_eq!(named(&line.left), [("乙".to_owned(), Some(2), None, false), ("丙".to_owned(), Some(3), None, false)]);
    assert_eq!((line.stayed, line.to_assign, found.to_assign), (1, 1, 1));
    let kept = published(&mut bureau, "2026-02-01", Mode::Whole);
    assert!(kept.kept && kept.impact.is_none());
    let again = look(&mut bureau, "2026-02-01");
    assert!(again.lines.is_empty() && again.policies.iter().all(|policy| policy.moves.is_empty()), "{again:?}");
}

#[test]
fn money_moves_by_each_policy_as_the_table_then_says() {
    use daowei_core::domain::list::Attribution::{Exclusive, Overlap};
    for attribution in [Exclusive, Overlap] {
        for policy in EditionPolicy::ALL {
            // Before the example's year, in it, and after it.
            for on in ["2024-12-20", "2025-04-15", "2025-12-20"] {
                let mut bureau = bureau();
                set_policy(&mut bureau, *policy, attribution);
                let before = [2025, 2026].map(|year| figures(&bureau, year));
                let found = look(&mut bureau, on);
                let of_policy = found.policies.iter().find(|one| one.policy == *policy).expect("each policy");
                assert_eq!(of_policy.years, [2025, 2026], "{policy} is that of both schemes");
                assert!(of_policy.moves.iter().all(|moved| moved.in_force && !moved.closed && moved.from != moved.to));
                assert!(published(&mut bureau, on, Mode::Whole).kept);
                for (year, before) in [2025, 2026].into_iter().zip(before) {
                    let after = figures(&bureau, year);
                    let difference = [0, 1, 2].map(|line: usize| after[line] - before[line]);
                    assert_eq!(added(of_policy, year), difference, "{policy} {attribution} {on} {year}");
                }
            }
        }
    }
}

#[test]
fn every_move_leads_to_its_lines_and_why_they_count() {
    let mut bureau = bureau();
    let found = look(&mut bureau, "2025-04-15");
    let told = |policy: &PolicyImpact| -> Vec<_> {
        let line = |moved: &kpi::FundsMoved| {
            let codes = |lines: &[KpiLine]| lines.iter().map(|line| line.code()).collect::<Vec<_>>().join("+");
            let funds: Vec<_> = moved.funds.iter().map(|fund| fund.reference.clone()).collect();
            (moved.year, codes(&moved.from), codes(&moved.to), moved.moved_fen.0, funds.join(" "))
        };
        policy.moves.iter().map(line).collect()
    };
    let owned = |year, from: &str, to: &str, fen, funds: &str| (year, from.to_owned(), to.to_owned(), fen, funds.to_owned());
    let [a, b, c] = found.policies.as_slice() else { panic!("three policies") };
    // A: of 2025 the editions of 2024 count whatever came since; of 2026 the later one of 2025 does.
    assert_eq!(told(a), []);
    // B: between the two publications the new edition counts.
    assert_eq!(told(b), [owned(2025, "I100", "F500", 3_000_000_000, "F-4")]);
    // C: the project signed between them takes its editions with it, also for money that came before.
    assert_eq!(told(c), [owned(2025, "F500", "", 100_000, "G-1")]);
    let fund = &b.moves[0].funds[0];
    let ground = |ground: &kpi::FrozenGround| (ground.line, ground.edition_year, ground.rank);
    assert_eq!((fund.investor.as_str(), fund.arrived_on.as_str()), ("丁", "2025-05-15"));
    assert_eq!(fund.before.iter().map(ground).collect::<Vec<_>>(), [(KpiLine::I100, 2024, Some(2))]);
    assert_eq!(fund.after.iter().map(ground).collect::<Vec<_>>(), [(KpiLine::F500, 2026, Some(2)), (KpiLine::I100, 2024, Some(2))]);
    assert_eq!((a.years.as_slice(), b.years.as_slice(), b.moves[0].in_force), (&[2025, 2026][..], &[][..], false));
    assert!(c.moves[0].funds[0].after.is_empty());
}

#[test]
fn an_edition_that_a_close_stands_on_refuses_change_and_a_closed_year_is_marked() {
    let mut bureau = bureau();
    let quarter = Period::Quarter(Quarter::new(2025, 1).expect("a quarter"));
    bureau.store.write(Op::PeriodClosed, noon(TODAY), |tx| close::close(tx, quarter, day("2025-04-08"))).expect("closed");
    let known = lists::edition(bureau.store.conn(), "F500", 2024).expect("editions").expect("it");
    assert!(known.locked, "the first quarter stands on it");
    let before = dump(&bureau);
    let of = |bureau: &mut Bureau, published: &str, text: &str, mode| {
        let edition = EditionOf {
            list: "F500".to_owned(),
            year: 2024,
            published_on: day(published),
            basis_year: None,
            source: Some("示例".to_owned()),
        };
        let opened = Opened::own("a.csv", text.as_bytes().to_vec()).expect("a file");
        let asked = Asked { edition: Some(edition), ..Asked::default() };
        opened.import(&mut bureau.store, noon(TODAY), Kind::Edition, asked, mode, &Watch::default())
    };
    let changed = "排名,企业名称\n1,甲\n5,乙\n6,丙\n";
    let refused = of(&mut bureau, "2024-08-05", changed, Mode::Whole).expect("an import").imported;
    assert_eq!((codes(&refused), refused.kept), (vec![(3, "edition-locked"), (4, "edition-locked")], false));
    let looked = of(&mut bureau, "2024-08-05", changed, Mode::DryRun).expect("a look").imported;
    assert_eq!(looked.plan.count(Fate::Rejected), 2);
    let impact = looked.impact.expect("an edition");
    assert!(impact.lines.is_empty() && impact.policies.iter().all(|policy| policy.moves.is_empty()));
    let error = of(&mut bureau, "2024-08-06", "排名,企业名称\n1,甲\n", Mode::Whole).expect_err("another day");
    assert_eq!(error.code(), "edition-frozen");
    assert_eq!(dump(&bureau), before);
    // A new edition that is said to have been published before the year is not locked, and its year is marked.
    let found = look(&mut bureau, "2024-12-20");
    let moved = &found.policies[0].moves;
    assert!(!moved.is_empty() && moved.iter().all(|moved| moved.closed == (moved.year == 2025)), "{moved:?}");
}
