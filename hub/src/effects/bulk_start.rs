//! Starts the contracts of a bulk start, some rows at a time, each as its owner would.

use super::EffectFailed;
use super::late_hub::LateHub;
use crate::http::drafts::open::{open_draft, request_approval};
use crate::http::drafts::remove::remove_with_files;
use crate::http::drafts::{DraftPurpose, DraftValue};
use crate::http::problem::Problem;
use crate::http::templates;
use crate::http::templates::start::{Person, Start, draft_of};
use crate::hub::Hub;
use actors::effects::{EffectHandler, EffectJob, EffectOutcome};
use async_trait::async_trait;
use domain::bulk_start::sheet::{Row, Sheet};
use domain::bulk_start::{
    BulkStart, BulkStartCommand, BulkStartEffect, PreparedRows, RowOutcome, draft_of_row, opening_of_row,
};
use domain::ids::{ApprovalId, ContractId, DraftId, TemplateId};
use domain::template::state::MadeTemplate;
use std::time::Duration;

/// Rows between two lines of the log: often enough for a page that shows how far it is.
const AT_ONCE: usize = 10;

/// A bulk start's effects.
#[derive(Clone, Default)]
pub struct BulkStartEffects {
    pub hub: LateHub,
}

#[async_trait]
impl EffectHandler<BulkStart> for BulkStartEffects {
    async fn run(&self, job: &EffectJob<BulkStart>) -> EffectOutcome<BulkStartCommand> {
        let again = EffectOutcome::Retry {
            after: Duration::from_millis(500),
        };
        let (Some(hub), Some(prepared)) = (self.hub.get(), &job.state.prepared) else {
            return again;
        };
        let BulkStartEffect::StartRows { from } = job.effect;
        match start_rows(hub, job, prepared, from).await {
            Ok(outcomes) => EffectOutcome::Report(BulkStartCommand::RecordRows { from, outcomes }),
            Err(error) => {
                tracing::error!(stream = %job.stream, effect = %job.id, attempt = job.attempt, %error, "effect failed");
                again
            }
        }
    }
}

async fn start_rows(
    hub: &Hub,
    job: &EffectJob<BulkStart>,
    prepared: &PreparedRows,
    from: u32,
) -> Result<Vec<RowOutcome>, EffectFailed> {
    let failed = EffectFailed::at("start the rows of a sheet");
    let rows = hub.blob(&job.stream.to_string(), prepared.rows).await;
    let sheet: Sheet = serde_json::from_slice(&rows.map_err(|e| failed(&e))?).map_err(|e| failed(&e))?;
    let made = templates::quoted(hub, &prepared.template).await;
    let made = made.map_err(|e| failed(&e))?;
    let mut outcomes = Vec::new();
    for (number, line) in (from..).zip(sheet.good().skip(from as usize).take(AT_ONCE)) {
        let draft = draft_of_row(&job.stream, number);
        let begun = match &made {
            None => Err(Problem::new("template_not_found")),
            Some(made) => start_row(hub, job, prepared, made, &line.row, (number, draft)).await,
        };
        outcomes.push(match begun {
            Ok(outcome) => outcome,
            Err(problem) if is_passing(&problem) => return Err(failed(&problem.code)),
            Err(problem) => {
                let removed = remove_with_files(hub, draft).await;
                removed.map_err(|e| failed(&e.code))?;
                RowOutcome::Refused { code: problem.code }
            }
        });
    }
    Ok(outcomes)
}

/// Makes the row's draft and opens it. What was done before a crash is found, not done again.
async fn start_row(
    hub: &Hub,
    job: &EffectJob<BulkStart>,
    prepared: &PreparedRows,
    made: &MadeTemplate,
    row: &Row,
    (number, draft): (u32, DraftId),
) -> Result<RowOutcome, Problem> {
    let contract = ContractId(draft.0);
    match hub.contract_state(contract).await {
        Ok(_) => return Ok(RowOutcome::Started { contract }),
        Err(problem) if problem.code == "contract_not_found" => {}
        Err(problem) => return Err(problem),
    }
    let owner = prepared.owner;
    let stored = hub.store.rows.draft(draft).await;
    let stored = stored.map_err(|e| Problem::internal("read a draft", e))?;
    if stored.is_none() {
        let template = TemplateId(prepared.template.stream.id);
        draft_of(
            hub,
            owner,
            template,
            made,
            as_start(row),
            prepared.organisation,
            draft,
        )
        .await?;
    }
    let command = opening_of_row(&job.stream, number);
    match open_draft(hub, owner, draft, command).await {
        Ok(contract) => Ok(RowOutcome::Started { contract }),
        Err(problem) if problem.code == "approval_needed" => {
            let approval = request_approval(hub, owner, draft, command).await?;
            Ok(RowOutcome::AwaitsApproval { approval })
        }
        Err(problem) if problem.code == "approval_pending" => match approval_in(&problem) {
            Some(approval) => Ok(RowOutcome::AwaitsApproval { approval }),
            None => Err(problem),
        },
        Err(problem) => Err(problem),
    }
}

fn approval_in(problem: &Problem) -> Option<ApprovalId> {
    let mut parameters = problem.parameters.iter();
    let (_, id) = parameters.find(|(name, _)| *name == "approval")?;
    id.parse().ok()
}

fn as_start(row: &Row) -> Start {
    let people = row.people.iter().cloned().map(|person| Person {
        name: person.name,
        phone: person.phone,
        organisation: person.organisation,
    });
    let values = row.values.iter().map(|(no, text)| DraftValue {
        no: *no,
        text: text.clone(),
    });
    Start {
        purpose: DraftPurpose::Start,
        title: row.title.clone(),
        people: people.collect(),
        values: values.collect(),
        deadline: row.deadline.clone(),
    }
}

/// Whether trying again may help.
pub(super) fn is_passing(problem: &Problem) -> bool {
    matches!(
        problem.code.as_str(),
        "internal" | "busy" | "moved" | "unavailable"
    )
}
