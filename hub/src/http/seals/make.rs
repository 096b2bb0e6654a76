//! Making a seal of an organisation: from a template, or from an uploaded picture.

use super::scan::{cut_out, takes_black};
use super::{fresh, send, warrant};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::seals::design::RED;
use crate::seals::picture;
use actix_web::{HttpResponse, web};
use domain::aggregate::Caller;
use domain::ids::{OrganisationId, SealId};
use domain::organisation::warrant::SealAct;
use domain::personal::Personal;
use domain::seal::command::SealCommand;
use domain::seal::kind::{Picture, SealKind, SealOwner, Source};
use pdf::font::set::Face;
use pdf::seal::design::{SealDesign, SealOutline};
use pdf::seal::drawing::Drawing;
use serde::Deserialize;
use serde_json::json;

/// A seal from a template. The name on it is the organisation's registered one, on a legal representative's seal that
/// person's: neither can be chosen.
#[derive(Debug, Deserialize)]
pub struct Template {
    kind: SealKind,
    #[serde(default)]
    name: String,
    outline: SealOutline,
    /// Below the star: 合同专用章.
    #[serde(default)]
    purpose: Option<String>,
    /// Along the lower edge.
    #[serde(default)]
    number: Option<String>,
    #[serde(default)]
    star: bool,
}

/// `POST /organisations/{organisation}/seals/preview`: the drawing as SVG.
pub async fn preview(
    giver: Giver,
    organisation: web::Path<OrganisationId>,
    template: web::Json<Template>,
) -> Result<HttpResponse, Problem> {
    let drawing = draw(&giver, *organisation, &template).await?;
    Ok(HttpResponse::Ok()
        .content_type("image/svg+xml")
        .insert_header(("Cache-Control", "no-store"))
        .body(drawing.to_svg()))
}

/// `POST /organisations/{organisation}/seals`.
pub async fn template(
    giver: Giver,
    organisation: web::Path<OrganisationId>,
    template: web::Json<Template>,
) -> Result<HttpResponse, Problem> {
    let drawing = draw(&giver, *organisation, &template).await?;
    let seal = fresh(&giver);
    let stored = picture::store_drawing(&giver.hub, seal, &drawing).await;
    let picture = stored.map_err(|problem| giver.problem(problem))?;
    let Template { kind, name, .. } = template.into_inner();
    make(&giver, *organisation, seal, kind, name, Source::Template, picture).await
}

#[derive(Debug, Deserialize)]
pub struct UploadQuery {
    kind: SealKind,
    #[serde(default)]
    name: String,
    /// 1/100 mm.
    width: u16,
}

/// `POST /organisations/{organisation}/seals/upload?kind=…&name=…&width=…`: a picture; it is reviewed.
pub async fn upload(
    giver: Giver,
    organisation: web::Path<OrganisationId>,
    query: web::Query<UploadQuery>,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let UploadQuery { kind, name, width } = query.into_inner();
    warrant(&giver, *organisation, SealAct::Make(kind)).await?;
    let scanned = cut_out(&giver, width, takes_black(kind), payload).await?;
    let seal = fresh(&giver);
    let stored = picture::store(&giver.hub, seal, &scanned.png, (scanned.width, scanned.height)).await;
    let picture = stored.map_err(|problem| giver.problem(problem))?;
    make(&giver, *organisation, seal, kind, name, Source::Uploaded, picture).await
}

async fn make(
    giver: &Giver,
    organisation: OrganisationId,
    seal: SealId,
    kind: SealKind,
    name: String,
    source: Source,
    picture: Picture,
) -> Result<HttpResponse, Problem> {
    let warrant = warrant(giver, organisation, SealAct::Make(kind)).await?;
    let command = SealCommand::Make {
        owner: SealOwner::Organisation(organisation),
        kind,
        name: if name.trim().is_empty() {
            usual_name(kind).to_owned()
        } else {
            name
        },
        source,
        picture,
        warrant: Some(warrant),
    };
    send(giver, Caller::Account(giver.account()?), seal, command).await?;
    Ok(HttpResponse::Created().json(json!({"seal": seal})))
}

/// Only for somebody who might make this seal.
async fn draw(giver: &Giver, organisation: OrganisationId, template: &Template) -> Result<Drawing, Problem> {
    warrant(giver, organisation, SealAct::Make(template.kind)).await?;
    let state = giver.hub.organisation_state(organisation).await;
    let state = state.map_err(|problem| giver.problem(problem))?;
    let name = match template.kind {
        SealKind::LegalRepresentative => {
            carved(state.legal_representative.as_ref().map_or("", Personal::text))
        }
        _ => state.name.clone(),
    };
    let text = |given: &Option<String>| {
        let given = given.as_deref().map(str::trim).filter(|text| !text.is_empty());
        given.map(str::to_owned)
    };
    let design = SealDesign {
        outline: template.outline,
        name,
        purpose: text(&template.purpose),
        number: text(&template.number),
        star: template.star,
        face: Face::Song,
        colour: RED,
    };
    let drawn = design.draw(&giver.hub.fonts);
    drawn.map_err(|error| giver.problem(Problem::new(error.code()).with("character", missing(error))))
}

/// A person's name as it is cut: with 印 or 之印 it fills a square of four.
fn carved(name: &str) -> String {
    let ending = match name.chars().count() {
        2 => "之印",
        3 => "印",
        _ => "",
    };
    format!("{name}{ending}")
}

/// The character that no font has, where that is what is wrong.
pub(super) fn missing(error: pdf::seal::design::SealDesignError) -> String {
    match error {
        pdf::seal::design::SealDesignError::CharacterMissing(character) => character.to_string(),
        _ => String::new(),
    }
}

/// What a seal of this kind is called where nobody says otherwise.
fn usual_name(kind: SealKind) -> &'static str {
    match kind {
        SealKind::Official => "公章",
        SealKind::Contract => "合同专用章",
        SealKind::Finance => "财务专用章",
        SealKind::Personnel => "人事专用章",
        SealKind::Invoice => "发票专用章",
        SealKind::Other => "其他印章",
        SealKind::LegalRepresentative => "法定代表人章",
        SealKind::Personal => "个人印章",
    }
}
