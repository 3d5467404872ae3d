//! Rows → store: one way through the write door, whether it is kept (a commit) or not (a plan).
//!
//! **Invariant:** a plan is what a commit would do, because it is the same code in the same kind of
//! transaction, left before its end. rows = created + updated + unchanged + skipped + rejected.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use chrono::NaiveDate;
use daowei_core::domain::Id;
use daowei_core::domain::fund::Status;
use daowei_core::domain::user::Right;
use daowei_core::error::Error as Refusal;
use daowei_core::kpi::{EditionImpact, ListsBefore};
use daowei_core::store::imports::{self, Layout};
use daowei_core::store::{Changes, Now, Store, Tx};
use serde::Serialize;

use super::apply::{Applying, apply};
use super::choices::{Choices, Doubt};
use super::memory;
use super::parse::parse;
use super::rows::Rows;
use super::table::Table;
use crate::columns::Kind;
use crate::problem::Problem;

/// Which edition the rows of a list belong to: given at the import, whatever the file claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionOf {
    /// The list's code.
    pub list: String,
    /// The year the edition is named after.
    pub year: i32,
    /// When it was published.
    pub published_on: NaiveDate,
    /// The business year it ranks, where that is known.
    pub basis_year: Option<i32>,
    /// Where it was taken from.
    pub source: Option<String>,
}

/// Rows ready to be imported.
#[derive(Debug, Clone)]
pub struct Batch {
    /// What they are.
    pub kind: Kind,
    /// The rows read.
    pub rows: Rows,
    /// The edition they belong to, for a list.
    pub edition: Option<EditionOf>,
    /// What a person decided about companies in doubt.
    pub choices: Choices,
    /// Headers whose columns are not taken.
    pub ignored_columns: Vec<String>,
    /// The sheet they stand in.
    pub sheet: String,
    /// What is remembered of its columns.
    pub layout: Layout,
    /// Headers as the file has them, by canonical key.
    pub(super) headers: BTreeMap<&'static str, String>,
}

impl Batch {
    /// Reads a table's rows. `today` is the day beyond which no money can have arrived (I4).
    ///
    /// # Errors
    /// [`super::Error::EditionUnsaid`] for a list without its edition.
    pub fn read(table: &Table, edition: Option<EditionOf>, today: NaiveDate) -> Result<Self, super::Error> {
        if table.kind == Kind::Edition && edition.is_none() {
            return Err(super::Error::EditionUnsaid);
        }
        let headers = table.mapping.columns.iter().flatten().map(|mapped| (mapped.key, mapped.header.clone())).collect();
        Ok(Self {
            kind: table.kind,
            rows: parse(table, today),
            layout: memory::layout(table, edition.as_ref()),
            edition,
            choices: Choices::default(),
            ignored_columns: table.mapping.ignored.clone(),
            sheet: table.sheet.clone(),
            headers,
        })
    }

    /// What importing it asks of a person: money that was decided elsewhere, and targets, are for those who decide.
    #[must_use]
    pub fn needs(&self) -> Right {
        match &self.rows {
            Rows::Targets(_) => Right::Decide,
            Rows::Funds(lines)
                if lines.lines.iter().any(|line| !matches!(line.value.status, Status::Draft | Status::Submitted)) =>
            {
                Right::Decide
            }
            _ => Right::Work,
        }
    }
}

/// The file a batch comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Its name, without its folder.
    pub file_name: String,
    /// Its SHA-256.
    pub sha256: [u8; 32],
}

/// What is to become of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Look only.
    DryRun,
    /// All of them, or none where one is rejected.
    Whole,
    /// The good ones.
    Partial,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// It makes a record.
    Created,
    /// It changes one.
    Updated,
    /// It says what stands already.
    Unchanged,
    /// It is passed over.
    Skipped,
    /// It is not taken.
    Rejected,
}

/// A field that a row changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct PlannedChange {
    /// The canonical key.
    pub field: &'static str,
    /// What stands.
    pub old: Option<String>,
    /// What the row says.
    pub new: Option<String>,
}

/// A row and its fate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct PlannedRow {
    /// The row as a person sees it.
    pub row: u32,
    /// What it is about: a name or a reference.
    pub title: String,
    /// What becomes of it.
    pub fate: Fate,
    /// What it changes, where it updates.
    pub changes: Vec<PlannedChange>,
    /// Names in it whose company is in doubt and was not decided; a mark beside its fate, not a fate.
    pub doubts: Vec<Doubt>,
}

/// What an import would do, or did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, specta::Type)]
pub struct Plan {
    /// Every row below the header that is not blank, in order.
    pub rows: Vec<PlannedRow>,
    /// What is wrong with the rejected rows: at least one each.
    pub problems: Vec<Problem>,
    /// What is worth saying about the others, skipped ones included.
    pub warnings: Vec<Problem>,
    /// Companies that were unknown and are made.
    pub companies_made: u32,
}

impl Plan {
    /// How many rows have a fate.
    #[must_use]
    pub fn count(&self, fate: Fate) -> u32 {
        u32::try_from(self.rows.iter().filter(|row| row.fate == fate).count()).unwrap_or(u32::MAX)
    }
}

/// What came of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// What the rows did, or would do.
    pub plan: Plan,
    /// The import, to take it back by; nothing where nothing was changed.
    pub import: Option<Id>,
    /// Whether the rows were kept (or there was nothing to keep): false for a look, and where a row
    /// was rejected and not only the good rows were asked for.
    pub kept: bool,
    /// What changed, so that views reload.
    pub changes: Option<Changes>,
    /// What an edition would change beyond its own rows; only where it was looked at.
    pub impact: Option<EditionImpact>,
}

/// How far an import is, for whoever watches it from another thread, and the way to stop it.
#[derive(Debug, Default)]
pub struct Watch {
    cancelled: Arc<AtomicBool>,
    done: AtomicU32,
    all: AtomicU32,
}

impl Watch {
    /// Stops the import; nothing of it stays. Once it is committed, this does nothing.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether it was stopped.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// The flag itself, for a reader of files.
    #[must_use]
    pub fn flag(&self) -> &AtomicBool {
        &self.cancelled
    }

    /// Rows applied, and rows there are. When all are applied, the journal and the search index are written.
    #[must_use]
    pub fn progress(&self) -> (u32, u32) {
        (self.done.load(Ordering::Relaxed), self.all.load(Ordering::Relaxed))
    }

    fn begin(&self, rows: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.all.store(u32::try_from(rows).unwrap_or(u32::MAX), Ordering::Relaxed);
    }

    pub(super) fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

/// Imports a batch as one action of the store's user, or looks at what it would do.
///
/// # Errors
/// [`Refusal::Forbidden`], [`Refusal::ReadOnly`], [`Refusal::Cancelled`], and failures of the database; what is wrong
/// with rows is in the plan.
pub fn run(store: &mut Store, now: Now, batch: &Batch, origin: &Origin, mode: Mode, watch: &Watch) -> Result<Imported, Refusal> {
    store.allow(batch.needs())?;
    let mut refused: BTreeMap<u32, Vec<Problem>> = BTreeMap::new();
    loop {
        let excluded: BTreeSet<u32> = refused.keys().copied().collect();
        let (mut plan, mut impact) = (None, None);
        watch.begin(batch.rows.good() - excluded.len());
        let written = store.write_import(now, &watch.cancelled, |tx| {
            let looked_at = batch.edition.as_ref().filter(|_| mode == Mode::DryRun);
            let before = looked_at.map(|edition| ListsBefore::read(tx, edition.published_on)).transpose()?;
            let (mut found, fresh) = attempt(tx, batch, &excluded, watch)?;
            impact = before.map(ListsBefore::compare).transpose()?;
            let unread = found.count(Fate::Rejected) > 0;
            found.add_refused(&refused);
            let keep = match mode {
                Mode::DryRun => false,
                Mode::Whole => !unread && fresh.is_empty(),
                // Rows that were refused are left out of a fresh attempt, so that nothing of them stays.
                Mode::Partial => fresh.is_empty(),
            };
            found.add_refused(&fresh);
            let changed = found.count(Fate::Created) + found.count(Fate::Updated) > 0;
            let entry = record(batch, origin, &found);
            plan = Some((found, fresh, keep));
            match (keep, changed) {
                (true, true) => {
                    imports::remember(tx, &batch.layout)?;
                    imports::add(tx, &entry).map(Some)
                }
                (true, false) => Ok(None),
                // Leaves the transaction; what it found out is in `plan`.
                (false, _) => Err(Refusal::NothingToUndo {}),
            }
        });
        let Some((plan, fresh, keep)) = plan else { return written.map(|_| unreachable_plan()) };
        if watch.is_cancelled() && written.is_err() {
            return Err(Refusal::Cancelled {});
        }
        if keep {
            let written = written?;
            return Ok(Imported { plan, import: written.value, kept: true, changes: Some(written.changes), impact: None });
        }
        if mode == Mode::Partial && !fresh.is_empty() {
            refused.extend(fresh);
            continue;
        }
        return Ok(Imported { plan, import: None, kept: false, changes: None, impact });
    }
}

/// A write that succeeds has made its plan.
fn unreachable_plan() -> Imported {
    Imported { plan: Plan::default(), import: None, kept: false, changes: None, impact: None }
}

fn record(batch: &Batch, origin: &Origin, plan: &Plan) -> imports::Run {
    imports::Run {
        kind: batch.kind.code().to_owned(),
        file_name: origin.file_name.clone(),
        sha256: origin.sha256,
        rows_read: u32::try_from(plan.rows.len()).unwrap_or(u32::MAX),
        created: plan.count(Fate::Created),
        updated: plan.count(Fate::Updated),
        unchanged: plan.count(Fate::Unchanged),
        skipped: plan.count(Fate::Skipped),
        rejected: plan.count(Fate::Rejected),
    }
}

/// Applies every row but the excluded; the rows refused on the way come back apart.
fn attempt(
    tx: &Tx<'_>,
    batch: &Batch,
    excluded: &BTreeSet<u32>,
    watch: &Watch,
) -> Result<(Plan, BTreeMap<u32, Vec<Problem>>), Refusal> {
    let mut applying = Applying::new(tx, batch, watch)?;
    apply(&mut applying, &batch.rows, excluded)?;
    // What is only looked at is written all the same, up to its last row.
    tx.settle()?;
    let (mut plan, fresh) = applying.finish();
    plan.join_rows();
    plan.add_read(&batch.rows);
    Ok((plan, fresh))
}

impl Plan {
    /// A row of several records has one fate: made or changed where one of its records is.
    fn join_rows(&mut self) {
        self.rows.sort_by_key(|row| row.row);
        let weight = |fate: Fate| match fate {
            Fate::Created => 4,
            Fate::Updated => 3,
            Fate::Unchanged => 2,
            Fate::Skipped => 1,
            Fate::Rejected => 0,
        };
        self.rows.dedup_by(|later, first| {
            let same = later.row == first.row;
            if same {
                if weight(later.fate) > weight(first.fate) {
                    first.fate = later.fate;
                }
                first.changes.append(&mut later.changes);
            }
            same
        });
    }

    fn add_refused(&mut self, refused: &BTreeMap<u32, Vec<Problem>>) {
        // Of a row of several records, none is taken where one is refused.
        self.rows.retain(|row| !refused.contains_key(&row.row));
        for (row, problems) in refused {
            self.rows.push(PlannedRow {
                row: *row,
                title: String::new(),
                fate: Fate::Rejected,
                changes: Vec::new(),
                doubts: Vec::new(),
            });
            self.problems.extend(problems.iter().cloned());
        }
        self.sort();
    }

    /// Adds what reading the rows found.
    fn add_read(&mut self, rows: &Rows) {
        macro_rules! read {
            ($lines:expr) => {
                ($lines.skipped.as_slice(), $lines.rejected.as_slice(), $lines.problems.as_slice(), $lines.warnings.as_slice())
            };
        }
        let (skipped, rejected, problems, warnings) = match rows {
            Rows::Companies(lines) => read!(lines),
            Rows::Ownership(lines) => read!(lines),
            Rows::Edition(lines) => read!(lines),
            Rows::Projects(lines) => read!(lines),
            Rows::Meetings(lines) => read!(lines),
            Rows::Funds(lines) => read!(lines),
            Rows::Targets(lines) => read!(lines),
            Rows::Rates(lines) => read!(lines),
        };
        let fate = |row: u32, fate| PlannedRow { row, title: String::new(), fate, changes: Vec::new(), doubts: Vec::new() };
        self.rows.extend(skipped.iter().map(|problem| fate(problem.row, Fate::Skipped)));
        self.rows.extend(rejected.iter().map(|row| fate(*row, Fate::Rejected)));
        self.problems.extend(problems.iter().cloned());
        self.warnings.extend(skipped.iter().chain(warnings).cloned());
        self.sort();
    }

    fn sort(&mut self) {
        self.rows.sort_by_key(|row| row.row);
        self.problems.sort_by_key(|problem| problem.row);
        self.warnings.sort_by_key(|problem| problem.row);
    }
}
