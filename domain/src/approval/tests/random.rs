//! Random commands of four people, with suspensions between them: no use without every step, never by the requester,
//! never for another document. `PROPTEST_CASES` asks for more.
//!
//! Who passed which step is counted here a second time, from the commands that were taken.

use super::run::{Run, step, subject};
use crate::aggregate::Caller;
use crate::approval::command::ApprovalCommand as Command;
use crate::approval::event::ApprovalEvent as Event;
use crate::approval::step::{Consent, Subject};
use crate::hash::Sha256Hash;
use crate::organisation::command::OrganisationCommand as Office;
use crate::organisation::event::MemberNo;
use crate::organisation::tests::company::person;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Move {
    Pass(u8),
    SendBack(u8),
    Delegate(u8, u32),
    AddStep(u8, u32),
    Suspend(u32),
    Resume(u32),
    Withdraw(u8),
    Use { other_document: bool },
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let (who, no) = (1..5u8, 1..5u32);
    let one = prop_oneof![
        8 => who.clone().prop_map(Move::Pass),
        1 => who.clone().prop_map(Move::SendBack),
        2 => (who.clone(), no.clone()).prop_map(|(n, to)| Move::Delegate(n, to)),
        1 => (who.clone(), no.clone()).prop_map(|(n, asked)| Move::AddStep(n, asked)),
        1 => no.clone().prop_map(Move::Suspend),
        1 => no.prop_map(Move::Resume),
        1 => who.prop_map(Move::Withdraw),
        3 => any::<bool>().prop_map(|other_document| Move::Use { other_document }),
    ];
    prop::collection::vec(one, 0..40)
}

proptest! {
    #[test]
    fn no_use_without_every_step(all in any::<bool>(), moves in moves()) {
        let consent = if all { Consent::All } else { Consent::AnyOne };
        let mut run = Run::requested(vec![step(consent, &[2, 3]), step(consent, &[3, 4]), step(Consent::AnyOne, &[1])], false);
        let (mut steps, mut passes, mut done) = (3, 0, 0);
        let mut ended = false;
        for one in moves {
            match one {
                Move::Pass(n) => if let Ok(events) = run.pass(n) {
                    prop_assert!(n != 2 && !ended);
                    passes += 1;
                    done += usize::from(events.contains(&Event::StepPassed {}));
                },
                Move::SendBack(n) => {
                    ended |= run.act(n, |turn| Command::SendBack { turn, reason: "补充附件".to_owned() }).is_ok();
                }
                Move::Delegate(n, to) => {
                    if run.act(n, |turn| Command::Delegate { turn, to: MemberNo(to) }).is_ok() {
                        prop_assert_ne!(to, 2);
                    }
                }
                Move::AddStep(n, asked) => {
                    let added = step(Consent::AnyOne, &[asked]);
                    steps += usize::from(run.act(n, |turn| Command::AddStep { turn, step: added }).is_ok());
                }
                Move::Suspend(no) => drop(run.company.by(1, Office::Suspend { no: MemberNo(no) })),
                Move::Resume(no) => drop(run.company.by(1, Office::Resume { no: MemberNo(no) })),
                Move::Withdraw(n) => {
                    let taken = run.give(Caller::Account(person(n)), Command::Withdraw).is_ok();
                    prop_assert!(!taken || n == 2);
                    ended |= taken;
                }
                Move::Use { other_document } => {
                    let document = if other_document { Sha256Hash::of(b"other") } else { subject().document };
                    if run.use_for(Subject { document, ..subject() }).is_ok() {
                        prop_assert!(!other_document && !ended);
                        prop_assert!(done == steps && passes >= steps);
                    }
                }
            }
        }
    }
}
