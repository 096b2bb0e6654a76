//! What a party shows right before its act 签署前核验: its face, its sign password, a passkey. The contract's log says
//! that it was shown; the rules decide whether it was asked for.

use crate::face_inquiry::{self, Answered};
use crate::http::access::Visitor;
use crate::http::me::sign_password;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::passkeys::{self, Answer, Question};
use crate::qr_code;
use crate::seals::act::account_of;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::aggregate::Caller;
use domain::contract::command::ContractCommand;
use domain::contract::demands::{FaceService, Proof};
use domain::hash::Sha256Hash;
use domain::identity_document::{DocumentKind, IdentityDocument};
use domain::ids::{ContractId, PartyNo};
use serde::Deserialize;
use serde_json::json;

/// Whose face is to be compared: the person whom the contract names, of this number.
#[derive(Deserialize)]
pub struct FaceAsked {
    /// 公民身份号码; absent: the one that the party's account was verified with.
    #[serde(default)]
    number: Option<String>,
}

#[derive(Deserialize)]
pub struct PasswordShown {
    password: String,
}

/// `POST /contracts/{contract}/proofs/face`: where the person goes with a phone.
pub async fn begin_face(
    hub: web::Data<Hub>,
    contract: web::Path<ContractId>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<FaceAsked>,
) -> Result<HttpResponse, Problem> {
    let (_, party) = visitor.require_party()?;
    let url = begin_checked(&hub, *contract, party, body.number.as_deref())
        .await
        .map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::Ok().json(json!({"qr_svg": qr_code::svg(&url), "url": url})))
}

async fn begin_checked(
    hub: &Hub,
    contract: ContractId,
    party: PartyNo,
    number: Option<&str>,
) -> Result<String, Problem> {
    let state = hub.contract_state(contract).await?.state;
    let planned = state
        .planned(party)
        .ok_or_else(|| Problem::new("no_such_party"))?;
    let name = planned.name.text();
    let number = match number.map(str::trim).filter(|number| !number.is_empty()) {
        Some(number) => {
            IdentityDocument::parse(DocumentKind::ResidentIdCard, number, hub.clock.now())
                .map_err(|_| Problem::new("document_number_wrong"))?
                .number
        }
        None => {
            let account = account_of(&state, party)?;
            let known = hub.account_state(account).await?.identity.clone();
            let same = known.filter(|known| known.name.value() == Some(name));
            let number = same.and_then(|known| known.number.value().map(str::to_owned));
            number.ok_or_else(|| Problem::new("face_number_needed"))?
        }
    };
    let back = format!("{}/s", hub.origin());
    face_inquiry::begin(hub, &inquiry(contract, party), (name, &number), back).await
}

/// `POST /contracts/{contract}/proofs/face/outcome`: asked again until it is known.
pub async fn face_outcome(
    hub: web::Data<Hub>,
    contract: web::Path<ContractId>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let (_, party) = visitor.require_party()?;
    let word = outcome_of(&hub, *contract, party)
        .await
        .map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::Ok().json(json!({"outcome": word})))
}

async fn outcome_of(hub: &Hub, contract: ContractId, party: PartyNo) -> Result<&'static str, Problem> {
    let (name, receipt) = match face_inquiry::outcome(hub, &inquiry(contract, party)).await? {
        Answered::None => return Ok("none"),
        Answered::Waiting => return Ok("waiting"),
        Answered::Failed => return Ok("failed"),
        Answered::Passed { name, receipt, .. } => (name, receipt),
    };
    // The sender may have put another person in the place meanwhile.
    let state = hub.contract_state(contract).await?.state;
    if state
        .planned(party)
        .is_none_or(|planned| planned.name.text() != name)
    {
        return Ok("failed");
    }
    let service = FaceService::TencentFaceId;
    record(hub, contract, party, Proof::Face { service, receipt }).await?;
    Ok("passed")
}

/// `POST /contracts/{contract}/proofs/sign-password`: of the account that owns the party's phone number.
pub async fn by_sign_password(
    hub: web::Data<Hub>,
    contract: web::Path<ContractId>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<PasswordShown>,
) -> Result<HttpResponse, Problem> {
    let (_, party) = visitor.require_party()?;
    let shown = async {
        let state = hub.contract_state(*contract).await?.state;
        sign_password::require(&hub, account_of(&state, party)?, &body.password).await?;
        record(&hub, *contract, party, Proof::SignPassword).await
    };
    shown.await.map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::NoContent().finish())
}

/// `POST /contracts/{contract}/proofs/passkey/challenge`.
pub async fn passkey_challenge(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let asked = passkeys::require_relying_party(&hub).map_err(|problem| problem.in_language_of(&request))?;
    let challenge = passkeys::ask(&hub, Question::Sign, seat_of(&visitor)?).await?;
    Ok(HttpResponse::Ok().json(json!({"challenge": challenge, "rp_id": asked.id})))
}

/// `POST /contracts/{contract}/proofs/passkey`: another account's passkey shows nothing.
pub async fn by_passkey(
    hub: web::Data<Hub>,
    contract: web::Path<ContractId>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<Answer>,
) -> Result<HttpResponse, Problem> {
    let (_, party) = visitor.require_party()?;
    let shown = async {
        let state = hub.contract_state(*contract).await?.state;
        let answered = passkeys::answered(&hub, Question::Sign, seat_of(&visitor)?, &body).await?;
        if answered != account_of(&state, party)? {
            return Err(Problem::new("passkey_wrong"));
        }
        record(&hub, *contract, party, Proof::Passkey).await
    };
    shown.await.map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::NoContent().finish())
}

async fn record(hub: &Hub, contract: ContractId, party: PartyNo, proof: Proof) -> Result<(), Problem> {
    let entity = hub.contract(contract);
    let command = ContractCommand::RecordProof { party, proof };
    let sent = entity.send(entity.envelope(Caller::Hub, command)).await;
    sent.map(drop).map_err(Problem::from)
}

fn seat_of(visitor: &Visitor) -> Result<Sha256Hash, Problem> {
    let session = visitor.session.as_ref();
    session
        .map(|session| session.token)
        .ok_or_else(|| Problem::new("link_ended"))
}

fn inquiry(contract: ContractId, party: PartyNo) -> String {
    format!("face:{contract}/{party}")
}
