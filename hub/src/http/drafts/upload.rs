//! `POST /drafts/{draft}/document`: the file goes through the limited worker; the draft keeps what came out. It takes
//! the place of the document, or with `join=true` follows its last page.

use super::assemble::{PartWithPages, assemble};
use super::document::{DraftConversion, DraftDocument, DraftPage, DraftPart, DraftSigned};
use super::{blob_owner, load, store};
use crate::documents::intake::{self, TakenIn};
use crate::documents::intake_board::Ticket;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::{HttpRequest, HttpResponse, web};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use domain::contract::signed_source::SignedHandling;
use domain::ids::DraftId;
use futures_util::StreamExt;
use pdf::intake::choice::{IntakeChoice, Password, SignedUpload};
use serde::Deserialize;
use serde_json::json;
use std::time::Duration;

/// Longest time between two pieces of a body.
const STILL: Duration = Duration::from_secs(30);

#[derive(Deserialize)]
pub struct Named {
    #[serde(default)]
    name: String,
    /// What becomes of signatures in the file; the sender may decide it later.
    #[serde(default)]
    signed: SignedUpload,
    /// It follows what is there.
    #[serde(default)]
    join: bool,
}

/// Where a file goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// It is the document from now on.
    Instead,
    /// It follows the document's last page.
    Behind,
}

/// Carries the file's password: UTF-8 in base64, because addresses are written into logs and headers are not.
const PASSWORD_HEADER: &str = "x-document-password";

pub async fn upload(
    hub: web::Data<Hub>,
    id: web::Path<DraftId>,
    query: web::Query<Named>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let in_language = |problem: Problem| problem.in_language_of(&request);
    let bytes = read_limited(payload, hub.config.documents.max_bytes)
        .await
        .map_err(in_language)?;
    let choice = IntakeChoice {
        password: password(&request).map_err(in_language)?,
        signed: query.signed,
    };
    let place = if query.join { Place::Behind } else { Place::Instead };
    let document = take_in(&hub, *id, &query.name, bytes, choice, place)
        .await
        .map_err(in_language)?;
    Ok(HttpResponse::Created().json(json!({"document": document})))
}

/// Runs the intake, stores files and page images, and writes them into the draft. Boxes of an earlier
/// document are dropped where it goes: they stood on other pages.
pub async fn take_in(
    hub: &Hub,
    id: DraftId,
    name: &str,
    bytes: Vec<u8>,
    choice: IntakeChoice,
    place: Place,
) -> Result<DraftDocument, Problem> {
    let ticket = hub.intake.begin(id)?;
    let signed = choice.signed;
    let taken = intake::take_in(hub, bytes.clone(), choice, &ticket).await?;
    let part = store_part(hub, id, name, &bytes, signed, taken).await?;
    with_part(hub, id, part, place, &ticket).await
}

async fn with_part(
    hub: &Hub,
    id: DraftId,
    part: PartWithPages,
    place: Place,
    ticket: &Ticket,
) -> Result<DraftDocument, Problem> {
    let (draft, mut body) = load(hub, id).await?;
    let mut parts: Vec<PartWithPages> = match (&body.document, place) {
        (Some(document), Place::Behind) => document
            .parts()
            .into_iter()
            .zip(document.pages_by_part())
            .collect(),
        _ => Vec::new(),
    };
    parts.push(part);
    let document = assemble(hub, id, parts, ticket).await?;
    let is_other = |earlier: &DraftDocument| earlier.clean != document.clean;
    if place == Place::Instead && body.document.as_ref().is_none_or(is_other) {
        body.fields.clear();
        body.controls.clear();
        body.values.clear();
    }
    body.document = Some(document.clone());
    store(hub, &draft, draft.version, &body).await?;
    Ok(document)
}

/// Stores an upload with what became of it; `choice` is what its sender has said of signatures.
pub(super) async fn store_part(
    hub: &Hub,
    id: DraftId,
    name: &str,
    bytes: &[u8],
    choice: SignedUpload,
    taken: TakenIn,
) -> Result<PartWithPages, Problem> {
    let owner = blob_owner(id);
    let failed = |e| Problem::internal("store a document", e);
    let uploaded = hub.store.blobs.put(&owner, bytes).await.map_err(failed)?;
    let clean = hub.store.blobs.put(&owner, &taken.clean).await.map_err(failed)?;
    let mut pages = Vec::with_capacity(taken.pages.len());
    for (page_box, image) in taken.page_boxes.iter().zip(&taken.pages) {
        pages.push(DraftPage {
            page_box: *page_box,
            width_px: image.width_px,
            height_px: image.height_px,
            image: hub.store.blobs.put(&owner, &image.png).await.map_err(failed)?,
            text: Some(hub.store.blobs.put(&owner, &image.text).await.map_err(failed)?),
            disputed: image.disputed,
        });
    }
    let office = hub.office.as_ref().map_or("", |office| office.version.as_str());
    let part = DraftPart {
        name: name.chars().filter(|c| !c.is_control()).take(120).collect(),
        uploaded,
        clean,
        length: taken.clean.len() as u64,
        facts: taken.facts,
        pages: pages.len(),
        conversion: taken.conversion.map(|conversion| DraftConversion {
            conversion,
            program: format!("LibreOffice {office}"),
            confirmed: false,
        }),
        form: taken.form,
        signed: taken.signed.map(|found| DraftSigned {
            found,
            choice: match choice {
                SignedUpload::Refuse => None,
                SignedUpload::Copy => Some(SignedHandling::Copy),
                SignedUpload::Further => Some(SignedHandling::Further),
            },
        }),
    };
    Ok((part, pages))
}

/// The password that came with the request, if any.
fn password(request: &HttpRequest) -> Result<Option<Password>, Problem> {
    let Some(header) = request.headers().get(PASSWORD_HEADER) else {
        return Ok(None);
    };
    let text = BASE64.decode(header.as_bytes()).ok();
    let text = text.and_then(|bytes| String::from_utf8(bytes).ok());
    let text = text.ok_or_else(|| Problem::new("malformed_request").with("reason", PASSWORD_HEADER))?;
    Ok(Some(Password(text)))
}

/// The whole body, counted while it arrives.
pub async fn read_limited(mut payload: web::Payload, limit: u64) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    loop {
        // A body that stands still would hold its connection for ever.
        let next = tokio::time::timeout(STILL, payload.next()).await;
        let Some(chunk) = next.map_err(|_| Problem::new("timed_out"))? else {
            return Ok(bytes);
        };
        let chunk = chunk.map_err(|e| Problem::new("malformed_request").with("reason", e))?;
        if (bytes.len() + chunk.len()) as u64 > limit {
            return Err(Problem::new("too_large").with("limit", format!("{} MB", limit / 1_048_576)));
        }
        bytes.extend_from_slice(&chunk);
    }
}
