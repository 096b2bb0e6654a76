//! The right to sign: who has it when, and how it ends.

use super::cast::*;
use super::given;
use super::session::Session;
use crate::aggregate::{Aggregate, Caller};
use crate::contract::Contract;
use crate::contract::command::ContractCommand as Command;
use crate::contract::event::{ContractEvent, GrantEnd, Phase};
use crate::contract::rejection::ContractRejection as Rejection;
use crate::ids::PartyNo;

const GRANT_MS: i64 = GRANT_MINUTES as i64 * 60_000;

fn holders(session: &Session) -> Vec<u8> {
    let held = session
        .state
        .parties
        .iter()
        .filter(|party| party.grant_until.is_some());
    held.map(|party| party.no.0).collect()
}

fn grant(no: PartyNo) -> Command {
    Command::Grant { party: no }
}

#[test]
fn together_all_parties_get_the_right_at_once() {
    assert_eq!(holders(&given::signing(&together(3))), [1, 2, 3]);
}

#[test]
fn in_turn_only_the_first_party_gets_it() {
    assert_eq!(holders(&given::signing(&in_turn(3))), [1]);
}

#[test]
fn in_turn_a_commit_hands_the_right_to_the_next_party() {
    let mut session = given::inked(&in_turn(3));
    let act = act(&session, P1);
    session
        .when(party(P1), commit(act))
        .gives(&["committed", "granted"]);
    assert_eq!(holders(&session), [2]);
}

#[test]
fn in_turn_a_party_waits_for_the_one_before_it() {
    let mut session = given::signing(&in_turn(3));
    session
        .when(party(P2), draw(field(P2), 1))
        .is_refused(Rejection::NotGranted);
    session.when(host(), grant(P2)).is_refused(Rejection::NotYourTurn);
    given::draw_and_commit(&mut session, P1);
    session.when(host(), grant(P3)).is_refused(Rejection::NotYourTurn);
    session.when(host(), grant(P2)).gives(&["granted"]);
}

#[test]
fn together_a_commit_grants_nothing_to_others() {
    let mut session = given::inked(&together(2));
    let act = act(&session, P1);
    session.when(party(P1), commit(act)).gives(&["committed"]);
    assert_eq!(holders(&session), [2]);
}

#[test]
fn a_grant_names_the_document_and_when_it_ends() {
    let mut session = given::signing(&together(1));
    let events = session.when(host(), grant(P1)).gives(&["granted"]);
    let until = session.now.plus_millis(GRANT_MS);
    assert_eq!(
        events[0],
        ContractEvent::Granted {
            party: P1,
            r0: digest("R0"),
            until
        }
    );
}

#[test]
fn a_grant_lasts_at_least_a_minute_and_at_most_a_day() {
    for (minutes, lasts) in [(0, 1), (1, 1), (1440, 1440), (u32::MAX, 1440)] {
        let mut draft = together(1);
        draft.policy.grant_minutes = minutes;
        let session = given::signing(&draft);
        let until = session.state.party(P1).unwrap().grant_until.unwrap();
        assert_eq!(until.since(session.now), lasts * 60_000, "{minutes}");
    }
}

#[test]
fn only_the_host_grants_while_signing_and_to_a_party_that_waits() {
    let mut session = given::signing(&together(2));
    for by in [party(P1), Caller::Hub, stranger(), Caller::Viewer] {
        session.when(by, grant(P1)).is_refused(Rejection::NotAllowed);
        session
            .when(by, Command::WithdrawGrant { party: P1 })
            .is_refused(Rejection::NotAllowed);
    }
    session
        .when(host(), grant(PartyNo(7)))
        .is_refused(Rejection::NoParty(PartyNo(7)));
    given::draw_and_commit(&mut session, P1);
    session
        .when(host(), grant(P1))
        .is_refused(Rejection::AlreadyCommitted);
    given::reading(&together(1))
        .when(host(), grant(P1))
        .is_refused(Rejection::WrongPhase(Phase::Reading));
}

#[test]
fn the_host_withdraws_a_grant_once() {
    let mut session = given::inked(&together(2));
    let withdraw = || Command::WithdrawGrant { party: P1 };
    let events = session.when(host(), withdraw()).gives(&["grant_ended"]);
    assert_eq!(
        events[0],
        ContractEvent::GrantEnded {
            party: P1,
            reason: GrantEnd::Withdrawn
        }
    );
    session.when(host(), withdraw()).changes_nothing();
    session
        .when(party(P1), draw(field(P1), 2))
        .is_refused(Rejection::NotGranted);
}

#[test]
fn every_grant_has_its_timer_which_ends_it_when_due() {
    let mut session = given::signing(&together(2));
    let timers = Contract::timers(&session.state);
    assert_eq!(
        timers.iter().map(|timer| timer.key.as_str()).collect::<Vec<_>>(),
        ["grant/1", "grant/2"]
    );
    let expire = Contract::timer_command(&timers[1].key).unwrap();
    assert_eq!(expire, Command::ExpireGrant { party: P2 });

    session.when(Caller::Hub, expire.clone()).changes_nothing();
    session.wait(timers[1].due.since(session.now) - 1000);
    let events = session.when(Caller::Hub, expire.clone()).gives(&["grant_ended"]);
    assert_eq!(session.now, timers[1].due);
    assert_eq!(
        events[0],
        ContractEvent::GrantEnded {
            party: P2,
            reason: GrantEnd::Expired
        }
    );
    session.when(Caller::Hub, expire).changes_nothing();
    assert_eq!(Contract::timers(&session.state).len(), 1);
}

#[test]
fn a_timer_that_comes_late_changes_nothing_of_a_newer_grant() {
    let mut session = given::signing(&together(1));
    session.wait(GRANT_MS / 2);
    given::done(&mut session, host(), grant(P1));
    session.wait(GRANT_MS / 2);
    session
        .when(Caller::Hub, Command::ExpireGrant { party: P1 })
        .changes_nothing();
}

#[test]
fn a_grant_that_is_over_counts_no_more_even_before_its_timer_comes() {
    let mut session = given::inked(&together(1));
    let until = session.state.party(P1).unwrap().grant_until.unwrap();
    session.wait(until.since(session.now) - 1000);
    session
        .when(party(P1), draw(field(P1), 2))
        .is_refused(Rejection::NotGranted);
    let act = act(&session, P1);
    session
        .when(party(P1), commit(act))
        .is_refused(Rejection::NotGranted);
}

#[test]
fn nobody_but_the_hub_lets_a_grant_expire() {
    let mut session = given::signing(&together(1));
    session
        .when(host(), Command::ExpireGrant { party: P1 })
        .is_refused(Rejection::NotAllowed);
    let nobody = PartyNo(0);
    session
        .when(Caller::Hub, Command::ExpireGrant { party: nobody })
        .is_refused(Rejection::NoParty(nobody));
}
