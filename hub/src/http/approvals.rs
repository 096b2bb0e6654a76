//! Approvals 审批: flows, requests, and what approvers do; one operation per command of [`domain::approval`].

pub mod absences;
pub mod act;
pub mod colleagues;
pub mod flows;
pub mod list;
pub mod pages;
pub mod read;
pub mod request;

use super::organisations::giver::Giver;
use super::problem::Problem;
use actix_web::HttpResponse;
use actors::entity::outcome::Snapshot;
use domain::aggregate::{Aggregate, Caller};
use domain::approval::Approval;
use domain::approval::command::ApprovalCommand;
use domain::approval::step::Request;
use domain::approval::turn::Turn;
use domain::ids::{ApprovalId, OrganisationId, StreamId};
use domain::organisation::Organisation;
use domain::organisation::permission::Permission;
use domain::organisation::state::OrganisationState;
use serde::Deserialize;

/// The two ids of a path below an organisation.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Place {
    pub organisation: OrganisationId,
    pub approval: ApprovalId,
}

/// A run that the caller may see, and the organisation at the same moment.
struct Found {
    run: Snapshot<Approval>,
    request: Request,
    organisation: Snapshot<Organisation>,
}

impl Found {
    fn organisation(&self) -> &OrganisationState {
        &self.organisation.state
    }
}

/// Seen by whoever asked for it, has acted in it, is asked now, or manages approvals; for others there is none.
async fn find(giver: &Giver, place: Place) -> Result<Found, Problem> {
    let none = || giver.problem(Problem::new("approval_not_found"));
    let run = giver.hub.approval_state(place.approval).await;
    let run = run.map_err(|problem| giver.problem(problem))?;
    let request = run.state.request.clone();
    let request = request.filter(|request| request.organisation == place.organisation);
    let request = request.ok_or_else(none)?;
    let organisation = giver.hub.organisation(place.organisation).state().await;
    let organisation = organisation.map_err(|e| Problem::internal("read an organisation", e))?;
    let organisation = organisation.ok_or_else(none)?;
    let account = giver.account()?;
    let found = Found {
        run,
        request,
        organisation,
    };
    let state = found.organisation();
    let own = found.request.account == account;
    let acted = found
        .run
        .state
        .deeds
        .iter()
        .any(|deed| deed.actor.account == account);
    let member = state.active_member(account).map(|member| member.no);
    let asked = found.run.state.waiting().is_some_and(|waiting| {
        let asked = waiting.asked(state, giver.hub.clock.now());
        asked.iter().any(|asking| Some(asking.member) == member)
    });
    if own || acted || asked || state.may(account, Permission::ManageApprovals) {
        Ok(found)
    } else {
        Err(none())
    }
}

/// Finds the run, asks the organisation whether it is the caller's turn, and gives the command that its answer allows.
async fn give_in_turn(
    giver: &Giver,
    place: Place,
    command: impl FnOnce(Turn) -> ApprovalCommand,
) -> Result<HttpResponse, Problem> {
    let found = find(giver, place).await?;
    let stream = StreamId::new(Organisation::KIND, place.organisation.0);
    let now = giver.hub.clock.now();
    let head = found.organisation.head;
    let turn = Turn::ask(
        found.organisation(),
        &stream,
        head,
        &found.run.state,
        giver.account()?,
        now,
    );
    let turn = turn.ok_or_else(|| giver.problem(Problem::new("not_allowed")))?;
    give(giver, place, command(turn)).await
}

/// Gives a command of the signed-in person; 204 when it is done or was done before.
async fn give(giver: &Giver, place: Place, command: ApprovalCommand) -> Result<HttpResponse, Problem> {
    let entity = giver.hub.approval(place.approval);
    let mut envelope = entity.envelope(Caller::Account(giver.account()?), command);
    envelope.id = giver.command_id();
    let sent = entity.send(envelope).await;
    sent.map_err(|refused| giver.problem(refused))?;
    Ok(HttpResponse::NoContent().finish())
}
