//! Departments of an organisation.

use super::give;
use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::ids::OrganisationId;
use domain::organisation::command::OrganisationCommand;
use domain::organisation::event::DepartmentNo;
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
    hub: web::Data<Hub>,
    visitor: Visitor,
    organisation: web::Path<OrganisationId>,
    request: HttpRequest,
    body: web::Json<DepartmentBody>,
) -> Result<HttpResponse, Problem> {
    let DepartmentBody { name, parent } = body.into_inner();
    let command = OrganisationCommand::MakeDepartment { name, parent };
    give(&hub, &request, &visitor, *organisation, command).await
}

/// `PUT /organisations/{organisation}/departments/{department}`: its name and where it belongs.
pub async fn change(
    hub: web::Data<Hub>,
    visitor: Visitor,
    path: web::Path<(OrganisationId, u16)>,
    request: HttpRequest,
    body: web::Json<DepartmentBody>,
) -> Result<HttpResponse, Problem> {
    let (organisation, no) = path.into_inner();
    let DepartmentBody { name, parent } = body.into_inner();
    let command = OrganisationCommand::ChangeDepartment {
        no: DepartmentNo(no),
        name,
        parent,
    };
    give(&hub, &request, &visitor, organisation, command).await
}

/// `DELETE /organisations/{organisation}/departments/{department}`.
pub async fn remove(
    hub: web::Data<Hub>,
    visitor: Visitor,
    path: web::Path<(OrganisationId, u16)>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let (organisation, no) = path.into_inner();
    let command = OrganisationCommand::RemoveDepartment { no: DepartmentNo(no) };
    give(&hub, &request, &visitor, organisation, command).await
}
