//! `POST /setup`: the one-time link of the first start makes the signed-in account the platform operator.

use super::access::Visitor;
use super::problem::Problem;
use super::sessions;
use crate::hub::Hub;
use crate::operator_setup;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::account::AccountCommand;
use domain::aggregate::Caller;
use domain::ports::account_desk::SessionSubject;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Setup {
    token: String,
}

pub async fn setup(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<Setup>,
) -> Result<HttpResponse, Problem> {
    let account = visitor.require_account()?;
    if !operator_setup::claim(&hub, &body.token, account).await? {
        return Err(Problem::new("setup_link_used").in_language_of(&request));
    }
    let entity = hub.account(account);
    entity.send(entity.envelope(Caller::Hub, AccountCommand::MakeOperator)).await.map_err(Problem::from)?;
    if let Some(session) = &visitor.session {
        sessions::change(&hub, session, SessionSubject::Account { account, operator: true }).await?;
    }
    Ok(HttpResponse::NoContent().finish())
}
