//! What organisations ask of the world: invitations, and contracts that pass to a successor.

use super::EffectFailed;
use super::hand_over::{Entities, hand_over};
use crate::hub::Services;
use actors::effects::{EffectHandler, EffectJob, EffectOutcome};
use async_trait::async_trait;
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
