//! What happens to money after it was verified, in the real window: reversed across the year's end, returned and submitted again,
//! corrected, moved, recognised above; and from a total down to the slip.

use daowei_core::domain::fund::VoucherKind;
use daowei_core::domain::list::KpiLine;
use daowei_core::domain::money::Fen;
use daowei_core::domain::user::Role;
use daowei_core::journal::Op;
use daowei_core::store::evidence::{self, Part, Voucher};
use daowei_core::store::lists::{self, NewEntry};
use daowei_core::store::project::{self, Project};
use daowei_core::store::{close, fund};
use daowei_tests::e2e::{Key, Outcome, Window, journey};
use daowei_tests::{Bureau, PASSPHRASE, day, draft, noon};

use super::import::setup;
use super::review::{pdf, picture};

const INVESTOR: &str = "示例启明科技有限公司";
const PROJECT: &str = "示例启明项目";
const OFFICER: &str = "招商员";
const DEPUTY: &str = "副局长";

/// A bureau whose 2025 is closed, with DW-1 (8000) and DW-2 (1000) verified in it, of a company on the F500 of 2024 and 2025.
fn closed_year() -> Bureau {
    let mut bureau = Bureau::new();
    bureau.add_user(OFFICER, Role::Officer);
    bureau.add_user(DEPUTY, Role::DeputyDirector);
    let investor = bureau.company(INVESTOR);
    let written = bureau.store.write(Op::ListChanged, noon("2025-01-02"), |tx| {
        let list = match lists::by_code(tx, "F500")? {
            Some(list) => list.id,
            None => lists::add(tx, "F500", "世界500强", None, Some(KpiLine::F500))?,
        };
        for (year, published) in [(2024, "2024-08-05"), (2025, "2025-07-29")] {
            let edition = lists::add_edition(tx, list, year, day(published), None, None)?;
            let entry = NewEntry {
                edition,
                company: investor,
                rank: Some(88),
                printed_name: INVESTOR,
                country: None,
                industry: None,
                revenue: None,
                revenue_unit: None,
            };
            lists::add_entry(tx, &entry)?;
        }
        let new = Project {
            code: "P-1".to_owned(),
            name: PROJECT.to_owned(),
            agreed_fen: Some(Fen(20_000_000_000)),
            ..Project::default()
        };
        project::add(tx, &new, &[], &[])
    });
    written.expect("a list and a project");
    let mut bureau = bureau.sign_in(OFFICER);
    let mut lines = Vec::new();
    for (reference, arrived_on, yuan) in [("DW-1", "2025-11-10", "80000000"), ("DW-2", "2025-11-12", "10000000")] {
        let mut line = draft(investor, arrived_on, yuan);
        line.reference = Some(reference.to_owned());
        let slip = Voucher {
            kind: VoucherKind::BankSlip,
            number: Some(reference.to_owned()),
            payer: Some(INVESTOR.to_owned()),
            payee: None,
            account_tail: None,
            dated_on: None,
            amount: None,
            currency: None,
        };
        let submitted = bureau.store.write(Op::FundSubmitted, noon("2025-12-01"), |tx| {
            let id = fund::draft(tx, &line)?;
            evidence::add(tx, id, &slip, None, Part::Whole)?;
            fund::submit(tx, id)?;
            Ok(id)
        });
        lines.push(submitted.expect("submitted").value);
    }
    let mut bureau = bureau.sign_in(DEPUTY);
    for line in lines {
        for act in [fund::pass, fund::recheck, fund::verify] {
            bureau.store.write(Op::FundVerified, noon("2025-12-05"), |tx| act(tx, line)).expect("a step");
        }
    }
    for period in ["2025Q1", "2025Q2", "2025Q3", "2025"] {
        let period = period.parse().expect("a period");
        bureau.store.write(Op::PeriodClosed, noon("2026-01-15"), |tx| close::close(tx, period, day("2026-01-15"))).expect("closed");
    }
    bureau
}

async fn sign_in(window: &Window, name: &str) -> Outcome {
    window.chord(Key::Control, 'l').await?;
    window.option("使用人", name).await?;
    window.fill_field("口令", PASSPHRASE).await?;
    window.press(Key::Enter).await?;
    let at_work = format!("return document.querySelector('.who')?.innerText.includes('{name}') ?? false");
    window.until(&format!("{name} at work"), &at_work).await
}

/// Opens a line of the ledger beside the list.
async fn open_line(window: &Window, reference: &str) -> Outcome {
    window.go("#/funds").await?;
    window.gone("#side-panel h2").await?;
    window.click_text(reference).await?;
    let opened = format!("return document.querySelector('#side-panel header')?.innerText.includes('{reference}') ?? false");
    window.until(&format!("{reference} beside the list"), &opened).await
}

/// Passes the one line that waits through all its steps, by keyboard.
async fn verify_what_waits(window: &Window) -> Outcome {
    window.go("#/review").await?;
    for step in ["已填报", "初审通过", "复核通过"] {
        let stands = format!("return document.querySelector('.queue [aria-current=true]')?.innerText.includes('{step}')");
        window.until(&format!("the line to be {step}"), &stands).await?;
        window.keys("p").await?;
    }
    window.shows("没有待审核的到资").await
}

/// Whether the PDF's page with its bar is drawn somewhere within what a selector finds.
fn bar_drawn(within: &str) -> String {
    format!(
        "const sheet = document.querySelector('{within} canvas');
         if (!sheet || !sheet.width) return false;
         const {{ data }} = sheet.getContext('2d').getImageData(sheet.width / 2, sheet.height * (1 - 430 / 842), 1, 1);
         return data[0] < 40 && data[3] === 255"
    )
}

/// R6, R7: money of 2025 that leaves in 2026 reduces 2026; what was published of 2025 stays.
#[tokio::test]
async fn a_reversal_across_the_years_end_reduces_the_new_year() -> Outcome {
    journey("reversal", setup(closed_year()), async |window| {
        window.find(".shell-nav .on").await?;
        sign_in(window, OFFICER).await?;
        open_line(window, "DW-1").await?;
        window.click_text("冲销").await?;
        window.find("dialog[open]").await?;
        window.fill_field("金额(万元)", "2000").await?;
        window.fill_field("资金退出日期", "2026-02-10").await?;
        window.fill_field("说明", "股东会决议减资").await?;
        window.chord(Key::Control, Key::Enter).await?;
        window.gone("dialog").await?;
        // The new line opens, and says which it puts right.
        window.shows("冲销 DW-1").await?;
        sign_in(window, DEPUTY).await?;
        verify_what_waits(window).await?;

        let total = |amount: &str| format!("return document.querySelector('.kpi tfoot td b')?.innerText.trim() === '{amount}'");
        window.go("#/kpi?through=2026Q1").await?;
        window.until("2026 reduced", &total("−2,000.00")).await?;
        window.go("#/kpi?through=2025Q4").await?;
        window.until("2025 as it was", &total("9,000.00")).await?;
        // The three readings beside each other, and nothing between them.
        window.until("three readings", "return document.querySelectorAll('.compare .sides tbody tr').length === 3").await?;
        window.shows("没有差额").await?;
        picture(window, "kpi-readings").await?;
        open_line(window, "DW-1").await?;
        window.shows("被 ").await?;
        picture(window, "reversed-line").await
    })
    .await
}

/// A line with its PDF dropped in, returned, submitted again and verified; then from the total down to that PDF.
#[tokio::test]
async fn a_returned_line_is_submitted_again_and_the_total_leads_to_its_slip() -> Outcome {
    journey("resubmit", setup(closed_year()), async |window| {
        window.find(".shell-nav .on").await?;
        sign_in(window, OFFICER).await?;
        window.go("#/funds").await?;
        window.click_text("填报到位资金").await?;
        window.find("dialog[open]").await?;
        window.look_up("项目", "启明", PROJECT).await?;
        window.look_up("投资方", INVESTOR, INVESTOR).await?;
        window.fill_field("到账日", "2026-02-20").await?;
        window.fill_field("金额(万元)", "1200").await?;
        window.drop_file("dialog .drop", "回单.pdf", &pdf()).await?;
        window.fill_field("凭证号", "JZD-0220").await?;
        window.click_text("提交").await?;
        window.gone("dialog").await?;
        window.shows("已填报").await?;

        sign_in(window, DEPUTY).await?;
        window.go("#/review").await?;
        window.until("the dropped PDF beside the line", &bar_drawn(".voucher")).await?;
        picture(window, "review-dropped").await?;
        window.keys("r").await?;
        window.fill_field("说明", "金额与回单不符").await?;
        window.chord(Key::Control, Key::Enter).await?;
        window.shows("没有待审核的到资").await?;

        sign_in(window, OFFICER).await?;
        window.go("#/today").await?;
        window.shows("退回待补正").await?;
        window.click_text(INVESTOR).await?;
        window.shows("金额与回单不符").await?;
        window.click_text("修改").await?;
        window.find("dialog[open]").await?;
        window.fill_field("金额(万元)", "1150").await?;
        window.click_text("提交").await?;
        window.gone("dialog").await?;
        window.shows("已填报").await?;

        sign_in(window, DEPUTY).await?;
        verify_what_waits(window).await?;
        window.go("#/kpi?through=2026Q1").await?;
        window.click(".kpi tfoot th button").await?;
        window.until("the line behind the total", "return document.querySelectorAll('#side-panel .funds li').length === 1").await?;
        window.click("#side-panel .funds button").await?;
        window.shows("JZD-0220").await?;
        window.click_text("看图").await?;
        window.until("the PDF's page", &bar_drawn("#side-panel")).await?;
        picture(window, "drilled").await
    })
    .await
}

/// Every dialog that puts a verified line or what hangs on it right, once; and what a change of the rules would do.
#[tokio::test]
async fn what_is_verified_is_put_right_by_records_of_its_own() -> Outcome {
    journey("put-right", setup(closed_year()), async |window| {
        window.find(".shell-nav .on").await?;
        sign_in(window, DEPUTY).await?;
        open_line(window, "DW-1").await?;
        window.click_text("登记上级认定").await?;
        window.find("dialog[open]").await?;
        window.fill_field("金额(万元)", "7500").await?;
        window.fill_field("文号", "市认〔2026〕1号").await?;
        window.chord(Key::Control, Key::Enter).await?;
        window.gone("dialog").await?;

        open_line(window, "DW-1").await?;
        window.click_text("更正").await?;
        window.find("dialog[open]").await?;
        window.fill_field("金额(万元)", "7800").await?;
        window.fill_field("说明", "回单为 7800 万元").await?;
        window.chord(Key::Control, Key::Enter).await?;
        window.gone("dialog").await?;
        window.shows("−200.00").await?;

        open_line(window, "DW-2").await?;
        window.click_text("划转").await?;
        window.find("dialog[open]").await?;
        window.look_up("项目", "启明", PROJECT).await?;
        window.fill_field("说明", "应记在项目名下").await?;
        window.chord(Key::Control, Key::Enter).await?;
        window.gone("dialog").await?;
        window.shows(PROJECT).await?;

        window.go("#/projects").await?;
        window.click_text(PROJECT).await?;
        window.click_text("登记补充协议").await?;
        window.fill_field("金额(万元)", "3000").await?;
        window.click("#side-panel form button[type=submit]").await?;
        window.shows("3,000.00").await?;
        window.click_text("设定分成").await?;
        window.fill_field("每行一个单位", "招商一科 60 2025-03-01").await?;
        window.press(Key::Enter).await?;
        window.keys("招商二科 40").await?;
        window.click("#side-panel form button[type=submit]").await?;
        window.shows("首谈").await?;
        picture(window, "project-terms").await?;

        window.go("#/outlook").await?;
        window.click_text("登记预计到资").await?;
        window.find("dialog[open]").await?;
        window.look_up("投资方", INVESTOR, INVESTOR).await?;
        window.look_up("项目", "启明", PROJECT).await?;
        window.fill_field("金额(万元)", "5000").await?;
        window.fill_field("预计到账", "2026-06-20").await?;
        window.chord(Key::Control, Key::Enter).await?;
        window.gone("dialog").await?;
        window.shows("5,000.00").await?;
        picture(window, "outlook-planned").await?;

        window.go("#/settings/targets").await?;
        window.click_text("分解到单位").await?;
        window.find("dialog[open]").await?;
        window.fill_field("单位", "招商一科").await?;
        window.fill_field("负责人", "示例科长").await?;
        window.fill_field("目标(万元)", "6000").await?;
        window.click("dialog[open] button[type=submit]").await?;
        window.gone("dialog").await?;
        window.shows("各单位合计 6,000.00 万元").await?;
        picture(window, "targets-unit").await?;

        // 2026 is open: the rules may change, and say first what they would do.
        window.go("#/settings/scheme").await?;
        window.click_text("功效系数").await?;
        window.click_text("看影响").await?;
        window.shows("改后本年的数").await?;
        picture(window, "scheme-preview").await?;
        window.click_text("存为新版").await?;
        window.shows("第 1 版").await?;

        // What the city has not recognised stands by name beside what it has.
        window.go("#/kpi?through=2025Q4").await?;
        window.click_text("区/市/省").await?;
        window.shows("尚未认定").await?;
        window.shows("市认〔2026〕1号").await?;
        picture(window, "kpi-levels").await?;
        window.click_text("榜单版次").await?;
        window
            .until("three policies", "return document.querySelector('.compare .sides')?.innerText.includes('C 签约时') ?? false")
            .await?;
        picture(window, "kpi-policies").await
    })
    .await
}
