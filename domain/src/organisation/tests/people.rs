//! Joining, leaving, being suspended, and who runs the place.

use super::company::{Company, person, phone, placement};
use crate::aggregate::Caller;
use crate::agreements::AGREEMENTS;
use crate::contract::event::ConsentKind;
use crate::organisation::command::{Invitation, OrganisationCommand as Command};
use crate::organisation::event::{DepartmentNo, MemberNo, OrganisationEvent as Event, Service};
use crate::organisation::permission::Permission;
use crate::organisation::rejection::OrganisationRejection as Rejection;
use crate::organisation::state::MemberStanding;

fn invitation(n: u8) -> Invitation {
    Invitation {
        name: format!("员工{n}"),
        phone: phone(n),
        placement: placement(&[3]),
    }
}

#[test]
fn a_file_is_taken_whole_or_not_at_all() {
    let mut company = Company::approved();
    let people: Vec<_> = (2..32).map(invitation).collect();
    let mut with_error = people.clone();
    with_error[17].phone = "12".to_owned();
    let refused = company.by(1, Command::Invite { people: with_error });
    assert_eq!(refused, Err(Rejection::Phone));
    assert_eq!(company.state.members.len(), 1);
    assert_eq!(
        company
            .by(
                1,
                Command::Invite {
                    people: people.clone()
                }
            )
            .unwrap()
            .len(),
        30
    );
    let twice = company.by(
        1,
        Command::Invite {
            people: vec![people[3].clone()],
        },
    );
    assert_eq!(twice, Err(Rejection::AlreadyMember));
}

#[test]
fn two_people_of_one_file_have_different_commitments_to_one_name() {
    let mut company = Company::approved();
    let mut people = vec![invitation(2), invitation(3)];
    people[1].name = people[0].name.clone();
    let events = company.by(1, Command::Invite { people }).unwrap();
    let names: Vec<_> = events
        .iter()
        .map(|event| match event {
            Event::MemberInvited { name, .. } => name.commitment,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_ne!(names[0], names[1]);
}

#[test]
fn only_the_invited_number_joins_and_only_once() {
    let mut company = Company::approved();
    company
        .by(
            1,
            Command::Invite {
                people: vec![invitation(2)],
            },
        )
        .unwrap();
    let join = |n: u8, number: u8| Command::Join {
        account: person(n),
        phone: phone(number),
    };
    assert_eq!(
        company.give(Caller::Hub, join(3, 3)),
        Err(Rejection::NoInvitation)
    );
    assert_eq!(
        company.by(2, join(2, 2)),
        Err(Rejection::NotAllowed),
        "only the hub knows whose number it is"
    );
    company.done(Caller::Hub, join(2, 2));
    assert_eq!(
        company.give(Caller::Hub, join(2, 2)),
        Err(Rejection::AlreadyMember)
    );
}

#[test]
fn a_suspended_member_can_do_nothing_from_that_moment() {
    let mut company = Company::approved();
    let no = company.employ(2, &[1]);
    assert!(company.state.may(person(2), Permission::ManageSeals));
    company.by(1, Command::Suspend { no }).unwrap();
    assert!(!company.state.may(person(2), Permission::ManageSeals));
    let refused = company.by(2, Command::Invite { people: Vec::new() });
    assert_eq!(refused, Err(Rejection::NotAllowed));
    company.by(1, Command::Resume { no }).unwrap();
    assert!(company.state.may(person(2), Permission::ManageSeals));
}

#[test]
fn who_leaves_open_contracts_leaves_a_successor() {
    let mut company = Company::approved();
    let (leaves, stays) = (company.employ(2, &[3]), company.employ(3, &[3]));
    let let_go = |no, successor, open_contracts| Command::LetGo {
        no,
        successor,
        open_contracts,
    };
    assert_eq!(
        company.by(1, let_go(leaves, None, 2)),
        Err(Rejection::SuccessorNeeded)
    );
    assert_eq!(
        company.by(1, let_go(leaves, Some(leaves), 2)),
        Err(Rejection::SuccessorNeeded)
    );
    company.by(1, let_go(leaves, Some(stays), 2)).unwrap();
    let left = &company.state.members[&leaves];
    assert_eq!(
        (left.standing, left.successor),
        (MemberStanding::Left, Some(stays))
    );
    assert_eq!(
        company.by(1, let_go(MemberNo(1), Some(stays), 0)),
        Err(Rejection::Indispensable)
    );
    // The number is free again: the person may come back as another member.
    let back = company.employ(2, &[3]);
    assert_ne!(back, leaves);
}

#[test]
fn departments_form_a_tree() {
    let mut company = Company::approved();
    let make = |name: &str, parent| Command::MakeDepartment {
        name: name.to_owned(),
        parent: DepartmentNo(parent),
    };
    company.by(1, make("销售部", 0)).unwrap();
    company.by(1, make("华东区", 1)).unwrap();
    let change = |no, parent| Command::ChangeDepartment {
        no: DepartmentNo(no),
        name: "销售部".to_owned(),
        parent: DepartmentNo(parent),
    };
    assert_eq!(company.by(1, change(1, 2)), Err(Rejection::DepartmentLoop));
    assert_eq!(company.by(1, change(1, 9)), Err(Rejection::NoDepartment));
    let remove = |no| Command::RemoveDepartment { no: DepartmentNo(no) };
    assert_eq!(company.by(1, remove(1)), Err(Rejection::DepartmentInUse));
    company.by(1, remove(2)).unwrap();
    company.by(1, make("华南区", 1)).unwrap();
    assert!(
        company.state.departments.contains_key(&DepartmentNo(3)),
        "a number is not used again"
    );
}

#[test]
fn a_new_super_administrator_is_confirmed_by_the_present_one() {
    let mut company = Company::approved();
    let no = company.employ(2, &[1]);
    company
        .by(2, Command::ProposeSuperAdministrator { to: no })
        .unwrap();
    let refused = company.by(2, Command::ConfirmSuperAdministrator);
    assert_eq!(refused, Err(Rejection::SuperAdministratorOnly));
    company.by(1, Command::ConfirmSuperAdministrator).unwrap();
    assert!(company.state.is_super_administrator(person(2)));
    assert!(!company.state.is_super_administrator(person(1)));
    let switch = |agreement| Command::Switch {
        service: Service::SilentSigning,
        on: true,
        agreement,
    };
    let silent = AGREEMENTS
        .iter()
        .find(|text| text.kind == ConsentKind::SilentSigning);
    let text = Some(silent.unwrap().digests().0);
    assert_eq!(
        company.by(1, switch(text)),
        Err(Rejection::SuperAdministratorOnly)
    );
    for other in [None, Some(AGREEMENTS[0].digests().0)] {
        assert_eq!(company.by(2, switch(other)), Err(Rejection::AgreementNeeded));
    }
    company.by(2, switch(text)).unwrap();
    assert!(company.state.has_service(Service::SilentSigning));
}
