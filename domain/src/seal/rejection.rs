//! Why a seal does not take a command. Codes are stable; sentences stand in the catalogue.

use crate::aggregate::Refusal;

#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SealRejection {
    #[error("there is no such seal")]
    NotMade,
    #[error("the seal is made already")]
    AlreadyMade,
    #[error("this caller may not do this")]
    NotAllowed,
    #[error("this kind of seal does not belong to such an owner")]
    KindOfOwner,
    #[error("a text is missing, too long, or holds characters that are not possible")]
    BadText,
    #[error("the picture has no size that a seal can have")]
    Size,
    #[error("nothing of the kind is waiting")]
    NothingPending,
    #[error("the seal is not in use")]
    NotInUse,
    #[error("the seal is disabled")]
    Disabled,
    #[error("the seal is stopped for good")]
    Stopped,
    #[error("the seal's certificate has run out")]
    RunOut,
    #[error("nobody else can be made a holder of this seal")]
    NotGranted,
    #[error("the period ends before it begins, or lies in the past")]
    Period,
    #[error("there is no such grant, or it has ended")]
    NoGrant,
    #[error("the seal has as many holders as it can")]
    TooMany,
    #[error("this person does not hold the seal now")]
    NoLiveGrant,
    #[error("use of this seal needs an approval")]
    ApprovalNeeded,
    #[error("who holds the seal has changed meanwhile: ask again")]
    Changed,
    #[error("this act has had a permit for something else, or used it up")]
    PermitSpent,
    #[error("there is no such permit")]
    NoPermit,
}

impl Refusal for SealRejection {
    fn code(&self) -> &'static str {
        match self {
            Self::NotMade => "seal_not_found",
            Self::AlreadyMade => "seal_made",
            Self::NotAllowed => "not_allowed",
            Self::KindOfOwner => "seal_kind_of_owner",
            Self::BadText => "bad_text",
            Self::Size => "seal_size",
            Self::NothingPending => "nothing_pending",
            Self::NotInUse => "seal_not_in_use",
            Self::Disabled => "seal_disabled",
            Self::Stopped => "seal_stopped",
            Self::RunOut => "seal_run_out",
            Self::NotGranted => "seal_not_granted",
            Self::Period => "seal_period",
            Self::NoGrant => "seal_no_grant",
            Self::TooMany => "too_many_holders",
            Self::NoLiveGrant => "seal_not_held",
            Self::ApprovalNeeded => "seal_approval_needed",
            Self::Changed => "seal_changed",
            Self::PermitSpent => "permit_spent",
            Self::NoPermit => "permit_not_found",
        }
    }
}
