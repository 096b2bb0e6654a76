//! Renaming a seal, taking it out of use and back, stopping it for good.

use super::{Command, Decision, NAME, REASON, Rejection, State, owner_or_member, require_kept, text};
use crate::aggregate::{Caller, Envelope};
use crate::organisation::warrant::SealAct;
use crate::seal::command::MaybeWarrant;
use crate::seal::event::SealEvent as Event;
use crate::seal::kind::SealOwner;
use crate::seal::state::{MadeSeal, SealStanding as Standing};

/// The name in lists; the picture stays what it is.
pub(super) fn rename(
    made: &MadeSeal,
    command: &Envelope<Command>,
    warrant: &MaybeWarrant,
    name: &str,
) -> Decision {
    let warrant = owner_or_member(made, command, warrant, SealAct::Change(made.kind))?;
    let name = text(name, NAME)?;
    Ok(if name == made.name {
        Vec::new()
    } else {
        vec![Event::Renamed {
            name: name.to_owned(),
            warrant,
        }]
    })
}

pub(super) fn disable(
    state: &State,
    made: &MadeSeal,
    command: &Envelope<Command>,
    warrant: &MaybeWarrant,
    reason: &str,
) -> Decision {
    let warrant = owner_or_member(made, command, warrant, SealAct::Change(made.kind))?;
    require_kept(state)?;
    Ok(if state.standing == Standing::Disabled {
        Vec::new()
    } else {
        vec![Event::Disabled {
            reason: text(reason, REASON)?.to_owned(),
            warrant,
        }]
    })
}

pub(super) fn enable(
    state: &State,
    made: &MadeSeal,
    command: &Envelope<Command>,
    warrant: &MaybeWarrant,
) -> Decision {
    let warrant = owner_or_member(made, command, warrant, SealAct::Enable(made.kind))?;
    require_kept(state)?;
    Ok(if state.standing == Standing::InUse {
        Vec::new()
    } else {
        vec![Event::Enabled { warrant }]
    })
}

/// Also of one that never came into use: that takes the request back.
pub(super) fn stop(
    state: &State,
    made: &MadeSeal,
    command: &Envelope<Command>,
    warrant: &MaybeWarrant,
    reason: &str,
) -> Decision {
    let by_hub = command.by == Caller::Hub && warrant.is_none();
    let warrant = match made.owner {
        SealOwner::Organisation(_) if by_hub => None,
        _ => owner_or_member(made, command, warrant, SealAct::Decide)?,
    };
    match state.standing {
        Standing::Stopped => Ok(Vec::new()),
        // The hub is about to answer: first in use, then stopped.
        Standing::Entering | Standing::Refused | Standing::None => Err(Rejection::NotInUse),
        _ => Ok(vec![Event::Stopped {
            reason: text(reason, REASON)?.to_owned(),
            warrant,
        }]),
    }
}
