//! Passkeys of accounts: questions that are asked once, and the passkey that answers.

use crate::http::problem::Problem;
use crate::hub::{Hub, Services};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::account::command::AccountCommand;
use domain::aggregate::Caller;
use domain::hash::Sha256Hash;
use domain::ids::AccountId;
use domain::ports::account_desk::Ticket;
use domain::ports::credential_shelf::{Credential, CredentialKind};
use domain::ports::rows::RowError;
use domain::timestamp::Timestamp;
use pki::passkey::{self, Assertion, PasskeyKey, RelyingParty};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

const CHALLENGE_MS: i64 = 5 * 60_000;

/// What is kept of a passkey.
#[derive(Clone, Serialize, Deserialize)]
pub struct KeptPasskey {
    /// What its person calls it.
    pub name: String,
    /// COSE, base64url.
    pub key: String,
    pub counter: u32,
    pub last_used: Option<Timestamp>,
}

/// An authenticator's answer as the page sends it; all base64url.
#[derive(Deserialize)]
pub struct Answer {
    id: String,
    /// The account's id, as the authenticator kept it; step-ups need none.
    #[serde(default)]
    user: Option<String>,
    client_data: String,
    authenticator_data: String,
    signature: String,
}

/// What a question is for; an answer to one is none to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Question {
    Register,
    SignIn,
    StepUp,
    /// Before a party's act.
    Sign,
}

impl Question {
    fn name(self, browser: Sha256Hash) -> String {
        let purpose = match self {
            Self::Register => "register",
            Self::SignIn => "sign-in",
            Self::StepUp => "step-up",
            Self::Sign => "sign",
        };
        format!("passkey-{purpose}:{browser}")
    }
}

/// The first of this hub's origins that has a domain: an address alone can have no passkeys.
pub fn relying_party(hub: &Services) -> Option<RelyingParty> {
    hub.origins.iter().find_map(|origin| {
        let host = origin.split_once("://")?.1.split('/').next()?;
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        let is_address = name.starts_with('[') || name.parse::<IpAddr>().is_ok();
        (!is_address).then(|| RelyingParty {
            id: name.to_owned(),
            origin: origin.clone(),
        })
    })
}

/// As [`relying_party`], for what cannot be done without.
pub fn require_relying_party(hub: &Services) -> Result<RelyingParty, Problem> {
    relying_party(hub).ok_or_else(|| Problem::new("passkeys_need_a_domain"))
}

/// A fresh challenge, base64url, that this browser may answer once.
pub async fn ask(hub: &Hub, question: Question, browser: Sha256Hash) -> Result<String, Problem> {
    let challenge = crate::http::sessions::random_text(hub, 32);
    let ticket = Ticket {
        name: question.name(browser),
        body: challenge.clone(),
        expires: hub.clock.now().plus_millis(CHALLENGE_MS),
    };
    let put = hub.store.desk.put_ticket(ticket).await;
    put.map_err(|e| Problem::internal("note a challenge", e))?;
    Ok(challenge)
}

/// The challenge that this browser was given, used up.
pub async fn take_challenge(hub: &Hub, question: Question, browser: Sha256Hash) -> Result<Vec<u8>, Problem> {
    let taken = hub
        .store
        .desk
        .take_ticket(&question.name(browser), hub.clock.now())
        .await;
    let taken = taken.map_err(|e| Problem::internal("take a challenge", e))?;
    decoded(&taken.ok_or_else(|| Problem::new("passkey_question_gone"))?)
}

/// The account whose passkey answered. One that seems to have been copied opens nothing from then on.
pub async fn answered(
    hub: &Hub,
    question: Question,
    browser: Sha256Hash,
    answer: &Answer,
) -> Result<AccountId, Problem> {
    let party = require_relying_party(hub)?;
    let challenge = take_challenge(hub, question, browser).await?;
    let wrong = || Problem::new("passkey_wrong");
    loop {
        let found = hub
            .store
            .credentials
            .find(CredentialKind::Passkey, &answer.id)
            .await;
        let stored = found
            .map_err(|e| Problem::internal("find a passkey", e))?
            .ok_or_else(wrong)?;
        let mut kept: KeptPasskey = read(&stored)?;
        let key = PasskeyKey::from_cose(&decoded(&kept.key)?)
            .map_err(|e| Problem::internal("read a passkey", e))?;
        let assertion = Assertion {
            client_data: &decoded(&answer.client_data)?,
            authenticator_data: &decoded(&answer.authenticator_data)?,
            signature: &decoded(&answer.signature)?,
        };
        let counter = party.verify(&challenge, &key, &assertion).map_err(|error| {
            tracing::info!(account = %stored.account, %error, "a passkey's answer was refused");
            wrong()
        })?;
        let user = answer.user.as_deref().map(decoded).transpose()?;
        if user.is_some_and(|user| user != stored.account.0.as_bytes()) {
            return Err(wrong());
        }
        if passkey::is_cloned(kept.counter, counter) {
            distrust(hub, &stored).await?;
            return Err(Problem::new("passkey_cloned"));
        }
        kept.counter = counter;
        kept.last_used = Some(hub.clock.now());
        let account = stored.account;
        match save(hub, stored, &kept).await {
            // It was used at the same moment elsewhere: its counter is compared again.
            Err(RowError::Changed) => {}
            saved => {
                saved.map_err(|e| Problem::internal("save a passkey", e))?;
                return Ok(account);
            }
        }
    }
}

async fn distrust(hub: &Hub, stored: &Credential) -> Result<(), Problem> {
    let entity = hub.account(stored.account);
    let command = AccountCommand::DistrustPasskey {
        passkey: passkey_hash(&stored.id),
    };
    let told = entity.send(entity.envelope(Caller::Hub, command)).await;
    told.map_err(Problem::from)?;
    let removed = hub
        .store
        .credentials
        .remove(CredentialKind::Passkey, &stored.id, stored.account)
        .await;
    removed
        .map(drop)
        .map_err(|e| Problem::internal("remove a passkey", e))
}

async fn save(hub: &Hub, stored: Credential, kept: &KeptPasskey) -> Result<(), RowError> {
    let body = serde_json::to_value(kept).map_err(|e| RowError::Failed(e.to_string()))?;
    let next = Credential {
        version: stored.version + 1,
        body,
        ..stored
    };
    hub.store.credentials.save(next).await
}

/// What stands in a passkey's row.
pub fn read(stored: &Credential) -> Result<KeptPasskey, Problem> {
    serde_json::from_value(stored.body.clone()).map_err(|e| Problem::internal("read a passkey", e))
}

/// How the log names a passkey.
pub fn passkey_hash(id: &str) -> Sha256Hash {
    Sha256Hash::of(id.as_bytes())
}

/// Bytes that came as base64url.
pub fn decoded(text: &str) -> Result<Vec<u8>, Problem> {
    URL_SAFE_NO_PAD
        .decode(text)
        .map_err(|e| Problem::new("malformed_request").with("reason", e))
}
