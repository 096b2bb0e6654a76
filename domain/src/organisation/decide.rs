//! What follows from a command to an organisation. One file per family of commands.

pub mod absences;
pub mod departments;
pub mod ending;
pub mod flows;
pub mod letters;
pub mod members;
pub mod registration;
pub mod reporting;
pub mod roles;
pub mod seals;
pub mod services;
pub mod super_administrator;

use super::command::OrganisationCommand as Command;
use super::event::OrganisationEvent as Event;
use super::permission::Permission;
use super::rejection::OrganisationRejection as Rejection;
use super::state::{OrganisationState as State, Standing};
use crate::aggregate::{Caller, Envelope, require_hub};
use crate::ids::AccountId;
use crate::written_text::require_text;

type Decision = Result<Vec<Event>, Rejection>;

pub fn decide(state: &State, command: &Envelope<Command>) -> Decision {
    if let Command::Register { .. } = command.body {
        return registration::register(state, command);
    }
    if state.standing == Standing::None {
        return Err(Rejection::NotRegistered);
    }
    match &command.body {
        Command::Register { .. } => Err(Rejection::AlreadyRegistered),
        Command::SubmitAgain { licence } => registration::submit_again(state, command, licence),
        Command::Approve => registration::approve(state, command),
        Command::Refuse { reason } => registration::refuse(state, command, reason),
        Command::MakeDepartment { name, parent } => departments::make(state, command, name, *parent),
        Command::ChangeDepartment { no, name, parent } => {
            departments::change(state, command, *no, name, *parent)
        }
        Command::RemoveDepartment { no } => departments::remove(state, command, *no),
        Command::SetDepartmentHead { no, head } => reporting::set_head(state, command, *no, *head),
        Command::SetRole { .. } => roles::set(state, command),
        Command::EnableRole { no } => roles::turn(state, command, *no, true),
        Command::DisableRole { no } => roles::turn(state, command, *no, false),
        Command::Invite { people } => members::invite(state, command, people),
        Command::WithdrawInvitation { no } => members::withdraw(state, command, *no),
        Command::Join { account, phone } => members::join(state, command, *account, phone),
        Command::Place { no, placement } => members::place(state, command, *no, placement),
        Command::SetSuperior { no, superior } => reporting::set_superior(state, command, *no, *superior),
        Command::Suspend { no } => members::suspend(state, command, *no),
        Command::Resume { no } => members::resume(state, command, *no),
        Command::LetGo {
            no,
            successor,
            open_contracts,
        } => members::let_go(state, command, *no, *successor, *open_contracts),
        Command::SetFlow { no, flow } => flows::set(state, command, *no, flow),
        Command::TurnFlow { no, on } => flows::turn(state, command, *no, *on),
        Command::FileLetter { letter } => letters::file(state, command, letter),
        Command::AcceptLetter { no } => letters::accept(state, command, *no),
        Command::RefuseLetter { no, reason } => letters::refuse(state, command, *no, reason),
        Command::WithdrawLetter { no } => letters::withdraw(state, command, *no),
        Command::SetAbsence { no, absence } => absences::set(state, command, *no, *absence),
        Command::EndAbsence { no } => absences::end(state, command, *no),
        Command::Switch {
            service,
            on,
            agreement,
        } => services::switch(state, command, *service, *on, *agreement),
        Command::ProposeSuperAdministrator { to } => super_administrator::propose(state, command, *to),
        Command::ConfirmSuperAdministrator => super_administrator::confirm(state, command),
        Command::DropSuperAdministrator => super_administrator::drop_proposal(state, command),
        Command::Rename { name } => registration::rename(state, command, name),
        Command::AskDissolution { open_contracts } => ending::ask(state, command, *open_contracts),
        Command::WithdrawDissolution => ending::withdraw(state, command),
        Command::Dissolve => ending::dissolve(state, command),
        Command::RegisterOfficialSeal { seal } => seals::register(state, command, *seal),
        Command::ReleaseOfficialSeal { seal } => seals::release(state, command, *seal),
    }
}

fn account_of(command: &Envelope<Command>) -> Result<AccountId, Rejection> {
    match command.by {
        Caller::Account(account) => Ok(account),
        _ => Err(Rejection::NotAllowed),
    }
}

/// The caller is a member with this right, of an organisation that acts.
fn require(
    state: &State,
    command: &Envelope<Command>,
    permission: Permission,
) -> Result<AccountId, Rejection> {
    let account = account_of(command)?;
    if state.active_member(account).is_none() {
        return Err(Rejection::NotAllowed);
    }
    if !state.acts() {
        return Err(Rejection::NotActing);
    }
    if state.may(account, permission) {
        Ok(account)
    } else {
        Err(Rejection::NotAllowed)
    }
}

/// The caller is the super administrator; the organisation may still be under review.
fn require_super_administrator(state: &State, command: &Envelope<Command>) -> Result<AccountId, Rejection> {
    let account = account_of(command)?;
    if state.is_super_administrator(account) {
        Ok(account)
    } else if state.active_member(account).is_some() {
        Err(Rejection::SuperAdministratorOnly)
    } else {
        Err(Rejection::NotAllowed)
    }
}

fn require_acting(state: &State) -> Result<(), Rejection> {
    if state.acts() {
        Ok(())
    } else {
        Err(Rejection::NotActing)
    }
}
