//! What the program promises to be quick at, each measured beside its floor in the same run.
//!
//! `cargo xtask bench` measures all; names as arguments choose some: carry, door, import, kpi (ledger with it), pages,
//! search, start.

#![expect(clippy::disallowed_methods, reason = "floors are plain SQLite, without a door")]

mod carry;
mod door;
mod import;
mod kpi;
mod ledger;
mod pages;
mod report;
mod search;
mod start;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if let Some((import::ALONE, arguments)) = wanted.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        return import::alone(arguments);
    }
    let all: [(&str, fn()); 8] = [
        ("carry", carry::run),
        ("door", door::run),
        ("import", import::run),
        ("kpi", kpi::run),
        // What follows from the figures belongs to them; the name chooses it alone.
        ("ledger", ledger::run),
        ("pages", pages::run),
        ("search", search::run),
        ("start", start::run),
    ];
    for (name, run) in all {
        if wanted.is_empty() || wanted.iter().any(|one| one == name || (one == "kpi" && name == "ledger")) {
            run();
        }
    }
}
