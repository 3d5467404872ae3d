//! What the program promises to be quick at, each measured beside its floor in the same run.
//!
//! `cargo xtask bench` measures all; names as arguments choose some: door, pages.

mod door;
mod pages;
mod report;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let all: [(&str, fn()); 2] = [("door", door::run), ("pages", pages::run)];
    for (name, run) in all {
        if wanted.is_empty() || wanted.iter().any(|one| one == name) {
            run();
        }
    }
}
