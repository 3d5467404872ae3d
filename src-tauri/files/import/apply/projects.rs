//! Projects with their investors and milestones.

use daowei_core::domain::money::Fen;
use daowei_core::domain::project::{MilestoneKind, Stage};
use daowei_core::store::project::{self, Milestone, Project, Share};
use daowei_core::store::{company, people};

use super::{Applied, Applying, Refused, differ, differ_shown};
use crate::import::rows::ProjectRow;
use crate::import::run::PlannedChange;
use crate::problem::Code;

impl Applying<'_> {
    pub(super) fn project_row(&mut self, row: &ProjectRow) -> Applied {
        self.title.clone_from(&row.code);
        let zone_id = self.zone("zone", row.zone.as_deref())?;
        let owner_id = match &row.owner {
            Some(name) => people::named(self.tx, name)?.map(|user| user.id),
            None => None,
        };
        let mut shares = Vec::new();
        for (name, share_bp) in &row.investors {
            let share_bp = share_bp.and_then(|bp| i32::try_from(bp).ok());
            shares.push(Share { company_id: self.company("investor", name)?, share_bp });
        }
        let milestones: Vec<Milestone> = [
            (MilestoneKind::Signed, row.signed_on),
            (MilestoneKind::Registered, row.registered_on),
            (MilestoneKind::Started, row.started_on),
            (MilestoneKind::Producing, row.producing_on),
        ]
        .into_iter()
        .filter_map(|(kind, on)| on.map(|happened_on| Milestone { kind, happened_on, note: None }))
        .collect();
        let stage = row.stage.filter(|stage| matches!(stage, Stage::Target | Stage::Lead | Stage::Negotiating | Stage::ToSign));
        let side_exit = row.stage.filter(|stage| matches!(stage, Stage::Paused | Stage::Dropped));
        // A side exit needs its reason; where the ledger gives none, the word it used stands for one.
        let side_reason = side_exit.map(|exit| row.note.clone().unwrap_or_else(|| word_of(exit)));
        let wanted = Project {
            code: row.code.clone(),
            name: row.name.clone(),
            zone_id,
            industry: row.industry.clone(),
            agreed_fen: row.agreed_fen.map(Fen),
            basis: row.basis,
            stage,
            side_exit,
            side_reason,
            owner_unit: row.owner_unit.clone(),
            owner_name: row.owner.clone(),
            owner_id,
            note: row.note.clone(),
        };
        let same: Vec<_> = {
            let mut same = Vec::new();
            for id in project::by_reference(self.tx, &row.code)? {
                let known = project::get(self.tx, id)?;
                if known.code == row.code {
                    same.push((id, known));
                }
            }
            same
        };
        let (id, known) = match same.as_slice() {
            [] => {
                let id = project::add(self.tx, &wanted, &shares, &milestones)?;
                return self.created(id);
            }
            [(id, known)] => (*id, known.clone()),
            _ => return self.refuse("code", Code::ProjectAmbiguous, &row.code),
        };
        let (next, mut changes) = self.merged(&known, &wanted);
        let shares_differ = !shares.is_empty() && project::shares(self.tx, id)? != shares;
        if shares_differ {
            let (old, new) = (self.shown(&project::shares(self.tx, id)?)?, self.shown(&shares)?);
            changes.push(PlannedChange { field: "investor", old: Some(old), new: Some(new) });
        }
        let standing = project::milestones(self.tx, id)?;
        let moved: Vec<&Milestone> = milestones
            .iter()
            .filter(|new| !standing.iter().any(|old| old.kind == new.kind && old.happened_on == new.happened_on))
            .collect();
        for new in &moved {
            let old = standing.iter().find(|old| old.kind == new.kind).map(|old| old.happened_on.to_string());
            changes.push(PlannedChange { field: field_of(new.kind), old, new: Some(new.happened_on.to_string()) });
        }
        let settled = self.settle(id, "code", changes)?;
        if next != known {
            project::change(self.tx, id, &next)?;
        }
        if shares_differ {
            project::set_shares(self.tx, id, &shares)?;
        }
        for new in moved {
            project::add_milestone(self.tx, id, new)?;
        }
        Ok(settled)
    }

    /// What stands with what the row says over it; blank cells change nothing.
    fn merged(&self, known: &Project, wanted: &Project) -> (Project, Vec<PlannedChange>) {
        let mut changes = Vec::new();
        let mut next = known.clone();
        if differ(&mut changes, "name", Some(&known.name), Some(&wanted.name)) {
            next.name.clone_from(&wanted.name);
        }
        for (field, old, new, slot) in [
            ("industry", &known.industry, &wanted.industry, &mut next.industry),
            ("owner_unit", &known.owner_unit, &wanted.owner_unit, &mut next.owner_unit),
            ("owner", &known.owner_name, &wanted.owner_name, &mut next.owner_name),
            ("note", &known.note, &wanted.note, &mut next.note),
        ] {
            if differ(&mut changes, field, old.as_deref(), new.as_deref()) {
                slot.clone_from(new);
            }
        }
        if next.owner_name != known.owner_name {
            next.owner_id = wanted.owner_id;
        }
        let zone_name = |id| self.zones.iter().find(|zone| Some(zone.id) == id).map(|zone| zone.name.clone());
        if differ_shown(&mut changes, "zone", zone_name(known.zone_id), zone_name(wanted.zone_id)) {
            next.zone_id = wanted.zone_id;
        }
        if differ_shown(&mut changes, "agreed_amount", known.agreed_fen, wanted.agreed_fen) {
            next.agreed_fen = wanted.agreed_fen;
        }
        if differ_shown(&mut changes, "basis", known.basis, wanted.basis) {
            next.basis = wanted.basis;
        }
        if differ_shown(&mut changes, "stage", known.stage, wanted.stage) {
            next.stage = wanted.stage;
        }
        if differ_shown(&mut changes, "stage", known.side_exit, wanted.side_exit) {
            next.side_exit = wanted.side_exit;
            next.side_reason.clone_from(&wanted.side_reason);
        }
        (next, changes)
    }

    fn shown(&self, shares: &[Share]) -> Result<String, Refused> {
        let mut shown = Vec::new();
        for share in shares {
            let name = company::get(self.tx, share.company_id)?.title().to_owned();
            shown.push(match share.share_bp {
                Some(bp) => format!("{name}:{}%", rust_decimal::Decimal::new(i64::from(bp), 2).normalize()),
                None => name,
            });
        }
        Ok(shown.join(";"))
    }
}

const fn field_of(kind: MilestoneKind) -> &'static str {
    match kind {
        MilestoneKind::Signed => "signed_on",
        MilestoneKind::Registered => "registered_on",
        MilestoneKind::Started => "started_on",
        MilestoneKind::Producing => "producing_on",
    }
}

fn word_of(exit: Stage) -> String {
    use crate::values::word::Word;
    let names = Stage::WORDS.iter().find(|(stage, _)| *stage == exit).map(|(_, names)| *names);
    names.and_then(|names| names.first()).copied().unwrap_or_default().to_owned()
}
