//! Rows about companies and people: companies, ownership, editions, meetings.

use daowei_core::domain::company::Control;

use super::fields::Fields;
use crate::import::rows::{CompanyRow, EntryRow, MeetingRow, OwnershipRow};
use crate::problem::Code;
use crate::values::companies::{is_han, split};

/// Millionths in a whole: how the store keeps an ownership percentage.
const WHOLE_PPM: i64 = 1_000_000;

/// Names of a row in two languages; a name in the column `name` goes to the language it is written in.
fn names(fields: &mut Fields<'_>) -> Option<(Option<String>, Option<String>)> {
    let (mut zh, mut en) = (fields.name("name_zh"), fields.name("name_en"));
    if let Some(name) = fields.name("name") {
        let slot = if name.chars().any(is_han) { &mut zh } else { &mut en };
        if slot.is_none() {
            *slot = Some(name);
        }
    }
    if zh.is_none() && en.is_none() {
        let key = ["name_zh", "name_en", "name"].into_iter().find(|key| fields.has(key)).unwrap_or("name_zh");
        fields.problem(key, Code::Required);
        return None;
    }
    Some((zh, en))
}

pub(super) fn company(fields: &mut Fields<'_>) -> Option<CompanyRow> {
    let names = names(fields);
    let aliases = fields.text("aliases").unwrap_or_default();
    let row = CompanyRow {
        aliases: aliases.split([';', '；', '\n']).map(str::trim).filter(|alias| !alias.is_empty()).map(str::to_owned).collect(),
        uscc: fields.uscc("uscc"),
        lei: fields.lei("lei"),
        country: fields.country("country"),
        headquarters: fields.name("headquarters"),
        industry: fields.name("industry"),
        note: fields.note(),
        ..CompanyRow::default()
    };
    let (name_zh, name_en) = names?;
    Some(CompanyRow { name_zh, name_en, ..row })
}

pub(super) fn ownership(fields: &mut Fields<'_>) -> Option<OwnershipRow> {
    let parent = fields.name("parent");
    let parent = fields.must("parent", parent);
    let child = fields.name("child");
    let child = fields.must("child", child);
    let percent_ppm = fields.share("percent", WHOLE_PPM);
    let control = fields.word::<Control>("control");
    let (valid_from, valid_to) = (fields.date("valid_from"), fields.date("valid_to"));
    if valid_from.zip(valid_to).is_some_and(|(from, to)| from > to) {
        fields.problem("valid_to", Code::DatesReversed);
    }
    let (parent, child) = (parent?, child?);
    let control = control.unwrap_or(Control::Equity);
    if control == Control::Equity && percent_ppm.is_none() {
        fields.problem("percent", Code::EquityWithoutPercent);
    }
    Some(OwnershipRow { parent, child, percent_ppm, control, valid_from, valid_to })
}

pub(super) fn entry(fields: &mut Fields<'_>) -> Option<EntryRow> {
    let names = names(fields);
    let rank = fields.whole("rank", 1..=1_000_000);
    // What is no known country is kept as printed: the edition is a document.
    let printed = fields.name("country");
    let country = printed.as_deref().and_then(crate::values::country::code).map(str::to_owned).or(printed);
    let industry = fields.name("industry");
    let (revenue, revenue_unit) =
        fields.revenue("revenue", "revenue_unit").map_or((None, None), |(value, unit)| (Some(value), unit));
    let province = fields.name("province");
    let (name_zh, name_en) = names?;
    Some(EntryRow { rank, name_zh, name_en, country, industry, revenue, revenue_unit, province })
}

/// A meeting with each company that the row names.
pub(super) fn meetings(fields: &mut Fields<'_>) -> Vec<MeetingRow> {
    let Some(row) = meeting(fields) else { return Vec::new() };
    let companies: Vec<String> = split(&row.company).into_iter().map(str::to_owned).collect();
    if companies.len() < 2 {
        return vec![row];
    }
    fields.warning("company", Code::CompaniesParted);
    companies.into_iter().map(|company| MeetingRow { company, ..row.clone() }).collect()
}

fn meeting(fields: &mut Fields<'_>) -> Option<MeetingRow> {
    let held_on = fields.date("date");
    let held_on = fields.must("date", held_on);
    let mode = fields.word("mode");
    let mode = fields.must("mode", mode);
    let level = fields.word("level");
    let level = fields.must("level", level);
    // A line end may part two companies, so it is kept until they are.
    let company = fields.text("company");
    let company = fields.must("company", company);
    let place = fields.name("place");
    let lead_person = fields.name("lead_person");
    let our_people = fields.text("our_people");
    let their_people = fields.text("their_people");
    let topics = fields.text("topics");
    let asks = fields.text("asks");
    let promises = fields.text("promises");
    let blockers = fields.text("blockers");
    let next_step = fields.text("next_step");
    let next_owner = fields.name("next_owner");
    let next_due_on = fields.date("next_due");
    let next_done_on = fields.date("next_done");
    let project = fields.name("project");
    let trip = fields.name("trip");
    Some(MeetingRow {
        held_on: held_on?,
        mode: mode?,
        level: level?,
        company: company?,
        place,
        lead_person,
        our_people,
        their_people,
        topics,
        asks,
        promises,
        blockers,
        next_step,
        next_owner,
        next_due_on,
        next_done_on,
        project,
        trip,
    })
}
