//! Judges RFC 3161 tokens by the policy's roots, or for consistency alone by the package's own where there are none.

use crate::check::CheckId;
use crate::ledger::Ledger;
use crate::policy::Policy;
use domain::hash::Sha256Hash;
use domain::timestamp::Timestamp;
use pki::certificate::Certificate;
use pki::timestamp::verify::verify_token;

/// What a good token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub time: Timestamp,
    /// The policy calls the authority independent of the hub.
    pub independent: bool,
}

/// Knows which authorities are trusted.
pub(crate) struct TokenJudge<'a> {
    policy: &'a Policy,
    trust: Vec<Certificate>,
}

impl<'a> TokenJudge<'a> {
    /// `package_chain`: the certificates in the package, PEM; used only where the policy names no authority.
    pub fn new(policy: &'a Policy, package_chain: Option<&[u8]>) -> Self {
        let pinned = policy.tsa_roots.iter().map(|root| root.certificate.clone());
        let mut trust: Vec<Certificate> = pinned.collect();
        if trust.is_empty() {
            trust.extend(own_roots(package_chain));
        }
        Self { policy, trust }
    }

    /// Checks a token over `imprint`; `None` if it proves nothing.
    pub fn check(
        &self,
        check: CheckId,
        name: &str,
        token: &[u8],
        imprint: Sha256Hash,
        ledger: &mut Ledger,
    ) -> Option<Token> {
        let info = match verify_token(token, imprint, &self.trust) {
            Ok(info) => info,
            Err(problem) => {
                ledger.fail(check, format!("{name}: {problem}"));
                return None;
            }
        };
        ledger.pass(check);
        if self.policy.tsa_roots.is_empty() {
            ledger.degrade(
                check,
                "the time-stamp authority is the package's own, no policy names it",
            );
        }
        let root = info.chain.last();
        let independent = self
            .policy
            .tsa_roots
            .iter()
            .any(|pinned| pinned.independent && Some(&pinned.certificate) == root);
        Some(Token {
            time: info.time,
            independent,
        })
    }
}

/// The certificates in PEM that issued themselves: the roots that came along.
pub(crate) fn own_roots(chain: Option<&[u8]>) -> Vec<Certificate> {
    let text = chain.and_then(|chain| std::str::from_utf8(chain).ok());
    let all = text.and_then(|text| Certificate::all_from_pem(text).ok());
    let mut roots = all.unwrap_or_default();
    roots.retain(Certificate::is_self_issued);
    roots
}
