//! How far a report is, and whether anybody still wants it.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use super::Error;

/// Shared between the thread that makes a report and the one that watches it.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicU32,
    total: AtomicU32,
    cancelled: AtomicBool,
}

impl Progress {
    /// Steps done, and how many there are as far as is known; 0 of 0 before it began.
    #[must_use]
    pub fn steps(&self) -> (u32, u32) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }

    /// Asks whoever makes the report to stop at the next step; nothing is written then.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Says that there are further steps.
    pub(super) fn expect(&self, more: u32) {
        self.total.fetch_add(more, Ordering::Relaxed);
    }

    /// Says that a step was done.
    ///
    /// # Errors
    /// [`Error::Cancelled`] where nobody wants the report any more.
    pub(super) fn step(&self) -> Result<(), Error> {
        self.done.fetch_add(1, Ordering::Relaxed);
        if self.cancelled.load(Ordering::Relaxed) { Err(Error::Cancelled) } else { Ok(()) }
    }
}
