//! `/me/sessions`: on which devices this person is signed in, and ending that.

use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::http::sessions;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::hash::Sha256Hash;
use domain::ports::account_desk::BrowserSession;
use serde_json::json;

/// `GET /me/sessions`: the latest used first.
pub async fn list(hub: web::Data<Hub>, visitor: Visitor) -> Result<HttpResponse, Problem> {
    let here = visitor.session.as_ref().map(|session| session.token);
    let rows: Vec<_> = own(&hub, &visitor)
        .await?
        .iter()
        .map(|session| {
            json!({
                "id": public_id(session.token),
                "device": session.device,
                "first_seen": session.created,
                "last_seen": session.seen,
                "current": Some(session.token) == here,
            })
        })
        .collect();
    Ok(HttpResponse::Ok().json(rows))
}

/// `DELETE /me/sessions/{session}`: one of them, this one included.
pub async fn end_one(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let own = own(&hub, &visitor).await?;
    let wanted = own.iter().find(|session| public_id(session.token) == *id);
    let Some(session) = wanted else {
        return Err(Problem::new("not_found").in_language_of(&request));
    };
    sessions::end(&hub, session.token).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// `DELETE /me/sessions`: all but this one.
pub async fn end_others(hub: web::Data<Hub>, visitor: Visitor) -> Result<HttpResponse, Problem> {
    let here = visitor.session.as_ref().map(|session| session.token);
    for session in own(&hub, &visitor).await? {
        if Some(session.token) != here {
            sessions::end(&hub, session.token).await?;
        }
    }
    Ok(HttpResponse::NoContent().finish())
}

async fn own(hub: &Hub, visitor: &Visitor) -> Result<Vec<BrowserSession>, Problem> {
    let account = visitor.require_account()?;
    let own = hub.store.desk.sessions_of(account, hub.clock.now()).await;
    own.map_err(|e| Problem::internal("list sessions", e))
}

/// Names a session without telling what it is found by.
fn public_id(token: Sha256Hash) -> String {
    Sha256Hash::of_parts(&[b"session-name\0", &token.0]).to_hex()[..32].to_owned()
}
