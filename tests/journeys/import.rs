//! A ledger comes in by the window: dropped anywhere, mended where it is wrong, written, and taken back without a trace.

use std::path::Path;

use daowei_core::journal::Op;
use daowei_core::store::{Access, Store, company};
use daowei_files::columns::Kind;
use daowei_files::import::file::{Asked, Opened};
use daowei_files::import::run::{Mode, Watch};
use daowei_tests::e2e::{Key, Outcome, Setup, Trouble, Window, check, journey};
use daowei_tests::{Bureau, PASSPHRASE, machine, noon};

/// As a bureau's spreadsheet program writes it: a title, aliases for headers, two cells that are wrong, a sum.
const LEDGER: &str = "高新区2026年到位资金台账,,,,,,\n编号,外来投资方名称,出资形式,资金来源,到账日期,到账金额(万元),经办\n\
    DW-1,示例甲集团,现金,省外,2026-01-05,1200,王\nDW-2,示例乙公司,现金,省外,2026.13.5,300,李\n\
    DW-3,示例丙公司,实物,省外,2026年2月3日,约5000,王\nDW-4,示例甲控股,现金,省外,2026-02-10,800,王\n合计,,,,,2300,\n";

#[tokio::test]
async fn a_gbk_ledger_is_dropped_mended_written_and_taken_back() -> Outcome {
    let mut bureau = Bureau::new();
    bureau.company("示例甲集团有限公司");
    let (folder, before) = (bureau.path(), bureau.dump());
    let setup = setup(bureau);
    let (bytes, _, _) = encoding_rs::GBK.encode(LEDGER);
    journey("import-gbk", setup, async |window| {
        window.go("#/today").await?;
        look_at(window, "台账.csv", &bytes).await?;
        let encoding = "return [...document.querySelectorAll('.what select')].some((one) => one.value === 'gb18030')";
        window.until("the encoding to be found", encoding).await?;
        window.shows("常见列名").await?;
        picture(window, "look").await?;
        review(window).await?;
        count(window, "rejected", 2).await?;
        picture(window, "review").await?;

        mend(window, "2026-01-15").await?;
        count(window, "rejected", 1).await?;
        // The rows move up once the plan is new: the cell that is wrong now is another.
        let next = "return document.querySelector('.cell.wrong')?.innerText.includes('约5000')";
        window.until("the next wrong cell", next).await?;
        mend(window, "5000").await?;
        count(window, "rejected", 0).await?;
        count(window, "created", 4).await?;

        // The first is like a company that is there; a person says that it is another one.
        window.click(".tabs .doubtful").await?;
        window.shows("示例甲集团有限公司").await?;
        picture(window, "doubt").await?;
        window.keys("n").await?;
        window.shows("新企业").await?;
        window.click(".tabs .all").await?;
        count(window, "doubtful", 0).await?;
        window.click_text("写入 4 行").await?;
        window.find(".done").await?;
        picture(window, "done").await?;
        check(dump(&folder)? != before, "nothing was written")?;

        window.click_text("撤回").await?;
        window.shows("将还原").await?;
        window.click("dialog footer .main").await?;
        window.find(".place").await?;
        Ok(())
    })
    .await?;
    check(dump(&folder)? == before, "the store is not what it was before the import")
}

#[tokio::test]
async fn what_was_edited_since_shows_three_values_and_a_person_decides() -> Outcome {
    let mut bureau = Bureau::new();
    import(&mut bureau, "企业名称,行业,总部\n示例甲,电池,北京\n示例乙,软件,上海\n");
    import(&mut bureau, "企业名称,行业,总部\n示例甲,储能,深圳\n示例乙,云计算,上海\n示例丙,汽车,合肥\n");
    let store = &mut bureau.store;
    let edited = company::find(store.conn(), "示例甲").expect("it is there");
    let mut next = company::get(store.conn(), edited).expect("it is there");
    next.industry = Some("氢能".to_owned());
    next.headquarters = Some("佛山".to_owned());
    store.write(Op::CompanyChanged, noon("2026-02-01"), |tx| company::change(tx, edited, next)).expect("changed");
    let folder = bureau.path();
    journey("import-take-back", setup(bureau), async |window| {
        // The first view is on the screen before one goes elsewhere.
        window.find(".shell-nav .on").await?;
        window.go("#/import").await?;
        window.shows("2026.csv").await?;
        picture(window, "start").await?;
        window.click("table tbody tr:first-child button").await?;
        for value in ["电池", "储能", "氢能", "北京", "深圳", "佛山"] {
            window.shows(value).await?;
        }
        window.click("dialog tbody tr:first-child input").await?;
        picture(window, "takeback").await?;
        window.click("dialog footer .main").await?;
        window.gone("dialog").await?;
        window.chord(Key::Control, 'z').await?;
        window.shows("已撤销").await?;
        window.chord(Key::Control, 'y').await?;
        window.shows("已重做").await
    })
    .await?;
    let store = Store::open(&folder, "admin", PASSPHRASE, machine(9), Access::Read).expect("the store");
    let of = |name: &str| company::find(store.conn(), name).and_then(|id| company::get(store.conn(), id));
    let first = of("示例甲").expect("it is there");
    let chosen = [first.industry.as_deref(), first.headquarters.as_deref()];
    check(
        chosen == [Some("电池"), Some("佛山")] || chosen == [Some("氢能"), Some("北京")],
        format!("one of the two goes back, the other stands: {chosen:?}"),
    )?;
    check(of("示例乙").expect("it is there").industry.as_deref() == Some("软件"), "what nobody edited goes back")?;
    check(of("示例丙").is_err(), "what the import made goes")
}

/// Imports companies as the command line does.
fn import(bureau: &mut Bureau, text: &str) {
    let opened = Opened::own("企业-2026.csv", text.as_bytes().to_vec()).expect("a file");
    let taken =
        opened.import(&mut bureau.store, noon("2026-01-05"), Kind::Companies, Asked::default(), Mode::Whole, &Watch::default());
    assert!(taken.expect("an import").imported.kept);
}

/// The window on a bureau's store, which it opens by itself: only one process writes.
pub(crate) fn setup(bureau: Bureau) -> Setup {
    let path = bureau.path();
    let Bureau { folder, store } = bureau;
    drop(store);
    // The folder outlives the window; the system clears it away.
    let _ = folder.keep();
    Setup::default()
        .with("DAOWEI_STORE", path.to_string_lossy())
        .with("DAOWEI_PASSPHRASE", PASSPHRASE)
        .with("DAOWEI_TODAY", "2026-03-01")
}

/// A picture for `docs/import.md`, where `DAOWEI_PICTURES` names a folder for them.
pub(crate) async fn picture(window: &Window, name: &str) -> Outcome {
    let Some(folder) = std::env::var_os("DAOWEI_PICTURES") else { return Ok(()) };
    window.settle().await?;
    window.picture(&Path::new(&folder).join(format!("import-{name}.png"))).await
}

/// Drops a file on the page, away from any place that is made for it, and waits until it was looked at.
pub(crate) async fn look_at(window: &Window, name: &str, content: &[u8]) -> Outcome {
    window.find(".shell-nav .on").await?;
    window.drop_file("main", name, content).await?;
    window.find(".look").await?;
    Ok(())
}

/// Goes on to the rows.
pub(crate) async fn review(window: &Window) -> Outcome {
    window.click_text("逐行核对").await?;
    window.find(".review").await?;
    Ok(())
}

/// Writes what is under review, and goes back to where the next file is taken.
pub(crate) async fn write(window: &Window) -> Outcome {
    window.click(".view > footer .main").await?;
    window.click(".done .do .main").await?;
    window.find(".place").await?;
    Ok(())
}

/// Types over the first cell that is wrong.
pub(crate) async fn mend(window: &Window, text: &str) -> Outcome {
    window.click(".cell.wrong").await?;
    window.keys(text).await?;
    window.press(Key::Enter).await
}

/// Waits until the tab of a fate counts so many rows.
pub(crate) async fn count(window: &Window, fate: &str, rows: usize) -> Outcome {
    let script = format!("return document.querySelector('.tabs .{fate} b')?.innerText === '{rows}'");
    window.until(&format!("{rows} rows {fate}"), &script).await
}

/// The store's whole content, beside the window that has it open.
fn dump(folder: &Path) -> Outcome<String> {
    let told = |error: &dyn std::fmt::Display| Trouble::new(format!("the store: {error}"));
    let store = Store::open(folder, "admin", PASSPHRASE, machine(9), Access::Read).map_err(|error| told(&error))?;
    let mut out = Vec::new();
    store.dump(&mut out).map_err(|error| told(&error))?;
    String::from_utf8(out).map_err(|error| told(&error))
}
