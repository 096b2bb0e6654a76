//! 作废: a signed contract is made void by a second contract that quotes it, signed by the same parties.

use crate::http::drafts::upload::{self, Place};
use crate::http::drafts::{self, DraftVoids, create};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::void_agreement::{self, Wording};
use actix_web::{HttpResponse, web};
use domain::contract::command::DraftParty;
use domain::contract::event::Phase;
use domain::contract::flow::FlowState;
use domain::contract::list_rows::VOIDING;
use domain::contract::plan::PlannedParty;
use domain::ids::{AccountId, ContractId, DraftId};
use domain::ports::event_log::ListQuery;
use domain::quote::Quote;
use pdf::intake::choice::IntakeChoice;
use serde::Deserialize;
use serde_json::{Value, json};

/// Most agreements of one contract that are looked at; all but the last came to nothing.
const MOST: u32 = 50;
/// Characters of the reason, and of the terms that remain.
const LONGEST: usize = 200;

#[derive(Debug, Deserialize)]
pub struct Why {
    reason: String,
    /// Terms that remain in force.
    #[serde(default)]
    reserved: String,
}

/// `POST /contracts/{contract}/void`: the agreement as a draft with everything in it, for the caller to look at and
/// send.
pub async fn draft(
    giver: Giver,
    contract: web::Path<ContractId>,
    why: web::Json<Why>,
) -> Result<HttpResponse, Problem> {
    let made = make(&giver, *contract, &why).await;
    let draft = made.map_err(|problem| giver.problem(problem))?;
    Ok(HttpResponse::Created().json(json!({"draft": draft})))
}

async fn make(giver: &Giver, contract: ContractId, why: &Why) -> Result<DraftId, Problem> {
    let hub = &giver.hub;
    let fits =
        |text: &str| text.chars().count() <= LONGEST && !text.chars().any(|c| c.is_control() && c != '\n');
    let (reason, reserved) = (why.reason.trim(), why.reserved.trim());
    if reason.is_empty() || !fits(reason) || !fits(reserved) {
        return Err(Problem::new("void_reason").with("longest", LONGEST));
    }
    let snapshot = hub.contract_state(contract).await?;
    let state = &snapshot.state;
    let (Some(opened), Some(sealed)) = (&state.opened, state.sealed) else {
        return Err(Problem::new("void_not_signed"));
    };
    if state.phase != Phase::Closed || opened.policy.demo {
        return Err(Problem::new("void_not_signed"));
    }
    require_none(hub, contract).await?;
    let wording = Wording {
        title: opened.title.text(),
        number: opened.number.as_deref(),
        signed: sealed,
        reason,
        reserved,
    };
    let mut body = void_agreement::body(hub, opened, &wording);
    body.organisation = opened.sender.as_ref().map(|sender| sender.organisation);
    body.voids = Some(DraftVoids {
        contract,
        title: opened.title.text().to_owned(),
        line: Quote {
            stream: hub.contract_stream(contract),
            seq: state.seq,
            hash: state.hash,
        },
    });
    // With an `Idempotency-Key`, the key is the draft's id: asked again, it is refused and not made twice.
    let id = DraftId(giver.command_id().0);
    create::store_new(hub, id, giver.account()?, body.clone()).await?;
    for (index, page) in void_agreement::pages(opened.parties.len())
        .into_iter()
        .enumerate()
    {
        let place = if index == 0 { Place::Instead } else { Place::Behind };
        upload::take_in(
            hub,
            id,
            "合同解除协议.pdf",
            page.to_vec(),
            IntakeChoice::default(),
            place,
        )
        .await?;
    }
    // Taking the pages in leaves boxes where they were.
    let (draft, stored) = drafts::load(hub, id).await?;
    body.document = stored.document;
    drafts::store(hub, &draft, draft.version, &body).await?;
    Ok(id)
}

/// `GET /contracts/{contract}/void`: the agreements that would make it void, the last first, and whether one has.
pub async fn standing(giver: Giver, contract: web::Path<ContractId>) -> Result<HttpResponse, Problem> {
    let agreements = agreements(&giver.hub, *contract).await;
    let agreements = agreements.map_err(|problem| giver.problem(problem))?;
    let is_void = agreements.iter().any(|row| is_in(row, FlowState::Signed));
    Ok(HttpResponse::Ok().json(json!({"void": is_void, "agreements": agreements})))
}

/// # Errors
/// `void_already` where the contract is void, `void_under_way` where an agreement waits to be signed.
pub async fn require_none(hub: &Hub, contract: ContractId) -> Result<(), Problem> {
    for row in agreements(hub, contract).await? {
        if is_in(&row, FlowState::Signed) {
            return Err(Problem::new("void_already"));
        }
        let is_open = domain::contract::flow::FLOW_STATES
            .iter()
            .any(|line| line.state.is_open() && is_in(&row, line.state));
        if is_open {
            return Err(Problem::new("void_under_way"));
        }
    }
    Ok(())
}

/// Whoever has signed the contract must sign what makes it void.
///
/// # Errors
/// `void_parties` where one of the contract's parties is not among these.
pub async fn require_parties(hub: &Hub, contract: ContractId, parties: &[DraftParty]) -> Result<(), Problem> {
    let snapshot = hub.contract_state(contract).await?;
    let mut signed = snapshot.state.opened.iter().flat_map(|opened| &opened.parties);
    let is_there = |planned: &PlannedParty| {
        let same = |party: &DraftParty| {
            party.phone == planned.phone.text() && party.name.trim() == planned.name.text()
        };
        parties.iter().any(same)
    };
    if signed.all(is_there) {
        Ok(())
    } else {
        Err(Problem::new("void_parties"))
    }
}

fn is_in(row: &Value, state: FlowState) -> bool {
    row["state"] == state.word()
}

async fn agreements(hub: &Hub, contract: ContractId) -> Result<Vec<Value>, Problem> {
    let query = ListQuery::first(VOIDING, AccountId(contract.0), MOST);
    let rows = hub.store.log.list(&query).await;
    rows.map_err(|e| Problem::internal("list agreements to void", e))
}
