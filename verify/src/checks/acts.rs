//! The acts of the parties: signed by their own devices over what they saw, each exactly once (V09).

use crate::check::CheckId;
use crate::ledger::Ledger;
use crate::session::SessionLine;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::aggregate::{Aggregate, Caller};
use domain::canonical;
use domain::contract::Contract;
use domain::contract::activation::confirmed_together;
use domain::contract::auto_sign;
use domain::contract::event::{Committed, ContractEvent, InkStroke};
use domain::contract::opinion::activated;
use domain::contract::state::{ContractState, PartyState};
use domain::hash::Sha256Hash;
use pki::device_signature::verify_p256;
use serde_json::json;

/// `end`: the state after the last line.
pub(super) fn check(lines: &[SessionLine<'_>], end: &ContractState, ledger: &mut Ledger) {
    let mut state = ContractState::default();
    for (number, line) in (1u64..).zip(lines) {
        let problem = match &line.event {
            ContractEvent::InkStroke(stroke) => check_stroke(stroke).err(),
            ContractEvent::Committed(act) => check_act(&state, line, act).err(),
            _ => None,
        };
        if let Some(problem) = problem {
            ledger.fail(CheckId::V09, format!("line {number}: {problem}"));
        }
        Contract::evolve(&mut state, &line.recorded());
    }
    let count =
        |wanted: &dyn Fn(&ContractEvent) -> bool| lines.iter().filter(|line| wanted(&line.event)).count();
    for party in end.parties.iter().map(|party| party.no) {
        let acts = count(&|event| matches!(event, ContractEvent::Committed(act) if act.party == party));
        let signed = count(&|event| matches!(event, ContractEvent::PartySigned(s) if s.party == party));
        if end.sealed.is_some() {
            ledger.expect(CheckId::V09, acts == 1 && signed == 1, || {
                format!("party {party} acted {acts} times and has {signed} signatures; one of each is right")
            });
        } else {
            ledger.expect(CheckId::V09, acts <= 1 && signed == 0, || {
                format!("party {party} has acts that an unfinished contract cannot have")
            });
        }
    }
    if end.sealed.is_none() {
        ledger.degrade(
            CheckId::V09,
            "the contract was not completed: there is no signed document",
        );
    }
}

/// A stroke's digest must be that of the ink that was committed to; erased ink cannot be compared.
fn check_stroke(stroke: &InkStroke) -> Result<(), String> {
    let Some(ink) = stroke.ink.value() else {
        return Ok(());
    };
    let bytes = URL_SAFE_NO_PAD
        .decode(ink)
        .map_err(|_| "the ink is not base64url".to_owned())?;
    if Sha256Hash::of(&bytes) == stroke.digest {
        Ok(())
    } else {
        Err("the ink is not the ink drawn".to_owned())
    }
}

/// `state`: before the act.
fn check_act(state: &ContractState, line: &SessionLine<'_>, act: &Committed) -> Result<(), String> {
    let party = state.party(act.party).ok_or("no such party")?;
    if state.auto_of(act.party).is_some() && line.by == Caller::Hub {
        return check_auto_act(state, party, act);
    }
    let key = party
        .verified
        .as_ref()
        .ok_or("the party's device was not known")?;
    verify_p256(&key.device_key, act.activation.as_bytes(), &act.signature)
        .map_err(|problem| format!("party {}: {problem}", act.party))?;
    if Some(act.r0) != state.r0() {
        return Err("the act names another document".to_owned());
    }
    if act.ink != party.ink_digest() {
        return Err("the act names other ink than was drawn".to_owned());
    }
    let record =
        canonical::parse_record(act.activation.as_bytes()).map_err(|e| format!("activation: {e}"))?;
    let seen = line.seen.ok_or("the act does not say what its sender had seen")?;
    let mut expected = json!({
        "$t": "hub.activation.v1",
        "at": record.get("at").and_then(serde_json::Value::as_i64).ok_or("the activation has no time")?,
        "ink": act.ink,
        "party": act.party,
        "purpose": "sign",
        "r0": act.r0,
        "seen_hash": seen.hash,
        "seen_n": seen.n,
        "session": state.first_line,
    });
    if !act.seals.is_empty() {
        let shown = act.seals.iter().map(
            |sealed| json!({"artwork": sealed.used.picture.artwork, "field": sealed.field, "seal": sealed.used.seal}),
        );
        expected["seals"] = shown.collect();
    }
    if let Some(opinions) = activated(act.opinions.iter().map(|stated| (stated.no, stated.digest))) {
        check_opinions(act)?;
        expected["opinions"] = opinions;
    }
    if let Some(together) = confirmed_together(&record).map_err(|e| e.to_string())? {
        expected["together"] = together.into();
    }
    if record == expected {
        Ok(())
    } else {
        Err("the device signed something else than the act says".to_owned())
    }
}

/// An opinion that was not erased is the one whose hash the device signed.
fn check_opinions(act: &Committed) -> Result<(), String> {
    for stated in &act.opinions {
        let record = stated.record.value();
        if record.is_some_and(|record| Sha256Hash::of(record.as_bytes()) != stated.digest) {
            return Err(format!(
                "party {}: the opinion in control {} is not the one signed",
                act.party, stated.no
            ));
        }
    }
    Ok(())
}

/// A part that signed by itself: no device signed, and the hub's own words say exactly what the line does.
fn check_auto_act(state: &ContractState, party: &PartyState, act: &Committed) -> Result<(), String> {
    if !act.signature.is_empty() || act.ink != party.ink_digest() {
        return Err("an act that was made by itself bears a device's signature or ink".to_owned());
    }
    if Some(act.r0) != state.r0() {
        return Err("the act names another document".to_owned());
    }
    let record =
        canonical::parse_record(act.activation.as_bytes()).map_err(|e| format!("activation: {e}"))?;
    if record == auto_sign::activation(state.first_line, act.party, act.r0, &act.seals) {
        Ok(())
    } else {
        Err("the act that was made by itself says something else than its line".to_owned())
    }
}
