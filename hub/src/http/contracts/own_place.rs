//! `POST /contracts/{contract}/own-place`: the seat of the party that the signed-in person is, without a link.

use crate::http::access::Visitor;
use crate::http::join::{Place, identify, take_part, take_seat};
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::step_up;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::contract::event::IdentityMethod;
use domain::contract::flow::{SignerState, signer_state};
use domain::ids::{AccountId, ContractId, PartyNo};
use domain::ports::account_desk::LinkRole;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct OwnPlace {
    /// SPKI of this device's P-256 key, base64url. With it, and after a step-up, the seat's person is known at once.
    #[serde(default)]
    device_key: Option<String>,
}

pub async fn take(
    hub: web::Data<Hub>,
    contract: web::Path<ContractId>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<OwnPlace>,
) -> Result<HttpResponse, Problem> {
    let taken = take_own(&hub, *contract, &visitor, &request, body.into_inner()).await;
    taken.map_err(|problem| problem.in_language_of(&request))
}

async fn take_own(
    hub: &Hub,
    contract: ContractId,
    visitor: &Visitor,
    request: &HttpRequest,
    body: OwnPlace,
) -> Result<HttpResponse, Problem> {
    let account = visitor.require_account()?;
    let (party, role) = place_of(hub, contract, account).await?;
    let verified = body.device_key.is_some();
    if let Some(key) = body.device_key {
        step_up::require(hub, visitor).await?;
        take_part(hub, contract, role).await?;
        identify(hub, contract, party, IdentityMethod::OwnAccount, key).await?;
    }
    let place = Place {
        contract,
        role,
        verified,
    };
    take_seat(hub, request, place).await
}

/// The party that `account` is; where it is several, the one whose turn it is, else the first.
async fn place_of(
    hub: &Hub,
    contract: ContractId,
    account: AccountId,
) -> Result<(PartyNo, LinkRole), Problem> {
    let state = hub.contract_state(contract).await?.state;
    let own = || {
        let parties = state.opened.iter().flat_map(|opened| &opened.parties);
        parties.filter(|planned| planned.is_or_may_be(account))
    };
    let is_awaited = |no: PartyNo| {
        state.party(no).is_some_and(|party| {
            matches!(
                signer_state(&state, party),
                SignerState::ToSign | SignerState::ToFill
            )
        })
    };
    let found = own()
        .find(|planned| is_awaited(planned.no))
        .or_else(|| own().next());
    let planned = found.ok_or_else(|| Problem::new("contract_not_found"))?;
    let (party, is_one) = (planned.no, !planned.any_of.is_empty());
    let role = match is_one {
        true => LinkRole::OneOf { party, account },
        false => LinkRole::Party { party },
    };
    Ok((party, role))
}
