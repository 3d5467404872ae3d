//! R2: a line is in scope when its own zone counts (whatever the project's), the year's scheme
//! counts its form and its origin, and its form is of the project's basis (D3).

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::basis::Bases;
use super::key::{self, IdMap};
use super::ledger::packed::{KINDS, Packed};
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

    /// Whether money that lands there counts.
    pub fn counts(&self, zone: Id) -> bool {
        self.counting.contains(&zone)
    }

    /// Why a line whose zone, origin and form are in scope is out of it all the same (D3).
    #[inline(always)]
    pub fn refuses_basis(&self, line: Packed<'_>) -> Option<Uncounted> {
        let admits = Form::ALL.get(line.form()).is_none_or(|form| self.bases.admits(line, *form));
        if admits { None } else { Some(Uncounted::Basis) }
    }
}

/// What a year's scheme counts.
pub(super) struct Scope {
    origins: Vec<Origin>,
    forms: Vec<Form>,
    /// Why the scheme refuses an origin and a form, by their places in the vocabularies.
    refused: [[Option<Uncounted>; KINDS.1]; KINDS.0],
}

impl Scope {
    pub fn new(scheme: &Scheme) -> Self {
        let mut refused = [[None; KINDS.1]; KINDS.0];
        for (origin, of_origin) in Origin::ALL.iter().zip(&mut refused) {
            for (form, of_both) in Form::ALL.iter().zip(of_origin) {
                *of_both = if !scheme.forms.contains(form) {
                    Some(Uncounted::Form)
                } else if !scheme.origins.contains(origin) {
                    Some(Uncounted::Origin)
                } else {
                    None
                };
            }
        }
        Self { origins: scheme.origins.clone(), forms: scheme.forms.clone(), refused }
    }

    /// Whether another year counts the same.
    pub fn same_as(&self, other: &Self) -> bool {
        self.origins == other.origins && self.forms == other.forms
    }

    /// Why the scheme leaves out money of an origin and a form; nothing when it counts it.
    pub fn refuses_kind(&self, origin: Origin, form: Form) -> Option<Uncounted> {
        self.refused[origin as usize][form as usize]
    }

    /// Why a line is out of scope; nothing when it is in.
    #[inline(always)]
    pub fn refuses(&self, ground: &Ground, line: Packed<'_>) -> Result<Option<Uncounted>> {
        if !ground.counting.contains(&line.zone()) {
            return Ok(Some(Uncounted::Zone));
        }
        let refused = self.refused.get(line.origin()).and_then(|of_origin| of_origin.get(line.form()));
        let (Some(refused), Some(_)) = (refused, Form::ALL.get(line.form())) else {
            return Err(key::damaged("origin and form", ValueRef::Blob(line.bytes())));
        };
        if refused.is_some() {
            return Ok(*refused);
        }
        Ok(ground.refuses_basis(line))
    }
}

/// Which lines are in scope as far as zone, origin and form tell: a copy of a year's rules small enough to lie beside the
/// lines.
#[derive(Default)]
pub(super) struct Gate {
    counting: Vec<Id>,
    admitted: [[bool; KINDS.1]; KINDS.0],
}

impl Gate {
    pub fn new(ground: &Ground, scope: &Scope) -> Self {
        let admitted = scope.refused.map(|of_origin| of_origin.map(|of_both| of_both.is_none()));
        Self { counting: ground.counting.clone(), admitted }
    }

    /// Whether a line may be in scope; without a branch, because it cannot be foreseen.
    #[inline(always)]
    pub fn admits(&self, line: Packed<'_>) -> bool {
        let zone = line.zone();
        let counts = self.counting.iter().fold(false, |counts, counting| counts | (*counting == zone));
        counts & self.admitted[line.origin().min(KINDS.0 - 1)][line.form().min(KINDS.1 - 1)]
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
