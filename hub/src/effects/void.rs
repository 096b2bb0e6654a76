//! A contract is void: every list says so, and the exhibition that gave the right to it hears of it. Its own log stays
//! closed; the agreement's first line quotes it.

use super::exhibition::tell_exhibition;
use super::{EffectFailed, Outcome};
use crate::hub::Hub;
use actors::effects::{EffectJob, EffectOutcome};
use domain::contract::Contract;
use domain::contract::effect::ReservedStanding;
use domain::contract::flow::voided_words;
use domain::ids::{ContractId, StreamId};
use domain::quote::Quote;

pub(super) async fn say_so(hub: &Hub, job: &EffectJob<Contract>, original: &StreamId) -> Outcome {
    let failed = EffectFailed::at("say that a contract is void");
    let said = hub.store.cabinets.restate(original, &voided_words()).await;
    said.map_err(|e| failed(&e))?;
    let contract = ContractId(original.id);
    let state = hub
        .contract_state(contract)
        .await
        .map_err(|e| failed(&e.code))?
        .state;
    let right = state
        .opened
        .as_ref()
        .and_then(|opened| opened.reservation.as_ref());
    if let Some(right) = right {
        let by_line = Quote {
            stream: job.stream.clone(),
            seq: job.state.seq,
            hash: job.state.hash,
        };
        tell_exhibition(hub, &right.stream, contract, ReservedStanding::Ended, by_line).await?;
    }
    Ok(EffectOutcome::Done)
}
