//! `PUT /drafts/{draft}/document/signed`: what becomes of an upload that carries signatures. It is signed further, and
//! then is the document as it was uploaded; or it is a copy of its pages.

use super::assemble::{PartWithPages, assemble};
use super::document::{DraftDocument, DraftPage};
use super::upload::store_part;
use super::{blob_owner, load, store};
use crate::documents::intake;
use crate::documents::intake_board::Ticket;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::contract::plan::PageBox;
use domain::contract::signed_source::SignedHandling;
use domain::hash::Sha256Hash;
use domain::ids::DraftId;
use pdf::intake::choice::{IntakeChoice, SignedUpload};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
pub struct Choose {
    /// The document that was looked at, by its clean file.
    clean: Sha256Hash,
    /// Which of its parts, from 0.
    part: usize,
    choice: SignedHandling,
}

pub async fn choose(
    hub: web::Data<Hub>,
    id: web::Path<DraftId>,
    request: HttpRequest,
    choose: web::Json<Choose>,
) -> Result<HttpResponse, Problem> {
    let in_language = |problem: Problem| problem.in_language_of(&request);
    let ticket = hub.intake.begin(*id).map_err(in_language)?;
    let document = chosen(&hub, *id, &choose, &ticket).await.map_err(in_language)?;
    Ok(HttpResponse::Ok().json(json!({"document": document})))
}

/// The pages stay where they are, and the boxes on them.
async fn chosen(hub: &Hub, id: DraftId, choose: &Choose, ticket: &Ticket) -> Result<DraftDocument, Problem> {
    let (draft, mut body) = load(hub, id).await?;
    let document = body
        .document
        .as_ref()
        .filter(|document| document.clean == choose.clean);
    let document = document.ok_or_else(|| Problem::new("draft_changed"))?;
    let mut parts: Vec<PartWithPages> = document
        .parts()
        .into_iter()
        .zip(document.pages_by_part())
        .collect();
    let joined = parts.len() > 1;
    let (part, pages) = parts
        .get_mut(choose.part)
        .ok_or_else(|| Problem::new("not_found"))?;
    let signed = part.signed.as_mut().ok_or_else(|| Problem::new("not_found"))?;
    let is_kept = part.facts.signatures_kept > 0;
    signed.choice = Some(choose.choice);
    if joined && choose.choice == SignedHandling::Further {
        return Err(Problem::new("signed_cannot_join"));
    }
    if is_kept != (choose.choice == SignedHandling::Further) {
        let wanted = match choose.choice {
            SignedHandling::Further => SignedUpload::Further,
            SignedHandling::Copy => SignedUpload::Copy,
        };
        let taken = taken_again(hub, id, &part.name, part.uploaded, wanted, ticket).await?;
        if boxes(&taken.1) != boxes(pages) {
            return Err(Problem::new("parsers_disagree"));
        }
        (*part, *pages) = taken;
    }
    let document = assemble(hub, id, parts, ticket).await?;
    body.document = Some(document.clone());
    store(hub, &draft, draft.version, &body).await?;
    Ok(document)
}

/// The upload once more, with another wish. It needs no password: what is encrypted cannot be signed further.
async fn taken_again(
    hub: &Hub,
    id: DraftId,
    name: &str,
    uploaded: Sha256Hash,
    wanted: SignedUpload,
    ticket: &Ticket,
) -> Result<PartWithPages, Problem> {
    let bytes = hub.blob(&blob_owner(id), uploaded).await?;
    let choice = IntakeChoice {
        password: None,
        signed: wanted,
    };
    let taken = intake::take_in(hub, bytes.clone(), choice, ticket).await?;
    store_part(hub, id, name, &bytes, wanted, taken).await
}

fn boxes(pages: &[DraftPage]) -> Vec<PageBox> {
    pages.iter().map(|page| page.page_box).collect()
}
