//! The sample pack: writes `assets/sample/`, the canonical files that `init --sample` takes in through
//! the ordinary importer as history.
//!
//! Deterministic: seeded, without clock or float. What is invented carries 示例 in its name; real
//! companies stand only on two excerpts of published lists, as facts with their source. A test
//! proves that the committed files equal what this writes.

mod companies;
mod csv;
mod date;
mod funds;
mod meetings;
mod pack;
mod plans;
mod projects;
mod rates;
mod real;
mod rng;
mod scenes;
mod scenes_more;
mod targets;
#[cfg(test)]
mod tests;

use std::{fs, io, path::Path};

/// Every file of the pack: its path below the pack's folder, with `/`, and its text.
pub fn files() -> Vec<(String, String)> {
    let mut files = vec![
        ("companies.csv".to_owned(), companies::sheet().into_text()),
        ("funds.csv".to_owned(), funds::sheet().into_text()),
        ("meetings.csv".to_owned(), meetings::sheet().into_text()),
        ("ownership.csv".to_owned(), companies::ownership().into_text()),
        ("pack.json".to_owned(), pack::json()),
        ("projects.csv".to_owned(), projects::sheet().into_text()),
        ("rates.csv".to_owned(), rates::sheet().into_text()),
        ("targets.csv".to_owned(), targets::sheet().into_text()),
        ("editions/C500-2016.csv".to_owned(), companies::c500_2016().into_text()),
        ("editions/F500-2021.csv".to_owned(), companies::f500_2021().into_text()),
    ];
    for list in companies::LISTS {
        for (at, year) in companies::YEARS.into_iter().enumerate() {
            files.push((format!("editions/{}-{year}-sample.csv", list.code), companies::edition(list, at).into_text()));
        }
    }
    files
}

/// Writes the pack into `out`, the editions into a folder of their own.
///
/// # Errors
/// What the file system refuses.
pub fn write(out: &Path) -> io::Result<()> {
    fs::create_dir_all(out.join("editions"))?;
    for (name, text) in files() {
        fs::write(out.join(name), text)?;
    }
    Ok(())
}
