//! `/me/phone`: another phone number for the same person [J07]. The old number, a passkey or the face (see
//! [`super::face`]) proves who asks, a code proves the new number. The account's id stays, and with it every contract and membership.

use super::step_up::session_of;
use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::http::sessions;
use crate::http::sign_in::checked_phone;
use crate::hub::Hub;
use crate::one_time_code::{self, Purpose};
use crate::step_up;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::account::command::AccountCommand;
use domain::aggregate::Caller;
use domain::ids::AccountId;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct NewPhone {
    phone: String,
}

#[derive(Deserialize)]
pub struct ProvenPhone {
    phone: String,
    code: String,
}

/// `POST /me/phone/code`: to the new number.
pub async fn send_code(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<NewPhone>,
) -> Result<HttpResponse, Problem> {
    let in_language = |problem: Problem| problem.in_language_of(&request);
    let (account, _) = step_up::require(&hub, &visitor).await.map_err(in_language)?;
    let phone = checked_phone(&body.phone).map_err(in_language)?;
    let purpose = Purpose::NewPhone {
        account,
        phone: &phone,
    };
    one_time_code::send(&hub, &purpose, &phone, None, session_of(&visitor)?)
        .await
        .map_err(in_language)?;
    Ok(HttpResponse::NoContent().finish())
}

/// `PUT /me/phone`.
pub async fn change(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<ProvenPhone>,
) -> Result<HttpResponse, Problem> {
    change_checked(&hub, &visitor, &body)
        .await
        .map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::NoContent().finish())
}

async fn change_checked(hub: &Hub, visitor: &Visitor, body: &ProvenPhone) -> Result<(), Problem> {
    let (account, confirmed) = step_up::require(hub, visitor).await?;
    let session = session_of(visitor)?;
    let phone = checked_phone(&body.phone)?;
    let purpose = Purpose::NewPhone {
        account,
        phone: &phone,
    };
    one_time_code::check(hub, &purpose, &body.code, session).await?;
    let before = hub.account_state(account).await?;
    let old = before
        .phone
        .as_ref()
        .map(|phone| phone.text().to_owned())
        .unwrap_or_default();
    // Both numbers lead to the account until the log says which; whatever breaks off here can be done again.
    take(hub, account, &phone).await?;
    let entity = hub.account(account);
    let command = AccountCommand::ChangePhone {
        phone: phone.clone(),
        confirmed,
    };
    let given = entity
        .send(entity.envelope(Caller::Account(account), command))
        .await;
    let leaves = if given.is_ok() { &old } else { &phone };
    if old != phone {
        release(hub, account, leaves).await?;
    }
    given.map_err(Problem::from)?;
    // Whoever has the old phone is signed out with it.
    let own = hub.store.desk.sessions_of(account, hub.clock.now()).await;
    for other in own.map_err(|e| Problem::internal("list sessions", e))? {
        if other.token != session {
            sessions::end(hub, other.token).await?;
        }
    }
    Ok(())
}

async fn take(hub: &Hub, account: AccountId, phone: &str) -> Result<(), Problem> {
    let owner = hub
        .store
        .rows
        .account_of_phone(&hub.blind_index(phone), account)
        .await;
    let owner = owner.map_err(|e| Problem::internal("take a phone number", e))?;
    if owner == account {
        Ok(())
    } else {
        Err(Problem::new("phone_taken"))
    }
}

async fn release(hub: &Hub, account: AccountId, phone: &str) -> Result<(), Problem> {
    let released = hub
        .store
        .rows
        .release_phone(&hub.blind_index(phone), account)
        .await;
    released.map_err(|e| Problem::internal("release a phone number", e))
}
