//! From the parts of a draft to its document: one part is the document, several are joined into one file.

use super::blob_owner;
use super::document::{DraftDocument, DraftPage, DraftPart};
use crate::documents;
use crate::documents::intake_board::{Step, Ticket};
use crate::http::problem::Problem;
use crate::hub::Hub;
use domain::contract::plan::PageBox;
use domain::ids::DraftId;
use pdf::intake::DocumentFacts;

/// Files that one document may be made of.
pub const MOST_PARTS: usize = 20;

/// A part with the pages as they are shown.
pub type PartWithPages = (DraftPart, Vec<DraftPage>);

/// The document of at least one part. Parts are as they were when each was taken in; only their order is new.
pub async fn assemble(
    hub: &Hub,
    draft: DraftId,
    parts: Vec<PartWithPages>,
    ticket: &Ticket,
) -> Result<DraftDocument, Problem> {
    let (parts, pages): (Vec<DraftPart>, Vec<Vec<DraftPage>>) = parts.into_iter().unzip();
    let pages = pages.concat();
    if parts.len() > MOST_PARTS {
        return Err(Problem::new("too_many_files").with("limit", MOST_PARTS));
    }
    // Joining writes pages anew, which no signature survives.
    if parts.len() > 1 && parts.iter().any(|part| part.facts.signatures_kept > 0) {
        return Err(Problem::new("signed_cannot_join"));
    }
    if let [only] = parts.as_slice() {
        return Ok(DraftDocument {
            name: only.name.clone(),
            uploaded: only.uploaded,
            clean: only.clean,
            length: only.length,
            facts: only.facts,
            pages,
            parts,
        });
    }
    ticket.step(Step::Joining);
    let owner = blob_owner(draft);
    let mut files = Vec::with_capacity(parts.len());
    for part in &parts {
        files.push(hub.blob(&owner, part.clean).await?);
    }
    let joined = documents::intake::join(hub, files, ticket).await?;
    let boxes: Vec<PageBox> = pages.iter().map(|page| page.page_box).collect();
    if joined.boxes != boxes {
        return Err(Problem::new("parsers_disagree"));
    }
    let failed = |e| Problem::internal("store a joined document", e);
    let list = DraftDocument::part_list(&parts).map_err(|e| Problem::internal("write a list of files", e))?;
    Ok(DraftDocument {
        name: DraftDocument::name_of(&parts),
        uploaded: hub.store.blobs.put(&owner, &list).await.map_err(failed)?,
        clean: hub.store.blobs.put(&owner, &joined.bytes).await.map_err(failed)?,
        length: joined.bytes.len() as u64,
        facts: facts_of(&parts, joined.facts),
        pages,
        parts,
    })
}

/// What became of the uploads on their way into one file.
fn facts_of(parts: &[DraftPart], joined: DocumentFacts) -> DocumentFacts {
    parts.iter().fold(joined, |all, part| DocumentFacts {
        flattened_annotations: all.flattened_annotations + part.facts.flattened_annotations,
        drawn_values: all.drawn_values + part.facts.drawn_values,
        decrypted: all.decrypted | part.facts.decrypted,
        repaired: all.repaired | part.facts.repaired,
        signatures_removed: all.signatures_removed + part.facts.signatures_removed,
        ..all
    })
}
