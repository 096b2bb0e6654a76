//! Deposits 定金、订金、保证金 as the cashier takes them, and the letter that confirms what came of a contract.

use super::pictures::{require_picture, show};
use super::{ContractPlace, find, give, is_own, sees_people};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::letters::confirmation::{self, Confirmation};
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpResponse, web};
use domain::exhibition::command::ExhibitionCommand;
use domain::exhibition::event::Deposit;
use domain::exhibition::staff::Duty;
use domain::exhibition::state::{Concluded, ExhibitionState};
use domain::ids::{AccountId, ContractId};
use std::sync::Arc;

/// `POST /exhibitions/{exhibition}/contracts/{contract}/deposit`: once for each contract.
pub async fn record(
    giver: Giver,
    place: web::Path<ContractPlace>,
    body: web::Json<Deposit>,
) -> Result<HttpResponse, Problem> {
    let deposit = body.into_inner();
    let known = require_picture(&giver.hub, place.exhibition, deposit.picture).await;
    known.map_err(|problem| giver.problem(problem))?;
    let contract = place.contract;
    give(
        &giver,
        place.exhibition,
        ExhibitionCommand::RecordDeposit { contract, deposit },
    )
    .await
}

/// `GET /exhibitions/{exhibition}/contracts/{contract}/slip`: the photograph of the slip, for those who deal with money
/// and the exhibitor.
pub async fn slip(giver: Giver, place: web::Path<ContractPlace>) -> Result<HttpResponse, Problem> {
    let (account, state) = find(&giver, place.exhibition).await?;
    let picture = || {
        let known = contract(&state, place.contract)?;
        if !state.may(account, Duty::Money) && !is_own(&state, account, known.by) {
            return Err(Problem::new("not_allowed"));
        }
        let deposit = known.deposit.as_ref();
        let picture = deposit.and_then(|(deposit, _)| deposit.picture);
        picture.ok_or_else(|| Problem::new("exhibition_part_unknown"))
    };
    let picture = picture().map_err(|problem| giver.problem(problem))?;
    show(&giver, place.exhibition, picture).await
}

/// `GET /exhibitions/{exhibition}/contracts/{contract}/confirmation`: PDF, for staff and the exhibitor.
pub async fn confirmation(giver: Giver, place: web::Path<ContractPlace>) -> Result<HttpResponse, Problem> {
    let (account, state) = find(&giver, place.exhibition).await?;
    let letter = written(&giver, &state, account, place.contract).await;
    let letter = letter.map_err(|problem| giver.problem(problem))?;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"confirmation.pdf\""))
        .body(letter))
}

async fn written(
    giver: &Giver,
    state: &Arc<ExhibitionState>,
    account: AccountId,
    id: ContractId,
) -> Result<Vec<u8>, Problem> {
    let known = contract(state, id)?;
    if !sees_people(state, account) && !is_own(state, account, known.by) {
        return Err(Problem::new("not_allowed"));
    }
    let missing = || Problem::new("exhibition_contract_not_found");
    let founded = state.founded.as_ref().ok_or_else(missing)?;
    let organiser = giver.hub.organisation_state(founded.organiser).await?;
    let booth = known.booth.and_then(|no| state.booths.get(&no));
    let booth = booth.and_then(|booth| {
        let hall = state.halls.get(&booth.plan.hall)?;
        Some((&booth.plan, hall.name.as_str()))
    });
    let confirmed = Confirmation {
        details: &founded.details,
        organiser: &organiser.name,
        exhibitor: state.exhibitors.get(&known.by).ok_or_else(missing)?,
        number: known.number,
        booth,
        deposit: known.deposit.as_ref(),
        standing: standing(known),
        link: &format!("{}/verify", giver.hub.origin()),
    };
    confirmation::print(&giver.hub, &confirmed).await
}

fn contract(state: &ExhibitionState, id: ContractId) -> Result<&Concluded, Problem> {
    let known = state.contracts.get(&id);
    known.ok_or_else(|| Problem::new("exhibition_contract_not_found"))
}

fn standing(known: &Concluded) -> &'static str {
    match (known.ended, known.signed.is_some(), known.deposit.is_some()) {
        (true, _, _) => "已终止 / ended",
        (false, true, true) => "已签署，款项已收 / signed by all, payment received",
        (false, true, false) => "已签署 / signed by all",
        (false, false, _) => "签署中 / being signed",
    }
}
