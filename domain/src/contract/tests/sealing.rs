//! The signatures that the hub makes: compare-and-set on the revision, and harmless when reported again.

use super::cast::*;
use super::given;
use crate::aggregate::Caller;
use crate::contract::command::ContractCommand as Command;
use crate::contract::event::{ContractEvent, PartySigned, Phase};
use crate::contract::rejection::ContractRejection as Rejection;
use crate::ids::PartyNo;

fn report(signed: PartySigned) -> Command {
    Command::RecordPartySigned(signed)
}

fn sealed(document: &str) -> Command {
    Command::RecordSealed {
        document: digest(document),
        length: 1,
    }
}

#[test]
fn each_signature_continues_the_revision_before_it() {
    let mut session = given::sealing(&together(2));
    session
        .when(Caller::Hub, report(signed(P1, digest("R0"))))
        .gives(&["party_signed"]);
    assert_eq!(session.state.revision(), Some(digest("revision signed by 1")));
    session
        .when(Caller::Hub, report(signed(P2, digest("R0"))))
        .is_refused(Rejection::OtherRevision);
    let base = digest("revision signed by 1");
    session
        .when(Caller::Hub, report(signed(P2, base)))
        .gives(&["party_signed"]);
}

#[test]
fn a_signature_reported_again_is_harmless() {
    let mut session = given::sealing(&together(2));
    given::sign_next(&mut session, P1);
    session
        .when(Caller::Hub, report(signed(P1, digest("R0"))))
        .changes_nothing();
    let mut other = signed(P1, digest("revision signed by 1"));
    other.revision = digest("a second signature");
    session.when(Caller::Hub, report(other)).changes_nothing();
    assert_eq!(session.state.signatures.len(), 1);
}

#[test]
fn only_the_hub_reports_signatures_and_the_seal() {
    let mut session = given::sealing(&together(1));
    for by in [host(), party(P1), stranger(), Caller::Viewer, Caller::Stage] {
        session
            .when(by, report(signed(P1, digest("R0"))))
            .is_refused(Rejection::NotAllowed);
        session.when(by, sealed("R0")).is_refused(Rejection::NotAllowed);
    }
}

#[test]
fn there_is_no_signature_before_the_last_commit() {
    let mut session = given::signing(&together(2));
    given::draw_and_commit(&mut session, P1);
    let wrong = Rejection::WrongPhase(Phase::Signing);
    session
        .when(Caller::Hub, report(signed(P1, digest("R0"))))
        .is_refused(wrong.clone());
    session.when(Caller::Hub, sealed("R0")).is_refused(wrong);
}

#[test]
fn a_signature_is_of_a_party_of_the_contract() {
    let nobody = PartyNo(3);
    given::sealing(&together(2))
        .when(Caller::Hub, report(signed(nobody, digest("R0"))))
        .is_refused(Rejection::NoParty(nobody));
}

#[test]
fn the_file_is_sealed_with_every_signature() {
    let mut session = given::sealing(&together(2));
    session
        .when(Caller::Hub, sealed("R0"))
        .is_refused(Rejection::SignatureMissing);
    given::sign_next(&mut session, P1);
    session
        .when(Caller::Hub, sealed("revision signed by 1"))
        .is_refused(Rejection::SignatureMissing);
    given::sign_next(&mut session, P2);
    session
        .when(Caller::Hub, sealed("revision signed by 2"))
        .is_refused(Rejection::PreservationOpen);
    given::preserve(&mut session);
    session
        .when(Caller::Hub, sealed("revision signed by 2"))
        .is_refused(Rejection::OtherRevision);
    let document = digest("revision with the document time-stamp");
    let events = session
        .when(Caller::Hub, sealed("revision with the document time-stamp"))
        .gives(&["sealed"]);
    assert_eq!(
        events[0],
        ContractEvent::Sealed {
            document,
            length: 1,
            signatures: 2
        }
    );
    assert_eq!(session.state.phase, Phase::Closing);
}

#[test]
fn waiting_is_said_once_for_each_reason_and_ends_with_the_next_signature() {
    let mut session = given::sealing(&together(2));
    let waits = |code: &str| Command::RecordSealingWaiting { code: code.into() };
    session
        .when(Caller::Hub, waits("one"))
        .gives(&["sealing_waiting"]);
    session.when(Caller::Hub, waits("one")).changes_nothing();
    session
        .when(Caller::Hub, waits("two"))
        .gives(&["sealing_waiting"]);
    assert_eq!(session.state.sealing_waits_for.as_deref(), Some("two"));
    session
        .when(Caller::Hub, Command::RecordPartySigned(signed(P1, digest("R0"))))
        .gives(&["party_signed"]);
    assert_eq!(session.state.sealing_waits_for, None);
    session
        .when(host(), waits("three"))
        .is_refused(Rejection::NotAllowed);
}

#[test]
fn a_file_without_a_document_timestamp_is_sealed_if_that_is_said() {
    let mut session = given::all_signed(&together(1));
    let missing = || Command::RecordNoPreservation {
        code: "timestamp_refused".into(),
    };
    session
        .when(Caller::Hub, missing())
        .gives(&["preservation_missing"]);
    session.when(Caller::Hub, missing()).changes_nothing();
    session
        .when(Caller::Hub, Command::RecordPreserved(preserved(digest("R0"))))
        .changes_nothing();
    session
        .when(Caller::Hub, sealed("revision signed by 1"))
        .gives(&["sealed"]);
}

#[test]
fn validation_data_follow_the_last_signature() {
    let mut session = given::sealing(&together(1));
    let report = |base: &str| Command::RecordPreserved(preserved(digest(base)));
    session
        .when(Caller::Hub, report("R0"))
        .is_refused(Rejection::SignatureMissing);
    given::sign_next(&mut session, P1);
    session
        .when(Caller::Hub, report("R0"))
        .is_refused(Rejection::OtherRevision);
    session
        .when(host(), report("revision signed by 1"))
        .is_refused(Rejection::NotAllowed);
    session
        .when(Caller::Hub, report("revision signed by 1"))
        .gives(&["preserved"]);
}

#[test]
fn a_seal_reported_again_is_harmless_and_another_one_is_refused() {
    let mut session = given::closing(&together(1));
    let again = given::record_sealed(&session);
    session.when(Caller::Hub, again).changes_nothing();
    session
        .when(Caller::Hub, sealed("R0"))
        .is_refused(Rejection::WrongPhase(Phase::Closing));
}

#[test]
fn a_sealing_session_is_not_called_off() {
    given::sealing(&together(1))
        .when(host(), call_off())
        .is_refused(Rejection::WrongPhase(Phase::Sealing));
}
