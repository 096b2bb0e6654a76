//! `/me/passkeys`: passkeys 通行密钥 added and removed after a step-up.

use super::means;
use super::step_up::session_of;
use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::passkeys::{self, KeptPasskey, Question, decoded, passkey_hash};
use crate::step_up;
use actix_web::{HttpRequest, HttpResponse, web};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::account::command::MeansChange;
use domain::hash::Sha256Hash;
use domain::ports::credential_shelf::{Credential, CredentialKind};
use domain::written_text::require_text;
use serde::Deserialize;
use serde_json::json;

const LONGEST_NAME: usize = 40;

/// A registration as the page sends it; bytes as base64url.
#[derive(Deserialize)]
pub struct NewPasskey {
    name: String,
    client_data: String,
    authenticator_data: String,
}

/// `POST /me/passkeys/challenge`: what the page hands to the authenticator.
pub async fn challenge(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let in_language = |problem: Problem| problem.in_language_of(&request);
    let (account, _) = step_up::require(&hub, &visitor).await.map_err(in_language)?;
    let party = passkeys::require_relying_party(&hub).map_err(in_language)?;
    let state = hub.account_state(account).await?;
    let own = hub.store.credentials.of(account).await;
    let own = own.map_err(|e| Problem::internal("list passkeys", e))?;
    let known = own
        .iter()
        .filter(|credential| credential.kind == CredentialKind::Passkey);
    let phone = state
        .phone
        .as_ref()
        .map(|phone| super::masked(phone.text()))
        .unwrap_or_default();
    Ok(HttpResponse::Ok().json(json!({
        "challenge": passkeys::ask(&hub, Question::Register, session_of(&visitor)?).await?,
        "rp_id": party.id,
        "user": URL_SAFE_NO_PAD.encode(account.0.as_bytes()),
        "user_name": phone,
        "known": known.map(|credential| &credential.id).collect::<Vec<_>>(),
    })))
}

/// `POST /me/passkeys`.
pub async fn add(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<NewPasskey>,
) -> Result<HttpResponse, Problem> {
    add_checked(&hub, &visitor, &body)
        .await
        .map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::NoContent().finish())
}

async fn add_checked(hub: &Hub, visitor: &Visitor, body: &NewPasskey) -> Result<(), Problem> {
    let name = require_text(&body.name, LONGEST_NAME).map_err(|_| Problem::new("bad_text"))?;
    let party = passkeys::require_relying_party(hub)?;
    step_up::require(hub, visitor).await?;
    let challenge = passkeys::take_challenge(hub, Question::Register, session_of(visitor)?).await?;
    let made = party
        .register(
            &challenge,
            &decoded(&body.client_data)?,
            &decoded(&body.authenticator_data)?,
        )
        .map_err(|error| {
            tracing::info!(%error, "a new passkey was refused");
            Problem::new("passkey_wrong")
        })?;
    let id = URL_SAFE_NO_PAD.encode(&made.id);
    let failed = |e: &dyn std::fmt::Display| Problem::internal("add a passkey", e);
    let known = hub.store.credentials.find(CredentialKind::Passkey, &id).await;
    if known.map_err(|e| failed(&e))?.is_some() {
        return Err(Problem::new("passkey_known"));
    }
    let change = MeansChange::AddPasskey {
        passkey: passkey_hash(&id),
        key: Sha256Hash::of(made.key.cose()),
    };
    let account = means::change(hub, visitor, change).await?;
    let kept = KeptPasskey {
        name: name.to_owned(),
        key: URL_SAFE_NO_PAD.encode(made.key.cose()),
        counter: made.counter,
        last_used: None,
    };
    let credential = Credential {
        kind: CredentialKind::Passkey,
        id,
        account,
        created: hub.clock.now(),
        version: 1,
        body: serde_json::to_value(&kept).map_err(|e| failed(&e))?,
    };
    hub.store
        .credentials
        .save(credential)
        .await
        .map_err(|e| failed(&e))
}

/// `DELETE /me/passkeys/{passkey}`.
pub async fn remove(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let change = MeansChange::RemovePasskey {
        passkey: passkey_hash(&id),
    };
    let account = means::change(&hub, &visitor, change)
        .await
        .map_err(|problem| problem.in_language_of(&request))?;
    let removed = hub
        .store
        .credentials
        .remove(CredentialKind::Passkey, &id, account)
        .await;
    removed.map_err(|e| Problem::internal("remove a passkey", e))?;
    Ok(HttpResponse::NoContent().finish())
}
