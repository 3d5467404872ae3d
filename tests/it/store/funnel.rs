//! Projects by stage, the rates of what was signed (rulebook 1), and what stands still (rulebook 2).

use daowei_core::domain::Id;
use daowei_core::domain::meeting::{Level, Mode};
use daowei_core::domain::project::{MilestoneKind, Stage};
use daowei_core::domain::scheme::{Reach, Scheme, Stale};
use daowei_core::domain::user::Role;
use daowei_core::journal::Op;
use daowei_core::store::meeting::{self, Meeting};
use daowei_core::store::project::{self, Milestone, Project, ProjectFilter, StaleWhy, Supplement};
use daowei_core::store::scheme;
use daowei_tests::{Bureau, day, noon};

/// What a project of the story is: its code, its stage before signing, and the dates of its milestones.
type Row<'a> = (&'a str, Stage, &'a [(MilestoneKind, &'a str)]);

const ENTERED: &str = "2025-06-01";

fn bureau(rows: &[Row<'_>]) -> Bureau {
    let mut bureau = Bureau::new();
    bureau.add_user("副局长", Role::DeputyDirector);
    let mut bureau = bureau.sign_in("副局长");
    let write = |tx: &daowei_core::store::Tx<'_>| {
        for (code, stage, milestones) in rows {
            let new = Project {
                code: (*code).to_owned(),
                name: (*code).to_owned(),
                agreed_fen: Some(daowei_core::domain::money::Fen(1_000)),
                stage: Some(*stage),
                ..Project::default()
            };
            let milestone = |(kind, on): &(MilestoneKind, &str)| Milestone { kind: *kind, happened_on: day(on), note: None };
            project::add(tx, &new, &[], &milestones.iter().map(milestone).collect::<Vec<_>>())?;
        }
        Ok(())
    };
    bureau.store.write(Op::ProjectAdded, noon(ENTERED), write).expect("projects");
    bureau
}

fn meeting(company_id: Id, project: Id, held_on: &str) -> Meeting {
    Meeting {
        held_on: day(held_on),
        mode: Mode::Visit,
        level: Level::District,
        company_id,
        project_id: Some(project),
        place: None,
        lead_person: None,
        our_people: None,
        their_people: None,
        topics: None,
        asks: None,
        promises: None,
        blockers: None,
        next_step: None,
        next_owner: None,
        next_due_on: None,
        next_done_on: None,
        trip: None,
    }
}

fn stale_on(bureau: &Bureau, on: &str) -> Vec<(String, StaleWhy, i32)> {
    let found = project::stale(bureau.store.conn(), day(on)).expect("stale");
    found.into_iter().map(|one| (one.code, one.why, one.days)).collect()
}

/// Rulebook 2: a lead is answered in 1 day, judged in 3, fed back in 7; a negotiation stale after 30 days without contact; signed
/// and not registered after 60. A limit's own day is not yet past it.
#[test]
fn projects_stand_still_after_the_limits_of_the_scheme() {
    use MilestoneKind::{Registered, Signed};
    let mut bureau = bureau(&[
        ("lead", Stage::Lead, &[]),
        ("signed", Stage::ToSign, &[(Signed, "2025-06-01")]),
        ("registered", Stage::ToSign, &[(Signed, "2025-01-01"), (Registered, "2025-02-01")]),
        ("talks", Stage::Negotiating, &[]),
        ("target", Stage::Target, &[]),
    ]);
    let lead = |why, days| vec![("lead".to_owned(), why, days)];
    assert_eq!(stale_on(&bureau, "2025-06-02"), []);
    assert_eq!(stale_on(&bureau, "2025-06-03"), lead(StaleWhy::LeadAnswered, 2));
    assert_eq!(stale_on(&bureau, "2025-06-05"), lead(StaleWhy::LeadJudged, 4));
    assert_eq!(stale_on(&bureau, "2025-06-09"), lead(StaleWhy::LeadFeedback, 8));
    let all = stale_on(&bureau, "2025-08-01");
    let told: Vec<_> = all.iter().map(|(code, why, days)| (code.as_str(), *why, *days)).collect();
    assert_eq!(
        told,
        [("talks", StaleWhy::Negotiating, 61), ("signed", StaleWhy::Registered, 61), ("lead", StaleWhy::LeadFeedback, 61)]
    );
    // The grid's filter takes the very same.
    let filter = ProjectFilter { stale_on: Some(day("2025-08-01")), ..ProjectFilter::default() };
    let (page, total) = project::page(bureau.store.conn(), &filter, 0, 9).expect("a page");
    assert_eq!((page.len(), total), (3, 3));
    // A talk makes it fresh again, and makes a negotiation of the lead.
    let company = bureau.company("示例来客");
    let talks = project::find(bureau.store.conn(), "talks").expect("it is there");
    let talk = meeting(company, talks, "2025-07-20");
    bureau.store.write(Op::MeetingLogged, noon("2025-07-20"), |tx| meeting::log(tx, &talk)).expect("a meeting");
    assert!(!stale_on(&bureau, "2025-08-01").iter().any(|(code, ..)| code == "talks"));
    // Another scheme, other limits.
    let rules = Scheme { stale: Stale { registered: 90, ..Stale::default() }, ..Scheme::default_of(2025) };
    bureau.store.write(Op::SchemeSet, noon("2025-07-21"), |tx| scheme::set(tx, &rules)).expect("a scheme");
    assert!(!stale_on(&bureau, "2025-08-01").iter().any(|(code, ..)| code == "signed"));
}

/// Rulebook 1: 履约率, 开工率, 投产率 and 资金到位率 of the signed, by both conventions.
#[test]
fn rates_of_the_signed_follow_the_convention_of_the_scheme() {
    use MilestoneKind::{Producing, Registered, Signed, Started};
    let signed = (Signed, "2025-01-01");
    let mut bureau = bureau(&[
        ("a", Stage::ToSign, &[signed]),
        ("b", Stage::ToSign, &[signed, (Registered, "2025-02-01")]),
        ("c", Stage::ToSign, &[signed, (Started, "2025-03-01")]),
        ("d", Stage::ToSign, &[signed, (Started, "2025-03-01"), (Producing, "2025-05-01")]),
        ("never", Stage::Negotiating, &[]),
    ]);
    let on = day("2025-06-30");
    let d = project::find(bureau.store.conn(), "d").expect("it is there");
    let more = Supplement { signed_on: day("2025-04-01"), amount_fen: daowei_core::domain::money::Fen(500), document: None };
    bureau.store.write(Op::SupplementAdded, noon("2025-06-02"), |tx| project::supplement(tx, d, &more)).expect("a supplement");
    let funnel = project::funnel(bureau.store.conn(), on).expect("a funnel");
    let parts =
        |funnel: &project::Funnel| [&funnel.fulfilled, &funnel.started, &funnel.producing].map(|rate| (rate.part, rate.whole));
    assert_eq!(parts(&funnel), [(3, 4), (2, 4), (1, 4)]);
    assert_eq!(funnel.started.pct.map(|pct| pct.to_string()).as_deref(), Some("50.00"));
    assert_eq!((funnel.delivered_fen.0, funnel.agreed_fen.0), (0, 4_500));
    let here = |stage| funnel.stages.iter().find(|one| one.stage == stage).map(|one| (one.projects, one.agreed_fen.0));
    assert_eq!(here(Stage::Producing), Some((1, 1_500)), "the supplement is agreed too");
    assert_eq!((here(Stage::Signed), here(Stage::Lead)), (Some((1, 1_000)), Some((0, 0))));
    assert_eq!(funnel.stages.iter().map(|one| one.projects).sum::<u32>(), 5);
    let rules = Scheme { reach: Reach::Current, ..Scheme::default_of(2025) };
    bureau.store.write(Op::SchemeSet, noon("2025-06-03"), |tx| scheme::set(tx, &rules)).expect("a scheme");
    let current = project::funnel(bureau.store.conn(), on).expect("a funnel");
    assert_eq!(parts(&current), [(3, 4), (1, 4), (1, 4)], "one that produces is no longer among the started");
}
