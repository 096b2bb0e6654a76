//! Why an approval does not take a command. Codes are stable; sentences stand in the catalogue.

use crate::aggregate::Refusal;

#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ApprovalRejection {
    #[error("there is no such approval")]
    NotRequested,
    #[error("this approval was requested already")]
    AlreadyRequested,
    #[error("this caller may not do this")]
    NotAllowed,
    #[error("an approval has from one step to as many as it can, each asking somebody")]
    Steps,
    #[error("this act needs no approval")]
    NotNeeded,
    #[error("others are asked before this person")]
    NotYet,
    #[error("they were reminded a moment ago")]
    RemindedJustNow,
    #[error("the reason is missing, too long, or holds characters that are not possible")]
    BadText,
    #[error("the approval has its outcome already")]
    Decided,
    #[error("the approval has changed meanwhile: ask again")]
    Changed,
    #[error("this person has passed the step already")]
    PassedAlready,
    #[error("nobody else can act on this step instead")]
    NoDelegate,
    #[error("no approval was given")]
    NotPassed,
    #[error("the approval is for something else")]
    OtherSubject,
}

impl Refusal for ApprovalRejection {
    fn code(&self) -> &'static str {
        match self {
            Self::NotRequested => "approval_not_found",
            Self::AlreadyRequested => "approval_requested",
            Self::NotAllowed => "not_allowed",
            Self::Steps => "approval_steps",
            Self::NotNeeded => "approval_not_needed",
            Self::NotYet => "approval_not_yet",
            Self::RemindedJustNow => "reminded_just_now",
            Self::BadText => "bad_text",
            Self::Decided => "approval_decided",
            Self::Changed => "approval_changed",
            Self::PassedAlready => "approval_passed_already",
            Self::NoDelegate => "approval_no_delegate",
            Self::NotPassed => "approval_not_passed",
            Self::OtherSubject => "approval_other_subject",
        }
    }
}
