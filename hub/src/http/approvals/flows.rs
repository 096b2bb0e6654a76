//! Flows of an organisation's approvals 审批流程.

use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::approval::flow::{Flow, FlowNo};
use domain::ids::OrganisationId;
use domain::organisation::command::OrganisationCommand;
use serde::Deserialize;
use serde_json::{Value, json};

/// `GET /organisations/{organisation}/approval-flows`.
pub async fn list(giver: Giver, organisation: web::Path<OrganisationId>) -> Result<HttpResponse, Problem> {
    let state = giver.hub.organisation_state(*organisation).await;
    let state = state.map_err(|problem| giver.problem(problem))?;
    let flows: Vec<Value> = state
        .flows
        .iter()
        .map(|(no, kept)| json!({"no": no, "enabled": kept.enabled, "flow": kept.flow}))
        .collect();
    Ok(HttpResponse::Ok().json(flows))
}

/// `POST /organisations/{organisation}/approval-flows`.
pub async fn make(
    giver: Giver,
    organisation: web::Path<OrganisationId>,
    body: web::Json<Flow>,
) -> Result<HttpResponse, Problem> {
    let flow = body.into_inner();
    let command = OrganisationCommand::SetFlow { no: None, flow };
    giver.give(*organisation, command).await
}

/// `PUT /organisations/{organisation}/approval-flows/{flow}`. Runs that have begun keep the steps they began with.
pub async fn change(
    giver: Giver,
    path: web::Path<(OrganisationId, u16)>,
    body: web::Json<Flow>,
) -> Result<HttpResponse, Problem> {
    let (organisation, no) = path.into_inner();
    let command = OrganisationCommand::SetFlow {
        no: Some(FlowNo(no)),
        flow: body.into_inner(),
    };
    giver.give(organisation, command).await
}

#[derive(Debug, Deserialize)]
pub struct Turned {
    enabled: bool,
}

/// `PUT /organisations/{organisation}/approval-flows/{flow}/enabled`.
pub async fn turn(
    giver: Giver,
    path: web::Path<(OrganisationId, u16)>,
    body: web::Json<Turned>,
) -> Result<HttpResponse, Problem> {
    let (organisation, no) = path.into_inner();
    let command = OrganisationCommand::TurnFlow {
        no: FlowNo(no),
        on: body.enabled,
    };
    giver.give(organisation, command).await
}
