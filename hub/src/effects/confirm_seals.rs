//! Tells each seal of an act that the contract has quoted its permit: from here on the use stands in the seal's own log.

use super::{EffectFailed, Outcome};
use actors::effects::{EffectJob, EffectOutcome};
use actors::entity::outcome::CommandError;
use actors::registry::EntityRegistry;
use domain::aggregate::{Aggregate, Caller};
use domain::contract::Contract;
use domain::hash::Sha256Hash;
use domain::ids::{PartyNo, StreamId};
use domain::quote::Quote;
use domain::seal::Seal;
use domain::seal::command::SealCommand;
use std::collections::BTreeMap;
use std::sync::OnceLock;

pub(super) async fn confirm(
    seals: &OnceLock<EntityRegistry<Seal>>,
    job: &EffectJob<Contract>,
    party: PartyNo,
    n: u64,
    hash: Sha256Hash,
) -> Outcome {
    let failed = EffectFailed::at("confirm the use of a seal");
    let seals = seals.get().ok_or_else(|| failed(&"the seals do not stand yet"))?;
    let Some(party) = job.state.party(party) else {
        return Ok(EffectOutcome::Done);
    };
    let Some(act) = party.committed.as_deref() else {
        return Ok(EffectOutcome::Done);
    };
    let uses: BTreeMap<_, _> = act
        .seals
        .iter()
        .map(|sealed| (sealed.used.seal, sealed.used.act))
        .collect();
    for (seal, act) in uses {
        let used = Quote {
            stream: job.stream.clone(),
            seq: n,
            hash,
        };
        let used_at = party.committed_at;
        let entity = seals.handle(StreamId::new(Seal::KIND, seal.0));
        let command = SealCommand::ConfirmPermit { act, used, used_at };
        match entity.send(entity.envelope(Caller::Hub, command)).await {
            Ok(_) => {}
            // The rules of both logs exclude it; repeating would not help, and somebody must look.
            Err(CommandError::Refused(rejection)) => {
                tracing::error!(stream = %job.stream, %seal, %act, %rejection, "a seal does not know of its use");
            }
            Err(error) => return Err(failed(&error)),
        }
    }
    Ok(EffectOutcome::Done)
}
