//! What follows from a command to an approval.

use super::clearance::Clearance;
use super::command::ApprovalCommand as Command;
use super::event::{Actor, ApprovalEvent as Event};
use super::flow::MOST_STEPS;
use super::rejection::ApprovalRejection as Rejection;
use super::state::{ApprovalState as State, Outcome};
use super::step::{Consent, Request, Step, Subject};
use super::turn::Turn;
use crate::aggregate::{Caller, Envelope, require_hub};
use crate::organisation::event::MemberNo;
use crate::personal::Personal;
use crate::written_text::{BadText, require_text};

type Decision = Result<Vec<Event>, Rejection>;

/// Characters of a reason or an opinion, and of a title.
const REASON: usize = 200;
const TITLE: usize = 200;
const DAY_MS: i64 = 86_400_000;
/// Nobody is reminded twice within this time.
const REMIND_GAP_MS: i64 = 10 * 60_000;

/// Which events follow, or why none do.
///
/// # Errors
/// The state does not allow it, or the caller may not do it.
pub fn decide(state: &State, command: &Envelope<Command>) -> Decision {
    let request = match (&state.request, &command.body) {
        (None, Command::Request { clearance, title }) => return open(command, clearance, title),
        (None, _) => return Err(Rejection::NotRequested),
        (Some(request), _) => request,
    };
    match &command.body {
        Command::Request { .. } => Err(Rejection::AlreadyRequested),
        Command::Pass { turn, opinion } => pass(state, request, command, turn, opinion),
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
        Command::Remind => remind(state, request, command),
        Command::Expire => expire(state, request, command),
        Command::Use { subject } => use_once(state, request, command, subject),
    }
}

fn open(command: &Envelope<Command>, clearance: &Clearance, title: &str) -> Decision {
    if command.by != Caller::Account(clearance.account()) {
        return Err(Rejection::NotAllowed);
    }
    if !clearance.is_fresh(command.at) {
        return Err(Rejection::Changed);
    }
    let demand = clearance.demand().ok_or(Rejection::NotNeeded)?;
    let title = text(title, TITLE)?;
    Ok(vec![Event::Requested {
        request: Box::new(Request {
            organisation: clearance.organisation(),
            line: clearance.line().clone(),
            flow: demand.flow,
            subject: *clearance.subject(),
            title: Personal::commit(&command.seed, "request/title", title),
            requester: clearance.member(),
            account: clearance.account(),
            steps: demand.steps.clone(),
            own_request: demand.own_request,
            until: command.at.plus_millis(i64::from(demand.days) * DAY_MS),
        }),
    }])
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
    let own = turn.line.stream == request.line.stream && command.by == Caller::Account(turn.account);
    let asked = turn.asked.iter().find(|asking| asking.member == turn.member);
    let asked = asked.filter(|_| own).ok_or(Rejection::NotAllowed)?;
    if !turn.due.contains(asked) {
        let done = state.waiting().is_some_and(|waiting| waiting.is_done(asked));
        return Err(if done {
            Rejection::PassedAlready
        } else {
            Rejection::NotYet
        });
    }
    Ok(Actor {
        member: turn.member,
        account: turn.account,
        for_members: asked.for_members.clone(),
        organisation: turn.line.clone(),
    })
}

fn pass(
    state: &State,
    request: &Request,
    command: &Envelope<Command>,
    turn: &Turn,
    opinion: &str,
) -> Decision {
    let actor = acting(state, request, command, turn)?;
    let opinion = match opinion.trim() {
        "" => String::new(),
        given => text(given, REASON)?.to_owned(),
    };
    let step = state.steps.get(state.done).ok_or(Rejection::Decided)?;
    let is_passed = match step.consent {
        Consent::AnyOne => true,
        Consent::All | Consent::InTurn => {
            let done = |no: &MemberNo| actor.for_members.contains(no) || state.passed.contains(no);
            turn.asked
                .iter()
                .all(|asking| asking.for_members.iter().all(done))
        }
    };
    let mut events = vec![Event::PassedBy { actor, opinion }];
    if is_passed {
        events.push(Event::StepPassed {});
        if state.done + 1 == state.steps.len() {
            events.push(Event::Passed {});
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
    Ok((actor, text(reason, REASON)?.to_owned()))
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
    let asked = turn.asked.iter().any(|asking| asking.member == to);
    if own || asked || !turn.active.contains(&to) {
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
    if !step.is_possible() || state.steps.len() >= MOST_STEPS {
        return Err(Rejection::Steps);
    }
    let step = step.clone();
    Ok(vec![Event::StepAdded { actor, step }])
}

fn by_requester(request: &Request, command: &Envelope<Command>) -> Result<(), Rejection> {
    if command.by == Caller::Account(request.account) {
        Ok(())
    } else {
        Err(Rejection::NotAllowed)
    }
}

fn withdraw(state: &State, request: &Request, command: &Envelope<Command>) -> Decision {
    by_requester(request, command)?;
    match state.outcome {
        Outcome::Pending | Outcome::Passed => Ok(vec![Event::Withdrawn {}]),
        _ => Err(Rejection::Decided),
    }
}

fn remind(state: &State, request: &Request, command: &Envelope<Command>) -> Decision {
    by_requester(request, command)?;
    if state.outcome != Outcome::Pending {
        return Err(Rejection::Decided);
    }
    match state.reminded_at {
        Some(at) if command.at.since(at) < REMIND_GAP_MS => Err(Rejection::RemindedJustNow),
        _ => Ok(vec![Event::Reminded {}]),
    }
}

fn expire(state: &State, request: &Request, command: &Envelope<Command>) -> Decision {
    require_hub(command).map_err(|_| Rejection::NotAllowed)?;
    let waits = matches!(state.outcome, Outcome::Pending | Outcome::Passed);
    if waits && command.at >= request.until {
        Ok(vec![Event::Expired {}])
    } else {
        Ok(Vec::new())
    }
}

/// The same subject again is the same use: after a crash the guarded command is given once more.
fn use_once(state: &State, request: &Request, command: &Envelope<Command>, subject: &Subject) -> Decision {
    require_hub(command).map_err(|_| Rejection::NotAllowed)?;
    if request.subject != *subject {
        return Err(Rejection::OtherSubject);
    }
    match state.outcome {
        Outcome::Used => Ok(Vec::new()),
        Outcome::Passed if command.at < request.until => Ok(vec![Event::Used { subject: *subject }]),
        _ => Err(Rejection::NotPassed),
    }
}

fn text(given: &str, longest: usize) -> Result<&str, Rejection> {
    require_text(given, longest).map_err(|BadText| Rejection::BadText)
}
