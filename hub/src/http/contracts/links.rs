//! `POST /contracts/{contract}/links`: a new link with its QR code for a party, the viewers or a stage.

use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::qr_code;
use crate::signing_link;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::ids::ContractId;
use domain::ports::account_desk::LinkRole;
use serde_json::json;

pub async fn create(
    hub: web::Data<Hub>,
    contract: web::Path<ContractId>,
    request: HttpRequest,
    role: web::Json<LinkRole>,
) -> Result<HttpResponse, Problem> {
    let state = hub.contract_state(*contract).await?.state;
    if let LinkRole::Party { party } = *role
        && state.party(party).is_none()
    {
        return Err(Problem::new("no_such_party")
            .with("party", party)
            .in_language_of(&request));
    }
    let link = signing_link::create(&hub, *contract, *role, state.deadline).await?;
    Ok(HttpResponse::Created().json(json!({
        "url": link.url,
        "qr_svg": qr_code::svg(&link.url),
        "expires": link.expires,
    })))
}
