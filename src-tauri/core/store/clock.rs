//! Randomness as an argument: the program passes the system's, tests a seeded one.

use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::Id;

/// A source of random bytes.
#[derive(Clone)]
pub struct Random(Arc<Mutex<Fill>>);

/// Fills a slice with random bytes.
type Fill = dyn FnMut(&mut [u8]) + Send;

impl Random {
    /// From a function that fills a slice.
    pub fn new(fill: impl FnMut(&mut [u8]) + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(fill)))
    }

    /// The operating system's.
    ///
    /// # Panics
    /// Where the system has no randomness to give: nothing that needs a key may then go on.
    #[must_use]
    pub fn system() -> Self {
        Self::new(|bytes| getrandom::fill(bytes).expect("the system gives randomness"))
    }

    /// Fills `bytes`.
    pub fn fill(&self, bytes: &mut [u8]) {
        let mut source = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        source(bytes);
    }
}

impl std::fmt::Debug for Random {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Random")
    }
}

/// Makes ids that ascend in the order they are made, also within a millisecond and when the clock is set back.
///
/// The twelve bits after the version count within a millisecond (RFC 9562, method 1); the rest is random.
#[derive(Debug, Clone)]
pub struct Ids {
    random: Random,
    last: Arc<Mutex<(u64, u16)>>,
}

impl Ids {
    /// Ids above `last`, the latest one that the store has.
    #[must_use]
    pub fn after(last: Option<Id>, random: Random) -> Self {
        let last = last.map_or((0, 0), |id| {
            let bytes = id.as_bytes();
            let unix_ms = bytes[..6].iter().fold(0, |sum, byte| (sum << 8) | u64::from(*byte));
            (unix_ms, u16::from_be_bytes([bytes[6] & 0x0f, bytes[7]]))
        });
        Self { random, last: Arc::new(Mutex::new(last)) }
    }

    /// The next id, of this instant or, where that is not later than the last, just after the last.
    #[must_use]
    pub fn next(&self, unix_ms: u64) -> Id {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        *last = match *last {
            (ms, _) if unix_ms > ms => (unix_ms, 0),
            (ms, COUNT_MAX) => (ms + 1, 0),
            (ms, count) => (ms, count + 1),
        };
        let mut bytes = [0; 10];
        self.random.fill(&mut bytes);
        bytes[..2].copy_from_slice(&last.1.to_be_bytes());
        Id::from_parts(last.0, bytes)
    }
}

/// The largest count that twelve bits hold.
const COUNT_MAX: u16 = 0x0fff;

/// The moment of an action: an instant, and the calendar date where the bureau is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// Unix milliseconds, UTC.
    pub unix_ms: u64,
    /// The bureau's date, which a trial run may set apart from the instant.
    pub today: chrono::NaiveDate,
}

impl Now {
    /// The instant as RFC 3339 text in UTC, to the millisecond.
    #[must_use]
    pub fn at(self) -> String {
        i64::try_from(self.unix_ms)
            .ok()
            .and_then(chrono::DateTime::from_timestamp_millis)
            .map_or_else(String::new, |at| at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true))
    }
}
