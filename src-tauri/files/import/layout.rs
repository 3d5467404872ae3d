//! `Workbook` → the tables in it: titles with the unit they name, one to three header rows joined,
//! columns, body rows with merged cells filled, sums and footers marked. Pure; knows headers only
//! through `columns`. Neighbours: [`super::propose`] says what a table may be.

mod body;
mod head;

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use daowei_core::domain::name::fold;
use sha2::{Digest, Sha256};

use crate::columns::{Given, Header, Kind, Unit, unit};
use crate::read::limits::Limit;
use crate::read::{Cell, Row, Sheet, Workbook};

pub use body::Aside;

/// How far down a header is looked for: titles, units and notes above it took four rows at most.
const HEADER_ROWS: usize = 12;

/// How many rows a header takes at most.
const HEADER_DEPTH: usize = 3;

/// A table found in a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The sheet's place among the workbook's.
    pub sheet: usize,
    /// The sheet's columns it takes.
    pub columns: Range<usize>,
    /// What stands above the header.
    pub titles: Vec<String>,
    /// The unit that titles or the sheet's name give to amounts whose header names none.
    pub unit: Option<Unit>,
    /// The year that titles or the sheet's name speak of.
    pub year: Option<i32>,
    /// The header's rows, by their places among the sheet's rows.
    pub header: Range<usize>,
    /// The header of each column, joined of its rows: `实际到位内资(亿元)/总额/目标值`.
    pub headers: Vec<String>,
    /// The rows below, by their places.
    pub body: Range<usize>,
    /// Whether the header holds nothing but question marks: an earlier program lost its characters.
    pub destroyed: bool,
    /// Merged cells of the body: place and column → the place whose cell they repeat.
    filled: HashMap<(usize, usize), usize>,
}

impl Layout {
    /// What tells this layout from others: a hash of its headers in their order, as hexadecimal digits.
    #[must_use]
    pub fn signature(&self) -> String {
        let headers: Vec<String> = self.headers.iter().map(|header| Header::read(header).full).collect();
        let hash = Sha256::digest(headers.join("\n").as_bytes());
        hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    /// The cell of a body row in a column of the sheet; a merged one repeats the first of its range.
    #[must_use]
    pub fn cell<'a>(&self, sheet: &'a Sheet, place: usize, column: usize) -> Cell<'a> {
        let from = |place: usize| sheet.row(place).map_or(Cell::Empty, |row| row.cell(column));
        match from(place) {
            Cell::Empty if !self.filled.is_empty() => self.filled.get(&(place, column)).map_or(Cell::Empty, |first| from(*first)),
            cell => cell,
        }
    }

    /// The columns of the sheet in which merged cells fill rows below their own, and how many rows they fill.
    #[must_use]
    pub fn spread(&self, sheet: &Sheet) -> (BTreeSet<usize>, usize) {
        let is_filled = |(place, column): &&(usize, usize)| sheet.row(*place).is_some_and(|row| row.cell(*column).is_blank());
        let filled: Vec<(usize, usize)> = self.filled.keys().filter(is_filled).copied().collect();
        let rows: BTreeSet<usize> = filled.iter().map(|(place, _)| *place).collect();
        (filled.into_iter().map(|(_, column)| column).collect(), rows.len())
    }

    /// Why a body row is no record, where it is none.
    #[must_use]
    pub fn aside(&self, row: Row<'_>) -> Option<Aside> {
        body::aside(self, row)
    }

    /// The first row of the body as a person counts it; the header's last one where there is no body.
    #[must_use]
    pub fn header_row(&self, sheet: &Sheet) -> u32 {
        self.header.clone().next_back().and_then(|place| sheet.row(place)).map_or(1, |row| row.number)
    }
}

/// The tables of a workbook: in the sheet of this name, else in all. With a kind, headers are judged by
/// that kind's names; else by those of every kind.
#[must_use]
pub fn tables(workbook: &Workbook, kind: Option<Kind>, sheet: Option<&str>, given: &Given) -> Vec<Layout> {
    let kinds = kind.as_ref().map_or(Kind::ALL, std::slice::from_ref);
    let wanted = |(_, candidate): &(usize, &Sheet)| sheet.is_none_or(|name| candidate.name == name) && !candidate.is_empty();
    workbook.sheets.iter().enumerate().filter(wanted).flat_map(|(at, sheet)| in_sheet(at, sheet, kinds, given)).collect()
}

/// The table of `found` with its header where a person says: its first row as they count, and how many rows it has.
/// Nothing where the sheet has no such row.
#[must_use]
pub fn under(workbook: &Workbook, found: &Layout, first_row: u32, rows: usize) -> Option<Layout> {
    let sheet = workbook.sheets.get(found.sheet)?;
    let start = sheet.place(first_row);
    let end = (start + rows.clamp(1, HEADER_DEPTH)).min(sheet.len());
    if start >= end {
        return None;
    }
    let judge = head::Judge { sheet, kinds: Kind::ALL, given: &Given::new() };
    Some(layout(found.sheet, sheet, judge.at(start..end, found.columns.clone())))
}

fn in_sheet(at: usize, sheet: &Sheet, kinds: &[Kind], given: &Given) -> Vec<Layout> {
    let width = sheet.rows().map(|row| row.len()).max().unwrap_or(0);
    let judge = head::Judge { sheet, kinds, given };
    let Some(whole) = judge.find(0..width) else { return Vec::new() };
    let blocks = head::blocks(sheet, &whole, width);
    let found: Vec<head::Head> = match blocks.len() {
        0 | 1 => vec![whole],
        _ => {
            let parts: Vec<head::Head> = blocks.into_iter().filter_map(|columns| judge.find(columns)).collect();
            if judge.stand_alone(&whole, &parts) { parts } else { vec![whole] }
        }
    };
    found.into_iter().map(|head| layout(at, sheet, head)).collect()
}

fn layout(at: usize, sheet: &Sheet, head: head::Head) -> Layout {
    let head::Head { rows: header, columns, headers, .. } = head;
    let mut titles: Vec<String> = Vec::new();
    for row in sheet.rows().take(header.start) {
        let cells = row.cells().enumerate().filter(|(column, _)| columns.contains(column) || columns.start == 0);
        let texts = cells.map(|(_, cell)| cell.shown().trim()).filter(|text| !text.is_empty());
        titles.extend(texts.map(str::to_owned));
    }
    let spoken = || titles.iter().map(String::as_str).chain([sheet.name.as_str()]);
    let body = header.end..sheet.len();
    let unit = spoken().find_map(unit_in);
    let year = spoken().find_map(year_in);
    let destroyed = header.clone().next_back().and_then(|place| sheet.row(place)).is_some_and(is_destroyed);
    let filled = fill(sheet, &body, &columns);
    Layout { sheet: at, columns, titles, unit, year, header, headers, body, destroyed, filled }
}

/// The unit a title names: `单位:万元`, `(金额单位:人民币亿元)`, and a sheet called `到资(万元)`.
fn unit_in(title: &str) -> Option<Unit> {
    let title = daowei_core::domain::name::half_width(title);
    let ends = |c: char| matches!(c, ')' | ']' | '】' | ',' | '，' | ';') || c.is_whitespace();
    let after = |word: &str| {
        title.match_indices(word).find_map(|(at, _)| {
            let rest = title[at + word.len()..].trim_start_matches([':', '：', ' ', '为']);
            unit::parse(rest.split(ends).next().unwrap_or_default())
        })
    };
    let money = |unit: &Unit| matches!(unit, Unit::Money { .. });
    after("单位").or_else(|| after("(")).filter(money)
}

/// The year a title speaks of: `2025年度目标任务`.
fn year_in(title: &str) -> Option<i32> {
    title.match_indices('年').find_map(|(at, _)| {
        let digits = title.get(at.checked_sub(4)?..at)?;
        digits.parse().ok().filter(|year| (1990..=2100).contains(year))
    })
}

/// Vertically merged cells of the body: all of them say what the first says.
fn fill(sheet: &Sheet, body: &Range<usize>, columns: &Range<usize>) -> HashMap<(usize, usize), usize> {
    let mut filled = HashMap::new();
    for merge in &sheet.merges {
        let column = merge.left as usize;
        if merge.top == merge.bottom || !columns.contains(&column) {
            continue;
        }
        let first = sheet.place(merge.top);
        let ends = sheet.place(merge.bottom.saturating_add(1));
        if first < body.start || sheet.row(first).is_none_or(|row| row.number != merge.top) {
            continue;
        }
        for place in first + 1..ends {
            filled.insert((place, column), first);
        }
        // Ranges that overlap are not made by any program; they must not multiply either.
        if filled.len() as u64 > Limit::Cells.most() / 4 {
            break;
        }
    }
    filled
}

/// Whether most of a row's filled cells are nothing but question marks or replacement characters.
fn is_destroyed(row: Row<'_>) -> bool {
    let filled = || row.cells().filter(|cell| !cell.is_blank());
    let lost = |cell: &Cell<'_>| cell.shown().trim().chars().all(|c| matches!(c, '?' | '\u{fffd}' | '？'));
    let (all, lost) = (filled().count(), filled().filter(lost).count());
    lost >= 2 && lost * 2 > all
}

/// Whether two headers are the same to a reader.
fn same(first: &str, second: &str) -> bool {
    fold(first) == fold(second)
}

#[cfg(test)]
mod tests;
