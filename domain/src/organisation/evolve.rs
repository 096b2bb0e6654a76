//! Brings an organisation's state up to date with one event.

use super::event::{MemberNo, OrganisationEvent as Event, Placement, RoleNo};
use super::letter::{KeptLetter, LetterNo, LetterStanding};
use super::permission::BUILT_IN;
use super::state::{
    Department, KeptFlow, Member, MemberStanding, OrganisationState, Role, Standing, Switched,
};
use crate::aggregate::Recorded;

pub fn evolve(state: &mut OrganisationState, recorded: &Recorded<Event>) {
    match &recorded.event {
        Event::Registered {
            name,
            credit_code,
            legal_representative,
            registrant,
            registrant_name,
            is_legal_representative,
        } => {
            let no = MemberNo(1);
            state.standing = Standing::UnderReview;
            state.name.clone_from(name);
            state.credit_code = Some(credit_code.clone());
            state.legal_representative = Some(legal_representative.clone());
            state.legal_representative_member = is_legal_representative.then_some(no);
            state.super_administrator = Some(no);
            state.registered_at = recorded.at;
            state.members.insert(
                no,
                Member {
                    no,
                    name: registrant_name.clone(),
                    phone: None,
                    account: Some(*registrant),
                    placement: Placement {
                        departments: Vec::new(),
                        roles: Vec::new(),
                    },
                    standing: MemberStanding::Active,
                    superior: None,
                    successor: None,
                },
            );
            state.roles = BUILT_IN
                .iter()
                .map(|role| {
                    let built = Role {
                        name: role.name.to_owned(),
                        description: String::new(),
                        permissions: role.permissions.iter().copied().collect(),
                        scope: role.scope,
                        enabled: true,
                    };
                    (RoleNo(role.no), built)
                })
                .collect();
        }
        Event::Approved {} => {
            state.standing = Standing::Active;
            state.refusal = None;
        }
        Event::Refused { reason } => {
            state.standing = Standing::Refused;
            state.refusal = Some(reason.clone());
        }
        Event::SubmittedAgain {
            name,
            credit_code,
            legal_representative,
        } => {
            state.standing = Standing::UnderReview;
            state.refusal = None;
            state.name.clone_from(name);
            state.credit_code = Some(credit_code.clone());
            state.legal_representative = Some(legal_representative.clone());
        }
        Event::DepartmentMade { no, name, parent } | Event::DepartmentChanged { no, name, parent } => {
            state.last_department = state.last_department.max(*no);
            let department = Department {
                name: name.clone(),
                parent: *parent,
                head: state.departments.get(no).and_then(|before| before.head),
            };
            state.departments.insert(*no, department);
        }
        Event::DepartmentRemoved { no } => drop(state.departments.remove(no)),
        Event::DepartmentHeadSet { no, head } => {
            if let Some(department) = state.departments.get_mut(no) {
                department.head = *head;
            }
        }
        Event::RoleSet {
            no,
            name,
            description,
            permissions,
            scope,
        } => {
            let enabled = state.roles.get(no).is_none_or(|role| role.enabled);
            let role = Role {
                name: name.clone(),
                description: description.clone(),
                permissions: permissions.clone(),
                scope: *scope,
                enabled,
            };
            state.roles.insert(*no, role);
        }
        Event::RoleEnabled { no } => role(state, *no, true),
        Event::RoleDisabled { no } => role(state, *no, false),
        Event::MemberInvited {
            no,
            name,
            phone,
            placement,
        } => {
            let member = Member {
                no: *no,
                name: name.clone(),
                phone: Some(phone.clone()),
                account: None,
                placement: placement.clone(),
                standing: MemberStanding::Invited,
                superior: None,
                successor: None,
            };
            state.members.insert(*no, member);
        }
        Event::InvitationWithdrawn { no } => leave(state, *no),
        Event::MemberJoined { no, account } => {
            if let Some(member) = state.members.get_mut(no) {
                member.account = Some(*account);
                member.standing = MemberStanding::Active;
            }
        }
        Event::MemberPlaced { no, placement } => {
            if let Some(member) = state.members.get_mut(no) {
                member.placement = placement.clone();
            }
        }
        Event::MemberSuperiorSet { no, superior } => {
            if let Some(member) = state.members.get_mut(no) {
                member.superior = *superior;
            }
        }
        Event::MemberSuspended { no } => stand(state, *no, MemberStanding::Suspended),
        Event::MemberResumed { no } => stand(state, *no, MemberStanding::Active),
        Event::MemberLeft { no, successor } => {
            leave(state, *no);
            if let Some(member) = state.members.get_mut(no) {
                member.successor = *successor;
            }
        }
        Event::FlowSet { no, flow } => {
            let enabled = state.flows.get(no).is_none_or(|kept| kept.enabled);
            let flow = flow.clone();
            state.flows.insert(*no, KeptFlow { flow, enabled });
        }
        Event::FlowTurned { no, on } => {
            if let Some(kept) = state.flows.get_mut(no) {
                kept.enabled = *on;
            }
        }
        Event::LetterFiled { no, letter } => {
            let kept = KeptLetter {
                letter: letter.clone(),
                standing: LetterStanding::Waiting,
            };
            state.letters.insert(*no, kept);
        }
        Event::LetterAccepted { no } => letter(state, *no, LetterStanding::Accepted),
        Event::LetterRefused { no, reason } => {
            let reason = reason.clone();
            letter(state, *no, LetterStanding::Refused { reason });
        }
        Event::LetterWithdrawn { no } => letter(state, *no, LetterStanding::Withdrawn),
        Event::AbsenceSet { no, absence } => drop(state.absences.insert(*no, *absence)),
        Event::AbsenceEnded { no } => drop(state.absences.remove(no)),
        Event::ServiceSwitched { service, on, .. } => {
            let switched = Switched {
                on: *on,
                by: recorded.by,
                at: recorded.at,
            };
            state.services.insert(*service, switched);
        }
        Event::SuperAdministratorAsked { to } => state.proposed_super_administrator = Some(*to),
        Event::SuperAdministratorChanged { to } => {
            state.super_administrator = Some(*to);
            state.proposed_super_administrator = None;
        }
        Event::SuperAdministratorChangeDropped {} => state.proposed_super_administrator = None,
        Event::Renamed { name } => {
            let earlier = std::mem::replace(&mut state.name, name.clone());
            state.earlier_names.push(earlier);
        }
        Event::DissolutionAsked { until } => {
            state.standing = Standing::Dissolving;
            state.dissolves_at = Some(*until);
        }
        Event::DissolutionWithdrawn {} => {
            state.standing = Standing::Active;
            state.dissolves_at = None;
        }
        Event::Dissolved {} => {
            state.standing = Standing::Dissolved;
            state.dissolves_at = None;
        }
        Event::OfficialSealRegistered { seal } => state.official_seal = Some(*seal),
        Event::OfficialSealReleased { .. } => state.official_seal = None,
    }
}

fn stand(state: &mut OrganisationState, no: MemberNo, standing: MemberStanding) {
    if let Some(member) = state.members.get_mut(&no) {
        member.standing = standing;
    }
}

/// Whoever has left leads nobody any more and is proposed for nothing.
fn leave(state: &mut OrganisationState, no: MemberNo) {
    stand(state, no, MemberStanding::Left);
    let led = |held: &mut Option<MemberNo>| {
        held.take_if(|held| *held == no);
    };
    state
        .departments
        .values_mut()
        .for_each(|department| led(&mut department.head));
    state
        .members
        .values_mut()
        .for_each(|member| led(&mut member.superior));
    led(&mut state.proposed_super_administrator);
}

fn role(state: &mut OrganisationState, no: RoleNo, enabled: bool) {
    if let Some(role) = state.roles.get_mut(&no) {
        role.enabled = enabled;
    }
}

fn letter(state: &mut OrganisationState, no: LetterNo, standing: LetterStanding) {
    if let Some(kept) = state.letters.get_mut(&no) {
        kept.standing = standing;
    }
}
