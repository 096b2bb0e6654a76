//! Opens the contract of whoever scanned a sign code, as its issuer would, with the values that the visitor typed.

use super::EffectFailed;
use super::bulk_start::is_passing;
use super::late_hub::LateHub;
use crate::contract_for_visitor::{self, Said, Wanted};
use crate::http::drafts::remove::remove_with_files;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actors::effects::{EffectHandler, EffectJob, EffectOutcome};
use async_trait::async_trait;
use domain::ids::DraftId;
use domain::sign_code::conditions::visitor;
use domain::sign_code::{
    Issued, SignCode, SignCodeCommand, SignCodeEffect, draft_of_place, opening_of_place,
};
use std::time::Duration;

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
        "template_not_found" => "sign_code_template_gone".to_owned(),
        "visitor_place_missing" => "sign_code_needs_one_person".to_owned(),
        "not_allowed" => "sign_code_issuer_gone".to_owned(),
        _ => code,
    }
}

/// Opens the contract of a place, with what the visitor typed.
async fn opened(
    hub: &Hub,
    job: &EffectJob<SignCode>,
    issued: &Issued,
    said: &Said,
    (place, draft): (u32, DraftId),
) -> Result<(), Problem> {
    let wanted = Wanted {
        owner: issued.owner,
        organisation: issued.organisation,
        template: &issued.template,
        visitor,
        title: title(&issued.template_name, said),
        said,
        days_to_sign: issued.rules.days_to_sign,
        reservation: None,
        draft,
        command: opening_of_place(&job.stream, place),
    };
    contract_for_visitor::open(hub, &wanted).await
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
