//! What stays in memory between two questions gives the figures that a fresh look gives: while a random bureau grows and
//! changes between the questions, and after everything that the door does to a store.

use chrono::{Days, NaiveDate};
use daowei_core::domain::Id;
use daowei_core::domain::fund::Status;
use daowei_core::domain::list::{Attribution, EditionPolicy};
use daowei_core::domain::period::{Period, Quarter};
use daowei_core::domain::reading::{Reading, RecognitionLevel};
use daowei_core::error::Error;
use daowei_core::journal::Op;
use daowei_core::kpi::{self, KpiMonths, KpiQuery, KpiTable};
use daowei_core::store::{Store, Tx, close, fund, scheme};
use daowei_files::columns::Kind;
use daowei_files::import::run::Mode;
use daowei_tests::{Bureau, day, noon};
use proptest::prelude::*;
use rusqlite::params;

use crate::files::{edition, import as import_rows, take};

use super::property::{SMALL, any_ask, any_day, any_scheme, any_world, cases, figures_agree, query};
use super::recount::{Ask, Scheme, World};
use super::stored::Stored;

/// What happens between two questions; what is meant is brought into what exists then.
#[derive(Debug, Clone)]
struct Step {
    what: What,
    at: usize,
    to: usize,
    on: NaiveDate,
    scheme: Scheme,
    /// It is taken back with its transaction, and asked of within.
    in_vain: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// The next line, link, edition or close of the world comes.
    Line,
    Link,
    Edition,
    Close,
    /// A line that waits is verified, refused, made a draft again or found to have arrived on another day.
    Verified,
    Rejected,
    Drafted,
    Moved,
    /// City and province recognise a verified line.
    Recognised,
    /// The last line goes.
    Gone,
    Scheme,
    Merged,
    Zone,
    Basis,
    Signed,
    /// A link ends.
    Ended,
    /// A company leaves an edition.
    Unlisted,
}

use What::*;

fn any_step() -> impl Strategy<Value = Step> {
    let lines = prop::sample::select(vec![Line, Line, Line, Verified, Verified, Rejected, Drafted, Moved, Recognised, Gone]);
    let rules = prop::sample::select(vec![Link, Edition, Close, Scheme, Merged, Zone, Basis, Signed, Ended, Unlisted]);
    let what = prop_oneof![3 => lines, 2 => rules];
    (what, any::<usize>(), any::<usize>(), any_day(), any_scheme(), prop::bool::weighted(0.2))
        .prop_map(|(what, at, to, on, scheme, in_vain)| Step { what, at, to, on, scheme, in_vain })
}

/// What of the world has not come yet.
fn rest_of(world: &mut World) -> World {
    let rest = world.clone();
    world.funds.truncate(rest.funds.len() / 2);
    world.links.truncate(rest.links.len() / 2);
    world.editions.truncate(rest.editions.len() / 2);
    world.closes.truncate(rest.closes.len() / 2);
    for (record, into) in (world.companies..).zip(&mut world.merged) {
        *into = record;
    }
    rest
}

/// Lets it happen in the world and in the store.
fn happen(step: &Step, world: &mut World, rest: &World, stored: &mut Stored) {
    let waiting: Vec<usize> = (0..world.funds.len()).filter(|at| world.funds[*at].status != "VERIFIED").collect();
    let line = waiting.get(step.at % waiting.len().max(1)).copied();
    match step.what {
        Line => world.funds.extend(rest.funds.get(world.funds.len()).cloned().inspect(|fund| stored.line(fund))),
        Link => world.links.extend(rest.links.get(world.links.len()).cloned().inspect(|link| stored.link(link))),
        Edition => world.editions.extend(rest.editions.get(world.editions.len()).cloned().inspect(|one| stored.edition(one))),
        Close => world.closes.extend(rest.closes.get(world.closes.len()).copied().inspect(|close| stored.close(close, false))),
        Verified | Rejected | Drafted | Moved => {
            let Some(line) = line else { return };
            let fund = &mut world.funds[line];
            match step.what {
                Verified => (fund.status, fund.verified) = ("VERIFIED", Some(fund.arrived + Days::new(step.to as u64 % 400))),
                Rejected => fund.status = "REJECTED",
                Drafted => fund.status = "DRAFT",
                _ => fund.arrived = step.on,
            }
            stored.run(
                "UPDATE fund SET status = ?, verified_on = ?, arrived_on = ? WHERE id = ?",
                params![fund.status, fund.verified.map(|on| on.to_string()), fund.arrived.to_string(), stored.ids[line]],
            );
        }
        Recognised => {
            if world.funds.is_empty() {
                return;
            }
            let line = step.at % world.funds.len();
            world.funds[line].city_fen = Some(step.to as i64 % 1_000_000);
            stored
                .run("UPDATE fund SET recognised_city_fen = ? WHERE id = ?", params![world.funds[line].city_fen, stored.ids[line]]);
        }
        Gone => {
            if world.funds.last().is_some_and(|fund| fund.status != "VERIFIED") {
                world.funds.pop();
                let id = stored.ids.pop();
                stored.run("DELETE FROM fund WHERE id = ?", [id]);
            }
        }
        Scheme => {
            let year = 2023 + step.at as i32 % 3;
            stored.scheme(year, &step.scheme);
            world.schemes.insert(year, step.scheme.clone());
        }
        Merged => {
            let at = step.at % world.merged.len();
            world.merged[at] = rest.merged[at];
            stored.merge(world.companies + at, rest.merged[at]);
        }
        Zone => {
            let zone = step.at % world.zones.len();
            world.zones[zone] = !world.zones[zone];
            stored.run("UPDATE zone SET counts = ? WHERE id = ?", params![world.zones[zone], stored.zones[zone]]);
        }
        Basis => {
            let project = step.at % world.projects.len();
            world.projects[project].basis = [None, Some("CAPITAL"), Some("EXPENDITURE")][step.to % 3];
            let basis = world.projects[project].basis;
            stored.run("UPDATE project SET basis = ? WHERE id = ?", params![basis, stored.projects[project]]);
        }
        Signed => {
            let project = step.at % world.projects.len();
            world.projects[project].signed.push(step.on);
            stored.ledger.signed(stored.projects[project], &step.on.to_string());
        }
        Ended => {
            let Some(last) = world.links.last_mut().filter(|link| link.from.is_none_or(|from| from <= step.on)) else { return };
            last.to = Some(step.on);
            stored.run("UPDATE ownership SET valid_to = ? WHERE id = (SELECT max(id) FROM ownership)", [step.on.to_string()]);
        }
        Unlisted => {
            let Some(edition) = world.editions.iter_mut().rev().find(|edition| !edition.entries.is_empty()) else { return };
            edition.entries.pop();
            stored.run("DELETE FROM entry WHERE id = (SELECT max(id) FROM entry)", []);
        }
    }
}

/// The figures of two questions, as posted and restated, against the recount; every second question finds what the first left.
fn agree(world: &World, stored: &Stored, asks: &[Ask]) -> Result<(), TestCaseError> {
    for ask in asks {
        for (restated, reading) in [(false, Reading::Posted), (true, Reading::Restated)] {
            let ask = Ask { restated, ..*ask };
            let before = world.recount(&Ask { year: ask.year - 1, ..ask });
            figures_agree(&stored.ledger, &query(&ask, reading), &world.recount(&ask), Some(&before))?;
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(64))]

    /// R4, R6, R12 from memory, whatever happened since it was filled.
    #[test]
    fn a_figure_from_memory_is_the_figure(
        world in any_world(SMALL),
        steps in prop::collection::vec(any_step(), 1..12),
        asks in prop::collection::vec(any_ask(), 2),
    ) {
        let mut world = world;
        let rest = rest_of(&mut world);
        let mut stored = Stored::new(&world, false);
        // What is final changes here all the same: memory does not rest on the guards.
        stored.ledger.conn.execute_batch(
            "DROP TRIGGER fund_final_update; DROP TRIGGER fund_final_delete; DROP TRIGGER fund_city_update",
        ).unwrap();
        agree(&world, &stored, &asks)?;
        for step in &steps {
            if step.in_vain {
                let (then, ids) = (world.clone(), stored.ids.clone());
                stored.run("BEGIN", []);
                happen(step, &mut world, &rest, &mut stored);
                agree(&world, &stored, &asks)?;
                stored.run("ROLLBACK", []);
                (world, stored.ids) = (then, ids);
            } else {
                happen(step, &mut world, &rest, &mut stored);
            }
            agree(&world, &stored, &asks)?;
        }
    }
}

/// What somebody does in the window.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Imported(usize),
    Verified(usize),
    Reversed(usize, u32),
    Deleted(usize),
    Listed,
    Owned(usize),
    Merged(usize, usize),
    SchemeSet(usize),
    Closed(usize),
    Undone,
    Redone,
    TakenBack,
    Refused,
}

fn any_deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => any::<usize>().prop_map(Deed::Imported),
        3 => any::<usize>().prop_map(Deed::Verified),
        1 => (any::<usize>(), 1..100_u32).prop_map(|(line, part)| Deed::Reversed(line, part)),
        1 => any::<usize>().prop_map(Deed::Deleted),
        1 => Just(Deed::Listed),
        1 => any::<usize>().prop_map(Deed::Owned),
        2 => (0..4_usize, 0..4_usize).prop_map(|(one, other)| Deed::Merged(one, other)),
        1 => any::<usize>().prop_map(Deed::SchemeSet),
        1 => (0..4_usize).prop_map(Deed::Closed),
        3 => Just(Deed::Undone),
        2 => Just(Deed::Redone),
        1 => Just(Deed::TakenBack),
        1 => Just(Deed::Refused),
    ]
}

const NAMES: [&str; 4] = ["示例甲", "示例乙", "示例丙", "示例丁"];
const TODAY: &str = "2026-03-01";
const HEADERS: &str = "流水号,投资方,形式,来源,到账日,币种,金额,落地区域,冲销流水号,凭证类型,凭证号,状态,填报人,认定人,认定日\n";

/// Does it; what the store refuses is refused, and changes nothing.
fn deed(bureau: &mut Bureau, deed: Deed, number: usize, ids: &[Id], import: &mut Option<Id>) {
    let now = noon(TODAY);
    let lines = fund::page_after(bureau.store.conn(), None, 500).expect("lines");
    let line = |at: usize, status: Status| {
        let of_status: Vec<_> = lines.iter().filter(|line| line.status == status).collect();
        of_status.get(at % of_status.len().max(1)).map(|line| (line.id, line.recognised_fen.0))
    };
    let store = &mut bureau.store;
    match deed {
        Deed::Imported(what) => {
            let on = day("2024-03-01") + Days::new(what as u64 % 700);
            let (status, by, verified) = match what % 4 {
                0 => ("RECHECKED", "", String::new()),
                1 => ("SUBMITTED", "", String::new()),
                _ => ("VERIFIED", "老王", (on + Days::new(what as u64 % 30)).to_string()),
            };
            let (who, yuan) = (NAMES[what % 3], 10_000 + what % 90_000);
            let row =
                format!("L-{number},{who},现金,省外,{on},CNY,{yuan},高新区,,bank_slip,V{number},{status},小李,{by},{verified}\n");
            *import = take(bureau, Kind::Funds, &[HEADERS, &row].concat()).import.or(*import);
        }
        Deed::Verified(at) => {
            let Some((line, _)) = line(at, Status::Rechecked).or(line(at, Status::Submitted)) else { return };
            let op = |store: &mut Store, op, go: fn(&Tx<'_>, Id) -> daowei_core::error::Result<()>| {
                drop(store.write(op, now, |tx| go(tx, line)))
            };
            op(store, Op::FundPassed, fund::pass);
            op(store, Op::FundRechecked, fund::recheck);
            op(store, Op::FundVerified, fund::verify);
        }
        Deed::Reversed(at, part) => {
            let Some((line, fen)) = line(at, Status::Verified) else { return };
            let amount = (fen * i64::from(part) / 100).max(1);
            drop(store.write(Op::FundReversed, now, |tx| fund::reverse(tx, line, day("2026-02-20"), Some(amount), None, None)));
        }
        Deed::Deleted(at) => {
            let Some(line) = lines.get(at % lines.len().max(1)).map(|line| line.id) else { return };
            drop(store.write(Op::FundDeleted, now, |tx| fund::delete(tx, line)));
        }
        Deed::Listed => {
            let rows = format!("排名,企业名称\n{},{}\n9,{}\n", number + 1, NAMES[number % 4], NAMES[(number + 1) % 4]);
            let (list, year) = (["F500", "C500"][number % 2], 2022 + number as i32 % 3);
            edition(bureau, list, year, &format!("{year}-08-05"), "a.csv", rows.into(), Mode::Whole);
        }
        Deed::Owned(what) => {
            let (parent, child) = (NAMES[what % 4], NAMES[(what + 1 + what / 4 % 3) % 4]);
            let text = format!("母公司,子公司,持股比例(%),控制方式\n{parent},{child},{},equity\n", 40 + what % 40);
            drop(import_rows(bureau, Kind::Ownership, &text, Mode::Whole));
        }
        Deed::Merged(one, other) => drop(store.merge_companies(ids[one], ids[other], None, now)),
        Deed::SchemeSet(what) => {
            let mut scheme = daowei_core::domain::scheme::Scheme::default_of(2024 + what as i32 % 3);
            scheme.edition_policy = EditionPolicy::ALL[what % 3];
            drop(store.write(Op::SchemeSet, now, |tx| scheme::set(tx, &scheme)));
        }
        Deed::Closed(quarter) => {
            let period = Period::Quarter(Quarter::new(2024 + number as i32 % 2, quarter as u8 + 1).expect("a quarter"));
            let on = period.through().last_day() + Days::new(8);
            drop(store.write(Op::PeriodClosed, now, |tx| close::close(tx, period, on)));
        }
        Deed::Undone => drop(store.undo(now)),
        Deed::Redone => drop(store.redo(now)),
        Deed::TakenBack => {
            if let Some(id) = import.take() {
                drop(store.revert_import(id, &[], now));
            }
        }
        Deed::Refused => {
            let refused = store.write(Op::ZoneAdded, now, |tx| {
                tx.execute("UPDATE zone SET counts = 1 - counts", [])?;
                kpi::table(tx, &asked(2025, 4, Reading::Posted))?;
                Err::<(), _>(Error::Cancelled {})
            });
            assert!(refused.is_err());
        }
    }
}

fn asked(year: i32, quarter: u8, reading: Reading) -> KpiQuery {
    let through = Quarter::new(year, quarter).expect("a quarter");
    let (attribution, level) = (Attribution::Exclusive, RecognitionLevel::District);
    KpiQuery { year, through, reading, attribution, level, as_of: day(TODAY) }
}

/// Every figure of three years, in both readings that are not frozen.
fn figures(store: &Store) -> Vec<(KpiTable, KpiMonths)> {
    let mut out = Vec::new();
    for year in 2024..=2026 {
        for quarter in [4, 1, 3] {
            for reading in [Reading::Posted, Reading::Restated] {
                let query = asked(year, quarter, reading);
                out.push((kpi::table(store.conn(), &query).expect("a table"), kpi::months(store.conn(), &query).expect("months")));
            }
        }
    }
    out
}

proptest! {
    #![proptest_config(cases(8))]

    /// The connection that writes, one that reads beside it all the time, and one that was opened just now say the same.
    #[test]
    fn every_connection_says_the_same_after_every_deed(deeds in prop::collection::vec(any_deed(), 1..20)) {
        let mut bureau = Bureau::new();
        let ids = NAMES.map(|name| bureau.company(name));
        for (code, names) in [("F500", [NAMES[0], NAMES[1]]), ("C500", [NAMES[0], NAMES[2]])] {
            let rows = format!("排名,企业名称\n1,{}\n2,{}\n", names[0], names[1]);
            edition(&mut bureau, code, 2022, "2022-08-05", "a.csv", rows.into(), Mode::Whole);
        }
        let beside = bureau.store.reader().expect("a reader");
        let mut import = None;
        for (number, one) in deeds.into_iter().enumerate() {
            deed(&mut bureau, one, number, &ids, &mut import);
            let fresh = figures(&bureau.store.reader().expect("a reader"));
            prop_assert_eq!(figures(&bureau.store), fresh.clone(), "{:?}", one);
            prop_assert_eq!(figures(&beside), fresh, "beside, {:?}", one);
        }
    }
}
