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
    let role = match *role {
        LinkRole::Party { party } | LinkRole::OneOf { party, .. } => {
            let planned = state.planned(party).ok_or_else(|| {
                let problem = Problem::new("no_such_party").with("party", party);
                problem.in_language_of(&request)
            })?;
            signing_link::place_of(planned)
        }
        LinkRole::Reader { reader } => {
            let named = state
                .opened
                .as_ref()
                .and_then(|opened| opened.readers.reader(reader));
            named.ok_or_else(|| {
                Problem::new("reader_wrong")
                    .with("reader", reader)
                    .in_language_of(&request)
            })?;
            LinkRole::Reader { reader }
        }
        role @ (LinkRole::Viewer | LinkRole::Stage) => role,
    };
    let link = signing_link::create(&hub, *contract, role, state.deadline).await?;
    Ok(HttpResponse::Created().json(json!({
        "url": link.url,
        "qr_svg": qr_code::svg(&link.url),
        "expires": link.expires,
    })))
}
