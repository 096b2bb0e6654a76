//! `POST /join/device`: the device's key waits here until the host has confirmed the party face to face.

use super::{check_device_key, waiting_device};
use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::hash::Sha256Hash;
use domain::ids::{ContractId, PartyNo};
use domain::ports::account_desk::{LinkRole, SessionSubject};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
pub struct Device {
    device_key: String,
}

/// A device that may be let in by the host.
#[derive(Serialize, Deserialize)]
struct WaitingDevice {
    device_key: String,
    session: Sha256Hash,
}

pub async fn device(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<Device>,
) -> Result<HttpResponse, Problem> {
    let (contract, party) = visitor.require_party()?;
    check_device_key(&body.device_key).map_err(|problem| problem.in_language_of(&request))?;
    let session = visitor
        .session
        .as_ref()
        .ok_or_else(|| Problem::new("link_ended"))?
        .token;
    let waiting = WaitingDevice {
        device_key: body.device_key.clone(),
        session,
    };
    let text = serde_json::to_string(&waiting).map_err(|e| Problem::internal("note a device", e))?;
    let stored = hub
        .store
        .rows
        .set_setting(&waiting_device(contract, party), &text)
        .await;
    stored.map_err(|e| Problem::internal("note a device", e))?;
    Ok(HttpResponse::NoContent().finish())
}

/// The key of the device that waits for the host, if any.
pub async fn waiting_key(hub: &Hub, contract: ContractId, party: PartyNo) -> Result<Option<String>, Problem> {
    Ok(waiting(hub, contract, party)
        .await?
        .map(|waiting| waiting.device_key))
}

/// Lets the waiting device's session in, after the host's confirmation is stored.
pub async fn let_in(hub: &Hub, contract: ContractId, party: PartyNo) -> Result<(), Problem> {
    let Some(waiting) = waiting(hub, contract, party).await? else {
        return Ok(());
    };
    let session = hub.store.desk.session(waiting.session, hub.clock.now()).await;
    let Some(session) = session.map_err(|e| Problem::internal("read a session", e))? else {
        return Ok(());
    };
    let subject = SessionSubject::Guest {
        contract,
        role: LinkRole::Party { party },
        verified: true,
    };
    crate::http::sessions::change(hub, &session, subject).await
}

async fn waiting(hub: &Hub, contract: ContractId, party: PartyNo) -> Result<Option<WaitingDevice>, Problem> {
    let text = hub.store.rows.setting(&waiting_device(contract, party)).await;
    let text = text.map_err(|e| Problem::internal("read a waiting device", e))?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}
