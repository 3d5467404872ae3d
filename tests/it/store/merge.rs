//! Two records that are one company: what a merge moves, what reads through, and what it never changes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use daowei_core::domain::Id;
use daowei_core::domain::fund::{Form, Origin};
use daowei_core::domain::list::{Attribution, KpiLine};
use daowei_core::domain::matching::Verdict;
use daowei_core::domain::money::Fen;
use daowei_core::domain::period::Quarter;
use daowei_core::domain::reading::{KpiFigure, KpiPart, Reading, RecognitionLevel};
use daowei_core::journal::Op;
use daowei_core::kpi::{self, KpiQuery, KpiTable};
use daowei_core::store::company::{self, Company, CompanyFilter, CompanySort};
use daowei_core::store::fund::{self, FundFilter};
use daowei_core::store::meeting::{self, MeetingFilter};
use daowei_core::store::receipts::Receipt;
use daowei_core::store::{close, lists, project, receipts};
use daowei_files::columns::Kind;
use daowei_files::import::run::Mode;
use daowei_tests::{Bureau, day, noon};
use proptest::prelude::*;

use crate::files::{edition, take};

const TODAY: &str = "2026-03-01";
const FUNDS: &str = "流水号,投资方,形式,来源,到账日,币种,金额,落地区域,冲销流水号,凭证类型,凭证号,状态,填报人,认定人,认定日\n";

/// What a bureau holds: companies by number, who stands on which list, who paid.
#[derive(Debug, Clone)]
struct World {
    /// Lists that name the first company, and the second.
    listed: [[bool; 2]; 2],
    locked: bool,
    /// Who is owned by the first or second, if anybody: the fourth company.
    owner: Option<usize>,
    /// Investor, day of the year, yuan.
    funds: Vec<(usize, u16, u32)>,
    /// Whom was met.
    met: Vec<usize>,
}

const NAMES: [&str; 4] = ["示例启明重工", "示例启明", "另一家丙", "示例子公司丁"];

fn any_world() -> impl Strategy<Value = World> {
    let lists = || prop::array::uniform2(any::<bool>());
    let funds = prop::collection::vec((0..4_usize, 1..360_u16, 1..90_000_u32), 1..8);
    (prop::array::uniform2(lists()), any::<bool>(), prop::option::of(0..2_usize), funds, prop::collection::vec(0..4_usize, 0..6))
        .prop_map(|(listed, locked, owner, funds, met)| World { listed, locked, owner, funds, met })
}

/// Makes the world; where `one`, the second company is the first from the start.
fn bureau(world: &World, one: bool) -> (Bureau, [Id; 4]) {
    let mut bureau = Bureau::new();
    let mut ids = [0, 1, 2, 3].map(|at| bureau.company(NAMES[at]));
    if one {
        ids[1] = ids[0];
    }
    let name = |at: usize| NAMES[if one && at == 1 { 0 } else { at }];
    for (list, code) in ["F500", "C500"].into_iter().enumerate() {
        let mut rows = String::from("排名,企业名称\n9,另一家丙\n");
        for (at, rank) in [(0, 3), (1, 5)] {
            let twice = one && at == 1 && world.listed[0][list];
            if world.listed[at][list] && !twice {
                writeln!(rows, "{rank},{}", name(at)).expect("a text");
            }
        }
        edition(&mut bureau, code, 2024, "2024-08-05", "a.csv", rows.into(), Mode::Whole);
        let id = lists::edition(bureau.store.conn(), code, 2024).expect("editions").expect("it").id;
        if world.locked {
            bureau.store.write(Op::EditionLocked, noon(TODAY), |tx| lists::lock(tx, id)).expect("locked");
        }
    }
    if let Some(owner) = world.owner {
        let link = format!("母公司,子公司,持股比例(%),控制方式\n{},{},60,equity\n", name(owner), NAMES[3]);
        take(&mut bureau, Kind::Ownership, &link);
    }
    let mut rows = FUNDS.to_owned();
    for (at, (investor, when, yuan)) in world.funds.iter().enumerate() {
        let on = day("2025-01-01") + chrono::Days::new(u64::from(*when));
        let who = name(*investor);
        writeln!(rows, "L-{at},{who},现金,省外,{on},CNY,{yuan},高新区,,bank_slip,V{at},VERIFIED,小李,老王,{on}").expect("a text");
    }
    take(&mut bureau, Kind::Funds, &rows);
    let mut rows = String::from("日期,方式,层级,企业,议题\n");
    for (at, who) in world.met.iter().enumerate() {
        writeln!(rows, "2025-03-01,visit,district,{},第{at}次", name(*who)).expect("a text");
    }
    take(&mut bureau, Kind::Meetings, &rows);
    (bureau, ids)
}

fn table(bureau: &Bureau, attribution: Attribution, reading: Reading) -> KpiTable {
    let through = Quarter::new(2025, 4).expect("a quarter");
    let query = KpiQuery { year: 2025, through, reading, attribution, level: RecognitionLevel::District, as_of: day(TODAY) };
    kpi::table(bureau.store.conn(), &query).expect("a table")
}

/// All that the ledger and the meetings sum to, whoever they are of.
fn sums(bureau: &Bureau) -> (i64, u32, u32, BTreeMap<String, i64>) {
    let conn = bureau.store.conn();
    let (lines, funds, total) = fund::page(conn, &FundFilter::default(), 0, 500).expect("funds");
    let (_, meetings) = meeting::page(conn, &MeetingFilter::default(), 0, 1).expect("meetings");
    let mut by_status = BTreeMap::new();
    for line in &lines {
        *by_status.entry(line.status.to_string()).or_default() += line.recognised_fen.0;
    }
    (total.0, funds, meetings, by_status)
}

/// What one company's line in the grid counts.
fn line(bureau: &Bureau, id: Id) -> Option<(i64, i32)> {
    let (lines, _) = company::page(bureau.store.conn(), &CompanyFilter::default(), CompanySort::Name, 0, 100).expect("companies");
    lines.into_iter().find(|line| line.id == id).map(|line| (line.delivered_fen.0, line.meetings))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Sums of funds and counts of meetings do not change by a merge; every figure is then that of a bureau in
    /// which the company was one from the start; and undoing, after a restart, brings back the very rows.
    #[test]
    fn a_merge_changes_no_sum_and_is_undone(world in any_world()) {
        let (mut bureau, ids) = bureau(&world, false);
        let (before, dumped) = (sums(&bureau), bureau.dump());
        let apart = [line(&bureau, ids[0]).expect("the first"), line(&bureau, ids[1]).expect("the second")];
        let preview = bureau.store.merge_preview(ids[0], ids[1], None, noon("2025-12-31")).expect("a preview");
        prop_assert_eq!(bureau.dump(), dumped.clone(), "a preview changes nothing");
        let standing = table(&bureau, Attribution::Exclusive, Reading::Posted);
        let moved = bureau.store.merge_companies(ids[0], ids[1], None, noon(TODAY)).expect("merged").value;
        prop_assert_eq!(moved, preview.moved);
        prop_assert_eq!(sums(&bureau), before);
        let merged = line(&bureau, ids[0]).expect("the survivor");
        prop_assert_eq!(merged, (apart[0].0 + apart[1].0, apart[0].1 + apart[1].1));
        prop_assert_eq!(line(&bureau, ids[1]), None, "the merged one is in no grid");
        let (one, _) = self::bureau(&world, true);
        for attribution in [Attribution::Exclusive, Attribution::Overlap] {
            for reading in [Reading::Posted, Reading::Restated] {
                prop_assert_eq!(table(&bureau, attribution, reading), table(&one, attribution, reading));
            }
        }
        // Where both stood on the same lists, and neither owned what the other did not, no figure changes at all.
        if world.listed[0] == world.listed[1] {
            let after = table(&bureau, Attribution::Exclusive, Reading::Posted);
            prop_assert_eq!(after.total.ytd_fen, standing.total.ytd_fen);
            for (new, old) in after.rows.iter().zip(&standing.rows) {
                prop_assert_eq!(new.figures.ytd_fen, old.figures.ytd_fen);
            }
            prop_assert!(preview.effects.is_empty());
        }
        let mut bureau = bureau.sign_in("admin");
        bureau.store.undo(noon(TODAY)).expect("undone");
        prop_assert_eq!(bureau.dump(), dumped);
    }
}

/// The duplicate paid, the listed one did not: the merge shows whose the money was.
#[test]
fn money_of_a_duplicate_counts_for_the_listed_company_and_published_figures_stand() {
    let world =
        World { listed: [[true, false], [false, false]], locked: true, owner: None, funds: vec![(1, 20, 70_000)], met: vec![0, 1] };
    let (mut bureau, [kept, merged, ..]) = bureau(&world, false);
    for (quarter, on) in [("2025Q1", "2025-04-08"), ("2025Q2", "2025-07-08")] {
        bureau
            .store
            .write(Op::PeriodClosed, noon(TODAY), |tx| close::close(tx, quarter.parse().expect("a period"), day(on)))
            .expect("closed");
    }
    let published = |bureau: &Bureau| close::all(bureau.store.conn()).expect("closes");
    let frozen = published(&bureau);
    let preview = bureau.store.merge_preview(kept, merged, None, noon("2025-12-31")).expect("a preview");
    let effects: Vec<_> = preview.effects.iter().map(|effect| (effect.line, effect.before_fen.0, effect.after_fen.0)).collect();
    assert_eq!(effects, [(Some(KpiLine::F500), 0, 7_000_000), (None, 0, 7_000_000)]);
    bureau.store.merge_companies(kept, merged, None, noon(TODAY)).expect("merged");
    assert_eq!(published(&bureau), frozen, "what was published stands");
    let conn = bureau.store.conn();
    let query = KpiQuery {
        year: 2025,
        through: Quarter::new(2025, 4).expect("a quarter"),
        reading: Reading::Posted,
        attribution: Attribution::Exclusive,
        level: RecognitionLevel::District,
        as_of: day(TODAY),
    };
    let behind = kpi::explain(conn, &query, KpiFigure::F500, KpiPart::Ytd).expect("behind it");
    assert_eq!((behind.funds.len(), behind.funds[0].path.clone()), (1, vec![NAMES[0].to_owned()]));
    assert_eq!(company::find(conn, NAMES[1]).expect("its old name"), kept);
    assert_eq!(company::find(conn, &merged.to_string()).expect("its old id"), kept);
    let of_kept = FundFilter { investor_id: Some(kept), ..FundFilter::default() };
    assert_eq!(fund::page(conn, &of_kept, 0, 10).expect("funds").1, 1);
    assert_eq!(company::timeline(conn, kept, 10).expect("its past").len(), 3);
    assert!(bureau.store.verify().expect("verified").ok);
}

/// What is expected of a duplicate is expected of the company that it goes on as, in every place that tells of it.
#[test]
fn a_planned_receipt_of_a_duplicate_counts_for_the_survivor() {
    let world = World { listed: [[true, false], [false, false]], locked: true, owner: None, funds: Vec::new(), met: Vec::new() };
    let (mut bureau, [kept, merged, ..]) = bureau(&world, false);
    let new = project::Project { code: "P-1".to_owned(), name: "示例项目".to_owned(), ..project::Project::default() };
    let planned = bureau.store.write(Op::ReceiptPlanned, noon("2025-06-01"), |tx| {
        let project_id = project::add(tx, &new, &[], &[])?;
        let receipt = Receipt {
            project_id,
            company_id: merged,
            due_on: day("2025-09-30"),
            amount_fen: Fen(500_000),
            form: Form::Cash,
            origin: Origin::OtherProvince,
            owner_id: None,
            settled_on: None,
            note: None,
        };
        receipts::add(tx, &receipt)
    });
    let id = planned.expect("planned").value;
    let query = KpiQuery {
        year: 2025,
        through: Quarter::new(2025, 4).expect("a quarter"),
        reading: Reading::Posted,
        attribution: Attribution::Exclusive,
        level: RecognitionLevel::District,
        as_of: day("2025-06-01"),
    };
    let told = |bureau: &Bureau| {
        let outlook = kpi::outlook(bureau.store.conn(), &query).expect("an outlook");
        let one = &outlook.receipts[0];
        (one.company_id, one.company.clone(), one.lines.clone())
    };
    let before = bureau.dump();
    assert_eq!(told(&bureau), (merged, NAMES[1].to_owned(), Vec::new()));
    bureau.store.merge_companies(kept, merged, None, noon(TODAY)).expect("merged");
    assert_eq!(told(&bureau), (kept, NAMES[0].to_owned(), vec![KpiLine::F500]));
    assert_eq!(receipts::get(bureau.store.conn(), id).expect("it").company_id, kept);
    bureau.store.undo(noon(TODAY)).expect("undone");
    assert_eq!(bureau.dump(), before);
    assert_eq!(told(&bureau), (merged, NAMES[1].to_owned(), Vec::new()));
}

#[test]
fn what_is_two_companies_is_not_merged() {
    let mut bureau = Bureau::new();
    let (one, other) = (bureau.company("示例甲"), bureau.company("示例乙"));
    let merge = |bureau: &mut Bureau, a, b| {
        bureau.store.merge_companies(a, b, None, noon(TODAY)).map(|done| done.value).map_err(|error| error.code())
    };
    assert_eq!(merge(&mut bureau, one, one), Err("merge-self"));
    take(&mut bureau, Kind::Ownership, "母公司,子公司,持股比例(%),控制方式\n示例甲,示例乙,10,equity\n");
    assert_eq!(merge(&mut bureau, one, other), Err("merge-owned"));
    assert_eq!(merge(&mut bureau, other, one), Err("merge-owned"));
    bureau.store.undo(noon(TODAY)).expect("undone");
    assert!(merge(&mut bureau, one, other).is_ok());
    assert_eq!(merge(&mut bureau, one, other), Err("merged-already"));
    let third = bureau.company("示例丙");
    bureau.store.merge_companies(third, one, None, noon(TODAY)).expect("merged on");
    assert_eq!(company::survivor(bureau.store.conn(), other).expect("it"), third, "one step, however many merges");
    let coded = |code: &str| Company { name_zh: Some(format!("示例{code}")), uscc: Some(code.to_owned()), ..Company::default() };
    let mut add =
        |code| bureau.store.write(Op::CompanyAdded, noon(TODAY), |tx| company::add(tx, coded(code))).expect("added").value;
    let (a, b) = (add("10000000000000000Y"), add("000000000000000000"));
    assert_eq!(merge(&mut bureau, a, b), Err("merge-codes"));
}

#[test]
fn duplicates_are_found_explained_and_kept_apart() {
    let mut bureau = Bureau::new();
    for name in ["示例启明重工集团有限公司", "示例启明重工", "示例长风", "沃尔玛", "Walmart Inc.", "三菱电机", "三菱重工"]
    {
        bureau.company(name);
    }
    let groups = company::duplicates(bureau.store.conn()).expect("groups");
    let shown: Vec<Vec<String>> = groups
        .iter()
        .map(|group| {
            let mut titles: Vec<String> = group.companies.iter().map(|company| company.title.clone()).collect();
            titles.sort();
            titles
        })
        .collect();
    assert_eq!(shown, [["示例启明重工", "示例启明重工集团有限公司"], ["Walmart Inc.", "沃尔玛"]]);
    assert!(groups.iter().all(|group| group.verdict == Verdict::Clear && !group.pairs[0].reasons.is_empty()));
    let (one, other) = (groups[0].companies[0].id, groups[0].companies[1].id);
    bureau.store.write(Op::CompaniesKeptApart, noon(TODAY), |tx| company::keep_apart(tx, one, other)).expect("said");
    assert_eq!(company::duplicates(bureau.store.conn()).expect("groups").len(), 1);
    bureau.store.undo(noon(TODAY)).expect("undone");
    assert_eq!(company::duplicates(bureau.store.conn()).expect("groups").len(), 2);
}

/// Every table that points to a company either moves with a merge or reads through it.
#[test]
fn nothing_is_left_behind_by_a_merge() {
    let bureau = Bureau::new();
    let conn = bureau.store.conn();
    let mut statement = conn
        .prepare("SELECT tables.name || '.' || links.\"from\" FROM pragma_table_list AS tables JOIN pragma_foreign_key_list(tables.name) AS links WHERE tables.schema = 'main' AND links.\"table\" = 'company' ORDER BY 1")
        .expect("a question");
    let columns: Vec<String> = statement.query_map([], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("names");
    for known in ["company.merged_into", "entry.company_id", "fund.investor_id", "meeting.company_id", "ownership.child_id"] {
        assert!(columns.iter().any(|column| column == known), "{known} in {columns:?}");
    }
    // A trigger that forbids the move would leave rows behind unless their readings go through the survivor.
    let triggers: i64 = conn
        .query_row("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%UPDATE%' AND tbl_name NOT IN ('fund','entry') AND tbl_name IN (SELECT tables.name FROM pragma_table_list AS tables JOIN pragma_foreign_key_list(tables.name) AS links WHERE links.\"table\" = 'company')", [], |row| row.get(0))
        .expect("a count");
    assert_eq!(triggers, 0, "rows that may not move must read through the survivor, as entry and fund do");
}
