//! What decides about a line, in one value of the covering index.
//!
//! The index `fund_kpi` holds, beside the amounts, one expression that puts end to end the investor
//! (16 bytes), the zone (16), the day of arrival (10), the day of verification (10, blank while
//! there is none), the project (16, zeros for none), and `origin,form`. A pass over a year reads one
//! such value a line instead of seven, which is most of what reading a line costs. The expression
//! stands in the schema and in each query of this folder, to the letter: `tests` hold them together.

use rusqlite::types::ValueRef;

use crate::domain::Id;
use crate::error::Result;
use crate::kpi::key;

/// The bytes before `origin,form`.
const FIXED: usize = 68;

/// One line's packed value.
#[derive(Clone, Copy)]
pub struct Packed<'r>(&'r [u8; FIXED], &'r [u8]);

impl<'r> Packed<'r> {
    /// Takes the value apart; fails on one that is too short.
    pub fn read(value: ValueRef<'r>) -> Result<Self> {
        let ValueRef::Blob(bytes) = value else { return Err(key::damaged("packed", value)) };
        let (fixed, kind) = bytes.split_first_chunk().ok_or_else(|| key::damaged("packed", value))?;
        Ok(Self(fixed, kind))
    }

    fn id(self, at: usize) -> Id {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&self.0[at..at + 16]);
        Id::from_bytes(bytes)
    }

    pub fn investor(self) -> Id {
        self.id(0)
    }

    pub fn zone(self) -> Id {
        self.id(16)
    }

    /// `YYYY-MM-DD`.
    pub fn arrived_on(self) -> &'r [u8] {
        &self.0[32..42]
    }

    /// `YYYY-MM-DD`; nothing while not verified.
    pub fn verified_on(self) -> Option<&'r [u8]> {
        Some(&self.0[42..52]).filter(|day| day[0] != b' ')
    }

    pub fn project(self) -> Option<Id> {
        Some(self.id(52)).filter(|project| *project.as_bytes() != [0; 16])
    }

    /// `origin,form`.
    pub fn kind(self) -> &'r [u8] {
        self.1
    }
}
