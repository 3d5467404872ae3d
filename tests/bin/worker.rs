//! Does one act of the ledger, for the tests that kill it or take its disk away.
//!
//! Arguments: the store's folder, and close, verify or reverse. It says `ready` once the store is open, waits for a line,
//! and says `done` once the act is acknowledged, or `refused` and the code.

use std::io::Write as _;
use std::path::Path;

use daowei_core::error::Result;
use daowei_core::journal::Op;
use daowei_core::store::{Access, Store, close, fund};
use daowei_tests::{PASSPHRASE, day, machine, noon};

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let [_, folder, act] = args.as_slice() else { panic!("folder, act") };
    let told = match done(Path::new(folder), act) {
        Ok(()) => "done".to_owned(),
        Err(error) => ["refused ", error.code()].concat(),
    };
    say(&told);
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).expect("somebody listens");
}

fn done(folder: &Path, act: &str) -> Result<()> {
    let mut store = Store::open(folder, "审核", PASSPHRASE, machine(11), Access::Write)?;
    say("ready");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).expect("a line");
    let now = noon("2025-07-08");
    match act {
        "close" => drop(
            store.write(Op::PeriodClosed, now, |tx| close::close(tx, "2025Q2".parse().expect("a period"), day("2025-07-08")))?,
        ),
        "verify" => drop(store.write(Op::FundVerified, now, |tx| fund::verify(tx, fund::find(tx, "W-1")?))?),
        "reverse" => drop(store.write(Op::FundReversed, now, |tx| {
            fund::reverse(tx, fund::find(tx, "V-2")?, day("2025-07-01"), None, Some("R-2"), None)
        })?),
        other => panic!("no act {other}"),
    }
    Ok(())
}
