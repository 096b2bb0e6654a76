//! What an account is now.

use super::event::IdentityCheck;
use crate::agreements::{AGREEMENTS, Agreement};
use crate::contract::event::ConsentKind;
use crate::hash::Sha256Hash;
use crate::identity_document::DocumentKind;
use crate::personal::Personal;
use crate::timestamp::Timestamp;

/// What somebody accepts before hosting. Parties are asked for more, in their own contract's log.
pub(super) const BEFORE_HOSTING: [ConsentKind; 2] = [ConsentKind::Terms, ConsentKind::Privacy];

#[derive(Clone, Debug, Default)]
pub struct AccountState {
    pub opened: bool,
    pub phone: Option<Personal>,
    pub operator: bool,
    /// Kind and version of what was accepted.
    pub agreements: Vec<(ConsentKind, String)>,
    pub has_password: bool,
    pub has_sign_password: bool,
    /// SHA-256 of the credential ids of trusted passkeys.
    pub passkeys: Vec<Sha256Hash>,
    pub has_wechat: bool,
    /// The latest check that came out right.
    pub identity: Option<VerifiedIdentity>,
}

/// Who a person was found to be.
#[derive(Clone, Debug)]
pub struct VerifiedIdentity {
    pub check: IdentityCheck,
    pub document: DocumentKind,
    pub name: Personal,
    pub number: Personal,
    pub at: Timestamp,
}

impl AccountState {
    /// Texts in force that this person has not accepted in their present version.
    pub fn owed_agreements(&self) -> Vec<ConsentKind> {
        let owed = |agreement: &&Agreement| {
            let accepted = |(kind, version): &(ConsentKind, String)| {
                *kind == agreement.kind && version == agreement.version
            };
            BEFORE_HOSTING.contains(&agreement.kind) && !self.agreements.iter().any(accepted)
        };
        AGREEMENTS
            .iter()
            .filter(owed)
            .map(|agreement| agreement.kind)
            .collect()
    }
}
