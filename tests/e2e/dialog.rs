//! The system's own file dialogs, which no WebDriver sees: typed into as on a keyboard.

use std::{
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use super::{Outcome, Trouble, Window};

/// How long a dialog may take to open or to close.
const DIALOG_LIMIT: Duration = Duration::from_secs(60);

/// How long GTK takes to open the field for a path, and to look at what is in it.
const FIELD_OPENS: Duration = Duration::from_millis(700);

impl Window {
    /// Chooses a file or folder in the dialog that the last step opened; also the name to save under.
    ///
    /// # Errors
    /// Where no dialog opens, or it does not close on the path.
    pub async fn choose(&self, path: &Path) -> Outcome {
        let dialog = self.wait_for_dialog(true).await?.unwrap_or_default();
        self.xdotool(&["windowfocus", "--sync", &dialog])?;
        // In GTK's dialog a slash opens the field for a path; what is typed before it is open gets lost.
        let path = path.to_string_lossy();
        self.xdotool(&["type", "--clearmodifiers", "/"])?;
        tokio::time::sleep(FIELD_OPENS).await;
        self.xdotool(&["type", "--clearmodifiers", "--delay", "20", path.trim_start_matches('/')])?;
        tokio::time::sleep(FIELD_OPENS).await;
        self.xdotool(&["key", "--clearmodifiers", "Return"])?;
        self.wait_for_dialog(false).await?;
        Ok(())
    }

    /// Closes the dialog that the last step opened without choosing.
    ///
    /// # Errors
    /// Where no dialog opens, or it stays.
    pub async fn cancel_choice(&self) -> Outcome {
        let dialog = self.wait_for_dialog(true).await?.unwrap_or_default();
        self.xdotool(&["windowfocus", "--sync", &dialog])?;
        self.xdotool(&["key", "--clearmodifiers", "Escape"])?;
        self.wait_for_dialog(false).await?;
        Ok(())
    }

    /// Waits until a window of the program beside the main one is there, or is gone.
    async fn wait_for_dialog(&self, there: bool) -> Outcome<Option<String>> {
        let limit = Instant::now() + DIALOG_LIMIT;
        while Instant::now() < limit {
            // It answers with an error where it finds none.
            let windows = self.xdotool(&["search", "--onlyvisible", "--class", "daowei"]).unwrap_or_default();
            let main = self.xdotool(&["search", "--onlyvisible", "--name", "^到位$"]).unwrap_or_default();
            let dialog = windows.lines().find(|id| !main.lines().any(|own| own == *id)).map(str::to_owned);
            if dialog.is_some() == there {
                return Ok(dialog);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err(Trouble::new(if there { "no dialog opened" } else { "the dialog stayed open" }))
    }

    /// Runs xdotool on the window's display: what comes from outside the page.
    ///
    /// # Errors
    /// Where it is missing or finds nothing.
    pub fn xdotool(&self, arguments: &[&str]) -> Outcome<String> {
        let output = Command::new("xdotool")
            .args(arguments)
            .env("DISPLAY", self.display())
            .stdin(Stdio::null())
            .output()
            .map_err(|error| Trouble::new(format!("xdotool: {error}; `cargo xtask test` installs it")))?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            Err(Trouble::new(format!("xdotool {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr).trim())))
        }
    }
}
