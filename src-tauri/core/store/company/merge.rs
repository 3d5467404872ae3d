//! Two records that are one company: the merge moves what may move, and the rest reads through it.
//!
//! What the rulebook makes final keeps the name that its papers bear: a verified line its investor (I1), an
//! entry of a locked edition its company (I14). So the merged company stays as a record that points to the
//! survivor, and every reading of an investor or an entry goes on to it. No line of the ledger is rewritten,
//! not even a draft: then a merge can be undone whatever was verified since. All else is moved, so that it is
//! found where it belongs, and undoing puts it back.

use rusqlite::{Connection, OptionalExtension, named_params};
use serde::Serialize;

use super::{Company, add_alias, aliases, get, index_names, survivor, write};
use crate::domain::Id;
use crate::domain::list::{Attribution, KpiLine};
use crate::domain::money::Fen;
use crate::domain::period::Quarter;
use crate::domain::reading::{Reading, RecognitionLevel};
use crate::error::{Error, Result};
use crate::journal::{Op, repoint};
use crate::kpi::{self, KpiQuery};
use crate::store::{Now, Store, Tx, Written};

/// What a merge moves to the survivor, and what reads through to it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, specta::Type)]
pub struct Moved {
    /// Names that the survivor did not have.
    pub aliases: u32,
    /// Entries of lists.
    pub entries: u32,
    /// Entries of locked editions, which read through.
    pub locked_entries: u32,
    /// Links of ownership.
    pub ownership: u32,
    /// Shares in projects.
    pub shares: u32,
    /// Meetings.
    pub meetings: u32,
    /// Lines of the ledger, which read through.
    pub funds: u32,
}

/// A field on both sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct FieldPair {
    /// The field: `name_zh`, `name_en`, `uscc`, `lei`, `country`, `headquarters`, `industry`, `note`.
    pub field: &'static str,
    /// The survivor's.
    pub kept: Option<String>,
    /// The merged one's.
    pub merged: Option<String>,
    /// What the survivor has afterwards, unless another choice is made.
    pub chosen: Option<String>,
}

/// What a line of this year's table shows before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct LineEffect {
    /// F500, C500 or I100; none for the total.
    pub line: Option<KpiLine>,
    /// Year to date before, integer fen.
    pub before_fen: Fen,
    /// And after.
    pub after_fen: Fen,
}

/// What a merge would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct MergePreview {
    /// The survivor.
    pub kept: Id,
    /// The one that is merged into it.
    pub merged: Id,
    /// Every field of both.
    pub fields: Vec<FieldPair>,
    /// The survivor as it would be.
    pub company: Company,
    /// The merged one's other names.
    pub aliases: Vec<String>,
    /// What moves.
    pub moved: Moved,
    /// Lines whose year to date would change: money that the duplicate hid from them, or from a better one.
    pub effects: Vec<LineEffect>,
}

/// The survivor's fields, what it lacks filled from the merged one.
#[must_use]
pub fn filled(kept: &Company, merged: &Company) -> Company {
    let or = |one: &Option<String>, other: &Option<String>| one.clone().or_else(|| other.clone());
    Company {
        name_zh: or(&kept.name_zh, &merged.name_zh),
        name_en: or(&kept.name_en, &merged.name_en),
        uscc: or(&kept.uscc, &merged.uscc),
        lei: or(&kept.lei, &merged.lei),
        country: or(&kept.country, &merged.country),
        headquarters: or(&kept.headquarters, &merged.headquarters),
        industry: or(&kept.industry, &merged.industry),
        note: or(&kept.note, &merged.note),
        owner_id: kept.owner_id.or(merged.owner_id),
    }
}

/// Merges one company into another, which gets these fields, or its own filled from the other's.
///
/// # Errors
/// [`Error::NotFound`], [`Error::MergeSelf`], [`Error::MergedAlready`], [`Error::MergeCodes`] where their codes
/// say that they are two, [`Error::MergeOwned`] where one stands above the other; as [`Company::checked`].
pub fn merge(tx: &Tx<'_>, kept: Id, merged: Id, fields: Option<Company>) -> Result<Moved> {
    let (one, other) = (get(tx, kept)?, get(tx, merged)?);
    check(tx, (kept, &one), (merged, &other))?;
    let next = fields.unwrap_or_else(|| filled(&one, &other)).checked()?;
    let both = named_params! { ":kept": kept, ":merged": merged };
    let run = |sql: &str| -> Result<u32> { Ok(u32::try_from(tx.prepare_cached(sql)?.execute(both)?).unwrap_or(u32::MAX)) };
    let count = |sql: &str| -> Result<u32> {
        Ok(tx.prepare_cached(sql)?.query_row(named_params! { ":merged": merged }, |row| row.get(0))?)
    };
    let mut moved = Moved {
        funds: count(include_str!("merge/funds.sql"))?,
        locked_entries: count(include_str!("merge/locked_entries.sql"))?,
        ..Moved::default()
    };
    let known = aliases(tx, kept)?.len();
    run(include_str!("merge/entry_ranks.sql"))?;
    moved.entries = run(include_str!("merge/entries_twice.sql"))? + run(include_str!("merge/entries.sql"))?;
    moved.ownership = run(include_str!("merge/links_twice.sql"))?
        + run("UPDATE ownership SET parent_id = :kept WHERE parent_id = :merged")?
        + run("UPDATE ownership SET child_id = :kept WHERE child_id = :merged")?;
    run(include_str!("merge/share_sums.sql"))?;
    moved.shares = run(include_str!("merge/shares_twice.sql"))?
        + run("UPDATE investor_share SET company_id = :kept WHERE company_id = :merged")?;
    let rest = repoint(tx, "company", merged, kept, &["company", "entry", "fund", "investor_share", "ownership"])?;
    moved.meetings = rest.get("meeting").copied().unwrap_or(0);
    run("UPDATE company SET merged_into = :kept WHERE id = :merged OR merged_into = :merged")?;
    write(tx, include_str!("change.sql"), kept, &next)?;
    index_names(tx, merged)?;
    index_names(tx, kept)?;
    for name in [&one.name_zh, &one.name_en, &other.name_zh, &other.name_en].into_iter().flatten() {
        add_alias(tx, kept, name)?;
    }
    moved.aliases = u32::try_from(aliases(tx, kept)?.len().saturating_sub(known)).unwrap_or(u32::MAX);
    tx.subject([other.title(), " → ", next.title()].concat());
    Ok(moved)
}

/// What forbids to hold two records for one company.
fn check(conn: &Connection, (kept, one): (Id, &Company), (merged, other): (Id, &Company)) -> Result<()> {
    if kept == merged {
        return Err(Error::MergeSelf { company: one.title().to_owned() });
    }
    for (id, company) in [(kept, one), (merged, other)] {
        let into = survivor(conn, id)?;
        if into != id {
            return Err(Error::MergedAlready { company: company.title().to_owned(), into: get(conn, into)?.title().to_owned() });
        }
    }
    for (mine, theirs) in [(&one.uscc, &other.uscc), (&one.lei, &other.lei)] {
        if let (Some(mine), Some(theirs)) = (mine, theirs)
            && mine != theirs
        {
            return Err(Error::MergeCodes { kept: mine.clone(), merged: theirs.clone() });
        }
    }
    for ((above, parent), (below, child)) in [((kept, one), (merged, other)), ((merged, other), (kept, one))] {
        let owns: bool = conn
            .prepare_cached(include_str!("above.sql"))?
            .query_row(named_params! { ":company": below, ":sought": above }, |row| row.get(0))?;
        if owns {
            return Err(Error::MergeOwned { parent: parent.title().to_owned(), child: child.title().to_owned() });
        }
    }
    Ok(())
}

/// Says that two companies are not one, so that they are not proposed again.
///
/// # Errors
/// [`Error::NotFound`], [`Error::MergeSelf`].
pub fn keep_apart(tx: &Tx<'_>, one: Id, other: Id) -> Result<Id> {
    let (first, second) = (get(tx, one)?, get(tx, other)?);
    if one == other {
        return Err(Error::MergeSelf { company: first.title().to_owned() });
    }
    tx.subject([first.title(), " ≠ ", second.title()].concat());
    let known: Option<Id> = tx
        .prepare_cached(include_str!("merge/apart.sql"))?
        .query_row(named_params! { ":one": one, ":other": other }, |row| row.get(0))
        .optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    let id = tx.new_id();
    tx.prepare_cached("INSERT INTO company_apart (id, one_id, other_id) VALUES (:id, :one, :other)")?
        .execute(named_params! { ":id": id, ":one": one, ":other": other })?;
    Ok(id)
}

impl Store {
    /// Merges one company into another as one action of the user.
    ///
    /// # Errors
    /// As [`merge`].
    pub fn merge_companies(&mut self, kept: Id, merged: Id, fields: Option<Company>, now: Now) -> Result<Written<Moved>> {
        self.write(Op::CompaniesMerged, now, |tx| merge(tx, kept, merged, fields))
    }

    /// What a merge would do, found out by doing it in a transaction that is left before its end.
    ///
    /// # Errors
    /// As [`merge`].
    pub fn merge_preview(&mut self, kept: Id, merged: Id, fields: Option<Company>, now: Now) -> Result<MergePreview> {
        let mut found = None;
        let tried = self.write(Op::CompaniesMerged, now, |tx| {
            let (one, other) = (get(tx, kept)?, get(tx, merged)?);
            let names = aliases(tx, merged)?;
            let before = year_to_date(tx, now)?;
            let moved = merge(tx, kept, merged, fields)?;
            let after = year_to_date(tx, now)?;
            let company = get(tx, kept)?;
            let changed = before.into_iter().zip(after).filter(|((_, before), (_, after))| before != after);
            let effects = changed.map(|((line, before_fen), (_, after_fen))| LineEffect { line, before_fen, after_fen }).collect();
            found =
                Some(MergePreview { kept, merged, fields: pairs(&one, &other, &company), company, aliases: names, moved, effects });
            // Leaves the transaction; what it found out is in `found`.
            Err::<(), _>(Error::NothingToUndo {})
        });
        match (found, tried) {
            (Some(found), _) => Ok(found),
            (None, Err(error)) => Err(error),
            (None, Ok(_)) => Err(Error::NothingToUndo {}),
        }
    }
}

/// Where a company has a field.
type Field = fn(&Company) -> &Option<String>;

fn pairs(one: &Company, other: &Company, chosen: &Company) -> Vec<FieldPair> {
    let fields: [(&'static str, Field); 8] = [
        ("name_zh", |company| &company.name_zh),
        ("name_en", |company| &company.name_en),
        ("uscc", |company| &company.uscc),
        ("lei", |company| &company.lei),
        ("country", |company| &company.country),
        ("headquarters", |company| &company.headquarters),
        ("industry", |company| &company.industry),
        ("note", |company| &company.note),
    ];
    fields
        .into_iter()
        .map(|(field, of)| FieldPair { field, kept: of(one).clone(), merged: of(other).clone(), chosen: of(chosen).clone() })
        .collect()
}

/// This year's sums as posted, a line each and the total.
fn year_to_date(conn: &Connection, now: Now) -> Result<Vec<(Option<KpiLine>, Fen)>> {
    use chrono::Datelike as _;
    let year = now.today.year();
    let Some(through) = Quarter::new(year, 4) else { return Ok(Vec::new()) };
    let query = KpiQuery {
        year,
        through,
        reading: Reading::Posted,
        attribution: Attribution::Exclusive,
        level: RecognitionLevel::District,
        as_of: now.today,
    };
    let table = kpi::table(conn, &query)?;
    let mut out: Vec<_> = table.rows.iter().map(|row| (Some(row.line), row.figures.ytd_fen)).collect();
    out.push((None, table.total.ytd_fen));
    Ok(out)
}
