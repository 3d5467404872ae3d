//! A ledger kept for years, brought in: lines with the status, people, dates and vouchers they had.

use std::collections::HashMap;

use rusqlite::named_params;

use super::{FundDraft, History, by_reference, insert, resolve, take_reference, workflow};
use crate::domain::Id;
use crate::domain::fund::{LinkKind, Status, VoucherKind};
use crate::error::{Error, Result};
use crate::store::{Tx, company, evidence, people};

/// Lines that are brought in one after the other. What their checks ask of the store is asked for many lines at once where
/// they are expected, and remembered; what was not expected is asked for when it is needed.
#[derive(Debug, Default)]
pub struct Incoming {
    /// The lines of a reference.
    references: HashMap<String, Vec<Id>>,
    /// What a voucher's kind and number prove so far: an amount, and by which voucher, in the order of vouchers.
    proven: HashMap<(VoucherKind, String), Vec<(i64, Id)>>,
    /// What companies went on as.
    survivors: HashMap<Id, Id>,
}

impl Incoming {
    /// Asks for what the lines of these references with these vouchers will be checked against.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub fn expect<'e>(
        &mut self,
        tx: &Tx<'_>,
        references: impl Iterator<Item = &'e str>,
        vouchers: impl Iterator<Item = (VoucherKind, &'e str)>,
    ) -> Result<()> {
        self.references = references.map(|reference| (reference.trim().to_owned(), Vec::new())).collect();
        self.proven = vouchers.map(|(kind, number)| ((kind, number.to_owned()), Vec::new())).collect();
        let asked = serde_json::to_string(&self.references.keys().collect::<Vec<_>>())?;
        let mut statement = tx.prepare_cached(include_str!("of_references.sql"))?;
        let mut rows = statement.query(named_params! { ":references": asked })?;
        while let Some(row) = rows.next()? {
            self.references.entry(row.get(0)?).or_default().push(row.get(1)?);
        }
        let asked = serde_json::to_string(&self.proven.keys().collect::<Vec<_>>())?;
        let mut statement = tx.prepare_cached(include_str!("of_vouchers.sql"))?;
        let mut rows = statement.query(named_params! { ":vouchers": asked })?;
        while let Some(row) = rows.next()? {
            self.proven.entry((row.get(0)?, row.get(1)?)).or_default().push((row.get(2)?, row.get(3)?));
        }
        Ok(())
    }

    /// Forgets what was asked, because lines or their vouchers were changed otherwise.
    pub fn forget(&mut self) {
        self.references.clear();
        self.proven.clear();
    }

    /// Lines of this reference, by id.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub fn by_reference(&mut self, tx: &Tx<'_>, reference: &str) -> Result<&[Id]> {
        let reference = reference.trim();
        if !self.references.contains_key(reference) {
            self.references.insert(reference.to_owned(), by_reference(tx, reference)?);
        }
        Ok(self.references.get(reference).map_or(&[], Vec::as_slice))
    }

    fn survivor(&mut self, tx: &Tx<'_>, company: Id) -> Result<Id> {
        if let Some(survivor) = self.survivors.get(&company) {
            return Ok(*survivor);
        }
        let survivor = company::survivor(tx, company)?;
        self.survivors.insert(company, survivor);
        Ok(survivor)
    }

    /// Brings a line in as history: with the status, people and dates it had.
    ///
    /// # Errors
    /// As [`super::draft`]; [`Error::SelfVerification`] (I5), [`Error::ArrivalLate`] (I4), [`Error::ReversalExceeds`] (I2), [`Error::ReversalSign`].
    pub fn bring_in(&mut self, tx: &Tx<'_>, draft: &FundDraft, history: &History) -> Result<Id> {
        let mut line = resolve(tx, draft, self.survivor(tx, draft.investor_id)?)?;
        if line.reference.is_empty() {
            take_reference(tx, &mut line)?;
        } else if !self.by_reference(tx, &line.reference)?.is_empty() {
            return Err(Error::Exists { kind: "fund".to_owned(), key: line.reference.clone() });
        }
        if history.submitted_by.is_some() && history.submitted_by == history.verified_by {
            let user = people::all(tx)?.into_iter().find(|user| Some(user.id) == history.verified_by).map(|user| user.name);
            return Err(Error::SelfVerification { fund: line.reference, user: user.unwrap_or_default() });
        }
        if history.status == Status::Verified && history.verified_on.is_none() {
            return Err(Error::Missing { field: "verified_on".to_owned() });
        }
        if let Some(verified_on) = history.verified_on
            && (draft.arrived_on > verified_on || verified_on > tx.now.today)
        {
            let limit = verified_on.min(tx.now.today);
            return Err(Error::ArrivalLate {
                arrived_on: draft.arrived_on.max(verified_on.min(draft.arrived_on)).to_string(),
                limit: limit.to_string(),
            });
        }
        if let Some(reversed) = history.reverses {
            workflow::check_reversal(tx, reversed, line.amount_minor)?;
        }
        let id = insert(tx, &line, history, LinkKind::Reversal)?;
        self.references.entry(line.reference).or_default().push(id);
        Ok(id)
    }

    /// Puts the kind and number of a voucher to a line brought in as history, without its file.
    ///
    /// `split` says that the line is a part of a contribution whose first part brought the voucher.
    ///
    /// # Errors
    /// [`Error::VoucherTwice`] (D1) where the same kind, number and amount proves another line.
    pub fn prove(
        &mut self,
        tx: &Tx<'_>,
        fund: Id,
        amount_minor: i64,
        kind: VoucherKind,
        number: Option<&str>,
        split: bool,
    ) -> Result<Id> {
        let Some(number) = number else { return evidence::bring_in(tx, fund, amount_minor, kind, None) };
        let key = (kind, number.to_owned());
        if !self.proven.contains_key(&key) {
            let proven = evidence::proven_by(tx, kind, number)?;
            self.proven.insert(key.clone(), proven);
        }
        let proven = self.proven.entry(key).or_default();
        let same = proven.iter().find(|(amount, _)| *amount == amount_minor);
        if let (Some((_, known)), false) = (same, split) {
            return Err(evidence::twice(tx, kind, number, *known, fund)?);
        }
        let id = evidence::bring_in(tx, fund, amount_minor, kind, Some(number))?;
        proven.push((amount_minor, id));
        Ok(id)
    }
}
