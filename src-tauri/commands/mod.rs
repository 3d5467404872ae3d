//! The use cases a window may ask for: one file an area, one line a command around the core.

pub mod app;
pub mod audit;
pub mod companies;
pub mod duplicates;
pub mod funds;
pub mod history;
pub mod imports;
pub mod kpi;
pub mod meetings;
pub mod projects;
pub mod report_texts;
pub mod reports;
pub mod settings;
pub mod today;

use tauri::{AppHandle, Manager as _};
use tauri_specta::Builder;

use crate::ipc::{Failure, IpcResult};
use crate::state::App;

/// Runs on a thread of its own, so that no command of the window waits behind it.
async fn beside<T: Send + 'static>(handle: AppHandle, act: impl FnOnce(&App) -> IpcResult<T> + Send + 'static) -> IpcResult<T> {
    let joined = tauri::async_runtime::spawn_blocking(move || act(&handle.state::<App>())).await;
    joined.unwrap_or_else(|_| {
        tracing::error!(code = "internal", "a thread beside the window ended");
        Err(Failure::of("internal"))
    })
}

/// What each entry of the list means here: a handler with its types.
macro_rules! each_command {
    ($($area:ident :: $name:ident),* $(,)?) => {
        tauri_specta::collect_commands![$($area::$name),*]
    };
}

/// The commands with their types: what the window calls, and what `bindings.ts` is made of.
pub fn builder() -> Builder<tauri::Wry> {
    Builder::new().commands(include!("list.rs"))
}

#[cfg(test)]
mod tests {
    use std::{env, fs, path::Path};

    use specta_typescript::Typescript;

    /// The typed bindings in the UI are those of these commands. `cargo xtask bindings` writes
    /// them, by this test with `DAOWEI_BINDINGS=write`.
    #[test]
    fn bindings_are_fresh() {
        let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/api/bindings.ts");
        let folder = tempfile::tempdir().expect("a temporary folder");
        let fresh = folder.path().join("bindings.ts");
        super::builder().export(Typescript::default(), &fresh).expect("bindings that export");
        let fresh = fs::read_to_string(fresh).expect("the file just written");
        if env::var("DAOWEI_BINDINGS").as_deref() == Ok("write") {
            fs::create_dir_all(committed.parent().expect("a parent")).expect("ui/src/api");
            fs::write(&committed, &fresh).expect("bindings.ts written");
        }
        let committed = fs::read_to_string(committed).unwrap_or_default();
        assert!(committed == fresh, "ui/src/api/bindings.ts is stale: run `cargo xtask bindings` and commit it");
    }
}
