//! Steps, who stands in, outcomes and their one use.

use super::run::{Run, UNTIL, step, subject};
use crate::aggregate::Caller;
use crate::approval::command::ApprovalCommand as Command;
use crate::approval::rejection::ApprovalRejection as Rejection;
use crate::approval::state::Outcome;
use crate::approval::step::{Asked, Consent::*, Guarded, Step, Subject};
use crate::hash::Sha256Hash;
use crate::organisation::command::OrganisationCommand as Office;
use crate::organisation::event::{MemberNo, RoleNo};
use crate::organisation::tests::company::person;

#[test]
fn three_steps_pass_in_their_order() {
    let mut run = Run::requested(
        vec![step(AnyOne, &[3, 4]), step(All, &[3, 4]), step(AnyOne, &[1])],
        false,
    );
    assert_eq!(run.pass(1), Err(Rejection::NotAllowed));
    run.pass(3).unwrap();
    run.pass(4).unwrap();
    assert_eq!(run.pass(4), Err(Rejection::PassedAlready));
    assert_eq!(run.use_for(subject()), Err(Rejection::NotPassed));
    run.pass(3).unwrap();
    run.pass(1).unwrap();
    assert_eq!(run.state.outcome, Outcome::Passed);
}

#[test]
fn a_passed_approval_serves_its_own_document_once() {
    let mut run = Run::requested(vec![step(AnyOne, &[3])], false);
    run.pass(3).unwrap();
    let document = Sha256Hash::of(b"another document");
    let other = Subject {
        document,
        ..subject()
    };
    assert_eq!(run.use_for(other), Err(Rejection::OtherSubject));
    let act = Guarded::SealUse;
    assert_eq!(
        run.use_for(Subject { act, ..subject() }),
        Err(Rejection::OtherSubject)
    );
    assert_eq!(run.use_for(subject()).unwrap().len(), 1);
    // Again for the same is the same use, which nobody can take back.
    assert_eq!(run.use_for(subject()), Ok(Vec::new()));
    assert_eq!(
        run.give(Caller::Account(person(2)), Command::Withdraw),
        Err(Rejection::Decided)
    );
}

#[test]
fn the_requester_passes_only_where_the_flow_says_so() {
    let role = Step {
        consent: AnyOne,
        asked: vec![Asked::Role(RoleNo(3))],
    };
    assert_eq!(
        Run::requested(vec![role.clone()], false).pass(2),
        Err(Rejection::NotAllowed)
    );
    Run::requested(vec![role], true).pass(2).unwrap();
}

#[test]
fn a_step_that_asks_the_requester_alone_asks_the_super_administrator() {
    let mut run = Run::requested(vec![step(AnyOne, &[2])], false);
    assert_eq!(run.pass(2), Err(Rejection::NotAllowed));
    run.pass(1).unwrap();
}

#[test]
fn a_suspended_member_is_replaced_not_skipped() {
    let mut run = Run::requested(vec![step(All, &[3, 4])], false);
    run.pass(3).unwrap();
    run.company.by(1, Office::Suspend { no: MemberNo(4) }).unwrap();
    assert_eq!(run.pass(4), Err(Rejection::NotAllowed));
    assert_eq!(run.state.outcome, Outcome::Pending);
    run.pass(1).unwrap();
    assert_eq!(run.state.outcome, Outcome::Passed);
}

#[test]
fn an_answer_from_before_the_last_line_is_asked_again() {
    let mut run = Run::requested(vec![step(All, &[3, 4])], false);
    let turn = run.turn(3).unwrap();
    run.pass(4).unwrap();
    assert_eq!(
        run.give(
            Caller::Account(person(3)),
            Command::Pass {
                turn,
                opinion: String::new()
            }
        ),
        Err(Rejection::Changed)
    );
}

#[test]
fn sending_back_and_refusing_need_a_reason_and_end_it() {
    let mut run = Run::requested(vec![step(AnyOne, &[3])], false);
    let bare = run.act(3, |turn| Command::SendBack {
        turn,
        reason: " ".to_owned(),
    });
    assert_eq!(bare, Err(Rejection::BadText));
    let bare = run.act(3, |turn| Command::Refuse {
        turn,
        reason: String::new(),
    });
    assert_eq!(bare, Err(Rejection::BadText));
    run.act(3, |turn| Command::Refuse {
        turn,
        reason: "金额不符".to_owned(),
    })
    .unwrap();
    assert_eq!(run.state.outcome, Outcome::Refused);
    assert_eq!(run.pass(3), Err(Rejection::Decided));
}

#[test]
fn whoever_it_is_handed_to_acts_instead() {
    let mut run = Run::requested(vec![step(AnyOne, &[3])], false);
    let own = run.act(3, |turn| Command::Delegate {
        turn,
        to: MemberNo(2),
    });
    assert_eq!(own, Err(Rejection::NoDelegate));
    run.act(3, |turn| Command::Delegate {
        turn,
        to: MemberNo(4),
    })
    .unwrap();
    assert_eq!(run.pass(3), Err(Rejection::NotAllowed));
    run.pass(4).unwrap();
}

#[test]
fn an_added_step_comes_before_the_outcome() {
    let mut run = Run::requested(vec![step(AnyOne, &[3])], false);
    run.act(3, |turn| Command::AddStep {
        turn,
        step: step(AnyOne, &[4]),
    })
    .unwrap();
    run.pass(3).unwrap();
    assert_eq!(run.state.outcome, Outcome::Pending);
    run.pass(4).unwrap();
    assert_eq!(run.state.outcome, Outcome::Passed);
}

#[test]
fn withdrawn_and_expired_approvals_serve_nothing() {
    let mut run = Run::requested(vec![step(AnyOne, &[3])], false);
    run.pass(3).unwrap();
    assert_eq!(
        run.give(Caller::Account(person(3)), Command::Withdraw),
        Err(Rejection::NotAllowed)
    );
    run.now = UNTIL;
    assert_eq!(run.use_for(subject()), Err(Rejection::NotPassed));
    run.give(Caller::Hub, Command::Expire).unwrap();
    assert_eq!(run.state.outcome, Outcome::Expired);
}
