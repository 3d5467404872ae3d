//! Why a verb was not done: a code with its arguments, whose sentence the person reads, and the exit status.

use daowei_core::error::Error;
use daowei_core::words::Words;
use serde_json::{Value, json};

/// The verb was refused, and nothing changed.
pub const REFUSED: u8 = 1;
/// The command line is wrong.
pub const USAGE: u8 = 2;
/// The program or the machine failed.
pub const INTERNAL: u8 = 3;

/// What went wrong.
#[derive(Debug)]
pub struct Failure {
    /// The exit status.
    pub status: u8,
    code: String,
    args: Vec<(String, String)>,
}

/// The result of a verb.
pub type Result<T, E = Failure> = std::result::Result<T, E>;

impl Failure {
    /// Of a code with its arguments.
    pub fn new<V: ToString>(status: u8, code: &str, args: impl IntoIterator<Item = (&'static str, V)>) -> Self {
        let args = args.into_iter().map(|(name, value)| (name.to_owned(), value.to_string())).collect();
        Self { status, code: code.to_owned(), args }
    }

    /// Wrong usage.
    pub fn usage<V: ToString>(code: &str, args: impl IntoIterator<Item = (&'static str, V)>) -> Self {
        Self::new(USAGE, code, args)
    }

    /// The sentence.
    pub fn sentence(&self, words: &Words) -> String {
        words.text(&["error-", &self.code].concat(), self.args.iter().map(|(name, value)| (name, value)))
    }

    /// As `--json` says it.
    pub fn json(&self, words: &Words) -> Value {
        let args: serde_json::Map<String, Value> =
            self.args.iter().map(|(name, value)| (name.clone(), Value::String(value.clone()))).collect();
        json!({ "error": { "code": self.code, "message": self.sentence(words), "args": args } })
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        use std::io::ErrorKind as K;
        // A path that is not there or may not be read was given wrongly; that is no failure of the machine.
        let given = matches!(&error, Error::Io { source, .. }
            if matches!(source.kind(), K::NotFound | K::PermissionDenied | K::NotADirectory | K::IsADirectory));
        let status = if error.internal() && !given { INTERNAL } else { REFUSED };
        Self::new(status, error.code(), error.args())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Error::from(error).into()
    }
}

/// What a path that was given refuses to give.
pub fn io(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Failure + '_ {
    |error| Error::io(path)(error).into()
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use daowei_core::words::Language;

    use super::*;

    #[test]
    fn the_exit_status_tells_refused_from_failed() {
        let io = |kind: ErrorKind| Error::Io { path: "x".to_owned(), source: kind.into() };
        assert_eq!(Failure::from(Error::NothingToUndo {}).status, REFUSED);
        assert_eq!(Failure::from(io(ErrorKind::NotFound)).status, REFUSED);
        assert_eq!(Failure::from(io(ErrorKind::StorageFull)).status, INTERNAL);
        assert_eq!(Failure::usage::<&str>("cli-no-ref", []).status, USAGE);
    }

    #[test]
    fn wrong_usage_is_told_in_words() {
        for language in Language::ALL {
            let words = Words::new(*language);
            for code in ["cli-no-store", "cli-no-passphrase", "cli-no-ref", "cli-init-zone"] {
                let failure = Failure::usage(code, [("variable", "V"), ("option", "O")]);
                assert!(words.has(&["error-", code].concat()), "{language} {code}");
                assert!(!failure.sentence(&words).contains('{'), "{language} {code}");
            }
        }
    }
}
