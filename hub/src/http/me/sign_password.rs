//! `/me/sign-password`: six digits that say that a signature is meant 签署密码 [E37]. After five wrong ones in a row
//! it is locked until its person sets a new one, proven by a step-up.

use super::means;
use super::password::{NewPassword, checked, fresh_salt};
use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::password_hash::PasswordHash;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::account::command::MeansChange;
use domain::ids::AccountId;
use domain::password_rules;
use domain::ports::credential_shelf::{Credential, CredentialKind};
use domain::ports::rows::RowError;
use serde::{Deserialize, Serialize};

/// Wrong ones in a row, after which it is locked.
const TRIES: u8 = 5;

/// What is kept of it.
#[derive(Clone, Serialize, Deserialize)]
pub struct SignPassword {
    hash: PasswordHash,
    /// Tries since the last right one; counted before each is looked at.
    tries: u8,
}

impl SignPassword {
    pub fn is_locked(&self) -> bool {
        self.tries >= TRIES
    }
}

/// `PUT /me/sign-password`: set, or set anew, which also unlocks.
pub async fn set(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<NewPassword>,
) -> Result<HttpResponse, Problem> {
    let in_language = |problem: Problem| problem.in_language_of(&request);
    let password = checked(
        &hub,
        &visitor,
        &body.password,
        password_rules::check_sign_password,
    )
    .await
    .map_err(in_language)?;
    let account = means::change(&hub, &visitor, MeansChange::SetSignPassword)
        .await
        .map_err(in_language)?;
    let hash = hub.passwords.hash(password, fresh_salt(&hub)).await?;
    means::replace(
        &hub,
        CredentialKind::SignPassword,
        account,
        &SignPassword { hash, tries: 0 },
    )
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// `POST /me/sign-password/check`.
pub async fn check(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<NewPassword>,
) -> Result<HttpResponse, Problem> {
    let account = visitor.require_account()?;
    require(&hub, account, &body.password)
        .await
        .map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::NoContent().finish())
}

/// Refuses whatever is not the account's sign password.
pub async fn require(hub: &Hub, account: AccountId, password: &str) -> Result<(), Problem> {
    // The try is taken before it is looked at: tries made at the same time each take one.
    let (counted, kept) = loop {
        let Some((stored, kept)) =
            means::read::<SignPassword>(hub, CredentialKind::SignPassword, account).await?
        else {
            return Err(Problem::new("sign_password_missing"));
        };
        if kept.is_locked() {
            return Err(Problem::new("sign_password_locked"));
        }
        let tries = kept.tries + 1;
        let kept = SignPassword { tries, ..kept };
        if let Some(stored) = save(hub, stored, &kept).await? {
            break (stored, kept);
        }
    };
    let password = password_rules::normalised(password);
    if hub.passwords.fits(password, Some(kept.hash.clone())).await? {
        // Where another try came in between, its count stays; the next right one takes it back.
        save(hub, counted, &SignPassword { tries: 0, ..kept }).await?;
        return Ok(());
    }
    Err(if kept.is_locked() {
        Problem::new("sign_password_locked")
    } else {
        Problem::new("sign_password_wrong").with("tries_left", TRIES - kept.tries)
    })
}

/// The stored row after the change, or nothing where somebody else changed it first.
async fn save(hub: &Hub, stored: Credential, kept: &SignPassword) -> Result<Option<Credential>, Problem> {
    let failed = |e: &dyn std::fmt::Display| Problem::internal("save a sign password", e);
    let next = Credential {
        version: stored.version + 1,
        body: serde_json::to_value(kept).map_err(|e| failed(&e))?,
        ..stored
    };
    match hub.store.credentials.save(next.clone()).await {
        Ok(()) => Ok(Some(next)),
        Err(RowError::Changed) => Ok(None),
        Err(error) => Err(failed(&error)),
    }
}
