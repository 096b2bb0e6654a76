//! Substitutes, superiors and heads: whom a step asks in place of whom.

use super::run::{Run, step};
use crate::approval::rejection::ApprovalRejection as Rejection;
use crate::approval::state::Outcome;
use crate::approval::step::{Asked, Consent::*, Step};
use crate::organisation::command::OrganisationCommand as Office;
use crate::organisation::event::{Absence, MemberNo};
use crate::timestamp::Timestamp;

/// Member `no` is away until `until`, and `substitute` acts instead.
fn away(run: &mut Run, no: u32, substitute: u32, until: i64) {
    let absence = Absence {
        from: Timestamp(0),
        until: Timestamp(until),
        substitute: MemberNo(substitute),
    };
    let no = MemberNo(no);
    run.company.by(1, Office::SetAbsence { no, absence }).unwrap();
}

#[test]
fn while_somebody_is_away_the_substitute_acts_and_the_log_says_for_whom() {
    let mut run = Run::requested(vec![step(AnyOne, &[3])], false);
    away(&mut run, 3, 4, 1_000);
    assert_eq!(run.pass(3), Err(Rejection::NotAllowed));
    run.pass(4).unwrap();
    let deed = run.state.deeds.last().unwrap();
    assert_eq!(
        (deed.actor.member, deed.actor.for_members.clone()),
        (MemberNo(4), vec![MemberNo(3)])
    );
}

#[test]
fn back_again_they_act_themselves() {
    let mut run = Run::requested(vec![step(AnyOne, &[3])], false);
    away(&mut run, 3, 4, 1_000);
    run.now = Timestamp(1_000);
    assert_eq!(run.pass(4), Err(Rejection::NotAllowed));
    run.pass(3).unwrap();
}

#[test]
fn two_who_stand_in_for_each_other_leave_it_to_the_super_administrator() {
    let mut run = Run::requested(vec![step(AnyOne, &[3])], false);
    away(&mut run, 3, 4, 1_000);
    away(&mut run, 4, 3, 1_000);
    assert_eq!(run.pass(4), Err(Rejection::NotAllowed));
    run.pass(1).unwrap();
}

#[test]
fn one_act_counts_for_everybody_whom_the_member_stands_in_for() {
    let mut run = Run::requested(vec![step(All, &[3, 4])], false);
    away(&mut run, 3, 4, 1_000);
    run.pass(4).unwrap();
    assert_eq!(run.state.outcome, Outcome::Passed);
}

#[test]
fn in_turn_each_waits_for_the_one_before() {
    let mut run = Run::requested(vec![step(InTurn, &[4, 3])], false);
    assert_eq!(run.pass(3), Err(Rejection::NotYet));
    run.pass(4).unwrap();
    assert_eq!(run.state.outcome, Outcome::Pending);
    run.pass(3).unwrap();
    assert_eq!(run.state.outcome, Outcome::Passed);
}

#[test]
fn the_superior_is_found_when_it_is_acted_on_and_missing_is_never_skipped() {
    let superior = Step {
        consent: All,
        asked: vec![Asked::Superior],
    };
    let mut run = Run::requested(vec![superior], false);
    assert_eq!(run.pass(3), Err(Rejection::NotAllowed));
    let (no, superior) = (MemberNo(2), Some(MemberNo(3)));
    run.company.by(1, Office::SetSuperior { no, superior }).unwrap();
    assert_eq!(run.pass(1), Err(Rejection::NotAllowed));
    run.pass(3).unwrap();
}
