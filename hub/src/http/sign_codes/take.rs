//! `POST /sign-by-code/take`: the visitor's name and values become a place, and the place a contract. Asked again with
//! the same `attempt` it is the same place, so that a phone asks until the contract can be signed.

use super::{load, picture, stream, template_of};
use crate::attempts;
use crate::contract_for_visitor::{Said, checked, parts_of};
use crate::http::access::Visitor;
use crate::http::drafts::DraftValue;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::step_up;
use actix_web::{HttpRequest, HttpResponse, web};
use actors::entity::outcome::CommandError;
use domain::aggregate::{Caller, Refusal};
use domain::contract::event::Phase;
use domain::ids::{AccountId, ContractId, SignCodeId};
use domain::sign_code::conditions::visitor;
use domain::sign_code::state::Outcome;
use domain::sign_code::{SignCodeCommand, SignCodeRejection, draft_of_place};
use domain::written_text::require_text;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

/// Calls of one account in an hour: a phone that waits for its contract asks every second.
const CALLS: u32 = 1200;
const HOUR_MS: i64 = 3_600_000;
/// Characters of a name.
const NAME: usize = 50;

#[derive(Debug, Deserialize)]
pub struct Take {
    /// What a look gave.
    pass: String,
    attempt: Uuid,
    name: String,
    #[serde(default)]
    values: Vec<DraftValue>,
}

pub async fn take(
    hub: web::Data<Hub>,
    caller: Visitor,
    request: HttpRequest,
    body: web::Json<Take>,
) -> Result<HttpResponse, Problem> {
    let taken = async {
        let account = caller.require_account()?;
        attempts::count(&hub, &format!("sign-code-take:{account}"), CALLS, HOUR_MS).await?;
        let code = picture::read(&hub, &body.pass)?.code;
        if let Some(answer) = answer(&hub, code, account, body.attempt).await? {
            return Ok(answer);
        }
        step_up::require(&hub, &caller).await?;
        place(&hub, code, account, &body).await?;
        let answer = answer(&hub, code, account, body.attempt).await?;
        answer.ok_or_else(|| Problem::internal("take a place", "it is not there"))
    };
    let answer = taken.await.map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::Ok().json(answer))
}

/// What came of this try so far; nothing where it took no place yet.
async fn answer(
    hub: &Hub,
    code: SignCodeId,
    account: AccountId,
    attempt: Uuid,
) -> Result<Option<Value>, Problem> {
    let (state, issued) = load(hub, code).await?;
    let Some((number, taken)) = state.place_of(account, attempt) else {
        return Ok(None);
    };
    let contract = ContractId(draft_of_place(&stream(code), number).0);
    Ok(Some(match &taken.outcome {
        Outcome::Opening => json!({"state": "opening"}),
        Outcome::Refused { code } => return Err(Problem::new(code.clone())),
        Outcome::Opened => {
            let snapshot = hub.contract_state(contract).await?;
            let (_, body) = template_of(hub, &issued).await?;
            match snapshot.state.phase {
                Phase::Draft | Phase::Filling | Phase::Preparing => json!({"state": "opening"}),
                _ => json!({"state": "ready", "contract": contract, "party": visitor(&parts_of(&body))}),
            }
        }
    }))
}

async fn place(hub: &Hub, code: SignCodeId, account: AccountId, body: &Take) -> Result<(), Problem> {
    let (state, issued) = load(hub, code).await?;
    if state.place_of(account, body.attempt).is_some() {
        // A double tap: the other half was quicker, and its place is this one's too.
        return Ok(());
    }
    let now = hub.clock.now();
    if let Some(rejection) = state.refusal_of(account, now) {
        return Err(refused(code, &rejection));
    }
    picture::read(hub, &body.pass)?.require_present(&issued.rules, now)?;
    let name = require_text(&body.name, NAME).map_err(|_| Problem::new("sign_code_name_wrong"))?;
    let (_, template) = template_of(hub, &issued).await?;
    let person = hub.account_state(account).await?;
    let phone = person.phone.as_ref().and_then(|phone| phone.value());
    let said = Said {
        name: name.to_owned(),
        phone: phone.unwrap_or_default().to_owned(),
        organisation: None,
        values: checked(hub, &template, visitor(&parts_of(&template)), &body.values)?,
    };
    let bytes = serde_json::to_vec(&said).map_err(|e| Problem::internal("write what was said", e))?;
    let stored = hub.store.blobs.put(&stream(code).to_string(), &bytes).await;
    let command = SignCodeCommand::Take {
        attempt: body.attempt,
        said: stored.map_err(|e| Problem::internal("store what was said", e))?,
    };
    let entity = hub.sign_code(code);
    let sent = entity
        .send(entity.envelope(Caller::Account(account), command))
        .await;
    match sent {
        Ok(_) => Ok(()),
        Err(CommandError::Refused(rejection)) => Err(refused(code, &rejection)),
        Err(other) => Err(other.into()),
    }
}

/// Whoever has a contract by this code is led to it.
fn refused(code: SignCodeId, rejection: &SignCodeRejection) -> Problem {
    match rejection {
        SignCodeRejection::SignedAlready { place } => {
            Problem::new(rejection.code()).with("contract", draft_of_place(&stream(code), *place))
        }
        _ => Problem::refused(rejection),
    }
}
