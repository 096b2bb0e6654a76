//! Opens the contract of whoever scanned a sign code, as its issuer would, with the values that the visitor typed.

use super::EffectFailed;
use super::bulk_start::is_passing;
use super::late_hub::LateHub;
use crate::http::drafts::open::open_draft;
use crate::http::drafts::remove::remove_with_files;
use crate::http::drafts::{self, DraftBody, DraftPurpose, DraftValue};
use crate::http::problem::Problem;
use crate::http::sign_codes::Said;
use crate::http::sign_codes::conditions::parts_of;
use crate::http::templates;
use crate::http::templates::start::{Person, Start, draft_of};
use crate::hub::Hub;
use actors::effects::{EffectHandler, EffectJob, EffectOutcome};
use async_trait::async_trait;
use domain::day::Day;
use domain::ids::{ContractId, DraftId, TemplateId};
use domain::sign_code::conditions::visitor;
use domain::sign_code::{
    Issued, SignCode, SignCodeCommand, SignCodeEffect, draft_of_place, opening_of_place,
};
use domain::template::state::MadeTemplate;
use domain::value::{KnownFact, ValueKind};
use std::time::Duration;

/// Characters that a name or a number may have where it fills itself in.
const KNOWN: u16 = 60;

/// A sign code's effects.
#[derive(Clone, Default)]
pub struct SignCodeEffects {
    pub hub: LateHub,
}

#[async_trait]
impl EffectHandler<SignCode> for SignCodeEffects {
    async fn run(&self, job: &EffectJob<SignCode>) -> EffectOutcome<SignCodeCommand> {
        let again = EffectOutcome::Retry {
            after: Duration::from_millis(500),
        };
        let (Some(hub), Some(issued)) = (self.hub.get(), &job.state.issued) else {
            return again;
        };
        match open(hub, job, issued).await {
            Ok(command) => EffectOutcome::Report(command),
            Err(error) => {
                tracing::error!(stream = %job.stream, effect = %job.id, attempt = job.attempt, %error, "effect failed");
                again
            }
        }
    }
}

async fn open(
    hub: &Hub,
    job: &EffectJob<SignCode>,
    issued: &Issued,
) -> Result<SignCodeCommand, EffectFailed> {
    let failed = EffectFailed::at("open a contract by code");
    let SignCodeEffect::Open { place, said } = job.effect;
    let said = hub.blob(&job.stream.to_string(), said).await;
    let said: Said = serde_json::from_slice(&said.map_err(|e| failed(&e))?).map_err(|e| failed(&e))?;
    let draft = draft_of_place(&job.stream, place);
    match opened(hub, job, issued, &said, (place, draft)).await {
        Ok(()) => Ok(SignCodeCommand::RecordOpened { place }),
        Err(problem) if is_passing(&problem) => Err(failed(&problem.code)),
        Err(problem) => {
            let removed = remove_with_files(hub, draft).await;
            removed.map_err(|e| failed(&e.code))?;
            Ok(SignCodeCommand::RecordRefused {
                place,
                code: as_visitors_read(problem.code),
            })
        }
    }
}

/// A visitor can do nothing about what the issuer's organisation asks of the issuer.
fn as_visitors_read(code: String) -> String {
    match code.as_str() {
        "approval_needed" | "approval_pending" => "sign_code_awaits_approval".to_owned(),
        "template_disabled" => "sign_code_off".to_owned(),
        "not_allowed" => "sign_code_issuer_gone".to_owned(),
        _ => code,
    }
}

/// Makes the draft of a place and opens it. What was done before a crash is found, not done again.
async fn opened(
    hub: &Hub,
    job: &EffectJob<SignCode>,
    issued: &Issued,
    said: &Said,
    (place, draft): (u32, DraftId),
) -> Result<(), Problem> {
    match hub.contract_state(ContractId(draft.0)).await {
        Ok(_) => return Ok(()),
        Err(problem) if problem.code == "contract_not_found" => {}
        Err(problem) => return Err(problem),
    }
    let made = templates::quoted(hub, &issued.template).await?;
    let made = made.ok_or_else(|| Problem::new("sign_code_template_gone"))?;
    let stored = hub.store.rows.draft(draft).await;
    if stored
        .map_err(|e| Problem::internal("read a draft", e))?
        .is_none()
    {
        make_draft(hub, issued, &made, said, draft).await?;
    }
    let (stored, mut body) = drafts::load(hub, draft).await?;
    take_over(&mut body, said);
    drafts::store(hub, &stored, stored.version, &body).await?;
    let command = opening_of_place(&job.stream, place);
    open_draft(hub, issued.owner, draft, command).await.map(drop)
}

async fn make_draft(
    hub: &Hub,
    issued: &Issued,
    made: &MadeTemplate,
    said: &Said,
    draft: DraftId,
) -> Result<(), Problem> {
    let template = TemplateId(issued.template.stream.id);
    let body = templates::body_of(hub, template, &made.latest.content).await?;
    let place = visitor(&parts_of(&body)).ok_or_else(|| Problem::new("sign_code_needs_one_person"))?;
    let people = (1u8..).zip(&body.parties).map(|(no, _)| {
        let scans = no == place.0;
        Person {
            name: if scans { said.name.clone() } else { String::new() },
            phone: if scans { said.phone.clone() } else { String::new() },
            organisation: None,
        }
    });
    let offset = body.policy.offset_minutes;
    let last = Day::of(hub.clock.now(), offset);
    let last = last.and_then(|today| today.plus(i64::from(issued.rules.days_to_sign)));
    let start = Start {
        purpose: DraftPurpose::Start,
        title: Some(title(&made.name, said)),
        people: people.collect(),
        values: said.values.clone(),
        deadline: last.map(|day| day.to_string()),
    };
    draft_of(
        hub,
        issued.owner,
        template,
        made,
        start,
        issued.organisation,
        draft,
    )
    .await
    .map(drop)
}

/// 参展协议-张三-1234: told apart in a list by person and the end of the number.
fn title(template: &str, said: &Said) -> String {
    let end: String = said
        .phone
        .chars()
        .skip(said.phone.chars().count().saturating_sub(4))
        .collect();
    format!("{template}-{}-{end}", said.name)
}

/// The visitor's controls become the sender's, with what was typed: the contract opens complete. Done twice it is
/// done once. What follows from the person is written out, for the sender is somebody else.
fn take_over(body: &mut DraftBody, said: &Said) {
    let visitor = visitor(&parts_of(body));
    for control in &mut body.controls {
        if control.party.is_none() || control.party != visitor {
            continue;
        }
        control.party = None;
        let known = match control.kind {
            ValueKind::Known {
                fact: KnownFact::Name,
            } => &said.name,
            ValueKind::Known {
                fact: KnownFact::Phone,
            } => &said.phone,
            _ => continue,
        };
        control.kind = ValueKind::Line { max: KNOWN };
        body.values.push(DraftValue {
            no: control.no,
            text: known.clone(),
        });
    }
}
