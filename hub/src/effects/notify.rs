//! Messages to the parties of a contract, through the outbox: invitations, reminders, and how it ended.

use super::{EffectFailed, Outcome, contract_of};
use crate::hub::Services;
use crate::signing_link;
use actors::effects::{EffectJob, EffectOutcome};
use domain::catalogue::{Language, sentence};
use domain::contract::Contract;
use domain::contract::effect::News;
use domain::contract::event::{Opened, Phase};
use domain::contract::plan::PlannedParty;
use domain::ids::PartyNo;
use domain::ports::account_desk::LinkRole;
use domain::ports::rows::OutboxMessage;

/// Sends these parties their links; all, where none is named.
pub(super) async fn invite(services: &Services, job: &EffectJob<Contract>, parties: &[PartyNo]) -> Outcome {
    let Some(opened) = &job.state.opened else {
        return Ok(EffectOutcome::Done);
    };
    let code = match job.state.phase {
        _ if opened.policy.course.is_live() && job.state.phase != Phase::Filling => "message_ceremony",
        Phase::Filling => "message_fill",
        _ => "message_sign",
    };
    let named = |party: &&PlannedParty| parties.is_empty() || parties.contains(&party.no);
    for party in opened.parties.iter().filter(named) {
        send_with_link(services, job, opened, party, code).await?;
    }
    Ok(EffectOutcome::Done)
}

/// Reminds one party, with a new link: the first message may be lost.
pub(super) async fn remind(services: &Services, job: &EffectJob<Contract>, party: PartyNo) -> Outcome {
    if let (Some(opened), Some(party)) = (&job.state.opened, job.state.planned(party)) {
        send_with_link(services, job, opened, party, "message_remind").await?;
    }
    Ok(EffectOutcome::Done)
}

/// Tells every party how the contract ended.
pub(super) async fn tell(services: &Services, job: &EffectJob<Contract>, news: News) -> Outcome {
    let Some(opened) = &job.state.opened else {
        return Ok(EffectOutcome::Done);
    };
    let code = match news {
        News::Signed => "message_signed",
        News::Refused => "message_refused",
        News::Revoked => "message_revoked",
        News::Expired => "message_expired",
    };
    for party in &opened.parties {
        send_with_link(services, job, opened, party, code).await?;
    }
    Ok(EffectOutcome::Done)
}

async fn send_with_link(
    services: &Services,
    job: &EffectJob<Contract>,
    opened: &Opened,
    party: &PlannedParty,
    code: &str,
) -> Result<(), EffectFailed> {
    let failed = EffectFailed::at("write to a party");
    let contract = contract_of(job);
    let role = LinkRole::Party { party: party.no };
    let link = signing_link::create(services, contract, role, job.state.deadline)
        .await
        .map_err(|e| failed(&e))?;
    let parameters = [
        ("host", opened.host_name.text().to_owned()),
        ("name", party.name.text().to_owned()),
        ("title", opened.title.text().to_owned()),
    ];
    let in_language = |language| sentence(code, language, &parameters);
    let message = OutboxMessage {
        id: 0,
        at: services.clock.now(),
        to_phone: party.phone.text().to_owned(),
        contract: Some(contract),
        text: format!(
            "{}{} {}",
            in_language(Language::Zh),
            link.url,
            in_language(Language::En)
        ),
    };
    let sent = services.store.rows.send(message).await;
    sent.map(drop).map_err(|e| failed(&e))
}
