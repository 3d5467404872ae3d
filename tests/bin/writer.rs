//! Logs meetings without end and says the id of each once it is committed, for the test that kills it.
//!
//! Arguments: the store's folder, the company's id, a seed.

use std::io::Write as _;
use std::path::Path;

use daowei_core::domain::Id;
use daowei_core::domain::meeting::{Level, Mode};
use daowei_core::journal::Op;
use daowei_core::store::meeting::{self, Meeting};
use daowei_core::store::{Access, Store};
use daowei_tests::{PASSPHRASE, day, machine, noon};

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let [_, folder, company, seed] = args.as_slice() else { panic!("folder, company, seed") };
    let company: Id = company.parse().expect("an id");
    let seed: u64 = seed.parse().expect("a number");
    let mut store = Store::open(Path::new(folder), "admin", PASSPHRASE, machine(seed), Access::Write).expect("the store");
    let mut out = std::io::stdout().lock();
    for number in 0_u64.. {
        let id = store.write(Op::MeetingLogged, noon("2025-06-01"), |tx| meeting::log(tx, &said(company, seed, number)));
        writeln!(out, "{}", id.expect("logged").value).and_then(|()| out.flush()).expect("somebody listens");
    }
}

fn said(company: Id, seed: u64, number: u64) -> Meeting {
    Meeting {
        held_on: day("2025-06-01"),
        mode: Mode::Visit,
        level: Level::District,
        company_id: company,
        project_id: None,
        place: Some("企业总部".to_owned()),
        lead_person: None,
        our_people: None,
        their_people: None,
        topics: Some(format!("第{seed}轮第{number}次:扩产选址、用地与用能条件")),
        asks: None,
        promises: None,
        blockers: None,
        next_step: Some("回访".to_owned()),
        next_owner: None,
        next_due_on: Some(day("2025-06-30")),
        next_done_on: None,
        trip: None,
    }
}
