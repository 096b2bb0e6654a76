//! Pictures of an exhibition: plans of halls, and slips of payments. What is kept was drawn anew by the worker.

use super::{Place, find, give};
use crate::documents;
use crate::http::contracts::files::blob_response;
use crate::http::drafts::upload::read_limited;
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpResponse, web};
use domain::aggregate::Aggregate;
use domain::exhibition::Exhibition;
use domain::exhibition::command::ExhibitionCommand;
use domain::exhibition::floor::HallNo;
use domain::exhibition::staff::Duty;
use domain::hash::Sha256Hash;
use domain::ids::StreamId;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

/// Largest upload, in bytes.
const MOST_BYTES: u64 = 20 << 20;
const PNG: &str = "image/png";

/// Where one hall of an exhibition is.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct HallPlace {
    exhibition: Uuid,
    hall: u16,
}

/// `POST /exhibitions/{exhibition}/pictures`: a PNG, JPEG, HEIC or the first page of a PDF becomes a picture that plans
/// and slips name by its hash.
pub async fn upload(
    giver: Giver,
    place: web::Path<Place>,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let (account, state) = find(&giver, place.exhibition).await?;
    if !state.may(account, Duty::SetUp) && !state.may(account, Duty::Money) {
        return Err(giver.problem(Problem::new("not_allowed")));
    }
    let stored = async {
        let upload = read_limited(payload, MOST_BYTES).await?;
        let png = documents::picture::picture(&giver.hub, upload).await?;
        let stored = giver.hub.store.blobs.put(&owner(place.exhibition), &png).await;
        stored.map_err(|e| Problem::internal("store a picture", e))
    };
    let picture = stored.await.map_err(|problem| giver.problem(problem))?;
    Ok(HttpResponse::Created().json(json!({"picture": picture})))
}

#[derive(Deserialize)]
pub struct ChangedHall {
    name: String,
    #[serde(default)]
    plan: Option<Sha256Hash>,
}

/// `PUT /exhibitions/{exhibition}/halls/{hall}`: its name and plan from now on.
pub async fn change_hall(
    giver: Giver,
    place: web::Path<HallPlace>,
    body: web::Json<ChangedHall>,
) -> Result<HttpResponse, Problem> {
    let ChangedHall { name, plan } = body.into_inner();
    let known = require_picture(&giver.hub, place.exhibition, plan).await;
    known.map_err(|problem| giver.problem(problem))?;
    let command = ExhibitionCommand::ChangeHall {
        no: HallNo(place.hall),
        name,
        plan,
    };
    give(&giver, place.exhibition, command).await
}

/// `GET /exhibitions/{exhibition}/halls/{hall}/plan`: for everybody who sees the floor.
pub async fn plan(giver: Giver, place: web::Path<HallPlace>) -> Result<HttpResponse, Problem> {
    let (_, state) = find(&giver, place.exhibition).await?;
    let plan = state.halls.get(&HallNo(place.hall)).and_then(|hall| hall.plan);
    let plan = plan.ok_or_else(|| giver.problem(Problem::new("exhibition_part_unknown")))?;
    show(&giver, place.exhibition, plan).await
}

/// A picture that an event may name: one that was uploaded here.
pub(super) async fn require_picture(
    hub: &Hub,
    exhibition: Uuid,
    picture: Option<Sha256Hash>,
) -> Result<(), Problem> {
    let Some(picture) = picture else {
        return Ok(());
    };
    let stored = hub.store.blobs.get(&owner(exhibition), picture).await;
    let stored = stored.map_err(|e| Problem::internal("read a picture", e))?;
    stored
        .map(drop)
        .ok_or_else(|| Problem::new("exhibition_part_unknown"))
}

pub(super) async fn show(
    giver: &Giver,
    exhibition: Uuid,
    picture: Sha256Hash,
) -> Result<HttpResponse, Problem> {
    let shown = blob_response(&giver.hub, &owner(exhibition), picture, PNG).await;
    shown.map_err(|problem| giver.problem(problem))
}

/// Owner of an exhibition's files.
fn owner(exhibition: Uuid) -> String {
    StreamId::new(Exhibition::KIND, exhibition).to_string()
}
