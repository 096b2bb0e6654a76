//! What must come before an act: the face, a sign password or passkey, reading.

use super::cast::*;
use super::given;
use super::session::Session;
use crate::aggregate::Caller;
use crate::contract::command::{ContractCommand as Command, Open};
use crate::contract::demands::{Demands, FaceRule, FaceService, Proof, SigningMeans};
use crate::contract::plan::SigningOrder;
use crate::contract::rejection::ContractRejection as Rejection;
use crate::ids::PartyNo;

pub fn face() -> Proof {
    Proof::Face {
        service: FaceService::TencentFaceId,
        receipt: "a check of the service".into(),
    }
}

pub fn shows(party: PartyNo, proof: Proof) -> Command {
    Command::RecordProof { party, proof }
}

fn asking(demands: Demands, face: Option<FaceRule>) -> Open {
    let mut draft = routine(1, SigningOrder::Together);
    draft.parties[0].demands = demands;
    draft.face = face;
    draft
}

/// Party 1 of an ordinary contract has drawn its name.
fn drawn(demands: Demands, face: Option<FaceRule>) -> Session {
    let mut session = given::to_sign(&asking(demands, face));
    given::done(&mut session, party(P1), draw(field(P1), 1));
    session
}

#[track_caller]
fn refused(session: &mut Session, rejection: Rejection) {
    let act = act(session, P1);
    session.when(party(P1), commit(act)).is_refused(rejection);
}

#[track_caller]
fn taken(session: &mut Session) {
    let act = act(session, P1);
    let _ = session
        .when(party(P1), commit(act))
        .gives(&["committed", "sealing_due"]);
}

fn read(session: &mut Session, page: u32, millis: u64) {
    given::done(session, party(P1), Command::ReportReading { page, millis });
}

#[test]
fn a_face_that_is_asked_for_must_have_been_seen_just_now() {
    let mut session = drawn(Demands::default(), Some(FaceRule::Asked));
    refused(&mut session, Rejection::FaceNeeded);
    given::done(&mut session, Caller::Hub, shows(P1, Proof::SignPassword));
    refused(&mut session, Rejection::FaceNeeded);
    given::done(&mut session, Caller::Hub, shows(P1, face()));
    let mut late = session.clone();
    late.wait(31 * 60_000);
    refused(&mut late, Rejection::FaceNeeded);
    taken(&mut session);
}

#[test]
fn a_face_counts_for_the_device_that_it_was_seen_on() {
    let mut session = given::to_sign(&asking(Demands::default(), Some(FaceRule::Asked)));
    given::done(&mut session, Caller::Hub, shows(P1, face()));
    given::done(&mut session, Caller::Hub, verify(P1, "another device"));
    given::done(&mut session, Caller::Hub, verify(P1, &device(P1)));
    given::done(&mut session, party(P1), draw(field(P1), 1));
    refused(&mut session, Rejection::FaceNeeded);
}

#[test]
fn only_the_hub_says_what_was_shown() {
    let mut session = drawn(Demands::default(), Some(FaceRule::Asked));
    for by in [party(P1), host(), stranger()] {
        session
            .when(by, shows(P1, face()))
            .is_refused(Rejection::NotAllowed);
    }
}

#[test]
fn without_a_service_or_with_the_organisations_leave_the_code_is_enough() {
    taken(&mut drawn(Demands::default(), Some(FaceRule::NoService)));
    let mut draft = asking(Demands::default(), Some(FaceRule::PhoneCode));
    // It is an organisation's to say.
    Session::new()
        .when(host(), open(&draft))
        .is_refused(Rejection::NotAllowed);
    draft.policy.course = crate::contract::plan::Course::Live;
    draft.deadline = None;
    Session::new()
        .when(host(), open(&draft))
        .is_refused(Rejection::RoutineOnly);
}

#[test]
fn the_means_that_the_sender_names_is_shown_besides() {
    for (means, proof, rejection) in [
        (
            SigningMeans::SignPassword,
            Proof::SignPassword,
            Rejection::SignPasswordNeeded,
        ),
        (SigningMeans::Passkey, Proof::Passkey, Rejection::PasskeyNeeded),
    ] {
        let demands = Demands {
            means: Some(means),
            ..Demands::default()
        };
        let mut session = drawn(demands, Some(FaceRule::NoService));
        refused(&mut session, rejection.clone());
        given::done(&mut session, Caller::Hub, shows(P1, face()));
        refused(&mut session, rejection);
        given::done(&mut session, Caller::Hub, shows(P1, proof));
        taken(&mut session);
    }
}

#[test]
fn reading_takes_as_long_as_it_takes() {
    let demands = Demands {
        read_seconds: 60,
        ..Demands::default()
    };
    let mut session = drawn(demands, None);
    refused(&mut session, Rejection::ReadLonger(60));
    // No device tells of more than can have passed since it came.
    read(&mut session, 1, 60_000);
    let left = |session: &mut Session| {
        let act = act(session, P1);
        match session.when(party(P1), commit(act)).0 {
            Err(Rejection::ReadLonger(left)) => left,
            other => panic!("{other:?}"),
        }
    };
    assert!(left(&mut session) > 40, "seconds have passed");
    // Nor does time that passed without reading count.
    session.wait(120_000);
    assert!(left(&mut session) > 40);
    read(&mut session, 2, 30_000);
    assert!((1..=30).contains(&left(&mut session)));
    read(&mut session, 1, 30_000);
    taken(&mut session);
}

#[test]
fn what_was_read_before_the_document_was_made_does_not_count() {
    let demands = Demands {
        read_to_end: true,
        ..Demands::default()
    };
    let draft = asking(demands, None);
    let mut session = given::filling(&draft);
    for page in 1..=PAGES {
        read(&mut session, page, 1000);
    }
    let values = given::values(&draft);
    given::done(
        &mut session,
        party(P1),
        Command::Fill {
            values,
            known: vec![],
        },
    );
    given::done(&mut session, Caller::Hub, Command::RecordPrepared(prepared()));
    given::done(&mut session, party(P1), draw(field(P1), 1));
    refused(&mut session, Rejection::PageUnread(1));
    for page in [3, 1] {
        read(&mut session, page, 1000);
    }
    refused(&mut session, Rejection::PageUnread(2));
    read(&mut session, 2, 1000);
    taken(&mut session);
}

#[test]
fn demands_are_within_bounds_and_for_ordinary_contracts() {
    let demands = Demands {
        read_seconds: 2,
        ..Demands::default()
    };
    Session::new()
        .when(host(), open(&asking(demands, None)))
        .is_refused(Rejection::BadDemands);
    let mut live = together(1);
    live.parties[0].demands.read_to_end = true;
    Session::new()
        .when(host(), open(&live))
        .is_refused(Rejection::RoutineOnly);
}
