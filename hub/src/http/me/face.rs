//! `/me/identity/face`: the face compared by a service outside 人脸核身, where one is configured.

use super::step_up::session_of;
use crate::attempts;
use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::qr_code;
use crate::step_up;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::account::command::AccountCommand;
use domain::account::event::{Confirmation, IdentityCheck};
use domain::account::state::AccountState;
use domain::aggregate::Caller;
use domain::hash::Sha256Hash;
use domain::identity_document::{DocumentKind, IdentityDocument};
use domain::ids::AccountId;
use domain::ports::account_desk::Ticket;
use domain::ports::face_check::{FaceCheck, FaceCheckError, FaceOutcome, FaceRequest};
use domain::written_text::require_text;
use serde::{Deserialize, Serialize};
use serde_json::json;

const DAY_MS: i64 = 86_400_000;
/// Checks that one person may begin in a day; each is paid for.
const PER_DAY: u32 = 5;
/// How long a check that has begun is waited for.
const WAIT_MS: i64 = 3_600_000;
/// The service takes names up to here.
const LONGEST_NAME: usize = 32;

#[derive(Deserialize)]
pub struct Asked {
    name: String,
    number: String,
}

/// A check that has begun; of the person only keyed digests.
#[derive(Serialize, Deserialize)]
struct Begun {
    token: String,
    reference: String,
    person: String,
}

/// `POST /me/identity/face`: where the person goes with a phone.
pub async fn begin(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<Asked>,
) -> Result<HttpResponse, Problem> {
    let url = begin_checked(&hub, &visitor, &body)
        .await
        .map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::Ok().json(json!({"qr_svg": qr_code::svg(&url), "url": url})))
}

async fn begin_checked(hub: &Hub, visitor: &Visitor, body: &Asked) -> Result<String, Problem> {
    let service = configured(hub)?;
    let account = visitor.require_account()?;
    let name = require_text(&body.name, LONGEST_NAME).map_err(|_| Problem::new("name_malformed"))?;
    let document = IdentityDocument::parse(DocumentKind::ResidentIdCard, &body.number, hub.clock.now())
        .map_err(|_| Problem::new("document_number_wrong"))?;
    // Whose face was seen before shows it again to prove who they are: the old phone may be gone.
    let state = hub.account_state(account).await?;
    if !was_seen(&state, name, &document.number) {
        step_up::require(hub, visitor).await?;
    }
    attempts::count(hub, &format!("face:{account}"), PER_DAY, DAY_MS).await?;
    let reference = crate::http::sessions::random_text(hub, 16);
    let wanted = FaceRequest {
        name: name.to_owned(),
        number: document.number.clone(),
        reference: reference.clone(),
        back: format!("{}/me", hub.origin()),
    };
    let page = service.begin(wanted).await.map_err(refused)?;
    let begun = Begun {
        token: page.token,
        reference,
        person: person(hub, name, &document.number),
    };
    let failed = |e: &dyn std::fmt::Display| Problem::internal("note a face check", e);
    let ticket = Ticket {
        name: ticket_name(account),
        body: serde_json::to_string(&begun).map_err(|e| failed(&e))?,
        expires: hub.clock.now().plus_millis(WAIT_MS),
    };
    hub.store.desk.put_ticket(ticket).await.map_err(|e| failed(&e))?;
    Ok(page.url)
}

/// Whether the account was verified as this person with the face seen.
fn was_seen(state: &AccountState, name: &str, number: &str) -> bool {
    let known = state.identity.as_ref().filter(|known| known.check.saw_face());
    known.is_some_and(|known| known.name.value() == Some(name) && known.number.value() == Some(number))
}

/// `POST /me/identity/face/outcome`: asked again until it is known. A face that was seen before and is seen again
/// is also a step-up.
pub async fn outcome(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let word = outcome_of(&hub, visitor.require_account()?, session_of(&visitor)?)
        .await
        .map_err(|problem| problem.in_language_of(&request))?;
    Ok(HttpResponse::Ok().json(json!({"outcome": word})))
}

async fn outcome_of(hub: &Hub, account: AccountId, session: Sha256Hash) -> Result<&'static str, Problem> {
    let service = configured(hub)?;
    let name = ticket_name(account);
    let failed = |e: &dyn std::fmt::Display| Problem::internal("read a face check", e);
    let noted = hub
        .store
        .desk
        .ticket(&name, hub.clock.now())
        .await
        .map_err(|e| failed(&e))?;
    let Some(noted) = noted else {
        return Ok("none");
    };
    let begun: Begun = serde_json::from_str(&noted).map_err(|e| failed(&e))?;
    let outcome = service.outcome(&begun.token).await.map_err(refused)?;
    if outcome == FaceOutcome::Waiting {
        return Ok("waiting");
    }
    hub.store
        .desk
        .take_ticket(&name, hub.clock.now())
        .await
        .map_err(|e| failed(&e))?;
    let FaceOutcome::Passed {
        name,
        number,
        reference,
    } = outcome
    else {
        return Ok("failed");
    };
    // Another check's result, or another person's, shows nothing here.
    if reference != begun.reference || person(hub, &name, &number) != begun.person {
        tracing::warn!(%account, "a face check came back for somebody else");
        return Ok("failed");
    }
    let is_again = was_seen(hub.account_state(account).await?.as_ref(), &name, &number);
    let entity = hub.account(account);
    let command = AccountCommand::VerifyIdentity {
        check: IdentityCheck::TencentFaceId,
        document: DocumentKind::ResidentIdCard,
        name,
        number,
        receipt: begun.token,
    };
    entity
        .send(entity.envelope(Caller::Hub, command))
        .await
        .map_err(Problem::from)?;
    if is_again {
        step_up::confirm(hub, session, Confirmation::Identity).await?;
    }
    Ok("passed")
}

fn configured(hub: &Hub) -> Result<&dyn FaceCheck, Problem> {
    hub.face_check
        .as_deref()
        .ok_or_else(|| Problem::new("face_check_off"))
}

fn refused(error: FaceCheckError) -> Problem {
    tracing::error!(%error, "a face check failed");
    Problem::new(match error {
        FaceCheckError::Refused(_) => "face_check_refused",
        FaceCheckError::Unavailable(_) => "face_check_unavailable",
    })
}

/// Keyed, so that the ticket alone tells nothing.
fn person(hub: &Hub, name: &str, number: &str) -> String {
    hub.blind_index(&format!("{name}\0{number}"))
}

fn ticket_name(account: AccountId) -> String {
    format!("face:{account}")
}
