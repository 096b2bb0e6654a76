//! What can have happened to a seal. A stored event is never edited: a change is a new kind or version.

use super::kind::{Picture, SealKind, SealOwner, Source};
use crate::aggregate::EventBody;
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, ActId, ContractId};
use crate::organisation::event::MemberNo;
use crate::personal::PersonalSlot;
use crate::quote::Quote;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// A holder's grant, numbered from 1; a number is never used again.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Debug)]
#[serde(transparent)]
pub struct GrantNo(pub u32);

/// The organisation's answer as it stands in a seal's log: which member acted, and the organisation's last line then.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ByMember {
    pub member: MemberNo,
    pub organisation: Quote,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "$t", content = "body")]
pub enum SealEvent {
    #[serde(rename = "hub.seal_made.v1")]
    Made {
        owner: SealOwner,
        kind: SealKind,
        name: String,
        source: Source,
        picture: Picture,
        maker: AccountId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        warrant: Option<ByMember>,
        /// An upload waits for the platform's reviewer until then at the latest.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        review_due: Option<Timestamp>,
    },
    /// By the platform's reviewer.
    #[serde(rename = "hub.seal_review_passed.v1")]
    ReviewPassed { reviewer: AccountId },
    /// By the reviewer, or by the super administrator where `warrant` stands.
    #[serde(rename = "hub.seal_refused.v1")]
    Refused {
        reason: String,
        by: AccountId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        warrant: Option<ByMember>,
    },
    /// 超管确认
    #[serde(rename = "hub.seal_confirmed.v1")]
    Confirmed { warrant: ByMember },
    /// It could not come into use after all: the code says why.
    #[serde(rename = "hub.seal_entry_refused.v1")]
    EntryRefused { code: String },
    /// Its record is signed: from now on it can be used, until `until`.
    #[serde(rename = "hub.seal_in_use.v1")]
    CameIntoUse {
        /// SHA-256 of the signed record, a file of this seal.
        record: Sha256Hash,
        /// SHA-256 of the standing certificate, DER; absent where each use has one of its own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        certificate: Option<Sha256Hash>,
        until: Timestamp,
    },
    #[serde(rename = "hub.seal_renamed.v1")]
    Renamed {
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        warrant: Option<ByMember>,
    },
    /// 印章授权: may use it from `from` and before `until`.
    #[serde(rename = "hub.seal_granted.v1")]
    Granted {
        no: GrantNo,
        member: MemberNo,
        account: AccountId,
        from: Timestamp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Timestamp>,
        warrant: ByMember,
    },
    #[serde(rename = "hub.seal_grant_withdrawn.v1")]
    GrantWithdrawn { no: GrantNo, warrant: ByMember },
    /// Whether every use needs an approval first.
    #[serde(rename = "hub.seal_approval_switched.v1")]
    ApprovalSwitched { on: bool, warrant: ByMember },
    #[serde(rename = "hub.seal_disabled.v1")]
    Disabled {
        reason: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        warrant: Option<ByMember>,
    },
    #[serde(rename = "hub.seal_enabled.v1")]
    Enabled {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        warrant: Option<ByMember>,
    },
    /// For good.
    #[serde(rename = "hub.seal_stopped.v1")]
    Stopped {
        reason: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        warrant: Option<ByMember>,
    },
    /// The moment of use: this person may put this seal on this document, once, before `until`.
    #[serde(rename = "hub.seal_permitted.v1")]
    Permitted {
        act: ActId,
        contract: ContractId,
        /// What is sealed: R0, or for several files the hash of the ordered list.
        document: Sha256Hash,
        account: AccountId,
        /// Absent where the holder needs none: the legal representative, a person's own seal.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        grant: Option<GrantNo>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        warrant: Option<ByMember>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        approval: Option<Quote>,
        /// Also as slices across pages 骑缝章.
        cross_page: bool,
        until: Timestamp,
    },
    /// The contract's line that quotes the permit, and its time.
    #[serde(rename = "hub.seal_permit_confirmed.v1")]
    PermitConfirmed {
        act: ActId,
        used: Quote,
        used_at: Timestamp,
    },
    /// Not used: the contract gave it back.
    #[serde(rename = "hub.seal_permit_released.v1")]
    PermitReleased { act: ActId },
    #[serde(rename = "hub.seal_permit_expired.v1")]
    PermitExpired { act: ActId },
}

impl EventBody for SealEvent {
    /// People stand in a seal's lines by account or member number, whose names their own logs hold.
    fn visit_personal(&mut self, _: &mut dyn FnMut(PersonalSlot<'_>)) {}
}
