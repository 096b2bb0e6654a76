//! A person's own seals 个人印章: a name seal from a template, a picture, or handwriting drawn on the page.

use super::change::Enabled;
use super::make::missing;
use super::read::refusal;
use super::scan::cut_out;
use super::{OwnPlace, find, fresh, give, person, send};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::seals::design::RED;
use crate::seals::picture;
use actix_web::{HttpResponse, web};
use domain::aggregate::Caller;
use domain::ids::SealId;
use domain::ports::event_log::ListQuery;
use domain::seal::command::SealCommand;
use domain::seal::kind::{Picture, SealKind, Source};
use domain::seal::view::SEALS;
use pdf::font::set::Face;
use pdf::seal::design::{SealDesign, SealOutline};
use pdf::seal::drawing::Drawing;
use serde::Deserialize;
use serde_json::json;

/// Nobody needs more on one page.
const MOST: u32 = 100;

/// A square name seal: 张三之印.
#[derive(Debug, Deserialize)]
pub struct NameSeal {
    /// What is carved: 1 to 16 characters.
    text: String,
    /// 1/100 mm.
    side: u16,
}

/// `GET /me/seals`.
pub async fn list(giver: Giver) -> Result<HttpResponse, Problem> {
    let rows = giver
        .hub
        .store
        .log
        .list(&ListQuery::first(SEALS, giver.account()?, MOST))
        .await;
    Ok(HttpResponse::Ok().json(rows.map_err(|e| giver.problem(Problem::internal("list seals", e)))?))
}

/// `GET /me/seals/{seal}`.
pub async fn read(giver: Giver, place: web::Path<OwnPlace>) -> Result<HttpResponse, Problem> {
    let found = find(&giver.hub, person(giver.account()?), place.seal).await;
    let found = found.map_err(|problem| giver.problem(problem))?;
    let state = &found.snapshot.state;
    Ok(HttpResponse::Ok().json(json!({
        "id": place.seal,
        "name": found.made.name,
        "source": found.made.source,
        "standing": state.standing,
        "width": found.made.picture.width,
        "height": found.made.picture.height,
        "made_at": found.made.at,
        "refusal": refusal(state),
        "valid_until": state.record.map(|signed| signed.until),
        "uses": state.uses,
    })))
}

/// `POST /me/seals/preview`: the drawing as SVG.
pub async fn preview(giver: Giver, body: web::Json<NameSeal>) -> Result<HttpResponse, Problem> {
    let drawing = draw(&giver, &body)?;
    Ok(HttpResponse::Ok()
        .content_type("image/svg+xml")
        .insert_header(("Cache-Control", "no-store"))
        .body(drawing.to_svg()))
}

/// `POST /me/seals`.
pub async fn name_seal(giver: Giver, body: web::Json<NameSeal>) -> Result<HttpResponse, Problem> {
    let drawing = draw(&giver, &body)?;
    let seal = fresh(&giver);
    let stored = picture::store_drawing(&giver.hub, seal, &drawing).await;
    let picture = stored.map_err(|problem| giver.problem(problem))?;
    make(&giver, seal, body.into_inner().text, Source::Template, picture).await
}

#[derive(Debug, Deserialize)]
pub struct UploadQuery {
    name: String,
    /// 1/100 mm.
    width: u16,
    /// It was drawn on the page, not photographed.
    #[serde(default)]
    drawn: bool,
}

/// `POST /me/seals/upload?name=…&width=…`: a picture, or handwriting as the page has drawn it.
pub async fn upload(
    giver: Giver,
    query: web::Query<UploadQuery>,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let UploadQuery { name, width, drawn } = query.into_inner();
    let scanned = cut_out(&giver, width, true, payload).await?;
    let seal = fresh(&giver);
    let stored = picture::store(&giver.hub, seal, &scanned.png, (scanned.width, scanned.height)).await;
    let picture = stored.map_err(|problem| giver.problem(problem))?;
    let source = if drawn { Source::Drawn } else { Source::Uploaded };
    make(&giver, seal, name, source, picture).await
}

/// `PUT /me/seals/{seal}/enabled`.
pub async fn turn(
    giver: Giver,
    place: web::Path<OwnPlace>,
    body: web::Json<Enabled>,
) -> Result<HttpResponse, Problem> {
    let Enabled { enabled, reason } = body.into_inner();
    let warrant = None;
    let command = if enabled {
        SealCommand::Enable { warrant }
    } else {
        SealCommand::Disable { warrant, reason }
    };
    of_owner(&giver, place.seal, command).await
}

/// `DELETE /me/seals/{seal}`: stopped for good; what was signed with it stays.
pub async fn stop(giver: Giver, place: web::Path<OwnPlace>) -> Result<HttpResponse, Problem> {
    let reason = "本人停用 stopped by its owner".to_owned();
    let warrant = None;
    of_owner(&giver, place.seal, SealCommand::Stop { warrant, reason }).await
}

async fn of_owner(giver: &Giver, seal: SealId, command: SealCommand) -> Result<HttpResponse, Problem> {
    let found = find(&giver.hub, person(giver.account()?), seal).await;
    found.map_err(|problem| giver.problem(problem))?;
    give(giver, seal, command).await
}

async fn make(
    giver: &Giver,
    seal: SealId,
    name: String,
    source: Source,
    picture: Picture,
) -> Result<HttpResponse, Problem> {
    let account = giver.account()?;
    let command = SealCommand::Make {
        owner: person(account),
        kind: SealKind::Personal,
        name,
        source,
        picture,
        warrant: None,
    };
    send(giver, Caller::Account(account), seal, command).await?;
    Ok(HttpResponse::Created().json(json!({"seal": seal})))
}

fn draw(giver: &Giver, seal: &NameSeal) -> Result<Drawing, Problem> {
    let design = SealDesign {
        outline: SealOutline::Square { side: seal.side },
        name: seal.text.trim().to_owned(),
        purpose: None,
        number: None,
        star: false,
        face: Face::Song,
        colour: RED,
    };
    let drawn = design.draw(&giver.hub.fonts);
    drawn.map_err(|error| giver.problem(Problem::new(error.code()).with("character", missing(error))))
}
