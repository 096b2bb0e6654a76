//! Why a template does not take a command. Codes are stable; sentences stand in the catalogue.

use crate::aggregate::Refusal;
use crate::approval::passage::Blocked;

#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TemplateRejection {
    #[error("there is no such template")]
    NotMade,
    #[error("the template is made already")]
    AlreadyMade,
    #[error("this caller may not do this")]
    NotAllowed,
    #[error("a text is missing, too long, or holds characters that are not possible")]
    BadText,
    #[error("a template has pages, and roles with names of their own")]
    Roles,
    #[error("publishing is not let through: {0}")]
    Blocked(#[from] Blocked),
}

impl Refusal for TemplateRejection {
    fn code(&self) -> &'static str {
        match self {
            Self::NotMade => "template_not_found",
            Self::AlreadyMade => "template_made_already",
            Self::NotAllowed => "not_allowed",
            Self::BadText => "bad_text",
            Self::Roles => "template_roles_wrong",
            Self::Blocked(Blocked::ApprovalNeeded) => "approval_needed",
            Self::Blocked(Blocked::OtherAct | Blocked::Stale) => "not_allowed",
        }
    }
}
