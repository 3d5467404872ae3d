//! R13: where a voucher shows a project's total, a line for each investor by its share.

use rusqlite::Connection;
use rust_decimal::Decimal;
use serde::Serialize;

use super::{FundDraft, draft};
use crate::domain::Id;
use crate::domain::money::{self, Currency, by_shares, hundredths};
use crate::error::{Error, Result};
use crate::store::evidence::{self, KeptFile, Part, Voucher};
use crate::store::{Tx, company, project};

/// The whole of a project.
const WHOLE_BP: i32 = 10_000;

/// What of a project's total an investor paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct InvestorPart {
    /// The investor.
    pub company_id: Id,
    /// Its name.
    pub company: String,
    /// Its share in basis points.
    pub share_bp: i32,
    /// Its part in whole units of the currency, decimal.
    pub amount: String,
}

/// A total by the shares of a project's investors, in the order in which the project names them; leftovers of the minor unit
/// go to the largest remainders. `amount` is in whole units of the currency, decimal.
///
/// # Errors
/// [`Error::SharesOpen`] unless every investor has a share and they sum to the whole; [`Error::Invalid`], [`Error::NotFound`].
pub fn investor_parts(conn: &Connection, project: Id, amount: &str, currency: &str) -> Result<Vec<InvestorPart>> {
    let shares = project::shares(conn, project)?;
    let known: Vec<i32> = shares.iter().filter_map(|share| share.share_bp).collect();
    let sum: i32 = known.iter().sum();
    // Who paid how much of it is nobody's to guess.
    if known.len() < shares.len() || sum != WHOLE_BP {
        let name = project::get(conn, project)?.name;
        return Err(Error::SharesOpen { project: name, sum: hundredths(sum.into()) });
    }
    let wrong = |unknown: crate::domain::UnknownCode| Error::invalid("currency", unknown.code, unknown.expected);
    let currency: Currency = currency.trim().parse().map_err(wrong)?;
    let whole: Decimal = amount.trim().parse().map_err(|_| Error::invalid("amount", amount, "1234.56"))?;
    let minor = money::to_minor(whole, currency).map_err(|fault| Error::invalid("amount", amount, fault))?;
    shares
        .into_iter()
        .zip(known.iter().zip(by_shares(minor, &known)))
        .map(|(share, (share_bp, part))| {
            Ok(InvestorPart {
                company_id: share.company_id,
                company: company::get(conn, share.company_id)?.title().to_owned(),
                share_bp: *share_bp,
                amount: Decimal::new(part, currency.decimals()).to_string(),
            })
        })
        .collect()
}

/// Drafts a project's total as a line for each investor, and lets one voucher prove each of them by its amount (I3).
///
/// `total` says everything but investor and share, which are the project's; a reference is followed by the number of the
/// line, `R-1`. An investor whose part comes to nothing gets no line. A voucher without an amount shows the total.
///
/// # Errors
/// [`Error::Missing`] without a project; as [`investor_parts`], [`draft`] and [`evidence::add`].
pub fn split(tx: &Tx<'_>, total: &FundDraft, voucher: Option<(&Voucher, Option<&KeptFile>)>) -> Result<Vec<Id>> {
    let project = total.project_id.ok_or_else(|| Error::Missing { field: "project".to_owned() })?;
    let (mut lines, mut paper) = (Vec::new(), None);
    for part in investor_parts(tx, project, &total.amount, &total.currency)? {
        if part.amount.parse::<Decimal>().is_ok_and(|amount| amount.is_zero()) {
            continue;
        }
        let reference = total.reference.as_deref().map(str::trim).filter(|reference| !reference.is_empty());
        let of_part = FundDraft {
            reference: reference.map(|reference| [reference, "-", &(lines.len() + 1).to_string()].concat()),
            investor_id: part.company_id,
            amount: part.amount,
            share_bp: WHOLE_BP,
            ..total.clone()
        };
        let line = draft(tx, &of_part)?;
        lines.push(line);
        if let Some((voucher, file)) = voucher {
            paper = Some(match paper {
                Some(known) => evidence::share(tx, known, line).map(|()| known)?,
                None => evidence::add(tx, line, &showing(voucher, total), file, Part::Of(None))?,
            });
        }
    }
    tx.subject([project::get(tx, project)?.name.as_str(), " ", &total.amount].concat());
    Ok(lines)
}

/// The voucher of a total; that is its amount where it names none.
fn showing(voucher: &Voucher, total: &FundDraft) -> Voucher {
    let amount = voucher.amount.clone().filter(|amount| !amount.trim().is_empty());
    Voucher {
        amount: amount.or_else(|| Some(total.amount.clone())),
        currency: voucher.currency.clone().or_else(|| Some(total.currency.clone())),
        ..voucher.clone()
    }
}
