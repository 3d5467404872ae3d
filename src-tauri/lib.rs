//! The desktop shell: plugins, the window, and the commands it may call.
//!
//! It holds no rule of its own; what a command does is in `daowei-core` and `daowei-files`.

mod commands;
mod import_desk;
mod ipc;
mod start;
mod state;
mod window;

/// Starts the program and returns when its window is closed.
///
/// # Errors
/// Whatever keeps Tauri from starting: no display, no web view.
pub fn run() -> tauri::Result<()> {
    let commands = commands::builder();
    tauri::Builder::default()
        // First, so that a second start wakes the running window before anything else happens.
        .plugin(tauri_plugin_single_instance::init(|app, _arguments, _folder| window::wake(app)))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .invoke_handler(commands.invoke_handler())
        .setup(move |app| {
            commands.mount_events(app);
            start::state(app)?;
            window::open(app.handle())?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
