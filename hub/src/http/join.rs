//! Joining 入场: a link gives a place, a one-time code or the host's eyes establish who sits in it.

pub mod device;
pub mod open_link;
pub mod person;
pub mod reader;
pub mod send_code;
pub mod verify_code;

use super::me::{masked, role_name};
use super::problem::Problem;
use super::sessions;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse};
use domain::aggregate::Caller;
use domain::contract::command::ContractCommand;
use domain::contract::event::IdentityMethod;
use domain::contract::plan::PlannedParty;
use domain::contract::state::ContractState;
use domain::hash::Sha256Hash;
use domain::ids::{ContractId, PartyNo};
use domain::ports::account_desk::{LinkRole, SessionSubject};
use serde_json::json;
use std::sync::Arc;

/// A place in a contract, before somebody sits in it.
pub struct Place {
    pub contract: ContractId,
    pub role: LinkRole,
    /// Whether it is known already who sits there.
    pub verified: bool,
}

/// Gives this browser a seat of its own in the place: a cookie, and what the page says about the contract.
///
/// # Errors
/// `link_ended` where the contract is not open, `no_such_party`.
pub async fn take_seat(hub: &Hub, request: &HttpRequest, place: Place) -> Result<HttpResponse, Problem> {
    let Place {
        contract,
        role,
        verified,
    } = place;
    let state = hub.contract_state(contract).await?.state;
    let opened = state.opened.as_ref().ok_or_else(|| Problem::new("link_ended"))?;
    let party: Option<PlannedParty> = match role {
        LinkRole::Party { .. } | LinkRole::OneOf { .. } => Some(seated(&state, role)?),
        LinkRole::Reader { .. } | LinkRole::Viewer | LinkRole::Stage => None,
    };
    let reader = match role {
        LinkRole::Reader { reader } => Some(reader::named(&state, reader)?),
        _ => None,
    };
    let person = party.as_ref().map(|party| (&party.name, &party.phone));
    let person = person.or(reader.as_ref().map(|reader| (&reader.name, &reader.address)));
    let seat = hex::encode(random_seat(hub));
    let subject = SessionSubject::Guest {
        contract,
        role,
        verified,
    };
    let (_, cookie) = sessions::begin(hub, request, subject, Some(&seat)).await?;
    Ok(HttpResponse::Ok().cookie(cookie).json(json!({
        "seat": seat,
        "contract": contract,
        "role": role_name(role),
        "party": party.as_ref().map(|party| party.no),
        "title": opened.title.text(),
        "host_name": opened.host_name.text(),
        "party_name": person.map(|(name, _)| name.text()),
        "party_label": party.as_ref().map(|party| party.label.as_str()),
        "phone_masked": person.map(|(_, address)| masked(address.text())),
        "verified": verified,
        "demo": opened.policy.demo,
    })))
}

fn random_seat(hub: &Hub) -> [u8; 8] {
    let mut seat = [0; 8];
    hub.clock.fill_random(&mut seat);
    seat
}

/// Notes in the log who sits in the party's place, and with which device. Once the log has its last line, coming back
/// to read and download is no event of it.
pub async fn identify(
    hub: &Hub,
    contract: ContractId,
    party: PartyNo,
    method: IdentityMethod,
    device_key: String,
) -> Result<(), Problem> {
    check_device_key(&device_key)?;
    let (state, planned) = planned(hub, contract, party).await?;
    person::require(hub, contract, &planned).await?;
    if state.closed {
        return Ok(());
    }
    let command = ContractCommand::VerifyParty {
        party,
        method,
        device_key,
        id_seen: None,
        photo: None,
    };
    let entity = hub.contract(contract);
    let sent = entity.send(entity.envelope(Caller::Hub, command)).await;
    sent.map(drop).map_err(Problem::from)
}

/// Who sits in a party's place; of several who may sign for it, the one whose link it is.
///
/// # Errors
/// `no_such_party`; `signed_by_another` where another of them has.
pub fn seated(state: &ContractState, role: LinkRole) -> Result<PlannedParty, Problem> {
    let (LinkRole::Party { party: no } | LinkRole::OneOf { party: no, .. }) = role else {
        return Err(Problem::new("not_allowed"));
    };
    let missing = || Problem::new("no_such_party").with("party", no);
    let planned = state.planned(no).ok_or_else(missing)?;
    let account = match role {
        LinkRole::OneOf { account, .. } if planned.account != Some(account) => account,
        _ => return Ok(planned.clone()),
    };
    let person = planned.candidate(account).ok_or_else(missing)?;
    if state.party(no).is_some_and(|party| party.committed.is_some()) {
        return Err(Problem::new("signed_by_another").with("name", planned.name.text()));
    }
    Ok(PlannedParty {
        name: person.name.clone(),
        phone: person.phone.clone(),
        account: Some(account),
        ..planned.clone()
    })
}

/// Whoever has shown to be one of several who may sign for a party acts for it from now on.
pub async fn take_part(hub: &Hub, contract: ContractId, role: LinkRole) -> Result<(), Problem> {
    let LinkRole::OneOf { party, account } = role else {
        return Ok(());
    };
    seated(&hub.contract_state(contract).await?.state, role)?;
    let entity = hub.contract(contract);
    let command = ContractCommand::TakePart { party, account };
    let sent = entity.send(entity.envelope(Caller::Hub, command)).await;
    sent.map(drop).map_err(Problem::from)
}

/// The plan's entry of a party, with the state it was read from.
async fn planned(
    hub: &Hub,
    contract: ContractId,
    party: PartyNo,
) -> Result<(Arc<ContractState>, PlannedParty), Problem> {
    let state = hub.contract_state(contract).await?.state;
    let found = state
        .opened
        .as_ref()
        .and_then(|o| o.parties.iter().find(|p| p.no == party).cloned());
    match found {
        Some(planned) => Ok((state, planned)),
        None => Err(Problem::new("no_such_party").with("party", party)),
    }
}

/// A device's public key: SPKI of a P-256 key, 91 bytes of DER, as base64url.
fn check_device_key(key: &str) -> Result<(), Problem> {
    pki::device_signature::device_key(key)
        .map(drop)
        .map_err(|_| Problem::new("device_key_malformed"))
}

/// Where the device key waits that a party sent before the host confirmed it face to face.
pub fn waiting_device(contract: ContractId, party: PartyNo) -> String {
    format!(
        "waiting-device:{}",
        Sha256Hash::of(format!("{contract}/{party}").as_bytes())
    )
}
