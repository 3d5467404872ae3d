//! The texts a person reads, in their language: the Fluent files of `assets/locales`, built in.
//!
//! The window reads the same files through its own library; this is for what has no window: the command line,
//! reports, and sentences about files. Neighbours: `error` gives codes and arguments, never sentences.

use std::borrow::Cow;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

use crate::domain::vocabulary;
use crate::error::Error;
use crate::journal::Op;

vocabulary! {
    /// A language of the program; the first is the one that is never missing.
    Language {
        /// 简体中文.
        ZhCn = "zh-CN",
        /// English.
        En = "en",
    }
}

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        /// The files read here: name, 简体中文, English. Those whose name begins with `ui-` are the window's alone,
        /// except what the history calls an action.
        const FILES: &[(&str, &str, &str)] = &[$((
            $name,
            include_str!(concat!("../../assets/locales/zh-CN/", $name)),
            include_str!(concat!("../../assets/locales/en/", $name)),
        )),+];
    };
}
files![
    "audit.ftl",
    "cli.ftl",
    "errors.ftl",
    "import.ftl",
    "matching.ftl",
    "ops.ftl",
    "paper.ftl",
    "report.ftl",
    "report-text.ftl",
    "ui-ops.ftl"
];

/// The texts of one language.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Words").field(&self.language).finish()
    }
}

impl Words {
    /// The texts of this language. No marks are put around arguments: they would travel into files and terminals.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let identifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        bundle.set_use_isolating(false);
        for (_, zh, en) in FILES {
            let text = match language {
                Language::ZhCn => zh,
                Language::En => en,
            };
            // A file with a mistake still gives its other messages; a test below finds the mistake.
            let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// Whose texts these are.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Whether there is a message under this key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle.get_message(key).is_some_and(|message| message.value().is_some())
    }

    /// The message under `key` with its arguments; the key itself where there is none.
    pub fn text<K: AsRef<str>, V: AsRef<str>>(&self, key: &str, args: impl IntoIterator<Item = (K, V)>) -> String {
        let mut named = FluentArgs::new();
        for (name, value) in args {
            named.set(Cow::Owned(name.as_ref().to_owned()), value.as_ref().to_owned());
        }
        self.format(key, Some(&named)).unwrap_or_else(|| key.to_owned())
    }

    /// A message without arguments; the key itself where there is none.
    #[must_use]
    pub fn plain(&self, key: &str) -> String {
        self.format(key, None).unwrap_or_else(|| key.to_owned())
    }

    /// The sentence of an error's code.
    #[must_use]
    pub fn error(&self, error: &Error) -> String {
        self.text(&["error-", error.code()].concat(), error.args())
    }

    /// What an action is called.
    #[must_use]
    pub fn op(&self, op: Op) -> String {
        self.plain(&["op-", op.code()].concat())
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        Some(self.bundle.format_pattern(pattern, args, &mut Vec::new()).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    fn variables(text: &str) -> BTreeSet<String> {
        let named = |at: usize| text[at + 1..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        text.match_indices('$').map(|(at, _)| named(at)).collect()
    }

    /// The text of a message in its file, from its key to the next one.
    fn source(language: Language, key: &str) -> String {
        let start = [key, " ="].concat();
        for (_, zh, en) in FILES {
            let text = if language == Language::ZhCn { zh } else { en };
            let mut lines = text.lines().skip_while(|line| !line.starts_with(&start));
            if let Some(first) = lines.next() {
                let rest =
                    lines.take_while(|line| !line.is_empty() && !line.starts_with(|c: char| c.is_ascii_lowercase() || c == '#'));
                return std::iter::once(first).chain(rest).collect::<Vec<_>>().join("\n");
            }
        }
        panic!("no {key}");
    }

    #[test]
    fn every_file_is_well_formed_and_read() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/locales/zh-CN");
        for entry in std::fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let known = FILES.iter().any(|(file, ..)| *file == name);
            assert!(known || name.starts_with("ui-"), "{name} is not in the list of words.rs");
        }
        for (name, zh, en) in FILES {
            for text in [zh, en] {
                if let Err((_, faults)) = FluentResource::try_new((*text).to_owned()) {
                    panic!("{name}: {faults:?}");
                }
            }
        }
    }

    #[test]
    fn every_code_and_every_action_has_its_words_in_every_language() {
        for language in Language::ALL {
            let words = Words::new(*language);
            for code in Error::CODES {
                assert!(words.has(&["error-", code].concat()), "{language}: error-{code}");
            }
            for op in Op::ALL {
                assert!(words.has(&["op-", op.code()].concat()), "{language}: op-{op}");
            }
            for ground in crate::domain::matching::Ground::ALL {
                assert!(words.has(&["match-", ground.code()].concat()), "{language}: match-{ground}");
            }
        }
    }

    /// The arguments that each refusal gives, as its declaration in error.rs names them: `Variant { a, b } = "code"`.
    #[test]
    fn a_message_uses_only_arguments_that_its_error_gives() {
        let declared = include_str!("error.rs");
        for code in Error::CODES {
            let needle = ["= \"", code, "\","].concat();
            let given: BTreeSet<String> = match declared.lines().find(|line| line.contains(&needle) && line.contains('{')) {
                Some(line) => {
                    let fields = line.split_once('{').unwrap().1.split_once('}').unwrap().0;
                    fields.split(',').map(|field| field.trim().to_owned()).filter(|field| !field.is_empty()).collect()
                }
                None => ["detail", "path"].map(str::to_owned).into(),
            };
            for language in Language::ALL {
                let used = variables(&source(*language, &["error-", code].concat()));
                assert!(used.is_subset(&given), "{language} error-{code} uses {used:?}, the error gives {given:?}");
            }
        }
    }

    #[test]
    fn a_sentence_names_the_thing_and_the_remedy() {
        let error = Error::not_found("company", "示例甲");
        assert_eq!(Words::new(Language::ZhCn).error(&error), "没有找到企业“示例甲”。请核对名称或编号,可先用 search 查找。");
        assert_eq!(
            Words::new(Language::En).error(&error),
            "There is no company “示例甲”. Check the name or number; search finds it."
        );
        assert_eq!(Words::new(Language::En).plain("no-such-key"), "no-such-key");
    }
}
