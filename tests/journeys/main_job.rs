//! The main job, end to end, in the real window: from a published list to the quarter's figures.
//!
//! The bureau's head keeps the books for a first quarter: they make the store, take in the list, log a visit,
//! record money that arrived. A deputy director verifies it, sees the KPI move, asks what it is made of, closes
//! the quarter and takes the report out.

use std::{path::Path, process::Command};

use calamine::{Data, DataRef, Reader, Xlsx, open_workbook};
use daowei_tests::e2e::{Key, Outcome, Setup, Trouble, Window, check, cli_path, journey, same};
use serde_json::json;

use super::import::{count, look_at, review, write};

const BUREAU: &str = "试点高新区投资促进局";
const ZONE: &str = "试点高新区";
/// Keeps the books.
const OFFICER: &str = "综合科";
/// Verifies.
const DEPUTY: &str = "分管领导";
const PASSPHRASE: &str = "correct horse 42";
const DEPUTY_PASSPHRASE: &str = "battery staple 17";
/// The day all of it happens on: the second quarter is over and nothing is closed yet.
const TODAY: &str = "2025-07-08";
/// What arrives, in 万元, as typed and as shown.
const TYPED: &str = "8123.45";
const SHOWN: &str = "8,123.45";
const VOUCHER: &str = "JZD-20250520-01";
/// The smallest picture there is: a bank slip of one white point.
const SLIP: &[u8] = include_bytes!("slip.png");

/// A published list, and the Chinese name that staff know one of its companies by.
struct Published {
    file: &'static str,
    content: Vec<u8>,
    rows: usize,
    english: &'static str,
    chinese: &'static str,
    pinyin: &'static str,
    initials: &'static str,
}

/// The list of 2024: the published one from the folder of real files that `DAOWEI_TRIAL_DATA` names, else one of the same shape, of
/// companies that do not exist.
fn published() -> Outcome<Published> {
    if let Some(folder) = std::env::var_os("DAOWEI_TRIAL_DATA") {
        let content = std::fs::read(Path::new(&folder).join("lists/global500-2024-en.csv"))?;
        let rows = String::from_utf8_lossy(&content).lines().filter(|line| !line.trim().is_empty()).count() - 1;
        return Ok(Published {
            file: "global500-2024-en.csv",
            content,
            rows,
            english: "Siemens",
            chinese: "西门子",
            pinyin: "ximenzi",
            initials: "xmz",
        });
    }
    let mut text = String::from(
        "Rank,Name,Revenue,Revenue in percentage,Profit,Profit in percentage,Assets,employees,Change in rank,years on global 500 list\n",
    );
    let places = ["Northfield", "Easterly", "Southmoor", "Westbrook", "Midvale"];
    let trades = ["Motors", "Energy", "Retail", "Semiconductor", "Insurance", "Steel"];
    for rank in 1..=30 {
        let name = format!("{} {}", places[(rank - 1) % 5], trades[(rank - 1) / 5]);
        let (revenue, profit) = (648_125 - rank * 9_001, 15_511 - rank * 97);
        text.push_str(&format!(
            "{rank},{name},\"${},{:03}\",{}%,\"${profit}\",-,\"$252,399\",\"{},100,000\",-,{rank}\n",
            revenue / 1000,
            revenue % 1000,
            rank % 9,
            rank % 3 + 1
        ));
    }
    Ok(Published {
        file: "global500.csv",
        content: text.into_bytes(),
        rows: 30,
        english: "Westbrook Semiconductor",
        chinese: "西溪半导体",
        pinyin: "xixibandaoti",
        initials: "xxbdt",
    })
}

#[tokio::test]
async fn from_a_published_list_to_the_quarters_figures() -> Outcome {
    let home = tempfile::tempdir()?;
    let list = published()?;
    let setup = Setup::default().at(home.path()).with("DAOWEI_TODAY", TODAY);
    journey("main-job", setup, async |window| {
        first_run(window).await?;
        take_the_list_in(window, &list).await?;
        find_by_pinyin(window, &list).await?;
        log_a_visit_by_keyboard(window, &list).await?;
        set_the_target(window).await?;
        add_the_project(window, &list).await?;
        submit_money(window, &list).await?;
        let refused = try_to_verify_ones_own(window).await?;
        add_the_deputy(window).await?;

        sign_in_as_the_deputy(window).await?;
        verify(window, &list, &refused).await?;
        drill_to_the_voucher(window, &list).await?;
        close_the_quarter(window).await?;
        export(window, home.path()).await?;
        nothing_stays_in_the_web_view(window).await
    })
    .await?;
    chain_is_whole(&home.path().join("daowei/bureau"))
}

async fn first_run(window: &Window) -> Outcome {
    window.click_text("新建本局台账").await?;
    window.fill_field("单位名称", BUREAU).await?;
    window.fill_field("区域", ZONE).await?;
    window.press(Key::Enter).await?;
    window.fill_field("姓名或岗位", OFFICER).await?;
    window.fill_field("口令", PASSPHRASE).await?;
    window.fill_field("再输一次口令", PASSPHRASE).await?;
    window.press(Key::Enter).await?;
    window.click_text("新建并进入").await?;
    window.shows(BUREAU).await
}

/// The list as it was published, in English; then the Chinese names that staff know its companies by.
async fn take_the_list_in(window: &Window, list: &Published) -> Outcome {
    look_at(window, list.file, &list.content).await?;
    window.fill_field("年版", "2024").await?;
    window.fill_field("公布日期", "2024-08-05").await?;
    window.fill_field("来源", "Fortune").await?;
    review(window).await?;
    count(window, "all", list.rows).await?;
    count(window, "created", list.rows).await?;
    let brings = format!("return document.querySelector('.impact .look')?.innerText === '{}'", list.rows);
    window.until("what the list changes: every company enters its line", &brings).await?;
    write(window).await?;

    let names = format!("企业名称,英文名\n{},{}\n", list.chinese, list.english);
    look_at(window, "names.csv", names.as_bytes()).await?;
    review(window).await?;
    count(window, "updated", 1).await?;
    write(window).await
}

async fn find_by_pinyin(window: &Window, list: &Published) -> Outcome {
    window.go("#/targets").await?;
    window.until("every company of the list", &rows_are(list.rows)).await?;
    window.keys("/").await?;
    window.keys(list.pinyin).await?;
    window.until("one company", &rows_are(1)).await?;
    window.shows(list.chinese).await?;
    // By initials too, from anywhere; it opens beside the list.
    window.ask_palette(list.initials).await?;
    window.take_hit(list.chinese).await?;
    window
        .until(
            "the company's panel",
            &format!("return document.querySelector('#side-panel h2')?.innerText === {}", json!(list.chinese)),
        )
        .await?;
    window.press(Key::Escape).await
}

/// Whether the grid on the screen has so many rows.
fn rows_are(rows: usize) -> String {
    format!(
        "const grid = document.querySelector('[role=grid]');
         return grid !== null && grid.getAttribute('aria-busy') !== 'true' && grid.ariaRowCount === '{}'",
        rows + 1
    )
}

async fn log_a_visit_by_keyboard(window: &Window, list: &Published) -> Outcome {
    window.hands_off_the_mouse().await?;
    log_it(window, list).await?;
    window.shows("已记录走访").await?;
    // What the rulebook lets one take back is taken back, and comes again.
    window.chord(Key::Control, 'z').await?;
    window.shows("已撤销:记录走访").await?;
    window.ask_palette("meetings").await?;
    window.take_hit("走访").await?;
    window.shows("还没有走访记录").await?;
    window.chord(Key::Control, 'y').await?;
    window.shows("已重做:记录走访").await?;
    window.until("the visit", &rows_are(1)).await?;
    window.press(Key::Down).await?;
    window.press(Key::Enter).await?;
    window.shows("discuss a second site").await?;
    window.press(Key::Escape).await?;
    window.by_keyboard_alone().await
}

async fn log_it(window: &Window, list: &Published) -> Outcome {
    window.chord(Key::Control, 'm').await?;
    window.until("the field for the company", "return document.activeElement?.getAttribute('role') === 'combobox'").await?;
    window.keys(list.initials).await?;
    window.take_hit(list.chinese).await?;
    window.tab_to("日期").await?;
    window.press(Key::Down).await?;
    window.tab_to("方式").await?;
    window.press(Key::Right).await?;
    window.tab_to("我方带队").await?;
    window.keys("ju zhang").await?;
    window.tab_to("谈了什么").await?;
    window.keys("discuss a second site").await?;
    window.tab_to("下一步").await?;
    window.keys("send the brochure").await?;
    window.tab_to("期限").await?;
    window.keys("+7").await?;
    window.chord(Key::Control, Key::Enter).await?;
    window.gone("dialog").await
}

async fn set_the_target(window: &Window) -> Outcome {
    window.go("#/settings/targets").await?;
    window.click_text("下达").await?;
    window.fill_field("目标(万元)", "40000").await?;
    window.fill_field("文号", "试招〔2025〕1号").await?;
    window.click("dialog[open] button[type=submit]").await?;
    window.gone("dialog").await?;
    window.shows("40,000.00").await
}

async fn add_the_project(window: &Window, list: &Published) -> Outcome {
    window.go("#/projects").await?;
    window.click_text("新建项目").await?;
    // The list beneath has fields of the same name.
    window.find("dialog[open]").await?;
    window.fill_field("项目名称", "研发中心").await?;
    window.look_up("投资方", list.chinese, list.chinese).await?;
    window.fill_field("协议投资额", "20000").await?;
    window.click_text("保存").await?;
    window.gone("dialog").await
}

async fn submit_money(window: &Window, list: &Published) -> Outcome {
    window.go("#/funds").await?;
    window.click_text("填报到位资金").await?;
    // The list beneath has fields of the same name.
    window.find("dialog[open]").await?;
    window.look_up("项目", "研发", "研发中心").await?;
    window.look_up("投资方", list.chinese, list.chinese).await?;
    window.fill_field("到账日", "2025-05-20").await?;
    window.fill_field("金额(万元)", TYPED).await?;
    window.drop_file("dialog .drop", "进账单.png", SLIP).await?;
    window.fill_field("凭证号", VOUCHER).await?;
    window.click_text("提交").await?;
    window.gone("dialog").await?;
    window.shows("已填报").await
}

/// Review by whoever submitted it goes as far as the last step; there the window says who has to do it.
/// Gives the figures as they stand before.
async fn try_to_verify_ones_own(window: &Window) -> Outcome<Figures> {
    window.find_text("这一笔由你填报,请另一位同事认定。").await?;
    for reached in ["初审通过", "复核通过"] {
        window.keys("p").await?;
        let status = format!("return document.querySelector('#side-panel .chips')?.innerText.includes('{reached}') ?? false");
        window.until(reached, &status).await?;
    }
    window.keys("p").await?;
    window.shows("不能认定自己填报的到资记录").await?;
    window.shows(&format!("填报人 {OFFICER}")).await?;
    window.shows("请另一位同事认定").await?;
    figures(window).await
}

async fn add_the_deputy(window: &Window) -> Outcome {
    window.go("#/settings/users").await?;
    window.fill_field("新人员", DEPUTY).await?;
    window.option("角色", "分管副局长").await?;
    window.fill_field("首个口令", DEPUTY_PASSPHRASE).await?;
    window.click_text("添加").await?;
    window
        .until("the deputy among the users", &format!("return document.querySelector('table').innerText.includes('{DEPUTY}')"))
        .await
}

async fn sign_in_as_the_deputy(window: &Window) -> Outcome {
    window.chord(Key::Control, 'l').await?;
    window.option("使用人", DEPUTY).await?;
    window.fill_field("口令", DEPUTY_PASSPHRASE).await?;
    window.press(Key::Enter).await?;
    window
        .until("the deputy at work", &format!("return document.querySelector('.who')?.innerText.includes('{DEPUTY}') ?? false"))
        .await
}

/// The figures of the first line and of all, as the KPI shows them, in 万元.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Figures {
    f500: String,
    total: String,
}

async fn figures(window: &Window) -> Outcome<Figures> {
    window.go("#/kpi").await?;
    let [f500, total]: [String; 2] = window
        .answer(
            "the figures",
            "const rows = [...document.querySelectorAll('.kpi tbody tr, .kpi tfoot tr')];
             const ytd = (name) => rows.find((row) => row.querySelector('th')?.innerText.includes(name))
               ?.querySelector('td b .money')?.innerText.trim();
             const found = [ytd('世界500强'), ytd('合计')];
             return found.every(Boolean) ? found : null",
        )
        .await?;
    Ok(Figures { f500, total })
}

async fn verify(window: &Window, list: &Published, before: &Figures) -> Outcome {
    same(before, &Figures { f500: "0.00".to_owned(), total: "0.00".to_owned() }, "the figures before")?;
    same(&figures(window).await?, before, "the figures after a verification that was refused")?;
    window.find_text(&format!("在途 {SHOWN}")).await?;

    window.go("#/today").await?;
    window.click_text(list.chinese).await?;
    window.find("#side-panel h2").await?;
    window.keys("p").await?;
    window
        .until("the line verified", "return document.querySelector('#side-panel .chips')?.innerText.includes('已认定') ?? false")
        .await?;
    let after = Figures { f500: SHOWN.to_owned(), total: SHOWN.to_owned() };
    same(figures(window).await?, after, "the figures moved by exactly the amount")?;
    let table = window.text(".kpi").await?;
    check(!table.contains("在途"), "the line is still counted as pending")?;
    check(table.contains("40,000.00") && table.contains("20.31%"), format!("no completion of 8,123.45 of 40,000: {table}"))?;

    // The rulebook corrects a verified line by another; nobody takes it back.
    window.chord(Key::Control, 'z').await?;
    window.shows("“认定到资").await?;
    window.shows("不能撤销,请用冲销或更正").await?;
    same(figures(window).await?.f500, SHOWN.to_owned(), "the figure after the refusal")
}

async fn drill_to_the_voucher(window: &Window, list: &Published) -> Outcome {
    window.click("#side-panel .cross").await?;
    window.click(".kpi tbody tr:first-child th button").await?;
    let line = window.text("#side-panel .funds li").await?;
    for part in [list.chinese, SHOWN, VOUCHER, "2024 年版", DEPUTY] {
        check(line.contains(part), format!("{part} does not stand behind the figure: {line}"))?;
    }
    window.click("#side-panel .funds button").await?;
    window.find_text(&format!("进账单 {VOUCHER}")).await?;
    window.click_text("看图").await?;
    window
        .until(
            "the picture of the voucher",
            "const picture = document.querySelector('#side-panel img');
             return picture !== null && picture.complete && picture.naturalWidth === 1",
        )
        .await
}

async fn close_the_quarter(window: &Window) -> Outcome {
    window.go("#/settings/closes").await?;
    for quarter in ["2025年第一季度", "2025年第二季度"] {
        window.click("table button").await?;
        window.find_text(&format!("{quarter}关账")).await?;
        // Something is open: it is refused with the list, and closed once a reason is given.
        window.click("dialog[open] button[type=submit]").await?;
        window.shows("还不能关账,仍有未了事项").await?;
        window.fill_field("仍要关账的理由", "试点期,目标未下达").await?;
        window.click("dialog[open] button[type=submit]").await?;
        window.shows(&format!("{quarter}已于 {TODAY} 关账")).await?;
        window.click_text("关闭").await?;
        window.gone("dialog").await?;
        let sealed = format!(
            "const row = [...document.querySelectorAll('tr')].find((row) => row.innerText.includes('{quarter}'));
             return row?.querySelector('.mono') != null"
        );
        window.until(&format!("the seal of {quarter}"), &sealed).await?;
    }
    window.chord(Key::Control, 'z').await?;
    window.shows("“关账").await?;
    window.shows("不能撤销").await
}

/// The report: a sentence in the bureau's own words, three files at once, one of them read by another library, and each of
/// them known again by its hash.
async fn export(window: &Window, home: &Path) -> Outcome {
    same(figures(window).await?.total, SHOWN.to_owned(), "the total on the screen")?;
    window.go("#/reports").await?;
    window.until("the report's first page", "return (document.querySelector('.paper canvas')?.width ?? 0) > 100").await?;
    window.click(".words section:nth-of-type(2) .line").await?;
    window.fill("textarea", "今年1—{ $month }月,全区累计到位{ $yield }亿元。").await?;
    window.shows("没有叫“yield”的数").await?;
    window.fill("textarea", "今年1—{ $month }月,我区累计到位资金{ $ytd }亿元{ $growth }{ $progress }。").await?;
    window.shows("今年1—6月,我区累计到位资金").await?;
    window.click_text("保存").await?;
    window.shows("本单位改写").await?;
    window.settle().await?;
    super::review::picture(window, "report").await?;
    window.chord(Key::Control, 'e').await?;
    window.shows("已导出").await?;
    let names = window.text(".state [role=status]").await?;
    let folder = home.join("daowei/exports");
    let mut files: Vec<_> = std::fs::read_dir(&folder)?.map(|file| file.map(|file| file.path())).collect::<Result<_, _>>()?;
    files.sort();
    same(files.len(), 3, "files in the folder of exports")?;
    for path in &files {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        check(names.contains(&file), format!("the window says {names:?}, a file is {file}"))?;
    }
    let of = |ending: &str| {
        let named = |path: &&std::path::PathBuf| path.extension().is_some_and(|known| known == ending);
        files.iter().find(named).cloned().ok_or_else(|| Trouble::new(format!("no .{ending}")))
    };
    same(total_of(&of("xlsx")?)?, TYPED.to_owned(), "the total in the workbook")?;
    window.click_text("历史").await?;
    window.shows("指纹 ").await?;
    super::review::picture(window, "report-history").await?;
    window.click_text("核验文件……").await?;
    window.choose(&of("pdf")?).await?;
    window.shows("完全一致").await?;
    std::fs::write(folder.join("changed.pdf"), [std::fs::read(of("pdf")?)?, b" ".to_vec()].concat())?;
    window.click_text("核验文件……").await?;
    window.choose(&folder.join("changed.pdf")).await?;
    window.shows("与任何一次导出都不一致").await
}

/// After all that, the web view itself keeps the look of the window at most: a store's content is in the store.
async fn nothing_stays_in_the_web_view(window: &Window) -> Outcome {
    let kept: Vec<String> = window
        .eval_async(
            "const kept = Object.entries(localStorage).filter(([key]) => key !== 'daowei-screen').map(([key]) => key);
             const look = Object.keys(JSON.parse(localStorage.getItem('daowei-screen') ?? '{}'));
             const bases = indexedDB.databases ? (await indexedDB.databases()).map(({ name }) => name) : [];
             return [...kept, ...look.filter((key) => !['theme', 'language', 'zoom'].includes(key)),
                     ...Object.keys(sessionStorage), ...bases, ...document.cookie.split(';').filter(Boolean)];",
        )
        .await?;
    check(kept.is_empty(), format!("the web view keeps {kept:?}"))
}

/// The year to date of all lines in the first sheet, read cell by cell.
fn total_of(path: &Path) -> Outcome<String> {
    let trouble = |error: calamine::XlsxError| Trouble::new(format!("{}: {error}", path.display()));
    let mut book: Xlsx<_> = open_workbook(path).map_err(trouble)?;
    let first = book.sheet_names().first().cloned().ok_or_else(|| Trouble::new("no sheet"))?;
    let mut cells = book.worksheet_cells_reader(&first).map_err(trouble)?;
    let (mut column, mut row) = (None, None);
    while let Some(cell) = cells.next_cell().map_err(trouble)? {
        let (at, value) = (cell.get_position(), Data::from(cell.get_value().clone()));
        if let DataRef::SharedString(_) | DataRef::String(_) = cell.get_value() {
            let text = value.to_string();
            if text.starts_with("年初累计") {
                column = Some(at.1);
            }
            if text.starts_with("合计") && at.1 == 0 {
                row = Some(at.0);
            }
        }
        if let Data::Float(wan) = value
            && row == Some(at.0)
            && column == Some(at.1)
        {
            return Ok(format!("{wan:.2}"));
        }
    }
    Err(Trouble::new(format!("no total in {first}")))
}

/// What was written stands up to the command line's own look.
fn chain_is_whole(store: &Path) -> Outcome {
    let looked = Command::new(cli_path()?)
        .args(["--json", "--store"])
        .arg(store)
        .args(["verify", "--as", OFFICER])
        .env("DAOWEI_PASSPHRASE", PASSPHRASE)
        .output()?;
    let said = String::from_utf8_lossy(&looked.stdout);
    check(looked.status.success(), format!("verify: {said}{}", String::from_utf8_lossy(&looked.stderr)))
}
