//! The scheme of a year: the settings every other rule reads.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::domain::scheme::Scheme;
use crate::error::{Error, Result};

/// The rules in force for a KPI year: the highest version that was set, or the rulebook's defaults
/// (version 0) where none was.
///
/// # Errors
/// [`crate::error::Error::Db`], also where the stored text names an unknown origin or form.
pub fn scheme(conn: &Connection, year: i32) -> Result<Scheme> {
    let stored = conn
        .prepare_cached(include_str!("scheme/newest.sql"))?
        .query_row(named_params! { ":year": year }, |row| Ok(read(row, year)))
        .optional()?;
    stored.unwrap_or_else(|| Ok(Scheme::default_of(year)))
}

fn read(row: &Row<'_>, year: i32) -> Result<Scheme> {
    let list_lines: String = row.get("list_lines")?;
    Ok(Scheme {
        year,
        version: row.get("version")?,
        edition_policy: row.get("edition_policy")?,
        attribution: row.get("attribution")?,
        origins: codes(&row.get::<_, String>("origins")?)?,
        forms: codes(&row.get::<_, String>("forms")?)?,
        progress: row.get("progress")?,
        merge_reviews: row.get("merge_reviews")?,
        list_lines: serde_json::from_str(&list_lines)?,
        forecast: serde_json::from_str(&row.get::<_, String>("forecast")?)?,
        stale: serde_json::from_str(&row.get::<_, String>("stale")?)?,
        reach: row.get("reach")?,
        score: serde_json::from_str(&row.get::<_, String>("score")?)?,
        note: row.get("note")?,
    })
}

fn codes<T: std::str::FromStr<Err = crate::domain::UnknownCode>>(text: &str) -> Result<Vec<T>> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().map_err(unknown)).collect()
}

fn unknown(code: crate::domain::UnknownCode) -> Error {
    rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(code)).into()
}
