//! Saved views: the filters of a grid under a name, each user's own. They lie in one setting a user, so that they are
//! journaled, undone and encrypted like all else; what a filter says is the window's business.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::{Tx, settings};
use crate::domain::Id;
use crate::error::{Error, Result};

/// The most views a user keeps: more than a list of them shows at once.
pub const VIEWS_MAX: usize = 100;
/// The longest filter, in bytes of JSON.
pub const FILTER_BYTES_MAX: usize = 4096;
/// The longest name, in characters.
pub const NAME_CHARS_MAX: usize = 40;

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct SavedView {
    /// Of which grid: `targets`, `funds`, …
    pub area: String,
    /// Its name, once an area.
    pub name: String,
    /// Its filters, a JSON object.
    pub filter: String,
}

fn key(user: Id) -> String {
    ["views.", &user.to_string()].concat()
}

/// A user's saved views, in the order they were saved.
pub fn of(conn: &Connection, user: Id) -> Result<Vec<SavedView>> {
    match settings::get(conn, &key(user))? {
        Some(kept) => Ok(serde_json::from_str(&kept)?),
        None => Ok(Vec::new()),
    }
}

/// Saves a view, in place of that of the same name.
///
/// # Errors
/// [`Error::Missing`] without a name, [`Error::Invalid`] for a filter that is no JSON object or for more than
/// [`VIEWS_MAX`].
pub fn save(tx: &Tx<'_>, user: Id, view: SavedView) -> Result<()> {
    let name = view.name.trim().to_owned();
    if name.is_empty() {
        return Err(Error::Missing { field: "name".to_owned() });
    }
    if name.chars().count() > NAME_CHARS_MAX {
        return Err(Error::invalid("name", name, NAME_CHARS_MAX));
    }
    let object = serde_json::from_str::<serde_json::Value>(&view.filter).is_ok_and(|filter| filter.is_object());
    if !object || view.filter.len() > FILTER_BYTES_MAX {
        return Err(Error::invalid("filter", view.filter, "JSON"));
    }
    let mut views = of(tx, user)?;
    let view = SavedView { name, ..view };
    match views.iter().position(|known| known.area == view.area && known.name == view.name) {
        Some(known) => views[known].filter.clone_from(&view.filter),
        None if views.len() == VIEWS_MAX => return Err(Error::invalid("views", views.len() + 1, VIEWS_MAX)),
        None => views.push(view.clone()),
    }
    settings::set(tx, &key(user), &serde_json::to_string(&views)?)?;
    tx.subject(view.name);
    Ok(())
}

/// Forgets a view.
///
/// # Errors
/// [`Error::NotFound`].
pub fn remove(tx: &Tx<'_>, user: Id, area: &str, name: &str) -> Result<()> {
    let mut views = of(tx, user)?;
    let before = views.len();
    views.retain(|known| known.area != area || known.name != name);
    if views.len() == before {
        return Err(Error::not_found("view", name));
    }
    settings::set(tx, &key(user), &serde_json::to_string(&views)?)?;
    tx.subject(name);
    Ok(())
}
