//! `POST /organisations/{organisation}/join`: an invited person joins, by the phone number of their account.

use super::give_as;
use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::aggregate::Caller;
use domain::ids::OrganisationId;
use domain::organisation::command::OrganisationCommand;
use domain::personal::Personal;

pub async fn join(
    hub: web::Data<Hub>,
    visitor: Visitor,
    organisation: web::Path<OrganisationId>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let account = visitor.require_account()?;
    let state = hub
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
        .ok_or_else(|| Problem::new("account_not_found").in_language_of(&request))?;
    let command = OrganisationCommand::Join { account, phone };
    match give_as(&hub, &request, Caller::Hub, *organisation, command).await {
        // Whoever is not invited does not learn whether there is such an organisation.
        Err(problem) if problem.code == "organisation_not_found" => {
            Err(Problem::new("no_invitation").in_language_of(&request))
        }
        other => other,
    }
}
