//! Absences: a member is away for a time, and a colleague acts instead.

use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::ids::OrganisationId;
use domain::organisation::command::OrganisationCommand;
use domain::organisation::event::{Absence, MemberNo};

/// `PUT /organisations/{organisation}/members/{member}/absence`: one's own, or anybody's for whoever manages members.
pub async fn set(
    giver: Giver,
    path: web::Path<(OrganisationId, u32)>,
    body: web::Json<Absence>,
) -> Result<HttpResponse, Problem> {
    let (organisation, no) = path.into_inner();
    let command = OrganisationCommand::SetAbsence {
        no: MemberNo(no),
        absence: body.into_inner(),
    };
    giver.give(organisation, command).await
}

/// `DELETE /organisations/{organisation}/members/{member}/absence`.
pub async fn end(giver: Giver, path: web::Path<(OrganisationId, u32)>) -> Result<HttpResponse, Problem> {
    let (organisation, no) = path.into_inner();
    let command = OrganisationCommand::EndAbsence { no: MemberNo(no) };
    giver.give(organisation, command).await
}
