//! `PUT /organisations/{organisation}/services`: extended services 扩展服务, switched by the super administrator.

use super::give;
use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::ids::OrganisationId;
use domain::organisation::command::OrganisationCommand;
use domain::organisation::event::Service;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Switch {
    service: Service,
    on: bool,
}

pub async fn switch(
    hub: web::Data<Hub>,
    visitor: Visitor,
    organisation: web::Path<OrganisationId>,
    request: HttpRequest,
    body: web::Json<Switch>,
) -> Result<HttpResponse, Problem> {
    let Switch { service, on } = body.into_inner();
    give(
        &hub,
        &request,
        &visitor,
        *organisation,
        OrganisationCommand::Switch { service, on },
    )
    .await
}
