//! `/contracts/{contract}/saved-signature`: the handwriting that the calling party's person has saved 常用签名.

use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::saved_signature::{self, SavedSignature};
use crate::seals::act::account_of;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::ids::{AccountId, ContractId};

/// `GET`: `null` where there is none.
pub async fn read(
    hub: web::Data<Hub>,
    contract: web::Path<ContractId>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let read = async { saved_signature::of(&hub, person(&hub, *contract, &visitor).await?).await };
    let signature = read.await.map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::Ok().json(signature))
}

/// `PUT`: in the place of the one before.
pub async fn save(
    hub: web::Data<Hub>,
    contract: web::Path<ContractId>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<SavedSignature>,
) -> Result<HttpResponse, Problem> {
    let saved = async { saved_signature::save(&hub, person(&hub, *contract, &visitor).await?, &body).await };
    saved.await.map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::NoContent().finish())
}

async fn person(hub: &Hub, contract: ContractId, visitor: &Visitor) -> Result<AccountId, Problem> {
    let (_, no) = visitor.require_party()?;
    let state = hub.contract_state(contract).await?.state;
    let party = state.party(no).ok_or_else(|| Problem::new("no_such_party"))?;
    saved_signature::require_own(&state, party)?;
    account_of(&state, no)
}
