//! R2: a line is in scope when its own zone counts (whatever the project's), the year's scheme
//! counts its form and its origin, and its form is of the project's basis (D3).

use rusqlite::Connection;

use super::basis::Bases;
use super::key::{self, IdMap};
use crate::domain::Id;
use crate::domain::fund::{Form, Origin};
use crate::domain::reading::Uncounted;
use crate::domain::scheme::Scheme;
use crate::error::Result;

/// What decides about scope in every year: the zones and the projects' bases.
pub(super) struct Ground {
    counting: Vec<Id>,
    pub counting_names: Vec<String>,
    bases: Bases,
}

impl Ground {
    pub fn load(conn: &Connection) -> Result<Self> {
        let (mut counting, mut counting_names) = (Vec::new(), Vec::new());
        let mut statement = conn.prepare_cached(include_str!("scope/zones.sql"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if row.get(2)? {
                counting.push(key::id(row.get_ref(0)?)?);
                counting_names.push(row.get(1)?);
            }
        }
        Ok(Self { counting, counting_names, bases: Bases::load(conn)? })
    }
}

/// What a year's scheme counts.
pub(super) struct Scope {
    origins: Vec<Origin>,
    forms: Vec<Form>,
}

impl Scope {
    pub fn new(scheme: &Scheme) -> Self {
        Self { origins: scheme.origins.clone(), forms: scheme.forms.clone() }
    }

    /// Why a line is out of scope; nothing when it is in.
    pub fn refuses(&self, ground: &Ground, zone: Id, origin: Origin, form: Form, project: Option<Id>) -> Option<Uncounted> {
        if !ground.counting.contains(&zone) {
            Some(Uncounted::Zone)
        } else if !self.forms.contains(&form) {
            Some(Uncounted::Form)
        } else if !self.origins.contains(&origin) {
            Some(Uncounted::Origin)
        } else if !ground.bases.admits(project, form) {
            Some(Uncounted::Basis)
        } else {
            None
        }
    }
}

/// The signing date of each project that has one: its newest SIGNED milestone.
pub(super) fn signing_dates(conn: &Connection) -> Result<IdMap<chrono::NaiveDate>> {
    let mut signed = IdMap::default();
    let mut statement = conn.prepare_cached(include_str!("scope/signed.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        signed.insert(key::id(row.get_ref(0)?)?, key::date(row.get_ref(1)?)?);
    }
    Ok(signed)
}
