//! What hangs on a project beside its milestones: supplements to its agreement (I12), and which units its money is credited
//! to (R19, D7).

use chrono::NaiveDate;
use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};

use super::get;
use crate::domain::Id;
use crate::domain::money::Fen;
use crate::error::{Error, Result};
use crate::store::Tx;

/// An agreement that adds to what the project agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Supplement {
    /// When it was signed.
    #[specta(type = String)]
    pub signed_on: NaiveDate,
    /// How much it adds, above 0.
    pub amount_fen: Fen,
    /// Its number or name.
    pub document: Option<String>,
}

/// A unit to which a project's money is credited, or that claims it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Credit {
    /// The unit.
    pub unit: String,
    /// Its share in basis points; nothing: claimed, and not split yet.
    pub share_bp: Option<i32>,
    /// When it talked with the investor first (首谈).
    #[specta(type = Option<String>)]
    pub talked_on: Option<NaiveDate>,
}

/// The supplements of a project, by day.
pub fn supplements(conn: &Connection, project: Id) -> Result<Vec<Supplement>> {
    let mut statement = conn.prepare_cached(
        "SELECT signed_on, amount_fen, document FROM supplement WHERE project_id = :project ORDER BY signed_on, id",
    )?;
    let rows = statement.query_map(named_params! { ":project": project }, |row| {
        Ok(Supplement { signed_on: row.get(0)?, amount_fen: row.get(1)?, document: row.get(2)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds a supplement to a project's agreement (I12).
///
/// # Errors
/// [`Error::Invalid`] for an amount that is not above 0 or a day in the future.
pub fn supplement(tx: &Tx<'_>, project: Id, supplement: &Supplement) -> Result<Id> {
    if supplement.amount_fen <= Fen::ZERO {
        return Err(Error::invalid("amount", supplement.amount_fen.wan(), "> 0"));
    }
    if supplement.signed_on > tx.now.today {
        return Err(Error::invalid("date", supplement.signed_on, tx.now.today));
    }
    tx.subject(get(tx, project)?.name);
    let id = tx.new_id();
    tx.prepare_cached(include_str!("add_supplement.sql"))?.execute(named_params! {
        ":id": id, ":project": project, ":signed_on": supplement.signed_on, ":amount": supplement.amount_fen,
        ":document": supplement.document,
    })?;
    Ok(id)
}

/// The units of a project, the first to talk first.
pub fn credits(conn: &Connection, project: Id) -> Result<Vec<Credit>> {
    let mut statement = conn.prepare_cached(include_str!("credits.sql"))?;
    let rows = statement.query_map(named_params! { ":project": project }, |row| {
        Ok(Credit { unit: row.get(0)?, share_bp: row.get(1)?, talked_on: row.get(2)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Sets the units of a project. Where shares are given, each unit has one and they sum to 10000 (R19); without shares the
/// units only claim it, and the first to talk is credited until they are split (D7).
///
/// # Errors
/// [`Error::CreditSplit`], [`Error::Missing`] for a unit without a name, [`Error::Exists`] for one named twice.
pub fn set_credits(tx: &Tx<'_>, project: Id, credits: &[Credit]) -> Result<()> {
    let name = get(tx, project)?.name;
    let given = credits.iter().filter(|credit| credit.share_bp.is_some()).count();
    let sum: i64 = credits.iter().filter_map(|credit| credit.share_bp).map(i64::from).sum();
    let below = credits.iter().any(|credit| credit.share_bp.is_some_and(|share| share < 0));
    if given > 0 && (given < credits.len() || sum != 10_000 || below) {
        return Err(Error::CreditSplit { project: name, sum: sum.to_string() });
    }
    for (at, credit) in credits.iter().enumerate() {
        if credit.unit.trim().is_empty() {
            return Err(Error::Missing { field: "unit".to_owned() });
        }
        if credits[..at].iter().any(|before| before.unit.trim() == credit.unit.trim()) {
            return Err(Error::Exists { kind: "unit".to_owned(), key: credit.unit.trim().to_owned() });
        }
    }
    tx.subject(name);
    tx.prepare_cached("DELETE FROM credit WHERE project_id = :project")?.execute(named_params! { ":project": project })?;
    let mut insert = tx.prepare_cached(include_str!("add_credit.sql"))?;
    for credit in credits {
        insert.execute(named_params! {
            ":id": tx.new_id(), ":project": project, ":unit": credit.unit.trim(), ":share_bp": credit.share_bp,
            ":talked_on": credit.talked_on,
        })?;
    }
    Ok(())
}
