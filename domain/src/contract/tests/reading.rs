//! Turning pages together, and who had which page before it for how long.

use super::cast::*;
use super::given;
use crate::contract::command::ContractCommand as Command;
use crate::contract::event::{ContractEvent, Phase};
use crate::contract::rejection::ContractRejection as Rejection;

fn read(page: u32, millis: u64) -> Command {
    Command::ReportReading { page, millis }
}

#[test]
fn the_host_turns_the_page_for_everyone() {
    let mut session = given::reading(&together(1));
    session.when(host(), turn(2)).gives(&["page_turned"]);
    assert_eq!((session.state.page, session.state.page_image), (2, page_image(2)));
    assert_eq!(session.state.page_turn, session.state.hash);
    session.when(host(), turn(2)).changes_nothing();
}

#[test]
fn a_page_must_exist() {
    let mut session = given::reading(&together(1));
    session.when(host(), turn(0)).is_refused(Rejection::NoPage(0));
    session
        .when(host(), turn(PAGES + 1))
        .is_refused(Rejection::NoPage(PAGES + 1));
    session
        .when(party(P1), read(0, 1))
        .is_refused(Rejection::NoPage(0));
    session
        .when(party(P1), read(PAGES + 1, 1))
        .is_refused(Rejection::NoPage(PAGES + 1));
}

#[test]
fn no_page_is_turned_in_the_lobby_or_while_sealing() {
    given::lobby(&together(1))
        .when(host(), turn(2))
        .is_refused(Rejection::WrongPhase(Phase::Lobby));
    given::sealing(&together(1))
        .when(host(), turn(2))
        .is_refused(Rejection::WrongPhase(Phase::Sealing));
}

#[test]
fn a_page_is_turned_from_the_page_that_is_shown() {
    let mut session = given::reading(&together(1));
    let stale = session.envelope(host(), turn(3));
    given::done(&mut session, host(), turn(2));
    session.deliver(&stale).is_refused(Rejection::StaleView);
}

#[test]
fn a_party_reports_how_long_a_page_was_on_its_screen() {
    let mut session = given::reading(&together(2));
    let events = session.when(party(P2), read(1, 2500)).gives(&["page_read"]);
    assert_eq!(
        events[0],
        ContractEvent::PageRead {
            party: P2,
            page: 1,
            millis: 2500
        }
    );
    session
        .when(host(), read(1, 2500))
        .is_refused(Rejection::NotAllowed);
}

#[test]
fn nobody_reads_a_page_for_longer_than_the_room_is_open() {
    let mut session = given::reading(&together(1));
    let envelope = session.envelope(party(P1), read(1, u64::MAX));
    let open_for = envelope.at.since(session.state.opened_at) as u64;
    let events = session.deliver(&envelope).gives(&["page_read"]);
    assert_eq!(
        events[0],
        ContractEvent::PageRead {
            party: P1,
            page: 1,
            millis: open_for
        }
    );
}

#[test]
fn reading_is_reported_while_there_is_something_to_read() {
    let mut session = given::gathered(&together(1));
    session
        .when(party(P1), read(1, 1))
        .is_refused(Rejection::WrongPhase(Phase::Lobby));
}
