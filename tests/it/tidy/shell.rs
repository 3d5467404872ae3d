//! The window's locks, read from its configuration; the journeys ask the real window the same.

use serde_json::Value;

use super::source::{none, top, under};

/// The one policy, as the configuration must have it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; \
                      font-src 'self'; connect-src ipc: http://ipc.localhost; base-uri 'none'; form-action 'none'; object-src 'none'";

#[test]
fn the_window_is_locked() {
    let text = std::fs::read_to_string(top().join("tauri.conf.json")).expect("tauri.conf.json");
    let config: Value = serde_json::from_str(&text).expect("JSON");
    let app = &config["app"];
    let security = &app["security"];
    assert_eq!(security["csp"], POLICY);
    assert!(security["devCsp"].is_null(), "the policy is the same while developing");
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(app["withGlobalTauri"], false);
    assert_eq!(security["assetProtocol"]["enable"], false);
    assert!(security["dangerousDisableAssetCspModification"].is_null());
    for capability in security["capabilities"].as_array().expect("capabilities inline") {
        assert!(capability["remote"].is_null(), "no capability is given to a remote page");
        for permission in capability["permissions"].as_array().expect("permissions") {
            let name = permission.as_str().expect("a permission by name");
            let allowed = name == "app-commands" || name.starts_with("core:event:allow-");
            assert!(allowed, "{name}: what the page needs from the system is a command of ours");
        }
    }
}

#[test]
fn plugins_that_open_the_system_to_the_page_stay_out() {
    let manifest = std::fs::read_to_string(top().join("Cargo.toml")).expect("Cargo.toml");
    let findings: Vec<String> = ["fs", "shell", "http", "websocket", "sql", "upload", "stronghold"]
        .iter()
        .map(|name| format!("tauri-plugin-{name} ="))
        .filter(|line| manifest.contains(line.as_str()))
        .collect();
    none(&findings, "Commands are use cases; these give the page files, programs or the network:");
}

/// The web view keeps the look of the window and nothing of a store; a journey asks the real one.
#[test]
fn the_web_view_keeps_nothing_but_the_look() {
    let keepers = ["localStorage", "sessionStorage", "indexedDB", "document.cookie", "caches.open"];
    let mut findings = Vec::new();
    for source in under("ui/src").iter().filter(|source| source.path != "ui/src/stores/screen.ts") {
        for keeper in keepers {
            findings.extend(source.text.match_indices(keeper).map(|(byte, _)| source.place(byte)));
        }
    }
    none(&findings, "What outlasts the window lies in the encrypted store, by a command:");
}

/// Only `src/api` knows that there is a Tauri, so that the rest runs over a fake in any browser.
#[test]
fn only_the_api_folder_touches_tauri() {
    let mut findings = Vec::new();
    for source in under("ui/src") {
        if !source.path.starts_with("ui/src/api/") {
            findings.extend(source.text.match_indices("@tauri-apps").map(|(byte, _)| source.place(byte)));
        }
    }
    none(&findings, "Call the typed functions of ui/src/api instead:");
}
