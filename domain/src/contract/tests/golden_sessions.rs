//! Holds `session_view` and its twin in `console/src/live/session-view.ts` to the same sessions.
//! `UPDATE_GOLDEN=1 cargo test -p domain golden` writes the files anew; without it they must be what this code gives.

use super::cast::*;
use super::given::{self, done};
use super::session::Session;
use crate::aggregate::Caller;
use crate::contract::command::ContractCommand as Command;
use crate::contract::event::{ConsentKind, Phase};
use crate::contract::plan::PageList;
use crate::contract::view::{Audience, event_view, session_view};
use crate::ids::{FieldNo, PartyNo};
use serde_json::{Value, json};
use std::path::PathBuf;

/// One event a line, so that a difference shows where it is.
#[track_caller]
fn assert_golden(name: &str, session: &Session) {
    let pages = page_list();
    let events: Vec<String> = session
        .events
        .iter()
        .map(|event| event_view(event, &pages, Audience::Host).to_string())
        .collect();
    let shown = match session.state.prepared {
        Some(_) => pages,
        None => PageList {
            images: Vec::new(),
            ..pages
        },
    };
    let view: Value = json!(session_view(&session.state, &shown, Audience::Host).unwrap());
    let text = format!(
        "{{\"events\":[\n{}\n],\"view\":\n{view}\n}}\n",
        events.join(",\n")
    );
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/golden/session")
        .join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap();
    assert!(stored == text, "{name} differs from what this code gives");
}

fn arrive(session: &mut Session, no: PartyNo) {
    done(session, Caller::Hub, verify(no, &device(no)));
    done(
        session,
        Caller::Hub,
        Command::SetPresence {
            party: no,
            present: true,
        },
    );
}

fn agree(session: &mut Session, no: PartyNo) {
    for kind in CONSENTS {
        done(session, party(no), consent(kind, true));
    }
}

fn seal(session: &mut Session) {
    for no in given::parties(session) {
        given::sign_next(session, no);
    }
    given::preserve(session);
    let sealed = given::record_sealed(session);
    done(session, Caller::Hub, sealed);
}

#[test]
fn a_whole_ceremony_of_two_parties_together() {
    let mut draft = together(2);
    draft.fields.push(draft_field(1));
    draft.policy.may_refuse_recording = true;
    let mut session = given::lobby(&draft);
    done(
        &mut session,
        Caller::Hub,
        Command::SetHostPresence { present: true },
    );
    arrive(&mut session, P2);
    arrive(&mut session, P1);
    done(
        &mut session,
        host(),
        verify_face_to_face(P1, Some("身份证 尾号 1234")),
    );
    agree(&mut session, P2);
    agree(&mut session, P1);
    done(&mut session, party(P2), consent(ConsentKind::Recording, false));
    done(&mut session, host(), Command::Admit { party: P1 });
    done(&mut session, host(), Command::Admit { party: P2 });
    done(&mut session, host(), enter(Phase::Opening));
    done(&mut session, host(), enter(Phase::Reading));
    done(&mut session, host(), turn(2));
    done(
        &mut session,
        party(P2),
        Command::ReportReading {
            page: 1,
            millis: 4200,
        },
    );
    done(
        &mut session,
        Caller::Hub,
        Command::SetPresence {
            party: P2,
            present: false,
        },
    );
    done(&mut session, host(), pause());
    done(
        &mut session,
        Caller::Hub,
        Command::SetHostPresence { present: false },
    );
    done(
        &mut session,
        Caller::Hub,
        Command::SetHostPresence { present: true },
    );
    done(
        &mut session,
        Caller::Hub,
        Command::SetPresence {
            party: P2,
            present: true,
        },
    );
    done(&mut session, host(), Command::Resume);
    done(&mut session, host(), turn(3));
    done(&mut session, host(), enter(Phase::Signing));
    let third = FieldNo(3);
    done(&mut session, party(P1), draw(third, 1));
    done(&mut session, party(P2), draw(field(P2), 1));
    done(&mut session, party(P1), draw(field(P1), 1));
    done(&mut session, party(P1), draw(field(P1), 2));
    done(&mut session, party(P1), Command::ClearInk { field: field(P1) });
    done(
        &mut session,
        host(),
        Command::Remove {
            party: P1,
            reason: "换一台设备".into(),
        },
    );
    done(&mut session, Caller::Hub, verify(P1, "another device"));
    done(
        &mut session,
        Caller::Hub,
        Command::SetPresence {
            party: P1,
            present: true,
        },
    );
    done(&mut session, host(), Command::Admit { party: P1 });
    done(&mut session, host(), Command::Grant { party: P1 });
    let act_of_2 = act(&session, P2);
    done(&mut session, party(P2), commit(act_of_2));
    done(&mut session, Caller::Hub, verify(P1, &device(P1)));
    done(&mut session, host(), Command::Grant { party: P1 });
    done(&mut session, party(P1), draw(field(P1), 3));
    let act_of_1 = act(&session, P1);
    done(&mut session, party(P1), commit(act_of_1));
    seal(&mut session);
    done(&mut session, Caller::Hub, Command::RecordFilm(film()));
    done(&mut session, host(), Command::End);
    assert_eq!(session.state.phase, Phase::Closed);
    assert_golden("together.json", &session);
}

#[test]
fn a_ceremony_of_three_parties_in_turn_without_a_film() {
    let mut session = given::signing(&in_turn(3));
    given::draw_and_commit(&mut session, P1);
    done(&mut session, party(P2), draw(field(P2), 1));
    session.wait(i64::from(GRANT_MINUTES) * 60_000);
    done(&mut session, Caller::Hub, Command::ExpireGrant { party: P2 });
    done(&mut session, host(), Command::Grant { party: P2 });
    let act_of_2 = act(&session, P2);
    done(&mut session, party(P2), commit(act_of_2));
    done(&mut session, host(), Command::WithdrawGrant { party: P3 });
    done(&mut session, host(), Command::Grant { party: P3 });
    given::draw_and_commit(&mut session, P3);
    seal(&mut session);
    done(&mut session, host(), Command::End);
    done(
        &mut session,
        Caller::Hub,
        Command::RecordNoFilm {
            code: "film_failed".into(),
        },
    );
    assert_golden("in-turn.json", &session);
}

#[test]
fn a_ceremony_that_a_party_refuses_and_the_host_calls_off() {
    let mut session = given::inked(&together(2));
    done(
        &mut session,
        party(P2),
        Command::Refuse {
            reason: "金额不对".into(),
        },
    );
    done(&mut session, host(), Command::Admit { party: P2 });
    done(
        &mut session,
        party(P1),
        Command::Refuse {
            reason: "等不及了".into(),
        },
    );
    done(&mut session, host(), call_off());
    assert_golden("called-off.json", &session);
}

#[test]
fn a_document_that_could_not_be_prepared() {
    let mut session = given::preparing(&together(1));
    done(
        &mut session,
        Caller::Hub,
        Command::RecordPrepareFailed {
            code: "pdf_encrypted".into(),
        },
    );
    assert_golden("prepare-failed.json", &session);
}
