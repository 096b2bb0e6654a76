//! Hands the sealed file of a closed contract over to its renewal, which watches its time-stamp.

use super::{EffectFailed, Outcome};
use actors::effects::{EffectJob, EffectOutcome};
use actors::registry::EntityRegistry;
use domain::aggregate::{Aggregate, Caller};
use domain::contract::Contract;
use domain::contract::event::Preserved;
use domain::hash::Sha256Hash;
use domain::ids::StreamId;
use domain::quote::Quote;
use domain::renewal::{KeptFile, Renewal, RenewalCommand};

pub(super) async fn keep(
    renewals: &EntityRegistry<Renewal>,
    job: &EffectJob<Contract>,
    n: u64,
    hash: Sha256Hash,
) -> Outcome {
    let failed = EffectFailed::at("have a sealed file kept");
    let Some(sealed) = job.state.sealed else {
        return Ok(EffectOutcome::Done);
    };
    let file = KeptFile {
        closed: Quote {
            stream: job.stream.clone(),
            seq: n,
            hash,
        },
        document: sealed.document,
        length: sealed.length,
        until: job.state.preserved().map(Preserved::stands_until),
    };
    let renewal = renewals.handle(StreamId::new(Renewal::KIND, job.stream.id));
    let told = renewal.envelope(Caller::Hub, RenewalCommand::Keep(file));
    renewal.send(told).await.map_err(|e| failed(&e))?;
    Ok(EffectOutcome::Done)
}
