//! Changing what opens an account or signs for its person: asked again who it is, said in the log, then done.

use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::step_up;
use domain::account::command::{AccountCommand, MeansChange};
use domain::aggregate::Caller;
use domain::ids::AccountId;
use domain::ports::credential_shelf::{Credential, CredentialKind};
use domain::ports::rows::RowError;
use serde::Serialize;

/// The account, after a fresh proof of its person; the change stands in its log.
pub async fn change(hub: &Hub, visitor: &Visitor, change: MeansChange) -> Result<AccountId, Problem> {
    let (account, confirmed) = step_up::require(hub, visitor).await?;
    let entity = hub.account(account);
    let command = AccountCommand::ChangeMeans { change, confirmed };
    let given = entity
        .send(entity.envelope(Caller::Account(account), command))
        .await;
    given.map_err(Problem::from)?;
    Ok(account)
}

/// Puts a credential that an account has once in the place of what is there.
pub async fn replace(
    hub: &Hub,
    kind: CredentialKind,
    account: AccountId,
    body: &impl Serialize,
) -> Result<(), Problem> {
    let failed = |e: &dyn std::fmt::Display| Problem::internal("save a credential", e);
    let body = serde_json::to_value(body).map_err(|e| failed(&e))?;
    let id = account.to_string();
    loop {
        let stored = hub
            .store
            .credentials
            .find(kind, &id)
            .await
            .map_err(|e| failed(&e))?;
        let credential = Credential {
            kind,
            id: id.clone(),
            account,
            created: hub.clock.now(),
            version: stored.map_or(1, |stored| stored.version + 1),
            body: body.clone(),
        };
        match hub.store.credentials.save(credential).await {
            // Somebody was faster: what is set last stands.
            Err(RowError::Changed) => {}
            saved => return saved.map_err(|e| failed(&e)),
        }
    }
}

/// What stands in a credential that an account has once.
pub async fn read<T: serde::de::DeserializeOwned>(
    hub: &Hub,
    kind: CredentialKind,
    account: AccountId,
) -> Result<Option<(Credential, T)>, Problem> {
    let failed = |e: &dyn std::fmt::Display| Problem::internal("read a credential", e);
    let stored = hub.store.credentials.find(kind, &account.to_string()).await;
    let Some(stored) = stored.map_err(|e| failed(&e))? else {
        return Ok(None);
    };
    let body = serde_json::from_value(stored.body.clone()).map_err(|e| failed(&e))?;
    Ok(Some((stored, body)))
}
