//! Holders, and taking a seal out of use.

use super::desk::Desk;
use crate::organisation::command::OrganisationCommand;
use crate::seal::command::SealCommand as Command;
use crate::seal::event::GrantNo;
use crate::seal::kind::SealKind;
use crate::seal::rejection::SealRejection as Rejection;
use crate::seal::state::SealStanding as Standing;

const DAY: i64 = 86_400_000;

#[test]
fn only_a_holder_uses_it() {
    let mut desk = Desk::with(SealKind::Contract);
    // Not even who made it, or who decides.
    for n in [1, 2, 3] {
        assert_eq!(desk.use_it(n, n), Err(Rejection::NoLiveGrant));
    }
    desk.grant(2, 3, None).unwrap();
    desk.use_it(4, 3).unwrap();
}

#[test]
fn a_grant_ends_at_its_moment() {
    let mut desk = Desk::with(SealKind::Contract);
    let until = desk.now().plus_millis(DAY);
    desk.grant(2, 3, Some(until)).unwrap();
    desk.pass(DAY - 1);
    desk.use_it(1, 3).unwrap();
    desk.pass(1);
    assert_eq!(desk.use_it(2, 3), Err(Rejection::NoLiveGrant));
}

#[test]
fn a_grant_begins_at_its_moment() {
    let mut desk = Desk::with(SealKind::Contract);
    let from = desk.now().plus_millis(DAY);
    let act = crate::organisation::warrant::SealAct::Grant(SealKind::Contract, desk.member(3));
    let warrant = desk.warrant(2, act).unwrap();
    let until = None;
    desk.by(2, Command::Grant { warrant, from, until }).unwrap();
    assert_eq!(desk.use_it(1, 3), Err(Rejection::NoLiveGrant));
    desk.pass(DAY);
    desk.use_it(2, 3).unwrap();
}

#[test]
fn a_period_must_lie_ahead() {
    let mut desk = Desk::with(SealKind::Contract);
    desk.pass(DAY);
    let past = desk.now();
    assert_eq!(desk.grant(2, 3, Some(past)), Err(Rejection::Period));
}

#[test]
fn several_hold_it_at_once_and_one_withdrawal_is_one_persons() {
    let mut desk = Desk::held();
    desk.grant(2, 2, None).unwrap();
    let no = GrantNo(1);
    desk.change(2, |warrant| Command::Withdraw { warrant, no })
        .unwrap();
    assert_eq!(desk.use_it(1, 3), Err(Rejection::NoLiveGrant));
    desk.use_it(2, 2).unwrap();
    assert_eq!(
        desk.change(2, |warrant| Command::Withdraw { warrant, no }),
        Err(Rejection::NoGrant)
    );
}

#[test]
fn who_is_suspended_or_has_left_uses_nothing_and_becomes_no_holder() {
    let mut desk = Desk::held();
    let no = desk.member(3);
    desk.company.by(1, OrganisationCommand::Suspend { no }).unwrap();
    assert_eq!(desk.use_it(1, 3), Err(Rejection::NotAllowed));
    assert_eq!(desk.grant(2, 3, None), Err(Rejection::NotAllowed));
    desk.company.by(1, OrganisationCommand::Resume { no }).unwrap();
    desk.use_it(2, 3).unwrap();
}

#[test]
fn an_old_number_is_no_key_for_somebody_who_comes_back() {
    let mut desk = Desk::held();
    let leave = OrganisationCommand::LetGo {
        no: desk.member(3),
        successor: None,
        open_contracts: 0,
    };
    desk.company.by(1, leave).unwrap();
    let back = desk.company.employ(3, &[3]);
    assert_ne!(
        Some(back),
        desk.state.grants.get(&GrantNo(1)).map(|grant| grant.member)
    );
    assert_eq!(desk.use_it(1, 3), Err(Rejection::NoLiveGrant));
}

#[test]
fn one_persons_seal_has_no_holders() {
    let mut desk = Desk::with(SealKind::LegalRepresentative);
    assert_eq!(desk.grant(1, 3, None), Err(Rejection::NotGranted));
    assert_eq!(desk.use_it(1, 3), Err(Rejection::NotAllowed));
    desk.use_it(2, 1).unwrap();
}

#[test]
fn a_disabled_seal_permits_nothing_until_it_is_enabled() {
    let mut desk = Desk::held();
    let disable = |warrant| Command::Disable {
        warrant: Some(warrant),
        reason: "盘点".to_owned(),
    };
    desk.change(2, disable).unwrap();
    assert_eq!(desk.use_it(1, 3), Err(Rejection::Disabled));
    let act = crate::organisation::warrant::SealAct::Enable(SealKind::Contract);
    assert!(
        desk.warrant(2, act).is_err(),
        "only the super administrator brings it back"
    );
    let warrant = Some(desk.warrant(1, act).unwrap());
    desk.by(1, Command::Enable { warrant }).unwrap();
    desk.use_it(2, 3).unwrap();
}

#[test]
fn a_stopped_seal_is_stopped_for_good() {
    let mut desk = Desk::held();
    let warrant = desk
        .warrant(1, crate::organisation::warrant::SealAct::Decide)
        .unwrap();
    let reason = "换章".to_owned();
    let warrant = Some(warrant);
    desk.by(1, Command::Stop { warrant, reason }).unwrap();
    assert_eq!(desk.state.standing, Standing::Stopped);
    assert_eq!(desk.use_it(1, 3), Err(Rejection::Stopped));
    let act = crate::organisation::warrant::SealAct::Enable(SealKind::Contract);
    let warrant = Some(desk.warrant(1, act).unwrap());
    assert_eq!(desk.by(1, Command::Enable { warrant }), Err(Rejection::Stopped));
}

#[test]
fn renaming_changes_the_list_not_the_picture() {
    let mut desk = Desk::held();
    let before = desk.state.made.clone().unwrap().picture;
    let rename = |warrant| Command::Rename {
        warrant: Some(warrant),
        name: "合同专用章（二）".to_owned(),
    };
    desk.change(2, rename).unwrap();
    let made = desk.state.made.clone().unwrap();
    assert_eq!((made.name.as_str(), made.picture), ("合同专用章（二）", before));
}
