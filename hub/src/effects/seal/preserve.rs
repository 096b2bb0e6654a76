//! The last two revisions of a signed file: certificates and revocation lists that later judges need (DSS), then a
//! document time-stamp over everything (PAdES B-LTA). Where that fails for good, the log says so.

use super::revision::Revision;
use super::tell;
use crate::effects::EffectFailed;
use crate::hub::Services;
use crate::revocations::{self, RevocationError};
use actors::effects::EffectJob;
use domain::contract::Contract;
use domain::contract::command::ContractCommand;
use domain::contract::event::Preserved;
use domain::contract::state::Preservation;
use domain::timestamp::Timestamp;
use pdf::sign::LongTermError;
use pdf::sign::document_timestamp::append_document_timestamp;
use pdf::sign::placeholder::CompleteError;
use pdf::sign::signature_dictionary::TIMESTAMP_RESERVE;
use pdf::sign::validation_data::{ValidationData, append_validation_data};
use pki::crl::CrlIssuer;
use pki::timestamp::TimestampError;
use std::sync::Arc;
use std::time::Duration;

/// How often it is tried before the contract is sealed without.
const ATTEMPTS: u32 = 3;

/// Why a file was not preserved.
#[derive(Debug, thiserror::Error)]
pub enum PreserveError {
    #[error(transparent)]
    Plan(#[from] LongTermError),
    #[error("no revocation list: {0}")]
    List(#[from] RevocationError),
    #[error("no document time-stamp: {0}")]
    Timestamp(#[from] TimestampError),
    #[error(transparent)]
    Placeholder(#[from] CompleteError),
}

impl PreserveError {
    /// The code that stands in the log.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Plan(_) => "not_planned",
            Self::List(_) => "no_revocation_list",
            Self::Timestamp(_) => "no_timestamp",
            Self::Placeholder(_) => "token_too_large",
        }
    }

    /// Trying again cannot help.
    fn is_final(&self) -> bool {
        matches!(self, Self::Plan(_) | Self::Placeholder(_))
    }
}

/// Gives the signed file its long life, unless the log says that this was done, or cannot be. `last_token` is the
/// time of the newest signature. Returns the file's last revision.
pub(super) async fn preserve(
    services: &Arc<Services>,
    job: &EffectJob<Contract>,
    signed: Revision,
    last_token: Option<Timestamp>,
) -> Result<Revision, EffectFailed> {
    let failed = EffectFailed::at("preserve a signed file");
    match &job.state.preservation {
        Some(Preservation::Done(done)) => {
            let bytes = services.blob(&job.stream.to_string(), done.revision).await;
            return Ok(Revision::new(bytes.map_err(|e| failed(&e))?, signed.plan));
        }
        Some(Preservation::Missing { .. }) => return Ok(signed),
        None => {}
    }
    wait_for_the_next_second(services, last_token).await;
    match append(services, signed.clone()).await {
        Ok((revision, preserved)) => {
            let owner = job.stream.to_string();
            let stored = services.store.blobs.put(&owner, &revision.bytes).await;
            stored.map_err(|e| failed(&e))?;
            let told = tell(job, ContractCommand::RecordPreserved(preserved)).await;
            told.map_err(|e| failed(&e))?;
            Ok(revision)
        }
        Err(error) if error.is_final() || job.attempt >= ATTEMPTS => {
            tracing::error!(stream = %job.stream, %error, "signed file is sealed without a document time-stamp");
            let code = error.code().to_owned();
            let told = tell(job, ContractCommand::RecordNoPreservation { code }).await;
            told.map_err(|e| failed(&e))?;
            Ok(signed)
        }
        Err(error) => Err(failed(&error)),
    }
}

/// Revocation lists state whole seconds. One that is made within the second of the last signature would seem to
/// be older than it, and prove nothing about its certificate.
async fn wait_for_the_next_second(services: &Services, last: Option<Timestamp>) {
    let now = services.clock.now();
    let passed = now.0.rem_euclid(1000);
    if last.is_some_and(|last| now.0 - passed < last.0) {
        tokio::time::sleep(Duration::from_millis(1000 - passed as u64)).await;
    }
}

/// Appends both revisions, with revocation lists made for it.
pub async fn append(services: &Services, base: Revision) -> Result<(Revision, Preserved), PreserveError> {
    let authority = &services.signer.authority;
    let stamper = services.timestamps.certificate().await;
    let mut revocation_lists = Vec::new();
    for issuer in [CrlIssuer::Issuing, CrlIssuer::Root] {
        revocation_lists.push(revocations::list(services, issuer).await?);
    }
    let data = ValidationData {
        // The signers' own certificates stand in their signatures.
        certificates: [&stamper, authority.issuing(), authority.root()]
            .map(|certificate| certificate.der().to_vec())
            .to_vec(),
        revocation_lists,
        ocsp_responses: Vec::new(),
    };
    let base_hash = base.hash;
    let (tail, next) = append_validation_data(&base.bytes, &base.plan, &data)?;
    let with_data = base.continued(&tail, next);
    let validation_length = with_data.bytes.len() as u64;
    let (unsigned, next) = append_document_timestamp(&with_data.bytes, &with_data.plan, TIMESTAMP_RESERVE)?;
    let digest = unsigned.digest(&with_data.hasher)?;
    let stamped = services.timestamps.stamp(digest).await?;
    let token = stamped.token;
    let tail = unsigned.complete(&token.der)?;
    let revision = with_data.continued(&tail, next);
    let preserved = Preserved {
        base: base_hash,
        validation_length,
        revision: revision.hash,
        length: revision.bytes.len() as u64,
        token: token.sha256(),
        token_time: token.time,
        token_until: stamped.until,
        time_authority: stamped.authority,
    };
    Ok((revision, preserved))
}
