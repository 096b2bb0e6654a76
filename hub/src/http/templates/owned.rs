//! Whose a template is, and who may see or keep it: a person's own, or an organisation's within rights and data scope.

use crate::http::me::organisation;
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::hub::Hub;
use domain::aggregate::Caller;
use domain::ids::{AccountId, OrganisationId, TemplateId};
use domain::organisation::permission::Permission;
use domain::organisation::state::OrganisationState;
use domain::template::command::TemplateCommand;
use domain::template::keeper::{Keeper, Keeping};
use domain::template::state::MadeTemplate;

/// A template that the signed-in person may see: their own, or one that their organisation lets them start from or
/// keep. Nobody learns whether others have one of this id.
pub(super) async fn find(giver: &Giver, template: TemplateId) -> Result<MadeTemplate, Problem> {
    let (account, hub) = (giver.account()?, &giver.hub);
    let none = || giver.problem(Problem::new("template_not_found"));
    let made = read(hub, template).await.map_err(|p| giver.problem(p))?;
    let made = made.ok_or_else(none)?;
    let seen = match &made.keeper {
        None => made.owner == account,
        Some(keeper) => {
            let state = hub.organisation_state(keeper.organisation).await;
            let state = state.map_err(|p| giver.problem(p))?;
            is_seen(&state, account, keeper, made.enabled)
        }
    };
    if seen { Ok(made) } else { Err(none()) }
}

/// As [`find`], for changing it.
///
/// # Errors
/// `not_allowed` for somebody who may only start contracts from it.
pub(super) async fn find_kept(
    giver: &Giver,
    template: TemplateId,
) -> Result<(MadeTemplate, Option<Keeping>), Problem> {
    let made = find(giver, template).await?;
    let keeping = match &made.keeper {
        None => None,
        Some(keeper) => {
            let asked = ask(&giver.hub, giver.account()?, keeper.organisation, Some(keeper)).await;
            Some(asked.map_err(|p| giver.problem(p))?)
        }
    };
    Ok((made, keeping))
}

/// For whom the signed-in person makes templates now: the organisation that they work for, or themselves.
///
/// # Errors
/// `template_not_kept` where they have no right to make templates for that organisation.
pub(super) async fn for_chosen(giver: &Giver) -> Result<Option<Keeping>, Problem> {
    let account = giver.account()?;
    let chosen = organisation::chosen(&giver.hub, account).await;
    let Some(organisation) = chosen.map_err(|p| giver.problem(p))? else {
        return Ok(None);
    };
    match ask(&giver.hub, account, organisation, None).await {
        Ok(keeping) => Ok(Some(keeping)),
        Err(problem) if problem.code == "not_allowed" => {
            Err(giver.problem(Problem::new("template_not_kept")))
        }
        Err(problem) => Err(giver.problem(problem)),
    }
}

/// Whether somebody sees an organisation's template: who starts contracts sees what is in use, who keeps it sees it.
pub(super) fn is_seen(state: &OrganisationState, account: AccountId, keeper: &Keeper, enabled: bool) -> bool {
    enabled && state.may(account, Permission::StartContracts) || state.keeps(account, keeper)
}

/// Sends a command of this person, with the organisation's yes where there is one.
pub(super) async fn send(
    giver: &Giver,
    template: TemplateId,
    keeping: Option<Keeping>,
    command: TemplateCommand,
) -> Result<(), Problem> {
    let entity = giver.hub.template(template);
    let command = kept(keeping, command);
    let mut envelope = entity.envelope(Caller::Account(giver.account()?), command);
    envelope.id = giver.command_id();
    let sent = entity.send(envelope).await;
    sent.map(drop).map_err(|refused| giver.problem(refused))
}

pub(super) fn kept(keeping: Option<Keeping>, command: TemplateCommand) -> TemplateCommand {
    match keeping {
        None => command,
        Some(keeping) => TemplateCommand::Kept {
            keeping,
            command: Box::new(command),
        },
    }
}

/// The template as it stands; `None` where there is none.
pub(super) async fn read(hub: &Hub, template: TemplateId) -> Result<Option<MadeTemplate>, Problem> {
    let snapshot = hub.template(template).state().await;
    let snapshot = snapshot.map_err(|e| Problem::internal("read a template", e))?;
    Ok(snapshot.and_then(|snapshot| snapshot.state.made.clone()))
}

/// The organisation's yes, asked anew.
pub(super) async fn ask(
    hub: &Hub,
    account: AccountId,
    organisation: OrganisationId,
    over: Option<&Keeper>,
) -> Result<Keeping, Problem> {
    let snapshot = hub.organisation_snapshot(organisation).await?;
    let at = hub.organisation_stream(organisation);
    let asked = snapshot
        .state
        .keeping(&at, snapshot.head, account, over, hub.clock.now());
    asked.map_err(|refused| Problem::refused(&refused))
}
