//! Acting on what now stands: what makes a view stale, and what does not.

use super::cast::*;
use super::given;
use super::session::Session;
use crate::aggregate::{Caller, Envelope};
use crate::contract::command::ContractCommand as Command;
use crate::contract::event::ContractEvent;
use crate::contract::rejection::ContractRejection as Rejection;

/// A commit of party 1, made now and delivered after `meanwhile` happened.
fn commit_after(meanwhile: impl FnOnce(&mut Session)) -> (Session, Envelope<Command>) {
    let mut session = given::inked(&together(2));
    let act = act(&session, P1);
    let envelope = session.envelope(party(P1), commit(act));
    meanwhile(&mut session);
    (session, envelope)
}

#[test]
fn presence_ink_grants_and_consents_of_others_do_not_make_a_commit_stale() {
    let (mut session, late) = commit_after(|session| {
        given::done(
            session,
            Caller::Hub,
            Command::SetPresence {
                party: P2,
                present: false,
            },
        );
        given::done(
            session,
            Caller::Hub,
            Command::SetPresence {
                party: P2,
                present: true,
            },
        );
        given::done(session, Caller::Hub, Command::SetHostPresence { present: true });
        given::done(session, party(P2), draw(field(P2), 1));
        given::done(session, party(P2), Command::ReportReading { page: 1, millis: 10 });
        given::done(session, host(), Command::WithdrawGrant { party: P2 });
        given::done(session, host(), Command::Grant { party: P2 });
    });
    session.deliver(&late).gives(&["committed"]);
}

#[test]
fn another_partys_commit_does_not_make_a_commit_stale() {
    let (mut session, late) = commit_after(|session| given::draw_and_commit(session, P2));
    session.deliver(&late).gives(&["committed", "sealing_due"]);
}

#[test]
fn a_page_turn_makes_a_commit_stale() {
    let (mut session, late) = commit_after(|session| given::done(session, host(), turn(2)));
    session.deliver(&late).is_refused(Rejection::StaleView);
}

#[test]
fn a_pause_makes_a_commit_stale_even_when_it_is_over() {
    let (mut session, late) = commit_after(|session| {
        given::done(session, host(), pause());
        given::done(session, host(), Command::Resume);
    });
    session.deliver(&late).is_refused(Rejection::StaleView);
}

#[test]
fn a_commit_must_say_what_it_was_based_on() {
    let (mut session, mut late) = commit_after(|_| {});
    late.expected_seq = None;
    session.deliver(&late).is_refused(Rejection::StaleView);
}

#[test]
fn the_material_events_are_those_that_change_what_is_acted_on() {
    let session = given::closed(&together(1));
    let material: Vec<&str> = session
        .events
        .iter()
        .zip(session.kinds_after(0))
        .filter(|(recorded, _)| recorded.event.is_material())
        .map(|(_, kind)| kind)
        .collect();
    assert_eq!(
        material,
        [
            "opened",
            "prepared",
            "phase_entered",
            "phase_entered",
            "sealing_due"
        ]
    );
    assert!(
        ContractEvent::PageTurned {
            page: 1,
            image: digest("image")
        }
        .is_material()
    );
    assert!(ContractEvent::Resumed {}.is_material());
    assert!(!ContractEvent::HostAbsent {}.is_material());
}
