//! Whatever anybody sends in whatever order, the rules hold. `PROPTEST_CASES` asks for more.

use super::company::{Company, licence, person, phone, placement};
use crate::aggregate::{Aggregate, Caller, EventBody, Recorded};
use crate::hash::Sha256Hash;
use crate::organisation::Organisation;
use crate::organisation::command::{Invitation, OrganisationCommand as Command};
use crate::organisation::event::{DepartmentNo, MemberNo, RoleNo, Service};
use crate::organisation::permission::{DataScope, Permission};
use crate::organisation::state::{MemberStanding, OrganisationState};
use crate::timestamp::Timestamp;
use proptest::prelude::*;

fn command() -> impl Strategy<Value = Command> {
    let member = (1..6u32).prop_map(MemberNo);
    let department = (0..4u16).prop_map(DepartmentNo);
    let role_no = prop_oneof![(1..6u16), (100..103u16)].prop_map(RoleNo);
    let permissions = prop::collection::btree_set(prop::sample::select(Permission::ALL.to_vec()), 0..4);
    let scope = prop::sample::select(vec![DataScope::Own, DataScope::Department, DataScope::Everything]);
    let roles = prop::collection::vec(prop_oneof![(1..6u16), (100..103u16)], 0..3);
    prop_oneof![
        Just(Command::Approve),
        Just(Command::Register {
            licence: licence(),
            registrant_name: "林望舒".into(),
            is_legal_representative: true
        }),
        (department.clone(), department.clone()).prop_map(|(_, parent)| Command::MakeDepartment {
            name: "部门".into(),
            parent
        }),
        (department.clone(), department.clone()).prop_map(|(no, parent)| Command::ChangeDepartment {
            no,
            name: "部门".into(),
            parent
        }),
        department.clone().prop_map(|no| Command::RemoveDepartment { no }),
        (department, prop::option::of(member.clone()))
            .prop_map(|(no, head)| Command::SetDepartmentHead { no, head }),
        (member.clone(), prop::option::of(member.clone()))
            .prop_map(|(no, superior)| Command::SetSuperior { no, superior }),
        (prop::option::of(role_no.clone()), permissions, scope).prop_map(|(no, permissions, scope)| {
            Command::SetRole {
                no,
                name: "角色".into(),
                description: String::new(),
                permissions,
                scope,
            }
        }),
        role_no.clone().prop_map(|no| Command::EnableRole { no }),
        role_no.prop_map(|no| Command::DisableRole { no }),
        (2..6u8, roles.clone()).prop_map(|(n, roles)| Command::Invite {
            people: vec![Invitation {
                name: "员工".into(),
                phone: phone(n),
                placement: placement(&roles),
            }]
        }),
        (2..6u8).prop_map(|n| Command::Join {
            account: person(n),
            phone: phone(n)
        }),
        (member.clone(), roles).prop_map(|(no, roles)| Command::Place {
            no,
            placement: placement(&roles)
        }),
        member.clone().prop_map(|no| Command::Suspend { no }),
        member.clone().prop_map(|no| Command::Resume { no }),
        (member.clone(), prop::option::of(member.clone()), 0..2u32).prop_map(
            |(no, successor, open_contracts)| Command::LetGo {
                no,
                successor,
                open_contracts
            }
        ),
        member.clone().prop_map(|no| Command::WithdrawInvitation { no }),
        member.prop_map(|to| Command::ProposeSuperAdministrator { to }),
        Just(Command::ConfirmSuperAdministrator),
        Just(Command::DropSuperAdministrator),
        any::<bool>().prop_map(|on| Command::Switch {
            service: Service::CrossPageSeal,
            on,
            agreement: None
        }),
        Just(Command::AskDissolution { open_contracts: 0 }),
        Just(Command::WithdrawDissolution),
        Just(Command::Dissolve),
    ]
}

/// 0 is the hub.
fn caller(n: u8) -> Caller {
    if n == 0 {
        Caller::Hub
    } else {
        Caller::Account(person(n))
    }
}

/// Everything that one person may do, with how far it reaches.
fn rights(state: &OrganisationState, n: u8) -> Vec<Option<DataScope>> {
    Permission::ALL
        .iter()
        .map(|permission| state.scope_of(person(n), *permission))
        .collect()
}

proptest! {
    #[test]
    fn nobody_raises_themselves(steps in prop::collection::vec((0..7u8, command(), 0..9u32), 1..60)) {
        let mut company = Company::approved();
        company.employ(2, &[1]);
        company.employ(3, &[5]);
        for (who, command, days) in steps {
            company.now = company.now.plus_millis(i64::from(days) * 86_400_000);
            let before = rights(&company.state, who);
            let was_super = company.state.is_super_administrator(person(who));
            let confirms = matches!(command, Command::ConfirmSuperAdministrator);
            // `give` checks the invariants after every event.
            let taken = company.give(caller(who), command.clone());
            if taken.is_ok() && who > 0 {
                let after = rights(&company.state, who);
                for (before, after) in before.iter().zip(&after) {
                    prop_assert!(after <= before || was_super || confirms, "{who}: {command:?}");
                }
            }
            for member in company.state.members.values() {
                if let Some(account) = member.account
                    && member.standing != MemberStanding::Active
                    && company.state.active_member(account).is_none()
                {
                    prop_assert!(Permission::ALL.iter().all(|p| !company.state.may(account, *p)));
                }
            }
        }
    }

    #[test]
    fn the_state_is_the_same_without_personal_values(steps in prop::collection::vec((0..7u8, command()), 1..40)) {
        let mut company = Company::approved();
        company.employ(2, &[1]);
        for (who, command) in steps {
            let _ = company.give(caller(who), command);
        }
        let mut erased = OrganisationState::default();
        for (n, event) in (1u64..).zip(&company.events) {
            let mut event = event.clone();
            event.visit_personal(&mut |slot| slot.personal.opening = None);
            let recorded = Recorded {
                seq: n,
                hash: Sha256Hash::of(b""),
                at: Timestamp::default(),
                by: Caller::Hub,
                event,
            };
            Organisation::evolve(&mut erased, &recorded);
        }
        let plain = |state: &OrganisationState| {
            let members: Vec<_> = state
                .members
                .values()
                .map(|m| (m.no, m.account, m.placement.clone(), m.standing, m.superior, m.successor))
                .collect();
            (members, state.standing, state.roles.clone(), state.departments.clone(), state.super_administrator)
        };
        prop_assert_eq!(plain(&erased), plain(&company.state));
    }
}
