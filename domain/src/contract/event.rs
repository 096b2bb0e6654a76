//! What can have happened to a contract. Each variant is one line of its log; none is ever edited.

use super::authority_used::AuthorityUsed;
use super::demands::{FaceRule, Proof};
use super::plan::{FillControl, PlannedParty, Policy, Reminders, SigningField};
use super::readers::Readers;
use super::sending_organisation::SendingOrganisation;
use super::signed_source::SignedSource;
use crate::aggregate::EventBody;
use crate::approval::passage::Cleared;
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, ActId, FieldNo, PartyNo, SealId, StreamId};
use crate::organisation::event::MemberNo;
use crate::personal::{Personal, PersonalSlot};
use crate::quote::Quote;
use crate::seal::kind::{Picture, SealKind};
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// The steps of a live session, in order (design 2.6).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Not opened yet.
    #[default]
    Draft,
    /// 填写: parties give the values that R0 will hold.
    Filling,
    /// The revision R0 is being written.
    Preparing,
    /// 候场: check-in, identity.
    Lobby,
    /// 开场: agenda, the host reads the beacon.
    Opening,
    /// 阅读: pages turned in sync.
    Reading,
    /// 签署: the parties draw and commit.
    Signing,
    /// 密封: the hub makes the signatures.
    Sealing,
    /// 礼成: the signed frame, downloads.
    Closing,
    /// The log has its last line.
    Closed,
    /// 取消: ended without a contract.
    CalledOff,
    /// 已拒签: a party refused an ordinary contract.
    Refused,
    /// 已撤销: the sender took an ordinary contract back before the last act.
    Revoked,
    /// 已过期: the deadline passed before the last act.
    Expired,
}

impl Phase {
    /// Whether the contract has ended without being signed by all.
    pub fn is_ended_unsigned(self) -> bool {
        matches!(
            self,
            Self::CalledOff | Self::Refused | Self::Revoked | Self::Expired
        )
    }
}

/// How a party's identity was established.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityMethod {
    /// Link and one-time code to the party's phone number.
    PhoneCode,
    /// 主持人当面核验: the host saw the person and the ID.
    HostFaceToFace,
    /// The outbox page showed the code: degraded, no SMS gateway stood behind it.
    OutboxCode,
    /// Signed in to the account that owns the party's phone number, and shown again right before by a code to that
    /// number or by a passkey.
    OwnAccount,
    /// Nobody: the part signed by itself, by the organisation's standing agreement 静默签.
    StandingAgreement,
}

/// What a consent is about; each is asked for separately.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentKind {
    /// 用户协议
    Terms,
    /// 隐私政策
    Privacy,
    /// 数字证书使用协议
    Certificate,
    /// Asked at the first ink: handwriting is stored.
    Ink,
    /// The ceremony is recorded.
    Recording,
    /// 企业静默签服务协议, accepted by the super administrator with the service.
    SilentSigning,
}

/// Why a party's right to sign ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GrantEnd {
    Committed,
    Expired,
    Withdrawn,
    NewDevice,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Opened {
    pub host: AccountId,
    /// Where the organisation that it is sent for said yes to sending it, with the approval that it demanded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cleared: Option<Cleared>,
    /// Absent: the host sends it for itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<SendingOrganisation>,
    pub title: Personal,
    pub host_name: Personal,
    /// SHA-256 of the draft as it stood (canonical JSON).
    pub draft: Sha256Hash,
    /// SHA-256 of the file as uploaded and of the clean PDF made of it.
    pub uploaded: Sha256Hash,
    pub clean: Sha256Hash,
    /// The upload carried signatures; a file that is signed further is its own clean file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_source: Option<SignedSource>,
    /// How many pages there are, and SHA-256 of the canonical JSON list of their `PageBox`es, kept as a blob.
    pub page_count: u32,
    pub pages: Sha256Hash,
    pub parties: Vec<PlannedParty>,
    pub fields: Vec<SigningField>,
    /// Places for values; empty where the document is signed as it came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub controls: Vec<FillControl>,
    /// The sender's values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<FilledValue>,
    /// SHA-256 of the list of images of the clean file's pages, which parties see while they fill in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub images: Option<Sha256Hash>,
    /// When an ordinary contract expires.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Timestamp>,
    /// The template's line whose version the contract was started from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<Quote>,
    /// Whether signers show their face; absent in ceremonies and in older lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub face: Option<FaceRule>,
    /// 合同编号, as the sender's rule for contracts of this type gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// 解除协议: the last line of the contract that is void 作废 once all have signed this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voids: Option<Quote>,
    /// 会展: the line of the exhibition that reserved this contract's number, and its booth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reservation: Option<Quote>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminders: Option<Reminders>,
    /// 单方盖章: the sending organisation seals it, and nobody else signs.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub alone: bool,
    /// 抄送人
    #[serde(default, skip_serializing_if = "Readers::is_empty")]
    pub readers: Readers,
    pub policy: Policy,
    /// Origin of the Merkle log that this session is anchored in.
    pub origin: String,
    /// SHA-256 of the running program.
    pub build: Sha256Hash,
    /// What the identity of this session rests on, e.g. `outbox` where no SMS gateway stands behind the codes.
    pub degraded: Vec<String>,
    /// 32 random bytes, base64url.
    pub nonce: String,
}

/// A value of a fill control, in its one form (`value::check`).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FilledValue {
    pub no: FieldNo,
    pub value: Personal,
    /// Not typed: taken over from the party's verified registration.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub verified: bool,
}

/// A seal that an act uses, by permit of its own log (design 2.2).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SealUse {
    pub seal: SealId,
    /// Under which the permit was given; the same for all controls of one act that show this seal.
    pub act: ActId,
    /// The permit's line in the seal's log.
    pub permit: Quote,
    /// SHA-256 of the seal's signed record.
    pub record: Sha256Hash,
    pub kind: SealKind,
    /// What it looks like, and how large it is; the contract keeps the file.
    pub picture: Picture,
}

/// A seal in a control of the act.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SealedField {
    pub field: FieldNo,
    #[serde(flatten)]
    pub used: SealUse,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Prepared {
    /// SHA-256 and length of revision R0, the file that everyone is shown.
    pub r0: Sha256Hash,
    pub length: u64,
    /// SHA-256 of the signing plan (where the widgets lie), kept as a blob.
    pub plan: Sha256Hash,
    /// SHA-256 of the canonical JSON list of the `PageImage`s, kept as a blob.
    pub images: Sha256Hash,
    /// SHA-256 of the image of page 1, which the first beacon names.
    pub first_image: Sha256Hash,
    /// SHA-256 of the certificate that certified R0 (DocMDP P=2).
    pub certificate: Sha256Hash,
    /// Who gave the time-stamp in the certification.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_authority: Option<AuthorityUsed>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PartyVerified {
    pub party: PartyNo,
    pub method: IdentityMethod,
    /// The device's public key, SPKI DER in base64url; acts are signed by it.
    pub device_key: String,
    /// What the host noted of the ID seen face to face.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_seen: Option<Personal>,
    /// SHA-256 of a photo taken by the host, kept as a blob.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<Sha256Hash>,
}

/// Who acts for a party from now on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PartyDetails {
    pub party: PartyNo,
    pub name: Personal,
    pub phone: Personal,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<Personal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<Personal>,
    /// Whose phone number it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    /// Where the one before left an organisation, and this one is the successor: the line that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<Quote>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Consented {
    pub party: PartyNo,
    pub kind: ConsentKind,
    pub given: bool,
    pub version: String,
    /// SHA-256 of the text as shown.
    pub text: Sha256Hash,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct InkStroke {
    pub party: PartyNo,
    pub field: FieldNo,
    /// From 1 within the field, never used again after a clear.
    pub stroke: u32,
    pub points: u32,
    /// SHA-256 of the encoded stroke.
    pub digest: Sha256Hash,
    /// The encoded stroke (see `ink`), base64url.
    pub ink: Personal,
    /// Not drawn now: put in from the signature that its person had saved 常用签名.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub saved: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Committed {
    pub party: PartyNo,
    pub r0: Sha256Hash,
    /// SHA-256 over the strokes of all the party's fields as they now stand (see `state::ink_digest`).
    pub ink: Sha256Hash,
    /// The activation that the party's device signed: canonical JSON `hub.activation.v1`.
    pub activation: String,
    /// ECDSA P-256 signature over it by the device key, r ‖ s, base64url. Absent where the part signs by itself: the hub
    /// then says `hub.auto_activation.v1` in its own line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub signature: String,
    /// Which seals stand in which controls, by number of the control.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seals: Vec<SealedField>,
    /// What the signer wrote, by number of the control.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opinions: Vec<StatedOpinion>,
    /// Where the organisation that the party signs for said yes, with the approval that it demanded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cleared: Option<Cleared>,
}

/// 签署意见 in a control.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StatedOpinion {
    pub no: FieldNo,
    /// SHA-256 of the record: what the activation names.
    pub digest: Sha256Hash,
    /// `hub.opinion.v1` (see [`super::opinion`]).
    pub record: Personal,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PartySigned {
    pub party: PartyNo,
    /// SHA-256 of the revision that was signed further, and of the revision with this signature.
    pub base: Sha256Hash,
    pub revision: Sha256Hash,
    pub length: u64,
    /// SHA-256 of the certificate made for this act, and its serial number in hex.
    pub certificate: Sha256Hash,
    pub serial: String,
    /// SHA-256 of the time-stamp token in the signature.
    pub token: Sha256Hash,
    pub token_time: Timestamp,
    /// Who gave the time-stamp, and who the certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_authority: Option<AuthorityUsed>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<AuthorityUsed>,
}

/// Two revisions after the last party's signature: validation data (DSS), then the document time-stamp.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Preserved {
    /// SHA-256 of the revision before, and of the revision with the document time-stamp.
    pub base: Sha256Hash,
    /// Length of the file with the validation data, before the document time-stamp.
    pub validation_length: u64,
    pub revision: Sha256Hash,
    pub length: u64,
    /// SHA-256 of the document time-stamp's token.
    pub token: Sha256Hash,
    pub token_time: Timestamp,
    /// End of the certificate that the token was signed with; the time-stamp is renewed before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token_until: Option<Timestamp>,
    /// Who gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_authority: Option<AuthorityUsed>,
}

impl Preserved {
    /// Until when the document time-stamp can be checked by itself. Lines that do not say it are taken to last a year:
    /// too early is harmless.
    pub fn stands_until(&self) -> Timestamp {
        const YEAR_MS: i64 = 365 * 86_400_000;
        self.token_until
            .unwrap_or_else(|| self.token_time.plus_millis(YEAR_MS))
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FilmRendered {
    pub film: Sha256Hash,
    pub length: u64,
    pub duration_ms: u64,
    /// Identifies the renderer: program, libraries, fonts and encoder settings (design 2.8).
    pub renderer: Sha256Hash,
    /// Head of the log that the film was drawn from.
    pub from_seq: u64,
    pub from_hash: Sha256Hash,
}

/// One line of a contract's log.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "$t", content = "body")]
pub enum ContractEvent {
    #[serde(rename = "hub.opened.v1")]
    Opened(Box<Opened>),
    /// All values of one party; replaces what it had filled in before.
    #[serde(rename = "hub.filled.v1")]
    Filled {
        party: PartyNo,
        values: Vec<FilledValue>,
    },
    /// Always in the same append as the last party's values.
    #[serde(rename = "hub.filling_done.v1")]
    FillingDone {},
    #[serde(rename = "hub.prepared.v1")]
    Prepared(Prepared),
    #[serde(rename = "hub.phase_entered.v1")]
    PhaseEntered { phase: Phase },
    #[serde(rename = "hub.party_verified.v1")]
    PartyVerified(PartyVerified),
    /// The party has shown who it is right before its act, besides being identified.
    #[serde(rename = "hub.party_proven.v1")]
    PartyProven { party: PartyNo, proof: Proof },
    #[serde(rename = "hub.party_admitted.v1")]
    PartyAdmitted { party: PartyNo },
    #[serde(rename = "hub.party_present.v1")]
    PartyPresent { party: PartyNo },
    #[serde(rename = "hub.party_absent.v1")]
    PartyAbsent { party: PartyNo },
    #[serde(rename = "hub.host_present.v1")]
    HostPresent {},
    #[serde(rename = "hub.host_absent.v1")]
    HostAbsent {},
    #[serde(rename = "hub.consented.v1")]
    Consented(Consented),
    #[serde(rename = "hub.page_turned.v1")]
    PageTurned { page: u32, image: Sha256Hash },
    /// A party had a page on its screen for so long.
    #[serde(rename = "hub.page_read.v1")]
    PageRead { party: PartyNo, page: u32, millis: u64 },
    #[serde(rename = "hub.granted.v1")]
    Granted {
        party: PartyNo,
        r0: Sha256Hash,
        until: Timestamp,
    },
    #[serde(rename = "hub.grant_ended.v1")]
    GrantEnded { party: PartyNo, reason: GrantEnd },
    #[serde(rename = "hub.ink_stroke.v1")]
    InkStroke(InkStroke),
    #[serde(rename = "hub.ink_cleared.v1")]
    InkCleared { party: PartyNo, field: FieldNo },
    #[serde(rename = "hub.committed.v1")]
    Committed(Box<Committed>),
    /// Who came for the party is registered under another name, and was not let in.
    #[serde(rename = "hub.party_mismatched.v1")]
    PartyMismatched { party: PartyNo },
    /// Whoever has the party's page open was handed a link, to go on at another device.
    #[serde(rename = "hub.own_link_made.v1")]
    OwnLinkMade { party: PartyNo },
    /// A part that signs by itself could not be sealed; its operator is asked to sign. `code` says why.
    #[serde(rename = "hub.auto_sign_failed.v1")]
    AutoSignFailed { party: PartyNo, code: String },
    /// Always in the same append as the last commit.
    #[serde(rename = "hub.sealing_due.v1")]
    SealingDue { r0: Sha256Hash, acts: u32 },
    #[serde(rename = "hub.party_signed.v1")]
    PartySigned(PartySigned),
    /// Sealing waits for somebody outside, such as the authority that issues certificates, and is tried again.
    #[serde(rename = "hub.sealing_waiting.v1")]
    SealingWaiting { code: String },
    #[serde(rename = "hub.preserved.v1")]
    Preserved(Preserved),
    /// The signed file has no validation data and document time-stamp of its own; `code` says why.
    #[serde(rename = "hub.preservation_missing.v1")]
    PreservationMissing { code: String },
    #[serde(rename = "hub.sealed.v1")]
    Sealed {
        document: Sha256Hash,
        length: u64,
        signatures: u32,
    },
    #[serde(rename = "hub.paused.v1")]
    Paused { reason: Personal },
    #[serde(rename = "hub.resumed.v1")]
    Resumed {},
    /// The host took the party's device out of the room; it may check in again.
    #[serde(rename = "hub.party_removed.v1")]
    PartyRemoved { party: PartyNo, reason: Personal },
    #[serde(rename = "hub.refused.v1")]
    Refused { party: PartyNo, reason: Personal },
    #[serde(rename = "hub.called_off.v1")]
    CalledOff { reason: Personal },
    /// The sender took an ordinary contract back.
    #[serde(rename = "hub.revoked.v1")]
    Revoked { reason: Personal },
    #[serde(rename = "hub.expired.v1")]
    Expired {},
    #[serde(rename = "hub.deadline_extended.v1")]
    DeadlineExtended { deadline: Timestamp },
    /// The sender put a party's details right before that party was identified.
    #[serde(rename = "hub.party_corrected.v1")]
    PartyCorrected(PartyDetails),
    /// The party handed its part to a colleague; both names stay in the log.
    #[serde(rename = "hub.transferred.v1")]
    Transferred(PartyDetails),
    /// One of several who may sign for the party acts for it from now on 或签.
    #[serde(rename = "hub.part_taken.v1")]
    PartTaken(PartyDetails),
    /// Somebody else of the sender's organisation does what follows; `line`: where that organisation stood when it
    /// was asked.
    #[serde(rename = "hub.colleague_acted.v1")]
    ColleagueActed { line: Quote },
    /// The sender left the organisation (`left`), and a successor takes the contract over.
    #[serde(rename = "hub.sender_replaced.v1")]
    SenderReplaced {
        to: AccountId,
        member: MemberNo,
        name: Personal,
        left: Quote,
    },
    /// The party's organisation asks for an approval before the party signs.
    #[serde(rename = "hub.approval_awaited.v1")]
    ApprovalAwaited { party: PartyNo, approval: StreamId },
    /// The approval's line with its outcome. Passed, the party may sign; otherwise it may ask again, unless it was
    /// refused for good, which a refusal of the party follows.
    #[serde(rename = "hub.approval_settled.v1")]
    ApprovalSettled {
        party: PartyNo,
        approval: Quote,
        passed: bool,
    },
    /// A party was reminded of what waits for it.
    #[serde(rename = "hub.reminded.v1")]
    Reminded { party: PartyNo },
    #[serde(rename = "hub.film_rendered.v1")]
    FilmRendered(FilmRendered),
    /// There is no film; `code` says why.
    #[serde(rename = "hub.film_missing.v1")]
    FilmMissing { code: String },
    #[serde(rename = "hub.ended.v1")]
    Ended {},
    /// The last line. Counts make a cut visible.
    #[serde(rename = "hub.closed.v1")]
    Closed {
        lines: u64,
        strokes: u64,
        signatures: u32,
    },
}

impl ContractEvent {
    /// Whether the event changes what a party acts on: document, page, phase, pause (design 2.5). Grants are
    /// checked by themselves: another party's grant must not make this party's commit stale.
    pub fn is_material(&self) -> bool {
        matches!(
            self,
            Self::Opened(_)
                | Self::Prepared(_)
                | Self::PhaseEntered { .. }
                | Self::PageTurned { .. }
                | Self::Paused { .. }
                | Self::Resumed {}
                | Self::FillingDone {}
                | Self::SealingDue { .. }
                | Self::CalledOff { .. }
                | Self::Revoked { .. }
                | Self::Expired {}
        )
    }
}

impl EventBody for ContractEvent {
    fn visit_personal(&mut self, visit: &mut dyn FnMut(PersonalSlot<'_>)) {
        let mut slot = |path: String, subject: String, personal: &mut Personal| {
            visit(PersonalSlot {
                path,
                subject,
                personal,
            });
        };
        match self {
            Self::Opened(opened) => {
                slot("title".into(), "host".into(), &mut opened.title);
                slot("host_name".into(), "host".into(), &mut opened.host_name);
                for party in &mut opened.parties {
                    let (no, subject) = (party.no, format!("party/{}", party.no));
                    slot(format!("parties/{no}/name"), subject.clone(), &mut party.name);
                    slot(format!("parties/{no}/phone"), subject.clone(), &mut party.phone);
                    if let Some(organisation) = &mut party.organisation {
                        slot(
                            format!("parties/{no}/organisation"),
                            subject.clone(),
                            organisation,
                        );
                    }
                    if let Some(paper) = &mut party.paper {
                        slot(format!("parties/{no}/paper"), subject.clone(), paper);
                    }
                    for person in &mut party.any_of {
                        let path = format!("parties/{no}/any_of/{}", person.no);
                        slot(format!("{path}/name"), subject.clone(), &mut person.name);
                        slot(format!("{path}/phone"), subject.clone(), &mut person.phone);
                    }
                }
                for filled in &mut opened.values {
                    slot(
                        format!("values/{}/value", filled.no),
                        "host".into(),
                        &mut filled.value,
                    );
                }
                opened.readers.visit_personal(visit);
            }
            Self::Filled { party, values } => {
                for filled in values {
                    let path = format!("values/{}/value", filled.no);
                    slot(path, format!("party/{party}"), &mut filled.value);
                }
            }
            Self::PartyCorrected(details) | Self::Transferred(details) | Self::PartTaken(details) => {
                let subject = format!("party/{}", details.party);
                slot("name".into(), subject.clone(), &mut details.name);
                slot("phone".into(), subject.clone(), &mut details.phone);
                if let Some(organisation) = &mut details.organisation {
                    slot("organisation".into(), subject.clone(), organisation);
                }
                if let Some(paper) = &mut details.paper {
                    slot("paper".into(), subject, paper);
                }
            }
            Self::SenderReplaced { member, name, .. } => {
                slot("name".into(), format!("sender/{}", member.0), name);
            }
            Self::PartyVerified(verified) => {
                if let Some(id_seen) = &mut verified.id_seen {
                    slot("id_seen".into(), format!("party/{}", verified.party), id_seen);
                }
            }
            Self::Committed(act) => {
                for opinion in &mut act.opinions {
                    let path = format!("opinions/{}/record", opinion.no);
                    slot(path, format!("party/{}", act.party), &mut opinion.record);
                }
            }
            Self::InkStroke(stroke) => {
                slot("ink".into(), format!("party/{}", stroke.party), &mut stroke.ink);
            }
            Self::Paused { reason } | Self::CalledOff { reason } | Self::Revoked { reason } => {
                slot("reason".into(), "host".into(), reason);
            }
            Self::PartyRemoved { party, reason } | Self::Refused { party, reason } => {
                slot("reason".into(), format!("party/{party}"), reason);
            }
            _ => {}
        }
    }
}
