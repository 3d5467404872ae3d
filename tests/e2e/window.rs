//! One window and the steps a person takes in it.

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use serde::de::DeserializeOwned;
use serde_json::json;
use thirtyfour::{By, Capabilities, Key, WebDriver, WebElement};

use super::{Outcome, Trouble, app_path, stage::Home, surroundings::Surroundings};

/// How long a step may take to show before the journey fails: long, because machines that test are
/// slow and busy, and because only a failure waits for it.
pub(super) const STEP_LIMIT: Duration = Duration::from_secs(60);
/// How often the window is asked meanwhile.
pub(super) const ASK_EVERY: Duration = Duration::from_millis(50);

/// What a window starts with.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// The program's arguments.
    pub arguments: Vec<String>,
    /// More environment for the program.
    pub environment: Vec<(String, String)>,
    /// Home to keep from an earlier window, so that a restart finds its data; a new one otherwise.
    pub home: Option<PathBuf>,
}

impl Setup {
    /// With one more variable in the program's environment.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.environment.push((name.to_owned(), value.into()));
        self
    }

    /// With a home that outlives the window.
    #[must_use]
    pub fn at(mut self, home: &Path) -> Self {
        self.home = Some(home.to_path_buf());
        self
    }
}

/// Opens a window, walks the steps in it, and closes it. Where a step fails, a picture of the
/// window stays in `<target>/journeys/<name>.png`, and the error names it.
///
/// # Errors
/// What the steps or the surroundings say.
pub async fn journey(name: &str, setup: Setup, steps: impl AsyncFnOnce(&Window) -> Outcome) -> Outcome {
    let window = Window::open(setup).await?;
    let walked = steps(&window).await;
    let Err(trouble) = walked else {
        return window.close().await;
    };
    let seen = window.evidence(name).await;
    window.close().await?;
    Err(Trouble::new(format!("{name}: {trouble}{seen}")))
}

/// The real window of the real program.
pub struct Window {
    driver: WebDriver,
    surroundings: Surroundings,
}

impl Window {
    /// Starts the program and waits until its page is there.
    ///
    /// # Errors
    /// Where a program is missing, the error names the command that brings it.
    pub async fn open(setup: Setup) -> Outcome<Self> {
        let app = app_path()?;
        let home = match setup.home {
            Some(folder) => Home::Kept(folder),
            None => Home::Own(tempfile::tempdir()?),
        };
        let surroundings = Surroundings::start(home, (1440, 900), &setup.environment)?;
        let mut wanted = Capabilities::new();
        wanted.set("browserName", "wry")?;
        wanted.set("tauri:options", json!({ "application": app, "args": setup.arguments }))?;
        let driver = WebDriver::new(surroundings.url.as_str(), wanted)
            .await
            .map_err(|error| Trouble::new(format!("{} opened no window: {error}", app.display())))?;
        let window = Self { driver, surroundings };
        window.until("the page to load", "return document.readyState === 'complete'").await?;
        Ok(window)
    }

    /// Closes the window and all that was started for it.
    ///
    /// # Errors
    /// Where the driver no longer answers.
    pub async fn close(self) -> Outcome {
        Ok(self.driver.quit().await?)
    }

    /// The driver itself, for what is not offered here.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// The home of this window: `daowei/` in it is the program's data folder.
    pub fn home(&self) -> &Path {
        self.surroundings.stage.home.path()
    }

    /// The X display the window is on.
    pub fn display(&self) -> &str {
        &self.surroundings.stage.display
    }

    /// Starts the program once more beside this window; whether that one ended by itself and well.
    ///
    /// # Errors
    /// Where it does not start.
    pub fn start_again(&self) -> Outcome<bool> {
        self.surroundings.start_again()
    }

    /// Runs the body of a function in the page and reads what it returns.
    ///
    /// # Errors
    /// What the page throws, and an answer of another shape.
    pub async fn eval<T: DeserializeOwned>(&self, body: &str) -> Outcome<T> {
        let answer = self.driver.execute(body, Vec::new()).await?;
        Ok(serde_json::from_value(answer.json().clone())?)
    }

    /// Runs the body of an async function in the page and reads what its promise gives.
    ///
    /// # Errors
    /// What the page throws or rejects with, and an answer of another shape.
    pub async fn eval_async<T: DeserializeOwned>(&self, body: &str) -> Outcome<T> {
        let script = format!(
            "const done = arguments[0];
             (async () => {{ {body} }})().then(
               (value) => done({{ value: value ?? null }}),
               (error) => done({{ error: String(error) }}));"
        );
        let answer = self.driver.execute_async(script, Vec::new()).await?;
        let mut answer = answer.json().clone();
        match answer.get("error") {
            Some(error) => Err(Trouble::new(format!("the page says {error}"))),
            None => Ok(serde_json::from_value(answer["value"].take())?),
        }
    }

    /// Waits until a function's body returns true in the page.
    ///
    /// # Errors
    /// After a minute, naming `what` was waited for.
    pub async fn until(&self, what: &str, body: &str) -> Outcome {
        let limit = Instant::now() + STEP_LIMIT;
        let mut last = None;
        while Instant::now() < limit {
            match self.eval::<bool>(body).await {
                Ok(true) => return Ok(()),
                Ok(false) => last = None,
                Err(trouble) => last = Some(trouble),
            }
            tokio::time::sleep(ASK_EVERY).await;
        }
        let why = last.map(|trouble| format!(" ({trouble})")).unwrap_or_default();
        Err(Trouble::new(format!("waited in vain for {what}{why}")))
    }

    /// The first element a CSS selector finds that can be seen; waits for it.
    ///
    /// # Errors
    /// After a minute, naming the selector.
    pub async fn find(&self, css: &str) -> Outcome<WebElement> {
        self.wait_for(By::Css(css), css).await
    }

    /// The innermost element with exactly this text, or with it between other elements; waits for it. While a
    /// dialog is open, nothing beneath it counts.
    ///
    /// # Errors
    /// After a minute, naming the text.
    pub async fn find_text(&self, text: &str) -> Outcome<WebElement> {
        let quoted = quoted(text);
        let path = format!(
            "(//dialog[@open]//* | //*[not(//dialog[@open])])[text()[normalize-space(.)={quoted}] or (normalize-space(.)={quoted} and not(*[normalize-space(.)={quoted}]))]"
        );
        self.wait_for(By::XPath(path), text).await
    }

    /// The control under a label that begins with this text; waits for it.
    ///
    /// # Errors
    /// After a minute, naming the label.
    pub async fn field(&self, label: &str) -> Outcome<WebElement> {
        // While a dialog is open nothing beneath it takes anything.
        let path = format!(
            "//*[@id=(//dialog[@open]//label | //label[not(//dialog[@open])])[starts-with(normalize-space(.), {})]/@for]",
            quoted(label)
        );
        self.wait_for(By::XPath(path), label).await
    }

    /// Clears the field under a label and types into it.
    ///
    /// # Errors
    /// As [`Window::field`].
    pub async fn fill_field(&self, label: &str, text: &str) -> Outcome {
        let field = self.field(label).await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// Waits until nothing that can be seen matches a CSS selector.
    ///
    /// # Errors
    /// After a minute, naming the selector.
    pub async fn gone(&self, css: &str) -> Outcome {
        let css = json!(css);
        self.until(
            &format!("{css} to go"),
            &format!("return ![...document.querySelectorAll({css})].some((e) => e.checkVisibility())"),
        )
        .await
    }

    /// The text of an element, once it is there.
    ///
    /// # Errors
    /// As [`Window::find`].
    pub async fn text(&self, css: &str) -> Outcome<String> {
        let text = self.find(css).await?.prop("innerText").await?;
        Ok(text.unwrap_or_default().trim().to_owned())
    }

    /// Clicks an element, once it is there.
    ///
    /// # Errors
    /// As [`Window::find`].
    pub async fn click(&self, css: &str) -> Outcome {
        Ok(self.find(css).await?.click().await?)
    }

    /// Clicks what shows exactly this text.
    ///
    /// # Errors
    /// As [`Window::find_text`].
    pub async fn click_text(&self, text: &str) -> Outcome {
        Ok(self.find_text(text).await?.click().await?)
    }

    /// Clears a field and types into it.
    ///
    /// # Errors
    /// As [`Window::find`].
    pub async fn fill(&self, css: &str, text: &str) -> Outcome {
        let field = self.find(css).await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// Types wherever the focus is, as on a keyboard.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub async fn keys(&self, text: impl AsRef<str>) -> Outcome {
        Ok(self.driver.action_chain().send_keys(text.as_ref()).perform().await?)
    }

    /// Presses one key wherever the focus is.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub async fn press(&self, key: Key) -> Outcome {
        Ok(self.driver.action_chain().key_down(key.clone()).key_up(key).perform().await?)
    }

    /// Presses a key while another is held, as Ctrl and K.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub async fn chord(&self, held: Key, key: impl Into<char>) -> Outcome {
        let key = key.into();
        let chain = self.driver.action_chain().key_down(held.clone());
        Ok(chain.key_down(key).key_up(key).key_up(held).perform().await?)
    }

    /// What has the focus, as `button#save` or `input[name=company]`.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub async fn focused(&self) -> Outcome<String> {
        self.eval(
            "const e = document.activeElement;
             const name = e.getAttribute('name');
             return e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + (name ? `[name=${name}]` : '')",
        )
        .await
    }

    /// Changes language and look as the settings do, and waits for the page to come back so.
    ///
    /// # Errors
    /// Where the page does not take them.
    pub async fn look(&self, language: &str, theme: &str) -> Outcome {
        let kept = json!(json!({ "language": language, "theme": theme }).to_string());
        self.eval::<()>(&format!("localStorage.setItem('daowei-screen', {kept}); location.reload(); return null")).await?;
        self.until(
            &format!("the page in {language}, {theme}"),
            &format!(
                "const root = document.documentElement;
                 return document.readyState === 'complete' && root.lang === '{language}' && root.dataset.theme === '{theme}'
                   && document.querySelector('.view, .gate') !== null"
            ),
        )
        .await
    }

    /// Goes to a view by its address in the window, as `#/kpi`.
    ///
    /// # Errors
    /// Where the view sends one elsewhere.
    pub async fn go(&self, address: &str) -> Outcome {
        let address = json!(address);
        self.eval::<()>(&format!("location.hash = {address}; return null")).await?;
        // A page that is just being loaded goes back to where it began; then it is sent there again.
        let sent = format!(
            "if (location.hash.startsWith({address})) return document.querySelector('.view, .gate') !== null;
             location.hash = {address};
             return false"
        );
        self.until(&format!("{address}"), &sent).await
    }

    /// Waits until the page shows a text somewhere, alone or within another.
    ///
    /// # Errors
    /// Where it does not come.
    pub async fn shows(&self, text: &str) -> Outcome {
        self.until(text, &format!("return document.body.innerText.includes({})", json!(text))).await
    }

    /// Waits until nothing loads or moves, and what was loaded is drawn.
    ///
    /// # Errors
    /// Where something loads or moves for a minute.
    pub async fn settle(&self) -> Outcome {
        self.until("everything to load", "return !document.querySelector('[aria-busy=true]')").await?;
        self.until("what moves to rest", "return document.getAnimations().every((one) => one.playState !== 'running')").await?;
        // Two frames later what was loaded is drawn.
        self.eval_async::<()>(
            "await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))); return null",
        )
        .await
    }

    /// Writes a picture of the page as PNG, once its fonts are loaded.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub async fn picture(&self, path: &Path) -> Outcome {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        self.eval_async::<()>("await document.fonts.ready; return null").await?;
        // A page at rest draws no frame, and the driver would wait for one until it gives up: something that
        // nobody sees changes meanwhile.
        self.eval::<()>(
            "let times = 0;
             const root = document.documentElement.style;
             const timer = setInterval(() => {
               root.opacity = ++times % 2 ? '0.9999' : '';
               if (times === 20) clearInterval(timer);
             }, 50);
             return null",
        )
        .await?;
        fs::write(path, self.driver.screenshot_as_png().await?)?;
        Ok(())
    }

    /// Polls for an element that can be seen.
    async fn wait_for(&self, by: By, what: &str) -> Outcome<WebElement> {
        let limit = Instant::now() + STEP_LIMIT;
        while Instant::now() < limit {
            for element in self.driver.find_all(by.clone()).await? {
                // It may be redrawn between the two questions; then it is asked for again.
                if self.is_visible(&element).await.unwrap_or(false) {
                    return Ok(element);
                }
            }
            tokio::time::sleep(ASK_EVERY).await;
        }
        Err(Trouble::new(format!("waited in vain for {what}")))
    }

    /// Whether a person sees an element. The driver's own answer takes what is cut off with an
    /// ellipsis for hidden.
    async fn is_visible(&self, element: &WebElement) -> Outcome<bool> {
        let script = "const box = arguments[0].getBoundingClientRect();
                      return arguments[0].checkVisibility({ visibilityProperty: true }) && box.width > 0 && box.height > 0";
        let answer = self.driver.execute(script, vec![element.to_json()?]).await?;
        Ok(answer.json().as_bool() == Some(true))
    }

    /// A picture of what is on the screen and where it is, for the words of a failure.
    async fn evidence(&self, name: &str) -> String {
        let folder = env::current_exe().ok().and_then(|exe| Some(exe.ancestors().nth(3)?.join("journeys")));
        let Some(path) = folder.map(|folder| folder.join(format!("{name}.png"))) else {
            return String::new();
        };
        let page = self.eval::<String>("return location.href").await.unwrap_or_default();
        match self.picture(&path).await {
            Ok(()) => format!("\n  on {page}, seen in {}", path.display()),
            Err(trouble) => format!("\n  on {page}, no picture: {trouble}"),
        }
    }
}

/// A text for XPath, which has no escapes: in the quotes it does not hold.
fn quoted(text: &str) -> String {
    if text.contains('\'') { format!("\"{text}\"") } else { format!("'{text}'") }
}
