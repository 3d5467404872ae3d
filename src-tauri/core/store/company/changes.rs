//! What a person changes of a company beside its own fields: its aliases as a whole, a link that was a mistake.

use rusqlite::{Connection, OptionalExtension, named_params};
use serde::Serialize;

use super::{aliases, by_uscc, get, index_names};
use crate::domain::uscc::{self, Fault};
use crate::domain::{Id, name};
use crate::error::{Error, Result};
use crate::store::Tx;

/// Makes a company's aliases these; blanks, repetitions and its own names are passed over.
pub fn set_aliases(tx: &Tx<'_>, id: Id, wanted: &[String]) -> Result<()> {
    let company = get(tx, id)?;
    let mut known: Vec<String> = [company.name_zh, company.name_en].into_iter().flatten().map(|own| name::fold(&own)).collect();
    let mut kept = Vec::new();
    for alias in wanted.iter().map(|alias| alias.trim()).filter(|alias| !alias.is_empty()) {
        let folded = name::fold(alias);
        if !known.contains(&folded) {
            known.push(folded);
            kept.push(alias);
        }
    }
    let before = aliases(tx, id)?;
    for gone in before.iter().filter(|alias| !kept.contains(&alias.as_str())) {
        tx.prepare_cached("DELETE FROM company_alias WHERE company_id = :id AND alias = :alias")?
            .execute(named_params! { ":id": id, ":alias": gone })?;
    }
    for new in kept.iter().filter(|alias| !before.iter().any(|known| known == *alias)) {
        tx.prepare_cached("INSERT INTO company_alias (id, company_id, alias) VALUES (:id, :company, :alias)")?
            .execute(named_params! { ":id": tx.new_id(), ":company": id, ":alias": new })?;
    }
    index_names(tx, id)
}

/// Takes away a link that never was; one that ended gets its last day instead.
///
/// # Errors
/// [`Error::NotFound`].
pub fn remove_ownership(tx: &Tx<'_>, id: Id) -> Result<()> {
    let ends: Option<(Id, Id)> = tx
        .prepare_cached("SELECT parent_id, child_id FROM ownership WHERE id = :id")?
        .query_row(named_params! { ":id": id }, |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((parent, child)) = ends else { return Err(Error::not_found("ownership", id)) };
    tx.subject([get(tx, parent)?.title(), " → ", get(tx, child)?.title()].concat());
    tx.execute("DELETE FROM ownership WHERE id = :id", named_params! { ":id": id })?;
    Ok(())
}

/// What a text typed as a credit code comes to (GB 32100).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, specta::Type)]
pub struct CreditCodeCheck {
    /// The code in its own form; null while the text is none.
    pub code: Option<String>,
    /// What is wrong with it: `length`, `character`, `check`.
    pub fault: Option<String>,
    /// The check character that would fit, where that is what is wrong.
    pub expected: Option<String>,
    /// Names of other companies of this code: a pair to be looked at, never forbidden.
    pub taken_by: Vec<String>,
}

/// Checks a credit code as it is typed; `own` is the company that is being changed.
pub fn check_credit_code(conn: &Connection, text: &str, own: Option<Id>) -> Result<CreditCodeCheck> {
    let wrong = |fault: &str, expected: Option<char>| CreditCodeCheck {
        fault: Some(fault.to_owned()),
        expected: expected.map(String::from),
        ..CreditCodeCheck::default()
    };
    let code = match uscc::parse(text) {
        Ok(code) => code,
        Err(Fault::Length) => return Ok(wrong("length", None)),
        Err(Fault::Character) => return Ok(wrong("character", None)),
        Err(Fault::Check(right)) => return Ok(wrong("check", Some(right))),
    };
    let others = by_uscc(conn, &code)?.into_iter().filter(|other| Some(*other) != own);
    let taken_by = others.map(|other| Ok(get(conn, other)?.title().to_owned())).collect::<Result<_>>()?;
    Ok(CreditCodeCheck { code: Some(code), taken_by, ..CreditCodeCheck::default() })
}
