//! Roles of an organisation.

use super::give;
use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::ids::OrganisationId;
use domain::organisation::command::OrganisationCommand;
use domain::organisation::event::RoleNo;
use domain::organisation::permission::{DataScope, Permissions};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct RoleBody {
    name: String,
    #[serde(default)]
    description: String,
    permissions: Permissions,
    scope: DataScope,
}

impl RoleBody {
    fn command(self, no: Option<RoleNo>) -> OrganisationCommand {
        OrganisationCommand::SetRole {
            no,
            name: self.name,
            description: self.description,
            permissions: self.permissions,
            scope: self.scope,
        }
    }
}

/// `POST /organisations/{organisation}/roles`.
pub async fn make(
    hub: web::Data<Hub>,
    visitor: Visitor,
    organisation: web::Path<OrganisationId>,
    request: HttpRequest,
    body: web::Json<RoleBody>,
) -> Result<HttpResponse, Problem> {
    give(
        &hub,
        &request,
        &visitor,
        *organisation,
        body.into_inner().command(None),
    )
    .await
}

/// `PUT /organisations/{organisation}/roles/{role}`.
pub async fn change(
    hub: web::Data<Hub>,
    visitor: Visitor,
    path: web::Path<(OrganisationId, u16)>,
    request: HttpRequest,
    body: web::Json<RoleBody>,
) -> Result<HttpResponse, Problem> {
    let (organisation, no) = path.into_inner();
    let command = body.into_inner().command(Some(RoleNo(no)));
    give(&hub, &request, &visitor, organisation, command).await
}

#[derive(Deserialize)]
pub struct Turned {
    enabled: bool,
}

/// `PUT /organisations/{organisation}/roles/{role}/enabled`.
pub async fn turn(
    hub: web::Data<Hub>,
    visitor: Visitor,
    path: web::Path<(OrganisationId, u16)>,
    request: HttpRequest,
    body: web::Json<Turned>,
) -> Result<HttpResponse, Problem> {
    let (organisation, no) = path.into_inner();
    let no = RoleNo(no);
    let command = if body.enabled {
        OrganisationCommand::EnableRole { no }
    } else {
        OrganisationCommand::DisableRole { no }
    };
    give(&hub, &request, &visitor, organisation, command).await
}
