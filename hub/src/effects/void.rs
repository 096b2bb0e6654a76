//! A contract is void: every list says so. Its own log stays closed; the agreement's first line quotes it.

use super::{EffectFailed, Outcome};
use crate::hub::Services;
use actors::effects::EffectOutcome;
use domain::contract::flow::voided_words;
use domain::ids::StreamId;

pub(super) async fn say_so(services: &Services, original: &StreamId) -> Outcome {
    let failed = EffectFailed::at("say that a contract is void");
    let said = services.store.cabinets.restate(original, &voided_words()).await;
    said.map_err(|e| failed(&e))?;
    Ok(EffectOutcome::Done)
}
