//! What follows from a command to an exhibition. One file per family of commands.

pub mod desks;
pub mod exhibitors;
pub mod floor;
pub mod reservations;
pub mod setting_up;

use super::command::ExhibitionCommand as Command;
use super::event::ExhibitionEvent as Event;
use super::rejection::ExhibitionRejection as Rejection;
use super::staff::Duty;
use super::state::{ExhibitionState as State, Stage};
use crate::aggregate::{Caller, Envelope};
use crate::ids::AccountId;

type Decision = Result<Vec<Event>, Rejection>;

/// Characters of a name, and of a reason.
const NAME: usize = 80;
const REASON: usize = 200;

pub fn decide(state: &State, command: &Envelope<Command>) -> Decision {
    match (&state.founded, &command.body) {
        (None, Command::Found { details, organiser }) => {
            return setting_up::found(command, details, *organiser);
        }
        (None, _) => return Err(Rejection::NotFounded),
        (Some(_), _) => {}
    }
    match &command.body {
        Command::Found { .. } => Err(Rejection::AlreadyFounded),
        Command::Change { details } => setting_up::change(state, command, details),
        Command::Staff { account, roles } => setting_up::staff(state, command, *account, roles),
        Command::SetQuota { quota } => setting_up::set_quota(state, command, *quota),
        Command::Offer { offer } => setting_up::offer(state, command, offer),
        Command::EndOffer { no } => setting_up::end_offer(state, command, *no),
        Command::Open => setting_up::open(state, command),
        Command::Close => setting_up::close(state, command),
        Command::Archive => setting_up::archive(state, command),

        Command::MakeHall { name, plan } => floor::make_hall(state, command, name, *plan),
        Command::ChangeHall { no, name, plan } => floor::change_hall(state, command, *no, name, *plan),
        Command::SetBooths { booths } => floor::set_booths(state, command, booths),
        Command::RemoveBooth { no } => floor::remove_booth(state, command, *no),
        Command::Hold { booth, exhibitor } => floor::hold(state, command, *booth, *exhibitor),
        Command::ExtendHold { booth, until, reason } => {
            floor::extend_hold(state, command, *booth, *until, reason)
        }
        Command::ReleaseHold { booth } => floor::release_hold(state, command, *booth),
        Command::LapseHold { booth } => floor::lapse_hold(state, command, *booth),
        Command::GiveBooth { contract, booth } => floor::give_booth(state, command, *contract, *booth),

        Command::Apply(application) => exhibitors::apply(state, command, application),
        Command::Import(rows) => exhibitors::import(state, command, rows),
        Command::Review { no, accept, reason } => {
            exhibitors::review(state, command, *no, *accept, reason.as_deref())
        }
        Command::CheckIn { no, nonce, persons } => {
            exhibitors::check_in(state, command, *no, *nonce, *persons)
        }

        Command::Reserve {
            act,
            contract,
            exhibitor,
            offer,
            booth,
            said,
        } => {
            let wish = reservations::Wish {
                act: *act,
                contract: *contract,
                exhibitor: *exhibitor,
                offer: *offer,
                booth: *booth,
                said: *said,
            };
            reservations::reserve(state, command, &wish)
        }
        Command::Confirm { act, used, used_at } => {
            reservations::confirm(state, command, *act, used, *used_at)
        }
        Command::ReleaseReservation { act, code } => {
            reservations::release(state, command, *act, code.as_deref())
        }
        Command::RecordSigned { contract, by_line } => {
            reservations::record_signed(state, command, *contract, by_line)
        }
        Command::ExpireReservation { act } => reservations::expire(state, command, *act),
        Command::EndContract { contract, by_line } => {
            reservations::end_contract(state, command, *contract, by_line)
        }
        Command::RecordDeposit { contract, deposit } => {
            reservations::record_deposit(state, command, *contract, deposit)
        }

        Command::Lease {
            desk,
            certificate,
            numbers,
            booths,
            until,
        } => {
            let wish = desks::LeaseWish {
                desk,
                certificate: *certificate,
                numbers: *numbers,
                booths,
                until: *until,
            };
            desks::lease(state, command, &wish)
        }
        Command::HearHead { no, entry, head } => desks::hear_head(state, command, *no, *entry, *head),
        Command::EnterDesk { no, entries } => desks::enter(state, command, *no, entries),
        Command::JudgeEntry {
            no,
            entry,
            accept,
            reason,
        } => desks::judge(state, command, *no, *entry, *accept, reason),
        Command::ReturnLease { no, entered } => desks::give_back(state, command, *no, *entered),
        Command::RevokeLease { no, reason } => desks::revoke(state, command, *no, reason),
    }
}

/// The person who gives the command, where their role here is for `duty`.
fn require(state: &State, command: &Envelope<Command>, duty: Duty) -> Result<AccountId, Rejection> {
    match command.by {
        Caller::Account(account) if state.may(account, duty) => Ok(account),
        _ => Err(Rejection::NotAllowed),
    }
}

fn require_open(state: &State) -> Result<(), Rejection> {
    if state.stage == Stage::Open {
        Ok(())
    } else {
        Err(Rejection::NotOpen)
    }
}

/// It can still be set up: not closed.
fn require_changeable(state: &State) -> Result<(), Rejection> {
    match state.stage {
        Stage::Preparing | Stage::Open => Ok(()),
        _ => Err(Rejection::Closed),
    }
}
