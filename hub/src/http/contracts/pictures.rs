//! `/contracts/{contract}/pictures`: pictures that a party puts into its controls.

use super::files::blob_response;
use crate::filled_pictures::{self, MOST_BYTES};
use crate::http::access::Visitor;
use crate::http::drafts::upload::read_limited;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::contract::event::Phase;
use domain::hash::Sha256Hash;
use domain::ids::ContractId;
use domain::value::ValueKind;
use serde_json::json;

/// `POST`: a PNG, JPEG or HEIC becomes a picture that the calling party's value names by its hash.
pub async fn keep(
    hub: web::Data<Hub>,
    contract: web::Path<ContractId>,
    visitor: Visitor,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let kept = async {
        let (_, party) = visitor.require_party()?;
        let state = hub.contract_state(*contract).await?.state;
        let mut own = state.controls_of(Some(party));
        let asked = own.any(|control| matches!(control.kind, ValueKind::Picture {}));
        if !asked || state.phase != Phase::Filling {
            return Err(Problem::new("not_your_control"));
        }
        let upload = read_limited(payload, MOST_BYTES).await?;
        filled_pictures::keep(&hub, *contract, party, upload).await
    };
    let picture = kept.await.map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::Created().json(json!({"picture": picture})))
}

/// `GET …/{picture}`: one that stands in a control, or that the calling party has sent.
pub async fn show(
    hub: web::Data<Hub>,
    path: web::Path<(ContractId, Sha256Hash)>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let (contract, picture) = path.into_inner();
    let shown = async {
        let state = hub.contract_state(contract).await?.state;
        let is_own = match visitor.require_party() {
            Ok((_, party)) => filled_pictures::is_of(&hub, contract, party, picture).await?,
            Err(_) => false,
        };
        if !is_own && !filled_pictures::is_filled_in(&state, picture) {
            return Err(Problem::new("not_found"));
        }
        let owner = hub.contract_stream(contract).to_string();
        blob_response(&hub, &owner, picture, "image/png").await
    };
    shown
        .await
        .map_err(|problem: Problem| problem.in_language_of(&request))
}
