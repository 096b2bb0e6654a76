//! Dissolving an organisation's account 企业注销, with time to think again.

use super::give;
use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::ids::OrganisationId;
use domain::organisation::command::OrganisationCommand;

/// `POST /organisations/{organisation}/dissolution`.
pub async fn ask(
    hub: web::Data<Hub>,
    visitor: Visitor,
    organisation: web::Path<OrganisationId>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    // Contracts belong to persons until organisations can start them.
    let command = OrganisationCommand::AskDissolution { open_contracts: 0 };
    give(&hub, &request, &visitor, *organisation, command).await
}

/// `DELETE /organisations/{organisation}/dissolution`.
pub async fn withdraw(
    hub: web::Data<Hub>,
    visitor: Visitor,
    organisation: web::Path<OrganisationId>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let command = OrganisationCommand::WithdrawDissolution;
    give(&hub, &request, &visitor, *organisation, command).await
}
