//! A table that is to be imported: where it stands, what its columns are, what a person mended in it.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use crate::columns::{self, CERTAIN, Given, Kind, Mapped, Mapping};
use crate::problem::{Code, Problem};
use crate::read::{Cell, Row, Sheet, Workbook};

use super::Error;
use super::file::Asked;
use super::layout::{self, Aside, Layout};
use super::propose::{self, Proposal};

/// Texts typed by a person in place of cells: the row as a person counts it and the column of the sheet,
/// the first being 0 → the text; an empty one empties the cell.
pub type Mends = BTreeMap<(u32, u32), String>;

/// What every row says of a key that has no column: canonical key → text, read as a cell would be.
pub type Constants = BTreeMap<&'static str, String>;

/// A table of a file, its header mapped.
#[derive(Debug, Clone)]
pub struct Table {
    /// What its rows are.
    pub kind: Kind,
    /// The sheet it stands in; empty where the format has none.
    pub sheet: String,
    /// The header's row number, its last one where it has several.
    pub header_row: u32,
    /// What each column is.
    pub mapping: Mapping,
    /// Where it stands.
    pub layout: Layout,
    /// What a person typed in place of cells.
    pub mends: Mends,
    /// What every row says.
    pub constants: Constants,
    /// Other tables of the file that hold rows and were not taken: sheet and first header.
    pub others: Vec<String>,
    workbook: Arc<Workbook>,
    places: HashMap<&'static str, usize>,
}

impl Table {
    /// A table as proposed, or as a person settled it.
    #[must_use]
    pub fn new(workbook: Arc<Workbook>, layout: Layout, kind: Kind, mapping: Mapping) -> Self {
        let sheet = workbook.sheets.get(layout.sheet);
        let name = sheet.map_or_else(String::new, |sheet| sheet.name.clone());
        let header_row = sheet.map_or(1, |sheet| layout.header_row(sheet));
        let places = mapping.columns.iter().enumerate().filter_map(|(place, mapped)| Some((mapped.as_ref()?.key, place))).collect();
        let mut constants = Constants::new();
        // A table of targets often says its year in the title alone.
        if let (Kind::Targets, None, Some(year)) = (kind, mapping.place(YEAR), layout.year) {
            constants.insert(YEAR, year.to_string());
        }
        Self {
            kind,
            sheet: name,
            header_row,
            mapping,
            layout,
            mends: Mends::new(),
            constants,
            others: Vec::new(),
            workbook,
            places,
        }
    }

    /// Takes what every row says, key by key, where the kind has such a column and the file has none; the later word
    /// stands, and an empty one takes back.
    pub fn say_of_every_row<'s>(&mut self, said: impl Iterator<Item = (&'s String, &'s String)>) {
        for (key, text) in said {
            let known = columns::columns(self.kind).iter().find(|column| column.key == key.as_str());
            let Some(column) = known.filter(|column| self.mapping.place(column.key).is_none()) else { continue };
            match text.trim() {
                "" => drop(self.constants.remove(column.key)),
                text => drop(self.constants.insert(column.key, text.to_owned())),
            }
        }
    }

    /// The canonical headers that the kind needs and neither columns nor constants give.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let given = |header: &&str| {
            let column = columns::columns(self.kind).iter().find(|column| column.header == *header);
            column.is_some_and(|column| self.constants.contains_key(column.key))
        };
        self.mapping.missing(self.kind).into_iter().filter(|header| !given(header)).collect()
    }

    /// The rows below the header that are not blank.
    pub fn rows(&self) -> impl Iterator<Item = TableRow<'_>> {
        self.rows_at(self.layout.body.clone())
    }

    /// Those of some places among the sheet's rows.
    pub(super) fn rows_at(&self, places: Range<usize>) -> impl Iterator<Item = TableRow<'_>> {
        let sheet = self.sheet_of();
        places.filter_map(move |place| {
            let row = sheet.and_then(|sheet| sheet.row(place))?;
            let aside = self.layout.aside(row);
            (aside != Some(Aside::Blank)).then_some(TableRow { table: self, sheet: sheet?, row, place, aside })
        })
    }

    /// The row of this number, as a person counts it.
    #[must_use]
    pub fn row(&self, number: u32) -> Option<TableRow<'_>> {
        let sheet = self.sheet_of()?;
        let place = sheet.place(number);
        let row = sheet.row(place).filter(|row| row.number == number)?;
        Some(TableRow { table: self, sheet, row, place, aside: self.layout.aside(row) })
    }

    /// What is to be said about the table as a whole, under its header's row.
    pub(super) fn notices(&self) -> Vec<Problem> {
        let mut notices = Vec::new();
        if !self.others.is_empty() {
            let named = self.others.join("; ");
            notices.push(Problem::of_row(self.header_row, Code::OtherTables).with("value", named));
        }
        let (spread, rows) = self.sheet_of().map(|sheet| self.layout.spread(sheet)).unwrap_or_default();
        let taken = |column: &usize| self.mapping.columns.get(*column - self.layout.columns.start)?.as_ref();
        let headers: Vec<&str> = spread.iter().filter_map(taken).map(|mapped| mapped.header.as_str()).collect();
        if !headers.is_empty() {
            let notice = Problem::of_row(self.header_row, Code::CellsSpread);
            notices.push(notice.with("columns", headers.join(", ")).with("rows", rows));
        }
        if let Some(text) = &self.workbook.cut_short {
            let last = self.layout.body.clone().next_back().and_then(|place| self.sheet_of()?.row(place));
            let row = last.map_or(self.header_row, |row| row.number);
            notices.push(Problem::of_row(row, Code::CutShort).with("value", text));
        }
        notices
    }

    fn sheet_of(&self) -> Option<&Sheet> {
        self.workbook.sheets.get(self.layout.sheet)
    }

    /// The column of a key among the table's own, and what it is.
    pub(super) fn mapped(&self, key: &str) -> Option<(usize, &Mapped)> {
        let place = *self.places.get(key)?;
        Some((place, self.mapping.columns.get(place)?.as_ref()?))
    }
}

const YEAR: &str = "year";

/// A row of a table.
#[derive(Clone, Copy)]
pub struct TableRow<'a> {
    table: &'a Table,
    sheet: &'a Sheet,
    row: Row<'a>,
    place: usize,
    aside: Option<Aside>,
}

impl<'a> TableRow<'a> {
    /// Its number as a person sees it.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.row.number
    }

    /// The cell in a column of the table, the first being 0: mended, or as the file has it.
    #[must_use]
    pub fn cell(&self, column: usize) -> Cell<'a> {
        let column = self.table.layout.columns.start + column;
        if !self.table.mends.is_empty()
            && let Some(text) = u32::try_from(column).ok().and_then(|column| self.table.mends.get(&(self.row.number, column)))
        {
            return Cell::text(text);
        }
        self.table.layout.cell(self.sheet, self.place, column)
    }

    /// Why it is no record, where it is none.
    #[must_use]
    pub const fn aside(&self) -> Option<Aside> {
        self.aside
    }
}

/// Finds the table of a kind: in the sheet asked for, else the one in the file that fits best. Columns that
/// are not certain to be what they seem are left out.
///
/// # Errors
/// [`Error::NoSheet`], [`Error::HeaderDestroyed`], [`Error::NoHeader`], [`Error::ColumnsMissing`],
/// [`Error::MappingKey`].
pub fn find(workbook: impl Into<Arc<Workbook>>, kind: Kind, sheet: Option<&str>, given: &Given) -> Result<Table, Error> {
    find_asked(workbook, kind, &Asked { sheet: sheet.map(str::to_owned), mapping: given.clone(), ..Asked::default() })
}

/// As [`find`], with all that a person may say of a file.
///
/// # Errors
/// As [`find`].
pub fn find_asked(workbook: impl Into<Arc<Workbook>>, kind: Kind, asked: &Asked) -> Result<Table, Error> {
    let workbook = workbook.into();
    let (given, sheet) = (&asked.mapping, asked.sheet.as_deref());
    columns::check_given(kind, given)?;
    if let Some(name) = sheet.filter(|name| !workbook.sheets.iter().any(|sheet| sheet.name == **name)) {
        let sheets = workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>().join(", ");
        return Err(Error::NoSheet { name: name.to_owned(), sheets });
    }
    let mut layouts = layout::tables(&workbook, Some(kind), sheet, given);
    let proposals = propose::proposals(&workbook, &layouts, &[kind], given);
    let best = proposals.into_iter().find(|proposal| proposal.mapping.recognised() > 0);
    let table = best.map(|Proposal { table, mut mapping, .. }| {
        let layout = layouts.swap_remove(table);
        keep_certain(&mut mapping, &layout.headers);
        if asked.note_the_rest {
            mapping.note_the_rest(kind, &layout.headers);
            mapping.notes.retain(|place| !super::rejects::is_own_column(&layout.headers[*place]));
        }
        let mut table = Table::new(Arc::clone(&workbook), layout, kind, mapping);
        table.constants.extend(asked.constants.iter().map(|(key, text)| (*key, text.clone())));
        table.mends.clone_from(&asked.mends);
        table
    });
    let missing = table.as_ref().map(Table::missing);
    match (table, missing) {
        (Some(mut table), Some(missing)) if missing.is_empty() => {
            table.others = others(&workbook, &layouts);
            Ok(table)
        }
        (table, missing) => {
            if let Some(layout) = table.iter().map(|table| &table.layout).chain(&layouts).find(|layout| layout.destroyed) {
                return Err(Error::HeaderDestroyed { shown: layout.headers.join(",") });
            }
            match missing {
                Some(missing) => Err(Error::ColumnsMissing { columns: missing.join(", ") }),
                None => {
                    let expected = columns::columns(kind).iter().map(|column| column.header).collect::<Vec<_>>().join(", ");
                    Err(Error::NoHeader { kind, expected })
                }
            }
        }
    }
}

/// Leaves out what a person would have to look at first.
fn keep_certain(mapping: &mut Mapping, headers: &[String]) {
    for column in &mut mapping.columns {
        if column.as_ref().is_some_and(|mapped| mapped.certainty < CERTAIN) {
            *column = None;
        }
    }
    mapping.ignored = columns::ignored(headers, mapping);
}

/// What is said of tables that were not taken.
fn others(workbook: &Workbook, layouts: &[Layout]) -> Vec<String> {
    let filled = layouts.iter().filter(|layout| !layout.body.is_empty());
    let named = filled.map(|layout| {
        let sheet = workbook.sheets.get(layout.sheet).map_or("", |sheet| sheet.name.as_str());
        let first = layout.headers.iter().find(|header| !header.is_empty()).map_or("", String::as_str);
        [sheet, first].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(": ")
    });
    named.collect()
}
