//! What organisations ask of the world: invitations, and contracts that pass to a successor.

use super::anchor::anchor_log;
use super::hand_over::{Entities, hand_over};
use super::{EffectFailed, seals_of_organisation};
use crate::hub::Services;
use actors::effects::{EffectHandler, EffectJob, EffectOutcome};
use async_trait::async_trait;
use domain::account::Account;
use domain::aggregate::Aggregate;
use domain::catalogue::{Language, sentence};
use domain::ids::{AccountId, StreamId};
use domain::organisation::command::OrganisationCommand;
use domain::organisation::event::MemberNo;
use domain::organisation::state::MemberStanding;
use domain::organisation::{Organisation, OrganisationEffect};
use domain::personal::Personal;
use domain::ports::rows::{OutboxMessage, RowError};
use std::sync::Arc;
use std::time::Duration;

/// An organisation's effects, with the services they need.
pub struct OrganisationEffects {
    pub services: Arc<Services>,
    pub entities: Entities,
}

#[async_trait]
impl EffectHandler<Organisation> for OrganisationEffects {
    async fn run(&self, job: &EffectJob<Organisation>) -> EffectOutcome<OrganisationCommand> {
        let done = match job.effect {
            OrganisationEffect::Invite { member } => {
                let failed = EffectFailed::at("invite a member");
                invite(&self.services, job, member).await.map_err(|e| failed(&e))
            }
            OrganisationEffect::HandOver { from, to, seq, hash } => {
                hand_over(&self.services, &self.entities, job, (from, to), (seq, hash)).await
            }
            OrganisationEffect::ReplaceSeals { by, at } => {
                seals_of_organisation::replace(&self.services, &self.entities, job, by, at).await
            }
            OrganisationEffect::Anchor { n } => anchor_log(&self.services, &job.stream, n).await,
            OrganisationEffect::StopSeals => {
                seals_of_organisation::stop_all(&self.services, &self.entities, job).await
            }
            OrganisationEffect::AskForSuperAdministrator => {
                let failed = EffectFailed::at("ask for a new super administrator");
                ask_confirmers(self, job).await.map_err(|e| failed(&e))
            }
        };
        match done {
            Ok(()) => EffectOutcome::Done,
            Err(error) => {
                tracing::error!(stream = %job.stream, effect = %job.id, attempt = job.attempt, %error, "effect failed");
                EffectOutcome::Retry {
                    after: Duration::from_millis(500),
                }
            }
        }
    }
}

/// Sends the invited person the link; nobody any more, where the invitation was withdrawn or taken meanwhile.
async fn invite(services: &Services, job: &EffectJob<Organisation>, no: MemberNo) -> Result<(), RowError> {
    let state = &job.state;
    let invited = state
        .members
        .get(&no)
        .filter(|member| member.standing == MemberStanding::Invited);
    let Some((member, phone)) =
        invited.and_then(|member| Some((member, member.phone.as_ref().and_then(Personal::value)?)))
    else {
        return Ok(());
    };
    let message = OutboxMessage {
        id: 0,
        at: services.clock.now(),
        to_phone: phone.to_owned(),
        contract: None,
        text: format!(
            "【会签】{}邀请您（{}）加入企业：{}/organisations/{}/join You are invited to join this organisation.",
            state.name,
            member.name.text(),
            services.origin(),
            job.stream.id
        ),
    };
    services.store.rows.send(message).await.map(drop)
}

/// Writes to the present super administrator and to the legal representative, who confirm or decline on any device.
async fn ask_confirmers(
    effects: &OrganisationEffects,
    job: &EffectJob<Organisation>,
) -> Result<(), RowError> {
    let (state, services) = (&job.state, &effects.services);
    let Some(proposed) = state
        .proposed_super_administrator
        .and_then(|no| state.members.get(&no))
    else {
        return Ok(());
    };
    let parameters = [
        ("organisation", state.name.clone()),
        ("name", proposed.name.text().to_owned()),
    ];
    let url = format!("{}/organisations/{}", services.origin(), job.stream.id);
    let in_language = |language| sentence("message_super_administrator", language, &parameters);
    let text = format!("{}{url} {}", in_language(Language::Zh), in_language(Language::En));
    let mut confirmers: Vec<MemberNo> = [state.super_administrator, state.legal_representative_member]
        .into_iter()
        .flatten()
        .collect();
    confirmers.dedup();
    for account in confirmers.iter().filter_map(|no| state.members.get(no)?.account) {
        let Some(to_phone) = phone_of(effects, account).await else {
            continue;
        };
        let message = OutboxMessage {
            id: 0,
            at: services.clock.now(),
            to_phone,
            contract: None,
            text: text.clone(),
        };
        services.store.rows.send(message).await?;
    }
    Ok(())
}

/// The number that the account has now.
async fn phone_of(effects: &OrganisationEffects, account: AccountId) -> Option<String> {
    let stream = StreamId::new(Account::KIND, account.0);
    let snapshot = effects.entities.accounts.handle(stream).state().await.ok()??;
    snapshot.state.phone.as_ref()?.value().map(str::to_owned)
}
