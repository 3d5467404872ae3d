//! D3: one basis a project, or the same yuan counts twice.
//!
//! **CAPITAL** counts money on its way into the project company and so leaves out what the company
//! then spends it on: fixed assets and land. **EXPENDITURE** counts what was spent or put in and so
//! leaves out where the money came from: cash, shareholder loans, reinvested profit and bought
//! equity. Contributions in kind and intangibles are both at once and count under either basis.
//! A project without a stated basis, and a line without a project, is not restricted: the bureau
//! has not said which of the two it counts, and guessing would silently drop verified money.

use rusqlite::Connection;

use super::key::{self, IdMap};
use super::ledger::packed::Packed;
use crate::domain::fund::Form;
use crate::domain::project::Basis;
use crate::error::Result;

/// The projects that state a basis.
pub(super) struct Bases(IdMap<Basis>);

impl Bases {
    pub fn load(conn: &Connection) -> Result<Self> {
        let mut bases = IdMap::default();
        let mut statement = conn.prepare_cached(include_str!("scope/bases.sql"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            bases.insert(key::id(row.get_ref(0)?)?, row.get(1)?);
        }
        Ok(Self(bases))
    }

    /// Whether money of this form counts for the project of this line.
    #[inline]
    pub fn admits(&self, line: Packed<'_>, form: Form) -> bool {
        if self.0.is_empty() || (admits(Basis::Capital, form) && admits(Basis::Expenditure, form)) {
            return true;
        }
        line.project().and_then(|project| self.0.get(&project)).is_none_or(|basis| admits(*basis, form))
    }
}

const fn admits(basis: Basis, form: Form) -> bool {
    match form {
        Form::FixedAssets | Form::Land => matches!(basis, Basis::Expenditure),
        Form::Cash | Form::ShareholderLoan | Form::ReinvestedProfit | Form::EquityPurchase => matches!(basis, Basis::Capital),
        Form::InKind | Form::Intangible => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same yuan never counts as money paid in and as money spent.
    #[test]
    fn what_one_basis_counts_as_flow_the_other_leaves_out() {
        for form in Form::ALL {
            let both = admits(Basis::Capital, *form) && admits(Basis::Expenditure, *form);
            assert_eq!(both, matches!(form, Form::InKind | Form::Intangible), "{form}");
        }
    }
}
