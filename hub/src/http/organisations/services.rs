//! `PUT /organisations/{organisation}/services`: extended services 扩展服务, switched by the super administrator.

use super::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::hash::Sha256Hash;
use domain::ids::OrganisationId;
use domain::organisation::command::OrganisationCommand;
use domain::organisation::event::Service;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Switch {
    service: Service,
    on: bool,
    /// SHA-256 of the agreement that was shown with it, for 企业静默签.
    #[serde(default)]
    agreement: Option<Sha256Hash>,
}

pub async fn switch(
    giver: Giver,
    organisation: web::Path<OrganisationId>,
    body: web::Json<Switch>,
) -> Result<HttpResponse, Problem> {
    let Switch {
        service,
        on,
        agreement,
    } = body.into_inner();
    giver
        .give(
            *organisation,
            OrganisationCommand::Switch {
                service,
                on,
                agreement,
            },
        )
        .await
}
