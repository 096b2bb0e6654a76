//! `POST /templates/{template}/copy`: another template that begins as the latest version of this one.

use super::owned::for_chosen;
use super::{Place, body_of, find, made_answer, send, stream, take_over};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::ids::TemplateId;
use domain::template::command::TemplateCommand;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Copy {
    name: String,
}

pub async fn copy(
    giver: Giver,
    place: web::Path<Place>,
    copy: web::Json<Copy>,
) -> Result<HttpResponse, Problem> {
    let in_language = |problem: Problem| giver.problem(problem);
    let made = find(&giver, place.template).await?;
    let keeping = for_chosen(&giver).await?;
    let template = TemplateId(giver.command_id().0);
    let body = body_of(&giver.hub, place.template, &made.latest.content)
        .await
        .map_err(in_language)?;
    let from = stream(place.template).to_string();
    let content = take_over(&giver.hub, &from, template, body)
        .await
        .map_err(in_language)?;
    let command = TemplateCommand::Make {
        name: copy.into_inner().name,
        folder: made.folder,
        content,
        copy_of: Some(place.template),
    };
    send(&giver, template, keeping, command).await?;
    made_answer(&giver, template).await
}
