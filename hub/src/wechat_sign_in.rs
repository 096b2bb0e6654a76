//! Signing in with WeChat, from the page where somebody agrees to the account that it opens. A state is good once, for ten
//! minutes, in the browser that began; a WeChat that no account has yet waits as long for a phone number with its code.
//! Of the unionid the hub keeps a keyed digest alone.

use crate::http::problem::Problem;
use crate::http::sessions::random_text;
use crate::hub::Hub;
use domain::account::command::AccountCommand;
use domain::aggregate::Caller;
use domain::hash::Sha256Hash;
use domain::ids::AccountId;
use domain::ports::account_desk::Ticket;
use domain::ports::credential_shelf::{Credential, CredentialKind};
use domain::ports::rows::RowError;
use domain::ports::wechat_login::{WechatError, WechatLogin};
use serde_json::Value;

const LIFE_MS: i64 = 10 * 60_000;

/// Who came back from the platform.
pub enum Returned {
    /// The account that this WeChat opens.
    Known(AccountId),
    /// No account has it: the secret under which it waits to be bound.
    Unbound(String),
}

/// Where the browser goes to agree.
///
/// # Errors
/// `wechat_off` where no website is configured.
pub async fn begin(hub: &Hub, browser: Sha256Hash) -> Result<String, Problem> {
    let service = configured(hub)?;
    let state = random_text(hub, 32);
    put(hub, name("state", &state, browser), "").await?;
    let back = format!("{}/sign-in/wechat", hub.origin());
    Ok(service.page(&back, &state))
}

/// What came back with the browser.
///
/// # Errors
/// `wechat_gone` for a state of another browser or an earlier try, or a code that does not count; `wechat_refused`,
/// `wechat_unavailable`.
pub async fn returned(hub: &Hub, browser: Sha256Hash, state: &str, code: &str) -> Result<Returned, Problem> {
    let service = configured(hub)?;
    take(hub, name("state", state, browser)).await?;
    let union_id = service.union_id(code).await.map_err(refused)?;
    let wechat = hub.wechat_index(&union_id);
    let bound = hub.store.credentials.find(CredentialKind::Wechat, &wechat).await;
    let bound = bound.map_err(|e| Problem::internal("find a WeChat account", e))?;
    if let Some(credential) = bound {
        return Ok(Returned::Known(credential.account));
    }
    let secret = random_text(hub, 32);
    put(hub, name("bind", &secret, browser), &wechat).await?;
    Ok(Returned::Unbound(secret))
}

/// Gives the WeChat that waits under this secret to the account, whose person has just been proven.
///
/// # Errors
/// `wechat_gone`; `wechat_other` where the account has another WeChat.
pub async fn bind(hub: &Hub, browser: Sha256Hash, secret: &str, account: AccountId) -> Result<(), Problem> {
    if hub.account_state(account).await?.has_wechat {
        return Err(Problem::new("wechat_other"));
    }
    let wechat = take(hub, name("bind", secret, browser)).await?;
    // Said in the log, then done: nothing opens an account of which its log knows nothing. What stops in between leaves an
    // account that says it is bound and is not; its person unbinds it and begins again.
    let entity = hub.account(account);
    let bind = AccountCommand::BindWechat {
        wechat: wechat.clone(),
    };
    let said = entity.send(entity.envelope(Caller::Hub, bind)).await;
    said.map_err(Problem::from)?;
    let credential = Credential {
        kind: CredentialKind::Wechat,
        id: wechat,
        account,
        created: hub.clock.now(),
        version: 1,
        body: Value::Null,
    };
    match hub.store.credentials.save(credential).await {
        Ok(()) => Ok(()),
        // It was bound to another account meanwhile, in another window.
        Err(RowError::Changed) => Err(Problem::new("wechat_gone")),
        Err(error) => Err(Problem::internal("save a WeChat account", error)),
    }
}

/// The account's WeChat opens it no longer.
pub async fn forget(hub: &Hub, account: AccountId) -> Result<(), Problem> {
    let failed = |e: &dyn std::fmt::Display| Problem::internal("remove a WeChat account", e);
    let shelf = &hub.store.credentials;
    let all = shelf.of(account).await.map_err(|e| failed(&e))?;
    for credential in all.iter().filter(|kept| kept.kind == CredentialKind::Wechat) {
        let removed = shelf
            .remove(CredentialKind::Wechat, &credential.id, account)
            .await;
        removed.map_err(|e| failed(&e))?;
    }
    Ok(())
}

fn configured(hub: &Hub) -> Result<&dyn WechatLogin, Problem> {
    hub.wechat.as_deref().ok_or_else(|| Problem::new("wechat_off"))
}

fn refused(error: WechatError) -> Problem {
    tracing::warn!(%error, "a WeChat sign-in failed");
    Problem::new(match error {
        WechatError::Code(_) => "wechat_gone",
        WechatError::Refused(_) => "wechat_refused",
        WechatError::Unavailable(_) => "wechat_unavailable",
    })
}

/// Secret and browser together: what another browser carries back names nothing.
fn name(part: &str, secret: &str, browser: Sha256Hash) -> String {
    let parts: [&[u8]; 2] = [secret.as_bytes(), &browser.0];
    format!("wechat-{part}:{}", Sha256Hash::of_parts(&parts))
}

async fn put(hub: &Hub, name: String, body: &str) -> Result<(), Problem> {
    let ticket = Ticket {
        name,
        body: body.to_owned(),
        expires: hub.clock.now().plus_millis(LIFE_MS),
    };
    let put = hub.store.desk.put_ticket(ticket).await;
    put.map_err(|e| Problem::internal("note a WeChat sign-in", e))
}

async fn take(hub: &Hub, name: String) -> Result<String, Problem> {
    let taken = hub.store.desk.take_ticket(&name, hub.clock.now()).await;
    let taken = taken.map_err(|e| Problem::internal("read a WeChat sign-in", e))?;
    taken.ok_or_else(|| Problem::new("wechat_gone"))
}
