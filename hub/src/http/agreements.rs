//! The texts in force with their hashes, and what a signed-in person accepts of them.

use super::access::Visitor;
use super::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::account::command::AccountCommand;
use domain::aggregate::Caller;
use domain::agreements::AGREEMENTS;
use domain::contract::event::ConsentKind;
use domain::hash::Sha256Hash;
use serde::Deserialize;
use serde_json::json;

/// One text as it was shown.
#[derive(Deserialize)]
pub struct Accepted {
    kind: ConsentKind,
    version: String,
    text: Sha256Hash,
}

/// `GET /agreements`.
pub async fn agreements() -> HttpResponse {
    let texts: Vec<_> = AGREEMENTS
        .iter()
        .map(|agreement| {
            let (zh, en) = agreement.digests();
            json!({
                "kind": agreement.kind,
                "version": agreement.version,
                "title": agreement.title,
                "text": agreement.text,
                "sha256": {"zh": zh, "en": en},
            })
        })
        .collect();
    HttpResponse::Ok().json(texts)
}

/// `GET /me/agreements`: which of them this person has yet to accept.
pub async fn owed(hub: web::Data<Hub>, visitor: Visitor) -> Result<HttpResponse, Problem> {
    let state = hub.account_state(visitor.require_account()?).await?;
    Ok(HttpResponse::Ok().json(json!({"owed": state.owed_agreements()})))
}

/// `POST /me/agreements`: each becomes a line of the account's log. Accepting one again changes nothing.
pub async fn accept(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<Vec<Accepted>>,
) -> Result<HttpResponse, Problem> {
    let account = visitor.require_account()?;
    let entity = hub.account(account);
    for Accepted { kind, version, text } in body.into_inner() {
        let command = AccountCommand::AcceptAgreement { kind, version, text };
        entity
            .send(entity.envelope(Caller::Account(account), command))
            .await
            .map_err(|refused| Problem::from(refused).in_language_of(&request))?;
    }
    Ok(HttpResponse::NoContent().finish())
}
