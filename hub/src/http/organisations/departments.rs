//! Departments of an organisation.

use super::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::ids::OrganisationId;
use domain::organisation::command::OrganisationCommand;
use domain::organisation::event::{DepartmentNo, MemberNo};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct DepartmentBody {
    name: String,
    /// 0: directly below the organisation.
    #[serde(default)]
    parent: DepartmentNo,
}

/// `POST /organisations/{organisation}/departments`.
pub async fn make(
    giver: Giver,
    organisation: web::Path<OrganisationId>,
    body: web::Json<DepartmentBody>,
) -> Result<HttpResponse, Problem> {
    let DepartmentBody { name, parent } = body.into_inner();
    let command = OrganisationCommand::MakeDepartment { name, parent };
    giver.give(*organisation, command).await
}

/// `PUT /organisations/{organisation}/departments/{department}`: its name and where it belongs.
pub async fn change(
    giver: Giver,
    path: web::Path<(OrganisationId, u16)>,
    body: web::Json<DepartmentBody>,
) -> Result<HttpResponse, Problem> {
    let (organisation, no) = path.into_inner();
    let DepartmentBody { name, parent } = body.into_inner();
    let command = OrganisationCommand::ChangeDepartment {
        no: DepartmentNo(no),
        name,
        parent,
    };
    giver.give(organisation, command).await
}

/// `DELETE /organisations/{organisation}/departments/{department}`.
pub async fn remove(giver: Giver, path: web::Path<(OrganisationId, u16)>) -> Result<HttpResponse, Problem> {
    let (organisation, no) = path.into_inner();
    let command = OrganisationCommand::RemoveDepartment { no: DepartmentNo(no) };
    giver.give(organisation, command).await
}

#[derive(Deserialize)]
pub struct Head {
    head: Option<MemberNo>,
}

/// `PUT /organisations/{organisation}/departments/{department}/head`: who leads it; without one, nobody does.
pub async fn set_head(
    giver: Giver,
    path: web::Path<(OrganisationId, u16)>,
    body: web::Json<Head>,
) -> Result<HttpResponse, Problem> {
    let (organisation, no) = path.into_inner();
    let command = OrganisationCommand::SetDepartmentHead {
        no: DepartmentNo(no),
        head: body.head,
    };
    giver.give(organisation, command).await
}
