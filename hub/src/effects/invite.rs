//! Sends every party its link through the outbox.

use super::{EffectFailed, Outcome, contract_of};
use crate::hub::Services;
use crate::signing_link;
use actors::effects::{EffectJob, EffectOutcome};
use domain::contract::Contract;
use domain::ports::account_desk::LinkRole;
use domain::ports::rows::OutboxMessage;

pub(super) async fn invite(services: &Services, job: &EffectJob<Contract>) -> Outcome {
    let failed = EffectFailed::at("invite the parties");
    let contract = contract_of(job);
    let Some(opened) = &job.state.opened else {
        return Ok(EffectOutcome::Done);
    };
    for party in &opened.parties {
        let role = LinkRole::Party { party: party.no };
        let link = signing_link::create(services, contract, role)
            .await
            .map_err(|e| failed(&e))?;
        let message = OutboxMessage {
            id: 0,
            at: services.clock.now(),
            to_phone: party.phone.text().to_owned(),
            contract: Some(contract),
            text: format!(
                "【会签】{}邀请您（{}）签署《{}》：{} You are invited to sign this contract.",
                opened.host_name.text(),
                party.name.text(),
                opened.title.text(),
                link.url
            ),
        };
        services.store.rows.send(message).await.map_err(|e| failed(&e))?;
    }
    Ok(EffectOutcome::Done)
}
