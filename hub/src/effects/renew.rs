//! Renews a sealed file: validation data of now and a document time-stamp over everything, appended to what there is.

use super::EffectFailed;
use super::seal::preserve;
use super::seal::revision::Revision;
use crate::documents;
use crate::hub::Services;
use actors::effects::{EffectHandler, EffectJob, EffectOutcome};
use async_trait::async_trait;
use domain::aggregate::Aggregate;
use domain::contract::Contract;
use domain::contract::event::Preserved;
use domain::hash::Sha256Hash;
use domain::ids::StreamId;
use domain::renewal::{Renewal, RenewalCommand, RenewalEffect};
use std::sync::Arc;
use std::time::Duration;

/// How often it is tried before the log says that it failed, and it is tried again a day later.
const ATTEMPTS: u32 = 3;

/// A renewal's effects, with the services they need.
pub struct RenewalEffects {
    pub services: Arc<Services>,
}

#[async_trait]
impl EffectHandler<Renewal> for RenewalEffects {
    async fn run(&self, job: &EffectJob<Renewal>) -> EffectOutcome<RenewalCommand> {
        let outcome = match job.effect {
            RenewalEffect::Renew => renew(&self.services, job).await,
        };
        match outcome {
            Ok(preserved) => EffectOutcome::Report(RenewalCommand::RecordRenewed(preserved)),
            Err((code, error)) if job.attempt >= ATTEMPTS => {
                tracing::error!(stream = %job.stream, %error, "a sealed file was not renewed");
                EffectOutcome::Report(RenewalCommand::RecordFailed {
                    code: code.to_owned(),
                })
            }
            Err((_, error)) => {
                tracing::warn!(stream = %job.stream, attempt = job.attempt, %error, "a sealed file was not renewed yet");
                let after = Duration::from_millis(500);
                EffectOutcome::Retry { after }
            }
        }
    }
}

/// The code for the log, and what happened.
type Failure = (&'static str, EffectFailed);

async fn renew(services: &Arc<Services>, job: &EffectJob<Renewal>) -> Result<Preserved, Failure> {
    let failed = EffectFailed::at("renew a sealed file");
    let unread = |error: &dyn std::fmt::Display| ("unreadable", failed(error));
    // All revisions of a contract are its files, so that they end with it.
    let owner = StreamId::new(Contract::KIND, job.stream.id).to_string();
    let (newest, _) = job.state.newest().ok_or_else(|| unread(&"no file is kept"))?;
    let bytes = services.blob(&owner, newest).await.map_err(|e| unread(&e))?;
    let prepared = documents::prepare_renewal(services, bytes.clone()).await;
    let (tail, plan) = prepared.map_err(|e| unread(&e))?;
    let base = Revision::new(bytes, plan.clone()).continued(&tail, plan);
    let appended = preserve::append(services, base).await;
    let (revision, preserved) = appended.map_err(|e| (e.code(), failed(&e)))?;
    let stored: Sha256Hash = services
        .store
        .blobs
        .put(&owner, &revision.bytes)
        .await
        .map_err(|e| unread(&e))?;
    Ok(Preserved {
        base: newest,
        revision: stored,
        ..preserved
    })
}
