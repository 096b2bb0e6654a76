//! Commits leaves that state a log up to one line to the Merkle log: of sessions at the moments that their rules name, of
//! organisations, accounts and seals after every change.

use super::{EffectFailed, Outcome};
use crate::evidence::package::lines_of;
use crate::hub::Services;
use actors::effects::{EffectJob, EffectOutcome};
use domain::contract::Contract;
use domain::contract::effect::LeafKind;
use domain::ids::StreamId;
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

/// Anchors the log of an organisation, an account or a seal as far as it is stored, at least to line `n`.
pub async fn anchor_log(services: &Services, stream: &StreamId, n: u64) -> Result<(), EffectFailed> {
    if services.anchored.covers(stream, n) {
        return Ok(());
    }
    let failed = EffectFailed::at("anchor a log");
    let stored = lines_of(services, stream).await.map_err(|e| failed(&e))?;
    let lines: Vec<&[u8]> = stored.iter().map(|line| &line.bytes[..]).collect();
    let kind = match lines.len() {
        1 => LeafKind::Open,
        _ => LeafKind::Head,
    };
    let leaf = SessionLeaf::over(kind, &lines).ok_or_else(|| failed(&"the log has no lines"))?;
    let reached = leaf.n;
    let leaf = LeafRecord::Session(leaf).encode().map_err(|e| failed(&e))?;
    services.evidence.append(leaf).await.map_err(|e| failed(&e))?;
    services.anchored.reached(stream, reached);
    Ok(())
}
