//! Why a contract does not take a command. Codes are stable; sentences stand in the catalogue.

use super::event::Phase;
use crate::aggregate::{NotAllowed, Refusal};
use crate::approval::passage::Blocked;
use crate::ids::PartyNo;
use crate::value::ValueProblem;
use crate::written_text::BadText;

#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ContractRejection {
    #[error("the contract is open already")]
    AlreadyOpen,
    #[error("there is no such contract")]
    NotOpen,
    #[error("this caller may not do this")]
    NotAllowed,
    #[error("the time of the exhibition's reservation is over")]
    ReservationOver,
    #[error("not possible in phase {0:?}")]
    WrongPhase(Phase),
    #[error("the ceremony is paused")]
    Paused,
    #[error("the contract has {0} parties; 1 to 50 are possible")]
    PartyCount(usize),
    #[error("party {0} has no signing box")]
    NoField(PartyNo),
    #[error("a file that is signed further is not the one that was uploaded")]
    SignedFileChanged,
    #[error("values cannot be written into a file that is signed further")]
    SignedNoValues,
    #[error("party {0} has more than the one place, for ink or a seal, that a signed file takes")]
    SignedOnePlace(PartyNo),
    #[error("a signing box lies outside its page or names no party")]
    FieldOutsidePage,
    #[error("party {0}: the name or the phone number is missing or not of the right form")]
    PartyIncomplete(u8),
    #[error("the title is missing or longer than 100 characters")]
    Title,
    #[error("there is no party {0}")]
    NoParty(PartyNo),
    #[error("the party's identity is not established")]
    NotVerified,
    #[error("the host has not admitted the party")]
    NotAdmitted,
    #[error("the party is not in the room")]
    NotPresent,
    #[error("a consent is missing: {0}")]
    ConsentMissing(&'static str),
    #[error("there is no page {0}")]
    NoPage(u32),
    #[error("the right to sign is not granted, or has ended")]
    NotGranted,
    #[error("it is another party's turn")]
    NotYourTurn,
    #[error("the box belongs to another party, or does not exist")]
    NotYourField,
    #[error("the stroke has another number than the next one, {0}")]
    StrokeOutOfOrder(u32),
    #[error("too many strokes in one box")]
    TooMuchInk,
    #[error("a box is still empty")]
    InkMissing,
    #[error("a box holds only dots")]
    InkTooSmall,
    #[error("the party has committed already")]
    AlreadyCommitted,
    #[error("what was shown is not the document of this contract")]
    OtherDocument,
    #[error("the ink shown is not the ink stored")]
    OtherInk,
    #[error("the page shown has changed since")]
    StaleView,
    #[error("the act was signed by another device")]
    OtherDevice,
    #[error("the activation does not say what the command says")]
    BadActivation,
    #[error("the revision does not continue the last one")]
    OtherRevision,
    #[error("a signature is missing")]
    SignatureMissing,
    #[error("it is not known yet whether the signed file was given a document time-stamp")]
    PreservationOpen,
    #[error("a text is missing or too long")]
    BadText,
    #[error("the fill control {0} is not set up completely, or lies outside its page")]
    BadControl(String),
    #[error("the value of {name}: {problem}")]
    BadValue { name: String, problem: ValueProblem },
    #[error("the control belongs to somebody else, or does not exist")]
    NotYourControl,
    #[error("the deadline lies behind, or too far ahead")]
    BadDeadline,
    #[error("the deadline has passed")]
    DeadlinePassed,
    #[error("the party's details stand in the document that others have signed")]
    PartyInDocument,
    #[error("everybody who is awaited was reminded less than ten minutes ago")]
    RemindedJustNow,
    #[error("the reason for revoking must have 4 to 20 characters")]
    RevokeReason,
    #[error("reminders are 1 to 365 days apart and 20 at most")]
    BadReminders,
    #[error("reader {0}: at most 20, each with a name and a phone number or e-mail address of their own")]
    BadReader(u8),
    #[error("what one side seals alone has that side as its only party")]
    NotAlone,
    #[error("an ordinary contract has no such step")]
    LiveOnly,
    #[error("a ceremony has no such step")]
    RoutineOnly,
    #[error("turns must begin with 1 and leave no gap")]
    BadTurns,
    #[error("a control waits for a seal")]
    SealMissing,
    #[error("the words that are to be copied out are too many, or no line of text")]
    OpinionWords,
    #[error("a group of sign controls is not two to four of one party on one page with a signature")]
    BadGroup,
    #[error("the seal is not one that its control may show, or its permit does not fit")]
    SealNotPermitted,
    #[error("the party must show its face before it signs")]
    FaceNeeded,
    #[error("the sender asks for the sign password")]
    SignPasswordNeeded,
    #[error("the sender asks for a passkey")]
    PasskeyNeeded,
    #[error("the contract must be read for {0} seconds more")]
    ReadLonger(u64),
    #[error("page {0} was not looked at")]
    PageUnread(u32),
    #[error("forced reading takes 3 to 300 seconds")]
    BadDemands,
    #[error("only the sending organisation's own part can sign by itself")]
    AutoForeign,
    #[error("the organisation has not switched silent signing on")]
    AutoOff,
    #[error("the operator of a part that signs by itself is the sender")]
    AutoOperator,
    #[error(
        "party {0}: at most ten people with different phone numbers, none of whom signs by itself or stands in the document"
    )]
    BadAnyOf(PartyNo),
    #[error("the number of party {0}'s identity document cannot be one of its kind")]
    BadPaper(PartyNo),
    #[error("any one of several people signs for the party; it cannot be handed on or corrected")]
    OneOfSeveral,
    #[error("a contract with a part that signs by itself is not filled in by parties")]
    AutoNothingToFill,
    #[error("a part that signs by itself has places for the organisation's seal, dates and names only")]
    AutoSealOnly,
    #[error(transparent)]
    Blocked(#[from] Blocked),
}

impl From<NotAllowed> for ContractRejection {
    fn from(_: NotAllowed) -> Self {
        Self::NotAllowed
    }
}

impl From<BadText> for ContractRejection {
    fn from(_: BadText) -> Self {
        Self::BadText
    }
}

impl Refusal for ContractRejection {
    fn code(&self) -> &'static str {
        match self {
            Self::AlreadyOpen => "contract_already_open",
            Self::NotOpen => "contract_not_found",
            Self::NotAllowed => "not_allowed",
            Self::ReservationOver => "reservation_spent",
            Self::WrongPhase(_) => "wrong_phase",
            Self::Paused => "ceremony_paused",
            Self::PartyCount(_) => "party_count",
            Self::NoField(_) => "party_without_box",
            Self::SignedFileChanged => "signed_file_changed",
            Self::SignedNoValues => "signed_no_values",
            Self::SignedOnePlace(_) => "signed_one_box",
            Self::FieldOutsidePage => "box_outside_page",
            Self::PartyIncomplete(_) => "party_incomplete",
            Self::Title => "title_missing",
            Self::NoParty(_) => "no_such_party",
            Self::NotVerified => "party_not_verified",
            Self::NotAdmitted => "party_not_admitted",
            Self::NotPresent => "party_not_present",
            Self::ConsentMissing(_) => "consent_missing",
            Self::NoPage(_) => "no_such_page",
            Self::NotGranted => "not_granted",
            Self::NotYourTurn => "not_your_turn",
            Self::NotYourField => "not_your_box",
            Self::StrokeOutOfOrder(_) => "stroke_out_of_order",
            Self::TooMuchInk => "too_much_ink",
            Self::InkMissing => "ink_missing",
            Self::InkTooSmall => "ink_too_small",
            Self::AlreadyCommitted => "already_committed",
            Self::OtherDocument => "other_document",
            Self::OtherInk => "other_ink",
            Self::StaleView => "stale_view",
            Self::OtherDevice => "other_device",
            Self::BadActivation => "bad_activation",
            Self::OtherRevision => "other_revision",
            Self::SignatureMissing => "signature_missing",
            Self::PreservationOpen => "preservation_open",
            Self::BadText => "bad_text",
            Self::BadControl(_) => "control_outside_page",
            Self::BadValue { .. } => "control_value",
            Self::NotYourControl => "not_your_control",
            Self::BadDeadline => "deadline_wrong",
            Self::DeadlinePassed => "deadline_passed",
            Self::PartyInDocument => "party_in_document",
            Self::RemindedJustNow => "reminded_just_now",
            Self::RevokeReason => "revoke_reason",
            Self::BadReminders => "reminders_wrong",
            Self::BadReader(_) => "reader_wrong",
            Self::NotAlone => "not_alone",
            Self::LiveOnly => "live_only",
            Self::RoutineOnly => "routine_only",
            Self::BadTurns => "turn_wrong",
            Self::SealMissing => "seal_missing",
            Self::OpinionWords => "opinion_words",
            Self::BadGroup => "sign_group",
            Self::SealNotPermitted => "seal_not_permitted",
            Self::FaceNeeded => "face_needed",
            Self::SignPasswordNeeded => "sign_password_needed",
            Self::PasskeyNeeded => "passkey_needed",
            Self::ReadLonger(_) => "read_longer",
            Self::PageUnread(_) => "page_unread",
            Self::BadDemands => "demands_wrong",
            Self::AutoForeign => "auto_foreign",
            Self::AutoOff => "auto_off",
            Self::AutoOperator => "auto_operator",
            Self::BadAnyOf(_) => "any_of_wrong",
            Self::BadPaper(_) => "party_paper_wrong",
            Self::OneOfSeveral => "one_of_several",
            Self::AutoNothingToFill => "auto_nothing_to_fill",
            Self::AutoSealOnly => "auto_seal_only",
            Self::Blocked(Blocked::OtherAct) => "not_allowed",
            Self::Blocked(Blocked::Stale) => "approval_changed",
            Self::Blocked(Blocked::ApprovalNeeded) => "approval_needed",
        }
    }

    fn parameters(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::PartyCount(count) => vec![("count", count.to_string())],
            Self::NoField(party)
            | Self::NoParty(party)
            | Self::SignedOnePlace(party)
            | Self::BadPaper(party)
            | Self::BadAnyOf(party) => {
                vec![("party", party.to_string())]
            }
            Self::PartyIncomplete(party) => vec![("party", party.to_string())],
            Self::BadReader(reader) => vec![("reader", reader.to_string())],
            Self::ConsentMissing(kind) => vec![("consent", (*kind).to_owned())],
            Self::ReadLonger(seconds) => vec![("seconds", seconds.to_string())],
            Self::NoPage(page) | Self::PageUnread(page) => vec![("page", page.to_string())],
            Self::BadControl(name) => vec![("name", name.clone())],
            Self::BadValue { name, problem } => {
                vec![("name", name.clone()), ("problem", problem.code().to_owned())]
            }
            Self::StrokeOutOfOrder(next) => vec![("next", next.to_string())],
            _ => Vec::new(),
        }
    }
}
