//! Letters of authority 授权委托书: what one says, and whether a member may do an act by those that were given
//! (`docs/decisions/0095-letters-of-authority.md`).

use super::event::MemberNo;
use super::permission::Permission;
use super::rejection::OrganisationRejection as Rejection;
use super::state::OrganisationState;
use crate::approval::step::{Guarded, Subject};
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, SealId};
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A letter, numbered from 1 within its organisation.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Debug)]
#[serde(transparent)]
pub struct LetterNo(pub u32);

/// What a letter lets its member do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterAct {
    /// 发起合同
    Start,
    /// 代表企业签署
    Sign,
    /// 用印
    Seal,
}

/// 授权范围. At least one act; within a list, nothing means everything.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LetterScope {
    pub acts: BTreeSet<LetterAct>,
    /// Limits what is started, by its 合同类型.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub contract_types: BTreeSet<String>,
    /// Limits what is sealed with.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub seals: BTreeSet<SealId>,
}

/// What is filed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Letter {
    /// Whom it is for.
    pub member: MemberNo,
    pub scope: LetterScope,
    pub from: Timestamp,
    pub until: Timestamp,
    /// SHA-256 of the uploaded paper.
    pub document: Sha256Hash,
}

/// How a letter stands, apart from its dates.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case", tag = "standing")]
pub enum LetterStanding {
    /// 待确认
    Waiting,
    Accepted,
    Refused {
        reason: String,
    },
    Withdrawn,
}

/// A letter as it now stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptLetter {
    pub letter: Letter,
    pub standing: LetterStanding,
}

impl LetterScope {
    fn covers(&self, subject: &Subject, contract_type: Option<&str>) -> bool {
        match subject.act {
            Guarded::Start => {
                let typed = |kind| self.contract_types.contains(kind);
                let limited = !self.contract_types.is_empty();
                self.acts.contains(&LetterAct::Start) && (!limited || contract_type.is_some_and(typed))
            }
            Guarded::OwnSignature => self.acts.contains(&LetterAct::Sign),
            Guarded::SealUse => {
                let named = subject.seal.is_some_and(|seal| self.seals.contains(&seal));
                self.acts.contains(&LetterAct::Seal) && (self.seals.is_empty() || named)
            }
            // Work inside the organisation, which binds it to nobody.
            Guarded::PublishTemplate => true,
        }
    }
}

impl Letter {
    fn is_live(&self, at: Timestamp) -> bool {
        self.from <= at && at < self.until
    }
}

impl OrganisationState {
    /// Letters of this member, oldest first.
    pub fn letters_of(&self, member: MemberNo) -> impl Iterator<Item = (LetterNo, &KeptLetter)> {
        let all = self.letters.iter().map(|(no, kept)| (*no, kept));
        all.filter(move |(_, kept)| kept.letter.member == member)
    }

    /// Whether this account sees the letter and its paper: whoever manages members, the legal representative, and whom
    /// it is for.
    pub fn shows_letter(&self, account: AccountId, letter: &Letter) -> bool {
        let own = self.active_member(account).map(|member| member.no);
        let concerned = [Some(letter.member), self.legal_representative_member];
        self.may(account, Permission::ManageMembers) || own.is_some_and(|own| concerned.contains(&Some(own)))
    }

    /// The letter by which a member does this at this moment; `None` for whoever acts by employment.
    ///
    /// # Errors
    /// The member acts by letters, and none is accepted, in its period, and covers the act: said in this order.
    pub fn authority(
        &self,
        member: MemberNo,
        subject: &Subject,
        contract_type: Option<&str>,
        at: Timestamp,
    ) -> Result<Option<LetterNo>, Rejection> {
        let mut missing = None;
        for (no, kept) in self.letters_of(member) {
            let found = if kept.standing != LetterStanding::Accepted {
                Rejection::LetterMissing
            } else if !kept.letter.is_live(at) {
                Rejection::LetterExpired
            } else if !kept.letter.scope.covers(subject, contract_type) {
                Rejection::LetterScope
            } else {
                return Ok(Some(no));
            };
            // The nearest miss says most.
            missing = match missing {
                Some(Rejection::LetterScope) => missing,
                Some(Rejection::LetterExpired) if found == Rejection::LetterMissing => missing,
                _ => Some(found),
            };
        }
        missing.map_or(Ok(None), Err)
    }
}
