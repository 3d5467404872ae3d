//! Finding the header: which rows, and where tables that stand side by side part.

use std::collections::HashSet;
use std::ops::Range;

use daowei_core::domain::name::fold;

use super::{HEADER_DEPTH, HEADER_ROWS, is_destroyed};
use crate::columns::{self, Given, Kind};
use crate::read::{Cell, Row, Sheet};

/// A header that was found.
pub(super) struct Head {
    pub(super) rows: Range<usize>,
    pub(super) columns: Range<usize>,
    pub(super) headers: Vec<String>,
}

/// Judges which rows of a sheet are its header.
pub(super) struct Judge<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) kinds: &'a [Kind],
    pub(super) given: &'a Given,
}

impl Judge<'_> {
    /// The best header of these columns: the one in which a kind finds most of its names, the earlier and
    /// the shallower where several do; where none finds any, the first row that looks like one.
    pub(super) fn find(&self, columns: Range<usize>) -> Option<Head> {
        let mut best: Option<(u32, Head)> = None;
        let mut plain = None;
        for first in (0..self.sheet.len().min(HEADER_ROWS)).filter(|first| !self.is_continued(*first, &columns)) {
            for depth in 1..=HEADER_DEPTH.min(self.sheet.len() - first) {
                if depth > 1 && !self.is_joined(first, depth, &columns) {
                    break;
                }
                let rows = first..first + depth;
                let headers = self.headers(&rows, &columns);
                let score = self.score(&headers);
                let looks = looks_like_one(&headers) || self.sheet.row(first).is_some_and(is_destroyed);
                let head = || Head { rows: rows.clone(), columns: columns.clone(), headers: headers.clone() };
                if score > 0 && best.as_ref().is_none_or(|(held, _)| score > *held) {
                    best = Some((score, head()));
                }
                // The deepest join of the first row that looks like a header.
                if looks && plain.as_ref().is_none_or(|held: &Head| held.rows.start == first) {
                    plain = Some(head());
                }
            }
        }
        best.map(|(_, head)| head).or(plain)
    }

    /// Whether a cell from above reaches into a row, so that no header begins there.
    fn is_continued(&self, place: usize, columns: &Range<usize>) -> bool {
        let number = self.sheet.row(place).map_or(0, |row| row.number);
        let reaches = |merge: &crate::read::Merge| merge.top < number && number <= merge.bottom;
        self.sheet.merges.iter().any(|merge| reaches(merge) && columns.contains(&(merge.left as usize)))
    }

    /// The header that these rows are, as a person says.
    pub(super) fn at(&self, rows: Range<usize>, columns: Range<usize>) -> Head {
        let headers = self.headers(&rows, &columns);
        Head { rows, columns, headers }
    }

    /// How well headers fit the kind they fit best: names found, and needed ones counted double.
    fn score(&self, headers: &[String]) -> u32 {
        let of = |kind: Kind| {
            let mapping = columns::map(kind, headers, self.given);
            let needed = columns::columns(kind).iter().filter(|column| column.required.is_some());
            let held = needed.filter(|column| mapping.place(column.key).is_some()).count();
            let sure: u32 = mapping.columns.iter().flatten().map(|mapped| u32::from(mapped.certainty)).sum();
            u32::try_from(held).unwrap_or(0) * 100 + sure
        };
        self.kinds.iter().map(|kind| of(*kind)).max().unwrap_or(0)
    }

    /// Whether the rows below the first belong to one header with it: cells merged over rows or columns, or,
    /// where a format keeps no merges, groups whose first column has a name of its own below.
    fn is_joined(&self, first: usize, depth: usize, columns: &Range<usize>) -> bool {
        let (Some(top), Some(last)) = (self.sheet.row(first), self.sheet.row(first + depth - 1)) else { return false };
        // The rows of one header follow each other, and hold names, not values.
        if last.number != top.number + u32::try_from(depth).unwrap_or(1) - 1 {
            return false;
        }
        let cells = || columns.clone().map(|column| last.cell(column)).filter(|cell| !cell.is_blank());
        if cells().count() == 0 || cells().any(is_value) {
            return false;
        }
        let above = last.number - 1;
        let merged = self.sheet.merges.iter().any(|merge| {
            let within = columns.contains(&(merge.left as usize));
            let down = merge.top <= above && merge.bottom >= last.number;
            let across = merge.bottom == above && merge.right > merge.left && merge.top >= top.number;
            within && (down || across && cells_below(last, merge.left, merge.right))
        });
        let Some(upper) = self.sheet.row(first + depth - 2) else { return false };
        merged || grouped(upper, last, columns)
    }

    /// The joined header of each column.
    fn headers(&self, rows: &Range<usize>, columns: &Range<usize>) -> Vec<String> {
        columns.clone().map(|column| self.header(rows, column, columns)).collect()
    }

    fn header(&self, rows: &Range<usize>, column: usize, columns: &Range<usize>) -> String {
        let mut parts: Vec<&str> = Vec::new();
        for place in rows.clone() {
            let is_last = place + 1 == rows.end;
            let Some(row) = self.sheet.row(place) else { continue };
            let text = self.merged(row, column).unwrap_or_else(|| row.cell(column)).shown().trim();
            let text = if text.is_empty() && !is_last { self.group(place, column, columns).unwrap_or("") } else { text };
            if !text.is_empty() && parts.last() != Some(&text) {
                parts.push(text);
            }
        }
        parts.iter().map(|part| part.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join("/")
    }

    /// The cell that a merged range shows in this one.
    fn merged(&self, row: Row<'_>, column: usize) -> Option<Cell<'_>> {
        let covers = |merge: &&crate::read::Merge| {
            (merge.top..=merge.bottom).contains(&row.number) && (merge.left as usize..=merge.right as usize).contains(&column)
        };
        let merge = self.sheet.merges.iter().find(covers)?;
        let first = self.sheet.row(self.sheet.place(merge.top)).filter(|first| first.number == merge.top)?;
        Some(first.cell(merge.left as usize))
    }

    /// The group to the left that a column belongs to, where nothing says so but blanks.
    fn group(&self, place: usize, column: usize, columns: &Range<usize>) -> Option<&str> {
        if !self.sheet.merges.is_empty() {
            return None;
        }
        let (row, below) = (self.sheet.row(place)?, self.sheet.row(place + 1)?);
        if below.cell(column).is_blank() {
            return None;
        }
        let left = (columns.start..column).rev().find(|left| !row.cell(*left).is_blank())?;
        // A group's first column has a name of its own below; a column with one name only is no group.
        (!below.cell(left).is_blank()).then(|| row.cell(left).shown().trim())
    }

    /// Whether parts that stand side by side are tables by themselves: their headers repeat, or at least two
    /// of them have all that a kind needs.
    pub(super) fn stand_alone(&self, whole: &Head, parts: &[Head]) -> bool {
        let mut seen = HashSet::new();
        let names = whole.headers.iter().map(|header| fold(header)).filter(|header| !header.is_empty());
        let repeats = names.filter(|header| !seen.insert(header.clone())).count();
        let complete =
            |head: &&Head| self.kinds.iter().any(|kind| columns::map(*kind, &head.headers, self.given).missing(*kind).is_empty());
        repeats > 0 || parts.iter().filter(complete).count() > 1
    }
}

/// Whether a merged range has more than one name below it.
fn cells_below(row: Row<'_>, left: u32, right: u32) -> bool {
    (left..=right).filter(|column| !row.cell(*column as usize).is_blank()).count() > 1
}

/// Whether the upper row groups the lower: it has blanks where the lower has names, every blank has a group
/// to its left whose first column has a name below, and the lower has blanks where a name needs no second.
fn grouped(upper: Row<'_>, lower: Row<'_>, columns: &Range<usize>) -> bool {
    let mut group: Option<usize> = None;
    let mut members = 0;
    for column in columns.clone() {
        match (upper.cell(column).is_blank(), lower.cell(column).is_blank()) {
            (false, below) => group = if below { None } else { Some(column) },
            (true, false) if group.is_none() => return false,
            (true, false) => members += 1,
            (true, true) => {}
        }
    }
    members > 0
}

/// Whether a cell holds a value rather than a name: a number, a date, or text that begins with a digit.
fn is_value(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) | Cell::Error(_) => true,
        Cell::Text(text) => {
            let text = text.trim();
            let digits = text.chars().filter(char::is_ascii_digit).count();
            digits * 2 > text.chars().count() || text == "-"
        }
        Cell::Empty => false,
    }
}

/// Whether headers look like some: at least two names (or one, in a table of one column), none of them a value.
fn looks_like_one(headers: &[String]) -> bool {
    let filled: Vec<&String> = headers.iter().filter(|header| !header.is_empty()).collect();
    let enough = filled.len() >= headers.len().clamp(1, 2);
    enough && filled.iter().all(|header| !is_value(Cell::Text(header)) && header.chars().count() <= 60)
}

/// The runs of columns between columns that are blank from the header down, and, where a header repeats
/// itself as a whole, each repetition.
pub(super) fn blocks(sheet: &Sheet, head: &Head, width: usize) -> Vec<Range<usize>> {
    if let Some(period) = period(&head.headers) {
        return (0..width / period).map(|at| at * period..(at + 1) * period).collect();
    }
    let mut blank: Vec<bool> = head.headers.iter().map(String::is_empty).collect();
    if !blank.iter().skip(1).rev().skip(1).any(|blank| *blank) {
        return Vec::new();
    }
    for row in sheet.rows().skip(head.rows.end) {
        for (column, cell) in row.cells().enumerate() {
            if let Some(blank) = blank.get_mut(column).filter(|blank| **blank) {
                *blank = cell.is_blank();
            }
        }
    }
    let mut blocks = Vec::new();
    let mut start = None;
    for column in 0..=width {
        let filled = blank.get(column).is_some_and(|blank| !blank);
        match (filled, start) {
            (true, None) => start = Some(column),
            (false, Some(from)) => {
                blocks.push(from..column);
                start = None;
            }
            _ => {}
        }
    }
    blocks
}

/// The length of a header that stands twice or more side by side without a blank between.
fn period(headers: &[String]) -> Option<usize> {
    let folded: Vec<String> = headers.iter().map(|header| fold(header)).collect();
    (2..=folded.len() / 2).find(|period| {
        folded.len().is_multiple_of(*period)
            && !folded[..*period].iter().all(String::is_empty)
            && folded.chunks(*period).all(|chunk| chunk == &folded[..*period])
            && folded[..*period].iter().collect::<HashSet<_>>().len() == *period
    })
}
