//! A new super administrator: proposed by a member, confirmed by the present one or the legal representative.

use super::give;
use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::ids::OrganisationId;
use domain::organisation::command::OrganisationCommand;
use domain::organisation::event::MemberNo;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Proposal {
    to: MemberNo,
}

/// `POST /organisations/{organisation}/super-administrator`.
pub async fn propose(
    hub: web::Data<Hub>,
    visitor: Visitor,
    organisation: web::Path<OrganisationId>,
    request: HttpRequest,
    body: web::Json<Proposal>,
) -> Result<HttpResponse, Problem> {
    let command = OrganisationCommand::ProposeSuperAdministrator { to: body.to };
    give(&hub, &request, &visitor, *organisation, command).await
}

/// `POST /organisations/{organisation}/super-administrator/confirm`.
pub async fn confirm(
    hub: web::Data<Hub>,
    visitor: Visitor,
    organisation: web::Path<OrganisationId>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let command = OrganisationCommand::ConfirmSuperAdministrator;
    give(&hub, &request, &visitor, *organisation, command).await
}

/// `DELETE /organisations/{organisation}/super-administrator`: drops the proposal.
pub async fn drop_proposal(
    hub: web::Data<Hub>,
    visitor: Visitor,
    organisation: web::Path<OrganisationId>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let command = OrganisationCommand::DropSuperAdministrator;
    give(&hub, &request, &visitor, *organisation, command).await
}
