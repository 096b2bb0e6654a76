//! Joining 入场: a link gives a place, a one-time code or the host's eyes establish who sits in it.

pub mod device;
pub mod open_link;
pub mod send_code;
pub mod verify_code;

use super::problem::Problem;
use crate::hub::Hub;
use domain::contract::plan::PlannedParty;
use domain::contract::state::ContractState;
use domain::hash::Sha256Hash;
use domain::ids::{ContractId, PartyNo};
use std::sync::Arc;

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
