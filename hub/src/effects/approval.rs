//! What approvals ask of the world: messages to those whose turn it is, the outcome for whoever asked, and sending the
//! contract once it is passed.

use super::EffectFailed;
use super::late_hub::LateHub;
use crate::http::drafts::open::open_draft;
use crate::http::problem::Problem;
use crate::http::templates::publish::publish;
use crate::hub::Hub;
use actors::effects::{EffectHandler, EffectJob, EffectOutcome};
use actors::entity::outcome::CommandError;
use async_trait::async_trait;
use domain::aggregate::{Caller, Refusal};
use domain::approval::command::ApprovalCommand;
use domain::approval::state::Outcome as RunOutcome;
use domain::approval::step::{Guarded, Request};
use domain::approval::{Approval, ApprovalEffect};
use domain::catalogue::{Language, sentence};
use domain::contract::command::ContractCommand;
use domain::ids::{AccountId, ContractId, DraftId, TemplateId};
use domain::organisation::event::MemberNo;
use domain::organisation::state::OrganisationState;
use domain::ports::rows::OutboxMessage;
use domain::quote::Quote;
use std::sync::Arc;
use std::time::Duration;

/// An approval's effects.
#[derive(Clone, Default)]
pub struct ApprovalEffects {
    pub hub: LateHub,
}

type Outcome = Result<EffectOutcome<ApprovalCommand>, EffectFailed>;

#[async_trait]
impl EffectHandler<Approval> for ApprovalEffects {
    async fn run(&self, job: &EffectJob<Approval>) -> EffectOutcome<ApprovalCommand> {
        let again = EffectOutcome::Retry {
            after: Duration::from_millis(500),
        };
        let (Some(hub), Some(request)) = (self.hub.get(), &job.state.request) else {
            return again;
        };
        let done = match job.effect {
            ApprovalEffect::Ask { step, only } => ask(hub, job, request, step, only).await,
            ApprovalEffect::TellOutcome => tell(hub, job, request).await,
            ApprovalEffect::TellContract => tell_contract(hub, job, request).await,
            ApprovalEffect::CarryOut => carry_out(hub, job, request).await,
        };
        done.unwrap_or_else(|error| {
            tracing::error!(stream = %job.stream, effect = %job.id, attempt = job.attempt, %error, "effect failed");
            again
        })
    }
}

/// Nobody, where the step has been passed meanwhile.
async fn ask(
    hub: &Hub,
    job: &EffectJob<Approval>,
    request: &Request,
    step: usize,
    only: Option<MemberNo>,
) -> Outcome {
    let Some(waiting) = job.state.waiting().filter(|_| job.state.done == step) else {
        return Ok(EffectOutcome::Done);
    };
    let organisation = organisation_of(hub, request).await?;
    let due = waiting.due(&organisation, hub.clock.now());
    for asking in due
        .iter()
        .filter(|asking| only.is_none_or(|no| no == asking.member))
    {
        let member = organisation.members.get(&asking.member);
        if let Some(account) = member.and_then(|member| member.account) {
            send(hub, job, request, &organisation, account, "message_approval", "").await?;
        }
    }
    Ok(EffectOutcome::Done)
}

async fn tell(hub: &Hub, job: &EffectJob<Approval>, request: &Request) -> Outcome {
    let code = match job.state.outcome {
        RunOutcome::Passed | RunOutcome::Used => "message_approval_passed",
        RunOutcome::SentBack => "message_approval_sent_back",
        RunOutcome::Refused => "message_approval_refused",
        RunOutcome::Expired => "message_approval_expired",
        RunOutcome::Pending | RunOutcome::Withdrawn => return Ok(EffectOutcome::Done),
    };
    let organisation = organisation_of(hub, request).await?;
    let reason = job.state.deeds.last().map(|deed| deed.words.as_str());
    let reason = reason.unwrap_or_default();
    send(hub, job, request, &organisation, request.account, code, reason).await?;
    Ok(EffectOutcome::Done)
}

/// The party that the requester is waits in the contract's own log, too.
async fn tell_contract(hub: &Hub, job: &EffectJob<Approval>, request: &Request) -> Outcome {
    let failed = EffectFailed::at("tell a contract of an approval");
    let contract = ContractId(request.subject.id);
    let snapshot = match hub.contract_state(contract).await {
        Ok(snapshot) => snapshot,
        Err(problem) if problem.code == "contract_not_found" => return Ok(EffectOutcome::Done),
        Err(problem) => return Err(failed(&problem)),
    };
    let parties = snapshot.state.opened.iter().flat_map(|opened| &opened.parties);
    let mut own = parties.filter(|party| party.account == Some(request.account));
    let Some(party) = own.next().map(|party| party.no) else {
        return Ok(EffectOutcome::Done);
    };
    let run = &job.state;
    let command = match run.ended {
        None => ContractCommand::AwaitApproval {
            party,
            approval: job.stream.clone(),
        },
        Some((seq, hash)) => ContractCommand::SettleApproval {
            party,
            approval: Quote {
                stream: job.stream.clone(),
                seq,
                hash,
            },
            passed: matches!(run.outcome, RunOutcome::Passed | RunOutcome::Used),
            refused: run
                .deeds
                .last()
                .filter(|_| run.outcome == RunOutcome::Refused)
                .map(|deed| deed.words.clone()),
        },
    };
    let entity = hub.contract(contract);
    match entity.send(entity.envelope(Caller::Hub, command)).await {
        Ok(_) => Ok(EffectOutcome::Done),
        Err(CommandError::Refused(rejection)) => {
            tracing::warn!(stream = %job.stream, code = rejection.code(), "a contract was not told of an approval");
            Ok(EffectOutcome::Done)
        }
        Err(error) => Err(failed(&error)),
    }
}

/// Sends the contract, or publishes the template. Where that is refused, it stays with whoever asked, who is told when
/// trying again.
async fn carry_out(hub: &Hub, job: &EffectJob<Approval>, request: &Request) -> Outcome {
    match request.subject.act {
        Guarded::Start => {}
        Guarded::PublishTemplate => {
            let published = publish(hub, request.account, TemplateId(request.subject.id)).await;
            return carried_out(job, published);
        }
        Guarded::OwnSignature | Guarded::SealUse => return Ok(EffectOutcome::Done),
    }
    let draft = DraftId(request.subject.id);
    let present = hub.owner_of(draft).await;
    let present = present.map_err(|e| EffectFailed::at("find an approved draft")(&e))?;
    if present != Some(request.account) {
        return Ok(EffectOutcome::Done);
    }
    let sent = open_draft(hub, request.account, draft, hub.clock.command_id()).await;
    carried_out(job, sent.map(drop))
}

/// Tried again where it was no refusal.
fn carried_out(job: &EffectJob<Approval>, done: Result<(), Problem>) -> Outcome {
    match done {
        Ok(()) => Ok(EffectOutcome::Done),
        Err(problem)
            if matches!(
                problem.code.as_str(),
                "internal" | "busy" | "moved" | "unavailable"
            ) =>
        {
            Err(EffectFailed::at("carry out what was approved")(&problem))
        }
        Err(problem) => {
            tracing::warn!(stream = %job.stream, code = problem.code, "what was approved was not carried out");
            Ok(EffectOutcome::Done)
        }
    }
}

async fn organisation_of(hub: &Hub, request: &Request) -> Result<Arc<OrganisationState>, EffectFailed> {
    let state = hub.organisation_state(request.organisation).await;
    state.map_err(|e| EffectFailed::at("read an organisation")(&e))
}

async fn send(
    hub: &Hub,
    job: &EffectJob<Approval>,
    request: &Request,
    organisation: &OrganisationState,
    to: AccountId,
    code: &str,
    reason: &str,
) -> Result<(), EffectFailed> {
    let failed = EffectFailed::at("write about an approval");
    let account = hub.account_state(to).await.map_err(|e| failed(&e))?;
    let Some(phone) = account.phone.as_ref().and_then(|phone| phone.value()) else {
        return Ok(());
    };
    let requester = organisation.members.get(&request.requester);
    let parameters = [
        ("organisation", organisation.name.clone()),
        (
            "name",
            requester
                .map(|member| member.name.text().to_owned())
                .unwrap_or_default(),
        ),
        ("title", request.title.text().to_owned()),
        ("reason", reason.to_owned()),
    ];
    let in_language = |language| sentence(code, language, &parameters);
    let link = format!(
        "{}/organisations/{}/approvals/{}",
        hub.origin(),
        request.organisation,
        job.stream.id
    );
    let message = OutboxMessage {
        id: 0,
        at: hub.clock.now(),
        to_phone: phone.to_owned(),
        contract: None,
        text: format!(
            "{}{link} {}",
            in_language(Language::Zh),
            in_language(Language::En)
        ),
    };
    let sent = hub.store.rows.send(message).await;
    sent.map(drop).map_err(|e| failed(&e))
}
