//! The commit: what a party's device signed must be exactly what stands; and the refusal.

use super::cast::*;
use super::given;
use super::session::Session;
use crate::aggregate::Caller;
use crate::canonical;
use crate::contract::command::{Commit, ContractCommand as Command};
use crate::contract::event::{ConsentKind, ContractEvent, Phase};
use crate::contract::plan::SigningOrder;
use crate::contract::rejection::ContractRejection as Rejection;
use crate::hash::Sha256Hash;
use serde_json::{Value, json};

#[track_caller]
fn refused_act(change: impl FnOnce(&mut Commit), rejection: Rejection) {
    let mut session = given::inked(&together(2));
    let mut act = act(&session, P1);
    change(&mut act);
    session.when(party(P1), commit(act)).is_refused(rejection);
}

#[track_caller]
fn refused_activation(change: impl FnOnce(&mut Value)) {
    let mut session = given::inked(&together(2));
    let mut act = act(&session, P1);
    let mut activation = activation(&session, P1);
    change(&mut activation);
    act.activation = String::from_utf8(canonical::encode(&activation).unwrap()).unwrap();
    session
        .when(party(P1), commit(act))
        .is_refused(Rejection::BadActivation);
}

fn refuse() -> Command {
    Command::Refuse {
        reason: "金额不对".into(),
    }
}

#[test]
fn a_commit_keeps_what_the_device_signed() {
    let mut session = given::inked(&together(2));
    let act = act(&session, P1);
    let events = session.when(party(P1), commit(act.clone())).gives(&["committed"]);
    let ContractEvent::Committed(committed) = &events[0] else {
        panic!("{events:?}")
    };
    assert_eq!(
        (&committed.activation, &committed.signature),
        (&act.activation, &act.signature)
    );
    assert_eq!((committed.r0, committed.ink), (digest("R0"), act.ink));
    assert_eq!(session.state.party(P1).unwrap().grant_until, None);
}

#[test]
fn the_last_commit_makes_sealing_due_in_the_same_decision() {
    let mut session = given::signing(&together(2));
    given::draw_and_commit(&mut session, P2);
    given::done(&mut session, party(P1), draw(field(P1), 1));
    let act = act(&session, P1);
    let events = session
        .when(party(P1), commit(act))
        .gives(&["committed", "sealing_due"]);
    assert_eq!(
        events[1],
        ContractEvent::SealingDue {
            r0: digest("R0"),
            acts: 2
        }
    );
    assert_eq!(session.state.phase, Phase::Sealing);
}

#[test]
fn a_party_commits_once() {
    let mut session = given::inked(&together(2));
    let act = act(&session, P1);
    given::done(&mut session, party(P1), commit(act.clone()));
    session
        .when(party(P1), commit(act))
        .is_refused(Rejection::AlreadyCommitted);
}

#[test]
fn a_party_commits_for_itself() {
    let mut session = given::inked(&together(2));
    let act = act(&session, P1);
    for by in [
        party(P2),
        host(),
        stranger(),
        Caller::Hub,
        Caller::Viewer,
        Caller::Stage,
    ] {
        session
            .when(by, commit(act.clone()))
            .is_refused(Rejection::NotAllowed);
    }
}

#[test]
fn the_device_must_have_shown_the_document_of_this_contract() {
    refused_act(|act| act.r0 = digest("another R0"), Rejection::OtherDocument);
}

#[test]
fn the_device_must_have_shown_the_ink_that_is_stored() {
    refused_act(|act| act.ink = digest("other ink"), Rejection::OtherInk);
}

#[test]
fn ink_drawn_after_the_act_was_signed_is_other_ink() {
    let mut session = given::inked(&together(2));
    let act = act(&session, P1);
    given::done(&mut session, party(P1), draw(field(P1), 2));
    session
        .when(party(P1), commit(act))
        .is_refused(Rejection::OtherInk);
}

#[test]
fn the_act_is_signed_by_the_device_that_was_identified() {
    refused_act(|act| act.device_key = device(P2), Rejection::OtherDevice);
}

#[test]
fn every_box_of_the_party_needs_ink() {
    let mut draft = together(2);
    draft.fields.push(draft_field(1));
    let mut session = given::inked(&draft);
    let act = act(&session, P1);
    session
        .when(party(P1), commit(act))
        .is_refused(Rejection::InkMissing);
}

#[test]
fn cleared_ink_is_missing() {
    let mut session = given::inked(&together(2));
    given::done(&mut session, party(P1), Command::ClearInk { field: field(P1) });
    let act = act(&session, P1);
    session
        .when(party(P1), commit(act))
        .is_refused(Rejection::InkMissing);
}

#[test]
fn dots_are_not_a_signature_and_a_line_beside_them_is() {
    let mut session = given::signing(&together(2));
    given::done(&mut session, party(P1), dot(field(P1), 1));
    let dotted = act(&session, P1);
    session
        .when(party(P1), commit(dotted))
        .is_refused(Rejection::InkTooSmall);
    given::done(&mut session, party(P1), draw(field(P1), 2));
    let written = act(&session, P1);
    session.when(party(P1), commit(written)).gives(&["committed"]);
}

#[test]
fn a_line_that_was_cleared_leaves_only_the_dot_after_it() {
    let mut session = given::inked(&together(2));
    given::done(&mut session, party(P1), Command::ClearInk { field: field(P1) });
    given::done(&mut session, party(P1), dot(field(P1), 2));
    let act = act(&session, P1);
    session
        .when(party(P1), commit(act))
        .is_refused(Rejection::InkTooSmall);
}

#[test]
fn every_field_of_the_activation_must_be_true() {
    let other = digest("other");
    for (name, wrong) in [
        ("$t", json!("hub.activation.v2")),
        ("ink", json!(other)),
        ("party", json!(2)),
        ("purpose", json!("look")),
        ("r0", json!(other)),
        ("seen_hash", json!(other)),
        ("seen_n", json!(1)),
        ("session", json!(Sha256Hash::ZERO)),
    ] {
        refused_activation(|activation| activation[name] = wrong);
        refused_activation(|activation| {
            if name != "$t" {
                activation.as_object_mut().unwrap().remove(name);
            } else {
                activation["$t"] = json!("");
            }
        });
    }
}

#[test]
fn an_activation_has_no_field_besides_and_tells_its_time() {
    refused_activation(|activation| activation["amount"] = json!(1));
    refused_activation(|activation| activation["at"] = json!("now"));
}

#[test]
fn acts_confirmed_together_say_with_how_many() {
    let act_of = |session: &Session, together: Value| {
        let mut record = activation(session, P1);
        record["together"] = together;
        let activation = String::from_utf8(canonical::encode(&record).unwrap()).unwrap();
        Commit {
            activation,
            ..act(session, P1)
        }
    };
    let inked = || {
        let mut session = given::to_sign(&routine(2, SigningOrder::Together));
        given::done(&mut session, party(P1), draw(field(P1), 1));
        session
    };
    for together in [2, 100] {
        let mut session = inked();
        let act = act_of(&session, json!(together));
        session.when(party(P1), commit(act)).gives(&["committed"]);
    }
    for wrong in [json!(1), json!(101), json!("2")] {
        let mut session = inked();
        let act = act_of(&session, wrong);
        session
            .when(party(P1), commit(act))
            .is_refused(Rejection::BadActivation);
    }
    // In a ceremony everybody confirms what all look at.
    refused_activation(|activation| activation["together"] = json!(2));
}

#[test]
fn an_activation_in_another_spelling_is_none() {
    refused_act(
        |act| act.activation = act.activation.replace("\",\"", "\", \""),
        Rejection::BadActivation,
    );
    refused_act(|act| act.activation = "{}".into(), Rejection::BadActivation);
    refused_act(|act| act.activation.clear(), Rejection::BadActivation);
}

#[test]
fn an_activation_names_the_head_that_came_with_the_command() {
    let mut session = given::inked(&together(2));
    let act = act(&session, P1);
    let mut envelope = session.envelope(party(P1), commit(act));
    envelope.seen = None;
    session.deliver(&envelope).is_refused(Rejection::BadActivation);
}

#[test]
fn each_consent_is_needed_to_commit() {
    for (kind, name) in CONSENTS
        .into_iter()
        .zip(["terms", "privacy", "certificate", "ink", "recording"])
    {
        let mut session = given::inked(&together(2));
        given::done(&mut session, party(P1), consent(kind, false));
        let act = act(&session, P1);
        session
            .when(party(P1), commit(act))
            .is_refused(Rejection::ConsentMissing(name));
    }
}

#[test]
fn a_party_may_refuse_the_recording_where_the_policy_lets_it() {
    let mut draft = together(2);
    draft.policy.may_refuse_recording = true;
    let mut session = given::inked(&draft);
    given::done(&mut session, party(P1), consent(ConsentKind::Recording, false));
    let act = act(&session, P1);
    session.when(party(P1), commit(act)).gives(&["committed"]);
}

#[test]
fn no_answer_about_the_recording_is_not_a_refusal_of_it() {
    let mut draft = together(1);
    draft.policy.may_refuse_recording = true;
    let mut session = given::lobby(&draft);
    given::done(&mut session, Caller::Hub, verify(P1, &device(P1)));
    given::done(
        &mut session,
        Caller::Hub,
        Command::SetPresence {
            party: P1,
            present: true,
        },
    );
    given::done(&mut session, host(), Command::Admit { party: P1 });
    for kind in &CONSENTS[..4] {
        given::done(&mut session, party(P1), consent(*kind, true));
    }
    given::done(&mut session, host(), enter(Phase::Signing));
    given::done(&mut session, party(P1), draw(field(P1), 1));
    let act = act(&session, P1);
    session
        .when(party(P1), commit(act))
        .is_refused(Rejection::ConsentMissing("recording"));
}

#[test]
fn a_refusal_ends_the_right_to_sign_and_stops_everybodys_commit() {
    let mut session = given::inked(&together(2));
    session.when(party(P2), refuse()).gives(&["refused"]);
    session.when(party(P2), refuse()).changes_nothing();
    session
        .when(party(P2), draw(field(P2), 1))
        .is_refused(Rejection::NotGranted);
    let act = act(&session, P1);
    session
        .when(party(P1), commit(act))
        .is_refused(Rejection::NotGranted);
}

#[test]
fn a_party_that_refused_is_admitted_and_granted_again() {
    let mut session = given::inked(&together(2));
    given::done(&mut session, party(P1), refuse());
    session
        .when(host(), Command::Admit { party: P1 })
        .gives(&["party_admitted"]);
    session
        .when(party(P1), draw(field(P1), 2))
        .is_refused(Rejection::NotGranted);
    session
        .when(host(), Command::Grant { party: P1 })
        .gives(&["granted"]);
    let act = act(&session, P1);
    session.when(party(P1), commit(act)).gives(&["committed"]);
}

#[test]
fn a_refusal_is_the_partys_own_says_why_and_comes_before_its_commit() {
    let mut session = given::inked(&together(2));
    for by in [host(), Caller::Hub, Caller::Viewer] {
        session.when(by, refuse()).is_refused(Rejection::NotAllowed);
    }
    session
        .when(
            party(P1),
            Command::Refuse {
                reason: "因".repeat(201),
            },
        )
        .is_refused(Rejection::BadText);
    let act = act(&session, P1);
    given::done(&mut session, party(P1), commit(act));
    session
        .when(party(P1), refuse())
        .is_refused(Rejection::AlreadyCommitted);
    given::sealing(&together(1))
        .when(party(P1), refuse())
        .is_refused(Rejection::WrongPhase(Phase::Sealing));
}
