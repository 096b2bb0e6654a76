//! `POST /setup`: the one-time link of the first start signs its reader in and makes the platform operator.
//!
//! It needs no one-time code: until there is an operator, nobody could read the outbox that the code goes to.

use super::problem::Problem;
use super::{me, sessions, sign_in};
use crate::hub::Hub;
use crate::operator_setup;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::account::command::AccountCommand;
use domain::aggregate::Caller;
use domain::ports::account_desk::SessionSubject;
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
pub struct Setup {
    token: String,
    phone: String,
}

pub async fn setup(
    hub: web::Data<Hub>,
    request: HttpRequest,
    body: web::Json<Setup>,
) -> Result<HttpResponse, Problem> {
    let in_language = |problem: Problem| problem.in_language_of(&request);
    let phone = sign_in::checked_phone(&body.phone).map_err(in_language)?;
    if !operator_setup::fits(&hub, &body.token).await? {
        return Err(in_language(Problem::new("setup_link_used")));
    }
    let account = sign_in::account_of(&hub, &phone).await?;
    if !operator_setup::claim(&hub, account).await? {
        return Err(in_language(Problem::new("setup_link_used")));
    }
    let entity = hub.account(account);
    entity
        .send(entity.envelope(Caller::Hub, AccountCommand::MakeOperator))
        .await
        .map_err(Problem::from)?;
    let subject = SessionSubject::Account {
        account,
        operator: true,
    };
    let (_, cookie) = sessions::begin(&hub, &request, subject, None).await?;
    Ok(HttpResponse::Ok().cookie(cookie).json(json!({
        "account": {"id": account, "phone_masked": me::masked(&phone), "operator": true}
    })))
}
