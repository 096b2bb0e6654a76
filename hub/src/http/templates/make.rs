//! `POST /templates`: a draft becomes a template of the organisation that the person works for, or their own; the draft
//! goes on as it was.

use super::owned::for_chosen;
use super::{made_answer, send, take_over};
use crate::http::drafts::{DraftBody, blob_owner, load};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::ids::{DraftId, TemplateId};
use domain::template::command::TemplateCommand;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Make {
    draft: DraftId,
    name: String,
    #[serde(default)]
    folder: Option<String>,
}

pub async fn make(giver: Giver, make: web::Json<Make>) -> Result<HttpResponse, Problem> {
    let Make { draft, name, folder } = make.into_inner();
    // With an `Idempotency-Key`, the key is the id: asked again, the same template is found and not made twice.
    let template = TemplateId(giver.command_id().0);
    let keeping = for_chosen(&giver).await?;
    let body = own_draft(&giver, draft).await?;
    let content = take_over(&giver.hub, &blob_owner(draft), template, body).await;
    let command = TemplateCommand::Make {
        name,
        folder,
        content: content.map_err(|problem| giver.problem(problem))?,
        copy_of: None,
    };
    send(&giver, template, keeping, command).await?;
    made_answer(&giver, template).await
}

/// The body of a draft that must be the signed-in person's.
pub(super) async fn own_draft(giver: &Giver, id: DraftId) -> Result<DraftBody, Problem> {
    let (draft, body) = load(&giver.hub, id).await.map_err(|p| giver.problem(p))?;
    if draft.owner == giver.account()? {
        Ok(body)
    } else {
        Err(giver.problem(Problem::new("not_found")))
    }
}
