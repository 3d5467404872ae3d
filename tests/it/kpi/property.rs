//! Properties over random ledgers: the KPI equals the naive recount, explanations and months sum to
//! it (R20, I9), exclusive rows sum to the total (I10), and a snapshot gives back what was frozen.

use chrono::{Days, NaiveDate};
use daowei_core::domain::Id;
use daowei_core::domain::list::Attribution;
use daowei_core::domain::period::Quarter;
use daowei_core::domain::reading::{CompareBy, KpiFigure, KpiPart, Missing, Reading, RecognitionLevel};
use daowei_core::kpi::{self, KpiQuery};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

use super::ledger::{ALL_FORMS, Ledger, figures};
use super::recount::{Ask, Close, Edition, Fund, Link, Policy, Project, Recount, Scheme, World};
use super::stored::Stored;

const FORMS: [&str; 8] =
    ["cash", "shareholder_loan", "fixed_assets", "land", "in_kind", "intangible", "reinvested_profit", "equity_purchase"];
const ORIGINS: [&str; 4] = ["foreign", "other_province", "other_city", "local"];
pub const CODES: [&str; 4] = ["F500", "C500", "I100", "X"];

/// How large a bureau is: a small one meets its own edges more often, a large one is what there is.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    companies: usize,
    projects: usize,
    editions: usize,
    entries: usize,
    links: usize,
    lines: usize,
    /// Records of companies that were merged into others.
    merged: usize,
}

pub const SMALL: Sizes = Sizes { companies: 9, projects: 4, editions: 12, entries: 5, links: 10, lines: 40, merged: 2 };
const LARGE: Sizes = Sizes { companies: 400, projects: 60, editions: 24, entries: 120, links: 500, lines: 500, merged: 40 };

/// How many cases are tried: `PROPTEST_CASES` asks for another number.
pub fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig::with_cases(asked.unwrap_or(usual))
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 1, 1).unwrap()
}

/// A day from 2023 to the spring of 2026.
pub fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..1200_u64).prop_map(|days| first_day() + Days::new(days))
}

fn any_edition(sizes: Sizes) -> impl Strategy<Value = Edition> {
    // A coarse calendar, so that publications meet arrivals, New Year and each other.
    let published = prop_oneof![any_day(), (0..10_u64).prop_map(|k| first_day() + Days::new(k * 122 - k % 3))];
    let named = 0..sizes.companies + sizes.merged;
    let entries = prop::collection::vec((named, prop::option::weighted(0.8, 1..4_u32)), 0..sizes.entries);
    (0..CODES.len(), 2021..2027, published, entries).prop_map(|(list, year, published, entries)| Edition {
        list,
        year,
        published,
        entries,
    })
}

fn any_link(sizes: Sizes) -> impl Strategy<Value = Link> {
    let percent = prop_oneof![Just(500_000), Just(500_001), Just(340_000), Just(1_000_000), 0..=1_000_000_i64];
    let end = || prop::option::weighted(0.4, any_day());
    let companies = sizes.companies;
    (0..companies, 1..companies, percent, prop::bool::weighted(0.2), end(), end()).prop_map(
        move |(parent, step, percent_ppm, documented, from, to)| {
            let (from, to) = if from.zip(to).is_some_and(|(from, to)| from > to) { (to, from) } else { (from, to) };
            Link { parent, child: (parent + step) % companies, percent_ppm, documented, from, to }
        },
    )
}

fn any_project() -> impl Strategy<Value = Project> {
    let basis = prop_oneof![3 => Just(None), 1 => Just(Some("CAPITAL")), 1 => Just(Some("EXPENDITURE"))];
    let signed = prop_oneof![any_day(), (0..2000_u64).prop_map(|days| first_day() - Days::new(days))];
    (basis, prop::collection::vec(signed, 0..3)).prop_map(|(basis, signed)| Project { basis, signed })
}

pub fn any_scheme() -> impl Strategy<Value = Scheme> {
    let policy = prop_oneof![Just(Policy::A), Just(Policy::B), Just(Policy::C)];
    let origins = prop::sample::subsequence(ORIGINS.to_vec(), 2..=4);
    let forms = prop::sample::subsequence(FORMS.to_vec(), 5..=8);
    (policy, origins, forms, prop::option::of(0..3_usize)).prop_map(|(policy, origins, forms, third_list)| Scheme {
        policy,
        origins,
        forms,
        third_list,
    })
}

/// A line; what it is linked to is an index that is brought into what exists later.
fn any_fund(sizes: Sizes) -> impl Strategy<Value = (Fund, Option<(usize, bool)>)> {
    let status = prop_oneof![8 => Just("VERIFIED"), 1 => Just("SUBMITTED"), 1 => Just("RECHECKED"), 1 => Just("DRAFT")];
    let amount = prop_oneof![8 => 1..9_000_000_000_i64, 1 => 1..200_i64, 2 => -900_000_000..-1_i64];
    let rate = prop::option::weighted(0.3, (1_000..90_000_i64, prop_oneof![Just(1), Just(100)]));
    let share = prop_oneof![3 => Just(10_000_i64), 1 => 1..=10_000_i64];
    let recognised = || prop::option::weighted(0.7, -1_000..1_000_000_i64);
    let what = (
        prop::option::of(0..sizes.projects),
        0..sizes.companies + sizes.merged,
        0..FORMS.len(),
        0..ORIGINS.len(),
        prop_oneof![6 => Just(0), 1 => Just(1), 1 => Just(2)],
    );
    let when = (any_day(), prop_oneof![4 => 0..25_u64, 1 => 0..500_u64], status);
    let how_much = (amount, rate, share, recognised(), recognised());
    (what, when, how_much, prop::option::weighted(0.25, (any::<usize>(), prop::bool::weighted(0.8)))).prop_map(
        |(
            (project, investor, form, origin, zone),
            (arrived, waited, status),
            (amount_minor, rate, share_bp, city_fen, province_fen),
            link,
        )| {
            let fund = Fund {
                project,
                investor,
                form: FORMS[if form > 4 { 0 } else { form }],
                origin: ORIGINS[origin],
                zone,
                arrived,
                status,
                verified: (status == "VERIFIED").then(|| arrived + Days::new(waited)),
                amount_minor,
                rate,
                share_bp,
                city_fen,
                province_fen,
                linked: None,
            };
            (fund, link)
        },
    )
}

/// Closes in the order of their days: for each year some quarters, perhaps the year.
fn any_closes() -> impl Strategy<Value = Vec<Close>> {
    let year = (prop::collection::vec(prop::option::weighted(0.8, 1..40_u64), 4), prop::option::weighted(0.7, 5..60_u64));
    prop::collection::vec(year, 3).prop_map(|years| {
        let mut closes = Vec::new();
        for (year, (quarters, whole)) in (2023..).zip(years) {
            let end = |quarter: usize| Quarter::new(year, u8::try_from(quarter).unwrap()).unwrap().last_day();
            for (quarter, waited) in (1..=4).zip(quarters) {
                // The fourth seldom apart.
                if let Some(waited) = waited.filter(|waited| quarter < 4 || waited % 3 == 0) {
                    closes.push(Close { year, quarter, on: end(quarter) + Days::new(waited) });
                }
            }
            closes.extend(whole.map(|waited| Close { year, quarter: 0, on: end(4) + Days::new(waited) }));
        }
        closes.sort_by_key(|close| (close.on, close.year, close.quarter == 0, close.quarter));
        closes
    })
}

prop_compose! {
    pub fn any_world(sizes: Sizes)(
        editions in prop::collection::vec(any_edition(sizes), 0..sizes.editions),
        links in prop::collection::vec(any_link(sizes), 0..sizes.links),
        merged in prop::collection::vec(0..sizes.companies, sizes.merged),
        projects in prop::collection::vec(any_project(), sizes.projects),
        schemes in prop::collection::btree_map(2022..2027, any_scheme(), 0..5),
        funds in prop::collection::vec(any_fund(sizes), 0..sizes.lines),
        closes in any_closes(),
    ) -> World {
        let mut all: Vec<Fund> = Vec::new();
        for (mut fund, link) in funds {
            if let Some((to, reversal)) = link.filter(|_| !all.is_empty()) {
                let to = to % all.len();
                fund.linked = Some((to, if reversal { "reversal" } else { "correction" }));
                if reversal {
                    fund.amount_minor = -fund.amount_minor.abs();
                }
            }
            all.push(fund);
        }
        World {
            zones: vec![true, false, true],
            companies: sizes.companies,
            merged,
            lists: vec![Some(0), Some(1), Some(2), None],
            editions, links, projects, schemes, funds: all, closes,
        }
    }
}

pub fn query(ask: &Ask, reading: Reading) -> KpiQuery {
    let through = Quarter::new(ask.year, u8::try_from(ask.quarter).unwrap()).unwrap();
    KpiQuery {
        year: ask.year,
        through,
        reading,
        attribution: if ask.overlap { Attribution::Overlap } else { Attribution::Exclusive },
        level: RecognitionLevel::ALL[ask.level],
        as_of: through.last_day(),
    }
}

/// Every figure of the table and its months against the recount.
pub fn figures_agree(ledger: &Ledger, query: &KpiQuery, expected: &Recount, base: Option<&Recount>) -> Result<(), TestCaseError> {
    let table = kpi::table(&ledger.conn, query).unwrap();
    let rows = figures(&table);
    prop_assert_eq!(rows.map(|row| row.ytd_fen.0), expected.ytd);
    prop_assert_eq!(rows.map(|row| row.quarter_fen.0), expected.quarter);
    prop_assert_eq!(rows.map(|row| row.late_fen.0), expected.late);
    prop_assert_eq!(rows.map(|row| row.pending_fen.0), expected.pending);
    prop_assert_eq!(rows.map(|row| row.prior_year_fen.0), expected.prior_year);
    prop_assert_eq!(rows.map(|row| row.reversing_earlier_fen.0), expected.reversing_earlier);
    prop_assert_eq!(rows.map(|row| (row.funds, row.quarter_funds)), zipped(expected.funds, expected.quarter_funds));
    prop_assert_eq!(rows.map(|row| (row.companies, row.new_companies)), zipped(expected.companies, expected.new));
    let doubled = expected.ytd[..3].iter().sum::<i64>() - expected.ytd[3];
    prop_assert_eq!(table.double_counted_fen.0, doubled);
    if query.attribution == Attribution::Exclusive {
        prop_assert_eq!(doubled, 0, "I10");
    }
    for (row, figures) in rows.into_iter().enumerate() {
        let before = base.filter(|base| base.funds[row] > 0).map(|base| base.ytd[row]);
        prop_assert_eq!(figures.last_year_ytd_fen.map(|fen| fen.0), before);
        let missing = match (base, before) {
            (None, _) => Some(Missing::BaseNotPublished),
            (_, None) => Some(Missing::NoBase),
            (_, Some(before)) => (before <= 0).then_some(Missing::BaseNotPositive),
        };
        prop_assert_eq!(figures.yoy_pct_reason, missing);
    }
    let months = kpi::months(&ledger.conn, query).unwrap();
    for (row, figure) in KpiFigure::ALL.iter().enumerate() {
        let of_row: Vec<i64> = months.rows[row].months.iter().map(|month| month.month_fen.0).collect();
        prop_assert_eq!(&of_row[..], &expected.months[row][..of_row.len()]);
        prop_assert_eq!(of_row.iter().sum::<i64>(), expected.ytd[row], "I9");
        prop_assert_eq!(months.rows[row].months.last().unwrap().cumulative_fen.0, expected.ytd[row]);
        prop_assert_eq!(months.rows[row].line, *figure);
    }
    Ok(())
}

/// Every figure, and what explains it.
fn agrees(ledger: &Ledger, query: &KpiQuery, expected: &Recount, base: Option<&Recount>, ids: &[Id]) -> Result<(), TestCaseError> {
    figures_agree(ledger, query, expected, base)?;
    for (row, figure) in KpiFigure::ALL.iter().enumerate() {
        let explained = kpi::explain(&ledger.conn, query, *figure, KpiPart::Ytd).unwrap();
        prop_assert_eq!(explained.total_fen.0, expected.ytd[row], "R20");
        let behind: BTreeSet<Id> = explained.funds.iter().map(|fund| fund.id).collect();
        prop_assert_eq!(behind, expected.behind[row].iter().map(|index| ids[*index]).collect::<BTreeSet<Id>>());
        for (part, sum) in [
            (KpiPart::Quarter, expected.quarter),
            (KpiPart::Late, expected.late),
            (KpiPart::Pending, expected.pending),
            (KpiPart::PriorYear, expected.prior_year),
        ] {
            prop_assert_eq!(kpi::explain(&ledger.conn, query, *figure, part).unwrap().total_fen.0, sum[row], "{}", part);
        }
    }
    Ok(())
}

fn zipped(a: [u32; 4], b: [u32; 4]) -> [(u32, u32); 4] {
    std::array::from_fn(|row| (a[row], b[row]))
}

/// A year and a quarter with both a year before and closes.
pub fn any_ask() -> impl Strategy<Value = Ask> {
    (2024..=2025, 1..=4_usize, any::<bool>(), prop_oneof![4 => Just(0), 1 => Just(1), 1 => Just(2)])
        .prop_map(|(year, quarter, overlap, level)| Ask { year, quarter, restated: false, overlap, level })
}

/// R1–R7, R12, R20, I9, I10 against the naive recount, as posted, restated and published.
fn every_reading_agrees(world: &World, ask: Ask) -> Result<(), TestCaseError> {
    let Stored { ledger, ids, .. } = Stored::new(world, true);
    for restated in [false, true] {
        let ask = Ask { restated, ..ask };
        let reading = if restated { Reading::Restated } else { Reading::Posted };
        let before = world.recount(&Ask { year: ask.year - 1, ..ask });
        agrees(&ledger, &query(&ask, reading), &world.recount(&ask), Some(&before), &ids)?;
    }
    compared(&ledger, &query(&ask, Reading::Posted))?;
    let published = query(&ask, Reading::Published);
    match world.published(&ask) {
        Some((expected, base)) => agrees(&ledger, &published, &expected, base.as_ref(), &ids),
        None => {
            prop_assert_eq!(kpi::table(&ledger.conn, &published).unwrap_err().code(), "not-published");
            Ok(())
        }
    }
}

/// Each side says what the table does when it is asked that way, and what differs is the sum of the lines that are told.
fn compared(ledger: &Ledger, query: &KpiQuery) -> Result<(), TestCaseError> {
    for by in CompareBy::ALL {
        for figure in KpiFigure::ALL {
            let found = kpi::compare(&ledger.conn, query, *by, *figure, KpiPart::Ytd).unwrap();
            for (at, side) in found.sides.iter().enumerate() {
                let asked = match by {
                    CompareBy::Readings => KpiQuery { reading: Reading::ALL[at], ..*query },
                    CompareBy::Attributions => KpiQuery { attribution: Attribution::ALL[at], ..*query },
                    CompareBy::Levels => KpiQuery { level: RecognitionLevel::ALL[at], ..*query },
                    CompareBy::Policies if side.chosen => *query,
                    CompareBy::Policies => continue,
                };
                let table = kpi::table(&ledger.conn, &asked).ok();
                let sums = table.as_ref().map(|table| figures(table).map(|row| row.ytd_fen).to_vec());
                prop_assert_eq!(&side.figures, &sums, "{} {}", by, side.code);
            }
            let there: Vec<(usize, i64)> = found
                .sides
                .iter()
                .enumerate()
                .filter_map(|(at, side)| Some((at, side.figures.as_ref()?[*figure as usize].0)))
                .collect();
            for pair in there.windows(2) {
                let told = |at: usize| found.differences.iter().filter_map(|one| one.cells[at].fen).map(|fen| fen.0).sum::<i64>();
                prop_assert_eq!(pair[1].1 - pair[0].1, told(pair[1].0) - told(pair[0].0), "{} {}", by, figure);
            }
            prop_assert_eq!(found.untold, 0);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn the_kpi_equals_a_naive_recount(world in any_world(SMALL), ask in any_ask()) {
        every_reading_agrees(&world, ask)?;
    }

    /// Every verified line of the year is either behind the total or listed with a reason, never both.
    #[test]
    fn every_line_is_counted_or_explained(world in any_world(SMALL), ask in any_ask()) {
        let Stored { ledger, ids, .. } = Stored::new(&world, false);
        let query = query(&ask, Reading::Posted);
        let counted = kpi::explain(&ledger.conn, &query, KpiFigure::Total, KpiPart::Ytd).unwrap();
        let zero = kpi::not_counted(&ledger.conn, &query).unwrap();
        let mut seen: BTreeMap<Id, u32> = BTreeMap::new();
        counted.funds.iter().map(|fund| fund.id).chain(zero.iter().map(|fund| fund.id)).for_each(|id| *seen.entry(id).or_default() += 1);
        let arrived = |fund: &Fund| fund.status == "VERIFIED" && fund.arrived >= query.through.year_start() && fund.arrived <= query.through.last_day();
        let expected: BTreeMap<Id, u32> =
            world.funds.iter().zip(&ids).filter(|(fund, _)| arrived(fund)).map(|(_, id)| (*id, 1)).collect();
        prop_assert_eq!(seen, expected);
    }
}

proptest! {
    #![proptest_config(cases(2))]

    #[test]
    fn the_kpi_of_a_large_bureau_equals_a_naive_recount(world in any_world(LARGE), ask in any_ask()) {
        every_reading_agrees(&world, ask)?;
    }
}

trait YearStart {
    fn year_start(&self) -> NaiveDate;
}

impl YearStart for Quarter {
    fn year_start(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year(), 1, 1).unwrap()
    }
}

#[test]
fn the_forms_of_these_ledgers_are_all_there_are() {
    assert_eq!(FORMS.join(","), ALL_FORMS);
}
