//! `PUT /templates/{template}/content`: the template's next version is what a draft holds; the draft goes.

use super::make::own_draft;
use super::{Place, find_kept, publish_or_ask, send, take_over};
use crate::http::drafts::{blob_owner, remove};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::ids::DraftId;
use domain::template::command::TemplateCommand;
use serde::Deserialize;
use serde_json::json;

#[derive(Debug, Deserialize)]
pub struct Revise {
    /// A draft that was made of this template for that.
    draft: DraftId,
}

pub async fn revise(
    giver: Giver,
    place: web::Path<Place>,
    revise: web::Json<Revise>,
) -> Result<HttpResponse, Problem> {
    let in_language = |problem: Problem| giver.problem(problem);
    let (made, keeping) = find_kept(&giver, place.template).await?;
    let body = own_draft(&giver, revise.draft).await?;
    let origin = body
        .template
        .as_ref()
        .filter(|origin| origin.id == place.template);
    let origin = origin.ok_or_else(|| giver.problem(Problem::new("not_found")))?;
    // Somebody may have saved another version meanwhile; theirs is not lost unseen.
    if origin.version != made.latest.no {
        return Err(in_language(Problem::new("template_changed")));
    }
    let taken = take_over(&giver.hub, &blob_owner(revise.draft), place.template, body).await;
    let content = taken.map_err(in_language)?;
    let command = TemplateCommand::Revise { content };
    send(&giver, place.template, keeping, command).await?;
    let approval = publish_or_ask(&giver, place.template).await?;
    remove::remove_with_files(&giver.hub, revise.draft).await?;
    Ok(match approval {
        None => HttpResponse::NoContent().finish(),
        Some(approval) => HttpResponse::Accepted().json(json!({"approval": approval})),
    })
}
