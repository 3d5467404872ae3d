//! The first minutes: a bureau of one's own, the lock, and the sample.

use daowei_tests::e2e::{Outcome, Setup, Trouble, check, journey};

const PASSPHRASE: &str = "correct horse 42";

#[tokio::test]
async fn a_bureau_is_made_in_three_steps_and_opens_again() -> Outcome {
    let home = tempfile::tempdir()?;

    journey("first-run", Setup::default().at(home.path()), async |window| {
        window.click_text("新建本局台账").await?;
        window.fill_field("单位名称", "试点高新区投资促进局").await?;
        window.fill_field("区域", "试点高新区").await?;
        window.click_text("下一步").await?;

        window.fill_field("姓名或岗位", "综合科").await?;
        window.fill_field("口令", "short").await?;
        window.fill_field("再输一次口令", "other").await?;
        window.click_text("下一步").await?;
        window.find_text("口令至少 8 个字符").await?;
        window.find_text("两次输入的口令不同").await?;
        window.fill_field("口令", PASSPHRASE).await?;
        window.fill_field("再输一次口令", PASSPHRASE).await?;
        window.click_text("下一步").await?;

        // Without a choice it lies in the program's own folder.
        window.click_text("新建并进入").await?;
        window.shows("试点高新区投资促进局").await?;
        window.shows("综合科").await?;
        Ok(())
    })
    .await?;
    nothing_readable(&bureau_under(home.path())?)?;

    // The program knows where the bureau is, and asks for its passphrase before it shows anything.
    journey("unlock", Setup::default().at(home.path()), async |window| {
        window.fill_field("口令", "wrong passphrase").await?;
        window.click_text("解锁").await?;
        window.find("[role=alert]").await?;
        let page = window.text("body").await?;
        check(!page.contains("目标企业"), "a wrong passphrase opened the bureau")?;
        window.fill_field("口令", PASSPHRASE).await?;
        window.click_text("解锁").await?;
        window.shows("目标企业").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_bureau_may_lie_in_a_folder_of_ones_choice() -> Outcome {
    let home = tempfile::tempdir()?;
    let folder = home.path().join("our-bureau");
    std::fs::create_dir(&folder)?;
    journey("first-run-folder", Setup::default().at(home.path()), async |window| {
        window.click_text("新建本局台账").await?;
        window.fill_field("单位名称", "试点高新区投资促进局").await?;
        window.fill_field("区域", "试点高新区").await?;
        window.click_text("下一步").await?;
        window.fill_field("姓名或岗位", "综合科").await?;
        window.fill_field("口令", PASSPHRASE).await?;
        window.fill_field("再输一次口令", PASSPHRASE).await?;
        window.click_text("下一步").await?;

        window.click_text("另选文件夹").await?;
        window.cancel_choice().await?;
        window.click_text("另选文件夹").await?;
        window.choose(&folder).await?;
        window.find_text("our-bureau").await?;
        window.click_text("新建并进入").await?;
        window.shows("试点高新区投资促进局").await
    })
    .await?;
    check(folder.join("daowei.db").is_file(), "the bureau is not in the folder that was chosen")
}

#[tokio::test]
async fn the_sample_opens_and_says_that_it_is_one() -> Outcome {
    journey("sample", Setup::default(), async |window| {
        window.click_text("打开示例").await?;
        window.find_text("示例").await?;
        window.go("#/kpi").await?;
        window.settle().await?;
        window.shows("目标企业").await?;
        Ok(())
    })
    .await
}

/// The store's folder somewhere under the program's home.
fn bureau_under(home: &std::path::Path) -> Outcome<std::path::PathBuf> {
    let mut folders = vec![home.to_path_buf()];
    while let Some(folder) = folders.pop() {
        if folder.join("daowei.db").is_file() {
            return Ok(folder);
        }
        for entry in std::fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            }
        }
    }
    Err(Trouble::new("no store under the program's home"))
}

/// What was typed does not stand in any file of the store.
fn nothing_readable(folder: &std::path::Path) -> Outcome {
    let mut folders = vec![folder.to_path_buf()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            files += 1;
            let bytes = std::fs::read(&path)?;
            for words in ["试点高新区", PASSPHRASE, "SQLite format 3"] {
                let found = bytes.windows(words.len()).any(|window| window == words.as_bytes());
                check(!found, format!("{} holds {words:?} in the clear", path.display()))?;
            }
        }
    }
    if files == 0 { Err(Trouble::new("the store has no files")) } else { Ok(()) }
}
