//! Founding, people, applications, and stages.

use super::fair::{Fair, application, details, offer, person};
use crate::aggregate::Aggregate;
use crate::exhibition::Exhibition;
use crate::exhibition::allocation::AllocationRule;
use crate::exhibition::command::{Application, ExhibitionCommand as Command};
use crate::exhibition::event::{DepositKind, DepositTerm, Details};
use crate::exhibition::exhibitor::ExhibitorNo;
use crate::exhibition::rejection::ExhibitionRejection as Rejection;
use crate::exhibition::state::Stage;
use crate::exhibition::view::{self, EXHIBITIONS};
use crate::hash::Sha256Hash;
use crate::ids::StreamId;
use std::collections::BTreeSet;
use uuid::Uuid;

#[test]
fn it_opens_only_when_nothing_is_missing_and_says_what() {
    let mut fair = Fair::founded();
    assert_eq!(
        view::missing(&fair.state),
        ["exhibition_needs_offer", "exhibition_needs_quota"]
    );
    assert_eq!(
        fair.by(1, Command::Open),
        Err(Rejection::NotReady("exhibition_needs_offer"))
    );
    fair.by(1, Command::Offer { offer: offer(true) }).unwrap();
    fair.by(1, Command::SetQuota { quota: 5 }).unwrap();
    assert_eq!(
        fair.by(1, Command::Open),
        Err(Rejection::NotReady("exhibition_needs_booths"))
    );
}

#[test]
fn somebody_stays_host_and_only_hosts_set_up() {
    let mut fair = Fair::founded();
    let leave = Command::Staff {
        account: person(1),
        roles: BTreeSet::new(),
    };
    assert_eq!(fair.by(1, leave), Err(Rejection::LastHost));
    assert_eq!(
        fair.by(2, Command::SetQuota { quota: 5 }),
        Err(Rejection::NotAllowed)
    );
    assert_eq!(fair.by(9, Command::Open), Err(Rejection::NotAllowed));
}

#[test]
fn the_rule_does_not_change_under_those_who_applied() {
    let mut fair = Fair::open(1, 1, 1);
    let changed = Details {
        allocation: AllocationRule::FirstPaid,
        ..details()
    };
    assert_eq!(
        fair.by(1, Command::Change { details: changed }),
        Err(Rejection::BadDetails)
    );
    let backwards = Details {
        days: ["2026-12-03".into(), "2026-12-01".into()],
        ..details()
    };
    assert_eq!(
        fair.by(1, Command::Change { details: backwards }),
        Err(Rejection::BadDetails)
    );
}

#[test]
fn a_company_that_applies_twice_is_found() {
    let mut fair = Fair::open(1, 9, 2);
    let again = Application {
        company: "参展商1（有限公司）".into(),
        phone_hash: Sha256Hash([99; 32]),
        ..application(1)
    };
    fair.by(10, Command::Apply(again)).unwrap();
    assert_eq!(fair.state.exhibitors[&ExhibitorNo(3)].like, [ExhibitorNo(1)]);
    let by_phone = Application {
        company: "另一家".into(),
        ..application(2)
    };
    fair.by(2, Command::Import(vec![by_phone.clone(), by_phone]))
        .unwrap();
    assert_eq!(fair.state.exhibitors[&ExhibitorNo(4)].like, [ExhibitorNo(2)]);
    assert_eq!(
        fair.state.exhibitors[&ExhibitorNo(5)].like,
        [ExhibitorNo(2), ExhibitorNo(4)],
        "also within one table"
    );
}

#[test]
fn a_scan_counts_once() {
    let mut fair = Fair::open(1, 9, 1);
    let scan = |nonce| Command::CheckIn {
        no: ExhibitorNo(1),
        nonce: Sha256Hash([nonce; 32]),
        persons: 3,
    };
    fair.by(4, scan(1)).unwrap();
    assert!(fair.by(4, scan(1)).unwrap().is_empty());
    fair.by(4, scan(2)).unwrap();
    assert_eq!(fair.by(3, scan(3)), Err(Rejection::NotAllowed));
    let known = &fair.state.exhibitors[&ExhibitorNo(1)];
    assert_eq!((known.scans.len(), known.persons()), (2, 6));
}

#[test]
fn it_closes_when_nothing_is_on_its_way() {
    let mut fair = Fair::open(1, 9, 1);
    fair.reserve(1, 1, Some(1)).unwrap();
    assert_eq!(
        fair.by(1, Command::Close),
        Err(Rejection::StillOpen("reservation"))
    );
    fair.confirm(1).unwrap();
    let lease = fair.lease(1, &[]).unwrap();
    assert_eq!(fair.by(1, Command::Close), Err(Rejection::StillOpen("desk")));
    fair.hub(Command::ReturnLease {
        no: lease,
        entered: 0,
    })
    .unwrap();
    assert_eq!(
        fair.by(1, Command::Archive),
        Err(Rejection::StillOpen("exhibition"))
    );
    fair.by(1, Command::Close).unwrap();
    fair.by(1, Command::Archive).unwrap();
    assert_eq!(fair.state.stage, Stage::Archived);
    assert_eq!(fair.hold(1, 1), Err(Rejection::NotOpen));
}

#[test]
fn a_deposit_called_earnest_money_is_warned_about_above_a_fifth() {
    let term = |kind, share| DepositTerm { kind, share };
    assert!(!term(DepositKind::Earnest, 2_000).exceeds_earnest_limit());
    assert!(term(DepositKind::Earnest, 2_001).exceeds_earnest_limit());
    assert!(!term(DepositKind::Advance, 5_000).exceeds_earnest_limit());
}

#[test]
fn it_stands_in_the_list_of_everybody_who_works_there() {
    let fair = Fair::founded();
    let stream = StreamId::new(Exhibition::KIND, Uuid::from_u128(1));
    let rows = Exhibition::projections(&stream, &fair.state);
    assert_eq!(rows.len(), 4);
    assert!(
        rows.iter()
            .all(|row| row.list == EXHIBITIONS && row.state == "preparing")
    );
}
