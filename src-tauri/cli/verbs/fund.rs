//! The workflow of delivered funds, a line at a time (rulebook 5).

use std::path::Path;

use daowei_core::domain::Id;
use daowei_core::domain::money::{self, Currency};
use daowei_core::domain::user::Right;
use daowei_core::error::Error;
use daowei_core::journal::Op;
use daowei_core::store::evidence::{self, KeptFile, Part};
use daowei_core::store::{Store, Tx, company, fund, project};
use rust_decimal::Decimal;
use serde_json::json;

use crate::answer::{Answer, table, value};
use crate::args::{FundVerb, Which};
use crate::desk::Desk;
use crate::failure::{Failure, Result, io};
use crate::fields::{FundFields, VoucherFields};

/// `fund …`.
pub fn fund(desk: &Desk, verb: FundVerb) -> Result<Answer> {
    match verb {
        FundVerb::Draft { which, fields, voucher } => {
            let reference = which.given();
            act(desk, Right::Work, Op::FundDrafted, &voucher, |tx, file| {
                let id = fund::draft(tx, &fields.draft(tx, reference)?)?;
                prove(tx, id, &voucher, file)?;
                Ok(id)
            })
        }
        FundVerb::Split { which, fields, voucher } => split(desk, &which, &fields, &voucher),
        FundVerb::Change { which, fields } => {
            let reference = which.must()?;
            act(desk, Right::Work, Op::FundChanged, &VoucherFields::none(), |tx, _| {
                let id = fund::find(tx, reference)?;
                let draft = fields.over(tx, fund::line(tx, id)?.as_draft())?;
                fund::change(tx, id, &draft)?;
                Ok(id)
            })
        }
        FundVerb::Evidence { which, voucher } => {
            let reference = which.must()?;
            act(desk, Right::Work, Op::EvidenceAdded, &voucher, |tx, file| {
                let id = fund::find(tx, reference)?;
                if !prove(tx, id, &voucher, file)? {
                    return Err(Error::Missing { field: "voucher_kind".to_owned() });
                }
                Ok(id)
            })
        }
        FundVerb::Submit { which, fields, voucher } => act(desk, Right::Work, Op::FundSubmitted, &voucher, |tx, file| {
            let id = to_submit(tx, &which, &fields)?;
            prove(tx, id, &voucher, file)?;
            fund::submit(tx, id)?;
            Ok(id)
        }),
        FundVerb::Pass(which) => step(desk, Right::Review, Op::FundPassed, &which, fund::pass),
        FundVerb::Recheck(which) => step(desk, Right::Review, Op::FundRechecked, &which, fund::recheck),
        FundVerb::Verify { which, despite } => {
            step(desk, Right::Decide, Op::FundVerified, &which, |tx, id| fund::verify_despite(tx, id, despite.as_deref()))
        }
        FundVerb::Correct { which, amount, new, note } => {
            let reference = which.must()?;
            act(desk, Right::Work, Op::FundCorrected, &VoucherFields::none(), |tx, _| {
                let id = fund::find(tx, reference)?;
                let minor = minor_of(tx, id, &amount)?;
                fund::correct(tx, id, minor, new.as_deref(), note.as_deref())
            })
        }
        FundVerb::Transfer { which, investor, project, zone, form, origin, new, note } => {
            let reference = which.must()?;
            act(desk, Right::Work, Op::FundTransferred, &VoucherFields::none(), |tx, _| {
                let id = fund::find(tx, reference)?;
                let to = fund::TransferTo {
                    investor_id: investor.as_deref().map(|name| company::find(tx, name)).transpose()?,
                    project_id: project.as_deref().map(|name| project::find(tx, name)).transpose()?,
                    zone_id: zone.as_deref().map(|name| crate::fields::zone(tx, name)).transpose()?,
                    form,
                    origin,
                };
                Ok(fund::transfer(tx, id, &to, new.as_deref(), note.as_deref())?[1])
            })
        }
        FundVerb::Recognise { which, level, amount, on, number } => {
            step(desk, Right::Decide, Op::LevelRecognised, &which, |tx, id| {
                let wrong = |_| Error::invalid("amount", &amount, "1234.56");
                let yuan: Decimal = amount.trim().parse().map_err(|_| Error::invalid("amount", &amount, "1234.56"))?;
                let fen = money::to_minor(yuan, Currency::CNY).map_err(wrong)?;
                fund::recognise(tx, id, level, money::Fen(fen), on.unwrap_or(tx.now.today), number.as_deref())
            })
        }
        FundVerb::Return { which, code, reason } => {
            step(desk, Right::Review, Op::FundReturned, &which, |tx, id| fund::send_back(tx, id, code, &reason))
        }
        FundVerb::Reject { which, reason } => {
            step(desk, Right::Decide, Op::FundRejected, &which, |tx, id| fund::reject(tx, id, &reason))
        }
        FundVerb::Reverse { which, reverses, on, amount, note } => {
            // `--reverses` (or the first place) names the verified line, then `--ref` names the new one.
            let original = reverses.as_deref().or(which.fund.as_deref());
            let new = original.and(which.reference.as_deref());
            let original = original.or(which.reference.as_deref()).ok_or_else(no_ref)?;
            act(desk, Right::Work, Op::FundReversed, &VoucherFields::none(), |tx, _| {
                let id = fund::find(tx, original)?;
                let minor = amount.as_deref().map(|amount| reversed_minor(tx, id, amount)).transpose()?;
                fund::reverse(tx, id, on.unwrap_or(tx.now.today), minor, new, note.as_deref())
            })
        }
        FundVerb::Delete(which) => delete(desk, which.must()?),
        FundVerb::Show(which) => show(desk, which.must()?),
    }
}

impl Which {
    /// The reference in first place, or that of `--ref`.
    fn given(&self) -> Option<&str> {
        self.fund.as_deref().or(self.reference.as_deref())
    }

    fn must(&self) -> Result<&str> {
        self.given().ok_or_else(no_ref)
    }
}

fn no_ref() -> Failure {
    Failure::usage::<&str>("cli-no-ref", [])
}

/// One action on a line; the file of a voucher is put into the vault before, where it does no harm if the line is refused.
fn act(
    desk: &Desk,
    right: Right,
    op: Op,
    voucher: &VoucherFields,
    act: impl FnOnce(&Tx<'_>, Option<&KeptFile>) -> Result<Id, Error>,
) -> Result<Answer> {
    desk.write(right, |store| {
        let file = voucher.evidence.as_deref().map(|path| keep(store, path)).transpose()?;
        let id = store.write(op, desk.now, |tx| act(tx, file.as_ref()))?.value;
        let line = fund::line(store.conn(), id)?;
        let words = &desk.words;
        let status = value(words, line.status.code());
        let text = words.text("cli-done-fund", [("op", words.op(op)), ("ref", line.reference.clone()), ("status", status)]);
        Answer::new(json!({ "id": id, "ref": line.reference, "status": line.status }), text)
    })
}

/// A line for each investor of a project.
fn split(desk: &Desk, which: &Which, fields: &FundFields, voucher: &VoucherFields) -> Result<Answer> {
    desk.write(Right::Work, |store| {
        let file = voucher.evidence.as_deref().map(|path| keep(store, path)).transpose()?;
        let done = store.write(Op::FundSplit, desk.now, |tx| {
            let total = fields.total(tx, which.given())?;
            let paper = voucher.voucher(total.payer.as_deref())?;
            fund::split(tx, &total, paper.as_ref().map(|paper| (paper, file.as_ref())))
        })?;
        let lines = done.value.iter().map(|id| fund::line(store.conn(), *id)).collect::<Result<Vec<_>, Error>>()?;
        let words = &desk.words;
        let text = words.text("cli-done", [("op", words.op(Op::FundSplit)), ("subject", done.changes.subject)]);
        let funds = lines.iter().map(|line| {
            json!({
                "id": line.id, "ref": line.reference, "investor": line.investor, "amount_minor": line.amount_minor.to_string(),
                "status": line.status,
            })
        });
        Answer::new(json!({ "funds": funds.collect::<Vec<_>>() }), text)
    })
}

fn step(desk: &Desk, right: Right, op: Op, which: &Which, go: impl FnOnce(&Tx<'_>, Id) -> Result<(), Error>) -> Result<Answer> {
    let reference = which.must()?;
    act(desk, right, op, &VoucherFields::none(), |tx, _| {
        let id = fund::find(tx, reference)?;
        go(tx, id)?;
        Ok(id)
    })
}

/// The line to submit: a draft or returned one, changed where fields are given; else a new one.
fn to_submit(tx: &Tx<'_>, which: &Which, fields: &FundFields) -> Result<Id, Error> {
    let known = match which.given() {
        Some(reference) if !fields.given() => Some(fund::find(tx, reference)?),
        Some(reference) => fund::by_reference(tx, reference)?.first().copied(),
        None => None,
    };
    let Some(id) = known else { return fund::draft(tx, &fields.draft(tx, which.given())?) };
    if fields.given() {
        let draft = fields.over(tx, fund::line(tx, id)?.as_draft())?;
        fund::change(tx, id, &draft)?;
    }
    Ok(id)
}

/// Puts the voucher that the options name to the line; whether one was named.
fn prove(tx: &Tx<'_>, id: Id, fields: &VoucherFields, file: Option<&KeptFile>) -> Result<bool, Error> {
    let line = fund::line(tx, id)?;
    let Some(voucher) = fields.voucher(line.payer.as_deref())? else { return Ok(false) };
    let part = if fields.split { Part::Of(None) } else { Part::Whole };
    evidence::add(tx, id, &voucher, file, part)?;
    tx.subject(line.reference);
    Ok(true)
}

fn keep(store: &Store, path: &Path) -> Result<KeptFile> {
    let content = std::fs::read(path).map_err(io(path))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = u64::try_from(content.len()).unwrap_or(u64::MAX);
    Ok(KeptFile { sha256: store.vault_put(&content)?, media_type: media_type(&content).to_owned(), name, bytes })
}

/// What a file is, by its first bytes; the name is not believed.
fn media_type(content: &[u8]) -> &'static str {
    match content {
        [b'%', b'P', b'D', b'F', ..] => "application/pdf",
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
        _ => "application/octet-stream",
    }
}

/// An amount in whole units of a line's currency, in its minor unit, with the sign that was typed.
fn minor_of(tx: &Tx<'_>, id: Id, amount: &str) -> Result<i64, Error> {
    let line = fund::line(tx, id)?;
    let typed: Decimal = amount.trim().parse().map_err(|_| Error::invalid("amount", amount, "1234.56"))?;
    let currency: Currency = line.currency.parse().unwrap_or(Currency::CNY);
    money::to_minor(typed, currency).map_err(|fault| Error::invalid("amount", amount, fault))
}

/// How much left, in the minor unit and with the sign of the line, whichever sign was typed.
fn reversed_minor(tx: &Tx<'_>, id: Id, amount: &str) -> Result<i64, Error> {
    let line = fund::line(tx, id)?;
    let wrong = |expected: String| Error::invalid("amount", amount, expected);
    let typed: Decimal = amount.trim().parse().map_err(|_| wrong("1234.56".to_owned()))?;
    let currency: Currency = line.currency.parse().unwrap_or(Currency::CNY);
    let minor = money::to_minor(typed.abs(), currency).map_err(|fault| wrong(fault.to_string()))?;
    Ok(if line.amount_minor < 0 { -minor } else { minor })
}

fn delete(desk: &Desk, reference: &str) -> Result<Answer> {
    desk.write(Right::Work, |store| {
        let id = fund::find(store.conn(), reference)?;
        store.write(Op::FundDeleted, desk.now, |tx| fund::delete(tx, id))?;
        let words = &desk.words;
        let text = words.text("cli-done", [("op", words.op(Op::FundDeleted)), ("subject", reference.to_owned())]);
        Answer::new(json!({ "id": id, "status": null }), text)
    })
}

/// A line with its steps and papers.
fn show(desk: &Desk, reference: &str) -> Result<Answer> {
    let store = desk.read()?;
    let id = fund::find(store.conn(), reference)?;
    let mut row = serde_json::to_value(fund::line(store.conn(), id)?)?;
    row["steps"] = serde_json::to_value(fund::steps(store.conn(), id)?)?;
    row["evidence"] = serde_json::to_value(evidence::of_fund(store.conn(), id)?)?;
    let keys = ["ref", "investor", "arrived_on", "currency", "recognised_fen", "zone", "status", "submitted_by", "verified_by"];
    let rows = |name: &str| row[name].as_array().cloned().unwrap_or_default();
    let text = [
        table(&desk.words, &keys, std::slice::from_ref(&row)),
        table(&desk.words, &["stepped_on", "from_status", "to_status", "user", "reason"], &rows("steps")),
        table(&desk.words, &["kind", "number", "payer", "amount", "used", "also", "sha256"], &rows("evidence")),
    ];
    Answer::new(row, text.join("\n"))
}
