//! Commits a leaf that states the session's log up to one line to the Merkle log.

use super::{EffectFailed, Outcome};
use crate::evidence::package::lines_of;
use crate::hub::Services;
use actors::effects::{EffectJob, EffectOutcome};
use domain::contract::Contract;
use domain::contract::effect::LeafKind;
use recorder::leaf::{LeafRecord, SessionLeaf};

pub(super) async fn anchor(
    services: &Services,
    job: &EffectJob<Contract>,
    kind: LeafKind,
    n: u64,
) -> Outcome {
    let failed = EffectFailed::at("anchor a session");
    let lines = lines_of(services, &job.stream).await.map_err(|e| failed(&e))?;
    let upto: Vec<&[u8]> = lines
        .iter()
        .take_while(|line| line.seq <= n)
        .map(|line| &line.bytes[..])
        .collect();
    let leaf = SessionLeaf::over(kind, &upto).ok_or_else(|| failed(&"the session has no lines"))?;
    let leaf = LeafRecord::Session(leaf).encode().map_err(|e| failed(&e))?;
    services.evidence.append(leaf).await.map_err(|e| failed(&e))?;
    Ok(EffectOutcome::Done)
}
