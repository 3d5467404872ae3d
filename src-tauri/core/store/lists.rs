//! Lists, their editions and entries (rulebook 4).

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, named_params};
use serde::Serialize;

use super::Tx;
use crate::domain::Id;
use crate::domain::list::KpiLine;
use crate::error::{Error, Result};

/// A list and the KPI line it feeds unless a year's scheme says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct List {
    /// The id.
    pub id: Id,
    /// Its code, such as F500.
    pub code: String,
    /// Its Chinese name.
    pub name_zh: String,
    /// Its English name.
    pub name_en: Option<String>,
    /// The line it feeds; none: it only helps to find companies.
    pub line: Option<KpiLine>,
}

/// An edition of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Edition {
    /// The id.
    pub id: Id,
    /// The list.
    pub list_id: Id,
    /// The list's code.
    pub list_code: String,
    /// The year it is named after.
    pub year: i32,
    /// When it was published.
    #[specta(type = String)]
    pub published_on: NaiveDate,
    /// The business year it ranks.
    pub basis_year: Option<i32>,
    /// Where it was taken from.
    pub source: Option<String>,
    /// Whether a figure depends on it (I14).
    pub locked: bool,
    /// How many companies it names.
    pub entries: i32,
}

/// One company of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry<'a> {
    /// The edition.
    pub edition: Id,
    /// The company.
    pub company: Id,
    /// Its rank; may be missing, may tie.
    pub rank: Option<i32>,
    /// The name as printed.
    pub printed_name: &'a str,
    /// The country as printed.
    pub country: Option<&'a str>,
    /// The industry as printed.
    pub industry: Option<&'a str>,
    /// The revenue, decimal, in `revenue_unit`.
    pub revenue: Option<&'a str>,
    /// The unit of the revenue.
    pub revenue_unit: Option<&'a str>,
}

/// An entry as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The id.
    pub id: Id,
    /// The company.
    pub company_id: Id,
    /// Its rank.
    pub rank: Option<i32>,
    /// The name as printed.
    pub printed_name: String,
    /// The country as printed.
    pub country: Option<String>,
    /// The industry as printed.
    pub industry: Option<String>,
    /// The revenue, decimal, in `revenue_unit`.
    pub revenue: Option<String>,
    /// The unit of the revenue.
    pub revenue_unit: Option<String>,
}

/// The lists every bureau has from the first day: code, names, line.
const FIRST_LISTS: &[(&str, &str, &str, KpiLine)] = &[
    ("F500", "世界500强", "Fortune Global 500", KpiLine::F500),
    ("C500", "国内500强", "China 500", KpiLine::C500),
    ("I100", "行业100强", "Industry 100", KpiLine::I100),
];

pub(super) fn found(tx: &Tx<'_>) -> Result<()> {
    for (code, name_zh, name_en, line) in FIRST_LISTS {
        add(tx, code, name_zh, Some(name_en), Some(*line))?;
    }
    Ok(())
}

/// All lists, in the order of their lines.
pub fn all(conn: &Connection) -> Result<Vec<List>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, code, name_zh, name_en, line FROM list ORDER BY line IS NULL, line = 'I100', line = 'C500', id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(List { id: row.get(0)?, code: row.get(1)?, name_zh: row.get(2)?, name_en: row.get(3)?, line: row.get(4)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The list of this code.
pub fn by_code(conn: &Connection, code: &str) -> Result<Option<List>> {
    Ok(all(conn)?.into_iter().find(|list| list.code.eq_ignore_ascii_case(code.trim())))
}

/// Adds a list.
///
/// # Errors
/// [`Error::Missing`], [`Error::Exists`].
pub fn add(tx: &Tx<'_>, code: &str, name_zh: &str, name_en: Option<&str>, line: Option<KpiLine>) -> Result<Id> {
    let code = code.trim();
    if code.is_empty() {
        return Err(Error::Missing { field: "code".to_owned() });
    }
    if by_code(tx, code)?.is_some() {
        return Err(Error::Exists { kind: "list".to_owned(), key: code.to_owned() });
    }
    tx.subject(code);
    let id = tx.new_id();
    tx.prepare_cached("INSERT INTO list (id, code, name_zh, name_en, line) VALUES (:id, :code, :name_zh, :name_en, :line)")?
        .execute(named_params! { ":id": id, ":code": code, ":name_zh": name_zh, ":name_en": name_en, ":line": line })?;
    Ok(id)
}

/// Maps a list to a line, or to none.
///
/// # Errors
/// [`Error::NotFound`].
pub fn set_line(tx: &Tx<'_>, id: Id, line: Option<KpiLine>) -> Result<()> {
    let code: Option<String> =
        tx.query_row("SELECT code FROM list WHERE id = :id", named_params! { ":id": id }, |row| row.get(0)).optional()?;
    tx.subject(code.ok_or_else(|| Error::not_found("list", id))?);
    tx.execute("UPDATE list SET line = :line WHERE id = :id", named_params! { ":id": id, ":line": line })?;
    Ok(())
}

/// All editions, newest first.
pub fn editions(conn: &Connection) -> Result<Vec<Edition>> {
    let mut statement = conn.prepare_cached(include_str!("lists/editions.sql"))?;
    let rows = statement.query_map([], |row| {
        Ok(Edition {
            id: row.get(0)?,
            list_id: row.get(1)?,
            list_code: row.get(2)?,
            year: row.get(3)?,
            published_on: row.get(4)?,
            basis_year: row.get(5)?,
            source: row.get(6)?,
            locked: row.get(7)?,
            entries: row.get(8)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The edition of a list named after a year.
pub fn edition(conn: &Connection, list_code: &str, year: i32) -> Result<Option<Edition>> {
    Ok(editions(conn)?.into_iter().find(|edition| edition.list_code.eq_ignore_ascii_case(list_code.trim()) && edition.year == year))
}

/// Adds an edition; its entries follow with [`add_entry`].
pub fn add_edition(
    tx: &Tx<'_>,
    list: Id,
    year: i32,
    published_on: NaiveDate,
    basis_year: Option<i32>,
    source: Option<&str>,
) -> Result<Id> {
    let id = tx.new_id();
    tx.prepare_cached(include_str!("lists/add_edition.sql"))?.execute(named_params! {
        ":id": id, ":list_id": list, ":year": year, ":published_on": published_on, ":basis_year": basis_year, ":source": source,
    })?;
    Ok(id)
}

/// Adds an entry.
///
/// # Errors
/// [`Error::Immutable`] for a locked edition (I14).
pub fn add_entry(tx: &Tx<'_>, entry: &NewEntry<'_>) -> Result<Id> {
    let id = tx.new_id();
    tx.prepare_cached(include_str!("lists/add_entry.sql"))?
        .execute(named_params! {
            ":id": id, ":edition_id": entry.edition, ":company_id": entry.company, ":rank": entry.rank, ":printed_name": entry.printed_name,
            ":country": entry.country, ":industry": entry.industry, ":revenue": entry.revenue, ":revenue_unit": entry.revenue_unit,
        })
        .map_err(Error::from_write)?;
    Ok(id)
}

/// Locks an edition: a figure depends on it.
///
/// # Errors
/// [`Error::NotFound`].
pub fn lock(tx: &Tx<'_>, edition: Id) -> Result<()> {
    let locked = tx.execute("UPDATE edition SET locked = 1 WHERE id = :id AND locked = 0", named_params! { ":id": edition })?;
    if locked == 0
        && tx.query_row("SELECT count(*) FROM edition WHERE id = :id", named_params! { ":id": edition }, |row| {
            row.get::<_, i64>(0)
        })? == 0
    {
        return Err(Error::not_found("edition", edition));
    }
    Ok(())
}

/// An edition's entries, by rank.
pub fn entries(conn: &Connection, edition: Id) -> Result<Vec<Entry>> {
    let mut statement = conn.prepare_cached(include_str!("lists/entries.sql"))?;
    let rows = statement.query_map(named_params! { ":edition": edition }, |row| {
        Ok(Entry {
            id: row.get("id")?,
            company_id: row.get("company_id")?,
            rank: row.get("rank")?,
            printed_name: row.get("printed_name")?,
            country: row.get("country")?,
            industry: row.get("industry")?,
            revenue: row.get("revenue")?,
            revenue_unit: row.get("revenue_unit")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// An entry as it is shown: as printed, with the company that it goes on as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct EntryLine {
    /// The entry.
    pub id: Id,
    /// The company.
    pub company_id: Id,
    /// The company's own name.
    pub company: String,
    /// Its rank; may be missing, may tie.
    pub rank: Option<i32>,
    /// The name as printed.
    pub printed_name: String,
    /// The country as printed.
    pub country: Option<String>,
    /// The industry as printed.
    pub industry: Option<String>,
    /// The revenue, decimal, in `revenue_unit`.
    pub revenue: Option<String>,
    /// The unit of the revenue.
    pub revenue_unit: Option<String>,
}

/// A page of an edition's entries, by rank, and how many there are; an edition that is not there has none.
pub fn entry_lines(conn: &Connection, edition: Id, offset: u32, limit: u32) -> Result<(Vec<EntryLine>, u32)> {
    let mut statement = conn.prepare_cached(include_str!("lists/entry_lines.sql"))?;
    let rows = statement.query_map(named_params! { ":edition": edition, ":offset": offset, ":limit": limit }, |row| {
        Ok(EntryLine {
            id: row.get("id")?,
            company_id: row.get("company_id")?,
            company: row.get("company")?,
            rank: row.get("rank")?,
            printed_name: row.get("printed_name")?,
            country: row.get("country")?,
            industry: row.get("industry")?,
            revenue: row.get("revenue")?,
            revenue_unit: row.get("revenue_unit")?,
        })
    })?;
    let mut count = conn.prepare_cached("SELECT count(*) FROM entry WHERE edition_id = :edition")?;
    Ok((rows.collect::<Result<_, _>>()?, count.query_row(named_params! { ":edition": edition }, |row| row.get(0))?))
}

/// Changes what an entry says; edition and company stay.
///
/// # Errors
/// [`Error::Immutable`] for a locked edition (I14).
pub fn change_entry(tx: &Tx<'_>, entry: &Entry) -> Result<()> {
    tx.prepare_cached(include_str!("lists/change_entry.sql"))?
        .execute(named_params! {
            ":id": entry.id, ":rank": entry.rank, ":printed_name": entry.printed_name, ":country": entry.country,
            ":industry": entry.industry, ":revenue": entry.revenue, ":revenue_unit": entry.revenue_unit,
        })
        .map_err(Error::from_write)?;
    Ok(())
}

/// Changes when and where an edition was published.
///
/// # Errors
/// [`Error::Immutable`] for a locked edition (I14).
pub fn change_edition(tx: &Tx<'_>, id: Id, published_on: NaiveDate, source: Option<&str>) -> Result<()> {
    tx.prepare_cached("UPDATE edition SET published_on = :published_on, source = :source WHERE id = :id")?
        .execute(named_params! { ":id": id, ":published_on": published_on, ":source": source })
        .map_err(Error::from_write)?;
    Ok(())
}

mod compare;
pub use compare::{ComparedPage, Comparison, Move, MoveCount, MovedCompany, compare};
