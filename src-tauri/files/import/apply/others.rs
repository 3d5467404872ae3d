//! Meetings, targets and rates.

use daowei_core::domain::money::Fen;
use daowei_core::domain::name::fold;
use daowei_core::store::meeting::{self, Meeting, MeetingFilter};
use daowei_core::store::rates;
use daowei_core::store::targets::{self, Target};
use rust_decimal::Decimal;

use super::{Applied, Applying, Refused};
use crate::import::rows::{MeetingRow, RateRow, TargetRow};
use crate::import::run::{Fate, PlannedChange};
use crate::problem::Code;

/// As many meetings with one company on one day as are compared with a row.
const MEETINGS_OF_A_DAY_MAX: u32 = 100;

impl Applying<'_> {
    pub(super) fn meeting_row(&mut self, row: &MeetingRow) -> Applied {
        self.title = format!("{} {}", row.company, row.held_on);
        let company_id = self.company("company", &row.company)?;
        let project_id = self.project("project", row.project.as_deref())?;
        let wanted = Meeting {
            held_on: row.held_on,
            mode: row.mode,
            level: row.level,
            company_id,
            project_id,
            place: row.place.clone(),
            lead_person: row.lead_person.clone(),
            our_people: row.our_people.clone(),
            their_people: row.their_people.clone(),
            topics: row.topics.clone(),
            asks: row.asks.clone(),
            promises: row.promises.clone(),
            blockers: row.blockers.clone(),
            next_step: row.next_step.clone(),
            next_owner: row.next_owner.clone(),
            next_due_on: row.next_due_on,
            next_done_on: row.next_done_on,
            trip: row.trip.clone(),
        };
        let filter = MeetingFilter {
            company_id: Some(company_id),
            from: Some(row.held_on),
            to: Some(row.held_on),
            ..MeetingFilter::default()
        };
        let (known, _) = meeting::page(self.tx, &filter, 0, MEETINGS_OF_A_DAY_MAX)?;
        let same = known.into_iter().find(|known| Meeting { next_done_on: wanted.next_done_on, ..known.meeting.clone() } == wanted);
        match same {
            Some(known) => self.settle(known.id, "company", Vec::new()),
            None => {
                let id = meeting::log(self.tx, &wanted)?;
                self.created(id)
            }
        }
    }

    pub(super) fn target_row(&mut self, row: &TargetRow) -> Applied {
        self.title = format!("{} {}", row.year, row.line);
        let wanted = Target {
            year: row.year,
            line: row.line,
            unit: row.unit.clone(),
            leader: row.leader.clone(),
            target_fen: row.target_fen.map(Fen),
            document: row.document.clone(),
            effective_on: row.effective_on,
        };
        let unit = |target: &Target| target.unit.as_deref().map(fold).unwrap_or_default();
        let standing: Vec<_> = targets::all(self.tx, Some(row.year))?
            .into_iter()
            .filter(|(_, known)| known.line == wanted.line && unit(known) == unit(&wanted))
            .collect();
        if let Some((id, _)) = standing.iter().find(|(_, known)| *known == wanted) {
            return self.settle(*id, "line", Vec::new());
        }
        // Two revisions of one day contradict each other where they stand in one file.
        let rival = standing.iter().find(|(id, known)| known.effective_on == wanted.effective_on && self.touched.contains_key(id));
        if let Some((id, _)) = rival {
            let earlier = self.touched.get(id).copied().unwrap_or_default();
            let problem = self.problem("line", Code::DuplicateInFile).with("earlier", earlier).with("value", &self.title);
            return Err(Refused::Row(problem));
        }
        let id = targets::set(self.tx, &wanted)?;
        self.touched.insert(id, self.row);
        let Some((_, old)) = standing.iter().max_by_key(|(id, known)| (known.effective_on, *id)) else {
            return Ok((Fate::Created, Vec::new()));
        };
        let shown = |target: &Target| target.target_fen.map(Fen::wan);
        let change = PlannedChange { field: "target", old: shown(old), new: shown(&wanted) };
        Ok((Fate::Updated, vec![change]))
    }

    pub(super) fn rate_row(&mut self, row: &RateRow) -> Applied {
        let currency = row.currency.code();
        self.title = format!("{currency} {}", row.on);
        let unit = i32::try_from(row.unit).unwrap_or(1);
        let Some(known) = rates::on_day(self.tx, currency, row.on)? else {
            let id = rates::add(self.tx, row.on, currency, unit, row.rate, row.source.as_deref())?;
            return self.created(id);
        };
        let known_rate = known.rate.parse::<Decimal>().ok();
        if known.unit == unit && known_rate == Some(row.rate) {
            return self.settle(known.id, "rate", Vec::new());
        }
        let problem = self.problem("rate", Code::RateConflict);
        Err(Refused::Row(
            problem.with("value", row.rate).with("unit", unit).with("known", known.rate).with("known_unit", known.unit),
        ))
    }
}
