//! What went wrong in a journey, in words.

use std::fmt;

/// What a step of a journey gives back.
pub type Outcome<T = ()> = Result<T, Trouble>;

/// What went wrong. Its `Debug` is its text, because that is what a failed test prints.
pub struct Trouble(String);

impl Trouble {
    /// Trouble in these words.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Trouble {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl std::error::Error for Trouble {}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<serde_json::Error> for Trouble {
    fn from(error: serde_json::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<thirtyfour::error::WebDriverError> for Trouble {
    fn from(error: thirtyfour::error::WebDriverError) -> Self {
        Self(error.to_string())
    }
}

/// Fails with these words where something does not hold; unlike `assert!` it lets the journey
/// take its picture first.
pub fn check(holds: bool, what: impl Into<String>) -> Outcome {
    if holds { Ok(()) } else { Err(Trouble::new(what)) }
}

/// Fails where two things differ, and shows both.
pub fn same<T: PartialEq + fmt::Debug>(seen: T, wanted: T, what: &str) -> Outcome {
    check(seen == wanted, format!("{what}: seen {seen:?}, wanted {wanted:?}"))
}
