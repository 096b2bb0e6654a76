//! Identity, admission, removal, presence and consents.

use super::cast::*;
use super::given;
use super::session::Session;
use crate::aggregate::Caller;
use crate::contract::command::ContractCommand as Command;
use crate::contract::event::{ConsentKind, ContractEvent, GrantEnd, IdentityMethod, Phase};
use crate::contract::plan::SigningOrder;
use crate::contract::rejection::ContractRejection as Rejection;
use crate::ids::PartyNo;

const NOBODY: PartyNo = PartyNo(9);

fn present(no: PartyNo, present: bool) -> Command {
    Command::SetPresence { party: no, present }
}

fn admit(no: PartyNo) -> Command {
    Command::Admit { party: no }
}

fn remove(no: PartyNo) -> Command {
    Command::Remove {
        party: no,
        reason: "换一台设备".into(),
    }
}

/// Party 1 is identified, and nothing else.
fn verified() -> Session {
    let mut session = given::lobby(&together(2));
    session
        .when(Caller::Hub, verify(P1, &device(P1)))
        .gives(&["party_verified"]);
    session
}

#[test]
fn the_hub_identifies_a_party_by_its_code() {
    let session = verified();
    let identity = session.state.party(P1).unwrap().verified.as_ref().unwrap();
    assert_eq!(
        (identity.method, identity.device_key.as_str()),
        (IdentityMethod::OutboxCode, "device-of-party-1")
    );
}

#[test]
fn nobody_but_the_hub_vouches_for_a_code() {
    for by in [host(), stranger(), party(P1), Caller::Viewer, Caller::Stage] {
        given::lobby(&together(1))
            .when(by, verify(P1, "key"))
            .is_refused(Rejection::NotAllowed);
    }
}

#[test]
fn the_host_identifies_a_party_face_to_face_and_notes_what_was_seen() {
    let mut session = given::lobby(&together(1));
    session
        .when(host(), verify_face_to_face(P1, Some("身份证 尾号 1234")))
        .gives(&["party_verified"]);
    let ContractEvent::PartyVerified(seen) = &session.events.last().unwrap().event else {
        panic!()
    };
    assert_eq!(seen.id_seen.as_ref().unwrap().value(), Some("身份证 尾号 1234"));
    session
        .when(host(), verify_face_to_face(P1, None))
        .is_refused(Rejection::BadText);
    session
        .when(host(), verify_face_to_face(P1, Some(" ")))
        .is_refused(Rejection::BadText);
    session
        .when(Caller::Hub, verify_face_to_face(P1, Some("x")))
        .is_refused(Rejection::NotAllowed);
}

#[test]
fn a_party_must_exist_and_the_room_be_open_to_identify_it() {
    given::lobby(&together(1))
        .when(Caller::Hub, verify(NOBODY, "key"))
        .is_refused(Rejection::NoParty(NOBODY));
    given::preparing(&together(1))
        .when(Caller::Hub, verify(P1, "key"))
        .is_refused(Rejection::WrongPhase(Phase::Preparing));
}

#[test]
fn a_new_device_ends_the_right_to_sign_that_the_old_one_had() {
    let mut session = given::inked(&together(2));
    let events = session
        .when(Caller::Hub, verify(P1, "new device"))
        .gives(&["grant_ended", "party_verified"]);
    assert_eq!(
        events[0],
        ContractEvent::GrantEnded {
            party: P1,
            reason: GrantEnd::NewDevice
        }
    );
    session
        .when(party(P1), draw(field(P1), 2))
        .is_refused(Rejection::NotGranted);
}

#[test]
fn the_same_device_again_keeps_the_right_to_sign() {
    let mut session = given::inked(&together(2));
    session
        .when(Caller::Hub, verify(P1, &device(P1)))
        .gives(&["party_verified"]);
    session.when(party(P1), draw(field(P1), 2)).gives(&["ink_stroke"]);
}

#[test]
fn the_host_admits_an_identified_party_once() {
    let mut session = verified();
    session.when(host(), admit(P2)).is_refused(Rejection::NotVerified);
    session
        .when(host(), admit(NOBODY))
        .is_refused(Rejection::NoParty(NOBODY));
    session
        .when(party(P1), admit(P1))
        .is_refused(Rejection::NotAllowed);
    session
        .when(Caller::Hub, admit(P1))
        .is_refused(Rejection::NotAllowed);
    session.when(host(), admit(P1)).gives(&["party_admitted"]);
    session.when(host(), admit(P1)).changes_nothing();
}

#[test]
fn a_removed_party_is_out_until_it_is_admitted_again() {
    let mut session = given::inked(&together(2));
    session.when(host(), remove(P1)).gives(&["party_removed"]);
    let removed = session.state.party(P1).unwrap();
    assert!(!removed.admitted && !removed.present && removed.grant_until.is_none());
    session
        .when(party(P1), draw(field(P1), 2))
        .is_refused(Rejection::NotAdmitted);
    session
        .when(host(), Command::Grant { party: P1 })
        .is_refused(Rejection::NotAdmitted);
    session.when(host(), admit(P1)).gives(&["party_admitted"]);
    session
        .when(party(P1), draw(field(P1), 2))
        .is_refused(Rejection::NotPresent);
    session
        .when(Caller::Hub, present(P1, true))
        .gives(&["party_present"]);
    session
        .when(party(P1), draw(field(P1), 2))
        .is_refused(Rejection::NotGranted);
    session
        .when(host(), Command::Grant { party: P1 })
        .gives(&["granted"]);
    session.when(party(P1), draw(field(P1), 2)).gives(&["ink_stroke"]);
}

#[test]
fn a_party_that_has_committed_cannot_be_removed() {
    let mut session = given::signing(&together(2));
    given::draw_and_commit(&mut session, P1);
    session
        .when(host(), remove(P1))
        .is_refused(Rejection::AlreadyCommitted);
}

#[test]
fn only_the_host_removes_a_party_and_says_why() {
    let mut session = given::gathered(&together(2));
    for by in [Caller::Hub, stranger(), party(P1), party(P2), Caller::Viewer] {
        session.when(by, remove(P1)).is_refused(Rejection::NotAllowed);
    }
    session
        .when(host(), remove(NOBODY))
        .is_refused(Rejection::NoParty(NOBODY));
    let silent = Command::Remove {
        party: P1,
        reason: "理".repeat(101),
    };
    session.when(host(), silent).is_refused(Rejection::BadText);
}

#[test]
fn presence_is_the_hubs_word_and_is_written_when_it_changes() {
    let mut session = verified();
    session
        .when(party(P1), present(P1, true))
        .is_refused(Rejection::NotAllowed);
    session
        .when(Caller::Hub, present(NOBODY, true))
        .is_refused(Rejection::NoParty(NOBODY));
    session.when(Caller::Hub, present(P1, false)).changes_nothing();
    session
        .when(Caller::Hub, present(P1, true))
        .gives(&["party_present"]);
    session.when(Caller::Hub, present(P1, true)).changes_nothing();
    session
        .when(Caller::Hub, present(P1, false))
        .gives(&["party_absent"]);
}

#[test]
fn a_party_that_is_not_identified_is_not_in_the_room() {
    verified().when(Caller::Hub, present(P2, true)).changes_nothing();
}

#[test]
fn the_hosts_presence_is_written_when_it_changes() {
    let mut session = given::lobby(&together(1));
    let set = |present| Command::SetHostPresence { present };
    session.when(host(), set(true)).is_refused(Rejection::NotAllowed);
    session.when(Caller::Hub, set(true)).gives(&["host_present"]);
    session.when(Caller::Hub, set(true)).changes_nothing();
    session.when(Caller::Hub, set(false)).gives(&["host_absent"]);
}

#[test]
fn a_party_answers_each_consent_and_may_change_its_mind() {
    let mut session = verified();
    session
        .when(party(P1), consent(ConsentKind::Recording, false))
        .gives(&["consented"]);
    session
        .when(party(P1), consent(ConsentKind::Recording, false))
        .changes_nothing();
    session
        .when(party(P1), consent(ConsentKind::Recording, true))
        .gives(&["consented"]);
    assert_eq!(
        session.state.party(P1).unwrap().consented(ConsentKind::Recording),
        Some(true)
    );
    assert_eq!(session.state.party(P1).unwrap().consented(ConsentKind::Ink), None);
}

#[test]
fn a_consent_is_the_partys_own_and_needs_its_identity() {
    let mut session = verified();
    for by in [host(), Caller::Hub, Caller::Viewer, Caller::Stage] {
        session
            .when(by, consent(ConsentKind::Terms, true))
            .is_refused(Rejection::NotAllowed);
    }
    session
        .when(party(P2), consent(ConsentKind::Terms, true))
        .is_refused(Rejection::NotVerified);
    session
        .when(party(NOBODY), consent(ConsentKind::Terms, true))
        .is_refused(Rejection::NoParty(NOBODY));
}

#[test]
fn a_consent_names_its_version() {
    let unnamed = Command::Consent {
        kind: ConsentKind::Terms,
        given: true,
        version: String::new(),
        text: digest("text"),
    };
    verified().when(party(P1), unnamed).is_refused(Rejection::BadText);
}

#[test]
fn a_consent_stands_once_the_party_has_committed() {
    let mut session = given::signing(&together(2));
    given::draw_and_commit(&mut session, P1);
    session
        .when(party(P1), consent(ConsentKind::Ink, false))
        .is_refused(Rejection::AlreadyCommitted);
    given::sealing(&together(1))
        .when(party(P1), consent(ConsentKind::Ink, false))
        .is_refused(Rejection::WrongPhase(Phase::Sealing));
}

#[test]
fn who_comes_under_another_name_is_said_once_until_it_is_put_right() {
    let mut session = given::to_sign(&routine(2, SigningOrder::Together));
    let record = || Command::RecordMismatch { party: P2 };
    session.when(host(), record()).is_refused(Rejection::NotAllowed);
    let _ = session.when(Caller::Hub, record()).gives(&["party_mismatched"]);
    let _ = session.when(Caller::Hub, record()).gives(&[]);
    assert!(session.state.party(P2).unwrap().mismatched);
    given::come(&mut session, P2);
    assert!(!session.state.party(P2).unwrap().mismatched);
    let _ = session.when(Caller::Hub, record()).gives(&["party_mismatched"]);
}

#[test]
fn a_link_to_a_part_is_made_by_the_hub_until_the_act() {
    let mut session = given::to_sign(&routine(2, SigningOrder::Together));
    let made = Command::RecordOwnLink { party: P1 };
    for by in [host(), party(P1), stranger(), Caller::Viewer] {
        session.when(by, made.clone()).is_refused(Rejection::NotAllowed);
    }
    session.when(Caller::Hub, made.clone()).gives(&["own_link_made"]);
    given::draw_and_commit(&mut session, P1);
    session
        .when(Caller::Hub, made)
        .is_refused(Rejection::AlreadyCommitted);
}
