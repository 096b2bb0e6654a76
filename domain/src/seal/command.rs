//! What can be asked of a seal.

use super::event::GrantNo;
use super::kind::{Picture, SealKind, SealOwner, Source};
use super::permit::PermitRequest;
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, ActId};
use crate::organisation::warrant::Warrant;
use crate::quote::Quote;
use crate::timestamp::Timestamp;

/// The organisation's answer; none where the owner is a person.
pub type MaybeWarrant = Option<Warrant>;

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SealCommand {
    Make {
        owner: SealOwner,
        kind: SealKind,
        name: String,
        source: Source,
        picture: Picture,
        warrant: MaybeWarrant,
    },
    /// By the platform's reviewer, whom the hub has checked.
    PassReview {
        reviewer: AccountId,
    },
    /// By that reviewer.
    FailReview {
        reviewer: AccountId,
        reason: String,
    },
    /// By the super administrator 超管确认.
    Confirm {
        warrant: Warrant,
    },
    /// By the super administrator, instead.
    Decline {
        warrant: Warrant,
        reason: String,
    },
    /// The record is signed and stored.
    ComeIntoUse {
        record: Sha256Hash,
        certificate: Option<Sha256Hash>,
        until: Timestamp,
    },
    RefuseEntry {
        code: String,
    },
    Rename {
        warrant: MaybeWarrant,
        name: String,
    },
    /// To the member whom the warrant names.
    Grant {
        warrant: Warrant,
        from: Timestamp,
        until: Option<Timestamp>,
    },
    Withdraw {
        warrant: Warrant,
        no: GrantNo,
    },
    SwitchApproval {
        warrant: Warrant,
        on: bool,
    },
    Disable {
        warrant: MaybeWarrant,
        reason: String,
    },
    Enable {
        warrant: MaybeWarrant,
    },
    /// Without a warrant by the hub: the organisation has changed its name, or is no more.
    Stop {
        warrant: MaybeWarrant,
        reason: String,
    },
    Permit(PermitRequest),
    /// The contract has quoted the permit in its own line, at `used_at`.
    ConfirmPermit {
        act: ActId,
        used: Quote,
        used_at: Timestamp,
    },
    ReleasePermit {
        act: ActId,
    },
    /// By timer.
    ExpirePermit {
        act: ActId,
    },
}
