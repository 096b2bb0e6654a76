//! A draft's files become the contract's: the document, its page images, and the sender's pictures.

use super::document::DraftDocument;
use super::{DraftBody, blob_owner};
use crate::filled_pictures;
use crate::http::problem::Problem;
use crate::hub::Hub;
use domain::canonical;
use domain::contract::plan::{PageBox, PageImage};
use domain::hash::Sha256Hash;
use domain::ids::{ContractId, DraftId};

/// The contract owns its files from now on; the page list becomes a blob of its own.
pub async fn store_files(
    hub: &Hub,
    draft: DraftId,
    contract: ContractId,
    document: &DraftDocument,
    boxes: &[PageBox],
) -> Result<Sha256Hash, Problem> {
    let (from, to) = (blob_owner(draft), hub.contract_stream(contract).to_string());
    let failed = |e| Problem::internal("store a contract's files", e);
    let parts = document.parts.iter().map(|part| part.uploaded);
    for hash in parts.chain([document.uploaded, document.clean]) {
        if !hub.store.blobs.copy(&from, &to, hash).await.map_err(failed)? {
            return Err(Problem::new("draft_without_document"));
        }
    }
    let list = canonical::encode_list(boxes).map_err(|e| Problem::internal("write a page list", e))?;
    hub.store.blobs.put(&to, &list).await.map_err(failed)
}

/// Page images of the clean file, for parties that fill it in.
pub async fn store_images(
    hub: &Hub,
    draft: DraftId,
    contract: ContractId,
    body: &DraftBody,
    document: &DraftDocument,
) -> Result<Option<Sha256Hash>, Problem> {
    if body.controls.iter().all(|control| control.party.is_none()) {
        return Ok(None);
    }
    let (from, to) = (blob_owner(draft), hub.contract_stream(contract).to_string());
    let failed = |e| Problem::internal("store a contract's page images", e);
    let mut images = Vec::with_capacity(document.pages.len());
    for page in &document.pages {
        let text = page.text.ok_or_else(|| Problem::new("draft_without_document"))?;
        for hash in [page.image, text] {
            if !hub.store.blobs.copy(&from, &to, hash).await.map_err(failed)? {
                return Err(Problem::new("draft_without_document"));
            }
        }
        images.push(PageImage {
            image: page.image,
            width_px: page.width_px,
            height_px: page.height_px,
            text,
            disputed: page.disputed,
        });
    }
    let list = canonical::encode_list(&images).map_err(|e| Problem::internal("write a page list", e))?;
    Ok(Some(hub.store.blobs.put(&to, &list).await.map_err(failed)?))
}

/// Pictures in the sender's controls go with the contract.
pub async fn store_pictures(
    hub: &Hub,
    draft: DraftId,
    contract: ContractId,
    body: &DraftBody,
) -> Result<(), Problem> {
    for value in &body.values {
        let control = body.controls.iter().find(|control| control.no == value.no);
        if let Some(control) = control {
            filled_pictures::take_along(hub, draft, contract, control, &value.text).await?;
        }
    }
    Ok(())
}
