//! The fields of records as options, named as the canonical columns, and what they say as the core takes it.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use daowei_core::domain::Id;
use daowei_core::domain::company::Control;
use daowei_core::domain::fund::{Form, Origin, VoucherKind};
use daowei_core::domain::list::TargetLine;
use daowei_core::domain::meeting::{Level, Mode};
use daowei_core::domain::money::{self, Currency, Fen};
use daowei_core::domain::project::{Basis, MilestoneKind, Stage};
use daowei_core::error::{Error, Result};
use daowei_core::store::company::{self, Company, Ownership};
use daowei_core::store::evidence::Voucher;
use daowei_core::store::fund::FundDraft;
use daowei_core::store::meeting::Meeting;
use daowei_core::store::project::{self, Milestone, Project, Share};
use daowei_core::store::receipts::Receipt;
use daowei_core::store::targets::Target;
use daowei_core::store::{Tx, people, zones};
use rust_decimal::Decimal;

#[derive(Debug, Args)]
pub struct CompanyFields {
    #[arg(long, visible_alias = "name")]
    name_zh: Option<String>,
    #[arg(long)]
    name_en: Option<String>,
    #[arg(long, value_name = "甲;乙")]
    aliases: Option<String>,
    #[arg(long)]
    uscc: Option<String>,
    #[arg(long)]
    lei: Option<String>,
    #[arg(long, value_name = "CN")]
    country: Option<String>,
    #[arg(long)]
    headquarters: Option<String>,
    #[arg(long)]
    industry: Option<String>,
    #[arg(long)]
    note: Option<String>,
}

impl CompanyFields {
    /// Adds the company with its aliases.
    pub fn add(self, tx: &Tx<'_>) -> Result<Id> {
        let id = company::add(
            tx,
            Company {
                name_zh: self.name_zh,
                name_en: self.name_en,
                uscc: self.uscc,
                lei: self.lei,
                country: self.country,
                headquarters: self.headquarters,
                industry: self.industry,
                note: self.note,
                owner_id: None,
            },
        )?;
        for alias in split(self.aliases.as_deref().unwrap_or_default()) {
            company::add_alias(tx, id, alias)?;
        }
        Ok(id)
    }
}

#[derive(Debug, Args)]
pub struct OwnershipFields {
    #[arg(long)]
    parent: String,
    #[arg(long)]
    child: String,
    #[arg(long, value_name = "55")]
    percent: Option<String>,
    #[arg(long, default_value = "equity", value_name = "equity|actual_control|vie")]
    control: Control,
    #[arg(long, value_name = "DATE")]
    valid_from: Option<NaiveDate>,
    #[arg(long, value_name = "DATE")]
    valid_to: Option<NaiveDate>,
}

impl OwnershipFields {
    /// Adds the link.
    pub fn add(&self, tx: &Tx<'_>) -> Result<Id> {
        let percent_ppm = self.percent.as_deref().map(|percent| parts("percent", percent, 10_000)).transpose()?;
        let link = Ownership {
            parent_id: company::find(tx, &self.parent)?,
            child_id: company::find(tx, &self.child)?,
            percent_ppm,
            control: self.control,
            valid_from: self.valid_from,
            valid_to: self.valid_to,
        };
        company::add_ownership(tx, &link)
    }
}

#[derive(Debug, Args)]
pub struct ProjectFields {
    #[arg(long)]
    code: Option<String>,
    #[arg(long)]
    name: String,
    #[arg(long, value_name = "甲:60%;乙:40%")]
    investor: Option<String>,
    #[arg(long)]
    zone: Option<String>,
    #[arg(long)]
    industry: Option<String>,
    #[arg(long, value_name = "万元")]
    agreed_amount: Option<String>,
    #[arg(long, value_name = "DATE")]
    signed_on: Option<NaiveDate>,
    #[arg(long, value_name = "DATE")]
    registered_on: Option<NaiveDate>,
    #[arg(long, value_name = "DATE")]
    started_on: Option<NaiveDate>,
    #[arg(long, value_name = "DATE")]
    producing_on: Option<NaiveDate>,
    #[arg(long, value_name = "CAPITAL|EXPENDITURE")]
    basis: Option<Basis>,
    #[arg(long)]
    owner_unit: Option<String>,
    #[arg(long)]
    owner: Option<String>,
    #[arg(long)]
    stage: Option<Stage>,
    #[arg(long)]
    reason: Option<String>,
    #[arg(long)]
    note: Option<String>,
}

impl ProjectFields {
    /// Adds the project with investors and milestones.
    pub fn add(&self, tx: &Tx<'_>) -> Result<Id> {
        let owner_id = self.owner.as_deref().map(|name| people::named(tx, name)).transpose()?.flatten().map(|user| user.id);
        let exit = self.stage.filter(|stage| matches!(stage, Stage::Paused | Stage::Dropped));
        let project = Project {
            code: self.code.clone().unwrap_or_default(),
            name: self.name.clone(),
            zone_id: self.zone.as_deref().map(|name| zone(tx, name)).transpose()?,
            industry: self.industry.clone(),
            agreed_fen: self.agreed_amount.as_deref().map(|amount| wan("amount", amount)).transpose()?,
            basis: self.basis,
            stage: self.stage.filter(|_| exit.is_none()),
            side_exit: exit,
            side_reason: self.reason.clone(),
            owner_unit: self.owner_unit.clone(),
            owner_name: self.owner.clone(),
            owner_id,
            note: self.note.clone(),
        };
        let milestones: Vec<Milestone> = [
            (MilestoneKind::Signed, self.signed_on),
            (MilestoneKind::Registered, self.registered_on),
            (MilestoneKind::Started, self.started_on),
            (MilestoneKind::Producing, self.producing_on),
        ]
        .into_iter()
        .filter_map(|(kind, on)| on.map(|happened_on| Milestone { kind, happened_on, note: None }))
        .collect();
        project::add(tx, &project, &self.shares(tx)?, &milestones)
    }

    /// `甲:60%;乙:40%`, or names alone.
    fn shares(&self, tx: &Tx<'_>) -> Result<Vec<Share>> {
        split(self.investor.as_deref().unwrap_or_default())
            .map(|part| {
                let (name, share) = match part.rsplit_once([':', '：']) {
                    Some((name, share)) => (name, Some(parts("share", share, 100)?)),
                    None => (part, None),
                };
                Ok(Share { company_id: company::find(tx, name)?, share_bp: share })
            })
            .collect()
    }
}

#[derive(Debug, Args)]
pub struct MeetingFields {
    #[arg(long)]
    company: String,
    #[arg(long)]
    date: Option<NaiveDate>,
    #[arg(long, default_value = "visit", value_name = "visit|received|video|call|event")]
    mode: Mode,
    #[arg(long, default_value = "district", value_name = "province|city|district|section")]
    level: Level,
    #[arg(long)]
    project: Option<String>,
    #[arg(long)]
    place: Option<String>,
    #[arg(long)]
    lead_person: Option<String>,
    #[arg(long)]
    our_people: Option<String>,
    #[arg(long)]
    their_people: Option<String>,
    #[arg(long)]
    topics: Option<String>,
    #[arg(long)]
    asks: Option<String>,
    #[arg(long)]
    promises: Option<String>,
    #[arg(long)]
    blockers: Option<String>,
    #[arg(long)]
    next_step: Option<String>,
    #[arg(long)]
    next_owner: Option<String>,
    #[arg(long, value_name = "DATE")]
    next_due: Option<NaiveDate>,
    #[arg(long)]
    trip: Option<String>,
}

impl MeetingFields {
    /// The meeting it says; today where no date is given.
    pub fn meeting(self, tx: &Tx<'_>) -> Result<Meeting> {
        Ok(Meeting {
            held_on: self.date.unwrap_or(tx.now.today),
            mode: self.mode,
            level: self.level,
            company_id: company::find(tx, &self.company)?,
            project_id: self.project.as_deref().map(|project| project::find(tx, project)).transpose()?,
            place: self.place,
            lead_person: self.lead_person,
            our_people: self.our_people,
            their_people: self.their_people,
            topics: self.topics,
            asks: self.asks,
            promises: self.promises,
            blockers: self.blockers,
            next_step: self.next_step,
            next_owner: self.next_owner,
            next_due_on: self.next_due,
            next_done_on: None,
            trip: self.trip,
        })
    }
}

#[derive(Debug, Args)]
pub struct RateFields {
    #[arg(long)]
    pub date: NaiveDate,
    #[arg(long, value_name = "USD")]
    pub currency: String,
    #[arg(long, default_value_t = 1, value_name = "1|100")]
    pub unit: i32,
    #[arg(long)]
    rate: String,
    #[arg(long)]
    pub source: Option<String>,
}

impl RateFields {
    /// The rate as a number.
    pub fn rate(&self) -> Result<Decimal> {
        self.rate.trim().parse().map_err(|_| Error::invalid("rate", &self.rate, "7.1234"))
    }

    /// The currency, one that the ledger takes.
    pub fn currency(&self) -> Result<&'static str> {
        currency(&self.currency).map(Currency::code)
    }
}

#[derive(Debug, Args)]
pub struct ReceiptFields {
    #[arg(long)]
    project: String,
    #[arg(long)]
    company: String,
    #[arg(long, value_name = "DATE")]
    due: NaiveDate,
    #[arg(long, value_name = "万元")]
    amount: String,
    #[arg(long, default_value = "cash")]
    form: Form,
    #[arg(long, default_value = "other_province", value_name = "foreign|other_province|other_city|local")]
    origin: Origin,
    #[arg(long)]
    owner: Option<String>,
    #[arg(long)]
    note: Option<String>,
}

impl ReceiptFields {
    /// The planned receipt it says.
    pub fn receipt(self, tx: &Tx<'_>) -> Result<Receipt> {
        Ok(Receipt {
            project_id: project::find(tx, &self.project)?,
            company_id: company::find(tx, &self.company)?,
            due_on: self.due,
            amount_fen: wan("amount", &self.amount)?,
            form: self.form,
            origin: self.origin,
            owner_id: match self.owner.as_deref() {
                Some(name) => Some(people::named(tx, name)?.ok_or_else(|| Error::not_found("user", name))?.id),
                None => None,
            },
            settled_on: None,
            note: self.note,
        })
    }
}

#[derive(Debug, Args)]
pub struct TargetFields {
    #[arg(long)]
    year: i32,
    #[arg(long, value_name = "F500|C500|I100|FDI|total")]
    line: TargetLine,
    #[arg(long, value_name = "万元")]
    target: Option<String>,
    #[arg(long)]
    unit: Option<String>,
    #[arg(long)]
    leader: Option<String>,
    #[arg(long)]
    document: Option<String>,
    #[arg(long, value_name = "DATE")]
    effective_on: Option<NaiveDate>,
}

impl TargetFields {
    /// The target it says; without an amount none is set, which is not 0.
    pub fn target(self) -> Result<Target> {
        Ok(Target {
            year: self.year,
            line: self.line,
            unit: self.unit,
            leader: self.leader,
            target_fen: self.target.as_deref().map(|amount| wan("target", amount)).transpose()?,
            document: self.document,
            effective_on: self.effective_on,
        })
    }
}

#[derive(Debug, Args)]
pub struct FundFields {
    #[arg(long)]
    project: Option<String>,
    #[arg(long)]
    investor: Option<String>,
    #[arg(long)]
    pub payer: Option<String>,
    #[arg(long)]
    form: Option<Form>,
    #[arg(long, value_name = "foreign|other_province|other_city|local")]
    origin: Option<Origin>,
    #[arg(long, value_name = "DATE")]
    arrival: Option<NaiveDate>,
    #[arg(long, value_name = "CNY")]
    currency: Option<String>,
    #[arg(long, allow_hyphen_values = true)]
    amount: Option<String>,
    #[arg(long)]
    rate: Option<String>,
    #[arg(long, value_name = "1|100")]
    rate_unit: Option<i32>,
    #[arg(long, value_name = "DATE")]
    rate_date: Option<NaiveDate>,
    #[arg(long)]
    rate_source: Option<String>,
    #[arg(long, value_name = "60")]
    share: Option<String>,
    #[arg(long)]
    zone: Option<String>,
    #[arg(long, value_name = "YYYY")]
    audited_year: Option<i32>,
    #[arg(long)]
    note: Option<String>,
}

fn need(field: &str) -> Error {
    Error::Missing { field: field.to_owned() }
}

impl FundFields {
    /// Whether any field is given.
    pub const fn given(&self) -> bool {
        self.project.is_some()
            || self.investor.is_some()
            || self.payer.is_some()
            || self.form.is_some()
            || self.origin.is_some()
            || self.arrival.is_some()
            || self.currency.is_some()
            || self.amount.is_some()
            || self.rate.is_some()
            || self.rate_unit.is_some()
            || self.rate_date.is_some()
            || self.rate_source.is_some()
            || self.share.is_some()
            || self.zone.is_some()
            || self.audited_year.is_some()
            || self.note.is_some()
    }

    /// A new line; what a line cannot be without must be given. Cash where nothing is said of the form; the origin
    /// has no default.
    pub fn draft(&self, tx: &Tx<'_>, reference: Option<&str>) -> Result<FundDraft> {
        let investor = self.investor.as_deref().ok_or_else(|| need("investor"))?;
        self.by(tx, reference, company::find(tx, investor)?)
    }

    /// What all investors of a project paid together (R13); the first of them stands for all.
    pub fn total(&self, tx: &Tx<'_>, reference: Option<&str>) -> Result<FundDraft> {
        let project = project::find(tx, self.project.as_deref().ok_or_else(|| need("project"))?)?;
        let first = project::shares(tx, project)?.first().map(|share| share.company_id);
        self.by(tx, reference, first.ok_or_else(|| need("investor"))?)
    }

    fn by(&self, tx: &Tx<'_>, reference: Option<&str>, investor_id: Id) -> Result<FundDraft> {
        let bare = FundDraft {
            reference: reference.map(str::to_owned),
            project_id: None,
            investor_id,
            payer: None,
            form: Form::Cash,
            origin: self.origin.ok_or_else(|| need("origin"))?,
            arrived_on: self.arrival.ok_or_else(|| need("arrival"))?,
            currency: Currency::CNY.code().to_owned(),
            amount: self.amount.clone().ok_or_else(|| need("amount"))?,
            rate: None,
            rate_unit: None,
            rate_on: None,
            rate_source: None,
            share_bp: 10_000,
            zone_id: None,
            audited_year: None,
            note: None,
        };
        self.over(tx, bare)
    }

    /// A draft with the given fields in place of its own.
    pub fn over(&self, tx: &Tx<'_>, draft: FundDraft) -> Result<FundDraft> {
        let currency = match &self.currency {
            Some(code) => currency(code)?.code().to_owned(),
            None => draft.currency,
        };
        let foreign = currency != Currency::CNY.code();
        // A rate that was taken for another day or amount of another currency does not stand for the new one.
        let moved = self.arrival.is_some() || self.currency.is_some();
        let (rate, rate_unit, rate_on, rate_source) = match (&self.rate, foreign && !moved) {
            (Some(rate), _) => (Some(rate.clone()), self.rate_unit, self.rate_date, self.rate_source.clone()),
            (None, true) => (draft.rate, draft.rate_unit, draft.rate_on, draft.rate_source),
            (None, false) => (None, None, None, None),
        };
        Ok(FundDraft {
            reference: draft.reference,
            project_id: match &self.project {
                Some(project) => Some(project::find(tx, project)?),
                None => draft.project_id,
            },
            investor_id: match &self.investor {
                Some(investor) => company::find(tx, investor)?,
                None => draft.investor_id,
            },
            payer: self.payer.clone().or(draft.payer),
            form: self.form.unwrap_or(draft.form),
            origin: self.origin.unwrap_or(draft.origin),
            arrived_on: self.arrival.unwrap_or(draft.arrived_on),
            currency,
            amount: self.amount.clone().unwrap_or(draft.amount),
            rate,
            rate_unit,
            rate_on,
            rate_source,
            share_bp: match &self.share {
                Some(share) => parts("share", share, 100)?,
                None => draft.share_bp,
            },
            zone_id: match &self.zone {
                Some(name) => Some(zone(tx, name)?),
                None => draft.zone_id,
            },
            audited_year: self.audited_year.or(draft.audited_year),
            note: self.note.clone().or(draft.note),
        })
    }
}

#[derive(Debug, Default, Args)]
pub struct VoucherFields {
    #[arg(long, value_name = "FILE")]
    pub evidence: Option<PathBuf>,
    #[arg(long, value_name = "bank_slip|…")]
    pub voucher_kind: Option<VoucherKind>,
    #[arg(long)]
    voucher_no: Option<String>,
    #[arg(long)]
    voucher_payer: Option<String>,
    #[arg(long)]
    voucher_payee: Option<String>,
    #[arg(long)]
    voucher_account: Option<String>,
    #[arg(long, value_name = "DATE")]
    voucher_date: Option<NaiveDate>,
    #[arg(long)]
    voucher_amount: Option<String>,
    #[arg(long, value_name = "CNY")]
    voucher_currency: Option<String>,
    #[arg(long)]
    pub split: bool,
}

impl VoucherFields {
    /// No voucher.
    pub fn none() -> Self {
        Self::default()
    }

    /// The voucher's key data; none where no voucher is named. `payer` stands for the voucher's where that is not said.
    pub fn voucher(&self, payer: Option<&str>) -> Result<Option<Voucher>> {
        let Some(kind) = self.voucher_kind else {
            let named = self.evidence.is_some() || self.voucher_no.is_some() || self.voucher_payer.is_some();
            return if named { Err(Error::Missing { field: "voucher_kind".to_owned() }) } else { Ok(None) };
        };
        Ok(Some(Voucher {
            kind,
            number: self.voucher_no.clone(),
            payer: self.voucher_payer.clone().or_else(|| payer.map(str::to_owned)),
            payee: self.voucher_payee.clone(),
            account_tail: self.voucher_account.clone(),
            dated_on: self.voucher_date,
            amount: self.voucher_amount.clone(),
            currency: self.voucher_currency.clone(),
        }))
    }
}

/// Names between `;` (also full-width) or line breaks.
fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

/// The zone of this name or id.
pub fn zone(tx: &Tx<'_>, name: &str) -> Result<Id> {
    let zones = zones::all(tx)?;
    let found = zones.iter().find(|zone| zone.name == name.trim() || zone.id.to_string() == name.trim());
    found.map(|zone| zone.id).ok_or_else(|| Error::not_found("zone", name))
}

/// A currency that the ledger takes.
fn currency(code: &str) -> Result<Currency> {
    code.trim().parse().map_err(|wrong: daowei_core::domain::UnknownCode| Error::invalid("currency", wrong.code, wrong.expected))
}

/// An amount of CNY in 万元 as fen, exactly.
pub fn wan(field: &str, text: &str) -> Result<Fen> {
    let amount: Decimal = text.trim().parse().map_err(|_| Error::invalid(field, text, "1234.56"))?;
    let yuan = amount.checked_mul(Decimal::from(10_000)).ok_or_else(|| Error::AmountRange { field: field.to_owned() })?;
    money::to_minor(yuan, Currency::CNY).map(Fen).map_err(|fault| Error::invalid(field, text, fault))
}

/// A percentage, with or without its sign, as whole parts of which `per_percent` make a percent, exactly.
pub fn parts(field: &str, text: &str, per_percent: i64) -> Result<i32> {
    let wrong = || Error::invalid(field, text, "0-100 %");
    let percent: Decimal = text.trim().trim_end_matches(['%', '％']).trim().parse().map_err(|_| wrong())?;
    let parts = percent.checked_mul(Decimal::from(per_percent)).ok_or_else(wrong)?.normalize();
    if parts.scale() > 0 || parts.is_sign_negative() || parts > Decimal::from(100 * per_percent) {
        return Err(wrong());
    }
    parts.mantissa().try_into().map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_keeps_every_digit_or_is_refused() {
        assert_eq!(parts("share", "60%", 100).unwrap(), 6_000);
        assert_eq!(parts("percent", "33.3333", 10_000).unwrap(), 333_333);
        for wrong in ["60.001", "101", "-1", "half"] {
            assert!(parts("share", wrong, 100).is_err(), "{wrong}");
        }
    }

    #[test]
    fn wan_yuan_become_fen() {
        assert_eq!(wan("target", "40000").unwrap(), Fen(40_000_000_000));
        assert_eq!(wan("target", "0.000001").unwrap(), Fen(1));
        assert!(wan("target", "0.0000001").is_err());
    }
}
