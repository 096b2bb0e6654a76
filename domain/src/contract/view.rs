//! What a participant is shown: the snapshot on joining, and each event after it, as JSON.
//!
//! `console/src/live/session-view.ts` keeps the same view from the same events; golden files hold both equal.

use super::demands::{Demands, FaceRule};
use super::event::{ConsentKind, ContractEvent, IdentityMethod, Phase};
use super::plan::{FillControl, PageBox, PageImage, PageList, Policy, SigningField};
use super::readers::Readers;
use super::state::{ContractState, FilmOutcome, PartyState};
use crate::aggregate::{EventBody, Recorded};
use crate::hash::Sha256Hash;
use crate::ids::{FieldNo, PartyNo};
use crate::line::caller_text;
use crate::timestamp::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

/// Who is looking. Phone numbers go to the host alone; reasons to host and parties.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Audience {
    Host,
    Party(PartyNo),
    /// Viewers and stages.
    Public,
}

/// The whole session as one participant sees it at `seq`.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SessionView {
    pub seq: u64,
    pub hash: Sha256Hash,
    pub at: Timestamp,
    pub last_material_seq: u64,
    pub first_line: Sha256Hash,
    pub opened_at: Timestamp,
    pub phase: Phase,
    pub paused: bool,
    pub title: String,
    pub host_name: String,
    pub host_present: bool,
    pub policy: Policy,
    pub degraded: Vec<String>,
    /// Whether signers show their face; absent in a ceremony.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub face: Option<FaceRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r0: Option<Sha256Hash>,
    pub page_boxes: Vec<PageBox>,
    pub images: Vec<PageImage>,
    pub page: u32,
    pub page_turn: Sha256Hash,
    pub parties: Vec<PartyView>,
    pub fields: Vec<SigningField>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub controls: Vec<FillControl>,
    /// What was filled in; host and parties only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<ValueView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Timestamp>,
    /// 抄送人; host and parties only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub readers: Vec<ReaderView>,
    /// 合同编号
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The strokes that stand, by party, box and number ascending.
    pub ink: Vec<StrokeView>,
    /// Signatures made so far while sealing.
    pub signatures: u32,
    /// Why sealing waits, while it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sealing_waits_for: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<Sha256Hash>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sealed_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub film: Option<Sha256Hash>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub film_missing: Option<String>,
    pub ended: bool,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PartyView {
    pub no: PartyNo,
    pub label: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// Host only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Host only: kind and number of the identity document that the sender named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paper: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<IdentityMethod>,
    pub admitted: bool,
    pub present: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grant_until: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub committed_at: Option<Timestamp>,
    pub refused: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn: Option<u8>,
    /// Whether its values are in.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub filled: bool,
    /// Somebody of another name came for it, and was not let in.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub mismatched: bool,
    /// It signs by itself.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub auto: bool,
    /// What it wrote at its act 签署意见; host and parties only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub opinions: Vec<OpinionView>,
    /// 或签: the names of all who may sign for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<String>,
    #[serde(skip_serializing_if = "Demands::is_none")]
    pub demands: Demands,
    /// Milliseconds that each page was on its screen, ascending; where its reading is judged.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub read: Vec<PageReadView>,
    /// What it has shown before its act.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub proofs: Vec<ProofView>,
    /// Consents given or refused so far, latest answer per kind.
    pub consents: Vec<ConsentView>,
}

/// Somebody who may read the contract.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ReaderView {
    pub no: u8,
    pub name: String,
    /// Phone number or e-mail address; host only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ConsentView {
    pub kind: ConsentKind,
    pub given: bool,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PageReadView {
    pub page: u32,
    pub millis: u64,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ProofView {
    /// `face`, `sign_password` or `passkey`.
    pub by: &'static str,
    pub at: Timestamp,
}

/// A value that was filled in; without text once it is erased.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ValueView {
    pub no: FieldNo,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// An opinion in its control, as `hub.opinion.v1`; without it once it is erased.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct OpinionView {
    pub no: FieldNo,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct StrokeView {
    pub party: PartyNo,
    pub field: FieldNo,
    pub stroke: u32,
    /// base64url; absent once erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ink: Option<String>,
}

/// The snapshot for one audience.
pub fn session_view(state: &ContractState, pages: &PageList, audience: Audience) -> Option<SessionView> {
    let opened = state.opened.as_ref()?;
    let parties = opened
        .parties
        .iter()
        .zip(&state.parties)
        .map(|(planned, party)| PartyView {
            no: planned.no,
            label: planned.label.clone(),
            name: planned.name.text().to_owned(),
            organisation: planned.organisation.as_ref().map(|o| o.text().to_owned()),
            phone: (audience == Audience::Host).then(|| planned.phone.text().to_owned()),
            paper: planned
                .paper
                .as_ref()
                .filter(|_| audience == Audience::Host)
                .map(|paper| paper.text().to_owned()),
            method: party.verified.as_ref().map(|verified| verified.method),
            admitted: party.admitted,
            present: party.present,
            grant_until: party.grant_until,
            committed_at: party.committed.as_ref().map(|_| party.committed_at),
            refused: party.refused,
            turn: planned.turn,
            filled: party.filled.is_some(),
            mismatched: party.mismatched,
            auto: state.auto_of(planned.no).is_some(),
            opinions: opinions(party, audience),
            any_of: planned
                .any_of
                .iter()
                .map(|person| person.name.text().to_owned())
                .collect(),
            demands: planned.demands,
            read: read(party, planned.demands),
            proofs: proofs(party),
            consents: consents(party),
        })
        .collect();
    let mut ink: Vec<StrokeView> = Vec::new();
    for party in &state.parties {
        for field in &party.ink {
            for stroke in &field.strokes {
                ink.push(StrokeView {
                    party: party.no,
                    field: field.field,
                    stroke: stroke.stroke,
                    ink: stroke.ink.clone(),
                });
            }
        }
    }
    ink.sort_unstable_by_key(|stroke| (stroke.party, stroke.field, stroke.stroke));
    Some(SessionView {
        seq: state.seq,
        hash: state.hash,
        at: state.at,
        last_material_seq: state.last_material_seq,
        first_line: state.first_line,
        opened_at: state.opened_at,
        phase: state.phase,
        paused: state.paused,
        title: opened.title.text().to_owned(),
        host_name: opened.host_name.text().to_owned(),
        host_present: state.host_present,
        policy: opened.policy,
        degraded: opened.degraded.clone(),
        face: opened.face,
        r0: state.r0(),
        page_boxes: pages.boxes.clone(),
        images: pages.images.clone(),
        page: state.page,
        page_turn: state.page_turn,
        parties,
        fields: opened.fields.clone(),
        controls: opened.controls.clone(),
        values: values(state, audience),
        deadline: state.deadline,
        readers: readers(&opened.readers, audience),
        number: opened.number.clone(),
        ink,
        signatures: u32::try_from(state.signatures.len()).unwrap_or(u32::MAX),
        sealing_waits_for: state.sealing_waits_for.clone(),
        document: state.sealed.map(|sealed| sealed.document),
        sealed_at: state.sealed.map(|sealed| sealed.at),
        film: match &state.film {
            Some(FilmOutcome::Rendered(film)) => Some(film.film),
            _ => None,
        },
        film_missing: match &state.film {
            Some(FilmOutcome::Missing { code }) => Some(code.clone()),
            _ => None,
        },
        ended: state.ended,
    })
}

fn values(state: &ContractState, audience: Audience) -> Vec<ValueView> {
    let controls = state.opened.iter().flat_map(|opened| &opened.controls);
    controls
        .filter(|_| audience != Audience::Public)
        .filter_map(|control| state.value_of(control.no))
        .map(|filled| ValueView {
            no: filled.no,
            value: filled.value.value().map(str::to_owned),
        })
        .collect()
}

fn readers(readers: &Readers, audience: Audience) -> Vec<ReaderView> {
    let people = readers.people.iter().filter(|_| audience != Audience::Public);
    people
        .map(|reader| ReaderView {
            no: reader.no,
            name: reader.name.text().to_owned(),
            address: (audience == Audience::Host).then(|| reader.address.text().to_owned()),
        })
        .collect()
}

fn opinions(party: &PartyState, audience: Audience) -> Vec<OpinionView> {
    let act = party.committed.iter().filter(|_| audience != Audience::Public);
    act.flat_map(|act| &act.opinions)
        .map(|stated| OpinionView {
            no: stated.no,
            record: stated.record.value().map(str::to_owned),
        })
        .collect()
}

fn read(party: &PartyState, demands: Demands) -> Vec<PageReadView> {
    let pages = party.read.iter().filter(|_| demands.reading());
    pages
        .map(|(page, millis)| PageReadView {
            page: *page,
            millis: *millis,
        })
        .collect()
}

fn proofs(party: &PartyState) -> Vec<ProofView> {
    let given = party.proofs.iter();
    given
        .map(|given| ProofView {
            by: given.proof.word(),
            at: given.at,
        })
        .collect()
}

fn consents(party: &PartyState) -> Vec<ConsentView> {
    let mut kinds: Vec<ConsentKind> = party.consents.iter().map(|consent| consent.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
        .into_iter()
        .filter_map(|kind| party.consented(kind).map(|given| ConsentView { kind, given }))
        .collect()
}

/// One event as a client gets it: `{"type":"event","seq","hash","at","by","kind","material","body"}`.
/// In the body a personal value stands as plain text, or is left out where the audience may not see it;
/// in `hub.opened.v1` the page boxes, in `hub.prepared.v1` the page images stand themselves instead of their
/// list's hash.
pub fn event_view(recorded: &Recorded<ContractEvent>, pages: &PageList, audience: Audience) -> Value {
    let tagged = serde_json::to_value(&recorded.event).unwrap_or_default();
    let mut body = tagged.get("body").cloned().unwrap_or_else(|| json!({}));
    match recorded.event {
        ContractEvent::Opened(_) => body["pages"] = json!(pages.boxes),
        ContractEvent::Prepared(_) => body["images"] = json!(pages.images),
        _ => {}
    }
    recorded.event.clone().visit_personal(&mut |slot| {
        let shown = may_see(&slot.path, audience)
            .then(|| slot.personal.value().map(str::to_owned))
            .flatten();
        place(&mut body, &slot.path, shown);
    });
    if let (Audience::Public, Some(body)) = (audience, body.as_object_mut()) {
        body.remove("readers");
    }
    json!({
        "type": "event",
        "seq": recorded.seq,
        "hash": recorded.hash,
        "at": recorded.at,
        "by": caller_text(recorded.by),
        "kind": tagged.get("$t").cloned().unwrap_or_default(),
        "material": recorded.event.is_material(),
        "body": body,
    })
}

fn may_see(path: &str, audience: Audience) -> bool {
    match path.rsplit('/').next() {
        Some("phone" | "paper" | "address" | "id_seen") => audience == Audience::Host,
        Some("reason" | "value" | "record") => audience != Audience::Public,
        _ => true,
    }
}

/// Replaces the commitment at `path` (`parties/2/name`: the party whose `no` is 2) by the value, or removes it.
fn place(body: &mut Value, path: &str, shown: Option<String>) {
    let mut at = body;
    let mut parts: Vec<&str> = path.split('/').collect();
    let Some(last) = parts.pop() else { return };
    for part in parts {
        at = match at {
            Value::Array(items) => {
                let no = part.parse().ok();
                let found = items
                    .iter_mut()
                    .find(|item| no.is_some() && item["no"].as_u64() == no);
                match found {
                    Some(found) => found,
                    None => return,
                }
            }
            other => &mut other[part],
        };
    }
    if let Value::Object(map) = at {
        match shown {
            Some(value) => map.insert(last.to_owned(), value.into()),
            None => map.remove(last),
        };
    }
}
