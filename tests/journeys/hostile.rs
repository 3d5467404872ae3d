//! Names that somebody made to be more than names: every view shows them as text, and nothing comes of them.

use std::path::Path;

use daowei_core::domain::Id;
use daowei_core::domain::fund::{ReturnReason, VoucherKind};
use daowei_core::domain::meeting::{Level, Mode};
use daowei_core::domain::user::Role;
use daowei_core::journal::Op;
use daowei_core::store::company::Company;
use daowei_core::store::evidence::{Part, Voucher};
use daowei_core::store::lists::NewEntry;
use daowei_core::store::meeting::Meeting;
use daowei_core::store::project::{Project, Share};
use daowei_core::store::{Access, NewBureau, Store, company, evidence, fund, lists, meeting, project, zones};
use daowei_tests::e2e::{Key, Outcome, Setup, Window, check, journey, same};
use daowei_tests::{PASSPHRASE, day, draft, machine, noon};
use serde_json::json;

use super::import::{look_at, review, write};

/// Markup that runs where it becomes elements, and what template engines take for theirs.
const MARKUP: &str = r#"<img src=x onerror="window.hostile=1"><b>甲</b>"'&{{7*7}}"#;
/// What a spreadsheet would run.
const FORMULA: &str = "=cmd|' /C calc'!A0";
const ZONE: &str = "<i>区</i>";
const OFFICER: &str = "<svg onload=window.hostile=1>乙</svg>";
const DEPUTY: &str = "<script>window.hostile=1</script>丙";
const TODAY: &str = "2025-07-08";

#[tokio::test]
async fn a_hostile_name_is_text_in_every_view() -> Outcome {
    let home = tempfile::tempdir()?;
    let folder = home.path().join("bureau");
    let companies = bureau(&folder);
    let setup = Setup::default()
        .with("DAOWEI_STORE", folder.display().to_string())
        .with("DAOWEI_USER", DEPUTY)
        .with("DAOWEI_PASSPHRASE", PASSPHRASE)
        .with("DAOWEI_TODAY", TODAY);
    journey("hostile", setup, async |window| {
        let open = |id: Id| format!("?open={id}");
        for (address, names) in [
            ("#/today".to_owned(), vec![MARKUP, FORMULA, DEPUTY]),
            ("#/kpi".to_owned(), vec![MARKUP, DEPUTY]),
            ("#/targets".to_owned(), vec![MARKUP, FORMULA]),
            (format!("#/targets{}", open(companies[0])), vec![MARKUP, FORMULA]),
            (format!("#/targets{}", open(companies[1])), vec![FORMULA]),
            ("#/meetings".to_owned(), vec![MARKUP]),
            ("#/projects".to_owned(), vec![MARKUP, FORMULA, ZONE]),
            ("#/funds".to_owned(), vec![MARKUP, FORMULA]),
            ("#/reports".to_owned(), vec![MARKUP]),
            ("#/settings/zones".to_owned(), vec![ZONE]),
            ("#/settings/users".to_owned(), vec![OFFICER, DEPUTY]),
            ("#/settings/lists".to_owned(), vec![]),
            ("#/settings/history".to_owned(), vec![MARKUP, OFFICER]),
        ] {
            window.go(&address).await?;
            as_text(window, &address, &names).await?;
        }
        panels(window).await?;
        palette(window).await?;
        undo_bar(window).await?;
        import(window).await
    })
    .await?;
    // The gate names who may sign in, before anything is open.
    let locked = Setup::default().with("DAOWEI_STORE", folder.display().to_string()).with("DAOWEI_TODAY", TODAY);
    journey("hostile-gate", locked, async |window| {
        window.find("select").await?;
        let names: Vec<String> =
            window.eval("return [...document.querySelectorAll('option')].map((e) => e.textContent.trim())").await?;
        check(names.iter().any(|name| name == OFFICER) && names.iter().any(|name| name == DEPUTY), format!("{names:?}"))?;
        as_text(window, "the gate", &[]).await
    })
    .await
}

/// Waits until the page shows the names, then fails where any of them became more than text.
async fn as_text(window: &Window, place: &str, names: &[&str]) -> Outcome {
    for name in names {
        window.shows(name).await?;
    }
    window.settle().await?;
    let made: Vec<String> = window
        .eval(
            "const made = [...document.querySelectorAll('img[src=x], [onerror], [onload], body b, body i, body script')]
               .filter((e) => e.matches('[src=x], [onerror], [onload]') || /[甲乙丙区]/.test(e.textContent))
               .filter((e) => !e.closest('.mark') && !e.querySelector('.money'));
             if (window.hostile !== undefined) made.push({ outerHTML: 'a script ran' });
             return made.map((e) => e.outerHTML.slice(0, 200))",
        )
        .await?;
    same(made, Vec::new(), &format!("elements made of a name on {place}"))
}

/// What opens beside the lists: meeting, project, line of the ledger, what a figure is made of.
async fn panels(window: &Window) -> Outcome {
    for (address, names) in [
        ("#/meetings", &[MARKUP, FORMULA, OFFICER][..]),
        ("#/projects", &[MARKUP, FORMULA, ZONE][..]),
        ("#/funds", &[MARKUP, OFFICER][..]),
    ] {
        window.go(address).await?;
        window.until("a row", "return document.querySelector('[role=gridcell]:not(.waiting)') !== null").await?;
        window.press(Key::Down).await?;
        window.press(Key::Enter).await?;
        window.find("#side-panel h2").await?;
        as_text(window, &format!("the panel of {address}"), names).await?;
    }
    window.go("#/kpi").await?;
    window.click(".kpi tbody tr:first-child th button").await?;
    window.find("#side-panel .funds li").await?;
    as_text(window, "what a figure is made of", &[MARKUP, FORMULA, DEPUTY]).await
}

/// Found from anywhere, and in a form that looks companies up.
async fn palette(window: &Window) -> Outcome {
    window.ask_palette("onerror").await?;
    window.take_hit(MARKUP).await?;
    window
        .until("its panel", &format!("return document.querySelector('#side-panel h2')?.innerText.trim() === {}", json!(MARKUP)))
        .await?;
    window.ask_palette("calc").await?;
    window.until("hits", "return document.querySelector('dialog [role=option]')?.innerText.includes('calc') ?? false").await?;
    as_text(window, "the palette", &[FORMULA]).await?;
    window.press(Key::Escape).await?;
    window.gone("dialog").await?;
    window.chord(Key::Control, 'm').await?;
    window.fill_field("企业", "onerror").await?;
    window.until("hits", "return document.querySelector('dialog [role=option]')?.innerText.includes('onerror') ?? false").await?;
    as_text(window, "the look-up of a form", &[MARKUP]).await?;
    window.take_hit(MARKUP).await?;
    window.press(Key::Escape).await?;
    window.gone("dialog").await
}

/// The line that tells what was done to what, and what was taken back.
async fn undo_bar(window: &Window) -> Outcome {
    window.go("#/today").await?;
    window.settle().await?;
    window.click_text("完成").await?;
    window.shows("已完成跟进").await?;
    as_text(window, "the line that tells what was done", &[MARKUP]).await?;
    window.chord(Key::Control, 'z').await?;
    window.shows("已撤销").await?;
    as_text(window, "the line that tells what was undone", &[MARKUP]).await
}

/// A file whose name, headers and values are hostile, in the plan, its problems, and the list of imports.
async fn import(window: &Window) -> Outcome {
    const FILE: &str = "<img src=x onerror=window.hostile=1>.csv";
    let bad = format!("企业名称,统一社会信用代码\n{FORMULA},\"{}\"\n", MARKUP.replace('"', "\"\""));
    look_at(window, FILE, bad.as_bytes()).await?;
    as_text(window, "what a file was found to be", &[FILE, "onerror"]).await?;
    review(window).await?;
    as_text(window, "the problems of an import", &[FILE, "onerror"]).await?;
    window.click_text("不导入").await?;
    look_at(window, FILE, "企业名称,备注\n=1+1,<b>甲</b>\n".as_bytes()).await?;
    review(window).await?;
    write(window).await?;
    as_text(window, "the list of imports", &[FILE]).await
}

/// A bureau all of whose names are hostile; gives its two companies.
fn bureau(folder: &Path) -> [Id; 2] {
    let new =
        NewBureau { bureau: MARKUP.to_owned(), zone: ZONE.to_owned(), user: OFFICER.to_owned(), role: Role::Admin, sample: false };
    let mut store = Store::create(folder, &new, PASSPHRASE, machine(1), noon("2025-01-02")).expect("a store");
    store.add_user(DEPUTY, Role::DeputyDirector, PASSPHRASE, noon("2025-01-02")).expect("a deputy");
    let now = noon(TODAY);
    let companies = store
        .write(Op::CompanyAdded, now, |tx| {
            let add = |name: &str| {
                let all = || Some(MARKUP.to_owned());
                company::add(
                    tx,
                    Company {
                        name_zh: Some(name.to_owned()),
                        headquarters: all(),
                        industry: all(),
                        note: all(),
                        ..Company::default()
                    },
                )
            };
            let companies = [add(MARKUP)?, add(FORMULA)?];
            company::add_alias(tx, companies[0], FORMULA)?;
            let list = lists::by_code(tx, "F500")?.expect("the first list");
            let edition = lists::add_edition(tx, list.id, 2024, day("2024-08-05"), None, Some(MARKUP))?;
            for (rank, company) in (1..).zip(companies) {
                let entry = NewEntry {
                    edition,
                    company,
                    rank: Some(rank),
                    printed_name: MARKUP,
                    country: None,
                    industry: None,
                    revenue: None,
                    revenue_unit: None,
                };
                lists::add_entry(tx, &entry)?;
            }
            Ok(companies)
        })
        .expect("companies")
        .value;
    let project = store
        .write(Op::ProjectAdded, now, |tx| {
            let zone = zones::all(tx)?.first().map(|zone| zone.id);
            let project =
                Project { zone_id: zone, name: MARKUP.to_owned(), owner_name: Some(FORMULA.to_owned()), ..Project::default() };
            project::add(tx, &project, &[Share { company_id: companies[1], share_bp: Some(5_000) }], &[])
        })
        .expect("a project")
        .value;
    let met = Meeting {
        held_on: day("2025-07-01"),
        mode: Mode::Visit,
        level: Level::District,
        company_id: companies[0],
        project_id: Some(project),
        place: Some(FORMULA.to_owned()),
        lead_person: Some(OFFICER.to_owned()),
        our_people: None,
        their_people: Some(MARKUP.to_owned()),
        topics: Some(MARKUP.to_owned()),
        asks: Some(FORMULA.to_owned()),
        promises: None,
        blockers: None,
        next_step: Some(MARKUP.to_owned()),
        next_owner: Some(DEPUTY.to_owned()),
        next_due_on: Some(day("2025-07-07")),
        next_done_on: None,
        trip: None,
    };
    store.write(Op::MeetingLogged, now, |tx| meeting::log(tx, &met)).expect("a meeting");
    let verified = line(&mut store, companies[0], project, "100.00");
    line(&mut store, companies[1], project, "200.00");
    let returned = line(&mut store, companies[0], project, "300.00");
    drop(store);

    let mut store = Store::open(folder, DEPUTY, PASSPHRASE, machine(2), Access::Write).expect("the deputy");
    store
        .write(Op::FundVerified, now, |tx| {
            fund::send_back(tx, returned, ReturnReason::Other, MARKUP)?;
            fund::pass(tx, verified)?;
            fund::recheck(tx, verified)?;
            fund::verify(tx, verified)
        })
        .expect("a verified line");
    companies
}

/// A submitted line with its voucher.
fn line(store: &mut Store, investor: Id, project: Id, yuan: &str) -> Id {
    let submitted = store.write(Op::FundSubmitted, noon(TODAY), |tx| {
        let mut line = draft(investor, "2025-05-20", yuan);
        line.project_id = Some(project);
        line.note = Some(MARKUP.to_owned());
        let id = fund::draft(tx, &line)?;
        let payer = company::get(tx, investor)?.title().to_owned();
        let voucher = Voucher {
            kind: VoucherKind::BankSlip,
            number: Some([FORMULA, yuan].concat()),
            payer: Some(payer),
            payee: Some(MARKUP.to_owned()),
            account_tail: None,
            dated_on: None,
            amount: Some(yuan.to_owned()),
            currency: None,
        };
        evidence::add(tx, id, &voucher, None, Part::Whole)?;
        fund::submit(tx, id)?;
        Ok(id)
    });
    submitted.expect("a submitted line").value
}
