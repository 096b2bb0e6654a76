//! Changing a template without touching its pages: name and folder, in and out of use, gone.

use super::{Place, find_kept, give, publish_or_ask};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::template::command::TemplateCommand;
use serde::Deserialize;
use serde_json::json;

#[derive(Debug, Deserialize)]
pub struct Filing {
    name: String,
    /// None is the top.
    #[serde(default)]
    folder: Option<String>,
}

/// `PUT /templates/{template}`: name and folder.
pub async fn file(
    giver: Giver,
    place: web::Path<Place>,
    filing: web::Json<Filing>,
) -> Result<HttpResponse, Problem> {
    let Filing { name, folder } = filing.into_inner();
    give(&giver, place.template, TemplateCommand::File { name, folder }).await
}

#[derive(Debug, Deserialize)]
pub struct Enabled {
    enabled: bool,
}

/// `PUT /templates/{template}/enabled`: 202 with the approval that an organisation's one waits for.
pub async fn turn(
    giver: Giver,
    place: web::Path<Place>,
    body: web::Json<Enabled>,
) -> Result<HttpResponse, Problem> {
    if !body.enabled {
        return give(&giver, place.template, TemplateCommand::Disable).await;
    }
    let (made, _) = find_kept(&giver, place.template).await?;
    if made.keeper.is_none() {
        return give(&giver, place.template, TemplateCommand::Enable).await;
    }
    Ok(match publish_or_ask(&giver, place.template).await? {
        None => HttpResponse::NoContent().finish(),
        Some(approval) => HttpResponse::Accepted().json(json!({"approval": approval})),
    })
}

/// `DELETE /templates/{template}`: for good; contracts that were started from it stay.
pub async fn delete(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    give(&giver, place.template, TemplateCommand::Delete).await
}
