//! What decides about a line, in one value of the covering index.
//!
//! The indices `fund_kpi` and `fund_verified` hold one expression that puts end to end, each at its fixed place: the day of
//! arrival (10 bytes), the investor (16), the zone (16), the day of verification (10, blank while there is none), the
//! project (16, zeros for none), the line's own id (16), whether it is linked to another line (`+` or `-`), its origin
//! and its form (a digit each, in the order of their vocabularies), and the amount recognised at
//! district level (8, big-endian, two's complement). A pass over a year reads one such value
//! a line, which is most of what reading a line costs. The expression stands in the schema (migration 7) and in each
//! query of this folder, to the letter: only then is it read from the index alone.

use chrono::NaiveDate;
use rusqlite::types::ValueRef;

use crate::domain::Id;
use crate::domain::fund::{Form, Origin};
use crate::error::Result;
use crate::kpi::key;

/// The bytes of a line.
pub const BYTES: usize = 95;

/// A day as the store writes it, `YYYY-MM-DD`.
pub type Written = [u8; 10];

/// A day as the store writes it; beyond the years it can write, the last one it can.
pub fn written(day: NaiveDate) -> Written {
    day.to_string().as_bytes().try_into().unwrap_or(*b"9999-12-31")
}

/// A number that is greater for a later day.
#[inline(always)]
pub fn order(day: Written) -> u128 {
    let mut bytes = [0; 16];
    bytes[..day.len()].copy_from_slice(&day);
    u128::from_be_bytes(bytes)
}

/// One line's packed value.
#[derive(Clone, Copy)]
pub struct Packed<'r>(&'r [u8; BYTES]);

impl<'r> Packed<'r> {
    /// Takes the value as it stands in the index; fails on one of another length.
    #[inline]
    pub fn read(value: ValueRef<'r>) -> Result<Self> {
        match value {
            ValueRef::Blob(bytes) => bytes.try_into().map(Self).map_err(|_| key::damaged("packed", value)),
            _ => Err(key::damaged("packed", value)),
        }
    }

    /// The line in bytes that [`Self::bytes`] gave.
    pub const fn of(bytes: &'r [u8; BYTES]) -> Self {
        Self(bytes)
    }

    pub const fn bytes(self) -> &'r [u8; BYTES] {
        self.0
    }

    #[inline(always)]
    fn id(self, at: usize) -> Id {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&self.0[at..at + 16]);
        Id::from_bytes(bytes)
    }

    #[inline(always)]
    pub fn investor(self) -> Id {
        self.id(10)
    }

    #[inline(always)]
    pub fn zone(self) -> Id {
        self.id(26)
    }

    /// `YYYY-MM-DD`.
    #[inline(always)]
    pub fn arrived_on(self) -> Written {
        self.day(0)
    }

    /// `YYYY-MM-DD`; nothing while not verified.
    #[inline(always)]
    pub fn verified_on(self) -> Option<Written> {
        Some(self.day(42)).filter(|day| day[0] != b' ')
    }

    #[inline(always)]
    fn day(self, at: usize) -> Written {
        let mut day = [0; 10];
        day.copy_from_slice(&self.0[at..at + 10]);
        day
    }

    pub fn project(self) -> Option<Id> {
        Some(self.id(52)).filter(|project| *project.as_bytes() != [0; 16])
    }

    /// The line's own id.
    pub fn fund(self) -> Id {
        self.id(68)
    }

    /// Whether it is linked to another line.
    #[inline(always)]
    pub fn linked(self) -> bool {
        self.0[84] == b'+'
    }

    /// By index in [`Origin::ALL`]; past its end for what the schema excludes.
    #[inline(always)]
    pub const fn origin(self) -> usize {
        (self.0[85] as usize).wrapping_sub(b'0' as usize)
    }

    /// By index in [`Form::ALL`]; past its end for what the schema excludes.
    #[inline(always)]
    pub const fn form(self) -> usize {
        (self.0[86] as usize).wrapping_sub(b'0' as usize)
    }

    /// The amount recognised at district level.
    #[inline(always)]
    pub fn recognised_fen(self) -> i64 {
        let mut fen = [0; 8];
        fen.copy_from_slice(&self.0[87..]);
        i64::from_be_bytes(fen)
    }
}

/// How many origins and forms there are.
pub const KINDS: (usize, usize) = (Origin::ALL.len(), Form::ALL.len());

#[cfg(test)]
mod tests {
    use rusqlite::{Connection, named_params};

    use super::*;

    const INDEX: &str = include_str!("../../store/migrations/0007_verified_index.sql");

    /// Every query here repeats the index's expression to the letter, or each line costs a look into the table.
    #[test]
    fn the_queries_repeat_the_expression_of_the_index() {
        let from = INDEX.find("CAST(").unwrap();
        let to = INDEX.find(" AS BLOB)").unwrap() + " AS BLOB)".len();
        for query in [
            include_str!("take.sql"),
            include_str!("arrived.sql"),
            include_str!("adjustments.sql"),
            include_str!("../company/history.sql"),
            include_str!("../standing/one.sql"),
        ] {
            assert!(query.contains(&INDEX[from..to]), "{query}");
        }
    }

    /// The expression, told each origin, form and sign of an amount, gives them back.
    #[test]
    fn what_is_packed_is_read_back() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(
            "CREATE TABLE fund (investor_id, zone_id, arrived_on, verified_on, project_id, id, reverses_id, origin, form,
                                recognised_fen, recognised_city_fen, recognised_province_fen, status)",
        )
        .unwrap();
        let id = |byte: u8| Id::from_bytes([byte; 16]);
        for (number, form) in Form::ALL.iter().enumerate() {
            for (place, origin) in Origin::ALL.iter().enumerate() {
                for (fen, linked) in [(1_i64, None), (-1, Some(id(9))), (i64::MAX, None), (i64::MIN, Some(id(9)))] {
                    conn.execute("DELETE FROM fund", []).unwrap();
                    conn.execute(
                        "INSERT INTO fund VALUES (:investor, :zone, '2025-03-28', :verified, :project, :id, :reverses, :origin, :form,
                                                  :fen, NULL, NULL, 'SUBMITTED')",
                        named_params! {
                            ":investor": id(1), ":zone": id(0), ":verified": linked.map(|_| "2025-04-12"),
                            ":project": linked.map(|_| id(3)), ":id": id(4), ":reverses": linked, ":origin": origin, ":form": form,
                            ":fen": fen,
                        },
                    )
                    .unwrap();
                    conn.query_row(include_str!("../standing/one.sql"), named_params! { ":fund": id(4) }, |row| {
                        let line = Packed::read(row.get_ref(0)?).unwrap();
                        assert_eq!((line.investor(), line.zone(), line.fund()), (id(1), id(0), id(4)));
                        assert_eq!((line.arrived_on(), line.verified_on()), (*b"2025-03-28", linked.map(|_| *b"2025-04-12")));
                        assert_eq!((line.project(), line.linked()), (linked.map(|_| id(3)), linked.is_some()));
                        assert_eq!((line.origin(), line.form(), line.recognised_fen()), (place, number, fen));
                        Ok(())
                    })
                    .unwrap();
                }
            }
        }
    }
}
