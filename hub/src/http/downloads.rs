//! 批量下载 over HTTP: begun with `POST`, watched, and fetched once it is whole.

use crate::downloads::{self, Download, Progress};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::sender_side;
use actix_web::body::SizedStream;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpResponse, web};
use domain::ids::{AccountId, ContractId};
use futures_util::stream;
use serde::Deserialize;
use serde_json::json;
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::sync::Arc;
use uuid::Uuid;

const MOST_AT_ONCE: usize = 100;
const PIECE: usize = 256 * 1024;

#[derive(Debug, Deserialize)]
pub struct Wanted {
    contracts: Vec<ContractId>,
    /// With the evidence package of each.
    #[serde(default)]
    evidence: bool,
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Place {
    download: Uuid,
}

/// `POST /downloads`: 202 with the id of a ZIP that is being written.
pub async fn begin(giver: Giver, wanted: web::Json<Wanted>) -> Result<HttpResponse, Problem> {
    let account = giver.account()?;
    let wanted = wanted.into_inner();
    let begun = async {
        if wanted.contracts.is_empty() || wanted.contracts.len() > MOST_AT_ONCE {
            return Err(Problem::new("too_many_contracts").with("most", MOST_AT_ONCE));
        }
        for contract in &wanted.contracts {
            if !may_have(&giver.hub, account, *contract).await? {
                return Err(Problem::new("not_allowed"));
            }
        }
        downloads::begin(&giver.hub, account, wanted.contracts, wanted.evidence)
    };
    let id = begun.await.map_err(|problem| giver.problem(problem))?;
    Ok(HttpResponse::Accepted().json(json!({"download": id})))
}

/// The sender's side, and parties that have signed.
async fn may_have(hub: &Hub, account: AccountId, contract: ContractId) -> Result<bool, Problem> {
    if sender_side::of(hub, contract, account).await?.is_some() {
        return Ok(true);
    }
    let Ok(snapshot) = hub.contract_state(contract).await else {
        return Ok(false);
    };
    let planned = snapshot.state.opened.iter().flat_map(|opened| &opened.parties);
    let mut own = planned.filter(|party| party.account == Some(account));
    Ok(own.any(|party| {
        let state = snapshot.state.party(party.no);
        state.is_some_and(|state| state.committed.is_some())
    }))
}

/// `GET /downloads/{download}`: how far it is.
pub async fn read(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    let found = find(&giver, place.download)?;
    let (state, done, bytes) = match found.progress {
        Progress::Writing(done) => ("writing", done, None),
        Progress::Ready(bytes) => ("ready", found.contracts, Some(bytes)),
        Progress::Failed => ("failed", 0, None),
    };
    Ok(HttpResponse::Ok().json(json!({
        "state": state,
        "done": done,
        "contracts": found.contracts,
        "bytes": bytes,
    })))
}

/// `GET /downloads/{download}/contracts.zip`: 404 `not_ready` until it is whole.
pub async fn file(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    let found = find(&giver, place.download)?;
    let Progress::Ready(length) = found.progress else {
        return Err(giver.problem(Problem::new("not_ready")));
    };
    let pieces = stream::unfold((found.file, 0), move |(file, at)| next_piece(file, at, length));
    Ok(HttpResponse::Ok()
        .content_type("application/zip")
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"contracts.zip\""))
        .body(SizedStream::new(length, Box::pin(pieces))))
}

type Piece = Result<web::Bytes, std::io::Error>;

async fn next_piece(file: Arc<File>, at: u64, length: u64) -> Option<(Piece, (Arc<File>, u64))> {
    let size = usize::try_from(length.checked_sub(at)?)
        .unwrap_or(PIECE)
        .min(PIECE);
    if size == 0 {
        return None;
    }
    let reader = file.clone();
    let read = web::block(move || {
        let mut piece = vec![0; size];
        reader
            .read_exact_at(&mut piece, at)
            .map(|()| web::Bytes::from(piece))
    });
    let piece = read
        .await
        .unwrap_or_else(|error| Err(std::io::Error::other(error)));
    Some((piece, (file, at + size as u64)))
}

fn find(giver: &Giver, id: Uuid) -> Result<Download, Problem> {
    let found = giver.hub.downloads.find(id, giver.account()?);
    found.ok_or_else(|| giver.problem(Problem::new("not_found")))
}
