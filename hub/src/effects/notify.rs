//! Messages to the parties of a contract, through the outbox: invitations, reminders, and how it ended.

use super::{EffectFailed, Outcome, contract_of};
use crate::hub::Services;
use crate::signing_link;
use actors::effects::{EffectJob, EffectOutcome};
use actors::registry::EntityRegistry;
use domain::account::Account;
use domain::aggregate::Aggregate;
use domain::catalogue::{Language, sentence};
use domain::contract::Contract;
use domain::contract::effect::News;
use domain::contract::event::{Opened, Phase};
use domain::contract::plan::PlannedParty;
use domain::ids::{PartyNo, StreamId};
use domain::personal::Personal;
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

/// Tells the others who might have signed for a party that one of them has 或签.
pub(super) async fn tell_candidates(
    services: &Services,
    job: &EffectJob<Contract>,
    party: PartyNo,
) -> Outcome {
    let failed = EffectFailed::at("write to those who need not sign");
    let (Some(opened), Some(planned)) = (&job.state.opened, job.state.planned(party)) else {
        return Ok(EffectOutcome::Done);
    };
    let parameters = [
        ("name", planned.name.text().to_owned()),
        ("title", opened.title.text().to_owned()),
    ];
    let in_language = |language| sentence("message_signed_by_another", language, &parameters);
    let others = planned.any_of.iter();
    for person in others.filter(|person| planned.account != Some(person.account)) {
        let message = OutboxMessage {
            id: 0,
            at: services.clock.now(),
            to_phone: person.phone.text().to_owned(),
            contract: Some(contract_of(job)),
            text: format!("{} {}", in_language(Language::Zh), in_language(Language::En)),
        };
        services.store.rows.send(message).await.map_err(|e| failed(&e))?;
    }
    Ok(EffectOutcome::Done)
}

/// Tells every party how the contract ended, and its sender, unless that is one of them or took it back itself.
pub(super) async fn tell(
    services: &Services,
    accounts: &EntityRegistry<Account>,
    job: &EffectJob<Contract>,
    news: News,
) -> Outcome {
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
    let is_party = opened
        .parties
        .iter()
        .any(|party| party.account == Some(opened.host));
    let to_sender = match news {
        News::Signed => Some("message_sender_signed"),
        News::Refused => Some("message_sender_refused"),
        News::Expired => Some("message_sender_expired"),
        News::Revoked => None,
    };
    if let Some(code) = to_sender.filter(|_| !is_party) {
        tell_sender(services, accounts, job, opened, code).await?;
    }
    Ok(EffectOutcome::Done)
}

/// Tells the sender that somebody of another name came for this party, unless that was put right meanwhile.
pub(super) async fn tell_mismatch(
    services: &Services,
    accounts: &EntityRegistry<Account>,
    job: &EffectJob<Contract>,
    party: PartyNo,
) -> Outcome {
    let still = job.state.party(party).is_some_and(|party| party.mismatched);
    if let (Some(opened), true) = (&job.state.opened, still) {
        tell_sender(services, accounts, job, opened, "message_sender_mismatch").await?;
    }
    Ok(EffectOutcome::Done)
}

async fn tell_sender(
    services: &Services,
    accounts: &EntityRegistry<Account>,
    job: &EffectJob<Contract>,
    opened: &Opened,
    code: &str,
) -> Result<(), EffectFailed> {
    let failed = EffectFailed::at("write to a sender");
    let stream = StreamId::new(Account::KIND, opened.host.0);
    let account = accounts.handle(stream).state().await.map_err(|e| failed(&e))?;
    let phone = account.and_then(|account| account.state.phone.as_ref().map(|phone| phone.text().to_owned()));
    let Some(phone) = phone else { return Ok(()) };
    let contract = contract_of(job);
    let parameters = [("title", opened.title.text().to_owned())];
    let in_language = |language| sentence(code, language, &parameters);
    let (zh, en) = (in_language(Language::Zh), in_language(Language::En));
    let message = OutboxMessage {
        id: 0,
        at: services.clock.now(),
        to_phone: phone,
        contract: Some(contract),
        text: format!("{zh}{}/host/{contract} {en}", services.origin()),
    };
    let sent = services.store.rows.send(message).await;
    sent.map(drop).map_err(|e| failed(&e))
}

/// Writes to whoever acts for the party; while nobody of several has signed, to each of them.
async fn send_with_link(
    services: &Services,
    job: &EffectJob<Contract>,
    opened: &Opened,
    party: &PlannedParty,
    code: &str,
) -> Result<(), EffectFailed> {
    let is_open = job
        .state
        .party(party.no)
        .is_some_and(|party| party.committed.is_none());
    if party.any_of.is_empty() || !is_open {
        let place = signing_link::place_of(party);
        return send_to(services, job, opened, place, (&party.name, &party.phone), code).await;
    }
    for person in &party.any_of {
        let place = LinkRole::OneOf {
            party: party.no,
            account: person.account,
        };
        send_to(services, job, opened, place, (&person.name, &person.phone), code).await?;
    }
    Ok(())
}

async fn send_to(
    services: &Services,
    job: &EffectJob<Contract>,
    opened: &Opened,
    place: LinkRole,
    (name, phone): (&Personal, &Personal),
    code: &str,
) -> Result<(), EffectFailed> {
    let failed = EffectFailed::at("write to a party");
    let contract = contract_of(job);
    let link = signing_link::create(services, contract, place, job.state.deadline)
        .await
        .map_err(|e| failed(&e))?;
    let parameters = [
        ("host", opened.host_name.text().to_owned()),
        ("name", name.text().to_owned()),
        ("title", opened.title.text().to_owned()),
    ];
    let in_language = |language| sentence(code, language, &parameters);
    let message = OutboxMessage {
        id: 0,
        at: services.clock.now(),
        to_phone: phone.text().to_owned(),
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
