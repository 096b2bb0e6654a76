//! What follows from a command to a seal. One file per family of commands.

pub mod changing;
pub mod holding;
pub mod making;
pub mod permits;

use super::command::{MaybeWarrant, SealCommand as Command};
use super::event::{ByMember, SealEvent as Event};
use super::kind::SealOwner;
use super::rejection::SealRejection as Rejection;
use super::state::{MadeSeal, SealStanding as Standing, SealState as State};
use crate::aggregate::{Caller, Envelope};
use crate::organisation::warrant::{SealAct, Warrant};
use crate::written_text::{BadText, require_text};

type Decision = Result<Vec<Event>, Rejection>;

/// Characters of a seal's name, and of a reason.
const NAME: usize = 40;
const REASON: usize = 200;

pub fn decide(state: &State, command: &Envelope<Command>) -> Decision {
    let made = match (&state.made, &command.body) {
        (None, Command::Make { .. }) => return making::make(command),
        (None, _) => return Err(Rejection::NotMade),
        (Some(made), _) => made,
    };
    match &command.body {
        Command::Make { .. } => Err(Rejection::AlreadyMade),
        Command::PassReview { reviewer } => making::pass_review(state, command, *reviewer),
        Command::FailReview { reviewer, reason } => making::fail_review(state, command, *reviewer, reason),
        Command::Confirm { warrant } => making::confirm(state, made, command, warrant),
        Command::Decline { warrant, reason } => making::decline(state, made, command, warrant, reason),
        Command::ComeIntoUse {
            record,
            certificate,
            until,
        } => making::come_into_use(state, command, *record, *certificate, *until),
        Command::RefuseEntry { code } => making::refuse_entry(state, command, code),
        Command::Rename { warrant, name } => changing::rename(made, command, warrant, name),
        Command::Grant { warrant, from, until } => {
            holding::grant(state, made, command, warrant, *from, *until)
        }
        Command::Withdraw { warrant, no } => holding::withdraw(state, made, command, warrant, *no),
        Command::SwitchApproval { warrant, on } => {
            holding::switch_approval(state, made, command, warrant, *on)
        }
        Command::Disable { warrant, reason } => changing::disable(state, made, command, warrant, reason),
        Command::Enable { warrant } => changing::enable(state, made, command, warrant),
        Command::Stop { warrant, reason } => changing::stop(state, made, command, warrant, reason),
        Command::Permit(request) => permits::permit(state, made, command, request),
        Command::ConfirmPermit { act, used, used_at } => {
            permits::confirm(state, command, *act, used, *used_at)
        }
        Command::ReleasePermit { act } => permits::release(state, command, *act),
        Command::ExpirePermit { act } => permits::expire(state, command, *act),
    }
}

fn require_hub(command: &Envelope<Command>) -> Result<(), Rejection> {
    if command.by == Caller::Hub {
        Ok(())
    } else {
        Err(Rejection::NotAllowed)
    }
}

/// The warrant is this organisation's, for this caller and just this act.
fn warranted(
    owner: SealOwner,
    command: &Envelope<Command>,
    warrant: &Warrant,
    act: SealAct,
) -> Result<ByMember, Rejection> {
    let fits = owner == SealOwner::Organisation(warrant.organisation())
        && command.by == Caller::Account(warrant.account())
        && warrant.act() == act;
    if fits {
        Ok(by_member(warrant))
    } else {
        Err(Rejection::NotAllowed)
    }
}

fn by_member(warrant: &Warrant) -> ByMember {
    ByMember {
        member: warrant.member(),
        organisation: warrant.line().clone(),
    }
}

/// A member with a warrant for this act, or the person whose own seal it is.
fn owner_or_member(
    made: &MadeSeal,
    command: &Envelope<Command>,
    warrant: &MaybeWarrant,
    act: SealAct,
) -> Result<Option<ByMember>, Rejection> {
    match (made.owner, warrant) {
        (SealOwner::Organisation(_), Some(warrant)) => warranted(made.owner, command, warrant, act).map(Some),
        (SealOwner::Person(owner), None) if command.by == Caller::Account(owner) => Ok(None),
        _ => Err(Rejection::NotAllowed),
    }
}

/// The seal has been in use and is not stopped: it can be given holders and taken in and out of use.
fn require_kept(state: &State) -> Result<(), Rejection> {
    match state.standing {
        Standing::InUse | Standing::Disabled => Ok(()),
        Standing::Stopped => Err(Rejection::Stopped),
        _ => Err(Rejection::NotInUse),
    }
}

fn text(given: &str, most: usize) -> Result<&str, Rejection> {
    require_text(given, most).map_err(|BadText| Rejection::BadText)
}
