//! Layouts seen before: what a person said about the columns of a file answers for the next file with the same headers.

use std::collections::BTreeMap;

use daowei_core::error::Error;
use daowei_core::store::imports::{self, Layout};
use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::rejects;
use super::run::EditionOf;
use super::table::Table;
use crate::columns::{Given, Header, NOTE};

/// What is remembered of a table once it is imported.
#[must_use]
pub fn layout(table: &Table, edition: Option<&EditionOf>) -> Layout {
    let of = |(at, header): (usize, &String)| {
        let mapped = table.mapping.columns.get(at).and_then(Option::as_ref).map(|mapped| mapped.key);
        let key = mapped.or_else(|| table.mapping.notes.contains(&at).then_some(NOTE));
        (header.clone(), key.map(str::to_owned))
    };
    let headers = table.layout.headers.iter().enumerate().filter(|(_, header)| !header.is_empty());
    let mapping: BTreeMap<String, Option<String>> = headers.map(of).filter(|(header, _)| !rejects::is_own_column(header)).collect();
    Layout {
        signature: signature(mapping.keys().map(String::as_str)),
        kind: table.kind.code().to_owned(),
        mapping,
        constants: table
            .constants
            .iter()
            .filter(|(_, text)| is_word(text))
            .map(|(key, text)| ((*key).to_owned(), text.clone()))
            .collect(),
        list_code: edition.map(|edition| edition.list.clone()),
        source: edition.and_then(|edition| edition.source.clone()),
    }
}

/// The layout that these headers were understood as, if a file with them was imported before.
///
/// # Errors
/// Failures of the database.
pub fn recall<'a>(conn: &Connection, headers: impl Iterator<Item = &'a str>) -> Result<Option<Layout>, Error> {
    imports::recall(conn, signature(headers.filter(|header| !rejects::is_own_column(header))))
}

/// A remembered mapping as one given by a person.
#[must_use]
pub fn given(layout: &Layout) -> Given {
    layout.mapping.iter().map(|(header, key)| (header.clone(), key.clone())).collect()
}

/// Whether a text holds for the next file too: a day, a year or an amount belongs to one file.
fn is_word(text: &str) -> bool {
    !text.bytes().any(|byte| byte.is_ascii_digit())
}

/// SHA-256 of the headers, normalised and in order of their letters: a column that moved is the same layout.
fn signature<'a>(headers: impl Iterator<Item = &'a str>) -> [u8; 32] {
    let mut folded: Vec<String> = headers.map(|header| Header::read(header).full).filter(|header| !header.is_empty()).collect();
    folded.sort_unstable();
    folded.dedup();
    let mut hash = Sha256::new();
    for header in folded {
        hash.update(header.as_bytes());
        // No header holds it, so that two headers are never one.
        hash.update([0]);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_width_make_no_other_layout() {
        let of = |headers: &[&str]| signature(headers.iter().copied());
        assert_eq!(of(&["企业名称", "金额(万元)"]), of(&["金额(万元)", " 企业名称 "]));
        assert_ne!(of(&["企业名称", "金额"]), of(&["企业名称金额"]));
        assert_ne!(of(&["企业名称"]), of(&["企业名称", "备注"]));
    }
}
