//! The window itself: it opens, it is ours, and the page in it may do nothing it need not.

use daowei_tests::e2e::{Outcome, Setup, check, journey, same};
use serde_json::Value;

/// The policy of `tauri.conf.json`, retyped; Tauri adds a nonce to scripts and styles.
const POLICY: &[(&str, &str)] = &[
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self' blob: data:"),
    ("font-src", "'self'"),
    ("connect-src", "ipc: http://ipc.localhost"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
    ("object-src", "'none'"),
];

#[tokio::test]
async fn it_opens_and_is_called_daowei() -> Outcome {
    journey("window-opens", Setup::default(), async |window| {
        same(window.driver().title().await?, "到位".to_owned(), "the page's title")?;
        let scheme: String = window.eval("return location.protocol").await?;
        same(scheme, "tauri:".to_owned(), "the built pages, not a server's")
    })
    .await
}

/// What the web view enforces, asked by trying it: each violation names the directive it broke and
/// carries the whole policy.
#[tokio::test]
async fn the_policy_in_force_is_the_strict_one() -> Outcome {
    journey("window-policy", Setup::default(), async |window| {
        let policy: String = window
            .eval_async(
                "return await new Promise((done, fail) => {
                   document.addEventListener('securitypolicyviolation', (e) => done(e.originalPolicy), { once: true });
                   const script = document.createElement('script');
                   script.textContent = 'window.inlineRan = true';
                   document.head.append(script);
                   setTimeout(() => fail('no violation was reported'), 5000);
                 })",
            )
            .await?;
        let directives: Vec<(&str, &str)> = policy.split(';').filter_map(|part| part.trim().split_once(' ')).collect();
        same(directives.len(), POLICY.len(), &format!("directives in {policy:?}"))?;
        for (name, wanted) in POLICY {
            let found = directives.iter().find(|(found, _)| found == name).map(|found| found.1);
            let sources: Vec<&str> = found
                .unwrap_or_default()
                .split(' ')
                .filter(|source| !source.starts_with("'nonce-") && !source.starts_with("'sha256-"))
                .collect();
            same(sources.join(" "), (*wanted).to_owned(), name)?;
        }
        let ran: bool = window.eval("return window.inlineRan === true").await?;
        check(!ran, "an inline script ran")
    })
    .await
}

#[tokio::test]
async fn the_page_reaches_nothing_outside() -> Outcome {
    journey("window-outside", Setup::default(), async |window| {
        for (what, attempt) in [
            ("fetch", "await fetch('https://example.com/'); return true"),
            ("fetch of a local server", "await fetch('http://127.0.0.1:9/'); return true"),
            ("eval", "return eval('1 + 1') === 2"),
            ("Function", "return new Function('return true')()"),
            ("a script of data", "await import('data:text/javascript,export default 1'); return true"),
            ("a foreign picture", "const i = new Image(); i.src = 'https://example.com/x.png'; await i.decode(); return true"),
            ("a stored file by the asset protocol", "await fetch('asset://localhost/etc/hostname'); return true"),
            (
                "a worker of a blob",
                "return await new Promise((done, fail) => {
                const w = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
                w.onmessage = () => done(true); w.onerror = () => fail('refused') })",
            ),
        ] {
            let reached = window.eval_async::<bool>(attempt).await;
            check(reached.is_err(), format!("{what} was not refused"))?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn it_stays_on_its_own_pages() -> Outcome {
    journey("window-navigation", Setup::default(), async |window| {
        const PAGE: &str = "return location.protocol + location.host + location.pathname";
        let before: String = window.eval(PAGE).await?;
        let opened: bool = window.eval("return window.open('https://example.com/') !== null").await?;
        check(!opened, "a second window opened")?;
        window.eval::<Value>("location.assign('data:text/html,elsewhere'); return null").await?;
        window.eval::<Value>("location.assign('file:///etc/hostname'); return null").await?;
        window.eval::<Value>("location.assign('http://127.0.0.1:9/'); return null").await?;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        same(window.eval::<String>(PAGE).await?, before, "the page")?;
        same(window.driver().windows().await?.len(), 1, "windows")
    })
    .await
}

#[tokio::test]
async fn the_page_may_call_its_own_commands_and_no_others() -> Outcome {
    journey("window-commands", Setup::default(), async |window| {
        let global: bool = window.eval("return '__TAURI__' in window").await?;
        check(!global, "the API stands in the global scope")?;
        let version: String = window.eval_async("return (await window.__TAURI_INTERNALS__.invoke('app_status')).version").await?;
        same(version, env!("CARGO_PKG_VERSION").to_owned(), "the version in app_status")?;
        for command in [
            "no_such_command",
            "plugin:fs|read_text_file",
            "plugin:shell|execute",
            "plugin:dialog|open",
            "plugin:opener|open_path",
            "plugin:window|create",
            "plugin:webview|create_webview_window",
        ] {
            let attempt = format!("await window.__TAURI_INTERNALS__.invoke('{command}', {{ path: '/etc/hostname' }}); return true");
            let answered = window.eval_async::<bool>(&attempt).await;
            check(answered.is_err(), format!("{command} was not refused"))?;
        }
        Ok(())
    })
    .await
}

/// A page that was taken over cannot change what later code relies on.
#[tokio::test]
async fn prototypes_are_frozen() -> Outcome {
    journey("window-prototype", Setup::default(), async |window| {
        let frozen: bool = window.eval("return Object.isFrozen(Object.prototype)").await?;
        check(frozen, "Object.prototype is not frozen")
    })
    .await
}
