//! Pictures of seals that people upload: cut out in the limited worker, shown before they are submitted.

use super::warrant;
use crate::documents;
use crate::http::drafts::upload::read_limited;
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::ids::OrganisationId;
use domain::organisation::warrant::SealAct;
use domain::seal::kind::SealKind;
use pdf::seal::scan::{ScanRequest, ScannedSeal};
use serde::Deserialize;

/// Longest picture file, in bytes.
const MOST_BYTES: u64 = 15 << 20;

/// How wide a person's own seal is on the picture.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct ScanQuery {
    /// 1/100 mm.
    pub width: u16,
}

/// For whom such a seal is to be, and how wide it is on the picture.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct KindQuery {
    kind: SealKind,
    /// 1/100 mm.
    width: u16,
}

/// `POST /organisations/{organisation}/seals/scan?kind=contract&width=4200`: the cut-out as PNG, or the reason why the
/// picture makes no seal.
pub async fn preview(
    giver: Giver,
    organisation: web::Path<OrganisationId>,
    query: web::Query<KindQuery>,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let KindQuery { kind, width } = *query;
    warrant(&giver, *organisation, SealAct::Make(kind)).await?;
    shown(&giver, width, takes_black(kind), payload).await
}

/// `POST /me/seals/scan?width=4200`: as [`preview`]; black ink counts too.
pub async fn own_preview(
    giver: Giver,
    query: web::Query<ScanQuery>,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    shown(&giver, query.width, true, payload).await
}

async fn shown(
    giver: &Giver,
    width: u16,
    black: bool,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let seal = cut_out(giver, width, black, payload).await?;
    let size = format!("{:.2}x{:.2}", seal.width, seal.height);
    Ok(HttpResponse::Ok()
        .content_type("image/png")
        .insert_header(("Cache-Control", "no-store"))
        .insert_header(("X-Seal-Size", size))
        .body(seal.png))
}

/// Reads the body and cuts the seal out of it.
pub async fn cut_out(
    giver: &Giver,
    width: u16,
    black: bool,
    payload: web::Payload,
) -> Result<ScannedSeal, Problem> {
    let request = ScanRequest { width, black };
    let file = read_limited(payload, MOST_BYTES).await;
    let file = file.map_err(|problem| giver.problem(problem))?;
    documents::scan_seal(&giver.hub, file, request)
        .await
        .map_err(|problem| giver.problem(problem))
}

/// Black ink makes a person's seal, not an organisation's.
pub fn takes_black(kind: SealKind) -> bool {
    kind == SealKind::Personal
}
