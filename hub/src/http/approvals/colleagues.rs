//! `GET /organisations/{organisation}/colleagues`: who can be asked, by name, for every member.

use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::ids::OrganisationId;
use domain::organisation::state::MemberStanding;
use serde_json::{Value, json};

pub async fn list(giver: Giver, organisation: web::Path<OrganisationId>) -> Result<HttpResponse, Problem> {
    let state = giver.hub.organisation_state(*organisation).await;
    let state = state.map_err(|problem| giver.problem(problem))?;
    let account = giver.account()?;
    let now = giver.hub.clock.now();
    let active = state
        .members
        .values()
        .filter(|member| member.standing == MemberStanding::Active);
    let people: Vec<Value> = active
        .map(|member| {
            let absence = state
                .absences
                .get(&member.no)
                .filter(|absence| now < absence.until);
            json!({
                "no": member.no,
                "name": member.name.text(),
                "me": member.account == Some(account),
                "absence": absence,
            })
        })
        .collect();
    let departments: Vec<Value> = state
        .departments
        .iter()
        .map(|(no, department)| json!({"no": no, "name": department.name}))
        .collect();
    let roles: Vec<Value> = state
        .roles
        .iter()
        .filter(|(_, role)| role.enabled)
        .map(|(no, role)| json!({"no": no, "name": role.name}))
        .collect();
    let view = json!({"people": people, "departments": departments, "roles": roles});
    Ok(HttpResponse::Ok().json(view))
}
