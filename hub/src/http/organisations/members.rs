//! Members of an organisation: invited, placed, suspended, let go.

use super::giver::Giver;
use crate::http::problem::Problem;
use crate::http::sign_in::checked_phone;
use crate::open_contracts;
use actix_web::{HttpResponse, web};
use domain::ids::OrganisationId;
use domain::organisation::command::{Invitation, OrganisationCommand};
use domain::organisation::event::{DepartmentNo, MemberNo, Placement, RoleNo};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
pub struct Invited {
    name: String,
    phone: String,
    #[serde(flatten)]
    place: Place,
}

#[derive(Deserialize)]
pub struct Place {
    #[serde(default)]
    departments: Vec<DepartmentNo>,
    #[serde(default)]
    roles: Vec<RoleNo>,
}

impl From<Place> for Placement {
    fn from(place: Place) -> Self {
        Self {
            departments: place.departments,
            roles: place.roles,
        }
    }
}

/// `POST /organisations/{organisation}/members`: invites all of them or, where one is wrong, none.
pub async fn invite(
    giver: Giver,
    organisation: web::Path<OrganisationId>,
    body: web::Json<Vec<Invited>>,
) -> Result<HttpResponse, Problem> {
    let mut people = Vec::new();
    for (row, person) in (1..).zip(body.into_inner()) {
        people.push(Invitation {
            name: person.name,
            phone: checked_phone(&person.phone).map_err(|problem| giver.problem(problem.with("row", row)))?,
            placement: person.place.into(),
        });
    }
    giver
        .give(*organisation, OrganisationCommand::Invite { people })
        .await
}

/// `DELETE /organisations/{organisation}/members/{member}/invitation`.
pub async fn withdraw(giver: Giver, path: web::Path<(OrganisationId, u32)>) -> Result<HttpResponse, Problem> {
    let (organisation, no) = path.into_inner();
    let command = OrganisationCommand::WithdrawInvitation { no: MemberNo(no) };
    giver.give(organisation, command).await
}

/// `PUT /organisations/{organisation}/members/{member}/placement`.
pub async fn place(
    giver: Giver,
    path: web::Path<(OrganisationId, u32)>,
    body: web::Json<Place>,
) -> Result<HttpResponse, Problem> {
    let (organisation, no) = path.into_inner();
    let command = OrganisationCommand::Place {
        no: MemberNo(no),
        placement: body.into_inner().into(),
    };
    giver.give(organisation, command).await
}

#[derive(Deserialize)]
pub struct Superior {
    superior: Option<MemberNo>,
}

/// `PUT /organisations/{organisation}/members/{member}/superior`: to whom this member reports; without one, to nobody.
pub async fn set_superior(
    giver: Giver,
    path: web::Path<(OrganisationId, u32)>,
    body: web::Json<Superior>,
) -> Result<HttpResponse, Problem> {
    let (organisation, no) = path.into_inner();
    let command = OrganisationCommand::SetSuperior {
        no: MemberNo(no),
        superior: body.superior,
    };
    giver.give(organisation, command).await
}

#[derive(Deserialize)]
pub struct Suspension {
    suspended: bool,
}

/// `PUT /organisations/{organisation}/members/{member}/suspended`.
pub async fn suspend(
    giver: Giver,
    path: web::Path<(OrganisationId, u32)>,
    body: web::Json<Suspension>,
) -> Result<HttpResponse, Problem> {
    let (organisation, no) = path.into_inner();
    let no = MemberNo(no);
    let command = if body.suspended {
        OrganisationCommand::Suspend { no }
    } else {
        OrganisationCommand::Resume { no }
    };
    giver.give(organisation, command).await
}

#[derive(Deserialize)]
pub struct Leaving {
    successor: Option<MemberNo>,
}

/// `POST /organisations/{organisation}/members/{member}/leave`.
pub async fn let_go(
    giver: Giver,
    path: web::Path<(OrganisationId, u32)>,
    body: web::Json<Leaving>,
) -> Result<HttpResponse, Problem> {
    let (organisation, no) = path.into_inner();
    let command = OrganisationCommand::LetGo {
        no: MemberNo(no),
        successor: body.successor,
        open_contracts: open_of(&giver, organisation, MemberNo(no)).await?,
    };
    giver.give(organisation, command).await
}

/// `GET /organisations/{organisation}/members/{member}/open-contracts`: how many a successor would take over.
pub async fn open_contracts(
    giver: Giver,
    path: web::Path<(OrganisationId, u32)>,
) -> Result<HttpResponse, Problem> {
    let (organisation, no) = path.into_inner();
    let open = open_of(&giver, organisation, MemberNo(no)).await?;
    Ok(HttpResponse::Ok().json(json!({"open_contracts": open})))
}

async fn open_of(giver: &Giver, organisation: OrganisationId, no: MemberNo) -> Result<u32, Problem> {
    let state = giver.hub.organisation_state(organisation).await?;
    let Some(account) = state.members.get(&no).and_then(|member| member.account) else {
        return Ok(0);
    };
    let log = giver.hub.store.log.as_ref();
    let open = open_contracts::of_member(log, organisation, &state, account).await;
    let open = open.map_err(|e| Problem::internal("count open contracts", e))?;
    Ok(u32::try_from(open.len()).unwrap_or(u32::MAX))
}
