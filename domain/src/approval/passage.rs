//! What a guarded entity takes before an act: the organisation's clearance and, where it demands one, the consent.

use super::clearance::Clearance;
use super::step::{Request, Subject};
use crate::ids::{AccountId, OrganisationId};
use crate::organisation::event::MemberNo;
use crate::organisation::letter::LetterNo;
use crate::quote::Quote;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// A run that was passed and now serves its subject. Made by the approval's own state and nowhere else.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Consented {
    organisation: OrganisationId,
    subject: Subject,
    account: AccountId,
    line: Quote,
}

impl Consented {
    pub(super) fn new(request: &Request, line: Quote) -> Self {
        Self {
            organisation: request.organisation,
            subject: request.subject,
            account: request.account,
            line,
        }
    }
}

/// Both answers together, for one act.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Passage {
    pub clearance: Clearance,
    pub consented: Option<Consented>,
}

/// How a guarded act stands in the log of its entity: for which organisation, by whom, and where the yes was said.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cleared {
    pub organisation: OrganisationId,
    pub member: MemberNo,
    /// The organisation's last line when it was asked whether the act needs an approval.
    pub line: Quote,
    /// The line in which the approval was used; absent where none was demanded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<Quote>,
    /// The letter of authority 授权委托书 by which the member acted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<LetterNo>,
}

/// Why a passage does not open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Blocked {
    #[error("the answer is for another act, person or organisation")]
    OtherAct,
    #[error("the answer is too old: ask again")]
    Stale,
    #[error("the organisation demands an approval first")]
    ApprovalNeeded,
}

impl Passage {
    /// Whether `account` may do this now, and what the entity writes down about it.
    ///
    /// # Errors
    /// The answers are for something else, too old, or an approval is missing.
    pub fn open(&self, subject: &Subject, account: AccountId, at: Timestamp) -> Result<Cleared, Blocked> {
        let clearance = &self.clearance;
        if *clearance.subject() != *subject || clearance.account() != account {
            return Err(Blocked::OtherAct);
        }
        if !clearance.is_fresh(at) {
            return Err(Blocked::Stale);
        }
        let consented = self.consented.as_ref().filter(|_| clearance.demand().is_some());
        let fits = |consented: &Consented| {
            consented.organisation == clearance.organisation()
                && consented.subject == *subject
                && consented.account == account
        };
        match consented {
            None if clearance.demand().is_some() => return Err(Blocked::ApprovalNeeded),
            Some(consented) if !fits(consented) => return Err(Blocked::OtherAct),
            _ => {}
        }
        Ok(Cleared {
            organisation: clearance.organisation(),
            member: clearance.member(),
            line: clearance.line().clone(),
            approval: consented.map(|consented| consented.line.clone()),
            letter: clearance.letter(),
        })
    }
}
