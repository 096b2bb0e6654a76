//! Who is in the room: identity, admission, presence, consents.

use super::{
    BEFORE_SEALING, Command, Decision, LIVE, Rejection, find, personal, require_host, require_hub,
    require_party, require_phase, require_text,
};
use crate::aggregate::Envelope;
use crate::contract::demands::Proof;
use crate::contract::event::{
    ConsentKind, Consented, ContractEvent, GrantEnd, IdentityMethod, PartyVerified,
};
use crate::contract::state::ContractState;
use crate::hash::Sha256Hash;
use crate::ids::PartyNo;

/// How a party was identified, as the hub or the host reports it.
pub(super) struct Identification<'a> {
    pub method: IdentityMethod,
    pub device_key: &'a str,
    pub id_seen: Option<&'a str>,
    pub photo: Option<Sha256Hash>,
}

pub(super) fn verify(
    state: &ContractState,
    command: &Envelope<Command>,
    no: PartyNo,
    seen: &Identification<'_>,
) -> Decision {
    let face_to_face = seen.method == IdentityMethod::HostFaceToFace;
    if face_to_face {
        require_host(state, command)?;
    } else {
        require_hub(command)?;
    }
    require_phase(state, LIVE)?;
    let party = find(state, no)?;
    let id_seen = match seen.id_seen {
        Some(text) => Some(personal(command, "id_seen", require_text(text, 60)?)),
        None if face_to_face => return Err(Rejection::BadText),
        None => None,
    };
    let mut events = Vec::new();
    let other_device = party
        .verified
        .as_ref()
        .is_some_and(|verified| verified.device_key != seen.device_key);
    if other_device && party.grant_until.is_some() {
        events.push(ContractEvent::GrantEnded {
            party: no,
            reason: GrantEnd::NewDevice,
        });
    }
    events.push(ContractEvent::PartyVerified(PartyVerified {
        party: no,
        method: seen.method,
        device_key: seen.device_key.to_owned(),
        id_seen,
        photo: seen.photo,
    }));
    Ok(events)
}

/// What a party shows before its act counts for the device that it was identified on.
pub(super) fn record_proof(
    state: &ContractState,
    command: &Envelope<Command>,
    no: PartyNo,
    proof: &Proof,
) -> Decision {
    require_hub(command)?;
    require_phase(state, BEFORE_SEALING)?;
    let party = find(state, no)?;
    if party.verified.is_none() {
        return Err(Rejection::NotVerified);
    }
    if party.committed.is_some() {
        return Err(Rejection::AlreadyCommitted);
    }
    Ok(vec![ContractEvent::PartyProven {
        party: no,
        proof: proof.clone(),
    }])
}

/// Lets a party in. Also takes back a refusal that was a slip of the finger: both stay in the log.
pub(super) fn admit(state: &ContractState, command: &Envelope<Command>, no: PartyNo) -> Decision {
    require_host(state, command)?;
    require_phase(state, BEFORE_SEALING)?;
    let party = find(state, no)?;
    if party.verified.is_none() {
        return Err(Rejection::NotVerified);
    }
    if party.admitted && !party.refused {
        return Ok(Vec::new());
    }
    Ok(vec![ContractEvent::PartyAdmitted { party: no }])
}

pub(super) fn remove(
    state: &ContractState,
    command: &Envelope<Command>,
    no: PartyNo,
    reason: &str,
) -> Decision {
    require_host(state, command)?;
    require_phase(state, BEFORE_SEALING)?;
    if find(state, no)?.committed.is_some() {
        return Err(Rejection::AlreadyCommitted);
    }
    let reason = personal(command, "reason", require_text(reason, 100)?);
    Ok(vec![ContractEvent::PartyRemoved { party: no, reason }])
}

pub(super) fn set_presence(
    state: &ContractState,
    command: &Envelope<Command>,
    no: PartyNo,
    present: bool,
) -> Decision {
    require_hub(command)?;
    let party = find(state, no)?;
    if state.closed || party.present == present || (present && party.verified.is_none()) {
        return Ok(Vec::new());
    }
    Ok(vec![match present {
        true => ContractEvent::PartyPresent { party: no },
        false => ContractEvent::PartyAbsent { party: no },
    }])
}

pub(super) fn set_host_presence(
    state: &ContractState,
    command: &Envelope<Command>,
    present: bool,
) -> Decision {
    require_hub(command)?;
    if state.closed || state.host_present == present {
        return Ok(Vec::new());
    }
    Ok(vec![match present {
        true => ContractEvent::HostPresent {},
        false => ContractEvent::HostAbsent {},
    }])
}

pub(super) fn consent(
    state: &ContractState,
    command: &Envelope<Command>,
    kind: ConsentKind,
    given: bool,
    version: &str,
    text: Sha256Hash,
) -> Decision {
    let party = require_party(state, command)?;
    require_phase(state, BEFORE_SEALING)?;
    if party.committed.is_some() {
        return Err(Rejection::AlreadyCommitted);
    }
    if party.consented(kind) == Some(given) {
        return Ok(Vec::new());
    }
    let version = require_text(version, 20)?.to_owned();
    Ok(vec![ContractEvent::Consented(Consented {
        party: party.no,
        kind,
        given,
        version,
        text,
    })])
}

/// A link that goes on with the party's part stands in the log before it is handed out.
pub(super) fn record_own_link(state: &ContractState, command: &Envelope<Command>, no: PartyNo) -> Decision {
    require_hub(command)?;
    require_phase(state, BEFORE_SEALING)?;
    if find(state, no)?.committed.is_some() {
        return Err(Rejection::AlreadyCommitted);
    }
    Ok(vec![ContractEvent::OwnLinkMade { party: no }])
}

/// Said once, until the party is corrected or the right person comes.
pub(super) fn record_mismatch(state: &ContractState, command: &Envelope<Command>, no: PartyNo) -> Decision {
    require_hub(command)?;
    require_phase(state, BEFORE_SEALING)?;
    let party = find(state, no)?;
    if party.committed.is_some() {
        return Err(Rejection::AlreadyCommitted);
    }
    if party.mismatched {
        return Ok(Vec::new());
    }
    Ok(vec![ContractEvent::PartyMismatched { party: no }])
}
