//! What comes in without a file, and what comes back: a block copied from a spreadsheet, a table copied from a page, and the
//! rows that were not taken, mended and taken in again.

use daowei_core::store::{Access, Store, fund};
use daowei_tests::e2e::{Key, Outcome, Window, check, journey};
use daowei_tests::{Bureau, PASSPHRASE, machine};
use serde_json::json;

use crate::import::{count, look_at, mend, picture, review, setup, write};

/// As a spreadsheet program puts it on the clipboard.
const BLOCK: &str = "编号\t外来投资方名称\t出资形式\t资金来源\t到账日期\t到账金额(万元)\n\
    DW-1\t示例甲集团\t现金\t省外\t2026-01-05\t1,200\nDW-2\t示例乙公司\t现金\t境外\t2026/1/9\t300\n合计\t\t\t\t\t1,500\n";

/// A trip of two visits and another one, as a page shows them.
const PAGE: &str = "<table><tr><th>日期</th><th>拜访企业名称</th><th>议题</th></tr>\
    <tr><td rowspan=2>2026-02-03</td><td>示例甲集团</td><td>用地</td></tr><tr><td>示例乙公司</td><td>用电</td></tr>\
    <tr><td>2026-02-05</td><td>示例丙公司</td><td>税收</td></tr></table>";

/// Two lines are wrong: a day that is none, and an amount that is about so much.
const LEDGER: &str = "编号,外来投资方名称,出资形式,资金来源,到账日期,到账金额(万元)\n\
    DW-1,示例甲集团,现金,省外,2026-01-05,1200\nDW-2,示例乙公司,现金,省外,2026.13.5,300\n\
    DW-3,示例丙公司,实物,省外,2026年2月3日,约5000\nDW-4,示例丁公司,现金,省外,2026-02-10,800\n";

#[tokio::test]
async fn a_block_and_a_table_of_a_page_are_pasted() -> Outcome {
    let looks: &[(&str, &str)] =
        if std::env::var_os("DAOWEI_PICTURES").is_some() { &[("zh-CN", "light"), ("en", "dark")] } else { &[("zh-CN", "light")] };
    for (language, theme) in looks {
        journey("import-paste", setup(Bureau::new()), async |window| {
            window.look(language, theme).await?;
            let shot = async |name: &str| picture(window, &format!("{name}-{language}-{theme}")).await;
            window.go("#/import").await?;
            window.find(".place").await?;
            copy(window, &format!("const from = document.createElement('textarea'); from.value = {}; return from", json!(BLOCK)))
                .await?;
            window.chord(Key::Control, 'v').await?;
            window.find(".look").await?;
            shot("paste-block").await?;
            window.click(".head .do .main").await?;
            window.find(".review").await?;
            count(window, "created", 2).await?;
            count(window, "skipped", 1).await?;
            write(window).await?;

            let table = format!("const from = document.createElement('div'); from.innerHTML = {}; return from", json!(PAGE));
            copy(window, &table).await?;
            window.chord(Key::Control, 'v').await?;
            window.find(".look").await?;
            // Neither how nor on which level they met stands in it.
            let ready = async |ready: bool| {
                window
                    .until("the button", &format!("return document.querySelector('.head .do .main').disabled === {}", !ready))
                    .await
            };
            window.eval::<()>(&choose(".what select:not([disabled])", "meetings")).await?;
            ready(false).await?;
            shot("paste-page").await?;
            window.eval::<()>(&choose("#same-mode", "visit")).await?;
            window.until("how they met", "return document.querySelector('#same-mode')?.value === 'visit'").await?;
            window.eval::<()>(&choose("#same-level", "district")).await?;
            ready(true).await?;
            shot("paste-same").await?;
            window.click(".head .do .main").await?;
            window.find(".review").await?;
            count(window, "created", 3).await?;
            window.until("the merged cells to be told", "return document.querySelector('.notices') !== null").await?;
            shot("paste-merged").await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn rows_that_were_not_taken_come_back_mended_and_touch_nothing_else() -> Outcome {
    let bureau = Bureau::new();
    let (folder, rest) = (bureau.path(), bureau.path().with_file_name("rest.xlsx"));
    // The dialog keeps the ending of the name that it proposes.
    let typed = rest.with_extension("");
    journey("import-rejects", setup(bureau), async |window| {
        window.go("#/import").await?;
        look_at(window, "台账.csv", LEDGER.as_bytes()).await?;
        review(window).await?;
        count(window, "rejected", 2).await?;
        window.click_text("只导入没有问题的 2 行").await?;
        window.shows("有 2 行没有导入").await?;
        picture(window, "rejects-done").await?;
        window.click_text("另存这些行和原因").await?;
        window.choose(&typed).await?;
        window.shows("已存为").await?;
        picture(window, "rejects-saved").await?;
        window.click_text("再导一份").await?;
        window.find(".place").await?;

        // Back as it is: its layout is known, so that it goes straight to the rows, and both are still wrong.
        let bytes = std::fs::read(&rest)?;
        window.drop_file("main", "rest.xlsx", &bytes).await?;
        window.find(".review").await?;
        count(window, "all", 2).await?;
        count(window, "rejected", 2).await?;
        picture(window, "rejects-back").await?;
        mend(window, "2026-01-15").await?;
        count(window, "rejected", 1).await?;
        window.until("its row to go", "return document.querySelectorAll('.review .line').length === 1").await?;
        mend(window, "5000").await?;
        count(window, "rejected", 0).await?;
        count(window, "created", 2).await?;
        window.click(".view > footer .main").await?;
        window.find(".done").await?;
        Ok(())
    })
    .await?;
    let store = Store::open(&folder, "admin", PASSPHRASE, machine(9), Access::Read).expect("the store");
    let amount = |reference: &str| {
        fund::find(store.conn(), reference).and_then(|id| fund::line(store.conn(), id)).map(|line| line.amount_minor)
    };
    let found: Vec<_> = ["DW-1", "DW-2", "DW-3", "DW-4"].into_iter().filter_map(|reference| amount(reference).ok()).collect();
    check(found == [1_200_000_000, 300_000_000, 5_000_000_000, 800_000_000], format!("four lines, each once: {found:?}"))
}

/// Copies what an element holds, made by the body of a function, with Ctrl+C; the element is gone afterwards.
async fn copy(window: &Window, make: &str) -> Outcome {
    window
        .eval::<()>(&format!(
            "const from = (() => {{ {make} }})();
             from.id = 'copied-from';
             document.body.append(from);
             if (from.select) {{ from.focus(); from.select(); }}
             else getSelection().selectAllChildren(from);
             return null"
        ))
        .await?;
    window.chord(Key::Control, 'c').await?;
    window.eval("document.getElementById('copied-from').remove(); return null").await
}

/// Chooses from the system's list that a CSS selector finds and that has this value.
fn choose(css: &str, value: &str) -> String {
    let (css, value) = (json!(css), json!(value));
    format!(
        "const list = [...document.querySelectorAll({css})].find((one) => [...one.options].some((option) => option.value === {value}));
         list.value = {value};
         list.dispatchEvent(new Event('change', {{ bubbles: true }}));
         return null"
    )
}
