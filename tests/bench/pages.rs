//! Pages of 100,000 companies: the first, and one at 90 % of the depth, each under a frame of 16 ms of processor time.

use std::time::Duration;

use cpu_time::ThreadTime;
use daowei_core::journal::Op;
use daowei_core::store::company::{self, Company, CompanyFilter, CompanySort};
use daowei_tests::{Bureau, noon};

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
    bureau
        .store
        .write(Op::CompanyAdded, noon("2025-01-02"), |tx| {
            for at in 0..COMPANIES {
                // Spread over the alphabet, so that the order of names is not the order of entry.
                let name = format!("示例{:06}科技有限公司", at.wrapping_mul(7_919) % 1_000_000);
                company::add(tx, Company { name_zh: Some(name), ..Company::default() })?;
            }
            Ok(())
        })
        .expect("the companies");
    for (what, offset) in [("first page", 0), ("page at 90 % depth", COMPANIES / 10 * 9)] {
        let mut took = Vec::with_capacity(ROUNDS);
        for _ in 0..ROUNDS {
            let start = ThreadTime::now();
            let (rows, total) = company::page(bureau.store.conn(), &CompanyFilter::default(), CompanySort::Rank, offset, PAGE_ROWS)
                .expect("a page");
            took.push(start.elapsed());
            assert_eq!((rows.len(), total), (PAGE_ROWS as usize, COMPANIES));
        }
        report::within(&["companies, ", what].concat(), &mut took, FRAME);
    }
}
