//! A new super administrator: proposed by a member, confirmed by the present one or the legal representative.

use super::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
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
    giver: Giver,
    organisation: web::Path<OrganisationId>,
    body: web::Json<Proposal>,
) -> Result<HttpResponse, Problem> {
    let command = OrganisationCommand::ProposeSuperAdministrator { to: body.to };
    giver.give(*organisation, command).await
}

/// `POST /organisations/{organisation}/super-administrator/confirm`.
pub async fn confirm(giver: Giver, organisation: web::Path<OrganisationId>) -> Result<HttpResponse, Problem> {
    let command = OrganisationCommand::ConfirmSuperAdministrator;
    giver.give(*organisation, command).await
}

/// `DELETE /organisations/{organisation}/super-administrator`: drops the proposal.
pub async fn drop_proposal(
    giver: Giver,
    organisation: web::Path<OrganisationId>,
) -> Result<HttpResponse, Problem> {
    let command = OrganisationCommand::DropSuperAdministrator;
    giver.give(*organisation, command).await
}
