//! Publishing an organisation's template 发布模板: at once, or when the approval that the organisation demands is given.

use super::owned::{ask, kept, read};
use crate::approvals::guard::{self, GuardedAct};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::hub::Hub;
use domain::aggregate::Caller;
use domain::approval::flow::Facts;
use domain::approval::step::{Guarded, Subject};
use domain::ids::{AccountId, ApprovalId, TemplateId};
use domain::template::command::TemplateCommand;
use domain::template::state::MadeTemplate;

/// Puts the latest version of an organisation's template to use, or asks for the approval that this needs and answers
/// with it. A person's own template is in use already.
pub(super) async fn publish_or_ask(
    giver: &Giver,
    template: TemplateId,
) -> Result<Option<ApprovalId>, Problem> {
    let published = publish_or_request(giver, template).await;
    published.map_err(|problem| giver.problem(problem))
}

async fn publish_or_request(giver: &Giver, template: TemplateId) -> Result<Option<ApprovalId>, Problem> {
    let (hub, account) = (&giver.hub, giver.account()?);
    match publish(hub, account, template).await {
        Ok(()) => Ok(None),
        Err(problem) if matches!(problem.code.as_str(), "approval_needed" | "approval_pending") => {
            let made = read(hub, template).await?;
            let made = made.ok_or_else(|| Problem::new("template_not_found"))?;
            let act = guarded(account, template, &made).ok_or_else(|| Problem::new("approval_not_needed"))?;
            let command = hub.clock.command_id();
            guard::request(hub, &act, &made.name, command).await.map(Some)
        }
        Err(problem) => Err(problem),
    }
}

/// Puts the latest version to use; nothing happens to one that is in use, or that belongs to a person.
///
/// # Errors
/// `approval_needed`, `approval_pending`; and the account may not keep this template.
pub async fn publish(hub: &Hub, account: AccountId, template: TemplateId) -> Result<(), Problem> {
    let made = read(hub, template).await?;
    let made = made.ok_or_else(|| Problem::new("template_not_found"))?;
    let (Some(act), Some(keeper)) = (guarded(account, template, &made), &made.keeper) else {
        return Ok(());
    };
    if made.enabled {
        return Ok(());
    }
    let keeping = ask(hub, account, keeper.organisation, Some(keeper)).await?;
    let passage = guard::passage(hub, &act).await?;
    let command = kept(Some(keeping), TemplateCommand::Publish { passage });
    let entity = hub.template(template);
    let sent = entity
        .send(entity.envelope(Caller::Account(account), command))
        .await;
    Ok(sent.map(drop)?)
}

/// What the organisation is asked about: just the latest version.
fn guarded(account: AccountId, template: TemplateId, made: &MadeTemplate) -> Option<GuardedAct> {
    Some(GuardedAct {
        organisation: made.keeper.as_ref()?.organisation,
        account,
        subject: Subject {
            act: Guarded::PublishTemplate,
            id: template.0,
            document: made.latest.content.draft,
            seal: None,
        },
        facts: Facts {
            template: Some(template.0),
            ..Facts::default()
        },
    })
}
