//! Why an exhibition does not take a command. Codes are stable; sentences stand in the catalogue.

use super::exhibitor::ExhibitorNo;
use crate::aggregate::{NotAllowed, Refusal};
use crate::written_text::BadText;

#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ExhibitionRejection {
    #[error("there is no such exhibition")]
    NotFounded,
    #[error("the exhibition is founded already")]
    AlreadyFounded,
    #[error("this caller may not do this")]
    NotAllowed,
    #[error("a text is missing, too long, or holds characters that are not possible")]
    BadText,
    #[error("the days, the currency or the languages are not possible")]
    BadDetails,
    #[error("the exhibition is not open")]
    NotOpen,
    #[error("the exhibition is closed")]
    Closed,
    #[error("before it opens: {0}")]
    NotReady(&'static str),
    #[error("{0} is still open")]
    StillOpen(&'static str),
    #[error("somebody must stay host")]
    LastHost,
    #[error("the quota is below what is used, reserved or out with desks: {0}")]
    QuotaBelow(u32),
    #[error("the quota is used up")]
    QuotaUsed,
    #[error("there is no such hall, booth, exhibitor, offer or lease")]
    Unknown,
    #[error("there is a booth with this label already: {0}")]
    LabelTaken(String),
    #[error("the booth has no size, or an outline that is not one")]
    BadBooth,
    #[error("somebody has the booth")]
    BoothTaken,
    #[error("nobody holds the booth")]
    NotHeld,
    #[error("the time ends before it begins, or lies in the past")]
    Period,
    #[error("the exhibitor is not accepted")]
    NotAccepted,
    #[error("the exhibitor was reviewed already")]
    AlreadyReviewed,
    #[error("exhibitor {} has signed for as many booths as one may hold", .0.0)]
    TooManyHolds(ExhibitorNo),
    #[error("so many at once are not possible")]
    TooMany,
    #[error("this offer needs a booth, or gives none")]
    BoothOfOffer,
    #[error("this act has reserved something else, or used it up")]
    ReservationSpent,
    #[error("there is no such reservation")]
    NoReservation,
    #[error("there is no such contract here")]
    NoContract,
    #[error("the deposit is recorded already")]
    DepositRecorded,
    #[error("a tax number has 15 to 20 letters and digits")]
    BadTaxNumber,
    #[error("the lease has come back or is revoked")]
    LeaseOver,
    #[error("entries are missing before this one, or its chain is another")]
    Chain,
    #[error("the number is not one of this lease's")]
    NotItsNumber,
}

impl Refusal for ExhibitionRejection {
    fn code(&self) -> &'static str {
        match self {
            Self::NotFounded => "exhibition_not_found",
            Self::AlreadyFounded => "exhibition_founded",
            Self::NotAllowed => "not_allowed",
            Self::BadText => "bad_text",
            Self::BadDetails => "exhibition_details",
            Self::NotOpen => "exhibition_not_open",
            Self::Closed => "exhibition_closed",
            Self::NotReady(code) => code,
            Self::StillOpen(_) => "exhibition_still_open",
            Self::LastHost => "exhibition_last_host",
            Self::QuotaBelow(_) => "exhibition_quota_below",
            Self::QuotaUsed => "exhibition_quota_used",
            Self::Unknown => "exhibition_part_unknown",
            Self::LabelTaken(_) => "booth_label_taken",
            Self::BadBooth => "booth_shape",
            Self::BoothTaken => "booth_taken",
            Self::NotHeld => "booth_not_held",
            Self::Period => "exhibition_period",
            Self::NotAccepted => "exhibitor_not_accepted",
            Self::AlreadyReviewed => "exhibitor_reviewed",
            Self::TooManyHolds(_) => "exhibitor_too_many_holds",
            Self::TooMany => "exhibition_too_many",
            Self::BoothOfOffer => "exhibition_booth_of_offer",
            Self::ReservationSpent => "reservation_spent",
            Self::NoReservation => "reservation_not_found",
            Self::NoContract => "exhibition_contract_not_found",
            Self::DepositRecorded => "deposit_recorded",
            Self::BadTaxNumber => "tax_number",
            Self::LeaseOver => "desk_lease_over",
            Self::Chain => "desk_chain",
            Self::NotItsNumber => "desk_number",
        }
    }

    fn parameters(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::QuotaBelow(least) => vec![("least", least.to_string())],
            Self::LabelTaken(label) => vec![("label", label.clone())],
            Self::StillOpen(what) => vec![("what", (*what).to_owned())],
            _ => Vec::new(),
        }
    }
}

impl From<BadText> for ExhibitionRejection {
    fn from(_: BadText) -> Self {
        Self::BadText
    }
}

impl From<NotAllowed> for ExhibitionRejection {
    fn from(_: NotAllowed) -> Self {
        Self::NotAllowed
    }
}
