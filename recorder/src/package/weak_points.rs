//! The weak points of a package, computed from what it holds; the verifier computes the same again (design 3).

use super::description::Provider;
use domain::contract::authority_used::AuthorityUsed;
use domain::contract::event::{ConsentKind, ContractEvent, IdentityMethod};
use std::collections::BTreeSet;

/// What the package holds besides the lines, as far as it matters here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Support {
    pub certificates: Provider,
    pub time: Provider,
    /// Signature lines on the upper checkpoint besides the log's own.
    pub cosignatures: usize,
    /// Whether a token bounds the session from below.
    pub lower_bound: bool,
    /// Receipts of outside anchors.
    pub anchors: usize,
    /// Values that were erased, and values left out.
    pub erased: usize,
    pub withheld: usize,
}

/// Who stands behind the certificates and behind the time of a session, as its events say: external only if nothing
/// of the hub's own stands in for it.
pub fn providers<'a>(events: impl IntoIterator<Item = &'a ContractEvent>) -> (Provider, Provider) {
    let (mut certificates, mut times) = (Vec::new(), Vec::new());
    for event in events {
        match event {
            ContractEvent::Prepared(prepared) => times.push(prepared.time_authority.as_ref()),
            ContractEvent::PartySigned(signed) => {
                certificates.push(signed.issuer.as_ref());
                times.push(signed.time_authority.as_ref());
            }
            ContractEvent::Preserved(preserved) => times.push(preserved.time_authority.as_ref()),
            _ => {}
        }
    }
    let provider = |used: &[Option<&AuthorityUsed>]| {
        if !used.is_empty() && used.iter().all(|one| AuthorityUsed::is_external(*one)) {
            Provider::External
        } else {
            Provider::Embedded
        }
    };
    (provider(&certificates), provider(&times))
}

fn is_fallback(used: Option<&AuthorityUsed>) -> bool {
    AuthorityUsed::is_fallback(used)
}

/// Codes of all weak points, sorted. The sentences stand in the catalogue.
pub fn weak_points<'a>(
    events: impl IntoIterator<Item = &'a ContractEvent>,
    support: &Support,
) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    let mut weak = |code: &str| codes.insert(code.to_owned());
    let facts = [
        (support.certificates == Provider::Embedded, "embedded_ca"),
        (support.time == Provider::Embedded, "embedded_tsa"),
        (support.cosignatures == 0, "no_witness"),
        (support.anchors == 0, "no_external_anchor"),
        (!support.lower_bound, "no_lower_bound"),
        (support.erased > 0, "values_erased"),
        (support.withheld > 0, "values_withheld"),
    ];
    for (holds, code) in facts {
        if holds {
            weak(code);
        }
    }
    // Parties of an ordinary contract whose face nobody compared.
    let mut unseen = BTreeSet::new();
    let mut is_judged = false;
    for event in events {
        match event {
            ContractEvent::PartyProven { party, proof } if proof.is_face() => {
                unseen.remove(party);
            }
            // Its operator signs by hand.
            ContractEvent::AutoSignFailed { party, .. } if is_judged => {
                unseen.insert(*party);
            }
            ContractEvent::PartyCorrected(details)
            | ContractEvent::Transferred(details)
            | ContractEvent::PartTaken(details)
                if is_judged =>
            {
                unseen.insert(details.party);
            }
            ContractEvent::Committed(act) if unseen.contains(&act.party) => {
                weak("no_face_check");
            }
            ContractEvent::Opened(opened) => {
                if opened.face.is_some() {
                    is_judged = true;
                    let people = opened.parties.iter().filter(|party| party.auto.is_none());
                    unseen = people.map(|party| party.no).collect();
                }
                if opened.policy.demo {
                    weak("demo");
                }
                for code in &opened.degraded {
                    weak(code);
                }
            }
            ContractEvent::PartyVerified(verified) => match verified.method {
                // The account's number was shown by such a code too.
                IdentityMethod::OutboxCode | IdentityMethod::OwnAccount => drop(weak("outbox_codes")),
                IdentityMethod::HostFaceToFace => drop(weak("host_confirmed")),
                IdentityMethod::PhoneCode | IdentityMethod::StandingAgreement => {}
            },
            ContractEvent::Consented(consented)
                if consented.kind == ConsentKind::Recording && !consented.given =>
            {
                weak("recording_refused");
            }
            ContractEvent::Prepared(prepared) if is_fallback(prepared.time_authority.as_ref()) => {
                weak("tsa_fallback");
            }
            ContractEvent::PartySigned(signed) => {
                if is_fallback(signed.time_authority.as_ref()) {
                    weak("tsa_fallback");
                }
                if is_fallback(signed.issuer.as_ref()) {
                    weak("ca_fallback");
                }
            }
            ContractEvent::Preserved(preserved) if is_fallback(preserved.time_authority.as_ref()) => {
                weak("tsa_fallback");
            }
            ContractEvent::PreservationMissing { .. } => drop(weak("no_document_timestamp")),
            ContractEvent::FilmMissing { .. } => drop(weak("film_missing")),
            ContractEvent::CalledOff { .. } => drop(weak("called_off")),
            _ => {}
        }
    }
    codes
}
