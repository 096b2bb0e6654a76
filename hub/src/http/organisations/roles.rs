//! Roles of an organisation.

use super::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
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
    giver: Giver,
    organisation: web::Path<OrganisationId>,
    body: web::Json<RoleBody>,
) -> Result<HttpResponse, Problem> {
    giver.give(*organisation, body.into_inner().command(None)).await
}

/// `PUT /organisations/{organisation}/roles/{role}`.
pub async fn change(
    giver: Giver,
    path: web::Path<(OrganisationId, u16)>,
    body: web::Json<RoleBody>,
) -> Result<HttpResponse, Problem> {
    let (organisation, no) = path.into_inner();
    let command = body.into_inner().command(Some(RoleNo(no)));
    giver.give(organisation, command).await
}

#[derive(Deserialize)]
pub struct Turned {
    enabled: bool,
}

/// `PUT /organisations/{organisation}/roles/{role}/enabled`.
pub async fn turn(
    giver: Giver,
    path: web::Path<(OrganisationId, u16)>,
    body: web::Json<Turned>,
) -> Result<HttpResponse, Problem> {
    let (organisation, no) = path.into_inner();
    let no = RoleNo(no);
    let command = if body.enabled {
        OrganisationCommand::EnableRole { no }
    } else {
        OrganisationCommand::DisableRole { no }
    };
    giver.give(organisation, command).await
}
