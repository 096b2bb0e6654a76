//! Why an organisation does not take a command. Codes are stable; sentences stand in the catalogue.

use crate::aggregate::{NotAllowed, Refusal};
use crate::written_text::BadText;

#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum OrganisationRejection {
    #[error("there is no such organisation")]
    NotRegistered,
    #[error("the organisation is registered already")]
    AlreadyRegistered,
    #[error("this caller may not do this")]
    NotAllowed,
    #[error("only the super administrator may do this")]
    SuperAdministratorOnly,
    #[error("the organisation is not approved, or is dissolved")]
    NotActing,
    #[error("it is not under review")]
    NotUnderReview,
    #[error("the credit code is not right")]
    CreditCode,
    #[error("a text is missing, too long, or holds characters that are not possible")]
    BadText,
    #[error("the phone number is not of the right form")]
    Phone,
    #[error("there is no such member")]
    NoMember,
    #[error("this person belongs to the organisation already")]
    AlreadyMember,
    #[error("the invitation was for another phone number, or has been withdrawn")]
    NoInvitation,
    #[error("there is no such department")]
    NoDepartment,
    #[error("a department cannot lie below itself")]
    DepartmentLoop,
    #[error("the department still has people or departments")]
    DepartmentInUse,
    #[error("nobody can be their own superior, directly or through others")]
    SuperiorLoop,
    #[error("there is no such role")]
    NoRole,
    #[error("a built-in role cannot be changed")]
    BuiltInRole,
    #[error("nobody can give rights that they do not have")]
    MoreThanOwn,
    #[error("the super administrator and the legal representative cannot be suspended or let go")]
    Indispensable,
    #[error("name a colleague who takes over the open contracts")]
    SuccessorNeeded,
    #[error("there are contracts that are not finished")]
    OpenContracts,
    #[error("nothing of the kind is waiting")]
    NothingPending,
    #[error("the organisation has as many members as it can")]
    TooMany,
    #[error("only the legal representative may do this")]
    LegalRepresentativeOnly,
    #[error("the agreement of this service was not accepted")]
    AgreementNeeded,
    #[error("the super administrator has not switched this service on")]
    ServiceOff,
    #[error("this person may not start contracts for the organisation")]
    MayNotStart,
    #[error("an official seal is in use already")]
    OfficialSealExists,
    #[error("there is no such flow")]
    NoFlow,
    #[error("the flow's steps or conditions are not possible, or name somebody who is not there")]
    BadFlow,
    #[error("the period is over, empty or too long")]
    BadPeriod,
    #[error("this person acts by letters of authority, and none of them is accepted")]
    LetterMissing,
    #[error("this person's letter of authority does not cover this moment")]
    LetterExpired,
    #[error("this person's letter of authority does not cover this act")]
    LetterScope,
    #[error("the letter's period is over, empty or too long")]
    LetterPeriod,
    #[error("the legal representative needs no letter of authority")]
    LetterNotNeeded,
    #[error("nobody accepts or refuses their own letter of authority")]
    OwnLetter,
    #[error("there is no such letter of authority")]
    NoLetter,
}

impl From<NotAllowed> for OrganisationRejection {
    fn from(_: NotAllowed) -> Self {
        Self::NotAllowed
    }
}

impl From<BadText> for OrganisationRejection {
    fn from(_: BadText) -> Self {
        Self::BadText
    }
}

impl Refusal for OrganisationRejection {
    fn code(&self) -> &'static str {
        match self {
            Self::NotRegistered => "organisation_not_found",
            Self::AlreadyRegistered => "organisation_registered",
            Self::NotAllowed => "not_allowed",
            Self::SuperAdministratorOnly => "super_administrator_only",
            Self::NotActing => "organisation_not_acting",
            Self::NotUnderReview => "not_under_review",
            Self::CreditCode => "credit_code_wrong",
            Self::BadText => "bad_text",
            Self::Phone => "phone_malformed",
            Self::NoMember => "no_member",
            Self::AlreadyMember => "already_member",
            Self::NoInvitation => "no_invitation",
            Self::NoDepartment => "no_department",
            Self::DepartmentLoop => "department_loop",
            Self::DepartmentInUse => "department_in_use",
            Self::SuperiorLoop => "superior_loop",
            Self::NoRole => "no_role",
            Self::BuiltInRole => "built_in_role",
            Self::MoreThanOwn => "more_than_own_rights",
            Self::Indispensable => "member_indispensable",
            Self::SuccessorNeeded => "successor_needed",
            Self::OpenContracts => "contracts_open",
            Self::NothingPending => "nothing_pending",
            Self::TooMany => "too_many_members",
            Self::LegalRepresentativeOnly => "legal_representative_only",
            Self::AgreementNeeded => "service_agreement_needed",
            Self::ServiceOff => "service_off",
            Self::MayNotStart => "may_not_start_contracts",
            Self::OfficialSealExists => "official_seal_exists",
            Self::NoFlow => "flow_not_found",
            Self::BadFlow => "flow_wrong",
            Self::BadPeriod => "absence_period",
            Self::LetterMissing => "letter_missing",
            Self::LetterExpired => "letter_expired",
            Self::LetterScope => "letter_scope",
            Self::LetterPeriod => "letter_period",
            Self::LetterNotNeeded => "letter_not_needed",
            Self::OwnLetter => "letter_own",
            Self::NoLetter => "letter_not_found",
        }
    }
}
