//! The one window: what it may load, and how it takes Chinese input.

use daowei_core::error::Error;
use tauri::{AppHandle, Manager, Url, WebviewWindow, WebviewWindowBuilder, webview::NewWindowResponse};

use crate::ipc::IpcResult;

/// The label of the one window, as in `tauri.conf.json`.
const MAIN: &str = "main";

/// Opens the window of `tauri.conf.json`: it shows the program's own pages and nothing else.
pub fn open(app: &AppHandle) -> tauri::Result<WebviewWindow> {
    let config = app.config().app.windows.iter().find(|window| window.label == MAIN).ok_or(tauri::Error::WindowNotFound)?;
    let dev_url = app.config().build.dev_url.clone().filter(|_| tauri::is_dev());
    let window = WebviewWindowBuilder::from_config(app, config)?
        .on_navigation(move |url| is_own_page(url, dev_url.as_ref()))
        .on_new_window(|_url, _features| NewWindowResponse::Deny)
        .build()?;
    compose_in_place(&window)?;
    Ok(window)
}

/// Brings the window forward when the program is started a second time.
pub fn wake(app: &AppHandle) {
    let Some(window) = app.get_webview_window(MAIN) else { return };
    let woken = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    if woken.is_err() {
        tracing::warn!(code = "window", "the window did not come forward");
    }
}

/// Shows what the window holds larger: text, lines, distances alike.
///
/// # Errors
/// `invalid` for a size that the window does not offer.
pub fn zoom(app: &AppHandle, percent: u32) -> IpcResult<()> {
    let factor = match percent {
        100 => 1.0,
        110 => 1.1,
        125 => 1.25,
        150 => 1.5,
        175 => 1.75,
        200 => 2.0,
        _ => return Err(Error::invalid("zoom", percent, "100, 110, 125, 150, 175, 200").into()),
    };
    let zoomed = app.get_webview_window(MAIN).map(|window| window.set_zoom(factor));
    if !matches!(zoomed, Some(Ok(()))) {
        tracing::warn!(code = "window", "the window did not change its size of text");
    }
    Ok(())
}

/// Whether a page is the program's own: `tauri://localhost` (on Windows `http://tauri.localhost`),
/// or the reloading server of `cargo xtask dev`.
fn is_own_page(url: &Url, dev_url: Option<&Url>) -> bool {
    let own = match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => url.host_str() == Some("tauri.localhost"),
        _ => false,
    };
    own || dev_url.is_some_and(|dev| dev.origin() == url.origin())
}

/// Lets an input method show what is being composed inside the field, as people expect of Chinese
/// input; wry turns that off on Linux.
#[cfg(target_os = "linux")]
fn compose_in_place(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{InputMethodContextExt, WebViewExt};
    window.with_webview(|webview| {
        if let Some(context) = webview.inner().input_method_context() {
            context.set_enable_preedit(true);
        }
    })
}

/// Elsewhere the web view composes in place by itself.
#[cfg(not(target_os = "linux"))]
fn compose_in_place(_window: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        text.parse().expect("a URL")
    }

    #[test]
    fn only_its_own_pages_open() {
        let dev = url("http://localhost:5173");
        assert!(is_own_page(&url("tauri://localhost/index.html#/kpi"), None));
        assert!(is_own_page(&url("http://localhost:5173/#/kpi"), Some(&dev)));
        for foreign in [
            "http://localhost:5173/",
            "https://example.com/",
            "tauri://elsewhere/",
            "file:///etc/passwd",
            "data:text/html,x",
            "javascript:alert(1)",
        ] {
            assert!(!is_own_page(&url(foreign), None), "{foreign} must not open");
        }
        assert!(!is_own_page(&url("http://localhost:5174/"), Some(&dev)));
    }
}
