//! Exhibitions 会展: one operation per command of [`domain::exhibition`], and what its staff and visitors see of one.
//! Who may do what there, the exhibition decides; whoever has nothing to do with one does not learn that it exists.

pub mod contracts;
pub mod deposits;
pub mod door;
pub mod exhibitors;
pub mod export;
pub mod floor;
pub mod found;
pub mod invitation;
pub mod pictures;
pub mod read;
pub mod set_up;
mod view;

use super::organisations::giver::Giver;
use super::problem::Problem;
use actix_web::HttpResponse;
use domain::aggregate::Caller;
use domain::exhibition::command::ExhibitionCommand;
use domain::exhibition::exhibitor::ExhibitorNo;
use domain::exhibition::staff::Duty;
use domain::exhibition::state::{ExhibitionState, Stage};
use domain::ids::{AccountId, ContractId};
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

/// Where one exhibition is.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Place {
    pub exhibition: Uuid,
}

/// Where one booth of it is.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct BoothPlace {
    pub exhibition: Uuid,
    pub booth: u32,
}

/// Where one contract of it is.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct ContractPlace {
    pub exhibition: Uuid,
    pub contract: ContractId,
}

/// Where one exhibitor of it is.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct ExhibitorPlace {
    pub exhibition: Uuid,
    pub exhibitor: u32,
}

/// An exhibition that the signed-in person works at, has applied to, or may visit.
async fn find(giver: &Giver, exhibition: Uuid) -> Result<(AccountId, Arc<ExhibitionState>), Problem> {
    let account = giver.account()?;
    let snapshot = giver.hub.exhibition(exhibition).state().await;
    let snapshot = snapshot.map_err(|e| giver.problem(Problem::internal("read an exhibition", e)))?;
    let found = snapshot.map(|snapshot| snapshot.state);
    let found = found.filter(|state| knows(state, account));
    let state = found.ok_or_else(|| giver.problem(Problem::new("exhibition_not_found")))?;
    Ok((account, state))
}

/// Staff, those who applied, and everybody while it is open.
fn knows(state: &ExhibitionState, account: AccountId) -> bool {
    let has_applied = || {
        let mut exhibitors = state.exhibitors.values();
        exhibitors.any(|known| known.account == Some(account))
    };
    state.staff.contains_key(&account) || state.stage == Stage::Open || has_applied()
}

/// Exhibitors with their contacts are for those who deal with them.
fn sees_people(state: &ExhibitionState, account: AccountId) -> bool {
    [Duty::Exhibitors, Duty::Booths, Duty::Door, Duty::Money]
        .into_iter()
        .any(|duty| state.may(account, duty))
}

/// Whether this person applied for this exhibitor.
fn is_own(state: &ExhibitionState, account: AccountId, exhibitor: ExhibitorNo) -> bool {
    let known = state.exhibitors.get(&exhibitor);
    known.is_some_and(|known| known.account == Some(account))
}

/// Gives a command of the signed-in person; 204 when it is done or was done before.
async fn give(giver: &Giver, exhibition: Uuid, command: ExhibitionCommand) -> Result<HttpResponse, Problem> {
    let (account, _) = find(giver, exhibition).await?;
    let entity = giver.hub.exhibition(exhibition);
    let mut envelope = entity.envelope(Caller::Account(account), command);
    envelope.id = giver.command_id();
    let sent = entity.send(envelope).await;
    sent.map_err(|refused| giver.problem(refused))?;
    Ok(HttpResponse::NoContent().finish())
}
