//! One voucher for several lines: what of it is used and left (I3), which lines it proves already (D1), and how its
//! parts follow a line that is changed.

use rusqlite::{Connection, OptionalExtension, named_params};
use serde::Serialize;

use super::{Voucher, bare, check_split, minor, put_to, shown};
use crate::domain::Id;
use crate::domain::fund::{Status, VoucherKind};
use crate::domain::money::{self, Currency};
use crate::error::{Error, Result};
use crate::store::{Tx, fund};

/// A voucher that the ledger knows already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct KnownVoucher {
    /// The voucher.
    pub id: Id,
    /// 凭证类型.
    pub kind: VoucherKind,
    /// 凭证号.
    pub number: Option<String>,
    /// Who paid.
    pub payer: Option<String>,
    /// Its file's name.
    pub file_name: Option<String>,
    /// Its amount in whole units of its currency, decimal; null where it names none.
    pub amount: Option<String>,
    /// What of it proves other lines.
    pub used: String,
    /// What is left of it; null without an amount.
    pub left: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// References of the other lines it proves; empty: it may be put to a line as a whole.
    pub funds: Vec<String>,
}

/// The voucher that a file or key data would be the second of (D1), if the ledger knows it; `fund` is the line that is
/// being entered, whose own use does not count.
///
/// # Errors
/// [`Error::Invalid`] for an amount that is none of its currency.
pub fn known(conn: &Connection, sha256: Option<[u8; 32]>, voucher: &Voucher, line: Option<Id>) -> Result<Option<KnownVoucher>> {
    let currency = voucher.currency.as_deref().unwrap_or("CNY");
    let amount = minor(voucher.amount.as_deref(), currency)?;
    let same: Option<Id> = conn
        .prepare_cached(include_str!("same.sql"))?
        .query_row(
            named_params! { ":sha256": sha256, ":kind": voucher.kind, ":number": voucher.number, ":amount": amount },
            |row| row.get(0),
        )
        .optional()?;
    let Some(id) = same else { return Ok(None) };
    let found = conn.prepare_cached(include_str!("known.sql"))?.query_row(named_params! { ":id": id, ":fund": line }, |row| {
        let currency: Option<String> = row.get("currency")?;
        let (amount, used): (Option<i64>, i64) = (row.get("amount_minor")?, row.get("used")?);
        let whole = |minor: i64| {
            let code = currency.as_deref().unwrap_or("CNY");
            rust_decimal::Decimal::new(minor, code.parse::<Currency>().map_or(2, Currency::decimals)).to_string()
        };
        let funds: Option<String> = row.get("funds")?;
        Ok(KnownVoucher {
            id,
            kind: row.get("kind")?,
            number: row.get("number")?,
            payer: row.get("payer")?,
            file_name: row.get("file_name")?,
            amount: amount.map(whole),
            used: whole(used),
            left: amount.map(|amount| whole(amount - used)),
            funds: funds.map_or_else(Vec::new, |funds| funds.split(',').map(str::to_owned).collect()),
            currency: currency.clone(),
        })
    })?;
    Ok(Some(found))
}

/// Takes a voucher away from a draft or a returned line; one that proves nothing else goes with its data.
///
/// # Errors
/// [`Error::WrongStatus`], [`Error::NotFound`] where it does not prove the line.
pub fn release(tx: &Tx<'_>, line: Id, evidence: Id) -> Result<()> {
    let current = fund::line(tx, line)?;
    if !current.status.editable() {
        return Err(Error::WrongStatus { fund: current.reference, status: current.status.code().to_owned() });
    }
    let gone = tx
        .prepare_cached("DELETE FROM evidence_use WHERE evidence_id = :evidence AND fund_id = :fund")?
        .execute(named_params! { ":evidence": evidence, ":fund": line })?;
    if gone == 0 {
        return Err(Error::not_found("evidence", evidence));
    }
    tx.prepare_cached("DELETE FROM evidence WHERE id = :id AND NOT EXISTS (SELECT 1 FROM evidence_use WHERE evidence_id = :id)")?
        .execute(named_params! { ":id": evidence })?;
    Ok(())
}

/// Lets a voucher that proves another line prove this one too, by as much as the line (I3).
///
/// # Errors
/// [`Error::VoucherExceeded`].
pub(in crate::store) fn share(tx: &Tx<'_>, evidence: Id, line: Id) -> Result<()> {
    let current = fund::line(tx, line)?;
    let (kind, number): (VoucherKind, Option<String>) = tx
        .prepare_cached("SELECT kind, number FROM evidence WHERE id = :id")?
        .query_row(named_params! { ":id": evidence }, |row| Ok((row.get(0)?, row.get(1)?)))?;
    check_split(tx, evidence, current.amount_minor, &bare(kind, number.as_deref()))?;
    put_to(tx, evidence, line, current.amount_minor)
}

/// Lets the parts of vouchers that covered a line as a whole follow its new amount (I3); parts that were entered stand.
///
/// # Errors
/// [`Error::VoucherExceeded`].
pub(in crate::store) fn follow(tx: &Tx<'_>, line: Id, before_minor: i64, after_minor: i64) -> Result<()> {
    if before_minor == after_minor {
        return Ok(());
    }
    let uses: Vec<(Id, Id)> = tx
        .prepare_cached("SELECT id, evidence_id FROM evidence_use WHERE fund_id = :fund AND amount_minor = :before ORDER BY id")?
        .query_map(named_params! { ":fund": line, ":before": before_minor }, |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<std::result::Result<_, _>>()?;
    for (part, evidence) in uses {
        let voucher = super::of_fund(tx, line)?.into_iter().find(|paper| paper.id == evidence).map(|paper| paper.voucher);
        if let Some(voucher) = voucher {
            check_split(tx, evidence, after_minor - before_minor, &voucher)?;
        }
        tx.prepare_cached("UPDATE evidence_use SET amount_minor = :after WHERE id = :id")?
            .execute(named_params! { ":id": part, ":after": after_minor })?;
    }
    Ok(())
}

/// How much of a voucher proves a line, in minor units: what was entered, else the line's whole amount.
///
/// # Errors
/// [`Error::Invalid`] for no amount, or one of another sign or larger than the line.
pub(super) fn part(entered: Option<&str>, line: &fund::FundLine, voucher: &Voucher) -> Result<i64> {
    let Some(part) = minor(entered, &line.currency)? else { return Ok(line.amount_minor) };
    if part == 0 || part.signum() != line.amount_minor.signum() || part.unsigned_abs() > line.amount_minor.unsigned_abs() {
        let most = money::grouped(i128::from(line.amount_minor));
        return Err(Error::VoucherPart { voucher: shown(voucher), fund: line.reference.clone(), most });
    }
    Ok(part)
}

/// Whether a line may still be given or lose evidence.
pub(super) const fn settled(status: Status) -> bool {
    matches!(status, Status::Verified | Status::Rejected)
}
