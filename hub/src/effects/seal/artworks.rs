//! The seals of a party's act as they are put on the pages, from the files that the contract keeps.

use crate::documents::prepare_request::sealed_fields;
use crate::http::problem::Problem;
use crate::hub::Services;
use domain::contract::event::SealUse;
use domain::contract::state::ContractState;
use domain::ids::PartyNo;
use pdf::seal::artwork::SealArtwork;

/// First bytes of a PNG (ISO/IEC 15948 section 5.2); a drawn seal is JSON.
const PNG: &[u8] = b"\x89PNG";

/// One for each sealed control of the party, in the order in which its boxes name them.
pub(super) async fn of_party(
    services: &Services,
    stream: &str,
    state: &ContractState,
    party: PartyNo,
) -> Result<Vec<SealArtwork>, Problem> {
    let committed = state.party(party).and_then(|party| party.committed.as_ref());
    let mut artworks = Vec::new();
    for field in sealed_fields(state, party) {
        let sealed = committed.and_then(|act| act.seals.iter().find(|sealed| sealed.field == field));
        let sealed = sealed.ok_or_else(|| Problem::new("seal_missing"))?;
        let mut artwork = artwork(services, stream, &sealed.used).await?;
        let mut planned = state.fields_of(party);
        if let Some(planned) = planned.find(|planned| planned.no == field) {
            artwork.opacity = planned.content.opacity().percent();
        }
        artworks.push(artwork);
    }
    Ok(artworks)
}

/// Reads files that the hub has written itself.
async fn artwork(services: &Services, stream: &str, used: &SealUse) -> Result<SealArtwork, Problem> {
    let file = services.blob(stream, used.picture.artwork).await?;
    let unreadable = |e: &dyn std::fmt::Display| Problem::internal("read a seal's picture", e);
    if file.starts_with(PNG) {
        let width = f64::from(used.picture.width) / 1000.0;
        return SealArtwork::scanned(&file, width).map_err(|e| unreadable(&e));
    }
    let drawing = serde_json::from_slice(&file).map_err(|e| unreadable(&e))?;
    Ok(SealArtwork::drawn(drawing))
}
