//! Pages of 100,000 companies: the first, and one at 90 % of the depth, each under a frame of 16 ms of processor time.

use std::time::Duration;

use cpu_time::ThreadTime;
use daowei_core::journal::Op;
use daowei_core::store::company::{self, Company, CompanyFilter, CompanySort};
use daowei_core::store::lists::{self, NewEntry};
use daowei_tests::{Bureau, day, noon};

use crate::report;

/// Companies in the store.
const COMPANIES: u32 = 100_000;
/// Rows of a page, as the window asks for them.
const PAGE_ROWS: u32 = 100;
/// Rounds of each.
const ROUNDS: usize = 100;
/// A frame at 60 Hz.
const FRAME: Duration = Duration::from_millis(16);

/// Measures and prints.
pub fn run() {
    let mut bureau = Bureau::new();
    let written = bureau.store.write(Op::CompanyAdded, noon("2025-01-02"), |tx| {
        let list = lists::by_code(tx, "F500")?.expect("a list that every bureau has").id;
        let edition = lists::add_edition(tx, list, 2024, day("2024-08-05"), None, None)?;
        for at in 0..COMPANIES {
            // Spread over the alphabet, so that the order of names is not the order of entry.
            let name = format!("示例{:06}科技有限公司", at.wrapping_mul(7_919) % 1_000_000);
            let company = company::add(tx, Company { name_zh: Some(name.clone()), ..Company::default() })?;
            let rank = i32::try_from(at.wrapping_mul(104_729) % COMPANIES + 1).ok();
            let (country, industry, revenue, revenue_unit) = (None, None, None, None);
            lists::add_entry(
                tx,
                &NewEntry { edition, company, rank, printed_name: &name, country, industry, revenue, revenue_unit },
            )?;
        }
        Ok(edition)
    });
    let edition = written.expect("the companies").value;
    for (of, edition_id) in [("companies", None), ("companies of an edition by rank", Some(edition))] {
        let filter = CompanyFilter { edition_id, ..CompanyFilter::default() };
        for (what, offset) in [("first page", 0), ("page at 90 % depth", COMPANIES / 10 * 9)] {
            let mut took = Vec::with_capacity(ROUNDS);
            for _ in 0..ROUNDS {
                let start = ThreadTime::now();
                let (rows, total) =
                    company::page(bureau.store.conn(), &filter, CompanySort::Rank, offset, PAGE_ROWS).expect("a page");
                took.push(start.elapsed());
                assert_eq!((rows.len(), total), (PAGE_ROWS as usize, COMPANIES));
            }
            report::within(&[of, ", ", what].concat(), &mut took, FRAME);
        }
    }
}
