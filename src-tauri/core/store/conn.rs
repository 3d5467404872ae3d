//! A connection, and what is known by heart beside it.

use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use super::search::Heart;
use crate::error::Result;

/// A connection to a store. It is a [`Connection`] wherever one is asked for; search also reads the names that it
/// knows by heart, which go with it when the store is left.
pub struct Conn {
    sql: Connection,
    heart: Mutex<Heart>,
}

impl Conn {
    /// A connection that knows nothing by heart yet.
    #[must_use]
    pub fn new(sql: Connection) -> Self {
        Self { sql, heart: Mutex::default() }
    }

    pub(super) fn heart(&self) -> MutexGuard<'_, Heart> {
        self.heart.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Deref for Conn {
    type Target = Connection;
    fn deref(&self) -> &Connection {
        &self.sql
    }
}

impl DerefMut for Conn {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.sql
    }
}

impl std::fmt::Debug for Conn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Conn").finish_non_exhaustive()
    }
}

/// Lets several reads see one state of the store, also while another connection writes.
pub(crate) fn in_one_state<T>(conn: &Connection, read: impl FnOnce() -> Result<T>) -> Result<T> {
    if !conn.is_autocommit() {
        return read();
    }
    let own = conn.unchecked_transaction()?;
    let answer = read()?;
    own.finish()?;
    Ok(answer)
}
