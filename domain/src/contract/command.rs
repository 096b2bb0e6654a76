//! What can be asked of a contract. Who asks stands in the envelope, never here.

use super::auto_sign::AutoSign;
use super::demands::{Demands, FaceRule, Proof};
use super::event::{
    ConsentKind, FilmRendered, IdentityMethod, PartySigned, Phase, Prepared, Preserved, SealedField,
};
use super::opinion::WrittenOpinion;
use super::paper::Paper;
use super::plan::{FillControl, PageBox, PageRect, Policy, Reminders, SignContent};
use super::readers::NamedReaders;
use super::sending_organisation::SendingOrganisation;
use super::signed_source::SignedSource;
use crate::approval::passage::Passage;
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, FieldNo, PartyNo, StreamId};
use crate::organisation::event::MemberNo;
use crate::quote::Quote;
use crate::timestamp::Timestamp;
use crate::value::KnownValue;

/// A party as the host wrote it into the draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DraftParty {
    pub label: String,
    pub name: String,
    pub phone: String,
    pub organisation: Option<String>,
    pub paper: Option<Paper>,
    pub turn: Option<u8>,
    /// The account that owns the phone number.
    pub account: Option<AccountId>,
    pub demands: Demands,
    pub auto: Option<AutoSign>,
    /// 或签: who else may sign instead.
    pub any_of: Vec<DraftCandidate>,
}

/// Somebody who may sign instead of the person that a party names first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DraftCandidate {
    pub name: String,
    pub phone: String,
    /// The account that owns the phone number.
    pub account: Option<AccountId>,
}

/// A sign control as the host placed it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DraftField {
    pub party: PartyNo,
    pub page: u32,
    pub rect: PageRect,
    pub content: SignContent,
    pub group: Option<u16>,
}

/// A value as it was typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypedValue {
    pub no: FieldNo,
    pub text: String,
}

/// A line of an exhibition that reserves a number, and perhaps a booth, for this contract until a moment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReservedRight {
    pub line: Quote,
    pub until: Timestamp,
}

/// The draft, complete, as the chain opens with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Open {
    pub host: AccountId,
    /// The yes of the organisation that it is sent for; none where the host sends it as a person.
    pub passage: Option<Passage>,
    /// Absent: the host sends it for itself.
    pub sender: Option<SendingOrganisation>,
    pub host_name: String,
    pub title: String,
    pub draft: Sha256Hash,
    pub uploaded: Sha256Hash,
    pub clean: Sha256Hash,
    pub signed_source: Option<SignedSource>,
    pub pages: Vec<PageBox>,
    /// SHA-256 of the blob that holds `pages`.
    pub pages_blob: Sha256Hash,
    pub parties: Vec<DraftParty>,
    pub fields: Vec<DraftField>,
    /// Numbered after the sign controls, without gaps.
    pub controls: Vec<FillControl>,
    /// What the sender filled in.
    pub values: Vec<TypedValue>,
    /// SHA-256 of the blob that lists the images of the clean file's pages; needed where parties fill in.
    pub images: Option<Sha256Hash>,
    pub deadline: Option<Timestamp>,
    /// The template's line whose version the contract was started from.
    pub template: Option<Quote>,
    /// None in a ceremony.
    pub face: Option<FaceRule>,
    /// The number that its sender's cabinet gave it.
    pub number: Option<String>,
    /// The last line of the contract that this one makes void.
    pub voids: Option<Quote>,
    /// The right that an exhibition gave it.
    pub reservation: Option<ReservedRight>,
    pub reminders: Option<Reminders>,
    /// 单方盖章
    pub alone: bool,
    pub readers: NamedReaders,
    pub policy: Policy,
    pub origin: String,
    pub build: Sha256Hash,
    pub degraded: Vec<String>,
    pub nonce: String,
}

/// A party's act, as its device signed it. The hub has checked the signature before it makes this command.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Commit {
    pub party: PartyNo,
    /// What the device displayed.
    pub r0: Sha256Hash,
    pub ink: Sha256Hash,
    /// Canonical JSON of `hub.activation.v1` and its signature, as received.
    pub activation: String,
    pub signature: String,
    /// The key that the signature was checked with, SPKI DER base64url.
    pub device_key: String,
    /// One per sealed control; the hub has taken their permits before it makes this command.
    pub seals: Vec<SealedField>,
    /// One per control for an opinion.
    pub opinions: Vec<WrittenOpinion>,
    /// The yes of the organisation that the party signs for; none where it signs for nobody of this hub.
    pub passage: Option<Passage>,
}

/// The act of a part that signs by itself; the hub has taken the seal's permits before it makes this command.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AutoCommit {
    pub party: PartyNo,
    pub r0: Sha256Hash,
    pub seals: Vec<SealedField>,
    /// The yes of the organisation that it signs for.
    pub passage: Option<Passage>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ContractCommand {
    // the host
    Open(Box<Open>),
    Admit {
        party: PartyNo,
    },
    /// Goes to the next phase, or back from reading and signing to an earlier one before any commit.
    EnterPhase {
        phase: Phase,
    },
    /// `image` is the SHA-256 of that page's image, from the list that `Prepared` names.
    TurnPage {
        page: u32,
        image: Sha256Hash,
    },
    Grant {
        party: PartyNo,
    },
    WithdrawGrant {
        party: PartyNo,
    },
    Pause {
        reason: String,
    },
    Resume,
    Remove {
        party: PartyNo,
        reason: String,
    },
    CallOff {
        reason: String,
    },
    End,
    /// Takes an ordinary contract back.
    Revoke {
        reason: String,
    },
    ExtendDeadline {
        deadline: Timestamp,
    },
    CorrectParty {
        party: PartyNo,
        details: DraftParty,
    },

    // a colleague of the host
    /// The hub has asked the sender's organisation whether the caller may manage this contract.
    AsColleague {
        line: Quote,
        command: Box<ContractCommand>,
    },

    // the hub
    /// One of several who may sign for the party has shown who it is.
    TakePart {
        party: PartyNo,
        account: AccountId,
    },

    // the host or the hub
    /// One party, or everybody who is awaited.
    Remind {
        party: Option<PartyNo>,
    },
    VerifyParty {
        party: PartyNo,
        method: IdentityMethod,
        device_key: String,
        id_seen: Option<String>,
        photo: Option<Sha256Hash>,
    },

    // a party
    /// All values of the calling party. `known`: what the hub knows of it.
    Fill {
        values: Vec<TypedValue>,
        known: Vec<KnownValue>,
    },
    Transfer {
        details: DraftParty,
    },
    Consent {
        kind: ConsentKind,
        given: bool,
        version: String,
        text: Sha256Hash,
    },
    ReportReading {
        page: u32,
        millis: u64,
    },
    /// `ink` is the encoded stroke, base64url; the hub has decoded it for its count and digest.
    DrawStroke {
        field: FieldNo,
        stroke: u32,
        points: u32,
        digest: Sha256Hash,
        ink: String,
        /// It was put in from a saved signature.
        saved: bool,
    },
    ClearInk {
        field: FieldNo,
    },
    Commit(Box<Commit>),
    Refuse {
        reason: String,
    },

    // the hub
    /// The sender has left the organisation (`left`), and `to` succeeds.
    ReplaceSender {
        to: AccountId,
        member: MemberNo,
        name: String,
        left: Quote,
    },
    /// As [`Self::ReplaceSender`], for a party.
    HandOverPart {
        party: PartyNo,
        details: DraftParty,
        left: Quote,
    },
    /// The party's organisation asks for an approval before the party signs.
    AwaitApproval {
        party: PartyNo,
        approval: StreamId,
    },
    /// That approval has its outcome; with a reason where it was refused for good.
    SettleApproval {
        party: PartyNo,
        approval: Quote,
        passed: bool,
        refused: Option<String>,
    },
    AutoCommit(Box<AutoCommit>),
    /// Who came for the party is registered under another name.
    RecordMismatch {
        party: PartyNo,
    },
    /// The party was handed a link of its own, to go on at another device.
    RecordOwnLink {
        party: PartyNo,
    },
    /// The seal could not be used, for this reason: the operator must sign by hand.
    HandBackAuto {
        party: PartyNo,
        code: String,
    },
    /// The party has just shown this to the hub.
    RecordProof {
        party: PartyNo,
        proof: Proof,
    },
    SetPresence {
        party: PartyNo,
        present: bool,
    },
    SetHostPresence {
        present: bool,
    },
    RecordPrepared(Prepared),
    /// The document could not be prepared: the contract is called off with this code.
    RecordPrepareFailed {
        code: String,
    },
    RecordPartySigned(PartySigned),
    /// Sealing cannot go on now, for this reason.
    RecordSealingWaiting {
        code: String,
    },
    RecordPreserved(Preserved),
    RecordNoPreservation {
        code: String,
    },
    RecordSealed {
        document: Sha256Hash,
        length: u64,
    },
    RecordFilm(FilmRendered),
    RecordNoFilm {
        code: String,
    },
    ExpireGrant {
        party: PartyNo,
    },
    Expire,
    Close,
}
