//! Changing a seal that is there: its name in lists, in and out of use, whether it needs approvals.

use super::{Place, give_warranted};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::organisation::warrant::SealAct;
use domain::seal::command::SealCommand;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Name {
    name: String,
}

/// `PUT /organisations/{organisation}/seals/{seal}/name`.
pub async fn rename(
    giver: Giver,
    place: web::Path<Place>,
    body: web::Json<Name>,
) -> Result<HttpResponse, Problem> {
    let Name { name } = body.into_inner();
    let rename = |warrant| SealCommand::Rename {
        warrant: Some(warrant),
        name,
    };
    give_warranted(&giver, *place, SealAct::Change, rename).await
}

/// Switching off needs a reason.
#[derive(Debug, Deserialize)]
pub struct Enabled {
    pub enabled: bool,
    #[serde(default)]
    pub reason: String,
}

/// `PUT /organisations/{organisation}/seals/{seal}/enabled`.
pub async fn turn(
    giver: Giver,
    place: web::Path<Place>,
    body: web::Json<Enabled>,
) -> Result<HttpResponse, Problem> {
    let Enabled { enabled, reason } = body.into_inner();
    if enabled {
        let enable = |warrant| SealCommand::Enable {
            warrant: Some(warrant),
        };
        give_warranted(&giver, *place, SealAct::Enable, enable).await
    } else {
        let disable = |warrant| SealCommand::Disable {
            warrant: Some(warrant),
            reason,
        };
        give_warranted(&giver, *place, SealAct::Change, disable).await
    }
}

#[derive(Debug, Deserialize)]
pub struct Approval {
    needed: bool,
}

/// `PUT /organisations/{organisation}/seals/{seal}/approval`: whether every use needs one first.
pub async fn approval(
    giver: Giver,
    place: web::Path<Place>,
    body: web::Json<Approval>,
) -> Result<HttpResponse, Problem> {
    let on = body.needed;
    let switch = |warrant| SealCommand::SwitchApproval { warrant, on };
    give_warranted(&giver, *place, SealAct::Change, switch).await
}
