//! What follows from a contract's events. With every personal value absent the rest stays the same.

use super::auto_sign::AutoSign;
use super::demands::{FaceRule, GivenProof};
use super::event::{
    Committed, ConsentKind, FilledValue, FilmRendered, IdentityMethod, Opened, PartySigned, Phase, Prepared,
    Preserved,
};
use super::plan::{Course, FillControl, PlannedParty, SigningField, SigningOrder};
use super::sending_organisation::SendingOrganisation;
use crate::aggregate::Caller;
use crate::hash::Sha256Hash;
use crate::ids::{FieldNo, PartyNo, StreamId};
use crate::line::Head;
use crate::timestamp::Timestamp;
use std::collections::{BTreeMap, VecDeque};

/// The control state of one contract with the personal values that still exist.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ContractState {
    pub opened: Option<Box<Opened>>,
    pub opened_at: Timestamp,
    /// When it expires, as it now stands.
    pub deadline: Option<Timestamp>,
    /// How often, and when last, it was reminded by itself.
    pub reminded_by_itself: u16,
    pub reminded_by_itself_at: Timestamp,
    /// Who of the sender's organisation did what the last lines say.
    pub colleague: Option<Caller>,
    /// Hash of the first line: names this session in activations.
    pub first_line: Sha256Hash,
    pub prepared: Option<Prepared>,
    pub phase: Phase,
    pub paused: bool,
    pub page: u32,
    /// SHA-256 of this page's image, and hash of the line that turned to it: both are in the beacon.
    pub page_image: Sha256Hash,
    pub page_turn: Sha256Hash,
    pub parties: Vec<PartyState>,
    pub host_present: bool,
    pub signatures: Vec<PartySigned>,
    /// Why sealing waits, while it does.
    pub sealing_waits_for: Option<String>,
    /// What became of validation data and document time-stamp, once it is known.
    pub preservation: Option<Preservation>,
    pub sealed: Option<SealedDocument>,
    pub film: Option<FilmOutcome>,
    pub ended: bool,
    /// The last line so far.
    pub seq: u64,
    pub hash: Sha256Hash,
    pub at: Timestamp,
    pub last_material_seq: u64,
    pub strokes: u64,
    /// Whether the log has its last line.
    pub closed: bool,
    /// Hashes of the last lines, newest last, so that a claimed seen-head can be checked.
    pub recent: VecDeque<Sha256Hash>,
}

/// Whether the signed file was given what later judges need.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Preservation {
    Done(Preserved),
    Missing { code: String },
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PartyState {
    pub no: PartyNo,
    pub verified: Option<Verified>,
    pub admitted: bool,
    /// The host has sent it out; ends with the next admission.
    pub removed: bool,
    pub present: bool,
    pub consents: Vec<GivenConsent>,
    pub grant_until: Option<Timestamp>,
    /// Milliseconds for which each page of R0 was on the party's screen, as its device told.
    pub read: BTreeMap<u32, u64>,
    /// When it was identified last; what was read or shown before does not count.
    pub reading_since: Timestamp,
    /// What it has shown since, the latest of each kind.
    pub proofs: Vec<GivenProof>,
    pub ink: Vec<FieldInk>,
    /// The values of the party's fill controls, once it has filled them in.
    pub filled: Option<Vec<FilledValue>>,
    pub committed: Option<Box<Committed>>,
    pub committed_at: Timestamp,
    pub refused: bool,
    /// The approval that its organisation asks for before it signs, while it has no outcome.
    pub awaits_approval: Option<StreamId>,
    /// Somebody of another name came for it; ends when it is corrected, or the right person comes.
    pub mismatched: bool,
    /// Why it could not sign by itself.
    pub auto_failed: Option<String>,
    /// The last one was not given.
    pub unapproved: bool,
    pub reminded: u32,
    pub reminded_at: Timestamp,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verified {
    pub method: IdentityMethod,
    pub device_key: String,
    pub at: Timestamp,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GivenConsent {
    pub kind: ConsentKind,
    pub given: bool,
    pub version: String,
}

/// The strokes that now stand in one box.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldInk {
    pub field: FieldNo,
    /// Highest stroke number ever used here.
    pub last_stroke: u32,
    pub strokes: Vec<StandingStroke>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StandingStroke {
    pub stroke: u32,
    pub at: Timestamp,
    pub seq: u64,
    pub points: u32,
    pub commitment: Sha256Hash,
    /// SHA-256 of the encoded stroke, of which `ink_digest` is made.
    pub digest: Sha256Hash,
    /// base64url; absent once erased.
    pub ink: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SealedDocument {
    pub document: Sha256Hash,
    pub length: u64,
    pub at: Timestamp,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FilmOutcome {
    Rendered(FilmRendered),
    Missing { code: String },
}

impl ContractState {
    pub fn head(&self) -> Head {
        Head {
            seq: self.seq,
            hash: self.hash,
            at: self.at,
        }
    }

    pub fn party(&self, no: PartyNo) -> Option<&PartyState> {
        self.parties.iter().find(|party| party.no == no)
    }

    pub fn party_mut(&mut self, no: PartyNo) -> Option<&mut PartyState> {
        self.parties.iter_mut().find(|party| party.no == no)
    }

    pub fn fields_of(&self, party: PartyNo) -> impl Iterator<Item = &SigningField> {
        self.opened
            .iter()
            .flat_map(|opened| opened.fields.iter())
            .filter(move |field| field.party == party)
    }

    /// Whether a host leads it.
    pub fn course(&self) -> Course {
        self.opened
            .as_ref()
            .map(|opened| opened.policy.course)
            .unwrap_or_default()
    }

    /// The seal with which this party still signs by itself.
    pub fn auto_of(&self, no: PartyNo) -> Option<AutoSign> {
        let failed = self.party(no).is_some_and(|party| party.auto_failed.is_some());
        self.planned(no)?.auto.filter(|_| !failed)
    }

    /// Whether signers show their face.
    pub fn face_rule(&self) -> Option<FaceRule> {
        self.opened.as_ref()?.face
    }

    /// The organisation that it was sent for.
    pub fn sender(&self) -> Option<&SendingOrganisation> {
        self.opened.as_ref()?.sender.as_ref()
    }

    /// Whether this is the sender, or a colleague whom the line before has named.
    pub fn is_on_senders_side(&self, by: Caller) -> bool {
        let host = self.opened.as_ref().map(|opened| Caller::Account(opened.host));
        host == Some(by) || self.colleague == Some(by)
    }

    /// The party as it is known now: corrected or handed over since the contract was opened.
    pub fn planned(&self, no: PartyNo) -> Option<&PlannedParty> {
        self.opened
            .iter()
            .flat_map(|opened| &opened.parties)
            .find(|party| party.no == no)
    }

    /// The places that this party, or for `None` the sender, gives values for; those that follow by themselves
    /// are not among them.
    pub fn controls_of(&self, party: Option<PartyNo>) -> impl Iterator<Item = &FillControl> {
        self.opened
            .iter()
            .flat_map(|opened| &opened.controls)
            .filter(move |control| control.party == party && !control.kind.is_derived())
    }

    /// Parties whose values are missing.
    pub fn still_to_fill(&self) -> impl Iterator<Item = PartyNo> {
        let waits =
            |party: &&PartyState| party.filled.is_none() && self.controls_of(Some(party.no)).next().is_some();
        self.parties.iter().filter(waits).map(|party| party.no)
    }

    /// The value that now stands for a control, sender's or party's.
    pub fn value_of(&self, control: FieldNo) -> Option<&FilledValue> {
        let senders = self.opened.iter().flat_map(|opened| &opened.values);
        let parties = self
            .parties
            .iter()
            .filter_map(|party| party.filled.as_ref())
            .flatten();
        senders.chain(parties).find(|filled| filled.no == control)
    }

    /// Whether it is this party's turn: nobody with an earlier turn is still to act.
    pub fn is_turn_of(&self, no: PartyNo) -> bool {
        let Some(opened) = &self.opened else { return false };
        if opened.policy.order == SigningOrder::Together {
            return true;
        }
        let turn = |no| self.planned(no).map_or(u8::MAX, PlannedParty::turn);
        let own = turn(no);
        let waits = |party: &PartyState| party.committed.is_none() && turn(party.no) < own;
        !self.parties.iter().any(waits)
    }

    /// Parties that can sign now.
    pub fn awaited(&self) -> impl Iterator<Item = &PartyState> {
        self.parties
            .iter()
            .filter(|party| party.committed.is_none() && self.is_turn_of(party.no))
    }

    pub fn r0(&self) -> Option<Sha256Hash> {
        self.prepared.as_ref().map(|prepared| prepared.r0)
    }

    pub fn all_committed(&self) -> bool {
        !self.parties.is_empty() && self.parties.iter().all(|party| party.committed.is_some())
    }

    /// The validation data and document time-stamp of the signed file, where it has them.
    pub fn preserved(&self) -> Option<&Preserved> {
        match &self.preservation {
            Some(Preservation::Done(preserved)) => Some(preserved),
            Some(Preservation::Missing { .. }) | None => None,
        }
    }

    /// The newest revision of the document: R0, the one with the last signature, or the one with the document
    /// time-stamp.
    pub fn revision(&self) -> Option<Sha256Hash> {
        if let Some(preserved) = self.preserved() {
            return Some(preserved.revision);
        }
        self.signatures
            .last()
            .map(|signed| signed.revision)
            .or_else(|| self.r0())
    }
}

impl PartyState {
    pub fn new(no: PartyNo) -> Self {
        Self {
            no,
            verified: None,
            admitted: false,
            removed: false,
            present: false,
            consents: Vec::new(),
            grant_until: None,
            read: BTreeMap::new(),
            reading_since: Timestamp(0),
            proofs: Vec::new(),
            ink: Vec::new(),
            filled: None,
            committed: None,
            committed_at: Timestamp(0),
            refused: false,
            awaits_approval: None,
            mismatched: false,
            auto_failed: None,
            unapproved: false,
            reminded: 0,
            reminded_at: Timestamp(0),
        }
    }

    pub fn consented(&self, kind: ConsentKind) -> Option<bool> {
        self.consents
            .iter()
            .rev()
            .find(|consent| consent.kind == kind)
            .map(|consent| consent.given)
    }

    pub fn ink_in(&self, field: FieldNo) -> Option<&FieldInk> {
        self.ink.iter().find(|ink| ink.field == field)
    }

    /// SHA-256 of the text `field/stroke/sha256-of-encoded-stroke\n` for each standing stroke, fields and
    /// strokes ascending. The party's device computes the same from what it displayed.
    pub fn ink_digest(&self) -> Sha256Hash {
        let mut fields: Vec<&FieldInk> = self.ink.iter().collect();
        fields.sort_by_key(|ink| ink.field);
        let mut text = String::new();
        for ink in fields {
            for stroke in &ink.strokes {
                text.push_str(&format!("{}/{}/{}\n", ink.field, stroke.stroke, stroke.digest));
            }
        }
        Sha256Hash::of(text.as_bytes())
    }
}
