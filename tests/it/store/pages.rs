//! Pages of the grids.

use daowei_core::journal::Op;
use daowei_core::store::company::{self, Company, CompanyFilter, CompanySort};
use daowei_tests::{Bureau, noon};

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
