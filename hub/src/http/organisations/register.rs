//! `POST /organisations`: registers an organisation; whoever does so becomes its super administrator.

use super::command_id;
use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::aggregate::Caller;
use domain::ids::OrganisationId;
use domain::organisation::command::{LicenceData, OrganisationCommand};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
pub struct Registration {
    #[serde(flatten)]
    licence: Licence,
    registrant_name: String,
    #[serde(default)]
    is_legal_representative: bool,
}

/// What the licence says.
#[derive(Deserialize)]
pub struct Licence {
    name: String,
    credit_code: String,
    legal_representative: String,
}

impl From<Licence> for LicenceData {
    fn from(licence: Licence) -> Self {
        Self {
            name: licence.name,
            credit_code: licence.credit_code,
            legal_representative: licence.legal_representative,
        }
    }
}

/// The command id is the organisation's: registering twice with one key is registering once.
pub async fn register(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<Registration>,
) -> Result<HttpResponse, Problem> {
    let account = visitor.require_account()?;
    let id = command_id(&request)?.unwrap_or_else(|| hub.clock.command_id());
    let organisation = OrganisationId(id.0);
    let Registration {
        licence,
        registrant_name,
        is_legal_representative,
    } = body.into_inner();
    let entity = hub.organisation(organisation);
    let mut envelope = entity.envelope(
        Caller::Account(account),
        OrganisationCommand::Register {
            licence: licence.into(),
            registrant_name,
            is_legal_representative,
        },
    );
    envelope.id = id;
    entity
        .send(envelope)
        .await
        .map_err(|refused| Problem::from(refused).in_language_of(&request))?;
    Ok(HttpResponse::Created().json(json!({"organisation": organisation})))
}

/// `POST /organisations/{organisation}/licence`: again, after a refusal.
pub async fn submit_again(
    hub: web::Data<Hub>,
    visitor: Visitor,
    organisation: web::Path<OrganisationId>,
    request: HttpRequest,
    body: web::Json<Licence>,
) -> Result<HttpResponse, Problem> {
    let command = OrganisationCommand::SubmitAgain {
        licence: body.into_inner().into(),
    };
    super::give(&hub, &request, &visitor, *organisation, command).await
}

#[derive(Deserialize)]
pub struct NewName {
    name: String,
}

/// `PUT /organisations/{organisation}/name`: contracts before it keep the old name.
pub async fn rename(
    hub: web::Data<Hub>,
    visitor: Visitor,
    organisation: web::Path<OrganisationId>,
    request: HttpRequest,
    body: web::Json<NewName>,
) -> Result<HttpResponse, Problem> {
    let NewName { name } = body.into_inner();
    super::give(
        &hub,
        &request,
        &visitor,
        *organisation,
        OrganisationCommand::Rename { name },
    )
    .await
}
