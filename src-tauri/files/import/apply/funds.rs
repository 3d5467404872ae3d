//! Lines of delivered funds: new drafts, and history with its status, people and vouchers.

use daowei_core::domain::Id;
use daowei_core::domain::fund::Status;
use daowei_core::domain::money::Currency;
use daowei_core::domain::name::fold;
use daowei_core::error::Error;
use daowei_core::store::evidence;
use daowei_core::store::fund::{self, FundDraft, FundLine, History};
use rust_decimal::Decimal;

use super::{Applied, Applying, Refused, differ, differ_shown};
use crate::import::rows::{FundRow, Line};
use crate::import::run::{Fate, PlannedChange};
use crate::problem::Code;

impl Applying<'_> {
    /// Asks the store at once for what it knows of the next lines.
    pub(super) fn expect_funds(&mut self, lines: &[Line<FundRow>]) -> Result<(), Error> {
        let rows = || lines.iter().map(|line| &line.value);
        let vouchers = rows().filter_map(|row| Some((row.voucher_kind?, row.voucher_no.as_deref()?)));
        self.incoming.expect(self.tx, rows().map(|row| row.reference.as_str()), vouchers)
    }

    pub(super) fn fund_row(&mut self, row: &FundRow) -> Applied {
        self.title.clone_from(&row.reference);
        let reversed = self.reversed(row)?;
        let investor_id = self.company("investor", &row.investor)?;
        let project_id = self.project("project", row.project.as_deref())?.or(reversed.as_ref().and_then(|line| line.project_id));
        let zone_id = self.zone("zone", row.zone.as_deref())?.or(reversed.as_ref().map(|line| line.zone_id));
        let draft = FundDraft {
            reference: Some(row.reference.clone()),
            project_id,
            investor_id,
            payer: row.payer.clone(),
            form: row.form,
            origin: row.origin,
            arrived_on: row.arrived_on,
            currency: row.currency.code().to_owned(),
            amount: Decimal::new(row.amount_minor, row.currency.decimals()).to_string(),
            rate: row.rate.map(|rate| rate.to_string()),
            rate_unit: row.rate_unit.and_then(|unit| i32::try_from(unit).ok()),
            rate_on: row.rate_on,
            rate_source: None,
            share_bp: i32::try_from(row.share_bp).unwrap_or(10_000),
            zone_id,
            audited_year: None,
            note: row.note.clone(),
        };
        let known = match self.incoming.by_reference(self.tx, &row.reference)? {
            [] => None,
            [one] => Some(fund::line(self.tx, *one)?),
            _ => return self.refuse("ref", Code::DuplicateInFile, &row.reference),
        };
        let Some(known) = known else {
            let id = self.bring_in(row, &draft, reversed.as_ref())?;
            return self.created(id);
        };
        let changes = self.fund_changes(row, &draft, &known)?;
        if !changes.is_empty() && matches!(known.status, Status::Verified | Status::Rejected) {
            return self.refuse("ref", Code::FundFinal, fields(&changes));
        }
        let settled = self.settle(known.id, "ref", changes)?;
        if settled.0 != Fate::Updated {
            return Ok(settled);
        }
        match known.status {
            // A draft becomes what the file says of it, whatever status that is.
            Status::Draft if row.status != Status::Draft || self.voucher_missing(row, known.id)? => {
                fund::delete(self.tx, known.id)?;
                self.incoming.forget();
                let id = self.bring_in(row, &draft, reversed.as_ref())?;
                self.touched.insert(id, self.row);
            }
            Status::Draft | Status::Returned if row.status == known.status => {
                fund::change(self.tx, known.id, &draft)?;
                self.incoming.forget();
            }
            _ => return self.refuse("ref", Code::FundInReview, known.status),
        }
        Ok(settled)
    }

    /// The verified line that a row reverses.
    fn reversed(&self, row: &FundRow) -> Result<Option<FundLine>, Refused> {
        let Some(reference) = &row.reverses else { return Ok(None) };
        let found = fund::by_reference(self.tx, reference)?;
        let [one] = found.as_slice() else { return self.refuse("reverses", Code::ReversedUnknown, reference) };
        let line = fund::line(self.tx, *one)?;
        if line.status != Status::Verified || line.reverses.is_some() {
            return self.refuse("reverses", Code::ReversedNotVerified, reference);
        }
        if line.currency != row.currency.code() {
            return self.refuse("currency", Code::CurrencyConflict, &line.currency);
        }
        Ok(Some(line))
    }

    fn bring_in(&mut self, row: &FundRow, draft: &FundDraft, reversed: Option<&FundLine>) -> Result<Id, Refused> {
        let history = History {
            status: row.status,
            submitted_by: self.person("submitted_by", row.submitted_by.as_deref())?,
            verified_by: self.person("verified_by", row.verified_by.as_deref())?,
            verified_on: row.verified_on,
            reverses: reversed.map(|line| line.id),
        };
        let id = self.incoming.bring_in(self.tx, draft, &history)?;
        if let Some(kind) = row.voucher_kind {
            self.incoming.prove(self.tx, id, row.amount_minor, kind, row.voucher_no.as_deref(), row.part > 1)?;
        } else if row.status == Status::Verified && reversed.is_none() {
            let problem = self.problem("voucher_no", Code::VoucherMissing).with("value", &row.reference);
            self.warn(problem);
        }
        Ok(id)
    }

    /// Whether a row brings a voucher that its line does not have yet.
    fn voucher_missing(&self, row: &FundRow, id: Id) -> Result<bool, Refused> {
        let Some(kind) = row.voucher_kind else { return Ok(false) };
        let papers = evidence::of_fund(self.tx, id)?;
        Ok(!papers.iter().any(|paper| {
            paper.voucher.kind == kind && (row.voucher_no.is_none() || paper.voucher.number.as_deref() == row.voucher_no.as_deref())
        }))
    }

    /// What a row says otherwise than the line that stands.
    fn fund_changes(&self, row: &FundRow, draft: &FundDraft, known: &FundLine) -> Result<Vec<PlannedChange>, Refused> {
        let mut changes = Vec::new();
        if known.investor_id != draft.investor_id {
            differ(&mut changes, "investor", Some(&known.investor), Some(&row.investor));
        }
        if draft.project_id.is_some() && known.project_id != draft.project_id {
            differ(
                &mut changes,
                "project",
                Some(known.project.as_deref().unwrap_or_default()),
                Some(row.project.as_deref().unwrap_or_default()),
            );
        }
        if draft.zone_id.is_some_and(|zone| zone != known.zone_id) {
            differ(&mut changes, "zone", Some(&known.zone), Some(row.zone.as_deref().unwrap_or_default()));
        }
        differ(&mut changes, "payer", known.payer.as_deref(), row.payer.as_deref());
        differ_shown(&mut changes, "form", Some(known.form), Some(row.form));
        differ_shown(&mut changes, "origin", Some(known.origin), Some(row.origin));
        differ_shown(&mut changes, "arrival", Some(known.arrived_on), Some(row.arrived_on));
        differ(&mut changes, "currency", Some(&known.currency), Some(row.currency.code()));
        let known_currency = known.currency.parse().unwrap_or(row.currency);
        differ_shown(
            &mut changes,
            "amount",
            Some(amount(known.amount_minor, known_currency)),
            Some(amount(row.amount_minor, row.currency)),
        );
        let known_rate = known.rate.as_deref().and_then(|rate| rate.parse::<Decimal>().ok());
        differ_shown(&mut changes, "rate", known_rate, row.rate);
        differ_shown(&mut changes, "rate_unit", known.rate_unit.map(i64::from), row.rate_unit);
        if row.rate.is_some() {
            differ_shown(&mut changes, "rate_date", known.rate_on.clone(), row.rate_on.map(|on| on.to_string()));
        }
        differ_shown(&mut changes, "share", Some(i64::from(known.share_bp)), Some(row.share_bp));
        differ(&mut changes, "reverses", known.reverses.as_deref(), row.reverses.as_deref());
        differ_shown(&mut changes, "status", Some(known.status), Some(row.status));
        for (field, old, new) in
            [("submitted_by", &known.submitted_by, &row.submitted_by), ("verified_by", &known.verified_by, &row.verified_by)]
        {
            if old.as_deref().map(fold) != new.as_deref().map(fold) {
                differ(&mut changes, field, old.as_deref(), new.as_deref());
            }
        }
        differ_shown(&mut changes, "verified_on", known.verified_on.clone(), row.verified_on.map(|on| on.to_string()));
        differ(&mut changes, "note", known.note.as_deref(), row.note.as_deref());
        if self.voucher_missing(row, known.id)? {
            differ(&mut changes, "voucher_no", None, Some(row.voucher_no.as_deref().unwrap_or_default()));
        }
        Ok(changes)
    }
}

/// An amount as people write it, in whole units of its currency.
fn amount(minor: i64, currency: Currency) -> Decimal {
    Decimal::new(minor, currency.decimals()).normalize()
}

fn fields(changes: &[PlannedChange]) -> String {
    changes.iter().map(|change| change.field).collect::<Vec<_>>().join(", ")
}
