//! R2: a line is in scope when its own zone counts (whatever the project's), the year's scheme
//! counts its form and its origin, and its form is of the project's basis (D3).

use rusqlite::Connection;

use super::basis::Bases;
use super::key::{self, IdMap};
use super::ledger::packed::Packed;
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
    /// What was found for each `origin,form` met so far: there are few.
    kinds: Vec<(Vec<u8>, Kind)>,
}

/// What the scheme says of an origin and a form.
#[derive(Debug, Clone, Copy)]
struct Kind {
    form: Form,
    refused: Option<Uncounted>,
}

impl Scope {
    pub fn new(scheme: &Scheme) -> Self {
        Self { origins: scheme.origins.clone(), forms: scheme.forms.clone(), kinds: Vec::new() }
    }

    /// Whether another year counts the same.
    pub fn same_as(&self, other: &Self) -> bool {
        self.origins == other.origins && self.forms == other.forms
    }

    /// Why a line is out of scope; nothing when it is in.
    #[inline]
    pub fn refuses(&mut self, ground: &Ground, line: Packed<'_>) -> Result<Option<Uncounted>> {
        if !ground.counting.contains(&line.zone()) {
            return Ok(Some(Uncounted::Zone));
        }
        let kind = match self.kinds.iter().find(|(kind, _)| *kind == line.kind()) {
            Some((_, kind)) => *kind,
            None => self.learn(line.kind())?,
        };
        if kind.refused.is_some() {
            return Ok(kind.refused);
        }
        Ok(if ground.bases.admits(line, kind.form) { None } else { Some(Uncounted::Basis) })
    }

    #[cold]
    fn learn(&mut self, text: &[u8]) -> Result<Kind> {
        let damaged = || key::damaged("origin and form", rusqlite::types::ValueRef::Text(text));
        let words = std::str::from_utf8(text).ok().and_then(|text| text.split_once(',')).ok_or_else(damaged)?;
        let origin = Origin::from_code(words.0).ok_or_else(damaged)?;
        let form = Form::from_code(words.1).ok_or_else(damaged)?;
        let refused = if !self.forms.contains(&form) {
            Some(Uncounted::Form)
        } else if !self.origins.contains(&origin) {
            Some(Uncounted::Origin)
        } else {
            None
        };
        self.kinds.push((text.to_vec(), Kind { form, refused }));
        Ok(Kind { form, refused })
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
