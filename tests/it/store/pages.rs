//! Pages of the grids.

use daowei_core::journal::Op;
use daowei_core::store::company::{self, Company, CompanyFilter, CompanySort};
use daowei_core::store::lists::{self, NewEntry};
use daowei_tests::{Bureau, day, noon};

/// The plain page walks an index and asks for no order; it is the order that every other page asks for.
#[test]
fn a_plain_page_of_companies_is_in_the_order_of_names() {
    let mut bureau = Bureau::new();
    let written = bureau.store.write(Op::CompanyAdded, noon("2025-01-02"), |tx| {
        for at in 0..60_u32 {
            let name = format!("示例{:03}公司", at.wrapping_mul(37) % 40); // some names twice
            let english = (at % 7 == 0).then(|| format!("Example {at}"));
            let name_zh = english.is_none().then_some(name);
            company::add(tx, Company { name_zh, name_en: english, ..Company::default() })?;
        }
        Ok(())
    });
    written.expect("the companies");
    let ids = |filter: &CompanyFilter, offset| {
        let page = company::page(bureau.store.conn(), filter, CompanySort::Name, offset, 25).expect("a page");
        (page.0.into_iter().map(|line| line.id).collect::<Vec<_>>(), page.1)
    };
    let asked = CompanyFilter { visited: Some(false), ..CompanyFilter::default() };
    for offset in [0, 25, 50] {
        let plain = ids(&CompanyFilter::default(), offset);
        assert_eq!(plain, ids(&asked, offset));
        assert_eq!(plain.1, 60);
    }
}

/// An edition without a filter is walked in the index by rank, which puts unranked entries first; the page has them last,
/// ties by id, as every other page does.
#[test]
fn a_plain_page_of_an_edition_is_in_the_order_of_ranks() {
    let mut bureau = Bureau::new();
    let written = bureau.store.write(Op::CompanyAdded, noon("2025-01-02"), |tx| {
        let list = lists::by_code(tx, "F500")?.expect("a list that every bureau has").id;
        let edition = lists::add_edition(tx, list, 2024, day("2024-08-05"), None, None)?;
        for at in 0..60_i32 {
            let name = format!("示例{at:03}公司");
            let company = company::add(tx, Company { name_zh: Some(name.clone()), ..Company::default() })?;
            let rank = (at % 5 != 0).then_some(at * 37 % 40 + 1); // some ranks twice, some none
            lists::add_entry(
                tx,
                &NewEntry {
                    edition,
                    company,
                    rank,
                    printed_name: &name,
                    country: None,
                    industry: None,
                    revenue: None,
                    revenue_unit: None,
                },
            )?;
        }
        Ok(edition)
    });
    let edition_id = Some(written.expect("the edition").value);
    let ids = |filter: &CompanyFilter, offset| {
        let page = company::page(bureau.store.conn(), filter, CompanySort::Rank, offset, 25).expect("a page");
        (page.0.into_iter().map(|line| (line.rank, line.id)).collect::<Vec<_>>(), page.1)
    };
    let plain = CompanyFilter { edition_id, ..CompanyFilter::default() };
    let asked = CompanyFilter { visited: Some(false), ..plain.clone() };
    for offset in [0, 25, 50] {
        let page = ids(&plain, offset);
        assert_eq!(page, ids(&asked, offset));
        assert_eq!(page.1, 60);
    }
    assert_eq!(ids(&plain, 50).0.last().expect("a row").0, None);
}
