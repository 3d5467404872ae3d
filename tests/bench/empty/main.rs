//! A window of Tauri's with next to nothing in it: what the start of the program is measured against.

/// Shows one plain page until it is ended.
fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!("tests/bench/empty/tauri.conf.json"))
}
