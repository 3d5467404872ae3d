//! Companies, their aliases and what controls them.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, named_params};
use serde::{Deserialize, Serialize};

use super::Tx;
use crate::domain::company::Control;
use crate::domain::{Id, name, uscc};
use crate::error::{Error, Result};

/// A company's own fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Company {
    /// 企业名称.
    pub name_zh: Option<String>,
    /// English name.
    pub name_en: Option<String>,
    /// 统一社会信用代码, checked by GB 32100.
    pub uscc: Option<String>,
    /// Legal entity identifier, ISO 17442.
    pub lei: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
    /// 总部.
    pub headquarters: Option<String>,
    /// 行业 (GB/T 4754).
    pub industry: Option<String>,
    /// 备注.
    pub note: Option<String>,
    /// Who keeps the contact.
    pub owner_id: Option<Id>,
}

impl Company {
    /// The name by which it is shown: Chinese first.
    #[must_use]
    pub fn title(&self) -> &str {
        self.name_zh.as_deref().or(self.name_en.as_deref()).unwrap_or_default()
    }

    /// Trims texts, drops empty ones, and checks the codes.
    ///
    /// # Errors
    /// [`Error::Missing`] without any name, [`Error::Invalid`] for a code that does not check.
    pub fn checked(mut self) -> Result<Self> {
        for text in [
            &mut self.name_zh,
            &mut self.name_en,
            &mut self.uscc,
            &mut self.lei,
            &mut self.country,
            &mut self.headquarters,
            &mut self.industry,
            &mut self.note,
        ] {
            *text = text.take().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        }
        if self.name_zh.is_none() && self.name_en.is_none() {
            return Err(Error::Missing { field: "name".to_owned() });
        }
        if let Some(code) = &self.uscc {
            self.uscc = Some(uscc::parse(code).map_err(|fault| Error::invalid("uscc", code, fault))?);
        }
        if self.lei.as_ref().is_some_and(|lei| lei.len() != 20) {
            return Err(Error::invalid("lei", self.lei.unwrap_or_default(), "20 characters"));
        }
        if self.country.as_ref().is_some_and(|country| country.len() != 2) {
            return Err(Error::invalid("country", self.country.unwrap_or_default(), "ISO 3166 alpha-2"));
        }
        Ok(self)
    }
}

/// An ownership link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Ownership {
    /// Who holds.
    pub parent_id: Id,
    /// What is held.
    pub child_id: Id,
    /// Parts per million: 55 % is 550000.
    pub percent_ppm: Option<i32>,
    /// How it is held.
    pub control: Control,
    /// First day, included; none: since ever.
    #[specta(type = Option<String>)]
    pub valid_from: Option<NaiveDate>,
    /// Last day, included; none: still.
    #[specta(type = Option<String>)]
    pub valid_to: Option<NaiveDate>,
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Company> {
    Ok(Company {
        name_zh: row.get("name_zh")?,
        name_en: row.get("name_en")?,
        uscc: row.get("uscc")?,
        lei: row.get("lei")?,
        country: row.get("country")?,
        headquarters: row.get("headquarters")?,
        industry: row.get("industry")?,
        note: row.get("note")?,
        owner_id: row.get("owner_id")?,
    })
}

/// The company of this id.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &Connection, id: Id) -> Result<Company> {
    let found =
        conn.prepare_cached("SELECT * FROM company WHERE id = :id")?.query_row(named_params! { ":id": id }, read).optional()?;
    found.ok_or_else(|| Error::not_found("company", id))
}

/// The company that this one goes on as: itself, unless it was merged into another.
///
/// # Errors
/// [`Error::NotFound`].
pub fn survivor(conn: &Connection, id: Id) -> Result<Id> {
    let mut statement = conn.prepare_cached("SELECT coalesce(merged_into, id) FROM company WHERE id = :id")?;
    let found = statement.query_row(named_params! { ":id": id }, |row| row.get(0)).optional()?;
    found.ok_or_else(|| Error::not_found("company", id))
}

/// Its aliases, in the order they were learned.
pub fn aliases(conn: &Connection, id: Id) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached("SELECT alias FROM company_alias WHERE company_id = :id ORDER BY id")?;
    Ok(statement.query_map(named_params! { ":id": id }, |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Companies one of whose names or aliases folds alike ([`name::fold`]), by id.
pub fn by_name(conn: &Connection, written: &str) -> Result<Vec<Id>> {
    let mut statement = conn.prepare_cached("SELECT company_id FROM company_name WHERE folded = :folded ORDER BY company_id")?;
    Ok(statement.query_map(named_params! { ":folded": name::fold(written) }, |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Companies of this credit code, by id; two are a pair to be merged by a person.
pub fn by_uscc(conn: &Connection, code: &str) -> Result<Vec<Id>> {
    let mut statement =
        conn.prepare_cached("SELECT DISTINCT coalesce(merged_into, id) FROM company WHERE uscc = :uscc ORDER BY 1")?;
    Ok(statement.query_map(named_params! { ":uscc": code }, |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Companies of this legal entity identifier, by id.
pub fn by_lei(conn: &Connection, lei: &str) -> Result<Vec<Id>> {
    let mut statement =
        conn.prepare_cached("SELECT DISTINCT coalesce(merged_into, id) FROM company WHERE lei = :lei ORDER BY 1")?;
    Ok(statement.query_map(named_params! { ":lei": lei }, |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// The one company meant by a reference: its id, credit code, name or alias.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Ambiguous`].
pub fn find(conn: &Connection, reference: &str) -> Result<Id> {
    let reference = reference.trim();
    let found = match (reference.parse::<Id>(), uscc::parse(reference)) {
        (Ok(id), _) => vec![survivor(conn, id)?],
        (_, Ok(code)) => by_uscc(conn, &code)?,
        _ => by_name(conn, reference)?,
    };
    match found.as_slice() {
        [] => Err(Error::not_found("company", reference)),
        [one] => Ok(*one),
        _ => Err(Error::Ambiguous { kind: "company".to_owned(), key: reference.to_owned() }),
    }
}

/// Adds a company.
///
/// # Errors
/// As [`Company::checked`].
pub fn add(tx: &Tx<'_>, company: Company) -> Result<Id> {
    let company = company.checked()?;
    tx.subject(company.title());
    let id = tx.new_id();
    write(tx, include_str!("company/add.sql"), id, &company)?;
    index_names(tx, id)?;
    Ok(id)
}

/// Changes a company's own fields.
///
/// # Errors
/// [`Error::NotFound`]; as [`Company::checked`].
pub fn change(tx: &Tx<'_>, id: Id, company: Company) -> Result<()> {
    let company = company.checked()?;
    get(tx, id)?;
    tx.subject(company.title());
    write(tx, include_str!("company/change.sql"), id, &company)?;
    index_names(tx, id)
}

fn write(tx: &Tx<'_>, sql: &str, id: Id, company: &Company) -> Result<()> {
    tx.prepare_cached(sql)?.execute(named_params! {
        ":id": id, ":name_zh": company.name_zh, ":name_en": company.name_en, ":uscc": company.uscc, ":lei": company.lei,
        ":country": company.country, ":headquarters": company.headquarters, ":industry": company.industry, ":note": company.note,
        ":owner_id": company.owner_id,
    })?;
    Ok(())
}

/// Adds an alias, unless the company has that name already.
pub fn add_alias(tx: &Tx<'_>, id: Id, alias: &str) -> Result<bool> {
    let alias = alias.trim();
    if alias.is_empty() || by_name(tx, alias)?.contains(&id) {
        return Ok(false);
    }
    tx.prepare_cached("INSERT INTO company_alias (id, company_id, alias) VALUES (:id, :company_id, :alias)")?
        .execute(named_params! { ":id": tx.new_id(), ":company_id": id, ":alias": alias })?;
    index_names(tx, id)?;
    Ok(true)
}

/// The ownership links above a company, newest first.
pub fn parents(conn: &Connection, child: Id) -> Result<Vec<(Id, Ownership)>> {
    links(
        conn,
        "SELECT id, parent_id, child_id, percent_ppm, control, valid_from, valid_to FROM ownership WHERE child_id = :id ORDER BY id DESC",
        child,
    )
}

/// The ownership links below a company, newest first.
pub fn children(conn: &Connection, parent: Id) -> Result<Vec<(Id, Ownership)>> {
    links(
        conn,
        "SELECT id, parent_id, child_id, percent_ppm, control, valid_from, valid_to FROM ownership WHERE parent_id = :id ORDER BY id DESC",
        parent,
    )
}

fn links(conn: &Connection, sql: &str, id: Id) -> Result<Vec<(Id, Ownership)>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(named_params! { ":id": id }, |row| {
        Ok((
            row.get(0)?,
            Ownership {
                parent_id: row.get(1)?,
                child_id: row.get(2)?,
                percent_ppm: row.get(3)?,
                control: row.get(4)?,
                valid_from: row.get(5)?,
                valid_to: row.get(6)?,
            },
        ))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds an ownership link.
///
/// # Errors
/// [`Error::OwnershipCycle`] where the child already stands above the parent, [`Error::Invalid`],
/// [`Error::Missing`] for equity without a percentage.
pub fn add_ownership(tx: &Tx<'_>, link: &Ownership) -> Result<Id> {
    check_ownership(link)?;
    let (parent, child) = (get(tx, link.parent_id)?, get(tx, link.child_id)?);
    let circle: bool = link.parent_id == link.child_id
        || tx
            .prepare_cached(include_str!("company/above.sql"))?
            .query_row(named_params! { ":company": link.parent_id, ":sought": link.child_id }, |row| row.get(0))?;
    if circle {
        return Err(Error::OwnershipCycle { parent: parent.title().to_owned(), child: child.title().to_owned() });
    }
    tx.subject([parent.title(), " → ", child.title()].concat());
    let id = tx.new_id();
    tx.prepare_cached(include_str!("company/add_ownership.sql"))?.execute(named_params! {
        ":id": id, ":parent_id": link.parent_id, ":child_id": link.child_id, ":percent_ppm": link.percent_ppm,
        ":control": link.control, ":valid_from": link.valid_from, ":valid_to": link.valid_to,
    })?;
    Ok(id)
}

/// What a link may say by itself.
fn check_ownership(link: &Ownership) -> Result<()> {
    if link.control == Control::Equity && link.percent_ppm.is_none() {
        return Err(Error::Missing { field: "percent".to_owned() });
    }
    if link.percent_ppm.is_some_and(|ppm| !(0..=1_000_000).contains(&ppm)) {
        return Err(Error::invalid("percent", link.percent_ppm.unwrap_or_default(), "0-100"));
    }
    if let (Some(from), Some(to)) = (link.valid_from, link.valid_to)
        && from > to
    {
        return Err(Error::invalid("valid_to", to, from));
    }
    Ok(())
}

/// Changes what an ownership link says; parent and child stay.
///
/// # Errors
/// [`Error::NotFound`]; as [`add_ownership`] but for circles.
pub fn change_ownership(tx: &Tx<'_>, id: Id, link: &Ownership) -> Result<()> {
    check_ownership(link)?;
    tx.subject([get(tx, link.parent_id)?.title(), " → ", get(tx, link.child_id)?.title()].concat());
    let changed = tx.prepare_cached(include_str!("company/change_ownership.sql"))?.execute(named_params! {
        ":id": id, ":percent_ppm": link.percent_ppm, ":control": link.control, ":valid_from": link.valid_from, ":valid_to": link.valid_to,
    })?;
    if changed == 0 { Err(Error::not_found("ownership", id)) } else { Ok(()) }
}

mod changes;
pub use changes::{CreditCodeCheck, check_credit_code, remove_ownership, set_aliases};
mod candidates;
mod duplicates;
mod index;
mod merge;
mod page;
mod panel;
pub use candidates::{Sought, candidates};
pub use duplicates::{Duplicate, Group, Pair, duplicates};
pub(super) use index::{index_names, settle};
pub use merge::{FieldPair, LineEffect, MergePreview, Moved, filled, keep_apart, merge};
pub use page::{CompanyFilter, CompanyLine, CompanySort, page, page_after};
pub use panel::{RankLine, TimelineItem, ranks, timeline};
