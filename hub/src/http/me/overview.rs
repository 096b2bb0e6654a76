//! `GET /me/means`: what opens this account and signs for its person, without any of it.

use super::identity;
use super::masked;
use super::means;
use super::sign_password::SignPassword;
use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::passkeys;
use actix_web::{HttpResponse, web};
use domain::ports::credential_shelf::CredentialKind;
use serde_json::{Value, json};

pub async fn overview(hub: web::Data<Hub>, visitor: Visitor) -> Result<HttpResponse, Problem> {
    let account = visitor.require_account()?;
    let state = hub.account_state(account).await?;
    let own = hub.store.credentials.of(account).await;
    let own = own.map_err(|e| Problem::internal("list credentials", e))?;
    let sign_password = means::read::<SignPassword>(&hub, CredentialKind::SignPassword, account).await?;
    let passkeys: Vec<Value> = own
        .iter()
        .filter(|credential| credential.kind == CredentialKind::Passkey)
        .map(|credential| {
            let kept = passkeys::read(credential)?;
            Ok(json!({
                "id": credential.id,
                "name": kept.name,
                "added": credential.created,
                "last_used": kept.last_used,
            }))
        })
        .collect::<Result<_, Problem>>()?;
    Ok(HttpResponse::Ok().json(json!({
        "phone_masked": state.phone.as_ref().map(|phone| masked(phone.text())).unwrap_or_default(),
        "identity": identity::shown(&state),
        "face_check": hub.face_check.is_some(),
        "password": state.has_password,
        "sign_password": match sign_password {
            None => "none",
            Some((_, kept)) if kept.is_locked() => "locked",
            Some(_) => "set",
        },
        "saved_signature": own.iter().any(|kept| kept.kind == CredentialKind::SavedSignature),
        "wechat": hub.wechat.as_ref().map(|_| state.has_wechat),
        "passkeys": passkeys,
        // Where passkeys can be used; null where this hub has no domain.
        "passkey_origin": passkeys::relying_party(&hub).map(|party| party.origin),
    })))
}
