//! The guard before an act that an organisation may want approved: whoever carries the act out asks here and gives the
//! answer to the entity, which takes nothing without it.

use crate::http::problem::Problem;
use crate::hub::Hub;
use actors::entity::outcome::CommandError;
use domain::aggregate::{Aggregate, Caller};
use domain::approval::clearance::Clearance;
use domain::approval::command::ApprovalCommand;
use domain::approval::flow::Facts;
use domain::approval::passage::{Consented, Passage};
use domain::approval::rejection::ApprovalRejection;
use domain::approval::state::Outcome;
use domain::approval::step::Subject;
use domain::approval::view;
use domain::ids::{AccountId, ApprovalId, CommandId, DraftId, OrganisationId, StreamId};
use domain::organisation::Organisation;
use domain::ports::event_log::ListQuery;
use serde::Deserialize;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Runs about one subject that are looked at, newest first.
const LATEST: u32 = 100;
/// Open runs of one person that lists know of.
const MOST_OPEN: u32 = 500;

/// One act that somebody is about to do for an organisation.
#[derive(Clone, Debug)]
pub struct GuardedAct {
    pub organisation: OrganisationId,
    pub account: AccountId,
    pub subject: Subject,
    pub facts: Facts,
}

/// A run about a subject, as its list row tells.
#[derive(Clone, Debug, Deserialize)]
struct Run {
    id: ApprovalId,
    organisation: OrganisationId,
    account: AccountId,
    subject: Subject,
    outcome: String,
}

impl Run {
    fn is_for(&self, act: &GuardedAct) -> bool {
        (self.organisation, self.account, self.subject) == (act.organisation, act.account, act.subject)
    }

    fn stands(&self, outcomes: &[Outcome]) -> bool {
        outcomes.iter().any(|outcome| outcome.word() == self.outcome)
    }
}

/// What the organisation says about the act now.
///
/// # Errors
/// It does not act, or this person may not do this at all.
pub async fn clearance(hub: &Hub, act: &GuardedAct) -> Result<Clearance, Problem> {
    let snapshot = hub.organisation(act.organisation).state().await;
    let snapshot = snapshot.map_err(|e| Problem::internal("read an organisation", e))?;
    let snapshot = snapshot.ok_or_else(|| Problem::new("organisation_not_found"))?;
    let stream = StreamId::new(Organisation::KIND, act.organisation.0);
    let now = hub.clock.now();
    let organisation = &snapshot.state;
    let answer = organisation.clearance(&stream, snapshot.head, act.account, act.subject, &act.facts, now);
    answer.map_err(|rejection| Problem::refused(&rejection))
}

/// What the guarded entity is given with the act. An approval that was passed is used up by this, for just this act;
/// asked again after a crash, it is the same use.
///
/// # Errors
/// `approval_needed` where nobody has asked for the approval yet, `approval_pending` with its id while it waits; and as
/// [`clearance`].
pub async fn passage(hub: &Hub, act: &GuardedAct) -> Result<Passage, Problem> {
    let clearance = clearance(hub, act).await?;
    let consented = match clearance.demand() {
        None => None,
        Some(_) => Some(consented(hub, act).await?),
    };
    Ok(Passage { clearance, consented })
}

async fn consented(hub: &Hub, act: &GuardedAct) -> Result<Consented, Problem> {
    let mut waits = None;
    for run in runs(hub, act.subject.id).await? {
        if !run.is_for(act) {
            continue;
        }
        if run.stands(&[Outcome::Passed, Outcome::Used])
            && let Some(consented) = use_run(hub, run.id, act.subject).await?
        {
            return Ok(consented);
        }
        if run.stands(&[Outcome::Pending]) {
            waits = Some(run.id);
        }
    }
    Err(match waits {
        Some(id) => Problem::new("approval_pending").with("approval", id),
        None => Problem::new("approval_needed"),
    })
}

/// `None` where it has been withdrawn or has run out meanwhile.
async fn use_run(hub: &Hub, id: ApprovalId, subject: Subject) -> Result<Option<Consented>, Problem> {
    let entity = hub.approval(id);
    let command = ApprovalCommand::Use { subject };
    match entity.send(entity.envelope(Caller::Hub, command)).await {
        Ok(_) => {}
        Err(CommandError::Refused(ApprovalRejection::NotPassed)) => return Ok(None),
        Err(error) => return Err(error.into()),
    }
    let snapshot = hub.approval_state(id).await?;
    Ok(snapshot.state.consented(entity.stream()))
}

/// Asks for the approval that the act needs, under this command's id. Where one waits for just this already, that one.
///
/// # Errors
/// `approval_not_needed`, and as [`clearance`].
pub async fn request(
    hub: &Hub,
    act: &GuardedAct,
    title: &str,
    command: CommandId,
) -> Result<ApprovalId, Problem> {
    let earlier = runs(hub, act.subject.id).await?;
    let open = earlier
        .iter()
        .find(|run| run.is_for(act) && run.stands(&[Outcome::Pending, Outcome::Passed]));
    if let Some(run) = open {
        return Ok(run.id);
    }
    let clearance = clearance(hub, act).await?;
    let id = ApprovalId(command.0);
    let entity = hub.approval(id);
    let title = title.to_owned();
    let body = ApprovalCommand::Request { clearance, title };
    let mut envelope = entity.envelope(Caller::Account(act.account), body);
    envelope.id = command;
    entity.send(envelope).await?;
    Ok(id)
}

/// Refuses to change a draft that approvers are reading, or have just passed.
///
/// # Errors
/// `draft_in_approval` with the approval's id.
pub async fn require_at_rest(hub: &Hub, draft: DraftId) -> Result<(), Problem> {
    match open_run(hub, draft).await? {
        Some((approval, _)) => Err(Problem::new("draft_in_approval").with("approval", approval)),
        None => Ok(()),
    }
}

/// The approval that a draft waits for, while it waits or has just been passed.
///
/// # Errors
/// The list cannot be read.
pub async fn open_run(hub: &Hub, draft: DraftId) -> Result<Option<(ApprovalId, OrganisationId)>, Problem> {
    let runs = runs(hub, draft.0).await?;
    let open = runs
        .iter()
        .find(|run| run.stands(&[Outcome::Pending, Outcome::Passed]));
    Ok(open.map(|run| (run.id, run.organisation)))
}

/// What this person has asked for and still waits: each subject with its approval.
///
/// # Errors
/// The list cannot be read.
pub async fn open_runs_of(
    hub: &Hub,
    account: AccountId,
) -> Result<BTreeMap<Uuid, (ApprovalId, OrganisationId)>, Problem> {
    let mut open = BTreeMap::new();
    for outcome in [Outcome::Pending, Outcome::Passed] {
        let mut query = ListQuery::first(view::REQUESTED, account, MOST_OPEN);
        let words = [outcome.word()];
        query.states = &words;
        for run in read(hub, &query).await? {
            open.insert(run.subject.id, (run.id, run.organisation));
        }
    }
    Ok(open)
}

async fn runs(hub: &Hub, subject: Uuid) -> Result<Vec<Run>, Problem> {
    read(
        hub,
        &ListQuery::first(view::OF_SUBJECT, view::about(subject), LATEST),
    )
    .await
}

async fn read(hub: &Hub, query: &ListQuery<'_>) -> Result<Vec<Run>, Problem> {
    let rows = hub.store.log.list(query).await;
    let rows = rows.map_err(|e| Problem::internal("list approvals", e))?;
    rows.into_iter()
        .map(|row| serde_json::from_value(row).map_err(|e| Problem::internal("read an approval's row", e)))
        .collect()
}
