//! Whose certificates and time-stamps count.

use crate::check::CheckId;
use crate::ledger::Ledger;
use crate::policy::{Policy, TrustedRoot};
use crate::tokens::own_roots;
use pki::certificate::Certificate;
use pki::trust_anchors::TrustAnchors;

/// Whom the policy believes; where it names nobody, the roots that came along, which is said.
pub(crate) struct Trust {
    pub signers: Vec<Certificate>,
    pub time: Vec<Certificate>,
}

impl Trust {
    /// `check` is degraded where the package's own roots stand in.
    pub fn of(
        policy: &Policy,
        ca_chain: Option<&[u8]>,
        tsa_chain: Option<&[u8]>,
        check: CheckId,
        ledger: &mut Ledger,
    ) -> Self {
        let certificates =
            |roots: &[TrustedRoot]| roots.iter().map(|root| root.certificate.clone()).collect();
        let mut trust = Self {
            signers: certificates(&policy.ca_roots),
            time: certificates(&policy.tsa_roots),
        };
        if trust.signers.is_empty() {
            ledger.degrade(
                check,
                "the certificate authority is the package's own, no policy names it",
            );
            trust.signers = own_roots(ca_chain);
        }
        if trust.time.is_empty() && tsa_chain.is_some() {
            ledger.degrade(
                check,
                "the time-stamp authority is the package's own, no policy names it",
            );
            trust.time = own_roots(tsa_chain);
        }
        trust
    }

    pub fn anchors(&self) -> TrustAnchors<'_> {
        TrustAnchors {
            signers: &self.signers,
            time: &self.time,
        }
    }
}
