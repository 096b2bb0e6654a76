//! What the sender's organisation brings into a contract: colleagues who manage it, and a successor of somebody who
//! has left.

use super::routine::replaced;
use super::{BEFORE_SEALING, Command, Decision, Rejection, personal, require_course, require_hub};
use crate::aggregate::{Caller, Envelope};
use crate::contract::command::DraftParty;
use crate::contract::event::{ContractEvent, Phase};
use crate::contract::plan::Course;
use crate::contract::state::ContractState;
use crate::ids::{AccountId, PartyNo};
use crate::organisation::event::MemberNo;
use crate::quote::Quote;

/// A colleague does what the sender might; the hub has asked the organisation and names the line that it stood at.
pub(super) fn act(
    state: &ContractState,
    command: &Envelope<Command>,
    line: &Quote,
    wanted: &Command,
) -> Decision {
    let (Caller::Account(_), Some(opened)) = (command.by, &state.opened) else {
        return Err(Rejection::NotAllowed);
    };
    require_of_sender(state, line)?;
    require_course(state, Course::Routine)?;
    let may = matches!(
        wanted,
        Command::Revoke { .. }
            | Command::ExtendDeadline { .. }
            | Command::CorrectParty { .. }
            | Command::Remind { .. }
    );
    if !may {
        return Err(Rejection::NotAllowed);
    }
    let as_sender = Envelope {
        by: Caller::Account(opened.host),
        body: wanted.clone(),
        ..command.clone()
    };
    let events = super::decide(state, &as_sender)?;
    if events.is_empty() {
        return Ok(events);
    }
    let said = ContractEvent::ColleagueActed { line: line.clone() };
    Ok(std::iter::once(said)
        .chain(events.into_iter().map(one_line_later))
        .collect())
}

/// The last line counts those before it, and there is one more.
fn one_line_later(event: ContractEvent) -> ContractEvent {
    match event {
        ContractEvent::Closed {
            lines,
            strokes,
            signatures,
        } => ContractEvent::Closed {
            lines: lines + 1,
            strokes,
            signatures,
        },
        other => other,
    }
}

/// The successor takes the sender's place; `left` is the organisation's line that says so.
pub(super) fn replace_sender(
    state: &ContractState,
    command: &Envelope<Command>,
    to: AccountId,
    member: MemberNo,
    name: &str,
    left: &Quote,
) -> Decision {
    require_hub(command)?;
    require_of_sender(state, left)?;
    let is_host = state.opened.as_ref().is_some_and(|opened| opened.host == to);
    if state.closed || is_host {
        return Ok(Vec::new());
    }
    Ok(vec![ContractEvent::SenderReplaced {
        to,
        member,
        name: personal(command, "name", name),
        left: left.clone(),
    }])
}

/// The successor takes a party's place that the leaver had, as long as nothing of it is signed.
pub(super) fn hand_over_part(
    state: &ContractState,
    command: &Envelope<Command>,
    no: PartyNo,
    details: &DraftParty,
    left: &Quote,
) -> Decision {
    require_hub(command)?;
    let is_theirs = state
        .planned(no)
        .is_some_and(|planned| planned.account == details.account);
    if is_theirs || !BEFORE_SEALING.contains(&state.phase) || state.phase < Phase::Filling {
        return Ok(Vec::new());
    }
    let mut details = replaced(state, command, no, details)?;
    details.left = Some(left.clone());
    Ok(vec![ContractEvent::Transferred(details)])
}

/// The quoted line is one of the organisation that the contract was sent for.
fn require_of_sender(state: &ContractState, line: &Quote) -> Result<(), Rejection> {
    let sender = state.opened.as_ref().and_then(|opened| opened.sender.as_ref());
    match sender {
        Some(sender) if sender.line.stream == line.stream => Ok(()),
        _ => Err(Rejection::NotAllowed),
    }
}
