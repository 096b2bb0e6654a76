//! Drawing in one's own box.

use super::cast::*;
use super::given;
use crate::aggregate::Caller;
use crate::contract::command::ContractCommand as Command;
use crate::contract::event::{ConsentKind, Phase};
use crate::contract::rejection::ContractRejection as Rejection;
use crate::ids::FieldNo;

fn clear() -> Command {
    Command::ClearInk { field: field(P1) }
}

#[test]
fn a_party_draws_its_strokes_in_order() {
    let mut session = given::signing(&together(1));
    session
        .when(party(P1), draw(field(P1), 2))
        .is_refused(Rejection::StrokeOutOfOrder(1));
    session.when(party(P1), draw(field(P1), 1)).gives(&["ink_stroke"]);
    session
        .when(party(P1), draw(field(P1), 1))
        .is_refused(Rejection::StrokeOutOfOrder(2));
    session
        .when(party(P1), draw(field(P1), 3))
        .is_refused(Rejection::StrokeOutOfOrder(2));
    session.when(party(P1), draw(field(P1), 2)).gives(&["ink_stroke"]);
    let strokes = &session
        .state
        .party(P1)
        .unwrap()
        .ink_in(field(P1))
        .unwrap()
        .strokes;
    assert_eq!(
        strokes.iter().map(|stroke| stroke.stroke).collect::<Vec<_>>(),
        [1, 2]
    );
}

#[test]
fn a_cleared_number_is_never_used_again() {
    let mut session = given::inked(&together(1));
    session.when(party(P1), clear()).gives(&["ink_cleared"]);
    session.when(party(P1), clear()).changes_nothing();
    session
        .when(party(P1), draw(field(P1), 1))
        .is_refused(Rejection::StrokeOutOfOrder(2));
    session.when(party(P1), draw(field(P1), 2)).gives(&["ink_stroke"]);
    assert_eq!(session.state.strokes, 2);
}

#[test]
fn clearing_an_empty_box_does_nothing() {
    given::signing(&together(1))
        .when(party(P1), clear())
        .changes_nothing();
}

#[test]
fn a_box_belongs_to_one_party() {
    let mut session = given::signing(&together(2));
    session
        .when(party(P2), draw(field(P1), 1))
        .is_refused(Rejection::NotYourField);
    session
        .when(party(P2), clear())
        .is_refused(Rejection::NotYourField);
    session
        .when(party(P1), draw(FieldNo(99), 1))
        .is_refused(Rejection::NotYourField);
}

#[test]
fn nobody_else_draws() {
    let mut session = given::signing(&together(1));
    for by in [host(), stranger(), Caller::Hub, Caller::Viewer, Caller::Stage] {
        session
            .when(by, draw(field(P1), 1))
            .is_refused(Rejection::NotAllowed);
        session.when(by, clear()).is_refused(Rejection::NotAllowed);
    }
}

#[test]
fn ink_needs_its_own_consent() {
    let mut session = given::signing(&together(1));
    given::done(&mut session, party(P1), consent(ConsentKind::Ink, false));
    session
        .when(party(P1), draw(field(P1), 1))
        .is_refused(Rejection::ConsentMissing("ink"));
}

#[test]
fn ink_is_drawn_while_signing_only() {
    given::reading(&together(1))
        .when(party(P1), draw(field(P1), 1))
        .is_refused(Rejection::WrongPhase(Phase::Reading));
    given::sealing(&together(1))
        .when(party(P1), draw(field(P1), 2))
        .is_refused(Rejection::WrongPhase(Phase::Sealing));
}

#[test]
fn a_party_that_left_the_room_does_not_draw() {
    let mut session = given::signing(&together(1));
    given::done(
        &mut session,
        Caller::Hub,
        Command::SetPresence {
            party: P1,
            present: false,
        },
    );
    session
        .when(party(P1), draw(field(P1), 1))
        .is_refused(Rejection::NotPresent);
}

#[test]
fn ink_that_was_committed_stands() {
    let mut session = given::signing(&together(2));
    given::draw_and_commit(&mut session, P1);
    session
        .when(party(P1), draw(field(P1), 2))
        .is_refused(Rejection::AlreadyCommitted);
    session
        .when(party(P1), clear())
        .is_refused(Rejection::AlreadyCommitted);
}

#[test]
fn a_box_takes_400_strokes_cleared_ones_included() {
    let mut session = given::signing(&together(1));
    for stroke in 1..=400 {
        given::done(&mut session, party(P1), draw(field(P1), stroke));
        if stroke == 200 {
            given::done(&mut session, party(P1), clear());
            given::done(&mut session, host(), Command::Grant { party: P1 });
        }
    }
    session
        .when(party(P1), draw(field(P1), 401))
        .is_refused(Rejection::TooMuchInk);
}

#[test]
fn the_ink_digest_names_box_number_and_stroke_in_order() {
    let mut draft = together(1);
    draft.fields.push(draft_field(1));
    let mut session = given::signing(&draft);
    let second = FieldNo(2);
    for command in [draw(second, 1), draw(field(P1), 1), draw(second, 2)] {
        given::done(&mut session, party(P1), command);
    }
    let digest_of = |field, stroke| match draw(field, stroke) {
        Command::DrawStroke { digest, .. } => digest,
        other => panic!("{other:?}"),
    };
    let text = format!(
        "1/1/{}\n2/1/{}\n2/2/{}\n",
        digest_of(field(P1), 1),
        digest_of(second, 1),
        digest_of(second, 2)
    );
    assert_eq!(session.state.party(P1).unwrap().ink_digest(), digest(&text));
}
