//! The program itself.

/// The version of the program, as `0.1.0`.
#[tauri::command]
#[specta::specta]
pub fn app_version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}
