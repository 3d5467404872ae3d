//! Manners of the window: one at a time, Chinese input, keys, a focus that is seen, and nothing that shuts anyone out.

use std::path::{Path, PathBuf};

use daowei_tests::e2e::{Key, Outcome, Setup, Trouble, Window, check, journey, same};
use serde::Deserialize;
use serde_json::json;

/// Every view, and what else stands on a page of its own.
const PLACES: &[&str] = &[
    "#/today",
    "#/kpi",
    "#/outlook",
    "#/targets",
    "#/meetings",
    "#/projects",
    "#/funds",
    "#/review",
    "#/audit",
    "#/import",
    "#/reports",
    "#/settings/scheme",
    "#/settings/targets",
    "#/settings/lists",
    "#/settings/closes",
    "#/settings/zones",
    "#/settings/users",
    "#/settings/backup",
    "#/settings/history",
    "#/settings/look",
];

#[tokio::test]
async fn a_second_start_brings_the_running_window_forward() -> Outcome {
    journey("single-instance", Setup::default(), async |window| {
        let windows = || window.xdotool(&["search", "--onlyvisible", "--class", "daowei"]);
        let front = || window.xdotool(&["getwindowfocus"]);
        let before = windows()?;
        same(before.lines().count(), 1, "windows of the program")?;
        // The keyboard goes to the screen itself, as when another program is in front.
        let screen = window.xdotool(&["search", "--maxdepth", "0", ""])?;
        window.xdotool(&["windowfocus", screen.trim()])?;
        check(front()? != before, "the window still has the keyboard")?;
        check(window.start_again()?, "the second start did not end by itself")?;
        let limit = std::time::Instant::now() + std::time::Duration::from_secs(20);
        while front()? != before {
            check(std::time::Instant::now() < limit, "the window did not come forward")?;
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        same(windows()?, before, "windows of the program")
    })
    .await
}

/// GTK's own input method, on its own: Ctrl+Shift+U, digits, Enter. What is composed stands in the field meanwhile.
#[tokio::test]
async fn enter_that_ends_a_composition_submits_nothing() -> Outcome {
    let setup = Setup::default().with("GTK_IM_MODULE", "gtk-im-context-simple");
    journey("input-method", setup, async |window| {
        window.click_text("新建本局台账").await?;
        window.fill_field("区域", "高新区").await?;
        window.field("单位名称").await?.click().await?;
        window
            .eval::<()>(
                "window.daoweiHeard = [];
                 for (const kind of ['compositionstart', 'compositionend', 'keydown'])
                   document.addEventListener(kind, (e) => window.daoweiHeard.push(e.type + (e.key ?? '')), true);
                 return null",
            )
            .await?;
        let main = window.xdotool(&["search", "--onlyvisible", "--class", "daowei"])?;
        window.xdotool(&["windowfocus", "--sync", main.lines().next().unwrap_or_default()])?;
        for word in ["6211", "5c40"] {
            window.xdotool(&["key", "--clearmodifiers", "ctrl+shift+u"])?;
            for digit in word.chars() {
                window.xdotool(&["key", &digit.to_string()])?;
            }
            window.xdotool(&["key", "Return"])?;
        }
        window.until("what was composed in the field", &value_is("我局")).await?;
        let heard: Vec<String> = window.eval("return window.daoweiHeard").await?;
        for kind in ["compositionstart", "compositionend"] {
            check(heard.iter().any(|event| event.starts_with(kind)), format!("no {kind} came: {heard:?}"))?;
        }
        window.find_text("第 1 步,共 3 步").await?;
        // Enter by itself does go on.
        window.xdotool(&["key", "Return"])?;
        window.find_text("第 2 步,共 3 步").await?;
        Ok(())
    })
    .await
}

fn value_is(text: &str) -> String {
    format!("return document.activeElement?.value === {}", json!(text))
}

/// The same where Enter takes something: a word that is composed is looked for, and no record is opened or taken.
#[tokio::test]
async fn a_composed_word_is_looked_for_and_takes_nothing() -> Outcome {
    journey("composition", Setup::default(), async |window| {
        window.click_text("打开示例").await?;
        window.find(".who").await?;
        window.go("#/today").await?;
        window.chord(Key::Control, 'k').await?;
        window.until("the palette", "return document.activeElement?.getAttribute('role') === 'combobox'").await?;
        window.compose("zoufang", "走访").await?;
        window.until("the word in the palette", &value_is("走访")).await?;
        window.until("its hits", "return document.querySelector('dialog [aria-selected=true]') !== null").await?;
        let place: String = window.eval("return location.hash").await?;
        same(place, "#/today".to_owned(), "the view after a composition's Enter")?;
        window.press(Key::Escape).await?;
        window.gone("dialog").await?;

        window.keys("n").await?;
        window.until("the visit's company", "return document.activeElement?.getAttribute('role') === 'combobox'").await?;
        window.compose("shi", "示例").await?;
        window.until("hits", "return document.querySelector('dialog [aria-selected=true]') !== null").await?;
        window.until("the word, not a company's name", &value_is("示例")).await?;
        window.press(Key::Enter).await?;
        window.until("the company's name", "return document.activeElement.value.length > 2").await?;
        window.press(Key::Escape).await?;
        window.gone("dialog").await
    })
    .await
}

#[tokio::test]
async fn each_stop_of_tab_is_seen() -> Outcome {
    journey("focus", Setup::default(), async |window| {
        window.click_text("打开示例").await?;
        window.find(".who").await?;
        for place in PLACES {
            window.go(place).await?;
            window.settle().await?;
            window.eval::<()>("document.activeElement?.blur(); return null").await?;
            for _ in 0..30 {
                window.press(Key::Tab).await?;
                let unseen: Option<String> = window.eval(UNSEEN).await?;
                check(unseen.is_none(), format!("on {place} nobody sees the focus on {}", unseen.unwrap_or_default()))?;
            }
        }
        Ok(())
    })
    .await
}

/// The focused element where neither it nor what stands around it shows that it is focused. A mark in a frame of the
/// focus colour counts, and the list that shows its chosen row.
const UNSEEN: &str = "
    const focused = document.activeElement;
    if (focused === document.body || focused === null) return null;
    const marked = (e) => {
      const style = getComputedStyle(e);
      const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
      const probe = document.createElement('i');
      probe.style.color = 'var(--focus)';
      e.append(probe);
      const colour = getComputedStyle(probe).color;
      probe.remove();
      return outline || style.borderTopColor === colour || style.boxShadow.includes(colour);
    };
    for (let e = focused, up = 0; e && up < 3; e = e.parentElement, up++) if (marked(e)) return null;
    return focused.outerHTML.slice(0, 160)";

/// What axe reports of a page.
#[derive(Debug, Deserialize)]
struct Violation {
    id: String,
    impact: Option<String>,
    nodes: Vec<String>,
}

#[tokio::test]
async fn nothing_shuts_anyone_out() -> Outcome {
    let axe = axe()?;
    journey("axe", Setup::default(), async |window| {
        let mut found = Vec::new();
        audit(window, &axe, "the first run", &mut found).await?;
        window.click_text("打开示例").await?;
        window.find(".who").await?;
        for theme in ["light", "dark"] {
            window.look("zh-CN", theme).await?;
            for place in PLACES {
                window.go(place).await?;
                window.settle().await?;
                audit(window, &axe, &format!("{place}, {theme}"), &mut found).await?;
            }
            for place in ["#/targets", "#/meetings", "#/projects", "#/funds"] {
                window.go(place).await?;
                window.settle().await?;
                window.press(Key::Down).await?;
                window.press(Key::Enter).await?;
                window.find("#side-panel h2").await?;
                audit(window, &axe, &format!("the panel of {place}, {theme}"), &mut found).await?;
            }
            for (key, what) in [('k', "the palette"), ('m', "a visit")] {
                window.chord(Key::Control, key).await?;
                window.find("dialog[open] input").await?;
                audit(window, &axe, &format!("{what}, {theme}"), &mut found).await?;
                window.press(Key::Escape).await?;
                window.gone("dialog").await?;
            }
        }
        check(found.is_empty(), format!("axe finds:\n{}", found.join("\n")))
    })
    .await
}

/// A small notebook, and everything at twice its size, in the language with the longer words: the page never
/// scrolls sideways as a whole, no control's words are cut off, and a list still shows rows.
#[tokio::test]
async fn a_small_screen_and_twice_the_size_cut_nothing_off() -> Outcome {
    journey("sizes", Setup::default(), async |window| {
        window.click_text("打开示例").await?;
        window.find(".who").await?;
        let mut found = Vec::new();
        for language in ["zh-CN", "en"] {
            window.look(language, "light").await?;
            for (size, zoom) in [((1280, 720), 100), ((1440, 900), 200)] {
                window.driver().set_window_rect(0, 0, size.0, size.1).await?;
                window.chord(Key::Control, '0').await?;
                if zoom == 200 {
                    for _ in 0..5 {
                        window.chord(Key::Control, '=').await?;
                    }
                }
                let wide = size.0 * 100 / zoom;
                window.until("its size", &format!("return Math.abs(innerWidth - {wide}) < 3")).await?;
                for place in PLACES {
                    window.go(place).await?;
                    window.settle().await?;
                    let cut: Vec<String> = window.eval(CUT_OFF).await?;
                    found.extend(cut.into_iter().map(|what| format!("{place} in {language} at {size:?}, {zoom} %: {what}")));
                }
            }
        }
        check(found.is_empty(), format!("cut off:\n{}", found.join("\n")))
    })
    .await
}

/// What is wider than its place, by its words.
const CUT_OFF: &str = "
    const cut = [];
    const root = document.scrollingElement;
    if (root.scrollWidth > innerWidth + 1) cut.push(`the page is ${root.scrollWidth} wide of ${innerWidth}`);
    for (const one of document.querySelectorAll('button, [role=tab], .segmented label, label, h1, h2, th'))
      if (one.offsetParent && getComputedStyle(one).overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1
          && !one.title && !one.matches('.unseen, .unseen *'))
        cut.push(`${one.tagName} ${one.className}: ${one.textContent.trim().slice(0, 40)}`);
    for (const one of document.querySelectorAll('button, input, select')) {
      const { left, right, width } = one.getBoundingClientRect();
      const scroller = one.closest('[role=grid], .scroll, .sheet, nav');
      if (one.offsetParent && width && !scroller && (right > innerWidth + 1 || left < -1))
        cut.push(`${one.tagName} ${one.textContent.trim().slice(0, 40)} stands outside`);
    }
    const grid = document.querySelector('[role=grid]');
    if (grid && grid.getBoundingClientRect().height < 120) cut.push('the list is lower than its head and two rows');
    return cut";

/// The rules' own engine, from the UI's packages.
fn axe() -> Outcome<String> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(&path)
        .map_err(|error| Trouble::new(format!("{}: {error}; `cargo xtask test` installs the UI's packages", path.display())))
}

/// Runs every rule on the page as it stands, and adds what is serious.
async fn audit(window: &Window, axe: &str, place: &str, found: &mut Vec<String>) -> Outcome {
    window.settle().await?;
    if !window.eval::<bool>("return 'axe' in window").await? {
        window.eval::<()>(&format!("{axe}; return null")).await?;
    }
    let violations: Vec<Violation> = window
        .eval_async(
            "const { violations } = await axe.run(document, { resultTypes: ['violations'] });
             // The rows of a grid scroll by the grid's own keys; it is the grid that takes the focus.
             const ofGrid = ({ target }) => document.querySelector(target[0])?.parentElement?.matches('[role=grid][tabindex=\"0\"]');
             for (const one of violations)
               if (one.id === 'scrollable-region-focusable') one.nodes = one.nodes.filter((node) => !ofGrid(node));
             return violations.filter(({ nodes }) => nodes.length).map(({ id, impact, nodes }) => ({
               id, impact, nodes: nodes.slice(0, 3).map((node) => node.html.slice(0, 120) + ' ' + (node.failureSummary ?? '').replace(/\\s+/g, ' ').slice(0, 200)),
             }))",
        )
        .await?;
    for violation in violations {
        if matches!(violation.impact.as_deref(), Some("serious" | "critical")) {
            found.push(format!("{place}: {} {}", violation.id, violation.nodes.join(" | ")));
        }
    }
    Ok(())
}
