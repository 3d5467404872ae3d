//! A plan with the table it was made of, handed out in pages, so that a window holds no more rows than it shows.

use std::collections::HashMap;
use std::sync::Arc;

use daowei_core::domain::matching::{Candidate, Ground};
use daowei_core::domain::name::fold;
use daowei_core::kpi::EditionImpact;
use serde::{Deserialize, Serialize};

use super::choices::{Choice, Choices};
use super::impact::ImpactCounts;
use super::run::{Fate, Plan, PlannedChange, PlannedRow};
use super::table::Table;
use crate::problem::Problem;

/// How much of a cell a page carries; what is longer is read in the file itself.
const CELL_CHARS: usize = 300;

/// Which rows are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, specta::Type)]
#[serde(rename_all = "lowercase")]
pub enum Filter {
    /// Every one.
    All,
    /// Those that make a record.
    Created,
    /// Those that change one.
    Updated,
    /// Those that say what stands.
    Unchanged,
    /// Those passed over.
    Skipped,
    /// Those not taken.
    Rejected,
    /// Those that name a company in doubt.
    Doubtful,
    /// Those with something worth saying.
    Warned,
}

/// A column of the review: one that is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ReviewColumn {
    /// Its place in the table.
    pub at: u32,
    /// Its header as the file has it.
    pub header: String,
    /// What it is taken as.
    pub key: String,
}

/// A plan in numbers; rows = created + updated + unchanged + skipped + rejected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Counts {
    /// How many rows there are.
    pub rows: u32,
    /// How many make a record.
    pub created: u32,
    /// How many change one.
    pub updated: u32,
    /// How many say what stands already.
    pub unchanged: u32,
    /// How many are passed over.
    pub skipped: u32,
    /// How many are not taken.
    pub rejected: u32,
    /// How many name a company in doubt; a mark beside their fate.
    pub doubtful: u32,
    /// How many have something worth saying.
    pub warned: u32,
    /// Companies that are made.
    pub companies_made: u32,
    /// The columns of the review.
    pub columns: Vec<ReviewColumn>,
    /// What is to be said about the file as a whole.
    pub notices: Vec<Problem>,
    /// What an edition would change beyond its own rows, while it is looked at.
    pub impact: Option<ImpactCounts>,
}

/// A row of the review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct ReviewRow {
    /// The row as a person sees it.
    pub row: u32,
    /// What it is about.
    pub title: String,
    /// What becomes of it.
    pub fate: Fate,
    /// Whether it names a company in doubt.
    pub doubtful: bool,
    /// Its cells, by the review's columns.
    pub cells: Vec<String>,
    /// Places among them that a person typed over.
    pub mended: Vec<u32>,
    /// What it changes.
    pub changes: Vec<PlannedChange>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// What is worth saying about it.
    pub warnings: Vec<Problem>,
}

/// A name in doubt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct DoubtfulName {
    /// The key of the column it stands in.
    pub field: String,
    /// As the rows write it.
    pub written: String,
    /// How many rows do.
    pub rows: u32,
    /// The first of them.
    pub row: u32,
    /// Whom it may mean, the likeliest first.
    pub candidates: Vec<Candidate>,
    /// What was decided since the plan was made.
    pub choice: Option<Choice>,
}

/// A plan and its table.
#[derive(Debug)]
pub struct Planned {
    /// The table, as it was mended.
    pub table: Arc<Table>,
    /// What becomes of its rows.
    pub plan: Plan,
    /// What an edition would change beyond its own rows.
    pub impact: Option<EditionImpact>,
    columns: Vec<ReviewColumn>,
    /// Places in the plan's rows, by filter.
    places: HashMap<Filter, Vec<u32>>,
    doubts: Vec<DoubtfulName>,
}

impl Planned {
    /// Makes a plan ready to be looked at.
    #[must_use]
    pub fn new(table: Arc<Table>, plan: Plan, impact: Option<EditionImpact>) -> Self {
        let columns = columns(&table);
        let mut places: HashMap<Filter, Vec<u32>> = HashMap::new();
        for (place, row) in (0_u32..).zip(&plan.rows) {
            places.entry(of_fate(row.fate)).or_default().push(place);
            if !row.doubts.is_empty() {
                places.entry(Filter::Doubtful).or_default().push(place);
            }
            if !of_row(&plan.warnings, row.row).is_empty() {
                places.entry(Filter::Warned).or_default().push(place);
            }
        }
        let doubts = doubts(&plan.rows);
        Self { table, plan, impact, columns, places, doubts }
    }

    /// The plan in numbers.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let of = |filter| u32::try_from(self.places.get(&filter).map_or(0, Vec::len)).unwrap_or(u32::MAX);
        Counts {
            rows: u32::try_from(self.plan.rows.len()).unwrap_or(u32::MAX),
            created: of(Filter::Created),
            updated: of(Filter::Updated),
            unchanged: of(Filter::Unchanged),
            skipped: of(Filter::Skipped),
            rejected: of(Filter::Rejected),
            doubtful: of(Filter::Doubtful),
            warned: of(Filter::Warned),
            companies_made: self.plan.companies_made,
            columns: self.columns.clone(),
            notices: self.notices(),
            impact: self.impact.as_ref().map(ImpactCounts::of),
        }
    }

    /// What is said of no row: of the file, the table, the list.
    fn notices(&self) -> Vec<Problem> {
        let is_row = |number: u32| self.plan.rows.binary_search_by_key(&number, |row| row.row).is_ok();
        self.plan.warnings.iter().filter(|warning| !is_row(warning.row)).cloned().collect()
    }

    /// A page of the rows that a filter leaves, and how many it leaves in all.
    #[must_use]
    pub fn page(&self, filter: Filter, offset: u32, limit: u32) -> (Vec<ReviewRow>, u32) {
        let (offset, limit) = (offset as usize, limit as usize);
        if filter == Filter::All {
            let rows = self.plan.rows.iter().skip(offset).take(limit).map(|row| self.shown(row)).collect();
            return (rows, u32::try_from(self.plan.rows.len()).unwrap_or(u32::MAX));
        }
        let Some(places) = self.places.get(&filter) else { return (Vec::new(), 0) };
        let wanted = places.iter().skip(offset).take(limit).filter_map(|place| self.plan.rows.get(*place as usize));
        (wanted.map(|row| self.shown(row)).collect(), u32::try_from(places.len()).unwrap_or(u32::MAX))
    }

    fn shown(&self, row: &PlannedRow) -> ReviewRow {
        let line = self.table.row(row.row);
        let cell = |column: &ReviewColumn| {
            let text = line.as_ref().map_or("", |line| line.cell(column.at as usize).shown());
            text.chars().take(CELL_CHARS).collect()
        };
        let first = u32::try_from(self.table.layout.columns.start).unwrap_or(0);
        let is_mended = |column: &ReviewColumn| self.table.mends.contains_key(&(row.row, first + column.at));
        ReviewRow {
            row: row.row,
            title: row.title.clone(),
            fate: row.fate,
            doubtful: !row.doubts.is_empty(),
            cells: self.columns.iter().map(cell).collect(),
            mended: (0_u32..).zip(&self.columns).filter(|(_, column)| is_mended(column)).map(|(at, _)| at).collect(),
            changes: row.changes.clone(),
            problems: of_row(&self.plan.problems, row.row).to_vec(),
            warnings: of_row(&self.plan.warnings, row.row).to_vec(),
        }
    }

    /// A page of the names in doubt, with what was decided since, and how many there are.
    #[must_use]
    pub fn doubts(&self, choices: &Choices, offset: u32, limit: u32) -> (Vec<DoubtfulName>, u32) {
        let page = self.doubts.iter().skip(offset as usize).take(limit as usize);
        let decided = |name: &DoubtfulName| DoubtfulName { choice: choices.of(&name.written), ..name.clone() };
        (page.map(decided).collect(), u32::try_from(self.doubts.len()).unwrap_or(u32::MAX))
    }

    /// The names that are in doubt for the same reasons as this one, each with its likeliest company.
    #[must_use]
    pub fn like(&self, written: &str) -> Vec<(&str, &Candidate)> {
        let grounds = |name: &DoubtfulName| -> Vec<Ground> {
            name.candidates.first().map_or_else(Vec::new, |first| first.reasons.iter().map(|reason| reason.ground).collect())
        };
        let Some(this) = self.doubts.iter().find(|name| fold(&name.written) == fold(written)) else { return Vec::new() };
        let wanted = grounds(this);
        let alike = self.doubts.iter().filter(|name| grounds(name) == wanted);
        alike.filter_map(|name| Some((name.written.as_str(), name.candidates.first()?))).collect()
    }
}

const fn of_fate(fate: Fate) -> Filter {
    match fate {
        Fate::Created => Filter::Created,
        Fate::Updated => Filter::Updated,
        Fate::Unchanged => Filter::Unchanged,
        Fate::Skipped => Filter::Skipped,
        Fate::Rejected => Filter::Rejected,
    }
}

/// What is said of a row; problems stand in the order of rows.
fn of_row(problems: &[Problem], row: u32) -> &[Problem] {
    let first = problems.partition_point(|problem| problem.row < row);
    let end = problems.partition_point(|problem| problem.row <= row);
    problems.get(first..end).unwrap_or_default()
}

fn columns(table: &Table) -> Vec<ReviewColumn> {
    let taken = |(at, header): (usize, &String)| {
        let mapped = table.mapping.columns.get(at)?.as_ref().map(|mapped| mapped.key);
        let key = mapped.or_else(|| table.mapping.notes.contains(&at).then_some(crate::columns::NOTE))?;
        Some(ReviewColumn { at: u32::try_from(at).ok()?, header: header.clone(), key: key.to_owned() })
    };
    table.layout.headers.iter().enumerate().filter_map(taken).collect()
}

/// The names in doubt, each once, in the order in which rows write them.
#[must_use]
pub fn doubts(rows: &[PlannedRow]) -> Vec<DoubtfulName> {
    let mut names: Vec<DoubtfulName> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (row, doubt) in rows.iter().flat_map(|row| row.doubts.iter().map(move |doubt| (row.row, doubt))) {
        let at = *known.entry(fold(&doubt.written)).or_insert_with(|| {
            names.push(DoubtfulName {
                field: doubt.field.to_owned(),
                written: doubt.written.clone(),
                rows: 0,
                row,
                candidates: doubt.candidates.clone(),
                choice: None,
            });
            names.len() - 1
        });
        names[at].rows += 1;
    }
    names
}
