//! How a session ends: film and host in either order, by timer, or called off. Nothing follows the last line.

use super::cast::*;
use super::given;
use super::session::Session;
use crate::aggregate::{Aggregate, Caller};
use crate::contract::Contract;
use crate::contract::command::ContractCommand as Command;
use crate::contract::effect::CLOSE_AFTER_MS;
use crate::contract::event::{ContractEvent, Phase};
use crate::contract::rejection::ContractRejection as Rejection;

fn record_film() -> Command {
    Command::RecordFilm(film())
}

fn no_film() -> Command {
    Command::RecordNoFilm {
        code: "film_failed".into(),
    }
}

#[track_caller]
fn counts_hold(session: &Session) {
    let last = session.events.last().unwrap();
    let ContractEvent::Closed {
        lines,
        strokes,
        signatures,
    } = last.event
    else {
        panic!("{last:?}")
    };
    let drawn = session
        .kinds_after(0)
        .iter()
        .filter(|kind| **kind == "ink_stroke")
        .count();
    assert_eq!((lines, strokes), (session.lines.len() as u64, drawn as u64));
    assert_eq!(signatures as usize, session.state.signatures.len());
}

#[test]
fn the_film_comes_and_then_the_host_ends() {
    let mut session = given::closing(&together(2));
    session.when(Caller::Hub, record_film()).gives(&["film_rendered"]);
    session.when(host(), Command::End).gives(&["ended", "closed"]);
    assert_eq!(session.state.phase, Phase::Closed);
    counts_hold(&session);
}

#[test]
fn the_host_ends_and_then_the_film_comes() {
    let mut session = given::closing(&together(2));
    session.when(host(), Command::End).gives(&["ended"]);
    session.when(host(), Command::End).changes_nothing();
    session
        .when(Caller::Hub, record_film())
        .gives(&["film_rendered", "closed"]);
    counts_hold(&session);
}

#[test]
fn a_film_that_failed_does_not_keep_the_session_open() {
    let mut session = given::closing(&together(1));
    given::done(&mut session, host(), Command::End);
    session
        .when(Caller::Hub, no_film())
        .gives(&["film_missing", "closed"]);
}

#[test]
fn the_first_report_about_the_film_stands() {
    let mut session = given::closing(&together(1));
    session.when(Caller::Hub, no_film()).gives(&["film_missing"]);
    session.when(Caller::Hub, record_film()).changes_nothing();
    session.when(Caller::Hub, no_film()).changes_nothing();
}

#[test]
fn the_film_is_the_hubs_report_about_a_sealed_session() {
    given::closing(&together(1))
        .when(host(), record_film())
        .is_refused(Rejection::NotAllowed);
    given::sealing(&together(1))
        .when(Caller::Hub, record_film())
        .is_refused(Rejection::WrongPhase(Phase::Sealing));
}

#[test]
fn only_the_host_ends_and_only_what_is_sealed() {
    let mut session = given::closing(&together(1));
    for by in [party(P1), Caller::Hub, stranger(), Caller::Viewer] {
        session.when(by, Command::End).is_refused(Rejection::NotAllowed);
    }
    given::signing(&together(1))
        .when(host(), Command::End)
        .is_refused(Rejection::WrongPhase(Phase::Signing));
}

#[test]
fn a_session_whose_host_left_closes_by_its_timer() {
    let mut session = given::closing(&together(1));
    assert_eq!(Contract::timers(&session.state), []);
    given::done(&mut session, Caller::Hub, record_film());
    let timers = Contract::timers(&session.state);
    assert_eq!(timers.len(), 1);
    assert_eq!(
        timers[0].due,
        session.state.sealed.unwrap().at.plus_millis(CLOSE_AFTER_MS)
    );
    let close = Contract::timer_command(&timers[0].key).unwrap();
    session
        .when(host(), close.clone())
        .is_refused(Rejection::NotAllowed);
    session.when(Caller::Hub, close.clone()).gives(&["closed"]);
    counts_hold(&session);
    session.when(Caller::Hub, close).changes_nothing();
    assert_eq!(Contract::timers(&session.state), []);
}

#[test]
fn a_session_does_not_close_before_its_film() {
    given::closing(&together(1))
        .when(Caller::Hub, Command::Close)
        .changes_nothing();
    given::signing(&together(1))
        .when(Caller::Hub, Command::Close)
        .changes_nothing();
}

#[test]
fn the_host_calls_off_before_sealing() {
    for mut session in [
        given::preparing(&together(2)),
        given::lobby(&together(2)),
        given::reading(&together(2)),
        given::inked(&together(2)),
    ] {
        session
            .when(party(P1), call_off())
            .is_refused(Rejection::NotAllowed);
        session
            .when(Caller::Hub, call_off())
            .is_refused(Rejection::NotAllowed);
        session
            .when(host(), Command::CallOff { reason: " ".into() })
            .is_refused(Rejection::BadText);
        session.when(host(), call_off()).gives(&["called_off", "closed"]);
        assert_eq!(session.state.phase, Phase::CalledOff);
        assert!(session.state.closed);
        counts_hold(&session);
    }
}

#[test]
fn an_act_does_not_keep_the_host_from_calling_off() {
    let mut session = given::signing(&together(2));
    given::draw_and_commit(&mut session, P1);
    session.when(host(), call_off()).gives(&["called_off", "closed"]);
}

#[test]
fn nothing_follows_the_last_line() {
    for mut session in [given::closed(&together(2)), given::called_off(&together(2))] {
        let act = session
            .state
            .party(P1)
            .unwrap()
            .committed
            .is_some()
            .then(|| act(&session, P1));
        let lines = session.lines.len();
        let senders = [
            host(),
            party(P1),
            Caller::Hub,
            stranger(),
            Caller::Viewer,
            Caller::Stage,
        ];
        let mut commands = vec![
            open(&together(2)),
            Command::RecordPrepared(prepared()),
            verify(P1, "another device"),
            verify_face_to_face(P1, Some("身份证")),
            Command::Admit { party: P1 },
            Command::Remove {
                party: P1,
                reason: "迟".into(),
            },
            Command::SetPresence {
                party: P1,
                present: false,
            },
            Command::SetHostPresence { present: true },
            enter(Phase::Reading),
            turn(2),
            Command::ReportReading { page: 1, millis: 1 },
            pause(),
            Command::Resume,
            Command::Grant { party: P1 },
            Command::WithdrawGrant { party: P1 },
            Command::ExpireGrant { party: P1 },
            draw(field(P1), 2),
            Command::ClearInk { field: field(P1) },
            Command::Refuse { reason: "迟".into() },
            Command::RecordPartySigned(signed(P1, digest("R0"))),
            record_film(),
            no_film(),
            call_off(),
            Command::End,
            Command::Close,
        ];
        commands.extend(CONSENTS.map(|kind| consent(kind, false)));
        commands.extend(act.map(commit));
        for command in commands {
            for by in senders {
                let outcome = session.when(by, command.clone());
                assert!(
                    outcome.0.as_ref().is_ok_and(Vec::is_empty) || outcome.0.is_err(),
                    "{command:?}"
                );
            }
        }
        assert_eq!(session.lines.len(), lines);
    }
}
