//! `/me/phone`: another phone number for the same person [J07]. The old number or the verified identity proves who
//! asks, a code proves the new number. The account's id stays, and with it every contract and membership.

use super::step_up::session_of;
use crate::attempts;
use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::http::sessions;
use crate::http::sign_in::checked_phone;
use crate::hub::Hub;
use crate::one_time_code::{self, Purpose};
use crate::step_up;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::account::command::AccountCommand;
use domain::account::event::Confirmation;
use domain::account::state::AccountState;
use domain::aggregate::Caller;
use domain::identity_document::IdentityDocument;
use domain::ids::AccountId;
use serde::Deserialize;

const DAY_MS: i64 = 86_400_000;
/// Times that somebody may say who they are in a day.
const IDENTITY_TRIES: u32 = 5;

#[derive(Deserialize)]
pub struct NewPhone {
    phone: String,
}

#[derive(Deserialize)]
pub struct ProvenPhone {
    phone: String,
    code: String,
}

/// Who the account was verified as, said once more by somebody whose old number is gone.
#[derive(Deserialize)]
pub struct SaidIdentity {
    name: String,
    number: String,
}

/// `POST /me/step-up/identity`: name and document number as they were verified with the face seen. A number and
/// a name alone are known to others too: an identity that rests on nothing else proves nothing here.
pub async fn prove_identity(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<SaidIdentity>,
) -> Result<HttpResponse, Problem> {
    let in_language = |problem: Problem| problem.in_language_of(&request);
    let account = visitor.require_account()?;
    attempts::count(&hub, &format!("identity:{account}"), IDENTITY_TRIES, DAY_MS)
        .await
        .map_err(in_language)?;
    let state = hub.account_state(account).await?;
    if !is_the_same(&hub, &state, &body) {
        return Err(in_language(Problem::new("other_person")));
    }
    step_up::confirm(&hub, session_of(&visitor)?, Confirmation::Identity).await?;
    Ok(HttpResponse::NoContent().finish())
}

fn is_the_same(hub: &Hub, state: &AccountState, said: &SaidIdentity) -> bool {
    let Some(known) = state.identity.as_ref().filter(|known| known.check.saw_face()) else {
        return false;
    };
    let number = IdentityDocument::parse(known.document, &said.number, hub.clock.now());
    number.is_ok_and(|given| known.number.value() == Some(given.number.as_str()))
        && known.name.value() == Some(said.name.trim())
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
