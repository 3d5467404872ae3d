//! Users: who works here. Their key slots lie in the folder, beside the database.

use rusqlite::{Connection, OptionalExtension, named_params};
use serde::Serialize;

use super::keys::Slots;
use super::{Changes, KEYS, Now, Person, Store, Tx};
use crate::domain::Id;
use crate::domain::user::{Right, Role};
use crate::error::{Error, Result};
use crate::journal::Op;

/// A user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct User {
    /// The id.
    pub id: Id,
    /// The name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Whether they still work here; history names those who do not.
    pub active: bool,
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<User> {
    Ok(User { id: row.get(0)?, name: row.get(1)?, role: row.get(2)?, active: row.get(3)? })
}

/// All users, by name.
pub fn all(conn: &Connection) -> Result<Vec<User>> {
    let mut statement = conn.prepare_cached("SELECT id, name, role, active FROM user ORDER BY active DESC, name")?;
    Ok(statement.query_map([], read)?.collect::<Result<_, _>>()?)
}

/// The user of this name.
pub fn named(conn: &Connection, name: &str) -> Result<Option<User>> {
    let found = conn
        .prepare_cached("SELECT id, name, role, active FROM user WHERE name = :name ORDER BY active DESC, id LIMIT 1")?
        .query_row(named_params! { ":name": name.trim() }, read);
    Ok(found.optional()?)
}

/// The user behind a key slot.
pub(super) fn person(conn: &Connection, id: Id) -> Result<Person> {
    let found =
        conn.query_row("SELECT id, name, role, active FROM user WHERE id = :id", named_params! { ":id": id }, read).optional()?;
    // While a store is founded its first user is not written yet; nothing can be done as such a person.
    Ok(found.map_or(Person { id, name: String::new(), role: Role::Readonly }, |user| Person {
        id: user.id,
        name: user.name,
        role: user.role,
    }))
}

/// Writes a user's row.
pub fn insert(tx: &Tx<'_>, id: Id, name: &str, role: Role, active: bool) -> Result<()> {
    tx.prepare_cached("INSERT INTO user (id, name, role, active) VALUES (:id, :name, :role, :active)")?
        .execute(named_params! { ":id": id, ":name": name, ":role": role, ":active": active })?;
    Ok(())
}

/// The user of this name; for history that names somebody unknown, a new user who no longer works here.
pub fn named_or_former(tx: &Tx<'_>, name: &str) -> Result<Id> {
    if let Some(user) = named(tx, name)? {
        return Ok(user.id);
    }
    let id = tx.new_id();
    insert(tx, id, name.trim(), Role::Readonly, false)?;
    Ok(id)
}

fn by_id(conn: &Connection, id: Id) -> Result<User> {
    let found =
        conn.query_row("SELECT id, name, role, active FROM user WHERE id = :id", named_params! { ":id": id }, read).optional()?;
    found.ok_or_else(|| Error::not_found("user", id))
}

/// Somebody must be left who can keep users.
fn keep_an_admin(conn: &Connection, changed: &User) -> Result<()> {
    let left = all(conn)?.iter().any(|user| user.active && user.role.may(Right::Keep));
    if left { Ok(()) } else { Err(Error::LastAdmin { user: changed.name.clone() }) }
}

impl Store {
    /// Adds a user with a first passphrase.
    ///
    /// # Errors
    /// [`Error::Forbidden`], [`Error::Missing`], [`Error::Exists`], [`Error::WeakPassphrase`].
    pub fn add_user(&mut self, name: &str, role: Role, passphrase: &str, now: Now) -> Result<Id> {
        self.allow(Right::Keep)?;
        let name = name.trim();
        if name.is_empty() {
            return Err(Error::Missing { field: "name".to_owned() });
        }
        let path = self.folder.join(KEYS);
        let mut slots = Slots::read(&path)?;
        if slots.names().iter().any(|taken| taken == name) {
            return Err(Error::Exists { kind: "user".to_owned(), key: name.to_owned() });
        }
        // History may have named the newcomer before: then the row is theirs, and becomes active.
        let known = named(&self.conn, name)?;
        let (key, cost, random) = (self.key.clone(), self.machine.key_cost, self.machine.random.clone());
        let written = self.write(Op::UserAdded, now, |tx| {
            tx.subject(name);
            let id = match known {
                Some(user) => {
                    tx.execute(
                        "UPDATE user SET role = :role, active = 1 WHERE id = :id",
                        named_params! { ":id": user.id, ":role": role },
                    )?;
                    user.id
                }
                None => {
                    let id = tx.new_id();
                    insert(tx, id, name, role, true)?;
                    id
                }
            };
            slots.put(id, name, passphrase, &key, cost, &random)?;
            slots.write(&path)?;
            Ok(id)
        })?;
        Ok(written.value)
    }

    /// Changes what a user may do.
    ///
    /// # Errors
    /// [`Error::Forbidden`], [`Error::NotFound`], [`Error::LastAdmin`].
    pub fn set_role(&mut self, id: Id, role: Role, now: Now) -> Result<Changes> {
        self.allow(Right::Keep)?;
        let written = self.write(Op::UserChanged, now, |tx| {
            let user = by_id(tx, id)?;
            tx.subject(&user.name);
            tx.execute("UPDATE user SET role = :role WHERE id = :id", named_params! { ":id": id, ":role": role })?;
            keep_an_admin(tx, &user)
        })?;
        Ok(written.changes)
    }

    /// Ends a user's work here: their key slot goes, what they did goes on naming them. [`Store::add_user`] brings
    /// them back, with a new passphrase.
    ///
    /// # Errors
    /// [`Error::Forbidden`], [`Error::NotFound`], [`Error::LastAdmin`].
    pub fn deactivate_user(&mut self, id: Id, now: Now) -> Result<Changes> {
        self.allow(Right::Keep)?;
        let path = self.folder.join(KEYS);
        let mut slots = Slots::read(&path)?;
        let written = self.write(Op::UserChanged, now, |tx| {
            let user = by_id(tx, id)?;
            tx.subject(&user.name);
            tx.execute("UPDATE user SET active = 0 WHERE id = :id", named_params! { ":id": id })?;
            keep_an_admin(tx, &user)?;
            slots.remove(id);
            slots.write(&path)
        })?;
        Ok(written.changes)
    }

    /// Gives this store's user a new passphrase.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`] where the old one does not fit, [`Error::WeakPassphrase`].
    pub fn change_passphrase(&self, old: &str, new: &str) -> Result<()> {
        let path = self.folder.join(KEYS);
        let mut slots = Slots::read(&path)?;
        let (user, key) = slots.open(&self.person.name, old)?;
        slots.put(user, &self.person.name, new, &key, self.machine.key_cost, &self.machine.random)?;
        slots.write(&path)
    }

    /// The names that can sign in to the store in a folder.
    ///
    /// # Errors
    /// [`Error::KeysDamaged`].
    pub fn sign_in_names(folder: &std::path::Path) -> Result<Vec<String>> {
        Ok(Slots::read(&folder.join(KEYS))?.names())
    }
}
