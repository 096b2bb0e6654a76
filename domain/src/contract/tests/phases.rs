//! How the host leads from one phase to the next, and pauses.

use super::cast::*;
use super::given;
use crate::aggregate::Caller;
use crate::contract::command::ContractCommand as Command;
use crate::contract::event::{ContractEvent, Phase};
use crate::contract::rejection::ContractRejection as Rejection;

#[test]
fn the_host_leads_forward_and_back_before_any_commit() {
    let mut session = given::gathered(&together(1));
    session
        .when(host(), enter(Phase::Opening))
        .gives(&["phase_entered"]);
    session
        .when(host(), enter(Phase::Reading))
        .gives(&["phase_entered"]);
    session
        .when(host(), enter(Phase::Signing))
        .gives(&["phase_entered", "granted"]);
    session
        .when(host(), enter(Phase::Reading))
        .gives(&["phase_entered"]);
    assert_eq!(session.state.party(P1).unwrap().grant_until, None);
}

#[test]
fn entering_the_phase_that_is_on_does_nothing() {
    given::reading(&together(1))
        .when(host(), enter(Phase::Reading))
        .changes_nothing();
}

#[test]
fn only_the_host_leads() {
    let mut session = given::gathered(&together(1));
    for by in [stranger(), Caller::Hub, party(P1), Caller::Viewer, Caller::Stage] {
        session
            .when(by, enter(Phase::Reading))
            .is_refused(Rejection::NotAllowed);
        session.when(by, turn(2)).is_refused(Rejection::NotAllowed);
        session.when(by, pause()).is_refused(Rejection::NotAllowed);
        session
            .when(by, Command::Resume)
            .is_refused(Rejection::NotAllowed);
    }
}

#[test]
fn the_host_cannot_enter_a_phase_that_only_follows_from_acts() {
    let mut session = given::reading(&together(1));
    let on = Phase::Reading;
    for phase in [
        Phase::Draft,
        Phase::Preparing,
        Phase::Lobby,
        Phase::Sealing,
        Phase::Closing,
        Phase::Closed,
    ] {
        session
            .when(host(), enter(phase))
            .is_refused(Rejection::WrongPhase(on));
    }
    given::preparing(&together(1))
        .when(host(), enter(Phase::Opening))
        .is_refused(Rejection::WrongPhase(Phase::Preparing));
}

#[test]
fn signing_begins_when_every_party_is_identified_and_admitted() {
    let mut session = given::lobby(&together(2));
    session
        .when(host(), enter(Phase::Signing))
        .is_refused(Rejection::NotVerified);
    for no in [P1, P2] {
        given::done(&mut session, Caller::Hub, verify(no, &device(no)));
    }
    session
        .when(host(), enter(Phase::Signing))
        .is_refused(Rejection::NotAdmitted);
    for no in [P1, P2] {
        given::done(&mut session, host(), Command::Admit { party: no });
    }
    session
        .when(host(), enter(Phase::Signing))
        .gives(&["phase_entered", "granted", "granted"]);
}

#[test]
fn there_is_no_way_back_from_signing_after_a_commit() {
    let mut session = given::signing(&together(2));
    given::draw_and_commit(&mut session, P1);
    session
        .when(host(), enter(Phase::Reading))
        .is_refused(Rejection::AlreadyCommitted);
}

#[test]
fn the_host_must_have_seen_what_now_stands_to_lead_on() {
    let mut session = given::reading(&together(1));
    for expected_seq in [
        None,
        Some(session.state.last_material_seq - 1),
        Some(session.state.seq + 1),
    ] {
        let mut envelope = session.envelope(host(), enter(Phase::Signing));
        envelope.expected_seq = expected_seq;
        session.deliver(&envelope).is_refused(Rejection::StaleView);
    }
}

#[test]
fn a_pause_stops_host_and_parties_until_it_is_over() {
    let mut session = given::inked(&together(2));
    let events = session.when(host(), pause()).gives(&["paused"]);
    let ContractEvent::Paused { reason } = &events[0] else {
        panic!("{events:?}")
    };
    assert_eq!(reason.value(), Some("核对附件"));
    session.when(host(), pause()).changes_nothing();
    session
        .when(host(), enter(Phase::Reading))
        .is_refused(Rejection::Paused);
    session.when(host(), turn(2)).is_refused(Rejection::Paused);
    session
        .when(host(), Command::Grant { party: P1 })
        .is_refused(Rejection::Paused);
    session
        .when(party(P1), draw(field(P1), 2))
        .is_refused(Rejection::Paused);
    session
        .when(party(P1), Command::ClearInk { field: field(P1) })
        .is_refused(Rejection::Paused);
    let act = act(&session, P1);
    session.when(party(P1), commit(act)).is_refused(Rejection::Paused);
    session.when(host(), Command::Resume).gives(&["resumed"]);
    session.when(host(), Command::Resume).changes_nothing();
    session.when(party(P1), draw(field(P1), 2)).gives(&["ink_stroke"]);
}

#[test]
fn a_pause_says_why() {
    for reason in ["", "\t", "a\u{0}b"] {
        let silent = Command::Pause {
            reason: reason.to_owned(),
        };
        given::lobby(&together(1))
            .when(host(), silent)
            .is_refused(Rejection::BadText);
    }
}

#[test]
fn sealing_is_not_paused() {
    given::sealing(&together(1))
        .when(host(), pause())
        .is_refused(Rejection::WrongPhase(Phase::Sealing));
}

#[test]
fn a_party_may_still_refuse_and_the_host_call_off_while_paused() {
    let mut session = given::signing(&together(1));
    given::done(&mut session, host(), pause());
    session
        .when(
            party(P1),
            Command::Refuse {
                reason: "不同意".into(),
            },
        )
        .gives(&["refused"]);
    session.when(host(), call_off()).gives(&["called_off", "closed"]);
}
