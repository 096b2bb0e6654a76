//! Desks that sign without a network, and two of them that want the same booth.

use super::fair::{Fair, act, contract};
use crate::exhibition::allocation::AllocationRule;
use crate::exhibition::command::ExhibitionCommand as Command;
use crate::exhibition::event::{BoothOutcome, Deposit, DepositKind, ExhibitionEvent as Event};
use crate::exhibition::exhibitor::ExhibitorNo;
use crate::exhibition::floor::{BoothNo, Occupancy};
use crate::exhibition::lease::{DeskEntry, LeaseNo};
use crate::exhibition::rejection::ExhibitionRejection as Rejection;
use crate::hash::Sha256Hash;

fn enter(fair: &mut Fair, no: LeaseNo, entries: Vec<DeskEntry>) -> Result<Vec<Event>, Rejection> {
    fair.hub(Command::EnterDesk { no, entries })
}

fn outcomes(events: &[Event]) -> Vec<BoothOutcome> {
    let outcome = |event: &Event| match event {
        Event::DeskEntered { booth, .. } => Some(*booth),
        _ => None,
    };
    events.iter().filter_map(outcome).collect()
}

#[test]
fn a_desk_takes_booths_along_and_brings_its_contracts_back_once() {
    let mut fair = Fair::open(3, 10, 3);
    let lease = fair.lease(4, &[1, 2]).unwrap();
    assert_eq!(fair.hold(1, 1), Err(Rejection::BoothTaken));
    let entries = vec![
        fair.desk_entry(lease, 1, 1, Some(1)),
        fair.desk_entry(lease, 2, 2, None),
    ];
    let taken = enter(&mut fair, lease, entries.clone()).unwrap();
    assert_eq!(outcomes(&taken), [BoothOutcome::Given, BoothOutcome::None]);
    assert!(enter(&mut fair, lease, entries).unwrap().is_empty(), "sent again");
    assert_eq!(
        fair.hub(Command::ReturnLease {
            no: lease,
            entered: 1
        }),
        Err(Rejection::Chain)
    );
    fair.hub(Command::ReturnLease {
        no: lease,
        entered: 2,
    })
    .unwrap();
    assert_eq!(*fair.booth(2), Occupancy::Free);
    assert_eq!((fair.state.quota_taken(), fair.state.numbers_free.len()), (2, 2));
}

#[test]
fn entries_come_in_order_and_from_one_chain() {
    let mut fair = Fair::open(1, 10, 3);
    let lease = fair.lease(3, &[]).unwrap();
    let second = fair.desk_entry(lease, 2, 2, None);
    assert_eq!(enter(&mut fair, lease, vec![second]), Err(Rejection::Chain));
    let first = fair.desk_entry(lease, 1, 1, None);
    enter(&mut fair, lease, vec![first.clone()]).unwrap();
    let other = DeskEntry {
        head: Sha256Hash([77; 32]),
        ..first
    };
    assert_eq!(
        enter(&mut fair, lease, vec![other]),
        Err(Rejection::Chain),
        "a fork"
    );
    let foreign = DeskEntry {
        number: 99,
        ..fair.desk_entry(lease, 2, 2, None)
    };
    assert_eq!(
        enter(&mut fair, lease, vec![foreign]),
        Err(Rejection::NotItsNumber)
    );
}

/// Exhibitor 2 signed at the hub for booth 1, exhibitor 1 at a desk that did not hold it.
fn conflict(rule: AllocationRule, paid: bool) -> (Fair, Vec<BoothOutcome>) {
    let mut fair = Fair::ruled(rule, 2, 10, 3);
    let lease = fair.lease(2, &[]).unwrap();
    fair.sign(2, 2, Some(1));
    if paid {
        let deposit = Deposit {
            kind: DepositKind::Advance,
            amount: 1,
            slip: "S".into(),
            picture: None,
            invoice_to: None,
            tax_number: None,
        };
        let contract = contract(2);
        fair.by(3, Command::RecordDeposit { contract, deposit }).unwrap();
    }
    let entry = fair.desk_entry(lease, 1, 1, Some(1));
    let taken = enter(&mut fair, lease, vec![entry]).unwrap();
    (fair, outcomes(&taken))
}

#[test]
fn a_booth_that_two_want_goes_by_the_rule_and_the_other_waits() {
    let (fair, outcome) = conflict(AllocationRule::FirstApplied, false);
    let won = BoothOutcome::Won {
        from: ExhibitorNo(2),
        contract: Some(contract(2)),
    };
    assert_eq!(outcome, [won]);
    assert_eq!(fair.booth(1).contract(), Some(contract(1)));
    assert_eq!(fair.state.contracts[&contract(2)].lost, Some(BoothNo(1)));

    let lost = BoothOutcome::Lost {
        to: Some(ExhibitorNo(2)),
    };
    assert_eq!(conflict(AllocationRule::FirstEntered, false).1, [lost]);
    assert_eq!(conflict(AllocationRule::FirstPaid, true).1, [lost]);
    assert_eq!(conflict(AllocationRule::FirstPaid, false).1, [won]);
}

#[test]
fn who_lost_a_booth_is_given_another() {
    let (mut fair, _) = conflict(AllocationRule::FirstApplied, false);
    let give = |booth| Command::GiveBooth {
        contract: contract(2),
        booth: BoothNo(booth),
    };
    assert_eq!(fair.by(2, give(1)), Err(Rejection::BoothTaken));
    fair.by(2, give(2)).unwrap();
    assert_eq!(fair.booth(2).contract(), Some(contract(2)));
    assert_eq!(fair.state.contracts[&contract(2)].lost, None);
}

#[test]
fn two_desks_that_want_the_same_booth_never_both_get_it() {
    let mut fair = Fair::open(1, 10, 3);
    let owner = fair.lease(2, &[1]).unwrap();
    let other = fair.lease(2, &[]).unwrap();
    let entry = fair.desk_entry(other, 1, 2, Some(1));
    let taken = enter(&mut fair, other, vec![entry]).unwrap();
    assert_eq!(outcomes(&taken), [BoothOutcome::Lost { to: None }]);
    let entry = fair.desk_entry(owner, 1, 1, Some(1));
    let taken = enter(&mut fair, owner, vec![entry]).unwrap();
    assert_eq!(outcomes(&taken), [BoothOutcome::Given]);
}

#[test]
fn of_a_stolen_desk_only_what_was_known_counts() {
    let mut fair = Fair::open(2, 3, 3);
    let lease = fair.lease(3, &[1]).unwrap();
    let entries: Vec<DeskEntry> = (1..=3u8)
        .map(|n| fair.desk_entry(lease, u32::from(n), n, (n == 1).then_some(1)))
        .collect();
    let head = entries[0].head;
    fair.hub(Command::HearHead {
        no: lease,
        entry: 1,
        head,
    })
    .unwrap();
    let revoke = Command::RevokeLease {
        no: lease,
        reason: "笔记本失窃".into(),
    };
    fair.by(1, revoke).unwrap();
    assert_eq!(fair.state.quota_left(), 2, "one was known and will come");
    // The thief offers a chain of his own.
    let mut forged = entries.clone();
    forged[0].head = Sha256Hash([66; 32]);
    assert_eq!(enter(&mut fair, lease, forged), Err(Rejection::Chain));
    let taken = enter(&mut fair, lease, entries).unwrap();
    assert_eq!(outcomes(&taken), [BoothOutcome::Given]);
    assert_eq!(fair.state.leases[&lease].in_review.len(), 2);
    fair.reserve(9, 1, None).unwrap();
    fair.reserve(8, 1, None).unwrap();
    let judge = |entry, accept| Command::JudgeEntry {
        no: lease,
        entry,
        accept,
        reason: "参展商到场确认".into(),
    };
    assert_eq!(fair.by(1, judge(2, true)), Err(Rejection::QuotaUsed));
    fair.hub(Command::ReleaseReservation {
        act: act(8),
        code: None,
    })
    .unwrap();
    fair.by(1, judge(2, true)).unwrap();
    fair.by(1, judge(3, false)).unwrap();
    assert_eq!(fair.state.concluded().count(), 2);
    assert!(fair.state.leases[&lease].in_review.is_empty());
}

#[test]
fn nothing_of_a_revoked_lease_counts_where_nothing_was_known() {
    let mut fair = Fair::open(1, 3, 3);
    let lease = fair.lease(2, &[1]).unwrap();
    let entry = fair.desk_entry(lease, 1, 1, Some(1));
    let reason = "丢失".to_owned();
    fair.by(1, Command::RevokeLease { no: lease, reason }).unwrap();
    fair.hold(1, 2).unwrap();
    let taken = enter(&mut fair, lease, vec![entry]).unwrap();
    assert!(matches!(taken[..], [Event::EntryInReview { .. }]));
    assert_eq!(fair.state.concluded().count(), 0);
}
