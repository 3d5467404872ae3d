//! The journal: what was changed, by whom, when, by what means; the audit trail, and the undo.
//!
//! One entry a user action (an action on many rows: a run of entries of at most
//! [`BODY_BYTES_MAX`] under one group), written in the transaction that changes the rows. The hash:
//!
//! `SHA-256( 0x02 ‖ site ‖ op_id ‖ seq (8 bytes, big-endian) ‖ hlc (8) ‖ prev_hash ‖ SHA-256(head) ‖ SHA-256(body) )`
//!
//! A long body is kept packed ([`body`]): then `SHA-256(body)` is that of the packed bytes, and the hash begins with 0x03.
//! `head` is the JSON array `[kind, at, user, means, group, undoes, subject]`; `body` is a JSON array
//! with one element a changed row, `[table, row, {field: after, …} or null for a deleted row,
//! {field: before, …} or null for a new row]`, values strings or null.
//! **Invariant:** every table with an `id` can be rebuilt from the bodies alone; [`differences`] finds what could not.
//! Neighbours: `store::door` appends; nothing else writes here.

mod apply;
mod body;
mod capture;
mod chain;
mod compare;
mod op;
mod read;
mod revert;
mod undo;

pub use chain::{ChainState, verify};
pub use compare::{Difference, Differences, What};
pub use op::{Means, Op};
pub use read::{Entry, FieldChange, entries, of_row};
pub use revert::{Conflict, ConflictKind, Reverted, TakeBack};
pub use undo::{Candidate, next_redo, next_undo};

pub(crate) use apply::{Element, repoint};
pub(crate) use capture::{Capture, RowChange, install, text_of};
pub(crate) use chain::{Head, append, last_id, state as chain_state};
pub(crate) use compare::differences;
pub(crate) use read::since;
pub(crate) use revert::revert;
pub(crate) use undo::{redo, undo};

/// The longest body of one entry; a larger action is a run of entries.
pub const BODY_BYTES_MAX: usize = 256 * 1024;

/// Bytes as lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]).map(char::from).collect()
}

/// The bytes of hexadecimal digits; hyphens, as in a uuid, are passed over.
#[must_use]
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.chars().filter(|c| *c != '-').map(|c| c.to_digit(16)).collect::<Option<Vec<_>>>()?;
    if digits.len() % 2 == 1 {
        return None;
    }
    digits.chunks(2).map(|pair| u8::try_from(pair[0] * 16 + pair[1]).ok()).collect()
}
