//! Money that is expected: planned receipts by project, with a day, an amount and an owner (R15).
//!
//! A plan is never money: it stands in no figure but the forecast, and is settled when the money came or was given up.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, named_params};
use serde::{Deserialize, Serialize};

use super::Tx;
use crate::domain::Id;
use crate::domain::fund::{Form, Origin};
use crate::domain::money::Fen;
use crate::error::{Error, Result};

/// A planned receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Receipt {
    /// For which project.
    pub project_id: Id,
    /// Who will pay.
    pub company_id: Id,
    /// When it is expected.
    #[specta(type = String)]
    pub due_on: NaiveDate,
    /// How much, above 0.
    pub amount_fen: Fen,
    /// 形式.
    pub form: Form,
    /// 来源.
    pub origin: Origin,
    /// Whose task it is.
    pub owner_id: Option<Id>,
    /// When it came or was given up; nothing while it is expected.
    #[serde(default)]
    #[specta(type = Option<String>)]
    pub settled_on: Option<NaiveDate>,
    /// 备注.
    pub note: Option<String>,
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<(Id, Receipt)> {
    Ok((
        row.get("id")?,
        Receipt {
            project_id: row.get("project_id")?,
            company_id: row.get("company_id")?,
            due_on: row.get("due_on")?,
            amount_fen: row.get("amount_fen")?,
            form: row.get("form")?,
            origin: row.get("origin")?,
            owner_id: row.get("owner_id")?,
            settled_on: row.get("settled_on")?,
            note: row.get("note")?,
        },
    ))
}

/// What is still expected by a day, the earliest first; all of it without a day.
pub fn expected(conn: &Connection, by: Option<NaiveDate>) -> Result<Vec<(Id, Receipt)>> {
    let mut statement = conn.prepare_cached(include_str!("receipts/expected.sql"))?;
    Ok(statement.query_map(named_params! { ":by": by }, read)?.collect::<Result<_, _>>()?)
}

/// The receipt of this id.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &Connection, id: Id) -> Result<Receipt> {
    let found =
        conn.prepare_cached("SELECT * FROM receipt WHERE id = :id")?.query_row(named_params! { ":id": id }, read).optional()?;
    found.map(|(_, receipt)| receipt).ok_or_else(|| Error::not_found("receipt", id))
}

/// Plans a receipt.
///
/// # Errors
/// [`Error::Invalid`] for an amount that is not above 0, [`Error::NotFound`].
pub fn add(tx: &Tx<'_>, receipt: &Receipt) -> Result<Id> {
    let id = tx.new_id();
    write(tx, include_str!("receipts/add.sql"), id, receipt)?;
    Ok(id)
}

/// Changes what is planned.
///
/// # Errors
/// As [`add`].
pub fn change(tx: &Tx<'_>, id: Id, receipt: &Receipt) -> Result<()> {
    get(tx, id)?;
    write(tx, include_str!("receipts/change.sql"), id, receipt)
}

fn write(tx: &Tx<'_>, sql: &str, id: Id, receipt: &Receipt) -> Result<()> {
    if receipt.amount_fen <= Fen::ZERO {
        return Err(Error::invalid("amount", receipt.amount_fen.wan(), "> 0"));
    }
    tx.subject(super::project::get(tx, receipt.project_id)?.name);
    tx.prepare_cached(sql)?.execute(named_params! {
        ":id": id, ":project": receipt.project_id, ":company": super::company::survivor(tx, receipt.company_id)?,
        ":due_on": receipt.due_on, ":amount": receipt.amount_fen, ":form": receipt.form, ":origin": receipt.origin,
        ":owner": receipt.owner_id, ":settled_on": receipt.settled_on, ":note": receipt.note,
    })?;
    Ok(())
}
