//! Signatures are appended to exactly the planned file, once per party, and only the tail is hashed.

use super::*;
use crate::rehearsal::{PLAIN, Rehearsal, signature_request};
use sha2::Digest;

fn rehearsal() -> Rehearsal {
    Rehearsal::prepare(&PLAIN.pdf(), 2, 2, None)
}

#[test]
fn the_hash_state_of_the_base_is_enough_to_sign() {
    let rehearsal = rehearsal();
    let request = signature_request(&rehearsal.plan, PartyNo(1), rehearsal.now);
    let (unsigned, next) = append_signature(rehearsal.file(), &rehearsal.plan, &request).expect("appended");
    let whole = [rehearsal.file(), &unsigned.tail].concat();
    let state = Sha256::new_with_prefix(rehearsal.file());
    assert_eq!(
        unsigned.digest(&state),
        placeholder::digest(&whole, &unsigned.placeholder)
    );
    assert_eq!(next.end.length, whole.len() as u64);
    assert_eq!(next.unsigned().collect::<Vec<_>>(), [PartyNo(2)]);
    let once_more = append_signature(rehearsal.file(), &rehearsal.plan, &request).expect("appended");
    assert_eq!(
        once_more,
        (unsigned, next),
        "the same request gives the same bytes"
    );
}

#[test]
fn a_plan_survives_being_stored() {
    let plan = rehearsal().plan;
    let json = serde_json::to_vec(&plan).expect("json");
    assert_eq!(
        serde_json::from_slice::<SigningPlan>(&json).expect("a plan"),
        plan
    );
}

#[test]
fn other_files_and_other_parties_are_refused() {
    let mut rehearsal = rehearsal();
    let request = signature_request(&rehearsal.plan, PartyNo(1), rehearsal.now);
    let longer = [rehearsal.file(), b"\n"].concat();
    let length = rehearsal.file().len() as u64;
    assert_eq!(
        append_signature(&longer, &rehearsal.plan, &request),
        Err(SignError::NotThisRevision {
            planned: length,
            found: length + 1
        })
    );
    let refused = |change: fn(&mut SignatureRequest), rehearsal: &Rehearsal| {
        let mut request = request.clone();
        change(&mut request);
        append_signature(rehearsal.file(), &rehearsal.plan, &request).expect_err("a refusal")
    };
    assert_eq!(
        refused(|r| r.party = PartyNo(9), &rehearsal),
        SignError::UnknownParty(PartyNo(9))
    );
    assert_eq!(
        refused(|r| r.boxes.truncate(1), &rehearsal),
        SignError::MissingInk(FieldNo(101))
    );
    assert_eq!(
        refused(|r| r.boxes[0].field = FieldNo(2), &rehearsal),
        SignError::UnknownField(FieldNo(2))
    );
    rehearsal.sign(PartyNo(1));
    assert_eq!(refused(|_| (), &rehearsal), SignError::AlreadySigned(PartyNo(1)));
}

#[test]
fn a_reserve_that_is_too_small_says_how_much_is_needed() {
    let rehearsal = rehearsal();
    let mut request = signature_request(&rehearsal.plan, PartyNo(1), rehearsal.now);
    request.contents_reserve = 100;
    let (unsigned, _) = append_signature(rehearsal.file(), &rehearsal.plan, &request).expect("appended");
    let refused = unsigned.complete(&[0x30; 101]);
    assert_eq!(
        refused,
        Err(CompleteError::ContentsTooSmall {
            needed: 101,
            reserved: 100
        })
    );
}
