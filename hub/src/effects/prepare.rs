//! Writes R0: prepared widgets for every party, certified by the platform, and the page images of exactly that file.

use super::{EffectFailed, Outcome, contract_of};
use crate::documents::page_lists::PageListKey;
use crate::documents::prepare_request::prepare_request;
use crate::documents::{self, certify::certify};
use crate::hub::Services;
use actors::effects::{EffectJob, EffectOutcome};
use domain::canonical;
use domain::catalogue;
use domain::contract::Contract;
use domain::contract::command::ContractCommand;
use domain::contract::event::Prepared;
use domain::contract::plan::{PageImage, PageList};
use domain::contract::signed_source::SignedSource;
use std::sync::Arc;

pub(super) async fn prepare(services: &Arc<Services>, job: &EffectJob<Contract>) -> Outcome {
    let failed = EffectFailed::at("prepare a document");
    let Some(opened) = &job.state.opened else {
        return Ok(EffectOutcome::Done);
    };
    let owner = job.stream.to_string();
    let clean = services
        .blob(&owner, opened.clean)
        .await
        .map_err(|e| failed(&e))?;
    let drafted = services
        .pages_of(contract_of(job), &job.state)
        .await
        .map_err(|e| failed(&e))?;
    let request = prepare_request(services, &owner, &job.state, &drafted.boxes)
        .await
        .map_err(|e| failed(&e))?;
    let prepared = if SignedSource::is_further(opened.signed_source.as_ref()) {
        documents::prepare_further(services, clean, request).await
    } else {
        documents::prepare(services, clean, request).await
    };
    let revision = match prepared {
        Ok(revision) => revision,
        // What the worker refuses it will refuse again: the contract is called off with the reason.
        Err(refused) if !matches!(refused.code.as_str(), "internal" | "unavailable") => {
            let code = if catalogue::has(&refused.code) {
                refused.code
            } else {
                "broken".to_owned()
            };
            return Ok(EffectOutcome::Report(ContractCommand::RecordPrepareFailed {
                code,
            }));
        }
        Err(problem) => return Err(failed(&problem)),
    };
    let certified = certify(services, revision).await.map_err(|e| failed(&e))?;
    let blobs = &services.store.blobs;
    let r0 = blobs
        .put(&owner, &certified.bytes)
        .await
        .map_err(|e| failed(&e))?;
    let plan = blobs.put(&owner, &certified.plan).await.map_err(|e| failed(&e))?;
    let mut images = Vec::new();
    for page in documents::raster(
        services.worker.clone(),
        certified.bytes.clone(),
        opened.page_count as usize,
        |_| (),
    )
    .await
    .map_err(|e| failed(&e))?
    {
        images.push(PageImage {
            image: blobs.put(&owner, &page.png).await.map_err(|e| failed(&e))?,
            width_px: page.width_px,
            height_px: page.height_px,
            text: blobs.put(&owner, &page.text).await.map_err(|e| failed(&e))?,
            disputed: page.disputed,
        });
    }
    let list = canonical::encode_list(&images).map_err(|e| failed(&e))?;
    let first_image = images
        .first()
        .map(|page| page.image)
        .ok_or_else(|| failed(&"no page"))?;
    let listed = blobs.put(&owner, &list).await.map_err(|e| failed(&e))?;
    // For those who are in the room already: the event goes out with the pages.
    let key = PageListKey {
        boxes: opened.pages,
        images: Some(listed),
    };
    let boxes = drafted.boxes.clone();
    services.page_lists.keep(key, PageList { boxes, images });
    Ok(EffectOutcome::Report(ContractCommand::RecordPrepared(Prepared {
        r0,
        length: certified.bytes.len() as u64,
        plan,
        images: listed,
        first_image,
        certificate: certified.certificate,
        time_authority: certified.time_authority,
    })))
}
