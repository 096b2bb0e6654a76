//! Who may use the seal: holders, each for a period, and whether every use needs an approval.

use super::{Command, Decision, Rejection, State, require_kept, warranted};
use crate::aggregate::Envelope;
use crate::organisation::warrant::{SealAct, Warrant};
use crate::seal::event::{GrantNo, SealEvent as Event};
use crate::seal::state::MadeSeal;
use crate::timestamp::Timestamp;

/// Grants of one seal over all its life, so that its record stays readable.
const MOST: usize = 2000;

pub(super) fn grant(
    state: &State,
    made: &MadeSeal,
    command: &Envelope<Command>,
    warrant: &Warrant,
    from: Timestamp,
    until: Option<Timestamp>,
) -> Decision {
    if !made.kind.is_granted() {
        return Err(Rejection::NotGranted);
    }
    let (member, account) = warrant.holder().ok_or(Rejection::NotAllowed)?;
    let by = warranted(made.owner, command, warrant, SealAct::Grant(made.kind, member))?;
    require_kept(state)?;
    if until.is_some_and(|until| until <= from.max(command.at)) {
        return Err(Rejection::Period);
    }
    if state.grants.len() >= MOST {
        return Err(Rejection::TooMany);
    }
    let last = state.grants.keys().next_back().map_or(0, |no| no.0);
    Ok(vec![Event::Granted {
        no: GrantNo(last + 1),
        member,
        account,
        from,
        until,
        warrant: by,
    }])
}

pub(super) fn withdraw(
    state: &State,
    made: &MadeSeal,
    command: &Envelope<Command>,
    warrant: &Warrant,
    no: GrantNo,
) -> Decision {
    let warrant = warranted(made.owner, command, warrant, SealAct::Change(made.kind))?;
    let grant = state.grants.get(&no).ok_or(Rejection::NoGrant)?;
    if grant.has_ended(command.at) {
        return Err(Rejection::NoGrant);
    }
    Ok(vec![Event::GrantWithdrawn { no, warrant }])
}

pub(super) fn switch_approval(
    state: &State,
    made: &MadeSeal,
    command: &Envelope<Command>,
    warrant: &Warrant,
    on: bool,
) -> Decision {
    let warrant = warranted(made.owner, command, warrant, SealAct::Change(made.kind))?;
    require_kept(state)?;
    Ok(if state.needs_approval == on {
        Vec::new()
    } else {
        vec![Event::ApprovalSwitched { on, warrant }]
    })
}
