//! Dissolving an organisation's account 企业注销, with time to think again.

use super::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::ids::OrganisationId;
use domain::organisation::command::OrganisationCommand;

/// `POST /organisations/{organisation}/dissolution`.
pub async fn ask(giver: Giver, organisation: web::Path<OrganisationId>) -> Result<HttpResponse, Problem> {
    // Contracts belong to persons until organisations can start them.
    let command = OrganisationCommand::AskDissolution { open_contracts: 0 };
    giver.give(*organisation, command).await
}

/// `DELETE /organisations/{organisation}/dissolution`.
pub async fn withdraw(
    giver: Giver,
    organisation: web::Path<OrganisationId>,
) -> Result<HttpResponse, Problem> {
    let command = OrganisationCommand::WithdrawDissolution;
    giver.give(*organisation, command).await
}
