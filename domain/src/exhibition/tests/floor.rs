//! Booths, holds, and the quota.

use super::fair::{DAY, Fair, HOUR, act, contract, line_of, person, plan};
use crate::aggregate::{Aggregate, Timer};
use crate::exhibition::command::ExhibitionCommand as Command;
use crate::exhibition::event::{Deposit, DepositKind};
use crate::exhibition::exhibitor::ExhibitorNo;
use crate::exhibition::floor::{BoothNo, BoothPlan, HallNo, HoldTerm, Occupancy};
use crate::exhibition::rejection::ExhibitionRejection as Rejection;
use crate::exhibition::{Exhibition, ExhibitionEffect};
use crate::hash::Sha256Hash;
use crate::timestamp::Timestamp;

#[test]
fn a_hold_lapses_after_72_hours_by_its_timer() {
    let mut fair = Fair::open(2, 10, 2);
    fair.hold(1, 1).unwrap();
    assert_eq!(fair.hold(1, 2), Err(Rejection::BoothTaken));
    let due = fair.now.plus_millis(72 * HOUR);
    let timers = Exhibition::timers(&fair.state);
    assert_eq!(
        timers,
        [Timer {
            key: "hold/1".into(),
            due
        }]
    );
    let lapse = Exhibition::timer_command("hold/1").unwrap();
    fair.pass(72 * HOUR - 1);
    assert!(
        fair.hub(lapse.clone()).unwrap().is_empty(),
        "a timer that came early"
    );
    fair.pass(1);
    fair.hub(lapse).unwrap();
    assert_eq!(*fair.booth(1), Occupancy::Free);
    fair.hold(1, 2).unwrap();
}

#[test]
fn working_days_end_at_midnight_in_shanghai() {
    // Friday 2026-11-27, 10:00 in Shanghai; the third working day after it is Wednesday.
    let friday = Timestamp(1_795_744_800_000);
    let end = HoldTerm::WorkingDays(3).end(friday);
    assert_eq!(end.civil(480).to_string(), "2026-12-03 00:00:00 +08:00");
}

#[test]
fn a_hold_is_extended_with_a_reason_and_released() {
    let mut fair = Fair::open(1, 10, 2);
    fair.hold(1, 1).unwrap();
    let extend = |until, reason: &str| Command::ExtendHold {
        booth: BoothNo(1),
        until,
        reason: reason.into(),
    };
    let later = fair.now.plus_millis(5 * DAY);
    assert_eq!(fair.by(2, extend(later, " ")), Err(Rejection::BadText));
    assert_eq!(fair.by(4, extend(later, "等汇款")), Err(Rejection::NotAllowed));
    fair.by(2, extend(later, "等汇款")).unwrap();
    assert_eq!(fair.by(2, extend(later, "等汇款")), Err(Rejection::Period));
    fair.by(2, Command::ReleaseHold { booth: BoothNo(1) }).unwrap();
    assert_eq!(*fair.booth(1), Occupancy::Free);
}

#[test]
fn a_reservation_gives_the_hold_back_where_nothing_was_signed() {
    let mut fair = Fair::open(1, 10, 2);
    fair.hold(1, 1).unwrap();
    assert_eq!(fair.reserve(1, 2, Some(1)), Err(Rejection::BoothTaken));
    fair.reserve(2, 1, Some(1)).unwrap();
    fair.hub(Command::ReleaseReservation {
        act: act(2),
        code: None,
    })
    .unwrap();
    assert!(matches!(
        fair.booth(1),
        Occupancy::Held {
            by: ExhibitorNo(1),
            ..
        }
    ));
    assert_eq!(fair.reserve(2, 1, Some(1)), Err(Rejection::ReservationSpent));
}

#[test]
fn an_expired_reservation_keeps_the_booth_until_the_contract_was_looked_at() {
    let mut fair = Fair::open(1, 10, 2);
    fair.reserve(1, 1, Some(1)).unwrap();
    let used_at = fair.now;
    fair.pass(HOUR);
    fair.hub(Command::ExpireReservation { act: act(1) }).unwrap();
    let effects = Exhibition::effects(&fair.state, fair.events.last().unwrap());
    let settle = ExhibitionEffect::Settle {
        act: act(1),
        contract: contract(1),
    };
    assert_eq!(effects, [settle]);
    assert_eq!(
        fair.hold(1, 2),
        Err(Rejection::BoothTaken),
        "it may be signed for"
    );
    // It was: in time, and the news comes late.
    let confirm = |used_at| Command::Confirm {
        act: act(1),
        used: line_of(1),
        used_at,
    };
    let late = fair.now;
    assert_eq!(fair.hub(confirm(late)), Err(Rejection::ReservationSpent));
    fair.hub(confirm(used_at)).unwrap();
    assert_eq!(fair.booth(1).contract(), Some(contract(1)));
}

#[test]
fn the_quota_counts_what_is_signed_reserved_and_out_with_desks() {
    let mut fair = Fair::open(3, 4, 4);
    fair.sign(1, 1, Some(1));
    fair.reserve(2, 2, None).unwrap();
    fair.lease(2, &[]).unwrap();
    assert_eq!(fair.reserve(3, 3, None), Err(Rejection::QuotaUsed));
    assert_eq!(
        fair.by(1, Command::SetQuota { quota: 3 }),
        Err(Rejection::QuotaBelow(4))
    );
    fair.hub(Command::ReleaseReservation {
        act: act(2),
        code: None,
    })
    .unwrap();
    fair.reserve(3, 3, None).unwrap();
    assert_eq!(
        fair.state.reservations[&act(3)].number,
        2,
        "the number that came back"
    );
}

#[test]
fn a_contract_that_ends_frees_its_booth_and_place() {
    let mut fair = Fair::open(1, 1, 2);
    fair.sign(1, 1, Some(1));
    assert_eq!(fair.reserve(2, 2, Some(1)), Err(Rejection::BoothTaken));
    let end = Command::EndContract {
        contract: contract(1),
        by_line: line_of(1),
    };
    fair.hub(end.clone()).unwrap();
    assert!(fair.hub(end).unwrap().is_empty());
    fair.sign(2, 2, Some(1));
    assert_eq!(
        fair.state.contracts[&contract(2)].number,
        2,
        "a number is used once"
    );
}

#[test]
fn only_the_cashier_takes_money_and_only_once() {
    let mut fair = Fair::open(1, 1, 1);
    fair.sign(1, 1, Some(1));
    let invoiced = |slip: &str, tax_number: &str| Command::RecordDeposit {
        contract: contract(1),
        deposit: Deposit {
            kind: DepositKind::Earnest,
            amount: 240_000,
            slip: slip.into(),
            picture: None,
            invoice_to: None,
            tax_number: Some(tax_number.into()),
        },
    };
    let deposit = |slip: &str| invoiced(slip, "91350100M000100Y43");
    assert_eq!(fair.by(3, invoiced("S1", "12 34")), Err(Rejection::BadTaxNumber));
    assert_eq!(fair.by(2, deposit("S1")), Err(Rejection::NotAllowed));
    fair.by(3, deposit("S1")).unwrap();
    assert!(fair.by(3, deposit("S1")).unwrap().is_empty());
    assert_eq!(fair.by(3, deposit("S2")), Err(Rejection::DepositRecorded));
    assert!(matches!(fair.booth(1), Occupancy::Paid { .. }));
}

#[test]
fn labels_are_unique_and_booths_in_use_stay() {
    let mut fair = Fair::open(2, 5, 1);
    let twice = vec![(None, plan("B1")), (None, plan("b1"))];
    assert_eq!(
        fair.by(1, Command::SetBooths { booths: twice }),
        Err(Rejection::LabelTaken("B1".into()))
    );
    fair.hold(1, 1).unwrap();
    assert_eq!(
        fair.by(1, Command::RemoveBooth { no: BoothNo(1) }),
        Err(Rejection::BoothTaken)
    );
    let changed = vec![(Some(BoothNo(1)), plan("Z9"))];
    assert_eq!(
        fair.by(1, Command::SetBooths { booths: changed }),
        Err(Rejection::BoothTaken)
    );
    let outline = vec![[0, 0], [500, 0], [500, 400]];
    let drawn = BoothPlan {
        outline: outline.clone(),
        ..fair.state.booths[&BoothNo(1)].plan.clone()
    };
    let booths = vec![(Some(BoothNo(1)), drawn)];
    fair.by(1, Command::SetBooths { booths }).unwrap();
    assert_eq!(fair.state.booths[&BoothNo(1)].plan.outline, outline);
    assert_eq!(
        fair.booth(1).exhibitor(),
        Some(ExhibitorNo(1)),
        "drawing takes nothing away"
    );
    fair.by(1, Command::RemoveBooth { no: BoothNo(2) }).unwrap();
    fair.by(
        1,
        Command::SetBooths {
            booths: vec![(None, plan("A002"))],
        },
    )
    .unwrap();
    assert!(
        fair.state.booths.contains_key(&BoothNo(3)),
        "its number is not given again"
    );
}

#[test]
fn a_hall_gets_its_plan_and_another_name() {
    let mut fair = Fair::open(1, 5, 1);
    let change = |name: &str, plan: Option<u8>| Command::ChangeHall {
        no: HallNo(1),
        name: name.into(),
        plan: plan.map(|byte| Sha256Hash([byte; 32])),
    };
    fair.by(1, change("2 号馆", Some(7))).unwrap();
    assert!(fair.by(1, change("2 号馆", Some(7))).unwrap().is_empty());
    let hall = &fair.state.halls[&HallNo(1)];
    assert_eq!(
        (hall.name.as_str(), hall.plan),
        ("2 号馆", Some(Sha256Hash([7; 32])))
    );
    assert_eq!(fair.by(2, change("3 号馆", None)), Err(Rejection::NotAllowed));
    assert_eq!(fair.state.booths.len(), 1, "its booths stay");
}

#[test]
fn exhibitors_hold_for_themselves_only() {
    let mut fair = Fair::open(2, 5, 1);
    fair.by(10, Command::Apply(super::fair::application(9))).unwrap();
    let (booth, exhibitor) = (BoothNo(1), ExhibitorNo(2));
    let hold = Command::Hold { booth, exhibitor };
    assert_eq!(fair.by(10, hold.clone()), Err(Rejection::NotAccepted));
    let accept = Command::Review {
        no: exhibitor,
        accept: true,
        reason: None,
    };
    fair.by(2, accept).unwrap();
    assert_eq!(fair.by(11, hold.clone()), Err(Rejection::NotAllowed));
    fair.by(10, hold).unwrap();
    assert!(!fair.state.may(person(10), crate::exhibition::staff::Duty::Booths));
}
