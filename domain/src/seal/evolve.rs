//! Brings a seal's state up to date with one event.

use super::event::SealEvent as Event;
use super::kind::SealOwner;
use super::permit::Permit;
use super::state::{Grant, MadeSeal, Refused, SealStanding as Standing, SealState, SignedRecord};
use crate::aggregate::Recorded;
use crate::ids::ActId;

pub fn evolve(state: &mut SealState, recorded: &Recorded<Event>) {
    if SealState::changes_rights(&recorded.event) {
        state.rights_seq = recorded.seq;
    }
    match &recorded.event {
        Event::Made {
            owner,
            kind,
            name,
            source,
            picture,
            maker,
            review_due,
            ..
        } => {
            state.standing = match (owner, review_due) {
                (SealOwner::Person(_), _) => Standing::Entering,
                (SealOwner::Organisation(_), Some(_)) => Standing::UnderReview,
                (SealOwner::Organisation(_), None) => Standing::AwaitingSuperAdministrator,
            };
            state.made = Some(MadeSeal {
                owner: *owner,
                kind: *kind,
                name: name.clone(),
                source: *source,
                picture: *picture,
                maker: *maker,
                at: recorded.at,
                review_due: *review_due,
            });
        }
        Event::ReviewPassed { .. } => state.standing = Standing::AwaitingSuperAdministrator,
        Event::Refused { reason, .. } => {
            state.standing = Standing::Refused;
            state.refused = Some(Refused::Because(reason.clone()));
        }
        Event::Confirmed { .. } => state.standing = Standing::Entering,
        Event::EntryRefused { code } => {
            state.standing = Standing::Refused;
            state.refused = Some(Refused::Code(code.clone()));
        }
        Event::CameIntoUse {
            record,
            certificate,
            until,
        } => {
            state.standing = Standing::InUse;
            state.record = Some(SignedRecord {
                record: *record,
                certificate: *certificate,
                until: *until,
            });
        }
        Event::Renamed { name, .. } => {
            if let Some(made) = &mut state.made {
                made.name.clone_from(name);
            }
        }
        Event::Granted {
            no,
            member,
            account,
            from,
            until,
            ..
        } => {
            let grant = Grant {
                member: *member,
                account: *account,
                from: *from,
                until: *until,
                withdrawn: None,
            };
            state.grants.insert(*no, grant);
        }
        Event::GrantWithdrawn { no, .. } => {
            if let Some(grant) = state.grants.get_mut(no) {
                grant.withdrawn = Some(recorded.at);
            }
        }
        Event::ApprovalSwitched { on, .. } => state.needs_approval = *on,
        Event::Disabled { .. } => state.standing = Standing::Disabled,
        Event::Enabled { .. } => state.standing = Standing::InUse,
        Event::Stopped { .. } => state.standing = Standing::Stopped,
        Event::Permitted {
            act,
            contract,
            document,
            account,
            cross_page,
            until,
            ..
        } => {
            let permit = Permit {
                seq: recorded.seq,
                hash: recorded.hash,
                contract: *contract,
                document: *document,
                account: *account,
                cross_page: *cross_page,
                at: recorded.at,
                until: *until,
                expired: false,
            };
            state.permits.insert(*act, permit);
        }
        Event::PermitConfirmed { act, .. } => {
            spend(state, *act);
            state.uses += 1;
        }
        Event::PermitReleased { act } => spend(state, *act),
        Event::PermitExpired { act } => {
            if let Some(permit) = state.permits.get_mut(act) {
                permit.expired = true;
            }
        }
    }
}

fn spend(state: &mut SealState, act: ActId) {
    state.permits.remove(&act);
    state.spent.insert(act);
}
