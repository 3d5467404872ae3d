//! Tables → what each may be: kinds with a score, and for each the columns with certainty and reason.
//! A person settles it in the window; the command line takes the best of the kind it was told.

mod content;

use crate::columns::{self, Given, Kind, Mapping, Why};
use crate::read::Workbook;

use super::layout::Layout;

/// A kind that a table may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The table, by its place among the layouts.
    pub table: usize,
    /// What its rows would be.
    pub kind: Kind,
    /// How well it fits, in percent.
    pub score: u8,
    /// What each column would be.
    pub mapping: Mapping,
    /// Canonical headers that the kind needs and the table lacks.
    pub missing: Vec<&'static str>,
}

/// What the tables may be, the best first; what fits not at all is left out.
#[must_use]
pub fn proposals(workbook: &Workbook, layouts: &[Layout], kinds: &[Kind], given: &Given) -> Vec<Proposal> {
    proposals_as(workbook, layouts, kinds, given, Why::Given)
}

/// As [`proposals`], saying why the columns given are what they are.
#[must_use]
pub fn proposals_as(workbook: &Workbook, layouts: &[Layout], kinds: &[Kind], given: &Given, why: Why) -> Vec<Proposal> {
    let mut found = Vec::new();
    for (table, layout) in layouts.iter().enumerate() {
        let samples = workbook.sheets.get(layout.sheet).map(|sheet| content::Samples::take(sheet, layout)).unwrap_or_default();
        for kind in kinds {
            let mut mapping = columns::map_as(*kind, &layout.headers, given, why);
            samples.complete(*kind, layout, given, &mut mapping);
            let missing = mapping.missing(*kind);
            let score = score(*kind, layout, &mapping);
            if score > 0 {
                found.push(Proposal { table, kind: *kind, score, mapping, missing });
            }
        }
    }
    // The order of tables and kinds decides between equals; a table without rows comes last.
    let empty = |proposal: &Proposal| layouts[proposal.table].body.is_empty();
    found.sort_by(|one, other| (empty(one), other.score).cmp(&(empty(other), one.score)));
    found
}

/// Half for what the kind needs, half for how many of the table's headers it knows, each by its certainty.
fn score(kind: Kind, layout: &Layout, mapping: &Mapping) -> u8 {
    let needed = columns::columns(kind).iter().filter(|column| column.required.is_some()).count();
    let held = needed - mapping.missing(kind).len();
    let headers = layout.headers.iter().filter(|header| !header.is_empty()).count().max(1);
    let sure: usize = mapping.columns.iter().flatten().map(|mapped| usize::from(mapped.certainty)).sum();
    let whole = if needed == held { 50 } else { held * 30 / needed.max(1) };
    u8::try_from(whole + sure / headers / 2).unwrap_or(100).min(100)
}

#[cfg(test)]
mod tests;
