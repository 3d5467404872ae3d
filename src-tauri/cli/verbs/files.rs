//! Files in: import, and taking an import back.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use daowei_core::domain::Id;
use daowei_core::domain::user::Right;
use daowei_core::error::Error;
use daowei_core::store::{Store, company};
use daowei_files::columns::{Given, Kind, columns};
use daowei_files::import::choices::{Choice, Choices};
use daowei_files::import::file::{Asked, Taken, open};
use daowei_files::import::planned::{self, DoubtfulName};
use daowei_files::import::rejects;
use daowei_files::import::run::{EditionOf, Fate, Mode, Plan, Watch};
use daowei_files::problem::Problem;
use daowei_files::read::Encoding;
use serde_json::{Value, json};

use crate::answer::{Answer, table};
use crate::desk::Desk;
use crate::failure::{Failure, Result, io};
use crate::verbs::impact;

/// How many warnings a person is shown in a terminal; `--json` holds all.
const WARNINGS_SHOWN: usize = 20;

/// What `import` is asked.
#[derive(Debug, clap::Args)]
pub struct ImportAsk {
    file: PathBuf,
    #[arg(long, value_name = "companies|ownership|edition|projects|meetings|funds|targets|rates", value_parser = kind)]
    kind: Kind,
    #[arg(long, value_name = "CODE")]
    list: Option<String>,
    #[arg(long)]
    year: Option<i32>,
    #[arg(long, value_name = "DATE")]
    published: Option<NaiveDate>,
    #[arg(long)]
    basis_year: Option<i32>,
    #[arg(long)]
    source: Option<String>,
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    #[arg(long = "set", value_name = "KEY=TEXT")]
    constants: Vec<String>,
    #[arg(long)]
    notes: bool,
    #[arg(long, value_name = "FILE")]
    choices: Option<PathBuf>,
    #[arg(long, value_name = "utf-8|gb18030|big5|utf-16le|utf-16be|windows-1252", value_parser = encoding)]
    encoding: Option<Encoding>,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    partial: bool,
    #[arg(long, value_name = "FILE.xlsx", requires = "partial")]
    rejects: Option<PathBuf>,
}

fn kind(code: &str) -> std::result::Result<Kind, String> {
    let all = || Kind::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(", ");
    Kind::from_code(code).ok_or_else(all)
}

impl ImportAsk {
    fn mode(&self) -> Mode {
        match (self.dry_run, self.partial) {
            (true, _) => Mode::DryRun,
            (false, true) => Mode::Partial,
            (false, false) => Mode::Whole,
        }
    }

    fn asked(&self) -> Result<Asked> {
        let edition = match (&self.list, self.year, self.published) {
            (Some(list), Some(year), Some(published_on)) => {
                Some(EditionOf { list: list.clone(), year, published_on, basis_year: self.basis_year, source: self.source.clone() })
            }
            _ => None,
        };
        let mapping = self.mapping.as_deref().map_or_else(|| Ok(Given::new()), mapping)?;
        let constants = self.constants.iter().map(|said| self.constant(said)).collect::<Result<_>>()?;
        let (sheet, encoding) = (self.sheet.clone(), self.encoding);
        Ok(Asked { sheet, mapping, encoding, edition, constants, note_the_rest: self.notes, ..Asked::default() })
    }

    /// What every row says of a column that the file lacks: `level=区级`.
    fn constant(&self, said: &str) -> Result<(&'static str, String)> {
        let known = columns(self.kind);
        let found = said.split_once('=').and_then(|(key, text)| {
            let column = known.iter().find(|column| [column.key, column.header].contains(&key.trim()))?;
            Some((column.key, text.trim().to_owned()))
        });
        let keys = || known.iter().map(|column| column.key).collect::<Vec<_>>().join(", ");
        found.ok_or_else(|| Error::invalid("set", said, keys()).into())
    }
}

fn encoding(code: &str) -> std::result::Result<Encoding, String> {
    let all = || Encoding::ALL.iter().map(|encoding| encoding.code()).collect::<Vec<_>>().join(", ");
    Encoding::from_code(code).ok_or_else(all)
}

/// A JSON object from headers to canonical keys, or to `null` for a column to leave out.
fn mapping(path: &Path) -> Result<Given> {
    let text = std::fs::read_to_string(path).map_err(io(path))?;
    let read: std::result::Result<HashMap<String, Option<String>>, _> = serde_json::from_str(&text);
    Ok(read.map_err(|fault| Error::invalid("mapping", fault, "{\"企业名称\": \"name_zh\", \"序号\": null}"))?)
}

/// A JSON object from names as the file writes them to the company that each means: a reference to one, or `null` for none
/// that is known, so that one is made.
fn choices(path: &Path, store: &Store) -> Result<Choices> {
    let text = std::fs::read_to_string(path).map_err(io(path))?;
    let read: std::result::Result<BTreeMap<String, Option<String>>, _> = serde_json::from_str(&text);
    let said = read.map_err(|fault| Error::invalid("choices", fault, "{\"示例甲(中国)\": \"示例甲集团\", \"示例乙\": null}"))?;
    let mut choices = Choices::default();
    for (written, company) in said {
        let choice = match company {
            Some(reference) => Choice::Company { id: company::find(store.conn(), &reference)? },
            None => Choice::New,
        };
        choices.decide(&written, choice);
    }
    Ok(choices)
}

/// `import`: all or nothing, unless the good rows alone are asked for.
pub fn import(desk: &Desk, ask: &ImportAsk) -> Result<Answer> {
    let (asked, mode) = (ask.asked()?, ask.mode());
    let program = std::env::current_exe().map_err(io(Path::new("daowei-cli")))?;
    // Read before the store is opened: whatever a file does, no store is held meanwhile.
    let opened = open(&ask.file, &program, asked.encoding, None)?;
    let taken = desk.write(Right::Work, |store| {
        let mut asked = asked;
        if let Some(path) = &ask.choices {
            asked.choices = choices(path, store)?;
        }
        Ok(opened.import(store, desk.now, ask.kind, asked, mode, &Watch::default())?)
    })?;
    let rejects = ask.rejects.as_deref().map(|path| put_rejects(desk, path, &taken)).transpose()?.flatten();
    told(desk, &taken, rejects, mode)
}

/// Writes the rows that were not taken, to be mended and taken in again; nothing where every row was taken.
fn put_rejects(desk: &Desk, path: &Path, taken: &Taken) -> Result<Option<String>> {
    if taken.imported.plan.count(Fate::Rejected) == 0 {
        return Ok(None);
    }
    let bytes = rejects::write(&taken.table, &taken.imported.plan, &desk.words)
        .map_err(|error| Failure::from(daowei_files::report::Error::Write(error.to_string())))?;
    write_whole(path, &bytes)?;
    Ok(Some(path.display().to_string()))
}

fn told(desk: &Desk, taken: &Taken, rejects: Option<String>, mode: Mode) -> Result<Answer> {
    let (imported, ignored) = (&taken.imported, &taken.batch.ignored_columns);
    let (plan, words) = (&imported.plan, &desk.words);
    let as_json = |problem: &Problem| {
        let message = words.text(&["error-", problem.code].concat(), &problem.args);
        json!({ "row": problem.row, "column": problem.column, "code": problem.code, "message": message })
    };
    let counts = [
        ("created", plan.count(Fate::Created)),
        ("updated", plan.count(Fate::Updated)),
        ("unchanged", plan.count(Fate::Unchanged)),
        ("skipped", plan.count(Fate::Skipped)),
        ("rejected", plan.count(Fate::Rejected)),
    ];
    let mut json = json!({
        "import_id": imported.import, "rows": plan.rows.len(), "kept": imported.kept, "companies_made": plan.companies_made,
        "ignored_columns": ignored, "rejects": rejects, "impact": imported.impact, "doubts": doubts(plan),
        "problems": plan.problems.iter().map(as_json).collect::<Vec<_>>(),
        "warnings": plan.warnings.iter().map(as_json).collect::<Vec<_>>(),
    });
    for (name, count) in counts {
        json[name] = count.into();
    }
    let shown = counts.map(|(name, count)| (name, count.to_string())).into_iter().chain([("rows", plan.rows.len().to_string())]);
    let mut text = words.text("import-summary", shown);
    if !ignored.is_empty() {
        text.push_str(&["\n", &words.text("import-ignored-columns", [("columns", ignored.join(", "))])].concat());
    }
    if let Some(id) = imported.import {
        text.push_str(&["\n", &words.text("cli-import-id", [("id", id.to_string())])].concat());
    }
    if let Some(path) = rejects {
        text.push_str(&["\n", &words.text("cli-rejects-written", [("path", path)])].concat());
    }
    for warning in plan.warnings.iter().take(WARNINGS_SHOWN) {
        text.push_str(&["\n", &line(desk, warning)].concat());
    }
    if plan.warnings.len() > WARNINGS_SHOWN {
        let more = (plan.warnings.len() - WARNINGS_SHOWN).to_string();
        text.push_str(&["\n", &words.text("cli-more-warnings", [("count", more)])].concat());
    }
    if let Some(impact) = &imported.impact {
        text.push_str(&["\n", &impact::told(words, impact)].concat());
    }
    let refused = plan.count(Fate::Rejected) > 0 && mode != Mode::Partial;
    let mut problems: Vec<String> = plan.problems.iter().map(|problem| line(desk, problem)).collect();
    if refused && mode == Mode::Whole {
        problems.push(words.plain("import-nothing-kept"));
    }
    Ok(Answer::new(json, text)?.with_problems(problems, refused))
}

/// Names whose company is in doubt, with whom each may mean: what `--choices` is written from.
fn doubts(plan: &Plan) -> Vec<Value> {
    let as_json = |name: DoubtfulName| json!({ "field": name.field, "written": name.written, "rows": name.rows, "row": name.row, "candidates": name.candidates });
    planned::doubts(&plan.rows).into_iter().map(as_json).collect()
}

/// A problem as one line: row, column, what is wrong and what to do.
fn line(desk: &Desk, problem: &Problem) -> String {
    let message = desk.words.text(&["error-", problem.code].concat(), &problem.args);
    let (row, column) = (problem.row.to_string(), problem.column.clone());
    match column {
        Some(column) => desk.words.text("import-at-cell", [("row", row), ("column", column), ("message", message)]),
        None => desk.words.text("import-at-row", [("row", row), ("message", message)]),
    }
}

/// `revert`: takes an import back.
pub fn revert(desk: &Desk, import: &str) -> Result<Answer> {
    let id: Id = import.trim().parse().map_err(|_| Error::not_found("import", import))?;
    let reverted = desk.write(Right::Work, |store| Ok(store.revert_import(id, &[], desk.now)?.value))?;
    let mut rows: Vec<Value> = reverted.conflicts.iter().map(serde_json::to_value).collect::<std::result::Result<_, _>>()?;
    for (row, conflict) in rows.iter_mut().zip(&reverted.conflicts) {
        row["why"] = desk.words.plain(&["cli-value-conflict-", conflict.kind.code()].concat()).into();
    }
    let args = [("restored", reverted.restored.to_string()), ("conflicts", rows.len().to_string())];
    let mut text = [desk.words.text("cli-reverted", args), "\n".to_owned()].concat();
    if !rows.is_empty() {
        text.push_str(&table(&desk.words, &["title", "table", "field", "why", "before", "imported", "now"], &rows));
    }
    Answer::new(&reverted, text)
}

/// Writes a file whole or not at all: beside its place, then renamed over what was there.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".tmp");
    let beside = PathBuf::from(beside);
    std::fs::write(&beside, bytes).map_err(io(&beside))?;
    std::fs::rename(&beside, path).map_err(io(path))
}

impl From<daowei_files::import::Error> for Failure {
    fn from(error: daowei_files::import::Error) -> Self {
        match error {
            daowei_files::import::Error::Store(error) => error.into(),
            other => Self::new(crate::failure::REFUSED, other.code(), other.args()),
        }
    }
}
