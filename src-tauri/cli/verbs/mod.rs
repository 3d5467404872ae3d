//! The verbs: each opens the store for reading or writing, calls the core once, and answers.

pub mod audit;
pub mod bureau;
pub mod company;
pub mod figures;
pub mod files;
pub mod fund;
mod impact;
pub mod keep;
pub mod listing;
pub mod past;
pub mod records;
pub mod report;

use crate::answer::Answer;
use crate::args::Verb;
use crate::desk::Desk;
use crate::failure::Result;

/// Does a verb. `dump` is not among them: it writes line by line.
pub fn run(desk: &Desk, verb: Verb) -> Result<Answer> {
    match verb {
        Verb::Init { zone, bureau, sample } => bureau::init(desk, zone, bureau, sample),
        Verb::User(verb) => bureau::user(desk, verb),
        Verb::Zone(verb) => bureau::zone(desk, verb),
        Verb::Lists(verb) => bureau::lists(desk, verb),
        Verb::Scheme(verb) => bureau::scheme(desk, verb),
        Verb::Company(verb) => company::company(desk, verb),
        Verb::Ownership(verb) => records::ownership(desk, verb),
        Verb::Project(verb) => records::project(desk, verb),
        Verb::Milestone(verb) => records::milestone(desk, verb),
        Verb::Meeting(verb) => records::meeting(desk, verb),
        Verb::FollowUp { id } => records::follow_up(desk, &id),
        Verb::Rate(verb) => records::rate(desk, verb),
        Verb::Target(verb) => records::target(desk, verb),
        Verb::Fund(verb) => fund::fund(desk, verb),
        Verb::List { what, limit, after } => listing::list(desk, what, limit, after.as_deref()),
        Verb::Import { ask } => files::import(desk, &ask),
        Verb::Revert { import } => files::revert(desk, &import),
        Verb::Search { text, limit } => listing::search(desk, &text, limit),
        Verb::Close { period, on } => figures::close(desk, period, on),
        Verb::Kpi { ask } => figures::kpi(desk, &ask),
        Verb::Funnel => figures::funnel(desk),
        Verb::Compare { ask, by, line, part } => figures::compare(desk, &ask, by, line, part),
        Verb::Explain { ask, line, part } => figures::explain(desk, &ask, line, part),
        Verb::Report { ask } => report::report(desk, &ask),
        Verb::Undo => past::undo(desk),
        Verb::Redo => past::redo(desk),
        Verb::History { limit, before } => past::history(desk, limit, before),
        Verb::Dump => Answer::new((), ""),
        Verb::Backup { file } => keep::backup(desk, &file),
        Verb::Restore { file } => keep::restore(desk, &file),
        Verb::Verify => keep::verify(desk),
        Verb::Audit { rule } => audit::audit(desk, rule),
        Verb::Gaps { year } => audit::gaps(desk, year),
        Verb::Outlook { ask } => figures::outlook(desk, &ask),
        Verb::Units { ask } => figures::units(desk, &ask),
        Verb::Fdi { ask } => figures::fdi(desk, &ask),
        Verb::Receipt(verb) => records::receipt(desk, verb),
    }
}
