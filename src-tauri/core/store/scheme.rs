//! Schemes: a year's rules, a new version each time; locked once a period of the year is closed.

mod preview;
pub use preview::{SchemeMove, SchemePreview, SchemeRow, preview};

use rusqlite::named_params;

use super::Tx;
use crate::domain::UnknownCode;
use crate::domain::scheme::Scheme;
use crate::error::{Error, Result};

/// The rules in force for a year, as the figures read them.
pub use crate::kpi::scheme as of;

/// Codes between commas, in the vocabulary's order, each once.
///
/// # Errors
/// [`Error::Invalid`] names the first unknown one.
pub fn codes<T: std::str::FromStr<Err = UnknownCode> + Ord>(field: &str, text: &str) -> Result<Vec<T>> {
    let mut out = text
        .split(',')
        .map(str::trim)
        .filter(|code| !code.is_empty())
        .map(|code| code.parse().map_err(|unknown: UnknownCode| Error::invalid(field, unknown.code, unknown.expected)))
        .collect::<Result<Vec<T>>>()?;
    out.sort_unstable();
    out.dedup();
    Ok(out)
}

/// Sets a year's rules as the next version.
///
/// # Errors
/// [`Error::SchemeLocked`] once a period of the year is closed, [`Error::Missing`] where nothing would count.
pub fn set(tx: &Tx<'_>, scheme: &Scheme) -> Result<i32> {
    if super::close::any_in_year(tx, scheme.year)? {
        return Err(Error::SchemeLocked { year: scheme.year.to_string() });
    }
    if scheme.origins.is_empty() || scheme.forms.is_empty() {
        return Err(Error::Missing { field: if scheme.origins.is_empty() { "origins" } else { "forms" }.to_owned() });
    }
    if let Some((stage, bp)) = scheme.forecast.iter().find(|(_, bp)| !(0..=10_000).contains(*bp)) {
        return Err(Error::invalid("forecast", [stage.code(), "=", &bp.to_string()].concat(), "0-10000"));
    }
    if let Some((field, value, expected)) = scheme.score.fault() {
        return Err(Error::invalid(field, value, expected));
    }
    let version = of(tx, scheme.year)?.version + 1;
    let (mut origins, mut forms) = (scheme.origins.clone(), scheme.forms.clone());
    origins.sort_unstable();
    origins.dedup();
    forms.sort_unstable();
    forms.dedup();
    let join = |codes: Vec<&str>| codes.join(",");
    tx.subject(scheme.year.to_string());
    tx.prepare_cached(include_str!("scheme/set.sql"))?.execute(named_params! {
        ":id": tx.new_id(), ":year": scheme.year, ":version": version, ":edition_policy": scheme.edition_policy,
        ":attribution": scheme.attribution, ":origins": join(origins.iter().map(|one| one.code()).collect()),
        ":forms": join(forms.iter().map(|one| one.code()).collect()), ":progress": scheme.progress,
        ":merge_reviews": scheme.merge_reviews, ":list_lines": serde_json::to_string(&scheme.list_lines)?, ":forecast": serde_json::to_string(&scheme.forecast)?,
        ":stale": serde_json::to_string(&scheme.stale)?, ":reach": scheme.reach, ":score": serde_json::to_string(&scheme.score)?,
        ":note": scheme.note,
    })?;
    Ok(version)
}
