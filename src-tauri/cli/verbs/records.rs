//! Records one at a time: ownership, projects, milestones, meetings, rates, targets.

use daowei_core::domain::Id;
use daowei_core::domain::user::Right;
use daowei_core::error::Error;
use daowei_core::journal::Op;
use daowei_core::store::project::{self, Credit, Milestone, Supplement};
use daowei_core::store::receipts::Receipt;
use daowei_core::store::{Tx, meeting, rates, receipts, targets};
use serde_json::json;

use crate::answer::Answer;
use crate::args::{MeetingVerb, MilestoneVerb, OwnershipVerb, ProjectVerb, RateVerb, ReceiptVerb, TargetVerb};
use crate::desk::Desk;
use crate::failure::Result;

/// Does one action of work and answers the new record's id.
pub fn add(desk: &Desk, right: Right, op: Op, act: impl FnOnce(&Tx<'_>) -> Result<Id, Error>) -> Result<Answer> {
    let written = desk.write(right, |store| Ok(store.write(op, desk.now, act)?))?;
    let what = desk.words.op(op);
    let text = desk.words.text("cli-done", [("op", what), ("subject", written.changes.subject)]);
    Answer::new(json!({ "id": written.value }), text)
}

/// `ownership add`.
pub fn ownership(desk: &Desk, verb: OwnershipVerb) -> Result<Answer> {
    let OwnershipVerb::Add(fields) = verb;
    add(desk, Right::Work, Op::OwnershipAdded, |tx| fields.add(tx))
}

/// `project add`.
pub fn project(desk: &Desk, verb: ProjectVerb) -> Result<Answer> {
    let fields = match verb {
        ProjectVerb::Add(fields) => fields,
        ProjectVerb::Supplement { project, amount, signed_on, document } => {
            let amount_fen = crate::fields::wan("amount", &amount)?;
            return add(desk, Right::Work, Op::SupplementAdded, |tx| {
                let id = project::find(tx, &project)?;
                project::supplement(tx, id, &Supplement { signed_on, amount_fen, document })
            });
        }
        ProjectVerb::Credit { project, unit } => {
            return add(desk, Right::Decide, Op::CreditSet, |tx| {
                let id = project::find(tx, &project)?;
                let credits = unit.iter().map(|unit| credit(unit)).collect::<Result<Vec<_>, Error>>()?;
                project::set_credits(tx, id, &credits)?;
                Ok(id)
            });
        }
    };
    let mut answer = add(desk, Right::Work, Op::ProjectAdded, |tx| fields.add(tx))?;
    // The code is given by the program where it was left out.
    if let Some(id) = answer.json["id"].as_str().map(str::to_owned) {
        let store = desk.read()?;
        answer.json["code"] = project::get(store.conn(), project::find(store.conn(), &id)?)?.code.into();
    }
    Ok(answer)
}

/// `招商一局=60@2025-03-01`: a unit, its share in percent, the day it talked first.
fn credit(text: &str) -> Result<Credit, Error> {
    let wrong = || Error::invalid("unit", text, "UNIT[=60][@2025-03-01]");
    let (rest, talked_on) = match text.rsplit_once('@') {
        Some((rest, day)) => (rest, Some(day.trim().parse().map_err(|_| wrong())?)),
        None => (text, None),
    };
    let (unit, share_bp) = match rest.rsplit_once('=') {
        Some((unit, share)) => (unit, Some(crate::fields::parts("share", share, 100)?)),
        None => (rest, None),
    };
    Ok(Credit { unit: unit.trim().to_owned(), share_bp, talked_on })
}

/// `receipt add`, `receipt settle`.
pub fn receipt(desk: &Desk, verb: ReceiptVerb) -> Result<Answer> {
    match verb {
        ReceiptVerb::Add(fields) => add(desk, Right::Work, Op::ReceiptPlanned, |tx| receipts::add(tx, &fields.receipt(tx)?)),
        ReceiptVerb::Settle { id, on } => {
            let id: Id = id.trim().parse().map_err(|_| Error::not_found("receipt", &id))?;
            add(desk, Right::Work, Op::ReceiptChanged, |tx| {
                let receipt = receipts::get(tx, id)?;
                receipts::change(tx, id, &Receipt { settled_on: Some(on.unwrap_or(tx.now.today)), ..receipt })?;
                Ok(id)
            })
        }
    }
}

/// `milestone add`.
pub fn milestone(desk: &Desk, verb: MilestoneVerb) -> Result<Answer> {
    let MilestoneVerb::Add { project: name, kind, date, note } = verb;
    add(desk, Right::Work, Op::MilestoneAdded, |tx| {
        let id = project::find(tx, &name)?;
        project::add_milestone(tx, id, &Milestone { kind, happened_on: date, note })?;
        Ok(id)
    })
}

/// `meeting add`.
pub fn meeting(desk: &Desk, verb: MeetingVerb) -> Result<Answer> {
    let MeetingVerb::Add(fields) = verb;
    let mut answer = add(desk, Right::Work, Op::MeetingLogged, |tx| meeting::log(tx, &fields.meeting(tx)?))?;
    answer.json["status"] = "logged".into();
    Ok(answer)
}

/// `follow-up`: a next step was done today.
pub fn follow_up(desk: &Desk, id: &str) -> Result<Answer> {
    let id: Id = id.trim().parse().map_err(|_| Error::not_found("meeting", id))?;
    let mut answer = add(desk, Right::Work, Op::FollowUpDone, |tx| meeting::follow_up_done(tx, id).map(|()| id))?;
    answer.json["status"] = "done".into();
    Ok(answer)
}

/// `rate add`.
pub fn rate(desk: &Desk, verb: RateVerb) -> Result<Answer> {
    let RateVerb::Add(fields) = verb;
    let (currency, rate) = (fields.currency()?, fields.rate()?);
    add(desk, Right::Work, Op::RateAdded, |tx| rates::add(tx, fields.date, currency, fields.unit, rate, fields.source.as_deref()))
}

/// `target set`.
pub fn target(desk: &Desk, verb: TargetVerb) -> Result<Answer> {
    let TargetVerb::Set(fields) = verb;
    let target = fields.target()?;
    add(desk, Right::Decide, Op::TargetSet, |tx| targets::set(tx, &target))
}
