//! What follows from a command to an approval.

use super::command::ApprovalCommand as Command;
use super::event::{Actor, ApprovalEvent as Event};
use super::rejection::ApprovalRejection as Rejection;
use super::state::{ApprovalState as State, Outcome};
use super::step::{Consent, Request, Step, Subject};
use super::turn::Turn;
use crate::aggregate::{Aggregate, Caller, Envelope, require_hub};
use crate::ids::StreamId;
use crate::organisation::Organisation;
use crate::organisation::event::MemberNo;
use crate::written_text::{BadText, require_text};

type Decision = Result<Vec<Event>, Rejection>;

/// Characters of a reason.
const REASON: usize = 200;
const MOST_STEPS: usize = 20;
const MOST_ASKED: usize = 50;

/// Which events follow, or why none do.
///
/// # Errors
/// The state does not allow it, or the caller may not do it.
pub fn decide(state: &State, command: &Envelope<Command>) -> Decision {
    let request = match (&state.request, &command.body) {
        (None, Command::Request(request)) => return open(request, command),
        (None, _) => return Err(Rejection::NotRequested),
        (Some(request), _) => request,
    };
    match &command.body {
        Command::Request(_) => Err(Rejection::AlreadyRequested),
        Command::Pass { turn } => pass(state, request, command, turn),
        Command::SendBack { turn, reason } => {
            let (actor, reason) = with_reason(state, request, command, turn, reason)?;
            Ok(vec![Event::SentBack { actor, reason }])
        }
        Command::Refuse { turn, reason } => {
            let (actor, reason) = with_reason(state, request, command, turn, reason)?;
            Ok(vec![Event::Refused { actor, reason }])
        }
        Command::Delegate { turn, to } => delegate(state, request, command, turn, *to),
        Command::AddStep { turn, step } => add_step(state, request, command, turn, step),
        Command::Withdraw => withdraw(state, request, command),
        Command::Expire => expire(state, request, command),
        Command::Use { subject } => use_once(state, request, command, subject),
    }
}

fn open(request: &Request, command: &Envelope<Command>) -> Decision {
    if command.by != Caller::Account(request.account) {
        return Err(Rejection::NotAllowed);
    }
    if request.line.stream != StreamId::new(Organisation::KIND, request.organisation.0) {
        return Err(Rejection::NotAllowed);
    }
    let possible = (1..=MOST_STEPS).contains(&request.steps.len()) && request.steps.iter().all(is_possible);
    if !possible || request.until <= command.at {
        return Err(Rejection::Steps);
    }
    Ok(vec![Event::Requested {
        request: request.clone(),
    }])
}

fn is_possible(step: &Step) -> bool {
    (1..=MOST_ASKED).contains(&step.asked.len())
}

/// The caller is one whom the present step asks, nothing has happened since they were found to be, and the run waits.
fn acting(
    state: &State,
    request: &Request,
    command: &Envelope<Command>,
    turn: &Turn,
) -> Result<Actor, Rejection> {
    if state.outcome != Outcome::Pending || command.at >= request.until {
        return Err(Rejection::Decided);
    }
    if turn.run_seq != state.seq {
        return Err(Rejection::Changed);
    }
    let is_asked = turn.line.stream == request.line.stream && turn.required.contains(&turn.member);
    if command.by != Caller::Account(turn.account) || !is_asked {
        return Err(Rejection::NotAllowed);
    }
    if state.passed_by.contains(&turn.member) {
        return Err(Rejection::PassedAlready);
    }
    Ok(Actor {
        member: turn.member,
        organisation: turn.line.clone(),
    })
}

fn pass(state: &State, request: &Request, command: &Envelope<Command>, turn: &Turn) -> Decision {
    let actor = acting(state, request, command, turn)?;
    let step = state.present_step().ok_or(Rejection::Decided)?;
    let others = |no: &MemberNo| *no == turn.member || state.passed_by.contains(no);
    let is_passed = match step.consent {
        Consent::AnyOne => true,
        Consent::All => turn.required.iter().all(others),
    };
    let mut events = vec![Event::PassedBy { actor }];
    if is_passed {
        events.push(Event::StepPassed);
        if state.done + 1 == state.steps.len() {
            events.push(Event::Passed);
        }
    }
    Ok(events)
}

fn with_reason(
    state: &State,
    request: &Request,
    command: &Envelope<Command>,
    turn: &Turn,
    reason: &str,
) -> Result<(Actor, String), Rejection> {
    let actor = acting(state, request, command, turn)?;
    let reason = require_text(reason, REASON).map_err(|BadText| Rejection::BadText)?;
    Ok((actor, reason.to_owned()))
}

fn delegate(
    state: &State,
    request: &Request,
    command: &Envelope<Command>,
    turn: &Turn,
    to: MemberNo,
) -> Decision {
    let actor = acting(state, request, command, turn)?;
    let own = to == request.requester && !request.own_request;
    if own || turn.required.contains(&to) || !turn.active.contains(&to) {
        return Err(Rejection::NoDelegate);
    }
    Ok(vec![Event::Delegated { actor, to }])
}

fn add_step(
    state: &State,
    request: &Request,
    command: &Envelope<Command>,
    turn: &Turn,
    step: &Step,
) -> Decision {
    let actor = acting(state, request, command, turn)?;
    if !is_possible(step) || state.steps.len() >= MOST_STEPS {
        return Err(Rejection::Steps);
    }
    let step = step.clone();
    Ok(vec![Event::StepAdded { actor, step }])
}

fn withdraw(state: &State, request: &Request, command: &Envelope<Command>) -> Decision {
    if command.by != Caller::Account(request.account) {
        return Err(Rejection::NotAllowed);
    }
    match state.outcome {
        Outcome::Pending | Outcome::Passed => Ok(vec![Event::Withdrawn]),
        _ => Err(Rejection::Decided),
    }
}

fn expire(state: &State, request: &Request, command: &Envelope<Command>) -> Decision {
    require_hub(command).map_err(|_| Rejection::NotAllowed)?;
    let waits = matches!(state.outcome, Outcome::Pending | Outcome::Passed);
    if waits && command.at >= request.until {
        Ok(vec![Event::Expired])
    } else {
        Ok(Vec::new())
    }
}

fn use_once(state: &State, request: &Request, command: &Envelope<Command>, subject: &Subject) -> Decision {
    require_hub(command).map_err(|_| Rejection::NotAllowed)?;
    if request.subject != *subject {
        return Err(Rejection::OtherSubject);
    }
    if state.outcome != Outcome::Passed || command.at >= request.until {
        return Err(Rejection::NotPassed);
    }
    Ok(vec![Event::Used { subject: *subject }])
}
