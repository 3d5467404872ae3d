//! What a person changes of a company: its fields, its aliases as a whole, its links.

use daowei_core::domain::Id;
use daowei_core::domain::company::Control;
use daowei_core::error::Error;
use daowei_core::journal::Op;
use daowei_core::store::company::{self, Company, Ownership};
use daowei_core::store::{Tx, project};
use daowei_tests::{Bureau, day, noon};

fn act<T>(bureau: &mut Bureau, op: Op, act: impl FnOnce(&Tx<'_>) -> Result<T, Error>) -> Result<T, Error> {
    bureau.store.write(op, noon("2025-12-31"), act).map(|written| written.value)
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn aliases_are_set_as_a_whole_and_come_back_by_undo() {
    let mut bureau = Bureau::new();
    let id = bureau.company("示例甲集团");
    let set = |bureau: &mut Bureau, wanted: &[&str]| {
        act(bureau, Op::CompanyChanged, |tx| company::set_aliases(tx, id, &names(wanted))).expect("aliases");
    };
    set(&mut bureau, &["甲集团", " 甲集团 ", "", "示例甲集团", "Sample A"]);
    assert_eq!(company::aliases(bureau.store.conn(), id).expect("aliases"), ["甲集团", "Sample A"]);
    assert_eq!(company::find(bureau.store.conn(), "甲集团").expect("found by its alias"), id);
    set(&mut bureau, &["Sample A", "甲股份"]);
    assert_eq!(company::aliases(bureau.store.conn(), id).expect("aliases"), ["Sample A", "甲股份"]);
    assert!(company::find(bureau.store.conn(), "甲集团").is_err(), "the old alias finds nothing");
    bureau.store.undo(noon("2025-12-31")).expect("undone");
    assert_eq!(company::find(bureau.store.conn(), "甲集团").expect("found again"), id);
}

#[test]
fn a_credit_code_says_what_is_wrong_with_it_and_who_has_it() {
    let mut bureau = Bureau::new();
    let code = "10000000000000000Y";
    let first = act(&mut bureau, Op::CompanyAdded, |tx| {
        let company = Company { name_zh: Some("示例甲".to_owned()), uscc: Some(code.to_owned()), ..Company::default() };
        company::add(tx, company)
    })
    .expect("a company");
    let check = |text: &str, own: Option<Id>| company::check_credit_code(bureau.store.conn(), text, own).expect("an answer");
    let fault = |text: &str| (check(text, None).fault, check(text, None).expected);
    assert_eq!(fault("1000"), (Some("length".to_owned()), None));
    assert_eq!(fault("I0000000000000000Y"), (Some("character".to_owned()), None));
    assert_eq!(fault("100000000000000000"), (Some("check".to_owned()), Some("Y".to_owned())));
    assert_eq!(check(" 1000 0000 0000 0000 0y", None).taken_by, ["示例甲"]);
    assert_eq!((check(code, Some(first)).taken_by.len(), check(code, Some(first)).code.as_deref()), (0, Some(code)));
}

#[test]
fn a_link_is_changed_ended_and_taken_away_and_never_closes_a_circle() {
    let mut bureau = Bureau::new();
    let (parent, child) = (bureau.company("示例甲"), bureau.company("示例乙"));
    let link = Ownership {
        parent_id: parent,
        child_id: child,
        percent_ppm: Some(550_000),
        control: Control::Equity,
        valid_from: None,
        valid_to: None,
    };
    let id = act(&mut bureau, Op::OwnershipAdded, |tx| company::add_ownership(tx, &link)).expect("a link");
    let back = Ownership { parent_id: child, child_id: parent, ..link.clone() };
    let circle = act(&mut bureau, Op::OwnershipAdded, |tx| company::add_ownership(tx, &back)).expect_err("refused");
    assert_eq!(circle.code(), "ownership-cycle");
    let ended = Ownership { valid_to: Some(day("2025-06-30")), ..link.clone() };
    act(&mut bureau, Op::OwnershipChanged, |tx| company::change_ownership(tx, id, &ended)).expect("ended");
    assert_eq!(company::parents(bureau.store.conn(), child).expect("links"), [(id, ended)]);
    act(&mut bureau, Op::OwnershipRemoved, |tx| company::remove_ownership(tx, id)).expect("removed");
    assert_eq!(company::parents(bureau.store.conn(), child).expect("links").len(), 0);
    let gone = act(&mut bureau, Op::OwnershipRemoved, |tx| company::remove_ownership(tx, id)).expect_err("refused");
    assert_eq!(gone.code(), "not-found");
}

/// The filter by stage works out the same stage as a row of the grid shows.
#[test]
fn projects_are_found_by_the_stage_they_show() {
    use daowei_core::domain::project::{MilestoneKind, Stage};
    use daowei_core::store::project::{Milestone, Project, ProjectFilter};
    let mut bureau = Bureau::new();
    let mut add = |name: &str, stage: Option<Stage>, signed: bool| {
        let project = Project { name: name.to_owned(), stage, ..Project::default() };
        let milestone = Milestone { kind: MilestoneKind::Signed, happened_on: day("2025-02-01"), note: None };
        let milestones = if signed { vec![milestone] } else { Vec::new() };
        act(&mut bureau, Op::ProjectAdded, |tx| project::add(tx, &project, &[], &milestones)).expect("a project")
    };
    add("线索", Some(Stage::Lead), false);
    add("签约", None, true);
    let conn = bureau.store.conn();
    for stage in Stage::ALL.iter().copied() {
        let all = project::page(conn, &ProjectFilter::default(), 0, 10).expect("projects").0;
        let shown: Vec<_> = all.into_iter().filter(|line| line.stage == stage).map(|line| line.id).collect();
        let filter = ProjectFilter { stage: Some(stage), ..ProjectFilter::default() };
        let (found, total) = project::page(conn, &filter, 0, 10).expect("projects");
        assert_eq!((found.iter().map(|line| line.id).collect::<Vec<_>>(), total as usize), (shown.clone(), shown.len()), "{stage}");
    }
}
