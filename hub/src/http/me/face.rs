//! `/me/identity/face`: the face compared by a service outside 人脸核身, where one is configured.

use super::step_up::session_of;
use crate::face_inquiry::{self, Answered};
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
use domain::written_text::require_text;
use serde::Deserialize;
use serde_json::json;

/// The service takes names up to here.
const LONGEST_NAME: usize = 32;

#[derive(Deserialize)]
pub struct Asked {
    name: String,
    number: String,
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
    if hub.face_check.is_none() {
        return Err(Problem::new("face_check_off"));
    }
    let account = visitor.require_account()?;
    let name = require_text(&body.name, LONGEST_NAME).map_err(|_| Problem::new("name_malformed"))?;
    let document = IdentityDocument::parse(DocumentKind::ResidentIdCard, &body.number, hub.clock.now())
        .map_err(|_| Problem::new("document_number_wrong"))?;
    // Whose face was seen before shows it again to prove who they are: the old phone may be gone.
    let state = hub.account_state(account).await?;
    if !was_seen(&state, name, &document.number) {
        step_up::require(hub, visitor).await?;
    }
    let back = format!("{}/me", hub.origin());
    face_inquiry::begin(hub, &inquiry(account), (name, &document.number), back).await
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
    let (name, number, receipt) = match face_inquiry::outcome(hub, &inquiry(account)).await? {
        Answered::None => return Ok("none"),
        Answered::Waiting => return Ok("waiting"),
        Answered::Failed => return Ok("failed"),
        Answered::Passed {
            name,
            number,
            receipt,
        } => (name, number, receipt),
    };
    let is_again = was_seen(hub.account_state(account).await?.as_ref(), &name, &number);
    let entity = hub.account(account);
    let command = AccountCommand::VerifyIdentity {
        check: IdentityCheck::TencentFaceId,
        document: DocumentKind::ResidentIdCard,
        name,
        number,
        receipt,
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

fn inquiry(account: AccountId) -> String {
    format!("face:{account}")
}
