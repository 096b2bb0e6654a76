//! Certificates that were taken back, kept as one setting, and the lists that say so.

use crate::hub::Services;
use domain::ports::rows::RowError;
use domain::timestamp::Timestamp;
use pki::authority::IssueError;
use pki::crl::{CrlIssuer, RevocationReason, Revoked};
use serde::{Deserialize, Serialize};

/// How long a list or an answer counts as current.
pub const LIST_MS: i64 = 7 * 86_400_000;
const SETTING: &str = "revoked_certificates";

/// Nobody can say which certificates were taken back.
#[derive(Debug, thiserror::Error)]
pub enum RevocationError {
    #[error(transparent)]
    Rows(#[from] RowError),
    #[error("the stored revocations cannot be read")]
    Stored,
    #[error(transparent)]
    Issue(#[from] IssueError),
}

#[derive(Serialize, Deserialize)]
struct Entry {
    serial: String,
    at: Timestamp,
    reason: RevocationReason,
}

/// Every certificate of the issuing authority that was taken back.
pub async fn all(services: &Services) -> Result<Vec<Revoked>, RevocationError> {
    let entries = entries(services).await?.into_iter().map(|entry| {
        Ok(Revoked {
            serial: hex::decode(&entry.serial).map_err(|_| RevocationError::Stored)?,
            at: entry.at,
            reason: entry.reason,
        })
    });
    entries.collect()
}

/// Takes a certificate back from now on.
pub async fn revoke(
    services: &Services,
    serial: Vec<u8>,
    reason: RevocationReason,
) -> Result<(), RevocationError> {
    let mut entries = entries(services).await?;
    let serial = hex::encode(serial);
    if entries.iter().any(|entry| entry.serial == serial) {
        return Ok(());
    }
    let at = services.clock.now();
    entries.push(Entry { serial, at, reason });
    let text = serde_json::to_string(&entries).map_err(|_| RevocationError::Stored)?;
    Ok(services.store.rows.set_setting(SETTING, &text).await?)
}

/// A list made now, DER. Its number is the time, so that it rises on every node alike.
pub async fn list(services: &Services, issuer: CrlIssuer) -> Result<Vec<u8>, RevocationError> {
    let revoked = match issuer {
        CrlIssuer::Root => Vec::new(),
        CrlIssuer::Issuing => all(services).await?,
    };
    let now = services.clock.now();
    let authority = &services.signer.authority;
    Ok(authority.revocation_list(issuer, &revoked, now.0.unsigned_abs(), now, LIST_MS)?)
}

async fn entries(services: &Services) -> Result<Vec<Entry>, RevocationError> {
    let stored = services.store.rows.setting(SETTING).await?;
    stored.map_or(Ok(Vec::new()), |text| {
        serde_json::from_str(&text).map_err(|_| RevocationError::Stored)
    })
}
