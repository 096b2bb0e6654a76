//! Halls and booths, and holds of booths.

use super::{BoothPlace, Place, give};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::exhibition::command::ExhibitionCommand;
use domain::exhibition::exhibitor::ExhibitorNo;
use domain::exhibition::floor::{BoothNo, BoothPlan};
use domain::timestamp::Timestamp;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct NewHall {
    name: String,
}

/// `POST /exhibitions/{exhibition}/halls`.
pub async fn make_hall(
    giver: Giver,
    place: web::Path<Place>,
    body: web::Json<NewHall>,
) -> Result<HttpResponse, Problem> {
    let NewHall { name } = body.into_inner();
    let command = ExhibitionCommand::MakeHall { name, plan: None };
    give(&giver, place.exhibition, command).await
}

#[derive(Deserialize)]
pub struct SetBooth {
    /// Absent: a new booth.
    #[serde(default)]
    no: Option<BoothNo>,
    #[serde(flatten)]
    plan: BoothPlan,
}

/// `PUT /exhibitions/{exhibition}/booths`: all of these, or none.
pub async fn set_booths(
    giver: Giver,
    place: web::Path<Place>,
    body: web::Json<Vec<SetBooth>>,
) -> Result<HttpResponse, Problem> {
    let booths = body.into_inner().into_iter();
    let booths = booths.map(|booth| (booth.no, booth.plan)).collect();
    give(&giver, place.exhibition, ExhibitionCommand::SetBooths { booths }).await
}

/// `DELETE /exhibitions/{exhibition}/booths/{booth}`: while nobody has it.
pub async fn remove_booth(giver: Giver, place: web::Path<BoothPlace>) -> Result<HttpResponse, Problem> {
    let no = BoothNo(place.booth);
    give(&giver, place.exhibition, ExhibitionCommand::RemoveBooth { no }).await
}

#[derive(Deserialize)]
pub struct Hold {
    exhibitor: ExhibitorNo,
}

/// `PUT /exhibitions/{exhibition}/booths/{booth}/hold`: for an accepted exhibitor, for as long as the exhibition says.
pub async fn hold(
    giver: Giver,
    place: web::Path<BoothPlace>,
    body: web::Json<Hold>,
) -> Result<HttpResponse, Problem> {
    let command = ExhibitionCommand::Hold {
        booth: BoothNo(place.booth),
        exhibitor: body.exhibitor,
    };
    give(&giver, place.exhibition, command).await
}

#[derive(Deserialize)]
pub struct Extension {
    until: Timestamp,
    reason: String,
}

/// `POST /exhibitions/{exhibition}/booths/{booth}/hold/extend`.
pub async fn extend(
    giver: Giver,
    place: web::Path<BoothPlace>,
    body: web::Json<Extension>,
) -> Result<HttpResponse, Problem> {
    let Extension { until, reason } = body.into_inner();
    let command = ExhibitionCommand::ExtendHold {
        booth: BoothNo(place.booth),
        until,
        reason,
    };
    give(&giver, place.exhibition, command).await
}

/// `DELETE /exhibitions/{exhibition}/booths/{booth}/hold`.
pub async fn release(giver: Giver, place: web::Path<BoothPlace>) -> Result<HttpResponse, Problem> {
    let booth = BoothNo(place.booth);
    give(&giver, place.exhibition, ExhibitionCommand::ReleaseHold { booth }).await
}
