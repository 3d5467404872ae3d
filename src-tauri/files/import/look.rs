//! What a file was found to be, for a person to see and to change: its tables, what each column is and why, its
//! first lines. Pure but for the memory of layouts.

use std::collections::BTreeMap;
use std::sync::Arc;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::Error;
use super::file::Opened;
use super::layout::{self, Layout};
use super::memory;
use super::propose::{self, Proposal};
use super::table::Table;
use crate::columns::{self, CERTAIN, Given, Kind, Mapping, Measure, NOTE, Unit, Why};
use crate::read::{Encoding, Workbook};

/// How many of a column's values are shown.
const SAMPLES: usize = 3;
/// How many characters of a cell are shown before rows are reviewed.
const SHOWN_CHARS: usize = 60;
/// How many body rows the preview has, and how many columns.
const PREVIEW_ROWS: usize = 8;
const PREVIEW_COLUMNS: usize = 40;

/// What a person says about a file, over what was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, specta::Type)]
pub struct Shape {
    /// The encoding, where the guess was wrong.
    pub encoding: Option<Encoding>,
    /// The table, by its place among those found.
    pub table: Option<u32>,
    /// The header's first row as a person counts.
    pub header_row: Option<u32>,
    /// How many rows the header has.
    pub header_rows: Option<u32>,
    /// What the rows are.
    pub kind: Option<Kind>,
    /// A header to a key, or to nothing for a column left out.
    pub mapping: BTreeMap<String, Option<String>>,
    /// What every row says of a key that has no column; an empty text takes back what is remembered.
    #[serde(default)]
    pub constants: BTreeMap<String, String>,
}

/// A table that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct FoundTable {
    /// The sheet's name; empty where the format has none.
    pub sheet: String,
    /// What stands above the header.
    pub title: Option<String>,
    /// The header's first row as a person counts.
    pub header_row: u32,
    /// How many rows the header has.
    pub header_rows: u32,
    /// How many rows stand below.
    pub rows: u32,
}

/// A column of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct FoundColumn {
    /// Its place in the table.
    pub at: u32,
    /// Its header as the file has it.
    pub header: String,
    /// What it is taken as; nothing where it is left out.
    pub key: Option<String>,
    /// What it may be, where that is too unsure to be taken.
    pub perhaps: Option<String>,
    /// How sure that is, in percent.
    pub confidence: u8,
    /// Why.
    pub reason: Option<Why>,
    /// The unit of its amounts.
    pub unit: Option<String>,
    /// The first of its values.
    pub samples: Vec<String>,
}

/// A column that the kind has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Field {
    /// Its key.
    pub key: String,
    /// Its canonical header.
    pub header: String,
    /// Whether the kind needs it, or another in its place.
    pub required: bool,
}

/// How well a kind fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct KindScore {
    /// The kind.
    pub kind: Kind,
    /// In percent.
    pub score: u8,
}

/// A line of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct PreviewLine {
    /// The row as a person counts.
    pub row: u32,
    /// Whether it belongs to the header.
    pub header: bool,
    /// Its cells.
    pub cells: Vec<String>,
}

/// Why the file cannot be taken as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Fault {
    /// The code; its sentence is `error-<code>`.
    pub code: String,
    /// The message's arguments.
    pub args: BTreeMap<String, String>,
}

/// What a file was found to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Look {
    /// Its name.
    pub name: String,
    /// Its format's code.
    pub format: Option<String>,
    /// The encoding its text was read in.
    pub encoding: Option<Encoding>,
    /// How sure that is, in percent.
    pub encoding_certainty: Option<u8>,
    /// The encodings there are.
    pub encodings: Vec<Encoding>,
    /// The tables in it.
    pub tables: Vec<FoundTable>,
    /// The one that is looked at.
    pub table: Option<u32>,
    /// What its rows are taken as.
    pub kind: Option<Kind>,
    /// How well each kind fits, the best first.
    pub kinds: Vec<KindScore>,
    /// Its columns.
    pub columns: Vec<FoundColumn>,
    /// The columns that the kind has.
    pub fields: Vec<Field>,
    /// What every row says of a key that has no column.
    pub constants: BTreeMap<String, String>,
    /// Headers that the kind needs and neither a column nor a word for all rows gives.
    pub missing: Vec<String>,
    /// Its first lines.
    pub preview: Vec<PreviewLine>,
    /// Whether a file with these headers was imported before.
    pub remembered: bool,
    /// For a list that was remembered: its code.
    pub list_code: Option<String>,
    /// For a list that was remembered: where it was taken from.
    pub source: Option<String>,
    /// Why it cannot be taken as it is.
    pub problem: Option<Fault>,
}

/// What is settled about the table that is looked at.
struct Settled {
    at: usize,
    layout: Layout,
    kind: Kind,
    mapping: Mapping,
    memory: Option<daowei_core::store::imports::Layout>,
}

/// Looks at a file as a person shaped it; the table where one can be taken.
///
/// # Errors
/// Failures of the database.
pub fn look(opened: &Opened, shape: &Shape, conn: &Connection) -> Result<(Look, Option<Table>), Error> {
    let workbook = &opened.workbook;
    let found = layout::tables(workbook, None, None, &Given::new());
    let mut look = Look {
        name: opened.origin.file_name.clone(),
        format: workbook.format.map(|format| format.code().to_owned()),
        encoding: workbook.encoding.map(|guess| guess.encoding),
        encoding_certainty: workbook.encoding.map(|guess| guess.certainty),
        encodings: Encoding::ALL.to_vec(),
        tables: found.iter().map(|layout| found_table(workbook, layout)).collect(),
        table: None,
        kind: None,
        kinds: Vec::new(),
        columns: Vec::new(),
        fields: Vec::new(),
        constants: BTreeMap::new(),
        missing: Vec::new(),
        preview: Vec::new(),
        remembered: false,
        list_code: None,
        source: None,
        problem: None,
    };
    let Some(settled) = settle(workbook, &found, shape, conn)? else {
        let expected = columns::columns(Kind::Companies).iter().map(|column| column.header).collect::<Vec<_>>().join(", ");
        look.problem = Some(fault(&Error::NoHeader { kind: Kind::Companies, expected }));
        look.preview = first_lines(workbook);
        return Ok((look, None));
    };
    let Settled { at, layout, kind, mapping, memory } = settled;
    look.kinds = scores(workbook, &layout, &shape_given(shape));
    look.preview = preview(workbook, &layout);
    if let Some(shown) = look.tables.get_mut(at) {
        *shown = found_table(workbook, &layout);
    }
    look.table = u32::try_from(at).ok();
    look.kind = Some(kind);
    look.fields = columns::columns(kind)
        .iter()
        .map(|column| Field { key: column.key.to_owned(), header: column.header.to_owned(), required: column.required.is_some() })
        .collect();
    look.remembered = memory.is_some();
    look.list_code = memory.as_ref().and_then(|memory| memory.list_code.clone());
    look.source = memory.as_ref().and_then(|memory| memory.source.clone());
    let (taken, perhaps) = certain(&mapping, &layout.headers);
    let mut table = Table::new(Arc::clone(workbook), layout, kind, taken);
    let remembered = memory.map(|memory| memory.constants).unwrap_or_default();
    table.say_of_every_row(remembered.iter().chain(&shape.constants));
    look.constants = table.constants.iter().map(|(key, text)| ((*key).to_owned(), text.clone())).collect();
    look.columns = found_columns(&table, &perhaps);
    look.missing = table.missing().into_iter().map(str::to_owned).collect();
    if table.layout.destroyed && !look.missing.is_empty() {
        look.problem = Some(fault(&Error::HeaderDestroyed { shown: table.layout.headers.join(",") }));
    }
    let whole = look.missing.is_empty() && look.problem.is_none();
    Ok((look, whole.then_some(table)))
}

/// The table that is meant, what its rows are and what its columns are: as a person said, else as it was last time,
/// else as it fits best.
fn settle(workbook: &Workbook, found: &[Layout], shape: &Shape, conn: &Connection) -> Result<Option<Settled>, Error> {
    let asked = shape.table.and_then(|at| usize::try_from(at).ok()).filter(|at| *at < found.len());
    let mut layouts = found.to_vec();
    if let (Some(row), Some(layout)) = (shape.header_row, layouts.get_mut(asked.unwrap_or(0))) {
        let rows = shape.header_rows.and_then(|rows| usize::try_from(rows).ok()).unwrap_or(1);
        if let Some(moved) = layout::under(workbook, layout, row, rows) {
            *layout = moved;
        }
    }
    let places: Vec<usize> = match (asked, shape.header_row) {
        (Some(at), _) => vec![at],
        (None, Some(_)) if !layouts.is_empty() => vec![0],
        (None, _) => (0..layouts.len()).collect(),
    };
    for at in &places {
        let headers = layouts[*at].headers.iter().map(String::as_str);
        let Some(memory) = memory::recall(conn, headers)? else { continue };
        let Some(kind) = Kind::from_code(&memory.kind).filter(|kind| shape.kind.is_none_or(|asked| asked == *kind)) else {
            continue;
        };
        let mut given = memory::given(&memory);
        given.extend(shape_given(shape));
        let best = propose::proposals_as(workbook, &layouts[*at..=*at], &[kind], &given, Why::Remembered).into_iter().next();
        if let Some(Proposal { mut mapping, .. }) = best {
            said_now(&mut mapping, shape);
            return Ok(Some(Settled { at: *at, layout: layouts.swap_remove(*at), kind, mapping, memory: Some(memory) }));
        }
    }
    let kinds = shape.kind.as_ref().map_or(Kind::ALL, std::slice::from_ref);
    let given = shape_given(shape);
    let proposals = propose::proposals(workbook, &layouts, kinds, &given);
    let best = proposals.into_iter().find(|proposal| places.contains(&proposal.table));
    if let Some(Proposal { table, kind, mapping, .. }) = best {
        return Ok(Some(Settled { at: table, layout: layouts.swap_remove(table), kind, mapping, memory: None }));
    }
    // Nothing fits, and a person said what it is: its columns are theirs to name.
    let (Some(at), Some(kind)) = (places.first().copied(), shape.kind.or(Some(Kind::Companies))) else { return Ok(None) };
    let layout = layouts.swap_remove(at);
    let mapping = columns::map(kind, &layout.headers, &given);
    Ok(Some(Settled { at, layout, kind, mapping, memory: None }))
}

fn shape_given(shape: &Shape) -> Given {
    shape.mapping.iter().map(|(header, key)| (header.clone(), key.clone())).collect()
}

/// What a person said just now is told as such, also where the rest is remembered.
fn said_now(mapping: &mut Mapping, shape: &Shape) {
    for mapped in mapping.columns.iter_mut().flatten() {
        if shape.mapping.contains_key(&mapped.header) {
            mapped.why = Why::Given;
        }
    }
}

/// A mapping without what is too unsure to be taken, and that.
fn certain(mapping: &Mapping, headers: &[String]) -> (Mapping, Mapping) {
    let mut taken = mapping.clone();
    for column in &mut taken.columns {
        if column.as_ref().is_some_and(|mapped| mapped.certainty < CERTAIN) {
            *column = None;
        }
    }
    taken.ignored = columns::ignored(headers, &taken);
    (taken, mapping.clone())
}

/// How well each kind fits a table, the best first.
fn scores(workbook: &Workbook, layout: &Layout, given: &Given) -> Vec<KindScore> {
    let found = propose::proposals(workbook, std::slice::from_ref(layout), Kind::ALL, given);
    let mut scores: Vec<KindScore> =
        found.into_iter().map(|proposal| KindScore { kind: proposal.kind, score: proposal.score }).collect();
    let rest: Vec<Kind> = Kind::ALL.iter().copied().filter(|kind| !scores.iter().any(|known| known.kind == *kind)).collect();
    scores.extend(rest.into_iter().map(|kind| KindScore { kind, score: 0 }));
    scores
}

fn found_table(workbook: &Workbook, layout: &Layout) -> FoundTable {
    let sheet = workbook.sheets.get(layout.sheet);
    let number = sheet.and_then(|sheet| sheet.row(layout.header.start)).map_or(1, |row| row.number);
    FoundTable {
        sheet: sheet.map_or_else(String::new, |sheet| sheet.name.clone()),
        title: (!layout.titles.is_empty()).then(|| layout.titles.join(" ")),
        header_row: number,
        header_rows: u32::try_from(layout.header.len()).unwrap_or(1),
        rows: u32::try_from(layout.body.len()).unwrap_or(u32::MAX),
    }
}

fn found_columns(table: &Table, perhaps: &Mapping) -> Vec<FoundColumn> {
    let money = |key: &str| columns::columns(table.kind).iter().any(|column| column.key == key && column.measure == Measure::Money);
    let unit_of = |unit: Option<Unit>| match unit {
        Some(Unit::Money { power, currency }) => Some(columns::unit::shown(power, currency)),
        _ => None,
    };
    let column = |at: usize| {
        let mapped = table.mapping.columns.get(at).and_then(Option::as_ref);
        let unsure = perhaps.columns.get(at).and_then(Option::as_ref).filter(|_| mapped.is_none());
        let note = table.mapping.notes.contains(&at);
        let unit = mapped.filter(|mapped| money(mapped.key)).and_then(|mapped| mapped.unit.or(table.layout.unit));
        FoundColumn {
            at: u32::try_from(at).unwrap_or(u32::MAX),
            header: table.layout.headers[at].clone(),
            key: mapped.map(|mapped| mapped.key.to_owned()).or_else(|| note.then(|| NOTE.to_owned())),
            perhaps: unsure.map(|mapped| mapped.key.to_owned()),
            confidence: mapped.or(unsure).map_or(if note { 100 } else { 0 }, |mapped| mapped.certainty),
            reason: mapped.or(unsure).map(|mapped| mapped.why).or(note.then_some(Why::Given)),
            unit: unit_of(unit),
            samples: samples(table, at),
        }
    };
    (0..table.layout.headers.len()).map(column).collect()
}

fn samples(table: &Table, at: usize) -> Vec<String> {
    let cells = table.rows().take(200).map(|row| short(row.cell(at).shown()));
    cells.filter(|text| !text.is_empty()).take(SAMPLES).collect()
}

fn short(text: &str) -> String {
    text.trim().chars().take(SHOWN_CHARS).collect()
}

fn preview(workbook: &Workbook, layout: &Layout) -> Vec<PreviewLine> {
    let Some(sheet) = workbook.sheets.get(layout.sheet) else { return Vec::new() };
    let columns = layout.columns.clone().take(PREVIEW_COLUMNS);
    let line = |(place, row): (usize, crate::read::Row<'_>)| PreviewLine {
        row: row.number,
        header: layout.header.contains(&place),
        cells: columns.clone().map(|column| short(layout.cell(sheet, place, column).shown())).collect(),
    };
    sheet.rows().enumerate().take(layout.header.end + PREVIEW_ROWS).map(line).collect()
}

/// The first lines of the first sheet that has some, where no table was found.
fn first_lines(workbook: &Workbook) -> Vec<PreviewLine> {
    let Some(sheet) = workbook.sheets.iter().find(|sheet| !sheet.is_empty()) else { return Vec::new() };
    let line = |row: crate::read::Row<'_>| PreviewLine {
        row: row.number,
        header: false,
        cells: row.cells().take(PREVIEW_COLUMNS).map(|cell| short(cell.shown())).collect(),
    };
    sheet.rows().take(PREVIEW_ROWS).map(line).collect()
}

fn fault(error: &Error) -> Fault {
    let args = error.args().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Fault { code: error.code().to_owned(), args }
}
