//! Vouchers: their key data, their files in the vault, and which lines they prove (I3, D1).

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, named_params};
use serde::{Deserialize, Serialize};

mod split;
pub use split::{KnownVoucher, known, release};
pub(super) use split::{follow, share};

use super::Tx;
use crate::domain::evidence::Paper;
use crate::domain::fund::VoucherKind;
use crate::domain::{Id, money, name};
use crate::error::{Error, Result};
use crate::journal::hex;

/// A voucher's key data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Voucher {
    /// 凭证类型.
    pub kind: VoucherKind,
    /// 凭证号.
    pub number: Option<String>,
    /// Who paid.
    pub payer: Option<String>,
    /// Who received.
    pub payee: Option<String>,
    /// The last digits of the account.
    pub account_tail: Option<String>,
    /// Its date.
    #[specta(type = Option<String>)]
    pub dated_on: Option<NaiveDate>,
    /// Its amount in whole units of its currency, decimal.
    pub amount: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
}

/// A kept file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFile {
    /// What [`super::Store::vault_put`] answered.
    pub sha256: [u8; 32],
    /// The name it had.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its length.
    pub bytes: u64,
}

/// A paper of a line, as the panel shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct EvidenceLine {
    /// The voucher.
    pub id: Id,
    /// Its file's SHA-256 in hexadecimal; none: history without a file.
    pub sha256: Option<String>,
    /// The name it had.
    pub file_name: Option<String>,
    /// Its media type.
    pub media_type: Option<String>,
    /// Its key data.
    #[serde(flatten)]
    pub voucher: Voucher,
    /// How much of it proves this line, in whole units, decimal.
    pub used: String,
    /// Other lines that it proves, by reference.
    pub also: Option<String>,
}

/// Whether a voucher is for one line, and how much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// For this line alone; one that proves another line is refused (D1).
    Whole,
    /// One voucher for several lines: how much of it proves this one, in whole units of the line's currency, decimal;
    /// none: as much as the line.
    Of(Option<&'a str>),
}

/// Puts a voucher to a line; the same voucher a second time is a split of it.
///
/// # Errors
/// [`Error::VoucherTwice`] (D1) for the same file, or the same kind, number and amount, on another line unless it is a
/// part, [`Error::VoucherExceeded`] (I3), [`Error::VoucherPart`], [`Error::Invalid`], [`Error::Immutable`] for a
/// verified line.
pub fn add(tx: &Tx<'_>, fund: Id, voucher: &Voucher, file: Option<&KeptFile>, part: Part<'_>) -> Result<Id> {
    let line = super::fund::line(tx, fund)?;
    if split::settled(line.status) {
        return Err(Error::Immutable { what: "evidence_use".to_owned() });
    }
    let currency_code = voucher.currency.clone().unwrap_or_else(|| line.currency.clone());
    let amount_minor = minor(voucher.amount.as_deref(), &currency_code)?;
    let same: Option<Id> = tx
        .prepare_cached(include_str!("evidence/same.sql"))?
        .query_row(
            named_params! { ":sha256": file.map(|file| file.sha256), ":kind": voucher.kind, ":number": voucher.number, ":amount": amount_minor },
            |row| row.get(0),
        )
        .optional()?;
    let used = match part {
        Part::Whole => line.amount_minor,
        Part::Of(entered) => split::part(entered, &line, voucher)?,
    };
    let evidence = match same {
        Some(known) => {
            let also = others(tx, known, fund)?;
            if part == Part::Whole && also.is_some() {
                return Err(Error::VoucherTwice { voucher: shown(voucher), fund: also.unwrap_or_default() });
            }
            check_split(tx, known, used, voucher)?;
            known
        }
        None => {
            if let Some(amount) = amount_minor
                && used.unsigned_abs() > amount.unsigned_abs()
            {
                return Err(Error::VoucherExceeded { voucher: shown(voucher), left: money::grouped(i128::from(amount)) });
            }
            insert(tx, voucher, file, amount_minor, &currency_code)?
        }
    };
    put_to(tx, evidence, fund, used)?;
    tx.subject([line.reference.as_str(), " ", &shown(voucher)].concat());
    Ok(evidence)
}

/// An amount in whole units, decimal, as minor units of its currency; nothing for an empty text.
fn minor(amount: Option<&str>, currency: &str) -> Result<Option<i64>> {
    let currency: money::Currency =
        currency.parse().map_err(|wrong: crate::domain::UnknownCode| Error::invalid("currency", wrong.code, wrong.expected))?;
    let Some(amount) = amount.map(str::trim).filter(|amount| !amount.is_empty()) else { return Ok(None) };
    let decimal = amount.parse().map_err(|_| Error::invalid("amount", amount, "1234.56"))?;
    money::to_minor(decimal, currency).map(Some).map_err(|fault| Error::invalid("amount", amount, fault))
}

/// I3: the parts of a voucher sum to no more than its amount.
fn check_split(conn: &Connection, evidence: Id, more: i64, voucher: &Voucher) -> Result<()> {
    let (amount, used): (Option<i64>, i64) = conn
        .prepare_cached(include_str!("evidence/used.sql"))?
        .query_row(named_params! { ":id": evidence }, |row| Ok((row.get(0)?, row.get(1)?)))?;
    match amount {
        Some(amount) if used + more > amount => {
            Err(Error::VoucherExceeded { voucher: shown(voucher), left: money::grouped(i128::from(amount - used)) })
        }
        _ => Ok(()),
    }
}

fn shown(voucher: &Voucher) -> String {
    voucher.number.clone().filter(|number| !number.is_empty()).unwrap_or_else(|| voucher.kind.code().to_owned())
}

/// The other lines a voucher proves, by reference; none for none.
fn others(conn: &Connection, evidence: Id, fund: Id) -> Result<Option<String>> {
    Ok(conn
        .prepare_cached(include_str!("evidence/others.sql"))?
        .query_row(named_params! { ":evidence": evidence, ":fund": fund }, |row| row.get(0))?)
}

fn insert(tx: &Tx<'_>, voucher: &Voucher, file: Option<&KeptFile>, amount_minor: Option<i64>, currency: &str) -> Result<Id> {
    let id = tx.new_id();
    // In the order of the statement.
    let row = [
        id.into(),
        file.map(|file| file.sha256).into(),
        file.map(|file| file.name.clone()).into(),
        file.map(|file| file.media_type.clone()).into(),
        file.map(|file| i64::try_from(file.bytes).unwrap_or(i64::MAX)).into(),
        voucher.kind.code().into(),
        voucher.number.clone().into(),
        voucher.payer.clone().into(),
        voucher.payee.clone().into(),
        voucher.account_tail.clone().into(),
        voucher.dated_on.into(),
        amount_minor.into(),
        amount_minor.map(|_| currency.to_owned()).into(),
    ];
    tx.put(include_str!("evidence/insert.sql"), row)?;
    Ok(id)
}

/// Says how much of a voucher proves a line.
fn put_to(tx: &Tx<'_>, evidence: Id, fund: Id, amount_minor: i64) -> Result<()> {
    tx.put(include_str!("evidence/use.sql"), [tx.new_id().into(), evidence.into(), fund.into(), amount_minor.into()])
}

/// The papers of a line, in the order they were put to it.
pub fn of_fund(conn: &Connection, fund: Id) -> Result<Vec<EvidenceLine>> {
    let mut statement = conn.prepare_cached(include_str!("evidence/of_fund.sql"))?;
    let rows = statement.query_map(named_params! { ":fund": fund }, |row| {
        let currency: Option<String> = row.get("currency")?;
        let line_currency: String = row.get("line_currency")?;
        let whole = |minor: i64, code: &str| {
            let decimals = code.parse::<money::Currency>().map_or(2, money::Currency::decimals);
            rust_decimal::Decimal::new(minor, decimals).to_string()
        };
        Ok(EvidenceLine {
            id: row.get("id")?,
            sha256: row.get::<_, Option<[u8; 32]>>("sha256")?.map(|sha256| hex(&sha256)),
            file_name: row.get("file_name")?,
            media_type: row.get("media_type")?,
            used: whole(row.get("used")?, &line_currency),
            also: row.get("also")?,
            voucher: Voucher {
                kind: row.get("kind")?,
                number: row.get("number")?,
                payer: row.get("payer")?,
                payee: row.get("payee")?,
                account_tail: row.get("account_tail")?,
                dated_on: row.get("dated_on")?,
                amount: row.get::<_, Option<i64>>("amount_minor")?.map(|minor| whole(minor, currency.as_deref().unwrap_or("CNY"))),
                currency,
            },
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The media type of a kept file that some voucher names.
///
/// # Errors
/// [`Error::NotFound`].
pub fn media_type(conn: &Connection, sha256: &[u8; 32]) -> Result<String> {
    let found: Option<Option<String>> = conn
        .prepare_cached("SELECT media_type FROM evidence WHERE sha256 = :sha256 LIMIT 1")?
        .query_row(named_params! { ":sha256": sha256 }, |row| row.get(0))
        .optional()?;
    found.map(Option::unwrap_or_default).ok_or_else(|| Error::not_found("evidence", hex(sha256)))
}

/// The papers of a line as the need for evidence looks at them.
pub fn papers(conn: &Connection, fund: Id) -> Result<Vec<Paper>> {
    let line = super::fund::line(conn, fund)?;
    let investor = super::company::survivor(conn, line.investor_id)?;
    let company = super::company::get(conn, investor)?;
    let mut names: Vec<String> = super::company::aliases(conn, investor)?;
    names.extend(company.name_zh);
    names.extend(company.name_en);
    let is_investor = |payer: &str| names.iter().any(|known| name::fold(known) == name::fold(payer));
    Ok(of_fund(conn, fund)?
        .into_iter()
        .map(|paper| Paper { kind: paper.voucher.kind, payer_is_investor: paper.voucher.payer.as_deref().is_some_and(is_investor) })
        .collect())
}

/// Puts a voucher of which nothing but kind and number is known to a line brought in as history.
pub(super) fn bring_in(tx: &Tx<'_>, fund: Id, amount_minor: i64, kind: VoucherKind, number: Option<&str>) -> Result<Id> {
    let id = insert(tx, &bare(kind, number), None, None, "")?;
    put_to(tx, id, fund, amount_minor)?;
    Ok(id)
}

/// What the vouchers of a kind and number prove: an amount in minor units, and by which voucher.
pub(super) fn proven_by(conn: &Connection, kind: VoucherKind, number: &str) -> Result<Vec<(i64, Id)>> {
    let mut statement = conn.prepare_cached(include_str!("evidence/proven_by.sql"))?;
    let rows = statement.query_map(named_params! { ":kind": kind, ":number": number }, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The refusal of a voucher that proves another line already (D1).
pub(super) fn twice(conn: &Connection, kind: VoucherKind, number: &str, known: Id, fund: Id) -> Result<Error> {
    let voucher = shown(&bare(kind, Some(number)));
    Ok(Error::VoucherTwice { voucher, fund: others(conn, known, fund)?.unwrap_or_default() })
}

fn bare(kind: VoucherKind, number: Option<&str>) -> Voucher {
    Voucher {
        kind,
        number: number.map(str::to_owned),
        payer: None,
        payee: None,
        account_tail: None,
        dated_on: None,
        amount: None,
        currency: None,
    }
}
