//! Search: everything is found as people type it, and the index is what the tables say after whatever was done.

use daowei_core::domain::Id;
use daowei_core::domain::fund::VoucherKind;
use daowei_core::domain::meeting::{Level, Mode};
use daowei_core::journal::Op;
use daowei_core::store::company::{Company, CompanyFilter, CompanySort};
use daowei_core::store::evidence::{self, Part, Voucher};
use daowei_core::store::fund::FundFilter;
use daowei_core::store::meeting::{Meeting, MeetingFilter};
use daowei_core::store::project::{Project, ProjectFilter, Share};
use daowei_core::store::search::{self, Hit, HitKind};
use daowei_core::store::{Tx, company, fund, meeting, project};
use daowei_tests::{Bureau, day, noon};
use proptest::prelude::*;

fn titles(bureau: &Bureau, text: &str) -> Vec<String> {
    hits(bureau, text).into_iter().map(|hit| hit.title).collect()
}

fn hits(bureau: &Bureau, text: &str) -> Vec<Hit> {
    search::find(bureau.store.conn(), text, None, 20).expect("an answer")
}

fn meeting_with(company_id: Id, held_on: &str, topics: &str, their_people: &str) -> Meeting {
    Meeting {
        held_on: day(held_on),
        mode: Mode::Visit,
        level: Level::District,
        company_id,
        project_id: None,
        place: None,
        lead_person: Some("李示例".to_owned()),
        our_people: None,
        their_people: Some(their_people.to_owned()),
        topics: Some(topics.to_owned()),
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

fn log(bureau: &mut Bureau, meeting: &Meeting) -> Id {
    bureau.store.write(Op::MeetingLogged, noon("2025-12-31"), |tx| meeting::log(tx, meeting)).expect("a meeting").value
}

#[test]
fn a_name_is_found_as_people_type_it() {
    let mut bureau = Bureau::new();
    for name in ["重庆长安示例银行股份有限公司", "厦门示例船舶有限公司", "示例技术有限公司", "示例数字技术有限公司"]
    {
        bureau.company(name);
    }
    let english = Company {
        name_zh: Some("示例微软".to_owned()),
        name_en: Some("Samplesoft Holdings".to_owned()),
        uscc: Some("91350100M000100Y43".to_owned()),
        ..Company::default()
    };
    bureau.store.write(Op::CompanyAdded, noon("2025-01-02"), |tx| company::add(tx, english)).expect("a company");
    for (typed, wanted) in [
        ("重庆", "重庆长安示例银行股份有限公司"),
        ("chongqing", "重庆长安示例银行股份有限公司"),
        ("zhongqing", "重庆长安示例银行股份有限公司"),
        ("cqca", "重庆长安示例银行股份有限公司"),
        ("changan", "重庆长安示例银行股份有限公司"),
        ("yinhang", "重庆长安示例银行股份有限公司"),
        ("xiamen", "厦门示例船舶有限公司"),
        ("廈門", "厦门示例船舶有限公司"),
        ("sl技术", "示例技术有限公司"),
        ("示例js", "示例技术有限公司"),
        ("shilijishu", "示例技术有限公司"),
        ("shilijishi", "示例技术有限公司"),
        ("samplesoft", "示例微软"),
        ("sampleosft", "示例微软"),
        ("samplsoft", "示例微软"),
        ("hold", "示例微软"),
        ("00M000", "示例微软"),
        ("数字 示例", "示例数字技术有限公司"),
        ("厦门船舶", "厦门示例船舶有限公司"),
    ] {
        assert_eq!(titles(&bureau, typed).first().map(String::as_str), Some(wanted), "{typed}");
    }
    // The very name before longer ones, and what was typed is marked in characters.
    let hit = &hits(&bureau, "changan")[0];
    assert_eq!((hit.kind, hit.matched.as_slice()), (HitKind::Company, &[(2, 4)][..]));
    let hit = &hits(&bureau, "00M000")[0];
    assert_eq!(
        hit.snippet.as_ref().map(|found| (found.text.as_str(), found.matched.as_slice())),
        Some(("91350100M000100Y43", &[(6, 12)][..]))
    );
    assert_eq!(titles(&bureau, "\" OR * ("), Vec::<String>::new());
}

#[test]
fn people_projects_money_and_what_was_said_are_found() {
    let mut bureau = Bureau::new();
    let one = bureau.company("示例甲集团");
    let other = bureau.company("示例乙公司");
    log(&mut bureau, &meeting_with(one, "2025-03-01", "二期厂房选址与用电容量", "王重阳(总裁)、John Example"));
    log(&mut bureau, &meeting_with(other, "2025-04-01", "用地指标", "张乙"));
    let project = Project { code: "P-2025-007".to_owned(), name: "示例甲储能项目".to_owned(), ..Project::default() };
    bureau
        .store
        .write(Op::ProjectAdded, noon("2025-05-01"), |tx| {
            project::add(tx, &project, &[Share { company_id: one, share_bp: None }], &[])
        })
        .expect("a project");
    let line = bureau.cash(one, "2025-06-01", "8000000.00");
    let reference = fund::line(bureau.store.conn(), line).expect("a line").reference;

    let hit = hits(&bureau, "用电").into_iter().find(|hit| hit.kind == HitKind::Meeting).expect("a meeting");
    assert_eq!(hit.title, "示例甲集团 2025-03-01");
    let said = hit.snippet.expect("what was said");
    assert_eq!(said.text.chars().skip(said.matched[0].0 as usize).take(2).collect::<String>(), "用电");
    for (typed, kind, title) in [
        ("wangchongyang", HitKind::Person, "王重阳"),
        ("wcy", HitKind::Person, "王重阳"),
        ("john", HitKind::Person, "John Example"),
        ("lishili", HitKind::Person, "李示例"),
        ("admin", HitKind::User, "admin"),
        ("储能", HitKind::Project, "示例甲储能项目"),
        ("2025007", HitKind::Project, "示例甲储能项目"),
        ("甲 用电", HitKind::Meeting, "示例甲集团 2025-03-01"),
    ] {
        let found = hits(&bureau, typed);
        assert!(found.iter().any(|hit| hit.kind == kind && hit.title == title), "{typed}: {found:?}");
    }
    for typed in [reference.as_str(), "800万", "8,000,000.00", "示例甲集团"] {
        assert!(hits(&bureau, typed).iter().any(|hit| hit.kind == HitKind::Fund && hit.id == line), "{typed}");
    }
    assert_eq!(hits(&bureau, "示例甲集团")[0].kind, HitKind::Company);
    // Lists are narrowed by the same index, and what belongs to what was found stays.
    let conn = bureau.store.conn();
    let meetings = |text: &str| {
        meeting::page(conn, &MeetingFilter { text: Some(text.to_owned()), ..MeetingFilter::default() }, 0, 9).expect("a page").1
    };
    assert_eq!(["甲", "用", "用电", "wcy", "甲 用电", "乙 用电", "xyz"].map(meetings), [1, 2, 1, 1, 1, 0, 0]);
    let companies = |text: &str| {
        company::page(conn, &CompanyFilter { text: Some(text.to_owned()), ..CompanyFilter::default() }, CompanySort::Name, 0, 9)
            .expect("a page")
            .1
    };
    assert_eq!(["shili", "jia", "丙"].map(companies), [2, 1, 0]);
    let projects = |text: &str| {
        project::page(conn, &ProjectFilter { text: Some(text.to_owned()), ..ProjectFilter::default() }, 0, 9).expect("a page").1
    };
    assert_eq!(["甲集团", "cn", "2025-007", "乙"].map(projects), [1, 1, 1, 0]);
    let funds = |text: &str| {
        fund::page(conn, &FundFilter { text: Some(text.to_owned()), ..FundFilter::default() }, 0, 9).expect("a page").1
    };
    assert_eq!(["sljjt", "800万", "乙"].map(funds), [1, 1, 0]);
}

/// Contacts stand in what meetings and companies say of them: a name, and the telephone beside it.
#[test]
fn telephones_and_what_vouchers_say_are_found_and_marked() {
    let mut bureau = Bureau::new();
    let noted = Company {
        name_zh: Some("示例甲集团".to_owned()),
        note: Some("注册资本 65129999 万元;招商联系人 13900002222".to_owned()),
        ..Company::default()
    };
    let one = bureau.store.write(Op::CompanyAdded, noon("2025-01-02"), |tx| company::add(tx, noted)).expect("a company").value;
    let other = bureau.company("示例乙公司");
    log(&mut bureau, &meeting_with(one, "2025-03-01", "用地", "王重阳(总裁,0871-6512 0000)、张乙13800001111"));
    let latest = log(&mut bureau, &meeting_with(other, "2025-04-01", "用电", "张乙"));
    let alone = log(&mut bureau, &meeting_with(other, "2025-05-01", "用水", "4000000007"));
    let line = bureau.cash(one, "2025-06-01", "8000000.00");
    let voucher = Voucher {
        kind: VoucherKind::BankSlip,
        number: Some("电汇0071-2025".to_owned()),
        payer: Some("示例远航投资".to_owned()),
        payee: Some("示例甲(本地)有限公司".to_owned()),
        account_tail: Some("6688".to_owned()),
        dated_on: None,
        amount: None,
        currency: None,
    };
    let add = |tx: &Tx<'_>| evidence::add(tx, line, &voucher, None, Part::Whole);
    bureau.store.write(Op::EvidenceAdded, noon("2025-06-02"), add).expect("a voucher");

    let marked = |hit: &Hit| {
        let found = hit.snippet.as_ref().filter(|_| hit.matched.is_empty());
        let (text, places) = found.map_or((hit.title.as_str(), &hit.matched), |found| (found.text.as_str(), &found.matched));
        places
            .iter()
            .map(|(from, to)| text.chars().skip(*from as usize).take((to - from) as usize).collect::<String>())
            .collect::<Vec<_>>()
    };
    for (typed, kind, id, title, mark) in [
        ("65120000", HitKind::Person, None, "王重阳", "6512 0000"),
        ("0871-6512", HitKind::Person, None, "王重阳", "0871-6512"),
        ("138 0000 1111", HitKind::Person, Some(latest), "张乙", "13800001111"),
        ("0001111", HitKind::Person, Some(latest), "张乙", "0001111"),
        ("zhangyi", HitKind::Person, Some(latest), "张乙", "张乙"),
        ("0000007", HitKind::Meeting, Some(alone), "示例乙公司 2025-05-01", "0000007"),
        ("3900002222", HitKind::Company, Some(one), "示例甲集团", "3900002222"),
        ("0071-2025", HitKind::Fund, Some(line), "", "0071-2025"),
        ("远航", HitKind::Fund, Some(line), "", "远航"),
        ("yuanhangtz", HitKind::Fund, Some(line), "", "远航投资"),
        ("甲(本地)", HitKind::Fund, Some(line), "", "甲(本地"),
        ("6688", HitKind::Fund, Some(line), "", "6688"),
    ] {
        let found = hits(&bureau, typed);
        let hit = found.iter().find(|hit| hit.kind == kind && id.is_none_or(|id| hit.id == id) && hit.title.contains(title));
        let hit = hit.unwrap_or_else(|| panic!("{typed}: {found:?}"));
        assert_eq!(marked(hit), [mark], "{typed}: {hit:?}");
    }
    assert!(hits(&bureau, "65129999").iter().all(|hit| hit.kind != HitKind::Company), "a capital is no telephone");
    let meetings = |text: &str| {
        let filter = MeetingFilter { text: Some(text.to_owned()), ..MeetingFilter::default() };
        meeting::page(bureau.store.conn(), &filter, 0, 9).expect("a page").1
    };
    assert_eq!(["13800001111", "0000007", "7777777"].map(meetings), [2, 1, 0]);
}

/// What a person does.
#[derive(Debug, Clone)]
enum Act {
    Add(usize),
    Rename(usize, usize),
    Alias(usize, usize),
    Meet(usize, usize, usize),
    Pay(usize, i64),
    Drop(usize),
    Merge(usize, usize),
    Undo,
    Redo,
    /// Not at every step, so that the journal is caught up with in pieces of all sizes.
    Look,
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => (0..NAMES.len()).prop_map(Act::Add),
        2 => (0..9_usize, 0..NAMES.len()).prop_map(|(at, name)| Act::Rename(at, name)),
        1 => (0..9_usize, 0..NAMES.len()).prop_map(|(at, name)| Act::Alias(at, name)),
        3 => (0..9_usize, 0..TEXTS.len(), 0..PEOPLE.len()).prop_map(|(at, text, who)| Act::Meet(at, text, who)),
        2 => (0..9_usize, 1..9_i64).prop_map(|(at, amount)| Act::Pay(at, amount)),
        1 => (0..9_usize).prop_map(Act::Drop),
        1 => (0..9_usize, 0..9_usize).prop_map(|(kept, merged)| Act::Merge(kept, merged)),
        3 => Just(Act::Undo),
        2 => Just(Act::Redo),
        2 => Just(Act::Look),
    ]
}

const NAMES: [&str; 6] = ["示例甲", "示例乙集团", "重庆示例", "Sample Motors", "示例丙有限公司", "長安示例"];
const TEXTS: [&str; 4] = ["用电容量", "二期 factory 选址", "税收政策", "用地与用电"];
const PEOPLE: [&str; 5] = ["王甲、李乙", "李乙", "张丙(总裁)", "李乙13800001111", "65120000"];

fn act(bureau: &mut Bureau, act: &Act) {
    let now = noon("2025-12-31");
    let all = company::page_after(bureau.store.conn(), None, 100).expect("companies");
    let of = |at: usize| all.get(at % all.len().max(1)).map(|line| line.id);
    // What the store refuses leaves it as it was, which is as good a step as any.
    match act {
        Act::Add(name) => drop(bureau.company(NAMES[*name])),
        Act::Rename(at, name) => {
            let Some(id) = of(*at) else { return };
            let changed =
                Company { name_zh: Some(NAMES[*name].to_owned()), ..company::get(bureau.store.conn(), id).expect("a company") };
            let _ = bureau.store.write(Op::CompanyChanged, now, |tx| company::change(tx, id, changed));
        }
        Act::Alias(at, name) => {
            let Some(id) = of(*at) else { return };
            let _ = bureau.store.write(Op::CompanyChanged, now, |tx| company::add_alias(tx, id, NAMES[*name]));
        }
        Act::Meet(at, text, who) => {
            let Some(id) = of(*at) else { return };
            let on = ["2025-02-01", "2025-03-01", "2025-03-02"][(at + text) % 3];
            log(bureau, &meeting_with(id, on, TEXTS[*text], PEOPLE[*who]));
        }
        Act::Pay(at, amount) => {
            let Some(id) = of(*at) else { return };
            bureau.cash(id, "2025-06-01", &format!("{amount}000.00"));
        }
        Act::Drop(at) => {
            let lines = fund::page_after(bureau.store.conn(), None, 100).expect("lines");
            let Some(line) = lines.get(at % lines.len().max(1)) else { return };
            let _ = bureau.store.write(Op::FundDeleted, now, |tx| fund::delete(tx, line.id));
        }
        Act::Merge(kept, merged) => {
            let (Some(kept), Some(merged)) = (of(*kept), of(*merged)) else { return };
            let _ = bureau.store.merge_companies(kept, merged, None, now);
        }
        Act::Undo => drop(bureau.store.undo(now)),
        Act::Redo => drop(bureau.store.redo(now)),
        Act::Look => drop(hits(bureau, "示例")),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    /// Whatever was done and undone, the index is the one that is made anew from the tables.
    #[test]
    fn the_index_is_what_the_tables_say(acts in proptest::collection::vec(any_act(), 1..40)) {
        let mut bureau = Bureau::new();
        hits(&bureau, "示例");
        for one in &acts {
            act(&mut bureau, one);
        }
        let conn = bureau.store.conn();
        let kept = search::content(conn).expect("the index");
        search::rebuild(conn).expect("made anew");
        search::forget(conn);
        prop_assert_eq!(kept, search::content(conn).expect("the index"));
    }
}
