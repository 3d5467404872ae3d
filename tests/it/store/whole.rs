//! A bureau with something in every table: what must never change, and all that it stands on.

use daowei_core::domain::Id;
use daowei_core::domain::company::Control;
use daowei_core::domain::fund::{Form, Origin, VoucherKind};
use daowei_core::domain::list::{KpiLine, TargetLine};
use daowei_core::domain::meeting::{Level, Mode};
use daowei_core::domain::money::Fen;
use daowei_core::domain::period::Period;
use daowei_core::domain::project::MilestoneKind;
use daowei_core::domain::reading::{Reading, RecognitionLevel};
use daowei_core::domain::scheme::Scheme;
use daowei_core::domain::user::Role;
use daowei_core::error::Result;
use daowei_core::journal::Op;
use daowei_core::store::company::{Company, Ownership};
use daowei_core::store::evidence::{KeptFile, Part, Voucher};
use daowei_core::store::fund::FundDraft;
use daowei_core::store::imports::Run;
use daowei_core::store::lists::NewEntry;
use daowei_core::store::meeting::Meeting;
use daowei_core::store::project::{Credit, Milestone, Project, Share, Supplement};
use daowei_core::store::receipts::Receipt;
use daowei_core::store::reports::{Exported, TextPart};
use daowei_core::store::targets::Target;
use daowei_core::store::{
    Tx, close, company, evidence, fund, imports, lists, meeting, project, rates, receipts, reports, scheme, targets,
};
use daowei_core::words::Language;
use daowei_tests::{Bureau, day, draft, noon};

/// The day on which the bureau stands.
pub const TODAY: &str = "2025-04-20";

/// One write on that day.
pub fn act<T>(bureau: &mut Bureau, op: Op, act: impl FnOnce(&Tx<'_>) -> Result<T>) -> T {
    bureau.store.write(op, noon(TODAY), act).expect("done").value
}

/// The bureau; its users are admin and 审核, who has signed in, and the first quarter of 2025 is closed.
///
/// Its lines: `V-1` verified in time with its slip in the vault, `V-2` in dollars of a project, `R-1` which reverses a part
/// of the first, `W-1` re-checked and ready to be verified.
pub fn whole() -> Bureau {
    let mut bureau = Bureau::new();
    bureau.add_user("审核", Role::DeputyDirector);
    let (head, child) = lists_and_companies(&mut bureau);
    let zone = act(&mut bureau, Op::ZoneAdded, |tx| daowei_core::store::zones::add(tx, "邻区", false));
    let project = act(&mut bureau, Op::ProjectAdded, |tx| {
        let project = Project {
            code: "P-1".to_owned(),
            name: "示例项目".to_owned(),
            zone_id: Some(zone),
            agreed_fen: Some(Fen(900_000_000)),
            ..Project::default()
        };
        let signed = Milestone { kind: MilestoneKind::Signed, happened_on: day("2024-11-05"), note: Some("示例".to_owned()) };
        project::add(tx, &project, &[Share { company_id: child, share_bp: Some(6_000) }], &[signed])
    });
    rules(&mut bureau);
    let slip = bureau.store.vault_put(b"%PDF-1.7 a slip").expect("kept");
    let slip = KeptFile { sha256: slip, name: "进账单.pdf".to_owned(), media_type: "application/pdf".to_owned(), bytes: 15 };
    let first = submitted(&mut bureau, "V-1", &draft(child, "2025-02-01", "80000.00"), Some(&slip));
    let mut dollars = draft(head, "2025-03-05", "1000.00");
    dollars.currency = "USD".to_owned();
    dollars.project_id = Some(project);
    let second = submitted(&mut bureau, "V-2", &dollars, None);
    let waiting = submitted(&mut bureau, "W-1", &draft(child, "2025-03-20", "300.00"), None);
    let mut bureau = bureau.sign_in("审核");
    verified(&mut bureau, first, "2025-03-02");
    verified(&mut bureau, second, "2025-04-02");
    agreed_and_expected(&mut bureau, project, child, first);
    let mut bureau = bureau.sign_in("admin");
    let reversal =
        act(&mut bureau, Op::FundReversed, |tx| fund::reverse(tx, first, day("2025-04-01"), Some(100_000), Some("R-1"), None));
    let mut bureau = bureau.sign_in("审核");
    verified(&mut bureau, reversal, TODAY);
    act(&mut bureau, Op::FundPassed, |tx| fund::pass(tx, waiting));
    act(&mut bureau, Op::FundRechecked, |tx| fund::recheck(tx, waiting));
    let quarter: Period = "2025Q1".parse().expect("a period");
    act(&mut bureau, Op::PeriodClosed, |tx| close::close(tx, quarter, day("2025-04-08")));
    bureau
}

/// What hangs on a project and a line beside them: what the city recognised, a supplement, credit, a planned receipt.
fn agreed_and_expected(bureau: &mut Bureau, project: Id, company: Id, line: Id) {
    act(bureau, Op::LevelRecognised, |tx| {
        fund::recognise(tx, line, RecognitionLevel::City, Fen(7_000_000), day("2025-04-02"), Some("示例〔2025〕7号"))
    });
    act(bureau, Op::SupplementAdded, |tx| {
        let supplement =
            Supplement { signed_on: day("2025-03-01"), amount_fen: Fen(1_000_000), document: Some("补充协议".to_owned()) };
        project::supplement(tx, project, &supplement)
    });
    act(bureau, Op::CreditSet, |tx| {
        let credit = Credit { unit: "示例招商一局".to_owned(), share_bp: Some(10_000), talked_on: Some(day("2024-10-01")) };
        project::set_credits(tx, project, &[credit])
    });
    act(bureau, Op::ReceiptPlanned, |tx| {
        let receipt = Receipt {
            project_id: project,
            company_id: company,
            due_on: day("2025-06-30"),
            amount_fen: Fen(50_000_000),
            form: Form::Cash,
            origin: Origin::OtherProvince,
            owner_id: None,
            settled_on: None,
            note: None,
        };
        receipts::add(tx, &receipt)
    });
}

fn verified(bureau: &mut Bureau, line: Id, on: &str) {
    let mut step = |op, go: fn(&Tx<'_>, Id) -> Result<()>| {
        bureau.store.write(op, noon(on), |tx| go(tx, line)).expect("a step");
    };
    step(Op::FundPassed, fund::pass);
    step(Op::FundRechecked, fund::recheck);
    step(Op::FundVerified, fund::verify);
}

fn lists_and_companies(bureau: &mut Bureau) -> (Id, Id) {
    let head = bureau.company("示例甲集团");
    let (child, other, twice) = (bureau.company("示例甲一"), bureau.company("示例乙"), bureau.company("示例乙二"));
    act(bureau, Op::CompanyChanged, |tx| {
        company::change(
            tx,
            head,
            Company { name_zh: Some("示例甲集团".to_owned()), country: Some("CN".to_owned()), ..Company::default() },
        )?;
        company::add_alias(tx, head, "甲集团").map(drop)
    });
    act(bureau, Op::OwnershipAdded, |tx| {
        let (percent_ppm, control) = (Some(600_000), Control::Equity);
        company::add_ownership(
            tx,
            &Ownership { parent_id: head, child_id: child, percent_ppm, control, valid_from: None, valid_to: None },
        )
    });
    act(bureau, Op::CompaniesKeptApart, |tx| company::keep_apart(tx, other, twice));
    act(bureau, Op::Imported, |tx| {
        let list = lists::all(tx)?.into_iter().find(|list| list.line == Some(KpiLine::F500)).expect("a list of F500").id;
        let edition = lists::add_edition(tx, list, 2024, day("2024-08-05"), Some(2023), Some("示例"))?;
        for (company, rank, printed_name) in [(head, Some(7), "示例甲集团"), (other, None, "示例乙")] {
            let entry = NewEntry {
                edition,
                company,
                rank,
                printed_name,
                country: Some("中国"),
                industry: None,
                revenue: Some("1234.5"),
                revenue_unit: Some("百万美元"),
            };
            lists::add_entry(tx, &entry)?;
        }
        imports::add(
            tx,
            &Run {
                kind: "edition".to_owned(),
                file_name: "示例.csv".to_owned(),
                sha256: [7; 32],
                rows_read: 2,
                created: 2,
                ..Run::default()
            },
        )
    });
    act(bureau, Op::MeetingLogged, |tx| {
        let text = |text: &str| Some(text.to_owned());
        meeting::log(
            tx,
            &Meeting {
                held_on: day("2025-01-15"),
                mode: Mode::Visit,
                level: Level::City,
                company_id: head,
                project_id: None,
                place: text("企业总部"),
                lead_person: text("示例局长"),
                our_people: None,
                their_people: None,
                topics: text("扩产"),
                asks: None,
                promises: None,
                blockers: None,
                next_step: text("回访"),
                next_owner: None,
                next_due_on: None,
                next_done_on: None,
                trip: None,
            },
        )
    });
    (head, child)
}

fn rules(bureau: &mut Bureau) {
    act(bureau, Op::RateAdded, |tx| rates::add(tx, day("2025-03-03"), "USD", 1, "7.1700".parse().expect("a rate"), Some("示例")));
    act(bureau, Op::TargetSet, |tx| {
        let target = Target {
            year: 2025,
            line: TargetLine::F500,
            unit: None,
            leader: Some("示例局长".to_owned()),
            target_fen: Some(Fen(40_000_000_000)),
            document: Some("示例〔2025〕1号".to_owned()),
            effective_on: Some(day("2025-01-10")),
        };
        targets::set(tx, &target)
    });
    act(bureau, Op::SchemeSet, |tx| scheme::set(tx, &Scheme { note: Some("示例".to_owned()), ..Scheme::default_of(2025) }));
    act(bureau, Op::ReportTextSet, |tx| {
        reports::set_text(tx, Language::ZhCn, TextPart::Paragraph, "figures", "各部门要紧盯目标。")
    });
    act(bureau, Op::ReportExported, |tx| {
        let file = Exported {
            quarter: "2025Q1".parse().expect("a quarter"),
            reading: Reading::Posted,
            language: Language::ZhCn,
            format: "pdf",
            file_name: "示例.pdf",
            bytes: 1024,
            sha256: [7; 32],
        };
        reports::exported(tx, &file)
    });
}

/// A line submitted with its bank slip.
fn submitted(bureau: &mut Bureau, reference: &str, line: &FundDraft, file: Option<&KeptFile>) -> Id {
    let line = FundDraft { reference: Some(reference.to_owned()), form: Form::Cash, ..line.clone() };
    act(bureau, Op::FundSubmitted, |tx| {
        let id = fund::draft(tx, &line)?;
        let voucher = Voucher {
            kind: VoucherKind::BankSlip,
            number: Some(["S-", reference].concat()),
            payer: Some(company::get(tx, line.investor_id)?.title().to_owned()),
            payee: None,
            account_tail: Some("0012".to_owned()),
            dated_on: Some(line.arrived_on),
            amount: Some(line.amount.clone()),
            currency: Some(line.currency.clone()),
        };
        evidence::add(tx, id, &voucher, file, Part::Whole)?;
        fund::submit(tx, id)?;
        Ok(id)
    })
}
