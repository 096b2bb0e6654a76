//! `/organisations/{organisation}/operators`: who may be named as acting for it in a contract 经办人 [E22].

use super::giver::Giver;
use crate::http::drafts::open::operator_of;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::ids::OrganisationId;
use domain::organisation::event::MemberNo;
use domain::organisation::state::{Member, MemberStanding};
use serde_json::{Value, json};

/// `GET`: everybody who works there now, whoever asks first, the others by number.
pub async fn list(giver: Giver, organisation: web::Path<OrganisationId>) -> Result<HttpResponse, Problem> {
    let account = giver.account()?;
    let state = giver.hub.organisation_state(*organisation).await?;
    let is_me = |member: &Member| member.account == Some(account);
    let mut operators: Vec<&Member> = state
        .members
        .values()
        .filter(|member| member.standing == MemberStanding::Active && member.account.is_some())
        .collect();
    operators.sort_by_key(|member| (!is_me(member), member.no));
    let shown: Vec<Value> = operators
        .into_iter()
        .map(|member| json!({"member": member.no, "name": member.name.text(), "me": is_me(member)}))
        .collect();
    Ok(HttpResponse::Ok().json(shown))
}

/// `GET …/{member}`: one of them, with the phone number by which a contract reaches them.
pub async fn read(
    giver: Giver,
    place: web::Path<(OrganisationId, MemberNo)>,
) -> Result<HttpResponse, Problem> {
    let (organisation, no) = place.into_inner();
    let state = giver.hub.organisation_state(organisation).await?;
    let member = state.members.get(&no).and_then(|member| member.account);
    let account = member.ok_or_else(|| giver.problem(Problem::new("not_found")))?;
    let operator = operator_of(&giver.hub, organisation, account).await;
    let operator = operator.map_err(|problem| giver.problem(problem))?;
    Ok(HttpResponse::Ok().json(json!({
        "name": operator.name,
        "phone": operator.phone,
        "organisation": operator.organisation,
    })))
}
