//! The seals that the calling party may put on its contract, and what they look like.

use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::seals::{act, picture};
use actix_web::{HttpResponse, web};
use domain::ids::{ContractId, SealId};

/// `GET /contracts/{contract}/seals`: each with the controls that it fits; nothing where the party has none to seal.
pub async fn offered(
    hub: web::Data<Hub>,
    contract: web::Path<ContractId>,
    visitor: Visitor,
) -> Result<HttpResponse, Problem> {
    let (_, party) = visitor.require_party()?;
    let state = hub.contract_state(*contract).await?.state;
    Ok(HttpResponse::Ok().json(act::offered(&hub, &state, party).await?))
}

/// `GET /contracts/{contract}/seals/{seal}/picture`: of those that are offered, no others.
pub async fn picture(
    hub: web::Data<Hub>,
    path: web::Path<(ContractId, SealId)>,
    visitor: Visitor,
) -> Result<HttpResponse, Problem> {
    let (contract, seal) = path.into_inner();
    let (_, party) = visitor.require_party()?;
    let state = hub.contract_state(contract).await?.state;
    let offered = act::offered(&hub, &state, party).await?;
    if !offered.iter().any(|row| row["id"] == serde_json::json!(seal)) {
        return Err(Problem::new("seal_not_found"));
    }
    let snapshot = hub.seal_state(seal).await?;
    let made = snapshot.state.made.as_ref();
    let made = made.ok_or_else(|| Problem::new("seal_not_found"))?;
    let (media_type, file) = picture::shown(&hub, seal, made).await?;
    Ok(HttpResponse::Ok()
        .content_type(media_type)
        .insert_header(("Cache-Control", "private, max-age=86400"))
        .insert_header((
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'",
        ))
        .body(file))
}
