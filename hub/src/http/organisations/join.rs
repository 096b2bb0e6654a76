//! `POST /organisations/{organisation}/join`: an invited person joins, by the phone number of their account.

use super::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::aggregate::Caller;
use domain::ids::OrganisationId;
use domain::organisation::command::OrganisationCommand;
use domain::personal::Personal;

pub async fn join(giver: Giver, organisation: web::Path<OrganisationId>) -> Result<HttpResponse, Problem> {
    let account = giver.account()?;
    let state = giver
        .hub
        .account(account)
        .state()
        .await
        .map_err(|e| Problem::internal("read an account", e))?;
    let phone = state
        .and_then(|snapshot| {
            snapshot
                .state
                .phone
                .as_ref()
                .and_then(Personal::value)
                .map(str::to_owned)
        })
        .ok_or_else(|| giver.problem(Problem::new("account_not_found")))?;
    let command = OrganisationCommand::Join { account, phone };
    match giver.give_as(Caller::Hub, *organisation, command).await {
        // Whoever is not invited does not learn whether there is such an organisation.
        Err(problem) if problem.code == "organisation_not_found" => {
            Err(giver.problem(Problem::new("no_invitation")))
        }
        other => other,
    }
}
