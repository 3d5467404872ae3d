//! What evidence each form of funds needs (rulebook 5).

use super::fund::{Form, VoucherKind};

/// A paper that proves a line, as far as the need looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper {
    /// Its kind.
    pub kind: VoucherKind,
    /// Whether the payer it names is the investor.
    pub payer_is_investor: bool,
}

/// The ways to prove a form: one of them must be there whole.
///
/// Cash (and a shareholder's loan, and an equity purchase, which are paid the same way) needs a bank slip
/// paid by the investor, or two secondary papers.
#[must_use]
pub const fn ways(form: Form) -> &'static [&'static [VoucherKind]] {
    use VoucherKind as V;
    match form {
        Form::Cash | Form::ShareholderLoan | Form::EquityPurchase => {
            &[&[V::BankSlip], &[V::CapitalVerification, V::Articles], &[V::CapitalVerification, V::Resolution]]
        }
        Form::FixedAssets => &[&[V::Invoice, V::PaymentReceipt], &[V::Invoice, V::BankSlip]],
        Form::Land => &[&[V::LandReceipt], &[V::PaymentReceipt]],
        Form::InKind => &[&[V::Appraisal, V::Customs], &[V::Appraisal, V::Handover]],
        Form::Intangible => &[&[V::Appraisal, V::Contract], &[V::Appraisal, V::Handover]],
        Form::ReinvestedProfit => &[&[V::AuditReport, V::Resolution]],
    }
}

/// Whether these papers prove a line of this form.
#[must_use]
pub fn proven(form: Form, papers: &[Paper]) -> bool {
    let has = |kind: VoucherKind| {
        papers.iter().any(|paper| {
            paper.kind == kind && (kind != VoucherKind::BankSlip || form == Form::FixedAssets || paper.payer_is_investor)
        })
    };
    ways(form).iter().any(|way| way.iter().all(|kind| has(*kind)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cash_needs_the_investors_own_slip_or_two_papers() {
        let paper = |kind, payer_is_investor| Paper { kind, payer_is_investor };
        assert!(proven(Form::Cash, &[paper(VoucherKind::BankSlip, true)]));
        assert!(!proven(Form::Cash, &[paper(VoucherKind::BankSlip, false)]));
        assert!(!proven(Form::Cash, &[paper(VoucherKind::CapitalVerification, false)]));
        assert!(proven(Form::Cash, &[paper(VoucherKind::CapitalVerification, false), paper(VoucherKind::Resolution, false)]));
        assert!(!proven(Form::FixedAssets, &[paper(VoucherKind::Invoice, false)]));
    }
}
