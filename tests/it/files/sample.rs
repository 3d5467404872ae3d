//! The sample pack is a bureau's files: it comes in like any other's, whole.

use std::path::PathBuf;

use daowei_core::journal::Op;
use daowei_core::store::zones;
use daowei_files::columns::Kind;
use daowei_files::import::file::{Asked, Opened};
use daowei_files::import::run::{EditionOf, Fate, Mode, Watch};
use daowei_tests::{Bureau, day, noon};

/// The pack's files in the order in which they build upon each other.
pub(crate) fn import_sample(bureau: &mut Bureau) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../assets/sample");
    let pack: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.join("pack.json")).expect("the pack")).expect("JSON");
    let text = |value: &serde_json::Value, key: &str| value[key].as_str().map(str::to_owned);
    for zone in pack["zones"].as_array().expect("zones") {
        let (name, counts) = (text(zone, "name").expect("a name"), zone["counts"].as_bool().expect("yes or no"));
        bureau.store.write(Op::ZoneAdded, noon("2026-12-31"), |tx| zones::add(tx, &name, counts)).expect("a zone");
    }
    for file in pack["files"].as_array().expect("files") {
        let name = text(file, "file").expect("a name");
        let kind = Kind::from_code(&text(file, "kind").expect("a kind")).expect("a known kind");
        let edition = text(file, "list").map(|list| EditionOf {
            list,
            year: i32::try_from(file["year"].as_i64().expect("a year")).expect("a year"),
            published_on: day(&text(file, "published").expect("a date")),
            basis_year: file["basis_year"].as_i64().and_then(|year| i32::try_from(year).ok()),
            source: text(file, "source"),
        });
        let opened = Opened::own(&name, std::fs::read(folder.join(&name)).expect("a file")).expect("a readable file");
        let asked = Asked { edition, ..Asked::default() };
        let taken =
            opened.import(&mut bureau.store, noon("2026-12-31"), kind, asked, Mode::Whole, &Watch::default()).expect("an import");
        let (imported, batch) = (taken.imported, taken.batch);
        assert!(imported.kept, "{name}: {:?}", imported.plan.problems);
        let made = imported.plan.count(Fate::Created) + imported.plan.count(Fate::Updated);
        assert_eq!(made as usize, imported.plan.rows.len(), "{name}: every row makes a record, or revises a target");
        assert!(batch.ignored_columns.is_empty(), "{name}: {:?}", batch.ignored_columns);
    }
}

#[test]
fn the_sample_pack_comes_in_whole() {
    let mut bureau = Bureau::new();
    import_sample(&mut bureau);
}
