//! `/me/organisation`: for which organisation somebody works at present [J05], remembered for the account.

use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::ids::{AccountId, OrganisationId};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Choice {
    /// `null`: for oneself.
    organisation: Option<OrganisationId>,
}

/// `PUT /me/organisation`.
pub async fn choose(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<Choice>,
) -> Result<HttpResponse, Problem> {
    let account = visitor.require_account()?;
    if let Some(organisation) = body.organisation
        && !is_member(&hub, account, organisation).await?
    {
        return Err(Problem::new("not_allowed").in_language_of(&request));
    }
    let text = body.organisation.map(|id| id.to_string()).unwrap_or_default();
    let kept = hub.store.rows.set_setting(&name(account), &text).await;
    kept.map_err(|e| Problem::internal("keep the chosen organisation", e))?;
    Ok(HttpResponse::NoContent().finish())
}

/// The organisation that was chosen last, while its member is one.
pub async fn chosen(hub: &Hub, account: AccountId) -> Result<Option<OrganisationId>, Problem> {
    let kept = hub.store.rows.setting(&name(account)).await;
    let kept = kept.map_err(|e| Problem::internal("read the chosen organisation", e))?;
    let Some(organisation) = kept.and_then(|text| text.parse().ok()) else {
        return Ok(None);
    };
    Ok(is_member(hub, account, organisation)
        .await?
        .then_some(organisation))
}

/// Nobody learns from the answer whether there is such an organisation.
async fn is_member(hub: &Hub, account: AccountId, organisation: OrganisationId) -> Result<bool, Problem> {
    match hub.organisation_state(organisation).await {
        Ok(state) => Ok(state.active_member(account).is_some()),
        Err(problem) if problem.code == "organisation_not_found" => Ok(false),
        Err(problem) => Err(problem),
    }
}

fn name(account: AccountId) -> String {
    format!("chosen-organisation:{account}")
}
