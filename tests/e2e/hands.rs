//! What hands do beyond a click: keys alone, a choice from a list, a file dropped, an input method.

use std::time::Instant;

use serde_json::json;
use thirtyfour::{Key, components::SelectElement};

use super::{Outcome, Trouble, Window, check, window::STEP_LIMIT};

/// More stops of Tab than any dialog has.
const TABS_MAX: usize = 40;

impl Window {
    /// Chooses what shows exactly this text from the system's list under a label.
    ///
    /// # Errors
    /// As [`Window::field`], and where there is no such option.
    pub async fn option(&self, label: &str, text: &str) -> Outcome {
        let field = self.field(label).await?;
        let list = SelectElement::new(&field).await?;
        Ok(list.select_by_exact_text(text).await?)
    }

    /// Types into the field under a label that looks records up, waits until `found` is the chosen hit, and takes it.
    ///
    /// # Errors
    /// As [`Window::field`], and where it is not found.
    pub async fn look_up(&self, label: &str, typed: &str, found: &str) -> Outcome {
        self.fill_field(label, typed).await?;
        self.take_hit(found).await
    }

    /// Waits until the chosen hit of the open list shows a text, and takes it with Enter.
    ///
    /// # Errors
    /// Where it does not come.
    pub async fn take_hit(&self, found: &str) -> Outcome {
        self.until(
            &format!("{found} among the hits"),
            &format!(
                "const hit = document.querySelector('[role=listbox] [aria-selected=true]');
                 return hit !== null && hit.innerText.includes({})",
                json!(found)
            ),
        )
        .await?;
        self.press(Key::Enter).await
    }

    /// Opens what finds anything from anywhere, and types into it.
    ///
    /// # Errors
    /// Where it does not open.
    pub async fn ask_palette(&self, typed: &str) -> Outcome {
        self.chord(Key::Control, 'k').await?;
        self.until("the palette's field", "return document.activeElement?.closest('dialog[open]') != null").await?;
        self.keys(typed).await
    }

    /// Presses Tab until the control under a label that begins with this text has the focus.
    ///
    /// # Errors
    /// Where no stop of Tab is that control.
    pub async fn tab_to(&self, label: &str) -> Outcome {
        for _ in 0..TABS_MAX {
            self.press(Key::Tab).await?;
            if self.focused_label().await?.starts_with(label) {
                return Ok(());
            }
        }
        Err(Trouble::new(format!("Tab never comes to {label}")))
    }

    /// The label of what has the focus: of a field, or of the group that a choice belongs to.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub async fn focused_label(&self) -> Outcome<String> {
        self.eval(
            "const e = document.activeElement;
             const group = e.closest('[role=radiogroup]')?.getAttribute('aria-label');
             return group ?? e.labels?.[0]?.innerText ?? e.getAttribute('aria-label') ?? e.innerText ?? ''",
        )
        .await
    }

    /// From here on the page counts what a mouse or a finger does.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub async fn hands_off_the_mouse(&self) -> Outcome {
        self.eval(
            "window.daoweiPointed = 0;
             for (const kind of ['pointerdown', 'mousedown', 'touchstart'])
               window.addEventListener(kind, () => window.daoweiPointed++, true);
             return null",
        )
        .await
    }

    /// Fails where the mouse was used since [`Window::hands_off_the_mouse`].
    ///
    /// # Errors
    /// Where it was, or where nobody counted.
    pub async fn by_keyboard_alone(&self) -> Outcome {
        let times: Option<u32> = self.eval("return window.daoweiPointed ?? null").await?;
        check(times == Some(0), format!("the mouse was used: {times:?}"))
    }

    /// Drops a file on the place that a CSS selector finds, as from a file manager.
    ///
    /// # Errors
    /// As [`Window::find`], and where the place refuses files.
    pub async fn drop_file(&self, on: &str, name: &str, content: &[u8]) -> Outcome {
        self.find(on).await?;
        let (on, name, content) = (json!(on), json!(name), json!(content));
        let taken: bool = self
            .eval(&format!(
                "const place = document.querySelector({on});
                 const carried = new DataTransfer();
                 carried.items.add(new File([new Uint8Array({content})], {name}));
                 const say = (type) =>
                   place.dispatchEvent(new DragEvent(type, {{ bubbles: true, cancelable: true, dataTransfer: carried }}));
                 say('dragenter');
                 const open = !say('dragover');
                 return open && !say('drop')"
            ))
            .await?;
        check(taken, "the place takes no files")
    }

    /// Types into the focused field as through an input method: letters stand in the field while they are composed,
    /// Enter takes the word, and the engine reports that Enter after the composition's end, as WebKit does.
    ///
    /// # Errors
    /// Where the driver refuses.
    pub async fn compose(&self, letters: &str, word: &str) -> Outcome {
        let (letters, word) = (json!(letters), json!(word));
        self.eval(&format!(
            "const field = document.activeElement;
             const before = field.value;
             const set = (text) => {{
               const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
               Object.getOwnPropertyDescriptor(kind.prototype, 'value').set.call(field, before + text);
             }};
             const tell = (event) => field.dispatchEvent(event);
             const compose = (type, data) => tell(new CompositionEvent(type, {{ data, bubbles: true }}));
             const input = (data) =>
               tell(new InputEvent('input', {{ data, bubbles: true, isComposing: true, inputType: 'insertCompositionText' }}));
             const key = (type, name, composing) => {{
               const event = new KeyboardEvent(type, {{ key: name, bubbles: true, cancelable: true, isComposing: composing }});
               Object.defineProperty(event, 'keyCode', {{ value: 229 }});
               tell(event);
             }};
             compose('compositionstart', '');
             for (let at = 1; at <= {letters}.length; at++) {{
               key('keydown', 'Process', true);
               set({letters}.slice(0, at));
               compose('compositionupdate', {letters}.slice(0, at));
               input({letters}.slice(0, at));
             }}
             set({word});
             compose('compositionupdate', {word});
             input({word});
             compose('compositionend', {word});
             key('keydown', 'Enter', false);
             return null"
        ))
        .await
    }

    /// Waits until a question asked of the page has an answer, and gives it.
    ///
    /// # Errors
    /// After a minute, naming `what` was asked for.
    pub async fn answer<T: serde::de::DeserializeOwned>(&self, what: &str, body: &str) -> Outcome<T> {
        let limit = Instant::now() + STEP_LIMIT;
        while Instant::now() < limit {
            if let Some(found) = self.eval::<Option<T>>(body).await? {
                return Ok(found);
            }
            tokio::time::sleep(super::window::ASK_EVERY).await;
        }
        Err(Trouble::new(format!("waited in vain for {what}")))
    }
}
