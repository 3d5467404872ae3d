//! 100,000 lines through the real window: each step says what it does before a person wonders, frames go on meanwhile, the rows
//! scroll, and a write that is told to stop stops.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use daowei_tests::e2e::{Outcome, Setup, Window, check};
use daowei_tests::{Bureau, PASSPHRASE};
use serde::Deserialize;

use crate::report;

const LINES: usize = 100_000;
const COMPANIES: usize = 2_000;
/// One line in so many is wrong.
const WRONG_EVERY: usize = 500;
/// Steps of the wheel, and how far each goes.
const STEPS: usize = 200;
const STEP_PX: usize = 1_900;
/// How long a write goes on before it is told to stop.
const GOES_ON: Duration = Duration::from_millis(1_500);
/// What takes longer says so: the window's own delay before it shows how far it is, and a frame of this machine's drawing.
const SAID_AFTER: Duration = Duration::from_millis(500);

/// Measures and prints.
pub fn run() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    if let Err(trouble) = runtime.block_on(measure()) {
        panic!("{trouble}");
    }
}

async fn measure() -> Outcome {
    let bureau = Bureau::new();
    let file = bureau.folder.path().join("ledger.csv");
    std::fs::write(&file, ledger())?;
    let path = bureau.path();
    let Bureau { folder, store } = bureau;
    drop(store);
    let setup = Setup::default()
        .with("DAOWEI_STORE", path.to_string_lossy())
        .with("DAOWEI_PASSPHRASE", PASSPHRASE)
        .with("DAOWEI_TODAY", "2026-03-01");
    let window = Window::open(setup).await?;
    let walked = walk(&window, &file).await;
    window.close().await?;
    drop(folder);
    walked
}

async fn walk(window: &Window, file: &Path) -> Outcome {
    window.find(".shell-nav .on").await?;
    window.go("#/import").await?;
    window.find(".place .main").await?;
    window.eval::<()>(METER).await?;

    window.click(".place .main").await?;
    window.choose(file).await?;
    step(window, "opened and looked at", "document.querySelector('.look')").await?;
    window.click(".head .do .main").await?;
    step(window, "planned", "document.querySelector('.review .line') && !document.querySelector('.working')").await?;
    scroll(window).await?;

    window.click(".tabs .all").await?;
    window.click(".view > footer button:not(.main)").await?;
    tokio::time::sleep(GOES_ON).await;
    let start = Instant::now();
    window.click(".working button").await?;
    step(
        window,
        "a write under way, stopped",
        "document.querySelector('.wrong[role=alert]') && !document.querySelector('.working')",
    )
    .await?;
    println!("carry: stopped {:.2?} after it was told to", start.elapsed());
    window.click(".view > footer button:not(.main)").await?;
    step(window, "written", "document.querySelector('.done')").await?;
    let rest = LINES / WRONG_EVERY;
    let counts: String = window.text(".done dl").await?;
    check(counts.contains(&rest.to_string()), format!("{rest} lines were wrong: {counts}"))
}

/// What the page saw of a step.
#[derive(Deserialize)]
struct Seen {
    /// From its beginning to its end, in milliseconds.
    took: u64,
    /// Until it said that it is at work; none where it was over before.
    said: Option<u64>,
    /// The longest that no frame was drawn.
    gap: u64,
    /// How often it said something new.
    told: u64,
}

/// Waits for the end of a step and prints what the page saw of it.
async fn step(window: &Window, what: &str, done: &str) -> Outcome {
    window.until(what, &format!("return Boolean({done})")).await?;
    let seen: Seen = window.eval("return window.meter.end()").await?;
    let ms = Duration::from_millis;
    let said =
        seen.said.map_or_else(|| "over before it had to say so".to_owned(), |said| format!("said so after {:.2?}", ms(said)));
    let late = ms(seen.said.unwrap_or(seen.took)) > SAID_AFTER;
    let verdict = if late { "LATE" } else { "ok" };
    println!(
        "carry: {what} in {:.2?}; {said}, {} times something new; longest without a frame {:.2?}: {verdict}",
        ms(seen.took),
        seen.told,
        ms(seen.gap)
    );
    Ok(())
}

/// Scrolls through the rows, and jumps into their depth.
async fn scroll(window: &Window) -> Outcome {
    window.click(".tabs .all").await?;
    window.until("the rows", "return document.querySelectorAll('.review .line .cell').length > 20").await?;
    let mut frames = millis(
        window
            .eval_async(&format!(
                "const rows = document.querySelector('.review .rows');
                 const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
                 const took = [];
                 let last = await frame();
                 for (let at = 0; at < {STEPS}; at++) {{
                   rows.scrollTop += {STEP_PX};
                   const now = await frame();
                   took.push(Math.round(now - last));
                   last = now;
                 }}
                 return took"
            ))
            .await?,
    );
    report::within("carry: a frame while scrolling", &mut frames, Duration::from_millis(50));
    let mut jumps = millis(
        window
            .eval_async(
                "const rows = document.querySelector('.review .rows');
                 const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
                 const took = [];
                 for (let at = 1; at <= 20; at++) {
                   const start = performance.now();
                   rows.scrollTop = rows.scrollHeight * ((at * 37) % 100) / 100;
                   do await frame();
                   while (![...document.querySelectorAll('.review .line')].every((line) => line.querySelector('.cell')));
                   took.push(Math.round(performance.now() - start));
                 }
                 return took",
            )
            .await?,
    );
    report::within("carry: rows filled after a jump", &mut jumps, Duration::from_millis(300));
    window.eval::<u64>("window.meter.end(); return 0").await.map(|_| ())
}

fn millis(all: Vec<u64>) -> Vec<Duration> {
    all.into_iter().map(Duration::from_millis).collect()
}

/// Counts frames from the last click on, and notes what the page says meanwhile.
const METER: &str = "
    const meter = { start: performance.now(), last: performance.now(), gap: 0, said: null, texts: new Set() };
    meter.begin = () => Object.assign(meter, { start: performance.now(), last: performance.now(), gap: 0, said: null, texts: new Set() });
    meter.end = () => {
      const seen = { took: Math.round(performance.now() - meter.start), said: meter.said, gap: Math.round(meter.gap), told: meter.texts.size };
      meter.begin();
      return seen;
    };
    const frame = () => {
      const now = performance.now();
      meter.gap = Math.max(meter.gap, now - meter.last);
      meter.last = now;
      const working = document.querySelector('.working span');
      if (working) {
        meter.said ??= Math.round(now - meter.start);
        meter.texts.add(working.textContent);
      }
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    window.addEventListener('click', meter.begin, true);
    // A file dialog has the focus until a file is chosen.
    window.addEventListener('focus', meter.begin);
    window.meter = meter;
    return null";

/// A ledger as a bureau keeps it.
fn ledger() -> String {
    let mut out = String::from("流水号,投资方,形式,来源,到账日,金额(万元),落地区域,凭证类型,凭证号,备注\n");
    for line in 0..LINES {
        let amount = if line % WRONG_EVERY == WRONG_EVERY / 2 { "约5000".to_owned() } else { (100 + line % 9_000).to_string() };
        let _ = writeln!(
            out,
            "DW-{line:06},示例{:04}投资有限公司,现金,省外,2025-{:02}-{:02},{amount},高新区,bank_slip,{line:08},第{}批",
            line % COMPANIES,
            line % 12 + 1,
            line % 28 + 1,
            line % 7
        );
    }
    out
}
