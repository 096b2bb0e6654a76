//! `POST /organisations`: registers an organisation; whoever does so becomes its super administrator.

use super::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
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
pub async fn register(giver: Giver, body: web::Json<Registration>) -> Result<HttpResponse, Problem> {
    let by = Caller::Account(giver.account()?);
    let id = giver.command_id();
    let organisation = OrganisationId(id.0);
    let Registration {
        licence,
        registrant_name,
        is_legal_representative,
    } = body.into_inner();
    let command = OrganisationCommand::Register {
        licence: licence.into(),
        registrant_name,
        is_legal_representative,
    };
    giver.send(by, organisation, id, command).await?;
    Ok(HttpResponse::Created().json(json!({"organisation": organisation})))
}

/// `POST /organisations/{organisation}/licence`: again, after a refusal.
pub async fn submit_again(
    giver: Giver,
    organisation: web::Path<OrganisationId>,
    body: web::Json<Licence>,
) -> Result<HttpResponse, Problem> {
    let command = OrganisationCommand::SubmitAgain {
        licence: body.into_inner().into(),
    };
    giver.give(*organisation, command).await
}

#[derive(Deserialize)]
pub struct NewName {
    name: String,
}

/// `PUT /organisations/{organisation}/name`: contracts before it keep the old name.
pub async fn rename(
    giver: Giver,
    organisation: web::Path<OrganisationId>,
    body: web::Json<NewName>,
) -> Result<HttpResponse, Problem> {
    let NewName { name } = body.into_inner();
    giver
        .give(*organisation, OrganisationCommand::Rename { name })
        .await
}
