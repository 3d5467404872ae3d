//! Files in and out: imports on a real store, the reading process, the quarter's report.

mod account;
mod desk;
mod example;
mod fuzz;
mod hostile;
mod impact;
mod import;
mod lists;
mod matching;
mod reader;
mod report;
mod sample;
mod sheets;
mod takeback;
mod trial;
mod word;

use daowei_files::columns::Kind;
use daowei_files::import::Error;
use daowei_files::import::file::{Asked, Opened};
use daowei_files::import::run::{EditionOf, Fate, Imported, Mode, Watch};
use daowei_tests::{Bureau, day, noon};

/// The day on which the stories import.
pub(super) const TODAY: &str = "2026-03-01";

/// Imports a text as a file called `a.csv`.
pub(super) fn import(bureau: &mut Bureau, kind: Kind, text: &str, mode: Mode) -> Result<Imported, Error> {
    let opened = Opened::own("a.csv", text.as_bytes().to_vec())?;
    opened.import(&mut bureau.store, noon(TODAY), kind, Asked::default(), mode, &Watch::default()).map(|taken| taken.imported)
}

/// Imports a text whose every row must be good.
pub(super) fn take(bureau: &mut Bureau, kind: Kind, text: &str) -> Imported {
    let imported = import(bureau, kind, text, Mode::Whole).expect("an import");
    assert!(imported.kept, "{:?}", imported.plan.problems);
    imported
}

/// Imports a list edition.
pub(super) fn edition(
    bureau: &mut Bureau,
    list: &str,
    year: i32,
    published: &str,
    name: &str,
    bytes: Vec<u8>,
    mode: Mode,
) -> Imported {
    let edition =
        EditionOf {
            list: list.to_owned(), year, published_on: day(published), basis_year: None, source: Some("示例".to_owned())
        };
    let asked = Asked { edition: Some(edition), ..Asked::default() };
    let opened = Opened::own(name, bytes).expect("a file");
    opened.import(&mut bureau.store, noon(TODAY), Kind::Edition, asked, mode, &Watch::default()).expect("an import").imported
}

/// created, updated, unchanged, skipped, rejected.
pub(super) fn counts(imported: &Imported) -> [u32; 5] {
    [Fate::Created, Fate::Updated, Fate::Unchanged, Fate::Skipped, Fate::Rejected].map(|fate| imported.plan.count(fate))
}

/// The problems as row and code.
pub(super) fn codes(imported: &Imported) -> Vec<(u32, &'static str)> {
    imported.plan.problems.iter().map(|problem| (problem.row, problem.code)).collect()
}

/// The store's whole content.
pub(super) fn dump(bureau: &Bureau) -> String {
    let mut out = Vec::new();
    bureau.store.dump(&mut out).expect("a dump");
    String::from_utf8(out).expect("text")
}
