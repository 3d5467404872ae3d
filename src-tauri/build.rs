//! Tells Tauri what the window may call: the commands of `commands/list.rs`, and no others.

use std::{env, error::Error, fs, path::PathBuf};

/// What each entry of the list means to this program: the command's name.
macro_rules! each_command {
    ($($area:ident :: $name:ident),* $(,)?) => { &[$(stringify!($name)),*] };
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=src-tauri/commands/list.rs");
    let names: &[&str] = include!("commands/list.rs");

    // One permission holds them all, so that the capability in tauri.conf.json need not list them
    // a second time. Tauri's own generator would write into the source tree; this stays outside.
    let folder = PathBuf::from(env::var("OUT_DIR")?).join("app-commands");
    fs::create_dir_all(&folder)?;
    let file = folder.join("app.toml");
    let text = permission(names);
    if fs::read_to_string(&file).ok().as_deref() != Some(text.as_str()) {
        fs::write(&file, text)?;
    }

    let pattern: &'static str = Box::leak(file.display().to_string().into_boxed_str());
    let manifest = tauri_build::AppManifest::new().permissions_path_pattern(pattern);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}

/// The permission `app-commands` as Tauri reads it.
fn permission(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
    format!(
        "[[permission]]\nidentifier = \"app-commands\"\ndescription = \"The app's own commands\"\n\
         commands.allow = [{}]\n",
        names.join(", ")
    )
}
