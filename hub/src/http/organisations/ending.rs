//! Dissolving an organisation's account 企业注销, with time to think again.

use super::giver::Giver;
use crate::http::problem::Problem;
use crate::open_contracts;
use actix_web::{HttpResponse, web};
use domain::ids::OrganisationId;
use domain::organisation::command::OrganisationCommand;

/// `POST /organisations/{organisation}/dissolution`.
pub async fn ask(giver: Giver, organisation: web::Path<OrganisationId>) -> Result<HttpResponse, Problem> {
    let open = open_contracts::of_organisation(giver.hub.store.log.as_ref(), *organisation).await;
    let open = open.map_err(|e| Problem::internal("count open contracts", e))?;
    let command = OrganisationCommand::AskDissolution {
        open_contracts: u32::try_from(open).unwrap_or(u32::MAX),
    };
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
